//! Until which day drafts are awaited. Nobody writes down which assignment a draft answers to: it answers to
//! those that its author has accepted, that were given before it was begun, and whose row it fits by subject,
//! type, unit and objectives, and by the language in which it has a text. Of several the earliest day counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Answer;
use super::assignment_rows::{AssignedRow, assigned_row};
use crate::store::assignments::AssignmentRow;
use crate::store::work_drafts::DraftRow;
use crate::store::{AnyConnection, item_lists};

/// Items of one statement.
const BATCH: usize = 10_000;

/// Item and version → day.
pub(super) type Dues = BTreeMap<(String, i32), NaiveDate>;

/// The days of those drafts that answer to some of the assignments.
pub(super) fn dues_of(
    c: &mut AnyConnection,
    given: &[AssignmentRow],
    drafts: &[DraftRow],
) -> Answer<Dues> {
    let mut of_developer: BTreeMap<(&str, &str), Vec<&AssignmentRow>> = BTreeMap::new();
    for row in given.iter().filter(|row| row.state == "accepted") {
        let theirs = of_developer.entry((&row.developer, &row.subject));
        theirs.or_default().push(row);
    }
    // An assignment and a draft that it may be meant for.
    let pairs: Vec<(&AssignmentRow, &DraftRow)> = drafts
        .iter()
        .filter_map(|draft| {
            let key = (draft.created_by.as_str(), draft.subject.as_str());
            Some((draft, of_developer.get(&key)?))
        })
        .flat_map(|(draft, theirs)| theirs.iter().map(move |given| (*given, draft)))
        .filter(|(given, draft)| given.created_at <= draft.created_at)
        .collect();
    let said = Said::of(c, pairs.iter().map(|(_, draft)| *draft))?;
    let rows = rows_of(c, pairs.iter().map(|(given, _)| *given))?;
    let mut dues = Dues::new();
    for (given, draft) in pairs {
        let Ok(due) = given.due.parse::<NaiveDate>() else {
            continue;
        };
        if said.answers(draft, given, &rows[given.id.as_str()]) {
            let key = (draft.item_id.clone(), draft.number);
            let earliest = dues.entry(key).or_insert(due);
            *earliest = (*earliest).min(due);
        }
    }
    Ok(dues)
}

/// The rows that assignments ask for; each is read once.
fn rows_of<'a>(
    c: &mut AnyConnection,
    given: impl Iterator<Item = &'a AssignmentRow>,
) -> Answer<BTreeMap<&'a str, AssignedRow>> {
    let once: BTreeMap<&str, &AssignmentRow> = given.map(|row| (row.id.as_str(), row)).collect();
    once.into_iter()
        .map(|(id, row)| Answer::Ok((id, assigned_row(c, row)?)))
        .collect()
}

/// What of drafts stands in rows of its own.
struct Said {
    objectives: BTreeMap<(String, i32), BTreeSet<String>>,
    languages: BTreeMap<(String, i32), BTreeSet<String>>,
}

impl Said {
    fn of<'a>(c: &mut AnyConnection, drafts: impl Iterator<Item = &'a DraftRow>) -> Answer<Self> {
        let ids: BTreeSet<&str> = drafts.map(|draft| draft.item_id.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let mut said = Self {
            objectives: BTreeMap::new(),
            languages: BTreeMap::new(),
        };
        for chunk in ids.chunks(BATCH) {
            for (id, number, code) in item_lists::objectives(c, chunk)? {
                let codes = said.objectives.entry((id, number)).or_default();
                codes.insert(code);
            }
            for (id, number, language, _) in item_lists::languages(c, chunk)? {
                let languages = said.languages.entry((id, number)).or_default();
                languages.insert(language);
            }
        }
        Ok(said)
    }

    /// True when a draft could be meant for the row of an assignment.
    fn answers(&self, draft: &DraftRow, given: &AssignmentRow, row: &AssignedRow) -> bool {
        let key = (draft.item_id.clone(), draft.number);
        let languages = self.languages.get(&key);
        let in_language = given.language.is_empty()
            || languages.is_some_and(|languages| languages.contains(&given.language));
        let mut types = row.types.iter();
        let of_type = row.types.is_empty() || types.any(|of| of.as_str() == draft.item_type);
        let of_unit = row.unit.as_ref().is_none_or(|unit| *unit == draft.unit);
        let codes = self.objectives.get(&key);
        let aims = |meant: &dyn Fn(&str) -> bool| {
            codes.is_some_and(|codes| codes.iter().any(|code| meant(code)))
        };
        let free = row.objectives.is_empty() && row.objectives_prefix.is_empty();
        let aimed = free
            || aims(&|code| row.objectives.iter().any(|one| one == code))
            || aims(&|code| {
                row.objectives_prefix
                    .iter()
                    .any(|begin| code.starts_with(begin))
            });
        in_language && of_type && of_unit && aimed
    }
}
