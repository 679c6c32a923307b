//! Journal entries: points of a class in a course that stand in for attempts, superseded, never changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::classes::seen_class;
use super::{Answer, Call, Page, PageRequest, Services, Unit, journal_check, page};
use crate::bank::{Hundredths, Points};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::text_enum;
use crate::store::classes::{self, CandidateRow, ClassRow};
use crate::store::journal_entries::{self as rows, Course, JournalEntryRow};

text_enum! {
    /// What was assessed.
    JournalKind {
        /// Formative assessment.
        Fa = "FA",
        /// Summative assessment of a unit.
        Sau = "SAU",
        /// Summative assessment of the term.
        Sat = "SAT",
    }
}

text_enum! {
    /// Whether there are points.
    JournalState {
        /// There are.
        Marked = "marked",
        /// Absent with a valid reason.
        AbsentValid = "absent_valid",
        /// Absent.
        Absent = "absent",
    }
}

text_enum! {
    /// Who awarded the points.
    JournalSource {
        /// The teacher.
        Teacher = "teacher",
        /// The pupil: feedback, never part of a grade.
        Own = "self",
        /// A classmate: feedback, never part of a grade.
        Peer = "peer",
        /// A second marker.
        Independent = "independent",
        /// Taken over from a school's journal.
        Import = "import",
    }
}

/// Entries of a class in a course, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordJournalEntries {
    /// The class.
    pub class_id: String,
    /// Subject code.
    #[schemars(regex(pattern = r"^[a-z][a-z0-9_-]{0,79}$"))]
    pub subject: String,
    /// School year; the class's when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}$"))]
    pub academic_year: Option<String>,
    /// Term.
    #[schemars(range(min = 1, max = 4))]
    pub term: u8,
    /// The entries.
    #[schemars(length(min = 1))]
    pub rows: Vec<JournalRow>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// One entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JournalRow {
    /// Candidate code.
    pub candidate: String,
    /// What was assessed.
    pub kind: JournalKind,
    /// Whether there are points.
    #[serde(default = "JournalRow::default_state")]
    pub state: JournalState,
    /// Points; absent for the absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<f64>,
    /// Greatest points; 10 for FA when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// Who awarded them.
    #[serde(default = "JournalRow::default_source")]
    pub source: JournalSource,
    /// What was assessed: for SAU the specification's code or the unit. An FA entry needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 80))]
    pub reference: Option<String>,
    /// Id of the entry it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
}

impl JournalRow {
    const fn default_state() -> JournalState {
        JournalState::Marked
    }

    const fn default_source() -> JournalSource {
        JournalSource::Teacher
    }

    /// The reference; '' where there is none.
    pub(super) fn reference(&self) -> &str {
        self.reference.as_deref().unwrap_or_default()
    }

    /// Exact points and maximum of an entry that has passed its check.
    pub(super) fn amounts(&self) -> (Points, Points) {
        let exact = |value: Option<f64>| value.and_then(Points::from_f64);
        let usual = (self.kind == JournalKind::Fa || self.state != JournalState::Marked)
            .then(|| Points::whole(10));
        let max = exact(self.max).or(usual).unwrap_or_default();
        match self.state {
            JournalState::Marked => (exact(self.points).unwrap_or_default(), max),
            JournalState::AbsentValid | JournalState::Absent => (Points::ZERO, max),
        }
    }
}

/// An entry as shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JournalEntry {
    /// UUID.
    pub id: String,
    /// Candidate code.
    pub candidate: String,
    /// `FA`, `SAU`, `SAT`.
    pub kind: String,
    /// `marked`, `absent_valid`, `absent`.
    pub state: String,
    /// Points; null for the absent.
    pub points: Option<Points>,
    /// Greatest points; null for the absent.
    pub max: Option<Points>,
    /// Who awarded them.
    pub source: String,
    /// What was assessed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Id of the entry it superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
    /// Nobody supersedes it.
    pub current: bool,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Which entries are listed.
#[derive(Clone, Debug)]
pub struct CourseOf {
    /// Subject code.
    pub subject: String,
    /// School year; the class's when absent.
    pub academic_year: Option<String>,
    /// Term.
    pub term: u8,
}

impl CourseOf {
    /// The course, of a class.
    pub(super) fn of(&self, class: &ClassRow) -> Course {
        let year = self.academic_year.as_ref().unwrap_or(&class.academic_year);
        Course {
            subject: self.subject.clone(),
            academic_year: year.clone(),
            term: i32::from(self.term),
        }
    }
}

/// Keeps journal entries. FA may be entered as often as it happens; of an SAU (by reference) and of the
/// SAT there is one current entry, which a correction names.
pub fn record_journal_entries(
    services: &Services,
    call: &Call,
    input: RecordJournalEntries,
) -> Answer<BulkAnswer> {
    services.write(call, "record_journal_entries", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let (class, path) = seen_class(unit.c, call, &input.class_id)?;
        let object = Object::of(&path).subject(&input.subject);
        call.require(Permission::WriteJournal, &object)?;
        classes::hold(unit.c, &class.id)?;
        let course = CourseOf {
            subject: input.subject.clone(),
            academic_year: input.academic_year.clone(),
            term: input.term,
        };
        let course = course.of(&class);
        let people: BTreeMap<String, CandidateRow> = classes::members(unit.c, &class.id)?
            .into_iter()
            .map(|row| (row.code.clone(), row))
            .collect();
        let known = current(rows::of_course(unit.c, &class.id, &course)?);
        journal_check::check(&input.rows, &people, &known, &mut checked);
        checked.settle(input.mode)?;
        let mut made = Vec::new();
        for row in checked.kept() {
            if let Some(person) = people.get(&input.rows[row].candidate) {
                let entry = row_of(unit, &class, &course, person, &input.rows[row]);
                checked.made(row, &entry.id);
                made.push(entry);
            }
        }
        rows::insert(unit.c, &made)?;
        let detail = json!({"rows": made.len(), "hash": content_hash(&input.rows)});
        unit.audit(&class.owner_org, "class", &class.id, detail)?;
        Ok(checked.answer())
    })
}

fn row_of(
    unit: &Unit<'_>,
    class: &ClassRow,
    course: &Course,
    person: &CandidateRow,
    entry: &JournalRow,
) -> JournalEntryRow {
    let (points, max) = entry.amounts();
    JournalEntryRow {
        id: unit.new_id(),
        owner_org: class.owner_org.clone(),
        candidate_id: person.id.clone(),
        subject: course.subject.clone(),
        academic_year: course.academic_year.clone(),
        term: course.term,
        kind: entry.kind.as_str().to_owned(),
        state: entry.state.as_str().to_owned(),
        points: points.0,
        max_points: max.0,
        source: entry.source.as_str().to_owned(),
        reference: entry.reference().to_owned(),
        supersedes: entry.supersedes.clone(),
        entered_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
    }
}

/// The entries nobody supersedes.
pub(super) fn current(entries: Vec<JournalEntryRow>) -> Vec<JournalEntryRow> {
    let superseded: BTreeSet<String> = entries
        .iter()
        .filter_map(|entry| entry.supersedes.clone())
        .collect();
    entries
        .into_iter()
        .filter(|entry| !superseded.contains(&entry.id))
        .collect()
}

/// Entries of a class in a course with their history, by id.
pub fn list_journal_entries(
    services: &Services,
    call: &Call,
    class_id: &str,
    course: &CourseOf,
    request: &PageRequest,
) -> Answer<Page<JournalEntry>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    services.read(|c| {
        let (class, path) = seen_class(c, call, class_id)?;
        let object = Object::of(&path).subject(&course.subject);
        call.require(Permission::WriteJournal, &object)?;
        let codes: BTreeMap<String, String> = classes::members(c, &class.id)?
            .into_iter()
            .map(|row| (row.id, row.code))
            .collect();
        let all = rows::of_course(c, &class.id, &course.of(&class))?;
        let superseded: BTreeSet<String> = all
            .iter()
            .filter_map(|entry| entry.supersedes.clone())
            .collect();
        let take = usize::try_from(limit).unwrap_or(0) + 1;
        let rest = all.into_iter().filter(|entry| entry.id > after);
        let view = |entry: JournalEntryRow| {
            let marked = entry.state == JournalState::Marked.as_str();
            JournalEntry {
                candidate: codes.get(&entry.candidate_id).cloned().unwrap_or_default(),
                current: !superseded.contains(&entry.id),
                id: entry.id,
                kind: entry.kind,
                state: entry.state,
                points: marked.then_some(Hundredths(entry.points)),
                max: marked.then_some(Hundredths(entry.max_points)),
                source: entry.source,
                reference: entry.reference,
                supersedes: entry.supersedes,
                created_at: entry.created_at.and_utc(),
            }
        };
        Ok(page::page(
            rest.take(take).collect(),
            limit,
            |e| e.id.clone(),
            view,
        ))
    })
}
