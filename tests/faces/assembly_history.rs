//! What items have been through decides whether forms may hold them: pilots, past use, languages that
//! fell behind, recordings that may not be played as often.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use synaq::assembly::generated::generate;
use synaq::specification::component::components;
use synaq::specification::document::{BankRequirement, SpecificationDocument};
use synaq::specification::school_term::SchoolTerm;

use super::assembly::{SAU, assemble, items_of};
use super::bank::{Bank, act, mcq};
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;

const SAT: &str = "sat-g7-kazakh-l2-t1";

/// The unit test in mathematics as of a term, leaving out what was used in so many terms before.
fn unit_test_of(id: &str, year: &str, term: u8, exclude: Option<u32>) -> SpecificationDocument {
    let mut document = library::specification(SAU);
    document.id = id.to_owned();
    document.academic_year = Some(year.to_owned());
    document.term = Some(term);
    document.constraints.exclude_used_terms = exclude;
    document
}

pub fn change(client: &Client, form: &Value, verb: &str) -> Value {
    let path = format!("/forms/{}", text(&form["id"]));
    let tag = client.get(&path).header("etag").to_owned();
    let path = format!("{path}/{verb}");
    client
        .send("POST", &path, &[("if-match", &tag)], None)
        .expect(200)
}

fn forms(client: &Client, specification: &str, forms: u32) -> Answer {
    assemble(
        client,
        &json!({"specification_id": specification, "forms": forms, "seed": 5}),
    )
}

/// Every short row with what is nearest to help, all rows for the same reason.
#[track_caller]
pub fn only_reason(answer: Answer) -> String {
    let problem = answer.expect(422);
    assert_eq!(problem["code"], "infeasible");
    let errors = problem["errors"].as_array().expect("errors");
    for error in errors {
        assert_eq!(error["code"], "row_short", "{error}");
        assert_eq!(
            error["args"]["nearest"], errors[0]["args"]["nearest"],
            "{error}"
        );
    }
    text(&errors[0]["args"]["nearest"]).to_owned()
}

/// Every row is short of what was used in a term; the first row.
#[track_caller]
fn short_by_use(answer: Answer, term: &str) -> Value {
    let problem = answer.expect(422);
    let errors = problem["errors"].as_array().expect("errors");
    assert!(!errors.is_empty());
    for error in errors {
        assert_eq!(error["code"], "row_short", "{error}");
        let kept_out = text(&error["args"]["kept_out"]);
        assert!(kept_out.contains("exclude_used_terms "), "{error}");
        assert_eq!(error["args"]["used_in"], term, "{error}");
    }
    errors[0].clone()
}

fn statistics(client: &Client, ids: &BTreeMap<String, String>, administration: &str, n: u32) {
    let row = |id: &String| json!({"item": id, "number": 1, "metric": "p", "n": n, "value": 0.6});
    let rows: Vec<Value> = ids.values().map(row).collect();
    let body = json!({
        "administration": administration, "administered": "2026-10-15", "population": "grade 6",
        "model": "ctt", "rows": rows
    });
    client.post("/item-statistics", &body).expect(201);
}

/// A bank of exactly so many forms of the unit test without a common task.
pub fn just_enough(service: &Service, times: usize) {
    let component = components(&library::specification(SAU)).remove(0);
    let languages = component.language_sets[0].clone();
    let bank = generate(&component, "mathematics", &languages, "G", times, 1);
    let (items, stimuli) = (bank.items, bank.stimuli);
    library::fill(service, &library::Bank { items, stimuli }, "live");
}

on_both! {
    fn what_stood_in_a_locked_form_of_the_last_terms_stays_out_and_the_shortage_says_when(backend) {
        let service = Service::start(backend);
        just_enough(&service, 2);
        let past = library::publish(&service, &unit_test_of("past", "2025-26", 4, None));
        let next = library::publish(&service, &unit_test_of("next", "2026-27", 1, Some(1)));
        let later = library::publish(&service, &unit_test_of("later", "2026-27", 2, Some(1)));
        let admin = service.administrator();
        let used = forms(&admin, &past, 1).expect(201)["result"]["forms"][0].clone();
        // A draft is no use.
        forms(&admin, &next, 2).expect(201);
        change(&admin, &used, "lock");
        let run = forms(&admin, &next, 1).expect(201);
        let fresh = items_of(&run["result"]["forms"][0]);
        assert!(items_of(&used).iter().all(|item| !fresh.contains(item)));
        let short = short_by_use(forms(&admin, &next, 2), "2025-26/4");
        let told = text(&short["detail"]);
        assert!(told.contains("Excluded because used in term: 2025-26/4."), "{told}");
        let forced = json!({"specification_id": next, "forms": 1, "forced": [items_of(&used)[0]]});
        let told = assemble(&admin, &forced).expect(422);
        assert_eq!(told["errors"][0]["code"], "forced_item_fits_no_row");
        assert_eq!(told["errors"][0]["args"]["reasons"], "exclude_used_terms");
        // Two terms later it may come back.
        forms(&admin, &later, 2).expect(201);
        // Nobody sat it before it was retired: that was no use either.
        change(&admin, &used, "retire");
        forms(&admin, &next, 2).expect(201);
    }

    fn a_specification_without_a_year_counts_from_today_and_a_form_without_one_from_its_lock(backend) {
        let service = Service::start(backend);
        just_enough(&service, 2);
        let mut document = unit_test_of("ever", "2026-27", 1, Some(100));
        document.academic_year = None;
        let ever = library::publish(&service, &document);
        let admin = service.administrator();
        let run = forms(&admin, &ever, 1).expect(201);
        change(&admin, &run["result"]["forms"][0], "lock");
        // Locked in the term that is running: another form of this term may share its tasks.
        forms(&admin, &ever, 2).expect(201);
        let locked = SchoolTerm::of_date(service.services.now().date_naive());
        let next = match locked.term {
            4 => SchoolTerm { year: locked.year + 1, term: 1 },
            term => SchoolTerm { term: term + 1, ..locked },
        };
        let year = format!("{}-{:02}", next.year, (next.year + 1) % 100);
        let next = library::publish(&service, &unit_test_of("next", &year, next.term, Some(1)));
        short_by_use(forms(&admin, &next, 2), &locked.to_string());
    }

    fn an_item_is_tried_out_after_approval_by_who_operates_the_bank(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/items", &mcq("m-1")).expect(201);
        let id = text(&made["id"]);
        assert_eq!(act(&bank.manager, id, 1, "start-pilot").findings(), [("phase_forbids".into(), String::new())]);
        act(&bank.author, id, 1, "submit").expect(200);
        act(&bank.reviewer, id, 1, "approve").expect(200);
        assert_eq!(act(&bank.reviewer, id, 1, "start-pilot").status, 403);
        let tried = act(&bank.manager, id, 1, "start-pilot").expect(200);
        assert_eq!((&tried["phase"], &tried["state"]), (&json!("pilot"), &json!("pilot")));
        assert_eq!(act(&bank.manager, id, 1, "start-pilot").status, 409);
        assert_eq!(act(&bank.manager, id, 1, "suspend").expect(200)["phase"], "suspended");
        assert_eq!(act(&bank.manager, id, 1, "put-live").expect(200)["phase"], "live");
        let other = bank.live(&mcq("m-2"));
        assert_eq!(act(&bank.manager, &other, 1, "start-pilot").status, 409);
    }

    fn pilot_rounds_are_administrations_with_statistics_and_each_of_too_few_candidates_is_told(backend) {
        let service = Service::start(backend);
        let ids = library::fill(&service, &library::bank("mathematics-g6"), "pilot");
        let mut document = unit_test_of("piloted", "2026-27", 1, None);
        document.constraints.target_mean_p = Some(0.6);
        document.bank_requirement = Some(BankRequirement {
            pilot_rounds: Some(2),
            min_n: Some(200),
            ..BankRequirement::default()
        });
        let specification = library::publish(&service, &document);
        let admin = service.administrator();
        let run = || assemble(&admin, &json!({"specification_id": specification, "phases": ["pilot"]}));
        assert_eq!(only_reason(run()), "pilot_rounds");
        statistics(&admin, &ids, "pilot-1", 250);
        assert_eq!(only_reason(run()), "pilot_rounds");
        statistics(&admin, &ids, "pilot-2", 90);
        let done = run().expect(201);
        assert_eq!(done["result"]["forms"][0]["mean_p"], 0.6);
        // Without the phase they are no candidates, whatever they have been through.
        assert_eq!(only_reason(assemble(&admin, &json!({"specification_id": specification}))), "phase");
    }

    fn a_form_is_the_sharpest_of_those_near_its_target_by_classical_statistics_alone(backend) {
        let service = Service::start(backend);
        let ids = library::fill(&service, &library::bank("mathematics-g6"), "live");
        let admin = service.administrator();
        statistics(&admin, &ids, "pilot-1", 250);
        let sharp = |(n, code): (u32, &String)| (code.clone(), f64::from(n % 7) / 10.0);
        let sharp: BTreeMap<String, f64> = (0..).zip(ids.keys()).map(sharp).collect();
        let row = |(code, id): (&String, &String)| {
            json!({"item": id, "number": 1, "metric": "rit", "n": 250, "value": sharp[code]})
        };
        let rows: Vec<Value> = ids.iter().map(row).collect();
        let body = json!({"administration": "pilot-2", "administered": "2026-10-16",
            "population": "grade 6", "model": "ctt", "rows": rows});
        admin.post("/item-statistics", &body).expect(201);
        let mut document = unit_test_of("sharp", "2026-27", 1, None);
        let objectives = json!([{"kind": "target_mean", "of": "p", "target": 0.6},
            {"kind": "maximum_sum", "of": "rit"}]);
        document.constraints.objectives = serde_json::from_value(objectives).expect("objectives");
        let specification = library::publish(&service, &document);
        let done = forms(&admin, &specification, 1).expect(201);
        let form = &done["result"]["forms"][0];
        let tasks = form["positions"].as_array().expect("positions").iter();
        let told: f64 = tasks.map(|task| sharp[text(&task["item"])]).sum();
        let value = |of: &Value| of["value"].as_f64().expect("a value");
        assert!(value(&form["objectives"][0]) < 1e-6, "all are as difficult as asked");
        assert!((value(&form["objectives"][1]) - told).abs() < 1e-9);
        let stage = &done["result"]["solves"][0]["stages"][1];
        assert!((value(stage) - told).abs() < 1e-6, "{stage}");
    }

    fn two_small_pilots_are_not_one_large_one(backend) {
        let service = Service::start(backend);
        let ids = library::fill(&service, &library::bank("mathematics-g6"), "live");
        let mut document = unit_test_of("piloted", "2026-27", 1, None);
        document.bank_requirement = Some(BankRequirement {
            pilot_rounds: Some(2),
            min_n: Some(200),
            ..BankRequirement::default()
        });
        let specification = library::publish(&service, &document);
        let admin = service.administrator();
        statistics(&admin, &ids, "pilot-1", 100);
        statistics(&admin, &ids, "pilot-2", 199);
        assert_eq!(only_reason(forms(&admin, &specification, 1)), "min_n");
        statistics(&admin, &ids, "pilot-3", 200);
        forms(&admin, &specification, 1).expect(201);
    }

    fn a_language_that_fell_behind_keeps_a_task_out_of_tests_that_must_be_equivalent(backend) {
        let service = Service::start(backend);
        let ids = library::fill(&service, &library::bank("mathematics-g6"), "live");
        let free = library::publish(&service, &unit_test_of("free", "2026-27", 1, None));
        let mut document = unit_test_of("equivalent", "2026-27", 1, None);
        document.bank_requirement = Some(BankRequirement {
            languages_equivalent: Some(true),
            ..BankRequirement::default()
        });
        let equivalent = library::publish(&service, &document);
        let admin = service.administrator();
        let in_kazakh = |specification: &str| json!({"specification_id": specification, "languages": ["kk"]});
        assemble(&admin, &in_kazakh(&equivalent)).expect(201);
        library::make_stale(&service, "ru", &ids.values().collect::<Vec<_>>());
        assemble(&admin, &in_kazakh(&free)).expect(201);
        assert_eq!(only_reason(assemble(&admin, &in_kazakh(&equivalent))), "languages_equivalent");
    }

    fn a_recording_is_played_as_often_as_the_specification_says_and_its_questions_follow_it_in_order(backend) {
        let service = Service::start(backend);
        let mut bank = library::bank("kazakh-l2-g7");
        for stimulus in bank.stimuli.iter_mut().filter(|s| s.seconds.is_some()) {
            stimulus.plays = Some(3);
        }
        library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification(SAT));
        let admin = service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification})).expect(201);
        for form in run["result"]["forms"].as_array().unwrap() {
            let listening = form["positions"].as_array().unwrap().iter().filter(|p| p["section"] == "L");
            let heard: Vec<&str> = listening.map(|p| text(&p["item"])).collect();
            let mut in_order = heard.clone();
            in_order.sort_unstable();
            assert_eq!((heard.len(), &heard), (6, &in_order));
        }
        let form = &run["result"]["forms"][0];
        change(&admin, form, "lock");
        let copy = format!("/forms/{}/candidate-copy?language=kk", text(&form["id"]));
        let copy = admin.get(&copy).expect(200);
        let audio = copy["stimuli"].as_array().unwrap().iter().find(|s| s["kind"] == "audio");
        assert_eq!(audio.expect("a recording")["plays"], 2, "{copy}");
    }

    fn a_recording_that_may_be_played_once_only_is_no_candidate_where_two_plays_are_asked(backend) {
        let service = Service::start(backend);
        let mut bank = library::bank("kazakh-l2-g7");
        for stimulus in bank.stimuli.iter_mut().filter(|s| s.seconds.is_some()) {
            stimulus.plays = Some(1);
        }
        library::fill(&service, &bank, "live");
        let specification = library::publish(&service, &library::specification(SAT));
        let answer = assemble(&service.administrator(), &json!({"specification_id": specification}));
        assert_eq!(only_reason(answer), "plays");
    }
}
