use serde_json::{Value, json};

use super::check::check;
use super::document::WorkflowDocument;
use crate::document::{Format, decode_text};
use crate::language::finding::{Finding, refuses};

const SHIPPED: &str = include_str!("../../../item_specs/workflows/kz-bank.yaml");

/// A small workflow that is right.
pub(crate) fn small() -> Value {
    let title = json!({"kk": "…", "ru": "…", "en": "…"});
    json!({
        "schema": "synaq.workflow/v1", "id": "small", "version": 1, "title": title,
        "valid_from": "2026-09-01",
        "kinds": [
            {"id": "external", "title": title, "pilot_rounds": 1,
             "when": [{"assessments": ["EXTERNAL", "ADMISSION"]}]},
            {"id": "school", "title": title}
        ],
        "start": "draft", "superseded": "old",
        "states": [
            {"id": "draft", "phase": "draft", "title": title},
            {"id": "review", "phase": "review", "title": title, "stages": ["subject", "key"]},
            {"id": "approved", "phase": "approved", "title": title},
            {"id": "pilot", "phase": "pilot", "title": title},
            {"id": "live", "phase": "live", "title": title},
            {"id": "old", "phase": "closed", "title": title}
        ],
        "stages": [
            {"id": "subject", "title": title, "reviewers": 2, "blind": "double"},
            {"id": "key", "title": title, "after": ["subject"], "kinds": ["external"]}
        ],
        "pilot_gates": [{"round": 1, "min_n": 100, "p": [0.1, 0.9]}],
        "transitions": [
            {"id": "submit", "title": title, "from": ["draft"], "to": "review",
             "permission": "write_items", "requires": {"checks": ["lint"], "changed": true}},
            {"id": "approve", "title": title, "from": ["review"], "to": "approved",
             "permission": "review_items", "requires": {"review": "passed", "comments_closed": true}},
            {"id": "send_back", "title": title, "from": ["review"], "to": "old", "direction": "back",
             "permission": "review_items", "opens_draft": true, "requires": {"review": "contested"}},
            {"id": "pilot", "title": title, "from": ["approved"], "to": "pilot",
             "permission": "operate_items"},
            {"id": "use", "title": title, "from": ["approved"], "to": "live", "kinds": ["school"],
             "permission": "operate_items", "roles": ["bank_manager"]},
            {"id": "use_piloted", "title": title, "from": ["pilot"], "to": "live",
             "permission": "operate_items", "requires": {"pilots": [1]}},
            {"id": "retire", "title": title, "from": ["live"], "to": "old",
             "permission": "operate_items", "requires": {"reason": true}}
        ]
    })
}

pub(crate) fn read(document: Value) -> WorkflowDocument {
    crate::document::decode(&document).unwrap()
}

/// The small workflow with one thing changed: `code pointer` of every finding.
fn told(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut document = small();
    change(&mut document);
    let found = match crate::document::decode::<WorkflowDocument>(&document) {
        Ok(workflow) => check(&workflow),
        Err(found) => found,
    };
    found
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect()
}

#[test]
fn the_shipped_workflow_is_right_and_the_small_one_too() {
    let (shipped, _) = decode_text::<WorkflowDocument>(SHIPPED, Format::Yaml).unwrap();
    assert_eq!(check(&shipped), Vec::<Finding>::new());
    assert_eq!(told(|_| ()), Vec::<String>::new());
}

#[test]
fn what_the_schema_refuses_is_told_with_line_and_column_and_the_nearest_name() {
    let broken = SHIPPED
        .replace(
            "permission: review_items\n    not_authors",
            "permission: review_itms\n    not_authors",
        )
        .replace("phase: suspended, days", "phase: suspendd, days")
        .replace("reviewers: 1\n", "reviewers: 0\n")
        .replace(
            "roles: [bank_manager, administrator]\n    requires: {review",
            "roles: [boss]\n    requires: {review",
        );
    let found = decode_text::<WorkflowDocument>(&broken, Format::Yaml).unwrap_err();
    let line = |part: &str| broken.lines().position(|l| l.contains(part)).unwrap() as u32 + 1;
    let told: Vec<_> = found
        .iter()
        .map(|f| (f.code.as_str(), f.place.unwrap().line))
        .collect();
    for expected in [
        ("not_allowed", line("phase: suspendd")),
        ("not_allowed", line("review_itms")),
        ("not_allowed", line("roles: [boss]")),
        ("below_minimum", line("reviewers: 0")),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    assert_eq!(told.len(), 4, "{found:?}");
    let near = found
        .iter()
        .find_map(|f| f.args.get("nearest").filter(|_| f.code == "not_allowed"));
    assert!(near.is_some());
}

#[test]
fn names_are_given_once_and_known() {
    let found = told(|w| {
        w["transitions"][0]["to"] = json!("reviw");
        w["transitions"][4]["kinds"] = json!(["schools"]);
        w["transitions"][4]["roles"] = json!(["reviewer"]);
        w["states"][2]["id"] = json!("pilot");
        w["states"][1]["stages"] = json!(["subject", "style"]);
        w["stages"][0]["reviewers_by_kind"] = json!({"extern": 3});
        w["start"] = json!("live");
        w["renames"] = json!({"live": "live", "gone": "nowhere"});
    });
    for expected in [
        "workflow_name_unknown /transitions/0/to",
        "workflow_name_unknown /transitions/4/kinds/0",
        "workflow_role_without_permission /transitions/4/roles/0",
        "duplicate_id /states/3/id",
        "workflow_name_unknown /states/1/stages/1",
        "workflow_stage_unused /stages/1/id",
        "workflow_name_unknown /stages/0/reviewers_by_kind/extern",
        "workflow_end_phase /start",
        "workflow_rename_of_kept_state /renames/live",
        "workflow_name_unknown /renames/gone",
    ] {
        assert!(
            found.contains(&expected.to_owned()),
            "{expected} in {found:#?}"
        );
    }
}

#[test]
fn a_misspelt_state_is_blamed_once_and_not_for_what_it_would_cut_off() {
    let found = told(|w| w["transitions"][0]["to"] = json!("reviw"));
    assert_eq!(found, ["workflow_name_unknown /transitions/0/to"]);
}

#[test]
fn a_state_that_nobody_reaches_or_leaves_is_told() {
    let title = json!({"kk": "…", "ru": "…", "en": "…"});
    let found = told(|w| {
        let states = w["states"].as_array_mut().unwrap();
        states.push(json!({"id": "island", "phase": "closed", "title": title}));
        states.push(json!({"id": "shelf", "phase": "suspended", "title": title}));
        let transitions = w["transitions"].as_array_mut().unwrap();
        transitions.push(
            json!({"id": "shelve", "title": title, "from": ["live"], "to": "shelf",
            "permission": "operate_items"}),
        );
    });
    assert_eq!(
        found,
        [
            "workflow_state_unreachable /states/6/id",
            "workflow_dead_end /states/7/id"
        ]
    );
}

#[test]
fn a_circle_without_an_end_is_told_with_its_kinds() {
    let mut document = small();
    let title = json!({"kk": "…", "ru": "…", "en": "…"});
    document["transitions"][6]["to"] = json!("shelf");
    let transitions = document["transitions"].as_array_mut().unwrap();
    transitions.push(
        json!({"id": "resume", "title": title, "from": ["shelf"], "to": "live",
        "permission": "operate_items"}),
    );
    let states = document["states"].as_array_mut().unwrap();
    states.push(json!({"id": "shelf", "phase": "suspended", "title": title}));
    let found = check(&read(document));
    let states: Vec<_> = found
        .iter()
        .map(|f| format!("{} {}", f.code, f.args["state"]))
        .collect();
    assert_eq!(
        states,
        ["workflow_no_end \"live\"", "workflow_no_end \"shelf\""]
    );
    assert_eq!(found[0].args["kinds"], json!(["external", "school"]));
}

#[test]
fn a_step_that_the_phases_do_not_know_is_refused() {
    let found = told(|w| {
        w["transitions"][1]["to"] = json!("live");
        w["transitions"][6]["from"] = json!(["live", "old", "draft"]);
    });
    for expected in [
        "workflow_phase_step /transitions/1/from/0",
        "workflow_step_to_itself /transitions/6/from/1",
        "workflow_phase_step /transitions/6/from/2",
    ] {
        assert!(
            found.contains(&expected.to_owned()),
            "{expected} in {found:#?}"
        );
    }
    let found = told(|w| w["transitions"][0]["from"] = json!(["draft", "old"]));
    assert_eq!(found, ["workflow_leaves_closed /transitions/0/from/1"]);
}

#[test]
fn external_items_are_piloted_and_no_way_goes_round_a_gate() {
    let found = told(|w| w["transitions"][4]["kinds"] = json!([]));
    assert_eq!(found, ["workflow_gate_avoidable /kinds/0/pilot_rounds"]);
    let found = told(|w| w["kinds"][0]["pilot_rounds"] = json!(0));
    assert_eq!(found, ["workflow_external_unpiloted /kinds/0"]);
    // Formative items come first in this list, and take external ones with them.
    let title = json!({"kk": "…", "ru": "…", "en": "…"});
    let found = told(|w| {
        let formative =
            json!({"id": "formative", "title": title, "when": [{"purposes": ["formative"]}]});
        w["kinds"].as_array_mut().unwrap().insert(0, formative);
        w["transitions"][4]["kinds"] = json!(["school", "formative"]);
    });
    assert_eq!(found, ["workflow_external_unpiloted /kinds/0"]);
    let found = told(|w| w["kinds"][0]["pilot_rounds"] = json!(2));
    assert_eq!(
        found,
        [
            "workflow_gate_missing /kinds/0/pilot_rounds",
            "workflow_gate_avoidable /kinds/0/pilot_rounds"
        ]
    );
}

#[test]
fn kinds_leave_nothing_over_and_take_nothing_twice() {
    let found = told(|w| {
        w["kinds"][0]["when"] = json!([]);
        w["kinds"][1]["when"] = json!([{"types": ["MCQ"]}]);
    });
    assert_eq!(
        found[..2],
        [
            "workflow_kind_takes_all /kinds/0",
            "workflow_kind_for_the_rest /kinds/1/when"
        ]
    );
}

#[test]
fn stages_can_be_reviewed_in_some_order() {
    let found = told(|w| w["stages"][0]["after"] = json!(["key"]));
    assert_eq!(
        found,
        [
            "workflow_stage_circle /stages/0/after",
            "workflow_stage_circle /stages/1/after"
        ]
    );
    let found = told(|w| w["stages"][0]["kinds"] = json!(["external"]));
    assert_eq!(
        found,
        ["workflow_review_without_stage /transitions/1/requires/review"]
    );
    let found = told(|w| w["stages"][0]["roles"] = json!(["statistician"]));
    assert_eq!(
        found,
        ["workflow_role_without_permission /stages/0/roles/0"]
    );
}

#[test]
fn gates_are_asked_for_once_and_have_bounds_in_order() {
    let found = told(|w| {
        w["pilot_gates"] = json!([
            {"round": 1, "min_n": 10, "p": [0.9, 0.1]}, {"round": 1, "min_n": 10, "kinds": ["school"]},
            {"round": 3, "min_n": 10}
        ]);
        w["transitions"][5]["requires"]["pilots"] = json!([1, 2]);
    });
    assert_eq!(
        found,
        [
            "workflow_gate_unknown /transitions/5/requires/pilots/1",
            "workflow_gate_bounds /pilot_gates/0/p",
            "workflow_gate_twice /pilot_gates/1/round",
            "workflow_gate_unused /pilot_gates/2/round",
        ]
    );
}

#[test]
fn an_approval_by_one_persons_word_and_a_missing_title_are_remarked() {
    let mut document = small();
    document["transitions"][1]["requires"] = json!({});
    document["states"][0]["title"] = json!({"ru": "Черновик"});
    document["valid_to"] = json!("2026-08-31");
    let found = check(&read(document));
    let told: Vec<_> = found
        .iter()
        .map(|f| (f.code.as_str(), f.is_error()))
        .collect();
    assert_eq!(
        told,
        [
            ("dates_reversed", true),
            ("workflow_title_missing", false),
            ("workflow_approval_unreviewed", false),
        ]
    );
    assert!(refuses(&found));
}

#[test]
fn a_new_draft_is_opened_only_beside_a_closed_version() {
    let found = told(|w| w["transitions"][3]["opens_draft"] = json!(true));
    assert_eq!(
        found,
        ["workflow_draft_beside_version /transitions/3/opens_draft"]
    );
}
