//! Several forms under a list of objectives: no form is worse than it must be.

use serde_json::json;

use super::objectives::{asking, bank, plainly, read};
use super::*;
use crate::assembly::sequence::{Method, SolveStatus};
use crate::specification::document::Objective;

fn parallel(objectives: &[Value], forms: u32, items: Vec<Candidate>) -> Request {
    let mut request = asking(objectives, items);
    request.options.forms = Some(forms);
    request
}

/// The value of an objective in each form.
fn values(objective: &Objective, assembly: &Assembly, items: &[Candidate]) -> Vec<f64> {
    let of_form = |form: usize| {
        let codes = codes(assembly, form);
        let mine = items
            .iter()
            .filter(|item| codes.contains(&item.code.as_str()));
        plainly(objective, &mine.collect::<Vec<_>>(), items)
    };
    (0..assembly.forms.len()).map(of_form).collect()
}

/// Every two forms of four that have no item in common.
fn pairs(items: &[Candidate]) -> Vec<[Vec<&Candidate>; 2]> {
    let of = |mask: u32| -> Vec<&Candidate> {
        let all = items.iter().enumerate();
        all.filter(|(n, _)| mask & (1 << n) != 0)
            .map(|(_, item)| item)
            .collect()
    };
    let fours: Vec<u32> = (0u32..1 << items.len())
        .filter(|mask| mask.count_ones() == 4)
        .collect();
    let apart = fours.iter().flat_map(|a| {
        let others = fours.iter().filter(move |b| *b > a && *b & a == 0);
        others.map(move |b| [of(*a), of(*b)])
    });
    apart.collect()
}

fn worst(objective: &Objective, values: &[f64]) -> f64 {
    let each = values.iter().copied();
    match objective.kind.is_maximised() {
        true => each.fold(f64::INFINITY, f64::min),
        false => each.fold(f64::NEG_INFINITY, f64::max),
    }
}

#[test]
fn the_worse_of_two_forms_is_as_good_as_trying_all_pairs_finds() {
    let items = bank();
    let all = pairs(&items);
    for objective in [
        json!({"kind": "maximin_information", "at": [{"theta": -1}, {"theta": 1}]}),
        json!({"kind": "information_sum", "at": [{"theta": 0}]}),
        json!({"kind": "target_information", "at": [{"theta": 0, "target": 1.4}]}),
        json!({"kind": "target_mean", "of": "p", "target": 0.5}),
        json!({"kind": "minimum_sum", "of": "minutes"}),
        json!({"kind": "minimum_use"}),
    ] {
        let read = read(objective.clone());
        let worse = |pair: &[Vec<&Candidate>; 2]| {
            worst(
                &read,
                &pair.each_ref().map(|form| plainly(&read, form, &items)),
            )
        };
        let best = all.iter().map(worse);
        let best = match read.kind.is_maximised() {
            true => best.fold(f64::NEG_INFINITY, f64::max),
            false => best.fold(f64::INFINITY, f64::min),
        };
        let assembly = form(&parallel(&[objective], 2, items.clone()));
        let mine = worst(&read, &values(&read, &assembly, &items));
        assert!(
            (mine - best).abs() < 1e-5,
            "{:?}: {mine} is not {best}",
            read.kind
        );
        assert_eq!(assembly.method, Method::Jointly);
        assert_eq!(assembly.status, SolveStatus::Optimal);
    }
}

#[test]
fn a_later_objective_takes_no_more_from_the_worse_form_than_the_first_allows() {
    let items = bank();
    let first = json!({"kind": "information_sum", "at": [{"theta": 0}], "loss": 0.1});
    let second = json!({"kind": "minimum_sum", "of": "minutes"});
    let [one, two] = [first.clone(), second.clone()].map(read);
    let all = pairs(&items);
    let of = |objective: &Objective, pair: &[Vec<&Candidate>; 2]| {
        worst(
            objective,
            &pair.each_ref().map(|form| plainly(objective, form, &items)),
        )
    };
    let most = all.iter().map(|pair| of(&one, pair)).fold(0.0, f64::max);
    let left = all
        .iter()
        .filter(|pair| of(&one, pair) >= 0.9 * most - 1e-9);
    let shortest = left
        .map(|pair| of(&two, pair))
        .fold(f64::INFINITY, f64::min);
    let assembly = form(&parallel(&[first, second], 2, items.clone()));
    assert!(worst(&one, &values(&one, &assembly, &items)) >= 0.9 * most - 1e-5);
    let mine = worst(&two, &values(&two, &assembly, &items));
    assert!((mine - shortest).abs() < 1e-5, "{mine} is not {shortest}");
}

/// A hundred and fifty items with parameters, minutes and past use.
fn pool() -> Vec<Candidate> {
    let template = bank();
    let one = |n: u32| {
        let mut item = template[(n % 11) as usize].clone();
        item.code = format!("q{n:03}");
        for (name, value) in &mut item.parameters[0].values {
            if name.starts_with('b') {
                *value += 0.013 * f64::from(n * 29 % 61);
            }
        }
        item.minutes = Some(half_points(2 + i64::from(n * 13 % 9)));
        item.thinking = Some([Thinking::Ku, Thinking::Ap][n as usize / 3 % 2]);
        item
    };
    (0..150).map(one).collect()
}

fn five_forms(objectives: Value) -> Request {
    let more = json!({
        "thinking_share": {"KU": [0.4, 0.6]},
        "constraints": {"objectives": objectives, "parallel_forms": 5}
    });
    let mut request = request(rows(10), more, pool());
    request.limits.gap = 0.02;
    request
}

#[test]
fn five_forms_come_within_the_gap_of_what_the_worst_of_them_can_be() {
    let list = json!([
        {"kind": "maximin_information", "at": [{"theta": -1}, {"theta": 0}, {"theta": 1}], "loss": 0.05},
        {"kind": "minimum_sum", "of": "minutes"}
    ]);
    let asked = five_forms(list.clone());
    let assembly = form(&asked);
    assert_eq!(assembly.method, Method::ByExchange);
    let items = &asked.candidates;
    let [information, minutes] = [0, 1].map(|n| read(list[n].clone()));
    let told = values(&information, &assembly, items);
    let least = worst(&information, &told);
    for (number, solve) in assembly.solves.iter().enumerate() {
        let first = &solve.stages[0];
        assert!(first.gap.unwrap() <= 0.02, "form {number}: {first:?}");
        // What the first objective had when its turn came, and what the second left of it.
        let bound = first.bound.unwrap();
        assert!(
            told[number] >= 0.95 * 0.98 * bound - 1e-6,
            "{told:?} of {bound}"
        );
    }
    // One after another the last form is worse than the first.
    let spread = told.iter().copied().fold(0.0, f64::max) - least;
    assert!(spread <= 0.08 * least, "{told:?}");
    assert!(
        values(&minutes, &assembly, items)
            .iter()
            .all(|minutes| *minutes > 0.0)
    );
    assert_eq!(form(&asked), assembly, "the same seed, the same forms");
    assert!(
        assembly
            .findings
            .iter()
            .all(|f| f.code != "objectives_one_after_another")
    );
}

#[test]
fn soft_rules_and_a_draw_are_stages_like_others() {
    let mut asked = five_forms(json!([
        {"kind": "target_information", "at": [{"theta": 0, "target": 3}], "loss": 0.05},
        {"kind": "random"}
    ]));
    let rules = json!([{"id": "X", "kind": "count", "where": "x >= 8", "min": 3, "weight": 1}]);
    asked.document.constraints.rules = serde_json::from_value(rules).unwrap();
    let assembly = form(&asked);
    assert_eq!(assembly.method, Method::ByExchange);
    for form in &assembly.forms {
        let rule = form.achieved.iter().find(|a| a.kind == "rule").unwrap();
        assert_eq!(
            rule.violation, None,
            "there are enough of them for all five"
        );
        let apart = form.objectives[0].value.unwrap();
        assert!(apart <= 0.05 * 3.0 + 0.02 * 3.0 + 1e-6, "{apart}");
    }
    let stages: Vec<&str> = assembly.solves[0]
        .stages
        .iter()
        .map(|stage| stage.objective.as_str())
        .collect();
    assert_eq!(
        stages,
        ["minimum_violations", "target_information", "random"]
    );
    let mut other = asked.clone();
    other.options.seed += 1;
    assert_ne!(
        form(&other).forms[0].fingerprint,
        assembly.forms[0].fingerprint
    );
}

#[test]
fn what_cannot_be_balanced_comes_one_after_another_and_says_so() {
    let asked = five_forms(json!([
        {"kind": "capped_maximin_information", "at": [{"theta": -1}, {"theta": 1}]}
    ]));
    let assembly = form(&asked);
    assert_eq!(assembly.method, Method::OneAfterAnother);
    let remark = assembly
        .findings
        .iter()
        .find(|f| f.code == "objectives_one_after_another")
        .expect("a remark");
    assert_eq!(
        crate::language::catalogue::sentence(crate::language::catalogue::Locale::En, remark),
        "The forms were assembled one after another: under the objectives capped_maximin_information the later ones got what the earlier ones left and may be worse. Compare them, or ask for objectives that can be balanced."
    );
}
