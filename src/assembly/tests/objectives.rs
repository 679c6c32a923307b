//! Every objective against trying every form; several in order; draws; banks without any parameters.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::*;
use crate::assembly::candidate::Attribute;
use crate::assembly::information::ItemParameters;
use crate::assembly::sequence::SolveStatus;
use crate::assembly::verify_objectives::AchievedObjective;
use crate::psychometrics::information::information;
use crate::psychometrics::response::expected_share;
use crate::specification::document::{Distance, Objective, ObjectiveKind};

/// Parameters on the scale `s`.
pub(super) fn parameters(model: &str, values: &[(&str, f64)]) -> Vec<ItemParameters> {
    let values = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), *value));
    vec![ItemParameters {
        scale: "s".to_owned(),
        model: model.to_owned(),
        values: values.collect(),
        n: 500,
    }]
}

/// Eleven items of three models with everything an objective can look at.
pub(super) fn bank() -> Vec<Candidate> {
    let item = |n: u32| {
        with(&format!("i{n:02}"), |item| {
            let x = f64::from(n);
            let (a, b) = (
                0.7 + 0.13 * f64::from(n * 7 % 9),
                -1.6 + 0.33 * f64::from(n * 5 % 11),
            );
            item.parameters = match n % 3 {
                0 => parameters("2pl", &[("a", a), ("b", b)]),
                1 => parameters("3pl", &[("a", a), ("b", b), ("c", 0.15)]),
                _ => parameters("gpcm", &[("a", a), ("b1", b), ("b2", b + 0.4)]),
            };
            item.p = p(0.2 + 0.06 * f64::from(n * 3 % 11));
            let rit = Attribute::Number(0.1 + 0.037 * f64::from(n * 8 % 11));
            item.attributes.insert("rit".to_owned(), rit);
            item.minutes = Some(half_points(2 + i64::from(n * 4 % 7)));
            item.past.forms = n * 6 % 11;
            item.past.exposed = (n * n) % 101;
            item.attributes.insert("x".to_owned(), Attribute::Number(x));
        })
    };
    (0..11).map(item).collect()
}

pub(super) fn number(objective: &Objective, item: &Candidate) -> Option<f64> {
    match objective.of.as_deref() {
        Some("p") => item.p.map(|p| p.value),
        Some("minutes") => item.minutes.map(|minutes| minutes.0 as f64 / 100.0),
        Some(name) => match item.attributes.get(name) {
            Some(Attribute::Number(number)) => Some(*number),
            _ => None,
        },
        None => None,
    }
}

/// The value of an objective, as plainly as it can be said.
pub(super) fn plainly(objective: &Objective, form: &[&Candidate], pool: &[Candidate]) -> f64 {
    let at = |theta: f64| -> f64 {
        let of = |item: &&Candidate| {
            let set = &item.parameters[0];
            match objective.kind {
                ObjectiveKind::TargetCurve => {
                    let points = item.points.0 as f64 / 100.0;
                    points * expected_share(&set.model, &set.values, 1.0, theta).unwrap()
                }
                _ => information(&set.model, &set.values, 1.0, theta).unwrap(),
            }
        };
        form.iter().map(of).sum()
    };
    let over: Vec<f64> = objective
        .at
        .iter()
        .map(|o| at(o.theta) / o.weight)
        .collect();
    let least = over.iter().copied().fold(f64::MAX, f64::min);
    let most = over.iter().copied().fold(f64::MIN, f64::max);
    let apart = objective.at.iter().map(|o| {
        let target = o.target.unwrap_or(0.0);
        let distance = (at(o.theta) - target).abs() * o.weight;
        if objective.relative {
            distance / target
        } else {
            distance
        }
    });
    let numbers: Vec<f64> = form.iter().filter_map(|i| number(objective, i)).collect();
    let sum: f64 = numbers.iter().sum();
    match objective.kind {
        ObjectiveKind::MaximinInformation => least,
        ObjectiveKind::CappedMaximinInformation => least - (most - least),
        ObjectiveKind::InformationSum => objective.at.iter().map(|o| o.weight * at(o.theta)).sum(),
        ObjectiveKind::TargetInformation | ObjectiveKind::TargetCurve => match objective.distance {
            Distance::Greatest => apart.fold(0.0, f64::max),
            Distance::Sum => apart.sum(),
        },
        ObjectiveKind::TargetMean => {
            let target = objective.target.unwrap();
            let all = pool.iter().filter_map(|item| number(objective, item));
            let unknown = 2.0 * all.map(|n| (n - target).abs()).fold(0.0, f64::max);
            let lacking = (form.len() - numbers.len()) as f64;
            let apart = (sum - target * numbers.len() as f64).abs();
            (apart + lacking * unknown) / form.len() as f64
        }
        ObjectiveKind::TargetSum => (sum - objective.target.unwrap()).abs(),
        ObjectiveKind::MaximumSum | ObjectiveKind::MinimumSum => sum,
        ObjectiveKind::MinimumUse => form.iter().map(|i| f64::from(i.past.forms)).sum(),
        ObjectiveKind::MinimumExposure => form.iter().map(|i| f64::from(i.past.exposed)).sum(),
        ObjectiveKind::MinimumViolations | ObjectiveKind::Random => 0.0,
    }
}

pub(super) fn read(objective: Value) -> Objective {
    serde_json::from_value(objective).unwrap()
}

/// The best of some forms.
pub(super) fn best(objective: &Objective, values: impl Iterator<Item = f64>) -> f64 {
    match objective.kind.is_maximised() {
        true => values.fold(f64::MIN, f64::max),
        false => values.fold(f64::MAX, f64::min),
    }
}

pub(super) fn fours(items: &[Candidate]) -> Vec<Vec<&Candidate>> {
    let masks = (0u32..1 << items.len()).filter(|mask| mask.count_ones() == 4);
    let chosen = |mask: u32| {
        let all = items.iter().enumerate();
        let inside = all.filter(|(n, _)| mask & (1 << n) != 0);
        inside.map(|(_, item)| item).collect()
    };
    masks.map(chosen).collect()
}

pub(super) fn asking(objectives: &[Value], items: Vec<Candidate>) -> Request {
    let more = json!({"constraints": {"objectives": objectives}});
    request(rows(4), more, items)
}

pub(super) fn chosen<'a>(assembly: &Assembly, items: &'a [Candidate]) -> Vec<&'a Candidate> {
    let codes = codes(assembly, 0);
    let inside = |item: &&Candidate| codes.contains(&item.code.as_str());
    items.iter().filter(inside).collect()
}

#[track_caller]
pub(super) fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-6, "{value} is not {expected}");
}

fn every_kind() -> Vec<Value> {
    let at = |kind: &str| {
        json!({"kind": kind, "at": [
            {"theta": -1}, {"theta": 0, "weight": 1.3}, {"theta": 1.2}]})
    };
    let targets = |kind: &str, targets: [f64; 3], relative: bool, distance: &str| {
        json!({"kind": kind, "relative": relative, "distance": distance, "at": [
            {"theta": -1, "target": targets[0]}, {"theta": 0, "target": targets[1], "weight": 2},
            {"theta": 1, "target": targets[2]}]})
    };
    vec![
        at("maximin_information"),
        at("capped_maximin_information"),
        at("information_sum"),
        targets("target_information", [1.1, 1.7, 0.9], false, "greatest"),
        targets("target_information", [1.1, 1.7, 0.9], true, "greatest"),
        targets("target_information", [1.1, 1.7, 0.9], false, "sum"),
        targets("target_information", [50.0, 50.0, 50.0], false, "greatest"),
        targets("target_curve", [1.2, 2.1, 2.9], false, "greatest"),
        targets("target_curve", [1.2, 2.1, 2.9], true, "sum"),
        json!({"kind": "target_mean", "of": "p", "target": 0.47}),
        json!({"kind": "target_mean", "of": "rit", "target": 0.9}),
        json!({"kind": "target_sum", "of": "minutes", "target": 8.25}),
        json!({"kind": "maximum_sum", "of": "rit"}),
        json!({"kind": "minimum_sum", "of": "minutes"}),
        json!({"kind": "minimum_use"}),
        json!({"kind": "minimum_exposure"}),
    ]
}

#[test]
fn every_objective_is_as_good_as_the_best_of_all_forms_and_recounted_from_the_items() {
    let items = bank();
    for asked in every_kind() {
        let objective = read(asked.clone());
        let all = fours(&items);
        let best = best(
            &objective,
            all.iter().map(|four| plainly(&objective, four, &items)),
        );
        let assembly = form(&asking(&[asked], items.clone()));
        let mine = plainly(&objective, &chosen(&assembly, &items), &items);
        near(mine, best);
        let [line] = assembly.forms[0].objectives.as_slice() else {
            panic!("one line for one objective");
        };
        near(line.value.unwrap(), mine);
        let stage = &assembly.solves[0].stages[0];
        near(stage.value.unwrap(), mine);
        near(stage.bound.unwrap(), mine);
        assert_eq!(stage.objective, objective.kind.as_str());
        near(assembly.objective, mine);
        assert_eq!(assembly.status, SolveStatus::Optimal);
    }
}

#[test]
fn dropping_an_objective_changes_the_form() {
    let items = bank();
    let forms: BTreeSet<Vec<String>> = [
        json!({"kind": "maximin_information", "at": [{"theta": -1}, {"theta": 1}]}),
        json!({"kind": "information_sum", "at": [{"theta": -1}]}),
        json!({"kind": "target_mean", "of": "p", "target": 0.2}),
        json!({"kind": "minimum_sum", "of": "minutes"}),
        json!({"kind": "minimum_use"}),
    ]
    .into_iter()
    .map(|asked| {
        let assembly = form(&asking(&[asked], items.clone()));
        codes(&assembly, 0).into_iter().map(str::to_owned).collect()
    })
    .collect();
    assert_eq!(forms.len(), 5);
}

pub(super) fn line<'a>(assembly: &'a Assembly, name: &str) -> &'a AchievedObjective {
    let mut lines = assembly.forms[0].objectives.iter();
    lines.find(|line| line.objective == name).unwrap()
}

#[test]
fn what_has_a_target_tells_the_distance_and_its_percent() {
    let items = bank();
    let asked = json!({"id": "tif", "kind": "target_information", "at": [
        {"theta": -1, "target": 4}, {"theta": 1, "target": 5}]});
    let mean = json!({"kind": "target_mean", "of": "p", "target": 0.5});
    let assembly = form(&asking(&[asked, mean], items.clone()));
    let tif = line(&assembly, "tif");
    for at in &tif.at {
        let (target, distance) = (at.target.unwrap(), at.distance.unwrap());
        near(at.have - target, distance);
        near(at.percent.unwrap(), 100.0 * distance / target);
    }
    let stage = &assembly.solves[0].stages[0];
    near(
        stage.percent_of_target.unwrap(),
        100.0 * stage.value.unwrap() / 4.0,
    );
    let mean = line(&assembly, "target_mean");
    let items = chosen(&assembly, &items);
    let have = items.iter().map(|item| item.p.unwrap().value).sum::<f64>() / 4.0;
    near(mean.have.unwrap(), have);
    near(mean.percent.unwrap(), 100.0 * (have - 0.5).abs() / 0.5);
    assert_eq!(mean.items, Some(4));
}

#[test]
fn a_number_that_no_task_has_and_mixed_scales_are_told_at_once() {
    let mut items = bank();
    let mut other = items[3].parameters.clone();
    other[0].scale = "t".to_owned();
    items[3].parameters.extend(other);
    let request = asking(
        &[
            json!({"kind": "information_sum", "at": [{"theta": 0}]}),
            json!({"kind": "minimum_sum", "of": "thickness"}),
        ],
        items,
    );
    let refusal = refusal(&request);
    let found: BTreeMap<&str, &str> = refusal
        .findings
        .iter()
        .map(|finding| (finding.code.as_ref(), finding.pointer.as_str()))
        .collect();
    assert_eq!(
        found,
        BTreeMap::from([
            (
                "information_scales_mixed",
                "/document/constraints/objectives/0/scale"
            ),
            (
                "objective_attribute_absent",
                "/document/constraints/objectives/1/of"
            ),
        ])
    );
}

#[test]
fn items_that_cannot_tell_an_objective_stay_out() {
    let mut items = bank();
    for item in items.iter_mut().skip(3) {
        item.parameters.clear();
    }
    let asked = json!({"kind": "information_sum", "at": [{"theta": 0}]});
    let short = only_finding(&asking(&[asked], items));
    assert_eq!(short.args["kept_out"].as_str(), Some("parameters 8"));
}

#[test]
fn several_forms_each_have_their_objectives() {
    let items = bank();
    let asked = json!({"kind": "target_mean", "of": "p", "target": 0.5});
    let mut request = asking(&[asked], items);
    request.options.forms = Some(2);
    let assembly = form(&request);
    let solved = assembly.solves.iter().flat_map(|solve| &solve.forms);
    assert_eq!(solved.collect::<Vec<_>>(), [&0, &1]);
    for form in &assembly.forms {
        let [line] = form.objectives.as_slice() else {
            panic!("one line for one objective");
        };
        assert!(line.value.unwrap() < 0.02, "{line:?}");
    }
}
