//! Whether journal entries fit their candidates, their scale and what stands there already.

use std::collections::BTreeMap;

use super::bulk::Rows;
use super::journal_entries::{JournalKind, JournalRow, JournalState};
use super::sitting_access::unknown_candidate;
use crate::bank::Points;
use crate::language::finding::Finding;
use crate::store::classes::CandidateRow;
use crate::store::journal_entries::JournalEntryRow;

/// What there may be only one current entry of; `None` where there may be many.
fn only_one(candidate_id: &str, kind: &str, reference: &str) -> Option<(String, String, String)> {
    let reference = if kind == JournalKind::Sat.as_str() {
        ""
    } else {
        reference
    };
    let many = kind == JournalKind::Fa.as_str() && reference.is_empty();
    (!many).then(|| (candidate_id.into(), kind.into(), reference.into()))
}

/// Checks every row against the class and the current entries of the course.
pub(super) fn check(
    entries: &[JournalRow],
    people: &BTreeMap<String, CandidateRow>,
    known: &[JournalEntryRow],
    checked: &mut Rows,
) {
    let by_id: BTreeMap<&str, &JournalEntryRow> = known
        .iter()
        .map(|entry| (entry.id.as_str(), entry))
        .collect();
    let taken: BTreeMap<_, &JournalEntryRow> = known
        .iter()
        .filter_map(|e| Some((only_one(&e.candidate_id, &e.kind, &e.reference)?, e)))
        .collect();
    let mut seen: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut replaced: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, entry) in entries.iter().enumerate() {
        check_amounts(row, entry, checked);
        let Some(person) = people.get(&entry.candidate) else {
            checked.find(row, unknown_candidate(&entry.candidate));
            continue;
        };
        let key = only_one(&person.id, entry.kind.as_str(), entry.reference());
        let first = key
            .clone()
            .and_then(|key| seen.insert(key, row))
            .or_else(|| replaced.insert(entry.supersedes.as_deref()?, row));
        if let Some(first) = first {
            let finding = Finding::error("row_twice", "/candidate");
            let what = format!("{}, {}", entry.candidate, entry.kind);
            checked.find(row, finding.with("what", what).with("first", first));
        }
        check_superseding(
            row,
            entry,
            person,
            (&by_id, key.and_then(|k| taken.get(&k).copied())),
            checked,
        );
    }
}

fn check_superseding(
    row: usize,
    entry: &JournalRow,
    person: &CandidateRow,
    (by_id, there): (&BTreeMap<&str, &JournalEntryRow>, Option<&JournalEntryRow>),
    checked: &mut Rows,
) {
    let Some(old) = entry.supersedes.as_deref() else {
        if let Some(there) = there {
            let finding = Finding::error("journal_entry_exists", "/supersedes");
            checked.contradict(row, finding.with("current", there.id.as_str()));
        }
        return;
    };
    let fits = by_id.get(old).is_some_and(|earlier| {
        earlier.candidate_id == person.id && earlier.kind == entry.kind.as_str()
    });
    // A correction may not land on another entry that is there.
    if !fits || there.is_some_and(|there| there.id != old) {
        let finding = Finding::error("journal_entry_not_current", "/supersedes");
        checked.contradict(row, finding.with("entry", old));
    }
}

fn check_amounts(row: usize, entry: &JournalRow, checked: &mut Rows) {
    for (value, pointer) in [(entry.points, "/points"), (entry.max, "/max")] {
        if let Some(value) = value.filter(|value| Points::from_f64(*value).is_none()) {
            checked.find(
                row,
                Finding::error("mark_too_fine", pointer).with("points", value),
            );
        }
    }
    let absent = entry.state != JournalState::Marked;
    match entry.points {
        Some(_) if absent => {
            let finding = Finding::error("journal_points_of_absent", "/points");
            checked.find(row, finding.with("state", entry.state.as_str()));
        }
        None if !absent => {
            let finding = Finding::error("absent_state_missing", "/points");
            checked.find(row, finding.with("candidate", entry.candidate.as_str()));
        }
        _ => {}
    }
    let (points, max) = entry.amounts();
    if !absent && entry.max.is_none() && entry.kind != JournalKind::Fa {
        checked.find(
            row,
            Finding::error("missing_field", "/max").with("name", "max"),
        );
    } else if max <= Points::ZERO || !(Points::ZERO..=max).contains(&points) {
        let finding = Finding::error("journal_points_range", "/points");
        checked.find(
            row,
            finding
                .with("points", points.to_string())
                .with("max", max.to_string()),
        );
    }
}
