//! Items: create, read, update a draft, write one language of it, begin a new version.
//!
//! The version in use stays as it is: a new draft is another version, found by its number.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::accepted_drafts::accept_draft;
use super::item_drafts::{
    NewItem, Writing, document_of, list_keys, list_keys_of, persist_items, source_language,
    tag_rows, variant_rows, version_row,
};
use super::item_languages::keep_source;
use super::item_sight::{audit_version, item_object, may_read_keys, visible};
use super::item_view::{ItemView, tag, view};
use super::organisations::taken;
use super::review::sight::{hides_author, may_be_blind};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::content::ItemContent;
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::bank::{Access, Language};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::item_codes;
use crate::store::items::{self as rows, FoundVersion, NewRows, VariantRow, VersionRow};
use crate::store::{AnyConnection, StoreError};

/// What a new version changes; what is absent is carried forward.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviseItem {
    /// The new content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ItemContent>,
    /// New texts of some languages; translations whose source moved and that are not among these
    /// become stale.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<Language, ItemTexts>,
}

/// Keeps a new item as a draft of the caller's organisation.
pub fn create_item(services: &Services, call: &Call, document: &ItemDocument) -> Answer<ItemView> {
    let owner = &call.actor.home_org;
    require_writing(call, Object::of(&call.actor.home_path), document)?;
    services.write(call, "create_item", |unit| {
        let mut document = document.clone();
        let findings = accept_draft(services, unit.c, call, owner, &mut document)?;
        if !item_codes::known_codes(unit.c, owner, std::slice::from_ref(&document.code))?.is_empty()
        {
            return Err(taken(
                StoreError::Unique(String::new()),
                "/code",
                &document.code,
            ));
        }
        let item = NewItem {
            owner_org: owner.clone(),
            document,
            external: None,
        };
        // Two at once: the unique key decides.
        let ids = persist_items(unit, &[item])?;
        let id = &ids[0];
        unit.audit(owner, "item", id, json!({"number": 1}))?;
        shown(unit, id, 1, findings)
    })
}

/// A version of an item (`None`: the newest) that the caller may see.
pub fn read_item(
    services: &Services,
    call: &Call,
    id: &str,
    number: Option<i32>,
) -> Answer<ItemView> {
    let found = services.read_statement(|c| visible(c, call, id, number))?;
    // Most callers' right to see the author is plain without another read.
    let blind = may_be_blind(call, &found) && services.read(|c| hides_author(c, call, &found))?;
    let keys = may_read_keys(call, &found);
    let view = view(found, keys, Vec::new())?;
    Ok(if blind { view.without_author() } else { view })
}

/// Replaces a draft version.
pub fn update_item(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    document: &ItemDocument,
) -> Answer<ItemView> {
    services.write(call, "update_item", |unit| {
        let found = open_draft(unit.c, call, id, number)?;
        require_writing(call, item_object(&found), document)?;
        call.require_match(&tag(number, found.version.revision))?;
        if document.code != found.item.code {
            let finding = Finding::error("item_code_fixed", "/code");
            return Err(Refusal::invalid(
                finding.with("code", found.item.code.as_str()),
            ));
        }
        let mut document = document.clone();
        let owner = &found.item.owner_org;
        let findings = accept_draft(services, unit.c, call, owner, &mut document)?;
        let source = document
            .source_language
            .clone()
            .or_else(|| kept_source(&found, &document));
        let source = source.as_ref().or_else(|| source_language(&document));
        let variants = variant_rows(
            &writing(unit, &found, number),
            &found.variants,
            &document.texts,
            source,
        );
        replace(unit, &found, &document.content, variants)?;
        shown(unit, id, number, findings)
    })
}

/// Writes the texts of one language of a draft. Writing a stale translation, even unchanged, says
/// that it fits its source again.
pub fn set_variant(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    language: &str,
    texts: &ItemTexts,
) -> Answer<ItemView> {
    services.write(call, "set_variant", |unit| {
        let found = open_draft(unit.c, call, id, number)?;
        let language: Language = language.parse().map_err(|_| {
            let finding = Finding::error("language_invalid", "/language");
            Refusal::invalid(finding.with("value", language))
        })?;
        let object = item_object(&found).language(language.as_str());
        call.require(Permission::WriteItems, &object)?;
        call.require_match(&tag(number, found.version.revision))?;
        let mut document = document_of(&found)?;
        document.texts.insert(language.clone(), texts.clone());
        let owner = &found.item.owner_org;
        let findings = accept_draft(services, unit.c, call, owner, &mut document)?;
        let others: Vec<VariantRow> = found
            .variants
            .iter()
            .filter(|row| row.language != language.as_str())
            .cloned()
            .collect();
        let variants = variant_rows(
            &writing(unit, &found, number),
            &others,
            &document.texts,
            source_language(&document),
        );
        replace(unit, &found, &document.content, variants)?;
        shown(unit, id, number, findings)
    })
}

/// Begins a new draft version from the newest one, which stays in the phase it is in.
pub fn revise_item(
    services: &Services,
    call: &Call,
    id: &str,
    change: &ReviseItem,
) -> Answer<ItemView> {
    services.write(call, "revise_item", |unit| {
        let found = visible(unit.c, call, id, None)?;
        let mut document = document_of(&found)?;
        if let Some(content) = &change.content {
            document.content = content.clone();
        }
        document.texts.extend(change.texts.clone());
        call.require(Permission::WriteItems, &item_object(&found))?;
        require_writing(call, item_object(&found), &document)?;
        require_match_if_given(call, &found.version)?;
        if matches!(found.version.phase.as_str(), "draft" | "review") {
            let finding = Finding::error("version_open", "")
                .with("number", found.version.number)
                .with("phase", found.version.phase.as_str());
            return Err(Refusal::conflict(finding));
        }
        let owner = &found.item.owner_org;
        let findings = accept_draft(services, unit.c, call, owner, &mut document)?;
        let author = call.actor.user_id.clone();
        let number = open_next_version(unit, &found, &document, &author)?;
        audit_version(unit, &found, number, json!({"from": found.version.number}))?;
        shown(unit, id, number, findings)
    })
}

/// Opens the version after the newest one as a draft and gives its number.
pub(super) fn open_next_version(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    document: &ItemDocument,
    author: &str,
) -> Answer<i32> {
    let number = found.version.number + 1;
    if !rows::give_up_latest(unit.c, &found.version)? {
        return Err(stale(&found.version));
    }
    let id = &found.item.id;
    let new = NewRows {
        versions: vec![version_row(
            id,
            number,
            &document.content,
            list_keys(document),
            author,
            unit.now,
        )],
        tags: tag_rows(id, number, &document.content),
        variants: variant_rows(
            &writing(unit, found, number),
            &found.variants,
            &document.texts,
            source_language(document),
        ),
        ..NewRows::default()
    };
    rows::insert(unit.c, &new)?;
    Ok(number)
}

/// The version as it stands now, for the answer of a write.
pub(super) fn shown(
    unit: &mut Unit<'_>,
    id: &str,
    number: i32,
    findings: Vec<Finding>,
) -> Answer<ItemView> {
    let found = rows::version(unit.c, id, Some(number))?.ok_or(Refusal::not_found("item"))?;
    let keys = may_read_keys(unit.call, &found);
    let blind = hides_author(unit.c, unit.call, &found)?;
    let view = view(found, keys, findings)?;
    Ok(if blind { view.without_author() } else { view })
}

/// Somebody changed the version in the meantime.
pub(super) fn stale(version: &VersionRow) -> Refusal {
    Refusal::Stale {
        current: tag(version.number, version.revision + 1),
    }
}

/// Actions may be taken without naming a revision; a named one must be current.
pub(super) fn require_match_if_given(call: &Call, version: &VersionRow) -> Answer<()> {
    if call.if_match.is_none() {
        return Ok(());
    }
    call.require_match(&tag(version.number, version.revision))
}

/// The caller writes items of this subject in each of these languages.
pub(super) fn require_writing(
    call: &Call,
    item: Object<'_>,
    document: &ItemDocument,
) -> Answer<()> {
    let content = &document.content;
    let mut object = item.subject(&content.subject);
    // What a share covers is still covered when it is written.
    if let Some(shared) = &mut object.shared {
        shared.grades = Some((content.grade_min.into(), content.grade_max.into()));
        shared.secure = content.access == Access::Secure;
    }
    call.require(Permission::WriteItems, &object)?;
    for language in document.texts.keys() {
        call.require(
            Permission::WriteItems,
            &object.clone().language(language.as_str()),
        )?;
    }
    Ok(())
}

pub(super) fn open_draft(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    number: i32,
) -> Answer<FoundVersion> {
    let found = visible(c, call, id, Some(number))?;
    call.require(Permission::WriteItems, &item_object(&found))?;
    if found.version.phase != "draft" {
        let finding =
            Finding::error("version_not_draft", "").with("phase", found.version.phase.as_str());
        return Err(Refusal::conflict(finding.with("number", number)));
    }
    Ok(found)
}

/// The source language the version already has, where it still has texts.
pub(super) fn kept_source(found: &FoundVersion, document: &ItemDocument) -> Option<Language> {
    let row = found.variants.first()?;
    document
        .texts
        .keys()
        .find(|language| language.as_str() == row.source_language)
        .cloned()
}

pub(super) fn writing<'a>(unit: &Unit<'a>, found: &'a FoundVersion, number: i32) -> Writing<'a> {
    Writing {
        item_id: &found.item.id,
        number,
        author: &unit.call.actor.user_id,
        now: unit.now,
    }
}

/// Writes content, tags and the variants that differ, and the audit row.
pub(super) fn replace(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    content: &ItemContent,
    variants: Vec<VariantRow>,
) -> Answer<()> {
    let before = &found.version;
    let row = VersionRow {
        revision: before.revision + 1,
        created_at: before.created_at,
        ..version_row(
            &before.item_id,
            before.number,
            content,
            list_keys_of(&found.item.code, &variants)?,
            &before.created_by,
            unit.now,
        )
    };
    if !rows::replace_draft(unit.c, &row)? {
        return Err(stale(before));
    }
    let kept: Vec<&VariantRow> = found
        .variants
        .iter()
        .filter(|r| variants.contains(r))
        .collect();
    keep_source(unit, found, &variants)?;
    let gone = found.variants.iter().filter(|r| !kept.contains(r));
    let gone: Vec<&str> = gone.map(|r| r.language.as_str()).collect();
    rows::delete_variants(unit.c, &row.item_id, row.number, &gone)?;
    rows::delete_tags(unit.c, &row.item_id, row.number)?;
    let new = NewRows {
        tags: tag_rows(&row.item_id, row.number, content),
        variants: variants
            .iter()
            .filter(|r| !kept.contains(r))
            .cloned()
            .collect(),
        ..NewRows::default()
    };
    rows::insert(unit.c, &new)?;
    let detail = json!({"revision": row.revision, "hash": row.content_hash});
    audit_version(unit, found, row.number, detail)
}
