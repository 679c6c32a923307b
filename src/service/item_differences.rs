//! What differs between two versions of an item, for people: field by field, and texts by words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::item_drafts::document_of;
use super::item_sight::{item_object, visible};
use super::{Answer, Call, Services};
use crate::bank::difference::{Change, changes};
use crate::identity::Permission;

/// The differences of two versions.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemDifferences {
    /// The item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// The version before.
    pub from: i32,
    /// The version after.
    pub to: i32,
    /// Every field that differs; structure before texts.
    pub changes: Vec<Change>,
}

/// The differences from one version (`None`: the one before) to another, for those who may read the keys
/// of both.
pub fn read_item_differences(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    from: Option<i32>,
) -> Answer<ItemDifferences> {
    services.read(|c| {
        let to = visible(c, call, id, Some(number))?;
        call.require(Permission::ReadKeys, &item_object(&to))?;
        let from = visible(c, call, id, Some(from.unwrap_or(number - 1)))?;
        call.require(Permission::ReadKeys, &item_object(&from))?;
        Ok(ItemDifferences {
            from: from.version.number,
            to: to.version.number,
            changes: changes(&document_of(&from)?, &document_of(&to)?),
            item_id: to.item.id,
            code: to.item.code,
        })
    })
}
