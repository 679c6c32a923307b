//! Bringing items in through a mapping profile: in chunks, each one transaction with its cursor, or all
//! or nothing.
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
use super::import_run::Import;
use super::jobs::{self, Job};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::document;
use crate::identity::{Object, Permission};
use crate::interop::profile::SourceKind;
use crate::interop::{MappingProfile, Records, check_profile};
use crate::language::finding::{Finding, refuses};
use crate::store::imports::{self as rows, ImportRow};
use crate::store::{AnyConnection, blobs};

/// A file to bring in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateImport {
    /// Which column or pointer feeds which attribute.
    pub profile: MappingProfile,
    /// The file as text: JSON Lines or CSV.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// The file's bytes in base64 instead of `content`: for a file that is not UTF-8.
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
}

/// What is wrong or remarkable about one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineReport {
    /// Line of the file, from 1.
    pub line: u32,
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
    call.require(Permission::ImportItems, &Object::of(&call.actor.home_path))?;
    refuse_wrong_profile(&input.profile)?;
    let content = bytes_of(input.content.as_deref(), input.content_base64.as_deref())?;
    let hash = document::hex(&Sha256::digest(&content));
    let payload = json!({
        "profile": input.profile, "mode": input.mode, "dry_run": input.dry_run, "content": hash,
    });
    let id = services.write(call, "create_import", |unit| {
        blobs::keep(unit.c, &hash, "text/plain", &content, unit.now)?;
        let id = jobs::queue(unit, "import", &payload, &call.actor.home_org)?;
        if !input.dry_run {
            let row = begun(unit, &id, &input.profile, input.mode);
            rows::insert(unit.c, &row)?;
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
#[derive(Deserialize)]
struct Payload {
    profile: MappingProfile,
    mode: BulkMode,
    dry_run: bool,
    content: String,
}

/// Runs a queued import.
pub(super) fn run_job(services: &Services, job: &Claimed) -> Answer<Value> {
    let payload: Payload = serde_json::from_value(job.payload()?)
        .map_err(|e| Refusal::Internal(format!("import job: {e}")))?;
    let call = job.call(services)?;
    let bytes = services.read(|c| Ok(blobs::read(c, &payload.content)?))?;
    let bytes = bytes.ok_or_else(|| Refusal::Internal("the imported file is gone".into()))?;
    let total = records_in(&payload.profile, &bytes);
    let options = ImportOptions {
        mode: payload.mode,
        dry_run: payload.dry_run,
    };
    let begun = match services.read(|c| Ok(rows::by_id(c, job.id())?))? {
        // A job that was queued before imports were kept.
        None if !options.dry_run => {
            let (profile, mode) = (&payload.profile, options.mode);
            Some(begin(services, &call, profile, mode, job.id())?)
        }
        begun => begun,
    };
    let told = |c: &mut AnyConnection, progress: &Progress| {
        let done = progress.records as i64;
        job.advance(services, c, done, total)
    };
    let profile = &payload.profile;
    let import = Import::new(services, &call, profile, options, begun, &told);
    let report = import.run(bytes.as_slice())?;
    Ok(serde_json::to_value(report).unwrap_or(Value::Null))
}

/// How many records a file has, whatever comes of them; 0 where its start already refuses it.
fn records_in(profile: &MappingProfile, bytes: &[u8]) -> i64 {
    let records = Records::open(profile, bytes).map_or(0, Records::count_left);
    i64::try_from(records).unwrap_or(i64::MAX)
}

/// Imports a file; `progress` is told after each chunk, inside its transaction, and may stop it.
pub fn import(
    services: &Services,
    call: &Call,
    profile: &MappingProfile,
    input: impl BufRead,
    options: ImportOptions,
    progress: impl Fn(&mut AnyConnection, &Progress) -> Answer<()>,
) -> Answer<ImportReport> {
    call.require(Permission::ImportItems, &Object::of(&call.actor.home_path))?;
    refuse_wrong_profile(profile)?;
    let begun = match options.dry_run {
        true => None,
        false => Some(begin(
            services,
            call,
            profile,
            options.mode,
            &services.new_id(),
        )?),
    };
    Import::new(services, call, profile, options, begun, &progress).run(input)
}

fn begin(
    services: &Services,
    call: &Call,
    profile: &MappingProfile,
    mode: BulkMode,
    id: &str,
) -> Answer<ImportRow> {
    let call = without_key(call);
    services.write(&call, "begin_import", |unit| {
        let row = begun(unit, id, profile, mode);
        rows::insert(unit.c, &row)?;
        let org = &call.actor.home_org;
        unit.audit(org, "import", id, json!({"source": row.source}))
    })?;
    let row = services.read(|c| Ok(rows::by_id(c, id)?))?;
    row.ok_or_else(|| Refusal::Internal("the import that was begun is gone".into()))
}

fn begun(unit: &Unit<'_>, id: &str, profile: &MappingProfile, mode: BulkMode) -> ImportRow {
    ImportRow {
        id: id.to_owned(),
        owner_org: unit.call.actor.home_org.clone(),
        source: profile.name.clone(),
        kind: match profile.source.kind {
            SourceKind::Jsonl => "jsonl".into(),
            SourceKind::Csv => "csv".into(),
        },
        delimiter: String::new(),
        header: String::new(),
        mode: match mode {
            BulkMode::AllOrNothing => "all_or_nothing".into(),
            BulkMode::PerRow => "per_row".into(),
        },
        state: "running".into(),
        records: 0,
        created: 0,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        with_warnings: 0,
        rows_per_s: 0,
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        updated_at: unit.now,
    }
}

/// The external ids are the idempotency of an import; a caller's key covers the queued job.
pub(super) fn without_key(call: &Call) -> Call {
    Call {
        idempotency: None,
        ..call.clone()
    }
}

fn refuse_wrong_profile(profile: &MappingProfile) -> Answer<()> {
    let findings = check_profile(profile);
    if refuses(&findings) {
        return Err(Refusal::Invalid(
            findings.into_iter().map(|f| f.under("/profile")).collect(),
        ));
    }
    Ok(())
}
