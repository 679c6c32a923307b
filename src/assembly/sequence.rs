//! Several forms: one after another, each given the earlier ones; where that fails, all at once.
//!
//! Forms with a common target are found by exchanges where that does ([`super::near_target`]), forms
//! under a list of objectives so that none is worse than it must be ([`super::balanced`]).
//!
//! One after another is fast and nearly always enough. It may fail although forms exist, so only
//! the joint program (or a single form's own program) may say that there are none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::balanced::balanced;
use super::compile::{Chosen, Scope, compile};
use super::eligible::{Context, Eligible};
use super::near_target::near_target;
use super::pool::Pool;
use super::program::{Program, VariableId};
use super::progress::{News, Stage};
use super::request::Limits;
use super::solver::{Outcome, Solver, Status};
use super::stages::{self, StageReport, Staged};

/// How the forms were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Each form given the earlier ones; objective and bound are of that question.
    OneAfterAnother,
    /// All forms in one program.
    Jointly,
    /// Items exchanged between forms and pool until each form is near its target, or near the best that
    /// the worst form can be; the bound is that of a form alone, or of the worst form.
    ByExchange,
}

/// What one solve reported.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SolveReport {
    /// Indexes of the forms it gave.
    pub forms: Vec<usize>,
    /// `optimal`, `within_gap` or `limit`.
    pub status: SolveStatus,
    /// Objective reached.
    pub objective: f64,
    /// Proven bound of the objective.
    pub bound: f64,
    /// `(objective − bound) / |objective|`; for a target mean difficulty, whose best deviation is
    /// near zero, divided by the target where that is larger.
    pub gap: f64,
    /// Nodes of the tree.
    pub nodes: u64,
    /// Columns of the program.
    pub columns: usize,
    /// Rows of the program.
    pub rows: usize,
    /// One report for each objective of the specification's list; what stands above is of the first, and
    /// its status and gap the weakest of all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageReport>,
}

/// How good a form is known to be.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SolveStatus {
    /// Best possible.
    Optimal,
    /// Within the gap asked for.
    WithinGap,
    /// A limit stopped the search; the form holds every rule, a better one may exist.
    Limit,
}

/// Forms with their reports.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The forms.
    pub forms: Vec<Chosen>,
    /// How they were found.
    pub method: Method,
    /// One report for each solve.
    pub reports: Vec<SolveReport>,
    /// False when the clock decided.
    pub reproducible: bool,
}

/// Why there are no forms.
#[derive(Clone, Debug, PartialEq)]
pub enum Unsolved {
    /// This program has no solution, which is proven.
    Infeasible(Program),
    /// A limit came first.
    Limit {
        /// Nodes spent.
        nodes: u64,
    },
    /// The solver broke down.
    Failed(String),
}

/// Finds the forms.
///
/// # Errors
/// See [`Unsolved`].
pub fn solve_forms(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    solver: &dyn Solver,
    limits: &Limits,
) -> Result<Solved, Unsolved> {
    let at_once = near_target(context, pool, eligible, solver, limits);
    let at_once = at_once.or_else(|| balanced(context, pool, eligible, solver, limits));
    if let Some(solved) = at_once {
        return Ok(solved);
    }
    let wanted = context.forms();
    let mut solved = Solved {
        forms: Vec::new(),
        method: Method::OneAfterAnother,
        reports: Vec::new(),
        reproducible: true,
    };
    for form in 0..wanted {
        solver.tell(News::Forms {
            done: form,
            of: wanted,
        });
        solver.tell(News::Stage(Stage::Building));
        let scope = Scope {
            first_form: form,
            forms: 1,
            earlier: &solved.forms,
        };
        let program = compile(context, pool, eligible, scope);
        let staged = stages::solve(solver, &program, limits);
        let outcome = &staged.outcome;
        if outcome.has_solution() {
            solved.take(&program, staged, 1);
            continue;
        }
        // Alone, a form is a relaxation of all forms: what it cannot have, they cannot have.
        if form == 0 && (wanted == 1 || outcome.status == Status::Infeasible) {
            return Err(unsolved(program, staged.outcome));
        }
        return jointly(context, pool, eligible, solver, limits);
    }
    Ok(solved)
}

fn jointly(
    context: &Context<'_>,
    pool: &Pool,
    eligible: &Eligible,
    solver: &dyn Solver,
    limits: &Limits,
) -> Result<Solved, Unsolved> {
    let forms = context.forms();
    solver.tell(News::Stage(Stage::Building));
    let program = compile(
        context,
        pool,
        eligible,
        Scope {
            first_form: 0,
            forms,
            earlier: &[],
        },
    );
    let staged = stages::solve(solver, &program, limits);
    if !staged.outcome.has_solution() {
        return Err(unsolved(program, staged.outcome));
    }
    Ok(solved_jointly(&program, staged, forms))
}

/// All forms of one program that has a solution.
pub(super) fn solved_jointly(program: &Program, staged: Staged, forms: usize) -> Solved {
    let mut solved = Solved {
        forms: Vec::new(),
        method: Method::Jointly,
        reports: Vec::new(),
        reproducible: true,
    };
    solved.take(program, staged, forms);
    solved
}

fn unsolved(program: Program, outcome: Outcome) -> Unsolved {
    match outcome.status {
        Status::Infeasible => Unsolved::Infeasible(program),
        Status::Failed(problem) => Unsolved::Failed(problem),
        _ => Unsolved::Limit {
            nodes: outcome.nodes,
        },
    }
}

impl Solved {
    fn take(&mut self, program: &Program, staged: Staged, forms: usize) {
        let Staged { outcome, stages } = staged;
        let first = self.forms.len();
        self.forms.extend(chosen(program, &outcome, forms));
        self.reproducible &= outcome.reproducible;
        let bound = outcome.bound.max(0.0); // no cost is negative
        let distance = (outcome.objective - bound).max(0.0);
        let scale = outcome.objective.abs().max(program.scale);
        let report = SolveReport {
            forms: (first..first + forms).collect(),
            status: match outcome.status {
                Status::Optimal => SolveStatus::Optimal,
                Status::WithinGap => SolveStatus::WithinGap,
                _ => SolveStatus::Limit,
            },
            objective: outcome.objective,
            bound,
            gap: if distance > 0.0 {
                distance / scale
            } else {
                0.0
            },
            nodes: outcome.nodes,
            columns: program.variables.len(),
            rows: program.rows.len(),
            stages: Vec::new(),
        };
        self.reports.push(report.of_stages(stages));
    }
}

impl SolveReport {
    /// With stages: the first one's value and bound, the weakest status and gap of those to be proven.
    pub(super) fn of_stages(self, stages: Vec<StageReport>) -> Self {
        let Some(first) = stages.first() else {
            return self;
        };
        let proven = || stages.iter().filter(|stage| !stage.drawn);
        let status = proven().map(|stage| stage.status).max();
        let gaps = proven().map(|stage| stage.gap.unwrap_or(f64::INFINITY));
        Self {
            objective: first.value.unwrap_or(0.0),
            bound: first.bound.unwrap_or(f64::NEG_INFINITY),
            status: status.unwrap_or(SolveStatus::Optimal),
            gap: gaps.fold(0.0, f64::max),
            stages,
            ..self
        }
    }
}

/// Reads the choices of each form; a value of one half is no choice and the verifier will say so.
fn chosen(program: &Program, outcome: &Outcome, forms: usize) -> Vec<Chosen> {
    let mut chosen = vec![Chosen::new(); forms];
    for (variable, value) in program.variables.iter().zip(&outcome.values) {
        if let VariableId::Choose {
            candidate,
            row,
            form,
        } = variable.id
            && *value > 0.5
        {
            chosen[form].push((row, candidate));
        }
    }
    chosen.iter_mut().for_each(|form| form.sort_unstable());
    chosen
}
