//! Rules of assembly beyond the fixed keys: each has an id, a kind, conditions over attributes, bounds,
//! and may be soft, switched off, or for some forms only.
//!
//! Conditions are expressions (`crate::expression`) over the attributes of items (or of stimuli, where
//! `on` says so); they are parsed and never run as anything else.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

/// A rule of assembly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Rule id, unique in the document: findings name it as `rule:ID`.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// What is asked.
    pub kind: RuleKind,
    /// What is counted.
    #[serde(default, skip_serializing_if = "RuleObject::is_items")]
    pub on: RuleObject,
    /// Which items (or stimuli) it is about; all when absent.
    #[serde(default, rename = "where", skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2000))]
    pub condition: Option<String>,
    /// `if_then`: what must be there where anything of the condition is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2000))]
    pub then: Option<String>,
    /// The rule holds for each value of this attribute by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub each: Option<String>,
    /// Attribute that is summed, averaged, weighed or ordered by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub of: Option<String>,
    /// Base of a share, or the items counted of each stimulus; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2000))]
    pub among: Option<String>,
    /// At least this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// At most this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// The bounds are what the fitting items have on average in as many places, give or take this share
    /// of it (counts, sums, means and shares of items, in place of `min` and `max`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub like_pool: Option<f64>,
    /// `order`: from the smallest value up, or from the greatest down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Word for what the numbers count (`words`); shown, never calculated with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 40))]
    pub unit: Option<String>,
    /// Labels of the forms it is for (`A`, `B` …); all when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(length(min = 1, max = 4)))]
    pub forms: Vec<String>,
    /// It holds for all its forms taken together, not for each: what stands in two of them counts twice
    /// (counts, sums, means and shares of items).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub together: bool,
    /// False for a rule that is kept and not applied.
    #[serde(default = "Rule::yes", skip_serializing_if = "Rule::is_enabled")]
    pub enabled: bool,
    /// Soft: what each unit of violation costs. A rule without it is hard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

impl Rule {
    fn yes() -> bool {
        true
    }

    fn is_enabled(enabled: &bool) -> bool {
        *enabled
    }

    /// A hard rule of a kind with nothing else said.
    pub fn new(id: &str, kind: RuleKind) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            on: RuleObject::Items,
            condition: None,
            then: None,
            each: None,
            of: None,
            among: None,
            min: None,
            max: None,
            like_pool: None,
            direction: None,
            unit: None,
            forms: Vec::new(),
            together: false,
            enabled: true,
            weight: None,
        }
    }
}

text_enum! {
    /// What a rule asks.
    RuleKind {
        /// How many match.
        Count = "count",
        /// Sum of an attribute over those that match.
        Sum = "sum",
        /// Mean of an attribute over those that match and have it.
        Mean = "mean",
        /// Share of those that match among others, of items or of an attribute.
        Share = "share",
        /// Everything that matches stands in the form.
        Include = "include",
        /// Nothing that matches does.
        Exclude = "exclude",
        /// Everything that matches, or nothing.
        AllOrNone = "all_or_none",
        /// At most one of those that match.
        AtMostOne = "at_most_one",
        /// Where anything matches the condition, something else must stand too.
        IfThen = "if_then",
        /// Items (or their sum) of each chosen stimulus that matches.
        PerStimulus = "per_stimulus",
        /// In how many forms of a run each that matches stands.
        Uses = "uses",
        /// The tasks of a section stand in the order of an attribute.
        Order = "order",
        /// Those that match stand first in their section.
        First = "first",
        /// Those that match stand last in their section.
        Last = "last",
        /// Two that match stand at least so far apart.
        Spread = "spread",
        /// At most so many neighbours have the same value of an attribute.
        LongestRun = "longest_run",
        /// Those that match stand at positions in a range.
        Position = "position",
    }
}

impl RuleKind {
    /// True where the order of the tasks is ruled, not their choice.
    pub const fn is_layout(self) -> bool {
        matches!(
            self,
            Self::Order
                | Self::First
                | Self::Last
                | Self::Spread
                | Self::LongestRun
                | Self::Position
        )
    }
}

text_enum! {
    /// What a rule counts.
    #[derive(Default)]
    RuleObject {
        /// Items.
        #[default]
        Items = "items",
        /// Stimuli that any chosen item hangs on.
        Stimuli = "stimuli",
    }
}

impl RuleObject {
    fn is_items(&self) -> bool {
        *self == Self::Items
    }
}

text_enum! {
    /// Which way an order goes.
    Direction {
        /// From the smallest value up.
        Ascending = "ascending",
        /// From the greatest value down.
        Descending = "descending",
    }
}
