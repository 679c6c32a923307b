//! Shares between organisations: give, list, read, revoke.
//!
//! What a share lets a partner do stands in [`crate::identity::ShareRight`]; that lists and reads go by
//! it is decided in [`crate::identity`] and in the scopes of the store. A share is never changed: it is
//! revoked and another one given. What was made meanwhile (a locked form, a new version) stays.

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::path_of;
use super::share_check::{Checked, checked};
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::identity::{Object, Permission, ShareRight, Shareable};
use crate::language::finding::Finding;
use crate::store::shares::{self as rows, ShareRow, ShareScope};
use crate::store::{AnyConnection, StoreError};

/// Shares in force between two organisations, at most.
const MOST: usize = 500;

/// A new share: of one object (`id`), or of everything that has a subject and perhaps a grade.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateShare {
    /// Id or code of the organisation it is shared with; those below it are not meant.
    #[schemars(length(min = 1, max = 80))]
    pub partner: String,
    /// What the partner may do.
    pub right: ShareRight,
    /// Kind of what is shared.
    pub kind: Shareable,
    /// The one object that is shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Everything of this subject that your organisation owns, also what comes later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub subject: Option<String>,
    /// Of the subject only this grade; for items and specifications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 12))]
    pub grade: Option<u8>,
    /// True to share secure objects as well.
    #[serde(default)]
    pub secure: bool,
    /// When it ends; without it the share holds until it is revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// What the partner should know, or by which agreement it is.
    #[serde(default)]
    #[schemars(length(max = 2000))]
    pub note: String,
}

/// Whether a share holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareState {
    /// It holds.
    InForce,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// A share as both organisations see it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ShareView {
    /// UUID.
    pub id: String,
    /// Whose objects.
    pub owner_org: String,
    /// With whom.
    pub partner_org: String,
    /// What the partner may do.
    pub right: ShareRight,
    /// Kind of what is shared.
    pub kind: Shareable,
    /// The one object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object_id: Option<String>,
    /// The subject of many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Their grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<i32>,
    /// True where secure objects are shared as well.
    pub secure: bool,
    /// When it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// What the owner says about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether it holds now.
    pub state: ShareState,
    /// Who shared.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Which way a share goes, for whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ShareDirection {
    /// Given by organisations where the caller shares.
    Given,
    /// Received by organisations where the caller has a grant.
    Received,
}

/// Which shares are listed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListShares {
    /// Given or received ones; without it both.
    #[serde(default)]
    pub direction: Option<ShareDirection>,
    /// True for those that hold now.
    #[serde(default)]
    pub in_force: Option<bool>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Shares something of an organisation where the caller may, and may see what it shares.
pub fn create_share(services: &Services, call: &Call, input: &CreateShare) -> Answer<ShareView> {
    call.require_somewhere(Permission::ShareObjects)?;
    let share = services.write(call, "create_share", |unit| {
        let Checked {
            owner_org,
            partner_org,
        } = checked(unit.c, call, input, unit.now)?;
        let row = ShareRow {
            id: unit.new_id(),
            owner_org,
            partner_org,
            granted_right: input.right.to_string(),
            kind: input.kind.to_string(),
            object_id: input.id.clone().unwrap_or_default(),
            subject: input.subject.clone().unwrap_or_default(),
            grade: input.grade.map_or(0, i32::from),
            secure: input.secure,
            note: input.note.clone(),
            until: input.until.map(|until| until.naive_utc()),
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
            revoked_by: String::new(),
            revoked_at: None,
        };
        refuse_second(unit.c, &row, unit.now)?;
        rows::insert(unit.c, &row)?;
        let detail = json!({
            "right": row.granted_right, "kind": row.kind, "object": row.object_id,
            "subject": row.subject, "grade": row.grade, "secure": row.secure
        });
        unit.audit(&row.partner_org, "share", &row.id, detail.clone())?;
        unit.audit(&row.owner_org, "share", &row.id, detail)?;
        view(row, unit.now)
    })?;
    services.forget_cached_actors();
    Ok(share)
}

/// Shares that the caller's organisations gave or received, by id.
pub fn list_shares(services: &Services, call: &Call, list: &ListShares) -> Answer<Page<ShareView>> {
    let request = PageRequest {
        cursor: list.cursor.clone(),
        limit: list.limit,
    };
    let limit = request.limit(&services.limits);
    let now = services.now().naive_utc();
    let (given, received) = places(call);
    let wanted = |direction| list.direction.is_none_or(|asked| asked == direction);
    let scope = ShareScope {
        given: match wanted(ShareDirection::Given) {
            true => given,
            false => Vec::new(),
        },
        received: match wanted(ShareDirection::Received) {
            true => received,
            false => Vec::new(),
        },
        in_force_at: list.in_force.unwrap_or_default().then_some(now),
    };
    let found = services.read(|c| Ok(rows::list(c, &scope, &request.after()?, limit + 1)?))?;
    let page = page::page(found, limit, |row| row.id.clone(), |row| view(row, now));
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// One share that an organisation of the caller gave or received.
pub fn read_share(services: &Services, call: &Call, id: &str) -> Answer<ShareView> {
    let row = services.read(|c| Ok(seen(c, call, id)?.0))?;
    view(row, services.now().naive_utc())
}

/// Ends a share at once. The owner's people revoke.
pub fn revoke_share(services: &Services, call: &Call, id: &str) -> Answer<ShareView> {
    let share = services.write(call, "revoke_share", |unit| {
        let (row, owner_path) = seen(unit.c, call, id)?;
        call.require(Permission::ShareObjects, &Object::of(&owner_path))?;
        if !rows::revoke(unit.c, id, &call.actor.user_id, unit.now)? {
            return Err(Refusal::conflict(Finding::error("share_revoked", "")));
        }
        unit.audit(&row.partner_org, "share", id, json!({}))?;
        unit.audit(&row.owner_org, "share", id, json!({}))?;
        let row = rows::by_id(unit.c, id)?.unwrap_or(row);
        view(row, unit.now)
    })?;
    services.forget_cached_actors();
    Ok(share)
}

/// The same again, or one too many.
fn refuse_second(c: &mut AnyConnection, row: &ShareRow, now: NaiveDateTime) -> Answer<()> {
    let there = rows::between(c, &row.owner_org, &row.partner_org, now)?;
    let same = there.iter().find(|other| {
        other.granted_right == row.granted_right
            && other.kind == row.kind
            && other.object_id == row.object_id
            && other.subject == row.subject
            && other.grade == row.grade
            && other.secure == row.secure
    });
    if let Some(same) = same {
        let finding = Finding::error("share_in_force", "").with("share", same.id.as_str());
        return Err(Refusal::conflict(finding));
    }
    if there.len() >= MOST {
        let finding = Finding::error("shares_too_many", "").with("most", MOST);
        return Err(Refusal::conflict(finding));
    }
    Ok(())
}

/// Paths where the caller shares, and paths where it has a grant at all.
fn places(call: &Call) -> (Vec<String>, Vec<String>) {
    let given = call.actor.grants_with(Permission::ShareObjects);
    let given = given.filter(|g| g.subject.is_none());
    let received = call.actor.grants.iter();
    let mut paths = (
        given.map(|g| g.org_path.clone()).collect::<Vec<_>>(),
        received.map(|g| g.org_path.clone()).collect::<Vec<_>>(),
    );
    for list in [&mut paths.0, &mut paths.1] {
        list.sort();
        list.dedup();
    }
    paths
}

/// The share with the path of its owner, where the caller may know of it.
fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(ShareRow, String)> {
    let hidden = || Refusal::not_found("share");
    let row = rows::by_id(c, id)?.ok_or_else(hidden)?;
    let (owner, partner) = (path_of(c, &row.owner_org)?, path_of(c, &row.partner_org)?);
    let (given, received) = places(call);
    let holds = |paths: &[String], path: &str| paths.iter().any(|p| path.starts_with(p.as_str()));
    if holds(&given, &owner) || holds(&received, &partner) {
        return Ok((row, owner));
    }
    Err(hidden())
}

fn view(row: ShareRow, now: NaiveDateTime) -> Answer<ShareView> {
    let present = |text: String| Some(text).filter(|t| !t.is_empty());
    let corrupt = |why: String| Refusal::from(StoreError::Corrupt(why));
    let state = match (row.revoked_at, row.is_in_force(now)) {
        (Some(_), _) => ShareState::Revoked,
        (None, true) => ShareState::InForce,
        (None, false) => ShareState::Expired,
    };
    Ok(ShareView {
        state,
        right: row.granted_right.parse().map_err(corrupt)?,
        kind: row.kind.parse().map_err(corrupt)?,
        id: row.id,
        owner_org: row.owner_org,
        partner_org: row.partner_org,
        object_id: present(row.object_id),
        subject: present(row.subject),
        grade: Some(row.grade).filter(|grade| *grade > 0),
        secure: row.secure,
        until: row.until.map(|until| until.and_utc()),
        note: row.note,
        created_by: row.created_by,
        created_at: row.created_at.and_utc(),
        revoked_at: row.revoked_at.map(|at| at.and_utc()),
    })
}
