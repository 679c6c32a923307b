//! Names erased on request and when their time is over; marks stay, a certificate stays, nothing else.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use synaq::service::background;

use super::imports::ended;
use crate::harness::api::{Client, text};
use crate::harness::school::{School, another_school, findings, mixed};

const LIST: &str = "Код;Тегі;Аты\n7A-01;Тілеуқабылов;Нұрғиса\n7A-02;Жұмабекова;Ғазиза\n";

fn names_of(client: &Client, class: &str) -> Vec<String> {
    let body = json!({"purpose": "correction", "reason": "Who is still there"});
    let revealed = client
        .post(&format!("/classes/{class}/names/reveal"), &body)
        .expect(200);
    let names = revealed["names"].as_array().expect("names").iter();
    names.map(|n| text(&n["candidate"]).to_owned()).collect()
}

fn with_names(backend: crate::harness::Backend) -> School {
    let school = School::start(backend, 3);
    let path = format!("/classes/{}/names", school.class);
    school
        .coordinator
        .post(&path, &json!({"content": LIST}))
        .expect(200);
    school
}

fn erase(client: &Client, body: &Value) -> Value {
    let job = client.post("/name-erasures", body).expect(202);
    ended(client, text(&job["id"]))
}

/// Audit rows of the use case that erases.
fn certificates(school: &School) -> Vec<Value> {
    let page = school
        .service
        .administrator()
        .get("/audit?limit=200")
        .expect(200);
    let rows = page["items"].as_array().expect("rows").iter();
    rows.filter(|row| row["action"] == "erase_names")
        .cloned()
        .collect()
}

/// A class of a school year long over, with one name in it.
fn old_class(client: &Client, year: &str, code: &str, surname: &str) -> String {
    let class =
        json!({"code": format!("9Б {year}"), "grade": 9, "language": "ru", "academic_year": year});
    let class = client.post("/classes", &class).expect(201);
    let class = text(&class["id"]).to_owned();
    let list = format!("Код;Тегі;Аты\n{code};{surname};Анна\n");
    let body = json!({"content": list, "add_candidates": true});
    client
        .post(&format!("/classes/{class}/names"), &body)
        .expect(200);
    class
}

on_both! {
    fn a_name_is_erased_on_request_marks_stay_and_a_certificate_remains(backend) {
        let school = with_names(backend);
        let sitting = school.sitting(mixed());
        school.all_present(&sitting, 3);
        let mark = json!({"rows": [{"candidate": "7A-01", "position": 3, "descriptor": "d1", "points": 1}]});
        school.post(&sitting, "marks", mark).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        let before = school.get(&sitting, "results");
        let request = json!({"ground": "subject_request", "reference": "Letter 118", "candidates": ["7A-01", "7A-03"]});
        let job = erase(&school.coordinator, &request);
        assert_eq!((&job["kind"], &job["state"]), (&json!("erase_names"), &json!("done")));
        assert_eq!((&job["result"]["erased"], &job["result"]["absent"]), (&json!(1), &json!(1)));
        assert_eq!(job["result"]["certificate"], job["id"]);
        assert_eq!(names_of(&school.coordinator, &school.class), ["7A-02"]);
        assert_eq!(school.get(&sitting, "results"), before);
        let kept = certificates(&school);
        assert_eq!(kept.len(), 1);
        assert_eq!((&kept[0]["object_kind"], &kept[0]["object_id"]), (&json!("name_erasure"), &job["id"]));
        let detail = &kept[0]["detail"];
        assert_eq!((&detail["ground"], &detail["reference"], &detail["erased"]), (&json!("subject_request"), &json!("Letter 118"), &json!(1)));
        assert_eq!(detail["candidates"], job["result"]["candidates"]);
        // A second request finds nothing left.
        assert_eq!(erase(&school.coordinator, &request)["result"]["erased"], 0);
    }

    fn whose_names_and_why_is_asked_and_names_do_not_stand_in_the_reference(backend) {
        let school = with_names(backend);
        let (_, stranger) = another_school(&school.service, "school-13");
        let ask = |body: Value| school.coordinator.post("/name-erasures", &body);
        for (body, expected) in [
            (json!({"ground": "left", "reference": "Letter 118"}), ("erasure_of_nobody", "/candidates")),
            (json!({"ground": "expired", "reference": "Letter 118", "candidates": ["7A-01"]}), ("erasure_names_nobody", "/candidates")),
            (json!({"ground": "left", "reference": "Letter 118", "candidates": ["7A-01", "7Z-01"]}), ("school_has_no_such_code", "/candidates/1")),
            (json!({"ground": "left", "reference": "ата-анасы: Жұмабекова", "candidates": ["7A-02"]}), ("text_holds_name", "/reference")),
        ] {
            let refused = ask(body);
            assert_eq!((refused.status, refused.findings()), (422, findings(&[expected])), "{refused:?}");
        }
        let elsewhere = json!({"org_id": school.org, "ground": "left", "reference": "Letter 118", "candidates": ["7A-01"]});
        assert_eq!(stranger.post("/name-erasures", &elsewhere).findings(), findings(&[("reference_unknown", "/org_id")]));
        let marker = school.service.user_with_role(&school.org, "marker");
        assert_eq!(marker.post("/name-erasures", &elsewhere).status, 403);
        assert_eq!(names_of(&school.coordinator, &school.class), ["7A-01", "7A-02"]);
    }

    fn names_whose_time_is_over_are_erased_school_by_school_without_anybody_asking(backend) {
        let school = with_names(backend);
        let old = old_class(&school.coordinator, "2019-20", "9B-01", "Сергеева");
        let (_, other) = another_school(&school.service, "school-13");
        let others = old_class(&other, "2018-19", "9B-01", "Иванова");
        assert_eq!(background::queue_due(&school.service.services).expect("queued"), 2);
        let begun = Instant::now();
        while certificates(&school).len() < 2 {
            assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", certificates(&school));
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(names_of(&school.coordinator, &old).is_empty());
        assert!(names_of(&other, &others).is_empty());
        assert_eq!(names_of(&school.coordinator, &school.class), ["7A-01", "7A-02"]);
        let kept = certificates(&school);
        assert!(kept.iter().all(|row| row["detail"]["ground"] == "expired" && row["detail"]["erased"] == 1), "{kept:?}");
        assert_eq!(background::queue_due(&school.service.services).expect("nothing is due"), 0);
    }

    fn a_pupil_who_goes_on_to_another_class_keeps_the_name(backend) {
        let school = with_names(backend);
        let old = old_class(&school.coordinator, "2019-20", "9B-01", "Сергеева");
        let member = json!({"rows": [{"code": "9B-01"}]});
        let path = format!("/classes/{}/candidates", school.class);
        school.coordinator.post(&path, &member).expect(200);
        let job = erase(&school.coordinator, &json!({"ground": "expired", "reference": "yearly"}));
        assert_eq!(job["result"]["erased"], 0);
        assert_eq!(names_of(&school.coordinator, &old), ["9B-01"]);
    }

    fn an_organisation_shortens_what_stands_above_it_and_never_lengthens_it(backend) {
        let school = with_names(backend);
        let admin = school.service.administrator();
        let (root, own) = (format!("/organisations/{}/name-retention", school.root), format!("/organisations/{}/name-retention", school.org));
        let read = school.coordinator.get(&own);
        assert_eq!((read.header("etag"), &read.json()["days"]), ("\"0-365\"", &json!(365)));
        admin.put(&root, "0-365", &json!({"days": 200, "basis": "Order 7"})).expect(200);
        let below = school.coordinator.get(&own).expect(200);
        assert_eq!((&below["days"], &below["set_by_org"]), (&json!(200), &json!(school.root)));
        let stale = school.coordinator.put(&own, "0-365", &json!({"days": 100, "basis": "Order 8"}));
        assert_eq!(stale.status, 412);
        let longer = school.coordinator.put(&own, "0-200", &json!({"days": 201, "basis": "Order 8"}));
        assert_eq!((longer.status, longer.findings()), (422, findings(&[("retention_longer_than_above", "/days")])));
        let set = school.coordinator.put(&own, "0-200", &json!({"days": 100, "basis": "Order 8"})).expect(200);
        assert_eq!((&set["days"], &set["revision"], &set["own"]["basis"]), (&json!(100), &json!(1), &json!("Order 8")));
        let again = school.coordinator.put(&own, "1-100", &json!({"days": 0, "basis": "Order 9"})).expect(200);
        assert_eq!((&again["days"], &again["revision"]), (&json!(0), &json!(2)));
        let unseen = school.coordinator.send("PUT", &own, &[("content-type", "application/json")], Some("{\"days\":1,\"basis\":\"Order 9\"}".into()));
        assert_eq!(unseen.status, 428);
    }

    fn the_days_of_the_rule_decide_when_the_time_is_over(backend) {
        let school = School::start(backend, 0);
        // The service's clock is today's: a school year that ended this summer or the one before.
        let year = {
            use chrono::Datelike;
            let now = school.service.services.now();
            let begun = now.year() - if now.month() > 8 { 1 } else { 2 };
            format!("{begun}-{:02}", (begun + 1) % 100)
        };
        let class = old_class(&school.coordinator, &year, "9B-01", "Сергеева");
        let ask = json!({"ground": "expired", "reference": "yearly"});
        let path = format!("/organisations/{}/name-retention", school.org);
        school.coordinator.put(&path, "*", &json!({"days": 3650, "basis": "Order 1"})).expect(200);
        assert_eq!(erase(&school.coordinator, &ask)["result"]["erased"], 0);
        school.coordinator.put(&path, "*", &json!({"days": 0, "basis": "Order 2"})).expect(200);
        assert_eq!(erase(&school.coordinator, &ask)["result"]["erased"], 1);
        assert!(names_of(&school.coordinator, &class).is_empty());
    }
}
