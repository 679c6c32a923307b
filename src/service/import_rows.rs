//! An import and its lines as rows, and back.

use super::import_chunk::{Outcome, Read};
use super::imports::{ImportReport, LineReport, Progress};
use super::{Answer, Unit};
use crate::store::failure;
use crate::store::imports::{ImportRow, LineRow};

/// An import that is taken up again, as the start of its report.
pub(super) fn counts(row: &ImportRow) -> ImportReport {
    let count = |value: i64| u64::try_from(value).unwrap_or(0);
    ImportReport {
        import_id: row.id.clone(),
        records: count(row.records),
        created: count(row.created),
        changed: count(row.changed),
        unchanged: count(row.unchanged),
        rejected: count(row.rejected),
        with_warnings: count(row.with_warnings),
        rows_per_s: count(row.rows_per_s),
        ..ImportReport::default()
    }
}

/// The import after a chunk.
pub(super) fn advanced(
    row: &ImportRow,
    unit: &Unit<'_>,
    outcome: &Outcome,
    progress: &Progress,
    last: bool,
) -> ImportRow {
    let plus = |before: i64, more: u64| before + more as i64;
    ImportRow {
        state: if last {
            "done".into()
        } else {
            row.state.clone()
        },
        records: progress.records as i64,
        created: plus(row.created, outcome.created),
        changed: plus(row.changed, outcome.changed),
        unchanged: plus(row.unchanged, outcome.unchanged),
        rejected: plus(row.rejected, outcome.rejected),
        with_warnings: plus(row.with_warnings, outcome.with_warnings),
        rows_per_s: progress.rows_per_s as i64,
        updated_at: unit.now,
        ..row.clone()
    }
}

/// What is kept of the records of a chunk that were refused or deserve a look.
pub(super) fn line_rows(import_id: &str, chunk: &[Read], outcome: &Outcome) -> Vec<LineRow> {
    let text_of = |line: &LineReport| {
        let same = |read: &&Read| read.line == line.line && read.sheet == line.sheet;
        chunk.iter().find(same)
    };
    let row = |line: &LineReport| LineRow {
        import_id: import_id.to_owned(),
        line: i32::try_from(line.line).unwrap_or(i32::MAX),
        accepted: line.accepted,
        // PostgreSQL keeps no zero bytes in text.
        record: text_of(line).map_or(String::new(), |read| read.text.replace('\0', "\u{FFFD}")),
        findings: failure::write_json(&line.findings),
        sheet: line.sheet.clone(),
    };
    outcome.lines.iter().map(row).collect()
}

/// A kept line as it is told.
pub(super) fn line_report(row: LineRow) -> Answer<LineReport> {
    Ok(LineReport {
        line: u32::try_from(row.line).unwrap_or(0),
        sheet: row.sheet,
        accepted: row.accepted,
        findings: failure::read_json(&row.findings)?,
    })
}
