//! Which fields of the source moved since a translation was made.

use std::collections::BTreeMap;

use super::super::item_drafts::document_of;
use super::super::item_view::language_of;
use super::super::{Answer, Unit};
use crate::bank::difference::{StaleField, stale_fields};
use crate::bank::texts::ItemDocument;
use crate::store::items::{self as rows, FoundVersion, VariantRow};
use crate::store::proposed_variants::{self, SourceRow};
use crate::store::{AnyConnection, failure};

/// Keeps the source texts of a draft that a translation was made from, before they are written anew.
pub(in crate::service) fn keep_source(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    variants: &[VariantRow],
) -> Answer<()> {
    let waits = |hash: &str| {
        let mut stale = variants.iter().filter(|row| row.state == "stale");
        stale.any(|row| row.source_hash == hash)
    };
    for row in found.variants.iter().filter(|row| waits(&row.texts_hash)) {
        let source = SourceRow {
            item_id: row.item_id.clone(),
            texts_hash: row.texts_hash.clone(),
            texts: row.texts.clone(),
        };
        proposed_variants::keep_source(unit.c, &source)?;
    }
    Ok(())
}

/// The places of a stale language that have to be looked at; none where it is not stale, or where nobody
/// knows any more what it was made from.
pub(super) fn moved(
    c: &mut AnyConnection,
    found: &FoundVersion,
    row: &VariantRow,
) -> Answer<Vec<StaleField>> {
    if row.state != "stale" {
        return Ok(Vec::new());
    }
    let now = document_of(found)?;
    let source = language_of(&row.source_language)?;
    let id = &found.item.id;
    let Some((number, texts)) = proposed_variants::texts_by_hash(c, id, &row.source_hash)? else {
        return Ok(Vec::new());
    };
    let content = match number.map(|number| rows::version(c, id, Some(number))) {
        Some(version) => match version? {
            Some(version) => failure::read_json(&version.version.content)?,
            None => now.content.clone(),
        },
        None => now.content.clone(),
    };
    let before = ItemDocument {
        code: now.code.clone(),
        content,
        texts: BTreeMap::from([(source.clone(), failure::read_json(&texts)?)]),
        source_language: Some(source.clone()),
    };
    Ok(stale_fields(&before, &now, &source))
}
