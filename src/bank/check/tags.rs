//! Grades, programme, objectives, criteria, licence.

use super::super::{ItemType, Minutes, Purpose};
use super::{Inspection, Stage};
use crate::curriculum::CurriculumIndex;
use crate::language::finding::Finding;

/// Highest grade of any programme.
const HIGHEST_GRADE: u8 = 13;

impl Inspection<'_> {
    pub(super) fn check_tags(&mut self) {
        self.check_ranges();
        self.check_presence();
        if let Some(index) = self.context.curriculum
            && self.is_tied_to_a_programme()
        {
            self.check_against_curriculum(index);
        }
        self.check_stimulus_known();
    }

    /// A draft without programme, objective, criterion and unit is compared with no programme yet.
    fn is_tied_to_a_programme(&self) -> bool {
        let content = &self.document.content;
        self.stage == Stage::Submit
            || content.programme.is_some()
            || content.unit.is_some()
            || !content.objectives.is_empty()
            || !content.criteria.is_empty()
    }

    fn check_ranges(&mut self) {
        let content = &self.document.content;
        let (lowest, highest) = (content.grade_min, content.grade_max);
        if lowest > highest {
            self.report(
                Finding::error("grades_reversed", "/content/grade_min")
                    .with("min", lowest)
                    .with("max", highest),
            );
        }
        for (grade, pointer) in [
            (lowest, "/content/grade_min"),
            (highest, "/content/grade_max"),
        ] {
            if grade > HIGHEST_GRADE {
                self.report(
                    Finding::error("grade_out_of_range", pointer)
                        .with("grade", grade)
                        .with("max", HIGHEST_GRADE),
                );
            }
        }
        if let Some(term) = content.term.filter(|term| !(1..=4).contains(term)) {
            self.report(Finding::error("term_out_of_range", "/content/term").with("term", term));
        }
        if content
            .minutes
            .is_some_and(|minutes| minutes < Minutes::ZERO)
        {
            self.report(Finding::error("minutes_negative", "/content/minutes"));
        }
        for (list, codes) in [
            ("objectives", &content.objectives),
            ("language_objectives", &content.language_objectives),
            ("criteria", &content.criteria),
        ] {
            self.report_doubles(
                codes
                    .iter()
                    .enumerate()
                    .map(|(n, code)| (code.as_str(), format!("/content/{list}/{n}"))),
            );
        }
    }

    fn check_presence(&mut self) {
        let content = &self.document.content;
        let is_question = content.item_type == ItemType::Question;
        if content.subject.trim().is_empty() {
            self.report_at_submit(Finding::error("text_empty", "/content/subject"));
        }
        if content.objectives.is_empty() && !is_question {
            self.report_at_submit(Finding::error("objectives_missing", "/content/objectives"));
        }
        if content.thinking.is_none() && content.purpose != Purpose::Formative && !is_question {
            self.report_at_submit(
                Finding::error("thinking_missing", "/content/thinking")
                    .with("purpose", content.purpose.as_str()),
            );
        }
        if content
            .minutes
            .is_none_or(|minutes| minutes == Minutes::ZERO)
        {
            self.report_at_submit(Finding::warning("minutes_missing", "/content/minutes"));
        }
        for (n, text) in content.language_objectives.iter().enumerate() {
            if text.trim().is_empty() {
                let pointer = format!("/content/language_objectives/{n}");
                self.report(Finding::error("text_empty", pointer));
            }
        }
        if content
            .literacy_context
            .as_ref()
            .is_some_and(|text| text.trim().is_empty())
        {
            self.report(Finding::error("text_empty", "/content/literacy_context"));
        }
        if content.source.is_some() && content.licence.as_ref().is_none_or(|l| l.trim().is_empty())
        {
            self.report_at_submit(Finding::error("licence_missing", "/content/licence"));
        }
    }

    fn check_against_curriculum(&mut self, index: &CurriculumIndex) {
        let content = &self.document.content;
        let programme = content.programme.as_deref();
        if let Some(id) = programme
            && index.programme(id).is_none()
        {
            let nearest = index.nearest_programmes(id);
            self.report(unknown(
                "unknown_programme",
                id,
                nearest,
                "/content/programme".to_owned(),
            ));
            return;
        }
        let Some(subject) = index.subject(programme, &content.subject) else {
            let nearest = index.nearest_subjects(programme, &content.subject);
            self.report(unknown(
                "unknown_subject",
                &content.subject,
                nearest,
                "/content/subject".to_owned(),
            ));
            return;
        };
        let [lowest, highest] = subject.grades;
        for (grade, pointer) in [
            (content.grade_min, "/content/grade_min"),
            (content.grade_max, "/content/grade_max"),
        ] {
            if !(lowest..=highest).contains(&grade) {
                self.report(
                    Finding::error("grade_outside_subject", pointer)
                        .with("grade", grade)
                        .with("subject", content.subject.clone())
                        .with("min", lowest)
                        .with("max", highest),
                );
            }
        }
        self.check_codes(index, programme);
    }

    fn check_codes(&mut self, index: &CurriculumIndex, programme: Option<&str>) {
        let content = &self.document.content;
        let subject = content.subject.as_str();
        for (n, code) in content.objectives.iter().enumerate() {
            if index.objective(programme, subject, code).is_none() {
                let nearest = index.nearest_objectives(programme, subject, code);
                let pointer = format!("/content/objectives/{n}");
                self.report(
                    unknown("unknown_objective", code, nearest, pointer).with("subject", subject),
                );
            }
        }
        for (n, code) in content.criteria.iter().enumerate() {
            let pointer = format!("/content/criteria/{n}");
            match index.criterion(programme, subject, code) {
                None => {
                    let nearest = index.nearest_criteria(programme, subject, code);
                    self.report(
                        unknown("unknown_criterion", code, nearest, pointer)
                            .with("subject", subject),
                    );
                }
                Some(criterion)
                    if !criterion
                        .objectives
                        .iter()
                        .any(|o| content.objectives.contains(o)) =>
                {
                    let objectives = criterion.objectives.join(", ");
                    let arguments = [("criterion", code.as_str()), ("objectives", &objectives)];
                    self.report_by_stage("criterion_without_objective", pointer, &arguments);
                }
                Some(_) => {}
            }
        }
        if let Some(unit) = &content.unit {
            let (lowest, highest) = (content.grade_min, content.grade_max.min(HIGHEST_GRADE));
            if !(lowest..=highest)
                .any(|grade| index.unit(programme, subject, grade, unit).is_some())
            {
                let nearest = index.nearest_units(programme, subject, unit);
                let pointer = "/content/unit".to_owned();
                self.report(
                    unknown("unknown_unit", unit, nearest, pointer).with("subject", subject),
                );
            }
        }
    }

    fn check_stimulus_known(&mut self) {
        if let (Some(code), Some(known)) = (&self.document.content.stimulus, self.context.stimuli)
            && !known.contains(code)
        {
            self.report(
                Finding::error("unknown_stimulus", "/content/stimulus").with("code", code.clone()),
            );
        }
    }
}

fn unknown(finding: &'static str, code: &str, nearest: String, pointer: String) -> Finding {
    Finding::error(finding, pointer)
        .with("code", code)
        .with("nearest", nearest)
}
