//! What an appeal on content that was upheld does to results: full points for a task to everybody who was
//! there, or the task is void and the maximum shrinks by its points. Shares, levels and grades follow, as
//! bands are percentages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::mark::{MarkRecord, MarkSource};
use super::result::ScoredPosition;
use super::unit::units;
use crate::language::text_enum;

text_enum! {
    /// What becomes of a task.
    ContentOutcome {
        /// Everybody who was there gets its points.
        CreditAll = "credit_all",
        /// It counts for nobody.
        Void = "void",
    }
}

/// Outcomes by position. A void task stays void whatever else is decided about it.
pub type Outcomes = BTreeMap<u32, ContentOutcome>;

/// The positions that count.
pub fn counting<'a>(
    outcomes: &Outcomes,
    positions: &[ScoredPosition<'a>],
) -> Vec<ScoredPosition<'a>> {
    let is_void =
        |at: &&ScoredPosition<'_>| outcomes.get(&at.position) == Some(&ContentOutcome::Void);
    positions
        .iter()
        .filter(|at| !is_void(at))
        .copied()
        .collect()
}

/// The marks that count: of a credited task its full points instead of what was given.
pub fn credited(
    outcomes: &Outcomes,
    positions: &[ScoredPosition<'_>],
    mut marks: Vec<MarkRecord>,
) -> Vec<MarkRecord> {
    let is_credited = |position: u32| outcomes.get(&position) == Some(&ContentOutcome::CreditAll);
    let full: Vec<ScoredPosition<'_>> = positions
        .iter()
        .filter(|at| is_credited(at.position))
        .copied()
        .collect();
    let last = marks.iter().map(|mark| mark.id).max().unwrap_or(0);
    let replaced: BTreeSet<u32> = full.iter().map(|at| at.position).collect();
    marks.retain(|mark| !replaced.contains(&mark.position));
    for (id, unit) in (last + 1..).zip(units(&full, &[])) {
        marks.push(MarkRecord {
            id,
            supersedes: None,
            position: unit.position,
            part: unit.part.to_owned(),
            descriptor: unit.descriptor.to_owned(),
            points: unit.max,
            source: MarkSource::Key,
        });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::content::ItemContent;
    use crate::bank::{Hundredths, Points};
    use crate::scoring::result::{AttemptPartState, PartState, ResultRules, ResultState, result};

    fn task(points: i64) -> ItemContent {
        let value = serde_json::json!({
            "type": "EA", "subject": "mathematics", "grade_min": 7, "grade_max": 7, "points": points,
            "objectives": ["7.1.1.1"], "thinking": "AP",
            "parts": [{"id": "a", "points": points, "scheme": {"kind": "analytic", "descriptors": [
                {"id": "d1", "points": points}
            ]}}]
        });
        serde_json::from_value(value).expect("a content")
    }

    fn given(position: u32, points: i64) -> MarkRecord {
        MarkRecord {
            id: i64::from(position),
            supersedes: None,
            position,
            part: "a".into(),
            descriptor: "d1".into(),
            points: Points::whole(points),
            source: MarkSource::Teacher,
        }
    }

    /// Raw points and maximum of somebody with 1 of 2 and 0 of 3 points.
    fn reached(state: PartState, outcomes: &[(u32, ContentOutcome)]) -> (Option<Points>, Points) {
        let contents = [task(2), task(3)];
        let outcomes: Outcomes = outcomes.iter().copied().collect();
        let each = contents.iter().enumerate();
        let positions: Vec<_> = each
            .map(|(n, content)| ScoredPosition {
                position: n as u32 + 1,
                attempt_part: "1",
                content,
            })
            .collect();
        let parts = [AttemptPartState {
            id: "1".into(),
            state,
            reason: None,
        }];
        let positions = counting(&outcomes, &positions);
        let marks = credited(&outcomes, &positions, vec![given(1, 1), given(2, 0)]);
        let found = result(&positions, &parts, &marks, &ResultRules::default()).unwrap();
        assert_eq!(found.raw.is_some(), found.state == ResultState::Complete);
        (found.raw, found.maximum)
    }

    #[test]
    fn credit_gives_full_points_to_those_who_were_there_and_void_shrinks_the_maximum() {
        let whole = Hundredths::whole;
        let credit = [(2, ContentOutcome::CreditAll)];
        let void = [(1, ContentOutcome::Void)];
        assert_eq!(reached(PartState::Present, &[]), (Some(whole(1)), whole(5)));
        assert_eq!(
            reached(PartState::Present, &credit),
            (Some(whole(4)), whole(5))
        );
        assert_eq!(
            reached(PartState::Present, &void),
            (Some(whole(0)), whole(3))
        );
        assert_eq!(reached(PartState::Absent, &credit), (None, whole(5)));
        let both = [credit[0], void[0]];
        assert_eq!(
            reached(PartState::Present, &both),
            (Some(whole(3)), whole(3))
        );
    }
}
