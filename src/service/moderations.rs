//! Moderation: after a sitting is closed its marks change by a protocol only, in both directions, while
//! there is time before grades are given. The results of those concerned are derived anew at once, as new
//! versions beside the old.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::board::{Board, Spot, Target};
use super::bulk::{BulkMode, Rows};
use super::marker_marks::points_of;
pub use super::moderation_view::{MarkChange, Moderation, ResultChange, ResultInShort};
use super::moderation_view::{changes, result_changes, results_of};
use super::organisations::{path_of, today};
use super::published_documents::all_holding;
use super::responses::twice;
use super::results::derive_anew;
use super::sitting_access::sitting_for;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::Points;
use crate::curriculum::calendar::CalendarDocument;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::mark::MarkSource;
use crate::store::marks::{self, MarkRow};
use crate::store::moderations::{self as rows, ModerationRow};
use crate::store::sittings::{self, SittingRow};
use crate::store::{AnyConnection, failure};

/// A moderation of a closed sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModerateMarks {
    /// Number of the protocol.
    #[schemars(length(max = 80))]
    pub protocol: String,
    /// Why marks change.
    #[schemars(length(max = 400))]
    pub reason: String,
    /// The marks that change. Either all change or none.
    #[schemars(length(min = 1))]
    pub rows: Vec<ModeratedMark>,
}

/// A mark that changes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeratedMark {
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
    /// Number of the current mark, which this one takes the place of.
    pub supersedes: i64,
    /// Points, more or fewer than before.
    pub points: f64,
}

/// Changes marks of a closed sitting by a protocol and derives the results of those concerned anew.
pub fn moderate_marks(
    services: &Services,
    call: &Call,
    id: &str,
    input: &ModerateMarks,
) -> Answer<Moderation> {
    services.write(call, "moderate_marks", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = sitting_for(unit.c, call, id, Permission::ManageSittings)?;
        let count = input.rows.len() as i64;
        let first = sittings::take_marks_of_closed(unit.c, sitting.sitting_no, count)?
            .ok_or_else(|| Refusal::conflict(Finding::error("moderation_of_open", "")))?;
        let board = Board::of(unit, sitting)?;
        let last_day = last_day(unit.c, &board)?;
        refuse_late(services, unit.c, &board.sitting, last_day)?;
        let findings = said(input);
        if !findings.is_empty() {
            return Err(Refusal::Invalid(findings));
        }
        let made = made(unit, &board, input, (first, &mut checked));
        checked.settle(BulkMode::AllOrNothing)?;
        let marks: Vec<MarkRow> = made.into_iter().flatten().collect();
        let before = results_of(unit.c, &board.sitting)?;
        marks::insert_marks(unit.c, &marks)?;
        let versions = derive_anew(unit, &board.sitting)?;
        let moderation = Moderation {
            sitting_id: board.sitting.id.clone(),
            moderation: rows::count(unit.c, board.sitting.sitting_no)? + 1,
            protocol: input.protocol.clone(),
            reason: input.reason.clone(),
            last_day: last_day.map(|(last, ..)| last),
            created_by: call.actor.user_id.clone(),
            created_at: unit.now.and_utc(),
            marks: changes(&board, &marks),
            results: result_changes(unit.c, &board.sitting, (before, &versions))?,
        };
        keep(unit, &board.sitting, &moderation)?;
        Ok(moderation)
    })
}

/// Moderations of a sitting, by number.
pub fn list_moderations(
    services: &Services,
    call: &Call,
    id: &str,
    request: &PageRequest,
) -> Answer<Page<Moderation>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?.parse().unwrap_or(0);
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
        let found = rows::page(c, sitting.sitting_no, after, limit + 1)?;
        let read =
            |row: ModerationRow| -> Answer<Moderation> { Ok(failure::read_json(&row.document)?) };
        let found: Vec<Moderation> = found.into_iter().map(read).collect::<Answer<_>>()?;
        let key = |moderation: &Moderation| moderation.moderation.to_string();
        Ok(page::page(found, limit, key, |moderation| moderation))
    })
}

fn keep(unit: &mut Unit<'_>, sitting: &SittingRow, moderation: &Moderation) -> Answer<()> {
    let row = ModerationRow {
        sitting_no: sitting.sitting_no,
        moderation_no: moderation.moderation,
        protocol: moderation.protocol.clone(),
        document: failure::write_json(moderation),
        created_by: moderation.created_by.clone(),
        created_at: unit.now,
    };
    rows::insert(unit.c, &row)?;
    let detail = json!({
        "moderation": moderation.moderation, "protocol": moderation.protocol,
        "marks": moderation.marks.len(), "results": moderation.results.len()
    });
    unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)
}

/// What a moderation has to say of itself.
fn said(input: &ModerateMarks) -> Vec<Finding> {
    let mut findings = Vec::new();
    if input.protocol.trim().is_empty() {
        findings.push(Finding::error("moderation_protocol_missing", "/protocol"));
    }
    if input.reason.trim().is_empty() {
        findings.push(Finding::error("reason_missing", "/reason").with("what", "moderation"));
    }
    findings
}

/// Last day of moderation, the day of grades after it, days between them: where the specification has a
/// rule and a calendar knows the term.
fn last_day(c: &mut AnyConnection, board: &Board) -> Answer<Option<(NaiveDate, NaiveDate, u32)>> {
    let conduct = board.form.specification.conduct.as_ref();
    let rule = conduct.and_then(|conduct| conduct.moderation.as_ref());
    let day: Option<NaiveDate> = board.sitting.held_on.parse().ok();
    let (Some(rule), Some(day)) = (rule, day) else {
        return Ok(None);
    };
    let path = path_of(c, &board.sitting.owner_org)?;
    let calendars = all_holding::<CalendarDocument>(c, &path)?;
    let known = calendars.values().filter(|own| own.term_of(day).is_some());
    let calendar = known.max_by_key(|own| own.version);
    let graded = calendar
        .and_then(|own| own.term_of(day))
        .map(|term| term.graded_by());
    let days = rule.at_least_days_before_grading;
    Ok(graded.and_then(|graded| {
        let last = graded.checked_sub_days(Days::new(days.into()))?;
        Some((last, graded, days))
    }))
}

fn refuse_late(
    services: &Services,
    c: &mut AnyConnection,
    sitting: &SittingRow,
    last_day: Option<(NaiveDate, NaiveDate, u32)>,
) -> Answer<()> {
    let Some((last, graded, days)) = last_day else {
        return Ok(());
    };
    let today = today(services, c, &sitting.owner_org)?;
    if today <= last {
        return Ok(());
    }
    let finding = Finding::error("moderation_too_late", "")
        .with("graded", graded.to_string())
        .with("last", last.to_string())
        .with("days", days)
        .with("today", today.to_string());
    Err(Refusal::conflict(finding))
}

fn made(
    unit: &Unit<'_>,
    board: &Board,
    input: &ModerateMarks,
    (first, checked): (i64, &mut Rows),
) -> Vec<Option<MarkRow>> {
    let mut seen: BTreeMap<Target, usize> = BTreeMap::new();
    let mut made = Vec::new();
    for (row, entry) in input.rows.iter().enumerate() {
        let about = (
            entry.candidate.as_str(),
            entry.position,
            entry.part.as_deref(),
        );
        let Some(spot) = board.spot(row, about, checked) else {
            made.push(None);
            continue;
        };
        Board::refuse_absent(row, &spot, &entry.candidate, checked);
        let handed_in = (&spot, entry.descriptor.as_ref(), entry.points);
        let points = points_of(row, handed_in, checked);
        let target = spot.target(entry.descriptor.as_deref().unwrap_or_default());
        if let Some(first) = seen.insert(target.clone(), row) {
            checked.find(row, twice(&entry.candidate, entry.position, first));
        }
        check_current(row, entry, (board.current(&target), points), checked);
        let number = first + row as i64;
        made.push(
            points.map(|points| mark_of(unit, (&spot, target), (entry, input), (points, number))),
        );
    }
    made
}

fn check_current(
    row: usize,
    entry: &ModeratedMark,
    (current, points): (Option<&MarkRow>, Option<Points>),
    checked: &mut Rows,
) {
    let right = current.filter(|mark| mark.mark_no == entry.supersedes);
    let Some(mark) = right else {
        let finding = Finding::error("mark_not_current", "/supersedes");
        let finding = finding.with("mark", entry.supersedes);
        let finding = match current {
            Some(current) => finding.with("current", current.mark_no),
            None => finding,
        };
        checked.contradict(row, finding);
        return;
    };
    if points.is_some_and(|points| points.0 == mark.points) {
        let finding = Finding::error("moderation_same_points", "/points");
        let finding = finding.with("candidate", entry.candidate.as_str());
        checked.find(row, finding.with("position", entry.position));
    }
}

fn mark_of(
    unit: &Unit<'_>,
    (spot, target): (&Spot<'_>, Target),
    (entry, input): (&ModeratedMark, &ModerateMarks),
    (points, mark_no): (Points, i64),
) -> MarkRow {
    let (attempt_no, position, part, descriptor) = target;
    MarkRow {
        sitting_no: spot.written_in.sitting_no,
        mark_no,
        attempt_no,
        position,
        part,
        max_points: spot.maximum(&descriptor).0,
        descriptor,
        points: points.0,
        source: MarkSource::Moderated.as_str().to_owned(),
        marker_id: unit.call.actor.user_id.clone(),
        supersedes: Some(entry.supersedes),
        reason: format!("{}: {}", input.protocol, input.reason),
        created_at: unit.now,
        feedback: String::new(),
    }
}
