//! Stored tests: an answer and what it must earn. Authors keep them with their items, so that a changed key,
//! rule or reader of numbers is found out before a pupil finds it.
//!
//! They are run by [`crate::scoring::stored_tests`], which knows how answers are scored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::content::Pair;
use super::{Language, Points};

/// One answer to one part of an item, and the points it must earn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerTest {
    /// Code of the item.
    #[schemars(length(min = 1, max = 80))]
    pub item: String,
    /// Part id; needed where the item has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Language the answer is given in; every language of the item when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The answer.
    pub answer: TestAnswer,
    /// Points it must earn.
    pub earns: Points,
}

/// An answer as people write it down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum TestAnswer {
    /// What is written (SA) or the id of the chosen option (MCQ, TF); an empty one is a blank.
    One(String),
    /// Ids of chosen options (MULTI) or of all elements in order (ORDER).
    Several(Vec<String>),
    /// Pairs of element ids (MATCH).
    Pairs(Vec<Pair>),
}

impl TestAnswer {
    /// The answer in one line, for a finding.
    pub fn shown(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Several(ids) => ids.join(", "),
            Self::Pairs(pairs) => {
                let each = pairs.iter().map(|p| format!("{}–{}", p.left, p.right));
                each.collect::<Vec<_>>().join(", ")
            }
        }
    }
}
