//! The versions of the bank in memory, a hundred bytes or two each, and how they follow the database.
//!
//! They are read once; before every answer the items that changed since are read again, whoever changed
//! them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::{Answer, Services};
use crate::bank::facets::{Facet, FacetIndex, FacetItem, FacetVersion};
use crate::store::AnyConnection;
use crate::store::item_index::{self as rows, CountedRows, CountedVersion};

/// More changed items than this are not read one by one: everything is read anew.
const MOST_CHANGED: i64 = 5_000;

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
            state.index.put(item);
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
        let found = rows::changed_since(c, before, MOST_CHANGED + 1)?;
        if found.len() as i64 > MOST_CHANGED {
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
            index.put(&item);
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

/// Rows of the database as items.
fn items_of(rows: CountedRows) -> Vec<FacetItem> {
    let mut extra: HashMap<(String, i32), Vec<(Facet, String)>> = HashMap::new();
    for (id, number, dimension, value) in rows.tags {
        if let Some(facet) = facet_of(&dimension) {
            extra.entry((id, number)).or_default().push((facet, value));
        }
    }
    for (id, number, language) in rows.languages {
        let of_version = extra.entry((id, number)).or_default();
        of_version.push((Facet::Language, language));
    }
    let mut versions: BTreeMap<String, Vec<FacetVersion>> = BTreeMap::new();
    for row in rows.versions {
        let key = (row.item_id.clone(), row.number);
        let more = extra.remove(&key).unwrap_or_default();
        versions
            .entry(key.0)
            .or_default()
            .push(version_of(row, more));
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

fn version_of(row: CountedVersion, more: Vec<(Facet, String)>) -> FacetVersion {
    let term = (row.term > 0).then(|| row.term.to_string());
    let single = [
        (Facet::Subject, row.subject),
        (Facet::Type, row.item_type),
        (Facet::Phase, row.phase),
        (Facet::Difficulty, row.difficulty),
        (Facet::Thinking, row.thinking),
        (Facet::Purpose, row.purpose),
        (Facet::Access, row.access),
        (Facet::Term, term.unwrap_or_default()),
        (Facet::Unit, row.unit),
        (Facet::Literacy, row.literacy),
        (Facet::Skill, row.skill),
    ];
    let mut values = more;
    values.extend(single.into_iter().filter(|(_, value)| !value.is_empty()));
    values.extend((row.grade_min..=row.grade_max).map(|g| (Facet::Grade, g.to_string())));
    FacetVersion {
        number: row.number,
        latest: row.latest,
        author: row.created_by,
        stimulus: row.stimulus,
        family: row.family,
        changed: row.updated_at.and_utc().timestamp_micros(),
        values,
    }
}
