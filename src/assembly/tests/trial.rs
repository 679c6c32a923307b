//! The trial problems twice: as requests that an author could write, and as programs written straight
//! from the recipe. What the one gives, the other must allow.

use std::time::Instant;

use super::{form, refusal};
use crate::assembly::generated::trial::{
    ABILITIES, Passages, TrialBank, WEIGHTS, contradictory_request, from_passages, from_pool,
    from_whole_bank, item_number, request_from_passages, request_from_pool,
    request_from_whole_bank, request_of_parallel_forms, targets,
};
use crate::assembly::program::{Group, LinearRow, Program, RowId, VariableId};
use crate::assembly::request::Request;
use crate::assembly::search;

/// The items of the form keep every row of the program, and tell as much as its best form does.
fn allowed(name: &str, request: &Request, program: &Program) {
    let begun = Instant::now();
    let assembly = form(request);
    println!(
        "{name}: {:.3} s from request to recount",
        begun.elapsed().as_secs_f64()
    );
    let mut order: Vec<&str> = request
        .candidates
        .iter()
        .map(|item| item.code.as_str())
        .collect();
    order.sort_unstable();
    let chosen: Vec<usize> = assembly.forms[0]
        .positions
        .iter()
        .map(|position| order.binary_search(&position.item.as_str()).unwrap())
        .collect();
    let mut values = vec![0.0; program.variables.len()];
    chosen.iter().for_each(|&item| values[item] = 1.0);
    let passage_of = |item: usize| request.candidates[item].stimulus_code();
    let codes: std::collections::BTreeSet<_> = request
        .candidates
        .iter()
        .filter_map(|item| item.stimulus_code())
        .collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    for (place, variable) in program.variables.iter().enumerate() {
        if let VariableId::Stimulus { stimulus, .. } = variable.id
            && chosen
                .iter()
                .any(|&item| passage_of(item) == Some(codes[stimulus]))
        {
            values[place] = 1.0;
        }
    }
    let least = |theta: f64, weight: f64| {
        let group = Group::Information(theta.to_string());
        let row = program
            .rows
            .iter()
            .find(|row| row.id == RowId::Rule(group.clone()));
        sum(row.unwrap(), &values) / weight
    };
    let least = ABILITIES
        .into_iter()
        .zip(WEIGHTS)
        .map(|(theta, weight)| least(theta, weight));
    *values.last_mut().unwrap() = least.fold(f64::INFINITY, f64::min);
    let objective = *values.last().unwrap();
    for row in &program.rows {
        let sum = sum(row, &values);
        let (lower, upper) = (row.lower - 1e-6, row.upper + 1e-6);
        assert!(sum >= lower && sum <= upper, "{name}: {:?} {sum}", row.id);
    }
    let best = search::solve(program, &request.limits).unwrap();
    let gap = request.limits.gap * objective;
    assert!(
        (objective + best.objective).abs() <= 2.0 * gap,
        "{name}: {objective} {}",
        best.objective
    );
}

fn sum(row: &LinearRow, values: &[f64]) -> f64 {
    let terms = row.terms.iter();
    terms.map(|&(place, factor)| factor * values[place]).sum()
}

#[test]
fn forms_of_the_trial_requests_are_forms_of_the_trial_programs() {
    let bank = TrialBank::with_sizes(11, &[514; 4]);
    let items = bank.pool(2);
    allowed("a pool", &request_from_pool(&items), &from_pool(&items));
    let passages = Passages::with_count(11, 60);
    allowed(
        "passages",
        &request_from_passages(&passages),
        &from_passages(&passages),
    );
    let bank = TrialBank::draw(11);
    allowed(
        "the whole bank",
        &request_from_whole_bank(&bank),
        &from_whole_bank(&bank),
    );
}

#[test]
fn requests_with_targets_come_near_them_and_the_contradictory_one_has_no_form() {
    let bank = TrialBank::with_sizes(11, &[300]);
    let items = bank.pool(0);
    let mut request = request_of_parallel_forms(&items, 2);
    request.limits.gap = 0.01;
    let assembly = form(&request);
    let smallest = targets(&items).into_iter().fold(f64::INFINITY, f64::min);
    for form in &assembly.forms {
        let numbers = form.positions.iter();
        let numbers: Vec<usize> = numbers.filter_map(|p| item_number(&p.item)).collect();
        assert_eq!(numbers.len(), 40);
        for (theta, target) in ABILITIES.into_iter().zip(targets(&items)) {
            let told: f64 = numbers.iter().map(|&n| items[n].information(theta)).sum();
            assert!(
                (told - target).abs() <= 0.01 * smallest + 1e-9,
                "{told} {target}"
            );
        }
    }
    assert_eq!(assembly.overlaps[0][1], 0);
    let mut impossible = contradictory_request(&items);
    impossible.limits.max_conflict_solves = 0;
    impossible.limits.max_relaxation_solves = 0;
    let refusal = refusal(&impossible);
    assert_eq!(refusal.kind, crate::assembly::run::RefusalKind::Infeasible);
}
