//! Components of a battery, choice of subjects, time and what items must have been through.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Row, Texts};
use crate::bank::{Language, Minutes, Points};

/// A component of a battery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComponentDocument {
    /// Component id.
    pub id: String,
    /// Title by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
    /// Grade; the battery's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<u8>,
    /// Subject code; `by_choice` where the candidate chooses; the component's id when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Number of items.
    pub items: u32,
    /// Greatest score.
    pub max_score: Points,
    /// Minutes; shared with the whole battery when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Pass mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass: Option<Points>,
    /// One test in several languages, or different tests by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variants: Option<Variants>,
    /// Rows; may stand under `blueprints` instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blueprint: Vec<Row>,
}

/// How a component exists in several languages; exactly one of the two is given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variants {
    /// One test whose items exist in all of these languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_versions: Vec<Language>,
    /// A different test for each of these languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub distinct_tests: Vec<Language>,
}

/// Accommodations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accommodations {
    /// Extra minutes for candidates with special educational needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sen_extra_min: Option<Minutes>,
}

/// A break during the sitting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// After this many minutes.
    pub after_min: Minutes,
    /// Length in minutes.
    pub minutes: Minutes,
}

/// Choice of subjects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Allowed pairs of subject codes.
    pub pairs: Vec<[String; 2]>,
    /// One pair in a year.
    #[serde(default)]
    pub one_pair_per_year: bool,
    /// Attempts in a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// Which attempt counts (`best`, `last`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
}

/// What items must have been through.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankRequirement {
    /// Pilot rounds behind it: different administrations its version has statistics of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pilot_rounds: Option<u32>,
    /// Fewest candidates of its largest administration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_n: Option<u32>,
    /// Every language of the test's language set, none stale; also where a form is in one of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages_equivalent: Option<bool>,
    /// Most forms an item may stand in, those being made among them: locked ones, and retired ones
    /// that somebody sat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub max_uses: Option<u32>,
    /// Most candidates who may meet an item, those the forms are for among them where they are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub max_exposure: Option<u32>,
    /// Fewest days between a use of an item and the day the forms are for: its sittings, planned ones
    /// too, and where a form of it had none, the day that form was locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36500))]
    pub min_days_between_uses: Option<u32>,
}

impl BankRequirement {
    /// True where the past use of items is asked for.
    pub fn limits_use(&self) -> bool {
        self.max_uses.is_some()
            || self.max_exposure.is_some()
            || self.min_days_between_uses.is_some()
    }
}
