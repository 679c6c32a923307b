//! Endpoints: addresses of other systems that are told what happens.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{webhook_deliveries, webhook_endpoints, webhook_tries};
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreResult};

/// A row of `webhook_endpoints`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = webhook_endpoints)]
pub struct EndpointRow {
    /// UUID.
    pub id: String,
    /// Organisation whose events, and those of organisations below, it is told.
    pub owner_org: String,
    /// Where it is.
    pub url: String,
    /// Which events, JSON list.
    pub events: String,
    /// What it is for.
    pub description: String,
    /// `active` or `disabled`.
    pub state: String,
    /// Why it is disabled; '' otherwise.
    pub reason: String,
    /// Id of the signing key its secret is derived from.
    pub key_id: String,
    /// What its secret is derived with.
    pub salt: String,
    /// The same of the secret before; '' without one.
    pub old_key_id: String,
    /// The same of the secret before; '' without one.
    pub old_salt: String,
    /// Until when the secret before signs as well.
    pub old_until: Option<NaiveDateTime>,
    /// Row revision for optimistic locking.
    pub revision: i32,
    /// Who made it.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// When it last changed.
    pub updated_at: NaiveDateTime,
}

/// Adds an endpoint.
pub fn insert(c: &mut AnyConnection, row: &EndpointRow) -> StoreResult<()> {
    diesel::insert_into(webhook_endpoints::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// The endpoint with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<EndpointRow>> {
    Ok(webhook_endpoints::table
        .find(id)
        .select(EndpointRow::as_select())
        .first(c)
        .optional()?)
}

/// Active endpoints of these organisations.
pub fn active_of(c: &mut AnyConnection, organisations: &[String]) -> StoreResult<Vec<EndpointRow>> {
    Ok(webhook_endpoints::table
        .filter(webhook_endpoints::owner_org.eq_any(organisations))
        .filter(webhook_endpoints::state.eq("active"))
        .order(webhook_endpoints::id)
        .select(EndpointRow::as_select())
        .load(c)?)
}

/// A page of endpoints below these paths, by id.
pub fn list(
    c: &mut AnyConnection,
    below: &[String],
    after: &str,
    limit: i64,
) -> StoreResult<Vec<EndpointRow>> {
    let nothing: Condition<webhook_endpoints::table> = Box::new(webhook_endpoints::id.eq(""));
    let shown = below.iter().fold(nothing, |any, path| {
        Box::new(any.or(webhook_endpoints::owner_org.eq_any(owners_below(path))))
    });
    Ok(webhook_endpoints::table
        .filter(webhook_endpoints::id.gt(after.to_owned()))
        .filter(shown)
        .order(webhook_endpoints::id)
        .limit(limit)
        .select(EndpointRow::as_select())
        .load(c)?)
}

/// Replaces an endpoint if it still has the revision before; false when somebody was quicker.
pub fn replace(c: &mut AnyConnection, row: &EndpointRow) -> StoreResult<bool> {
    let before = webhook_endpoints::table
        .find(&row.id)
        .filter(webhook_endpoints::revision.eq(row.revision - 1));
    let values = (
        webhook_endpoints::url.eq(&row.url),
        webhook_endpoints::events.eq(&row.events),
        webhook_endpoints::description.eq(&row.description),
        webhook_endpoints::state.eq(&row.state),
        webhook_endpoints::reason.eq(&row.reason),
        webhook_endpoints::key_id.eq(&row.key_id),
        webhook_endpoints::salt.eq(&row.salt),
        webhook_endpoints::old_key_id.eq(&row.old_key_id),
        webhook_endpoints::old_salt.eq(&row.old_salt),
        webhook_endpoints::old_until.eq(row.old_until),
        webhook_endpoints::revision.eq(row.revision),
        webhook_endpoints::updated_at.eq(row.updated_at),
    );
    Ok(diesel::update(before).set(values).execute(c)? == 1)
}

/// Takes an endpoint away with its deliveries and their log.
pub fn delete(c: &mut AnyConnection, id: &str) -> StoreResult<()> {
    let deliveries = webhook_deliveries::table
        .filter(webhook_deliveries::endpoint_id.eq(id))
        .select(webhook_deliveries::id);
    diesel::delete(webhook_tries::table.filter(webhook_tries::delivery_id.eq_any(deliveries)))
        .execute(c)?;
    let theirs = webhook_deliveries::table.filter(webhook_deliveries::endpoint_id.eq(id));
    diesel::delete(theirs).execute(c)?;
    diesel::delete(webhook_endpoints::table.find(id)).execute(c)?;
    Ok(())
}
