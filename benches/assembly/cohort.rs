//! A form for each of a thousand candidates: no item in more than a tenth of them, information within a
//! twentieth of every target, and every constraint of every form recounted inside the time.

use std::collections::BTreeMap;

use synaq::assembly::generated::trial::{TrialBank, TrialItem, request_for_cohort};
use synaq::assembly::on_the_fly::{Batch, Cohort, Plan};
use synaq::assembly::request::Request;
use synaq::assembly::solver::Highs;

use crate::options::Options;
use crate::parallel::{distances, numbers};
use crate::table::{Line, Table};
use crate::time::rounds;

const EXPOSURE: f64 = 0.1;
const WITHIN: f64 = 0.05;

/// All of it.
pub fn measure(options: &Options, table: &mut Table) {
    if !options.wants("cohort") {
        return;
    }
    let bank = TrialBank::draw(options.seed);
    let items = bank.pool(1);
    let request = request_for_cohort(&items);
    let cohort = Cohort {
        forms: if options.quick { 100 } else { 1_000 },
        exposure_max: EXPOSURE,
        overlap_max: None,
        overlap_mean_max: None,
        information_within: Some(WITHIN),
    };
    let (batch, own) = rounds(options.rounds(), || drawn(&request, &cohort));
    let plan = Plan::of(&request, &cohort).expect("drawn already");
    let summary = batch.summary(&plan);
    table.add(Line {
        size: format!("{} items", items.len()),
        goal: (!options.quick).then_some(10.0),
        remark: format!(
            "exposure {:.1} %, information ± {:.2} %, {} items used, common items {:.2} (most {})",
            100.0 * exposure(&plan, &batch),
            100.0 * farthest(&items, &plan, &batch),
            summary.items,
            summary.overlap_mean,
            summary.overlap_max
        ),
        ..Line::alone(
            "cohort",
            format!("{} forms on the fly of 994", cohort.forms),
            own,
        )
    });
}

/// Every form drawn, settled and recounted, as one worker does it.
fn drawn(request: &Request, cohort: &Cohort) -> Batch {
    let plan = Plan::of(request, cohort).unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    let mut batch = Batch::new(&plan);
    while batch
        .step(&plan, &Highs)
        .unwrap_or_else(|refusal| panic!("{refusal:#?}"))
    {}
    batch
}

/// Greatest share of the forms that an item stands in, counted from the forms.
fn exposure(plan: &Plan, batch: &Batch) -> f64 {
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    for (number, chosen) in (0..).zip(batch.forms()) {
        let form = plan.form(number, chosen).expect("recounted already");
        assert!(form.achieved.iter().all(|achieved| achieved.holds));
        for position in form.positions {
            *uses.entry(position.item).or_default() += 1;
        }
    }
    let most = uses.values().copied().max().unwrap_or(0);
    let share = f64::from(most) / f64::from(plan.forms());
    assert!(
        share <= EXPOSURE + 1e-9,
        "an item stands in {share} of the forms"
    );
    share
}

/// Largest distance of any form from any target, as a share of that target.
fn farthest(items: &[&TrialItem], plan: &Plan, batch: &Batch) -> f64 {
    let of_form = |(number, chosen)| {
        let form = plan.form(number, chosen).expect("recounted already");
        let apart = distances(items, &numbers(&form));
        apart.map(|(apart, target)| apart / target)
    };
    let all = (0..).zip(batch.forms()).flat_map(of_form);
    let most = all.fold(0.0, f64::max);
    assert!(most <= WITHIN + 1e-5, "a form is {most} from a target");
    most
}
