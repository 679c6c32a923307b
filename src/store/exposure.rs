//! Who met what: attempts by sitting and section, and tasks that candidates have met. Whoever was
//! absent has met nothing; whoever is still expected counts as if it had happened.

use std::collections::{BTreeSet, HashMap};

use diesel::dsl::count_star;
use diesel::prelude::*;

use super::failure::read_json;
use super::schema::{attempt_parts, attempts, form_items, sittings};
use super::{AnyConnection, StoreResult, form_draws};

/// Values of one `IN` list.
const CHUNK: usize = 1_000;

/// Attempts at some sections of a sitting.
#[derive(Clone, Debug)]
pub struct Exposed {
    /// Section ids; none means everything.
    pub sections: Vec<String>,
    /// How many attempts.
    pub attempts: u32,
}

impl Exposed {
    /// True when the section is among them.
    pub fn holds(&self, section: &str) -> bool {
        holds(&self.sections, section)
    }
}

fn holds(sections: &[String], section: &str) -> bool {
    sections.is_empty() || sections.iter().any(|id| id == section)
}

/// Attempts by sitting: of the sittings of one item's forms, or of all.
pub fn by_sitting(
    c: &mut AnyConnection,
    item_id: Option<&str>,
) -> StoreResult<HashMap<i64, Vec<Exposed>>> {
    let mut query = attempt_parts::table
        .group_by((attempt_parts::sitting_no, attempt_parts::sections))
        .filter(attempt_parts::state.ne("absent"))
        .filter(attempt_parts::state.ne("absent_valid"))
        .select((
            attempt_parts::sitting_no,
            attempt_parts::sections,
            count_star(),
        ))
        .into_boxed();
    if let Some(item_id) = item_id {
        let of_item = sittings::table
            .inner_join(form_items::table.on(form_items::form_id.eq(sittings::form_id)))
            .filter(form_items::item_id.eq(item_id.to_owned()))
            .select(sittings::sitting_no);
        query = query.filter(attempt_parts::sitting_no.eq_any(of_item));
    }
    let rows: Vec<(i64, String, i64)> = query.load(c)?;
    let mut by_sitting: HashMap<i64, Vec<Exposed>> = HashMap::new();
    for (sitting, sections, attempts) in rows {
        let exposed = Exposed {
            sections: read_json(&sections)?,
            attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        };
        by_sitting.entry(sitting).or_default().push(exposed);
    }
    Ok(by_sitting)
}

/// Items that candidates have met, with how many of them did. What their class has drawn and not sat
/// yet counts: their teachers have it.
pub fn met_by(c: &mut AnyConnection, candidates: &[String]) -> StoreResult<HashMap<String, u32>> {
    let mut seen: HashMap<String, Vec<(String, Vec<String>)>> = HashMap::new();
    for candidates in candidates.chunks(CHUNK) {
        let part = attempt_parts::sitting_no
            .eq(attempts::sitting_no)
            .and(attempt_parts::attempt_no.eq(attempts::attempt_no));
        let rows: Vec<(String, String, String)> = attempts::table
            .inner_join(attempt_parts::table.on(part))
            .inner_join(sittings::table.on(sittings::sitting_no.eq(attempts::sitting_no)))
            .filter(attempts::candidate_id.eq_any(candidates))
            .filter(attempt_parts::state.ne("absent"))
            .filter(attempt_parts::state.ne("absent_valid"))
            .select((
                attempts::candidate_id,
                sittings::form_id,
                attempt_parts::sections,
            ))
            .load(c)?;
        for (candidate, form, sections) in rows {
            let sections = read_json(&sections)?;
            seen.entry(form).or_default().push((candidate, sections));
        }
    }
    for (candidate, form) in form_draws::awaited_by(c, candidates)? {
        seen.entry(form).or_default().push((candidate, Vec::new()));
    }
    let forms: Vec<String> = seen.keys().cloned().collect();
    let mut met: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for (form, item, section) in members(c, &forms)? {
        for (candidate, sections) in seen.get(&form).into_iter().flatten() {
            if holds(sections, &section) {
                met.entry(item.clone()).or_default().insert(candidate);
            }
        }
    }
    let count = |who: BTreeSet<&str>| u32::try_from(who.len()).unwrap_or(u32::MAX);
    Ok(met
        .into_iter()
        .map(|(item, who)| (item, count(who)))
        .collect())
}

/// Form, item and section of the tasks of these forms.
fn members(c: &mut AnyConnection, forms: &[String]) -> StoreResult<Vec<(String, String, String)>> {
    let mut members = Vec::new();
    for forms in forms.chunks(CHUNK) {
        let rows: Vec<(String, String, String)> = form_items::table
            .filter(form_items::form_id.eq_any(forms))
            .select((
                form_items::form_id,
                form_items::item_id,
                form_items::section_id,
            ))
            .load(c)?;
        members.extend(rows);
    }
    Ok(members)
}
