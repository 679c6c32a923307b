//! Eight parallel forms without a common item, each as near to a target as can be: how long it takes until
//! the largest deviation of all is small enough, counted from the items.

use synaq::assembly::generated::trial::{
    ABILITIES, TrialBank, TrialItem, item_number, request_of_parallel_forms, targets,
};
use synaq::assembly::request::Request;
use synaq::assembly::run::{AssembledForm, assemble};

use crate::options::Options;
use crate::peers::{Answer, Asked, PEERS};
use crate::table::{Line, Percent, Table};
use crate::time::rounds;

const FORMS: u32 = 8;
/// Largest deviation as a share of the smallest target, and seconds that are aimed at.
const ASKED: [(f64, Option<f64>); 3] = [(0.005, Some(1.5)), (0.001, Some(10.0)), (0.0002, None)];
/// Seconds that peers get for all forms in one program: the goal's.
const PATIENCE: u32 = 10;

/// All of it.
pub fn measure(options: &Options, table: &mut Table) {
    if !options.wants("parallel") {
        return;
    }
    let bank = TrialBank::draw(options.seed);
    let items = bank.pool(1);
    let mut request = request_of_parallel_forms(&items, FORMS);
    for (number, (share, goal)) in ASKED.into_iter().enumerate() {
        request.limits.gap = share;
        let (assembly, own) = rounds(options.rounds(), || assemble(&request));
        let assembly = assembly.unwrap_or_else(|refusal| panic!("{refusal:#?}"));
        let mut chosen: Vec<usize> = assembly.forms.iter().flat_map(numbers).collect();
        chosen.sort_unstable();
        assert!(
            chosen.windows(2).all(|pair| pair[0] != pair[1]),
            "a common item"
        );
        let forms = assembly.forms.iter();
        let apart = forms.map(|form| deviation(&items, &numbers(form)));
        let worst = 100.0 * apart.fold(0.0, f64::max);
        let (size, peers) = match number {
            0 => of_peers(options, &items, &request),
            _ => (String::new(), vec![None; PEERS.len()]),
        };
        table.add(Line {
            size,
            percent: Some(worst),
            kind: Percent::Deviation,
            goal,
            peers,
            remark: match worst <= 100.0 * share {
                true => String::new(),
                false => "not reached within its limits".to_owned(),
            },
            ..Line::alone(
                "parallel",
                format!("{FORMS} parallel forms of 994, ≤ {} %", share * 100.0),
                own,
            )
        });
    }
}

/// HiGHS and CBC on one program of all forms; the others say no values.
fn of_peers(
    options: &Options,
    items: &[&TrialItem],
    request: &Request,
) -> (String, Vec<Option<Answer>>) {
    let mut asked = Asked::of(request);
    let smallest = smallest_target(items);
    let peer = |peer: &&str| {
        let told = !options.alone && ["HiGHS", "CBC"].contains(peer);
        let mut answer = told.then(|| asked.ask(peer, 0.0, PATIENCE))??;
        let worst = answer.deviations.iter().copied().reduce(f64::max);
        answer.percent = worst.map(|worst| 100.0 * worst / smallest);
        Some(answer)
    };
    let answers = PEERS.iter().map(peer).collect();
    (asked.size(), answers)
}

fn smallest_target(items: &[&TrialItem]) -> f64 {
    targets(items).into_iter().fold(f64::INFINITY, f64::min)
}

/// Numbers of a form's items in the pool.
pub fn numbers(form: &AssembledForm) -> Vec<usize> {
    let positions = form.positions.iter();
    let number = |code: &str| item_number(code).expect("items of the bench have numbers");
    positions.map(|position| number(&position.item)).collect()
}

/// Largest distance from a target, as a share of the smallest target.
fn deviation(items: &[&TrialItem], form: &[usize]) -> f64 {
    let told = distances(items, form).into_iter().map(|(apart, _)| apart);
    told.fold(0.0, f64::max) / smallest_target(items)
}

/// Distance from the target at each ability, with the target.
pub fn distances(items: &[&TrialItem], form: &[usize]) -> [(f64, f64); 3] {
    let targets = targets(items);
    let mut distances = [(0.0, 0.0); 3];
    for (place, theta) in ABILITIES.into_iter().enumerate() {
        let told: f64 = form
            .iter()
            .map(|&item| items[item].information(theta))
            .sum();
        distances[place] = ((told - targets[place]).abs(), targets[place]);
    }
    distances
}
