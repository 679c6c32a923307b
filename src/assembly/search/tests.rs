//! The search against the linked solver at gap zero, on random programs of every shape that the
//! compiler makes, and of some that it does not.

use proptest::prelude::*;

use super::solve;
use crate::assembly::generated::trial::{Passages, TrialBank, from_passages, from_pool};
use crate::assembly::program::{Group, LinearRow, Program, RowId, Variable, VariableId};
use crate::assembly::request::Limits;
use crate::assembly::solver::{Highs, Outcome, Solver, Status};

fn exact() -> Limits {
    Limits {
        gap: 0.0,
        ..Limits::default()
    }
}

fn variable(number: usize, [lower, upper]: [f64; 2], integer: bool, cost: f64) -> Variable {
    Variable {
        id: VariableId::Choose {
            candidate: number,
            row: 0,
            form: 0,
        },
        lower,
        upper,
        integer,
        cost,
    }
}

/// True when every bound and row holds.
fn holds(program: &Program, values: &[f64]) -> bool {
    let within = |value: f64, lower: f64, upper: f64| {
        let tolerance = 1e-6 * value.abs().max(1.0);
        value >= lower - tolerance && value <= upper + tolerance
    };
    let sum = |row: &LinearRow| row.terms.iter().map(|&(j, a)| a * values[j]).sum::<f64>();
    let variables = program.variables.iter().zip(values);
    variables.clone().count() == program.variables.len()
        && variables.clone().all(|(v, x)| within(*x, v.lower, v.upper))
        && variables
            .clone()
            .all(|(v, x)| !v.integer || *x == x.round())
        && program
            .rows
            .iter()
            .all(|row| within(sum(row), row.lower, row.upper))
}

/// The search finds what the linked solver finds, and proves it. Where it finds something better, the
/// linked solver was wrong: it called 2.76 the most of a program of ten columns in which three items
/// tell 3.24.
fn agrees(program: &Program) -> Result<Outcome, TestCaseError> {
    let own = solve(program, &exact()).expect("a program for the search");
    let mut without_gap = program.clone();
    without_gap.absolute_gap = 0.0;
    let other = Highs.solve(&without_gap, &exact());
    if other.status == Status::Infeasible {
        prop_assert_eq!(&own.status, &Status::Infeasible);
        return Ok(own);
    }
    prop_assert_eq!(
        &own.status,
        &Status::Optimal,
        "{:?} against {:?}",
        own,
        other
    );
    prop_assert!(holds(program, &own.values), "{:?}", own);
    let size = other.objective.abs().max(1.0);
    prop_assert!(
        own.objective <= other.objective + 2e-6 * size,
        "{} {}",
        own.objective,
        other.objective
    );
    let best = own.objective.min(other.objective);
    prop_assert!(own.bound <= best + 1e-6 * size);
    Ok(own)
}

/// Coefficients and bounds as they come in rules: counts, points, minutes, information.
fn arbitrary_program() -> impl Strategy<Value = Program> {
    let kinds = prop::collection::vec((0..10u8, -20..20i32, 1..4u8), 3..24);
    let rows = prop::collection::vec((0..6u8, any::<u64>(), -3..9i32, 0..6i32), 1..12);
    (kinds, rows, any::<bool>()).prop_map(|(kinds, rows, fine)| {
        let mut program = Program::default();
        for (number, (kind, cost, range)) in kinds.into_iter().enumerate() {
            let cost = f64::from(cost) * if fine { 0.137 } else { 1.0 };
            let bounds = match kind {
                0 => [-f64::from(range), f64::from(range)],
                1 => [0.0, f64::from(range)],
                _ => [0.0, 1.0],
            };
            program.variable(variable(number, bounds, kind != 2, cost));
        }
        for (kind, bits, lower, range) in rows {
            let count = program.variables.len();
            let inside = (0..count).filter(|j| bits >> (j % 64) & 1 == 1);
            let factor = |j: usize| match kind {
                0..=2 => 1.0,
                3 => f64::from((bits >> (j % 50)) as u8 % 9) - 3.0,
                _ => f64::from((bits >> (j % 40)) as u8) / 37.0,
            };
            let terms: Vec<(usize, f64)> = inside
                .map(|j| (j, factor(j)))
                .filter(|term| term.1 != 0.0)
                .collect();
            let lower = f64::from(lower);
            let bounds = match range {
                0 => [lower, lower],
                1 => [f64::NEG_INFINITY, lower],
                2 => [lower, f64::INFINITY],
                _ => [lower, lower + f64::from(range)],
            };
            program.row(RowId::Definition, bounds[0], bounds[1], terms);
        }
        program
    })
}

/// Stimuli with items, limits of their numbers, and a measure that is maximised over three sums.
fn arbitrary_sets() -> impl Strategy<Value = Program> {
    let sets = prop::collection::vec((1..6usize, 0..3usize, 0..4usize, any::<u32>()), 2..7);
    (sets, 1..9i32, 1..4i32, any::<bool>()).prop_map(|(sets, items, most, linked)| {
        let mut program = Program::default();
        let (mut chosen, mut switches, mut sums) = (Vec::new(), Vec::new(), vec![Vec::new(); 3]);
        for (size, fewest, more, bits) in sets {
            let first = program.variables.len();
            for item in 0..size {
                let own = program.variable(variable(first + item, [0.0, 1.0], true, 0.0));
                chosen.push((own, 1.0));
                for (theta, sum) in sums.iter_mut().enumerate() {
                    let value = f64::from((bits >> (item * 3 + theta)) % 97) / 50.0;
                    sum.push((own, value));
                }
            }
            let switch = program.variable(variable(first + size, [0.0, 1.0], true, 0.0));
            switches.push((switch, 1.0));
            let rule = || RowId::Rule(Group::StimulusItems("R".to_owned()));
            let limits = [
                (fewest, 0.0, f64::INFINITY),
                (fewest + more, f64::NEG_INFINITY, 0.0),
            ];
            for (limit, lower, upper) in limits {
                let items = (first..first + size).map(|item| (item, 1.0));
                let terms = items.chain([(switch, -(limit as f64))]).collect();
                program.row(rule(), lower, upper, terms);
            }
            for item in (first..first + size).filter(|_| linked) {
                let terms = vec![(item, 1.0), (switch, -1.0)];
                program.row(RowId::Definition, f64::NEG_INFINITY, 0.0, terms);
            }
        }
        let least = program.variable(variable(999, [0.0, 100.0], false, -1.0));
        for mut sum in sums {
            sum.push((least, -1.0));
            program.row(RowId::Definition, 0.0, f64::INFINITY, sum);
        }
        let items = f64::from(items);
        program.row(RowId::Definition, items, items, chosen);
        program.row(RowId::Definition, 1.0, f64::from(most), switches);
        program
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_programs_have_the_optimum_of_the_linked_solver(program in arbitrary_program()) {
        agrees(&program)?;
    }

    #[test]
    fn programs_with_sets_have_the_optimum_of_the_linked_solver(program in arbitrary_sets()) {
        agrees(&program)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forms_of_forty_are_proven_best(seed in any::<u64>(), size in 120..260usize) {
        let bank = TrialBank::with_sizes(seed, &[size]);
        agrees(&from_pool(&bank.pool(0)))?;
    }

    #[test]
    fn forms_from_passages_are_proven_best(seed in any::<u64>(), passages in 10..30usize) {
        agrees(&from_passages(&Passages::with_count(seed, passages)))?;
    }
}

#[test]
fn what_the_rows_forbid_is_infeasible_and_a_limit_is_no_proof() {
    let bank = TrialBank::with_sizes(3, &[300]);
    let items = bank.pool(0);
    let program = from_pool(&items);
    let mut narrow = program.clone();
    let named = |name: &str| {
        let group = RowId::Rule(Group::Row(name.to_owned()));
        move |row: &LinearRow| row.id == group
    };
    // Thirty single choices and ten others have fifty points at most.
    let single = narrow.rows.iter_mut().find(|row| named("single")(row));
    let single = single.unwrap();
    (single.lower, single.upper) = (30.0, 40.0);
    let outcome = solve(&narrow, &exact()).unwrap();
    assert_eq!(outcome.status, Status::Infeasible);
    let limits = Limits {
        max_nodes: 1,
        ..exact()
    };
    let outcome = solve(&program, &limits).unwrap();
    assert_eq!(outcome.status, Status::LimitWithoutSolution);
    let best = solve(&program, &exact()).unwrap();
    assert!(outcome.bound <= best.objective && outcome.bound > f64::NEG_INFINITY);
}

#[test]
fn an_infinite_bound_is_not_for_the_search() {
    let mut program = Program::default();
    program.variable(variable(0, [0.0, f64::INFINITY], false, 1.0));
    assert_eq!(solve(&program, &exact()), None);
}

#[test]
fn the_same_program_gives_the_same_outcome() {
    let bank = TrialBank::with_sizes(8, &[500]);
    let program = from_pool(&bank.pool(0));
    let limits = Limits::default();
    assert_eq!(solve(&program, &limits), solve(&program, &limits));
}
