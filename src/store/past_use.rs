//! What items have been through: how often versions were tried out, when and how often items stood in
//! forms, and what candidates have met.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::exposure::{self, Exposed};
use super::schema::{
    form_items, forms, item_statistics, item_versions, sittings, specification_versions,
};
use super::{AnyConnection, StoreResult};
use crate::assembly::candidate::{Evidence, PastUse};
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

/// What of past use is asked for.
#[derive(Clone, Debug)]
pub struct PastQuery<'a> {
    /// True where terms, forms and days are.
    pub uses: bool,
    /// True where it is asked how many have met an item.
    pub exposure: bool,
    /// The day that the nearest use is told from.
    pub on: NaiveDate,
    /// Candidates of whom it is asked what they have met.
    pub cohort: &'a [String],
}

impl PastQuery<'_> {
    /// Nothing is asked.
    pub fn nothing(on: NaiveDate) -> Self {
        Self {
            uses: false,
            exposure: false,
            on,
            cohort: &[],
        }
    }
}

/// What past use says of an item.
#[derive(Clone, Debug, Default)]
pub struct ItemUse {
    /// Terms in which it stood in a form, ascending: the term of the form's specification, else the
    /// one it was locked in.
    pub terms: Vec<SchoolTerm>,
    /// How often it was used.
    pub past: PastUse,
}

/// Use of items, whoever's forms they stood in and in whichever version. Drafts are no use, nor is a
/// form that was retired before anyone sat it.
pub fn by_item(
    c: &mut AnyConnection,
    query: &PastQuery<'_>,
) -> StoreResult<HashMap<String, ItemUse>> {
    let mut found: HashMap<String, ItemUse> = HashMap::new();
    if query.uses {
        let forms = used_forms(c, query)?;
        for (form, item, section) in form_members(c)? {
            if let Some(form) = forms.get(&form) {
                form.tell(found.entry(item).or_default(), &section, query.on);
            }
        }
        for item in found.values_mut() {
            item.terms.sort_unstable();
            item.terms.dedup();
        }
    }
    for (item, met) in exposure::met_by(c, query.cohort)? {
        found.entry(item).or_default().past.met = met;
    }
    Ok(found)
}

/// A form that counts as use.
struct UsedForm {
    term: Option<SchoolTerm>,
    days: Vec<NaiveDate>,
    exposed: Vec<Exposed>,
}

impl UsedForm {
    fn tell(&self, item: &mut ItemUse, section: &str, on: NaiveDate) {
        item.terms.extend(self.term);
        item.past.forms = item.past.forms.saturating_add(1);
        let days = self.days.iter().copied().chain(item.past.nearest_on);
        // Of two days as near the later one is told.
        item.past.nearest_on =
            days.min_by_key(|day| ((*day - on).num_days().abs(), std::cmp::Reverse(*day)));
        let met = self.exposed.iter().filter(|part| part.holds(section));
        let met: u32 = met.map(|part| part.attempts).sum();
        item.past.exposed = item.past.exposed.saturating_add(met);
    }
}

fn used_forms(
    c: &mut AnyConnection,
    query: &PastQuery<'_>,
) -> StoreResult<HashMap<String, UsedForm>> {
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
    let mut sat = sittings_by_form(c)?;
    let mut exposed = match query.exposure {
        true => exposure::by_sitting(c, None)?,
        false => HashMap::new(),
    };
    let mut used = HashMap::new();
    for row in rows {
        let sittings = sat.remove(&row.id).unwrap_or_default();
        if row.state == "retired" && sittings.is_empty() {
            continue;
        }
        let locked = row.locked_at.map(|at| at.date());
        let mut days: Vec<NaiveDate> = sittings.iter().filter_map(|(_, day)| *day).collect();
        days.extend(locked.filter(|_| days.is_empty()));
        let met = sittings.iter().filter_map(|(no, _)| exposed.remove(no));
        let form = UsedForm {
            term: row.term(),
            exposed: met.flatten().collect(),
            days,
        };
        used.insert(row.id, form);
    }
    Ok(used)
}

/// Form, item and section of every task of a form that is no draft.
fn form_members(c: &mut AnyConnection) -> StoreResult<Vec<(String, String, String)>> {
    Ok(form_items::table
        .inner_join(forms::table.on(forms::id.eq(form_items::form_id)))
        .filter(forms::state.ne("draft"))
        .select((
            form_items::form_id,
            form_items::item_id,
            form_items::section_id,
        ))
        .load(c)?)
}

type SittingsByForm = HashMap<String, Vec<(i64, Option<NaiveDate>)>>;

fn sittings_by_form(c: &mut AnyConnection) -> StoreResult<SittingsByForm> {
    let rows: Vec<(String, i64, String)> = sittings::table
        .order(sittings::sitting_no)
        .select((sittings::form_id, sittings::sitting_no, sittings::held_on))
        .load(c)?;
    let mut by_form = SittingsByForm::new();
    for (form, no, day) in rows {
        by_form
            .entry(form)
            .or_default()
            .push((no, day.parse().ok()));
    }
    Ok(by_form)
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
