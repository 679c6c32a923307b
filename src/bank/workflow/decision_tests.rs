use chrono::{DateTime, Utc};
use serde_json::json;

use super::check_tests::{read, small};
use super::decision::{Case, Offer, offers, step};
use super::document::{Check, WorkflowDocument};
use super::facts::{CheckRun, Facts, ItemFacts, PilotDecision, PilotRound, VariantFact};
use crate::bank::phase::{Phase, PhaseAction};
use crate::bank::review::attempt::{AttemptNumber, Outcome};
use crate::bank::review::verdict::GivenVerdict;
use crate::bank::{Access, ItemType, Purpose};
use crate::document::{Format, decode_text};
use crate::identity::{Actor, Grant, Object, Role};

pub(crate) fn actor(user: &str, role: Role) -> Actor {
    Actor {
        user_id: user.into(),
        home_org: "centre".into(),
        home_path: "/centre/".into(),
        grants: vec![Grant {
            role,
            org_id: "centre".into(),
            org_path: "/centre/".into(),
            subject: None,
            language: None,
        }],
        shares: Vec::new(),
        only: None,
    }
}

pub(crate) fn item(assessments: &[&str]) -> ItemFacts {
    ItemFacts {
        purpose: Purpose::Summative,
        types: vec![ItemType::Mcq],
        access: Access::Restricted,
        tags: Vec::new(),
        assessments: assessments.iter().map(|a| (*a).to_owned()).collect(),
    }
}

pub(crate) fn given(reviewer: &str, stage: &str, verdict: &str) -> GivenVerdict {
    let at: DateTime<Utc> = "2026-11-01T10:00:00Z".parse().unwrap();
    serde_json::from_value(json!({
        "attempt": AttemptNumber::FIRST, "reviewer": reviewer, "at": at, "stage": stage,
        "verdict": verdict, "rating": "satisfactory", "comment": "…"
    }))
    .unwrap()
}

pub(crate) fn in_review(verdicts: Vec<GivenVerdict>) -> Facts {
    Facts {
        attempt: Some(AttemptNumber::FIRST),
        verdicts,
        ..Facts::default()
    }
}

struct Scene {
    workflow: WorkflowDocument,
    item: ItemFacts,
    actor: Actor,
}

impl Scene {
    fn of(assessments: &[&str], role: Role) -> Self {
        Self {
            workflow: read(small()),
            item: item(assessments),
            actor: actor("me", role),
        }
    }

    fn offers(&self, state: &str, facts: &Facts) -> Vec<Offer> {
        let object = Object::of("/centre/").subject("mathematics");
        offers(&self.case(state, facts, &object))
    }

    fn case<'a>(&'a self, state: &'a str, facts: &'a Facts, object: &'a Object<'a>) -> Case<'a> {
        Case {
            workflow: &self.workflow,
            item: &self.item,
            state,
            actor: &self.actor,
            object,
            facts,
        }
    }

    /// Ids of the transitions that may be taken, and `id: codes` of the others.
    fn told(&self, state: &str, facts: &Facts) -> Vec<String> {
        let offers = self.offers(state, facts).into_iter();
        offers
            .map(|offer| {
                let codes: Vec<_> = offer.reasons.iter().map(|f| f.code.as_str()).collect();
                match offer.allowed {
                    true => offer.step.transition,
                    false => format!("{}: {}", offer.step.transition, codes.join(" ")),
                }
            })
            .collect()
    }
}

fn checked(blocking: u32) -> Vec<CheckRun> {
    vec![CheckRun {
        check: Check::Lint,
        blocking,
        waived: 0,
    }]
}

fn round(n: u32, p: Option<f64>, decision: PilotDecision) -> PilotRound {
    let date = "2026-10-01".parse().unwrap();
    PilotRound {
        round: 1,
        date,
        n,
        p,
        rit: None,
        decision,
        decided_by: "s".into(),
    }
}

#[test]
fn a_draft_is_submitted_by_its_author_when_its_checks_ran_and_block_nothing() {
    let scene = Scene::of(&[], Role::Developer);
    let mut facts = Facts {
        actor_wrote: true,
        ..Facts::default()
    };
    assert_eq!(
        scene.told("draft", &facts),
        ["submit: workflow_check_not_run"]
    );
    facts.checks = checked(2);
    facts.unchanged_since = Some(3);
    assert_eq!(
        scene.told("draft", &facts),
        ["submit: workflow_check_blocking resubmitted_unchanged"]
    );
    facts.checks = checked(0);
    facts.unchanged_since = None;
    assert_eq!(scene.told("draft", &facts), ["submit"]);
    let step = scene.offers("draft", &facts).remove(0).step;
    assert_eq!(
        (step.phase, step.action),
        (Phase::Review, Some(PhaseAction::Submit))
    );
    let reviewer = Scene::of(&[], Role::Reviewer);
    assert_eq!(
        reviewer.told("draft", &facts),
        ["submit: workflow_permission_missing"]
    );
    assert!(reviewer.offers("draft", &facts)[0].forbidden);
}

#[test]
fn a_refused_approval_tells_every_reason_at_once() {
    let scene = Scene::of(&["EXTERNAL"], Role::Reviewer);
    let mut facts = in_review(vec![given("ann", "subject", "approve")]);
    facts.actor_wrote = true;
    facts.blocking_comments = 1;
    assert_eq!(
        scene.told("review", &facts),
        [
            "approve: own_item_reviewed workflow_stage_short workflow_stage_short workflow_comments_open",
            "send_back: own_item_reviewed workflow_nobody_against",
        ]
    );
    let approve = &scene.offers("review", &facts)[0];
    let short = &approve.reasons[1];
    assert_eq!(
        (
            &short.args["stage"],
            &short.args["have"],
            &short.args["need"]
        ),
        (&json!("subject"), &json!(1), &json!(2))
    );
}

#[test]
fn enough_approvals_of_every_stage_approve_and_one_against_does_not() {
    let scene = Scene::of(&["EXTERNAL"], Role::Reviewer);
    let mut verdicts = vec![
        given("ann", "subject", "approve"),
        given("bob", "subject", "approve"),
        given("bob", "key", "approve"),
    ];
    assert_eq!(
        scene.told("review", &in_review(verdicts.clone())),
        ["approve", "send_back: workflow_nobody_against"]
    );
    verdicts.push(given("cid", "subject", "revise"));
    assert_eq!(
        scene.told("review", &in_review(verdicts.clone())),
        ["approve: workflow_stage_contested", "send_back"]
    );
    // The same reviewer twice is one reviewer.
    verdicts.truncate(1);
    verdicts.push(given("ann", "subject", "approve"));
    let told = scene.told("review", &in_review(verdicts));
    assert_eq!(
        told[0],
        "approve: workflow_stage_short workflow_stage_short"
    );
}

#[test]
fn verdicts_of_an_earlier_attempt_do_not_count() {
    let scene = Scene::of(&[], Role::Reviewer);
    let verdicts = vec![
        given("ann", "subject", "approve"),
        given("bob", "subject", "approve"),
    ];
    let mut facts = in_review(verdicts);
    assert_eq!(scene.told("review", &facts)[0], "approve");
    facts.attempt = Some(AttemptNumber {
        round: 1,
        attempt: 2,
    });
    assert_eq!(
        scene.told("review", &facts)[0],
        "approve: workflow_stage_short"
    );
}

#[test]
fn a_school_task_skips_the_pilot_and_an_external_one_may_not() {
    let manager = |assessments| Scene::of(assessments, Role::BankManager);
    let facts = Facts::default();
    assert_eq!(manager(&["SAU"]).told("approved", &facts), ["pilot", "use"]);
    let external = manager(&["ADMISSION"]);
    assert_eq!(external.told("approved", &facts), ["pilot"]);
    let object = Object::of("/centre/");
    let refused = step(&external.case("approved", &facts, &object), "use").unwrap_err();
    assert_eq!(refused.reasons[0].code, "workflow_transition_not_for_kind");
    assert_eq!(refused.reasons[0].args["possible"], json!(["pilot"]));
}

#[test]
fn a_gate_is_passed_by_the_last_record_of_its_round() {
    let scene = Scene::of(&["EXTERNAL"], Role::BankManager);
    let told = |pilots| {
        let facts = Facts {
            pilots,
            ..Facts::default()
        };
        scene.told("pilot", &facts)
    };
    let failed = round(40, Some(0.95), PilotDecision::Repeat);
    let passed = round(120, Some(0.5), PilotDecision::Pass);
    assert_eq!(told(vec![]), ["use_piloted: workflow_pilot_missing"]);
    assert_eq!(
        told(vec![failed.clone()]),
        ["use_piloted: workflow_pilot_not_passed workflow_pilot_n workflow_pilot_number"]
    );
    assert_eq!(told(vec![failed.clone(), passed.clone()]), ["use_piloted"]);
    assert_eq!(told(vec![passed.clone(), failed]).len(), 1);
    let blank = PilotRound { p: None, ..passed };
    assert_eq!(
        told(vec![blank]),
        ["use_piloted: workflow_pilot_number_missing"]
    );
}

#[test]
fn a_gate_that_only_remarks_lets_pass_with_a_remark() {
    let mut document = small();
    document["pilot_gates"][0]["severity"] = json!("warning");
    let scene = Scene {
        workflow: read(document),
        ..Scene::of(&["EXTERNAL"], Role::BankManager)
    };
    let easy = round(120, Some(0.99), PilotDecision::Pass);
    let facts = Facts {
        pilots: vec![easy],
        ..Facts::default()
    };
    let offer = scene.offers("pilot", &facts).remove(0);
    assert!(offer.allowed);
    assert_eq!(offer.step.remarks[0].code, "workflow_pilot_number");
}

#[test]
fn a_role_narrows_who_may_and_a_reason_is_asked_for() {
    let facts = Facts::default();
    let administrator = Scene::of(&["SAU"], Role::Administrator);
    let told = administrator.told("approved", &facts);
    assert_eq!(told, ["pilot", "use: workflow_permission_missing"]);
    assert_eq!(
        administrator.offers("approved", &facts)[1].reasons[0].args["roles"],
        json!(["bank_manager"])
    );
    assert_eq!(
        administrator.told("live", &facts),
        ["retire: workflow_reason_missing"]
    );
    let with_reason = Facts {
        reason_given: true,
        ..facts
    };
    assert_eq!(administrator.told("live", &with_reason), ["retire"]);
}

#[test]
fn a_transition_that_starts_elsewhere_or_is_not_there_is_refused_with_what_is_possible() {
    let scene = Scene::of(&["SAU"], Role::BankManager);
    let (facts, object) = (Facts::default(), Object::of("/centre/"));
    let code = |state: &str, transition: &str| {
        let refused = step(&scene.case(state, &facts, &object), transition).unwrap_err();
        (refused.reasons[0].code.clone(), refused.forbidden)
    };
    assert_eq!(
        code("draft", "retire"),
        ("workflow_transition_elsewhere".into(), false)
    );
    assert_eq!(
        code("draft", "fly"),
        ("workflow_transition_unknown".into(), false)
    );
    assert_eq!(
        code("limbo", "submit"),
        ("workflow_state_unknown".into(), false)
    );
    assert!(scene.offers("limbo", &facts).is_empty());
}

#[test]
fn authors_take_their_submission_back_and_judge_it_not() {
    let shipped = include_str!("../../../item_specs/workflows/kz-bank.yaml");
    let (workflow, _) = decode_text(shipped, Format::Yaml).unwrap();
    let scene = Scene {
        workflow,
        ..Scene::of(&["SAU"], Role::BankManager)
    };
    let mut facts = in_review(Vec::new());
    facts.actor_wrote = true;
    let told = scene.told("in_review", &facts);
    assert_eq!(told[0], "withdraw");
    assert!(
        told[1..]
            .iter()
            .all(|line| line.contains("own_item_reviewed")),
        "{told:?}"
    );
    let withdraw = &scene.offers("in_review", &facts)[0].step;
    assert_eq!(
        (withdraw.action, withdraw.opens_draft, withdraw.outcome),
        (Some(PhaseAction::Return), true, Some(Outcome::Withdrawn))
    );
}

#[test]
fn a_variant_behind_its_source_or_unapproved_keeps_the_item_back() {
    let mut document = small();
    document["transitions"][4]["requires"] =
        json!({"approved_in": ["kk", "ru", "en"], "no_stale_variants": true});
    let scene = Scene {
        workflow: read(document),
        ..Scene::of(&["SAU"], Role::BankManager)
    };
    let variant = |language: &str, approved, stale| VariantFact {
        language: language.parse().unwrap(),
        approved,
        stale,
    };
    let variants = vec![variant("kk", true, false), variant("ru", false, true)];
    let facts = Facts {
        variants,
        ..Facts::default()
    };
    assert_eq!(
        scene.told("approved", &facts)[1],
        "use: workflow_variant_not_approved workflow_variant_not_approved workflow_variants_stale"
    );
}
