//! Rows of a class list compared with each other, with the class and with the names of the school.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{ClassListReport, ImportClassList};
use crate::identity::person::Person;
use crate::interop::class_list::ListRow;
use crate::language::finding::{Finding, Place, refuses};
use crate::language::fold::fold;
use crate::service::classes::is_pseudonym;
use crate::service::imports::LineReport;
use crate::service::{Answer, Refusal, Services};
use crate::store::AnyConnection;
use crate::store::classes::{self as class_rows, CandidateRow, ClassRow};
use crate::store::persons;

/// A name that is kept, opened.
struct Known {
    code: String,
    candidate_id: String,
    person: Person,
    folded: String,
}

/// What rows are compared with.
pub(super) struct Judge<'a> {
    class: &'a ClassRow,
    input: &'a ImportClassList,
    members: Vec<CandidateRow>,
    known: Vec<Known>,
    /// Lines by candidate code, and by folded name with the date of birth.
    codes: BTreeMap<String, u32>,
    names: BTreeMap<String, Vec<(u32, Option<NaiveDate>)>>,
}

/// What is to be done with a row.
pub(super) enum Deed {
    Nothing,
    Keep(Box<Person>),
    Replace(Box<Person>),
}

pub(super) struct JudgedRow {
    pub(super) line: u32,
    pub(super) code: String,
    /// The candidate's id; '' where the candidate is still to be made.
    pub(super) candidate_id: String,
    pub(super) is_member: bool,
    findings: Vec<Finding>,
    /// Wrong only because of what is there already.
    conflict: bool,
    pub(super) deed: Deed,
}

/// Every row with its verdict.
pub(super) struct Judged {
    rows: Vec<JudgedRow>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        services: &Services,
        c: &mut AnyConnection,
        class: &'a ClassRow,
        input: &'a ImportClassList,
    ) -> Answer<Self> {
        services.require_person_keys(c)?;
        let mut known = Vec::new();
        for (code, row) in persons::of_school(c, &class.owner_org)? {
            let person = services.open_name(&row)?;
            known.push(Known {
                code,
                folded: person.folded(),
                candidate_id: row.candidate_id,
                person,
            });
        }
        Ok(Self {
            class,
            input,
            members: class_rows::members(c, &class.id)?,
            known,
            codes: BTreeMap::new(),
            names: BTreeMap::new(),
        })
    }

    pub(super) fn all(mut self, c: &mut AnyConnection, list: &[ListRow]) -> Answer<Judged> {
        let codes: Vec<String> = list.iter().map(|row| self.code_of(row)).collect();
        let wanted: Vec<&str> = codes.iter().map(String::as_str).collect();
        let elsewhere = class_rows::by_codes(c, &self.class.owner_org, &wanted)?;
        let rows = list.iter().zip(codes);
        let rows = rows.map(|(row, code)| self.one(row, code, &elsewhere));
        Ok(Judged {
            rows: rows.collect(),
        })
    }

    fn code_of(&self, row: &ListRow) -> String {
        if !row.code.is_empty() || row.number == 0 {
            return row.code.clone();
        }
        let prefix = self.input.code_prefix.as_deref();
        format!("{}-{:02}", prefix.unwrap_or(&self.class.code), row.number)
    }

    fn one(&mut self, row: &ListRow, code: String, elsewhere: &[CandidateRow]) -> JudgedRow {
        let mut judged = JudgedRow {
            line: row.line,
            code,
            candidate_id: String::new(),
            is_member: false,
            findings: row.findings.clone(),
            conflict: false,
            deed: Deed::Nothing,
        };
        if !judged.code.is_empty() {
            self.find_candidate(&mut judged, elsewhere);
            let first = *self.codes.entry(judged.code.clone()).or_insert(judged.line);
            if first != judged.line {
                judged.find(Finding::error("class_list_code_twice", "/code").with("first", first));
            }
        }
        if let Some(person) = &row.person {
            self.compare_in_file(person, &mut judged);
            self.compare_with_school(person, &mut judged);
            if !refuses(&judged.findings) {
                self.decide(person, &mut judged);
            }
        }
        judged
    }

    /// The member with this code, or the one whose code only looks the same.
    fn find_candidate(&self, judged: &mut JudgedRow, elsewhere: &[CandidateRow]) {
        if !is_pseudonym(&judged.code) || judged.code.chars().count() > 40 {
            judged.find(Finding::error("class_list_code_form", "/code"));
            return;
        }
        let exact = self.members.iter().find(|m| m.code == judged.code);
        let folded = fold(&judged.code);
        let mut alike = self.members.iter().filter(|m| fold(&m.code) == folded);
        let alike = alike.next().filter(|_| alike.next().is_none());
        if let Some(member) = exact.or(alike) {
            if exact.is_none() {
                let finding = Finding::warning("class_list_code_alike", "/code");
                judged.find(finding.with("code", member.code.as_str()));
            }
            judged.code = member.code.clone();
            judged.candidate_id = member.id.clone();
            judged.is_member = true;
        } else if !self.input.add_candidates {
            let finding = Finding::error("class_list_code_unknown", "/code");
            judged.find(finding.with("code", judged.code.as_str()));
        } else if let Some(known) = elsewhere.iter().find(|k| k.code == judged.code) {
            judged.candidate_id = known.id.clone();
        }
    }

    fn compare_in_file(&mut self, person: &Person, judged: &mut JudgedRow) {
        let born = person.date_of_birth;
        let before = self.names.entry(person.folded()).or_default();
        for (first, other) in before.iter() {
            match (born, other) {
                (Some(a), Some(b)) if a == *b => {
                    let finding = Finding::error("class_list_person_twice", "/surname");
                    judged.find(finding.with("first", *first));
                }
                (Some(_), Some(_)) => {}
                _ => {
                    let finding = Finding::warning("class_list_namesake", "/surname");
                    judged.find(finding.with("first", *first));
                }
            }
        }
        before.push((judged.line, born));
    }

    fn compare_with_school(&self, person: &Person, judged: &mut JudgedRow) {
        let folded = person.folded();
        let own = judged.candidate_id.clone();
        let others = self
            .known
            .iter()
            .filter(|k| k.folded == folded && k.candidate_id != own);
        for other in others {
            let same_birth = match (person.date_of_birth, other.person.date_of_birth) {
                (Some(a), Some(b)) if a != b => continue,
                (Some(_), Some(_)) => true,
                _ => false,
            };
            let in_class = self.members.iter().any(|m| m.id == other.candidate_id);
            if in_class && same_birth {
                let finding = Finding::error("class_list_person_known", "/surname");
                judged.contradict(finding.with("code", other.code.as_str()));
            } else {
                let finding = Finding::warning("class_list_namesake_known", "/surname");
                judged.find(finding.with("code", other.code.as_str()));
            }
        }
    }

    fn decide(&self, person: &Person, judged: &mut JudgedRow) {
        let kept = self
            .known
            .iter()
            .find(|k| k.candidate_id == judged.candidate_id);
        match kept {
            None => judged.deed = Deed::Keep(Box::new(person.clone())),
            Some(kept) if kept.person == *person => {}
            Some(_) if self.input.replace => {
                judged.deed = Deed::Replace(Box::new(person.clone()));
            }
            Some(_) => {
                let finding = Finding::error("class_list_person_differs", "/surname");
                judged.contradict(finding.with("code", judged.code.as_str()));
            }
        }
    }
}

impl JudgedRow {
    fn find(&mut self, finding: Finding) {
        let line = self.line;
        let at_line = |place: Option<Place>| place.or(Some(Place { line, column: 1 }));
        self.findings.push(Finding {
            place: at_line(finding.place),
            ..finding
        });
    }

    fn contradict(&mut self, finding: Finding) {
        self.conflict |= !refuses(&self.findings);
        self.find(finding);
    }

    fn is_right(&self) -> bool {
        !refuses(&self.findings)
    }
}

impl Judged {
    pub(super) fn right(&self) -> impl Iterator<Item = &JudgedRow> {
        self.rows.iter().filter(|row| row.is_right())
    }

    pub(super) fn report(&self, dry_run: bool, warnings: Vec<Finding>) -> ClassListReport {
        let count = |of: fn(&Deed) -> bool| self.right().filter(|row| of(&row.deed)).count();
        let lines = self.rows.iter().filter(|row| !row.findings.is_empty());
        ClassListReport {
            rows_read: self.rows.len(),
            kept: count(|deed| !matches!(deed, Deed::Nothing)),
            replaced: count(|deed| matches!(deed, Deed::Replace(_))),
            unchanged: count(|deed| matches!(deed, Deed::Nothing)),
            rejected: self.rows.iter().filter(|row| !row.is_right()).count(),
            candidates_added: self.right().filter(|row| !row.is_member).count(),
            dry_run,
            warnings,
            lines: lines
                .map(|row| LineReport {
                    line: row.line,
                    sheet: String::new(),
                    accepted: row.is_right(),
                    findings: row.findings.clone(),
                })
                .collect(),
        }
    }

    /// 409 where every wrong row only contradicts what is there, 422 otherwise.
    pub(super) fn refuse_all_for_one(&self) -> Answer<()> {
        let wrong: Vec<&JudgedRow> = self.rows.iter().filter(|row| !row.is_right()).collect();
        if wrong.is_empty() {
            return Ok(());
        }
        let findings = wrong.iter().flat_map(|row| row.findings.iter().cloned());
        let findings = findings.collect();
        if wrong.iter().all(|row| row.conflict) {
            Err(Refusal::Conflict(findings))
        } else {
            Err(Refusal::Invalid(findings))
        }
    }
}
