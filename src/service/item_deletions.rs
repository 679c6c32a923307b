//! A draft that nobody ever handed in may be taken away. Everything else is kept: forms, results and reviews
//! point to it. Whoever wants it out of use suspends or retires it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::item_sight::{item_object, visible};
use super::items::require_match_if_given;
use super::{Answer, Call, Refusal, Services};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::items::FoundVersion;
use crate::store::{AnyConnection, StoreError};
use crate::store::{item_deletions, item_usage};

/// What was taken away.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeletedItem {
    /// The item.
    pub id: String,
    /// Its code, which is free again.
    pub code: String,
}

/// Takes a draft away that was never handed in; refused with what it stands in otherwise.
pub fn delete_item(services: &Services, call: &Call, id: &str) -> Answer<DeletedItem> {
    services.write(call, "delete_item", |unit| {
        let found = visible(unit.c, call, id, None)?;
        call.require(Permission::WriteItems, &item_object(&found))?;
        require_match_if_given(call, &found.version)?;
        let finding = kept(unit.c, &found)?;
        if found.version.sealed || found.version.number > 1 {
            return Err(Refusal::conflict(finding));
        }
        item_deletions::delete_draft(unit.c, id).map_err(|error| match error {
            StoreError::Constraint(_) => Refusal::conflict(finding),
            other => other.into(),
        })?;
        let detail = json!({"hash": found.version.content_hash});
        unit.audit(&found.item.owner_org, "item", id, detail)?;
        Ok(DeletedItem {
            id: found.item.id,
            code: found.item.code,
        })
    })
}

/// Why an item is kept, with the forms that it stands in.
fn kept(c: &mut AnyConnection, found: &FoundVersion) -> Answer<Finding> {
    let forms = item_usage::forms_with(c, &found.item.id)?;
    let locked = forms.iter().filter(|form| form.state != "draft").count();
    Ok(Finding::error("item_is_kept", "")
        .with("phase", found.version.phase.as_str())
        .with("forms", forms.len())
        .with("locked", locked))
}
