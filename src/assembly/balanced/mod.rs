//! Several forms under a list of objectives, balanced: of each objective the worst form is made as good
//! as can be, then no form falls below it by more than its loss, and the next objective follows.
//!
//! * Few columns: one program of all forms, in which a variable is no better than any form.
//! * Else by exchanging items ([`super::parallel`]), objective by objective. All forms together use an
//!   item no more often than it may be used, so their mean is a point of the relaxation of one form in
//!   which an item is worth a share of its uses: no worst form is better than that. This is the goal
//!   that every form is brought near to, and the bound that is told.
//!
//! Draws are each form's own. What neither way masters comes one form after another, with a remark.

mod jointly;
pub(super) mod kept;

use super::compile::{Chosen, Scope, compile};
use super::eligible::{Context, Eligible};
use super::exchange::shared::Sharing;
use super::near_target::{all_hold, sharing};
use super::parallel::{Asked, FoundForm, Known, search_forms};
use super::pool::Pool;
use super::program::{Program, Stage, VariableId};
use super::request::Limits;
use super::sequence::{Method, SolveReport, SolveStatus, Solved};
use super::shortage::listed;
use super::solver::Solver;
use super::stages::StageReport;
use crate::language::finding::Finding;
use crate::specification::document::{Objective, ObjectiveKind};

/// Up to so many columns all forms stand in one program.
const SMALL: usize = 120;

/// The forms; `None` where one form or no list is asked for, where forms share halves or must have items
/// in common, and where neither way masters the rules and the objectives.
pub(super) fn balanced(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    solver: &dyn Solver,
    limits: &Limits,
) -> Option<Solved> {
    let forms = context.forms();
    let shared = context.component.pilot.is_some()
        || context.overlap_min() > 0
        || context.rules.has_together();
    if forms < 2 || context.objectives().is_empty() || shared {
        return None;
    }
    let of = |first_form, forms| {
        let scope = Scope {
            first_form,
            forms,
            earlier: &[],
        };
        compile(context, pool, eligible, scope)
    };
    let programs: Vec<Program> = (0..forms).map(|form| of(form, 1)).collect();
    let columns: usize = programs.iter().map(|program| program.variables.len()).sum();
    if columns <= SMALL
        && let Some(solved) = jointly::jointly(of(0, forms), forms, solver, limits)
    {
        return Some(solved);
    }
    let sharing = sharing(context, pool);
    let run = Run {
        programs: &programs,
        sharing: &sharing,
        seed: context.options.seed,
        solver,
        limits,
    };
    let (chosen, reports) = run.stage_by_stage()?;
    all_hold(context, pool, &chosen).then_some(Solved {
        forms: chosen,
        method: Method::ByExchange,
        reports,
        reproducible: true,
    })
}

/// What is to be known of several forms that came one after another under a list: the later ones got
/// what the earlier ones left.
pub(super) fn remark(context: &Context<'_>, method: Method) -> Option<Finding> {
    let tests = (0..context.forms()).filter(|form| {
        let half = super::halves::Half::Scored;
        context.first_with(half, *form) == *form
    });
    let objectives = context.objectives().iter();
    let objectives = objectives.filter(|objective| objective.kind != ObjectiveKind::Random);
    let names: Vec<&str> = objectives.map(Objective::name).collect();
    let apart = method == Method::OneAfterAnother && tests.count() > 1 && !names.is_empty();
    apart.then(|| {
        let at = "/document/constraints/objectives";
        Finding::warning("objectives_one_after_another", at)
            .with("objectives", listed(names.iter()))
    })
}

struct Run<'a> {
    programs: &'a [Program],
    sharing: &'a Sharing,
    seed: u64,
    solver: &'a dyn Solver,
    limits: &'a Limits,
}

impl Run<'_> {
    fn stage_by_stage(&self) -> Option<(Vec<Chosen>, Vec<SolveReport>)> {
        let forms = self.programs.len();
        let mut rows = vec![Vec::new(); forms];
        let mut reports: Vec<Vec<StageReport>> = vec![Vec::new(); forms];
        let mut before: Option<Vec<Chosen>> = None;
        for number in 0..self.programs.first()?.stages.len() {
            let programs: Vec<Program> = (0..forms)
                .map(|form| kept::asked(&self.programs[form], number, &rows[form]))
                .collect();
            let drawn = self.programs[0].stages[number].proof > 0.0;
            let bounds = if drawn {
                vec![f64::NEG_INFINITY; forms]
            } else {
                self.bounds(&programs)?
            };
            let found = self.found(&programs, number, &bounds, before.as_deref())?;
            for (form, found) in found.iter().enumerate() {
                let stage = &self.programs[form].stages[number];
                reports[form].push(report(stage, found, self.limits));
            }
            let worst = found.iter().map(|form| form.objective);
            let worst = worst.fold(f64::NEG_INFINITY, f64::max);
            let chosen: Vec<Chosen> = found.iter().map(|form| form.chosen.clone()).collect();
            for (form, found) in found.iter().enumerate() {
                let level = if drawn { found.objective } else { worst };
                let program = &self.programs[form];
                let stage = &program.stages[number];
                let level = (level, kept::loss(stage, level));
                rows[form].extend(kept::kept(program, stage, level, &found.chosen));
            }
            before = Some(chosen);
        }
        let all = reports.into_iter().enumerate();
        let reports = all.map(|(form, stages)| self.report(form, stages));
        Some((before?, reports.collect()))
    }

    fn found(
        &self,
        programs: &[Program],
        number: usize,
        bounds: &[f64],
        before: Option<&[Chosen]>,
    ) -> Option<Vec<FoundForm>> {
        let goals = bounds.iter().enumerate().map(|(form, bound)| {
            let stage = &self.programs[form].stages[number];
            bound + near_enough(stage, *bound, self.limits)
        });
        let known = Known {
            bounds: bounds.to_vec(),
            goals: goals.collect(),
            before,
        };
        let asked = Asked {
            programs,
            sharing: self.sharing,
            near_enough: 0.0,
            seed: self.seed.wrapping_add(number as u64),
            known: Some(&known),
        };
        search_forms(&asked, self.solver, self.limits)
    }

    /// No worst form is better than its bound. Forms that are asked for the same are bounded together,
    /// others each for itself.
    fn bounds(&self, programs: &[Program]) -> Option<Vec<f64>> {
        let first = programs.first()?;
        let alike = programs[1..].iter().all(|program| {
            let mut pairs = program.variables.iter().zip(&first.variables);
            program.rows == first.rows && pairs.all(|(a, b)| a.cost == b.cost)
        });
        if alike {
            let bound = self.bound(first, programs.len())?;
            return Some(vec![bound; programs.len()]);
        }
        let each = programs.iter().map(|program| self.bound(program, 1));
        each.collect()
    }

    /// The relaxation of one form in which an item is worth a share of the uses it may have in so many
    /// forms.
    fn bound(&self, program: &Program, forms: usize) -> Option<f64> {
        let mut shared = program.clone();
        for variable in &mut shared.variables {
            if let VariableId::Choose { candidate, .. } = variable.id {
                let item = self.sharing.item_of[candidate];
                let alone = self.sharing.most_common == 0 && !self.sharing.anchor[item];
                let uses = if alone { 1 } else { forms };
                let left = self.sharing.uses[item].map_or(uses, |left| uses.min(left as usize));
                let share = left as f64 / forms as f64;
                variable.upper = variable.upper.min(share).max(variable.lower);
            }
        }
        let relaxed = self.solver.relax(&shared, self.limits).ok()?;
        Some(relaxed.objective)
    }

    fn report(&self, form: usize, stages: Vec<StageReport>) -> SolveReport {
        let program = &self.programs[form];
        let report = SolveReport {
            forms: vec![form],
            status: SolveStatus::Optimal,
            objective: 0.0,
            bound: 0.0,
            gap: 0.0,
            nodes: 0,
            columns: program.variables.len(),
            rows: program.rows.len(),
            stages: Vec::new(),
        };
        report.of_stages(stages)
    }
}

/// A distance from the bound that is good enough.
fn near_enough(stage: &Stage, bound: f64, limits: &Limits) -> f64 {
    if bound.is_finite() {
        (limits.gap * bound.abs().max(stage.yardstick)).max(1e-7)
    } else {
        0.0
    }
}

fn report(stage: &Stage, found: &FoundForm, limits: &Limits) -> StageReport {
    let value = stage.sign() * found.objective;
    let known = found.bound.is_finite();
    // A form may be better than the bound of the worst one.
    let apart = (found.objective - found.bound).max(0.0);
    let compared = Some(stage.yardstick).filter(|yardstick| *yardstick > 0.0);
    StageReport {
        objective: stage.name.clone(),
        status: match apart {
            none if known && none <= 1e-6 * value.abs().max(1.0) => SolveStatus::Optimal,
            near if known && near <= near_enough(stage, found.bound, limits) => {
                SolveStatus::WithinGap
            }
            _ => SolveStatus::Limit,
        },
        value: Some(value),
        bound: known.then(|| stage.sign() * found.bound.min(found.objective)),
        gap: known.then(|| match apart > 0.0 {
            true => apart / value.abs().max(stage.yardstick).max(f64::MIN_POSITIVE),
            false => 0.0,
        }),
        percent_of_target: compared.map(|target| 100.0 * value / target),
        nodes: 0,
        drawn: stage.proof > 0.0,
    }
}
