//! Multistage panels through the API.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::specification::component::components;
use synaq::specification::document::SpecificationDocument;

use super::assembly::assemble;
use super::assembly_information::calibrate;
use crate::harness::api::{Client, Service, text};
use crate::harness::library;

/// A module of routing, then an easier and a harder one; tasks are of two parts of the programme.
fn document() -> Value {
    let module = |id: &str| {
        json!({"id": id, "subject": "mathematics", "items": 4, "max_score": 4, "duration_min": 8, "blueprint": [
            {"id": "numbers", "objectives_prefix": ["9.1"], "types": ["MCQ"], "items": 2, "points_each": 1},
            {"id": "algebra", "objectives_prefix": ["9.2"], "types": ["MCQ"], "items": 2, "points_each": 1}
        ]})
    };
    let target = |theta: f64| json!({"constraints": {"information": {"points": [{"theta": theta, "target": 1.2}]}}});
    json!({
        "schema": "synaq.battery/v1", "id": "two-stages", "version": 1, "kind": "MONITORING", "grade": 9,
        "title": {"kk": "Екі кезең", "ru": "Два этапа"},
        "languages": {"instruction": ["kk", "ru"], "test": "same_as_instruction"},
        "access": {"spec": "public", "forms": "open"},
        "components": [module("start"), module("easy"), module("hard")],
        "panel": {
            "stages": [{"id": "1", "modules": ["start"]}, {"id": "2", "modules": ["easy", "hard"]}],
            "routes": [{"id": "low", "modules": ["start", "easy"]}, {"id": "high", "modules": ["start", "hard"]}],
            "modules": {"start": target(0.0), "easy": target(-0.6), "hard": target(0.6)},
            "route_rules": [{"id": "numbers", "count": "points", "objectives_prefix": ["9.1"], "min": 4, "max": 4}]
        }
    })
}

fn typed(document: Value) -> SpecificationDocument {
    serde_json::from_value(document).expect("a battery")
}

/// So many times the tasks of a module, with parameters, in kk.
fn bank(service: &Service, admin: &Client, times: usize) -> BTreeMap<String, String> {
    let component = components(&typed(document())).remove(0);
    let languages = component.language_sets[0].clone();
    let generated = generate(&component, "mathematics", &languages, "G", times, 1);
    let (items, stimuli) = (generated.items, generated.stimuli);
    let ids = library::fill(service, &library::Bank { items, stimuli }, "live");
    calibrate(admin, &ids, "math-9", "pilot-1");
    ids
}

fn asked(specification: &str, panels: u32) -> Value {
    json!({
        "specification_id": specification, "languages": ["kk"], "seed": 2, "gap": 0.05,
        "mode": {"kind": "panel", "panels": panels}
    })
}

fn items(module: &Value) -> Vec<&str> {
    let positions = module["form"]["positions"].as_array().expect("positions");
    positions.iter().map(|p| text(&p["item"])).collect()
}

fn hold(achieved: &Value) {
    let lines = achieved.as_array().expect("constraints");
    assert!(
        !lines.is_empty() && lines.iter().all(|line| line["holds"] == true),
        "{achieved}"
    );
}

on_both! {
    fn modules_stand_as_forms_and_every_route_holds_what_is_asked_of_it(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        bank(&service, &admin, 8);
        let specification = library::publish(&service, &typed(document()));
        let run = assemble(&admin, &asked(&specification, 1)).expect(201);
        assert_eq!((&run["component"], &run["mode"]["kind"]), (&json!("panel"), &json!("panel")));
        let panel = &run["panels"]["panels"][0];
        let modules = panel["modules"].as_array().unwrap();
        let names: Vec<&str> = modules.iter().map(|module| text(&module["module"])).collect();
        assert_eq!(names, ["start", "easy", "hard"]);
        let all: BTreeSet<&str> = modules.iter().flat_map(|module| items(module)).collect();
        assert_eq!(all.len(), 12, "no item stands in two modules");
        modules.iter().for_each(|module| hold(&module["form"]["achieved"]));
        let routes = panel["routes"].as_array().unwrap();
        assert_eq!(routes.iter().map(|route| text(&route["route"])).collect::<Vec<_>>(), ["low", "high"]);
        for route in routes {
            hold(&route["achieved"]);
            let rule = route["achieved"].as_array().unwrap().iter().find(|line| line["about"] == "numbers");
            assert_eq!(rule.expect("the route's rule")["achieved"], json!(4));
        }
        // What the easier and the harder module tell of is not the same ability.
        let mean = |module: &Value| {
            let number = |code: &str| code.bytes().map(u32::from).sum::<u32>();
            items(module).iter().map(|code| number(code)).sum::<u32>()
        };
        assert_ne!(mean(&modules[1]), mean(&modules[2]));
        let forms = admin.get("/forms?state=draft").expect(200);
        assert_eq!(forms["items"].as_array().unwrap().len(), 3);
        assert_eq!(admin.get(&format!("/assembly-runs/{}", text(&run["id"]))).expect(200), run);
        let manifest = admin.get(&format!("/assembly-runs/{}/manifest", text(&run["id"]))).expect(200);
        let named: Vec<&str> = manifest["forms"].as_array().unwrap().iter().map(|form| text(&form["label"])).collect();
        assert_eq!((named, &manifest["mode"]["kind"]), (vec!["A/start", "A/easy", "A/hard"], &json!("panel")));
    }

    fn a_module_is_locked_as_any_form_and_exchanged_by_no_hand(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        bank(&service, &admin, 8);
        let specification = library::publish(&service, &typed(document()));
        let run = assemble(&admin, &asked(&specification, 1)).expect(201);
        let easy = &run["panels"]["panels"][0]["modules"][1];
        let path = format!("/forms/{}", text(&easy["form"]["id"]));
        let form = admin.get(&path).expect(200);
        assert_eq!((&form["component"], &form["label"]), (&json!("easy"), &json!("A")));
        let refused = admin.get(&format!("{path}/positions/1/candidates")).expect(409);
        assert_eq!(refused["errors"][0]["code"], "form_of_a_panel");
        let sensitivity = admin.get(&format!("{path}/sensitivity")).expect(409);
        assert_eq!(sensitivity["errors"][0]["code"], "form_of_a_panel");
        let headers = [("content-type", "application/json"), ("if-match", "*")];
        let locked = admin.send("POST", &format!("{path}/lock"), &headers, None).expect(200);
        assert_eq!(locked["state"], "locked");
        let copy = admin.get(&format!("{path}/candidate-copy?language=kk")).expect(200);
        assert_eq!(copy["positions"].as_array().or(copy["tasks"].as_array()).map(Vec::len), Some(4));
    }

    fn panels_of_one_run_have_no_item_in_common(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        bank(&service, &admin, 8);
        let mut loose = document();
        loose["panel"]["modules"] = json!({});
        let specification = library::publish(&service, &typed(loose));
        let run = assemble(&admin, &asked(&specification, 2)).expect(201);
        let panels = run["panels"]["panels"].as_array().unwrap();
        assert_eq!(panels.iter().map(|panel| text(&panel["label"])).collect::<Vec<_>>(), ["A", "B"]);
        let of = |panel: &Value| -> BTreeSet<String> {
            let modules = panel["modules"].as_array().unwrap();
            modules.iter().flat_map(|module| items(module)).map(str::to_owned).collect()
        };
        assert_eq!((of(&panels[0]).len(), of(&panels[1]).len()), (12, 12));
        assert!(of(&panels[0]).is_disjoint(&of(&panels[1])));
        assert_eq!((&run["panels"]["common"]["achieved"], &run["panels"]["common"]["holds"]), (&json!(0), &json!(true)));
        assert_eq!(admin.get("/forms").expect(200)["items"].as_array().unwrap().len(), 6);
        let many = admin.post("/assembly-runs", &asked(&specification, 9)).expect(422);
        assert_eq!((&many["code"], &many["errors"][0]["code"]), (&json!("infeasible"), &json!("row_short")));
        assert_eq!(many["errors"][0]["args"]["module"], "start");
        // Thirty-two tasks: what two panels of twelve leave is too little for the third.
        let third = assemble(&admin, &asked(&specification, 3)).expect(422);
        let error = &third["errors"][0];
        assert_eq!((&error["code"], &error["args"]["panel"]), (&json!("panel_after_others"), &json!("C")));
        let checked = admin.post("/assembly-runs/check", &asked(&specification, 2)).expect(200);
        let rows: Vec<&str> = checked["rows"].as_array().unwrap().iter().map(|row| text(&row["row"])).collect();
        assert_eq!(rows, ["start/numbers", "start/algebra", "easy/numbers", "easy/algebra", "hard/numbers", "hard/algebra"]);
    }

    fn every_objective_of_the_list_counts_and_lists_that_differ_are_refused(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        bank(&service, &admin, 8);
        let aim = |theta: f64| json!({"constraints": {"objectives": [
            {"kind": "maximin_information", "at": [{"theta": theta}], "loss": 0.2}, {"kind": "minimum_sum", "of": "b"}
        ]}});
        let mut listed = document();
        listed["panel"]["modules"] = json!({"start": aim(0.0), "easy": aim(-0.6), "hard": aim(0.6)});
        let specification = library::publish(&service, &typed(listed.clone()));
        let run = assemble(&admin, &asked(&specification, 1)).expect(201);
        let stages = run["panels"]["panels"][0]["stages"].as_array().unwrap();
        let names: Vec<&str> = stages.iter().map(|stage| text(&stage["objective"])).collect();
        assert_eq!(names, ["maximin_information", "minimum_sum"]);
        let modules = run["panels"]["panels"][0]["modules"].as_array().unwrap();
        let has = |module: &Value, number: usize| module["form"]["objectives"][number]["value"].as_f64();
        let first: Vec<Option<f64>> = modules.iter().map(|module| has(module, 0)).collect();
        assert!(first.iter().all(Option::is_some), "{modules:?}");
        listed["id"] = json!("two-stages-differing");
        listed["panel"]["modules"]["hard"]["constraints"]["objectives"].as_array_mut().unwrap().pop();
        let specification = library::publish(&service, &typed(listed));
        let refused = assemble(&admin, &asked(&specification, 1)).expect(422);
        let error = &refused["errors"][0];
        assert_eq!((&error["code"], &error["args"]["module"]), (&json!("panel_objectives_differ"), &json!("hard")));
    }

    fn what_has_no_meaning_for_a_panel_is_refused_in_full(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        bank(&service, &admin, 8);
        let specification = library::publish(&service, &typed(document()));
        let mut body = asked(&specification, 1);
        body["forms"] = json!(2);
        body["component"] = json!("easy");
        body["forced"] = json!(["a"]);
        let expected = [("option_of_another_mode", "/component"), ("option_of_another_mode", "/forms"), ("panel_option_unknown", "/forced")];
        let expected = expected.map(|(code, pointer)| (code.to_owned(), pointer.to_owned()));
        assert_eq!(admin.post("/assembly-runs", &body).findings(), expected);
        assert_eq!(admin.post("/assembly-runs/check", &body).findings(), expected);
        assert_eq!(admin.post("/assembly-runs", &asked(&specification, 21)).findings()[0], ("above_maximum".to_owned(), "/mode/panels".to_owned()));
        let plain = library::publish(&service, &library::specification("sau-g6-mathematics-u1"));
        let body = json!({"specification_id": plain, "mode": {"kind": "panel"}});
        assert_eq!(admin.post("/assembly-runs", &body).findings()[0].0, "panel_missing");
    }
}
