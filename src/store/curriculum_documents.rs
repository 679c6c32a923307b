//! Documents of the published programmes.

use diesel::prelude::*;

use super::schema::curricula;
use super::{AnyConnection, StoreResult};

/// Every document, older versions first: of one programme the last one holds.
pub fn documents(c: &mut AnyConnection) -> StoreResult<Vec<String>> {
    Ok(curricula::table
        .order((curricula::version, curricula::id))
        .select(curricula::document)
        .load(c)?)
}
