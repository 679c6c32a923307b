//! Forms: list, read, lock, copies, retire.
//!
//! Who sees a form: constructors of its owner everything; readers of the owner whatever is locked;
//! schools below the owner locked forms that are not secure (but for those that were assembled for
//! another school's draw), and those of their own sittings and draws; partners locked forms that are
//! shared with them.

mod media;
mod pins;
mod sensitivity;
mod sight;
mod swap;
mod view;

use serde_json::json;

use super::keys_day::refuse_early_keys;
use super::share_check::Owned;
use super::{
    Answer, Call, Page, PageRequest, Refusal, Services, Unit, media_bytes, organisations, page,
};
use crate::bank::media::MediaType;
use crate::bank::{Access, Language};
use crate::form::candidate_copy::{CandidateCopy, candidate_copy};
use crate::form::full_copy::{FullCopy, full_copy};
use crate::form::pinned::{PinnedFile, PinnedForm};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::specification::document::{FormAccess, SpecificationDocument};
pub use crate::store::forms::FormFilter;
use crate::store::forms::{self as rows, FormRow};
use crate::store::{AnyConnection, failure, sittings};

pub use media::read_form_medium;
use pins::{Pins, request_of, still_shared, usable};
pub use sensitivity::{AskSensitivity, read_form_sensitivity};
pub(super) use sight::readable;
use sight::{Sight, changeable, require_use, scope_of, seen, shared_form};
pub use swap::{SwapCandidate, SwapCandidates, SwapTask, list_swap_candidates, swap_form_task};
pub(super) use view::summary;
use view::view;
pub use view::{Form, FormPosition, FormSummary};

/// What a list of forms is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct ListForms {
    /// Page.
    pub page: PageRequest,
    /// Filter.
    pub filter: FormFilter,
}

/// Forms the caller sees, newest first.
pub fn list_forms(services: &Services, call: &Call, list: &ListForms) -> Answer<Page<FormSummary>> {
    let readers = [
        Permission::AssembleForms,
        Permission::LockForms,
        Permission::ReadForms,
    ];
    if !readers.iter().any(|p| call.actor.may_somewhere(*p)) {
        call.require_somewhere(Permission::ReadForms)?;
    }
    let limit = list.page.limit(&services.limits);
    let scope = scope_of(call);
    let after = list.page.after()?;
    let found = services.read(|c| Ok(rows::list(c, &scope, &list.filter, &after, limit + 1)?))?;
    let page = page::page(found, limit, |row| row.id.clone(), |row| summary(&row));
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// One form the caller sees.
pub fn read_form(services: &Services, call: &Call, id: &str) -> Answer<Form> {
    services.read(|c| {
        let (row, sight) = seen(c, call, id)?;
        view(&row, sight)
    })
}

/// Locks a draft: pins item versions and text revisions and freezes all contents.
pub fn lock_form(services: &Services, call: &Call, id: &str) -> Answer<Form> {
    services.write(call, "lock_form", |unit| {
        let row = changeable(unit.c, call, id)?;
        call.require_match(&row.revision.to_string())?;
        if row.state != "draft" {
            return Err(wrong_state(&row, "draft"));
        }
        lock_draft(unit, &row)?;
        again(unit.c, id)
    })
}

/// Pins and freezes a draft, whoever may ask for it.
pub(super) fn lock_draft(unit: &mut Unit<'_>, row: &FormRow) -> Answer<()> {
    let (request, allowed) = request_of(unit.c, row)?;
    let members = rows::members(unit.c, &row.id)?;
    usable(row, &members, &allowed)?;
    still_shared(unit.c, row, &members, unit.now)?;
    let pins = Pins::of(unit.c, row, &request, members)?;
    let pinned = failure::write_json(&pins.pinned);
    let by = unit.call.actor.user_id.clone();
    if !rows::lock(
        unit.c,
        row,
        &pins.variants,
        &pinned,
        (by.as_str(), unit.now),
    )? {
        return Err(Refusal::Stale {
            current: row.revision.to_string(),
        });
    }
    unit.tell(&row.owner_org, "form.locked", &[("form_id", json!(row.id))])?;
    let detail = json!({"fingerprint": row.fingerprint, "positions": pins.pinned.items.len()});
    unit.audit(&row.owner_org, "form", &row.id, detail)
}

/// Takes a form out of use; its sittings and copies already made stay.
pub fn retire_form(services: &Services, call: &Call, id: &str) -> Answer<Form> {
    services.write(call, "retire_form", |unit| {
        let row = changeable(unit.c, call, id)?;
        call.require_match(&row.revision.to_string())?;
        if row.state == "retired" {
            return Err(wrong_state(&row, "draft, locked"));
        }
        if !rows::retire(unit.c, &row)? {
            return Err(Refusal::Stale {
                current: row.revision.to_string(),
            });
        }
        unit.audit(&row.owner_org, "form", id, json!({"from": row.state}))?;
        again(unit.c, id)
    })
}

/// What candidates get of a locked form, in one language.
pub fn read_candidate_copy(
    services: &Services,
    call: &Call,
    id: &str,
    language: Option<&Language>,
) -> Answer<CandidateCopy> {
    let row = readable(services, call, id)?;
    let pinned = pinned_of(&row)?;
    let language = language_of(&row, language)?;
    candidate_copy(&pinned.form, &language, &pinned.material()).map_err(Refusal::Invalid)
}

/// The picture or recording of a stimulus of a locked form, by its number in the copies: to who reads a copy.
pub fn read_form_file(
    services: &Services,
    call: &Call,
    id: &str,
    number: u32,
) -> Answer<(MediaType, PinnedFile, Vec<u8>)> {
    let none = || Refusal::not_found("file");
    let row = readable(services, call, id)?;
    let pinned = pinned_of(&row)?;
    let language = language_of(&row, None)?;
    let copy = candidate_copy(&pinned.form, &language, &pinned.material());
    let stimuli = copy.map_err(Refusal::Invalid)?.stimuli;
    let own = stimuli.into_iter().find(|own| own.number == number);
    let file = own.and_then(|own| own.file).ok_or_else(none)?;
    let media_type = MediaType::named(&file.media_type).ok_or_else(none)?;
    let bytes = media_bytes::read(services, &file.hash)?;
    Ok((media_type, file, bytes))
}

/// The owner of a form and the tasks of it in their order, for who reads its keys and knows its tasks.
pub(super) fn tasks_with_keys(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
) -> Answer<(String, Vec<(String, i32)>)> {
    let (row, sight) = seen(c, call, id)?;
    let path = organisations::path_of(c, &row.owner_org)?;
    let object = shared_form(&row, &path).unshared();
    call.require(Permission::ReadKeys, &object)?;
    if sight == Sight::Reader {
        call.require(Permission::AssembleForms, &object)?;
    }
    let tasks = rows::positions(c, id)?;
    let tasks = tasks
        .into_iter()
        .map(|task| (task.item_id, task.item_number));
    Ok((row.owner_org, tasks.collect()))
}

/// A locked form with keys and mark schemes, in one language. Who has a secure one by a share and plans a
/// sitting of it reads them from its day on.
pub fn read_full_copy(
    services: &Services,
    call: &Call,
    id: &str,
    language: Option<&Language>,
) -> Answer<FullCopy> {
    let (row, language) = services.read(|c| {
        let (row, _) = seen(c, call, id)?;
        let path = organisations::path_of(c, &row.owner_org)?;
        let language = language_of(&row, language)?;
        let object = shared_form(&row, &path).language(language.as_str());
        call.require(Permission::ReadKeys, &object)?;
        if !call.may(Permission::ReadKeys, &object.unshared()) {
            let form = sittings::form(c, id)?.ok_or(Refusal::not_found("form"))?;
            let specification = failure::read_json(&form.specification)?;
            refuse_early_keys(services, c, call, id, &specification)?;
        }
        Ok((row, language))
    })?;
    let pinned = pinned_of(&row)?;
    full_copy(&pinned.form, &language, &pinned.material()).map_err(Refusal::Invalid)
}

/// Refuses with 404 where the caller may not know of the form. The one rule for whoever names a form; a
/// secure one of an organisation above is not seen before a sitting of it exists, so the owner's people
/// make that sitting. One that is shared to be read is not sat (403).
pub(super) fn require_sight(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<()> {
    require_use(c, call, id)
}

/// Whose it is, where the caller sees it.
pub(super) fn owned(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<Owned> {
    let (row, _) = seen(c, call, id)?;
    Ok(Owned {
        is_secure: row.access == Access::Secure.as_str(),
        owner_org: row.owner_org,
        subject: row.subject,
    })
}

/// Access class of the forms of a specification.
pub(super) fn access_of(document: &SpecificationDocument) -> &'static str {
    match document.access.forms {
        FormAccess::Open => Access::Open.as_str(),
        FormAccess::Restricted => Access::Restricted.as_str(),
        FormAccess::Secure => Access::Secure.as_str(),
    }
}

/// The language asked for; the form's first where none is named.
fn language_of(row: &FormRow, wanted: Option<&Language>) -> Answer<Language> {
    let languages: Vec<Language> = failure::read_json(&row.languages)?;
    let language = wanted.cloned().or_else(|| languages.into_iter().next());
    language.ok_or_else(|| Refusal::Internal(format!("form {} has no language", row.id)))
}

fn wrong_state(row: &FormRow, needed: &str) -> Refusal {
    Refusal::conflict(
        Finding::error("form_state", "")
            .with("state", row.state.as_str())
            .with("needed", needed),
    )
}

fn pinned_of(row: &FormRow) -> Answer<PinnedForm> {
    if row.state != "locked" {
        return Err(wrong_state(row, "locked"));
    }
    Ok(failure::read_json(&row.pinned)?)
}

fn again(c: &mut AnyConnection, id: &str) -> Answer<Form> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("form"))?;
    view(&row, Sight::Constructor)
}
