//! Where markers are apart an adjudicator decides, who sees both and was neither of them; control scripts
//! get their agreed marks the same way, before anybody is compared with them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::Board;
use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::keys_day::refuse_early_guide;
use super::marker_marks::{aspect_of, grounds_of, new_mark, points_of, take_numbers};
use super::marking_desk::{Desk, Settling, Task};
use super::marking_guide::GuideTask;
use super::marking_queue::{GivenAnswer, GivenMark, answers_to, marks_by, scheme_of};
use super::responses::twice;
use super::sitting_access::{audit_bulk, open_sitting, sitting_for};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::Points;
use crate::document::content_hash;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::mark::MarkSource;
use crate::scoring::marking::allocation::SeatKind;
use crate::scoring::marking::comparison::{Apart, Aspect};
use crate::store::marker_marks;
use crate::store::marks::{self, MarkRow};

/// What waits for an adjudicator in a sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AdjudicationQueue {
    /// The sitting.
    pub sitting_id: String,
    /// Tasks, by candidate and position.
    pub items: Vec<ToAdjudicate>,
}

/// A task that waits for an adjudicator.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ToAdjudicate {
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    pub position: i32,
    /// A control script, whose marks are to be agreed on: what markers gave stays unseen.
    pub control: bool,
    /// How far the two are from each other; absent for a control script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<Apart>,
    /// Both markers with what they gave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub markers: Vec<JudgedBy>,
    /// What the candidate gave, as far as it is on record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<GivenAnswer>,
    /// Descriptors, bands, sample and accepted answers.
    pub scheme: GuideTask,
}

/// What one marker gave.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct JudgedBy {
    /// User id.
    pub marker: String,
    /// As first or second marker.
    pub seat: String,
    /// The marks.
    pub marks: Vec<GivenMark>,
}

/// Decisions of an adjudicator.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjudicateMarks {
    /// The decisions.
    #[schemars(length(min = 1))]
    pub rows: Vec<Decision>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// What something gets.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
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
    /// Why.
    #[schemars(length(min = 1, max = 400))]
    pub reason: String,
}

/// What waits for the caller's decision, where the plan names him or her as an adjudicator.
pub fn read_adjudication_queue(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<AdjudicationQueue> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::WriteMarks)?;
        let desk = Desk::read(c, sitting)?;
        require_adjudicator(call, &desk)?;
        let sitting = &desk.board.sitting;
        refuse_early_guide(services, c, call, sitting, &desk.board.form.specification)?;
        let codes = desk.board.codes();
        let mut items = Vec::new();
        for (task, apart) in desk.to_adjudicate() {
            let code = codes.get(&task.0).copied().unwrap_or_default();
            items.extend(shown(&desk, (task, code), apart)?);
        }
        items.sort_by(|a, b| (&a.candidate, a.position).cmp(&(&b.candidate, b.position)));
        Ok(AdjudicationQueue {
            sitting_id: sitting.id.clone(),
            items,
        })
    })
}

fn shown(
    desk: &Desk,
    (task, candidate): (Task, &str),
    apart: Option<Apart>,
) -> Answer<Option<ToAdjudicate>> {
    let Some(scheme) = scheme_of(desk, task.1)? else {
        return Ok(None);
    };
    let judged = |kind: SeatKind| {
        let marker = desk.marker_at(task, kind)?;
        Some(JudgedBy {
            marker: marker.to_owned(),
            seat: kind.as_str().to_owned(),
            marks: marks_by(desk, task, marker),
        })
    };
    let both = [SeatKind::First, SeatKind::Second];
    Ok(Some(ToAdjudicate {
        candidate: candidate.to_owned(),
        position: task.1,
        control: apart.is_none(),
        markers: both.into_iter().filter_map(judged).collect(),
        apart,
        answers: answers_to(desk, task),
        scheme,
    }))
}

/// The plan names who adjudicates; a grant to mark alone is not enough.
fn require_adjudicator(call: &Call, desk: &Desk) -> Answer<()> {
    match desk.plan.adjudicators.contains(&call.actor.user_id) {
        true => Ok(()),
        false => Err(Refusal::Forbidden(vec![Finding::error(
            "adjudicator_not_named",
            "",
        )])),
    }
}

/// Keeps decisions: each is a mark of the result that names what of the markers it takes the place of.
pub fn adjudicate_marks(
    services: &Services,
    call: &Call,
    id: &str,
    input: AdjudicateMarks,
) -> Answer<BulkAnswer> {
    services.write(call, "adjudicate_marks", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = open_sitting(unit.c, call, id, Permission::WriteMarks)?;
        let desk = Desk::read(unit.c, sitting)?;
        require_adjudicator(call, &desk)?;
        let decided = decided(unit, &desk, &input, &mut checked);
        checked.settle(input.mode)?;
        let kept = checked.kept();
        let first = take_numbers(unit, &desk, kept.len())?;
        let (mut made, mut grounds) = (Vec::new(), Vec::new());
        for (row, number) in kept.into_iter().zip(first..) {
            let Some((task, aspect, points)) = &decided[row] else {
                continue;
            };
            let about = (*task, aspect);
            made.push(MarkRow {
                source: MarkSource::Adjudicated.as_str().to_owned(),
                reason: input.rows[row].reason.clone(),
                ..new_mark(unit, &desk, about, (*points, number))
            });
            grounds.extend(grounds_of(&desk, about, number));
            checked.marked(row, vec![number]);
        }
        marks::insert_marks(unit.c, &made)?;
        marker_marks::insert_grounds(unit.c, &grounds)?;
        let hash = content_hash(&input.rows);
        audit_bulk(
            unit,
            &desk.board.sitting,
            "adjudication",
            input.rows.len(),
            &hash,
        )?;
        Ok(checked.answer())
    })
}

type Decided = Option<(Task, Aspect, Points)>;

fn decided(
    unit: &Unit<'_>,
    desk: &Desk,
    input: &AdjudicateMarks,
    checked: &mut Rows,
) -> Vec<Decided> {
    let mut seen: BTreeMap<(Task, Aspect), usize> = BTreeMap::new();
    let mut decided = Vec::new();
    for (row, entry) in input.rows.iter().enumerate() {
        let about = (
            entry.candidate.as_str(),
            entry.position,
            entry.part.as_deref(),
        );
        let Some(spot) = desk.board.spot(row, about, checked) else {
            decided.push(None);
            continue;
        };
        Board::refuse_absent(row, &spot, &entry.candidate, checked);
        if entry.reason.trim().is_empty() {
            let finding = Finding::error("reason_missing", "/reason");
            checked.find(row, finding.with("what", "points"));
        }
        let handed_in = (&spot, entry.descriptor.as_ref(), entry.points);
        let points = points_of(row, handed_in, checked);
        let task = (spot.attempt_no, spot.position());
        let aspect = aspect_of(&spot, entry.descriptor.as_ref());
        if let Some(first) = seen.insert((task, aspect.clone()), row) {
            checked.find(row, twice(&entry.candidate, entry.position, first));
        }
        if let Some(code) = refusal_of(unit, desk, task, &aspect) {
            let finding = code.with("candidate", entry.candidate.as_str());
            checked.contradict(row, finding.with("position", entry.position));
        }
        decided.push(points.map(|points| (task, aspect, points)));
    }
    decided
}

/// Why there is nothing to decide here, or not by the caller.
fn refusal_of(unit: &Unit<'_>, desk: &Desk, task: Task, aspect: &Aspect) -> Option<Finding> {
    let caller = unit.call.actor.user_id.as_str();
    if desk.settled(task, aspect).is_some() {
        return Some(Finding::error("marking_settled", "/position"));
    }
    // Whoever marked the work does not decide on it, in whichever seat.
    if desk.has_begun(task, caller) || desk.seat_of(task, caller).is_some() {
        return Some(Finding::error("adjudicator_marked_it", "/position"));
    }
    let open = desk.is_control(task) || matches!(desk.settling(task), Settling::Apart(_));
    (!open).then(|| Finding::error("marking_not_apart", "/position"))
}
