//! Tasks of a level that is not open to a candidate yet are neither answered nor marked. Rows of easier
//! levels come first: what they bring opens the next one for the rows of the same call.

use std::collections::BTreeMap;

use super::board::{Board, Spot, counts};
use super::bulk::Rows;
use crate::bank::{Difficulty, Hundredths};
use crate::language::finding::Finding;
use crate::scoring::progression::{LevelReached, LevelTask, levels};
use crate::specification::document::Progression;

/// A row that is about a task, and what it brings.
pub(super) struct Tried<'a> {
    /// Index of the row.
    pub row: usize,
    /// Candidate code.
    pub candidate: &'a str,
    /// The task's part.
    pub spot: Spot<'a>,
    /// Points more than before, in hundredths; points less where it replaces a better one.
    pub gained: i64,
}

/// Points of each attempt by position, in hundredths.
type Tally = BTreeMap<(i64, u32), i64>;

/// Refuses rows about tasks of levels that are not open. What is on record already stays open to be mended.
pub(super) fn refuse_locked(board: &Board, mut tried: Vec<Tried<'_>>, checked: &mut Rows) {
    let rule = board.form.specification.progression.as_ref();
    let Some(progression) = rule.filter(|rule| rule.unlock_next_at.is_some()) else {
        return;
    };
    let place = |row: &Tried<'_>| {
        let level = level_of(row)?;
        progression.order.iter().position(|own| *own == level)
    };
    tried.sort_by_key(place);
    let mut tally = tally(board);
    for row in &tried {
        if !checked.right(row.row) {
            continue;
        }
        let is_recorded = board.current_of(&row.spot.place()).next().is_some();
        if !is_recorded && let Some(finding) = locked(board, progression, row, &tally) {
            checked.contradict(row.row, finding);
            continue;
        }
        let position = row.spot.pinned.position.position;
        *tally.entry((row.spot.attempt_no, position)).or_default() += row.gained;
    }
}

fn level_of(row: &Tried<'_>) -> Option<Difficulty> {
    row.spot.pinned.item.content.difficulty
}

fn locked(
    board: &Board,
    progression: &Progression,
    row: &Tried<'_>,
    tally: &Tally,
) -> Option<Finding> {
    let level = level_of(row)?;
    let reached = levels(progression, &tasks(board, row.spot.attempt_no, tally));
    let own = reached.iter().find(|own| own.level == level)?;
    if own.open {
        return None;
    }
    // The level the candidate stands in: the last open one.
    let stands_in = reached.iter().rev().find(|level| level.open)?;
    let finding = Finding::error("level_locked", "/position")
        .with("candidate", row.candidate)
        .with("position", row.spot.pinned.position.position)
        .with("level", level.as_str())
        .with("before", stands_in.level.as_str())
        .with("points", stands_in.points.to_string());
    let needed = stands_in.opens_next_at.unwrap_or(stands_in.maximum);
    Some(finding.with("needed", needed.to_string()))
}

/// What a candidate has of each level by the marks on record.
pub(super) fn reached_by(
    board: &Board,
    progression: &Progression,
    attempt_no: i64,
) -> Vec<LevelReached> {
    levels(progression, &tasks(board, attempt_no, &tally(board)))
}

fn tasks(board: &Board, attempt_no: i64, tally: &Tally) -> Vec<LevelTask> {
    let task = |(at, item): (&crate::form::document::PinnedPosition, _)| {
        let item: &crate::form::material::PinnedItem = item;
        let points = tally.get(&(attempt_no, at.position)).copied();
        let points = Hundredths(points.unwrap_or_default());
        (item.content.difficulty, points, item.content.points)
    };
    // Tasks in pilot never count.
    let tasks = board.form.tasks().filter(|(at, _)| !at.unscored);
    tasks.map(task).collect()
}

fn tally(board: &Board) -> Tally {
    let mut tally = Tally::new();
    for mark in board.current_marks().filter(|mark| counts(mark)) {
        let position = u32::try_from(mark.position).unwrap_or_default();
        *tally.entry((mark.attempt_no, position)).or_default() += mark.points;
    }
    tally
}
