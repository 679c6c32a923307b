//! A language that an approved version does not have: proposed, approved by somebody else, or sent back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::super::item_drafts::{check_document, document_of, source_language};
use super::super::item_sight::{audit_version, item_object, visible};
use super::super::item_view::language_of;
use super::super::items::{require_match_if_given, stale};
use super::super::{Answer, Call, Refusal, Services, Unit};
use super::policy::{compared, of_language};
use super::read::{ItemLanguages, side_by_side, with_proposals};
use crate::bank::Language;
use crate::bank::check::Stage;
use crate::bank::texts::ItemTexts;
use crate::document::{canonical, content_hash};
use crate::identity::Permission;
use crate::language::finding::{Finding, refuses};
use crate::store::failure;
use crate::store::items::{self as rows, FoundVersion, NewRows, VariantRow};
use crate::store::proposed_variants::{self as proposals, ApprovalRow, ProposedRow};

/// Phases of a version that a language can be added to.
const APPROVED: [&str; 4] = ["approved", "pilot", "live", "suspended"];

/// A reviewer's consent to a language.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveLanguage {
    /// What the reviewer has to say.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    pub comment: String,
}

/// Why a language does not pass.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnLanguage {
    /// What has to change.
    #[schemars(length(min = 1, max = 10_000))]
    pub comment: String,
}

/// Proposes the texts of a language that an approved version does not have, or proposes them anew. The
/// checks of a submission hold for them.
pub fn propose_language(
    services: &Services,
    call: &Call,
    (id, number, language): (&str, i32, &str),
    texts: &ItemTexts,
) -> Answer<ItemLanguages> {
    services.write(call, "propose_language", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        call.require(Permission::WriteItems, &item_object(&found))?;
        let language = named(language)?;
        let object = item_object(&found).language(language.as_str());
        call.require(Permission::WriteItems, &object)?;
        require_match_if_given(call, &found.version)?;
        propose(services, unit, &found, &language, texts)?;
        side_by_side(services, unit.c, call, &found)
    })
}

/// Approves a proposed language. Forms use it from now on; nobody approves what they wrote. What the
/// quality policy calls an error refuses it.
pub fn approve_language(
    services: &Services,
    call: &Call,
    (id, number, language): (&str, i32, &str),
    input: &ApproveLanguage,
) -> Answer<ItemLanguages> {
    services.write(call, "approve_language", |unit| {
        let (found, row) = start_review(unit, (id, number, language))?;
        let document = with_proposals(&found, std::slice::from_ref(&row))?;
        let findings = compared(services, unit.c, &found, &document)?;
        let findings = of_language(findings, &named(language)?);
        if refuses(&findings) {
            return Err(Refusal::Invalid(findings));
        }
        enter(unit, &found, &row, &input.comment)?;
        let detail = json!({"language": row.language, "hash": row.texts_hash});
        audit_version(unit, &found, number, detail)?;
        let found = visible(unit.c, call, id, Some(number))?;
        side_by_side(services, unit.c, call, &found)
    })
}

/// Sends a proposed language back to its author.
pub fn return_language(
    services: &Services,
    call: &Call,
    (id, number, language): (&str, i32, &str),
    input: &ReturnLanguage,
) -> Answer<ItemLanguages> {
    services.write(call, "return_language", |unit| {
        let (found, row) = start_review(unit, (id, number, language))?;
        let row = ProposedRow {
            state: "returned".into(),
            comment: input.comment.clone(),
            ..row
        };
        proposals::put(unit.c, &row)?;
        audit_version(unit, &found, number, json!({"language": row.language}))?;
        side_by_side(services, unit.c, call, &found)
    })
}

/// A language by its code.
pub(super) fn named(language: &str) -> Answer<Language> {
    language.parse().map_err(|_| {
        let finding = Finding::error("language_invalid", "/language");
        Refusal::invalid(finding.with("value", language))
    })
}

/// Keeps a proposal that passes the checks of a submission, and writes the audit row.
pub(super) fn propose(
    services: &Services,
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    language: &Language,
    texts: &ItemTexts,
) -> Answer<()> {
    let version = &found.version;
    if !APPROVED.contains(&version.phase.as_str()) {
        let finding = Finding::error("language_needs_approved_version", "");
        return Err(Refusal::conflict(
            finding
                .with("number", version.number)
                .with("phase", version.phase.as_str()),
        ));
    }
    refuse_present(found, language)?;
    let mut document = document_of(found)?;
    let owner = &found.item.owner_org;
    let before = check_document(services, unit.c, unit.call, owner, &document, Stage::Submit)?;
    document.texts.insert(language.clone(), texts.clone());
    let mut findings =
        check_document(services, unit.c, unit.call, owner, &document, Stage::Submit)?;
    // What differs may be told at another language; what was told before is none of the new one's.
    findings.retain(|finding| !before.contains(finding));
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    let source = source_language(&document).cloned();
    let source_hash = source.as_ref().and_then(|l| document.texts.get(l));
    let row = ProposedRow {
        item_id: found.item.id.clone(),
        number: version.number,
        language: language.to_string(),
        texts: canonical(texts),
        texts_hash: content_hash(texts),
        source_hash: source_hash.map(content_hash).unwrap_or_default(),
        source_language: source.map(|l| l.to_string()).unwrap_or_default(),
        state: "proposed".into(),
        comment: String::new(),
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
    };
    proposals::put(unit.c, &row)?;
    let detail = json!({"language": row.language, "hash": row.texts_hash});
    audit_version(unit, found, version.number, detail)
}

/// What a version says already is changed by a new version, never beside it.
pub(super) fn refuse_present(found: &FoundVersion, language: &Language) -> Answer<()> {
    let mut there = found.variants.iter();
    if there.any(|row| row.language == language.as_str()) {
        let finding = Finding::error("language_there", "/language");
        return Err(Refusal::conflict(
            finding
                .with("language", language.as_str())
                .with("number", found.version.number),
        ));
    }
    Ok(())
}

/// A proposal that the caller may judge: not one's own.
fn start_review(
    unit: &mut Unit<'_>,
    (id, number, language): (&str, i32, &str),
) -> Answer<(FoundVersion, ProposedRow)> {
    let call = unit.call;
    let found = visible(unit.c, call, id, Some(number))?;
    call.require(Permission::ReviewItems, &item_object(&found))?;
    let object = item_object(&found).language(language);
    call.require(Permission::ReviewItems, &object)?;
    let row = proposals::of_version(unit.c, id, number)?
        .into_iter()
        .find(|row| row.language == language && row.state == "proposed");
    let Some(row) = row else {
        let finding = Finding::error("language_not_proposed", "/language");
        return Err(Refusal::conflict(
            finding.with("language", language).with("number", number),
        ));
    };
    if row.created_by == call.actor.user_id {
        return Err(Refusal::Forbidden(vec![Finding::error(
            "own_item_reviewed",
            "",
        )]));
    }
    Ok((found, row))
}

/// The proposal becomes a language of the version.
fn enter(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    row: &ProposedRow,
    comment: &str,
) -> Answer<()> {
    let texts: ItemTexts = failure::read_json(&row.texts)?;
    refuse_present(found, &language_of(&row.language)?)?;
    let variant = VariantRow {
        item_id: row.item_id.clone(),
        number: row.number,
        language: row.language.clone(),
        revision: 1,
        texts: row.texts.clone(),
        texts_hash: row.texts_hash.clone(),
        search_text: texts.search_text(),
        source_language: row.source_language.clone(),
        source_hash: row.source_hash.clone(),
        state: "current".into(),
        created_by: row.created_by.clone(),
        created_at: row.created_at,
    };
    let new = NewRows {
        variants: vec![variant],
        ..NewRows::default()
    };
    rows::insert(unit.c, &new)?;
    let approval = ApprovalRow {
        item_id: row.item_id.clone(),
        number: row.number,
        language: row.language.clone(),
        revision: 1,
        comment: comment.to_owned(),
        approved_by: unit.call.actor.user_id.clone(),
        approved_at: unit.now,
    };
    proposals::insert_approval(unit.c, &approval)?;
    proposals::delete(unit.c, &row.item_id, row.number, &row.language)?;
    // Whoever counts and lists items hears of a language by the row of its version.
    let version = &found.version;
    if !rows::set_phase(unit.c, version, &version.phase, &version.state, unit.now)? {
        return Err(stale(version));
    }
    Ok(())
}
