//! Past use, trials and the order of sets.

use serde_json::json;

use super::*;
use crate::assembly::candidate::Candidate;
use crate::assembly::eligible::{Context, Misfit, misfits};
use crate::assembly::pool::Pool;
use crate::assembly::rules::RuleSet;
use crate::assembly::verify;
use crate::bank::phase::Phase;
use crate::specification::component::components;
use crate::specification::school_term::SchoolTerm;

#[test]
fn without_a_term_of_its_own_a_specification_counts_from_the_term_it_was_asked_in() {
    let used = with("x", |i| {
        i.used.push(SchoolTerm {
            year: 2026,
            term: 2,
        })
    });
    let mut request = request(
        rows(1),
        json!({"constraints": {"exclude_used_terms": 1}}),
        vec![used],
    );
    form(&request);
    request.options.asked_in = Some(SchoolTerm {
        year: 2026,
        term: 3,
    });
    let short = only_finding(&request);
    assert_eq!(short.args["nearest"], "exclude_used_terms");
    assert_eq!(short.args["kept_out"], "exclude_used_terms 1");
    assert_eq!(short.args["used_in"], "2026-27/2");
    request.options.asked_in = Some(SchoolTerm {
        year: 2026,
        term: 2,
    });
    form(&request);
}

#[test]
fn a_set_follows_its_text_in_the_authors_order_whatever_rows_its_tasks_fill() {
    let set = |n: u32| {
        with(&format!("s-{n}"), |item| {
            item.stimulus = text_stimulus("s");
            item.points = if n.is_multiple_of(2) {
                Points::whole(2)
            } else {
                Points::whole(1)
            };
        })
    };
    let mut candidates: Vec<Candidate> = (7..=12).map(set).collect();
    candidates.push(item("single"));
    let rows = json!([
        {"id": "R0", "items": 1, "points_each": 1, "objectives": ["5.1.1.1"]},
        {"id": "R1", "items": 3, "points_each": 1, "stimulus": "required"},
        {"id": "R2", "items": 3, "points_each": 2, "stimulus": "required"}
    ]);
    let mut request = request(rows, json!({}), candidates);
    request.options.forced = vec!["single".into()];
    for seed in 0..5 {
        request.options.seed = seed;
        let assembly = form(&request);
        let order: Vec<&str> = assembly.forms[0]
            .positions
            .iter()
            .map(|p| p.item.as_str())
            .collect();
        assert_eq!(
            order,
            ["single", "s-7", "s-8", "s-9", "s-10", "s-11", "s-12"],
            "seed {seed}"
        );
    }
}

#[test]
fn unscored_items_are_there_to_be_tried_out() {
    let more = json!({"bank_requirement": {"pilot_rounds": 2, "min_n": 200}});
    let request = request(rows(1), more, Vec::new());
    let mut component = components(&request.document).remove(0);
    let untried = vec![Misfit::PilotRounds];
    for (unscored, phase, reasons) in [(false, Phase::Live, untried), (true, Phase::Pilot, vec![])]
    {
        component.rows[0].unscored = unscored;
        let mut item = item("x");
        item.phase = phase;
        let context = Context {
            component: &component,
            subject: "mathematics",
            languages: &request.languages,
            options: &request.options,
            rules: RuleSet::none(),
        };
        assert_eq!(misfits(&context, &component.rows[0], &item), reasons);
    }
}

fn used_in(forms: u32) -> impl Fn(&mut Candidate) {
    move |item| item.past.forms = forms
}

#[test]
fn forms_made_together_use_an_item_no_more_often_than_is_left_to_it() {
    let candidates = vec![with("a", used_in(1)), item("b"), item("c"), item("d")];
    let limited = json!({
        "bank_requirement": {"max_uses": 3}, "constraints": {"parallel_forms": 3, "overlap_items": 2}
    });
    let request = request(rows(3), limited, candidates);
    let assembly = form(&request);
    let forms = (0..3).filter(|form| codes(&assembly, *form).contains(&"a"));
    assert!(forms.count() <= 2);
    let told = assembly
        .overlap_achieved
        .iter()
        .find(|a| a.kind == "max_uses");
    assert_eq!(told.map(|a| a.achieved), Some(Hundredths::whole(3)));
}

#[test]
fn the_recount_finds_an_item_used_too_often_too_soon_or_met_without_asking_the_program() {
    let bank_requirement = json!({"max_uses": 2, "max_exposure": 30, "min_days_between_uses": 10});
    let met = with("a", |item| {
        item.past.forms = 2;
        item.past.exposed = 25;
        item.past.met = 1;
        item.past.nearest_on = "2026-10-01".parse().ok();
    });
    let mut request = request(
        rows(1),
        json!({"bank_requirement": bank_requirement}),
        vec![met],
    );
    request.options.cohort = Some(6);
    request.options.asked_on = "2026-10-10".parse().ok();
    let component = components(&request.document).remove(0);
    let pool = Pool::new(request.candidates.clone()).unwrap();
    let context = Context {
        component: &component,
        subject: "mathematics",
        languages: &request.languages,
        options: &request.options,
        rules: RuleSet::none(),
    };
    let broken: Vec<(String, Hundredths)> = verify::verify_form(&context, &pool, &[(0, 0)])
        .into_iter()
        .filter(|achieved| !achieved.holds)
        .map(|achieved| (achieved.kind, achieved.achieved))
        .collect();
    let expected = [
        ("row_fit", 0),
        ("max_uses", 3),
        ("max_exposure", 31),
        ("min_days_between_uses", 9),
        ("met_by_cohort", 1),
    ];
    assert_eq!(
        broken,
        expected.map(|(kind, have)| (kind.to_owned(), Hundredths::whole(have)))
    );
    let reasons = misfits(&context, &component.rows[0], &pool.candidates()[0]);
    assert_eq!(
        reasons,
        [
            Misfit::MaxUses,
            Misfit::MaxExposure,
            Misfit::Fresh,
            Misfit::Met
        ]
    );
}
