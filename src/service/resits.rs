//! Who sits a year assessment, or an additional one (SAY): pupils whose term or year grades are
//! unsatisfactory, under the rule of the grading policy.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::classes::seen_class;
use super::published_documents::all_holding;
use super::sitting_access::policy_for;
use super::term_grades::grades_of;
use super::{Answer, Call, Refusal, Services};
use crate::curriculum::calendar::CalendarDocument;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::scoring::resit::{ResitOf, ResitOutcome, SubjectGrade, resit};
use crate::specification::policy::{GradingPolicyDocument, ResitRule};
use crate::store::classes::{CandidateRow, ClassRow};
use crate::store::journal_entries::Course;
use crate::store::{AnyConnection, class_sittings, classes, failure};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct ResitsOf {
    /// School year; the class's when absent.
    pub academic_year: Option<String>,
    /// By the grade of this term; of the year when absent.
    pub term: Option<u8>,
    /// Code of the grading policy.
    pub policy: String,
    /// Its version; the newest when absent.
    pub policy_version: Option<u32>,
    /// Subjects without SAT.
    pub without_sat: BTreeSet<String>,
}

/// Who sits what again.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Resits {
    /// The class.
    pub class_id: String,
    /// School year.
    pub academic_year: String,
    /// The term; absent where the grades are of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    /// Code of the policy.
    pub policy: String,
    /// Version of the policy.
    pub policy_version: i32,
    /// Its rule.
    pub rule: ResitRule,
    /// Subjects with the candidates a sitting is planned for, by subject code.
    pub subjects: Vec<ResitSubject>,
    /// Every candidate, by code.
    pub rows: Vec<ResitOf>,
}

/// A subject and who sits it again.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ResitSubject {
    /// Subject code.
    pub subject: String,
    /// Candidate codes, as `create_sitting` takes them.
    pub candidates: Vec<String>,
}

/// Who has unsatisfactory grades in which subjects, and for whom an assessment makes up for them.
pub fn read_resits(
    services: &Services,
    call: &Call,
    class_id: &str,
    asked: &ResitsOf,
) -> Answer<Resits> {
    services.read(|c| {
        let (class, path) = seen_class(c, call, class_id)?;
        // The rule counts over all subjects: whoever reads one of them only cannot apply it.
        call.require(Permission::ReadResults, &Object::of(&path))?;
        let unknown = || {
            let finding = Finding::error("reference_unknown", "/policy");
            Refusal::invalid(finding.with("value", asked.policy.as_str()))
        };
        let policy =
            policy_for(c, &path, &asked.policy, asked.policy_version)?.ok_or_else(unknown)?;
        let document: GradingPolicyDocument = failure::read_json(&policy.document)?;
        let Some(rule) = document.resit.clone() else {
            let finding = Finding::error("policy_without_resit", "/policy")
                .with("policy", policy.code.as_str())
                .with("version", policy.version);
            return Err(Refusal::invalid(finding));
        };
        let year = asked.academic_year.as_ref().unwrap_or(&class.academic_year);
        let grades = grades(
            c,
            (&class, &path),
            (&document, &asked.without_sat),
            (year, asked.term),
        )?;
        let rows = grades
            .into_iter()
            .map(|(code, own)| resit(&rule, &code, own));
        let rows: Vec<ResitOf> = rows.collect();
        Ok(Resits {
            class_id: class.id,
            academic_year: year.clone(),
            term: asked.term,
            policy: policy.code,
            policy_version: policy.version,
            subjects: by_subject(&rows),
            rule,
            rows,
        })
    })
}

fn by_subject(rows: &[ResitOf]) -> Vec<ResitSubject> {
    let mut subjects: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.outcome == ResitOutcome::Resit) {
        for grade in &row.unsatisfactory {
            let candidates = subjects.entry(&grade.subject).or_default();
            candidates.push(row.candidate.clone());
        }
    }
    let subject = |(subject, candidates): (&str, Vec<String>)| ResitSubject {
        subject: subject.to_owned(),
        candidates,
    };
    subjects.into_iter().map(subject).collect()
}

/// Grades of every candidate of a class in every subject that has any, by candidate code.
fn grades(
    c: &mut AnyConnection,
    (class, school_path): (&ClassRow, &str),
    (policy, without_sat): (&GradingPolicyDocument, &BTreeSet<String>),
    (academic_year, term): (&str, Option<u8>),
) -> Answer<BTreeMap<String, Vec<SubjectGrade>>> {
    let calendars = all_holding::<CalendarDocument>(c, school_path)?;
    let calendar = calendars
        .values()
        .filter(|calendar| calendar.academic_year == academic_year)
        .max_by_key(|calendar| calendar.version);
    let grade = u8::try_from(class.grade).unwrap_or_default();
    let members = classes::members(c, &class.id)?;
    let mut all: BTreeMap<String, Vec<SubjectGrade>> = members
        .into_iter()
        .map(|row| (row.code, Vec::new()))
        .collect();
    for subject in class_sittings::subjects(c, &class.id, academic_year)? {
        let graded = match calendar {
            Some(calendar) => calendar.graded_terms(&subject, grade),
            None => vec![1, 2, 3, 4],
        };
        let asked = |own: &u8| term.is_none_or(|term| term == *own);
        let mut by_candidate: BTreeMap<String, BTreeMap<u8, Option<String>>> = BTreeMap::new();
        for term in graded.into_iter().filter(asked) {
            let course = Course {
                subject: subject.clone(),
                academic_year: academic_year.to_owned(),
                term: i32::from(term),
            };
            let sat_held = !without_sat.contains(&subject);
            for row in grades_of(c, class, &course, (policy, sat_held))? {
                let grade = row.term_grade.and_then(|grade| grade.grade);
                let terms = by_candidate.entry(row.candidate).or_default();
                terms.insert(term, grade);
            }
        }
        for (candidate, terms) in by_candidate {
            let of_candidate = all.entry(candidate).or_default();
            of_candidate.push(SubjectGrade::over(&subject, terms));
        }
    }
    Ok(all)
}

/// What speaks against a sitting that makes up for unsatisfactory grades, candidate by candidate: too many
/// such subjects, or a satisfactory grade. Asked only where the policy has a rule about this kind of
/// assessment; a grade that nobody entered here speaks against nothing.
pub(super) fn resit_unfit(
    c: &mut AnyConnection,
    (class, school_path): (&ClassRow, &str),
    policy: &GradingPolicyDocument,
    (kind, subject): (&str, &str),
    people: &[CandidateRow],
) -> Answer<Vec<Finding>> {
    let rule = policy.resit.as_ref();
    let Some(rule) = rule.filter(|rule| rule.kinds.iter().any(|own| own == kind)) else {
        return Ok(Vec::new());
    };
    let year = (class.academic_year.as_str(), None);
    let mut known = grades(c, (class, school_path), (policy, &BTreeSet::new()), year)?;
    let mut findings = Vec::new();
    for person in people {
        let own = known.remove(&person.code).unwrap_or_default();
        let here = own.iter().find(|grade| grade.subject == subject);
        let fine = here
            .and_then(|grade| grade.grade.clone())
            .filter(|grade| !rule.unsatisfactory.contains(grade));
        if let Some(grade) = fine {
            let finding = Finding::error("resit_not_needed", "/candidates")
                .with("candidate", person.code.as_str())
                .with("subject", subject)
                .with("grade", grade);
            findings.push(finding);
        }
        findings.extend(
            resit(rule, &person.code, own)
                .findings
                .into_iter()
                .map(|finding| Finding {
                    pointer: "/candidates".to_owned(),
                    ..finding
                }),
        );
    }
    Ok(findings)
}
