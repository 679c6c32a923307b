//! Why there are no forms: what is missing, what contradicts, what would give way, the nearest form.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use super::brute::arbitrary_request;
use super::*;
use crate::assembly::compile::{Scope, compile};
use crate::assembly::eligible::Eligible;
use crate::assembly::explain::{Explanation, Side, explain};
use crate::assembly::prepare::Prepared;
use crate::assembly::program::{Group, Program};
use crate::assembly::run::RefusalKind;
use crate::assembly::solver::{Highs, Solver, Status};

fn explained(request: &Request) -> Explanation {
    let refusal = refusal(request);
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    *refusal.explanation.expect("an explanation")
}

fn told(explanation: &Explanation) -> Vec<Vec<String>> {
    let changes = |relaxation: &crate::assembly::explain::Relaxation| {
        let told = relaxation.changes.iter().map(|change| change.told());
        told.collect()
    };
    explanation.relaxations.iter().map(changes).collect()
}

fn codes_of(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code.as_str()).collect()
}

/// The program of one form of a request.
fn program_of(request: &Request) -> Program {
    let prepared = Prepared::of(request).unwrap();
    let context = prepared.context(request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let scope = Scope {
        first_form: 0,
        forms: 1,
        earlier: &[],
    };
    compile(&context, &prepared.pool, &eligible, scope)
}

fn is_feasible(program: &Program) -> bool {
    match Highs.solve(program, &Limits::default()).status {
        Status::Infeasible => false,
        Status::Optimal | Status::WithinGap | Status::LimitWithSolution => true,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_short_row_is_told_with_those_in_review_and_what_would_do() {
    // The recipe of journey B2: one extended answer is needed, none is in use in Kazakh.
    let rows = json!([
        {"id": "R1", "items": 2, "points_each": 1},
        {"id": "R3", "items": 1, "points_each": 3, "types": ["EA"], "objectives": ["7.3.6.1"]}
    ]);
    let essay = |code: &str, phase: Phase| {
        with(code, |item| {
            item.item_type = ItemType::Ea;
            item.points = Points::whole(3);
            item.objectives = vec!["7.3.6.1".to_owned()];
            item.phase = phase;
        })
    };
    let mut russian = essay("e3", Phase::Live);
    russian.languages = vec!["ru".parse().unwrap()];
    let mut pool: Vec<_> = (0..4).map(|n| item(&format!("i{n}"))).collect();
    pool.extend([
        essay("e1", Phase::Review),
        essay("e2", Phase::Review),
        russian,
    ]);
    let request = request(rows, json!({}), pool);
    let explanation = explained(&request);
    let [short] = explanation.shortages.as_slice() else {
        panic!("{:#?}", explanation.shortages);
    };
    assert_eq!(
        (short.constraint.as_str(), short.bound),
        ("row:R3", Side::Min)
    );
    assert_eq!((short.need, short.have, short.missing), (1.0, 0.0, 1.0));
    assert_eq!(short.with_other_phases, Some(2.0));
    let row = short.row.as_ref().unwrap();
    assert_eq!(row.objectives, ["7.3.6.1"]);
    assert_eq!(row.phases, BTreeMap::from([("review".to_owned(), 2)]));
    let kept_out = [("languages".to_owned(), 1), ("phase".to_owned(), 2)];
    assert_eq!(row.kept_out, BTreeMap::from(kept_out));
    assert!(explanation.conflict.is_none());
    let admitted = vec!["phase:review ≤ 0 → 1".to_owned()];
    assert_eq!(told(&explanation)[0], admitted);
    assert_eq!(told(&explanation)[1], ["row:R3 ≥ 1 → 0"]);
    let expected = [
        "row_short",
        "relaxation_would_do",
        "relaxation_would_do",
        "nearest_form",
    ];
    assert_eq!(codes_of(&explanation.findings), expected);
    let nearest = explanation.nearest.unwrap();
    assert_eq!(nearest.forms[0].positions.len(), 3);
    let broken: Vec<_> = nearest
        .violations
        .iter()
        .map(|v| v.achieved.kind.as_str())
        .collect();
    assert_eq!(broken, ["row_fit"]);
}

#[test]
fn a_share_that_no_choice_reaches_is_counted_with_what_other_phases_would_add() {
    let hard = |code: &str, phase| {
        with(code, |item| {
            item.thinking = Some(Thinking::Ho);
            item.phase = phase;
        })
    };
    let mut pool: Vec<_> = (0..6).map(|n| item(&format!("i{n}"))).collect();
    pool.extend([hard("h1", Phase::Live), hard("h2", Phase::Pilot)]);
    let request = request(
        rows(4),
        json!({"thinking_share": {"HO": [0.75, 1.0]}}),
        pool,
    );
    let explanation = explained(&request);
    let [short] = explanation.shortages.as_slice() else {
        panic!("{:#?}", explanation.shortages);
    };
    assert_eq!(short.constraint, "thinking_share:HO");
    assert_eq!(
        (short.need, short.have, short.with_other_phases),
        (3.0, 1.0, Some(2.0))
    );
    assert!(codes_of(&explanation.findings).contains(&"constraint_out_of_reach_below"));
    let conflict = explanation.conflict.unwrap();
    assert_eq!(
        (conflict.constraints, conflict.minimal),
        (vec!["thinking_share:HO".to_owned()], true)
    );
}

#[test]
fn a_form_that_takes_too_long_is_told_by_how_much() {
    let slow = |n: usize| {
        with(&format!("i{n}"), |item| {
            item.minutes = Some(Points::whole(9))
        })
    };
    let request = request(
        rows(5),
        json!({"duration_min": 40}),
        (0..7).map(slow).collect(),
    );
    let explanation = explained(&request);
    let short = &explanation.shortages[0];
    assert_eq!(
        (short.bound, short.need, short.have),
        (Side::Max, 40.0, 45.0)
    );
    assert_eq!(
        told(&explanation),
        [vec!["minutes ≤ 40 → 45"], vec!["row:R ≥ 5 → 4"]]
    );
    let nearest = explanation.nearest.unwrap();
    let [broken] = nearest.violations.as_slice() else {
        panic!("{:#?}", nearest.violations);
    };
    assert_eq!(
        (broken.achieved.kind.as_str(), broken.achieved.achieved.0),
        ("minutes", 4500)
    );
}

#[test]
fn forced_enemies_are_a_conflict_and_the_last_to_give_way() {
    let enemy = |code: &str| with(code, |item| item.enemies = vec!["g".to_owned()]);
    let pool = vec![enemy("a"), enemy("b"), item("c"), item("d")];
    let mut request = request(rows(2), json!({}), pool);
    request.options.forced = vec!["a".to_owned(), "b".to_owned()];
    let explanation = explained(&request);
    let conflict = explanation.conflict.as_ref().unwrap();
    assert_eq!(conflict.constraints, ["enemies:g", "forced:a", "forced:b"]);
    let mut ways = told(&explanation).concat();
    ways.sort();
    assert_eq!(
        ways,
        ["enemies:g ≤ 1 → 2", "forced:a ≥ 1 → 0", "forced:b ≥ 1 → 0"]
    );
}

#[test]
fn forms_that_compete_for_items_are_explained_together() {
    let pool: Vec<_> = (0..5).map(|n| item(&format!("i{n}"))).collect();
    let request = request(rows(3), json!({"constraints": {"parallel_forms": 2}}), pool);
    let explanation = explained(&request);
    assert_eq!(
        (explanation.shortages[0].need, explanation.shortages[0].have),
        (6.0, 5.0)
    );
    let first = told(&explanation).remove(0).concat();
    assert!(
        first.starts_with("row:R (") && first.ends_with(") ≥ 3 → 2"),
        "{first}"
    );
    let nearest = explanation.nearest.unwrap();
    assert_eq!(nearest.forms.len(), 2);
    let of = |kind: &str| {
        nearest
            .violations
            .iter()
            .filter(|v| v.achieved.kind == kind)
            .count()
    };
    assert_eq!((of("row"), of("overlap")), (1, 0));
}

#[test]
fn nothing_is_said_against_a_request_that_has_a_form() {
    let pool: Vec<_> = (0..5).map(|n| item(&format!("i{n}"))).collect();
    let explanation = explain(&request(rows(3), json!({}), pool)).unwrap();
    assert!(explanation.findings.is_empty() && explanation.conflict.is_none());
    assert!(explanation.relaxations.is_empty() && explanation.nearest.is_none());
}

#[test]
fn an_explanation_travels_as_json() {
    let request = request(rows(2), json!({}), vec![item("a")]);
    let refusal = refusal(&request);
    let json = serde_json::to_string(&refusal).unwrap();
    let read: Refusal = serde_json::from_str(&json).unwrap();
    assert_eq!(read, refusal);
    assert!(!read.explanation.unwrap().relaxations.is_empty());
}

/// Weighted violations of a set of items in the rows, counted naively, for requests whose rules are
/// rows, one share, minutes, enemies and families.
fn violation(request: &Request, places: &[Option<usize>]) -> Option<f64> {
    let document = serde_json::to_value(&request.document).unwrap();
    let items: Vec<&Candidate> = request.candidates.iter().collect();
    let inside = |row: Option<usize>| {
        let all = places.iter().zip(&items);
        all.filter(move |(place, _)| place.is_some() && (row.is_none() || **place == row))
            .map(|(_, item)| *item)
            .collect::<Vec<_>>()
    };
    if inside(Some(0))
        .iter()
        .any(|item| item.objectives[0] != "5.1.1.1")
    {
        return None;
    }
    let percent = |miss: f64, bound: f64| 100.0 * miss.max(0.0) / bound;
    let mut sum = 0.0;
    for row in 0..2 {
        let need = document["blueprint"][row]["items"].as_f64().unwrap();
        sum += 3.0 * percent((inside(Some(row)).len() as f64 - need).abs(), need);
    }
    let all = inside(None);
    let total = document["max_score"].as_f64().unwrap();
    if let Some(shares) = document["thinking_share"].as_object() {
        for (level, range) in shares {
            let have = all
                .iter()
                .filter(|i| i.thinking.unwrap().as_str() == level)
                .count() as f64;
            let low = range[0].as_f64().unwrap() * total;
            let high = range[1].as_f64().unwrap() * total;
            let measure = |bound: f64| if bound == 0.0 { 1.0 } else { bound };
            sum += percent(low - have, measure(low)) + percent(have - high, measure(high));
        }
    }
    let minutes: f64 = all.iter().map(|item| item.minutes.unwrap().as_f64()).sum();
    let duration = document["duration_min"].as_f64().unwrap();
    sum += percent(minutes - duration, duration);
    let mut groups: BTreeMap<String, f64> = BTreeMap::new();
    for item in &all {
        for enemy in &item.enemies {
            *groups.entry(format!("e{enemy}")).or_default() += 1.0;
        }
        if let Some(family) = &item.family {
            *groups.entry(format!("f{family}")).or_default() += 1.0;
        }
    }
    sum += groups
        .values()
        .map(|n| 100.0 * percent(n - 1.0, 1.0))
        .sum::<f64>();
    Some(sum)
}

/// The smallest sum over every way to put items into the two rows or leave them out.
fn smallest_violation(request: &Request) -> f64 {
    let count = request.candidates.len();
    let mut best = f64::INFINITY;
    for code in 0..3usize.pow(count as u32) {
        let place = |n: usize| match code / 3usize.pow(n as u32) % 3 {
            0 => None,
            row => Some(row - 1),
        };
        let places: Vec<Option<usize>> = (0..count).map(place).collect();
        best = violation(request, &places)
            .unwrap_or(f64::INFINITY)
            .min(best);
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn without_any_member_of_a_conflict_there_is_a_solution(request in arbitrary_request()) {
        let program = program_of(&request);
        prop_assume!(!is_feasible(&program));
        let explanation = explain(&request).unwrap();
        let Some(conflict) = &explanation.conflict else {
            prop_assert!(explanation.shortages.iter().any(|s| s.constraint.starts_with("row")));
            return Ok(());
        };
        prop_assert!(conflict.minimal);
        let named = |group: &Group| conflict.constraints.contains(&group.name());
        let members: BTreeSet<Group> = program.groups().into_iter().filter(named).collect();
        prop_assert_eq!(members.len(), conflict.constraints.len());
        prop_assert!(!is_feasible(&program.only(&members)));
        for member in &members {
            let others = members.iter().filter(|other| *other != member).cloned().collect();
            prop_assert!(is_feasible(&program.only(&others)), "{} is innocent", member.name());
        }
    }

    #[test]
    fn each_relaxation_is_enough_and_none_is_cheaper_than_the_first(request in arbitrary_request()) {
        let program = program_of(&request);
        let explanation = explain(&request).unwrap();
        prop_assert_eq!(is_feasible(&program), explanation.relaxations.is_empty());
        let mut last = 0.0;
        for relaxation in &explanation.relaxations {
            let mut relaxed = program.clone();
            for change in &relaxation.changes {
                let mut moved = 0;
                for row in &mut relaxed.rows {
                    if matches!(&row.id, crate::assembly::program::RowId::Rule(g) if g.name() == change.constraint) {
                        moved += 1;
                        match change.bound {
                            Side::Min => row.lower -= change.by,
                            Side::Max => row.upper += change.by,
                        }
                    }
                }
                prop_assert!(moved > 0, "{}", change.constraint);
            }
            prop_assert!(is_feasible(&relaxed), "{:?}", relaxation);
            prop_assert!(relaxation.cheapest && relaxation.cost >= last - 0.01);
            last = relaxation.cost;
            prop_assert!(last > 0.0);
        }
        let plain = request.document.constraints.stimulus_sets.is_none()
            && request.document.constraints.key_position_max_share.is_none();
        if let Some(first) = explanation.relaxations.first().filter(|_| plain) {
            let smallest = smallest_violation(&request);
            prop_assert!((first.cost - smallest).abs() < 0.01, "{} is not {smallest}", first.cost);
            prop_assert_eq!(explanation.nearest.unwrap().cost, first.cost);
        }
    }
}
