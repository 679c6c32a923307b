//! What items have been through: how often versions were tried out, and in which terms items stood
//! in forms.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{
    form_items, forms, item_statistics, item_versions, sittings, specification_versions,
};
use super::{AnyConnection, StoreResult};
use crate::assembly::candidate::Evidence;
use crate::specification::school_term::SchoolTerm;

/// Evidence of the versions of the subjects from one to another: an administration with statistics is a round, whatever
/// its languages, metrics and models; it has as many candidates as its largest row.
pub fn evidence(
    c: &mut AnyConnection,
    (first, last): (&str, &str),
) -> StoreResult<HashMap<(String, i32), Evidence>> {
    let same = item_statistics::item_id
        .eq(item_versions::item_id)
        .and(item_statistics::number.eq(item_versions::number));
    let rows: Vec<(String, i32, String, i32)> = item_statistics::table
        .inner_join(item_versions::table.on(same))
        .filter(item_versions::subject.ge(first))
        .filter(item_versions::subject.le(last))
        .select((
            item_statistics::item_id,
            item_statistics::number,
            item_statistics::administration,
            item_statistics::n,
        ))
        .load(c)?;
    let mut rounds: HashMap<(String, i32), BTreeMap<String, i32>> = HashMap::new();
    for (item, number, administration, n) in rows {
        let largest = rounds.entry((item, number)).or_default();
        let largest = largest.entry(administration).or_default();
        *largest = n.max(*largest);
    }
    let evidence = |(version, rounds): (_, BTreeMap<String, i32>)| {
        let n = rounds.values().max().copied().unwrap_or(0);
        let rounds = u32::try_from(rounds.len()).unwrap_or(u32::MAX);
        let n = u64::try_from(n).unwrap_or(0);
        (version, Evidence { rounds, n })
    };
    Ok(rounds.into_iter().map(evidence).collect())
}

/// Terms in which items stood in a form, whoever's and whichever version: the term of the form's
/// specification, else the one it was locked in. Drafts are no use, nor is a form that was retired
/// before anyone sat it.
pub fn terms_by_item(c: &mut AnyConnection) -> StoreResult<HashMap<String, Vec<SchoolTerm>>> {
    let same = specification_versions::specification_id
        .eq(forms::specification_id)
        .and(specification_versions::version.eq(forms::specification_version));
    let rows: Vec<FormTermRow> = forms::table
        .inner_join(specification_versions::table.on(same))
        .filter(forms::state.ne("draft"))
        .select((
            forms::id,
            forms::state,
            forms::locked_at,
            specification_versions::academic_year,
            specification_versions::term,
        ))
        .load(c)?;
    let sat = sat_forms(c)?;
    let used = |row: &FormTermRow| row.state != "retired" || sat.contains(&row.id);
    let term = |row: FormTermRow| Some((row.term()?, row.id));
    let terms: HashMap<String, SchoolTerm> = rows
        .into_iter()
        .filter(used)
        .filter_map(term)
        .map(|(term, form)| (form, term))
        .collect();
    let items: Vec<(String, String)> = form_items::table
        .inner_join(forms::table.on(forms::id.eq(form_items::form_id)))
        .filter(forms::state.ne("draft"))
        .select((form_items::form_id, form_items::item_id))
        .load(c)?;
    let mut by_item: HashMap<String, BTreeSet<SchoolTerm>> = HashMap::new();
    for (form, item) in items {
        if let Some(term) = terms.get(&form) {
            by_item.entry(item).or_default().insert(*term);
        }
    }
    let list = |(item, terms): (String, BTreeSet<SchoolTerm>)| (item, terms.into_iter().collect());
    Ok(by_item.into_iter().map(list).collect())
}

#[derive(Queryable)]
struct FormTermRow {
    id: String,
    state: String,
    locked_at: Option<NaiveDateTime>,
    academic_year: String,
    term: i32,
}

impl FormTermRow {
    fn term(&self) -> Option<SchoolTerm> {
        let said = SchoolTerm::of(Some(&self.academic_year), u8::try_from(self.term).ok());
        said.or_else(|| Some(SchoolTerm::of_date(self.locked_at?.date())))
    }
}

fn sat_forms(c: &mut AnyConnection) -> StoreResult<HashSet<String>> {
    let sat: Vec<String> = sittings::table
        .inner_join(forms::table.on(forms::id.eq(sittings::form_id)))
        .filter(forms::state.eq("retired"))
        .select(forms::id)
        .load(c)?;
    Ok(sat.into_iter().collect())
}
