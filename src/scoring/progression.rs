//! Levels that open one after the other: what a pupil has of each, and which of them are open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::mark::{MarkRecord, MarkSource, current};
use super::result::ScoredPosition;
use super::unit::units;
use crate::bank::{Difficulty, Hundredths, Points};
use crate::language::finding::Finding;
use crate::specification::document::Progression;

/// A level of a set and what a pupil has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LevelReached {
    /// The level.
    pub level: Difficulty,
    /// Points so far; what is not marked yet brings none.
    pub points: Points,
    /// Greatest points.
    pub maximum: Points,
    /// Fewest points of this level that open the next one; absent for the last one, and where levels do not
    /// wait for each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_next_at: Option<Points>,
    /// True when its tasks may be answered.
    pub open: bool,
}

/// A task of a set: its level, points so far and greatest points.
pub type LevelTask = (Option<Difficulty>, Points, Points);

/// The levels of a set in their order. The first one is open, another one once the level before it is open
/// and has its points.
pub fn levels(progression: &Progression, tasks: &[LevelTask]) -> Vec<LevelReached> {
    let mut reached: Vec<LevelReached> = Vec::new();
    for (at, level) in progression.order.iter().enumerate() {
        let own = || tasks.iter().filter(|(of, ..)| *of == Some(*level));
        let maximum: Points = own().map(|(_, _, maximum)| *maximum).sum();
        let is_last = at + 1 == progression.order.len();
        let before = reached.last();
        reached.push(LevelReached {
            level: *level,
            points: own().map(|(_, points, _)| *points).sum(),
            maximum,
            opens_next_at: progression
                .unlock_next_at
                .filter(|_| !is_last)
                .map(|share| fewest(share, maximum)),
            open: before.is_none_or(|before| {
                before.open && before.opens_next_at.is_none_or(|at| before.points >= at)
            }),
        });
    }
    reached
}

/// Marks that stand for the tasks of levels that a pupil never opened, once the work is handed in: they bring
/// no points, and nobody waits for them. `marks` are those on record.
///
/// # Errors
/// As [`current`].
pub fn unopened(
    progression: &Progression,
    positions: &[ScoredPosition<'_>],
    marks: &[MarkRecord],
) -> Result<Vec<MarkRecord>, Vec<Finding>> {
    let mut counting = current(marks)?;
    counting.retain(|mark| mark.source.counts());
    let task = |at: &ScoredPosition<'_>| -> LevelTask {
        let own = counting.iter().filter(|mark| mark.position == at.position);
        let points = own.map(|mark| mark.points).sum();
        (at.content.difficulty, points, at.content.points)
    };
    let tasks: Vec<LevelTask> = positions.iter().map(task).collect();
    let reached = levels(progression, &tasks);
    let is_shut = |at: &ScoredPosition<'_>| {
        let mut shut = reached.iter().filter(|level| !level.open);
        shut.any(|level| at.content.difficulty == Some(level.level))
    };
    let shut: Vec<ScoredPosition<'_>> = positions.iter().copied().filter(is_shut).collect();
    let mut id = marks.iter().map(|mark| mark.id).max().unwrap_or(0);
    let mut standing = Vec::new();
    for unit in units(&shut, &[]) {
        let target = (unit.position, unit.part, unit.descriptor);
        if counting.iter().any(|mark| mark.target() == target) {
            continue;
        }
        id += 1;
        standing.push(MarkRecord {
            id,
            supersedes: None,
            position: unit.position,
            part: unit.part.to_owned(),
            descriptor: unit.descriptor.to_owned(),
            points: Points::ZERO,
            source: MarkSource::Key,
        });
    }
    Ok(standing)
}

/// Fewest points that are a share of a maximum. A share is said in whole percent, and so is what was
/// reached: two of three points are 67 %.
fn fewest(share: f64, maximum: Points) -> Points {
    let percent = (share.clamp(0.0, 1.0) * 100.0 - 1e-9).ceil() as i64;
    if percent == 100 {
        return maximum;
    }
    let doubled = (2 * percent - 1).max(0);
    Hundredths((maximum.0 * doubled + 199) / 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progression(share: Option<f64>) -> Progression {
        Progression {
            order: vec![Difficulty::A, Difficulty::B, Difficulty::C],
            unlock_next_at: share,
            retry: None,
        }
    }

    fn task(level: Difficulty, points: i64) -> LevelTask {
        (Some(level), Points::whole(points), Points::whole(1))
    }

    fn open(share: Option<f64>, tasks: &[LevelTask]) -> Vec<bool> {
        let levels = levels(&progression(share), tasks);
        levels.iter().map(|level| level.open).collect()
    }

    #[test]
    fn a_level_opens_when_the_one_before_it_has_its_share() {
        use Difficulty::{A, B, C};
        let set = |a: [i64; 3], b: [i64; 3]| {
            let of = |level, points: [i64; 3]| points.map(|points| task(level, points));
            [of(A, a), of(B, b), of(C, [0; 3])].concat()
        };
        let share = Some(0.67);
        assert_eq!(open(share, &set([0; 3], [0; 3])), [true, false, false]);
        assert_eq!(open(share, &set([1, 0, 0], [0; 3])), [true, false, false]);
        // Two of three are 67 %.
        assert_eq!(open(share, &set([1, 1, 0], [0; 3])), [true, true, false]);
        assert_eq!(open(share, &set([1; 3], [1, 1, 0])), [true, true, true]);
        // A level that is reached opens nothing behind one that is not.
        assert_eq!(open(share, &set([1, 0, 0], [1; 3])), [true, false, false]);
        assert_eq!(open(None, &set([0; 3], [0; 3])), [true; 3]);
        assert_eq!(open(Some(0.0), &set([0; 3], [0; 3])), [true; 3]);
        assert_eq!(
            open(Some(1.0), &set([1, 1, 0], [0; 3])),
            [true, false, false]
        );
    }

    #[test]
    fn it_is_said_how_many_points_open_the_next_level() {
        use Difficulty::{A, B, C};
        let tasks = [
            task(A, 0),
            task(A, 0),
            task(A, 1),
            task(B, 0),
            task(C, 0),
            (None, Points::whole(5), Points::whole(5)),
        ];
        let found = levels(&progression(Some(0.67)), &tasks);
        let shown: Vec<_> = found
            .iter()
            .map(|l| (l.points, l.maximum, l.opens_next_at))
            .collect();
        let whole = Points::whole;
        // 1.995 of 3 points are 66.5 %.
        assert_eq!(
            shown,
            [
                (whole(1), whole(3), Some(Hundredths(200))),
                (whole(0), whole(1), Some(Hundredths(67))),
                (whole(0), whole(1), None),
            ]
        );
    }

    #[test]
    fn what_was_never_opened_brings_no_points_and_what_was_opened_is_waited_for() {
        let content = |level: &str| -> crate::bank::content::ItemContent {
            serde_json::from_value(serde_json::json!({
                "type": "MCQ", "subject": "mathematics", "grade_min": 5, "grade_max": 5, "points": 1, "difficulty": level,
                "parts": [{"id": "a", "points": 1, "options": ["a", "b"], "key": {"correct": ["a"]}}]
            }))
            .expect("a task")
        };
        let contents = ["A", "A", "B", "C"].map(content);
        let positions: Vec<ScoredPosition<'_>> = (1..)
            .zip(&contents)
            .map(|(position, content)| ScoredPosition {
                position,
                attempt_part: "1",
                content,
            })
            .collect();
        let mark = |id: i64, position: u32, points: i64| MarkRecord {
            id,
            supersedes: None,
            position,
            part: "a".into(),
            descriptor: String::new(),
            points: Points::whole(points),
            source: MarkSource::Key,
        };
        let standing = |marks: &[MarkRecord]| -> Vec<(i64, u32)> {
            let found = unopened(&progression(Some(0.67)), &positions, marks);
            let found = found.expect("marks in order").into_iter();
            found.map(|mark| (mark.id, mark.position)).collect()
        };
        assert_eq!(standing(&[]), [(1, 3), (2, 4)]);
        assert_eq!(standing(&[mark(7, 1, 1), mark(8, 2, 1)]), [(9, 4)]);
        // Answered while it was open: its own mark stands.
        let mended = [mark(7, 1, 1), mark(8, 2, 0), mark(9, 3, 1)];
        assert_eq!(standing(&mended), [(10, 4)]);
    }
}
