use std::collections::BTreeSet;

use super::*;
use crate::assembly::panel::{PANEL_COMPONENT, Panel, assemble_panel};
use crate::assembly::run::RefusalKind;
use crate::assembly::sequence::SolveStatus;
use crate::assembly::solver::Highs;
use crate::assembly::tests::shipped::specification;
use crate::language::finding::refuses;
use crate::specification::check::{References, check};

const PANEL: &str = include_str!("../../../../item_specs/panels/mst-g9-mathematics.yaml");

fn bank(count: usize) -> Vec<Candidate> {
    let mut items = calibrated(count, 21);
    for (number, item) in items.iter_mut().enumerate() {
        let prefix = if item.objectives == ["5.1.1.1"] {
            "9.1"
        } else {
            "9.2"
        };
        item.objectives = vec![format!("{prefix}.1.{}", 1 + number % 4)];
        (item.grade_min, item.grade_max) = (9, 9);
        item.access = Access::Secure;
    }
    items
}

fn asked() -> Request {
    let mut request = request(rows(1), json!({}), bank(400));
    request.document = specification(PANEL);
    request.component = PANEL_COMPONENT.to_owned();
    request.limits.gap = 0.01;
    request
}

fn panel(request: &Request) -> Panel {
    assemble_panel(request, &Highs).unwrap_or_else(|refusal| panic!("no panel: {refusal:#?}"))
}

fn module<'a>(panel: &'a Panel, id: &str) -> Vec<&'a str> {
    let form = panel.modules.iter().find(|form| form.label == id).unwrap();
    form.positions
        .iter()
        .map(|position| position.item.as_str())
        .collect()
}

/// Items of a route, looked up by hand.
fn on_route<'a>(panel: &Panel, route: &[String], items: &'a [Candidate]) -> Vec<&'a Candidate> {
    let codes: Vec<&str> = route.iter().flat_map(|id| module(panel, id)).collect();
    let of = |code: &&str| items.iter().find(|item| item.code == *code).unwrap();
    codes.iter().map(of).collect()
}

#[test]
fn every_module_and_every_route_of_the_shipped_panel_holds() {
    let request = asked();
    let findings = check(&request.document, &References::default());
    assert!(!refuses(&findings), "{findings:#?}");
    let panel = panel(&request);
    assert!(panel.status <= SolveStatus::WithinGap, "{panel:#?}");
    assert_eq!(panel.modules.len(), 7);
    assert_eq!(panel.routes.len(), 7);
    let all: Vec<&str> = panel
        .modules
        .iter()
        .flat_map(|form| module(&panel, &form.label))
        .collect();
    assert_eq!(
        all.iter().collect::<BTreeSet<_>>().len(),
        56,
        "no item stands in two modules"
    );
    for route in &panel.routes {
        let items = on_route(&panel, &route.modules, &request.candidates);
        assert_eq!(items.len(), 24);
        let higher = items
            .iter()
            .filter(|item| item.thinking == Some(Thinking::Ho))
            .count();
        assert!((4..=9).contains(&higher), "{}: {higher}", route.route);
        let minutes: i64 = items.iter().map(|item| item.minutes.unwrap().0 / 100).sum();
        assert!((30..=46).contains(&minutes), "{}: {minutes}", route.route);
        let enemies: Vec<&String> = items.iter().flat_map(|item| &item.enemies).collect();
        assert_eq!(enemies.iter().collect::<BTreeSet<_>>().len(), enemies.len());
        if route.route.starts_with("middle") {
            let told: f64 = items.iter().map(|item| told(item, 0.0)).sum();
            assert!(told >= 5.0 - 1e-6, "{}: {told}", route.route);
        }
        assert!(route.achieved.iter().all(|achieved| achieved.holds));
    }
    for (id, theta) in [("easy2", -1.0), ("middle3", 0.0), ("hard3", 1.0)] {
        let items = on_route(&panel, &[id.to_owned()], &request.candidates);
        let have: f64 = items.iter().map(|item| told(item, theta)).sum();
        assert!((have - 2.3).abs() <= 0.2, "{id}: {have}");
    }
    assert_eq!(self::panel(&request), panel);
}

#[test]
fn without_a_rule_a_route_would_break_it() {
    let mut request = asked();
    let rules = &mut request.document.panel.as_mut().unwrap().route_rules;
    let time = rules.iter_mut().find(|rule| rule.id == "time").unwrap();
    (time.min, time.max) = (Some(30.0), Some(36.0));
    let minutes = |panel: &Panel| {
        let of_route = |route: &crate::assembly::panel::RouteAchieved| -> i64 {
            let items = on_route(panel, &route.modules, &request.candidates);
            items.iter().map(|item| item.minutes.unwrap().0 / 100).sum()
        };
        panel.routes.iter().map(of_route).max().unwrap()
    };
    assert!(minutes(&panel(&request)) <= 36);
    let mut free = request.clone();
    free.document
        .panel
        .as_mut()
        .unwrap()
        .route_rules
        .retain(|rule| rule.id != "time");
    assert!(minutes(&panel(&free)) > 36);
}

#[test]
fn items_may_be_shared_between_modules_that_no_route_has_both_of() {
    let mut request = asked();
    request.candidates = bank(34);
    request.document.panel.as_mut().unwrap().route_rules.clear();
    let rule = request.document.panel.as_mut().unwrap();
    rule.modules.clear();
    let refusal = assemble_panel(&request, &Highs).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    let named: String = refusal.findings[0]
        .args
        .values()
        .map(ToString::to_string)
        .collect();
    assert!(named.contains("panel_items"), "{named}");
    request
        .document
        .panel
        .as_mut()
        .unwrap()
        .items_shared_between_routes = true;
    for item in &mut request.candidates {
        item.enemies.clear();
    }
    let panel = panel(&request);
    for route in &panel.routes {
        let items = on_route(&panel, &route.modules, &request.candidates);
        let codes: BTreeSet<&str> = items.iter().map(|item| item.code.as_str()).collect();
        assert_eq!(codes.len(), 24);
    }
}

#[test]
fn a_route_that_cannot_be_is_named() {
    let mut request = asked();
    let rules = &mut request.document.panel.as_mut().unwrap().route_rules;
    rules.retain(|rule| rule.id == "time");
    rules[0].routes = vec!["high".to_owned()];
    (rules[0].min, rules[0].max) = (None, Some(20.0));
    let refusal = assemble_panel(&request, &Highs).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    let named: String = refusal.findings[0]
        .args
        .values()
        .map(ToString::to_string)
        .collect();
    assert!(named.contains("route:high/time"), "{named}");
}

#[test]
fn a_panel_that_makes_no_sense_is_refused_with_everything_at_once() {
    let mut document = specification(PANEL);
    let panel = document.panel.as_mut().unwrap();
    panel.stages[1].modules[0] = "nobody".to_owned();
    panel.routes[0].modules.pop();
    panel.route_rules[0].min = None;
    panel.route_rules[0].max = None;
    panel.route_rules[1].routes = vec!["nowhere".to_owned()];
    panel.route_rules[2].theta = Some(0.0);
    let points = &mut panel.modules.get_mut("hard2").unwrap().constraints;
    points.information.as_mut().unwrap().points[0].target = None;
    let findings = check(&document, &References::default());
    let codes: BTreeSet<(&str, &str)> = findings
        .iter()
        .filter(|finding| finding.is_error())
        .map(|finding| (finding.code.as_str(), finding.pointer.as_str()))
        .collect();
    let expected = [
        (
            "information_point_empty",
            "/panel/modules/hard2/constraints/information/points/0",
        ),
        ("panel_module_in_no_stage", "/components/1/id"),
        ("panel_module_on_no_route", "/panel/stages/1/modules/0"),
        ("panel_module_unknown", "/panel/stages/1/modules/0"),
        ("panel_route_skips", "/panel/routes/0/modules"),
        ("panel_route_skips", "/panel/routes/1/modules"),
        ("panel_route_unknown", "/panel/route_rules/1/routes/0"),
        ("panel_rule_theta", "/panel/route_rules/2/theta"),
        ("panel_rule_without_bounds", "/panel/route_rules/0"),
    ];
    assert_eq!(codes, expected.into_iter().collect());
}

#[test]
fn without_named_routes_every_way_through_the_stages_is_one() {
    let mut document = specification(PANEL);
    let panel = document.panel.as_mut().unwrap();
    panel.routes.clear();
    panel.route_rules.clear();
    let routes = panel.all_routes();
    assert_eq!(routes.len(), 9);
    assert_eq!(routes[0].id, "start-easy2-easy3");
    assert_eq!(routes[8].modules, ["start", "hard2", "hard3"]);
}

#[test]
fn what_is_said_of_forms_has_no_meaning_for_a_panel() {
    let mut request = asked();
    request.options.forced = vec!["q0001".to_owned()];
    let refusal = assemble_panel(&request, &Highs).unwrap_err();
    assert_eq!(refusal.findings[0].code, "panel_option_unknown");
    request.options.forced.clear();
    request.document.panel = None;
    assert_eq!(
        assemble_panel(&request, &Highs).unwrap_err().findings[0].code,
        "panel_missing"
    );
}
