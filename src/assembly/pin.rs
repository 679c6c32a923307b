//! An assembled form becomes a form document: revisions of the texts and the order of options are
//! pinned beside the item versions.

use std::collections::BTreeMap;

use super::request::Request;
use super::run::{AssembledForm, Position};
use crate::bank::Language;
use crate::bank::content::ItemContent;
use crate::form::document::{FormDocument, FormSection, PinnedPosition};
use crate::form::order::default_order;
use crate::language::finding::Finding;
use crate::specification::component::{Component, ResolvedRow, components};

/// What is pinned of an item version beside its number.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// Its content, for the order of options.
    pub content: ItemContent,
    /// Current revision of the variant by language.
    pub revisions: BTreeMap<Language, u32>,
}

/// Makes the form document; `pinned` is by (code, version).
///
/// # Errors
/// `component_unknown`, `form_item_missing`, `form_text_missing`: all at once.
pub fn pin(
    request: &Request,
    form: &AssembledForm,
    pinned: &BTreeMap<(String, u32), Pinned>,
) -> Result<FormDocument, Vec<Finding>> {
    let all = components(&request.document);
    let Some(component) = all
        .iter()
        .find(|component| component.id == request.component)
    else {
        let finding = Finding::error("component_unknown", "/component");
        let known = super::shortage::listed(all.iter().map(|component| &component.id));
        return Err(vec![
            finding
                .with("component", request.component.as_str())
                .with("known", known),
        ]);
    };
    let mut findings = Vec::new();
    let mut positions = Vec::new();
    for (index, position) in form.positions.iter().enumerate() {
        let row = component.rows.iter().find(|row| row.id == position.row);
        match pin_position(request, form, position, row.and_then(plays), pinned) {
            Ok(position) => positions.push(position),
            Err(finding) => findings.push(finding.under(&format!("/positions/{index}"))),
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let subject = component
        .subject
        .clone()
        .or_else(|| request.subject.clone())
        .unwrap_or_default();
    Ok(FormDocument {
        specification: request.document.id.clone(),
        specification_version: request.document.version,
        component: component.id.clone(),
        label: form.label.clone(),
        subject,
        languages: request.languages.clone(),
        max_score: component.max_score,
        duration_min: component.duration,
        sections: sections(component),
        positions,
        fingerprint: form.fingerprint.clone(),
    })
}

fn pin_position(
    request: &Request,
    form: &AssembledForm,
    position: &Position,
    plays: Option<u32>,
    pinned: &BTreeMap<(String, u32), Pinned>,
) -> Result<PinnedPosition, Finding> {
    let missing = |code: &'static str, pointer: &str, language: &str| {
        let finding = Finding::error(code, pointer).with("position", position.position);
        finding.with("language", language)
    };
    let item = pinned.get(&(position.item.clone(), position.version));
    let item = item.ok_or_else(|| missing("form_item_missing", "/item", ""))?;
    let mut revisions = BTreeMap::new();
    for language in &request.languages {
        let revision = item.revisions.get(language);
        let revision = revision
            .ok_or_else(|| missing("form_text_missing", "/revisions", language.as_str()))?;
        revisions.insert(language.clone(), *revision);
    }
    let seed = format!("{} {}", form.fingerprint, position.item);
    Ok(PinnedPosition {
        position: position.position,
        row: position.row.clone(),
        section: position.section.clone(),
        item: position.item.clone(),
        version: position.version,
        revisions,
        points: position.points,
        unscored: position.unscored,
        plays: plays.filter(|_| item.content.stimulus.is_some()),
        order: default_order(&seed, &item.content),
    })
}

/// The fewest plays of the row's and its section's rule: both must hold.
fn plays(row: &ResolvedRow) -> Option<u32> {
    let rules = row.stimulus.iter().chain(&row.section_stimulus);
    rules.filter_map(|rule| rule.plays).min()
}

fn sections(component: &Component) -> Vec<FormSection> {
    let section = |section: &crate::specification::document::Section| FormSection {
        id: section.id.clone(),
        minutes: section.minutes,
        score: section.score,
        separate_sitting: section.separate_sitting,
    };
    component.sections.iter().map(section).collect()
}
