//! Stimuli: create, read, list, replace.
//!
//! A stimulus may be incomplete until an item that hangs on it is handed in; once a sealed item hangs
//! on it, it stays as it is.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::organisations::{path_of, taken};
use super::share_check::Owned;
use super::stimulus_assets::{StimulusAsset, asset_of, refuse_other_kind};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, curricula, page};
use crate::bank::check::{Context, Stage, check_stimulus};
use crate::bank::texts::StimulusDocument;
use crate::document::{canonical, content_hash};
use crate::identity::{Object, Permission, Scope, Shareable, Shared, scope, share_for};
use crate::language::finding::{Finding, refuses};
use crate::store::stimuli::{self as rows, StimulusRow};
use crate::store::{AnyConnection, failure};

/// A stimulus as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Stimulus {
    /// UUID.
    pub id: String,
    /// Organisation it belongs to.
    pub owner_org: String,
    /// Revision; also its entity tag.
    pub revision: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The stimulus.
    pub document: StimulusDocument,
    /// Its picture or recording, where one is attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset: Option<StimulusAsset>,
    /// What to look at before an item that hangs on it is handed in; on writing only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Adds a stimulus to the caller's organisation.
pub fn create_stimulus(
    services: &Services,
    call: &Call,
    document: &StimulusDocument,
) -> Answer<Stimulus> {
    let actor = &call.actor;
    let object = Object::of(&actor.home_path).subject(&document.subject);
    call.require(Permission::WriteItems, &object)?;
    services.write(call, "create_stimulus", |unit| {
        let findings = checked(services, unit.c, document)?;
        let row = StimulusRow {
            id: unit.new_id(),
            owner_org: actor.home_org.clone(),
            code: document.code.clone(),
            kind: document.kind.to_string(),
            subject: document.subject.clone(),
            content: canonical(document),
            hash: content_hash(document),
            revision: 1,
            created_by: actor.user_id.clone(),
            created_at: unit.now,
            updated_at: unit.now,
            asset: String::new(),
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/code", &document.code))?;
        unit.audit(
            &row.owner_org,
            "stimulus",
            &row.id,
            json!({"hash": row.hash}),
        )?;
        view(row, findings)
    })
}

/// One stimulus.
pub fn read_stimulus(services: &Services, call: &Call, id: &str) -> Answer<Stimulus> {
    let row = services.read(|c| visible(c, call, id))?;
    view(row, Vec::new())
}

/// Stimuli the caller may see, by id.
pub fn list_stimuli(
    services: &Services,
    call: &Call,
    subject: &str,
    request: &PageRequest,
) -> Answer<Page<Stimulus>> {
    call.require_somewhere(Permission::ReadItems)?;
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    let scope = scope_of(call);
    let found = services.read(|c| {
        let of_shared = rows::of_shared_items(c, &scope)?;
        let found = rows::list(c, &scope, &of_shared, subject, &after, limit + 1)?;
        Ok(found)
    })?;
    let page = page::page(
        found,
        limit,
        |row| row.id.clone(),
        |row| view(row, Vec::new()),
    );
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// Replaces a stimulus, unless a sealed item hangs on it.
pub fn update_stimulus(
    services: &Services,
    call: &Call,
    id: &str,
    document: &StimulusDocument,
) -> Answer<Stimulus> {
    services.write(call, "update_stimulus", |unit| {
        let before = visible(unit.c, call, id)?;
        let path = path_of(unit.c, &before.owner_org)?;
        let secure = rows::is_secret_to(unit.c, id, &call.actor.user_id)?;
        for subject in [&before.subject, &document.subject] {
            let object = object(&before, &path, secure).subject(subject);
            call.require(Permission::WriteItems, &object)?;
        }
        call.require_match(&before.revision.to_string())?;
        if rows::is_sealed_in(unit.c, &before.owner_org, &before.code)? {
            let finding = Finding::error("stimulus_in_use", "").with("code", before.code);
            return Err(Refusal::conflict(finding));
        }
        let findings = checked(services, unit.c, document)?;
        refuse_other_kind(&before, document)?;
        let row = StimulusRow {
            code: document.code.clone(),
            kind: document.kind.to_string(),
            subject: document.subject.clone(),
            content: canonical(document),
            hash: content_hash(document),
            revision: before.revision + 1,
            updated_at: unit.now,
            ..before
        };
        let replaced =
            rows::replace(unit.c, &row).map_err(|e| taken(e, "/code", &document.code))?;
        if !replaced {
            return Err(Refusal::Stale {
                current: row.revision.to_string(),
            });
        }
        let detail = json!({"hash": row.hash});
        audit(unit, &row, &path, secure, detail)?;
        view(row, findings)
    })
}

/// The audit row of a change. What is done by a share is told to both organisations.
pub(super) fn audit(
    unit: &mut Unit<'_>,
    row: &StimulusRow,
    path: &str,
    secure: bool,
    mut detail: Value,
) -> Answer<()> {
    let object = object(row, path, secure);
    let call = unit.call;
    if !call.may(Permission::WriteItems, &object.unshared())
        && let Some(share) = share_for(&call.actor, Permission::WriteItems, &object)
    {
        detail["share"] = json!(share.id);
        unit.audit(&share.partner_org, "stimulus", &row.id, detail.clone())?;
    }
    unit.audit(&row.owner_org, "stimulus", &row.id, detail)
}

/// What hinders handing in an item that hangs on this stimulus.
pub(super) fn submit_findings(
    services: &Services,
    c: &mut AnyConnection,
    owner_org: &str,
    code: &str,
) -> Answer<Vec<Finding>> {
    // An unknown code is the item's own finding.
    let Some(row) = rows::by_code(c, owner_org, code)? else {
        return Ok(Vec::new());
    };
    let document: StimulusDocument = failure::read_json(&row.content)?;
    let index = curricula::curriculum_index(services, c)?;
    let context = Context {
        curriculum: Some(&*index).filter(|i| !i.is_empty()),
        stimuli: None,
    };
    let findings = check_stimulus(&document, &context, Stage::Submit);
    Ok(findings
        .into_iter()
        .map(|f| Finding {
            // The caller sent the item: what is wrong is the stimulus it names.
            pointer: "/content/stimulus".into(),
            ..f
        })
        .collect())
}

fn checked(
    services: &Services,
    c: &mut AnyConnection,
    document: &StimulusDocument,
) -> Answer<Vec<Finding>> {
    let index = curricula::curriculum_index(services, c)?;
    let context = Context {
        curriculum: Some(&*index).filter(|i| !i.is_empty()),
        stimuli: None,
    };
    let findings = check_stimulus(document, &context, Stage::Draft);
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    Ok(findings)
}

/// The stimulus with this code, where the caller may know of it: one that only secure tasks hang on is as
/// secret as they are.
pub(super) fn is_known(
    c: &mut AnyConnection,
    call: &Call,
    owner_org: &str,
    code: &str,
) -> Answer<bool> {
    match rows::by_code(c, owner_org, code)? {
        None => Ok(false),
        Some(row) => {
            let path = path_of(c, &row.owner_org)?;
            may_know(c, call, &row, &path)
        }
    }
}

fn may_know(c: &mut AnyConnection, call: &Call, row: &StimulusRow, path: &str) -> Answer<bool> {
    let object = Object::of(path).subject(&row.subject);
    Ok(call.may(Permission::ReadSecureItems, &object)
        || !rows::is_secret_to(c, &row.id, &call.actor.user_id)?)
}

pub(super) fn visible(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<StimulusRow> {
    let row = rows::by_id(c, id)?.ok_or(Refusal::not_found("stimulus"))?;
    let path = path_of(c, &row.owner_org)?;
    let own = Object::of(&path).subject(&row.subject);
    if call.may(Permission::ReadItems, &own) && may_know(c, call, &row, &path)? {
        return Ok(row);
    }
    let secure = rows::is_secret_to(c, id, &call.actor.user_id)?;
    let shared = object(&row, &path, secure);
    let by_share = call.has_share(Permission::ReadItems, &shared)
        && (!secure || call.has_share(Permission::ReadSecureItems, &shared));
    if by_share || rows::is_of_shared_item(c, &scope_of(call), &row)? {
        return Ok(row);
    }
    Err(Refusal::not_found("stimulus"))
}

/// Whose it is, where the caller sees it.
pub(super) fn owned(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<Owned> {
    let row = visible(c, call, id)?;
    Ok(Owned {
        is_secure: rows::is_secret_to(c, id, "")?,
        owner_org: row.owner_org,
        subject: row.subject,
    })
}

fn scope_of(call: &Call) -> Scope {
    scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    )
}

/// The stimulus as an object of decisions.
pub(super) fn object<'a>(row: &'a StimulusRow, path: &'a str, secure: bool) -> Object<'a> {
    Object::of(path).subject(&row.subject).shared(Shared {
        kind: Shareable::Stimulus,
        id: &row.id,
        owner_org: &row.owner_org,
        grades: None,
        secure,
    })
}

pub(super) fn view(row: StimulusRow, findings: Vec<Finding>) -> Answer<Stimulus> {
    Ok(Stimulus {
        document: failure::read_json(&row.content)?,
        asset: asset_of(&row)?,
        id: row.id,
        owner_org: row.owner_org,
        revision: row.revision,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        findings,
    })
}
