//! Whether a class may sit a form: seen, of the right grade and language, on a day that exists, under
//! a policy that holds.

use chrono::NaiveDate;

use super::classes::seen_class;
use super::forms::require_sight;
use super::sitting_access::policy_for;
use super::sitting_form::SittingForm;
use super::sittings::CreateSitting;
use super::{Answer, Call, Refusal};
use crate::bank::Language;
use crate::language::finding::Finding;
use crate::specification::document::Languages;
use crate::store::AnyConnection;
use crate::store::classes::{CandidateRow, ClassRow, members};
use crate::store::grading_policies::GradingPolicyRow;
use crate::store::sittings::{self as rows, SatForm};

/// The class, as a reference of the call's body.
pub(super) fn class_of(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(ClassRow, String)> {
    seen_class(c, call, id).map_err(|refusal| as_reference(refusal, "/class_id", id))
}

/// The form, as a reference of the call's body: whoever sees it may name it.
pub(super) fn form_of(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<SatForm> {
    require_sight(c, call, id).map_err(|refusal| as_reference(refusal, "/form_id", id))?;
    rows::form(c, id)?.ok_or_else(|| Refusal::Internal(format!("form {id} is gone")))
}

/// What a path answers with 404 is in a body an unknown reference.
fn as_reference(refusal: Refusal, pointer: &str, value: &str) -> Refusal {
    match refusal {
        Refusal::NotFound { .. } => {
            Refusal::invalid(Finding::error("reference_unknown", pointer).with("value", value))
        }
        other => other,
    }
}

/// The language of the sitting, and everything about class, day and language that does not fit the form.
pub(super) fn fitting(
    input: &CreateSitting,
    class: &ClassRow,
    form: &SittingForm,
) -> (Option<Language>, Vec<Finding>) {
    let mut findings = Vec::new();
    if NaiveDate::parse_from_str(&input.held_on, "%Y-%m-%d").is_err() {
        let finding = Finding::error("date_unknown", "/held_on");
        findings.push(finding.with("value", input.held_on.as_str()));
    }
    let specification = &form.specification;
    let component = form.component();
    let grade = component.as_ref().and_then(|component| component.grade);
    if let Some(grade) = grade.or(specification.grade)
        && i32::from(grade) != class.grade
    {
        let finding = Finding::error("class_grade_unfit", "/class_id");
        findings.push(finding.with("grade", class.grade).with("needed", grade));
    }
    let instruction = &specification.languages.instruction;
    if !instruction.iter().any(|l| l.as_str() == class.language) {
        let finding = Finding::error("class_language_unfit", "/class_id");
        findings.push(
            finding
                .with("language", class.language.as_str())
                .with("needed", listed(instruction)),
        );
    }
    let offered = &form.document.languages;
    let own = offered.iter().find(|l| l.as_str() == class.language);
    let language = match (&input.language, offered.as_slice()) {
        (Some(language), _) => Some(language.clone()),
        (None, [only]) => Some(only.clone()),
        (None, _) => own.cloned(),
    };
    // A part with a test of its own for each language is about the language: any class may sit it.
    let same = specification.languages.test == Languages::SAME
        && component.is_none_or(|component| !component.distinct_tests);
    let fits = language.as_ref().is_some_and(|language| {
        offered.contains(language) && (!same || language.as_str() == class.language)
    });
    if !fits {
        let finding = Finding::error("sitting_language_unfit", "/language");
        let needed = if same {
            own.map_or(String::new(), Language::to_string)
        } else {
            listed(offered)
        };
        findings.push(
            finding
                .with("language", language.as_ref().map_or("", Language::as_str))
                .with("offered", listed(offered))
                .with("needed", needed),
        );
    }
    (language, findings)
}

fn listed(languages: &[Language]) -> String {
    let codes: Vec<&str> = languages.iter().map(Language::as_str).collect();
    codes.join(", ")
}

/// Who sits it: those who are named, else the whole class, by code; and what is wrong with the names.
pub(super) fn people_of(
    c: &mut AnyConnection,
    class: &ClassRow,
    named: Option<&[String]>,
) -> Answer<(Vec<CandidateRow>, Vec<Finding>)> {
    let people = members(c, &class.id)?;
    let mut findings = Vec::new();
    if people.is_empty() {
        findings.push(Finding::error("class_empty", "/class_id"));
    }
    let Some(named) = named else {
        return Ok((people, findings));
    };
    for (at, code) in named.iter().enumerate() {
        let pointer = format!("/candidates/{at}");
        if let Some(first) = named[..at].iter().position(|earlier| earlier == code) {
            let finding = Finding::error("row_twice", pointer);
            findings.push(finding.with("what", code.as_str()).with("first", first));
        } else if !people.iter().any(|person| person.code == *code) {
            let finding = Finding::error("candidate_unknown", pointer);
            findings.push(finding.with("candidate", code.as_str()));
        }
    }
    let sits = |person: &CandidateRow| named.contains(&person.code);
    Ok((people.into_iter().filter(sits).collect(), findings))
}

/// The policy that the sitting keeps.
pub(super) fn pinned_policy(
    c: &mut AnyConnection,
    input: &CreateSitting,
    form: &SittingForm,
    school_path: &str,
    findings: &mut Vec<Finding>,
) -> Answer<Option<GradingPolicyRow>> {
    let code = input
        .policy
        .clone()
        .or_else(|| form.specification.grading_policy.clone());
    let Some(code) = code else {
        findings.push(Finding::error("missing_field", "/policy").with("name", "policy"));
        return Ok(None);
    };
    let found = policy_for(c, school_path, &code, input.policy_version)?;
    if found.is_none() {
        let finding = Finding::error("reference_unknown", "/policy");
        findings.push(finding.with("value", code));
    }
    Ok(found)
}
