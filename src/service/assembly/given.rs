//! Items of earlier forms that a request names: anchors of a new form, and what is given of a half-built
//! one.

use super::super::{Answer, Call, Refusal, organisations};
use super::view::CreateAssemblyRun;
use crate::assembly::request::{Anchor, GivenItem};
use crate::assembly::run::AssembledForm;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::{AnyConnection, failure, forms};

/// The anchors as named, and the counted tasks of the form that is named.
pub(super) fn anchors(
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<Vec<Anchor>> {
    let mut anchors = input.anchors.clone();
    let Some(name) = &input.anchor_form else {
        return Ok(anchors);
    };
    let form = named(c, call, name, "/anchor_form")?;
    let counted = form
        .positions
        .into_iter()
        .filter(|position| !position.unscored);
    anchors.extend(counted.map(|position| Anchor {
        item: position.item,
        version: Some(position.version),
        position: Some(position.position),
    }));
    Ok(anchors)
}

/// The given items as named, and the tasks of the form that is named, where they stand: all that are not
/// blocked. What is named one by one stands as it is named.
pub(super) fn given_items(
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<Vec<GivenItem>> {
    let mut given = input.given_items.clone();
    let Some(name) = &input.given_form else {
        return Ok(given);
    };
    let form = named(c, call, name, "/given_form")?;
    let is_named = |item: &String| input.given_items.iter().any(|given| given.item == *item);
    let stays = |item: &String| !input.blocked.contains(item) && !is_named(item);
    let standing = form.positions.into_iter().filter(|p| stays(&p.item));
    given.extend(standing.map(|position| GivenItem {
        item: position.item,
        version: Some(position.version),
        row: Some(position.row),
        position: Some(position.position),
    }));
    Ok(given)
}

/// A form by id or code, for whoever assembles for its owner.
fn named(
    c: &mut AnyConnection,
    call: &Call,
    name: &str,
    pointer: &'static str,
) -> Answer<AssembledForm> {
    let found = match forms::by_id(c, name)? {
        Some(row) => Some(row),
        None => forms::by_code(c, name)?,
    };
    let unknown = || {
        let finding = Finding::error("reference_unknown", pointer);
        Refusal::invalid(finding.with("value", name))
    };
    let row = found.ok_or_else(unknown)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    let object = Object::of(&path).subject(&row.subject);
    let may_know = call.may_know(&row.access, &row.created_by, &object);
    if !may_know || !call.may(Permission::AssembleForms, &object) {
        return Err(unknown());
    }
    Ok(failure::read_json(&row.document)?)
}
