//! Searches that are kept under a name, for oneself or for the organisation.
//!
//! A shared search shares the question, never what the other may not see: whoever runs it sees what its
//! own rights show.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::item_lists::{ItemQuery, ListedItem, list_items};
use super::item_query::{filter_of, page_of};
use super::organisations::taken;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::document::{self, canonical};
use crate::identity::Permission;
use crate::language::collation::collation_key;
use crate::language::finding::Finding;
use crate::store::saved_searches::{self as rows, SavedSearchRow};
use crate::store::{AnyConnection, failure};

/// A search to keep.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveSearch {
    /// Name, unique among one's own.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// True for everybody of the organisation and those below it.
    #[serde(default)]
    pub shared: bool,
    /// The query, as the list takes it; without `cursor` and `limit`.
    pub query: ItemQuery,
}

/// A search as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SavedSearch {
    /// UUID.
    pub id: String,
    /// Organisation it is shared in.
    pub owner_org: String,
    /// User whose it is.
    pub owner_id: String,
    /// Name.
    pub name: String,
    /// True for everybody of the organisation and those below it.
    pub shared: bool,
    /// The query.
    pub query: Value,
    /// Row revision; the entity tag.
    pub revision: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Keeps a search.
pub fn create_saved_search(
    services: &Services,
    call: &Call,
    input: &SaveSearch,
) -> Answer<SavedSearch> {
    call.require_somewhere(Permission::ReadItems)?;
    let query = checked(call, input)?;
    services.write(call, "create_saved_search", |unit| {
        let row = SavedSearchRow {
            id: unit.new_id(),
            owner_org: call.actor.home_org.clone(),
            created_by: call.actor.user_id.clone(),
            name: input.name.clone(),
            name_key: collation_key(&input.name),
            shared: input.shared,
            query: query.clone(),
            revision: 1,
            created_at: unit.now,
            updated_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/name", &input.name))?;
        let detail = json!({"shared": row.shared});
        unit.audit(&row.owner_org, "saved_search", &row.id, detail)?;
        view(row)
    })
}

/// One's own searches and those shared in one's organisation, by name.
pub fn list_saved_searches(
    services: &Services,
    call: &Call,
    request: &PageRequest,
) -> Answer<Page<SavedSearch>> {
    call.require_somewhere(Permission::ReadItems)?;
    let limit = request.limit(&services.limits);
    let key = request.after()?;
    let (name, id) = key.rsplit_once('|').unwrap_or_default();
    let above = above(call);
    let found = services.read(|c| {
        Ok(rows::list(
            c,
            &call.actor.user_id,
            &above,
            (name, id),
            limit + 1,
        )?)
    })?;
    let key = |row: &SavedSearchRow| format!("{}|{}", row.name_key, row.id);
    let page = page::page(found, limit, key, view);
    Ok(Page {
        items: page.items.into_iter().collect::<Answer<_>>()?,
        next: page.next,
    })
}

/// One search.
pub fn read_saved_search(services: &Services, call: &Call, id: &str) -> Answer<SavedSearch> {
    view(services.read(|c| visible(c, call, id))?)
}

/// Replaces one's own search.
pub fn update_saved_search(
    services: &Services,
    call: &Call,
    id: &str,
    input: &SaveSearch,
) -> Answer<SavedSearch> {
    let query = checked(call, input)?;
    services.write(call, "update_saved_search", |unit| {
        let before = mine(unit.c, call, id)?;
        let row = SavedSearchRow {
            name: input.name.clone(),
            name_key: collation_key(&input.name),
            shared: input.shared,
            query: query.clone(),
            revision: before.revision + 1,
            updated_at: unit.now,
            ..before.clone()
        };
        let replaced = rows::replace(unit.c, &row).map_err(|e| taken(e, "/name", &input.name))?;
        if !replaced {
            return Err(stale(&before));
        }
        let detail = json!({"revision": row.revision, "shared": row.shared});
        unit.audit(&row.owner_org, "saved_search", id, detail)?;
        view(row)
    })
}

/// Takes one's own search away.
pub fn delete_saved_search(services: &Services, call: &Call, id: &str) -> Answer<SavedSearch> {
    services.write(call, "delete_saved_search", |unit| {
        let row = mine(unit.c, call, id)?;
        if !rows::delete(unit.c, id, row.revision)? {
            return Err(stale(&row));
        }
        unit.audit(&row.owner_org, "saved_search", id, json!({}))?;
        view(row)
    })
}

/// The items a search finds for whoever runs it.
pub fn run_saved_search(
    services: &Services,
    call: &Call,
    id: &str,
    request: &PageRequest,
) -> Answer<Page<ListedItem>> {
    list_items(services, call, &query_of(services, call, id, request)?)
}

/// The query of a search, for this page: read and checked as if it came today, for lists may have learnt
/// or unlearnt a filter since it was kept.
pub fn query_of(
    services: &Services,
    call: &Call,
    id: &str,
    request: &PageRequest,
) -> Answer<ItemQuery> {
    let row = services.read(|c| visible(c, call, id))?;
    let stored: Value = failure::read_json(&row.query)?;
    let query: ItemQuery = document::decode(&stored).map_err(|f| Refusal::Invalid(in_query(f)))?;
    check_filter(call, &query)?;
    Ok(ItemQuery {
        cursor: request.cursor.clone(),
        limit: request.limit,
        ..query
    })
}

fn in_query(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().map(|f| f.under("/query")).collect()
}

/// Refuses what the list would refuse, with pointers into the search.
fn check_filter(call: &Call, query: &ItemQuery) -> Answer<()> {
    match filter_of(call, query) {
        Err(Refusal::Invalid(findings)) => Err(Refusal::Invalid(in_query(findings))),
        other => other.map(drop),
    }
}

/// The query as it is stored: one that the list would take, without a page.
fn checked(call: &Call, input: &SaveSearch) -> Answer<String> {
    check_filter(call, &input.query)?;
    let findings = page_of(&input.query);
    if !findings.is_empty() {
        return Err(Refusal::Invalid(in_query(findings)));
    }
    Ok(canonical(&without_nulls(&input.query)))
}

/// What is not asked for is not said.
fn without_nulls(query: &ItemQuery) -> Value {
    let mut value = serde_json::to_value(query).unwrap_or_default();
    if let Some(object) = value.as_object_mut() {
        object.retain(|_, v| !v.is_null() && *v != json!([]));
    }
    value
}

/// Organisations from the caller's up to the root: each id stands in its path.
fn above(call: &Call) -> Vec<String> {
    let ids = call.actor.home_path.split('/').filter(|id| !id.is_empty());
    ids.map(str::to_owned).collect()
}

fn visible(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<SavedSearchRow> {
    call.require_somewhere(Permission::ReadItems)?;
    let found = rows::by_id(c, id)?;
    found
        .filter(|(row, path)| {
            let is_shared = row.shared && call.actor.home_path.starts_with(path.as_str());
            row.created_by == call.actor.user_id || is_shared
        })
        .map(|(row, _)| row)
        .ok_or(Refusal::not_found("saved search"))
}

/// The caller's own search at the revision it names; somebody else's shared one may not be changed.
fn mine(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<SavedSearchRow> {
    let row = visible(c, call, id)?;
    if row.created_by != call.actor.user_id {
        let finding = Finding::error("saved_search_not_own", "");
        return Err(Refusal::Forbidden(vec![finding]));
    }
    call.require_match(&row.revision.to_string())?;
    Ok(row)
}

fn stale(row: &SavedSearchRow) -> Refusal {
    Refusal::Stale {
        current: (row.revision + 1).to_string(),
    }
}

fn view(row: SavedSearchRow) -> Answer<SavedSearch> {
    Ok(SavedSearch {
        query: failure::read_json(&row.query)?,
        id: row.id,
        owner_org: row.owner_org,
        owner_id: row.created_by,
        name: row.name,
        shared: row.shared,
        revision: row.revision,
        created_at: row.created_at.and_utc(),
        updated_at: row.updated_at.and_utc(),
    })
}
