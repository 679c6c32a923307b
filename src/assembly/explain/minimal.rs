//! Which constraints contradict each other: a set without any member of which there is a solution.
//!
//! * The relaxation without whole numbers is asked first: where even that has no solution, the prices
//!   of the elastic relaxation name a small set that has none (Farkas), and what is taken away
//!   from it is judged by relaxations alone until each member is needed for that proof; of two ways
//!   to take away the smaller set stays.
//! * Where whole numbers make the contradiction, groups are taken away kind by kind, in halves.
//! * That a member is needed is shown by a solution of the others: one of the relaxations known
//!   already, else a solve.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::asking::Asking;
use super::elastic::{Elastic, Side, breaches, group_of};
use super::relaxable::weight;
use crate::assembly::program::{Group, LinearRow, Program};
use crate::assembly::solver::Status;

/// Programs of fewer columns are tried from several sides.
const SMALL: usize = 5_000;
/// Prices below this are none.
const NO_PRICE: f64 = 1e-7;

/// Constraints that cannot hold together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    /// Their names, as in findings.
    pub constraints: Vec<String>,
    /// True when there are forms without any one of them; false when a limit ended the search: part of
    /// them may be innocent.
    pub minimal: bool,
}

/// The conflict of a program that has no solution. `known` are sets of groups without which there are
/// solutions.
pub(super) fn minimal(
    asking: &Asking<'_>,
    program: &Program,
    known: Vec<BTreeSet<Group>>,
) -> Conflict {
    let of_items = |groups: &BTreeSet<Group>| {
        let phase = |group: &Group| matches!(group, Group::Phase(_));
        !groups.iter().any(phase)
    };
    let mut filter = Filter {
        asking,
        program,
        kept: program.groups(),
        // With items that may not be used it is another program.
        solutions: known.into_iter().filter(of_items).collect(),
        minimal: true,
    };
    let least = filter.least_relaxed();
    let whole = least.is_none();
    if let Some(least) = least {
        filter.kept = least;
    }
    if whole {
        filter.take_away(Judge::Whole, false);
    } else {
        for group in filter.kept.clone() {
            filter.without(&BTreeSet::from([group]), Judge::Whole);
        }
    }
    Conflict {
        constraints: filter.kept.iter().map(Group::name).collect(),
        minimal: filter.minimal,
    }
}

/// Groups that values break.
fn broken_groups(program: &Program, values: &[f64]) -> BTreeSet<Group> {
    let broken = breaches(program, values);
    let groups = broken.iter().filter_map(|b| group_of(program, b.row));
    groups.cloned().collect()
}

struct Filter<'a> {
    asking: &'a Asking<'a>,
    program: &'a Program,
    kept: BTreeSet<Group>,
    /// Groups that each known solution breaks.
    solutions: Vec<BTreeSet<Group>>,
    minimal: bool,
}

/// Who says that a program has no solution.
#[derive(Clone, Copy)]
enum Judge {
    /// The relaxation without whole numbers: a quick proof where it has none.
    Relaxed,
    /// The program itself.
    Whole,
}

impl Filter<'_> {
    /// The smallest conflict that relaxations alone prove, of those tried; `None` where the relaxation
    /// has a solution. Conflicts may share members: the weights of the elastic relaxation decide which
    /// of them it prices, and what is taken away first decides which of those stays.
    fn least_relaxed(&mut self) -> Option<BTreeSet<Group>> {
        let uniform = |_: &Group, row: &LinearRow, _: Side| {
            let size = row.terms.iter().map(|term| term.1.abs());
            Some(1.0 / size.fold(1e-9, f64::max))
        };
        let small = self.program.variables.len() <= SMALL;
        let mut starts = vec![self.priced(uniform)?];
        if small {
            starts.extend(self.priced(weight));
            starts.dedup();
        }
        let mut least: Option<BTreeSet<Group>> = None;
        for start in starts {
            for from_the_end in [false, true].into_iter().take(if small { 2 } else { 1 }) {
                self.kept.clone_from(&start);
                self.take_away(Judge::Relaxed, from_the_end);
                if least
                    .as_ref()
                    .is_none_or(|least| self.kept.len() < least.len())
                {
                    least = Some(self.kept.clone());
                }
            }
        }
        least
    }

    /// Groups with a price in the elastic relaxation; `None` where the relaxation has a solution.
    fn priced(
        &self,
        weights: impl Fn(&Group, &LinearRow, Side) -> Option<f64>,
    ) -> Option<BTreeSet<Group>> {
        let elastic = Elastic::of(self.program, weights);
        let relaxation = self.asking.relax(&elastic.program)?.ok()?;
        if relaxation.objective < 1e-6 {
            return None;
        }
        // The reduced cost of a slack is its weight less the price of its row.
        let priced = elastic.slacks.iter().filter(|slack| {
            (slack.weight - relaxation.reduced_costs[slack.variable]).abs() > NO_PRICE
        });
        let groups = priced.filter_map(|slack| group_of(self.program, slack.row));
        let groups: BTreeSet<Group> = groups.cloned().collect();
        // The prices are numbers of a solver: that these groups have no solution is asked.
        (self.relaxed_infeasible(&groups) == Some(true)).then_some(groups)
    }

    fn relaxed_infeasible(&self, groups: &BTreeSet<Group>) -> Option<bool> {
        match self.asking.relax(&self.program.only(groups))? {
            Ok(_) => Some(false),
            Err(Status::Infeasible) => Some(true),
            Err(_) => None,
        }
    }

    fn infeasible(&mut self, groups: &BTreeSet<Group>) -> Option<bool> {
        let mut program = self.program.only(groups);
        for variable in &mut program.variables {
            variable.cost = 0.0;
        }
        let outcome = self.asking.any(&program)?;
        match outcome.status {
            Status::Infeasible => Some(true),
            Status::Failed(_) | Status::LimitWithoutSolution => None,
            _ => {
                let broken = broken_groups(self.program, &outcome.values);
                self.solutions.push(broken);
                Some(false)
            }
        }
    }

    /// Kind by kind, many small rules of one kind first; in each kind by halves, from either end.
    fn take_away(&mut self, judge: Judge, from_the_end: bool) {
        let rank = |group: &Group| match group {
            Group::Enemies(_) => 0,
            Group::Family(_) => 1,
            Group::Overlap => 2,
            Group::RowThinking(_) => 3,
            _ => 4,
        };
        for kind in 0..5 {
            let of_kind = self.kept.iter().filter(|group| rank(group) == kind);
            let mut of_kind: Vec<Group> = of_kind.cloned().collect();
            if from_the_end {
                of_kind.reverse();
            }
            self.halve(&of_kind, judge);
        }
    }

    fn halve(&mut self, part: &[Group], judge: Judge) {
        if part.is_empty() || self.without(&part.iter().cloned().collect(), judge) {
            return;
        }
        if part.len() > 1 {
            let (first, second) = part.split_at(part.len() / 2);
            self.halve(first, judge);
            self.halve(second, judge);
        }
    }

    /// Drops groups for good when what is left still has no solution.
    fn without(&mut self, groups: &BTreeSet<Group>, judge: Judge) -> bool {
        let fewer: BTreeSet<Group> = self.kept.difference(groups).cloned().collect();
        if self
            .solutions
            .iter()
            .any(|broken| broken.is_disjoint(&fewer))
        {
            return false;
        }
        let judged = match judge {
            Judge::Relaxed => self.relaxed_infeasible(&fewer),
            Judge::Whole => self.infeasible(&fewer),
        };
        match judged {
            Some(true) => {
                self.kept = fewer;
                true
            }
            Some(false) => false,
            None => {
                self.minimal = false;
                false
            }
        }
    }
}
