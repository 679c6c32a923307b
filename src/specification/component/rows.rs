//! Rows with everything inherited written out, in the order of levels where the document has one.

use super::ResolvedRow;
use crate::specification::document::{Row, RowStimulus, Section, SpecificationDocument};

pub(super) fn resolve(
    document: &SpecificationDocument,
    sections: &[Section],
    rows: &[Row],
    pointer: &str,
) -> Vec<ResolvedRow> {
    let one = |(index, row)| resolve_row(document, sections, row, format!("{pointer}/{index}"));
    let mut resolved: Vec<ResolvedRow> = rows.iter().enumerate().map(one).collect();
    if let Some(progression) = &document.progression {
        // Levels in their order; rows without a level come last.
        let place = |row: &ResolvedRow| {
            let order = || progression.order.iter();
            row.level
                .and_then(|level| order().position(|other| *other == level))
                .unwrap_or(usize::MAX)
        };
        resolved.sort_by_key(place);
    }
    resolved
}

pub(super) fn resolve_row(
    document: &SpecificationDocument,
    sections: &[Section],
    row: &Row,
    pointer: String,
) -> ResolvedRow {
    let rule = document.item_rule.as_ref();
    let required = document.item_requirements.as_ref();
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
    let types = [
        Some(&row.types),
        rule.map(|rule| &rule.types),
        required.map(|required| &required.types),
    ];
    ResolvedRow {
        id: row.id.clone(),
        pointer,
        subject: row.subject.clone(),
        unit: row.unit.clone().or_else(|| document.unit.clone()),
        objectives: row.objectives.clone(),
        objectives_prefix: row.objectives_prefix.clone(),
        language_objectives: row.language_objectives.clone(),
        thinking: row.thinking.clone(),
        level: row.level,
        literacy: row.literacy.clone(),
        context: row.context.clone(),
        skill: row.skill.clone(),
        section_skill: section.and_then(|section| section.skill.clone()),
        types: types
            .into_iter()
            .flatten()
            .find(|types| !types.is_empty())
            .cloned()
            .unwrap_or_default(),
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
        coded_each: None,
        unscored: false,
        section: section_id,
    }
}
