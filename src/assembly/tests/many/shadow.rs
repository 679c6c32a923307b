use super::*;
use crate::assembly::given::GivenItem;
use crate::assembly::run::RefusalKind;
use crate::assembly::shadow::Shadow;
use crate::assembly::solver::Highs;

fn given(item: &str) -> GivenItem {
    GivenItem {
        item: item.to_owned(),
        version: None,
        row: None,
        position: None,
    }
}

fn adaptive(gap: f64) -> Request {
    let items = calibrated(150, 6);
    let targets = targets(&items, 16, 1.0);
    let mut request = request(two_rows(8), with_targets(targets, 32), items);
    request.limits.gap = gap;
    request
}

#[test]
fn whatever_is_given_the_whole_test_holds_every_constraint_and_is_near_the_best() {
    let request = adaptive(0.01);
    let shadow = Shadow::of(&request).unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    let mut met: Vec<GivenItem> = Vec::new();
    // The estimate wanders as a candidate's would.
    let thetas = (0..16).map(|step| 1.2 * f64::from(step).sin() / f64::from(step + 1).sqrt());
    for theta in thetas {
        let step = shadow.step(&met, theta, &Highs, &request.limits).unwrap();
        assert!(step.achieved.iter().all(|achieved| achieved.holds));
        assert_eq!(step.chosen.len(), 16);
        let stands = |given: &GivenItem| {
            let mut items = step.chosen.iter().map(|(_, item)| *item);
            items.any(|item| format!("q{item:04}") == given.item)
        };
        assert!(met.iter().all(stands), "what was given stays");
        assert!(
            step.information >= step.bound * (1.0 - 0.01) - 1e-6,
            "{step:?}"
        );
        assert!(step.information <= step.bound + 1e-6);
        let next = step.next.unwrap();
        assert!(met.iter().all(|given| given.item != next.item));
        met.push(given(&next.item));
    }
    let last = shadow.step(&met, 0.0, &Highs, &request.limits).unwrap();
    assert_eq!(last.next, None);
}

#[test]
fn the_first_form_tells_as_much_as_the_solver_finds_for_the_same_question() {
    // A target nobody reaches at one ability asks for as much information as possible there.
    let mut exact = adaptive(0.0);
    let rule = exact.document.constraints.information.as_mut().unwrap();
    rule.points.retain(|point| point.theta == 0.0);
    rule.points[0].target = Some(1000.0);
    let assembly = form(&exact);
    let best = codes(&assembly, 0).into_iter().map(|code| {
        let item = exact
            .candidates
            .iter()
            .find(|item| item.code == code)
            .unwrap();
        told(item, 0.0)
    });
    let best: f64 = best.sum();
    let request = adaptive(0.001);
    let step = Shadow::of(&request)
        .unwrap()
        .step(&[], 0.0, &Highs, &request.limits)
        .unwrap();
    assert!(
        step.information >= best * 0.999 - 1e-3,
        "{} of {best}",
        step.information
    );
    assert!(
        step.bound >= best - 1e-3,
        "{} proves less than {best}",
        step.bound
    );
}

#[test]
fn given_items_after_which_there_is_no_test_are_explained() {
    let request = adaptive(0.01);
    let shadow = Shadow::of(&request).unwrap();
    let enemies = [given("q0000"), given("q0001")];
    let refusal = shadow
        .step(&enemies, 0.0, &Highs, &request.limits)
        .unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    assert_eq!(refusal.findings[0].code, "given_items_exclude_each_other");
    let of_level = |level: Thinking| {
        let mine = request
            .candidates
            .iter()
            .filter(move |item| item.thinking == Some(level));
        mine.filter(|item| item.enemies.is_empty())
    };
    let first = |item: &&Candidate| item.objectives == ["5.1.1.1"];
    let many: Vec<GivenItem> = of_level(Thinking::Ku)
        .filter(first)
        .take(7)
        .chain(of_level(Thinking::Ku).filter(|item| !first(item)).take(7))
        .map(|item| given(&item.code))
        .collect();
    let refusal = shadow
        .step(&many, 0.0, &Highs, &request.limits)
        .unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    let named: String = refusal.findings[0]
        .args
        .values()
        .map(ToString::to_string)
        .collect();
    assert!(named.contains("given:"), "{named}");
}

#[test]
fn without_information_nothing_says_which_item_comes_next() {
    let request = request(rows(4), json!({}), calibrated(20, 1));
    let Err(refusal) = Shadow::of(&request) else {
        panic!("no scale");
    };
    assert_eq!(refusal.findings[0].code, "shadow_without_information");
}
