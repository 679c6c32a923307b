//! A sitting with its marking plan, read once: who marks what, what the markers gave, what of it is settled.

use std::collections::{BTreeMap, BTreeSet};

use super::board::{Board, Place, counts};
use super::sitting_form::PinnedPart;
use super::{Answer, Refusal};
use crate::bank::{Hundredths, Points};
use crate::language::finding::Finding;
use crate::scoring::mark::{self, MarkEntry, MarkSource};
use crate::scoring::marking::allocation::SeatKind;
use crate::scoring::marking::comparison::{Apart, Aspect, Judgement, Outcome, compare};
use crate::scoring::marking::plan::{MarkingMode, MarkingPlanDocument, Resolution};
use crate::scoring::response::Answer as Given;
use crate::store::marker_marks::{self, MarkerMarkRow};
use crate::store::marking_plans::{self as plans, SeatRow};
use crate::store::marks::{self, MarkRow};
use crate::store::sittings::SittingRow;
use crate::store::{AnyConnection, failure};

/// The work on one task: attempt and position.
pub(super) type Task = (i64, i32);

/// The current marks of one marker for a task.
type MarksOfTask = BTreeMap<Aspect, MarkerMarkRow>;

/// A sitting on the desk.
pub(super) struct Desk {
    /// Its form, attempts, states and marks of results.
    pub board: Board,
    /// The plan in force.
    pub plan: MarkingPlanDocument,
    /// Who marks what by it.
    pub seats: Vec<SeatRow>,
    /// What the candidates gave, newest.
    pub answers: BTreeMap<Place, Given>,
    given: BTreeMap<(Task, String), MarksOfTask>,
}

/// How far a task is.
pub(super) enum Settling {
    /// Somebody has not marked it yet.
    Waiting,
    /// Its marks stand in the result.
    Done,
    /// Nobody is to decide: these are the marks.
    Ready(Settled),
    /// An adjudicator decides.
    Apart(Apart),
}

/// What becomes the marks of a task without anybody's decision.
pub(super) struct Settled {
    /// The points.
    pub marks: Judgement,
    /// The marker; '' where the rule settled two.
    pub marker: String,
    /// How they were settled.
    pub how: String,
}

impl Desk {
    /// Reads a sitting that is marked by a plan.
    pub fn read(c: &mut AnyConnection, sitting: SittingRow) -> Answer<Self> {
        let no = sitting.sitting_no;
        let plan_id = plans::of_sitting(c, no)?.ok_or(Refusal::not_found("marking plan"))?;
        let version = plans::newest(c, &plan_id)?
            .ok_or_else(|| Refusal::Internal(format!("marking plan {plan_id} has no version")))?;
        let mut answers = BTreeMap::new();
        // Oldest first: the newest stays.
        for row in marks::responses_of(c, no)? {
            let given = failure::read_json(&row.raw)?;
            answers.insert((row.attempt_no, row.position, row.part), given);
        }
        let mut desk = Self {
            board: Board::read(c, sitting)?,
            plan: failure::read_json(&version.document)?,
            seats: plans::seats_of(c, no, version.version)?,
            answers,
            given: BTreeMap::new(),
        };
        // By number: a mark comes after the one it supersedes and takes its place.
        for mark in marker_marks::of_sitting(c, no)? {
            desk.keep(mark);
        }
        Ok(desk)
    }

    /// Puts a marker's newest mark in its place.
    pub fn keep(&mut self, mark: MarkerMarkRow) {
        let task = ((mark.attempt_no, mark.position), mark.marker_id.clone());
        let aspect = (mark.part.clone(), mark.descriptor.clone());
        self.given.entry(task).or_default().insert(aspect, mark);
    }

    /// The seat of a marker at a task.
    pub fn seat_of(&self, task: Task, marker: &str) -> Option<&SeatRow> {
        self.seats_at(task).find(|seat| seat.marker_id == marker)
    }

    /// The seats at a task; they stand by attempt and position.
    pub fn seats_at(&self, task: Task) -> impl Iterator<Item = &SeatRow> {
        let begins = self
            .seats
            .partition_point(|seat| (seat.attempt_no, seat.position) < task);
        let from = self.seats[begins..].iter();
        from.take_while(move |seat| (seat.attempt_no, seat.position) == task)
    }

    /// The marker at a task, as first or second.
    pub fn marker_at(&self, task: Task, kind: SeatKind) -> Option<&str> {
        let mut seats = self.seats_at(task);
        let seat = seats.find(|seat| seat.seat == kind.as_str())?;
        Some(&seat.marker_id)
    }

    /// True where everybody marks the task for control.
    pub fn is_control(&self, task: Task) -> bool {
        self.marker_at(task, SeatKind::Control).is_some()
    }

    /// Every task that the plan gives to somebody, in order.
    pub fn tasks(&self) -> BTreeSet<Task> {
        let seats = self.seats.iter();
        seats.map(|seat| (seat.attempt_no, seat.position)).collect()
    }

    /// True where the candidate was not there to write the task.
    pub fn is_away(&self, (attempt_no, position): Task) -> bool {
        let part = self.board.written_in(attempt_no, position);
        part.is_some_and(super::board::is_away)
    }

    /// The parts of a task that people mark and that were not left blank.
    pub fn parts(&self, (attempt_no, position): Task) -> Vec<PinnedPart<'_>> {
        let number = u32::try_from(position).unwrap_or_default();
        let mut parts = self.board.form.marked_by_people(number);
        parts.retain(|pinned| {
            let place = (attempt_no, position, pinned.part.id.clone());
            !self.answers.get(&place).is_some_and(|given| given.blank)
        });
        parts
    }

    /// What of a task has points of its own.
    pub fn aspects(&self, task: Task) -> Vec<Aspect> {
        let parts = self.parts(task);
        let of_part = |pinned: &PinnedPart<'_>| {
            let part = pinned.part.id.clone();
            let descriptors = pinned.descriptors().into_iter();
            let all: Vec<Aspect> = descriptors.map(|d| (part.clone(), d.to_owned())).collect();
            all
        };
        parts.iter().flat_map(of_part).collect()
    }

    /// A marker's current mark.
    pub fn given(&self, task: Task, marker: &str, aspect: &Aspect) -> Option<&MarkerMarkRow> {
        let marks = self.given.get(&(task, marker.to_owned()))?;
        marks.get(aspect)
    }

    /// True where a marker has begun a task.
    pub fn has_begun(&self, task: Task, marker: &str) -> bool {
        self.given.contains_key(&(task, marker.to_owned()))
    }

    /// A marker's current marks of a task, as far as they go.
    pub fn marks_of(&self, task: Task, marker: &str) -> impl Iterator<Item = &MarkerMarkRow> {
        let marks = self.given.get(&(task, marker.to_owned()));
        marks.into_iter().flat_map(BTreeMap::values)
    }

    /// A marker's points for everything that has some at a task; none while something lacks.
    pub fn judgement(&self, task: Task, marker: &str) -> Option<Judgement> {
        let points = |aspect: Aspect| {
            let mark = self.given(task, marker, &aspect)?;
            Some((aspect, Hundredths(mark.points)))
        };
        self.aspects(task).into_iter().map(points).collect()
    }

    /// The mark of the result, where a person's stands there that counts.
    pub fn settled(&self, task: Task, aspect: &Aspect) -> Option<&MarkRow> {
        let (part, descriptor) = aspect.clone();
        let mark = self.board.current(&(task.0, task.1, part, descriptor))?;
        let by_key = mark.source == MarkSource::Key.as_str();
        (counts(mark) && !by_key).then_some(mark)
    }

    /// True where everything of a task stands in the result.
    pub fn is_settled(&self, task: Task) -> bool {
        let aspects = self.aspects(task);
        aspects
            .iter()
            .all(|aspect| self.settled(task, aspect).is_some())
    }

    /// How far a task is that the plan gives to one or two markers.
    pub fn settling(&self, task: Task) -> Settling {
        if self.is_settled(task) {
            return Settling::Done;
        }
        let Some(first) = self.marker_at(task, SeatKind::First) else {
            return Settling::Waiting;
        };
        let Some(own) = self.judgement(task, first) else {
            return Settling::Waiting;
        };
        let Some(second) = self.marker_at(task, SeatKind::Second) else {
            return Settling::Ready(Settled {
                marks: own,
                marker: first.to_owned(),
                how: "single".to_owned(),
            });
        };
        let Some(other) = self.judgement(task, second) else {
            return Settling::Waiting;
        };
        let fits = |aspect: &Aspect, points: Points| self.fits(task.1, aspect, points);
        let position = u32::try_from(task.1).unwrap_or_default();
        let rule = (self.plan.tolerance_of(position), self.plan.resolution);
        match compare(rule, (&own, &other), &fits) {
            Outcome::Apart(apart) => Settling::Apart(apart),
            Outcome::Settled(marks) => Settling::Ready(Settled {
                how: how(rule.1, own == other).to_owned(),
                marker: String::new(),
                marks,
            }),
        }
    }

    /// Greatest points of an aspect.
    pub fn maximum(&self, position: i32, (part, descriptor): &Aspect) -> Points {
        let position = u32::try_from(position).unwrap_or_default();
        let Ok(pinned) = self.board.form.part(position, Some(part)) else {
            return Points::ZERO;
        };
        let mut listed = pinned.part.scheme.descriptors.iter();
        let named = listed.find(|own| own.id == *descriptor);
        named.map_or(pinned.part.points, |own| own.points)
    }

    /// True where the mark scheme has such points.
    fn fits(&self, position: i32, (part, descriptor): &Aspect, points: Points) -> bool {
        let position = u32::try_from(position).unwrap_or_default();
        let Ok(pinned) = self.board.form.part(position, Some(part)) else {
            return false;
        };
        let entry = MarkEntry {
            descriptor: Some(descriptor.clone()).filter(|id| !id.is_empty()),
            points: points.as_f64(),
            source: MarkSource::Independent,
        };
        mark::check(pinned.part, pinned.item_type(), &entry).is_ok()
    }

    /// True while the second marker of a task waits for the first, whose marks he or she is to see.
    pub fn waits_for_first(&self, task: Task, kind: &str) -> bool {
        let behind = self.plan.mode == MarkingMode::ReadBehind && kind == SeatKind::Second.as_str();
        let first = self.marker_at(task, SeatKind::First);
        behind && first.is_some_and(|first| self.judgement(task, first).is_none())
    }

    /// What waits for an adjudicator: tasks whose markers are apart, and control scripts nobody agreed on.
    pub fn to_adjudicate(&self) -> Vec<(Task, Option<Apart>)> {
        let waits = |task: Task| match self.settling(task) {
            Settling::Apart(apart) => Some((task, Some(apart))),
            Settling::Waiting if self.is_control(task) => Some((task, None)),
            _ => None,
        };
        let present = self.tasks().into_iter().filter(|task| !self.is_away(*task));
        present.filter_map(waits).collect()
    }
}

fn how(rule: Resolution, alike: bool) -> &'static str {
    match rule {
        _ if alike => "alike",
        other => other.as_str(),
    }
}

/// The tasks of a sitting that a plan gives to markers.
pub(super) fn planned_tasks(c: &mut AnyConnection, sitting_no: i64) -> Answer<BTreeSet<Task>> {
    let Some(plan_id) = plans::of_sitting(c, sitting_no)? else {
        return Ok(BTreeSet::new());
    };
    let Some(version) = plans::newest(c, &plan_id)? else {
        return Ok(BTreeSet::new());
    };
    let seats = plans::seats_of(c, sitting_no, version.version)?.into_iter();
    Ok(seats.map(|seat| (seat.attempt_no, seat.position)).collect())
}

/// Candidates and positions that somebody is still to mark by the plan, and whose marks he or she does not
/// see before.
pub(super) fn hidden_from(
    c: &mut AnyConnection,
    marker: &str,
    sitting: &SittingRow,
) -> Answer<BTreeSet<(String, i32)>> {
    if plans::of_sitting(c, sitting.sitting_no)?.is_none() {
        return Ok(BTreeSet::new());
    }
    let desk = Desk::read(c, sitting.clone())?;
    let codes = desk.board.codes();
    let own = desk.seats.iter().filter(|seat| seat.marker_id == marker);
    let tasks = own.map(|seat| (seat.attempt_no, seat.position));
    let open = tasks.filter(|task| desk.judgement(*task, marker).is_none());
    let shown = |(attempt_no, position)| {
        let code = codes.get(&attempt_no).copied().unwrap_or_default();
        (code.to_owned(), position)
    };
    Ok(open.map(shown).collect())
}

/// What of a sitting's marking plan is not settled; nothing where it has none.
pub(super) fn unfinished(c: &mut AnyConnection, sitting: &SittingRow) -> Answer<Option<Finding>> {
    if plans::of_sitting(c, sitting.sitting_no)?.is_none() {
        return Ok(None);
    }
    let desk = Desk::read(c, sitting.clone())?;
    let open = desk.tasks().into_iter();
    let open = open.filter(|task| !desk.is_away(*task) && !desk.is_settled(*task));
    let open = open.count();
    let finding = || {
        Finding::error("marking_unfinished", "")
            .with("tasks", open)
            .with("apart", desk.to_adjudicate().len())
    };
    Ok((open > 0).then(finding))
}

/// The finding that a task is marked by a plan.
pub(super) fn marked_by_plan(candidate: &str, position: u32) -> Finding {
    Finding::error("mark_by_plan", "/position")
        .with("candidate", candidate)
        .with("position", position)
}
