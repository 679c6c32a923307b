//! Term grades of a class in a course: FA from the journal; SAU and SAT from sittings and the journal.
//!
//! Which counts where both are there:
//! * A sitting's newest result that is complete counts, and a journal entry of the same assessment does
//!   not (the SAT of the term; an SAU whose reference is the code of the sitting's specification).
//! * Where the sitting has no complete result for a candidate (absent, not marked yet, void), a marked
//!   journal entry of the same assessment stands in for it.
//! * Of several sittings of the same assessment the newest complete one counts.
//! * Journal points of the pupil or a classmate are feedback and never count.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::classes::seen_class;
use super::journal_entries::{CourseOf, JournalKind, JournalSource, JournalState, current};
use super::results::newest_by_code;
use super::sitting_access::{form_of, policy_for};
use super::{Answer, Call, Refusal, Services};
use crate::bank::Hundredths;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::scoring::result::{ResultState, ScoreResult};
use crate::scoring::term::{PointsOf, SatState, TermGrade, term_grade};
use crate::specification::policy::GradingPolicyDocument;
use crate::store::classes::{self, CandidateRow, ClassRow};
use crate::store::journal_entries::{self, Course, JournalEntryRow};
use crate::store::{AnyConnection, failure, sittings};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct TermGradesOf {
    /// Subject, year, term.
    pub course: CourseOf,
    /// Code of the grading policy.
    pub policy: String,
    /// Its version; the newest when absent.
    pub policy_version: Option<u32>,
    /// False where the subject has no SAT in the term.
    pub sat_held: bool,
}

/// Term grades of a class.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TermGrades {
    /// The class.
    pub class_id: String,
    /// Subject code.
    pub subject: String,
    /// School year.
    pub academic_year: String,
    /// Term.
    pub term: u8,
    /// Code of the policy.
    pub policy: String,
    /// Version of the policy.
    pub policy_version: i32,
    /// By candidate code.
    pub rows: Vec<CandidateTermGrade>,
}

/// The term grade of a candidate.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CandidateTermGrade {
    /// Candidate code.
    pub candidate: String,
    /// FA entries that count.
    pub fa_entries: usize,
    /// SAU that count.
    pub sau_entries: usize,
    /// Where the SAT comes from: `sitting`, `journal`; null where nothing is known of it.
    pub sat_from: Option<String>,
    /// Parts, total with its rounding, grade, or why there is none. Null where entries contradict the policy.
    pub term_grade: Option<TermGrade>,
    /// What contradicts the policy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Computes the term grades of a class. Nothing is kept.
pub fn read_term_grades(
    services: &Services,
    call: &Call,
    class_id: &str,
    asked: &TermGradesOf,
) -> Answer<TermGrades> {
    services.read(|c| {
        let (class, path) = seen_class(c, call, class_id)?;
        let object = Object::of(&path).subject(&asked.course.subject);
        call.require(Permission::ReadResults, &object)?;
        let unknown = || {
            let finding = Finding::error("reference_unknown", "/policy");
            Refusal::invalid(finding.with("value", asked.policy.as_str()))
        };
        let policy =
            policy_for(c, &path, &asked.policy, asked.policy_version)?.ok_or_else(unknown)?;
        let document: GradingPolicyDocument = failure::read_json(&policy.document)?;
        let course = asked.course.of(&class);
        let rows = grades_of(c, &class, &course, (&document, asked.sat_held))?;
        Ok(TermGrades {
            class_id: class.id,
            subject: course.subject,
            academic_year: course.academic_year,
            term: asked.course.term,
            policy: policy.code,
            policy_version: policy.version,
            rows,
        })
    })
}

/// Term grades of a class in a course, by candidate code.
pub(super) fn grades_of(
    c: &mut AnyConnection,
    class: &ClassRow,
    course: &Course,
    (policy, sat_held): (&GradingPolicyDocument, bool),
) -> Answer<Vec<CandidateTermGrade>> {
    let entries = current(journal_entries::of_course(c, &class.id, course)?);
    let sat_by = assessments(c, &class.id, course)?;
    let grade = u8::try_from(class.grade).unwrap_or_default();
    let members = classes::members(c, &class.id)?.into_iter();
    let row = |person: CandidateRow| {
        let own = |e: &&JournalEntryRow| e.candidate_id == person.id && counts(e);
        let known = Known {
            journal: entries.iter().filter(own).collect(),
            sittings: sat_by.get(&person.code).map_or(&[][..], Vec::as_slice),
        };
        graded(person.code.clone(), &known, policy, grade, sat_held)
    };
    Ok(members.map(row).collect())
}

/// Points of the pupil or a classmate are feedback.
fn counts(entry: &JournalEntryRow) -> bool {
    let feedback = [JournalSource::Own, JournalSource::Peer];
    !feedback
        .iter()
        .any(|source| source.as_str() == entry.source)
}

/// A result of a sitting: kind, specification code, result.
struct Assessed {
    kind: String,
    reference: String,
    result: ScoreResult,
}

/// Results of the course's sittings by candidate code, oldest first.
fn assessments(
    c: &mut AnyConnection,
    class_id: &str,
    course: &Course,
) -> Answer<BTreeMap<String, Vec<Assessed>>> {
    let mut found: BTreeMap<String, Vec<Assessed>> = BTreeMap::new();
    for sitting in sittings::of_course(c, class_id, course)? {
        let (_, form) = form_of(c, &sitting)?;
        for (code, result) in newest_by_code(c, &sitting)? {
            if let Some((_, result)) = result {
                found.entry(code).or_default().push(Assessed {
                    kind: sitting.kind.clone(),
                    reference: form.specification.id.clone(),
                    result,
                });
            }
        }
    }
    Ok(found)
}

/// What is known of a candidate in a course.
struct Known<'a> {
    journal: Vec<&'a JournalEntryRow>,
    sittings: &'a [Assessed],
}

impl Known<'_> {
    fn entries(&self, kind: JournalKind) -> impl Iterator<Item = &JournalEntryRow> {
        let of_kind = move |e: &&JournalEntryRow| e.kind == kind.as_str();
        self.journal.iter().copied().filter(of_kind)
    }

    fn results(&self, kind: JournalKind) -> impl DoubleEndedIterator<Item = &Assessed> {
        self.sittings
            .iter()
            .filter(move |a| a.kind == kind.as_str())
    }

    fn fa(&self) -> Vec<PointsOf> {
        self.entries(JournalKind::Fa).filter_map(marked).collect()
    }

    /// By reference: complete results first come, then marked entries of references without one.
    fn sau(&self) -> Vec<PointsOf> {
        let mut by_reference: BTreeMap<&str, PointsOf> = BTreeMap::new();
        for assessed in self.results(JournalKind::Sau) {
            if let Some(points) = complete(&assessed.result) {
                by_reference.insert(&assessed.reference, points);
            }
        }
        for entry in self.entries(JournalKind::Sau) {
            if let Some(points) = marked(entry) {
                by_reference.entry(&entry.reference).or_insert(points);
            }
        }
        by_reference.into_values().collect()
    }

    /// What is known of the SAT and where from.
    fn sat(&self) -> (Option<SatState>, Option<&'static str>) {
        let sitting =
            (self.results(JournalKind::Sat).rev()).find_map(|assessed| complete(&assessed.result));
        if let Some(points) = sitting {
            return (Some(SatState::Written(points)), Some("sitting"));
        }
        let entry = self.entries(JournalKind::Sat).last();
        if let Some(points) = entry.and_then(marked) {
            return (Some(SatState::Written(points)), Some("journal"));
        }
        let newest = self.results(JournalKind::Sat).next_back();
        let away = newest.and_then(|assessed| match assessed.result.state {
            ResultState::TemporarilyNotAssessed => Some(SatState::AbsentValid),
            ResultState::Absent => Some(SatState::Absent),
            _ => None,
        });
        if away.is_some() {
            return (away, Some("sitting"));
        }
        let state = entry.map(|entry| match entry.state.as_str() {
            "absent_valid" => SatState::AbsentValid,
            _ => SatState::Absent,
        });
        let from = state.as_ref().map(|_| "journal");
        (state, from)
    }
}

fn complete(result: &ScoreResult) -> Option<PointsOf> {
    let points = result
        .raw
        .filter(|_| result.state == ResultState::Complete)?;
    (result.maximum > Hundredths::ZERO).then_some(PointsOf {
        points,
        max: result.maximum,
    })
}

fn marked(entry: &JournalEntryRow) -> Option<PointsOf> {
    (entry.state == JournalState::Marked.as_str()).then_some(PointsOf {
        points: Hundredths(entry.points),
        max: Hundredths(entry.max_points),
    })
}

fn graded(
    candidate: String,
    known: &Known<'_>,
    policy: &GradingPolicyDocument,
    school_grade: u8,
    sat_held: bool,
) -> CandidateTermGrade {
    let (fa, sau) = (known.fa(), known.sau());
    let (sat, sat_from) = if sat_held {
        known.sat()
    } else {
        (Some(SatState::NotHeld), None)
    };
    let computed = term_grade(policy, school_grade, &fa, &sau, sat);
    let (term_grade, findings) = match computed {
        Ok(grade) => (Some(grade), Vec::new()),
        Err(findings) => (None, findings),
    };
    CandidateTermGrade {
        candidate,
        fa_entries: fa.len(),
        sau_entries: sau.len(),
        sat_from: sat_from.map(str::to_owned),
        term_grade,
        findings,
    }
}
