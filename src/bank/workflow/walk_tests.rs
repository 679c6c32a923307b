//! The check and the decision function know nothing of each other: whatever workflow the check lets pass,
//! walking through it step by step must keep what the check promised.

use std::collections::BTreeSet;

use rand::seq::IndexedRandom;
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::check::check;
use super::check_tests::{read, small};
use super::decision::{Case, offers};
use super::decision_tests::{actor, given, in_review, item};
use super::document::{Check, WorkflowDocument};
use super::facts::{CheckRun, Facts, PilotDecision, PilotRound};
use crate::bank::phase::Phase;
use crate::document::{Format, decode_text};
use crate::identity::{Actor, Grant, Object, Role};
use crate::language::finding::refuses;

/// Somebody with every role.
fn everybody() -> Actor {
    let mut somebody = actor("me", Role::Administrator);
    let grant = somebody.grants[0].clone();
    let all = Role::ALL.iter().map(|role| Grant {
        role: *role,
        ..grant.clone()
    });
    somebody.grants = all.collect();
    somebody
}

/// Everything that could be wished for, with approvals in every stage or with a refusal.
fn facts(workflow: &WorkflowDocument, verdict: &str, piloted: bool, wrote: bool) -> Facts {
    let stages = workflow.stages.iter();
    let reviewers = ["ann", "bob", "cid"];
    let verdicts = stages.flat_map(|s| reviewers.map(|who| given(who, &s.id, verdict)));
    let pilot = |round| PilotRound {
        round,
        date: "2026-10-01".parse().unwrap(),
        n: 100_000,
        p: Some(0.5),
        rit: Some(0.5),
        decision: PilotDecision::Pass,
        decided_by: "s".into(),
    };
    let checks = Check::ALL.iter().map(|check| CheckRun {
        check: *check,
        blocking: 0,
        waived: 0,
    });
    Facts {
        actor_wrote: wrote,
        checks: checks.collect(),
        reason_given: true,
        pilots: match piloted {
            true => (1..=9).map(pilot).collect(),
            false => Vec::new(),
        },
        ..in_review(verdicts.collect())
    }
}

/// States that an item comes to, whatever its reviewers say.
fn walked(
    workflow: &WorkflowDocument,
    assessments: &[&str],
    piloted: bool,
    wrote: bool,
) -> BTreeSet<String> {
    let (item, actor, object) = (item(assessments), everybody(), Object::of("/centre/"));
    let all: Vec<Facts> = ["approve", "reject"]
        .iter()
        .map(|verdict| facts(workflow, verdict, piloted, wrote))
        .collect();
    let mut reached = BTreeSet::from([workflow.start.clone()]);
    let mut open = vec![workflow.start.clone()];
    while let Some(state) = open.pop() {
        for facts in &all {
            let case = Case {
                workflow,
                item: &item,
                state: &state,
                actor: &actor,
                object: &object,
                facts,
            };
            for offer in offers(&case).into_iter().filter(|offer| offer.allowed) {
                if reached.insert(offer.step.to.clone()) {
                    open.push(offer.step.to);
                }
            }
        }
    }
    reached
}

fn in_phase(workflow: &WorkflowDocument, reached: &BTreeSet<String>, phase: Phase) -> bool {
    let mut states = workflow.states.iter();
    states.any(|state| state.phase == phase && reached.contains(&state.id))
}

#[track_caller]
fn holds_its_promises(workflow: &WorkflowDocument) {
    for assessments in [&["EXTERNAL"][..], &["ADMISSION"], &["SAU"], &[]] {
        let reached = walked(workflow, assessments, true, false);
        assert!(
            in_phase(workflow, &reached, Phase::Live),
            "{assessments:?} never come into use: {workflow:#?}"
        );
        let own = walked(workflow, assessments, true, true);
        assert!(
            !in_phase(workflow, &own, Phase::Approved),
            "authors approve their own: {workflow:#?}"
        );
    }
    for assessments in [["EXTERNAL"], ["ADMISSION"]] {
        let unpiloted = walked(workflow, &assessments, false, false);
        assert!(
            !in_phase(workflow, &unpiloted, Phase::Live),
            "{assessments:?} come into use without a pilot: {workflow:#?}"
        );
    }
}

/// The small workflow with a few things changed at random.
fn changed(rng: &mut impl Rng) -> Value {
    let states = ["draft", "review", "approved", "pilot", "live", "old"];
    let kinds = [json!([]), json!(["external"]), json!(["school"])];
    let mut document = small();
    for _ in 0..rng.random_range(1..4) {
        let transitions = document["transitions"].as_array_mut().unwrap();
        let at = rng.random_range(0..transitions.len());
        let state = json!(states.choose(rng).unwrap());
        match rng.random_range(0..8) {
            0 => transitions[at]["to"] = state,
            1 => transitions[at]["from"] = json!([state]),
            2 => transitions[at]["from"].as_array_mut().unwrap().push(state),
            3 => transitions[at]["kinds"] = kinds.choose(rng).unwrap().clone(),
            4 => transitions[at]["requires"] = json!({"pilots": [1]}),
            5 => {
                let mut copy = transitions[at].clone();
                copy["id"] = json!(format!("copy{}", transitions.len()));
                copy["to"] = state;
                transitions.push(copy);
            }
            6 => document["kinds"][0]["pilot_rounds"] = json!(rng.random_range(0..3)),
            _ => document["kinds"].as_array_mut().unwrap().reverse(),
        }
    }
    document
}

#[test]
fn whatever_the_check_lets_pass_pilots_external_items_and_lets_nobody_approve_their_own() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let (mut passed, mut refused) = (0, 0);
    for _ in 0..500 {
        let workflow = read(changed(&mut rng));
        if refuses(&check(&workflow)) {
            refused += 1;
            continue;
        }
        passed += 1;
        holds_its_promises(&workflow);
    }
    assert!(
        passed > 10 && refused > 10,
        "{passed} passed, {refused} refused"
    );
}

#[test]
fn the_shipped_workflow_holds_its_promises() {
    let shipped = include_str!("../../../item_specs/workflows/kz-bank.yaml");
    let (workflow, _) = decode_text(shipped, Format::Yaml).unwrap();
    holds_its_promises(&workflow);
    // Both rounds, or none of it.
    let unpiloted = walked(&workflow, &["EXTERNAL"], false, false);
    assert!(!unpiloted.contains("pilot_2"));
    assert!(unpiloted.contains("data_review"));
}
