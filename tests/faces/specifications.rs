//! Specifications: every fault at once, the life of a version, who sees what, formats, the feed.

use diesel::prelude::*;
use serde_json::{Value, json};
use synaq::document::{Format, parse};
use synaq::store::StoreError;
use synaq::store::schema::{curricula, specification_versions};

use crate::harness::api::{Answer, Client, Service, text};

const SAT: &str = include_str!("../../item_specs/specifications/sat-g7-kazakh-l2-t1.yaml");
const BATTERY: &str = include_str!("../../item_specs/specifications/monitoring-rural-school.yaml");
const POLICY: &str = include_str!("../../item_specs/policies/kz-2-11-2025.yaml");
const CURRICULUM: &str = include_str!("../../item_specs/curricula/kz-2022.yaml");

fn yaml(text: &str) -> Value {
    parse(text, Format::Yaml).expect("a shipped document").value
}

/// The shipped programme and policy are there.
fn prepared(service: &Service) -> Client {
    let admin = service.administrator();
    let owner = service.root();
    let row = (
        curricula::id.eq("0193f1e0-0000-7000-8000-00000000c001"),
        curricula::owner_org.eq(owner),
        curricula::code.eq("kz-2022"),
        curricula::version.eq(1),
        curricula::programme.eq("kz-2022"),
        curricula::document.eq(yaml(CURRICULUM).to_string()),
        curricula::hash.eq("h"),
        curricula::published_at.eq(chrono::Utc::now().naive_utc()),
    );
    let added: Result<usize, StoreError> = service.services.db.write(|c| {
        Ok(diesel::insert_into(curricula::table)
            .values(row)
            .execute(c)?)
    });
    assert_eq!(added.expect("the programme is there"), 1);
    admin.post("/grading-policies", &yaml(POLICY)).expect(201);
    admin
}

fn post_yaml(client: &Client, path: &str, body: &str) -> Answer {
    let headers = [("content-type", "application/yaml")];
    client.send("POST", path, &headers, Some(body.to_owned()))
}

fn approval() -> Value {
    json!({"body": "Methodological Council", "protocol": "67", "date": "2026-11-13"})
}

/// Creates, approves and publishes; gives the id.
fn published(client: &Client, document: &str) -> String {
    let made = post_yaml(client, "/specifications", document).expect(201);
    let id = text(&made["id"]).to_owned();
    let version = &made["version"];
    client
        .post(
            &format!("/specifications/{id}/versions/{version}/approve"),
            &approval(),
        )
        .expect(200);
    client
        .post(
            &format!("/specifications/{id}/versions/{version}/publish"),
            &json!({}),
        )
        .expect(200);
    id
}

/// The blueprint of row B1: 28 points instead of 30, 45 minutes instead of 40, levels from the same
/// bound, a row without objectives, a row id twice.
fn broken() -> Value {
    let mut document = yaml(SAT);
    document["sections"][2]["minutes"] = json!(25);
    document["blueprint"][6]["points_each"] = json!(4);
    document["blueprint"][1]["id"] = json!("L1");
    document["blueprint"][2]["objectives"] = json!([]);
    document["criteria"] = json!([{"id": "c1", "objectives": [], "text": {"en": "x"}}]);
    document["levels"] =
        json!([{"id": "low", "from": 0}, {"id": "medium", "from": 40}, {"id": "high", "from": 40}]);
    document
}

on_both! {
    fn every_fault_of_a_specification_is_told_at_once_with_its_pointer(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let answer = admin.post("/specifications", &broken());
        assert_eq!(answer.status, 422, "{}", answer.body);
        let expected = [
            ("duplicate_id", "/blueprint/1/id"), ("levels_overlap", "/levels/2/from"), ("minutes_mismatch", "/duration_min"),
            ("objectives_missing", "/criteria/0/objectives"), ("row_objectives_missing", "/blueprint/2/objectives"),
            ("rows_sum_mismatch", "/max_score"), ("section_sum_mismatch", "/sections/3/score"),
        ];
        assert_eq!(answer.findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())), "{}", answer.body);
        let checked = admin.post("/specifications/check", &broken()).expect(200);
        assert_eq!((checked["valid"].as_bool(), checked["findings"].as_array().unwrap().len()), (Some(false), 7));
        assert!(text(&checked["findings"][0]["detail"]).contains("L1"));
        assert_eq!(post_yaml(&admin, "/specifications/check", SAT).expect(200)["valid"], true);
        assert_eq!(admin.get("/specifications").expect(200)["items"], json!([]));
    }

    fn the_faults_of_a_yaml_text_are_told_with_line_and_column(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let broken = SAT.replace("{id: W, skill: writing, minutes: 20", "{id: W, skill: writing, minutes: 25")
            .replace("{id: L2, section: L", "{id: L1, section: L").replace("points_each: 6, mark", "points_each: 4, mark");
        let problem = post_yaml(&admin, "/specifications", &broken).expect(422);
        let told: Vec<_> = problem["errors"].as_array().unwrap().iter()
            .map(|e| format!("{}:{} {}", e["place"]["line"], e["place"]["column"], text(&e["code"]))).collect();
        let line_of = |part: &str| broken.lines().position(|l| l.contains(part)).unwrap() + 1;
        let expected = [
            format!("{}:10 duplicate_id", line_of("{id: L1, section: L, unit: u2")),
            format!("{}:12 rows_sum_mismatch", line_of("max_score:")),
            format!("{}:{} section_sum_mismatch", line_of("{id: S, "), broken.lines().nth(line_of("{id: S, ") - 1).unwrap().find("6, separate").unwrap() + 1),
            format!("{}:15 minutes_mismatch", line_of("duration_min:")),
        ];
        assert_eq!(told, expected, "{problem}");
        let unknown = post_yaml(&admin, "/specifications", &SAT.replace("term: 1", "term: one\ncolour: red"));
        assert_eq!(unknown.findings(), [("unknown_field", "/colour"), ("wrong_type", "/term")].map(|(c, p)| (c.to_owned(), p.to_owned())));
        let not_yaml = post_yaml(&admin, "/specifications", "a: [1, 2");
        assert_eq!((not_yaml.status, not_yaml.findings()[0].0.as_str()), (400, "yaml_syntax"));
    }

    fn a_version_lives_from_draft_to_withdrawn_and_never_changes_once_published(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let made = post_yaml(&admin, "/specifications", SAT);
        let tag = made.header("etag").to_owned();
        let made = made.expect(201);
        assert_eq!((made["state"].as_str(), made["grade"].as_u64()), (Some("draft"), Some(7)));
        let path = format!("/specifications/{}/versions/1", text(&made["id"]));
        let mut document = yaml(SAT);
        document["title"]["en"] = json!("SAT, second thoughts");
        let no_tag = admin.send("PUT", &path, &[("content-type", "application/json")], Some(document.to_string()));
        assert_eq!(no_tag.status, 428);
        assert_eq!(admin.put(&path, "0-0", &document).status, 412);
        let updated = admin.put(&path, &tag, &document);
        let newer = updated.header("etag").to_owned();
        updated.expect(200);
        assert_ne!(tag, newer);
        assert_eq!(admin.put(&path, &tag, &document).status, 412);
        let early = admin.post(&format!("{path}/publish"), &json!({}));
        assert_eq!((early.status, early.findings()[0].0.as_str()), (409, "specification_state"));
        let wrong_day = admin.post(&format!("{path}/approve"), &json!({"body": "B", "protocol": "1", "date": "2026-02-30"}));
        assert_eq!(wrong_day.findings(), [("date_invalid".to_owned(), "/date".to_owned())]);
        let approved = admin.post(&format!("{path}/approve"), &approval()).expect(200);
        assert_eq!(approved["approval"], approval());
        assert_eq!(admin.post(&format!("{path}/approve"), &approval()).status, 409);
        let in_force = admin.post(&format!("{path}/publish"), &json!({})).expect(200);
        assert!(in_force["published_at"].is_string());
        let refused = admin.put(&path, text(&in_force["etag"]), &document);
        assert_eq!(refused.status, 409, "{}", refused.body);
        let withdrawn = admin.post(&format!("{path}/withdraw"), &json!({"reason": "The programme changed"})).expect(200);
        assert_eq!(withdrawn["state"], "withdrawn");
    }

    fn the_database_itself_refuses_to_change_a_published_version(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let id = published(&admin, SAT);
        let db = &service.services.db;
        let change: Result<usize, StoreError> = db.write(|c| Ok(diesel::update(specification_versions::table.find((&id, 1)))
            .set(specification_versions::document.eq("{}")).execute(c)?));
        assert!(matches!(change, Err(StoreError::Immutable(_))), "{change:?}");
        use synaq::store::schema::{specification_languages as l, specification_subjects as s};
        let languages: Result<usize, StoreError> = db.write(|c| Ok(diesel::delete(l::table.filter(l::specification_id.eq(&id))).execute(c)?));
        assert!(matches!(languages, Err(StoreError::Immutable(_))), "{languages:?}");
        let subjects: Result<usize, StoreError> = db.write(|c| Ok(diesel::update(s::table.filter(s::specification_id.eq(&id)))
            .set(s::grade.eq(11)).execute(c)?));
        assert!(matches!(subjects, Err(StoreError::Immutable(_))), "{subjects:?}");
    }

    fn the_next_version_has_the_next_number_and_waits_for_the_draft_before_it(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let id = published(&admin, SAT);
        let path = format!("/specifications/{id}/versions");
        let mut next = yaml(SAT);
        next["version"] = json!(3);
        next["id"] = json!("another-code");
        let wrong = admin.post(&path, &next);
        let expected = [("specification_code_fixed", "/id"), ("specification_version_fixed", "/version")];
        assert_eq!(wrong.findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
        next["version"] = json!(2);
        next["id"] = yaml(SAT)["id"].clone();
        assert_eq!(admin.post(&path, &next).expect(201)["version"], 2);
        next["version"] = json!(3);
        assert_eq!(admin.post(&path, &next).findings()[0].0, "specification_draft_open");
        let reader = service.user_with_role(&service.root(), "school_reader");
        assert_eq!(reader.get(&format!("/specifications/{id}")).expect(200)["version"], 1);
        assert_eq!(admin.get(&format!("/specifications/{id}")).expect(200)["version"], 2);
        reader.get(&format!("/specifications/{id}/versions/2")).expect(404);
        assert_eq!(reader.post(&path, &next).status, 403);
    }

    fn a_version_is_read_as_json_or_yaml_and_not_sent_twice(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let path = format!("/specifications/{}/versions/1", published(&admin, SAT));
        let first = admin.get(&path);
        let tag = first.header("etag").to_owned();
        assert_eq!(first.header("content-type"), "application/json");
        let json_body = first.expect(200);
        assert_eq!(json_body["document"]["max_score"], 30);
        let again = admin.get_with(&path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.as_str()), (304, ""));
        let as_yaml = admin.get_with(&path, &[("accept", "application/yaml")]);
        assert_eq!(as_yaml.header("content-type"), "application/yaml");
        assert_ne!(as_yaml.header("etag"), tag);
        assert_eq!(yaml(&as_yaml.body), json_body);
        let alone = admin.get_with(&format!("{path}?view=document"), &[("accept", "application/yaml")]);
        assert_eq!(yaml(&alone.body), json_body["document"]);
        let refused = admin.get_with(&path, &[("accept", "text/csv")]);
        assert_eq!(refused.status, 406);
        assert_eq!(refused.json()["offered"], json!(["application/json", "application/yaml"]));
        assert_eq!(admin.get_with(&path, &[("if-none-match", &tag)]).status, 304);
    }

    fn wrong_filters_are_told_with_what_is_allowed(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let answer = admin.get("/specifications?grade=13&language=xx&subject=alchemy");
        assert_eq!(answer.status, 422);
        let expected = [("not_allowed", "/grade"), ("not_allowed", "/language"), ("not_allowed", "/subject")];
        assert_eq!(answer.findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
        let problem = answer.json();
        let allowed = |pointer: &str| {
            let errors = problem["errors"].as_array().unwrap().clone();
            errors.into_iter().find(|e| e["pointer"] == pointer).unwrap()["args"]["allowed"].clone()
        };
        assert_eq!(allowed("/grade"), json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
        assert_eq!(allowed("/language"), json!(["en", "kk", "ru", "tg", "ug", "uz"]));
        assert!(allowed("/subject").as_array().unwrap().contains(&json!("kazakh_l2")));
        assert_eq!(admin.get("/specifications?cursor=66-00000000").status, 400);
        let cursor_of_another_list = admin.get("/organisations?limit=1").expect(200);
        assert!(cursor_of_another_list["next"].is_null());
        assert_eq!(admin.get("/specifications?term=5&academic_year=2026&colour=red").findings().len(), 3);
    }

    fn a_school_reads_published_public_specifications_of_the_centre_and_nothing_else(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let school = admin.post("/organisations", &json!({"code": "school-12", "kind": "school", "name": {"kk": "№12 мектеп"}})).expect(201);
        let reader = service.user_with_role(text(&school["id"]), "school_reader");
        let constructor = service.user_with_role(text(&school["id"]), "test_constructor");
        let public = published(&admin, SAT);
        let restricted = published(&admin, &SAT.replace("spec: public", "spec: restricted").replace("sat-g7-kazl2-t1", "hidden"));
        let draft = post_yaml(&admin, "/specifications", &SAT.replace("sat-g7-kazl2-t1", "draft")).expect(201);
        for client in [&reader, &constructor] {
            let seen = client.get("/specifications").expect(200);
            let ids: Vec<_> = seen["items"].as_array().unwrap().iter().map(|i| text(&i["id"]).to_owned()).collect();
            assert_eq!(ids, std::slice::from_ref(&public));
            client.get(&format!("/specifications/{public}")).expect(200);
            for hidden in [&restricted, text(&draft["id"])] {
                client.get(&format!("/specifications/{hidden}")).expect(404);
                client.get(&format!("/specifications/{hidden}/versions/1")).expect(404);
                client.post(&format!("/specifications/{hidden}/versions/1/publish"), &json!({})).expect(404);
            }
            client.post(&format!("/specifications/{public}/versions/1/withdraw"), &json!({"reason": "x"})).expect(403);
        }
        assert_eq!(post_yaml(&reader, "/specifications", SAT).status, 403);
        assert_eq!(admin.get("/specifications").expect(200)["items"].as_array().unwrap().len(), 3);
        let marker = service.user_with_role(text(&school["id"]), "bank_manager");
        marker.get(&format!("/specifications/{public}")).expect(200);
        assert_eq!(service.nobody().get("/specifications").status, 401);
    }

    fn the_list_is_filtered_paged_and_a_feed_of_changes(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let sat = published(&admin, SAT);
        let battery = published(&admin, BATTERY);
        let codes = |query: &str| -> Vec<String> {
            let page = admin.get(&format!("/specifications?{query}")).expect(200);
            page["items"].as_array().unwrap().iter().map(|i| text(&i["id"]).to_owned()).collect()
        };
        let one = |id: &str| vec![id.to_owned()];
        for query in ["kind=SAT", "subject=kazakh_l2&grade=7", "term=1", "academic_year=2026-27&kind=SAT", "q=KAZL2", "code=sat-g7-kazl2-t1", "language=kk&grade=7"] {
            assert_eq!(codes(query), one(&sat), "{query}");
        }
        let component = &yaml(BATTERY)["components"][0];
        let grade = component["grade"].as_u64().unwrap();
        assert_eq!(codes(&format!("grade={grade}")), one(&battery));
        assert!(codes("state=draft").is_empty() && codes("q=%25").is_empty() && codes("subject=kazakh_l2&grade=6").is_empty());
        let first = admin.get("/specifications?limit=1").expect(200);
        assert_eq!(text(&first["items"][0]["id"]), sat);
        let second = admin.get(&format!("/specifications?limit=1&cursor={}", text(&first["next"]))).expect(200);
        assert_eq!(text(&second["items"][0]["id"]), battery);
        assert!(second["next"].is_null());
        let since = text(&second["items"][0]["updated_at"]).to_owned();
        assert_eq!(codes(&format!("updated_since={since}")), one(&battery));
        admin.post(&format!("/specifications/{sat}/versions/1/withdraw"), &json!({"reason": "x"})).expect(200);
        assert_eq!(codes(&format!("updated_since={since}")), [battery, sat]);
        assert_eq!(admin.get("/specifications?updated_since=yesterday").status, 422);
    }

    fn a_published_policy_is_never_changed_and_the_same_again_changes_nothing(backend) {
        let service = Service::start(backend);
        let admin = prepared(&service);
        let policy = yaml(POLICY);
        let again = admin.post("/grading-policies", &policy).expect(201);
        let listed = admin.get("/grading-policies?code=kz-2-11-2025").expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        assert_eq!(listed["items"][0]["id"], again["id"]);
        let mut other = policy.clone();
        other["quality_from"] = json!(66);
        let refused = admin.post("/grading-policies", &other);
        assert_eq!((refused.status, refused.findings()[0].0.as_str()), (409, "version_published_otherwise"));
        other["weights"]["fa"] = json!(30);
        other["version"] = json!(2);
        assert_eq!(admin.post("/grading-policies", &other).findings(), [("policy_weights_sum".to_owned(), "/weights".to_owned())]);
        let reader = service.user_with_role(&service.root(), "school_reader");
        assert_eq!(reader.get(&format!("/grading-policies/{}", text(&again["id"]))).expect(200)["document"], again["document"]);
        assert_eq!(reader.post("/grading-policies", &policy).status, 403);
    }
}
