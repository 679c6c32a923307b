//! An item that was written apart becomes a language of another one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::item_drafts::{document_of, refuse_wrong_draft, source_language, variant_rows};
use super::super::item_quality::use_of;
use super::super::item_sight::{item_object, visible};
use super::super::items::{replace, require_match_if_given, writing};
use super::super::{Answer, Call, Refusal, Services};
use super::policy::quality_policy;
use super::propose::{named, propose, refuse_present};
use super::read::{ItemLanguages, side_by_side};
use crate::bank::equality::joined;
use crate::identity::Permission;
use crate::language::finding::{Finding, refuses};

/// Another item, and the language of it that is taken.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinItem {
    /// The other item.
    pub item_id: String,
    /// Its version; the newest when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<i32>,
    /// The language whose texts are taken.
    pub language: String,
}

/// Takes the texts of another item as a language of this one: at once into a draft, as a proposal into an
/// approved version. Parts, options, key, points and descriptors are matched by their place; where they
/// differ nothing is taken, and every difference is told. The other item stays as it is.
pub fn join_item(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    input: &JoinItem,
) -> Answer<ItemLanguages> {
    services.write(call, "join_item", |unit| {
        let found = visible(unit.c, call, id, Some(number))?;
        call.require(Permission::WriteItems, &item_object(&found))?;
        require_match_if_given(call, &found.version)?;
        let language = named(&input.language)?;
        let object = item_object(&found).language(language.as_str());
        call.require(Permission::WriteItems, &object)?;
        refuse_present(&found, &language)?;
        let unknown = |pointer, value: &str| {
            Refusal::invalid(Finding::error("reference_unknown", pointer).with("value", value))
        };
        let other = match visible(unit.c, call, &input.item_id, input.number) {
            Err(Refusal::NotFound { .. }) => return Err(unknown("/item_id", &input.item_id)),
            other => other?,
        };
        call.require(Permission::ReadKeys, &item_object(&other))?;
        let second = document_of(&other)?;
        if !second.texts.contains_key(&language) {
            return Err(unknown("/language", &input.language));
        }
        let first = document_of(&found)?;
        let (document, differences) = joined(&first, &second, &language);
        let policy = quality_policy(services, unit.c, &found)?;
        let differences = policy.judge(differences, use_of(&first));
        if refuses(&differences) {
            return Err(Refusal::Conflict(differences));
        }
        if found.version.phase != "draft" {
            let texts = document.texts.get(&language).cloned().unwrap_or_default();
            propose(services, unit, &found, &language, &texts)?;
            return side_by_side(services, unit.c, call, &found);
        }
        refuse_wrong_draft(services, unit.c, call, &found.item.owner_org, &document)?;
        let source = source_language(&document);
        let here = writing(unit, &found, number);
        let variants = variant_rows(&here, &found.variants, &document.texts, source);
        replace(unit, &found, &document.content, variants)?;
        let found = visible(unit.c, call, id, Some(number))?;
        side_by_side(services, unit.c, call, &found)
    })
}
