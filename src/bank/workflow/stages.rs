//! Stages of review, pilots, and what follows approval: the parts of a workflow that people judge by.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::ItemType;
use super::super::review::verdict::Rating;
use super::document::Texts;
use crate::identity::{Permission, Role};
use crate::language::finding::Severity;
use crate::language::text_enum;

/// One stage of review: what is looked at, by how many, and who sees whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewStage {
    /// Its code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]{0,39}$"))]
    pub id: String,
    /// Title by language.
    pub title: Texts,
    /// Kinds of items that pass through it; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Task types that pass through it; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Different people who have to approve.
    #[serde(default = "ReviewStage::one")]
    #[schemars(range(min = 1, max = 20))]
    pub reviewers: u8,
    /// The same for single kinds of items.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(extend("additionalProperties" = {"type": "integer", "minimum": 1, "maximum": 20}))]
    pub reviewers_by_kind: BTreeMap<String, u8>,
    /// What a reviewer needs.
    #[serde(default = "ReviewStage::review_items")]
    pub permission: Permission,
    /// Roles that may review here; all that carry the permission when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// True when every language variant has its own reviewers, competent in the language.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub per_language: bool,
    /// Stages that are passed before this one begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Who is hidden from whom.
    #[serde(default)]
    pub blind: Blindness,
    /// True when a reviewer sees others' verdicts only after giving one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub independent: bool,
    /// How several verdicts become one.
    #[serde(default)]
    pub passes: PassRule,
    /// Lowest rating that an approval may carry.
    #[serde(default = "ReviewStage::satisfactory")]
    pub lowest_rating: Rating,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 60))]
    pub checklist: Vec<ChecklistPoint>,
}

impl ReviewStage {
    fn one() -> u8 {
        1
    }

    fn review_items() -> Permission {
        Permission::ReviewItems
    }

    fn satisfactory() -> Rating {
        Rating::Satisfactory
    }

    /// True when items of this kind and type pass through it.
    pub fn is_for(&self, kind: &str, types: &[ItemType]) -> bool {
        let kind_fits = self.kinds.is_empty() || self.kinds.iter().any(|own| own == kind);
        let type_fits = self.types.is_empty() || types.iter().any(|t| self.types.contains(t));
        kind_fits && type_fits
    }

    /// Different people who have to approve an item of this kind.
    pub fn reviewers_of(&self, kind: &str) -> u8 {
        let own = self.reviewers_by_kind.get(kind).copied();
        own.unwrap_or(self.reviewers).max(1)
    }
}

text_enum! {
    /// Who is hidden from whom, while a review goes on and after it.
    #[derive(Default)]
    Blindness {
        /// Nobody.
        #[default]
        Open = "open",
        /// Reviewers do not see who wrote the item.
        AuthorHidden = "author_hidden",
        /// Authors do not see who reviews.
        ReviewersHidden = "reviewers_hidden",
        /// Both.
        Double = "double",
    }
}

text_enum! {
    /// How several verdicts of a stage become one.
    #[derive(Default)]
    PassRule {
        /// Enough approvals, and nobody is against.
        #[default]
        Unanimous = "unanimous",
        /// Enough approvals, and more of them than of the others.
        Majority = "majority",
    }
}

/// A question of a checklist, to be answered with yes, no or does not apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistPoint {
    /// Its code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]{0,39}$"))]
    pub id: String,
    /// The question, by language.
    pub text: Texts,
    /// True when an item with a `no` here cannot be approved.
    #[serde(default = "ChecklistPoint::yes")]
    pub required: bool,
}

impl ChecklistPoint {
    fn yes() -> bool {
        true
    }
}

/// What a recorded pilot round has to show before an item passes it. The service compares imported
/// numbers; it computes none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PilotGate {
    /// Number of the round.
    #[schemars(range(min = 1, max = 9))]
    pub round: u8,
    /// Kinds of items it is for; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Fewest candidates.
    #[schemars(range(min = 1))]
    pub min_n: u32,
    /// Share of points reached, lowest and highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(inner(range(min = 0, max = 1)))]
    pub p: Option<[f64; 2]>,
    /// Lowest correlation with the rest of the test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1, max = 1))]
    pub min_rit: Option<f64>,
    /// Whether numbers outside refuse the item, or are only remarked and left to those who decide.
    #[serde(default = "PilotGate::refuses")]
    pub severity: Severity,
}

impl PilotGate {
    fn refuses() -> Severity {
        Severity::Error
    }

    /// True when items of this kind have to pass it.
    pub fn is_for(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|own| own == kind)
    }
}

/// What may be called an editorial edit of an approved item. What never may stands in
/// [`crate::bank::change`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRules {
    /// Words of one text that an editorial edit may change, in percent.
    #[schemars(range(max = 100))]
    pub editorial_words_percent: u8,
    /// What the second person needs who confirms an editorial edit.
    pub confirm_permission: Permission,
}

impl Default for ChangeRules {
    fn default() -> Self {
        Self {
            editorial_words_percent: 20,
            confirm_permission: Permission::ReviewItems,
        }
    }
}

/// Which approved items are offered to the open collection, with attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PromotionRule {
    /// Rating that counts.
    pub rating: Rating,
    /// Share of the approving attempt's verdicts that carry it, in percent.
    #[schemars(range(min = 1, max = 100))]
    pub percent: u8,
    /// Kinds of items that are offered; all when empty. Secure items never are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
}
