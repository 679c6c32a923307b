//! What candidates sat before of one specification: the forms, frozen as they were.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::schema::{attempt_parts, attempts, forms, sittings};
use super::{AnyConnection, StoreResult};

/// Values of one `IN` list.
const CHUNK: usize = 1_000;

/// A form that some candidates were present at.
#[derive(Clone, Debug)]
pub struct TriedForm {
    /// Everything frozen when it was locked, JSON.
    pub pinned: String,
    /// Who was there: candidate id → the sections of the parts written, JSON lists.
    pub present: BTreeMap<String, Vec<String>>,
}

/// Forms of the specification of a form, of whichever version, that these candidates were present at.
pub fn of_specification(
    c: &mut AnyConnection,
    form_id: &str,
    candidates: &[String],
) -> StoreResult<Vec<TriedForm>> {
    let specification: String = forms::table
        .find(form_id)
        .select(forms::specification_id)
        .first(c)?;
    let part = attempt_parts::sitting_no
        .eq(attempts::sitting_no)
        .and(attempt_parts::attempt_no.eq(attempts::attempt_no));
    let mut by_form: BTreeMap<String, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for candidates in candidates.chunks(CHUNK) {
        let rows: Vec<(String, String, String)> = attempts::table
            .inner_join(attempt_parts::table.on(part))
            .inner_join(sittings::table.on(sittings::sitting_no.eq(attempts::sitting_no)))
            .inner_join(forms::table.on(forms::id.eq(sittings::form_id)))
            .filter(forms::specification_id.eq(&specification))
            .filter(attempts::candidate_id.eq_any(candidates))
            .filter(attempt_parts::state.eq("present"))
            .select((forms::id, attempts::candidate_id, attempt_parts::sections))
            .load(c)?;
        for (form, candidate, sections) in rows {
            let present = by_form.entry(form).or_default();
            present.entry(candidate).or_default().push(sections);
        }
    }
    let mut tried = Vec::new();
    for (form, present) in by_form {
        let pinned = forms::table.find(&form).select(forms::pinned).first(c)?;
        tried.push(TriedForm { pinned, present });
    }
    Ok(tried)
}
