use serde_json::json;

use super::giving::{accept_verdict, awaited_of};
use super::verdict::VerdictInput;
use crate::bank::workflow::check_tests::{read, small};
use crate::bank::workflow::decision::Case;
use crate::bank::workflow::decision_tests::{actor, given, in_review, item};
use crate::bank::workflow::facts::{Facts, VariantFact};
use crate::bank::workflow::{ItemFacts, WorkflowDocument};
use crate::identity::{Actor, Object, Role};

fn input(stage: &str, language: Option<&str>) -> VerdictInput {
    serde_json::from_value(json!({
        "stage": stage, "language": language, "verdict": "approve", "rating": "good"
    }))
    .unwrap()
}

struct Scene {
    workflow: WorkflowDocument,
    item: ItemFacts,
    actor: Actor,
    facts: Facts,
}

impl Scene {
    fn of(facts: Facts) -> Self {
        let mut document = small();
        let title = json!({"kk": "…", "ru": "…", "en": "…"});
        let stages = document["stages"].as_array_mut().unwrap();
        stages.push(json!({"id": "language", "title": title, "per_language": true}));
        document["states"][1]["stages"] = json!(["subject", "key", "language"]);
        Self {
            workflow: read(document),
            item: item(&["EXTERNAL"]),
            actor: actor("me", Role::Reviewer),
            facts,
        }
    }

    fn codes(&self, input: &VerdictInput) -> (Vec<String>, bool) {
        let object = Object::of("/centre/").subject("mathematics");
        match accept_verdict(&self.case(&object), input) {
            Ok(_) => (Vec::new(), false),
            Err(refused) => {
                let codes = refused.reasons.into_iter().map(|f| f.code).collect();
                (codes, refused.forbidden)
            }
        }
    }

    fn case<'a>(&'a self, object: &'a Object<'a>) -> Case<'a> {
        Case {
            workflow: &self.workflow,
            item: &self.item,
            state: "review",
            actor: &self.actor,
            object,
            facts: &self.facts,
        }
    }

    fn awaited(&self) -> Vec<String> {
        let object = Object::of("/centre/").subject("mathematics");
        let awaited = awaited_of(&self.case(&object)).into_iter();
        awaited
            .map(|(stage, language)| match language {
                Some(language) => format!("{} {language}", stage.id),
                None => stage.id.clone(),
            })
            .collect()
    }
}

fn facts() -> Facts {
    let variant = |language: &str| VariantFact {
        language: language.parse().unwrap(),
        approved: false,
        stale: false,
    };
    Facts {
        variants: vec![variant("kk"), variant("ru")],
        ..in_review(Vec::new())
    }
}

#[test]
fn a_reviewer_gives_one_verdict_in_a_stage_and_the_next_stage_waits() {
    let mut scene = Scene::of(facts());
    assert_eq!(scene.codes(&input("subject", None)), (vec![], false));
    assert_eq!(
        scene.codes(&input("key", None)),
        (vec!["review_stage_waits".into()], false)
    );
    scene.facts.verdicts.push(given("me", "subject", "approve"));
    assert_eq!(
        scene.codes(&input("subject", None)),
        (vec!["review_already_given".into()], false)
    );
    scene
        .facts
        .verdicts
        .push(given("bob", "subject", "approve"));
    assert_eq!(scene.codes(&input("key", None)), (vec![], false));
}

#[test]
fn nobody_reviews_what_they_wrote_or_are_not_competent_for() {
    let mut scene = Scene::of(facts());
    scene.facts.actor_wrote = true;
    assert_eq!(
        scene.codes(&input("subject", None)),
        (vec!["own_item_reviewed".into()], true)
    );
    scene.facts.actor_wrote = false;
    scene.actor.grants[0].subject = Some("physics".into());
    assert_eq!(
        scene.codes(&input("subject", None)),
        (vec!["review_not_competent".into()], true)
    );
    assert!(scene.awaited().is_empty());
}

#[test]
fn a_stage_by_language_asks_for_one_of_the_variants_and_for_the_competence() {
    let mut scene = Scene::of(facts());
    let code = |scene: &Scene, language| scene.codes(&input("language", language)).0;
    assert_eq!(code(&scene, None), ["review_language_missing"]);
    assert_eq!(code(&scene, Some("en")), ["review_language_unknown"]);
    assert!(code(&scene, Some("kk")).is_empty());
    assert_eq!(
        scene.codes(&input("subject", Some("kk"))).0,
        ["review_language_unasked"]
    );
    scene.actor.grants[0].language = Some("ru".into());
    assert_eq!(code(&scene, Some("kk")), ["review_not_competent"]);
    assert!(code(&scene, Some("ru")).is_empty());
}

#[test]
fn a_closed_stage_takes_no_verdict() {
    let scene = Scene::of(facts());
    let object = Object::of("/centre/");
    let case = Case {
        state: "live",
        ..scene.case(&object)
    };
    let refused = accept_verdict(&case, &input("subject", None)).unwrap_err();
    assert_eq!(refused.reasons[0].code, "review_stage_closed");
    let school = Case {
        item: &item(&["SAU"]),
        ..scene.case(&object)
    };
    let refused = accept_verdict(&school, &input("key", None)).unwrap_err();
    assert_eq!(
        refused.reasons[0].args["open"],
        json!(["subject", "language"])
    );
}

#[test]
fn a_reviewers_queue_holds_what_is_open_to_them_and_not_said_yet() {
    let mut scene = Scene::of(facts());
    assert_eq!(scene.awaited(), ["subject", "language kk", "language ru"]);
    scene.facts.verdicts.push(given("me", "subject", "approve"));
    assert_eq!(scene.awaited(), ["language kk", "language ru"]);
    scene.actor.grants[0].language = Some("ru".into());
    assert_eq!(scene.awaited(), ["language ru"]);
}
