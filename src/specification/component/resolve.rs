//! From a document to its components.

use super::rows::{resolve, resolve_row};
use super::{BY_CHOICE, Component, IMPLICIT_SECTION, ItemNeeds, ResolvedRow, TEST_COMPONENT};
use crate::bank::{Hundredths, ItemType, Language, Minutes, Points};
use crate::specification::document::{
    ComponentDocument, Constraints, CriterionDocument, Instrument, ItemRule, ProfileDocument,
    Requirement, Row, Section, ShareBase, SpecificationDocument, Variants,
};
use crate::specification::school_term::SchoolTerm;

/// The components of a document, in its order; profiles by grade.
pub fn components(document: &SpecificationDocument) -> Vec<Component> {
    let criteria = || document.criteria.iter().enumerate();
    if !document.components.is_empty() {
        let all = document.components.iter().enumerate();
        return all
            .map(|(index, component)| battery_component(document, index, component))
            .collect();
    }
    if criteria().any(|(_, criterion)| criterion.instrument.is_some()) {
        return criteria()
            .filter_map(|(index, criterion)| criterion_component(document, index, criterion))
            .collect();
    }
    if !document.profiles.is_empty() {
        let mut profiles: Vec<_> = document.profiles.iter().collect();
        profiles.sort_by_key(|(_, profile)| profile.grades);
        return profiles
            .into_iter()
            .map(|(id, profile)| profile_component(document, id, profile))
            .collect();
    }
    vec![test_component(document)]
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
    let mut component = Component {
        id: TEST_COMPONENT.to_owned(),
        items: rows.iter().map(|row| row.items).sum(),
        max_score,
        duration: document.duration_min,
        rows: resolve(document, &sections, rows, "/blueprint"),
        sections,
        subject: document.subject.clone(),
        any_subject: document.subject.is_none() && !asks_subject(document),
        ..common(document)
    };
    if let Some(block) = document
        .pilot
        .as_ref()
        .and_then(|pilot| pilot.unscored_block.as_ref())
    {
        component.add_pilot(block);
    }
    component
}

fn battery_component(
    document: &SpecificationDocument,
    index: usize,
    component: &ComponentDocument,
) -> Component {
    let elsewhere = document
        .blueprints
        .get(&component.id)
        .filter(|_| component.blueprint.is_empty());
    let (rows, pointer) = match elsewhere {
        Some(rows) => (rows, format!("/blueprints/{}", escaped(&component.id))),
        None => (
            &component.blueprint,
            format!("/components/{index}/blueprint"),
        ),
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
        distinct_tests: distinct_tests(component.variants.as_ref()),
        constraints: constraints(document, &component.id),
        ..common(document)
    }
}

/// A module of a panel may have rules of its own.
fn constraints(document: &SpecificationDocument, component: &str) -> Constraints {
    let panel = document.panel.as_ref();
    let module = panel.and_then(|panel| panel.modules.get(component));
    module.map_or_else(
        || document.constraints.clone(),
        |module| module.constraints.clone(),
    )
}

fn profile_component(
    document: &SpecificationDocument,
    id: &str,
    profile: &ProfileDocument,
) -> Component {
    let sections = vec![implicit_section(profile.duration_min, profile.max_score)];
    let pointer = format!("/profiles/{}/blueprint", escaped(id));
    Component {
        id: id.to_owned(),
        subject: document.subject.clone(),
        any_subject: document.subject.is_none() && !asks_subject(document),
        grades: Some(profile.grades),
        items: profile.items,
        max_score: profile.max_score,
        duration: profile.duration_min,
        rows: resolve(document, &sections, &profile.blueprint, &pointer),
        sections,
        ..common(document)
    }
}

/// A criterion with an instrument; what it does not say counts as none and is a finding of the check.
fn criterion_component(
    document: &SpecificationDocument,
    index: usize,
    criterion: &CriterionDocument,
) -> Option<Component> {
    let instrument = criterion.instrument?;
    let questionnaire = instrument == Instrument::Questionnaire;
    let whole = criterion.max_score.unwrap_or(Points::ZERO);
    let max_score = if questionnaire { Points::ZERO } else { whole };
    let sections = vec![implicit_section(criterion.duration_min, max_score)];
    let items = criterion
        .items
        .unwrap_or_else(|| criterion.blueprint.iter().map(|row| row.items).sum());
    let pointer = format!("/criteria/{index}");
    let mut rows = resolve(
        document,
        &sections,
        &criterion.blueprint,
        &format!("{pointer}/blueprint"),
    );
    if rows.is_empty() {
        let row = Row {
            id: criterion.id.clone(),
            items,
            ..Row::default()
        };
        rows.push(resolve_row(document, &sections, &row, pointer));
    }
    for row in &mut rows {
        if row.types.is_empty() {
            row.types = criterion.types.clone();
        }
        if questionnaire {
            as_questions(row, whole, items);
        }
    }
    let mut component = Component {
        id: criterion.id.clone(),
        subject: document.subject.clone(),
        any_subject: document.subject.is_none() && !asks_subject(document),
        items,
        max_score,
        duration: criterion.duration_min,
        rows,
        sections,
        instrument: Some(instrument),
        coded_max: questionnaire.then_some(whole),
        ..common(document)
    };
    if let Some(forms) = document.design.as_ref().and_then(|d| d.parallel_forms)
        && !questionnaire
    {
        component.constraints.parallel_forms = forms;
    }
    Some(component)
}

/// Questions carry no points; where the greatest sum is the same for each, each has that value.
fn as_questions(row: &mut ResolvedRow, whole: Points, items: u32) {
    if row.types.is_empty() {
        row.types = vec![ItemType::Question];
    }
    row.points_each = Some(Points::ZERO);
    let items = i64::from(items.max(1));
    row.coded_each = (whole.0 % items == 0).then_some(Hundredths(whole.0 / items));
}

/// What every component takes from the document; the rest is empty here.
fn common(document: &SpecificationDocument) -> Component {
    let collected = document
        .selection
        .as_ref()
        .filter(|selection| !selection.difficulty.is_empty());
    Component {
        id: String::new(),
        title: document.title.clone(),
        kind: document.kind.clone(),
        subject: None,
        choices: Vec::new(),
        any_subject: false,
        grade: document.grade,
        grades: None,
        parameters: document.parameters.clone(),
        term: None,
        lesson: None,
        items: 0,
        max_score: Points::ZERO,
        duration: None,
        pass: None,
        sections: Vec::new(),
        rows: Vec::new(),
        thinking_share: document.thinking_share.clone(),
        difficulty_share: collected.map_or_else(
            || document.difficulty_share.clone(),
            |selection| selection.difficulty.clone(),
        ),
        share_of: document.share_of,
        difficulty_share_of: collected.map_or(document.share_of, |_| ShareBase::Items),
        per_objective: document.selection.as_ref().and_then(|s| s.per_objective),
        needs: needs(document),
        pilot: None,
        anchors: document.pilot.as_ref().and_then(|p| p.anchors.clone()),
        instrument: None,
        coded_max: None,
        constraints: document.constraints.clone(),
        bank_requirement: document.bank_requirement.clone().unwrap_or_default(),
        school_term: SchoolTerm::of(document.academic_year.as_deref(), document.term),
        mark_scheme_rule: document.mark_scheme_rule.clone(),
        form_access: document.access.forms,
        language_sets: language_sets(document, None),
        distinct_tests: false,
    }
}

fn needs(document: &SpecificationDocument) -> ItemNeeds {
    let asked = document.item_requirements.clone().unwrap_or_default();
    let clil = document.languages.clil.as_ref();
    ItemNeeds {
        hint: Requirement::asked(asked.hint),
        explanation: Requirement::asked(asked.explanation),
        auto_scored: asked.auto_scored.unwrap_or(false),
        language_objective: Requirement::asked(clil.map(|rule| rule.language_objective)),
    }
}

/// True where the request says the subject.
fn asks_subject(document: &SpecificationDocument) -> bool {
    document
        .parameters
        .as_ref()
        .is_some_and(|parameters| parameters.subject.is_some())
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
fn distinct_tests(variants: Option<&Variants>) -> bool {
    variants.is_some_and(|variants| !variants.distinct_tests.is_empty())
}

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
    rows.iter()
        .map(|row| Hundredths(each(row).0.saturating_mul(i64::from(row.items))))
        .sum()
}

/// A key as a segment of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
