//! Types, subjects, grades, languages, levels, and what must be filled in.

use super::super::item_specification::{Demand, RequiredAttribute};
use super::Comparison;
use crate::bank::content::ItemContent;
use crate::language::finding::Finding;

impl Comparison<'_> {
    pub(super) fn compare_attributes(&mut self) {
        let (wanted, content) = (self.specification, &self.item.content);
        self.one_of(&wanted.types, Some(&content.item_type), "/content/type");
        self.one_of(&wanted.subjects, Some(&content.subject), "/content/subject");
        self.one_of(&wanted.purposes, Some(&content.purpose), "/content/purpose");
        self.one_of(&wanted.access, Some(&content.access), "/content/access");
        self.one_of(
            &wanted.thinking,
            content.thinking.as_ref(),
            "/content/thinking",
        );
        self.one_of(
            &wanted.difficulty,
            content.difficulty.as_ref(),
            "/content/difficulty",
        );
        self.compare_grades();
        for language in &wanted.languages {
            if !self.item.texts.contains_key(language) {
                let finding = Finding::error("spec_language_missing", "/texts");
                self.report(finding.with("language", language.to_string()));
            }
        }
        for attribute in &wanted.required {
            let (name, filled) = state_of(*attribute, content);
            if !filled {
                let pointer = format!("/content/{name}");
                self.report(
                    Finding::error("spec_attribute_missing", pointer).with("attribute", name),
                );
            }
        }
        self.compare_stimulus();
    }

    fn compare_grades(&mut self) {
        let content = &self.item.content;
        let Some([lowest, highest]) = self.specification.grades else {
            return;
        };
        if content.grade_min < lowest || content.grade_max > highest {
            let finding = Finding::error("spec_out_of_bounds", "/content/grade_min")
                .with("what", "grades")
                .with(
                    "value",
                    format!("{}–{}", content.grade_min, content.grade_max),
                )
                .with("bounds", format!("{lowest}–{highest}"));
            self.report(finding);
        }
    }

    fn compare_stimulus(&mut self) {
        let there = self.item.content.stimulus.is_some();
        self.demanded(
            self.specification.stimulus,
            there,
            "stimulus",
            "/content/stimulus",
        );
    }

    /// Required and absent, or forbidden and there.
    pub(super) fn demanded(
        &mut self,
        demand: Option<Demand>,
        there: bool,
        what: &'static str,
        pointer: &str,
    ) {
        let code = match (demand, there) {
            (Some(Demand::Required), false) => "spec_attribute_missing",
            (Some(Demand::Forbidden), true) => "spec_attribute_forbidden",
            _ => return,
        };
        self.report(Finding::error(code, pointer).with("attribute", what));
    }
}

/// Name of an attribute in the item document, and whether it is filled in.
fn state_of(attribute: RequiredAttribute, content: &ItemContent) -> (&'static str, bool) {
    use RequiredAttribute as A;
    match attribute {
        A::Term => ("term", content.term.is_some()),
        A::Unit => ("unit", content.unit.is_some()),
        A::Programme => ("programme", content.programme.is_some()),
        A::Objectives => ("objectives", !content.objectives.is_empty()),
        A::Criteria => ("criteria", !content.criteria.is_empty()),
        A::Difficulty => ("difficulty", content.difficulty.is_some()),
        A::Thinking => ("thinking", content.thinking.is_some()),
        A::Literacy => ("literacy", content.literacy.is_some()),
        A::Skill => ("skill", content.skill.is_some()),
        A::AssessmentObjectives => (
            "assessment_objectives",
            !content.assessment_objectives.is_empty(),
        ),
        A::Minutes => ("minutes", content.minutes.is_some()),
        A::Author => ("author", content.author.is_some()),
        A::Source => ("source", content.source.is_some()),
        A::Licence => ("licence", content.licence.is_some()),
    }
}
