use serde_json::json;

use super::check_tests::{read, small};
use super::replacement::{OccupiedState, built_in_states, replacement};
use crate::bank::phase::Phase;
use crate::document::{Format, decode_text};

fn occupied(state: &str, phase: Phase, items: u64) -> OccupiedState {
    OccupiedState {
        state: state.into(),
        phase,
        items,
    }
}

#[test]
fn items_of_a_state_that_is_gone_are_counted_and_renames_are_proposed() {
    let old = read(small());
    let mut document = small();
    document["states"][1]["id"] = json!("expert_review");
    document["transitions"][0]["to"] = json!("expert_review");
    document["transitions"][1]["from"] = json!(["expert_review"]);
    document["transitions"][2]["from"] = json!(["expert_review"]);
    let occupied = [
        occupied("review", Phase::Review, 214),
        occupied("live", Phase::Live, 9_000),
    ];
    let plan = replacement(Some(&old), &read(document.clone()), &occupied);
    assert_eq!(plan.stranded.len(), 1);
    assert_eq!(
        (plan.stranded[0].items, &plan.stranded[0].proposals[..]),
        (214, &["expert_review".to_owned()][..])
    );
    assert_eq!(plan.findings()[0].code, "workflow_items_stranded");
    assert_eq!(plan.findings()[0].args["items"], json!(214));

    document["renames"] = json!({"review": "expert_review"});
    let plan = replacement(Some(&old), &read(document), &occupied);
    assert!(plan.findings().is_empty());
    assert_eq!(
        (plan.moved[0].to.as_str(), plan.moved[0].items),
        ("expert_review", 214)
    );
}

#[test]
fn a_state_nobody_stands_in_may_go_and_one_that_changes_its_phase_may_not() {
    let new = read(small());
    let plan = |place| replacement(None, &new, &[place]).findings();
    assert!(plan(occupied("parking", Phase::Review, 0)).is_empty());
    let changed = plan(occupied("pilot", Phase::Approved, 3));
    assert_eq!(changed[0].code, "workflow_items_change_phase");
    assert_eq!(changed[0].args["proposals"], json!(["approved"]));
}

#[test]
fn the_likeliest_rename_has_the_same_transitions() {
    let old = read(small());
    let mut document = small();
    let title = json!({"kk": "…", "ru": "…", "en": "!"});
    let states = document["states"].as_array_mut().unwrap();
    states.push(json!({"id": "livee", "phase": "live", "title": title}));
    states[4] = json!({"id": "operational", "phase": "live", "title": title});
    for transition in document["transitions"].as_array_mut().unwrap() {
        if transition["to"] == "live" {
            transition["to"] = json!("operational");
        }
        if transition["from"] == json!(["live"]) {
            transition["from"] = json!(["operational"]);
        }
    }
    let plan = replacement(
        Some(&old),
        &read(document),
        &[occupied("live", Phase::Live, 1)],
    );
    assert_eq!(plan.stranded[0].proposals, ["operational", "livee"]);
}

#[test]
fn the_shipped_workflow_takes_over_every_built_in_state() {
    let shipped = include_str!("../../../item_specs/workflows/kz-bank.yaml");
    let (workflow, _) = decode_text(shipped, Format::Yaml).unwrap();
    let places = built_in_states().into_iter();
    let places: Vec<_> = places
        .map(|(state, phase)| occupied(state, phase, 1))
        .collect();
    assert!(places.len() >= 9);
    assert!(replacement(None, &workflow, &places).findings().is_empty());
}
