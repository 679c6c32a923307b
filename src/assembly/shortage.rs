//! Which rows have too few items, counted before anything is solved. Everything said here is a
//! proof: a row named here cannot be filled whatever else holds.
//!
//! Several forms need more items: with at most `k` common to any two, the j-th form brings at
//! least `need − j·k` items that no earlier one has. Of a clone family a form takes one item,
//! so `f` forms use at most `f` of it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::Thinking;
use crate::bank::phase::Phase;
use crate::language::finding::Finding;
use crate::specification::component::ResolvedRow;
use crate::specification::document::ThinkingRule;
use crate::specification::school_term::SchoolTerm;

use super::candidate::Candidate;
use super::eligible::{Context, Eligible, Misfit, misfits};
use super::flow::{Demand, Supply, deficient};
use super::halves::Half;
use super::pool::Pool;

/// Every short row (`row_short`), else the rows that compete (`rows_compete`).
pub fn shortages(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Vec<Finding> {
    let cells = cells(context);
    let short = |cell: &Cell<'_>| row_short(context, pool, eligible, cell);
    let findings: Vec<Finding> = cells.iter().filter_map(short).collect();
    if findings.is_empty() {
        compete(context, pool, eligible, &cells)
            .into_iter()
            .collect()
    } else {
        findings
    }
}

/// What a row needs and what the bank has for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowCoverage {
    /// Row id.
    pub row: String,
    /// Thinking level, where the row asks for so many items of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<Thinking>,
    /// Fewest different items that all forms need together.
    pub need: usize,
    /// Items that fit; of a clone family no more than there are forms.
    pub have: usize,
    /// Items that only wait for their review.
    pub in_review: usize,
    /// Items that only their phase keeps out, those in review among them.
    pub in_other_phases: usize,
    /// Items that only a missing language keeps out.
    pub in_other_languages: usize,
}

/// Every row, or row and thinking level, in the order of the blueprint.
pub fn coverage(context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> Vec<RowCoverage> {
    let one = |cell: &Cell<'_>| {
        let near = Near::of(context, pool, cell);
        RowCoverage {
            row: cell.row.id.clone(),
            thinking: cell.level,
            need: cell.need_of_all_forms(context),
            have: cell.have(context, pool, eligible),
            in_review: near.in_review,
            in_other_phases: near.in_other_phases,
            in_other_languages: near.in_other_languages,
        }
    };
    cells(context).iter().map(one).collect()
}

/// A row, or a row's items of one thinking level.
pub(super) struct Cell<'a> {
    pub(super) index: usize,
    pub(super) row: &'a ResolvedRow,
    pub(super) level: Option<Thinking>,
    need: usize,
}

pub(super) fn cells<'a>(context: &Context<'a>) -> Vec<Cell<'a>> {
    let mut cells = Vec::new();
    for (index, row) in context.component.rows.iter().enumerate() {
        match &row.thinking {
            Some(ThinkingRule::Counts(counts)) => {
                cells.extend(counts.iter().map(|(level, count)| Cell {
                    index,
                    row,
                    level: Some(*level),
                    need: *count as usize,
                }))
            }
            _ => cells.push(Cell {
                index,
                row,
                level: None,
                need: row.items as usize,
            }),
        }
    }
    cells
}

impl Cell<'_> {
    pub(super) fn takes(&self, item: &Candidate) -> bool {
        self.level.is_none_or(|level| item.thinking == Some(level))
    }

    /// Different items that all forms together could use.
    pub(super) fn have(&self, context: &Context<'_>, pool: &Pool, eligible: &Eligible) -> usize {
        let items = eligible.by_row[self.index]
            .iter()
            .map(|&index| &pool.candidates()[index]);
        let forms = context.halves(context.half_of(self.index));
        let usable = usable(context, forms, items.filter(|item| self.takes(item)));
        let enemies = self.all_enemies(context, pool, eligible);
        enemies.map_or(usable, |(_, groups)| usable.min(groups * forms))
    }

    /// Where every item that fits is of an enemy group: how many they are, and of how many groups, each
    /// counted by its first one. No form has more of them than groups.
    fn all_enemies(
        &self,
        context: &Context<'_>,
        pool: &Pool,
        eligible: &Eligible,
    ) -> Option<(usize, usize)> {
        if !context.component.constraints.exclude_enemies {
            return None;
        }
        let items = eligible.by_row[self.index]
            .iter()
            .map(|&index| &pool.candidates()[index]);
        let items: Vec<&Candidate> = items.filter(|item| self.takes(item)).collect();
        let first = items.iter().map(|item| item.enemies.first());
        let groups: BTreeSet<&String> = first.collect::<Option<_>>()?;
        let codes: BTreeSet<&str> = items.iter().map(|item| item.code.as_str()).collect();
        (!items.is_empty()).then_some((codes.len(), groups.len()))
    }

    pub(super) fn need_of_all_forms(&self, context: &Context<'_>) -> usize {
        need_of_all_forms(context, self.index, self.need)
    }
}

/// Fewest different items that all forms need together for a row (by index) with `items` in each.
pub(super) fn need_of_all_forms(context: &Context<'_>, row: usize, items: usize) -> usize {
    let half = context.half_of(row);
    let overlap = match half {
        Half::Scored => context.overlap_max(),
        Half::Pilot => 0,
    };
    // Anchors stand in every form, so nothing is known of how many items forms need together.
    let anchored = half == Half::Scored && context.component.anchors.is_some();
    let forms = if anchored { 1 } else { context.halves(half) };
    (0..forms)
        .map(|form| items.saturating_sub(form.saturating_mul(overlap)))
        .sum()
}

fn row_short(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    cell: &Cell<'_>,
) -> Option<Finding> {
    let have = cell.have(context, pool, eligible);
    let need = cell.need_of_all_forms(context);
    if have >= need {
        return None;
    }
    let row = cell.row;
    let near = Near::of(context, pool, cell);
    let levels = match (&row.thinking, cell.level) {
        (_, Some(level)) => level.to_string(),
        (Some(ThinkingRule::All(level)), None) => level.to_string(),
        _ => String::new(),
    };
    let told = [
        (
            "objectives",
            listed(row.objectives.iter().chain(&row.objectives_prefix)),
        ),
        ("types", listed(row.types.iter())),
        ("thinking", levels),
        ("kept_out", near.kept_out),
        ("used_in", near.used_in),
    ];
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    let finding = Finding::error("row_short", row.pointer.as_str())
        .with("row", row.id.as_str())
        .with("need", need)
        .with("have", have)
        .with("forms", context.forms())
        .with("languages", listed(context.languages.iter()))
        .with("in_review", near.in_review)
        .with("in_other_phases", near.in_other_phases)
        .with("in_other_languages", near.in_other_languages)
        .with("nearest", near.reason)
        .with("nearest_count", near.count);
    let finding = told.fold(finding, |finding, (name, text)| finding.with(name, text));
    let enemies = cell.all_enemies(context, pool, eligible);
    Some(match enemies.filter(|(items, _)| *items > have) {
        Some((items, _)) => finding.with("enemies", items),
        None => finding,
    })
}

/// Different items; of a family no more than there are forms.
fn usable<'a>(
    context: &Context<'_>,
    forms: usize,
    items: impl Iterator<Item = &'a Candidate>,
) -> usize {
    let mut families: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    // Candidates come in the order of codes: versions of one item stand together.
    let (mut single, mut last) = (0, None);
    for item in items {
        match item
            .family
            .as_deref()
            .filter(|_| context.component.constraints.one_per_family)
        {
            Some(family) => drop(families.entry(family).or_default().insert(&item.code)),
            None if last == Some(&item.code) => {}
            None => {
                single += 1;
                last = Some(&item.code);
            }
        }
    }
    single
        + families
            .values()
            .map(|codes| codes.len().min(forms))
            .sum::<usize>()
}

/// Items that one single reason keeps out.
struct Near {
    in_review: usize,
    in_other_phases: usize,
    in_other_languages: usize,
    reason: &'static str,
    count: usize,
    /// Every single reason with its number of items.
    kept_out: String,
    /// Terms in which those were used that only past use keeps out.
    used_in: String,
}

impl Near {
    fn of(context: &Context<'_>, pool: &Pool, cell: &Cell<'_>) -> Self {
        let mut reasons: BTreeMap<Misfit, usize> = BTreeMap::new();
        let mut in_review = 0;
        let mut used_in: BTreeSet<SchoolTerm> = BTreeSet::new();
        for item in pool.candidates().iter().filter(|item| cell.takes(item)) {
            let &[reason] = misfits(context, cell.row, item).as_slice() else {
                continue;
            };
            *reasons.entry(reason).or_default() += 1;
            if reason == Misfit::Used {
                used_in.extend(context.terms_against(item));
            }
            in_review += usize::from(reason == Misfit::Phase && item.phase == Phase::Review);
        }
        let of = |reason| reasons.get(&reason).copied().unwrap_or(0);
        // Of equally frequent reasons the first in the order of the rules is named.
        let most = reasons.iter().rev().max_by_key(|(_, count)| **count);
        let kept_out = reasons
            .iter()
            .map(|(reason, count)| format!("{} {count}", reason.as_str()));
        Self {
            in_review,
            in_other_phases: of(Misfit::Phase),
            in_other_languages: of(Misfit::Languages),
            reason: most.map_or("", |(reason, _)| reason.as_str()),
            count: most.map_or(0, |(_, count)| *count),
            kept_out: listed(kept_out),
            used_in: listed(used_in.iter()),
        }
    }
}

/// With overlap the forms are looked at one by one: a weaker statement, still a proof.
fn compete(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    cells: &[Cell<'_>],
) -> Option<Finding> {
    let forms = if context.overlap_max() == 0 {
        context.forms()
    } else {
        1
    };
    let need = |cell: &Cell<'_>| match context.half_of(cell.index) {
        Half::Scored if context.overlap_max() > 0 || context.component.anchors.is_some() => {
            cell.need
        }
        half => cell.need * context.halves(half),
    };
    let demands: Vec<Demand> = cells
        .iter()
        .map(|cell| Demand { need: need(cell) })
        .collect();
    let supplies = supplies(pool, eligible, cells);
    let group = deficient(&demands, &supplies)?;
    let need: usize = group.iter().map(|&cell| demands[cell].need).sum();
    let touches = |supply: &&Supply| supply.fits.iter().any(|cell| group.contains(cell));
    let have: usize = supplies
        .iter()
        .filter(touches)
        .map(|supply| supply.have)
        .sum();
    let mut rows: Vec<&str> = group
        .iter()
        .map(|&cell| cells[cell].row.id.as_str())
        .collect();
    rows.dedup();
    let pointer = cells[group[0]].row.pointer.as_str();
    let finding = Finding::error("rows_compete", pointer).with("rows", listed(rows.iter()));
    Some(
        finding
            .with("need", need)
            .with("have", have)
            .with("forms", forms),
    )
}

/// Items by the set of cells they fit.
fn supplies(pool: &Pool, eligible: &Eligible, cells: &[Cell<'_>]) -> Vec<Supply> {
    let items = pool.item_numbers();
    let mut cells_of: Vec<Vec<usize>> = vec![Vec::new(); items.last().map_or(0, |last| last + 1)];
    for (index, cell) in cells.iter().enumerate() {
        let fitting = eligible.by_row[cell.index].iter();
        for &candidate in fitting.filter(|index| cell.takes(&pool.candidates()[**index])) {
            let fits = &mut cells_of[items[candidate]];
            if fits.last() != Some(&index) {
                fits.push(index);
            }
        }
    }
    let mut classes: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for fits in cells_of.into_iter().filter(|fits| !fits.is_empty()) {
        *classes.entry(fits).or_default() += 1;
    }
    let supply = |(fits, have)| Supply { fits, have };
    classes.into_iter().map(supply).collect()
}

/// Values in a row, for a sentence.
pub(super) fn listed<T: ToString>(values: impl Iterator<Item = T>) -> String {
    values
        .map(|value| value.to_string())
        .collect::<Vec<_>>()
        .join(", ")
}
