//! The normalised form of a specification: what assembly and scoring use.
//!
//! A battery is its list of components; a test is a battery of one component with the id
//! [`TEST_COMPONENT`]. Everything inherited is written out: types, options and points of the
//! battery's item rule, rows that stand under `blueprints`, the implicit section
//! ([`IMPLICIT_SECTION`]), subject, grade, unit and skill. Nothing is checked here:
//! a document that [`super::document`] can hold always has components, wrong ones too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::document::{
    ComponentDocument, Constraints, FormAccess, ItemRule, MarkSchemeRule, Range, Row, RowStimulus,
    Section, ShareBase, SpecificationDocument, StimulusRule, Texts, ThinkingRule, Variants,
};
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
    /// Subject code; `None` where the candidate chooses.
    pub subject: Option<String>,
    /// Subject codes to choose from; empty unless [`Component::subject`] is `None`.
    pub choices: Vec<String>,
    /// Grade; `None` where the specification names none.
    pub grade: Option<u8>,
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
    /// What shares are of.
    pub share_of: ShareBase,
    /// Rules of assembly.
    pub constraints: Constraints,
    /// What mark schemes of the items must look like.
    pub mark_scheme_rule: Option<MarkSchemeRule>,
    /// Who may see its forms.
    pub form_access: FormAccess,
    /// One set for each different test: its items exist in all languages of the set.
    pub language_sets: Vec<Vec<Language>>,
}

impl Component {
    /// Index of a section by id.
    pub fn section_index(&self, id: &str) -> Option<usize> {
        self.sections.iter().position(|section| section.id == id)
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

/// A row with everything inherited written out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResolvedRow {
    /// Row id.
    pub id: String,
    /// JSON pointer of the row in the document.
    pub pointer: String,
    /// Section id.
    pub section: String,
    /// Unit code, the row's or the document's. Items without a unit fit any.
    pub unit: Option<String>,
    /// Objective codes; an item fits with any of them.
    pub objectives: Vec<String>,
    /// Objective prefixes of whole segments.
    pub objectives_prefix: Vec<String>,
    /// Thinking level, or counts by level.
    pub thinking: Option<ThinkingRule>,
    /// Difficulty level.
    pub level: Option<Difficulty>,
    /// Functional-literacy domain.
    pub literacy: Option<String>,
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
}

/// The components of a document, in its order.
pub fn components(document: &SpecificationDocument) -> Vec<Component> {
    if document.components.is_empty() {
        return vec![test_component(document)];
    }
    let of_battery = |(index, component)| battery_component(document, index, component);
    document
        .components
        .iter()
        .enumerate()
        .map(of_battery)
        .collect()
}

fn test_component(document: &SpecificationDocument) -> Component {
    let rows = &document.blueprint;
    let max_score = document
        .max_score
        .unwrap_or_else(|| row_points(rows, document.item_rule.as_ref()));
    let sections = match document.sections.is_empty() {
        true => vec![implicit_section(document.duration_min, max_score)],
        false => document.sections.clone(),
    };
    Component {
        id: TEST_COMPONENT.to_owned(),
        items: rows.iter().map(|row| row.items).sum(),
        max_score,
        duration: document.duration_min,
        rows: resolve(document, &sections, rows, "/blueprint"),
        sections,
        subject: document.subject.clone(),
        ..common(document)
    }
}

fn battery_component(
    document: &SpecificationDocument,
    index: usize,
    component: &ComponentDocument,
) -> Component {
    let own = (
        !component.blueprint.is_empty(),
        &component.blueprint,
        format!("/components/{index}/blueprint"),
    );
    let (rows, pointer) = match (own, document.blueprints.get(&component.id)) {
        ((false, ..), Some(rows)) => (rows, format!("/blueprints/{}", escaped(&component.id))),
        ((_, rows, pointer), _) => (rows, pointer),
    };
    let sections = vec![implicit_section(
        component.duration_min,
        component.max_score,
    )];
    let subject = component
        .subject
        .clone()
        .unwrap_or_else(|| component.id.clone());
    let by_choice = subject == BY_CHOICE;
    Component {
        id: component.id.clone(),
        title: if component.title.is_empty() {
            document.title.clone()
        } else {
            component.title.clone()
        },
        subject: (!by_choice).then_some(subject),
        choices: if by_choice {
            choices(document)
        } else {
            Vec::new()
        },
        grade: component.grade.or(document.grade),
        items: component.items,
        max_score: component.max_score,
        duration: component.duration_min,
        pass: component.pass,
        rows: resolve(document, &sections, rows, &pointer),
        sections,
        language_sets: language_sets(document, component.variants.as_ref()),
        ..common(document)
    }
}

/// What every component takes from the document; the rest is empty here.
fn common(document: &SpecificationDocument) -> Component {
    Component {
        id: String::new(),
        title: document.title.clone(),
        kind: document.kind.clone(),
        subject: None,
        choices: Vec::new(),
        grade: document.grade,
        items: 0,
        max_score: Points::ZERO,
        duration: None,
        pass: None,
        sections: Vec::new(),
        rows: Vec::new(),
        thinking_share: document.thinking_share.clone(),
        difficulty_share: document.difficulty_share.clone(),
        share_of: document.share_of,
        constraints: document.constraints.clone(),
        mark_scheme_rule: document.mark_scheme_rule.clone(),
        form_access: document.access.forms,
        language_sets: language_sets(document, None),
    }
}

fn implicit_section(duration: Option<Minutes>, score: Points) -> Section {
    Section {
        id: IMPLICIT_SECTION.to_owned(),
        skill: None,
        minutes: duration.unwrap_or(Minutes::ZERO),
        score,
        stimulus: None,
        separate_sitting: false,
        minutes_per_candidate: None,
    }
}

/// Without variants a form is one test in all languages of the document.
fn language_sets(
    document: &SpecificationDocument,
    variants: Option<&Variants>,
) -> Vec<Vec<Language>> {
    match variants {
        Some(variants) if !variants.distinct_tests.is_empty() => variants
            .distinct_tests
            .iter()
            .map(|language| vec![language.clone()])
            .collect(),
        Some(variants) if !variants.language_versions.is_empty() => {
            vec![variants.language_versions.clone()]
        }
        _ => vec![document.languages.of_test()],
    }
}

fn choices(document: &SpecificationDocument) -> Vec<String> {
    let mut subjects: Vec<String> = Vec::new();
    for subject in document
        .choice
        .iter()
        .flat_map(|choice| choice.pairs.iter().flatten())
    {
        if !subjects.contains(subject) {
            subjects.push(subject.clone());
        }
    }
    subjects
}

fn row_points(rows: &[Row], rule: Option<&ItemRule>) -> Points {
    let each = |row: &Row| {
        row.points_each
            .or(rule.and_then(|rule| rule.points_each))
            .unwrap_or(Points::ZERO)
    };
    Points::whole(0)
        + rows
            .iter()
            .map(|row| bank_times(each(row), row.items))
            .sum()
}

fn bank_times(points: Points, items: u32) -> Points {
    crate::bank::Hundredths(points.0.saturating_mul(i64::from(items)))
}

fn resolve(
    document: &SpecificationDocument,
    sections: &[Section],
    rows: &[Row],
    pointer: &str,
) -> Vec<ResolvedRow> {
    let one = |(index, row)| resolve_row(document, sections, row, format!("{pointer}/{index}"));
    rows.iter().enumerate().map(one).collect()
}

fn resolve_row(
    document: &SpecificationDocument,
    sections: &[Section],
    row: &Row,
    pointer: String,
) -> ResolvedRow {
    let rule = document.item_rule.as_ref();
    let first = || {
        sections
            .first()
            .map_or_else(String::new, |section| section.id.clone())
    };
    let section_id = row.section.clone().unwrap_or_else(first);
    let section = sections.iter().find(|section| section.id == section_id);
    let row_rule = match &row.stimulus {
        Some(RowStimulus::Rule(rule)) => Some(rule.clone()),
        _ => None,
    };
    ResolvedRow {
        id: row.id.clone(),
        pointer,
        unit: row.unit.clone().or_else(|| document.unit.clone()),
        objectives: row.objectives.clone(),
        objectives_prefix: row.objectives_prefix.clone(),
        thinking: row.thinking.clone(),
        level: row.level,
        literacy: row.literacy.clone(),
        skill: row.skill.clone(),
        section_skill: section.and_then(|section| section.skill.clone()),
        types: match (row.types.is_empty(), rule) {
            (true, Some(rule)) => rule.types.clone(),
            _ => row.types.clone(),
        },
        items: row.items,
        points_each: row.points_each.or(rule.and_then(|rule| rule.points_each)),
        mark_scheme: row.mark_scheme,
        stimulus_required: row.stimulus.is_some()
            || section.is_some_and(|section| section.stimulus.is_some()),
        stimulus: row_rule,
        section_stimulus: section.and_then(|section| section.stimulus.clone()),
        options: row.options.or(rule.and_then(|rule| rule.options)),
        max_correct: row.max_correct,
        partial: row.partial.as_ref().map(|partial| partial.rule),
        section: section_id,
    }
}

/// A key as a segment of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
#[path = "component_tests.rs"]
mod tests;
