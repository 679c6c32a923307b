//! Who sees whom in a review. Blindness outlasts the review: what was said under a promise stays so.
//! Those who run the bank see everything; their seeing is the caller's to decide and to record.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::workflow::stages::{Blindness, ReviewStage};
use super::attempt::AttemptNumber;
use super::verdict::GivenVerdict;

/// Who looks at a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer<'a> {
    /// Somebody who wrote in the item.
    Author,
    /// A reviewer.
    Reviewer(&'a str),
    /// Whoever runs the bank.
    Manager,
}

/// A person as the viewer sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "as")]
pub enum ShownPerson {
    /// By name.
    Named {
        /// User id.
        user_id: String,
    },
    /// As one of the reviewers, counted from 1 in the order they spoke.
    Reviewer {
        /// Which.
        number: usize,
    },
    /// As the author.
    Author,
}

/// A verdict as the viewer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownVerdict<'a> {
    /// The verdict.
    pub verdict: &'a GivenVerdict,
    /// Who gave it, as far as the viewer may know.
    pub reviewer: ShownPerson,
}

/// The verdicts that the viewer sees, in their order. `open` is the attempt that is not decided yet.
///
/// Authors see nothing of an attempt before it is decided. A reviewer of a stage with independent
/// verdicts sees those of others after giving one.
pub fn shown_verdicts<'a>(
    stages: &[ReviewStage],
    viewer: Viewer<'_>,
    open: Option<AttemptNumber>,
    verdicts: &'a [GivenVerdict],
) -> Vec<ShownVerdict<'a>> {
    let numbers = numbers(verdicts);
    let stage_of = |id: &str| stages.iter().find(|stage| stage.id == id);
    let shown = |verdict: &&GivenVerdict| {
        let stage = stage_of(&verdict.said.stage);
        is_shown(
            stage,
            viewer,
            open == Some(verdict.attempt),
            verdict,
            verdicts,
        )
    };
    verdicts
        .iter()
        .filter(shown)
        .map(|verdict| {
            let stage = stage_of(&verdict.said.stage);
            let number = numbers.get(verdict.reviewer.as_str()).copied();
            ShownVerdict {
                verdict,
                reviewer: match sees_reviewers(stage, viewer) {
                    true => ShownPerson::Named {
                        user_id: verdict.reviewer.clone(),
                    },
                    false => ShownPerson::Reviewer {
                        number: number.unwrap_or_default(),
                    },
                },
            }
        })
        .collect()
}

/// True when the viewer may know who wrote the item: a reviewer of any stage that hides the author may
/// not, for the stages are of one item.
pub fn sees_author(open_stages: &[&ReviewStage], viewer: Viewer<'_>) -> bool {
    let hides =
        |stage: &&ReviewStage| matches!(stage.blind, Blindness::AuthorHidden | Blindness::Double);
    match viewer {
        Viewer::Author | Viewer::Manager => true,
        Viewer::Reviewer(_) => !open_stages.iter().any(hides),
    }
}

/// Who wrote a comment, as the viewer may know. `stages` are those of the item; `wrote_item` says that
/// the commenter is one of its authors.
pub fn shown_commenter(
    stages: &[&ReviewStage],
    viewer: Viewer<'_>,
    (commenter, stage, wrote_item): (&str, Option<&ReviewStage>, bool),
    reviewers: &BTreeMap<String, usize>,
) -> ShownPerson {
    let named = ShownPerson::Named {
        user_id: commenter.to_owned(),
    };
    let own = viewer == Viewer::Reviewer(commenter);
    if own {
        return named;
    }
    if wrote_item {
        return match sees_author(stages, viewer) {
            true => named,
            false => ShownPerson::Author,
        };
    }
    match sees_reviewers(stage, viewer) {
        true => named,
        false => ShownPerson::Reviewer {
            number: reviewers.get(commenter).copied().unwrap_or_default(),
        },
    }
}

/// Reviewers by number, in the order they first spoke: the same number in every attempt.
pub fn numbers(verdicts: &[GivenVerdict]) -> BTreeMap<String, usize> {
    let mut ordered: Vec<&GivenVerdict> = verdicts.iter().collect();
    ordered.sort_by_key(|verdict| (verdict.attempt, verdict.at, &verdict.reviewer));
    let mut numbers = BTreeMap::new();
    for verdict in ordered {
        let next = numbers.len() + 1;
        numbers.entry(verdict.reviewer.clone()).or_insert(next);
    }
    numbers
}

fn sees_reviewers(stage: Option<&ReviewStage>, viewer: Viewer<'_>) -> bool {
    let hidden = stage
        .is_some_and(|stage| matches!(stage.blind, Blindness::ReviewersHidden | Blindness::Double));
    viewer != Viewer::Author || !hidden
}

fn is_shown(
    stage: Option<&ReviewStage>,
    viewer: Viewer<'_>,
    is_open: bool,
    verdict: &GivenVerdict,
    all: &[GivenVerdict],
) -> bool {
    let me = match viewer {
        Viewer::Manager => return true,
        Viewer::Author => return !is_open,
        Viewer::Reviewer(me) => me,
    };
    if !is_open || verdict.reviewer == me || !stage.is_some_and(|stage| stage.independent) {
        return true;
    }
    all.iter().any(|own| {
        own.reviewer == me
            && own.attempt == verdict.attempt
            && own.said.stage == verdict.said.stage
            && own.said.language == verdict.said.language
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stages() -> Vec<ReviewStage> {
        serde_json::from_value(json!([
            {"id": "subject", "title": {}, "blind": "double", "independent": true},
            {"id": "language", "title": {}}
        ]))
        .unwrap()
    }

    fn verdict(reviewer: &str, stage: &str, attempt: u32) -> GivenVerdict {
        serde_json::from_value(json!({
            "attempt": {"round": 1, "attempt": attempt}, "reviewer": reviewer,
            "at": format!("2026-11-0{attempt}T10:00:00Z"), "stage": stage,
            "verdict": "approve", "rating": "good"
        }))
        .unwrap()
    }

    fn open() -> Option<AttemptNumber> {
        Some(AttemptNumber {
            round: 1,
            attempt: 2,
        })
    }

    fn seen(viewer: Viewer<'_>, verdicts: &[GivenVerdict]) -> Vec<String> {
        let stages = stages();
        let shown = shown_verdicts(&stages, viewer, open(), verdicts).into_iter();
        shown
            .map(|s| match s.reviewer {
                ShownPerson::Named { user_id } => format!("{} {user_id}", s.verdict.said.stage),
                ShownPerson::Reviewer { number } => format!("{} #{number}", s.verdict.said.stage),
                ShownPerson::Author => "author".into(),
            })
            .collect()
    }

    #[test]
    fn authors_see_decided_attempts_only_and_no_names_where_reviewers_are_hidden() {
        let verdicts = [
            verdict("ann", "subject", 1),
            verdict("bob", "language", 1),
            verdict("ann", "subject", 2),
        ];
        assert_eq!(
            seen(Viewer::Author, &verdicts),
            ["subject #1", "language bob"]
        );
        assert_eq!(
            seen(Viewer::Manager, &verdicts),
            ["subject ann", "language bob", "subject ann"]
        );
    }

    #[test]
    fn an_independent_reviewer_sees_the_others_after_speaking() {
        let before = [verdict("ann", "subject", 2), verdict("bob", "language", 2)];
        assert_eq!(seen(Viewer::Reviewer("cid"), &before), ["language bob"]);
        let after = [
            before[0].clone(),
            before[1].clone(),
            verdict("cid", "subject", 2),
        ];
        assert_eq!(
            seen(Viewer::Reviewer("cid"), &after),
            ["subject ann", "language bob", "subject cid"]
        );
    }

    #[test]
    fn a_hidden_author_is_hidden_from_reviewers_in_comments_too() {
        let stages = stages();
        let both: Vec<&ReviewStage> = stages.iter().collect();
        assert!(!sees_author(&both, Viewer::Reviewer("cid")));
        assert!(sees_author(&both[1..], Viewer::Reviewer("cid")));
        assert!(sees_author(&both, Viewer::Manager));
        let numbers = numbers(&[verdict("ann", "subject", 1), verdict("bob", "subject", 1)]);
        let shown = |viewer, who| shown_commenter(&both, viewer, who, &numbers);
        let reviewer = Viewer::Reviewer("cid");
        assert_eq!(shown(reviewer, ("writer", None, true)), ShownPerson::Author);
        assert_eq!(
            shown(Viewer::Author, ("bob", Some(both[0]), false)),
            ShownPerson::Reviewer { number: 2 }
        );
        assert_eq!(
            shown(Viewer::Author, ("bob", Some(both[1]), false)),
            ShownPerson::Named {
                user_id: "bob".into()
            }
        );
    }
}
