//! A moderation as it is shown and kept: marks and results before and after.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Answer;
use super::board::Board;
use super::results::newest_by_code;
use crate::bank::{Hundredths, Points};
use crate::scoring::result::{ResultState, ScoreResult};
use crate::store::AnyConnection;
use crate::store::marks::MarkRow;
use crate::store::results::ResultRow;
use crate::store::sittings::SittingRow;

/// A moderation on record.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Moderation {
    /// The sitting.
    pub sitting_id: String,
    /// Number in the sitting.
    pub moderation: i32,
    /// Number of the protocol.
    pub protocol: String,
    /// Why marks changed.
    pub reason: String,
    /// The last day on which it could be; absent where no rule or no calendar says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Who recorded it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Every mark that changed.
    pub marks: Vec<MarkChange>,
    /// Every candidate concerned, with the result before and after.
    pub results: Vec<ResultChange>,
}

/// A mark that changed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkChange {
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    pub position: i32,
    /// Part id.
    pub part: String,
    /// Descriptor id; absent for the whole part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
    /// Number of the mark before.
    pub supersedes: i64,
    /// Number of the mark now.
    pub mark: i64,
    /// Points before.
    pub from: Points,
    /// Points now.
    pub to: Points,
}

/// A result before and after.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ResultChange {
    /// Candidate code.
    pub candidate: String,
    /// Before; absent where none was computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<ResultInShort>,
    /// After.
    pub after: ResultInShort,
}

/// A version of a result in short.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ResultInShort {
    /// Version.
    pub version: i32,
    /// State.
    pub state: ResultState,
    /// Points; null unless complete.
    pub raw: Option<Points>,
    /// Greatest points.
    pub maximum: Points,
    /// Level.
    pub level: Option<String>,
    /// Grade.
    pub grade: Option<String>,
}

/// Every mark that changes, beside the one before.
pub(super) fn changes(board: &Board, marks: &[MarkRow]) -> Vec<MarkChange> {
    let codes = board.codes();
    let change = |mark: &MarkRow| {
        let about = (mark.attempt_no, mark.position);
        let target = (about.0, about.1, mark.part.clone(), mark.descriptor.clone());
        let before = board.current(&target)?;
        Some(MarkChange {
            candidate: codes
                .get(&mark.attempt_no)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            position: mark.position,
            part: mark.part.clone(),
            descriptor: mark.descriptor.clone(),
            supersedes: before.mark_no,
            mark: mark.mark_no,
            from: Hundredths(before.points),
            to: Hundredths(mark.points),
        })
    };
    marks.iter().filter_map(change).collect()
}

/// Newest results in short by candidate code.
pub(super) fn results_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<BTreeMap<String, ResultInShort>> {
    let newest = newest_by_code(c, sitting)?.into_iter();
    Ok(newest
        .filter_map(|(code, found)| {
            let (row, result) = found?;
            Some((code, in_short(row.version, &result)))
        })
        .collect())
}

/// A version of a result in short.
pub(super) fn in_short(version: i32, result: &ScoreResult) -> ResultInShort {
    ResultInShort {
        version,
        state: result.state,
        raw: result.raw,
        maximum: result.maximum,
        level: result.level.clone(),
        grade: result.grade.clone(),
    }
}

/// Candidates whose results have a new version.
pub(super) fn result_changes(
    c: &mut AnyConnection,
    sitting: &SittingRow,
    (mut before, versions): (BTreeMap<String, ResultInShort>, &[ResultRow]),
) -> Answer<Vec<ResultChange>> {
    let anew: BTreeSet<i64> = versions.iter().map(|row| row.attempt_no).collect();
    let newest = newest_by_code(c, sitting)?.into_iter();
    Ok(newest
        .filter_map(|(candidate, found)| {
            let (row, result) = found?;
            anew.contains(&row.attempt_no).then(|| ResultChange {
                before: before.remove(&candidate),
                after: in_short(row.version, &result),
                candidate,
            })
        })
        .collect())
}
