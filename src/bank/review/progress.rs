//! How far the stages of an attempt are: who approved, how many are missing, which stage waits for which.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::Language;
use super::super::workflow::decision::{Case, standing};
use super::super::workflow::stages::{PassRule, ReviewStage};
use super::verdict::{GivenVerdict, Rating, Verdict};
use crate::language::text_enum;

text_enum! {
    /// How a stage stands.
    StageStanding {
        /// An earlier stage comes first.
        Waiting = "waiting",
        /// Reviewers are missing.
        Open = "open",
        /// Somebody is against.
        Contested = "contested",
        /// Enough approve.
        Passed = "passed",
    }
}

/// A stage in one attempt; in a stage by language, of one variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StageProgress {
    /// The stage.
    pub stage: String,
    /// The variant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// How it stands.
    pub standing: StageStanding,
    /// Different people who have to approve.
    pub need: u8,
    /// Verdicts, one for each reviewer, oldest first.
    pub verdicts: Vec<Verdict>,
    /// Their ratings, in the same order.
    pub ratings: Vec<Rating>,
    /// Earlier stages that are not passed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
}

impl StageProgress {
    /// How many approve.
    pub fn approvals(&self) -> usize {
        let approve = |verdict: &&Verdict| **verdict == Verdict::Approve;
        self.verdicts.iter().filter(approve).count()
    }

    /// How many want a revision or refuse.
    pub fn against(&self) -> usize {
        self.verdicts.len() - self.approvals()
    }
}

/// Stages of the item's state that are for its kind, in the policy's order; those by language once for
/// each variant.
pub fn progress(case: &Case<'_>) -> Vec<StageProgress> {
    let Some((state, kind)) = standing(case) else {
        return Vec::new();
    };
    let open = case.workflow.stages.iter().filter(|stage| {
        state.stages.contains(&stage.id) && stage.is_for(&kind.id, &case.item.types)
    });
    let mut all: Vec<StageProgress> = open
        .flat_map(|stage| of_stage(case, stage, stage.reviewers_of(&kind.id)))
        .collect();
    let unpassed: BTreeSet<String> = all
        .iter()
        .filter(|stage| stage.standing != StageStanding::Passed)
        .map(|stage| stage.stage.clone())
        .collect();
    for progress in &mut all {
        let stage = case.workflow.stage(&progress.stage);
        let after = stage.map_or(&[][..], |stage| &stage.after);
        let waits = after.iter().filter(|id| unpassed.contains(*id));
        progress.waits_for = waits.cloned().collect();
        if !progress.waits_for.is_empty() && progress.standing == StageStanding::Open {
            progress.standing = StageStanding::Waiting;
        }
    }
    all
}

fn of_stage(case: &Case<'_>, stage: &ReviewStage, need: u8) -> Vec<StageProgress> {
    let variants = case.facts.variants.iter();
    let languages: Vec<Option<Language>> = match stage.per_language {
        true => variants.map(|v| Some(v.language.clone())).collect(),
        false => vec![None],
    };
    let one = |language: Option<Language>| {
        let given = verdicts_of(case, stage, language.as_ref());
        let verdicts: Vec<Verdict> = given.iter().map(|v| v.said.verdict).collect();
        let standing = stands(stage.passes, usize::from(need), &verdicts);
        StageProgress {
            stage: stage.id.clone(),
            ratings: given.iter().map(|v| v.said.rating).collect(),
            waits_for: Vec::new(),
            language,
            standing,
            need,
            verdicts,
        }
    };
    languages.into_iter().map(one).collect()
}

/// Verdicts of the attempt at hand; should somebody have given two, the last.
pub(in crate::bank) fn verdicts_of<'a>(
    case: &Case<'a>,
    stage: &ReviewStage,
    language: Option<&Language>,
) -> Vec<&'a GivenVerdict> {
    let facts = case.facts;
    let of_stage = facts.verdicts.iter().filter(|v| {
        Some(v.attempt) == facts.attempt
            && v.said.stage == stage.id
            && v.said.language.as_ref() == language
    });
    let mut kept: Vec<&GivenVerdict> = Vec::new();
    for verdict in of_stage {
        kept.retain(|earlier| earlier.reviewer != verdict.reviewer);
        kept.push(verdict);
    }
    kept
}

fn stands(rule: PassRule, need: usize, verdicts: &[Verdict]) -> StageStanding {
    let approve = |verdict: &&Verdict| **verdict == Verdict::Approve;
    let approvals = verdicts.iter().filter(approve).count();
    let against = verdicts.len() - approvals;
    let outvoted = match rule {
        PassRule::Unanimous => against > 0,
        PassRule::Majority => against > 0 && against >= approvals,
    };
    match (outvoted, approvals >= need) {
        (false, true) => StageStanding::Passed,
        // By majority, enough more approvals may still come.
        (true, _) if rule == PassRule::Unanimous || verdicts.len() >= need => {
            StageStanding::Contested
        }
        _ => StageStanding::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Approve, Reject, Revise};

    #[test]
    fn unanimous_needs_enough_approvals_and_nobody_against() {
        let stands = |verdicts: &[Verdict]| stands(PassRule::Unanimous, 2, verdicts);
        assert_eq!(stands(&[]), StageStanding::Open);
        assert_eq!(stands(&[Approve]), StageStanding::Open);
        assert_eq!(stands(&[Approve, Approve]), StageStanding::Passed);
        assert_eq!(
            stands(&[Approve, Approve, Revise]),
            StageStanding::Contested
        );
        assert_eq!(stands(&[Reject]), StageStanding::Contested);
    }

    #[test]
    fn a_majority_outvotes_and_a_tie_does_not_pass() {
        let stands = |verdicts: &[Verdict]| stands(PassRule::Majority, 2, verdicts);
        assert_eq!(stands(&[Revise]), StageStanding::Open);
        assert_eq!(stands(&[Approve, Revise]), StageStanding::Contested);
        assert_eq!(stands(&[Approve, Revise, Approve]), StageStanding::Passed);
        assert_eq!(stands(&[Approve, Approve]), StageStanding::Passed);
    }
}
