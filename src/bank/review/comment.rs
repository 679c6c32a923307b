//! Comments on parts of an item, as threads: a comment on a part, and answers to it. What blocks stays
//! open until whoever raised it says it is resolved, or somebody waives it with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::anchor::Anchor;
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// How a comment stands.
    CommentState {
        /// Nothing was decided.
        Open = "open",
        /// What it asks for was done.
        Resolved = "resolved",
        /// It was not done, and a reason says why not.
        Waived = "waived",
    }
}

/// A comment, or an answer to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Comment {
    /// Id.
    pub id: String,
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Version it was made on.
    pub version: i32,
    /// The part it is about; of an answer, that of the comment.
    pub anchor: Anchor,
    /// Stage of review it belongs to, where it was made in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
    /// True when the item does not go on while this is open. Answers never block.
    pub blocking: bool,
    /// How it stands.
    pub state: CommentState,
}

/// A comment with all answers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread<'a> {
    /// The comment.
    pub comment: &'a Comment,
    /// Answers, oldest first, whatever they answer.
    pub answers: Vec<&'a Comment>,
}

/// A comment as it is handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentInput {
    /// The comment it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// JSON pointer into the item; of an answer nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 500))]
    pub anchor: Option<String>,
    /// What it says.
    #[schemars(length(min = 1, max = 10_000))]
    pub text: String,
    /// True when the item shall not go on while this is open.
    #[serde(default)]
    pub blocking: bool,
}

/// Threads in the order of their parts, then oldest first. An answer whose comment is not among them
/// stands for itself.
pub fn threads(comments: &[Comment]) -> Vec<Thread<'_>> {
    let parents: BTreeMap<&str, &str> = comments
        .iter()
        .filter_map(|c| Some((c.id.as_str(), c.parent.as_deref()?)))
        .collect();
    let known: BTreeSet<&str> = comments.iter().map(|c| c.id.as_str()).collect();
    let root = |comment: &Comment| {
        let (mut id, mut seen) = (comment.id.clone(), BTreeSet::new());
        while let Some(parent) = parents.get(id.as_str()).filter(|p| known.contains(*p)) {
            if !seen.insert(id.clone()) {
                break;
            }
            id = (*parent).to_owned();
        }
        id
    };
    let mut by_root: BTreeMap<String, Vec<&Comment>> = BTreeMap::new();
    for comment in comments {
        by_root.entry(root(comment)).or_default().push(comment);
    }
    let mut threads: Vec<Thread<'_>> = by_root
        .into_iter()
        .filter_map(|(root, mut all)| {
            let at = all.iter().position(|comment| comment.id == root)?;
            let comment = all.remove(at);
            all.sort_by_key(|answer| (answer.at, &answer.id));
            let answers = all;
            Some(Thread { comment, answers })
        })
        .collect();
    threads.sort_by(|a, b| {
        let key = |t: &Thread<'_>| {
            (
                t.comment.anchor.path.clone(),
                t.comment.at,
                t.comment.id.clone(),
            )
        };
        key(a).cmp(&key(b))
    });
    threads
}

/// Blocking comments that are open.
pub fn open_blocking(comments: &[Comment]) -> usize {
    let open = |c: &&Comment| c.blocking && c.parent.is_none() && c.state == CommentState::Open;
    comments.iter().filter(open).count()
}

/// The anchor of a new comment on an item, which is the item as JSON.
///
/// # Errors
/// Everything that is wrong with it.
pub fn accept_comment(
    item: &serde_json::Value,
    earlier: &[Comment],
    input: &CommentInput,
) -> Result<Anchor, Vec<Finding>> {
    let mut findings = Vec::new();
    if input.text.trim().is_empty() {
        findings.push(Finding::error("comment_empty", "/text"));
    }
    let anchor = match &input.parent {
        None => Anchor::of(item, input.anchor.as_deref().unwrap_or_default()),
        Some(parent) => {
            if input.anchor.is_some() {
                findings.push(Finding::error("comment_answer_with_anchor", "/anchor"));
            }
            if input.blocking {
                findings.push(Finding::error("comment_answer_blocking", "/blocking"));
            }
            let found = earlier.iter().find(|comment| comment.id == *parent);
            found.map(|comment| comment.anchor.clone()).ok_or_else(|| {
                let finding = Finding::error("reference_unknown", "/parent");
                finding.with("value", parent.as_str())
            })
        }
    };
    match anchor {
        Ok(anchor) if findings.is_empty() => Ok(anchor),
        Ok(_) => Err(findings),
        Err(finding) => {
            findings.push(finding);
            Err(findings)
        }
    }
}

/// Who closes a comment, and how.
#[derive(Clone, Copy, Debug)]
pub struct Closing<'a> {
    /// Who.
    pub by: &'a str,
    /// True when this person wrote in the item.
    pub wrote_item: bool,
    /// Resolved or waived.
    pub to: CommentState,
    /// Why.
    pub reason: &'a str,
}

/// Every reason why a comment cannot be closed like this. What blocks is called resolved by whoever
/// raised it; others waive it with a reason, and those who wrote the item do neither.
pub fn check_closing(comment: &Comment, closing: &Closing<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if comment.state != CommentState::Open {
        let finding = Finding::error("comment_closed", "");
        findings.push(finding.with("state", comment.state.as_str()));
    }
    if closing.to == CommentState::Open {
        findings.push(Finding::error("comment_reopened", "/state"));
    }
    let own = comment.author == closing.by;
    if comment.blocking && closing.wrote_item && !own {
        findings.push(Finding::error("comment_closed_by_item_author", ""));
    } else if comment.blocking && closing.to == CommentState::Resolved && !own {
        findings.push(Finding::error("comment_resolved_by_another", "/state"));
    }
    if closing.to == CommentState::Waived && closing.reason.trim().is_empty() {
        findings.push(Finding::error("comment_waived_without_reason", "/reason"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn comment(id: &str, parent: Option<&str>, second: i64) -> Comment {
        Comment {
            id: id.into(),
            parent: parent.map(str::to_owned),
            version: 1,
            anchor: Anchor::of(&json!({"stem": "?"}), "/stem").unwrap(),
            stage: None,
            author: "reviewer".into(),
            at: DateTime::from_timestamp(second, 0).unwrap(),
            text: "…".into(),
            blocking: parent.is_none(),
            state: CommentState::Open,
        }
    }

    #[test]
    fn answers_to_answers_stand_under_their_comment_oldest_first() {
        let comments = [
            comment("c", Some("b"), 3),
            comment("a", None, 1),
            comment("b", Some("a"), 2),
            comment("x", Some("gone"), 9),
        ];
        let found: Vec<(String, Vec<&str>)> = threads(&comments)
            .iter()
            .map(|t| {
                (
                    t.comment.id.clone(),
                    t.answers.iter().map(|a| a.id.as_str()).collect(),
                )
            })
            .collect();
        assert_eq!(found, [("a".into(), vec!["b", "c"]), ("x".into(), vec![])]);
    }

    #[test]
    fn a_circle_of_answers_ends() {
        let comments = [comment("a", Some("b"), 1), comment("b", Some("a"), 2)];
        assert_eq!(
            threads(&comments)
                .iter()
                .map(|t| t.answers.len() + 1)
                .sum::<usize>(),
            2
        );
    }

    #[test]
    fn an_answer_takes_the_anchor_of_its_comment_and_blocks_nothing() {
        let earlier = [comment("a", None, 1)];
        let item = json!({"stem": "?"});
        let answer = CommentInput {
            parent: Some("a".into()),
            text: "Done.".into(),
            ..CommentInput::default()
        };
        assert_eq!(
            accept_comment(&item, &earlier, &answer).unwrap().path,
            "/stem"
        );
        let wrong = CommentInput {
            parent: Some("b".into()),
            anchor: Some("/stem".into()),
            text: " ".into(),
            blocking: true,
        };
        let codes: Vec<_> = accept_comment(&item, &earlier, &wrong).unwrap_err();
        let codes: Vec<_> = codes.iter().map(|f| f.code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "comment_empty",
                "comment_answer_with_anchor",
                "comment_answer_blocking",
                "reference_unknown"
            ]
        );
    }

    #[test]
    fn what_blocks_is_resolved_by_whoever_raised_it_and_waived_by_others_with_a_reason() {
        let raised = comment("a", None, 1);
        let codes = |by, wrote_item, to, reason| -> Vec<String> {
            let closing = Closing {
                by,
                wrote_item,
                to,
                reason,
            };
            check_closing(&raised, &closing)
                .into_iter()
                .map(|f| f.code)
                .collect()
        };
        let (resolved, waived) = (CommentState::Resolved, CommentState::Waived);
        assert!(codes("reviewer", false, resolved, "").is_empty());
        assert!(codes("chief", false, waived, "The rule changed.").is_empty());
        assert_eq!(
            codes("chief", false, resolved, ""),
            ["comment_resolved_by_another"]
        );
        assert_eq!(
            codes("chief", false, waived, ""),
            ["comment_waived_without_reason"]
        );
        assert_eq!(
            codes("author", true, waived, "No."),
            ["comment_closed_by_item_author"]
        );
        let closed = Comment {
            state: resolved,
            ..raised.clone()
        };
        let again = Closing {
            by: "reviewer",
            wrote_item: false,
            to: resolved,
            reason: "",
        };
        assert_eq!(check_closing(&closed, &again)[0].code, "comment_closed");
        assert_eq!(open_blocking(&[raised, closed]), 1);
    }
}
