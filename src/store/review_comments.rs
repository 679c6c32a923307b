//! Comments on parts of versions, and answers to them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::review_comments;
use super::{AnyConnection, StoreResult};

/// A row of `review_comments`.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_comments)]
pub struct CommentRow {
    /// UUID.
    pub id: String,
    /// Item.
    pub item_id: String,
    /// Version it was made on.
    pub number: i32,
    /// The comment it answers; '' for none.
    pub parent: String,
    /// The part it is about, JSON.
    pub anchor: String,
    /// Stage of review; '' for none.
    pub stage: String,
    /// What it says.
    pub text: String,
    /// True when the item does not go on while it is open.
    pub blocking: bool,
    /// `open`, `resolved` or `waived`.
    pub state: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// Who closed it; '' while it is open.
    pub closed_by: String,
    /// Why it was closed so.
    pub closed_reason: String,
    /// When.
    pub closed_at: Option<NaiveDateTime>,
}

/// Keeps a comment.
pub fn insert(c: &mut AnyConnection, row: &CommentRow) -> StoreResult<()> {
    diesel::insert_into(review_comments::table)
        .values(row)
        .execute(c)?;
    Ok(())
}

/// Comments on an item, oldest first.
pub fn of_item(c: &mut AnyConnection, item_id: &str) -> StoreResult<Vec<CommentRow>> {
    Ok(review_comments::table
        .filter(review_comments::item_id.eq(item_id))
        .order(review_comments::id)
        .select(CommentRow::as_select())
        .load(c)?)
}

/// Closes an open comment; false when it was closed in the meantime.
pub fn close(
    c: &mut AnyConnection,
    id: &str,
    (state, by, reason): (&str, &str, &str),
    now: NaiveDateTime,
) -> StoreResult<bool> {
    let open = review_comments::table
        .find(id)
        .filter(review_comments::state.eq("open"));
    let values = (
        review_comments::state.eq(state),
        review_comments::closed_by.eq(by),
        review_comments::closed_reason.eq(reason),
        review_comments::closed_at.eq(now),
    );
    Ok(diesel::update(open).set(values).execute(c)? == 1)
}
