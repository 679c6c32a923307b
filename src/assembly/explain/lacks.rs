//! What the bank lacks, for machines: a later reader turns it into work for authors.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::elastic::Side;
use super::reach::out_of_reach;
use super::{Explainer, tidy};
use crate::assembly::eligible::{Misfit, misfits};
use crate::assembly::program::Program;
use crate::assembly::shortage::{Cell, cells};
use crate::bank::phase::Phase;
use crate::bank::{ItemType, Language, Points, Thinking};
use crate::language::finding::Finding;

/// Something that is asked for and that no choice of items gives, proven by counting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shortage {
    /// The constraint, as in findings (`row:R3`, `thinking_share:HO`); `rows:R1, R2` for rows that are
    /// short only together.
    pub constraint: String,
    /// Which bound is out of reach.
    pub bound: Side,
    /// The bound.
    pub need: f64,
    /// What the fitting items give at best.
    pub have: f64,
    /// What is missing.
    pub missing: f64,
    /// What they would give with the items that are approved, in pilot or in review, where that is
    /// more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_other_phases: Option<f64>,
    /// The row that is short, with what an item for it must be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowLack>,
}

/// A row that has too few items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RowLack {
    /// Row id.
    pub row: String,
    /// Where the row stands in the specification.
    pub pointer: String,
    /// Objectives of which an item carries one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Beginnings of objective codes that do as well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives_prefix: Vec<String>,
    /// Task types; any when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<ItemType>,
    /// Thinking level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinking: Option<Thinking>,
    /// Points of an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_each: Option<Points>,
    /// Languages an item must exist in.
    pub languages: Vec<Language>,
    /// Forms that are to be filled.
    pub forms: usize,
    /// Items that only their phase keeps out, by phase.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub phases: BTreeMap<String, usize>,
    /// Items that one single reason keeps out, by reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub kept_out: BTreeMap<String, usize>,
}

/// Every row that is short.
pub(super) fn rows(explainer: &Explainer<'_>) -> Vec<Shortage> {
    let cells = cells(explainer.context);
    let short = cells.iter().filter_map(|cell| of_cell(explainer, cell));
    short.collect()
}

fn of_cell(explainer: &Explainer<'_>, cell: &Cell<'_>) -> Option<Shortage> {
    let (context, pool) = (explainer.context, explainer.pool);
    let have = cell.have(context, pool, explainer.eligible);
    let need = cell.need_of_all_forms(context);
    let row = cell.row;
    let lack = || RowLack {
        row: row.id.clone(),
        pointer: row.pointer.clone(),
        objectives: row.objectives.clone(),
        objectives_prefix: row.objectives_prefix.clone(),
        types: row.types.clone(),
        thinking: cell.level.or(match row.thinking {
            Some(crate::specification::document::ThinkingRule::All(level)) => Some(level),
            _ => None,
        }),
        points_each: row.points_each,
        languages: context.languages.to_vec(),
        forms: context.forms(),
        phases: BTreeMap::new(),
        kept_out: BTreeMap::new(),
    };
    (have < need).then(|| {
        let lack = near(explainer, cell, lack());
        let soon = ["approved", "pilot", "review"].map(|phase| lack.phases.get(phase));
        let soon: usize = soon.into_iter().flatten().sum();
        Shortage {
            constraint: match cell.level {
                Some(_) => format!("row_thinking:{}", row.id),
                None => format!("row:{}", row.id),
            },
            bound: Side::Min,
            need: need as f64,
            have: have as f64,
            missing: (need - have) as f64,
            with_other_phases: (soon > 0).then_some((have + soon) as f64),
            row: Some(lack),
        }
    })
}

/// Counts the items that one reason keeps out.
fn near(explainer: &Explainer<'_>, cell: &Cell<'_>, mut lack: RowLack) -> RowLack {
    let items = explainer.pool.candidates().iter();
    for item in items.filter(|item| cell.takes(item)) {
        let &[reason] = misfits(explainer.context, cell.row, item).as_slice() else {
            continue;
        };
        *lack.kept_out.entry(reason.as_str().to_owned()).or_default() += 1;
        if reason == Misfit::Phase {
            *lack.phases.entry(item.phase.to_string()).or_default() += 1;
        }
    }
    lack
}

/// Rows that are short only together, as the counting found them.
pub(super) fn competing(findings: &[Finding]) -> Vec<Shortage> {
    let together = findings.iter().filter(|f| f.code == "rows_compete");
    let one = |finding: &Finding| {
        let number = |name: &str| finding.args.get(name)?.as_f64();
        let (need, have) = (number("need")?, number("have")?);
        Some(Shortage {
            constraint: format!("rows:{}", finding.args.get("rows")?.as_str()?),
            bound: Side::Min,
            need,
            have,
            missing: need - have,
            with_other_phases: None,
            row: None,
        })
    };
    together.filter_map(one).collect()
}

/// Points, shares, minutes, objectives … of a form that counting shows to be out of reach; `wider` is
/// the program with the items of other phases.
pub(super) fn attributes(program: &Program, wider: Option<&Program>) -> Vec<Shortage> {
    let still = wider.map(out_of_reach);
    let found = out_of_reach(program).into_iter().map(|short| {
        let missing = (short.need - short.reached).abs();
        // What is no longer out of reach with them is reached.
        let with = still.as_ref().map(|still| {
            let same = still
                .iter()
                .find(|other| other.group == short.group && other.side == short.side);
            same.map_or(short.need, |other| other.reached)
        });
        Shortage {
            constraint: short.group.name(),
            bound: short.side,
            need: tidy(short.need),
            have: tidy(short.reached),
            missing: tidy(missing),
            with_other_phases: with
                .filter(|with| (with - short.reached).abs() > 1e-6)
                .map(tidy),
            row: None,
        }
    });
    found.collect()
}

/// Phases whose items may soon be used.
pub(super) const SOON: [Phase; 3] = [Phase::Approved, Phase::Pilot, Phase::Review];
