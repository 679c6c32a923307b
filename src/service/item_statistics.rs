//! Statistics of items: rows with the context they were found in. A statistic without a number of
//! candidates is not evidence and is refused.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_sight::{may_read_keys, visible};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::Language;
use crate::bank::statistic::check_value;
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::StoreError;
use crate::store::item_statistics::{self as rows, StatisticRow};
use crate::store::items::FoundVersion;

/// Statistics of one administration.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateStatistics {
    /// Name of the administration (`pilot-1`).
    #[schemars(length(min = 1, max = 200))]
    pub administration: String,
    /// Its date.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub administered: String,
    /// Who sat it.
    #[schemars(length(min = 1, max = 200))]
    pub population: String,
    /// Model: `ctt`, `rasch`, `2pl`, `3pl`, `4pl`, `pcm`, `gpcm`, `grm`, or another by its name.
    #[schemars(regex(pattern = r"^[a-z0-9_.-]{1,40}$"))]
    pub model: String,
    /// Scale the values are on; '' for those that need none.
    #[serde(default)]
    pub scale: String,
    /// The values.
    #[schemars(length(min = 1, max = 10_000))]
    pub rows: Vec<StatisticInput>,
}

/// One value.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatisticInput {
    /// Item id.
    pub item: String,
    /// Version of the item.
    #[schemars(range(min = 1))]
    pub number: i32,
    /// Language; all together when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Metric: `p`, `rit`, `a`, `b`, `c`, thresholds `b1`, `b2` …
    #[schemars(regex(pattern = r"^[a-z0-9_.-]{1,40}$"))]
    pub metric: String,
    /// How many candidates.
    #[schemars(range(min = 1))]
    pub n: i32,
    /// The value.
    pub value: f64,
    /// Standard error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
}

/// How many were kept.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeptStatistics {
    /// Rows kept.
    pub kept: usize,
}

/// A statistic as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Statistic {
    /// UUID.
    pub id: String,
    /// Version of the item.
    pub number: i32,
    /// Language; '' for all together.
    pub language: String,
    /// Name of the administration.
    pub administration: String,
    /// Its date.
    pub administered: String,
    /// Who sat it.
    pub population: String,
    /// Model.
    pub model: String,
    /// Metric.
    pub metric: String,
    /// Scale; '' for none.
    pub scale: String,
    /// How many candidates.
    pub n: i32,
    /// The value.
    pub value: f64,
    /// Standard error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// The statistic of an earlier version that it is a copy of: the version measures the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<String>,
}

/// Keeps the statistics of an administration: all rows, or none when one is wrong.
pub fn create_statistics(
    services: &Services,
    call: &Call,
    input: &CreateStatistics,
) -> Answer<KeptStatistics> {
    call.require_somewhere(Permission::WriteStatistics)?;
    services.write(call, "create_statistics", |unit| {
        let mut findings = value_findings(input);
        findings.extend(item_findings(unit, input)?);
        if !findings.is_empty() {
            return Err(Refusal::Invalid(findings));
        }
        for (n, value) in input.rows.iter().enumerate() {
            let row = row_of(unit, input, value);
            rows::insert(unit.c, &row).map_err(|e| match e {
                StoreError::Unique(_) => {
                    Refusal::conflict(Finding::error("statistic_taken", format!("/rows/{n}")))
                }
                other => other.into(),
            })?;
        }
        let kept = input.rows.len();
        let home = &call.actor.home_org;
        let detail = json!({"rows": kept, "hash": content_hash(input)});
        unit.audit(home, "item_statistics", &input.administration, detail)?;
        Ok(KeptStatistics { kept })
    })
}

/// Statistics of an item, for those who may read keys or enter statistics.
pub fn list_item_statistics(services: &Services, call: &Call, id: &str) -> Answer<Vec<Statistic>> {
    services.read(|c| {
        let found = visible(c, call, id, None)?;
        if !may_read_keys(call, &found) && !may_enter(call, &found) {
            return Err(Refusal::Denied {
                permission: Permission::ReadKeys,
            });
        }
        Ok(rows::of_item(c, id)?.into_iter().map(view).collect())
    })
}

fn value_findings(input: &CreateStatistics) -> Vec<Finding> {
    let mut findings = Vec::new();
    if input.administered.parse::<NaiveDate>().is_err() {
        let finding = Finding::error("date_invalid", "/administered");
        findings.push(finding.with("value", input.administered.as_str()));
    }
    for (n, row) in input.rows.iter().enumerate() {
        let wrong = check_value(&input.model, &row.metric, row.value);
        findings.extend(wrong.into_iter().map(|f| f.under(&format!("/rows/{n}"))));
        if let Some(error) = row.standard_error.filter(|e| *e < 0.0) {
            let pointer = format!("/rows/{n}/standard_error");
            findings.push(Finding::error("standard_error_negative", pointer).with("value", error));
        }
    }
    findings
}

/// A version the caller does not see, or for which it enters no statistics, is unknown.
fn item_findings(unit: &mut Unit<'_>, input: &CreateStatistics) -> Answer<Vec<Finding>> {
    let mut known: HashMap<(&str, i32), bool> = HashMap::new();
    let mut findings = Vec::new();
    for (n, row) in input.rows.iter().enumerate() {
        let key = (row.item.as_str(), row.number);
        let is_known = match known.get(&key) {
            Some(is_known) => *is_known,
            None => match visible(unit.c, unit.call, &row.item, Some(row.number)) {
                Ok(found) => may_enter(unit.call, &found),
                Err(Refusal::NotFound { .. }) => false,
                Err(other) => return Err(other),
            },
        };
        known.insert(key, is_known);
        if !is_known {
            let value = format!("{}/{}", row.item, row.number);
            let pointer = format!("/rows/{n}/item");
            findings.push(Finding::error("reference_unknown", pointer).with("value", value));
        }
    }
    Ok(findings)
}

pub(super) fn may_enter(call: &Call, found: &FoundVersion) -> bool {
    let object = Object::of(&found.owner_path).subject(&found.version.subject);
    call.may(Permission::WriteStatistics, &object)
}

fn row_of(unit: &Unit<'_>, input: &CreateStatistics, value: &StatisticInput) -> StatisticRow {
    StatisticRow {
        id: unit.new_id(),
        item_id: value.item.clone(),
        number: value.number,
        language: value
            .language
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        administration: input.administration.clone(),
        administered: input.administered.clone(),
        population: input.population.clone(),
        model: input.model.to_string(),
        metric: value.metric.to_string(),
        scale: input.scale.clone(),
        n: value.n,
        value: value.value,
        standard_error: value.standard_error,
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        carried_from: String::new(),
    }
}

fn view(row: StatisticRow) -> Statistic {
    Statistic {
        id: row.id,
        number: row.number,
        language: row.language,
        administration: row.administration,
        administered: row.administered,
        population: row.population,
        model: row.model,
        metric: row.metric,
        scale: row.scale,
        n: row.n,
        value: row.value,
        standard_error: row.standard_error,
        created_at: row.created_at.and_utc(),
        carried_from: Some(row.carried_from).filter(|id| !id.is_empty()),
    }
}
