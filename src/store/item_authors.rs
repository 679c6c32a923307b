//! Who wrote in the versions of an item, from the audit trail.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::items::ItemRow;
use super::schema::{audit, users};
use super::{AnyConnection, StoreResult};

/// Use cases that write in a version.
const WRITING: [&str; 3] = ["update_item", "set_variant", "revise_item"];

/// One act of writing.
#[derive(Clone, Debug)]
pub struct ActOfWriting {
    /// Version.
    pub number: i32,
    /// Who.
    pub user_id: String,
    /// The organisation the user belongs to.
    pub org_id: String,
    /// When.
    pub at: NaiveDateTime,
}

/// Every act of writing in an item, its making first. What a partner's people do has a row for each of the two
/// organisations; the owner's counts.
pub fn acts_of_writing(c: &mut AnyConnection, item: &ItemRow) -> StoreResult<Vec<ActOfWriting>> {
    // Objects are named by item and version; the character after the slash ends the range.
    let (from, to) = (format!("{}/", item.id), format!("{}0", item.id));
    let rows: Vec<(String, String, String, NaiveDateTime)> = audit::table
        .inner_join(users::table.on(users::id.eq(audit::actor_id)))
        .filter(audit::object_kind.eq("item_version"))
        .filter(audit::object_id.ge(from).and(audit::object_id.lt(to)))
        .filter(audit::action.eq_any(WRITING))
        .filter(audit::org_id.eq(&item.owner_org))
        .order(audit::id)
        .select((audit::object_id, users::id, users::home_org, audit::at))
        .load(c)?;
    let maker: Option<String> = users::table
        .find(&item.created_by)
        .select(users::home_org)
        .first(c)
        .optional()?;
    let made = ActOfWriting {
        number: 1,
        user_id: item.created_by.clone(),
        org_id: maker.unwrap_or_else(|| item.owner_org.clone()),
        at: item.created_at,
    };
    let written = rows
        .into_iter()
        .filter_map(|(object, user_id, org_id, at)| {
            let number = object.rsplit('/').next()?.parse().ok()?;
            Some(ActOfWriting {
                number,
                user_id,
                org_id,
                at,
            })
        });
    Ok(std::iter::once(made).chain(written).collect())
}
