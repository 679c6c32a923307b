//! Shares between organisations: rows in and out, and those in force for an actor.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{organisations, shares};
use super::scoped::{Condition, owners_below};
use super::{AnyConnection, StoreError, StoreResult};
use crate::identity::{Grant, Share, SharedWhat};

/// A row of `shares`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = shares)]
pub struct ShareRow {
    /// UUID.
    pub id: String,
    /// Whose objects.
    pub owner_org: String,
    /// With whom.
    pub partner_org: String,
    /// `read`, `use`, `co_author`.
    pub granted_right: String,
    /// Kind of the objects.
    pub kind: String,
    /// The one object; '' where a subject is named.
    pub object_id: String,
    /// Subject code; '' where one object is named.
    pub subject: String,
    /// Grade; 0 for any.
    pub grade: i32,
    /// True where secure objects are meant, too.
    pub secure: bool,
    /// What the owner says about it.
    pub note: String,
    /// When it ends, if it does.
    pub until: Option<NaiveDateTime>,
    /// Who shared.
    pub created_by: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// Who revoked it; '' before.
    pub revoked_by: String,
    /// When it was revoked.
    pub revoked_at: Option<NaiveDateTime>,
}

impl ShareRow {
    /// True when the share holds at this moment.
    pub fn is_in_force(&self, now: NaiveDateTime) -> bool {
        self.revoked_at.is_none() && self.until.is_none_or(|until| until > now)
    }
}

/// Which shares a list is about.
#[derive(Clone, Debug, Default)]
pub struct ShareScope {
    /// Paths below whose organisations given shares are listed.
    pub given: Vec<String>,
    /// Paths below which received ones are.
    pub received: Vec<String>,
    /// Only those that hold at this moment.
    pub in_force_at: Option<NaiveDateTime>,
}

/// Adds a share.
pub fn insert(c: &mut AnyConnection, row: &ShareRow) -> StoreResult<()> {
    diesel::insert_into(shares::table).values(row).execute(c)?;
    Ok(())
}

/// The share with this id.
pub fn by_id(c: &mut AnyConnection, id: &str) -> StoreResult<Option<ShareRow>> {
    Ok(shares::table
        .find(id)
        .select(ShareRow::as_select())
        .first(c)
        .optional()?)
}

/// Revokes a share; false when it was revoked before.
pub fn revoke(c: &mut AnyConnection, id: &str, by: &str, now: NaiveDateTime) -> StoreResult<bool> {
    let open = shares::table.find(id).filter(shares::revoked_at.is_null());
    let values = (shares::revoked_by.eq(by), shares::revoked_at.eq(now));
    Ok(diesel::update(open).set(values).execute(c)? == 1)
}

/// Shares of one organisation with another one that hold at this moment, oldest first.
pub fn between(
    c: &mut AnyConnection,
    owner_org: &str,
    partner_org: &str,
    now: NaiveDateTime,
) -> StoreResult<Vec<ShareRow>> {
    let both = shares::owner_org
        .eq(owner_org.to_owned())
        .and(shares::partner_org.eq(partner_org.to_owned()));
    Ok(shares::table
        .filter(both)
        .filter(in_force(now))
        .order(shares::id)
        .select(ShareRow::as_select())
        .load(c)?)
}

/// A page of shares by id.
pub fn list(
    c: &mut AnyConnection,
    scope: &ShareScope,
    after: &str,
    limit: i64,
) -> StoreResult<Vec<ShareRow>> {
    let nothing: Condition<shares::table> = Box::new(shares::id.eq(""));
    let given = scope.given.iter().fold(nothing, |any, path| {
        Box::new(any.or(shares::owner_org.eq_any(owners_below(path))))
    });
    let shown = scope.received.iter().fold(given, |any, path| {
        Box::new(any.or(shares::partner_org.eq_any(owners_below(path))))
    });
    let mut query = shares::table
        .filter(shares::id.gt(after.to_owned()))
        .filter(shown)
        .order(shares::id)
        .limit(limit)
        .select(ShareRow::as_select())
        .into_boxed();
    if let Some(now) = scope.in_force_at {
        query = query.filter(in_force(now));
    }
    Ok(query.load(c)?)
}

/// Shares in force with organisations that one of these grants holds for. What a grant covers at the
/// owner anyway needs no share.
pub fn of_grants(
    c: &mut AnyConnection,
    grants: &[Grant],
    now: NaiveDateTime,
) -> StoreResult<Vec<Share>> {
    let nothing: Condition<shares::table> = Box::new(shares::id.eq(""));
    let with_them = grants.iter().fold(nothing, |any, grant| {
        let theirs = shares::partner_org.eq_any(owners_below(&grant.org_path));
        let own = shares::owner_org.ne_all(owners_below(&grant.org_path));
        Box::new(any.or(theirs.and(own)))
    });
    let mut found = Vec::new();
    if grants.is_empty() {
        return Ok(found);
    }
    let rows: Vec<ShareRow> = shares::table
        .filter(with_them)
        .filter(in_force(now))
        .order(shares::id)
        .select(ShareRow::as_select())
        .load(c)?;
    let mut partners: Vec<String> = rows.iter().map(|r| r.partner_org.clone()).collect();
    partners.sort();
    partners.dedup();
    let paths: Vec<(String, String)> = organisations::table
        .filter(organisations::id.eq_any(&partners))
        .select((organisations::id, organisations::path))
        .load(c)?;
    for row in rows {
        let path = paths.iter().find(|(id, _)| *id == row.partner_org);
        found.push(share(row, path.map_or("", |(_, path)| path))?);
    }
    Ok(found)
}

/// A row as a share with a partner at this path.
pub fn share(row: ShareRow, partner_path: &str) -> StoreResult<Share> {
    Ok(Share {
        right: row.granted_right.parse().map_err(StoreError::Corrupt)?,
        kind: row.kind.parse().map_err(StoreError::Corrupt)?,
        what: match row.object_id.is_empty() {
            false => SharedWhat::One(row.object_id),
            true => SharedWhat::Of {
                subject: row.subject,
                grade: Some(row.grade).filter(|grade| *grade > 0),
            },
        },
        id: row.id,
        owner_org: row.owner_org,
        partner_org: row.partner_org,
        partner_path: partner_path.to_owned(),
        secure: row.secure,
        until: row.until,
    })
}

fn in_force(now: NaiveDateTime) -> Condition<shares::table> {
    let lasting = shares::until
        .is_null()
        .or(shares::until.gt(now).assume_not_null());
    Box::new(shares::revoked_at.is_null().and(lasting))
}
