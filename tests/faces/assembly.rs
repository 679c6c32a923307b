//! Assembly runs and forms through the API.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::specification::component::components;
use synaq::specification::document::SpecificationDocument;

use crate::harness::Backend;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library::{self, Bank};

pub const SAU: &str = "sau-g6-mathematics-u1";
const SAT: &str = "sat-g7-kazakh-l2-t1";
const MONITORING: &str = "monitoring-rural-school";
const UNT: &str = "unt-2026";

/// Asks for a run and waits for its end. A search ends by what it has done; the guard on its time is set
/// so far off that a machine with much else to do finds the same forms.
pub fn assemble(client: &Client, body: &Value) -> Answer {
    let mut patient = body.clone();
    let fields = patient.as_object_mut().expect("a body has fields");
    fields.entry("time_limit_s").or_insert(json!(600));
    client.awaited("/assembly-runs", &patient)
}

/// The unit test in mathematics with the shipped bank live.
pub fn unit_test(service: &Service) -> String {
    library::fill(service, &library::bank("mathematics-g6"), "live");
    library::publish(service, &library::specification(SAU))
}

pub fn items_of(form: &Value) -> Vec<&str> {
    let positions = form["positions"].as_array().expect("positions");
    positions.iter().map(|p| text(&p["item"])).collect()
}

pub fn fingerprints(run: &Value) -> Vec<String> {
    let forms = run["result"]["forms"].as_array().expect("forms");
    forms
        .iter()
        .map(|f| text(&f["fingerprint"]).to_owned())
        .collect()
}

pub fn all_holds(run: &Value) {
    for form in run["result"]["forms"].as_array().expect("forms") {
        let achieved = form["achieved"].as_array().expect("constraints");
        assert!(!achieved.is_empty());
        for constraint in achieved {
            assert_eq!(constraint["holds"], true, "{constraint}");
        }
    }
}

/// A program in the place of the solver.
pub fn program(script: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("solver");
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a script");
    let executable = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&file, executable).expect("it may run");
    (folder, file)
}

on_both! {
    fn two_forms_of_the_unit_test_have_no_task_in_common_and_hold_every_constraint(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let answer = assemble(&admin, &json!({"specification_id": specification, "seed": 7}));
        assert!(answer.header("location").starts_with("/api/v1/assembly-runs/"), "{answer:?}");
        let run = answer.expect(201);
        let forms = run["result"]["forms"].as_array().unwrap();
        assert_eq!(forms.len(), 2);
        assert_eq!(run["result"]["overlaps"], json!([[5, 0], [0, 5]]));
        assert_eq!(run["languages"], json!(["kk", "ru"]));
        assert!(items_of(&forms[0]).iter().all(|item| !items_of(&forms[1]).contains(item)));
        all_holds(&run);
        let listed = admin.get("/forms?state=draft").expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 2);
        let runs = admin.get("/assembly-runs").expect(200);
        assert_eq!(runs["items"][0]["id"], run["id"]);
        assert_eq!(admin.get(&format!("/assembly-runs/{}", text(&run["id"]))).expect(200), run);
    }

    fn two_forms_of_the_term_test_in_kazakh_keep_whole_texts_and_share_none(backend) {
        let service = Service::start(backend);
        library::fill(&service, &library::bank("kazakh-l2-g7"), "live");
        let specification = library::publish(&service, &library::specification(SAT));
        let run = assemble(&service.administrator(), &json!({"specification_id": specification})).expect(201);
        assert_eq!(run["result"]["overlaps"][0][1], 0);
        assert_eq!(run["languages"], json!(["kk"]));
        all_holds(&run);
    }

    fn a_run_that_nobody_waits_for_is_accepted_with_its_address_and_ends_by_itself(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let answer = admin.post("/assembly-runs", &json!({"specification_id": specification}));
        let location = answer.header("location").to_owned();
        let queued = answer.expect(202);
        let job = format!("/jobs/{}", text(&queued["job_id"]));
        for _ in 0..600 {
            if admin.get(&job).expect(200)["state"] == "done" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let path = location.strip_prefix("/api/v1").unwrap();
        assert_eq!(admin.get(path).expect(200)["state"], "done");
    }

    // B2 of the user stories.
    fn a_row_without_live_items_is_named_with_need_have_and_what_is_nearest(backend) {
        let service = Service::start(backend);
        let bank = library::bank("mathematics-g6");
        let ids = library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification(SAU));
        let of_row = bank.items.iter().filter(|i| {
            i.content.objectives.contains(&"6.3.3.4".to_owned()) && i.content.item_type.as_str() == "EA"
        });
        for item in of_row {
            library::set_phase(&service, &ids[&item.code], "review");
        }
        let answer = assemble(&service.administrator(), &json!({"specification_id": specification}));
        let problem = answer.expect(422);
        assert_eq!(problem["code"], "infeasible");
        let short = &problem["errors"][0];
        assert_eq!(short["code"], "row_short");
        assert_eq!(short["args"]["row"], "B5");
        assert_eq!((&short["args"]["need"], &short["args"]["have"]), (&json!(2), &json!(0)));
        assert_eq!((&short["args"]["types"], &short["args"]["objectives"]), (&json!("EA"), &json!("6.3.3.4")));
        assert_eq!((&short["args"]["nearest"], &short["args"]["languages"]), (&json!("phase"), &json!("kk, ru")));
        let waiting = short["args"]["in_review"].as_u64().unwrap();
        assert!(waiting > 0);
        assert_eq!(short["args"]["kept_out"], format!("phase {waiting}"));
        assert!(short["args"].get("used_in").is_none());
        assert_eq!(problem["errors"].as_array().unwrap().len(), 1);
    }

    fn every_short_row_is_named_at_once_and_the_refused_run_is_kept(backend) {
        let service = Service::start(backend);
        let specification = library::publish(&service, &library::specification(SAU));
        let admin = service.administrator();
        let problem = assemble(&admin, &json!({"specification_id": specification})).expect(422);
        let rows: Vec<&str> = problem["errors"].as_array().unwrap().iter().map(|e| text(&e["args"]["row"])).collect();
        assert_eq!(rows, ["B1", "B2", "B3", "B4", "B5"]);
        let run = &admin.get("/assembly-runs").expect(200)["items"][0];
        assert_eq!((&run["id"], &run["state"]), (&problem["assembly_run_id"], &json!("infeasible")));
        assert_eq!(run["findings"].as_array().unwrap().len(), 5);
        assert!(admin.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
    }

    // B2 of the user stories.
    fn before_an_assembly_each_row_tells_what_it_needs_and_has_and_nothing_is_kept(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let check = |body: &Value| admin.post("/assembly-runs/check", body);
        let two = check(&json!({"specification_id": specification, "forms": 2, "overlap": 0})).expect(200);
        let rows = two["rows"].as_array().unwrap();
        assert!(rows.iter().all(|row| row["need"].as_u64() <= row["have"].as_u64()), "{two}");
        let one = check(&json!({"specification_id": specification, "forms": 1})).expect(200);
        assert_eq!(two["rows"][0]["need"].as_u64(), one["rows"][0]["need"].as_u64().map(|need| 2 * need));
        let has = rows[0]["have"].as_u64().unwrap();
        let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1})).expect(201);
        let of_row = run["result"]["forms"][0]["positions"].as_array().unwrap();
        let item = text(&of_row.iter().find(|p| p["row"] == rows[0]["row"]).unwrap()["item"]);
        let body = json!({"specification_id": specification, "forms": 2, "overlap": 0, "blocked": [item]});
        assert_eq!(check(&body).expect(200)["rows"][0]["have"], json!(has - 1));
        let hundred = check(&json!({"specification_id": specification, "forms": 100, "overlap": 0})).expect(422);
        assert_eq!(hundred["code"], "infeasible");
        assert_eq!(hundred["errors"][0]["code"], "row_short");
        assert_eq!(admin.get("/assembly-runs").expect(200)["items"].as_array().unwrap().len(), 1);
    }

    // B3 of the user stories.
    fn the_same_seed_and_bank_give_the_same_forms_and_another_seed_gives_others(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = |seed: u32| assemble(&admin, &json!({"specification_id": specification, "seed": seed})).expect(201);
        let (first, second) = (run(3), run(3));
        assert_eq!(fingerprints(&first), fingerprints(&second));
        assert_eq!(first["snapshot_hash"], second["snapshot_hash"]);
        let positions = |run: &Value| run["result"]["forms"][1]["positions"].to_string();
        assert_eq!(positions(&first), positions(&second));
        let others: Vec<_> = (4..9).map(|seed| fingerprints(&run(seed))).collect();
        assert!(others.iter().any(|f| *f != fingerprints(&first)));
    }

    fn forced_items_that_are_enemies_are_told_as_a_set_of_contradicting_constraints(backend) {
        let service = Service::start(backend);
        let bank = library::bank("mathematics-g6");
        let ids = library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification(SAU));
        let admin = service.administrator();
        let body = json!({"specification_id": specification, "forms": 1});
        let run = assemble(&admin, &body).expect(201);
        let items: Vec<&str> = items_of(&run["result"]["forms"][0])[..2].to_vec();
        library::make_enemies(&service, "twins", &[&ids[items[0]], &ids[items[1]]]);
        let body = json!({"specification_id": specification, "forms": 1, "forced": items});
        let problem = assemble(&admin, &body).expect(422);
        assert_eq!(problem["code"], "infeasible");
        assert_eq!(problem["errors"][0]["code"], "constraints_conflict");
        let named = text(&problem["errors"][0]["args"]["constraints"]);
        assert!(named.contains("twins") && named.contains("forced"), "{named}");
        assert_eq!(admin.get("/forms").expect(200)["items"].as_array().unwrap().len(), 1);
    }

    fn wrong_wishes_are_all_told_at_once_at_their_place_in_the_request(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let body = json!({
            "specification_id": specification, "component": "other", "subject": "physics",
            "forced": ["m6-ratio-01"], "blocked": ["m6-ratio-01"]
        });
        let found = assemble(&admin, &body).findings();
        let expected = [("component_unknown", "/component"), ("item_forced_and_blocked", "/forced")];
        assert_eq!(found, expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
        let body = json!({"specification_id": specification, "languages": ["en"], "forced": ["nothing"]});
        let found = assemble(&admin, &body).findings();
        assert_eq!(found[0], ("languages_not_of_component".to_owned(), "/languages".to_owned()));
        let missing = assemble(&admin, &json!({"specification_id": "nothing"}));
        assert_eq!(missing.findings(), [("reference_unknown".to_owned(), "/specification_id".to_owned())]);
    }

    fn a_solver_that_takes_too_long_is_ended_and_nothing_is_kept(backend) {
        let (_folder, solver) = program("exec sleep 600");
        let service = Service::start_with(backend, |limits| {
            limits.solve_program = solver;
            limits.solve_s = 1;
        });
        let specification = unit_test(&service);
        let admin = service.administrator();
        let problem = assemble(&admin, &json!({"specification_id": specification})).expect(422);
        assert_eq!(problem["errors"][0]["code"], "assembly_timed_out");
        assert!(admin.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
        assert_eq!(admin.get("/assembly-runs").expect(200)["items"][0]["state"], "failed");
    }

    fn a_solver_that_is_killed_fails_its_job_and_the_service_goes_on(backend) {
        let (_folder, solver) = program("kill -9 $$");
        let service = Service::start_with(backend, |limits| limits.solve_program = solver);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let problem = assemble(&admin, &json!({"specification_id": specification})).expect(500);
        assert_eq!(problem["code"], "internal");
        let run = &admin.get("/assembly-runs").expect(200)["items"][0];
        assert_eq!((&run["state"], &run["findings"][0]["code"]), (&json!("failed"), &json!("solver_crashed")));
        assert_eq!(admin.get(&format!("/jobs/{}", text(&run["job_id"]))).expect(200)["state"], "failed");
        assert!(admin.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
        assert_eq!(assemble(&admin, &json!({"specification_id": specification})).status, 500);
    }

    fn a_cancelled_run_makes_no_form(backend) {
        let (_folder, solver) = program("exec sleep 600");
        let service = Service::start_with(backend, |limits| limits.solve_program = solver);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = admin.post("/assembly-runs", &json!({"specification_id": specification})).expect(202);
        let (path, job) = (format!("/assembly-runs/{}", text(&run["id"])), format!("/jobs/{}", text(&run["job_id"])));
        admin.delete(&job).expect(200);
        for _ in 0..200 {
            if admin.get(&path).expect(200)["state"] == "cancelled" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        assert_eq!(admin.get(&path).expect(200)["state"], "cancelled");
        assert!(admin.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
    }

    fn who_does_not_assemble_is_denied_and_strangers_know_of_nothing(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification})).expect(201);
        let body = json!({"specification_id": specification});
        let reader = service.user_with_role(&service.root(), "school_reader");
        assert_eq!(reader.post("/assembly-runs", &body).status, 403);
        assert_eq!(reader.get("/assembly-runs").status, 403);
        assert_eq!(reader.get(&format!("/assembly-runs/{}", text(&run["id"]))).status, 404);
        let form = format!("/forms/{}", text(&run["result"]["forms"][0]["id"]));
        assert_eq!(reader.get(&form).status, 404);
        let constructor = service.user_with_role(&service.root(), "test_constructor");
        assemble(&constructor, &body).expect(201);
    }

    fn a_constructor_without_secure_items_assembles_without_them(backend) {
        let service = Service::start(backend);
        let mut bank = library::bank("kazakh-l2-g7");
        for item in &mut bank.items {
            item.content.access = synaq::bank::Access::Secure;
        }
        library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification(SAT));
        let admin = service.administrator();
        let narrow = admin.post("/keys", &json!({
            "label": "narrow", "permissions": ["assemble_forms", "read_items", "read_specifications"]
        })).expect(201);
        let bearer = format!("Bearer {}", text(&narrow["secret"]));
        let headers = [("content-type", "application/json"), ("prefer", "wait=60"), ("authorization", bearer.as_str())];
        let body = json!({"specification_id": specification}).to_string();
        let problem = service.nobody().send("POST", "/assembly-runs", &headers, Some(body.clone())).expect(422);
        assert_eq!(problem["errors"][0]["args"]["have"], 0);
        assert_eq!(problem["errors"][0]["args"]["nearest_count"], 0);
        assemble(&admin, &json!({"specification_id": specification})).expect(201);
    }
}

#[test]
fn both_databases_give_the_same_forms_of_the_same_bank() {
    let run = |backend| {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let body = json!({"specification_id": specification, "seed": 11});
        let run = assemble(&service.administrator(), &body).expect(201);
        (text(&run["snapshot_hash"]).to_owned(), fingerprints(&run))
    };
    assert_eq!(run(Backend::Sqlite), run(Backend::Postgres));
}

/// Fills the bank for every component and assembles each, every language set for itself.
fn assemble_everything(service: &Service, document: &SpecificationDocument) -> Vec<Value> {
    let id = library::publish(service, document);
    let admin = service.administrator();
    let mut runs = Vec::new();
    for (number, component) in components(document).iter().enumerate() {
        let subjects = match &component.subject {
            Some(subject) => vec![subject.clone()],
            None => component
                .choices
                .iter()
                .skip(number % 2)
                .take(1)
                .cloned()
                .collect(),
        };
        for subject in subjects {
            for languages in &component.language_sets {
                let prefix = format!("{}-{}", component.id, languages[0]);
                let generated = generate(component, &subject, languages, &prefix, 1, 1);
                let bank = Bank {
                    items: generated.items,
                    stimuli: generated.stimuli,
                };
                let ids = library::fill(service, &bank, "live");
                library::try_out(service, &ids, generated.evidence);
                let mut body = json!({
                    "specification_id": id, "component": component.id, "languages": languages, "forms": 1
                });
                if component.subject.is_none() {
                    body["subject"] = json!(subject);
                }
                runs.push(assemble(&admin, &body).expect(201));
            }
        }
    }
    runs
}

fn tasks_of(runs: &[Value]) -> usize {
    runs.iter()
        .map(|run| items_of(&run["result"]["forms"][0]).len())
        .sum()
}

on_both! {
    fn the_whole_monitoring_battery_is_assembled(backend) {
        let service = Service::start(backend);
        let runs = assemble_everything(&service, &library::specification(MONITORING));
        runs.iter().for_each(all_holds);
        assert_eq!((runs.len(), tasks_of(&runs)), (10, 220));
    }

    fn the_whole_admission_test_is_assembled_with_two_profile_subjects(backend) {
        let service = Service::start(backend);
        let runs = assemble_everything(&service, &library::specification(UNT));
        runs.iter().for_each(all_holds);
        assert_eq!((runs.len(), tasks_of(&runs)), (5, 120));
    }
}
