//! States of attempt parts: who was there, who was not and why, who gets more time.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::sitting_access::{attempts_by_code, audit_bulk, open_sitting, unknown_candidate};
use super::{Answer, Call, Services};
use crate::bank::Minutes;
use crate::document::content_hash;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::sittings::{self as rows, AttemptPartRow, AttemptRow};

/// States of attempt parts, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAttemptStates {
    /// The states.
    #[schemars(length(min = 1))]
    pub rows: Vec<StateEntry>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// The state of one attempt part.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StateEntry {
    /// Candidate code.
    pub candidate: String,
    /// Number of the attempt part; every part when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub part: Option<i32>,
    /// Who was there.
    pub state: EnteredState,
    /// Why absent with a valid reason, or void.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 400))]
    pub reason: Option<String>,
    /// Minutes added (accommodation); unchanged when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 600))]
    pub extra_min: Option<u16>,
    /// The candidate's own day (ISO date), where somebody who was away sits it later; unchanged when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub held_on: Option<String>,
}

/// States that are entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["present", "absent_valid", "absent", "void"]))]
pub enum EnteredState {
    /// Written.
    Present,
    /// Absent with a valid reason: temporarily not assessed.
    AbsentValid,
    /// Absent.
    Absent,
    /// Declared void.
    Void,
}

impl EnteredState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::AbsentValid => "absent_valid",
            Self::Absent => "absent",
            Self::Void => "void",
        }
    }

    const fn needs_reason(self) -> bool {
        matches!(self, Self::AbsentValid | Self::Void)
    }
}

/// Records who was there.
pub fn set_attempt_states(
    services: &Services,
    call: &Call,
    id: &str,
    input: SetAttemptStates,
) -> Answer<BulkAnswer> {
    services.write(call, "set_attempt_states", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = open_sitting(unit.c, call, id, Permission::ManageSittings)?;
        let attempts = attempts_by_code(unit.c, &sitting)?;
        let parts = rows::parts_of(unit.c, sitting.sitting_no)?;
        let chosen = check_states(&input.rows, &attempts, &parts, &mut checked);
        checked.settle(input.mode)?;
        for row in checked.kept() {
            let entry = &input.rows[row];
            for part in &chosen[row] {
                let minutes = entry.extra_min.map(|m| Minutes::whole(i64::from(m)).0);
                let changed = AttemptPartRow {
                    state: entry.state.as_str().to_owned(),
                    reason: entry.reason.clone().unwrap_or_default(),
                    extra_min: minutes.unwrap_or(part.extra_min),
                    held_on: entry.held_on.clone().unwrap_or(part.held_on.clone()),
                    updated_at: unit.now,
                    ..(*part).clone()
                };
                rows::set_part(unit.c, &changed)?;
            }
        }
        audit_bulk(
            unit,
            &sitting,
            "states",
            input.rows.len(),
            &content_hash(&input.rows),
        )?;
        Ok(checked.answer())
    })
}

/// The parts each row is about; a row may name a part once.
fn check_states<'a>(
    entries: &[StateEntry],
    attempts: &BTreeMap<String, AttemptRow>,
    parts: &'a [AttemptPartRow],
    checked: &mut Rows,
) -> Vec<Vec<&'a AttemptPartRow>> {
    let mut seen: BTreeMap<(i64, i32), usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (row, entry) in entries.iter().enumerate() {
        let mut own: Vec<&AttemptPartRow> = Vec::new();
        match attempts.get(&entry.candidate) {
            None => checked.find(row, unknown_candidate(&entry.candidate)),
            Some(attempt) => {
                let fits = |p: &&AttemptPartRow| {
                    p.attempt_no == attempt.attempt_no && entry.part.is_none_or(|n| n == p.part_no)
                };
                own = parts.iter().filter(fits).collect();
                if own.is_empty() {
                    let finding = Finding::error("attempt_part_unknown", "/part");
                    checked.find(row, finding.with("part", entry.part.unwrap_or(0)));
                }
            }
        }
        let twice = own
            .iter()
            .filter_map(|part| seen.insert((part.attempt_no, part.part_no), row))
            .next();
        if let Some(first) = twice {
            let finding = Finding::error("row_twice", "/candidate");
            checked.find(
                row,
                finding
                    .with("what", entry.candidate.as_str())
                    .with("first", first),
            );
        }
        let given = entry
            .reason
            .as_deref()
            .is_some_and(|text| !text.trim().is_empty());
        if entry.state.needs_reason() && !given {
            let finding = Finding::error("reason_missing", "/reason");
            checked.find(row, finding.with("what", entry.state.as_str()));
        }
        if let Some(day) = entry.held_on.as_deref()
            && day.parse::<NaiveDate>().is_err()
        {
            let finding = Finding::error("date_unknown", "/held_on");
            checked.find(row, finding.with("value", day));
        }
        chosen.push(own);
    }
    chosen
}
