//! An import as its callers see it, and its refused records as a file in the shape they came in.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::import_sight::knows_import;
use super::{Answer, Call, Refusal, Services, organisations};
use crate::interop::rejected::{self, Rejected};
use crate::language::finding::Finding;
use crate::store::imports::{self as rows, ImportRow};
use crate::store::{AnyConnection, failure};

/// An import.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportView {
    /// UUID; that of its job where it has one.
    pub id: String,
    /// Organisation the items belong to.
    pub owner_org: String,
    /// Name of the profile.
    pub source: String,
    /// `jsonl`, `csv`, `xlsx` or `docx`.
    #[serde(default)]
    pub kind: String,
    /// `all_or_nothing` or `per_row`.
    pub mode: String,
    /// `running`, `done` or `refused`.
    pub state: String,
    /// Records done; an interrupted import goes on after them.
    pub records: i64,
    /// Items made.
    pub created: i64,
    /// Items that have a new draft.
    pub changed: i64,
    /// Records that have not changed.
    pub unchanged: i64,
    /// Records refused; they can be fetched with their reasons.
    pub rejected: i64,
    /// Records that came in and deserve a look.
    pub with_warnings: i64,
    /// Records a second since the import was last taken up.
    pub rows_per_s: i64,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When a chunk was last kept.
    pub updated_at: DateTime<Utc>,
}

/// Refused records as a file.
#[derive(Clone, Debug)]
pub struct RejectedFile {
    /// `application/x-ndjson` or `text/csv; charset=utf-8`.
    pub media_type: &'static str,
    /// The file.
    pub text: String,
}

/// An import of an organisation that the caller imports for.
pub fn read_import(services: &Services, call: &Call, id: &str) -> Answer<ImportView> {
    Ok(view(services.read(|c| visible(c, call, id))?))
}

/// The refused records of an import in the shape of its file, with their reasons as sentences.
pub fn export_rejected(
    services: &Services,
    call: &Call,
    id: &str,
    sentence: impl Fn(&Finding) -> String,
) -> Answer<RejectedFile> {
    let (import, lines) = services.read(|c| {
        let import = visible(c, call, id)?;
        let lines = rows::lines(c, &import.id)?;
        Ok((import, lines))
    })?;
    let mut refused = Vec::new();
    for line in lines.into_iter().filter(|line| !line.accepted) {
        let findings: Vec<Finding> = failure::read_json(&line.findings)?;
        refused.push(Rejected {
            record: line.record,
            reasons: findings.iter().map(&sentence).collect(),
        });
    }
    // Rows of a workbook come back as a workbook, too, tasks of a document as a document.
    if import.kind != "csv" {
        return Ok(RejectedFile {
            media_type: "application/x-ndjson",
            text: rejected::json_lines(&refused),
        });
    }
    let header: Vec<String> = match import.header.as_str() {
        "" => Vec::new(),
        json => failure::read_json(json)?,
    };
    let delimiter = import.delimiter.bytes().next().unwrap_or(b',');
    Ok(RejectedFile {
        media_type: "text/csv; charset=utf-8",
        text: rejected::csv(&header, delimiter, &refused),
    })
}

/// An import that the caller may know of.
pub(super) fn visible(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<ImportRow> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("import"))?;
    let path = organisations::path_of(c, &row.owner_org)?;
    if knows_import(call, &row, &path) {
        Ok(row)
    } else {
        Err(Refusal::not_found("import"))
    }
}

fn view(row: ImportRow) -> ImportView {
    ImportView {
        id: row.id,
        owner_org: row.owner_org,
        source: row.source,
        kind: row.kind,
        mode: row.mode,
        state: row.state,
        records: row.records,
        created: row.created,
        changed: row.changed,
        unchanged: row.unchanged,
        rejected: row.rejected,
        with_warnings: row.with_warnings,
        rows_per_s: row.rows_per_s,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
    }
}
