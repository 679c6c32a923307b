//! What the results of a sitting are by what stands in the database now, with the hash of everything each was
//! computed from. Nothing is kept here.

use serde::Serialize;

use super::result_inputs::{answers_of, inputs_of};
use super::sitting_access::form_of;
use super::{Answer, Refusal};
use crate::document::content_hash;
use crate::language::finding::Finding;
use crate::scoring::coded;
use crate::scoring::content_appeal::{Outcomes, counting, credited};
use crate::scoring::mark::MarkRecord;
use crate::scoring::progression::unopened;
use crate::scoring::result::{self, AttemptPartState, ResultRules, ScoreResult, ScoredPosition};
use crate::specification::policy::GradingPolicyDocument;
use crate::store::grading_policies::GradingPolicyRow;
use crate::store::sittings::{self, SittingRow};
use crate::store::{AnyConnection, classes};

/// Raised when the computation itself changes, so that the next computing makes new versions.
const COMPUTATION: u32 = 2;

/// Says of an attempt and the hash of what its result is computed from whether the result is wanted.
pub(super) type IsWanted<'a> = dyn Fn(i64, &str) -> bool + 'a;

/// A result as it is now.
pub(super) struct Derived {
    /// The attempt.
    pub attempt_no: i64,
    /// Hash of everything it was computed from.
    pub input_hash: String,
    /// The result.
    pub result: ScoreResult,
}

/// The results of the attempts that are wanted, by attempt and hash of what theirs is computed from.
pub(super) fn derived(
    c: &mut AnyConnection,
    sitting: &SittingRow,
    (policy, policy_document): (&GradingPolicyRow, &GradingPolicyDocument),
    (outcomes, is_wanted): (&Outcomes, &IsWanted<'_>),
) -> Answer<Vec<Derived>> {
    let (form_row, form) = form_of(c, sitting)?;
    let class = classes::by_id(c, &sitting.class_id)?
        .ok_or_else(|| Refusal::Internal(format!("class {} is gone", sitting.class_id)))?;
    let school_grade = u8::try_from(class.grade).ok();
    let part_names: Vec<String> = (1..=form.attempt_parts().len())
        .map(|n| n.to_string())
        .collect();
    let positions = counting(outcomes, &form.scored(&part_names)?);
    let levels = form.specification.percent_levels();
    let rules = ResultRules {
        levels: &levels,
        policy: Some(policy_document),
        school_grade,
        criteria: &form.specification.criteria,
    };
    let mut inputs = inputs_of(c, sitting, &form)?;
    let mut answers = match coded::has_coded(&positions) {
        true => Some(answers_of(c, sitting)?),
        false => None,
    };
    // Once the work is handed in nobody waits for levels that were never opened.
    let progression = form.specification.progression.as_ref();
    let handed_in = progression.filter(|_| sitting.state == "closed");
    let around = (
        &form_row.fingerprint,
        (rules.levels, rules.criteria),
        &policy.hash,
        school_grade,
    );
    let mut found = Vec::new();
    for (attempt, _) in sittings::attempts_of(c, sitting.sitting_no)? {
        let (mut marks, states) = inputs.remove(&attempt.attempt_no).unwrap_or_default();
        if let Some(progression) = handed_in {
            let unopened = unopened(progression, &positions, &marks);
            marks.extend(unopened.map_err(contradictory)?);
        }
        let given = answers.as_mut();
        let given = given.map(|all| all.remove(&attempt.attempt_no).unwrap_or_default());
        let input_hash = input_hash((&marks, &states, around), given.as_ref(), outcomes);
        if !is_wanted(attempt.attempt_no, &input_hash) {
            continue;
        }
        let marks = credited(outcomes, &positions, marks);
        let result = ScoreResult {
            coded: given.and_then(|given| coded::coded(&positions, &given)),
            ..computed(&positions, &states, &marks, &rules)?
        };
        found.push(Derived {
            attempt_no: attempt.attempt_no,
            input_hash,
            result,
        });
    }
    Ok(found)
}

/// Hash of everything a result is computed from. What was computed where there were neither answers to
/// questionnaires nor appeals keeps the hash it had before there were any.
fn input_hash<A: Serialize + Copy>(
    (marks, states, around): (&Vec<MarkRecord>, &Vec<AttemptPartState>, A),
    given: Option<&coded::Answers>,
    outcomes: &Outcomes,
) -> String {
    let hash = match given {
        None => content_hash(&(COMPUTATION, marks, states, around)),
        Some(given) => {
            let given: Vec<_> = given.iter().collect();
            content_hash(&(COMPUTATION, marks, states, around, given))
        }
    };
    match outcomes.is_empty() {
        true => hash,
        false => content_hash(&(hash, outcomes)),
    }
}

fn computed(
    positions: &[ScoredPosition<'_>],
    states: &[AttemptPartState],
    marks: &[MarkRecord],
    rules: &ResultRules<'_>,
) -> Answer<ScoreResult> {
    result::result(positions, states, marks, rules).map_err(contradictory)
}

/// The store lets no forked or misplaced mark in, so such findings are a fault of ours.
fn contradictory(findings: Vec<Finding>) -> Refusal {
    Refusal::Internal(format!("marks contradict each other: {findings:?}"))
}
