//! The row of an import, with which it begins.

use serde_json::json;

use super::bulk::BulkMode;
use super::import_sight::require_import;
use super::imports::{ImportFormat, ImportOptions, without_key};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::interop::profile::SourceKind;
use crate::interop::workbook::TEMPLATE;
use crate::interop::{MappingProfile, check_profile};
use crate::language::finding::refuses;
use crate::store::failure;
use crate::store::imports::{self as rows, ImportRow};

/// The import that is kept; none for a dry run.
pub(super) fn allowed(
    services: &Services,
    call: &Call,
    of: &Begin<'_>,
    options: ImportOptions,
) -> Answer<Option<ImportRow>> {
    require_import(call)?;
    let findings = of.profile.map(check_profile).unwrap_or_default();
    if refuses(&findings) {
        return Err(Refusal::Invalid(
            findings.into_iter().map(|f| f.under("/profile")).collect(),
        ));
    }
    match options.dry_run {
        true => Ok(None),
        false => begin(services, call, of, &services.new_id()).map(Some),
    }
}

/// How an import begins.
pub(super) struct Begin<'a> {
    pub(super) format: ImportFormat,
    pub(super) profile: Option<&'a MappingProfile>,
    pub(super) mode: BulkMode,
    /// Hash of the file.
    pub(super) content: &'a str,
}

pub(super) fn begin(
    services: &Services,
    call: &Call,
    of: &Begin<'_>,
    id: &str,
) -> Answer<ImportRow> {
    let call = without_key(call);
    services.write(&call, "begin_import", |unit| {
        let row = begun(unit, id, of);
        rows::insert(unit.c, &row)?;
        let org = &call.actor.home_org;
        unit.audit(org, "import", id, json!({"source": row.source}))
    })?;
    let row = services.read(|c| Ok(rows::by_id(c, id)?))?;
    row.ok_or_else(|| Refusal::Internal("the import that was begun is gone".into()))
}

pub(super) fn begun(unit: &Unit<'_>, id: &str, of: &Begin<'_>) -> ImportRow {
    let is_office = of.format != ImportFormat::Text;
    let text_kind = of.profile.map(|profile| profile.source.kind);
    ImportRow {
        id: id.to_owned(),
        owner_org: unit.call.actor.home_org.clone(),
        source: of
            .profile
            .map_or(TEMPLATE, |profile| &profile.name)
            .to_owned(),
        kind: match (of.format, text_kind) {
            (ImportFormat::Xlsx, _) => "xlsx".into(),
            (ImportFormat::Docx, _) => "docx".into(),
            (ImportFormat::Text, Some(SourceKind::Csv)) => "csv".into(),
            (ImportFormat::Text, _) => "jsonl".into(),
        },
        delimiter: String::new(),
        header: String::new(),
        mode: match of.mode {
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
        file_hash: match is_office {
            true => of.content.to_owned(),
            false => String::new(),
        },
        profile: match of.profile {
            Some(profile) if is_office => failure::write_json(profile),
            _ => String::new(),
        },
    }
}
