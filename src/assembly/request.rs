//! What a run is asked for. It travels as JSON into the child process that solves it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
pub use super::given::GivenItem;
use crate::bank::phase::Phase;
use crate::bank::{Access, Language};
use crate::specification::component::parameters::Given;
use crate::specification::document::SpecificationDocument;
use crate::specification::school_term::SchoolTerm;

/// A whole run: everything it depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The specification.
    pub document: SpecificationDocument,
    /// Component id (`test` for a test).
    pub component: String,
    /// Subject, for a component whose subject the candidate chooses.
    #[serde(default)]
    pub subject: Option<String>,
    /// Languages the form must exist in: all or some of one language set of the component.
    pub languages: Vec<Language>,
    /// The candidates, in any order.
    pub candidates: Vec<Candidate>,
    /// Grade, term and lesson, for a specification that leaves them open.
    #[serde(default, skip_serializing_if = "Given::is_empty")]
    pub given: Given,
    /// What is asked beside the specification.
    #[serde(default)]
    pub options: Options,
    /// Limits of the work.
    #[serde(default)]
    pub limits: Limits,
}

/// What is asked beside the specification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// How many forms; the specification's number when absent.
    pub forms: Option<u32>,
    /// Most common items of any two forms; the specification's number when absent.
    pub overlap_max: Option<u32>,
    /// Codes that stand in every form.
    pub forced: Vec<String>,
    /// Codes that stand in none (items used in past terms, items that pupils have met).
    pub blocked: Vec<String>,
    /// Items that stand in the form already: the rest is assembled around them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub given_items: Vec<GivenItem>,
    /// Items of an earlier form that link the new ones to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<Anchor>,
    /// Seed of everything random.
    pub seed: u64,
    /// Phases whose versions may be used.
    pub phases: Vec<Phase>,
    /// The term it is asked in, for a specification that names none and leaves out what was used
    /// in the last ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_in: Option<SchoolTerm>,
    /// The day the forms are for; told where the specification asks how long ago items were used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<NaiveDate>,
    /// How many candidates the forms are for, where they are named: what any of them has met stays
    /// out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cohort: Option<u32>,
    /// Access classes that may be used; those the specification's form access allows when absent.
    pub access: Option<Vec<Access>>,
}

/// An item of an earlier form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Code of the item.
    pub item: String,
    /// Its version in that form; any version when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
    /// Its position in that form, from 1; not known when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub position: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            forms: None,
            overlap_max: None,
            forced: Vec::new(),
            blocked: Vec::new(),
            given_items: Vec::new(),
            anchors: Vec::new(),
            seed: 0,
            phases: vec![Phase::Live],
            asked_in: None,
            asked_on: None,
            cohort: None,
            access: None,
        }
    }
}

/// Limits of the work. Nodes are the limit; the clock is only a guard.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Most nodes of the branch and bound tree of one solve.
    pub max_nodes: u32,
    /// Relative gap at which a solve may stop.
    pub gap: f64,
    /// Guard of one solve in seconds; a form it cut short says `reproducible: false`.
    pub wall_clock_guard_s: f64,
    /// Most solves spent on explaining why constraints contradict each other.
    pub max_conflict_solves: u32,
    /// Most solves spent on what would have to give way.
    pub max_relaxation_solves: u32,
    /// Most solves spent on what the constraints of a finished form cost.
    pub max_sensitivity_solves: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_nodes: 200_000,
            gap: 0.001,
            wall_clock_guard_s: 60.0,
            max_conflict_solves: 200,
            max_relaxation_solves: 12,
            max_sensitivity_solves: 12,
        }
    }
}
