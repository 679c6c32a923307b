//! Forms for a cohort through the API: caps, pages, interruption, several workers, and what is refused.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::service::background;
use synaq::specification::component::components;
use synaq::worker::Workers;

use super::assembly::{SAU, assemble, program};
use crate::harness::api::{Client, Service, text};
use crate::harness::library;

/// Five tasks from twelve for each place.
fn bank(service: &Service) -> String {
    let document = library::specification(SAU);
    let component = components(&document).remove(0);
    let languages = component.language_sets[0].clone();
    let generated = generate(&component, "mathematics", &languages, "G", 12, 1);
    let (items, stimuli) = (generated.items, generated.stimuli);
    library::fill(service, &library::Bank { items, stimuli }, "live");
    library::publish(service, &document)
}

fn asked(specification: &str, forms: u32) -> Value {
    json!({
        "specification_id": specification, "seed": 5,
        "mode": {"kind": "on_the_fly", "forms": forms, "exposure_max": 0.2, "overlap_max": 3}
    })
}

/// Every form of a run, page by page.
fn forms(client: &Client, run: &Value, limit: usize) -> Vec<Value> {
    let path = format!("/assembly-runs/{}/forms?limit={limit}", text(&run["id"]));
    let (mut all, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}{cursor}")).expect(200);
        let items = page["items"].as_array().expect("forms");
        assert!(items.len() <= limit);
        all.extend(items.iter().cloned());
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

fn codes(form: &Value) -> Vec<&str> {
    let tasks = form["tasks"].as_array().expect("tasks");
    tasks.iter().map(|task| text(&task["item"])).collect()
}

fn fingerprints(forms: &[Value]) -> Vec<&str> {
    forms
        .iter()
        .map(|form| text(&form["fingerprint"]))
        .collect()
}

/// The run until it has ended, or a condition holds.
fn until(client: &Client, id: &str, mut enough: impl FnMut(&Value) -> bool) -> Value {
    for _ in 0..1200 {
        let run = client.get(&format!("/assembly-runs/{id}")).expect(200);
        let over = !["queued", "running"].contains(&text(&run["state"]));
        if over || enough(&run) {
            return run;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("run {id} does not end");
}

on_both! {
    fn no_item_is_seen_by_more_than_its_share_and_no_two_forms_have_more_in_common(backend) {
        let service = Service::start(backend);
        let specification = bank(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &asked(&specification, 120)).expect(201);
        assert_eq!((&run["state"], &run["mode"]["kind"]), (&json!("done"), &json!("on_the_fly")));
        let all = forms(&admin, &run, 50);
        assert_eq!(fingerprints(&forms(&admin, &run, 7)), fingerprints(&all));
        let numbers: Vec<u64> = all.iter().filter_map(|form| form["number"].as_u64()).collect();
        assert_eq!(numbers, (1..=120).collect::<Vec<u64>>());
        let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
        let mut common = 0;
        for (number, form) in all.iter().enumerate() {
            let mine = codes(form);
            assert_eq!(mine.len(), 5);
            mine.iter().for_each(|code| *uses.entry(code).or_default() += 1);
            let with = |other: &Value| codes(other).iter().filter(|code| mine.contains(code)).count();
            common = all[..number].iter().map(with).fold(common, usize::max);
        }
        let most = uses.values().copied().max().unwrap();
        assert!(most <= 24 && common <= 3, "{most} uses, {common} in common");
        let report = &run["on_the_fly"];
        assert_eq!((&report["forms"], &report["failures"]), (&json!(120), &json!(0)));
        assert_eq!(report["items"], json!(uses.len()));
        assert_eq!(report["overlap_max"], json!(common));
        assert!((report["exposure_max"].as_f64().unwrap() - most as f64 / 120.0).abs() < 1e-9);
        let job = admin.get(&format!("/jobs/{}", text(&run["job_id"]))).expect(200);
        assert_eq!((&job["done"], &job["total"]), (&json!(120), &json!(120)));
        // They are no drafts that somebody would have to look through.
        assert!(admin.get("/forms").expect(200)["items"].as_array().unwrap().is_empty());
    }

    fn one_form_is_told_with_every_constraint_and_only_to_who_may_know_of_the_run(backend) {
        let service = Service::start(backend);
        let specification = bank(&service);
        let admin = service.administrator();
        let run = assemble(&admin, &asked(&specification, 60)).expect(201);
        let path = format!("/assembly-runs/{}/forms", text(&run["id"]));
        let listed = forms(&admin, &run, 50);
        let form = admin.get(&format!("{path}/57")).expect(200);
        assert_eq!(form["fingerprint"], listed[56]["fingerprint"]);
        let achieved = form["achieved"].as_array().unwrap();
        assert!(achieved.len() > 5 && achieved.iter().all(|line| line["holds"] == true), "{form}");
        let mine: Vec<&str> = form["positions"].as_array().unwrap().iter().map(|p| text(&p["item"])).collect();
        assert_eq!(mine, codes(&listed[56]));
        for absent in ["61", "0", "-1", "first"] {
            assert_eq!(admin.get(&format!("{path}/{absent}")).status, 404, "{absent}");
        }
        let reader = service.user_with_role(&service.root(), "school_reader");
        assert_eq!((reader.get(&path).status, reader.get(&format!("{path}/1")).status), (404, 404));
        let other = assemble(&admin, &json!({"specification_id": specification})).expect(201);
        let other = format!("/assembly-runs/{}", text(&other["id"]));
        for path in [format!("{other}/forms"), format!("{other}/forms/1"), format!("{other}/parts/1")] {
            let problem = admin.get(&path).expect(409);
            assert_eq!(problem["errors"][0]["code"], "run_of_another_mode", "{path}");
            assert_eq!(problem["errors"][0]["args"]["mode"], "forms");
        }
    }

    fn what_a_lost_worker_kept_stays_and_another_goes_on_to_the_same_forms(backend) {
        // From its second call on the solver hangs for as long as there is the file.
        let folder = tempfile::TempDir::new().expect("a folder");
        let (calls, hang) = (folder.path().join("calls"), folder.path().join("hang"));
        std::fs::write(&hang, "").expect("written");
        let own: PathBuf = env!("CARGO_BIN_EXE_synaq").into();
        let script = format!(
            "if [ -e {hang} ] && [ -e {calls} ] && [ \"$1\" = draw ]; then exec sleep 600; fi\n\
             [ \"$1\" = draw ] && touch {calls}\nexec {own} \"$@\"",
            hang = hang.display(), calls = calls.display(), own = own.display()
        );
        let (_program, solver) = program(&script);
        let service = Service::start_with(backend, |limits| {
            limits.solve_program = solver;
            limits.cohort_s = 0.0;
        });
        let specification = bank(&service);
        let admin = service.administrator();
        let run = admin.post("/assembly-runs", &asked(&specification, 160)).expect(202);
        let id = text(&run["id"]).to_owned();
        // Nothing is asked of the run while it works but what is final already.
        until(&admin, &id, |run| !forms(&admin, run, 50).is_empty());
        let before = forms(&admin, &run, 50);
        assert_eq!(before.len(), 50);
        assert_eq!(admin.get(&format!("/assembly-runs/{id}")).expect(200)["state"], "running");
        std::fs::remove_file(&hang).expect("it was there");
        // The first worker is not heard of for longer than its lease.
        let job = loop {
            service.pass(600);
            let taken = background::take(&service.services, "second", TimeDelta::minutes(5));
            if let Some(job) = taken.expect("jobs can be taken") {
                break job;
            }
        };
        let outcome = background::run(&service.services, &job);
        background::finish(&service.services, &job, outcome).expect("the end is written");
        let done = until(&admin, &id, |_| false);
        assert_eq!(done["state"], "done", "{done}");
        let resumed = forms(&admin, &done, 50);
        assert_eq!(fingerprints(&resumed[..50]), fingerprints(&before));
        let whole = admin.awaited("/assembly-runs", &asked(&specification, 160)).expect(201);
        assert_eq!(fingerprints(&forms(&admin, &whole, 50)), fingerprints(&resumed));
        assert_eq!(whole["on_the_fly"], done["on_the_fly"]);
        // What it rests on and what came of it is the same, and signed.
        let manifest = |run: &Value| admin.get(&format!("/assembly-runs/{}/manifest", text(&run["id"]))).expect(200);
        assert_eq!(manifest(&whole), manifest(&done));
        assert_eq!((&manifest(&done)["mode"]["forms"], &manifest(&done)["forms"][0]["items"]), (&json!(160), &json!(800)));
        assert_eq!(manifest(&done)["signature"]["algorithm"], "ed25519");
    }

    fn any_number_of_workers_makes_the_same_forms(backend) {
        let service = Service::start_with(backend, |limits| limits.cohort_s = 0.0);
        let specification = bank(&service);
        let admin = service.administrator();
        let alone = assemble(&admin, &asked(&specification, 250)).expect(201);
        let others = Workers::start(&service.services, 3);
        let together = assemble(&admin, &asked(&specification, 250)).expect(201);
        drop(others);
        let (alone, together) = (forms(&admin, &alone, 200), forms(&admin, &together, 200));
        assert_eq!(fingerprints(&alone), fingerprints(&together));
        assert_eq!(alone.len(), 250);
    }

    fn what_makes_no_sense_is_refused_at_once_and_in_full(backend) {
        let service = Service::start(backend);
        let specification = bank(&service);
        let admin = service.administrator();
        let found = |mode: Value, more: Value| {
            let mut body = json!({"specification_id": specification, "mode": mode});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            let checked = admin.post("/assembly-runs/check", &body).findings();
            let asked = admin.post("/assembly-runs", &body);
            assert_eq!(asked.status, 422, "{}", asked.body);
            assert_eq!(asked.findings(), checked);
            checked
        };
        let pairs = |expected: &[(&str, &str)]| -> Vec<(String, String)> {
            expected.iter().map(|(code, pointer)| ((*code).to_owned(), (*pointer).to_owned())).collect()
        };
        let wrong = found(json!({"kind": "on_the_fly", "forms": 0, "exposure_max": 2}), json!({}));
        assert_eq!(wrong, pairs(&[("above_maximum", "/mode/exposure_max"), ("below_minimum", "/mode/forms")]));
        let wrong = found(
            json!({"kind": "on_the_fly", "forms": 9, "exposure_max": 0, "information_within": 0.1}),
            json!({"forms": 2, "overlap": 1, "forced": ["a"], "blocked": ["a"]}),
        );
        assert_eq!(wrong, pairs(&[
            ("exposure_out_of_range", "/mode/exposure_max"),
            ("item_forced_and_blocked", "/forced"),
            ("option_of_another_mode", "/forms"),
            ("option_of_another_mode", "/overlap"),
        ]));
        let wrong = found(json!({"kind": "on_the_fly", "forms": 9, "exposure_max": 0, "information_within": 0.1}), json!({"overlap": 1}));
        assert_eq!(wrong, pairs(&[
            ("exposure_out_of_range", "/mode/exposure_max"),
            ("information_target_missing", "/mode/information_within"),
            ("option_of_another_mode", "/overlap"),
        ]));
        let wrong = found(json!({"kind": "on_the_fly", "forms": 100, "exposure_max": 0.05}), json!({}));
        assert!(wrong.contains(&("exposure_exhausts_row".to_owned(), "/mode/exposure_max".to_owned())), "{wrong:?}");
        let wrong = found(json!({"kind": "on_the_flight", "forms": 100}), json!({}));
        assert!(wrong[0].1.starts_with("/mode"), "{wrong:?}");
        assert!(admin.get("/assembly-runs").expect(200)["items"].as_array().unwrap().is_empty());
    }

    fn where_the_caps_cannot_be_kept_the_run_says_how_many_forms_are_missing(backend) {
        let service = Service::start(backend);
        let specification = bank(&service);
        let admin = service.administrator();
        let mut body = asked(&specification, 120);
        body["mode"]["overlap_max"] = json!(0);
        let problem = assemble(&admin, &body).expect(422);
        let error = &problem["errors"][0];
        assert_eq!((&error["code"], &error["pointer"]), (&json!("cohort_overlap_unreachable"), &json!("/mode/overlap_max")));
        let run = &admin.get("/assembly-runs").expect(200)["items"][0];
        assert_eq!((&run["state"], &run["findings"][0]["code"]), (&json!("failed"), &json!("cohort_overlap_unreachable")));
        assert_eq!(run["on_the_fly"]["failures"], json!(120 - run["on_the_fly"]["forms"].as_u64().unwrap()));
    }
}
