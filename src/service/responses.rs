//! Responses of a sitting, kept as given; the key marks the closed ones in the same unit.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::board::{Board, Place, Spot, counts};
use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::level_locks::{Tried, refuse_locked};
use super::sitting_access::{audit_bulk, open_sitting};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::{Language, Points};
use crate::document::content_hash;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::scoring::mark::MarkSource;
use crate::scoring::{response, score_part};
use crate::store::marks::{self, MarkRow, ResponseRow};
use crate::store::sittings::{self, AttemptPartRow};
use crate::store::{StoreError, failure};

/// Why the key marks anew.
const REPLACED: &str = "the response was replaced";

/// Responses of a sitting, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordResponses {
    /// The responses.
    #[schemars(length(min = 1))]
    pub rows: Vec<ResponseEntry>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
    /// A response that is already there is replaced (and kept); refused otherwise.
    #[serde(default)]
    pub replace: bool,
}

/// One response.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseEntry {
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    #[schemars(range(min = 1))]
    pub position: u32,
    /// Part id; needed where the task has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What was given.
    pub answer: response::Answer,
}

/// Keeps responses, marks the closed ones by the key, and sets the parts they belong to present.
///
/// A part that a person has marked keeps its response: supersede the mark instead.
pub fn record_responses(
    services: &Services,
    call: &Call,
    id: &str,
    input: RecordResponses,
) -> Answer<BulkAnswer> {
    services.write(call, "record_responses", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let sitting = open_sitting(unit.c, call, id, Permission::WriteResponses)?;
        let board = Board::of(unit, sitting)?;
        let last = last_sequences(unit, &board)?;
        let spots = check(&input, &board, &last, &mut checked);
        let language = board
            .sitting
            .language
            .parse()
            .map_err(StoreError::Corrupt)?;
        let tried = tried(&input, &board, &spots, &language);
        refuse_locked(&board, tried, &mut checked);
        checked.settle(input.mode)?;
        let kept = checked.kept();
        let spot_of = |row: usize| spots[row].as_ref().map(|spot| (row, spot));
        let spots: Vec<(usize, &Spot<'_>)> = kept.into_iter().filter_map(spot_of).collect();
        keep(unit, &board, &input, &spots, &last)?;
        for (row, numbers) in mark_by_key(unit, &board, &input, &spots)? {
            checked.marked(row, numbers);
        }
        set_present(unit, &spots)?;
        let hash = content_hash(&input.rows);
        audit_bulk(unit, &board.sitting, "responses", input.rows.len(), &hash)?;
        Ok(checked.answer())
    })
}

fn last_sequences(unit: &mut Unit<'_>, board: &Board) -> Answer<BTreeMap<Place, i32>> {
    let rows = marks::responses_of(unit.c, board.sitting.sitting_no)?;
    let place = |row: ResponseRow| ((row.attempt_no, row.position, row.part), row.sequence);
    // Oldest first: the last one stays.
    Ok(rows.into_iter().map(place).collect())
}

/// What the key says of each row beside what is on record.
fn tried<'a>(
    input: &'a RecordResponses,
    board: &Board,
    spots: &[Option<Spot<'a>>],
    language: &Language,
) -> Vec<Tried<'a>> {
    let rows = input.rows.iter().zip(spots).enumerate();
    rows.filter_map(|(row, (entry, spot))| {
        let spot = (*spot)?;
        let (part, item_type) = (spot.pinned.part, spot.pinned.item_type());
        let texts = spot.pinned.texts(language);
        let auto = score_part(part, item_type, texts, language, &entry.answer);
        let points: i64 = auto.awards().iter().map(|(_, points)| points.0).sum();
        let place = spot.place();
        let before = board.current_of(&place).filter(|mark| counts(mark));
        let before: i64 = before.map(|mark| mark.points).sum();
        Some(Tried {
            row,
            candidate: &entry.candidate,
            spot,
            gained: points - before,
        })
    })
    .collect()
}

fn check<'a>(
    input: &RecordResponses,
    board: &'a Board,
    last: &BTreeMap<Place, i32>,
    checked: &mut Rows,
) -> Vec<Option<Spot<'a>>> {
    let mut seen: BTreeMap<Place, usize> = BTreeMap::new();
    let mut spots = Vec::new();
    for (row, entry) in input.rows.iter().enumerate() {
        let about = (
            entry.candidate.as_str(),
            entry.position,
            entry.part.as_deref(),
        );
        let spot = board.spot(row, about, checked);
        if let Some(spot) = &spot {
            let (part, item_type) = (spot.pinned.part, spot.pinned.item_type());
            let findings = response::check(part, item_type, &entry.answer);
            checked.find_all(row, "/answer", findings);
            Board::refuse_absent(row, spot, &entry.candidate, checked);
            let place = spot.place();
            if let Some(first) = seen.insert(place.clone(), row) {
                checked.find(row, twice(&entry.candidate, entry.position, first));
            }
            if last.contains_key(&place) {
                let person = board
                    .current_of(&place)
                    .find(|mark| mark.source != MarkSource::Key.as_str());
                refuse_stored(row, entry, input.replace, person, checked);
            }
        }
        spots.push(spot);
    }
    spots
}

/// Two rows of a call are about the same thing.
pub(super) fn twice(candidate: &str, position: u32, first: usize) -> Finding {
    Finding::error("row_twice", "")
        .with("what", format!("{candidate}, {position}"))
        .with("first", first)
}

fn refuse_stored(
    row: usize,
    entry: &ResponseEntry,
    replace: bool,
    person: Option<&MarkRow>,
    checked: &mut Rows,
) {
    let about = |finding: Finding| {
        finding
            .with("candidate", entry.candidate.as_str())
            .with("position", entry.position)
    };
    if !replace {
        checked.contradict(row, about(Finding::error("response_exists", "")));
    } else if let Some(mark) = person {
        let finding = about(Finding::error("response_marked", ""));
        checked.contradict(row, finding.with("mark", mark.mark_no));
    }
}

fn keep(
    unit: &mut Unit<'_>,
    board: &Board,
    input: &RecordResponses,
    spots: &[(usize, &Spot<'_>)],
    last: &BTreeMap<Place, i32>,
) -> Answer<()> {
    let row = |(row, spot): &(usize, &Spot<'_>)| {
        let place = spot.place();
        ResponseRow {
            sitting_no: board.sitting.sitting_no,
            sequence: last.get(&place).copied().unwrap_or(0) + 1,
            attempt_no: place.0,
            position: place.1,
            part: place.2,
            raw: failure::write_json(&input.rows[*row].answer),
            entered_by: unit.call.actor.user_id.clone(),
            created_at: unit.now,
        }
    };
    let rows: Vec<ResponseRow> = spots.iter().map(row).collect();
    Ok(marks::insert_responses(unit.c, &rows)?)
}

/// A mark of the key before it has its number.
struct Award {
    row: usize,
    mark: MarkRow,
}

/// Marks what the key can mark; numbers of the marks by row.
fn mark_by_key(
    unit: &mut Unit<'_>,
    board: &Board,
    input: &RecordResponses,
    spots: &[(usize, &Spot<'_>)],
) -> Answer<Vec<(usize, Vec<i64>)>> {
    let language: Language = board
        .sitting
        .language
        .parse()
        .map_err(StoreError::Corrupt)?;
    let mut awards = Vec::new();
    for (row, spot) in spots {
        let pinned = &spot.pinned;
        let texts = pinned.texts(&language);
        let answer = &input.rows[*row].answer;
        let auto = score_part(pinned.part, pinned.item_type(), texts, &language, answer);
        for (descriptor, points) in auto.awards() {
            awards.extend(award(unit, board, (*row, spot), descriptor, points));
        }
    }
    let first = sittings::take_marks(unit.c, board.sitting.sitting_no, awards.len() as i64)?
        .ok_or_else(|| Refusal::Internal("the held sitting was closed".into()))?;
    let mut numbers: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (at, award) in awards.iter_mut().enumerate() {
        award.mark.mark_no = first + at as i64;
        numbers
            .entry(award.row)
            .or_default()
            .push(award.mark.mark_no);
    }
    let rows: Vec<MarkRow> = awards.into_iter().map(|award| award.mark).collect();
    marks::insert_marks(unit.c, &rows)?;
    Ok(numbers.into_iter().collect())
}

/// A first mark, or one that supersedes the key's earlier one; nothing where the points are the same
/// or a person has marked.
fn award(
    unit: &Unit<'_>,
    board: &Board,
    (row, spot): (usize, &Spot<'_>),
    descriptor: &str,
    points: Points,
) -> Option<Award> {
    let earlier = board.current(&spot.target(descriptor));
    if let Some(mark) = earlier
        && (mark.source != MarkSource::Key.as_str() || mark.points == points.0)
    {
        return None;
    }
    let (attempt_no, position, part, descriptor) = spot.target(descriptor);
    let mark = MarkRow {
        sitting_no: board.sitting.sitting_no,
        mark_no: 0,
        attempt_no,
        position,
        part,
        points: points.0,
        max_points: spot.maximum(&descriptor).0,
        descriptor,
        source: MarkSource::Key.as_str().to_owned(),
        marker_id: String::new(),
        supersedes: earlier.map(|mark| mark.mark_no),
        reason: earlier.map(|_| REPLACED.to_owned()).unwrap_or_default(),
        created_at: unit.now,
        feedback: String::new(),
    };
    Some(Award { row, mark })
}

fn set_present(unit: &mut Unit<'_>, spots: &[(usize, &Spot<'_>)]) -> Answer<()> {
    let mut done = BTreeSet::new();
    for (_, spot) in spots {
        let part = spot.written_in;
        if part.state != "planned" || !done.insert((part.attempt_no, part.part_no)) {
            continue;
        }
        let present = AttemptPartRow {
            state: "present".into(),
            updated_at: unit.now,
            ..part.clone()
        };
        sittings::set_part(unit.c, &present)?;
    }
    Ok(())
}
