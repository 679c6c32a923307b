//! Items that are given: they stand in the form already, in a row that is named or in any that takes
//! them, at a position that is named or at any, and the rest is assembled around them. What a half-built
//! form has, and what a candidate has met of an adaptive test.
//!
//! Sections follow each other and have their number of items, so a position says which section an item
//! stands in; which place of the section it is, is kept when the form is laid out.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::achieved::Achieved;
use super::candidate::Candidate;
use super::eligible::{Context, Eligible, misfits};
use super::pool::Pool;
use super::request::Request;
use super::shortage::listed;
use crate::language::finding::Finding;
use crate::specification::component::{Component, ResolvedRow};

/// An item that stands in the form already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenItem {
    /// Code of the item.
    pub item: String,
    /// Its version; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
    /// Id of the row it stands in; any that takes it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// Its position in the form, from 1; any when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub position: Option<u32>,
}

impl GivenItem {
    /// True for the item in this version.
    pub(super) fn is(&self, item: &Candidate) -> bool {
        self.item == item.code && self.version.is_none_or(|version| version == item.version)
    }

    /// True when it may stand in a row.
    pub(super) fn takes(&self, component: &Component, row: &ResolvedRow) -> bool {
        let named = self.row.as_deref().is_none_or(|own| own == row.id);
        named
            && self
                .position
                .is_none_or(|place| section_has(component, row, place))
    }
}

/// True when a position is one of those of the row's section.
fn section_has(component: &Component, row: &ResolvedRow, position: u32) -> bool {
    let number = |row: &ResolvedRow| component.section_index(&row.section);
    let items = |before: &dyn Fn(Option<usize>) -> bool| -> u32 {
        let rows = component.rows.iter().filter(|other| before(number(other)));
        rows.map(|other| other.items).sum()
    };
    let own = number(row);
    let first = items(&|other| other < own);
    (first + 1..=first + items(&|other| other == own)).contains(&position)
}

/// What is wrong with the list itself.
pub(super) fn given_findings(request: &Request, component: &Component) -> Vec<Finding> {
    let given = &request.options.given_items;
    let mut findings = Vec::new();
    let (mut codes, mut places) = (BTreeSet::new(), BTreeSet::new());
    let named = |id: &String| component.rows.iter().find(|row| row.id == *id);
    let last: u32 = component.rows.iter().map(|row| row.items).sum();
    for (index, item) in given.iter().enumerate() {
        let at = format!("/options/given_items/{index}");
        let about = |code, pointer: &str| {
            Finding::error(code, format!("{at}{pointer}")).with("item", item.item.as_str())
        };
        if !codes.insert(&item.item) {
            findings.push(about("given_item_twice", ""));
        }
        let row = item.row.as_ref().and_then(named);
        if let Some(name) = item.row.as_ref().filter(|_| row.is_none()) {
            findings.push(about("given_row_unknown", "/row").with("row", name.as_str()));
        }
        if let Some(place) = item.position {
            let about = |code| about(code, "/position").with("position", place);
            if !(1..=last).contains(&place) {
                findings.push(about("given_position_out_of_range").with("last", last));
            } else if !places.insert(place) {
                findings.push(about("given_position_twice"));
            } else if let Some(row) = row.filter(|row| !section_has(component, row, place)) {
                let finding = about("given_position_outside_section");
                let finding = finding.with("row", row.id.as_str());
                findings.push(finding.with("section", row.section.as_str()));
            }
        }
        if request.options.blocked.contains(&item.item) {
            findings.push(about("item_given_and_blocked", "/item"));
        }
    }
    let forms = request.options.forms;
    let forms = forms.unwrap_or(component.constraints.parallel_forms);
    if !given.is_empty() && forms > 1 {
        let finding = Finding::error("given_items_are_of_one_form", "/options/given_items");
        findings.push(finding.with("forms", forms));
    }
    findings
}

/// Given items that cannot stand in the form whatever else does: each that fits nowhere, those that
/// exclude each other, and rows that are given more than they hold.
pub(super) fn impossible_given(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
) -> Vec<Finding> {
    let given = context.options.given_items.iter().enumerate();
    let places: Vec<Vec<usize>> = given
        .clone()
        .map(|(_, item)| rows_for(context, pool, eligible, item))
        .collect();
    let nowhere = given.filter(|(index, _)| places[*index].is_empty());
    let mut findings: Vec<Finding> = nowhere
        .map(|(index, item)| misfit(context, pool, index, item))
        .collect();
    findings.extend(exclusive(context, pool));
    findings.extend(overfull(context, &places));
    findings
}

/// Rows that take a given item.
fn rows_for(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    given: &GivenItem,
) -> Vec<usize> {
    let rows = context
        .component
        .rows
        .iter()
        .zip(&eligible.by_row)
        .enumerate();
    let fitting = rows.filter(|(_, (row, candidates))| {
        let is = |candidate: &&usize| given.is(&pool.candidates()[**candidate]);
        given.takes(context.component, row) && candidates.iter().any(|candidate| is(&candidate))
    });
    fitting.map(|(index, _)| index).collect()
}

/// The rules that keep an item out of its row, or out of its nearest one.
fn misfit(context: &Context<'_>, pool: &Pool, index: usize, given: &GivenItem) -> Finding {
    let pointer = format!("/options/given_items/{index}");
    let rows = || {
        context
            .component
            .rows
            .iter()
            .filter(|row| given.takes(context.component, row))
    };
    let versions = pool.candidates().iter().filter(|item| given.is(item));
    let tries = versions.flat_map(|item| rows().map(move |row| (row, misfits(context, row, item))));
    match tries.min_by_key(|(_, reasons)| reasons.len()) {
        None => Finding::error("given_item_unknown", pointer)
            .with("item", given.item.as_str())
            .with(
                "version",
                given.version.map_or("–".to_owned(), |v| v.to_string()),
            ),
        Some((row, reasons)) => Finding::error("given_item_fits_no_row", pointer)
            .with("item", given.item.as_str())
            .with("row", row.id.as_str())
            .with(
                "reasons",
                listed(reasons.iter().map(|reason| reason.as_str())),
            ),
    }
}

/// Given items of which a form may hold one.
fn exclusive(context: &Context<'_>, pool: &Pool) -> Vec<Finding> {
    let constraints = &context.component.constraints;
    let mut groups: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for given in &context.options.given_items {
        for item in pool.candidates().iter().filter(|item| given.is(item)) {
            let enemies = item.enemies.iter().filter(|_| constraints.exclude_enemies);
            let family = item.family.iter().filter(|_| constraints.one_per_family);
            let named = enemies.map(|group| ("enemies", group));
            for (kind, group) in named.chain(family.map(|group| ("family", group))) {
                groups.entry((kind, group)).or_default().insert(&item.code);
            }
        }
    }
    let several = groups.into_iter().filter(|(_, items)| items.len() > 1);
    several
        .map(|((kind, group), items)| {
            Finding::error("given_items_exclude_each_other", "/options/given_items")
                .with("items", listed(items.iter()))
                .with("kind", kind)
                .with("group", group)
        })
        .collect()
}

/// Rows for which more items are given than they hold.
fn overfull(context: &Context<'_>, places: &[Vec<usize>]) -> Vec<Finding> {
    let rows = context.component.rows.iter().enumerate();
    let only = |row: usize| move |places: &&Vec<usize>| places.as_slice() == [row];
    rows.filter_map(|(index, row)| {
        let have = places.iter().filter(only(index)).count();
        let finding = Finding::error("given_items_overfill_row", "/options/given_items");
        let finding = finding.with("row", row.id.as_str()).with("need", row.items);
        (have > row.items as usize).then(|| finding.with("have", have))
    })
    .collect()
}

/// Recounts that every given item stands where it was given.
pub(super) fn verify_given(
    context: &Context<'_>,
    pool: &Pool,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    let rows = &context.component.rows;
    let stands = |given: &GivenItem| {
        let there = |&&(row, item): &&(usize, usize)| {
            let row = rows.get(row);
            let row = row.is_some_and(|row| given.takes(context.component, row));
            row && pool
                .candidates()
                .get(item)
                .is_some_and(|item| given.is(item))
        };
        chosen.iter().filter(there).count()
    };
    let one =
        |given: &GivenItem| Achieved::count("given", &given.item, Some(1), Some(1), stands(given));
    context.options.given_items.iter().map(one).collect()
}
