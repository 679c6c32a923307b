//! What a refusal of an assembly explains, and what a finished form rests on.

use serde_json::{Value, json};

use super::assembly::{SAU, assemble, items_of, program, unit_test};
use super::assembly_history::change;
use crate::harness::api::{Service, text};
use crate::harness::library;

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let found = value[key].as_array();
    found.unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// A unit test of which row B5 has no live tasks, and how many of them wait for their review.
fn without_essays(service: &Service) -> (String, usize) {
    let bank = library::bank("mathematics-g6");
    let ids = library::fill(service, &bank, "live");
    let mut document = library::specification(SAU);
    document.constraints.parallel_forms = 1;
    let specification = library::publish(service, &document);
    let of_row = bank.items.iter().filter(|i| {
        let essay = i.content.item_type.as_str() == "EA";
        essay && i.content.objectives.contains(&"6.3.3.4".to_owned())
    });
    let mut waiting = 0;
    for item in of_row {
        library::set_phase(service, &ids[&item.code], "review");
        waiting += 1;
    }
    (specification, waiting)
}

on_both! {
    // B2 of the user stories: before anything is solved for.
    fn a_check_that_fails_says_at_once_what_is_missing_and_a_run_what_would_be_enough(backend) {
        let service = Service::start(backend);
        let (specification, waiting) = without_essays(&service);
        let admin = service.administrator();
        let body = json!({"specification_id": specification});
        let problem = admin.post("/assembly-runs/check", &body).expect(422);
        assert_eq!((&problem["code"], &problem["errors"][0]["code"]), (&json!("infeasible"), &json!("row_short")));
        let counted = &problem["explanation"];
        let short = &list(counted, "shortages")[0];
        assert_eq!((&short["constraint"], &short["need"], &short["have"]), (&json!("row:B5"), &json!(1.0), &json!(0.0)));
        assert_eq!((&short["row"]["row"], &short["row"]["phases"]["review"]), (&json!("B5"), &json!(waiting)));
        assert_eq!((&short["row"]["types"], &short["row"]["languages"]), (&json!(["EA"]), &json!(["kk", "ru"])));
        assert_eq!((&counted["complete"], &counted["solves"]), (&json!(false), &json!(0)));
        assert!(problem.get("assembly_run_id").is_none());
        assert!(admin.get("/assembly-runs").expect(200)["items"].as_array().unwrap().is_empty());

        let refused = assemble(&admin, &body).expect(422);
        assert_eq!((&refused["errors"], &refused["explaining"]), (&problem["errors"], &json!(false)));
        let explanation = &refused["explanation"];
        assert_eq!(explanation["shortages"], counted["shortages"]);
        let first = &list(explanation, "relaxations")[0]["changes"][0];
        assert_eq!((&first["constraint"], &first["by"]), (&json!("phase:review"), &json!(1.0)));
        let nearest = &explanation["nearest"];
        assert_eq!(list(&nearest["forms"][0], "positions").len(), 5);
        assert_eq!(nearest["violations"][0]["kind"], "row_fit");
        let findings = list(explanation, "findings");
        let codes: Vec<&str> = findings.iter().map(|f| text(&f["code"])).collect();
        assert_eq!((codes[0], codes[1], *codes.last().unwrap()), ("row_short", "relaxation_would_do", "nearest_form"));
        assert!(findings.iter().all(|f| !text(&f["detail"]).is_empty()));
        let run = admin.get(&format!("/assembly-runs/{}", text(&refused["assembly_run_id"]))).expect(200);
        assert_eq!((&run["state"], &run["explanation"]["relaxations"]), (&json!("infeasible"), &explanation["relaxations"]));
        assert!(run["finished_at"].is_string() && run.get("explaining").is_none());
    }

    fn what_counting_refuses_waits_for_no_solver(backend) {
        // A solver that leaves a trace and breaks down: nothing of what is answered may come from it.
        let trace = tempfile::TempDir::new().expect("a folder");
        let asked = trace.path().join("asked");
        let (_folder, solver) = program(&format!("touch '{}'; exit 3", asked.display()));
        let service = Service::start_with(backend, |limits| limits.solve_program = solver);
        let (specification, _) = without_essays(&service);
        let admin = service.administrator();
        let body = json!({"specification_id": specification});
        admin.post("/assembly-runs/check", &body).expect(422);
        assert!(!asked.exists(), "a check starts no process");

        let refused = admin.post("/assembly-runs", &body).expect(422);
        assert_eq!((&refused["errors"][0]["code"], &refused["explaining"]), (&json!("row_short"), &json!(true)));
        assert!(refused["explanation"].get("relaxations").is_none());
        // Who waits gets what was counted also where the rest cannot be worked out.
        let waited = assemble(&admin, &body).expect(422);
        assert!(asked.exists());
        assert_eq!((&waited["errors"][0]["code"], &waited["explaining"]), (&json!("row_short"), &json!(false)));
        assert_eq!(waited["explanation"]["shortages"], refused["explanation"]["shortages"]);
        let run = admin.get(&format!("/assembly-runs/{}", text(&waited["assembly_run_id"]))).expect(200);
        assert_eq!((&run["state"], &run["explanation"]["complete"]), (&json!("infeasible"), &json!(false)));
    }

    fn a_refused_run_whose_job_is_cancelled_keeps_what_was_counted(backend) {
        let (_folder, solver) = program("exec sleep 600");
        let service = Service::start_with(backend, |limits| limits.solve_program = solver);
        let (specification, _) = without_essays(&service);
        let admin = service.administrator();
        let refused = admin.post("/assembly-runs", &json!({"specification_id": specification})).expect(422);
        let path = format!("/assembly-runs/{}", text(&refused["assembly_run_id"]));
        let run = admin.get(&path).expect(200);
        assert_eq!((&run["state"], &run["explaining"]), (&json!("infeasible"), &json!(true)));
        admin.delete(&format!("/jobs/{}", text(&run["job_id"]))).expect(200);
        let mut run = admin.get(&path).expect(200);
        for _ in 0..200 {
            if run.get("explaining").is_none() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
            run = admin.get(&path).expect(200);
        }
        assert_eq!((&run["state"], &run["findings"][0]["code"]), (&json!("infeasible"), &json!("row_short")));
        assert_eq!(run.get("explaining"), None);
        assert_eq!(run["explanation"]["shortages"], refused["explanation"]["shortages"]);
    }

    // B3 of the user stories.
    fn forced_enemies_are_a_conflict_with_what_would_have_to_give_way_and_the_run_keeps_it(backend) {
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
        let explanation = &problem["explanation"];
        let members: Vec<&str> = list(&explanation["conflict"], "constraints").iter().map(text).collect();
        assert_eq!((members.len(), &explanation["conflict"]["minimal"]), (3, &json!(true)));
        assert!(members[0].starts_with("enemies:") && members[1].starts_with("forced:"), "{members:?}");
        let ways = list(explanation, "relaxations").iter().map(|way| text(&way["changes"][0]["constraint"]));
        let mut ways: Vec<&str> = ways.collect();
        ways.sort_unstable();
        assert_eq!(ways, members, "any one of them may give way");
        let runs = admin.get("/assembly-runs").expect(200);
        let infeasible = list(&runs, "items").iter().find(|run| run["state"] == "infeasible").expect("the run");
        let kept = admin.get(&format!("/assembly-runs/{}", text(&infeasible["id"]))).expect(200);
        assert_eq!(kept["explanation"], *explanation);
    }

    fn a_form_says_what_its_constraints_cost_why_a_task_is_not_in_it_and_what_may_come(backend) {
        let service = Service::start(backend);
        let specification = unit_test(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification, "seed": 3})).expect(201);
        let form = &run["result"]["forms"][0];
        let path = format!("/forms/{}/sensitivity", text(&form["id"]));
        let told = admin.get(&path).expect(200);
        assert!(told["bound"].as_f64() <= told["objective"].as_f64());
        assert!(list(&told, "bindings").iter().all(|b| b["price"].as_f64().is_some_and(|price| price >= 0.0)));
        let present = items_of(form);
        let outside = list(&told, "outside");
        assert!(!outside.is_empty() && outside.iter().all(|o| !present.contains(&text(&o["item"]))));
        let unfit = outside.iter().find(|o| o["why"] == "not_eligible").expect("a task that does not fit");
        assert!(!list(unfit, "reasons").is_empty());
        let one = admin.get(&format!("{path}?items={}&swaps=1&solves=0", text(&unfit["item"]))).expect(200);
        assert_eq!(list(&one, "outside").len(), 1);
        assert!(list(&one, "bindings").iter().all(|b| b.get("resolved").is_none()));
        // What it proposes may come, and is taken.
        let swap = &list(&told, "swaps")[0];
        let position = &swap["position"];
        let at = format!("/forms/{}/positions/{position}", text(&form["id"]));
        let candidates = admin.get(&format!("{at}/candidates?limit=200")).expect(200);
        assert!(list(&candidates, "candidates").iter().any(|c| c["item"] == swap["put"]["item"]));
        change(&admin, form, "lock");
        assert_eq!(admin.get(&path).expect(200)["objective"], told["objective"], "a locked form too");
        let root = service.root();
        for (role, status) in [("test_constructor", 200), ("bank_manager", 404), ("school_coordinator", 403), ("developer", 404)] {
            assert_eq!(service.user_with_role(&root, role).get(&path).status, status, "{role}");
        }
        assert_eq!(admin.get(&format!("{path}?swaps=-1")).status, 422);
    }
}
