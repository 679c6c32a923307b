use std::collections::BTreeMap;

use super::*;
use crate::assembly::compile::Chosen;
use crate::assembly::on_the_fly::{Batch, Cohort, Plan};
use crate::assembly::run::RefusalKind;
use crate::assembly::solver::Highs;

fn cohort() -> Cohort {
    Cohort {
        forms: 120,
        exposure_max: 0.2,
        overlap_max: Some(5),
        overlap_mean_max: None,
        information_within: Some(0.1),
    }
}

fn asked(seed: u64) -> (Request, [f64; 3]) {
    let items = calibrated(160, 9);
    let targets = targets(&items, 16, 1.0);
    let mut request = request(two_rows(8), with_targets(targets, 34), items);
    request.options.seed = seed;
    (request, targets)
}

fn drawn(request: &Request, cohort: &Cohort) -> (Plan, Batch) {
    let plan = Plan::of(request, cohort).unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    let mut batch = Batch::new(&plan);
    while batch
        .step(&plan, &Highs)
        .unwrap_or_else(|refusal| panic!("{refusal:#?}"))
    {}
    assert!(batch.is_done(&plan));
    (plan, batch)
}

fn codes_of(plan: &Plan, batch: &Batch) -> Vec<Vec<String>> {
    let code = |number: u32, form: &Chosen| {
        let positions = plan.form(number, form).unwrap().positions;
        positions
            .into_iter()
            .map(|position| position.item)
            .collect()
    };
    (0..)
        .zip(batch.forms())
        .map(|(number, form)| code(number, form))
        .collect()
}

#[test]
fn exposure_overlap_and_every_constraint_hold_for_every_form_of_the_cohort() {
    let (request, targets) = asked(7);
    let (plan, batch) = drawn(&request, &cohort());
    let forms = codes_of(&plan, &batch);
    assert_eq!(forms.len(), 120);
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, form) in (0..).zip(&forms) {
        let whole = plan.form(number, &batch.forms()[number as usize]).unwrap();
        assert!(whole.achieved.iter().all(|achieved| achieved.holds));
        assert_eq!(whole.label, (number + 1).to_string());
        let codes: Vec<&str> = form.iter().map(String::as_str).collect();
        assert!(farthest(&codes, &request.candidates, targets) <= 0.1 + 1e-6);
        codes
            .into_iter()
            .for_each(|code| *uses.entry(code).or_default() += 1);
    }
    let most = uses.values().copied().max().unwrap();
    assert!(most <= 24, "an item stands in {most} of 120 forms");
    let common =
        |a: &Vec<String>, b: &Vec<String>| a.iter().filter(|code| b.contains(code)).count();
    let mut pairs = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        pairs.extend(forms[..number].iter().map(|other| common(form, other)));
    }
    assert!(*pairs.iter().max().unwrap() <= 5);
    let summary = batch.summary(&plan);
    assert_eq!(summary.forms, 120);
    assert_eq!(summary.items as usize, uses.len());
    assert_eq!(summary.overlap_max as usize, *pairs.iter().max().unwrap());
    assert!((summary.exposure_max - most as f64 / 120.0).abs() < 1e-12);
    let mean = pairs.iter().sum::<usize>() as f64 / pairs.len() as f64;
    assert!((summary.overlap_mean - mean).abs() < 1e-9);
}

#[test]
fn without_a_cap_of_the_overlap_two_forms_have_more_in_common() {
    let (request, _) = asked(7);
    let free = Cohort {
        overlap_max: None,
        ..cohort()
    };
    let (plan, batch) = drawn(&request, &free);
    assert!(batch.summary(&plan).overlap_max > 5);
}

#[test]
fn a_batch_goes_on_where_it_stopped_and_gives_the_same_forms() {
    let (request, _) = asked(7);
    let (_, whole) = drawn(&request, &cohort());
    let mut kept =
        serde_json::to_string(&Batch::new(&Plan::of(&request, &cohort()).unwrap())).unwrap();
    loop {
        // A new process: nothing is left but the JSON.
        let plan = Plan::of(&request, &cohort()).unwrap();
        let mut batch: Batch = serde_json::from_str(&kept).unwrap();
        let more = batch.step(&plan, &Highs).unwrap();
        kept = serde_json::to_string(&batch).unwrap();
        if !more {
            break;
        }
    }
    assert_eq!(serde_json::from_str::<Batch>(&kept).unwrap(), whole);
}

#[test]
fn workers_in_any_order_give_the_same_forms_as_one() {
    let (request, _) = asked(7);
    let (_, whole) = drawn(&request, &cohort());
    let plan = Plan::of(&request, &cohort()).unwrap();
    let mut batch = Batch::new(&plan);
    let mut chunks: Vec<u32> = batch.missing_chunks(&plan).collect();
    assert_eq!(chunks, [0, 1, 2]);
    chunks.reverse();
    let results: Vec<(u32, Vec<Chosen>)> = std::thread::scope(|scope| {
        let work = |chunk: u32| {
            let plan = &plan;
            scope.spawn(move || (chunk, plan.draw(chunk, &Highs).unwrap()))
        };
        let workers: Vec<_> = chunks.into_iter().map(work).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().unwrap())
            .collect()
    });
    for (chunk, forms) in results {
        batch.take(&plan, chunk, forms.clone(), &Highs).unwrap();
        // A worker that was believed dead may come back.
        batch.take(&plan, chunk, forms, &Highs).unwrap();
    }
    assert_eq!(batch, whole);
}

#[test]
fn another_seed_gives_other_forms_and_takes_no_part_of_this_batch() {
    let (plan, batch) = drawn(&asked(7).0, &cohort());
    let (other_plan, other) = drawn(&asked(8).0, &cohort());
    assert_ne!(batch.forms(), other.forms());
    let mut half = Batch::new(&plan);
    let refusal = half.take(&other_plan, 0, Vec::new(), &Highs).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Invalid);
    assert_eq!(refusal.findings[0].code, "cohort_batch_of_another_request");
}

#[test]
fn a_cap_that_the_pool_cannot_keep_is_refused_with_the_share_that_it_could() {
    let (request, _) = asked(7);
    let mut tight = Cohort {
        exposure_max: 0.05,
        overlap_max: None,
        ..cohort()
    };
    let Err(refusal) = Plan::of(&request, &tight) else {
        panic!("16 of 160 items in each form is a tenth of the forms");
    };
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    let codes: Vec<&str> = refusal.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["exposure_exhausts_row", "exposure_exhausts_row"]);
    let share = |finding: &Finding| {
        finding.args["share"]
            .as_str()
            .unwrap()
            .parse::<f64>()
            .unwrap()
    };
    let share = refusal.findings.iter().map(share).fold(0.0, f64::max);
    // What is named suffices by counting; whether the rules allow it is another question.
    tight.exposure_max = share / 100.0 + 0.01;
    assert!(Plan::of(&request, &tight).is_ok());
}

#[test]
fn a_bound_of_the_mean_overlap_holds() {
    let (request, _) = asked(7);
    let bounded = Cohort {
        overlap_max: None,
        overlap_mean_max: Some(2.2),
        ..cohort()
    };
    let (plan, batch) = drawn(&request, &bounded);
    let mean = batch.summary(&plan).overlap_mean;
    assert!(mean <= 2.2, "{mean}");
    // Sixteen of 160 items are 1.6 common ones whatever is done.
    assert!(mean >= 1.6 - 0.2, "{mean}");
}

#[test]
fn forced_items_stand_in_every_form_and_are_no_exposure() {
    let (mut request, _) = asked(7);
    request.options.forced = vec!["q0005".to_owned()];
    let few = Cohort {
        forms: 20,
        ..cohort()
    };
    let (plan, batch) = drawn(&request, &few);
    assert!(
        codes_of(&plan, &batch)
            .iter()
            .all(|form| form.contains(&"q0005".to_owned()))
    );
    assert!(batch.summary(&plan).exposure_max <= 0.2);
}

#[test]
fn a_cohort_that_makes_no_sense_is_refused_with_everything_at_once() {
    let items = calibrated(40, 2);
    let request = request(two_rows(4), json!({}), items);
    let wrong = Cohort {
        forms: 0,
        exposure_max: 0.0,
        overlap_max: None,
        overlap_mean_max: Some(f64::NAN),
        information_within: Some(2.0),
    };
    let Err(refusal) = Plan::of(&request, &wrong) else {
        panic!("a cohort of nobody");
    };
    let mut codes: Vec<&str> = refusal.findings.iter().map(|f| f.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "cohort_forms_out_of_range",
            "exposure_out_of_range",
            "information_target_missing",
            "information_within_out_of_range",
            "overlap_mean_out_of_range"
        ]
    );
}

#[test]
fn stimulus_sets_that_enter_whole_do_so_in_every_form() {
    let mut items = calibrated(120, 4);
    for (number, item) in items.iter_mut().enumerate() {
        item.objectives = vec!["5.1.1.1".to_owned()];
        item.stimulus = text_stimulus(&format!("t{:02}", number / 4));
    }
    let more = json!({"constraints": {"stimulus_sets": "whole"}});
    let request = request(rows(8), more, items);
    let cohort = Cohort {
        forms: 30,
        exposure_max: 0.3,
        overlap_max: None,
        overlap_mean_max: None,
        information_within: None,
    };
    let (plan, batch) = drawn(&request, &cohort);
    for form in codes_of(&plan, &batch) {
        let sets: std::collections::BTreeSet<usize> = form
            .iter()
            .map(|code| code[1..].parse::<usize>().unwrap() / 4)
            .collect();
        assert_eq!(sets.len(), 2, "{form:?}");
    }
    assert!(batch.summary(&plan).exposure_max <= 0.3);
}
