//! What the results of a sitting are computed from: current marks, states, answers to questionnaires.

use std::collections::{BTreeMap, BTreeSet};

use super::Answer;
use super::board::{Target, current, target_of};
use super::sitting_form::SittingForm;
use crate::bank::Hundredths;
use crate::scoring::coded;
use crate::scoring::mark::{MarkRecord, MarkSource};
use crate::scoring::response::Answer as Given;
use crate::scoring::result::AttemptPartState;
use crate::store::marks::{self, MarkRow};
use crate::store::sittings::{self, AttemptPartRow, SittingRow};
use crate::store::{AnyConnection, StoreError, failure};

/// Marks and states by attempt.
pub(super) type Inputs = BTreeMap<i64, (Vec<MarkRecord>, Vec<AttemptPartState>)>;

/// What the results of each attempt are computed from.
pub(super) fn inputs_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
    form: &SittingForm,
) -> Answer<Inputs> {
    let mut inputs = Inputs::new();
    for part in sittings::parts_of(c, sitting.sitting_no)? {
        let states = &mut inputs.entry(part.attempt_no).or_default().1;
        states.push(state_of(part)?);
    }
    let all = marks::of_sitting(c, sitting.sitting_no)?;
    let outdated = outdated_key_marks(c, sitting, form, &all)?;
    for mark in all {
        if outdated.contains(&target_of(&mark)) {
            continue;
        }
        let marks = &mut inputs.entry(mark.attempt_no).or_default().0;
        marks.push(record_of(mark)?);
    }
    Ok(inputs)
}

/// The newest answers of each attempt.
pub(super) fn answers_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<BTreeMap<i64, coded::Answers>> {
    let mut answers: BTreeMap<i64, coded::Answers> = BTreeMap::new();
    // Oldest first: the newest stays.
    for row in marks::responses_of(c, sitting.sitting_no)? {
        let position = u32::try_from(row.position).unwrap_or_default();
        let given = failure::read_json(&row.raw)?;
        let of_attempt = answers.entry(row.attempt_no).or_default();
        of_attempt.insert((position, row.part), given);
    }
    Ok(answers)
}

/// Targets whose current mark the key gave to a blank that was filled in since: a person has to mark them.
fn outdated_key_marks(
    c: &mut AnyConnection,
    sitting: &SittingRow,
    form: &SittingForm,
    all: &[MarkRow],
) -> Answer<BTreeSet<Target>> {
    let mut newest: BTreeMap<(i64, i32, String), String> = BTreeMap::new();
    for row in marks::responses_of(c, sitting.sitting_no)? {
        newest.insert((row.attempt_no, row.position, row.part), row.raw);
    }
    let mut outdated = BTreeSet::new();
    for (target, mark) in current(all.to_vec()) {
        if mark.source != MarkSource::Key.as_str() {
            continue;
        }
        let position = u32::try_from(mark.position).unwrap_or_default();
        let Ok(pinned) = form.part(position, Some(&mark.part)) else {
            continue;
        };
        let place = (mark.attempt_no, mark.position, mark.part.clone());
        if let Some(raw) = newest.get(&place).filter(|_| pinned.is_marked_by_people()) {
            let given: Given = failure::read_json(raw)?;
            if !given.blank {
                outdated.insert(target);
            }
        }
    }
    Ok(outdated)
}

/// The state of an attempt part as results know it.
pub(super) fn state_of(part: AttemptPartRow) -> Answer<AttemptPartState> {
    Ok(AttemptPartState {
        id: part.part_no.to_string(),
        state: part.state.parse().map_err(StoreError::Corrupt)?,
        reason: Some(part.reason).filter(|reason| !reason.is_empty()),
    })
}

fn record_of(mark: MarkRow) -> Answer<MarkRecord> {
    Ok(MarkRecord {
        id: mark.mark_no,
        supersedes: mark.supersedes,
        position: u32::try_from(mark.position).unwrap_or_default(),
        part: mark.part,
        descriptor: mark.descriptor,
        points: Hundredths(mark.points),
        source: mark.source.parse().map_err(StoreError::Corrupt)?,
    })
}
