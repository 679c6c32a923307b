//! What a centre writes: kinds of items, states, transitions, stages of review, pilots.
//!
//! ```yaml
//! schema: synaq.workflow/v1
//! id: kz-bank
//! version: 1
//! title: {kk: "…", ru: "…", en: "…"}
//! valid_from: "2026-09-01"
//! kinds:
//!   - {id: external, title: {…}, when: [{assessments: [EXTERNAL, ADMISSION]}], pilot_rounds: 2}
//!   - {id: school, title: {…}}
//! start: draft
//! superseded: superseded
//! states:
//!   - {id: draft, phase: draft, title: {…}, days: 30}
//!   - {id: in_review, phase: review, title: {…}, days: 14, stages: [subject, language]}
//! transitions:
//!   - id: submit
//!     title: {…}
//!     from: [draft]
//!     to: in_review
//!     permission: write_items
//!     requires: {checks: [lint, similarity]}
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::content::Extensions;
use super::super::phase::Phase;
use super::super::{Access, ItemType, Language, Purpose};
use super::stages::{ChangeRules, PilotGate, PromotionRule, ReviewStage};
use crate::identity::{Permission, Role};
use crate::language::text_enum;

/// A text in several languages.
pub type Texts = BTreeMap<Language, String>;

/// A workflow (`synaq.workflow/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
pub struct WorkflowDocument {
    /// `synaq.workflow/v1`.
    pub schema: WorkflowSchema,
    /// Human code.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Edition.
    #[schemars(range(min = 1))]
    pub version: u32,
    /// Title by language.
    pub title: Texts,
    /// First day it holds.
    pub valid_from: NaiveDate,
    /// Last day it holds; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Kinds of items; an item is of the first that fits it. The last one fits all that is left.
    #[schemars(length(min = 1, max = 20))]
    pub kinds: Vec<ItemKind>,
    /// State in which a version begins.
    pub start: String,
    /// State of a version whose successor went in use.
    pub superseded: String,
    /// States.
    #[schemars(length(min = 2, max = 60))]
    pub states: Vec<State>,
    /// What leads from state to state.
    #[schemars(length(min = 1, max = 200))]
    pub transitions: Vec<Transition>,
    /// Stages of review, in their usual order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub stages: Vec<ReviewStage>,
    /// What a pilot round has to show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 40))]
    pub pilot_gates: Vec<PilotGate>,
    /// What may be called an editorial edit of an approved item.
    #[serde(default)]
    pub change: ChangeRules,
    /// Which items are offered to the open collection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promotion: Option<PromotionRule>,
    /// Old state → the state of this edition that takes its items.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub renames: BTreeMap<String, String>,
    /// Keys starting with `x_`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extensions: Extensions,
}

impl WorkflowDocument {
    /// True when it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        day >= self.valid_from && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The state with this id.
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states.iter().find(|state| state.id == id)
    }

    /// The transition with this id.
    pub fn transition(&self, id: &str) -> Option<&Transition> {
        self.transitions.iter().find(|t| t.id == id)
    }

    /// The stage with this id.
    pub fn stage(&self, id: &str) -> Option<&ReviewStage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum WorkflowSchema {
    /// Version 1.
    #[serde(rename = "synaq.workflow/v1")]
    V1,
}

/// A kind of items: they take the same way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemKind {
    /// Its code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_-]{0,39}$"))]
    pub id: String,
    /// Title by language.
    pub title: Texts,
    /// An item is of the kind when any of these fits it; without them every item is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub when: Vec<Selector>,
    /// Pilot rounds that no item of the kind comes into use without.
    #[serde(default)]
    #[schemars(range(max = 9))]
    pub pilot_rounds: u8,
}

/// What fits when everything it names fits; each list names what is allowed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub struct Selector {
    /// Kinds of assessment the item is written for (`EXTERNAL`, `ADMISSION`, `SAU`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(regex(pattern = r"^[A-Z][A-Z0-9_]{0,39}$")))]
    pub assessments: Vec<String>,
    /// Purposes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Purpose>,
    /// Task types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Access classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// Tags, of which the item has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

/// A state of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// Its code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]{0,39}$"))]
    pub id: String,
    /// All that code knows of it.
    pub phase: Phase,
    /// Title by language.
    pub title: Texts,
    /// Days after which an item that is still here is overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 3650))]
    pub days: Option<u16>,
    /// Stages of review that are open here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 20))]
    pub stages: Vec<String>,
}

/// A step from one state to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// Its code; what callers ask for.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_]{0,39}$"))]
    pub id: String,
    /// Title by language.
    pub title: Texts,
    /// States it starts from.
    #[schemars(length(min = 1, max = 60))]
    pub from: Vec<String>,
    /// State it leads to.
    pub to: String,
    /// On its way, back to its author, or out for good.
    #[serde(default)]
    pub direction: Direction,
    /// Kinds of items that take it; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// What one needs to take it.
    pub permission: Permission,
    /// Roles that carry the permission and may take it; all that carry it when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// True when nobody who wrote in the version may take it. Of verdicts this is always so; with the
    /// permission `write_items` authors may take a submitted version back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_authors: bool,
    /// True when a new draft with the same content is opened for the author.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opens_draft: bool,
    /// What has to be so before.
    #[serde(default, skip_serializing_if = "Requires::is_nothing")]
    pub requires: Requires,
}

text_enum! {
    /// Where a transition leads an item.
    #[derive(Default)]
    Direction {
        /// On its way.
        #[default]
        Forward = "forward",
        /// Back: to be revised, looked at again, or kept out of use for now.
        Back = "back",
        /// Out for good.
        Reject = "reject",
    }
}

/// What has to be so before a transition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requires {
    /// Checks that were run over this very content and left nothing blocking.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// What the reviewers of the state's stages say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<ReviewOutcome>,
    /// Pilot rounds that are passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(inner(range(min = 1, max = 9)))]
    pub pilots: Vec<u8>,
    /// Languages in which an approved variant is there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approved_in: Vec<Language>,
    /// True when no variant may be behind its source.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_stale_variants: bool,
    /// True when no blocking comment may be open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub comments_closed: bool,
    /// True when a version that was sent back comes again only with something changed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub changed: bool,
    /// True when a reason is given.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reason: bool,
}

impl Requires {
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

text_enum! {
    /// A check of an item's content by the machine.
    Check {
        /// Structure, key and wording, by the policy's severities.
        Lint = "lint",
        /// Near-duplicates in the bank.
        Similarity = "similarity",
        /// Equality of the language variants.
        Languages = "languages",
        /// The key is there, fits its type and answers the item's own tests.
        Key = "key",
    }
}

text_enum! {
    /// What the reviewers of a state's stages say together.
    ReviewOutcome {
        /// Every stage has its reviewers, and they approve.
        Passed = "passed",
        /// At least one reviewer asks for a revision or refuses.
        Contested = "contested",
        /// At least one reviewer refuses for good.
        Refused = "refused",
    }
}
