//! What a declared edit of an approved item does: which fields forbid to call it editorial, what becomes
//! of the statistics, and who may confirm it.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::Language;
use super::super::texts::ItemDocument;
use super::super::workflow::stages::ChangeRules;
use super::moved::{MovedField, moved_fields};
use super::weight::Weight;
use super::words::changed_percent;
use crate::identity::{Actor, Object, decide};
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// What an edit is called.
    Declaration {
        /// It measures the same: statistics stay, a second person confirms.
        Editorial = "editorial",
        /// It may measure something else: statistics are reset, review and pilots begin again.
        Substantive = "substantive",
    }
}

/// An edit of an approved item, as its author declares it.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// The approved content.
    pub before: &'a ItemDocument,
    /// The content as edited.
    pub after: &'a ItemDocument,
    /// What it is called.
    pub declared: Declaration,
    /// Why it is made.
    pub reason: &'a str,
}

/// A statistic of the approved version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatisticRow {
    /// Id of the row.
    pub id: String,
    /// The language it was taken in; none over all.
    pub language: Option<Language>,
}

/// What an edit does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeReport {
    /// What it is called.
    pub declared: Declaration,
    /// The least it may be called.
    pub least: Declaration,
    /// Fields that moved.
    pub moved: Vec<MovedField>,
    /// Ids of statistics that the new version keeps, to be written with `carried_from`.
    pub carried: Vec<String>,
    /// Ids of statistics that it does not.
    pub reset: Vec<String>,
    /// True when a second person has to confirm before it takes effect.
    pub needs_confirmation: bool,
    /// True when review and pilots begin again.
    pub needs_review: bool,
    /// Everything that refuses the declaration; `field` names the field.
    pub findings: Vec<Finding>,
}

/// What an edit does under the workflow's rules.
pub fn judge(rules: &ChangeRules, edit: &Edit<'_>, statistics: &[StatisticRow]) -> ChangeReport {
    let moved = moved_fields(edit.before, edit.after);
    let barred: Vec<Finding> = moved
        .iter()
        .filter_map(|field| barred(rules, field))
        .collect();
    let least = match barred.is_empty() {
        true => Declaration::Editorial,
        false => Declaration::Substantive,
    };
    let mut findings = Vec::new();
    if moved.is_empty() {
        findings.push(Finding::error("change_nothing_moved", ""));
    }
    if edit.reason.trim().is_empty() {
        findings.push(Finding::error("change_reason_missing", "/reason"));
    }
    let editorial = edit.declared == Declaration::Editorial;
    if editorial {
        findings.extend(barred);
    }
    let keeps = |row: &StatisticRow| editorial || !is_reset(&moved, row);
    let (carried, reset): (Vec<&StatisticRow>, Vec<_>) = statistics.iter().partition(|r| keeps(r));
    let ids = |rows: Vec<&StatisticRow>| rows.into_iter().map(|row| row.id.clone()).collect();
    ChangeReport {
        declared: edit.declared,
        least,
        carried: ids(carried),
        reset: ids(reset),
        needs_confirmation: editorial,
        needs_review: !editorial,
        findings,
        moved,
    }
}

/// Every reason why this person may not confirm an editorial edit: the second person is another one,
/// wrote nothing of it, and has what the workflow asks for.
pub fn check_confirmation(
    rules: &ChangeRules,
    (confirms, object): (&Actor, &Object<'_>),
    declared_by: &str,
    wrote: bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if confirms.user_id == declared_by || wrote {
        findings.push(Finding::error("change_confirmed_by_author", ""));
    }
    if !decide(confirms, rules.confirm_permission, object).allows() {
        findings.push(
            Finding::error("change_confirmation_permission", "")
                .with("permission", rules.confirm_permission.as_str()),
        );
    }
    findings
}

/// Why a moved field forbids to call the edit editorial.
fn barred(rules: &ChangeRules, field: &MovedField) -> Option<Finding> {
    match field.weight {
        Weight::Substance(why) => Some(
            Finding::error("change_not_editorial", field.field.clone())
                .with("field", field.field.as_str())
                .with("why", why.as_str()),
        ),
        Weight::Wording => {
            let text = |value: &Option<Value>| match value {
                Some(Value::String(text)) => text.clone(),
                _ => String::new(),
            };
            let percent = changed_percent(&text(&field.before), &text(&field.after));
            (percent > rules.editorial_words_percent).then(|| {
                Finding::error("change_rewritten", field.field.clone())
                    .with("field", field.field.as_str())
                    .with("percent", percent)
                    .with("most", rules.editorial_words_percent)
            })
        }
        Weight::Beside | Weight::Label => None,
    }
}

/// A substantive edit of the texts of some languages leaves what was measured in others. Tags move
/// statistics only where nothing else moved: then it is they that were called substantive.
fn is_reset(moved: &[MovedField], row: &StatisticRow) -> bool {
    let read = |field: &&MovedField| matches!(field.weight, Weight::Substance(_) | Weight::Wording);
    let mut scope: Vec<Option<String>> = moved
        .iter()
        .filter(read)
        .map(MovedField::language)
        .collect();
    if scope.is_empty() {
        scope = moved
            .iter()
            .map(MovedField::language)
            .filter(Option::is_none)
            .collect();
    }
    match &row.language {
        _ if scope.contains(&None) => true,
        None => !scope.is_empty(),
        Some(language) => scope.contains(&Some(language.to_string())),
    }
}
