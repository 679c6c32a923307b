//! Anchors near to their earlier places, and pilot blocks among other rules of order.

use super::counts::pilot;
use super::order::in_order;
use super::*;
use crate::assembly::request::Anchor;

/// Ten items, the first three of them anchors at places of an earlier form.
fn anchored(tolerance: Option<u32>, places: [u32; 3]) -> Request {
    let mut anchors = json!({"items": 3});
    if let Some(tolerance) = tolerance {
        anchors["position_tolerance"] = json!(tolerance);
    }
    let pool = (0..12).map(|n| item(&format!("i{n:02}"))).collect();
    let mut request = request(rows(10), json!({"pilot": {"anchors": anchors}}), pool);
    let anchor = |(n, place): (usize, u32)| Anchor {
        item: format!("i{n:02}"),
        version: Some(1),
        position: Some(place),
    };
    request.options.anchors = places.into_iter().enumerate().map(anchor).collect();
    request
}

fn places(assembly: &Assembly) -> Vec<usize> {
    let order = in_order(assembly, 0);
    let place = |n: usize| {
        order
            .iter()
            .position(|code| *code == format!("i{n:02}"))
            .unwrap()
            + 1
    };
    (0..3).map(place).collect()
}

#[test]
fn anchors_stand_near_to_their_earlier_places() {
    let far = |places: &[usize]| {
        let pairs = places.iter().zip([2, 9, 5]);
        pairs
            .into_iter()
            .any(|(place, earlier): (&usize, usize)| place.abs_diff(earlier) > 1)
    };
    let with_seed = |tolerance, seed| {
        let mut request = anchored(tolerance, [2, 9, 5]);
        request.options.seed = seed;
        places(&form(&request))
    };
    for seed in 0..SEEDS {
        assert!(!far(&with_seed(Some(1), seed)));
        assert_eq!(with_seed(Some(0), seed), [2, 9, 5]);
    }
    assert!((0..SEEDS).any(|seed| far(&with_seed(None, seed))));
    let line = form(&anchored(Some(1), [2, 9, 5]));
    let told = line.forms[0]
        .achieved
        .iter()
        .find(|a| a.kind == "anchor_positions")
        .unwrap();
    assert!(told.holds && told.achieved == Hundredths(0));
}

#[test]
fn anchors_that_want_one_place_are_refused_by_name() {
    assert_eq!(
        said(&anchored(Some(0), [4, 4, 9])),
        "The items chosen for form A cannot be put into an order that keeps the rules anchors. Loosen one of them, give it a weight, or choose other items with another seed."
    );
    form(&anchored(Some(1), [4, 4, 9]));
}

#[test]
fn a_pilot_block_stays_at_its_end_whatever_rules_of_order_there_are() {
    let codes: Vec<String> = (0..2).map(|n| format!("p{n}")).collect();
    let with = |position: &str, rules: Value| {
        let mut request = pilot(2, &codes, position);
        request.document.constraints.rules = serde_json::from_value(rules).unwrap();
        request
    };
    let keyed = json!([{"id": "X", "kind": "order", "of": "version"}]);
    for (position, places) in [("start", [0, 1]), ("end", [2, 3])] {
        let order = in_order(&form(&with(position, keyed.clone())), 0);
        assert!(
            places.iter().all(|place| order[*place].starts_with('p')),
            "{order:?}"
        );
    }
    let against = json!([{"id": "X", "kind": "first", "where": "not scored"}]);
    assert_eq!(
        said(&with("end", against)),
        "The items chosen for form A cannot be put into an order that keeps the rules rule:X, pilot_block. Loosen one of them, give it a weight, or choose other items with another seed."
    );
    let spread = json!([{"id": "X", "kind": "spread", "where": "not scored", "min": 3}]);
    let order = in_order(&form(&with("spread", spread)), 0);
    assert!(
        order[0].starts_with('p') && order[3].starts_with('p'),
        "{order:?}"
    );
}
