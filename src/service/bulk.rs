//! Bulk calls: many rows, one transaction, findings by row.
//!
//! * `all_or_nothing`: a single wrong row and nothing is kept; every finding of every row is told.
//! * `per_row`: right rows are kept, wrong ones come back with their findings, in input order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Answer, Limits, Refusal};
use crate::language::finding::{Finding, refuses};

/// What becomes of the right rows beside a wrong one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["all_or_nothing", "per_row"]))]
pub enum BulkMode {
    /// Nothing is kept.
    #[default]
    AllOrNothing,
    /// They are kept.
    PerRow,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// Kept.
    Saved,
    /// Wrong by itself.
    Invalid,
    /// Right by itself, and contradicts what is there (409 where it stood alone).
    Conflict,
    /// Right, and there is nothing to keep (no points for somebody who was absent).
    Empty,
}

/// One row of the answer.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RowAnswer {
    /// Place in the input, from 0.
    pub row: usize,
    /// What became of it.
    pub outcome: RowOutcome,
    /// Numbers of the marks that were made, in the order of the descriptors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<i64>,
    /// Id of what was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What is wrong or remarkable.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// What became of a bulk call.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BulkAnswer {
    /// Rows kept.
    pub saved: usize,
    /// Rows refused.
    pub refused: usize,
    /// Every row, in input order.
    pub rows: Vec<RowAnswer>,
}

/// Findings of the rows of a call while they are checked.
#[derive(Debug)]
pub struct Rows {
    rows: Vec<RowState>,
}

#[derive(Clone, Debug, Default)]
struct RowState {
    findings: Vec<Finding>,
    invalid: bool,
    conflict: bool,
    empty: bool,
    marks: Vec<i64>,
    id: Option<String>,
}

impl Rows {
    /// Rows of a call, none of them checked yet; too many are refused as a whole.
    pub fn new(count: usize, limits: &Limits) -> Answer<Self> {
        if count > limits.bulk_rows {
            let finding = Finding::error("bulk_too_many", "/rows")
                .with("count", count)
                .with("limit", limits.bulk_rows);
            return Err(Refusal::invalid(finding));
        }
        Ok(Self {
            rows: vec![RowState::default(); count],
        })
    }

    /// Notes a finding; its pointer is relative to the row.
    pub fn find(&mut self, row: usize, finding: Finding) {
        let state = &mut self.rows[row];
        state.invalid |= finding.is_error();
        state.findings.push(finding.under(&format!("/rows/{row}")));
    }

    /// Notes findings; their pointers are relative to `under` in the row.
    pub fn find_all(&mut self, row: usize, under: &str, findings: Vec<Finding>) {
        for finding in findings {
            self.find(row, finding.under(under));
        }
    }

    /// Notes a contradiction with what is there.
    pub fn contradict(&mut self, row: usize, finding: Finding) {
        let state = &mut self.rows[row];
        state.conflict = true;
        state.findings.push(finding.under(&format!("/rows/{row}")));
    }

    /// True while nothing refuses the row.
    pub fn right(&self, row: usize) -> bool {
        !self.rows[row].invalid && !self.rows[row].conflict
    }

    /// Notes that a right row brings nothing to keep.
    pub fn empty(&mut self, row: usize) {
        self.rows[row].empty = true;
    }

    /// Notes the id of what the row made.
    pub fn made(&mut self, row: usize, id: &str) {
        self.rows[row].id = Some(id.to_owned());
    }

    /// Notes the numbers of the marks the row made.
    pub fn marked(&mut self, row: usize, marks: Vec<i64>) {
        self.rows[row].marks = marks;
    }

    /// Refuses the whole call where the mode asks for it: 409 where every wrong row only contradicts
    /// what is there, 422 otherwise.
    pub fn settle(&self, mode: BulkMode) -> Answer<()> {
        if mode == BulkMode::PerRow || (0..self.rows.len()).all(|row| self.right(row)) {
            return Ok(());
        }
        let all: Vec<Finding> = self
            .rows
            .iter()
            .flat_map(|r| r.findings.iter().cloned())
            .collect();
        debug_assert!(refuses(&all), "a wrong row says why");
        if self.rows.iter().any(|row| row.invalid) {
            Err(Refusal::Invalid(all))
        } else {
            Err(Refusal::Conflict(all))
        }
    }

    /// Indices of the right rows that bring something to keep.
    pub fn kept(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|row| self.right(*row) && !self.rows[*row].empty)
            .collect()
    }

    /// The answer.
    pub fn answer(self) -> BulkAnswer {
        let rows: Vec<RowAnswer> = self.rows.into_iter().enumerate().map(answer_row).collect();
        let saved = rows
            .iter()
            .filter(|row| row.outcome == RowOutcome::Saved)
            .count();
        let refused = rows
            .iter()
            .filter(|row| matches!(row.outcome, RowOutcome::Invalid | RowOutcome::Conflict))
            .count();
        BulkAnswer {
            saved,
            refused,
            rows,
        }
    }
}

fn answer_row((row, state): (usize, RowState)) -> RowAnswer {
    RowAnswer {
        row,
        outcome: match (state.invalid, state.conflict) {
            (true, _) => RowOutcome::Invalid,
            (false, true) => RowOutcome::Conflict,
            (false, false) if state.empty => RowOutcome::Empty,
            (false, false) => RowOutcome::Saved,
        },
        marks: state.marks,
        id: state.id,
        findings: state.findings,
    }
}
