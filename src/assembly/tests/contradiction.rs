//! The published recipe of a form of 40 from about a thousand items, with "single choice at least 30"
//! against "points at least 52": 31 rules and the enemies, of which two (and the length) contradict.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::json;

use super::*;
use crate::assembly::eligible::Eligible;
use crate::assembly::explain::{Explainer, Side, contradiction};
use crate::assembly::prepare::Prepared;
use crate::assembly::program::{Group, Program, RowId, Variable, VariableId};
use crate::assembly::solver::{Highs, Solver, Status};

const ITEMS: usize = 994;

/// A rule of the program by name.
fn rule(name: &str) -> Group {
    Group::Rule(name.to_owned())
}

/// An item of the recipe.
struct Drawn {
    topic: usize,
    subtopic: usize,
    kind: usize,
    thinking: usize,
    seconds: f64,
    b: f64,
    key: usize,
}

/// The index of the share that a number in 0–1 falls into.
fn share(shares: &[f64], at: f64) -> usize {
    let mut sum = 0.0;
    let ends = shares.iter().map(|share| {
        sum += share;
        sum
    });
    ends.collect::<Vec<_>>()
        .iter()
        .filter(|end| at >= **end)
        .count()
        .min(shares.len() - 1)
}

const TOPICS: [f64; 8] = [0.20, 0.16, 0.14, 0.13, 0.12, 0.10, 0.08, 0.07];
const POINTS: [f64; 4] = [1.0, 2.0, 2.0, 1.0];

fn drawn(random: &mut ChaCha20Rng) -> Drawn {
    let mut uniform = || f64::from(random.next_u32()) / 4_294_967_296.0;
    let topic = share(&TOPICS, uniform());
    let subtopic = share(&[1.0 / 3.0; 3], uniform());
    let kind = share(&[0.55, 0.20, 0.15, 0.10], uniform());
    let thinking = share(&[0.35, 0.40, 0.25], uniform());
    let key = share(&[0.2; 5], uniform());
    let mut normal = || {
        let (radius, angle) = (uniform().max(1e-12), uniform());
        (-2.0 * radius.ln()).sqrt() * (angle * std::f64::consts::TAU).cos()
    };
    let seconds = (75.0 * (0.4 * normal()).exp() + 8.0 * thinking as f64).clamp(20.0, 300.0);
    let b = (1.1 * normal() + 0.35 * (thinking as f64 - 1.0)).clamp(-3.5, 3.5);
    Drawn {
        topic,
        subtopic,
        kind,
        thinking,
        seconds: seconds.round(),
        b,
        key,
    }
}

fn program(seed: u64) -> Program {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let items: Vec<Drawn> = (0..ITEMS).map(|_| drawn(&mut random)).collect();
    let mut program = Program::default();
    for candidate in 0..ITEMS {
        program.variable(Variable {
            id: VariableId::Choose {
                candidate,
                row: 0,
                form: 0,
            },
            lower: 0.0,
            upper: 1.0,
            integer: true,
            cost: f64::from(random.next_u32()) / 4_294_967_296.0,
        });
    }
    let mut add = |group: Group, low: f64, high: f64, of: &dyn Fn(&Drawn) -> f64| {
        let terms = items
            .iter()
            .enumerate()
            .map(|(index, item)| (index, of(item)));
        let terms = terms.filter(|term| term.1 != 0.0).collect();
        program.row(RowId::Rule(group), low, high, terms);
    };
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    add(Group::Row("form".to_owned()), 40.0, 40.0, &|_| 1.0);
    for (topic, share) in TOPICS.iter().enumerate() {
        let middle = (40.0 * share).round();
        let name = format!("topic {topic}");
        add(rule(&name), middle - 1.0, middle + 1.0, &|i| {
            is(i.topic == topic)
        });
        let name = format!("subtopic {topic}");
        let first = |i: &Drawn| is(i.topic == topic && i.subtopic == 0);
        add(rule(&name), f64::NEG_INFINITY, 4.0, &first);
    }
    let types = [(30.0, 40.0), (6.0, 10.0), (4.0, 8.0), (3.0, 6.0)];
    for (kind, (low, high)) in types.into_iter().enumerate() {
        add(rule(&format!("type {kind}")), low, high, &|i| {
            is(i.kind == kind)
        });
    }
    for (level, (low, high)) in [(12.0, 16.0), (14.0, 18.0), (8.0, 12.0)]
        .into_iter()
        .enumerate()
    {
        add(rule(&format!("thinking {level}")), low, high, &|i| {
            is(i.thinking == level)
        });
    }
    add(rule("points"), 52.0, 54.0, &|i| POINTS[i.kind]);
    add(rule("seconds"), 3_000.0, 3_600.0, &|i| i.seconds);
    add(rule("mean b"), -8.0, 12.0, &|i| i.b);
    for key in 0..5 {
        add(
            rule(&format!("key {key}")),
            5.0,
            11.0,
            &|i| is(i.key == key),
        );
    }
    let mut enemies: Vec<Vec<usize>> = (0..30).map(|n| vec![n * 11, n * 11 + 5]).collect();
    enemies.extend((0..6).map(|n| vec![400 + n * 50, 401 + n * 50, 402 + n * 50]));
    for (number, group) in enemies.into_iter().enumerate() {
        let terms = group.into_iter().map(|item| (item, 1.0)).collect();
        let id = RowId::Rule(Group::Enemies(format!("g{number:02}")));
        program.row(id, f64::NEG_INFINITY, 1.0, terms);
    }
    program
}

fn is_feasible(program: &Program) -> bool {
    Highs.solve(program, &Limits::default()).status != Status::Infeasible
}

/// The program with a bound of a rule moved.
fn moved(program: &Program, name: &str, side: Side, by: f64) -> Program {
    let mut moved = program.clone();
    for row in &mut moved.rows {
        if matches!(&row.id, RowId::Rule(group) if group.name() == name) {
            match side {
                Side::Min => row.lower -= by,
                Side::Max => row.upper += by,
            }
        }
    }
    moved
}

#[test]
fn single_choice_against_points_is_told_to_the_rule_and_the_number() {
    let program = program(1);
    // The items of the program by name; what they are is in the program.
    let named = (0..ITEMS).map(|n| item(&format!("i{n:03}"))).collect();
    let dummy = request(rows(1), json!({}), named);
    let prepared = Prepared::of(&dummy).unwrap();
    let context = prepared.context(&dummy);
    let eligible = Eligible::of(&context, &prepared.pool);
    let limits = Limits::default();
    let explainer = Explainer::new(&context, &prepared.pool, &eligible, &Highs, &limits);
    let explanation = *contradiction(&explainer, program.clone())
        .explanation
        .unwrap();

    let conflict = explanation.conflict.as_ref().unwrap();
    let expected = ["row:form", "rule:points", "rule:type 0"];
    assert_eq!(conflict.constraints, expected);
    assert!(conflict.minimal && explanation.complete);

    assert_eq!(explanation.relaxations.len(), 3);
    for relaxation in &explanation.relaxations {
        assert!(relaxation.cheapest);
        let relaxed = |less: f64| {
            let mut relaxed = program.clone();
            for change in &relaxation.changes {
                relaxed = moved(&relaxed, &change.constraint, change.bound, change.by - less);
            }
            relaxed
        };
        assert!(is_feasible(&relaxed(0.0)), "{relaxation:?}");
        if relaxation.changes.len() == 1 {
            assert!(
                !is_feasible(&relaxed(1.0)),
                "{relaxation:?} is more than is needed"
            );
        }
    }
    let told = |way: usize| -> Vec<String> {
        let changes = explanation.relaxations[way].changes.iter();
        changes.map(|change| change.told()).collect()
    };
    let three_and_two = ["rule:type 0 ≥ 30 → 27", "rule:points ≥ 52 → 50"];
    assert_eq!(
        told(0),
        three_and_two,
        "3 fewer single choice, 2 fewer points"
    );
    assert_eq!(told(1), ["rule:type 0 ≥ 30 → 25"]);
}
