//! Pilot rounds: recorded with number, day, candidates, imported statistics, decision and who decided. The
//! service compares the numbers with the workflow's gate and computes none; a number that rests on too few
//! candidates is shown as insufficient.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_sight::{audit_version, item_object, may_read_keys, visible};
use super::item_statistics::may_enter;
use super::organisations::today;
use super::workflow::{Followed, Standing};
use super::{Answer, Call, Refusal, Services};
use crate::bank::workflow::facts::PilotDecision;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::item_statistics::{self, StatisticRow};
use crate::store::items::FoundVersion;
use crate::store::pilot_rounds::{self as rows, PilotRoundRow};
use crate::store::{AnyConnection, StoreError};

/// A round as it is recorded.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordPilotRound {
    /// Number of the round.
    #[schemars(range(min = 1, max = 9))]
    pub round: u8,
    /// Its day.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub date: String,
    /// Administration whose imported statistics the round rests on: numbers that are not given here are
    /// taken from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    pub administration: Option<String>,
    /// Candidates who had the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 10_000_000))]
    pub n: Option<i32>,
    /// Share of points reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1))]
    pub p: Option<f64>,
    /// Correlation with the rest of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1, max = 1))]
    pub rit: Option<f64>,
    /// What was decided.
    pub decision: PilotDecision,
    /// What there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 10_000))]
    pub note: String,
}

/// A round as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PilotRoundView {
    /// UUID.
    pub id: String,
    /// Number of the round.
    pub round: u8,
    /// Its day.
    pub date: NaiveDate,
    /// Administration whose statistics it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administration: Option<String>,
    /// Candidates who had the item.
    pub n: i32,
    /// Fewest candidates by the workflow's gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Share of points reached.
    pub p: PilotNumber,
    /// Correlation with the rest of the test.
    pub rit: PilotNumber,
    /// Other statistics of the administration: shares of the options and whatever else was imported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statistics: Vec<PilotStatistic>,
    /// What was decided.
    pub decision: PilotDecision,
    /// What there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who decided.
    pub decided_by: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

/// A number of a pilot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum PilotNumber {
    /// It is known.
    Known {
        /// The number.
        value: f64,
    },
    /// It rests on too few candidates to be told.
    Insufficient,
    /// Nobody imported it.
    Missing,
}

/// Another statistic of the administration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PilotStatistic {
    /// Metric.
    pub metric: String,
    /// Language; '' for all together.
    pub language: String,
    /// Candidates it rests on.
    pub n: i32,
    /// The number.
    pub value: PilotNumber,
}

/// Rounds of a version, oldest first, for its authors and those who read keys or enter statistics.
pub fn list_pilot_rounds(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
) -> Answer<Vec<PilotRoundView>> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        let mine = found.version.created_by == call.actor.user_id;
        if !mine && !may_read_keys(call, &found) && !may_enter(call, &found) {
            return Err(Refusal::Denied {
                permission: Permission::ReadKeys,
            });
        }
        let gates = Gates::of(c, call, &found)?;
        let rounds = rows::of_version(c, id, number)?;
        let statistics = item_statistics::of_item(c, id)?;
        let view = |row| gates.view(row, &statistics);
        rounds.into_iter().map(view).collect()
    })
}

/// Records a round of a version that is piloted.
pub fn record_pilot_round(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    input: &RecordPilotRound,
) -> Answer<PilotRoundView> {
    services.write(call, "record_pilot_round", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        let object = item_object(&found);
        if !may_enter(call, &found) {
            call.require(Permission::OperateItems, &object)?;
        }
        let statistics = item_statistics::of_item(unit.c, id)?;
        let today = today(services, unit.c, &found.item.owner_org)?;
        let taken = taken_numbers(input, number, &statistics, today).map_err(Refusal::Invalid)?;
        if found.version.phase != "pilot" {
            let finding = Finding::error("pilot_not_running", "")
                .with("state", found.version.state.as_str())
                .with("phase", found.version.phase.as_str());
            return Err(Refusal::conflict(finding));
        }
        let row = PilotRoundRow {
            id: unit.new_id(),
            item_id: found.item.id.clone(),
            number,
            round: input.round.into(),
            administration: input.administration.clone().unwrap_or_default(),
            administered: input.date.clone(),
            n: taken.n,
            p: taken.p,
            rit: taken.rit,
            decision: input.decision.to_string(),
            note: input.note.clone(),
            decided_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &row)?;
        let detail = json!({"round": row.round, "n": row.n, "decision": row.decision});
        audit_version(unit, &found, number, detail)?;
        Gates::of(unit.c, call, &found)?.view(row, &statistics)
    })
}

struct Numbers {
    n: i32,
    p: Option<f64>,
    rit: Option<f64>,
}

/// The numbers of a round: as given, else as imported for its administration.
fn taken_numbers(
    input: &RecordPilotRound,
    number: i32,
    statistics: &[StatisticRow],
    today: NaiveDate,
) -> Result<Numbers, Vec<Finding>> {
    let mut findings = Vec::new();
    match input.date.parse::<NaiveDate>() {
        Err(_) => {
            let finding = Finding::error("date_invalid", "/date");
            findings.push(finding.with("value", input.date.as_str()));
        }
        Ok(day) if day > today => {
            let finding = Finding::error("pilot_in_future", "/date");
            findings.push(finding.with("date", input.date.as_str()));
        }
        Ok(_) => {}
    }
    let own = |row: &&StatisticRow| {
        row.number == number
            && row.language.is_empty()
            && input.administration.as_ref() == Some(&row.administration)
    };
    let of = |metric: &str| {
        statistics
            .iter()
            .filter(own)
            .find(|row| row.metric == metric)
    };
    let (p, rit) = (of("p"), of("rit"));
    let imported = [p, rit].into_iter().flatten().map(|row| row.n).min();
    if let Some(administration) = &input.administration
        && !statistics.iter().any(|row| own(&row))
    {
        let finding = Finding::error("pilot_administration_unknown", "/administration");
        findings.push(finding.with("administration", administration.as_str()));
    }
    let n = input.n.or(imported);
    if n.is_none() {
        findings.push(Finding::error("pilot_n_missing", "/n"));
    }
    match n.filter(|_| findings.is_empty()) {
        Some(n) => Ok(Numbers {
            n,
            p: input.p.or(p.map(|row| row.value)),
            rit: input.rit.or(rit.map(|row| row.value)),
        }),
        None => Err(findings),
    }
}

/// Fewest candidates by round, as the workflow in force says for this kind of items.
struct Gates(Vec<(u8, u32)>);

impl Gates {
    fn of(c: &mut AnyConnection, call: &Call, found: &FoundVersion) -> Answer<Self> {
        let followed = Followed::of(c, &found.owner_path)?;
        let standing = Standing::of(c, call, found, followed)?;
        let workflow = &standing.followed.document;
        let kind = workflow.kind_of(&standing.item).map_or("", |kind| &kind.id);
        let gates = workflow.pilot_gates.iter().filter(|g| g.is_for(kind));
        Ok(Self(gates.map(|gate| (gate.round, gate.min_n)).collect()))
    }

    fn view(&self, row: PilotRoundRow, statistics: &[StatisticRow]) -> Answer<PilotRoundView> {
        let round = u8::try_from(row.round).unwrap_or(u8::MAX);
        let gate = self.0.iter().find(|(of, _)| *of == round);
        let needed = gate.map(|(_, needed)| *needed);
        let others = statistics.iter().filter(|one| {
            one.number == row.number
                && !row.administration.is_empty()
                && one.administration == row.administration
                && !(one.language.is_empty() && ["p", "rit"].contains(&one.metric.as_str()))
        });
        let statistics = others.map(|one| PilotStatistic {
            metric: one.metric.clone(),
            language: one.language.clone(),
            n: one.n,
            value: shown(Some(one.value), one.n, needed),
        });
        Ok(PilotRoundView {
            statistics: statistics.collect(),
            date: row.administered.parse().map_err(corrupt)?,
            decision: row.decision.parse().map_err(corrupt)?,
            p: shown(row.p, row.n, needed),
            rit: shown(row.rit, row.n, needed),
            administration: Some(row.administration).filter(|a| !a.is_empty()),
            id: row.id,
            round,
            n: row.n,
            needed,
            note: row.note,
            decided_by: row.decided_by,
            recorded_at: row.created_at.and_utc(),
        })
    }
}

/// A number that rests on enough candidates.
fn shown(value: Option<f64>, n: i32, needed: Option<u32>) -> PilotNumber {
    let enough = needed.is_none_or(|needed| u32::try_from(n).is_ok_and(|n| n >= needed));
    match value {
        None => PilotNumber::Missing,
        Some(_) if !enough => PilotNumber::Insufficient,
        Some(value) => PilotNumber::Known { value },
    }
}

fn corrupt(why: impl std::fmt::Display) -> Refusal {
    StoreError::Corrupt(why.to_string()).into()
}
