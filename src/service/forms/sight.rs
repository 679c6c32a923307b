//! Who sees a form, and how much of it.

use super::super::{Answer, Call, Refusal, organisations};
use crate::bank::Access;
use crate::identity::{Grant, Object, Permission, ScopeRule, scope};
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
    let hidden = || Refusal::not_found("form");
    let row = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    // A constructor is told the tasks of a form by code, so a secure one's asks for the right to see them.
    let may_know = row.access != Access::Secure.as_str()
        || row.created_by == call.actor.user_id
        || call.may(Permission::ReadSecureItems, &object);
    let constructs = [Permission::AssembleForms, Permission::LockForms];
    if may_know && constructs.iter().any(|p| call.may(*p, &object)) {
        return Ok((row, Sight::Constructor));
    }
    if row.state == "draft" {
        return Err(hidden());
    }
    if call.may(Permission::ReadForms, &object) {
        return Ok((row, Sight::Reader));
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
        let below = grant.org_path.starts_with(&path) && !form_draws::is_of_draw(c, &row.run_id)?;
        if (open && below)
            || rows::is_sat_below(c, id, &grant.org_path)?
            || !form_draws::below(c, id, &grant.org_path)?.is_empty()
        {
            return Ok((row, Sight::Reader));
        }
    }
    Err(hidden())
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
    FormScope {
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
