//! Past use, trials and the order of sets.

use serde_json::json;

use super::*;
use crate::assembly::candidate::Candidate;
use crate::assembly::eligible::{Context, Misfit, misfits};
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
        };
        assert_eq!(misfits(&context, &component.rows[0], &item), reasons);
    }
}
