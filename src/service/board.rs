//! Everything a bulk call about a sitting checks its rows against, read once while the sitting is held.

use std::collections::{BTreeMap, BTreeSet};

use super::bulk::Rows;
use super::sitting_access::{attempts_by_code, form_of, state_missing, unknown_candidate};
use super::sitting_form::{PinnedPart, SittingForm};
use super::{Answer, Unit};
use crate::bank::Points;
use crate::language::finding::Finding;
use crate::scoring::mark::MarkSource;
use crate::store::AnyConnection;
use crate::store::marks::{self, MarkRow};
use crate::store::sittings::{self, AttemptPartRow, AttemptRow, SittingRow};

/// What a mark is about: attempt, position, part, descriptor.
pub(super) type Target = (i64, i32, String, String);

/// What a response is to: attempt, position, part.
pub(super) type Place = (i64, i32, String);

/// A sitting, held, with its form, attempts, states and current marks.
pub(super) struct Board {
    /// The sitting.
    pub sitting: SittingRow,
    /// Its form.
    pub form: SittingForm,
    attempts: BTreeMap<String, AttemptRow>,
    parts: BTreeMap<(i64, i32), AttemptPartRow>,
    current: BTreeMap<Target, MarkRow>,
}

/// What a row is about, once candidate, position and part are known.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The attempt.
    pub attempt_no: i64,
    /// The task's part.
    pub pinned: PinnedPart<'a>,
    /// The attempt part it is written in.
    pub written_in: &'a AttemptPartRow,
}

impl Spot<'_> {
    /// Position as rows keep it.
    pub fn position(&self) -> i32 {
        i32::try_from(self.pinned.position.position).unwrap_or(i32::MAX)
    }

    /// The place of a response.
    pub fn place(&self) -> Place {
        (
            self.attempt_no,
            self.position(),
            self.pinned.part.id.clone(),
        )
    }

    /// The target of a mark.
    pub fn target(&self, descriptor: &str) -> Target {
        let (attempt_no, position, part) = self.place();
        (attempt_no, position, part, descriptor.to_owned())
    }

    /// Greatest points of a descriptor, or of the part.
    pub fn maximum(&self, descriptor: &str) -> Points {
        let descriptors = &self.pinned.part.scheme.descriptors;
        let named = descriptors.iter().find(|d| d.id == descriptor);
        named.map_or(self.pinned.part.points, |d| d.points)
    }
}

impl Board {
    /// Reads a sitting that the caller holds.
    pub fn of(unit: &mut Unit<'_>, sitting: SittingRow) -> Answer<Self> {
        Self::read(unit.c, sitting)
    }

    /// Reads a sitting to be looked at.
    pub fn read(c: &mut AnyConnection, sitting: SittingRow) -> Answer<Self> {
        let (_, form) = form_of(c, &sitting)?;
        let attempts = attempts_by_code(c, &sitting)?;
        let parts = sittings::parts_of(c, sitting.sitting_no)?;
        let marks = marks::of_sitting(c, sitting.sitting_no)?;
        Ok(Self {
            form,
            attempts,
            parts: parts
                .into_iter()
                .map(|part| ((part.attempt_no, part.part_no), part))
                .collect(),
            current: current(marks),
            sitting,
        })
    }

    /// The current mark of a target.
    pub fn current(&self, target: &Target) -> Option<&MarkRow> {
        self.current.get(target)
    }

    /// Every current mark of the sitting.
    pub fn current_marks(&self) -> impl Iterator<Item = &MarkRow> {
        self.current.values()
    }

    /// Number of a candidate's attempt.
    pub fn attempt_of(&self, candidate: &str) -> Option<i64> {
        let attempt = self.attempts.get(candidate);
        attempt.map(|attempt| attempt.attempt_no)
    }

    /// Candidate codes by attempt.
    pub fn codes(&self) -> BTreeMap<i64, &str> {
        let attempts = self.attempts.iter();
        attempts
            .map(|(code, attempt)| (attempt.attempt_no, code.as_str()))
            .collect()
    }

    /// The attempt part that a candidate writes a task in.
    pub fn written_in(&self, attempt_no: i64, position: i32) -> Option<&AttemptPartRow> {
        let position = u32::try_from(position).ok()?;
        let mut tasks = self.form.tasks();
        let (at, _) = tasks.find(|(at, _)| at.position == position)?;
        let part_no = self.form.part_no_of(&at.section);
        self.parts.get(&(attempt_no, part_no))
    }

    /// Current marks of a part, whatever their descriptor.
    pub fn current_of<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a MarkRow> {
        let (attempt_no, position, part) = place;
        let first = (*attempt_no, *position, part.clone(), String::new());
        self.current
            .range(first..)
            .map(|(_, mark)| mark)
            .take_while(move |m| {
                m.attempt_no == *attempt_no && m.position == *position && m.part == *part
            })
    }

    /// What a row is about, or its findings: unknown candidate, position or part, both at once.
    pub fn spot<'a>(
        &'a self,
        row: usize,
        (candidate, position, part): (&str, u32, Option<&str>),
        checked: &mut Rows,
    ) -> Option<Spot<'a>> {
        let attempt = self.attempts.get(candidate);
        if attempt.is_none() {
            checked.find(row, unknown_candidate(candidate));
        }
        let pinned = match self.form.part(position, part) {
            Ok(pinned) => Some(pinned),
            Err(finding) => {
                checked.find(row, finding);
                None
            }
        };
        let (attempt, pinned) = (attempt?, pinned?);
        let part_no = self.form.part_no_of(&pinned.position.section);
        let written_in = self.parts.get(&(attempt.attempt_no, part_no))?;
        Some(Spot {
            attempt_no: attempt.attempt_no,
            pinned,
            written_in,
        })
    }

    /// Refuses a row about somebody who is recorded absent or void.
    pub fn refuse_absent(row: usize, spot: &Spot<'_>, candidate: &str, checked: &mut Rows) {
        if is_away(spot.written_in) {
            let finding = Finding::error("attempt_not_present", "/candidate");
            checked.contradict(
                row,
                finding
                    .with("candidate", candidate)
                    .with("state", spot.written_in.state.as_str())
                    .with("part", spot.written_in.part_no),
            );
        }
    }

    /// Refuses a row about somebody of whom it is not recorded whether he or she was there.
    pub fn refuse_planned(row: usize, spot: &Spot<'_>, candidate: &str, checked: &mut Rows) {
        if spot.written_in.state == "planned" {
            let code = candidate.to_owned();
            let part_no = spot.written_in.part_no;
            checked.find(row, state_missing("/candidate", Some(&code), part_no));
        }
    }
}

/// Absent, with a reason or without, or void.
pub(super) fn is_away(part: &AttemptPartRow) -> bool {
    matches!(part.state.as_str(), "absent_valid" | "absent" | "void")
}

/// True for a mark that counts: those of pupils are feedback.
pub(super) fn counts(mark: &MarkRow) -> bool {
    mark.source.parse().is_ok_and(MarkSource::counts)
}

/// The marks that nobody supersedes, by target.
pub(super) fn current(marks: Vec<MarkRow>) -> BTreeMap<Target, MarkRow> {
    let superseded: BTreeSet<i64> = marks.iter().filter_map(|mark| mark.supersedes).collect();
    marks
        .into_iter()
        .filter(|mark| !superseded.contains(&mark.mark_no))
        .map(|mark| (target_of(&mark), mark))
        .collect()
}

/// What a mark is about.
pub(super) fn target_of(mark: &MarkRow) -> Target {
    (
        mark.attempt_no,
        mark.position,
        mark.part.clone(),
        mark.descriptor.clone(),
    )
}
