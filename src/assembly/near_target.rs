//! Several forms of a component with a target: [`super::parallel`] for its rows, items and rules.

use std::collections::BTreeMap;

use super::compile::{Chosen, Scope, compile};
use super::eligible::{Context, Eligible};
use super::exchange::shared::Sharing;
use super::objective;
use super::parallel::{Asked, FoundForm, search_forms};
use super::pool::Pool;
use super::program::Program;
use super::progress::{News, Stage};
use super::request::Limits;
use super::sequence::{Method, SolveReport, SolveStatus, Solved};
use super::solver::Solver;
use super::verify::{verify_numbered, verify_overlaps};

/// Forms with fewer columns together are solved where the search leaves one too far from its target.
const SMALL: usize = 300;

/// The forms; `None` where the component has no target, where one form is asked for, where forms share
/// halves, where a list of objectives says what counts, and where the search did not master the rules.
pub(super) fn near_target(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    solver: &dyn Solver,
    limits: &Limits,
) -> Option<Solved> {
    let target = objective::smallest_target(context)?;
    let forms = context.forms();
    let listed = !context.objectives().is_empty();
    let shared = context.component.pilot.is_some()
        || context.overlap_min() > 0
        || context.rules.has_together();
    if forms < 2 || listed || shared {
        return None;
    }
    solver.tell(News::Stage(Stage::Building));
    let alone = |form| {
        let scope = Scope {
            first_form: form,
            forms: 1,
            earlier: &[],
        };
        compile(context, pool, eligible, scope)
    };
    let programs: Vec<Program> = (0..forms).map(alone).collect();
    let near_enough = (limits.gap * target).max(objective::absolute_gap(context));
    let asked = Asked {
        programs: &programs,
        sharing: &sharing(context, pool),
        near_enough,
        seed: context.options.seed,
        known: None,
    };
    let found = search_forms(&asked, solver, limits)?;
    let chosen: Vec<_> = found.iter().map(|form| form.chosen.clone()).collect();
    if !all_hold(context, pool, &chosen) {
        return None;
    }
    let reports = found.iter().zip(&programs).enumerate();
    let reports = reports.map(|(form, (found, program))| report(form, found, program, near_enough));
    let reports: Vec<SolveReport> = reports.collect();
    let open = reports
        .iter()
        .any(|report| report.status == SolveStatus::Limit);
    let columns: usize = reports.iter().map(|report| report.columns).sum();
    if open && columns <= SMALL {
        return None;
    }
    Some(Solved {
        reports,
        forms: chosen,
        method: Method::ByExchange,
        reproducible: true,
    })
}

/// True when every form holds every rule, and all of them together.
pub(super) fn all_hold(context: &Context<'_>, pool: &Pool, chosen: &[Chosen]) -> bool {
    let each = chosen.iter().enumerate();
    let each = each.flat_map(|(number, form)| verify_numbered(context, pool, number, form));
    let mut all = each.chain(verify_overlaps(context, pool, chosen));
    all.all(|achieved| achieved.holds)
}

/// What the forms of a run may have in common, by its own rules.
pub(super) fn sharing(context: &Context<'_>, pool: &Pool) -> Sharing {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sharing = Sharing {
        most_common: u32::try_from(context.overlap_max()).unwrap_or(u32::MAX),
        ..Sharing::default()
    };
    for item in pool.candidates() {
        let next = numbers.len();
        let number = *numbers.entry(&item.code).or_insert(next);
        sharing.item_of.push(number);
        if number == next {
            sharing.uses.push(context.uses_left(item));
            sharing.anchor.push(false);
        }
        // Forced items stand in every form and count as common all the same.
        sharing.anchor[number] |= context.is_anchor(item);
    }
    sharing
}

fn report(form: usize, found: &FoundForm, program: &Program, near_enough: f64) -> SolveReport {
    let distance = (found.objective - found.bound).max(0.0);
    let status = match distance {
        none if none <= 1e-6 => SolveStatus::Optimal,
        near if near <= near_enough => SolveStatus::WithinGap,
        _ => SolveStatus::Limit,
    };
    SolveReport {
        forms: vec![form],
        status,
        objective: found.objective,
        bound: found.bound,
        gap: distance
            / found
                .objective
                .abs()
                .max(program.scale)
                .max(f64::MIN_POSITIVE),
        nodes: 0,
        columns: program.variables.len(),
        rows: program.rows.len(),
        stages: Vec::new(),
    }
}
