//! Everything that is wrong with a programme, at once.
//!
//! Errors: doubled codes, codes that do not match the programme's pattern, references to things
//! that are not there, grades out of range. Warnings: a text missing in one of the three languages.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::code::{nearest_text, whole_code_pattern};
use super::document::{CurriculumDocument, ProgrammeDocument, SubjectDocument, Texts};
use super::index::CurriculumIndex;
use crate::language::finding::Finding;

/// The languages every text of a programme should exist in.
const LANGUAGES: [&str; 3] = ["kk", "ru", "en"];
/// Highest grade of a twelve-year school with a year to spare.
const HIGHEST_GRADE: u8 = 13;

/// Checks a whole programme; an empty list means that it can be published.
pub fn check(document: &CurriculumDocument) -> Vec<Finding> {
    let index = CurriculumIndex::new([document]);
    let mut findings = Vec::new();
    check_programme(&document.programme, &mut findings);
    check_doubles(document, &mut findings);
    check_subjects(document, &mut findings);
    check_units(document, &index, &mut findings);
    check_objectives(document, &index, &mut findings);
    check_criteria(document, &index, &mut findings);
    findings
}

fn check_programme(programme: &ProgrammeDocument, findings: &mut Vec<Finding>) {
    check_text_present(&programme.id, "/programme/id", findings);
    check_texts(&programme.title, "/programme/title", findings);
    check_grades(programme.grades, "/programme/grades", findings);
    let from = parse_date(&programme.valid_from, "/programme/valid_from", findings);
    let to = programme
        .valid_to
        .as_deref()
        .and_then(|to| parse_date(to, "/programme/valid_to", findings));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        findings.push(
            Finding::error("validity_reversed", "/programme/valid_to")
                .with("from", programme.valid_from.clone())
                .with("to", to.to_string()),
        );
    }
}

fn parse_date(text: &str, pointer: &str, findings: &mut Vec<Finding>) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    if date.is_none() {
        findings.push(Finding::error("date_invalid", pointer).with("value", text));
    }
    date
}

fn check_doubles(document: &CurriculumDocument, findings: &mut Vec<Finding>) {
    let subjects = document.subjects.iter().map(|s| s.code.clone());
    let units = document
        .units
        .iter()
        .map(|u| (&u.subject, u.grade, u.code.clone()));
    let objectives = document
        .objectives
        .iter()
        .map(|o| (&o.subject, o.code.clone()));
    let criteria = document
        .criteria
        .iter()
        .map(|c| (&c.subject, c.code.clone()));
    push_doubles("/subjects", subjects.map(|code| ((), code)), findings);
    push_doubles(
        "/units",
        units.map(|(subject, grade, code)| ((subject, grade), code)),
        findings,
    );
    push_doubles("/objectives", objectives, findings);
    push_doubles("/criteria", criteria, findings);
}

/// One finding for every code that stands earlier in the list under the same scope.
fn push_doubles<S: Ord>(
    list: &str,
    codes: impl Iterator<Item = (S, String)>,
    findings: &mut Vec<Finding>,
) {
    let mut first = BTreeMap::new();
    for (position, key) in codes.enumerate() {
        let code = key.1.clone();
        if let Some(earlier) = first.get(&key) {
            findings.push(
                Finding::error("duplicate_id", format!("{list}/{position}/code"))
                    .with("id", code)
                    .with("first", format!("{list}/{earlier}")),
            );
        } else {
            first.insert(key, position);
        }
    }
}

fn check_subjects(document: &CurriculumDocument, findings: &mut Vec<Finding>) {
    let [lowest, highest] = document.programme.grades;
    for (position, subject) in document.subjects.iter().enumerate() {
        let at = format!("/subjects/{position}");
        check_text_present(&subject.code, &format!("{at}/code"), findings);
        check_texts(&subject.title, &format!("{at}/title"), findings);
        check_grades(subject.grades, &format!("{at}/grades"), findings);
        for grade in subject.grades {
            if lowest <= highest && !(lowest..=highest).contains(&grade) {
                findings.push(grade_outside(
                    grade,
                    document.programme.grades,
                    &document.programme.id,
                    format!("{at}/grades"),
                ));
            }
        }
    }
}

fn check_units(
    document: &CurriculumDocument,
    index: &CurriculumIndex,
    findings: &mut Vec<Finding>,
) {
    for (position, unit) in document.units.iter().enumerate() {
        let at = format!("/units/{position}");
        check_text_present(&unit.code, &format!("{at}/code"), findings);
        check_texts(&unit.title, &format!("{at}/title"), findings);
        check_subject_and_grade(&unit.subject, unit.grade, &at, index, findings);
        if let Some(term) = unit.term.filter(|term| !(1..=4).contains(term)) {
            findings
                .push(Finding::error("term_out_of_range", format!("{at}/term")).with("term", term));
        }
    }
}

fn check_objectives(
    document: &CurriculumDocument,
    index: &CurriculumIndex,
    findings: &mut Vec<Finding>,
) {
    let pattern_text = &document.programme.code_pattern;
    let pattern = whole_code_pattern(pattern_text);
    if let Err(reason) = &pattern {
        findings.push(
            Finding::error("pattern_invalid", "/programme/code_pattern")
                .with("pattern", pattern_text.clone())
                .with("reason", reason.clone()),
        );
    }
    for (position, objective) in document.objectives.iter().enumerate() {
        let at = format!("/objectives/{position}");
        check_texts(&objective.text, &format!("{at}/text"), findings);
        check_subject_and_grade(&objective.subject, objective.grade, &at, index, findings);
        if let Ok(pattern) = &pattern
            && !pattern.is_match(&objective.code)
        {
            findings.push(
                Finding::error("code_pattern_mismatch", format!("{at}/code"))
                    .with("code", objective.code.clone())
                    .with("pattern", pattern_text.clone()),
            );
        }
        if let Some(unit) = &objective.unit
            && index
                .unit(None, &objective.subject, objective.grade, unit)
                .is_none()
        {
            findings.push(
                Finding::error("unknown_unit", format!("{at}/unit"))
                    .with("code", unit.clone())
                    .with("subject", objective.subject.clone())
                    .with(
                        "nearest",
                        index.nearest_units(None, &objective.subject, unit),
                    ),
            );
        }
    }
}

fn check_criteria(
    document: &CurriculumDocument,
    index: &CurriculumIndex,
    findings: &mut Vec<Finding>,
) {
    for (position, criterion) in document.criteria.iter().enumerate() {
        let at = format!("/criteria/{position}");
        check_text_present(&criterion.code, &format!("{at}/code"), findings);
        check_texts(&criterion.text, &format!("{at}/text"), findings);
        for (level, texts) in &criterion.parent_rubric {
            let name = serde_json::to_value(level)
                .ok()
                .and_then(|v| v.as_str().map(str::to_owned));
            check_texts(
                texts,
                &format!("{at}/parent_rubric/{}", name.unwrap_or_default()),
                findings,
            );
        }
        check_subject_and_grade(&criterion.subject, criterion.grade, &at, index, findings);
        if criterion.objectives.is_empty() {
            findings.push(Finding::error(
                "objectives_missing",
                format!("{at}/objectives"),
            ));
        }
        for (place, code) in criterion.objectives.iter().enumerate() {
            if index.objective(None, &criterion.subject, code).is_none() {
                findings.push(
                    Finding::error("unknown_objective", format!("{at}/objectives/{place}"))
                        .with("code", code.clone())
                        .with("subject", criterion.subject.clone())
                        .with(
                            "nearest",
                            index.nearest_objectives(None, &criterion.subject, code),
                        ),
                );
            }
        }
    }
}

fn check_subject_and_grade(
    code: &str,
    grade: u8,
    at: &str,
    index: &CurriculumIndex,
    findings: &mut Vec<Finding>,
) {
    match index.subject(None, code) {
        None => findings.push(
            Finding::error("unknown_subject", format!("{at}/subject"))
                .with("code", code)
                .with("nearest", index.nearest_subjects(None, code)),
        ),
        Some(SubjectDocument {
            grades: [lowest, highest],
            ..
        }) if !(*lowest..=*highest).contains(&grade) => {
            findings.push(grade_outside(
                grade,
                [*lowest, *highest],
                code,
                format!("{at}/grade"),
            ));
        }
        Some(_) => {}
    }
}

fn grade_outside(grade: u8, [lowest, highest]: [u8; 2], of: &str, pointer: String) -> Finding {
    Finding::error("grade_outside_subject", pointer)
        .with("grade", grade)
        .with("subject", of)
        .with("min", lowest)
        .with("max", highest)
}

fn check_grades([lowest, highest]: [u8; 2], pointer: &str, findings: &mut Vec<Finding>) {
    if lowest > highest {
        findings.push(
            Finding::error("grades_reversed", pointer)
                .with("min", lowest)
                .with("max", highest),
        );
    }
    if lowest.max(highest) > HIGHEST_GRADE {
        findings.push(
            Finding::error("grade_out_of_range", pointer)
                .with("grade", lowest.max(highest))
                .with("max", HIGHEST_GRADE),
        );
    }
}

fn check_text_present(text: &str, pointer: &str, findings: &mut Vec<Finding>) {
    if text.trim().is_empty() {
        findings.push(Finding::error("text_empty", pointer));
    }
}

fn check_texts(texts: &Texts, pointer: &str, findings: &mut Vec<Finding>) {
    for language in LANGUAGES {
        if texts
            .get(language)
            .is_none_or(|text| text.trim().is_empty())
        {
            findings.push(
                Finding::warning("text_missing_in_language", pointer).with("language", language),
            );
        }
    }
    for language in texts
        .keys()
        .filter(|key| !LANGUAGES.contains(&key.as_str()))
    {
        let fits =
            (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        if !fits {
            findings.push(
                Finding::error("unknown_language", pointer)
                    .with("code", language.clone())
                    .with("nearest", nearest_text(language, LANGUAGES)),
            );
        }
    }
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
