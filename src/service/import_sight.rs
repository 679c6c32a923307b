//! Who imports, and which records: whoever may create items anywhere in the organisation begins an import,
//! and each record is compared with the grants at its row.
//!
//! * A grant for a subject covers records of that subject; one for a language records whose texts are all in
//!   it.
//! * Imports of others are known to whoever imports everything there; with a narrower grant one knows one's
//!   own only, since refused records are of any subject.

use std::collections::BTreeSet;

use super::item_sight::item_object;
use super::{Answer, Call, Refusal};
use crate::bank::texts::ItemDocument;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::imports::ImportRow;
use crate::store::items::FoundVersion;

/// Refuses those who may import nothing at home.
pub(super) fn require_import(call: &Call) -> Answer<()> {
    match imports_something(call, &call.actor.home_path) {
        true => Ok(()),
        false => Err(Refusal::Denied {
            permission: Permission::ImportItems,
        }),
    }
}

/// True for an import of the organisation at this path that the caller may know of.
pub(super) fn knows_import(call: &Call, row: &ImportRow, path: &str) -> bool {
    call.may(Permission::ImportItems, &Object::of(path))
        || (row.created_by == call.actor.user_id && imports_something(call, path))
}

fn imports_something(call: &Call, path: &str) -> bool {
    let mut grants = call.actor.grants_with(Permission::ImportItems);
    grants.any(|grant| path.starts_with(&grant.org_path))
}

/// Why a record is not the caller's to bring in; every reason.
pub(super) fn outside_grants(call: &Call, document: &ItemDocument) -> Vec<Finding> {
    let home = Object::of(&call.actor.home_path).subject(&document.content.subject);
    if !call.may(Permission::ImportItems, &home) {
        let finding = Finding::error("import_subject_outside", "/content/subject");
        let finding = match document.content.subject.as_str() {
            "" => finding.with("subject", serde_json::Value::Null),
            subject => finding.with("subject", subject),
        };
        return vec![finding.with("granted", granted_subjects(call))];
    }
    let languages = document.texts.keys().filter(|language| {
        let object = home.clone().language(language.as_str());
        !call.may(Permission::ImportItems, &object)
    });
    languages
        .map(|language| {
            Finding::error("import_language_outside", format!("/texts/{language}/stem"))
                .with("language", language.as_str())
                .with(
                    "granted",
                    granted_languages(call, &document.content.subject),
                )
        })
        .collect()
}

/// True when the caller may bring in what an item that is there already would become.
pub(super) fn may_change(call: &Call, found: &FoundVersion) -> bool {
    call.may(Permission::ImportItems, &item_object(found).unshared())
}

/// Subjects of the grants that import at home, by name.
fn granted_subjects(call: &Call) -> String {
    let grants = call.actor.grants_with(Permission::ImportItems);
    let here = grants.filter(|grant| call.actor.home_path.starts_with(&grant.org_path));
    let subjects: BTreeSet<&str> = here.filter_map(|grant| grant.subject.as_deref()).collect();
    joined(subjects)
}

/// Languages of the grants that import records of a subject at home.
fn granted_languages(call: &Call, subject: &str) -> String {
    let grants = call.actor.grants_with(Permission::ImportItems);
    let here = grants.filter(|grant| {
        let of_subject = grant
            .subject
            .as_deref()
            .is_none_or(|named| named == subject);
        of_subject && call.actor.home_path.starts_with(&grant.org_path)
    });
    let languages: BTreeSet<&str> = here.filter_map(|grant| grant.language.as_deref()).collect();
    joined(languages)
}

fn joined(names: BTreeSet<&str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}
