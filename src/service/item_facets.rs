//! Counts of items by what they are, for the same filters as the list.
//!
//! The versions stand in memory, a hundred bytes or two each, and are read once; before every answer the
//! items that changed since are read again, whoever changed them. So the counts are those of the
//! database at the time of the call, and no list of filters needs an index of its own.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::item_lists::{ItemQuery, refuse_mixed_scales};
use super::item_query::filter_of;
use super::{Answer, Call, Services};
use crate::bank::facets::{
    Condition, Facet, FacetIndex, FacetItem, FacetVersion, Facets, Indexed, IndexedVersion, Wanted,
    count,
};
use crate::identity::{Permission, Scope, ScopeRule, scope};
use crate::store::AnyConnection;
use crate::store::item_index::{self as rows, CountedRows, CountedVersion};
use crate::store::item_lists::{self, ItemFilter};

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
struct State {
    index: FacetIndex,
    /// From which change on to look again; none before the first time.
    mark: Option<i64>,
    /// Changes at the mark and later that were read already.
    recent: HashMap<String, i64>,
}

/// Counts of the items that the list of the same query is cut from, by facet.
pub fn list_item_facets(services: &Services, call: &Call, query: &ItemQuery) -> Answer<Facets> {
    call.require_somewhere(Permission::ReadItems)?;
    let filter = filter_of(call, query)?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    services.item_index.bring_up_to_date(services)?;
    let owners: Vec<String> = (services.item_index.state().index.owners())
        .map(str::to_owned)
        .collect();
    let (found, paths) = services.read(|c| {
        refuse_mixed_scales(c, &filter)?;
        let found = found_by_database(services, c, &filter)?;
        Ok((found, rows::paths(c, &owners)?))
    })?;
    let state = services.item_index.state();
    let index = &state.index;
    let sight = Sight::new(index, &scope, &paths);
    let others = Others::new(index, &filter, found);
    let admits = |item: &Indexed, version: &IndexedVersion| {
        others.admit(item, version) && sight.sees(item, version)
    };
    let wanted = Wanted {
        conditions: conditions(index, &filter),
        newest_only: filter.updated_since.is_none(),
        admits: &admits,
    };
    Ok(count(index, &wanted))
}

/// What the index does not know: words, statistics, use.
fn found_by_database(
    services: &Services,
    c: &mut AnyConnection,
    filter: &ItemFilter,
) -> Answer<Option<HashSet<(String, i32)>>> {
    let asked = !filter.words.is_empty()
        || !filter.beginnings.is_empty()
        || filter.evidence.is_some()
        || filter.usage.is_some();
    if !asked {
        return Ok(None);
    }
    let of_database = ItemFilter {
        words: filter.words.clone(),
        beginnings: filter.beginnings.clone(),
        evidence: filter.evidence.clone(),
        usage: filter.usage.clone(),
        every_version: true,
        ..ItemFilter::default()
    };
    let keys = item_lists::keys(c, services.db.kind(), &of_database)?;
    Ok(Some(keys.into_iter().collect()))
}

/// The conditions that a facet ignores when it is its own.
fn conditions(index: &FacetIndex, filter: &ItemFilter) -> Vec<Condition> {
    let grade = filter.grade.map(|g| g.to_string());
    let term = filter.term.map(|t| t.to_string());
    let single = [
        (Facet::Subject, &filter.subject),
        (Facet::Grade, &grade),
        (Facet::Type, &filter.item_type),
        (Facet::Phase, &filter.phase),
        (Facet::Difficulty, &filter.difficulty),
        (Facet::Thinking, &filter.thinking),
        (Facet::Access, &filter.access),
        (Facet::Language, &filter.language),
        (Facet::Term, &term),
        (Facet::Unit, &filter.unit),
        (Facet::Literacy, &filter.literacy),
        (Facet::Skill, &filter.skill),
    ];
    let condition = |facet: Facet, values: &[&str]| Condition {
        facet,
        any_of: values
            .iter()
            .filter_map(|v| index.value(facet, v))
            .collect(),
    };
    let mut all: Vec<Condition> = single
        .iter()
        .filter_map(|(facet, value)| Some(condition(*facet, &[value.as_deref()?])))
        .collect();
    if !filter.purposes.is_empty() {
        let purposes: Vec<&str> = filter.purposes.iter().map(String::as_str).collect();
        all.push(condition(Facet::Purpose, &purposes));
    }
    for (dimension, value) in &filter.tags {
        all.extend(facet_of(dimension).map(|facet| condition(facet, &[value])));
    }
    all
}

fn facet_of(dimension: &str) -> Option<Facet> {
    dimension.parse().ok()
}

/// What the actor may see, in the numbers of the index.
struct Sight {
    /// Number of an owner → subjects that are read there, and subjects whose secure items are.
    of_owner: HashMap<u32, (Subjects, Subjects)>,
    me: Option<u32>,
    secure: Option<u32>,
}

/// Subjects a grant is for: all, or these values of the index.
#[derive(Default)]
struct Subjects {
    all: bool,
    these: Vec<u32>,
}

impl Subjects {
    fn of(index: &FacetIndex, rules: &[ScopeRule], path: &str) -> Self {
        let mut subjects = Self::default();
        for rule in rules.iter().filter(|r| path.starts_with(&r.path_prefix)) {
            match &rule.subject {
                None => subjects.all = true,
                Some(subject) => subjects.these.extend(index.value(Facet::Subject, subject)),
            }
        }
        subjects
    }

    fn hold(&self, version: &IndexedVersion) -> bool {
        let has = |value: &u32| version.values.binary_search(value).is_ok();
        self.all || self.these.iter().any(has)
    }
}

impl Sight {
    /// `paths`: owners with their places in the tree.
    fn new(index: &FacetIndex, scope: &Scope, paths: &[(String, String)]) -> Self {
        let of_owner = paths.iter().filter_map(|(owner, path)| {
            let readable = Subjects::of(index, &scope.rules, path);
            let secure = Subjects::of(index, &scope.secure_rules, path);
            Some((index.number_of(owner)?, (readable, secure)))
        });
        Self {
            of_owner: of_owner.collect(),
            me: index.number_of(&scope.user_id),
            secure: index.value(Facet::Access, "secure"),
        }
    }

    /// The same rule as that of the list: open and restricted versions where the actor reads; secure
    /// ones where it may see them, and its own.
    fn sees(&self, item: &Indexed, version: &IndexedVersion) -> bool {
        let Some((readable, secure)) = self.of_owner.get(&item.owner) else {
            return false;
        };
        let is_secure = self
            .secure
            .is_some_and(|secure| version.values.binary_search(&secure).is_ok());
        let is_mine = || Some(item.created_by) == self.me || Some(version.author) == self.me;
        (readable.hold(version) && (!is_secure || is_mine())) || secure.hold(version)
    }
}

/// Conditions that belong to no facet.
struct Others<'a> {
    found: Option<HashSet<(String, i32)>>,
    code: Option<&'a str>,
    since: Option<i64>,
    /// A number of the index, or one that nothing has.
    author: Option<u32>,
    stimulus: Option<u32>,
    family: Option<u32>,
}

impl<'a> Others<'a> {
    fn new(
        index: &FacetIndex,
        filter: &'a ItemFilter,
        found: Option<HashSet<(String, i32)>>,
    ) -> Self {
        let number = |word: &Option<String>| {
            let word = word.as_deref()?;
            Some(index.number_of(word).unwrap_or(u32::MAX))
        };
        Self {
            found,
            code: filter.code.as_deref(),
            since: filter
                .updated_since
                .map(|at| at.and_utc().timestamp_micros()),
            author: number(&filter.author),
            stimulus: number(&filter.stimulus),
            family: number(&filter.family),
        }
    }

    fn admit(&self, item: &Indexed, version: &IndexedVersion) -> bool {
        self.author.is_none_or(|n| n == version.author)
            && self.stimulus.is_none_or(|n| n == version.stimulus)
            && self.family.is_none_or(|n| n == version.family)
            && self.since.is_none_or(|at| version.changed >= at)
            && self.code.is_none_or(|code| item.code.starts_with(code))
            && self
                .found
                .as_ref()
                .is_none_or(|found| found.contains(&(item.id.clone(), version.number)))
    }
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
    fn bring_up_to_date(&self, services: &Services) -> Answer<()> {
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

    fn state(&self) -> RwLockReadGuard<'_, State> {
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
