//! Who sees a form, and how much of it.

use super::super::form_draws::require_open;
use super::super::{Answer, Call, Refusal, Services, organisations};
use crate::bank::Access;
use crate::identity::{
    Grant, Object, Permission, ScopeRule, Share, ShareRight, Shareable, Shared, scope, shared_rules,
};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::form_draws;
use crate::store::forms::{self as rows, FormRow, FormScope};

/// How much of a form is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// Items and what the assembly achieved.
    Constructor,
    /// What the copies show.
    Reader,
}

pub(super) fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(FormRow, Sight)> {
    let row = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    if let Some(sight) = own_sight(c, call, &row, &path)? {
        return Ok((row, sight));
    }
    if row.state != "draft" && call.has_share(Permission::ReadForms, &shared_form(&row, &path)) {
        return Ok((row, Sight::Reader));
    }
    Err(hidden())
}

/// A form whose copy, or what the copy shows, the caller may read now: a reader of a secure one waits for its
/// day.
pub(in crate::service) fn readable(services: &Services, call: &Call, id: &str) -> Answer<FormRow> {
    services.read(|c| {
        let (row, sight) = seen(c, call, id)?;
        if sight == Sight::Reader && row.access == Access::Secure.as_str() {
            require_open(services, c, call, &row)?;
        }
        Ok(row)
    })
}

/// Refuses with 404 where the caller may not know of the form, and with 403 where it is shared to be
/// read only.
pub(super) fn require_use(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<()> {
    let (row, _) = seen(c, call, id)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    if own_sight(c, call, &row, &path)?.is_some() {
        return Ok(());
    }
    let shares = call.actor.shares.iter();
    let object = shared_form(&row, &path);
    let is_used = |share: &Share| {
        let covers = |shared| share.covers(shared, object.subject);
        share.right == ShareRight::Use && object.shared.as_ref().is_some_and(covers)
    };
    match shares.into_iter().any(is_used) {
        true => Ok(()),
        false => Err(Refusal::Forbidden(vec![Finding::error(
            "share_reads_only",
            "/form_id",
        )])),
    }
}

fn hidden() -> Refusal {
    Refusal::not_found("form")
}

/// The form as an object of decisions by shares.
pub(super) fn shared_form<'a>(row: &'a FormRow, path: &'a str) -> Object<'a> {
    Object::of(path).subject(&row.subject).shared(Shared {
        kind: Shareable::Form,
        id: &row.id,
        owner_org: &row.owner_org,
        grades: None,
        secure: row.access == Access::Secure.as_str(),
    })
}

/// What the caller sees of a form, shares aside.
fn own_sight(
    c: &mut AnyConnection,
    call: &Call,
    row: &FormRow,
    path: &str,
) -> Answer<Option<Sight>> {
    let object = Object::of(path).subject(&row.subject);
    let may_know = call.may_know(&row.access, &row.created_by, &object);
    let constructs = [Permission::AssembleForms, Permission::LockForms];
    if may_know && constructs.iter().any(|p| call.may(*p, &object)) {
        return Ok(Some(Sight::Constructor));
    }
    if row.state == "draft" {
        return Ok(None);
    }
    if call.may(Permission::ReadForms, &object) {
        return Ok(Some(Sight::Reader));
    }
    let of_subject = |grant: &&Grant| {
        grant
            .subject
            .as_ref()
            .is_none_or(|subject| *subject == row.subject)
    };
    for grant in call
        .actor
        .grants_with(Permission::ReadForms)
        .filter(of_subject)
    {
        let open = row.state == "locked" && row.access != Access::Secure.as_str();
        let below = grant.org_path.starts_with(path) && !form_draws::is_of_draw(c, &row.run_id)?;
        if (open && below)
            || rows::is_sat_below(c, &row.id, &grant.org_path)?
            || !form_draws::below(c, &row.id, &grant.org_path)?.is_empty()
        {
            return Ok(Some(Sight::Reader));
        }
    }
    Ok(None)
}

/// A form the caller may lock or retire: 404 when it does not see it.
pub(super) fn changeable(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<FormRow> {
    let (row, _) = seen(c, call, id)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    call.require(
        Permission::LockForms,
        &Object::of(&path).subject(&row.subject),
    )?;
    Ok(row)
}

pub(super) fn scope_of(call: &Call) -> FormScope {
    let rules = |permission| scope(&call.actor, permission, permission).rules;
    let readers = || call.actor.grants_with(Permission::ReadForms);
    let above = |grant: &Grant| -> Vec<(String, Option<String>)> {
        grant
            .org_path
            .split('/')
            .filter(|id| !id.is_empty() && *id != grant.org_id)
            .map(|id| (id.to_owned(), grant.subject.clone()))
            .collect()
    };
    let all: Vec<ScopeRule> = [Permission::AssembleForms, Permission::LockForms]
        .into_iter()
        .flat_map(rules)
        .collect();
    let of_share = |share: &Share| shared_rules(&call.actor, share, Permission::ReadForms, None);
    let shares = call.actor.shares.iter();
    let shared = shares.filter(|s| s.kind == Shareable::Form && s.carries(Permission::ReadForms));
    FormScope {
        shared: shared.flat_map(of_share).collect(),
        all,
        secure: rules(Permission::ReadSecureItems),
        user_id: call.actor.user_id.clone(),
        locked: rules(Permission::ReadForms),
        above: readers().flat_map(above).collect(),
        sitting_paths: readers()
            .filter(|grant| grant.subject.is_none())
            .map(|grant| grant.org_path.clone())
            .collect(),
    }
}
