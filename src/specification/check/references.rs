//! Programme, subjects, units, objectives, grading policy, choice of subjects.

use regex::Regex;

use super::super::component::BY_CHOICE;
use super::super::document::Row;
use super::{Group, Inspection};
use crate::curriculum::CurriculumIndex;
use crate::curriculum::code::{has_prefix, nearest_text, whole_code_pattern};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_references(&mut self) {
        self.check_objective_pattern();
        if let Some(index) = self.references.curriculum
            && self.check_programme(index)
        {
            for group in std::mem::take(&mut self.groups) {
                self.check_group(index, &group);
                self.groups.push(group);
            }
            self.check_choice_subjects(index);
        }
        self.check_choice();
        self.check_policy();
    }

    fn programme(&self) -> Option<&str> {
        self.document
            .curriculum
            .as_ref()
            .map(|reference| reference.id.as_str())
    }

    /// The document's own pattern, which need not be the programme's.
    fn check_objective_pattern(&mut self) {
        let Some(text) = self
            .document
            .curriculum
            .as_ref()
            .and_then(|c| c.code_pattern.as_ref())
        else {
            return;
        };
        match whole_code_pattern(text) {
            Ok(pattern) => self.check_codes_match(&pattern, text),
            Err(reason) => self.report(
                Finding::error("pattern_invalid", "/curriculum/code_pattern")
                    .with("pattern", text.clone())
                    .with("reason", reason),
            ),
        }
    }

    fn check_codes_match(&mut self, pattern: &Regex, text: &str) {
        let mut found = Vec::new();
        for group in &self.groups {
            for (n, row) in group.rows.iter().enumerate() {
                for (m, code) in row
                    .objectives
                    .iter()
                    .enumerate()
                    .filter(|(_, code)| !pattern.is_match(code))
                {
                    found.push(
                        Finding::error(
                            "code_pattern_mismatch",
                            format!("{}/{n}/objectives/{m}", group.at),
                        )
                        .with("code", code.clone())
                        .with("pattern", text),
                    );
                }
            }
        }
        self.findings.extend(found);
    }

    /// False when the programme is unknown; then nothing below can be compared.
    fn check_programme(&mut self, index: &CurriculumIndex) -> bool {
        let unknown = self
            .programme()
            .filter(|id| index.programme(id).is_none())
            .map(str::to_owned);
        if let Some(id) = &unknown {
            let nearest = index.nearest_programmes(id);
            self.report(unknown_code(
                "unknown_programme",
                id,
                nearest,
                "/curriculum/id".to_owned(),
            ));
        }
        unknown.is_none()
    }

    fn check_group(&mut self, index: &CurriculumIndex, group: &Group<'_>) {
        self.check_row_subjects(index, group);
        let Some(subject) = group.subject else { return };
        let programme = self.programme().map(str::to_owned);
        let programme = programme.as_deref();
        let Some(known) = index.subject(programme, subject) else {
            let nearest = index.nearest_subjects(programme, subject);
            self.report(unknown_code(
                "unknown_subject",
                subject,
                nearest,
                group.subject_at.clone(),
            ));
            return;
        };
        let [lowest, highest] = known.grades;
        if let Some(grade) = group
            .grade
            .filter(|grade| !(lowest..=highest).contains(grade))
        {
            self.report(
                Finding::error("grade_outside_subject", group.grade_at.clone())
                    .with("grade", grade)
                    .with("subject", subject)
                    .with("min", lowest)
                    .with("max", highest),
            );
        }
        let own = |row: &&Row| row.subject.is_none();
        for (n, row) in (0..).zip(group.rows).filter(|(_, row)| own(row)) {
            let at = format!("{}/{n}", group.at);
            self.check_row_objectives(index, programme, subject, group.grade, row, &at);
            self.check_unit(
                index,
                programme,
                subject,
                group.grade,
                row.unit.as_deref(),
                format!("{at}/unit"),
            );
        }
        if group.part.is_none() {
            let unit = self.document.unit.as_deref();
            self.check_unit(
                index,
                programme,
                subject,
                group.grade,
                unit,
                "/unit".to_owned(),
            );
        }
    }

    /// Rows that name a subject of their own.
    fn check_row_subjects(&mut self, index: &CurriculumIndex, group: &Group<'_>) {
        let programme = self.programme().map(str::to_owned);
        let programme = programme.as_deref();
        for (n, row) in group.rows.iter().enumerate() {
            let Some(subject) = &row.subject else {
                continue;
            };
            let at = format!("{}/{n}", group.at);
            if index.subject(programme, subject).is_none() {
                let nearest = index.nearest_subjects(programme, subject);
                let pointer = format!("{at}/subject");
                self.report(unknown_code("unknown_subject", subject, nearest, pointer));
            } else {
                self.check_row_objectives(index, programme, subject, group.grade, row, &at);
            }
        }
    }

    fn check_row_objectives(
        &mut self,
        index: &CurriculumIndex,
        programme: Option<&str>,
        subject: &str,
        grade: Option<u8>,
        row: &Row,
        at: &str,
    ) {
        for (n, code) in row.objectives.iter().enumerate() {
            let pointer = format!("{at}/objectives/{n}");
            match index.objective(programme, subject, code) {
                None => {
                    let nearest = index.nearest_objectives(programme, subject, code);
                    self.report(
                        unknown_code("unknown_objective", code, nearest, pointer)
                            .with("subject", subject),
                    );
                }
                Some(objective) if grade.is_some_and(|grade| grade != objective.grade) => self
                    .report(
                        Finding::warning("objective_of_other_grade", pointer)
                            .with("code", code.clone())
                            .with("grade", objective.grade),
                    ),
                Some(_) => {}
            }
        }
        for (n, prefix) in row.objectives_prefix.iter().enumerate() {
            let mut objectives = index.objectives_of(programme, subject);
            if !objectives.any(|objective| has_prefix(&objective.code, prefix)) {
                self.report(
                    Finding::error(
                        "prefix_without_objectives",
                        format!("{at}/objectives_prefix/{n}"),
                    )
                    .with("prefix", prefix.clone())
                    .with("subject", subject),
                );
            }
        }
    }

    fn check_unit(
        &mut self,
        index: &CurriculumIndex,
        programme: Option<&str>,
        subject: &str,
        grade: Option<u8>,
        unit: Option<&str>,
        pointer: String,
    ) {
        if let (Some(unit), Some(grade)) = (unit, grade)
            && index.unit(programme, subject, grade, unit).is_none()
        {
            let nearest = index.nearest_units(programme, subject, unit);
            self.report(
                unknown_code("unknown_unit", unit, nearest, pointer).with("subject", subject),
            );
        }
    }

    fn check_choice_subjects(&mut self, index: &CurriculumIndex) {
        let programme = self.programme().map(str::to_owned);
        let pairs = self
            .document
            .choice
            .iter()
            .flat_map(|choice| choice.pairs.iter().enumerate());
        for (n, pair) in pairs {
            for (m, code) in pair.iter().enumerate() {
                if index.subject(programme.as_deref(), code).is_none() {
                    let nearest = index.nearest_subjects(programme.as_deref(), code);
                    let pointer = format!("/choice/pairs/{n}/{m}");
                    self.report(unknown_code("unknown_subject", code, nearest, pointer));
                }
            }
        }
    }

    /// Pairs are of two subjects and stand once; who chooses needs a list and the other way round.
    fn check_choice(&mut self) {
        let document = self.document;
        let choosing = document
            .components
            .iter()
            .position(|c| c.subject.as_deref() == Some(BY_CHOICE));
        match (&document.choice, choosing) {
            (None, Some(n)) => self.report(Finding::error(
                "choice_missing",
                format!("/components/{n}/subject"),
            )),
            (Some(_), None) if self.is_battery() => {
                self.report(Finding::error("choice_without_component", "/choice"))
            }
            _ => {}
        }
        let pairs = document
            .choice
            .as_ref()
            .map(|choice| choice.pairs.as_slice())
            .unwrap_or_default();
        let sorted: Vec<String> = pairs
            .iter()
            .map(|[a, b]| {
                if a <= b {
                    format!("{a} + {b}")
                } else {
                    format!("{b} + {a}")
                }
            })
            .collect();
        self.report_doubles(
            sorted
                .iter()
                .enumerate()
                .map(|(n, id)| (id.as_str(), format!("/choice/pairs/{n}"))),
        );
        for (n, [first, _]) in pairs
            .iter()
            .enumerate()
            .filter(|(_, [first, second])| first == second)
        {
            self.report(
                Finding::error("choice_pair_of_one", format!("/choice/pairs/{n}"))
                    .with("subject", first.clone()),
            );
        }
    }

    fn check_policy(&mut self) {
        if let (Some(code), Some(known)) = (&self.document.grading_policy, self.references.policies)
            && !known.contains(code)
        {
            let nearest = nearest_text(code, known.iter().map(String::as_str));
            self.report(unknown_code(
                "unknown_grading_policy",
                code,
                nearest,
                "/grading_policy".to_owned(),
            ));
        }
    }
}

fn unknown_code(finding: &'static str, code: &str, nearest: String, pointer: String) -> Finding {
    Finding::error(finding, pointer)
        .with("code", code)
        .with("nearest", nearest)
}
