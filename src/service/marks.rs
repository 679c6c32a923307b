//! Marks per descriptor: awarded by people, superseded with a reason, never changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::{Board, Spot, Target, counts, is_away};
use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::level_locks::{Tried, refuse_locked};
use super::marking_desk::{Task, hidden_from, marked_by_plan, planned_tasks};
use super::responses::twice;
use super::sitting_access::{attempts_by_code, audit_bulk, open_sitting, sitting_for};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::{Hundredths, Points};
use crate::document::content_hash;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::mark::{self, MarkEntry, MarkSource};
use crate::store::marks::{self as rows, MarkRow};
use crate::store::{marker_marks, sittings};

/// Marks of a sitting, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordMarks {
    /// The marks.
    #[schemars(length(min = 1))]
    pub rows: Vec<AwardedMark>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// One mark as handed in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AwardedMark {
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
    /// Points, at most two decimal places. Null only for somebody who is recorded absent.
    pub points: Option<f64>,
    /// Who awards it.
    #[serde(default = "AwardedMark::default_source")]
    pub source: MarkSource,
    /// Number of the current mark, where there is one: this one takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<i64>,
    /// Why it is superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 400))]
    pub reason: Option<String>,
    /// Words for the candidate; needed where the specification hands nothing back without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 2000))]
    pub feedback: Option<String>,
}

impl AwardedMark {
    const fn default_source() -> MarkSource {
        MarkSource::Teacher
    }
}

/// A mark on record.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RecordedMark {
    /// Number in the sitting.
    pub mark: i64,
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    pub position: i32,
    /// Part id.
    pub part: String,
    /// Descriptor id; absent for the mark of a whole part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
    /// Points.
    pub points: Points,
    /// Greatest points, as pinned.
    pub max: Points,
    /// Who awarded it.
    pub source: String,
    /// User id of the marker; absent for the key.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marker: String,
    /// Number of the mark it superseded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<i64>,
    /// Why it superseded one, or what settled it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Words for the candidate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feedback: String,
    /// Numbers of the marks of a marking plan's markers whose place it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<i64>,
    /// Nobody supersedes it.
    pub current: bool,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// What of the marks is asked for.
#[derive(Clone, Debug, Default)]
pub struct MarkFilter {
    /// Candidate code.
    pub candidate: Option<String>,
    /// Position in the form.
    pub position: Option<i32>,
}

/// Keeps marks. Whoever changes a mark names the current one and says why; a stale number is refused.
pub fn record_marks(
    services: &Services,
    call: &Call,
    id: &str,
    input: RecordMarks,
) -> Answer<BulkAnswer> {
    services.write(call, "record_marks", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = open_sitting(unit.c, call, id, Permission::WriteMarks)?;
        let board = Board::of(unit, sitting)?;
        let planned = planned_tasks(unit.c, board.sitting.sitting_no)?;
        let spots = check(&input, (&board, &planned), &mut checked);
        refuse_locked(&board, tried(&input, &board, &spots), &mut checked);
        checked.settle(input.mode)?;
        let kept = checked.kept();
        let first = sittings::take_marks(unit.c, board.sitting.sitting_no, kept.len() as i64)?
            .ok_or_else(|| Refusal::Internal("the held sitting was closed".into()))?;
        let mut made = Vec::new();
        for (row, number) in kept.into_iter().zip(first..) {
            if let Some((spot, points)) = &spots[row] {
                made.push(row_of(
                    unit,
                    &board,
                    spot,
                    &input.rows[row],
                    *points,
                    number,
                ));
                checked.marked(row, vec![number]);
            }
        }
        rows::insert_marks(unit.c, &made)?;
        let hash = content_hash(&input.rows);
        audit_bulk(unit, &board.sitting, "marks", input.rows.len(), &hash)?;
        Ok(checked.answer())
    })
}

/// What each right row brings beside the mark that it supersedes.
fn tried<'a>(input: &'a RecordMarks, board: &Board, spots: &[Checked<'a>]) -> Vec<Tried<'a>> {
    let rows = input.rows.iter().zip(spots).enumerate();
    rows.filter_map(|(row, (entry, spot))| {
        let (spot, points) = (*spot)?;
        let target = spot.target(entry.descriptor.as_deref().unwrap_or_default());
        let before = board.current(&target).filter(|mark| counts(mark));
        let points = if entry.source.counts() { points.0 } else { 0 };
        Some(Tried {
            row,
            candidate: &entry.candidate,
            spot,
            gained: points - before.map_or(0, |mark| mark.points),
        })
    })
    .collect()
}

fn row_of(
    unit: &Unit<'_>,
    board: &Board,
    spot: &Spot<'_>,
    entry: &AwardedMark,
    points: Points,
    mark_no: i64,
) -> MarkRow {
    let descriptor = entry.descriptor.as_deref().unwrap_or_default();
    let (attempt_no, position, part, descriptor) = spot.target(descriptor);
    MarkRow {
        sitting_no: board.sitting.sitting_no,
        mark_no,
        attempt_no,
        position,
        part,
        points: points.0,
        max_points: spot.maximum(&descriptor).0,
        descriptor,
        source: entry.source.as_str().to_owned(),
        marker_id: unit.call.actor.user_id.clone(),
        supersedes: entry.supersedes,
        reason: entry.reason.clone().unwrap_or_default(),
        created_at: unit.now,
        feedback: entry.feedback.clone().unwrap_or_default(),
    }
}

type Checked<'a> = Option<(Spot<'a>, Points)>;

fn check<'a>(
    input: &RecordMarks,
    (board, planned): (&'a Board, &BTreeSet<Task>),
    checked: &mut Rows,
) -> Vec<Checked<'a>> {
    let mut seen: BTreeMap<Target, usize> = BTreeMap::new();
    let mut spots = Vec::new();
    for (row, entry) in input.rows.iter().enumerate() {
        let about = (
            entry.candidate.as_str(),
            entry.position,
            entry.part.as_deref(),
        );
        if !entry.source.is_handed_in() {
            checked.find(row, Finding::error("mark_source_key", "/source"));
        }
        let Some(spot) = board.spot(row, about, checked) else {
            spots.push(None);
            continue;
        };
        if entry.source.counts() && planned.contains(&(spot.attempt_no, spot.position())) {
            let finding = marked_by_plan(&entry.candidate, entry.position);
            checked.contradict(row, finding);
        }
        check_feedback(row, entry, board, checked);
        let points = points_of(row, entry, &spot, checked);
        let target = spot.target(entry.descriptor.as_deref().unwrap_or_default());
        if let Some(first) = seen.insert(target.clone(), row) {
            checked.find(row, twice(&entry.candidate, entry.position, first));
        }
        check_superseding(row, entry, board.current(&target), checked);
        spots.push(points.map(|points| (spot, points)));
    }
    spots
}

/// Practice hands nothing back without words, where the specification says so.
fn check_feedback(row: usize, entry: &AwardedMark, board: &Board, checked: &mut Rows) {
    let rule = board.form.specification.scoring.as_ref();
    let needed = rule.is_some_and(|rule| rule.feedback_required == Some(true));
    let given = entry.feedback.as_deref().unwrap_or_default();
    if needed && entry.points.is_some() && given.trim().is_empty() {
        checked.find(row, Finding::error("feedback_missing", "/feedback"));
    }
}

/// The points, where somebody wrote and they fit. No points are right for the absent only.
fn points_of(
    row: usize,
    entry: &AwardedMark,
    spot: &Spot<'_>,
    checked: &mut Rows,
) -> Option<Points> {
    let Some(points) = entry.points else {
        if is_away(spot.written_in) {
            checked.empty(row);
        } else {
            let finding = Finding::error("absent_state_missing", "/points");
            checked.find(row, finding.with("candidate", entry.candidate.as_str()));
        }
        return None;
    };
    Board::refuse_absent(row, spot, &entry.candidate, checked);
    Board::refuse_planned(row, spot, &entry.candidate, checked);
    let handed_in = MarkEntry {
        descriptor: entry.descriptor.clone(),
        points,
        source: entry.source,
    };
    match mark::check(spot.pinned.part, spot.pinned.item_type(), &handed_in) {
        Ok(points) => Some(points),
        Err(findings) => {
            checked.find_all(row, "", findings);
            None
        }
    }
}

fn check_superseding(
    row: usize,
    entry: &AwardedMark,
    current: Option<&MarkRow>,
    checked: &mut Rows,
) {
    if entry.points.is_none() {
        return;
    }
    let given = entry
        .reason
        .as_deref()
        .is_some_and(|text| !text.trim().is_empty());
    if entry.supersedes.is_some() && !given {
        let finding = Finding::error("reason_missing", "/reason");
        checked.find(row, finding.with("what", "supersedes"));
    }
    match (entry.supersedes, current) {
        (None, None) => {}
        (None, Some(mark)) => {
            let finding = Finding::error("mark_exists", "/supersedes");
            checked.contradict(row, finding.with("current", mark.mark_no));
        }
        (Some(old), Some(mark)) if mark.mark_no == old => {
            if counts(mark) && !entry.source.counts() {
                let finding = Finding::error("mark_source_weaker", "/source");
                checked.find(row, finding.with("source", entry.source.as_str()));
            }
        }
        (Some(old), current) => {
            let finding = Finding::error("mark_not_current", "/supersedes").with("mark", old);
            let finding = match current {
                Some(mark) => finding.with("current", mark.mark_no),
                None => finding,
            };
            checked.contradict(row, finding);
        }
    }
}

/// Marks of a sitting with their history, by number; without those of work that the caller is still to mark by
/// a plan.
pub fn list_marks(
    services: &Services,
    call: &Call,
    id: &str,
    filter: &MarkFilter,
    request: &PageRequest,
) -> Answer<Page<RecordedMark>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?.parse().unwrap_or(0);
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::WriteMarks)?;
        let hidden = hidden_from(c, &call.actor.user_id, &sitting)?;
        let attempts = attempts_by_code(c, &sitting)?;
        let attempt_no = match &filter.candidate {
            None => None,
            Some(code) => Some(
                attempts
                    .get(code)
                    .ok_or(Refusal::not_found("candidate"))?
                    .attempt_no,
            ),
        };
        let codes: BTreeMap<i64, String> = attempts
            .into_iter()
            .map(|(code, attempt)| (attempt.attempt_no, code))
            .collect();
        let no = sitting.sitting_no;
        let found = rows::page(c, no, attempt_no, filter.position, after, limit + 1)?;
        let numbers: Vec<i64> = found.iter().map(|mark| mark.mark_no).collect();
        let superseded: BTreeSet<i64> = rows::superseded(c, no, &numbers)?.into_iter().collect();
        let mut grounds: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for ground in marker_marks::grounds_of(c, no, &numbers)? {
            let rests_on = grounds.entry(ground.mark_no).or_default();
            rests_on.push(ground.marker_mark_no);
        }
        let view = |mark: MarkRow| {
            let code = codes.get(&mark.attempt_no).cloned().unwrap_or_default();
            let is_current = !superseded.contains(&mark.mark_no);
            let rests_on = grounds.remove(&mark.mark_no).unwrap_or_default();
            recorded(mark, code, is_current, rests_on)
        };
        let key = |mark: &MarkRow| mark.mark_no.to_string();
        let mut page = page::page(found, limit, key, view);
        let is_hidden =
            |mark: &RecordedMark| hidden.contains(&(mark.candidate.clone(), mark.position));
        page.items.retain(|mark| !is_hidden(mark));
        Ok(page)
    })
}

fn recorded(mark: MarkRow, candidate: String, current: bool, rests_on: Vec<i64>) -> RecordedMark {
    RecordedMark {
        mark: mark.mark_no,
        candidate,
        position: mark.position,
        part: mark.part,
        descriptor: mark.descriptor,
        points: Hundredths(mark.points),
        max: Hundredths(mark.max_points),
        source: mark.source,
        marker: mark.marker_id,
        supersedes: mark.supersedes,
        reason: mark.reason,
        feedback: mark.feedback,
        rests_on,
        current,
        created_at: mark.created_at.and_utc(),
    }
}
