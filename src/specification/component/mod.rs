//! The normalised form of a specification: what assembly and scoring use.
//!
//! A battery is its list of components; a test is a battery of one component with the id
//! [`TEST_COMPONENT`]. A document with profiles has one component for each of them, a module test one
//! for each criterion that has an instrument. Everything inherited is written out: types, options and
//! points of the battery's item rule, rows that stand under `blueprints`, the implicit section
//! ([`IMPLICIT_SECTION`]), subject, grade, unit and skill; and the rows of a pilot block beside those
//! they follow. Nothing is checked here: a document that [`super::document`] can hold always has
//! components, wrong ones too.
//!
//! * [`components`] makes them, row by row;
//! * [`parameters`] puts what a request gives into one of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub mod parameters;
mod pilot;
mod resolve;
mod rows;

pub use resolve::components;

use super::attribute_names::is_parameter;
use super::document::{
    Anchors, BankRequirement, BlockPosition, Constraints, CountRange, FormAccess, Instrument,
    MarkSchemeRule, ObjectiveKind, Parameters, Range, Section, ShareBase, StimulusRule, Texts,
    ThinkingRule,
};
use super::school_term::SchoolTerm;
use crate::bank::{
    Difficulty, ItemType, Language, Minutes, PartialRule, Points, SchemeKind, Thinking,
};

/// Id of the one component of a test (the same in every version and copy of the document).
pub const TEST_COMPONENT: &str = "test";
/// Id of the section of a component that names none.
pub const IMPLICIT_SECTION: &str = "main";
/// Subject word of a component whose subject the candidate chooses.
pub const BY_CHOICE: &str = "by_choice";

/// One test of a specification with everything inherited written out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Component {
    /// Component id; [`TEST_COMPONENT`] for a test.
    pub id: String,
    /// Title by language; the document's where the component has none.
    pub title: Texts,
    /// Kind of the document (`SAT`, `FA` …).
    pub kind: String,
    /// Subject code; `None` where the candidate chooses, the request says it or none is asked for.
    pub subject: Option<String>,
    /// Subject codes to choose from; empty unless [`Component::subject`] is `None`.
    pub choices: Vec<String>,
    /// True where items of any subject stand beside each other (functional literacy).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_subject: bool,
    /// Grade; `None` where the specification names none.
    pub grade: Option<u8>,
    /// Grades it can be made for, where the request says which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grades: Option<[u8; 2]>,
    /// What the request must or may say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Parameters>,
    /// Term the request says: items that belong to another one stay out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    /// Lesson the request says: every item carries its tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lesson: Option<String>,
    /// Number of items of a form.
    pub items: u32,
    /// Greatest score.
    pub max_score: Points,
    /// Working time; `None` where it is shared with the whole battery or not limited.
    pub duration: Option<Minutes>,
    /// Pass mark.
    pub pass: Option<Points>,
    /// Sections in order, never empty.
    pub sections: Vec<Section>,
    /// Rows in order.
    pub rows: Vec<ResolvedRow>,
    /// Shares by thinking level, of what [`Component::share_of`] says.
    pub thinking_share: BTreeMap<Thinking, Range>,
    /// Shares by difficulty level.
    pub difficulty_share: BTreeMap<Difficulty, Range>,
    /// What shares by thinking level are of.
    pub share_of: ShareBase,
    /// What shares by difficulty level are of.
    #[serde(default)]
    pub difficulty_share_of: ShareBase,
    /// Fewest and most items of every objective that the rows name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_objective: Option<CountRange>,
    /// What every item must bring with it.
    #[serde(default)]
    pub needs: ItemNeeds,
    /// Block of unscored items; its rows stand among [`Component::rows`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pilot: Option<PilotBlock>,
    /// Items of an earlier form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchors: Option<Anchors>,
    /// How the criterion is looked at that the component belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instrument: Option<Instrument>,
    /// Greatest sum of coded values of a questionnaire, whose items carry no points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded_max: Option<Points>,
    /// Rules of assembly.
    pub constraints: Constraints,
    /// What items must have been through.
    pub bank_requirement: BankRequirement,
    /// The term the document stands in; `None` where it does not say.
    pub school_term: Option<SchoolTerm>,
    /// What mark schemes of the items must look like.
    pub mark_scheme_rule: Option<MarkSchemeRule>,
    /// Who may see its forms.
    pub form_access: FormAccess,
    /// One set for each different test: its items exist in all languages of the set.
    pub language_sets: Vec<Vec<Language>>,
    /// True where each language has a test of its own, not a translation.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub distinct_tests: bool,
}

impl Component {
    /// Index of a section by id.
    pub fn section_index(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
    }

    /// Objective codes that scored rows name, each once, in order.
    pub fn objectives(&self) -> BTreeSet<&str> {
        let scored = self.rows.iter().filter(|row| !row.unscored);
        scored
            .flat_map(|row| row.objectives.iter().map(String::as_str))
            .collect()
    }

    /// True where parameters of response models are asked of items.
    pub fn asks_parameters(&self) -> bool {
        let constraints = &self.constraints;
        let mut objectives = constraints.objectives.iter();
        let mut rules = constraints.rules.iter();
        constraints.information.is_some()
            || rules.any(|rule| rule.of.as_deref().is_some_and(is_parameter))
            || objectives.any(|objective| {
                let parameter = objective.of.as_deref().is_some_and(is_parameter);
                objective.kind.needs_parameters() || parameter
            })
    }

    /// True where an objective or a rule speaks of an attribute of this name; also where a condition only
    /// holds the word.
    pub fn speaks_of(&self, name: &str) -> bool {
        let mut objectives = self.constraints.objectives.iter();
        let mut rules = self.constraints.rules.iter();
        objectives.any(|objective| objective.of.as_deref() == Some(name))
            || rules.any(|rule| {
                let mut named = [&rule.of, &rule.each].into_iter().flatten();
                let said = [&rule.condition, &rule.then, &rule.among];
                named.any(|own| own == name)
                    || said.into_iter().flatten().any(|text| text.contains(name))
            })
    }

    /// True where an objective of this kind is in the list.
    pub fn aims_at(&self, kind: ObjectiveKind) -> bool {
        let mut objectives = self.constraints.objectives.iter();
        objectives.any(|objective| objective.kind == kind)
    }

    /// The section of a row; `None` where the row names one that does not exist.
    pub fn section_of(&self, row: &ResolvedRow) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.id == row.section)
    }

    /// The language set a form in these languages belongs to: all of them must be in one set.
    /// A form may be in fewer languages than its set, never in languages of two different tests.
    pub fn language_set(&self, languages: &[Language]) -> Option<&Vec<Language>> {
        let inside = |set: &&Vec<Language>| languages.iter().all(|language| set.contains(language));
        self.language_sets
            .iter()
            .find(inside)
            .filter(|_| !languages.is_empty())
    }
}

/// What every item must bring with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemNeeds {
    /// A hint in every language of the form.
    pub hint: bool,
    /// A worked solution in every language of the form.
    pub explanation: bool,
    /// The key alone scores every part.
    pub auto_scored: bool,
    /// At least one language objective.
    pub language_objective: bool,
}

/// A block of unscored items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PilotBlock {
    /// Where its items stand in their section.
    pub position: BlockPosition,
    /// How many forms of the same scored items differ in their block, at least 1.
    pub spiral_forms: u32,
}

/// A row with everything inherited written out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResolvedRow {
    /// Row id.
    pub id: String,
    /// JSON pointer of the row in the document.
    pub pointer: String,
    /// Section id.
    pub section: String,
    /// Subject of the items, where a component takes items of several subjects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Unit code, the row's or the document's. Items without a unit fit any.
    pub unit: Option<String>,
    /// Objective codes; an item fits with any of them.
    pub objectives: Vec<String>,
    /// Objective prefixes of whole segments.
    pub objectives_prefix: Vec<String>,
    /// Language objectives; an item fits with any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub language_objectives: Vec<String>,
    /// Thinking level, or counts by level.
    pub thinking: Option<ThinkingRule>,
    /// Difficulty level.
    pub level: Option<Difficulty>,
    /// Functional-literacy domain.
    pub literacy: Option<String>,
    /// Functional-literacy context.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// Skill the row names itself: every item must carry it.
    pub skill: Option<String>,
    /// Skill of the section: no item may carry another one, but it may carry none.
    pub section_skill: Option<String>,
    /// Task types; empty means any but QUESTION.
    pub types: Vec<ItemType>,
    /// How many items.
    pub items: u32,
    /// Points of each item; any when absent (the section's total then decides).
    pub points_each: Option<Points>,
    /// Form of the mark scheme.
    pub mark_scheme: Option<SchemeKind>,
    /// True when every item must hang on a stimulus.
    pub stimulus_required: bool,
    /// Stimulus rule of the row.
    pub stimulus: Option<StimulusRule>,
    /// Stimulus rule of the section.
    pub section_stimulus: Option<StimulusRule>,
    /// Number of options of MCQ and MULTI items.
    pub options: Option<u32>,
    /// Most keys of a MULTI item.
    pub max_correct: Option<u32>,
    /// Partial-credit rule the items must carry.
    pub partial: Option<PartialRule>,
    /// Greatest coded value of each item of a questionnaire, where all are the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coded_each: Option<Points>,
    /// True for the rows of a pilot block: items in pilot, whose points never count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unscored: bool,
}

#[cfg(test)]
mod tests;
