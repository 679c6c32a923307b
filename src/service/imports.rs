//! Bringing items in through a mapping profile, from a workbook or a document of Word: in chunks, each one
//! transaction with its cursor, or all or nothing.
//!
//! * The external id makes a second import of the same file change nothing; a record that has changed
//!   becomes a new draft ([`super::import_chunk`]).
//! * A job that was interrupted goes on after the last chunk that was kept. On the command line the
//!   same is had by running the import again.
//! * Refused records are kept with every reason and given back as a file ([`super::import_lines`]).

use std::borrow::Cow;
use std::io::BufRead;

use base64ct::{Base64, Encoding};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::background::Claimed;
use super::bulk::BulkMode;
use super::import_begin::{Begin, allowed, begin, begun};
use super::import_office::{FileToRead, OfficeFile};
use super::import_run::Import;
use super::import_sight::require_import;
use super::jobs::{self, Job};
use super::{Answer, Call, Refusal, Services};
use crate::document;
use crate::interop::workbook::TEMPLATE;
use crate::interop::{MappingProfile, check_profile};
use crate::language::finding::{Finding, refuses};
use crate::store::imports as rows;
use crate::store::{AnyConnection, blobs};

/// What a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["text", "xlsx", "docx"]))]
pub enum ImportFormat {
    /// JSON Lines or CSV, as the profile says.
    #[default]
    Text,
    /// A workbook of Excel: the template, or with a profile any table.
    Xlsx,
    /// A document of Word, each task in a table as in the template.
    Docx,
}

/// A file to bring in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateImport {
    /// What the file is.
    #[serde(default)]
    pub format: ImportFormat,
    /// Which column or pointer feeds which attribute. Not needed for a workbook that was made from the
    /// template; a document of Word has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<MappingProfile>,
    /// The file as text: JSON Lines or CSV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// The file's bytes in base64 instead of `content`: for a file of an office program, and for one that is
    /// not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_base64: Option<String>,
    /// All rows or none, or each row for itself.
    #[serde(default)]
    pub mode: BulkMode,
    /// Only tell what would happen.
    #[serde(default)]
    pub dry_run: bool,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImportReport {
    /// Id of the import, under which refused records are kept; empty where nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub import_id: String,
    /// Records read.
    pub records: u64,
    /// Items made (or that would be made).
    pub created: u64,
    /// Items that have a new draft, because their record has changed.
    #[serde(default)]
    pub changed: u64,
    /// Records that were imported before and have not changed.
    pub unchanged: u64,
    /// Records refused.
    pub rejected: u64,
    /// Records that came in and deserve a look.
    pub with_warnings: u64,
    /// Records a second since the import was last taken up.
    #[serde(default)]
    pub rows_per_s: u64,
    /// Nothing was kept.
    pub dry_run: bool,
    /// Records with findings, by line.
    pub lines: Vec<LineReport>,
    /// What concerns the file and no single record: columns nobody reads, everything in a document of Word
    /// that was not understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Finding>,
}

/// What is wrong or remarkable about one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineReport {
    /// Line of the file, from 1; row of its sheet, number of the first paragraph of its table.
    pub line: u32,
    /// Sheet of a workbook.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// False when the record was refused.
    pub accepted: bool,
    /// Every reason.
    pub findings: Vec<Finding>,
}

/// How an import is done.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions {
    /// All or nothing, or row by row.
    pub mode: BulkMode,
    /// Keep nothing.
    pub dry_run: bool,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Records that are done.
    pub records: u64,
    /// Records a second since the import was last taken up.
    pub rows_per_s: u64,
}

/// Takes a file and queues its import; the job's result is an [`ImportReport`].
pub fn create_import(services: &Services, call: &Call, input: CreateImport) -> Answer<Job> {
    require_import(call)?;
    refuse_unfit(&input)?;
    let content = bytes_of(input.content.as_deref(), input.content_base64.as_deref())?;
    let hash = document::hex(&Sha256::digest(&content));
    let payload = Payload {
        profile: input.profile,
        format: input.format,
        mode: input.mode,
        dry_run: input.dry_run,
        content: hash,
    };
    let id = services.write(call, "create_import", |unit| {
        let hash = &payload.content;
        blobs::keep(unit.c, hash, "text/plain", &content, unit.now)?;
        let id = jobs::queue(unit, "import", &json!(payload), &call.actor.home_org)?;
        if !input.dry_run {
            rows::insert(unit.c, &begun(unit, &id, &payload.begin()))?;
        }
        unit.audit(
            &call.actor.home_org,
            "import",
            &id,
            json!({"content": hash}),
        )?;
        Ok(id)
    })?;
    jobs::read_job(services, call, &id)
}

/// Each format with what belongs to it and nothing else; every finding.
fn refuse_unfit(input: &CreateImport) -> Answer<()> {
    let mut findings = Vec::new();
    match (input.format, &input.profile) {
        (ImportFormat::Text, None) => {
            findings.push(Finding::error("missing_field", "").with("name", "profile"));
        }
        (ImportFormat::Docx, Some(_)) => {
            findings.push(Finding::error("import_profile_unfit", "/profile"));
        }
        _ => {}
    }
    if input.format != ImportFormat::Text && input.content.is_some() {
        findings.push(Finding::error("import_office_as_text", "/content"));
    }
    let wrong = input
        .profile
        .as_ref()
        .map(check_profile)
        .unwrap_or_default();
    if refuses(&wrong) {
        findings.extend(wrong.into_iter().map(|f| f.under("/profile")));
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(findings)),
    }
}

/// The file, however it was sent: as text or as bytes in base64.
pub(super) fn bytes_of<'a>(
    content: Option<&'a str>,
    content_base64: Option<&str>,
) -> Answer<Cow<'a, [u8]>> {
    match (content, content_base64) {
        (Some(text), None) => Ok(Cow::Borrowed(text.as_bytes())),
        (None, Some(encoded)) => {
            let written: String = encoded.split_ascii_whitespace().collect();
            let bytes = Base64::decode_vec(&written);
            let wrong = || Refusal::invalid(Finding::error("base64_invalid", "/content_base64"));
            bytes.map(Cow::Owned).map_err(|_| wrong())
        }
        (None, None) => Err(Refusal::invalid(
            Finding::error("missing_field", "").with("name", "content"),
        )),
        (Some(_), Some(_)) => Err(Refusal::invalid(Finding::error(
            "import_content_twice",
            "/content_base64",
        ))),
    }
}

/// What an import job needs.
#[derive(Serialize, Deserialize)]
struct Payload {
    #[serde(default)]
    profile: Option<MappingProfile>,
    #[serde(default)]
    format: ImportFormat,
    mode: BulkMode,
    dry_run: bool,
    content: String,
}

impl Payload {
    fn begin(&self) -> Begin<'_> {
        Begin {
            format: self.format,
            profile: self.profile.as_ref(),
            mode: self.mode,
            content: &self.content,
        }
    }
}

/// Runs a queued import.
pub(super) fn run_job(services: &Services, job: &Claimed) -> Answer<Value> {
    let payload: Payload = serde_json::from_value(job.payload()?)
        .map_err(|e| Refusal::Internal(format!("import job: {e}")))?;
    let call = job.call(services)?;
    let bytes = services.read(|c| Ok(blobs::read(c, &payload.content)?))?;
    let bytes = bytes.ok_or_else(|| Refusal::Internal("the imported file is gone".into()))?;
    let options = ImportOptions {
        mode: payload.mode,
        dry_run: payload.dry_run,
    };
    let begun = match services.read(|c| Ok(rows::by_id(c, job.id())?))? {
        // A job that was queued before imports were kept.
        None if !options.dry_run => Some(begin(services, &call, &payload.begin(), job.id())?),
        begun => begun,
    };
    let file = FileToRead::of(payload.format, payload.profile.as_ref(), &bytes)?;
    let total = file.records();
    let told = |c: &mut AnyConnection, progress: &Progress| {
        let done = progress.records as i64;
        job.advance(services, c, done, total)
    };
    let import = Import::new(services, &call, file.source(), options, begun, &told);
    let report = file.run(import)?;
    Ok(serde_json::to_value(report).unwrap_or(Value::Null))
}

/// Imports a text; `progress` is told after each chunk, inside its transaction, and may stop it.
pub fn import(
    services: &Services,
    call: &Call,
    profile: &MappingProfile,
    input: impl BufRead,
    options: ImportOptions,
    progress: impl Fn(&mut AnyConnection, &Progress) -> Answer<()>,
) -> Answer<ImportReport> {
    let of = Begin {
        format: ImportFormat::Text,
        profile: Some(profile),
        mode: options.mode,
        content: "",
    };
    let row = allowed(services, call, &of, options)?;
    let source = profile.name.as_str();
    Import::new(services, call, source, options, row, &progress).run(profile, input)
}

/// Imports a file of an office program; `progress` as in [`import`].
pub fn import_office(
    services: &Services,
    call: &Call,
    (format, bytes): (ImportFormat, &[u8]),
    profile: Option<&MappingProfile>,
    options: ImportOptions,
    progress: impl Fn(&mut AnyConnection, &Progress) -> Answer<()>,
) -> Answer<ImportReport> {
    let content = document::hex(&Sha256::digest(bytes));
    let of = Begin {
        format,
        profile,
        mode: options.mode,
        content: &content,
    };
    let row = allowed(services, call, &of, options)?;
    let file = OfficeFile::open(format, bytes, profile);
    let source = file.as_ref().map_or(TEMPLATE, |file| file.source.as_str());
    let import = Import::new(services, call, source, options, row, &progress);
    if !options.dry_run {
        services.db.write(|c| {
            let now = services.now().naive_utc();
            Answer::Ok(blobs::keep(
                c,
                &content,
                "application/octet-stream",
                bytes,
                now,
            )?)
        })?;
    }
    import.run_office(file)
}

/// The external ids are the idempotency of an import; a caller's key covers the queued job.
pub(super) fn without_key(call: &Call) -> Call {
    Call {
        idempotency: None,
        ..call.clone()
    }
}
