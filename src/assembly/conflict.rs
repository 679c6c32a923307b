//! Which constraints contradict each other: a deletion filter over the named groups of a program
//! that has no solution. What stays is a set without any member of which there is a solution.

use std::collections::BTreeSet;

use crate::language::finding::Finding;

use super::core;
use super::program::{Group, Program};
use super::request::Limits;
use super::shortage::listed;
use super::solver::{Solver, Status};

/// A relative gap that every solution is within.
const ANY_SOLUTION: f64 = 1e9;

/// The finding `constraints_conflict` with the names of the groups.
///
/// `minimal` is false when the number of solves (or a limit of one of them) ended the search:
/// the set named still has no solution, but part of it may be innocent.
pub fn conflict(solver: &dyn Solver, program: &Program, limits: &Limits) -> Finding {
    // Any solution at all will do; the costs stay because they spread the first core over all rows.
    let limits = &Limits {
        gap: ANY_SOLUTION,
        ..*limits
    };
    let mut filter = Filter {
        solver,
        program,
        limits,
        solves: 0,
        minimal: true,
    };
    let mut kept = program.groups();
    // Many small rules of one kind are first tried away together.
    for kind in [is_enemies, is_family, is_overlap, is_row] {
        filter.try_without(&mut kept, kind);
    }
    for group in kept.clone() {
        filter.try_without(&mut kept, |other| *other == group);
    }
    Finding::error("constraints_conflict", "")
        .with("constraints", listed(kept.iter().map(Group::name)))
        .with("minimal", filter.minimal)
}

fn is_enemies(group: &Group) -> bool {
    matches!(group, Group::Enemies(_))
}

fn is_family(group: &Group) -> bool {
    matches!(group, Group::Family(_))
}

fn is_overlap(group: &Group) -> bool {
    *group == Group::Overlap
}

fn is_row(group: &Group) -> bool {
    matches!(group, Group::RowThinking(_))
}

struct Filter<'a> {
    solver: &'a dyn Solver,
    program: &'a Program,
    limits: &'a Limits,
    solves: u32,
    minimal: bool,
}

impl Filter<'_> {
    /// Drops the groups that pass for good when what is left still has no solution.
    fn try_without(&mut self, kept: &mut BTreeSet<Group>, passes: impl Fn(&Group) -> bool) {
        let fewer: BTreeSet<Group> = kept
            .iter()
            .filter(|group| !passes(group))
            .cloned()
            .collect();
        if fewer.len() == kept.len() {
            return;
        }
        if self.solves >= self.limits.max_conflict_solves {
            self.minimal = false;
            return;
        }
        self.solves += 1;
        match core::solve(self.solver, &self.program.only(&fewer), self.limits).status {
            Status::Infeasible => *kept = fewer,
            Status::Optimal | Status::WithinGap | Status::LimitWithSolution => {}
            Status::LimitWithoutSolution | Status::Failed(_) => self.minimal = false,
        }
    }
}
