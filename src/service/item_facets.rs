//! Counts of items by what they are, for the same filters as the list.
//!
//! The versions stand in memory ([`super::item_index`]) and follow the database before every answer. So
//! the counts are those of the time of the call, and no list of filters needs an index of its own.

use std::collections::{HashMap, HashSet};

use super::item_index::facet_of;
use super::item_lists::{ItemQuery, refuse_mixed_scales};
use super::item_query::filter_of;
use super::review::sight::refuse_other_author;
use super::{Answer, Call, Services};
use crate::bank::facets::{
    Condition, Facet, FacetIndex, Facets, Indexed, IndexedVersion, Wanted, count,
};
use crate::identity::{Permission, Scope, ScopeRule, Shareable, scope};
use crate::store::AnyConnection;
use crate::store::item_index::paths;
use crate::store::item_lists::{self, ItemFilter};
use crate::store::scoped::{SharedGroup, grouped};

/// Counts of the items that the list of the same query is cut from, by facet.
pub fn list_item_facets(services: &Services, call: &Call, query: &ItemQuery) -> Answer<Facets> {
    call.require_somewhere(Permission::ReadItems)?;
    let filter = filter_of(call, query)?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    services.read(|c| refuse_other_author(c, call, filter.author.as_deref()))?;
    services.item_index.bring_up_to_date(services)?;
    let owners: Vec<String> = (services.item_index.state().index.owners())
        .map(str::to_owned)
        .collect();
    let (found, places) = services.read(|c| {
        refuse_mixed_scales(c, &filter)?;
        let found = found_by_database(services, c, &filter)?;
        Ok((found, paths(c, &owners)?))
    })?;
    let state = services.item_index.state();
    let index = &state.index;
    let sight = Sight::new(index, &scope, &places);
    let others = Others::new(index, &filter);
    let admits = |item: &Indexed, version: &IndexedVersion| {
        others.admit(item, version) && sight.sees(item, version)
    };
    let wanted = Wanted {
        conditions: conditions(index, &filter),
        newest_only: filter.updated_since.is_none(),
        only: found.as_deref(),
        admits: &admits,
    };
    Ok(count(index, &wanted))
}

/// What the index does not know: words, statistics, use.
fn found_by_database(
    services: &Services,
    c: &mut AnyConnection,
    filter: &ItemFilter,
) -> Answer<Option<Vec<(String, i32)>>> {
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
    Ok(Some(keys))
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

/// What the actor may see, in the numbers of the index.
struct Sight<'a> {
    /// Number of an owner → subjects that are read there, and subjects whose secure items are.
    of_owner: Vec<Option<(Subjects, Subjects)>>,
    /// Number of an owner → what it shares with organisations of the actor.
    shared: HashMap<u32, Vec<SharedSight>>,
    me: Option<u32>,
    /// By set of values.
    is_secure: Vec<bool>,
    index: &'a FacetIndex,
}

/// Rules of shares of one owner in the numbers of the index.
struct SharedSight {
    /// These items only, where any are named.
    ids: Option<HashSet<String>>,
    /// Values of the index that a version has to have; none fits where the index has no such value.
    values: Option<Vec<u32>>,
    secure: bool,
}

impl SharedSight {
    fn of(index: &FacetIndex, group: SharedGroup) -> Self {
        let subject = group.subject.map(|s| index.value(Facet::Subject, &s));
        let grade = group.grade.map(|g| g.to_string());
        let grade = grade.map(|g| index.value(Facet::Grade, &g));
        Self {
            ids: group.ids.map(|ids| ids.into_iter().collect()),
            values: subject.into_iter().chain(grade).collect(),
            secure: group.secure,
        }
    }

    fn shows(&self, item: &Indexed, set: &[u32], is_secure: bool) -> bool {
        let has = |value: &u32| set.binary_search(value).is_ok();
        (self.secure || !is_secure)
            && self.ids.as_ref().is_none_or(|ids| ids.contains(&item.id))
            && self.values.as_ref().is_some_and(|all| all.iter().all(has))
    }
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

    fn hold(&self, set: &[u32]) -> bool {
        let has = |value: &u32| set.binary_search(value).is_ok();
        self.all || self.these.iter().any(has)
    }
}

impl<'a> Sight<'a> {
    /// `paths`: owners with their places in the tree.
    fn new(index: &'a FacetIndex, scope: &Scope, paths: &[(String, String)]) -> Self {
        let mut of_owner = Vec::new();
        for (owner, path) in paths {
            let Some(number) = index.number_of(owner) else {
                continue;
            };
            let at = number as usize;
            if of_owner.len() <= at {
                of_owner.resize_with(at + 1, || None);
            }
            of_owner[at] = Some((
                Subjects::of(index, &scope.rules, path),
                Subjects::of(index, &scope.secure_rules, path),
            ));
        }
        let mut shared: HashMap<u32, Vec<SharedSight>> = HashMap::new();
        for group in grouped(scope.shared_of(Shareable::Item)) {
            if let Some(owner) = index.number_of(&group.owner_org) {
                let sight = SharedSight::of(index, group);
                shared.entry(owner).or_default().push(sight);
            }
        }
        let secure = index.value(Facet::Access, "secure");
        let is_secure =
            |set: &[u32]| secure.is_some_and(|secure| set.binary_search(&secure).is_ok());
        Self {
            of_owner,
            shared,
            me: index.number_of(&scope.user_id),
            is_secure: index.sets().iter().map(|set| is_secure(set)).collect(),
            index,
        }
    }

    /// The same rule as that of the list: open and restricted versions where the actor reads; secure
    /// ones where it may see them, and its own; and what is shared.
    fn sees(&self, item: &Indexed, version: &IndexedVersion) -> bool {
        let is_secure = self.is_secure[version.set as usize];
        let set = &self.index.sets()[version.set as usize];
        let shared = self.shared.get(&item.owner).into_iter().flatten();
        if shared.into_iter().any(|s| s.shows(item, set, is_secure)) {
            return true;
        }
        let Some(Some((readable, secure))) = self.of_owner.get(item.owner as usize) else {
            return false;
        };
        let is_mine = || Some(item.created_by) == self.me || Some(version.author) == self.me;
        (readable.hold(set) && (!is_secure || is_mine())) || secure.hold(set)
    }
}

/// Conditions that belong to no facet.
struct Others<'a> {
    code: Option<&'a str>,
    since: Option<i64>,
    /// A number of the index, or one that nothing has.
    author: Option<u32>,
    stimulus: Option<u32>,
    family: Option<u32>,
}

impl<'a> Others<'a> {
    fn new(index: &FacetIndex, filter: &'a ItemFilter) -> Self {
        let number = |word: &Option<String>| {
            let word = word.as_deref()?;
            Some(index.number_of(word).unwrap_or(u32::MAX))
        };
        Self {
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
    }
}
