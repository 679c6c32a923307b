//! The locked form of a sitting as scoring needs it: pinned contents by position, sections by attempt part.

use super::Answer;
use crate::bank::content::{ItemContent, Part};
use crate::bank::texts::{ItemTexts, PartTexts};
use crate::bank::{Hundredths, ItemType, Language, SchemeKind};
use crate::form::document::{FormDocument, PinnedPosition};
use crate::form::material::{Material, PinnedItem};
use crate::form::pinned::PinnedForm;
use crate::language::finding::Finding;
use crate::scoring::result::ScoredPosition;
use crate::specification::component::{Component, components};
use crate::specification::document::SpecificationDocument;
use crate::store::sittings::SatForm;
use crate::store::{StoreError, failure};

/// A locked form with everything that marking it takes.
pub(super) struct SittingForm {
    /// The form.
    pub document: FormDocument,
    /// Pinned contents and texts.
    pub material: Material,
    /// The specification it was made to.
    pub specification: SpecificationDocument,
}

/// One part of a pinned task.
#[derive(Clone, Copy)]
pub(super) struct PinnedPart<'a> {
    /// Where it stands.
    pub position: &'a PinnedPosition,
    /// The pinned version.
    pub item: &'a PinnedItem,
    /// The part.
    pub part: &'a Part,
}

impl PinnedPart<'_> {
    /// Task type of the part.
    pub fn item_type(&self) -> ItemType {
        self.item.content.part_type(self.part)
    }

    /// A person marks it; the key marks the others.
    pub fn is_marked_by_people(&self) -> bool {
        !self.item_type().is_closed() || self.part.scheme.kind == SchemeKind::Banded
    }

    /// What of it has points of its own: each descriptor, or '' for the part as a whole.
    pub fn descriptors(&self) -> Vec<&str> {
        let listed = self.part.scheme.descriptors.iter().map(|d| d.id.as_str());
        match self.part.scheme.kind {
            SchemeKind::Analytic if !self.part.scheme.descriptors.is_empty() => listed.collect(),
            _ => vec![""],
        }
    }

    /// Its texts in a language.
    pub fn texts(&self, language: &Language) -> Option<&PartTexts> {
        self.item.texts.get(language)?.parts.get(&self.part.id)
    }
}

impl SittingForm {
    /// Reads a locked form.
    pub fn of(row: &SatForm) -> Answer<Self> {
        let pinned: PinnedForm = failure::read_json(&row.pinned)?;
        Ok(Self {
            material: pinned.material(),
            document: pinned.form,
            specification: failure::read_json(&row.specification)?,
        })
    }

    /// The component of the specification that the form is of.
    pub fn component(&self) -> Option<Component> {
        components(&self.specification)
            .into_iter()
            .find(|component| component.id == self.document.component)
    }

    /// Section ids by attempt part: everything without a sitting of its own, then each separate one.
    pub fn attempt_parts(&self) -> Vec<Vec<String>> {
        let sections = &self.document.sections;
        let ids = |separate: bool| {
            let fits =
                move |s: &&crate::form::document::FormSection| s.separate_sitting == separate;
            sections.iter().filter(fits).map(|s| s.id.clone())
        };
        let together: Vec<String> = ids(false).collect();
        let mut parts: Vec<Vec<String>> = Vec::new();
        if !together.is_empty() || sections.is_empty() {
            parts.push(together);
        }
        parts.extend(ids(true).map(|id| vec![id]));
        parts
    }

    /// Working time of each attempt part in hundredths of a minute, in their order; none where it is not
    /// limited. A separate sitting has the specification's minutes for each candidate, else its own.
    pub fn part_minutes(&self) -> Vec<Option<i64>> {
        let sections = &self.document.sections;
        let limited = |minutes: Hundredths| (minutes > Hundredths::ZERO).then_some(minutes.0);
        let of_section = |id: &String| {
            let section = sections.iter().find(|section| section.id == *id);
            section.map_or(Hundredths::ZERO, |section| section.minutes)
        };
        let each_candidate = |id: &String| {
            let mut specified = self.specification.sections.iter();
            specified.find(|s| s.id == *id)?.minutes_per_candidate
        };
        let separate = |ids: &[String]| {
            let mut found = sections.iter().filter(|section| ids.contains(&section.id));
            found.any(|section| section.separate_sitting)
        };
        let minutes = |ids: Vec<String>| {
            let sum = limited(ids.iter().map(of_section).sum());
            let whole = match separate(&ids) {
                true => ids.first().and_then(each_candidate),
                false => self.document.duration_min,
            };
            whole.and_then(limited).or(sum)
        };
        self.attempt_parts().into_iter().map(minutes).collect()
    }

    /// Number of the attempt part that a section is written in.
    pub fn part_no_of(&self, section: &str) -> i32 {
        let parts = self.attempt_parts();
        let found = parts
            .iter()
            .position(|ids| ids.iter().any(|id| id == section));
        found.map_or(1, |at| i32::try_from(at + 1).unwrap_or(1))
    }

    /// Tasks in order with their pinned versions.
    pub fn tasks(&self) -> impl Iterator<Item = (&PinnedPosition, &PinnedItem)> {
        self.document.positions.iter().filter_map(|position| {
            let key = (position.item.clone(), position.version);
            Some((position, self.material.items.get(&key)?))
        })
    }

    /// The part a row names; the only one where it names none. Findings point into the row.
    pub fn part(&self, position: u32, part: Option<&str>) -> Result<PinnedPart<'_>, Finding> {
        let (at, item) = self
            .tasks()
            .find(|(at, _)| at.position == position)
            .ok_or_else(|| {
                Finding::error("position_unknown", "/position")
                    .with("position", position)
                    .with("last", self.document.positions.len())
            })?;
        let parts = &item.content.parts;
        let found = match (part, parts.as_slice()) {
            (None, [only]) => Some(only),
            (None, _) => None,
            (Some(id), parts) => parts.iter().find(|part| part.id == id),
        };
        let part = found.ok_or_else(|| {
            let listed: Vec<&str> = parts.iter().map(|part| part.id.as_str()).collect();
            let finding = Finding::error("part_unknown", "/part")
                .with("position", position)
                .with("parts", listed.join(", "));
            match part {
                Some(part) => finding.with("part", part),
                None => finding,
            }
        })?;
        Ok(PinnedPart {
            position: at,
            item,
            part,
        })
    }

    /// The parts of a task that people mark.
    pub fn marked_by_people(&self, position: u32) -> Vec<PinnedPart<'_>> {
        let task = self.tasks().find(|(at, _)| at.position == position);
        let parts = task.into_iter().flat_map(|(position, item)| {
            let pinned = move |part| PinnedPart {
                position,
                item,
                part,
            };
            item.content.parts.iter().map(pinned)
        });
        parts.filter(PinnedPart::is_marked_by_people).collect()
    }

    /// Texts of a task in a language.
    pub fn texts<'a>(item: &'a PinnedItem, language: &Language) -> Option<&'a ItemTexts> {
        item.texts.get(language)
    }

    /// Positions for the computation of results; attempt parts are named by number.
    pub fn scored<'a>(&'a self, part_names: &'a [String]) -> Answer<Vec<ScoredPosition<'a>>> {
        let named = |section: &str| {
            let number = usize::try_from(self.part_no_of(section)).unwrap_or(1);
            part_names
                .get(number - 1)
                .ok_or_else(|| StoreError::Corrupt(format!("no attempt part for {section}")))
        };
        let mut scored = Vec::new();
        // Tasks in pilot are marked like the others and never count.
        for (position, item) in self.tasks().filter(|(position, _)| !position.unscored) {
            let content: &ItemContent = &item.content;
            scored.push(ScoredPosition {
                position: position.position,
                attempt_part: named(&position.section)?,
                content,
            });
        }
        Ok(scored)
    }
}
