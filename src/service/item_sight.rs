//! Who sees an item and how much of it; what is done by a share is told to both organisations.

use serde_json::{Value, json};

use super::{Answer, Call, Refusal, Unit};
use crate::bank::Access;
use crate::identity::{Object, Permission, Shareable, Shared, share_for};
use crate::store::AnyConnection;
use crate::store::items::{self as rows, FoundVersion};

/// A version the caller may see; anything else does not exist for them.
pub(super) fn visible(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
    number: Option<i32>,
) -> Answer<FoundVersion> {
    rows::version(c, id, number)?
        .filter(|found| sees(call, found))
        .ok_or(Refusal::not_found("item"))
}

/// True when the caller may see the version.
pub(super) fn sees(call: &Call, found: &FoundVersion) -> bool {
    let me = &call.actor.user_id;
    let mine = found.version.created_by == *me || found.item.created_by == *me;
    sees_item(call, &item_object(found), mine)
}

/// Readers see open and restricted items; secure ones are seen with the permission for them and by
/// their authors. What is shared is seen as the share and the reader's own grants say.
pub(super) fn sees_item(call: &Call, object: &Object<'_>, mine: bool) -> bool {
    let is_secure = object.shared.is_some_and(|shared| shared.secure);
    let own = object.unshared();
    let by_grant = call.may(Permission::ReadItems, &own)
        && (!is_secure || mine || call.may(Permission::ReadSecureItems, &own));
    by_grant
        || (call.has_share(Permission::ReadItems, object)
            && (!is_secure || call.has_share(Permission::ReadSecureItems, object)))
}

/// A version as an object of decisions.
pub(super) fn item_object(found: &FoundVersion) -> Object<'_> {
    let version = &found.version;
    Object::of(&found.owner_path)
        .subject(&version.subject)
        .shared(Shared {
            kind: Shareable::Item,
            id: &found.item.id,
            owner_org: &found.item.owner_org,
            grades: Some((version.grade_min, version.grade_max)),
            secure: version.access == Access::Secure.as_str(),
        })
}

/// The audit row of a version. What is done by a share is told to both organisations.
pub(super) fn audit_version(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    number: i32,
    mut detail: Value,
) -> Answer<()> {
    let id = format!("{}/{number}", found.item.id);
    let object = item_object(found);
    if !unit.call.may(Permission::WriteItems, &object.unshared())
        && let Some(share) = share_for(&unit.call.actor, Permission::WriteItems, &object)
    {
        detail["share"] = json!(share.id);
        unit.audit(&share.partner_org, "item_version", &id, detail.clone())?;
    }
    unit.audit(&found.item.owner_org, "item_version", &id, detail)
}

/// True when keys and mark schemes may be shown to the caller.
pub(super) fn may_read_keys(call: &Call, found: &FoundVersion) -> bool {
    call.may(Permission::ReadKeys, &item_object(found))
}
