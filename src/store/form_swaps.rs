//! Draft forms that change by hand.

use diesel::prelude::*;

use super::forms::{FormItemRow, FormRow};
use super::schema::{form_items, forms};
use super::{AnyConnection, StoreResult, each};

/// Writes document, fingerprint, score and positions of a draft of this revision; false when it is no
/// longer that draft.
pub fn change(
    c: &mut AnyConnection,
    row: &FormRow,
    positions: &[FormItemRow],
) -> StoreResult<bool> {
    let draft = forms::table
        .find(&row.id)
        .filter(forms::state.eq("draft"))
        .filter(forms::revision.eq(row.revision));
    let values = (
        forms::document.eq(&row.document),
        forms::fingerprint.eq(&row.fingerprint),
        forms::max_score.eq(row.max_score),
        forms::revision.eq(row.revision + 1),
    );
    if diesel::update(draft).set(values).execute(c)? != 1 {
        return Ok(false);
    }
    let present = form_items::table.filter(form_items::form_id.eq(&row.id));
    diesel::delete(present).execute(c)?;
    each!(c, c => {
        diesel::insert_into(form_items::table).values(positions).execute(c)?;
    });
    Ok(true)
}
