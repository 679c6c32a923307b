//! The versions of the bank in memory, a hundred bytes or two each, and how they follow the database.
//!
//! They are read once; before every answer the items that changed since are read again, whoever changed
//! them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::{Answer, Services};
use crate::bank::facets::{Facet, FacetIndex, FacetItem, FacetVersion};
use crate::store::AnyConnection;
use crate::store::item_index::{self as rows, BETWEEN, CountedRows, Gathered, INSIDE};

/// Where more items than this changed, and more than a quarter of all, everything is read anew.
const MOST_CHANGED: usize = 5_000;

/// Items of one query.
const CHUNK: usize = 500;

/// The versions in memory.
#[derive(Debug, Default)]
pub(super) struct IndexCache {
    /// Whoever holds it brings the index up to date.
    one_reader: Mutex<()>,
    state: RwLock<State>,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) index: FacetIndex,
    /// From which change on to look again; none before the first time.
    mark: Option<i64>,
    /// Changes at the mark and later that were read already.
    recent: HashMap<String, i64>,
}

/// What brings the index up to date.
struct Update {
    mark: i64,
    /// Every item anew.
    whole: bool,
    /// Items that changed; those that are not among `items` are gone.
    changed: Vec<String>,
    items: FacetIndex,
    /// The items of `changed` as they are.
    rows: Vec<FacetItem>,
    recent: HashMap<String, i64>,
}

impl IndexCache {
    /// Makes the index as the database is now.
    pub(super) fn bring_up_to_date(&self, services: &Services) -> Answer<()> {
        let _one = self
            .one_reader
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // No connection is held while the index is waited for: whoever reads it may want one.
        let update = services.read(|c| self.update(c))?;
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if update.whole {
            state.index = update.items;
        }
        for id in &update.changed {
            state.index.take(id);
        }
        for item in &update.rows {
            state.index.put(item, said_values);
        }
        state.mark = Some(update.mark);
        state.recent = update.recent;
        Ok(())
    }

    /// The index as it was brought up to date last.
    pub(super) fn state(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, c: &mut AnyConnection) -> Answer<Update> {
        // The mark before the rows: what is committed in between is read now and once more later.
        let mark = rows::mark(c)?;
        let Some(before) = self.state().mark else {
            return read_all(c, mark);
        };
        let most = MOST_CHANGED.max(self.state().index.items().len() / 4);
        let found = rows::changed_since(c, before, most as i64 + 1)?;
        if found.len() > most {
            return read_all(c, mark);
        }
        let recent: HashMap<String, i64> = found.iter().cloned().collect();
        let changed: Vec<String> = {
            let state = self.state();
            let is_new = |(id, number): &(String, i64)| state.recent.get(id) != Some(number);
            found.into_iter().filter(is_new).map(|(id, _)| id).collect()
        };
        let mut items = Vec::new();
        for chunk in changed.chunks(CHUNK) {
            items.extend(items_of(rows::these(c, chunk)?));
        }
        Ok(Update {
            mark,
            whole: false,
            changed,
            items: FacetIndex::default(),
            rows: items,
            recent,
        })
    }
}

fn read_all(c: &mut AnyConnection, mark: i64) -> Answer<Update> {
    let mut index = FacetIndex::default();
    let mut after = String::new();
    loop {
        let chunk = rows::chunk_after(c, &after)?;
        let Some((last, ..)) = chunk.items.last() else {
            break;
        };
        after.clone_from(last);
        for item in items_of(chunk) {
            index.put(&item, said_values);
        }
    }
    Ok(Update {
        mark,
        whole: true,
        changed: Vec::new(),
        items: index,
        rows: Vec::new(),
        recent: HashMap::new(),
    })
}

/// The facet of a dimension of tags.
pub(super) fn facet_of(dimension: &str) -> Option<Facet> {
    dimension.parse().ok()
}

/// Between what the version itself, its tags and its languages say.
const PART: char = '\u{1D}';

/// Rows of the database as items.
fn items_of(rows: CountedRows) -> Vec<FacetItem> {
    let gathered = |rows: Vec<Gathered>| -> HashMap<(String, i32), String> {
        let row = |(id, number, text): Gathered| ((id, number), text);
        rows.into_iter().map(row).collect()
    };
    let (mut tags, mut languages) = (gathered(rows.tags), gathered(rows.languages));
    let mut versions: HashMap<String, Vec<FacetVersion>> = HashMap::new();
    for (id, number, latest, author, stimulus, family, changed, said) in rows.versions {
        let key = (id, number);
        let tags = tags.remove(&key).unwrap_or_default();
        let languages = languages.remove(&key).unwrap_or_default();
        versions.entry(key.0).or_default().push(FacetVersion {
            number,
            latest,
            author,
            stimulus,
            family,
            changed: changed.and_utc().timestamp_micros(),
            said: format!("{said}{PART}{tags}{PART}{languages}"),
        });
    }
    let item = |(id, code, owner, created_by): (String, String, String, String)| FacetItem {
        versions: versions.remove(&id).unwrap_or_default(),
        id,
        code,
        owner,
        created_by,
    };
    rows.items.into_iter().map(item).collect()
}

/// The facets of what a version says of itself, in the order in which it says them; grades stand between
/// the first two and the others.
const SAID_FIRST: [Facet; 4] = [Facet::Phase, Facet::Type, Facet::Purpose, Facet::Subject];
const SAID_LAST: [Facet; 7] = [
    Facet::Term,
    Facet::Unit,
    Facet::Difficulty,
    Facet::Thinking,
    Facet::Literacy,
    Facet::Skill,
    Facet::Access,
];

/// The values in the text that [`items_of`] makes.
fn said_values(said: &str) -> Vec<(Facet, String)> {
    let mut parts = said.split(PART);
    let mut part = || parts.next().unwrap_or_default().split(BETWEEN);
    let mut own = part();
    let owned = |facet: Facet, value: &str| (facet, value.to_owned());
    let mut values: Vec<(Facet, String)> = SAID_FIRST
        .iter()
        .zip(own.by_ref().take(SAID_FIRST.len()))
        .map(|(facet, value)| owned(*facet, value))
        .collect();
    let mut grade = || own.next().and_then(|grade| grade.parse::<i32>().ok());
    if let (Some(lowest), Some(highest)) = (grade(), grade()) {
        values.extend((lowest..=highest).map(|grade| (Facet::Grade, grade.to_string())));
    }
    let rest = SAID_LAST.iter().zip(own);
    values.extend(rest.map(|(facet, value)| owned(*facet, value)));
    values.retain(|(facet, value)| !value.is_empty() && (*facet != Facet::Term || value != "0"));
    let tags = part().filter_map(|tag| tag.split_once(INSIDE));
    values.extend(tags.filter_map(|(dimension, value)| Some(owned(facet_of(dimension)?, value))));
    let languages = part().filter(|language| !language.is_empty());
    values.extend(languages.map(|language| owned(Facet::Language, language)));
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_says_its_facets_and_nothing_of_what_it_does_not_have() {
        let row = |said: &str, tags: Vec<Gathered>, languages: &str| CountedRows {
            items: vec![("i".into(), "T-1".into(), "o".into(), "u".into())],
            versions: vec![(
                "i".into(),
                2,
                true,
                "a".into(),
                String::new(),
                String::new(),
                chrono::NaiveDateTime::default(),
                said.replace(',', "\u{1F}"),
            )],
            tags,
            languages: vec![("i".into(), 2, languages.replace(',', "\u{1F}"))],
        };
        let told = |rows: CountedRows| -> Vec<String> {
            let items = items_of(rows);
            let values = said_values(&items[0].versions[0].said).into_iter();
            values
                .map(|(facet, value)| format!("{facet}={value}"))
                .collect()
        };
        let tags = "objective\u{1E}6.1.2\u{1F}tag\u{1E}lesson:5, \u{1E}x".to_owned();
        let all = row(
            "live,MCQ,summative,physics,5,7,2,heat,A,KU,science,reading,open",
            vec![
                ("i".into(), 2, tags),
                ("i".into(), 1, "tag\u{1E}old".into()),
            ],
            "kk,ru",
        );
        assert_eq!(
            told(all),
            [
                "phase=live",
                "type=MCQ",
                "purpose=summative",
                "subject=physics",
                "grade=5",
                "grade=6",
                "grade=7",
                "term=2",
                "unit=heat",
                "difficulty=A",
                "thinking=KU",
                "literacy=science",
                "skill=reading",
                "access=open",
                "objective=6.1.2",
                "tag=lesson:5, \u{1E}x",
                "language=kk",
                "language=ru"
            ]
        );
        let bare = row("draft,SA,formative,,6,6,0,,,,,,open", Vec::new(), "");
        assert_eq!(
            told(bare),
            [
                "phase=draft",
                "type=SA",
                "purpose=formative",
                "grade=6",
                "access=open"
            ]
        );
    }
}
