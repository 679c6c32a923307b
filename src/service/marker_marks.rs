//! Marks of the markers of a plan: entered where somebody has a seat, compared once both are in, settled by
//! the plan's rule. What is apart waits for an adjudicator.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::{Board, Spot};
use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::marking_desk::{Desk, Settled, Settling, Task};
use super::responses::twice;
use super::sitting_access::{audit_bulk, open_sitting};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::Points;
use crate::document::content_hash;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::mark::{self, MarkEntry, MarkSource};
use crate::scoring::marking::allocation::SeatKind;
use crate::scoring::marking::comparison::Aspect;
use crate::store::marker_marks::{self, MarkGroundRow, MarkerMarkRow};
use crate::store::marks::{self, MarkRow};
use crate::store::sittings;

/// Marks of a marker, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnterMarkerMarks {
    /// The marks.
    #[schemars(length(min = 1))]
    pub rows: Vec<MarkerMark>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// One mark of a marker.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkerMark {
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    #[schemars(range(min = 1))]
    pub position: u32,
    /// Part id; needed where the task has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Descriptor id; absent for the mark of a whole part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<String>,
    /// Points, at most two decimal places.
    pub points: f64,
    /// Number of your own current mark, where there is one: this one takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<i64>,
    /// Why it is superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 400))]
    pub reason: Option<String>,
}

/// Keeps the marks of a marker and settles what is complete by them.
pub fn enter_marker_marks(
    services: &Services,
    call: &Call,
    id: &str,
    input: EnterMarkerMarks,
) -> Answer<BulkAnswer> {
    services.write(call, "enter_marker_marks", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = open_sitting(unit.c, call, id, Permission::WriteMarks)?;
        let mut desk = Desk::read(unit.c, sitting)?;
        let made = made(unit, &desk, &input, &mut checked);
        checked.settle(input.mode)?;
        let mut touched = BTreeSet::new();
        let mut rows = Vec::new();
        let kept = checked.kept();
        let first = take_numbers(unit, &desk, kept.len())?;
        for (row, number) in kept.into_iter().zip(first..) {
            let Some(mut mark) = made[row].clone() else {
                continue;
            };
            mark.mark_no = number;
            checked.marked(row, vec![number]);
            touched.insert((mark.attempt_no, mark.position));
            desk.keep(mark.clone());
            rows.push(mark);
        }
        marker_marks::insert(unit.c, &rows)?;
        settle(unit, &desk, &touched)?;
        let hash = content_hash(&input.rows);
        audit_bulk(
            unit,
            &desk.board.sitting,
            "marker marks",
            input.rows.len(),
            &hash,
        )?;
        Ok(checked.answer())
    })
}

/// The first of so many numbers of marks in a held sitting.
pub(super) fn take_numbers(unit: &mut Unit<'_>, desk: &Desk, count: usize) -> Answer<i64> {
    sittings::take_marks(unit.c, desk.board.sitting.sitting_no, count as i64)?
        .ok_or_else(|| Refusal::Internal("the held sitting was closed".into()))
}

/// The mark of each right row, without its number.
fn made(
    unit: &Unit<'_>,
    desk: &Desk,
    input: &EnterMarkerMarks,
    checked: &mut Rows,
) -> Vec<Option<MarkerMarkRow>> {
    let mut seen: BTreeMap<(Task, Aspect), usize> = BTreeMap::new();
    let mut made = Vec::new();
    for (row, entry) in input.rows.iter().enumerate() {
        let part = entry.part.as_deref();
        let about = (entry.candidate.as_str(), entry.position, part);
        let Some(spot) = desk.board.spot(row, about, checked) else {
            made.push(None);
            continue;
        };
        Board::refuse_absent(row, &spot, &entry.candidate, checked);
        Board::refuse_planned(row, &spot, &entry.candidate, checked);
        let points = points_of(
            row,
            (&spot, entry.descriptor.as_ref(), entry.points),
            checked,
        );
        let task = (spot.attempt_no, spot.position());
        let aspect = aspect_of(&spot, entry.descriptor.as_ref());
        if let Some(first) = seen.insert((task, aspect.clone()), row) {
            checked.find(row, twice(&entry.candidate, entry.position, first));
        }
        if let Some(finding) = not_yours(unit, desk, (task, &aspect), entry) {
            checked.contradict(row, finding);
        }
        check_superseding(unit, desk, (row, entry), (task, &aspect), checked);
        made.push(points.map(|points| row_of(unit, &spot, (entry, aspect), points)));
    }
    made
}

/// The points, where they fit the mark scheme.
pub(super) fn points_of(
    row: usize,
    (spot, descriptor, points): (&Spot<'_>, Option<&String>, f64),
    checked: &mut Rows,
) -> Option<Points> {
    let handed_in = MarkEntry {
        descriptor: descriptor.cloned(),
        points,
        source: MarkSource::Independent,
    };
    match mark::check(spot.pinned.part, spot.pinned.item_type(), &handed_in) {
        Ok(points) => Some(points),
        Err(findings) => {
            checked.find_all(row, "", findings);
            None
        }
    }
}

/// Part and descriptor of a row.
pub(super) fn aspect_of(spot: &Spot<'_>, descriptor: Option<&String>) -> Aspect {
    let descriptor = descriptor.cloned().unwrap_or_default();
    (spot.pinned.part.id.clone(), descriptor)
}

/// Why the caller does not mark this, or not now.
fn not_yours(
    unit: &Unit<'_>,
    desk: &Desk,
    (task, aspect): (Task, &Aspect),
    entry: &MarkerMark,
) -> Option<Finding> {
    let about = |finding: Finding| {
        let finding = finding.with("candidate", entry.candidate.as_str());
        Some(finding.with("position", entry.position))
    };
    let Some(seat) = desk.seat_of(task, &unit.call.actor.user_id) else {
        return about(Finding::error("marking_seat_missing", "/position"));
    };
    if seat.seat != SeatKind::Control.as_str() && desk.settled(task, aspect).is_some() {
        return about(Finding::error("marking_settled", "/position"));
    }
    if desk.waits_for_first(task, &seat.seat) {
        return about(Finding::error("marking_first_missing", "/position"));
    }
    None
}

fn check_superseding(
    unit: &Unit<'_>,
    desk: &Desk,
    (row, entry): (usize, &MarkerMark),
    (task, aspect): (Task, &Aspect),
    checked: &mut Rows,
) {
    let current = desk.given(task, &unit.call.actor.user_id, aspect);
    let current = current.map(|mark| mark.mark_no);
    match (entry.supersedes, current) {
        (None, Some(current)) => {
            let finding = Finding::error("mark_exists", "/supersedes");
            checked.contradict(row, finding.with("current", current));
        }
        (Some(old), current) if current != Some(old) => {
            let finding = Finding::error("mark_not_current", "/supersedes").with("mark", old);
            let finding = match current {
                Some(current) => finding.with("current", current),
                None => finding,
            };
            checked.contradict(row, finding);
        }
        _ => {}
    }
    let reason = entry.reason.as_deref().unwrap_or_default();
    if entry.supersedes.is_some() && reason.trim().is_empty() {
        let finding = Finding::error("reason_missing", "/reason");
        checked.find(row, finding.with("what", "supersedes"));
    }
}

fn row_of(
    unit: &Unit<'_>,
    spot: &Spot<'_>,
    (entry, (part, descriptor)): (&MarkerMark, Aspect),
    points: Points,
) -> MarkerMarkRow {
    MarkerMarkRow {
        sitting_no: spot.written_in.sitting_no,
        mark_no: 0,
        attempt_no: spot.attempt_no,
        position: spot.position(),
        part,
        max_points: spot.maximum(&descriptor).0,
        descriptor,
        marker_id: unit.call.actor.user_id.clone(),
        points: points.0,
        supersedes: entry.supersedes,
        reason: entry.reason.clone().unwrap_or_default(),
        created_at: unit.now,
    }
}

/// Makes the marks of the result of every task that is complete and not apart.
fn settle(unit: &mut Unit<'_>, desk: &Desk, touched: &BTreeSet<Task>) -> Answer<()> {
    let ready = touched
        .iter()
        .filter_map(|task| match desk.settling(*task) {
            Settling::Ready(settled) => Some((*task, settled)),
            _ => None,
        });
    let ready: Vec<(Task, Settled)> = ready.collect();
    let open = ready.iter().flat_map(|(task, settled)| {
        let marks = settled.marks.iter();
        let open = marks.filter(move |(aspect, _)| desk.settled(*task, aspect).is_none());
        open.map(move |(aspect, points)| ((*task, aspect), *points, settled))
    });
    let open: Vec<_> = open.collect();
    let first = take_numbers(unit, desk, open.len())?;
    let (mut made, mut grounds) = (Vec::new(), Vec::new());
    for ((about, points, settled), number) in open.into_iter().zip(first..) {
        made.push(MarkRow {
            source: MarkSource::Independent.as_str().to_owned(),
            marker_id: settled.marker.clone(),
            reason: format!("marking plan: {}", settled.how),
            ..new_mark(unit, desk, about, (points, number))
        });
        grounds.extend(grounds_of(desk, about, number));
    }
    marks::insert_marks(unit.c, &made)?;
    Ok(marker_marks::insert_grounds(unit.c, &grounds)?)
}

/// A mark of the result in the place of what stands there; source, marker and reason are the caller's.
pub(super) fn new_mark(
    unit: &Unit<'_>,
    desk: &Desk,
    (task, aspect): (Task, &Aspect),
    (points, mark_no): (Points, i64),
) -> MarkRow {
    let (part, descriptor) = aspect.clone();
    let target = (task.0, task.1, part.clone(), descriptor.clone());
    MarkRow {
        sitting_no: desk.board.sitting.sitting_no,
        mark_no,
        attempt_no: task.0,
        position: task.1,
        max_points: desk.maximum(task.1, aspect).0,
        part,
        descriptor,
        points: points.0,
        source: String::new(),
        marker_id: unit.call.actor.user_id.clone(),
        supersedes: desk.board.current(&target).map(|mark| mark.mark_no),
        reason: String::new(),
        created_at: unit.now,
        feedback: String::new(),
    }
}

/// The marks of first and second markers whose place a mark of the result takes.
pub(super) fn grounds_of(
    desk: &Desk,
    (task, aspect): (Task, &Aspect),
    mark_no: i64,
) -> Vec<MarkGroundRow> {
    let seats = desk.seats_at(task);
    let seats = seats.filter(|seat| seat.seat != SeatKind::Control.as_str());
    let marks = seats.filter_map(|seat| desk.given(task, &seat.marker_id, aspect));
    marks
        .map(|mark| MarkGroundRow {
            sitting_no: mark.sitting_no,
            mark_no,
            marker_mark_no: mark.mark_no,
        })
        .collect()
}
