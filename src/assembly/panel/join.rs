//! The programs of the modules become one. Rows of the specification keep their places, every rule its
//! name with the module's id before it; items, enemies and rules of routes get rows of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::assembly::candidate::Candidate;
use crate::assembly::compile::{Chosen, Scope, compile};
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::pool::Pool;
use crate::assembly::program::{Group, Program, RowId, Stage, VariableId};
use crate::specification::document::{PanelRoute, PanelRule, RouteCount, RouteRule};

use super::routes::{counts, weight};

/// Modules in which something stands, and its terms.
type Apart<'a> = (BTreeSet<&'a str>, Vec<(usize, f64)>);

/// A module.
pub(super) struct Part<'a> {
    pub id: &'a str,
    pub context: Context<'a>,
    pub pool: &'a Pool,
    pub eligible: &'a Eligible,
}

/// One program of all modules.
pub(super) struct Joined {
    pub program: Program,
    /// Objectives of each module's list.
    pub stages: Vec<Vec<Stage>>,
    /// Number of rows of the specification before each module's own.
    rows_before: Vec<usize>,
}

impl Joined {
    /// The choices module by module.
    pub(super) fn apart(&self, chosen: &Chosen) -> Vec<Chosen> {
        let mut parts = vec![Chosen::new(); self.rows_before.len()];
        for &(row, candidate) in chosen {
            let after = self.rows_before.partition_point(|before| *before <= row);
            if let Some(part) = after.checked_sub(1) {
                parts[part].push((row - self.rows_before[part], candidate));
            }
        }
        parts
    }
}

pub(super) fn join(parts: &[Part<'_>], panel: &PanelRule, routes: &[PanelRoute]) -> Joined {
    let mut joining = Joining {
        parts,
        program: Program::default(),
        stages: Vec::new(),
        rows_before: Vec::new(),
        choices: Vec::new(),
    };
    let mut rows = 0;
    for (number, part) in parts.iter().enumerate() {
        joining.rows_before.push(rows);
        joining.module(number, rows);
        rows += part.context.component.rows.len();
    }
    match panel.items_shared_between_routes {
        true => routes.iter().for_each(|route| {
            let modules = joining.modules_of(route);
            joining.different_items(&modules);
        }),
        false => joining.different_items(&(0..parts.len()).collect::<Vec<_>>()),
    }
    for route in routes {
        let modules = joining.modules_of(route);
        joining.exclusive(route, &modules);
        for rule in panel
            .route_rules
            .iter()
            .filter(|rule| rule.is_for(&route.id))
        {
            joining.rule(route, rule, &modules);
        }
    }
    Joined {
        program: joining.program,
        stages: joining.stages,
        rows_before: joining.rows_before,
    }
}

struct Joining<'a> {
    parts: &'a [Part<'a>],
    program: Program,
    stages: Vec<Vec<Stage>>,
    rows_before: Vec<usize>,
    /// Module → (variable, row of the module, candidate).
    choices: Vec<Vec<(usize, usize, usize)>>,
}

impl<'a> Joining<'a> {
    fn module(&mut self, number: usize, rows_before: usize) {
        let part = &self.parts[number];
        let scope = Scope {
            first_form: number,
            forms: 1,
            earlier: &[],
        };
        let own = compile(&part.context, part.pool, part.eligible, scope);
        let before = self.program.variables.len();
        let mut choices = Vec::new();
        for mut variable in own.variables {
            variable.id = match variable.id {
                VariableId::Choose { candidate, row, .. } => {
                    choices.push((self.program.variables.len(), row, candidate));
                    VariableId::Choose {
                        candidate,
                        row: rows_before + row,
                        form: 0,
                    }
                }
                VariableId::Stimulus {
                    stimulus, scope, ..
                } => VariableId::Stimulus {
                    stimulus,
                    scope,
                    form: number,
                },
                VariableId::OftenKey { position, .. } => VariableId::OftenKey {
                    position,
                    form: number,
                },
                VariableId::Deviation { .. } => VariableId::Deviation { form: number },
                VariableId::Aim {
                    objective, part, ..
                } => VariableId::Aim {
                    objective,
                    part,
                    form: number,
                },
                other => other,
            };
            self.program.variable(variable);
        }
        let shifted = |terms: Vec<(usize, f64)>| {
            let terms = terms.into_iter();
            terms.map(|(variable, factor)| (before + variable, factor))
        };
        for row in own.rows {
            let terms = shifted(row.terms).collect();
            self.program
                .row(named(row.id, part.id), row.lower, row.upper, terms);
        }
        let stages = own.stages.into_iter().map(|stage| Stage {
            terms: shifted(stage.terms).collect(),
            ..stage
        });
        self.stages.push(stages.collect());
        self.program.absolute_gap += own.absolute_gap;
        self.program.scale += own.scale;
        self.choices.push(choices);
    }

    fn modules_of(&self, route: &PanelRoute) -> Vec<usize> {
        let number = |id: &String| self.parts.iter().position(|part| part.id == id);
        route.modules.iter().filter_map(number).collect()
    }

    /// Choices of some modules.
    fn choices_of(
        &self,
        modules: &[usize],
    ) -> impl Iterator<Item = (usize, &'a Part<'a>, usize, &'a Candidate)> {
        let parts = self.parts;
        let each = modules.iter().flat_map(move |&module| {
            let choices = self.choices[module].iter();
            choices.map(move |&(variable, row, candidate)| {
                let part = &parts[module];
                (variable, part, row, &part.pool.candidates()[candidate])
            })
        });
        each.collect::<Vec<_>>().into_iter()
    }

    /// An item stands in at most one of these modules.
    fn different_items(&mut self, modules: &[usize]) {
        let mut by_code: BTreeMap<&str, Apart<'_>> = BTreeMap::new();
        for (variable, part, _, item) in self.choices_of(modules) {
            let (parts, terms) = by_code.entry(&item.code).or_default();
            parts.insert(part.id);
            terms.push((variable, 1.0));
        }
        for (parts, terms) in by_code.into_values() {
            if parts.len() > 1 {
                let id = RowId::Rule(Group::PanelItems);
                self.program.row(id, f64::NEG_INFINITY, 1.0, terms);
            }
        }
    }

    /// Enemies and members of a family do not meet on a route, where they may not meet in a form.
    fn exclusive(&mut self, route: &PanelRoute, modules: &[usize]) {
        let mut groups: BTreeMap<(&str, &str), Apart<'_>> = BTreeMap::new();
        for (variable, part, _, item) in self.choices_of(modules) {
            let constraints = &part.context.component.constraints;
            let enemies = item.enemies.iter().filter(|_| constraints.exclude_enemies);
            let family = item.family.iter().filter(|_| constraints.one_per_family);
            let enemies = enemies.map(|group| ("enemies", group));
            for (kind, group) in enemies.chain(family.map(|group| ("family", group))) {
                let (parts, terms) = groups.entry((kind, group)).or_default();
                parts.insert(part.id);
                terms.push((variable, 1.0));
            }
        }
        for ((kind, group), (parts, terms)) in groups {
            if parts.len() > 1 {
                let name = format!("{}/{kind}:{group}", route.id);
                let id = RowId::Rule(Group::Route(name));
                self.program.row(id, f64::NEG_INFINITY, 1.0, terms);
            }
        }
    }

    fn rule(&mut self, route: &PanelRoute, rule: &RouteRule, modules: &[usize]) {
        let term = |(variable, part, row, item): (usize, &Part<'_>, usize, &Candidate)| {
            let row = &part.context.component.rows[row];
            let counted = counts(rule, item) && (!row.unscored || !of_scored(rule.count));
            let weight = weight(rule, &part.context, item)?;
            (counted && weight != 0.0).then_some((variable, weight))
        };
        let terms: Vec<(usize, f64)> = self.choices_of(modules).filter_map(term).collect();
        let low = rule.min.unwrap_or(f64::NEG_INFINITY);
        let high = rule.max.unwrap_or(f64::INFINITY);
        let name = format!("{}/{}", route.id, rule.id);
        self.program
            .row(RowId::Rule(Group::Route(name)), low, high, terms);
    }
}

/// Points and information are of the items that count.
pub(super) fn of_scored(count: RouteCount) -> bool {
    matches!(count, RouteCount::Points | RouteCount::Information)
}

/// A rule's name with the module's before it. Places stay places.
fn named(id: RowId, module: &str) -> RowId {
    let RowId::Rule(group) = id else {
        return RowId::Definition;
    };
    RowId::Rule(match group {
        Group::Row(row) => Group::Row(format!("{module}/{row}")),
        Group::RowThinking(row) => Group::RowThinking(format!("{module}/{row}")),
        other => Group::Module(format!("{module}/{}", other.name())),
    })
}
