//! What somebody is to mark: the work beside its mark scheme, task by task. Of the candidate nothing but the
//! code, of other markers nothing but, for whoever reads behind, the first marks; control scripts look
//! like all others.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::keys_day::refuse_early_guide;
use super::marking_desk::{Desk, Task};
use super::marking_guide::{self, GuideTask};
use super::organisations::path_of;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::{Hundredths, Language, Points};
use crate::identity::{Object, Permission};
use crate::scoring::marking::allocation::SeatKind;
use crate::scoring::marking::plan::{Allocation, MarkingMode};
use crate::scoring::response::Answer as Given;
use crate::store::marking_plans;
use crate::store::sittings::SittingRow;
use crate::store::{AnyConnection, StoreError};

/// A task that waits for a marker.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ToMark {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    pub position: i32,
    /// What the candidate gave, as far as it is on record; the rest lies on paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<GivenAnswer>,
    /// Descriptors, bands, sample and accepted answers.
    pub scheme: GuideTask,
    /// Your marks so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<GivenMark>,
    /// The first marker's marks, where you read behind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first_marks: Vec<GivenMark>,
}

/// An answer to one part.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GivenAnswer {
    /// Part id.
    pub part: String,
    /// As given.
    pub answer: Given,
}

/// A mark as a marker gave it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GivenMark {
    /// Number in the sitting.
    pub mark: i64,
    /// Part id.
    pub part: String,
    /// Descriptor id; absent for the whole part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
    /// Points.
    pub points: Points,
}

/// Place of a task in the queue: the sitting's number, then by task or by script.
type Turn = (i64, i64, i64);

/// What the caller is to mark, sitting by sitting; within one by task where tasks are dealt, else by script.
pub fn read_marking_queue(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<ToMark>> {
    let limit = request.limit(&services.limits);
    let after = turn_of(&request.after()?);
    services.read(|c| {
        let mut found = Vec::new();
        let me = call.actor.user_id.as_str();
        for sitting in marking_plans::open_sittings_of_marker(c, me, after.0)? {
            if let Some(desk) = desk_of(services, c, call, sitting)? {
                found.extend(waiting(call, &desk, after)?);
            }
            if found.len() as i64 > limit {
                found.truncate(limit as usize + 1);
                break;
            }
        }
        let key = |(turn, _): &(Turn, ToMark)| format!("{}.{}.{}", turn.0, turn.1, turn.2);
        Ok(page::page(found, limit, key, |(_, shown)| shown))
    })
}

/// A sitting where the caller still marks, once the guide may be read.
fn desk_of(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    sitting: SittingRow,
) -> Answer<Option<Desk>> {
    let path = path_of(c, &sitting.owner_org)?;
    let object = Object::of(&path)
        .subject(&sitting.subject)
        .language(&sitting.language);
    if !call.may(Permission::WriteMarks, &object) {
        return Ok(None);
    }
    let desk = Desk::read(c, sitting)?;
    let (sitting, form) = (&desk.board.sitting, &desk.board.form);
    match refuse_early_guide(services, c, call, sitting, &form.specification) {
        Ok(()) => Ok(Some(desk)),
        Err(Refusal::Forbidden(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

fn waiting(call: &Call, desk: &Desk, after: Turn) -> Answer<Vec<(Turn, ToMark)>> {
    let me = call.actor.user_id.as_str();
    let own = desk.seats.iter().filter(|seat| seat.marker_id == me);
    let mut turns: Vec<(Turn, Task, &str)> = own
        .map(|seat| {
            let task = (seat.attempt_no, seat.position);
            (turn(desk, task), task, seat.seat.as_str())
        })
        .filter(|(turn, task, kind)| *turn > after && waits(desk, *task, me, kind))
        .collect();
    turns.sort();
    let codes = desk.board.codes();
    let mut found = Vec::new();
    for (turn, task, kind) in turns {
        let Some(scheme) = scheme_of(desk, task.1)? else {
            continue;
        };
        let behind = desk.plan.mode == MarkingMode::ReadBehind && kind == SeatKind::Second.as_str();
        let first = desk.marker_at(task, SeatKind::First).filter(|_| behind);
        let shown = ToMark {
            sitting_id: desk.board.sitting.id.clone(),
            candidate: codes.get(&task.0).copied().unwrap_or_default().to_owned(),
            position: task.1,
            answers: answers_to(desk, task),
            scheme,
            marks: marks_by(desk, task, me),
            first_marks: first.map_or_else(Vec::new, |first| marks_by(desk, task, first)),
        };
        found.push((turn, shown));
    }
    Ok(found)
}

/// True while the caller has something to give to a task and may give it now.
fn waits(desk: &Desk, task: Task, me: &str, kind: &str) -> bool {
    let control = kind == SeatKind::Control.as_str();
    let done = desk.judgement(task, me).is_some() || (!control && desk.is_settled(task));
    !done
        && !desk.aspects(task).is_empty()
        && !desk.is_away(task)
        && !desk.waits_for_first(task, kind)
}

fn turn(desk: &Desk, (attempt_no, position): Task) -> Turn {
    let no = desk.board.sitting.sitting_no;
    match desk.plan.allocation {
        Allocation::ItemWise => (no, i64::from(position), attempt_no),
        Allocation::ScriptWise => (no, attempt_no, i64::from(position)),
    }
}

/// The turn a cursor names; the very first where there is none.
fn turn_of(cursor: &str) -> Turn {
    let mut numbers = cursor.split('.').map(|number| number.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next())
}

/// The mark scheme of a task in the sitting's language.
pub(super) fn scheme_of(desk: &Desk, position: i32) -> Answer<Option<GuideTask>> {
    let language: Language = desk
        .board
        .sitting
        .language
        .parse()
        .map_err(StoreError::Corrupt)?;
    let number = u32::try_from(position).unwrap_or_default();
    let mut tasks = desk.board.form.tasks();
    let task = tasks.find(|(at, _)| at.position == number);
    Ok(task.map(|(at, item)| {
        let mut shown = marking_guide::task(at.position, item, &language);
        shown.parts.retain(|part| part.by_marker);
        shown
    }))
}

/// What a candidate gave to a task.
pub(super) fn answers_to(desk: &Desk, task: Task) -> Vec<GivenAnswer> {
    let parts = desk.parts(task);
    let given = parts.iter().filter_map(|pinned| {
        let place = (task.0, task.1, pinned.part.id.clone());
        let answer = desk.answers.get(&place)?.clone();
        Some(GivenAnswer {
            part: place.2,
            answer,
        })
    });
    given.collect()
}

/// What a marker gave to a task.
pub(super) fn marks_by(desk: &Desk, task: Task, marker: &str) -> Vec<GivenMark> {
    let marks = desk.marks_of(task, marker);
    marks
        .map(|mark| GivenMark {
            mark: mark.mark_no,
            part: mark.part.clone(),
            descriptor: mark.descriptor.clone(),
            points: Hundredths(mark.points),
        })
        .collect()
}
