//! Forms that tell as much of abilities as a specification asks, by imported parameters of one scale.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::specification::component::components;
use synaq::specification::document::{InformationPoint, InformationRule, SpecificationDocument};

use super::assembly::{SAU, all_holds, assemble, fingerprints, items_of};
use super::assembly_history::only_reason;
use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};
use crate::harness::library;

/// Ids by code of a live bank with three tasks for every place of the unit test.
pub fn bank(service: &Service) -> BTreeMap<String, String> {
    let component = components(&library::specification(SAU)).remove(0);
    let languages = component.language_sets[0].clone();
    let bank = generate(&component, "mathematics", &languages, "G", 3, 1);
    let (items, stimuli) = (bank.items, bank.stimuli);
    library::fill(service, &library::Bank { items, stimuli }, "live")
}

pub fn point(theta: f64, target: f64) -> InformationPoint {
    InformationPoint {
        theta,
        at_least: None,
        at_most: None,
        target: Some(target),
    }
}

pub fn asking(
    id: &str,
    scale: Option<&str>,
    points: Vec<InformationPoint>,
) -> SpecificationDocument {
    let mut document = library::specification(SAU);
    document.id = id.to_owned();
    document.constraints.information = Some(InformationRule {
        scale: scale.map(str::to_owned),
        scaling: 1.0,
        points,
    });
    document
}

/// Parameters of every item on a scale: the n-th item by code has difficulty n/10 − 0.7.
pub fn calibrate(
    admin: &Client,
    ids: &BTreeMap<String, String>,
    scale: &str,
    administration: &str,
) {
    let row = |id: &String, metric: &str, value: f64| json!({"item": id, "number": 1, "metric": metric, "n": 400, "value": value});
    let rows: Vec<Value> = ids
        .values()
        .enumerate()
        .flat_map(|(n, id)| [row(id, "a", 1.2), row(id, "b", 0.1 * n as f64 - 0.7)])
        .collect();
    let body = json!({
        "administration": administration, "administered": "2026-04-01", "population": "grade 6",
        "model": "2pl", "scale": scale, "rows": rows
    });
    admin.post("/item-statistics", &body).expect(201);
}

fn information(form: &Value) -> Vec<&Value> {
    let achieved = form["achieved"].as_array().expect("constraints");
    achieved
        .iter()
        .filter(|a| a["kind"] == "information")
        .collect()
}

fn of_a_calibrated_bank(backend: Backend) -> (String, Vec<String>) {
    let service = Service::start(backend);
    let ids = bank(&service);
    let admin = service.administrator();
    calibrate(&admin, &ids, "math-6", "pilot-1");
    let document = asking(
        "informative",
        Some("math-6"),
        vec![point(-0.5, 1.2), point(0.5, 1.2)],
    );
    let specification = library::publish(&service, &document);
    let run = assemble(
        &admin,
        &json!({"specification_id": specification, "seed": 4}),
    )
    .expect(201);
    all_holds(&run);
    (text(&run["snapshot_hash"]).to_owned(), fingerprints(&run))
}

#[test]
fn both_databases_give_the_same_informative_forms() {
    assert_eq!(
        of_a_calibrated_bank(Backend::Sqlite),
        of_a_calibrated_bank(Backend::Postgres)
    );
}

on_both! {
    fn a_form_comes_as_near_to_its_information_as_its_tasks_allow_and_shows_both(backend) {
        let service = Service::start(backend);
        let ids = bank(&service);
        let admin = service.administrator();
        calibrate(&admin, &ids, "math-6", "pilot-1");
        let one = |id: &str, theta: f64| {
            let mut document = asking(id, Some("math-6"), vec![point(theta, 100.0)]);
            document.constraints.parallel_forms = 1;
            let specification = library::publish(&service, &document);
            assemble(&admin, &json!({"specification_id": specification})).expect(201)["result"]["forms"][0].clone()
        };
        let (easy, hard) = (one("easy", -0.7), one("hard", 0.7));
        let told = information(&easy);
        assert_eq!(told.len(), 1);
        assert_eq!((&told[0]["about"], &told[0]["target"], &told[0]["unit"]), (&json!("-0.7"), &json!(100), &json!("information")));
        // Five tasks of slope 1.2 tell 1.8 at most.
        let have = told[0]["achieved"].as_f64().unwrap();
        assert!((1.4..=1.8).contains(&have), "{have}");
        assert_ne!(items_of(&easy), items_of(&hard));
    }

    fn tasks_without_parameters_on_the_scale_stay_out_by_that_name(backend) {
        let service = Service::start(backend);
        let ids = bank(&service);
        let admin = service.administrator();
        calibrate(&admin, &ids, "math-5", "pilot-1");
        let specification = library::publish(&service, &asking("other", Some("math-6"), vec![point(0.0, 1.0)]));
        let run = assemble(&admin, &json!({"specification_id": specification}));
        assert_eq!(only_reason(run), "parameters");
        calibrate(&admin, &ids, "math-6", "pilot-2");
        assemble(&admin, &json!({"specification_id": specification})).expect(201);
    }

    fn scales_are_never_mixed_and_each_is_named(backend) {
        let service = Service::start(backend);
        let ids = bank(&service);
        let admin = service.administrator();
        let specification = library::publish(&service, &asking("open", None, vec![point(0.0, 1.0)]));
        calibrate(&admin, &ids, "math-5", "pilot-1");
        assemble(&admin, &json!({"specification_id": specification})).expect(201);
        calibrate(&admin, &ids, "math-6", "pilot-2");
        let refused = assemble(&admin, &json!({"specification_id": specification})).expect(422);
        let error = &refused["errors"][0];
        assert_eq!((&error["code"], &error["args"]["scales"]), (&json!("information_scales_mixed"), &json!("math-5, math-6")));
    }

    fn too_much_information_is_named_as_what_cannot_be(backend) {
        let service = Service::start(backend);
        let ids = bank(&service);
        let admin = service.administrator();
        calibrate(&admin, &ids, "math-6", "pilot-1");
        let much = InformationPoint { theta: 0.0, at_least: Some(3.0), at_most: None, target: None };
        let specification = library::publish(&service, &asking("much", Some("math-6"), vec![much]));
        let refused = assemble(&admin, &json!({"specification_id": specification})).expect(422);
        let error = &refused["errors"][0];
        // Counted at once: no ten tasks tell as much.
        assert_eq!((&error["code"], &error["args"]["constraint"]), (&json!("constraint_out_of_reach_below"), &json!("information:0")));
        let shortages = refused["explanation"]["shortages"].as_array().expect("shortages");
        assert!(shortages.iter().any(|s| s["constraint"] == "information:0"), "{refused}");
    }
}
