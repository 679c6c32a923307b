//! The change gate: a new version of an approved item is declared editorial or substantive, and shows
//! before anything is saved what it touches.
//!
//! * [`preview`]: what an edit does and touches, saved or not.
//! * [`declare`]: a draft is declared, and checked by its declaration when it is handed in.
//! * [`confirm`]: an editorial edit takes effect when a second person confirms it: it takes the place of the
//!   version before, with its statistics.
//! * [`consequences`]: what else follows when a version's phase changes: statistics that are kept, owners of
//!   forms who are told.
//!
//! A version that nobody declared goes the way of a substantive one: review and pilots again, no statistics.

mod confirm;
mod consequences;
mod declare;
mod preview;

pub use confirm::{ConfirmChange, confirm_item_change};
pub use declare::{DeclareChange, declare_item_change};
pub use preview::{
    DeclaredChange, ItemTouched, PreviewChange, TouchedQuery, preview_item_change,
    read_item_touched,
};

pub(super) use consequences::after;
pub(super) use declare::submit_findings;

use super::Answer;
use super::item_drafts::document_of;
use super::workflow::Followed;
use crate::bank::change::gate::{ChangeReport, Declaration, Edit, StatisticRow, judge};
use crate::bank::texts::ItemDocument;
use crate::store::AnyConnection;
use crate::store::StoreError;
use crate::store::item_statistics;
use crate::store::items::{self as rows, FoundVersion};

/// Phases of a version that was approved and may be changed by another one.
const APPROVED: [&str; 4] = ["approved", "pilot", "live", "suspended"];

/// The newest approved version before this one.
fn base_of(c: &mut AnyConnection, item_id: &str, number: i32) -> Answer<Option<FoundVersion>> {
    let approved = rows::in_phases(c, item_id, &APPROVED)?;
    let base = approved.into_iter().find(|row| row.number < number);
    match base {
        None => Ok(None),
        Some(row) => Ok(rows::version(c, item_id, Some(row.number))?),
    }
}

/// What an edit of an approved version does.
fn judged(
    c: &mut AnyConnection,
    base: &FoundVersion,
    after: &ItemDocument,
    (declared, reason): (Declaration, &str),
) -> Answer<ChangeReport> {
    let before = document_of(base)?;
    let edit = Edit {
        before: &before,
        after,
        declared,
        reason,
    };
    let rules = Followed::of(c, &base.owner_path)?.document.change.clone();
    Ok(judge(&rules, &edit, &statistics_of(c, base)?))
}

/// Statistics of a version as the gate takes them.
fn statistics_of(c: &mut AnyConnection, of: &FoundVersion) -> Answer<Vec<StatisticRow>> {
    let number = of.version.number;
    let mut statistics = Vec::new();
    for row in item_statistics::of_item(c, &of.item.id)? {
        if row.number != number {
            continue;
        }
        let language = match row.language.as_str() {
            "" => None,
            code => Some(super::item_view::language_of(code)?),
        };
        statistics.push(StatisticRow {
            id: row.id,
            language,
        });
    }
    Ok(statistics)
}

/// What a row of declarations calls an edit.
fn declaration_of(text: &str) -> Answer<Declaration> {
    text.parse().map_err(|why| StoreError::Corrupt(why).into())
}
