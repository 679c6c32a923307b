//! Bringing items in through a mapping profile: in chunks, each one transaction, or all or nothing.
//!
//! The external id makes a second import of the same file change nothing, so an import that was
//! interrupted is resumed by running it again.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use base64ct::{Base64, Encoding};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::background::Claimed;
use super::bulk::BulkMode;
use super::item_drafts::{ExternalName, NewItem, check_document, persist_items};
use super::jobs::{self, Job};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::check::Stage;
use crate::document;
use crate::identity::{Object, Permission};
use crate::interop::{MappedItem, MappingProfile, Records, check_profile, map_record};
use crate::language::finding::{Finding, Place, refuses};
use crate::store::{self, AnyConnection, blobs};

/// Rows of one transaction when rows stand for themselves.
const CHUNK: usize = 500;

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
    /// Records read.
    pub records: u64,
    /// Items made (or that would be made).
    pub created: u64,
    /// Records that were imported before and have not changed.
    pub unchanged: u64,
    /// Records refused.
    pub rejected: u64,
    /// Records that came in and deserve a look.
    pub with_warnings: u64,
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
    let total = bytes.iter().filter(|b| **b == b'\n').count() as i64;
    let options = ImportOptions {
        mode: payload.mode,
        dry_run: payload.dry_run,
    };
    let report = import(
        services,
        &call,
        &payload.profile,
        bytes.as_slice(),
        options,
        |done| job.progress(services, done as i64, total.max(done as i64)),
    )?;
    Ok(serde_json::to_value(report).unwrap_or(Value::Null))
}

/// Imports a file; `progress` is told the number of records after each chunk and may stop it.
pub fn import(
    services: &Services,
    call: &Call,
    profile: &MappingProfile,
    input: impl BufRead,
    options: ImportOptions,
    progress: impl Fn(u64) -> Answer<()>,
) -> Answer<ImportReport> {
    call.require(Permission::ImportItems, &Object::of(&call.actor.home_path))?;
    refuse_wrong_profile(profile)?;
    let records = Records::open(profile, input).map_err(Refusal::Invalid)?;
    let mut import = Import {
        services,
        call,
        source: &profile.name,
        report: ImportReport::default(),
        seen: BTreeSet::new(),
    };
    import.report.dry_run = options.dry_run;
    let mut waiting = Vec::new();
    for record in records {
        import.report.records += 1;
        match record.and_then(|record| map_record(profile, &record)) {
            Ok(item) => waiting.push(item),
            Err(findings) => import.reject(findings),
        }
        let chunk_is_full = waiting.len() >= CHUNK && options.mode == BulkMode::PerRow;
        if chunk_is_full {
            import.keep(std::mem::take(&mut waiting), options.dry_run)?;
            progress(import.report.records)?;
        }
    }
    if options.mode == BulkMode::AllOrNothing {
        return import.keep_all(waiting, options.dry_run);
    }
    import.keep(waiting, options.dry_run)?;
    progress(import.report.records)?;
    Ok(import.sorted())
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

/// An import in progress.
struct Import<'a> {
    services: &'a Services,
    call: &'a Call,
    source: &'a str,
    report: ImportReport,
    /// External ids of this file: the second record with one is refused.
    seen: BTreeSet<String>,
}

/// What is to be done with one mapped record.
enum Verdict {
    Create(Box<NewItem>, u32, Vec<Finding>),
    Unchanged,
    Reject(Vec<Finding>),
}

impl Import<'_> {
    fn reject(&mut self, findings: Vec<Finding>) {
        let line = findings.iter().find_map(|f| f.place).map_or(0, |p| p.line);
        self.report.rejected += 1;
        self.report.lines.push(LineReport {
            line,
            accepted: false,
            findings,
        });
    }

    /// Judges and keeps one chunk in one transaction.
    fn keep(&mut self, items: Vec<MappedItem>, dry_run: bool) -> Answer<()> {
        if items.is_empty() {
            return Ok(());
        }
        let verdicts = self.services.read(|c| self.judge(c, items))?;
        let new = self.count(verdicts);
        if dry_run || new.is_empty() {
            return Ok(());
        }
        self.persist(&new)
    }

    fn keep_all(mut self, items: Vec<MappedItem>, dry_run: bool) -> Answer<ImportReport> {
        let verdicts = self.services.read(|c| self.judge(c, items))?;
        let new = self.count(verdicts);
        if self.report.rejected > 0 && !dry_run {
            let findings = self
                .sorted()
                .lines
                .into_iter()
                .filter(|l| !l.accepted)
                .flat_map(|l| l.findings);
            return Err(Refusal::Invalid(findings.collect()));
        }
        if !dry_run && !new.is_empty() {
            self.persist(&new)?;
        }
        Ok(self.sorted())
    }

    fn persist(&self, new: &[NewItem]) -> Answer<()> {
        // The external ids are the idempotency of an import; a caller's key covers the queued job.
        let call = Call {
            idempotency: None,
            ..self.call.clone()
        };
        let org = &self.call.actor.home_org;
        self.services.write(&call, "import_items", |unit: &mut Unit<'_>| {
            let ids = persist_items(unit, new)?;
            let detail = json!({"source": self.source, "items": ids.len(), "hash": document::content_hash(&ids)});
            unit.audit(org, "import", self.source, detail)
        })
    }

    fn judge(&mut self, c: &mut AnyConnection, items: Vec<MappedItem>) -> Answer<Vec<Verdict>> {
        let org = self.call.actor.home_org.clone();
        let ids: Vec<String> = items.iter().map(|i| i.external_id.clone()).collect();
        let codes: Vec<String> = items.iter().map(|i| i.document.code.clone()).collect();
        let known: BTreeMap<String, String> =
            store::item_codes::external_ids(c, &org, self.source, &ids)?
                .into_iter()
                .map(|row| (row.external_id, row.content_hash))
                .collect();
        let mut taken: BTreeSet<String> = store::item_codes::known_codes(c, &org, &codes)?
            .into_iter()
            .collect();
        items
            .into_iter()
            .map(|item| self.judge_one(c, item, &known, &mut taken))
            .collect()
    }

    fn judge_one(
        &mut self,
        c: &mut AnyConnection,
        item: MappedItem,
        known: &BTreeMap<String, String>,
        taken: &mut BTreeSet<String>,
    ) -> Answer<Verdict> {
        let org = self.call.actor.home_org.clone();
        let at_line = |finding: Finding| Finding {
            place: Some(Place {
                line: item.line,
                column: 1,
            }),
            ..finding
        };
        let hash = document::content_hash(&item.document);
        if !self.seen.insert(item.external_id.clone()) {
            let finding =
                Finding::error("external_id_twice", "").with("value", item.external_id.as_str());
            return Ok(Verdict::Reject(vec![at_line(finding)]));
        }
        match known.get(&item.external_id) {
            Some(before) if *before == hash => return Ok(Verdict::Unchanged),
            Some(_) => {
                let finding = Finding::error("external_id_changed", "")
                    .with("value", item.external_id.as_str());
                return Ok(Verdict::Reject(vec![at_line(finding)]));
            }
            None => {}
        }
        if !taken.insert(item.document.code.clone()) {
            let finding =
                Finding::error("already_taken", "/code").with("value", item.document.code.as_str());
            return Ok(Verdict::Reject(vec![at_line(finding)]));
        }
        let findings = check_document(
            self.services,
            c,
            self.call,
            &org,
            &item.document,
            Stage::Draft,
        )?;
        if refuses(&findings) {
            return Ok(Verdict::Reject(findings.into_iter().map(at_line).collect()));
        }
        let external = ExternalName {
            source: self.source.to_owned(),
            id: item.external_id,
            content_hash: hash,
        };
        let new = NewItem {
            owner_org: org,
            document: item.document,
            external: Some(external),
        };
        // The profile has judged what the file may get wrong; its warnings are the record's.
        Ok(Verdict::Create(Box::new(new), item.line, item.warnings))
    }

    fn count(&mut self, verdicts: Vec<Verdict>) -> Vec<NewItem> {
        let mut new = Vec::new();
        for verdict in verdicts {
            match verdict {
                Verdict::Unchanged => self.report.unchanged += 1,
                Verdict::Reject(findings) => self.reject(findings),
                Verdict::Create(item, line, warnings) => {
                    self.report.created += 1;
                    if !warnings.is_empty() {
                        self.report.with_warnings += 1;
                        self.report.lines.push(LineReport {
                            line,
                            accepted: true,
                            findings: warnings,
                        });
                    }
                    new.push(*item);
                }
            }
        }
        new
    }

    fn sorted(mut self) -> ImportReport {
        self.report.lines.sort_by_key(|line| line.line);
        self.report
    }
}
