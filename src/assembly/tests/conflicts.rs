use serde_json::json;

use super::*;
use crate::assembly::run::RefusalKind;

#[test]
fn every_short_row_is_named_at_once_with_what_would_help() {
    let rows = json!([
        {"id": "R1", "items": 2, "points_each": 1, "objectives": ["5.1.1.1"]},
        {"id": "R2", "items": 1, "points_each": 3, "types": ["EA"], "thinking": "HO"},
        {"id": "R3", "items": 1, "points_each": 1, "objectives_prefix": ["5.1."]}
    ]);
    let essay = |code: &str, phase| {
        with(code, |item| {
            item.item_type = ItemType::Ea;
            item.points = Points::whole(3);
            item.thinking = Some(Thinking::Ho);
            item.phase = phase;
        })
    };
    let russian = with("c", |item| item.languages = vec!["ru".parse().unwrap()]);
    let pool = vec![
        item("a"),
        essay("e1", Phase::Review),
        essay("e2", Phase::Draft),
        russian,
    ];
    let refusal = refusal(&request(rows, json!({}), pool));
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    let short: Vec<_> = refusal
        .findings
        .iter()
        .map(|f| (&f.args["row"], &f.args["need"], &f.args["have"]))
        .collect();
    assert_eq!(
        short,
        [
            (&json!("R1"), &json!(2), &json!(1)),
            (&json!("R2"), &json!(1), &json!(0))
        ]
    );
    let (first, second) = (&refusal.findings[0], &refusal.findings[1]);
    assert_eq!(
        (&first.args["in_other_languages"], &first.args["nearest"]),
        (&json!(1), &json!("languages"))
    );
    assert_eq!(
        (&second.args["in_review"], &second.args["in_other_phases"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(
        (&second.args["types"], &second.args["thinking"]),
        (&json!("EA"), &json!("HO"))
    );
    assert_eq!(second.pointer, "/blueprint/1");
}

#[test]
fn more_phases_may_be_allowed() {
    let mut request = request(
        rows(1),
        json!({}),
        vec![with("a", |item| item.phase = Phase::Pilot)],
    );
    assert_eq!(only_finding(&request).args["nearest"], "phase");
    request.options.phases = vec![Phase::Live, Phase::Pilot];
    assert_eq!(codes(&form(&request), 0), ["a"]);
}

#[test]
fn forced_enemies_are_named_with_the_rule_that_parts_them() {
    let enemy = |code: &str| with(code, |item| item.enemies = vec!["g".to_owned()]);
    let mut request = request(
        rows(2),
        json!({}),
        vec![enemy("a"), enemy("b"), item("c"), item("d")],
    );
    request.options.forced = vec!["a".to_owned(), "b".to_owned()];
    let finding = only_finding(&request);
    assert_eq!(finding.args["constraints"], "enemies:g, forced:a, forced:b");
    assert_eq!(finding.args["minimal"], true);
}

#[test]
fn a_forced_item_in_forms_without_overlap_is_a_conflict() {
    let pool: Vec<_> = (0..6).map(|n| item(&format!("i{n}"))).collect();
    let mut request = request(rows(2), json!({"constraints": {"parallel_forms": 2}}), pool);
    request.options.forced = vec!["i3".to_owned()];
    assert_eq!(
        only_finding(&request).args["constraints"],
        "forced:i3, overlap"
    );
    request.options.overlap_max = Some(1);
    assert_eq!(form(&request).overlaps[0][1], 1);
}

#[test]
fn a_wrong_request_is_answered_with_everything_that_is_wrong() {
    let mut bad = vec![item("a"), item("a"), with("b", |item| item.p = p(f64::NAN))];
    bad.push(with("c", |item| item.points = Points::whole(-1)));
    let mut request = request(rows(1), json!({}), bad);
    request.options.forms = Some(0);
    request.languages = vec!["en".parse().unwrap()];
    request.limits.gap = f64::NAN;
    let refusal = refusal(&request);
    let codes: Vec<_> = refusal
        .findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    assert_eq!(refusal.kind, RefusalKind::Invalid);
    assert_eq!(
        codes,
        [
            "languages_not_of_component",
            "forms_out_of_range",
            "gap_out_of_range",
            "candidate_twice",
            "candidate_p_out_of_range",
            "candidate_points_negative",
        ]
    );
    request.component = "nothing".to_owned();
    assert!(
        super::refusal(&request)
            .findings
            .iter()
            .any(|finding| finding.code == "component_unknown")
    );
}

#[test]
fn the_order_of_the_candidates_changes_nothing_and_the_seed_does() {
    let pool: Vec<_> = (0..40)
        .map(|n| with(&format!("i{n:02}"), |item| item.p = p(0.5)))
        .collect();
    let first = request(
        rows(10),
        json!({"constraints": {"parallel_forms": 2}}),
        pool.clone(),
    );
    let mut second = first.clone();
    second.candidates.reverse();
    assert_eq!(
        form(&first),
        form(&second),
        "same snapshot, seed and limits"
    );
    let json = serde_json::to_string(&first).unwrap();
    let travelled: Request = serde_json::from_str(&json).unwrap();
    assert_eq!(
        form(&travelled),
        form(&first),
        "and after the journey into another process"
    );
    second.options.seed = 8;
    let prints = |request: &Request| form(request).forms[0].fingerprint.clone();
    assert_ne!(prints(&first), prints(&second));
}
