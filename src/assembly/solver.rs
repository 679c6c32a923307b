//! The only file that names the solver's crate (HiGHS): one thread, fixed seed, no output.
#![allow(unsafe_code)] // two C calls that the safe crate does not wrap: node count and version

use highs::{HighsModelStatus, HighsSolutionStatus, Model, RowProblem, Sense, SolvedModel};

use super::program::Program;
use super::progress::News;
use super::request::Limits;

/// How a solve ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Best possible.
    Optimal,
    /// Proven to be within the gap asked for.
    WithinGap,
    /// A limit stopped it with a solution in hand.
    LimitWithSolution,
    /// A limit stopped it without any.
    LimitWithoutSolution,
    /// There is no solution: a proof, not a guess.
    Infeasible,
    /// The solver refused the program or broke down.
    Failed(String),
}

/// What a solve gave. A solution is never to be believed without [`super::verify`].
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// How it ended.
    pub status: Status,
    /// Value of each variable, whole ones rounded; empty without a solution.
    pub values: Vec<f64>,
    /// Objective of the solution.
    pub objective: f64,
    /// No solution can be below this.
    pub bound: f64,
    /// Nodes of the tree.
    pub nodes: u64,
    /// False when the clock decided where it stopped.
    pub reproducible: bool,
}

impl Outcome {
    /// An outcome without a solution.
    pub fn without_solution(status: Status) -> Self {
        Self {
            status,
            values: Vec::new(),
            objective: 0.0,
            bound: f64::NEG_INFINITY,
            nodes: 0,
            reproducible: true,
        }
    }

    /// True when there is a solution.
    pub fn has_solution(&self) -> bool {
        matches!(
            self.status,
            Status::Optimal | Status::WithinGap | Status::LimitWithSolution
        )
    }
}

/// The relaxation without whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Relaxation {
    /// Its optimum: no whole solution is below it.
    pub objective: f64,
    /// Values.
    pub values: Vec<f64>,
    /// By how much the optimum rises at least when a variable at zero is raised to one.
    pub reduced_costs: Vec<f64>,
}

/// What can solve a program.
pub trait Solver {
    /// Solves it.
    fn solve(&self, program: &Program, limits: &Limits) -> Outcome;

    /// Solves its relaxation.
    ///
    /// # Errors
    /// `Infeasible`, or why it could not be solved.
    fn relax(&self, program: &Program, limits: &Limits) -> Result<Relaxation, Status>;

    /// True when the engine's own search goes first and this solver gets what it leaves open;
    /// otherwise the solver answers alone (as a cross-check should).
    fn after_search(&self) -> bool {
        false
    }

    /// Name and version.
    fn version(&self) -> String;

    /// Takes what is known while the work goes on to whoever watches it: nobody, unless the solver is
    /// a [`super::progress::Watched`] one.
    fn tell(&self, _news: News) {}
}

/// HiGHS, linked into the binary.
#[derive(Clone, Copy, Debug, Default)]
pub struct Highs;

impl Solver for Highs {
    fn solve(&self, program: &Program, limits: &Limits) -> Outcome {
        let solved = match run(program, limits, true) {
            Ok(solved) => solved,
            Err(problem) => return Outcome::without_solution(Status::Failed(problem)),
        };
        outcome(program, &solved)
    }

    fn relax(&self, program: &Program, limits: &Limits) -> Result<Relaxation, Status> {
        let solved = run(program, limits, false).map_err(Status::Failed)?;
        match solved.status() {
            HighsModelStatus::Optimal => {}
            HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => {
                return Err(Status::Infeasible);
            }
            HighsModelStatus::ReachedTimeLimit => return Err(Status::LimitWithoutSolution),
            other => return Err(Status::Failed(format!("relaxation: {other:?}"))),
        }
        let solution = solved.get_solution();
        Ok(Relaxation {
            objective: solved.objective_value(),
            values: solution.columns().to_vec(),
            reduced_costs: solution.dual_columns().to_vec(),
        })
    }

    fn after_search(&self) -> bool {
        true
    }

    fn version(&self) -> String {
        // SAFETY: these read constants of the linked library.
        let [major, minor, patch] = unsafe {
            [
                highs_sys::Highs_versionMajor(),
                highs_sys::Highs_versionMinor(),
                highs_sys::Highs_versionPatch(),
            ]
        };
        format!("HiGHS {major}.{minor}.{patch}")
    }
}

fn run(program: &Program, limits: &Limits, whole: bool) -> Result<SolvedModel, String> {
    let mut problem = RowProblem::new();
    let mut columns = Vec::with_capacity(program.variables.len());
    for variable in &program.variables {
        let range = variable.lower..=variable.upper;
        columns.push(match whole && variable.integer {
            true => problem.add_integer_column(variable.cost, range),
            false => problem.add_column(variable.cost, range),
        });
    }
    for row in &program.rows {
        let terms = row
            .terms
            .iter()
            .map(|&(variable, factor)| (columns[variable], factor));
        problem.add_row(row.lower..=row.upper, terms);
    }
    let mut model = problem
        .try_optimise(Sense::Minimise)
        .map_err(|status| format!("{status:?}"))?;
    set_limits(&mut model, program, limits).map_err(|option| format!("option {option}"))?;
    model.try_solve().map_err(|status| format!("{status:?}"))
}

fn set_limits(model: &mut Model, program: &Program, limits: &Limits) -> Result<(), &'static str> {
    let nodes = i32::try_from(limits.max_nodes).unwrap_or(i32::MAX);
    for (name, value) in [("threads", 1), ("random_seed", 0), ("mip_max_nodes", nodes)] {
        model.try_set_option(name, value).map_err(|_| name)?;
    }
    model
        .try_set_option("parallel", "off")
        .map_err(|_| "parallel")?;
    let guard = limits.wall_clock_guard_s;
    for (name, value) in [
        ("mip_rel_gap", limits.gap),
        ("mip_abs_gap", program.absolute_gap),
        ("time_limit", guard),
    ] {
        model.try_set_option(name, value).map_err(|_| name)?;
    }
    Ok(())
}

fn outcome(program: &Program, solved: &SolvedModel) -> Outcome {
    let found = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let objective = if found { solved.objective_value() } else { 0.0 };
    let bound = bound(program, solved, objective);
    let status = match (solved.status(), found) {
        (HighsModelStatus::Optimal, true)
            if objective - bound <= 1e-6 * objective.abs().max(1.0) =>
        {
            Status::Optimal
        }
        (HighsModelStatus::Optimal, true) => Status::WithinGap,
        (HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible, _) => {
            Status::Infeasible
        }
        (
            HighsModelStatus::ReachedTimeLimit
            | HighsModelStatus::ReachedSolutionLimit
            | HighsModelStatus::ReachedIterationLimit,
            true,
        ) => Status::LimitWithSolution,
        (
            HighsModelStatus::ReachedTimeLimit
            | HighsModelStatus::ReachedSolutionLimit
            | HighsModelStatus::ReachedIterationLimit,
            false,
        ) => Status::LimitWithoutSolution,
        (other, _) => Status::Failed(format!("{other:?}")),
    };
    Outcome {
        values: if found {
            rounded(program, solved)
        } else {
            Vec::new()
        },
        status,
        objective,
        bound,
        nodes: nodes(solved),
        reproducible: solved.status() != HighsModelStatus::ReachedTimeLimit,
    }
}

/// Programs without whole variables have no tree and so no tree's bound.
fn bound(program: &Program, solved: &SolvedModel, objective: f64) -> f64 {
    if !program.variables.iter().any(|variable| variable.integer) {
        return objective;
    }
    match solved.double_info_value(c"mip_dual_bound") {
        Ok(bound) if bound.is_finite() => bound.min(objective),
        _ => f64::NEG_INFINITY,
    }
}

/// HiGHS keeps whole numbers within 1e-6 and never rounds them itself.
fn rounded(program: &Program, solved: &SolvedModel) -> Vec<f64> {
    let values = solved.get_solution();
    let whole = |(value, integer): (&f64, bool)| if integer { value.round() } else { *value };
    values
        .columns()
        .iter()
        .zip(program.variables.iter().map(|v| v.integer))
        .map(whole)
        .collect()
}

fn nodes(solved: &SolvedModel) -> u64 {
    let mut count: i64 = 0;
    // SAFETY: the model is alive, the name ends with NUL and `count` outlives the call.
    let status = unsafe {
        highs_sys::Highs_getInt64InfoValue(
            solved.as_ptr().cast_mut(),
            c"mip_node_count".as_ptr(),
            &mut count,
        )
    };
    if status == 0 {
        u64::try_from(count).unwrap_or(0)
    } else {
        0
    }
}
