//! A verdict: what one reviewer says of one stage, with rating and checklist. Verdicts are kept; nothing
//! changes one.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::Language;
use super::super::workflow::stages::ReviewStage;
use super::attempt::AttemptNumber;
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// What a reviewer wants done.
    Verdict {
        /// It is good as it is.
        Approve = "approve",
        /// It has to be revised.
        Revise = "revise",
        /// It is refused for good.
        Reject = "reject",
    }
}

text_enum! {
    /// How good the work is, in three steps.
    Rating {
        /// Not good enough.
        Unsatisfactory = "unsatisfactory",
        /// Good enough.
        Satisfactory = "satisfactory",
        /// An example to others.
        Good = "good",
    }
}

text_enum! {
    /// The answer to a question of a checklist.
    Answer {
        /// So it is.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// The question does not apply to this item.
        NotApplicable = "not_applicable",
    }
}

/// An answer with what the reviewer adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// What there is to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 2000))]
    pub note: String,
}

/// A verdict as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerdictInput {
    /// Stage of review.
    pub stage: String,
    /// The variant it is about, in a stage that goes by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// What is wanted.
    pub verdict: Verdict,
    /// How good the work is.
    pub rating: Rating,
    /// Question → answer; every question of the stage has one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Answered>,
    /// What has to change, and why; needed unless the item is approved.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[schemars(length(max = 10_000))]
    pub comment: String,
}

/// A verdict as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GivenVerdict {
    /// The attempt it is about.
    pub attempt: AttemptNumber,
    /// Who gave it: a user.
    pub reviewer: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said.
    #[serde(flatten)]
    pub said: VerdictInput,
}

/// Everything that does not fit together in a verdict; pointers lead into [`VerdictInput`].
pub fn check_verdict(stage: &ReviewStage, input: &VerdictInput) -> Vec<Finding> {
    let mut findings = check_answers(stage, input);
    let approves = input.verdict == Verdict::Approve;
    if approves && input.rating < stage.lowest_rating {
        findings.push(
            Finding::error("review_rating_too_low", "/rating")
                .with("rating", input.rating.as_str())
                .with("lowest", stage.lowest_rating.as_str()),
        );
    }
    if !approves && input.rating == Rating::Good {
        findings.push(
            Finding::error("review_rating_contradicts", "/rating")
                .with("rating", input.rating.as_str())
                .with("verdict", input.verdict.as_str()),
        );
    }
    if !approves && input.comment.trim().is_empty() {
        let finding = Finding::error("review_comment_missing", "/comment");
        findings.push(finding.with("verdict", input.verdict.as_str()));
    }
    findings
}

fn check_answers(stage: &ReviewStage, input: &VerdictInput) -> Vec<Finding> {
    let mut findings = Vec::new();
    let known: Vec<&str> = stage.checklist.iter().map(|p| p.id.as_str()).collect();
    for id in input
        .answers
        .keys()
        .filter(|id| !known.contains(&id.as_str()))
    {
        let pointer = crate::document::pointer::child("/answers", id);
        let finding = Finding::error("review_question_unknown", pointer);
        let finding = finding.with("question", id.as_str());
        findings.push(finding.with("known", known.as_slice()));
    }
    for point in &stage.checklist {
        let pointer = format!("/answers/{}", point.id);
        let answer = input.answers.get(&point.id).map(|a| a.answer);
        let finding = match answer {
            None => Finding::error("review_question_unanswered", pointer),
            Some(Answer::No) if point.required && input.verdict == Verdict::Approve => {
                Finding::error("review_question_failed", pointer)
            }
            Some(_) => continue,
        };
        findings.push(finding.with("question", point.id.as_str()));
    }
    findings
}

/// The rating of an attempt: the middle one of its verdicts', the lower of two middles. None without any.
pub fn middle_rating(ratings: &[Rating]) -> Option<Rating> {
    let mut sorted = ratings.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stage() -> ReviewStage {
        serde_json::from_value(json!({
            "id": "key", "title": {},
            "checklist": [
                {"id": "right", "text": {"en": "Is the key right?"}},
                {"id": "neat", "text": {"en": "Is it neat?"}, "required": false}
            ]
        }))
        .unwrap()
    }

    fn found(input: serde_json::Value) -> Vec<(String, String)> {
        let input = serde_json::from_value(input).unwrap();
        let found = check_verdict(&stage(), &input).into_iter();
        found.map(|f| (f.code, f.pointer)).collect()
    }

    fn said(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }

    #[test]
    fn an_approval_answers_every_question_and_fails_none_that_counts() {
        let whole = json!({"stage": "key", "verdict": "approve", "rating": "satisfactory",
            "answers": {"right": {"answer": "yes"}, "neat": {"answer": "no"}}});
        assert!(found(whole).is_empty());
        let not = json!({"stage": "key", "verdict": "approve", "rating": "unsatisfactory",
            "answers": {"right": {"answer": "no"}, "other": {"answer": "yes"}}});
        assert_eq!(
            found(not),
            said(&[
                ("review_question_unknown", "/answers/other"),
                ("review_question_failed", "/answers/right"),
                ("review_question_unanswered", "/answers/neat"),
                ("review_rating_too_low", "/rating"),
            ])
        );
    }

    #[test]
    fn whoever_wants_a_revision_says_why_and_does_not_call_it_good() {
        let revise = json!({"stage": "key", "verdict": "revise", "rating": "good", "comment": "  ",
            "answers": {"right": {"answer": "no"}, "neat": {"answer": "not_applicable"}}});
        assert_eq!(
            found(revise),
            said(&[
                ("review_rating_contradicts", "/rating"),
                ("review_comment_missing", "/comment"),
            ])
        );
    }

    #[test]
    fn the_rating_of_an_attempt_is_the_middle_one_and_the_lower_of_two() {
        use Rating::{Good, Satisfactory, Unsatisfactory};
        assert_eq!(middle_rating(&[]), None);
        assert_eq!(middle_rating(&[Good]), Some(Good));
        assert_eq!(middle_rating(&[Good, Unsatisfactory]), Some(Unsatisfactory));
        assert_eq!(
            middle_rating(&[Good, Unsatisfactory, Satisfactory]),
            Some(Satisfactory)
        );
    }
}
