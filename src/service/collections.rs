//! Collections of open items for schools: make one, change what it says of itself, list, read. What stands
//! in it is [`super::collection_items`], its editions are [`super::collection_editions`]; what schools see
//! of it is [`super::catalogue`].

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use super::collection_about::{Texts, WriteCollection};
use super::collection_about::{about, refuse_fixed, refuse_wrong, said};
use super::collection_items::{CollectionItem, findings_of, view_items};
use super::organisations::taken;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, Unit, page};
use crate::bank::collection::CollectionKind;
use crate::document::content_hash;
use crate::identity::{Object, Permission, scope};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::collections::{self as rows, CollectionFilter, CollectionRow};

/// A collection as those see it who put it together.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Collection {
    /// UUID.
    pub id: String,
    /// Organisation it belongs to.
    pub owner_org: String,
    /// What it says of itself.
    pub about: WriteCollection,
    /// `draft`, `published` or `withdrawn`.
    pub state: String,
    /// Number of its newest edition; 0 for none.
    pub edition: i32,
    /// Row revision; the entity tag begins with it.
    pub revision: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Its items, in order.
    pub items: Vec<CollectionItem>,
    /// What keeps it from being published; not in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

impl Collection {
    /// The entity tag: `If-Match` compares the revision in it, `If-None-Match` the whole, for an item that is
    /// suspended changes what a collection shows and not its revision.
    pub fn tag(&self) -> String {
        let shown = content_hash(&json!([self.items, self.findings]));
        format!("{}-{}", self.revision, &shown[..12])
    }
}

/// Which collections.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CollectionQuery {
    /// Kind.
    #[serde(default)]
    pub kind: Option<CollectionKind>,
    /// Subject code.
    #[serde(default)]
    pub subject: Option<String>,
    /// `draft`, `published` or `withdrawn`.
    #[serde(default)]
    pub state: Option<String>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Begins a collection of the caller's organisation.
pub fn create_collection(
    services: &Services,
    call: &Call,
    input: &WriteCollection,
) -> Answer<Collection> {
    let subject = input.subject.as_deref().unwrap_or_default();
    let object = Object::of(&call.actor.home_path).subject(subject);
    call.require(Permission::PublishReference, &object)?;
    refuse_wrong(input)?;
    services.write(call, "create_collection", |unit| {
        let row = CollectionRow {
            id: unit.new_id(),
            owner_org: call.actor.home_org.clone(),
            state: "draft".into(),
            edition: 0,
            revision: 1,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
            updated_at: unit.now,
            ..said(input)
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/code", &input.code))?;
        audit(unit, &row)?;
        view(unit.c, call, row)
    })
}

/// Collections of organisations whose items the caller reads, by id.
pub fn list_collections(
    services: &Services,
    call: &Call,
    query: &CollectionQuery,
) -> Answer<Page<Collection>> {
    call.require_somewhere(Permission::ReadItems)?;
    let request = PageRequest {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    let limit = request.limit(&services.limits);
    let scope = scope(&call.actor, Permission::ReadItems, Permission::ReadItems);
    let filter = CollectionFilter {
        kind: query.kind.map(|kind| kind.to_string()),
        subject: query.subject.clone(),
        state: query.state.clone(),
    };
    services.read(|c| {
        let found = rows::list(c, &scope.rules, &filter, &request.after()?, limit + 1)?;
        let ids: Vec<String> = found.iter().map(|row| row.id.clone()).collect();
        let mut items = view_items(c, &ids)?;
        let page = page::page(
            found,
            limit,
            |row| row.id.clone(),
            |row| {
                let items = items.remove(&row.id).unwrap_or_default();
                view_of(row, items, Vec::new())
            },
        );
        Ok(Page {
            items: page.items.into_iter().collect::<Answer<_>>()?,
            next: page.next,
        })
    })
}

/// One collection, with what keeps it from being published.
pub fn read_collection(services: &Services, call: &Call, id: &str) -> Answer<Collection> {
    services.read(|c| {
        let (row, _) = seen(c, call, id)?;
        view(c, call, row)
    })
}

/// Changes what a collection says of itself. Schools get it with the next edition.
pub fn update_collection(
    services: &Services,
    call: &Call,
    id: &str,
    input: &WriteCollection,
) -> Answer<Collection> {
    refuse_wrong(input)?;
    services.write(call, "update_collection", |unit| {
        let before = writable(unit.c, call, id)?;
        require_revision(call, &before)?;
        refuse_fixed(&before, input)?;
        let row = CollectionRow {
            id: before.id.clone(),
            owner_org: before.owner_org.clone(),
            state: before.state.clone(),
            edition: before.edition,
            created_by: before.created_by.clone(),
            created_at: before.created_at,
            ..said(input)
        };
        let row = changed(unit, &before, row)?;
        view(unit.c, call, row)
    })
}

/// The collection, as those see it who read the items of its owner.
pub(super) fn seen(
    c: &mut AnyConnection,
    call: &Call,
    id: &str,
) -> Answer<(CollectionRow, String)> {
    let found = rows::by_id(c, id)?;
    found
        .filter(|(row, path)| call.may(Permission::ReadItems, &object(row, path)))
        .ok_or(Refusal::not_found("collection"))
}

/// The collection, if the caller may publish for its owner, and named no other revision.
pub(super) fn writable(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<CollectionRow> {
    let (row, path) = seen(c, call, id)?;
    call.require(Permission::PublishReference, &object(&row, &path))?;
    if call.if_match.is_some() {
        require_revision(call, &row)?;
    }
    Ok(row)
}

/// Refuses unless the caller named this revision, with or without what stands behind it in the tag.
pub(super) fn require_revision(call: &Call, row: &CollectionRow) -> Answer<()> {
    let revision = row.revision.to_string();
    let Some(tag) = &call.if_match else {
        return call.require_match(&revision);
    };
    match tag.split('-').next() {
        Some(named) if named == revision || named == "*" => Ok(()),
        _ => Err(Refusal::Stale { current: revision }),
    }
}

fn object<'a>(row: &'a CollectionRow, path: &'a str) -> Object<'a> {
    Object::of(path).subject(&row.subject)
}

/// Keeps a collection as the next revision of the one before, and tells the trail.
pub(super) fn changed(
    unit: &mut Unit<'_>,
    before: &CollectionRow,
    row: CollectionRow,
) -> Answer<CollectionRow> {
    let row = CollectionRow {
        revision: before.revision + 1,
        updated_at: unit.now,
        ..row
    };
    let replaced = rows::replace(unit.c, &row).map_err(|e| taken(e, "/code", &row.code))?;
    if !replaced {
        return Err(Refusal::Stale {
            current: row.revision.to_string(),
        });
    }
    audit(unit, &row)?;
    Ok(row)
}

fn audit(unit: &mut Unit<'_>, row: &CollectionRow) -> Answer<()> {
    let detail = json!({"code": row.code, "edition": row.edition, "revision": row.revision});
    unit.audit(&row.owner_org, "collection", &row.id, detail)
}

/// The whole collection with what keeps it from being published.
pub(super) fn view(c: &mut AnyConnection, call: &Call, row: CollectionRow) -> Answer<Collection> {
    let id = row.id.clone();
    let items = view_items(c, std::slice::from_ref(&id))?;
    let findings = findings_of(c, call, &row)?;
    view_of(
        row,
        items.into_values().next().unwrap_or_default(),
        findings,
    )
}

fn view_of(
    row: CollectionRow,
    items: Vec<CollectionItem>,
    findings: Vec<Finding>,
) -> Answer<Collection> {
    Ok(Collection {
        about: about(&row)?,
        id: row.id,
        owner_org: row.owner_org,
        state: row.state,
        edition: row.edition,
        revision: row.revision,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
        items,
        findings,
    })
}
