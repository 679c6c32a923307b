//! What becomes of a specification: it expires, is withdrawn or gets a successor; it is found by its
//! other names; guidance is attached to it; two versions are compared.

use serde_json::{Value, json};
use synaq::document::{Format, parse};

use crate::harness::api::{Answer, Client, Service, text};

/// A specification without a programme behind it.
pub fn document(code: &str) -> Value {
    json!({
        "schema": "synaq.test-spec/v1", "id": code, "version": 1, "kind": "SAT",
        "title": {"kk": "ТЖБ", "ru": "СОЧ", "en": "SAT"}, "subject": "kazakh_l2", "grade": 7,
        "languages": {"instruction": ["kk", "ru"]}, "duration_min": 40, "max_score": 4,
        "sections": [{"id": "A", "minutes": 40, "score": 4}],
        "blueprint": [{"id": "A1", "section": "A", "objectives": ["7.1.1.1"], "types": ["SA"], "items": 2, "points_each": 2}]
    })
}

/// Creates, approves and publishes with a notice; gives the id.
pub fn published(client: &Client, document: &Value, notice: &Value) -> String {
    let made = client.post("/specifications", document).expect(201);
    put_in_force(client, text(&made["id"]), 1, notice);
    text(&made["id"]).to_owned()
}

fn put_in_force(client: &Client, id: &str, version: u32, notice: &Value) -> Value {
    let path = format!("/specifications/{id}/versions/{version}");
    let approval = json!({"body": "Council", "protocol": "67", "date": "2026-11-13"});
    client
        .post(&format!("{path}/approve"), &approval)
        .expect(200);
    client.post(&format!("{path}/publish"), notice).expect(200)
}

fn school(service: &Service) -> Client {
    let body = json!({"code": "school-12", "kind": "school", "name": {"kk": "№12 мектеп"}});
    let school = service
        .administrator()
        .post("/organisations", &body)
        .expect(201);
    service.user_with_role(text(&school["id"]), "school_reader")
}

/// The day it is where the root organisation is.
fn today(service: &Service) -> chrono::NaiveDate {
    let now = service.services.now();
    now.with_timezone(&chrono_tz::Asia::Almaty).date_naive()
}

fn gone(answer: Answer) -> Value {
    assert_eq!(answer.status, 410, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    answer.json()
}

on_both! {
    fn p2_a_school_pulls_its_specification_polls_with_the_tag_and_is_led_to_the_successor_of_last_years(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = school(&service);
        let mut last_year = document("sat-2025");
        last_year["academic_year"] = json!("2024-25");
        let old = published(&admin, &last_year, &json!({}));
        // Nothing stands in its place yet.
        let problem = gone(reader.get(&format!("/specifications/{old}")));
        assert_eq!((problem["code"].as_str(), &problem["successor"]), (Some("gone"), &Value::Null));
        assert_eq!(problem["errors"][0]["code"], "specification_expired");
        assert_eq!(problem["errors"][0]["args"]["day"], "2025-08-31");
        let mut this_year = document("sat-2030");
        this_year["replaces"] = json!(["sat-2025"]);
        let new = published(&admin, &this_year, &json!({}));
        let href = format!("/api/v1/specifications/{new}/versions/1");
        for path in [format!("/specifications/{old}"), format!("/specifications/{old}/versions/1"), format!("/specifications/{old}/versions/1?view=document"), "/specifications/sat-2025".into()] {
            for client in [&reader, &admin] {
                let answer = client.get_with(&path, &[("if-none-match", "*"), ("accept-language", "ru")]);
                assert_eq!(answer.header("link"), format!("<{href}>; rel=\"successor-version\""), "{path}");
                let problem = gone(answer);
                assert_eq!(problem["successor"], json!({"id": new, "code": "sat-2030", "version": 1, "href": href}));
                assert!(text(&problem["errors"][0]["detail"]).contains("действовала до 2025-08-31"), "{problem}");
            }
        }
        let address = href.strip_prefix("/api/v1").unwrap();
        let first = reader.get(address);
        let tag = first.header("etag").to_owned();
        assert_eq!(first.expect(200)["document"]["id"], "sat-2030");
        assert_eq!(reader.get_with(address, &[("if-none-match", &tag)]).status, 304);
        let as_yaml = reader.get_with(address, &[("accept", "application/yaml")]);
        assert_eq!((as_yaml.status, as_yaml.header("content-type")), (200, "application/yaml"));
        assert_eq!(reader.get_with(address, &[("accept", "image/png")]).status, 406);
        // The list tells the same, and the text of old is there for those who want it as such.
        let listed = reader.get("/specifications?expired=true").expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        assert_eq!((text(&listed["items"][0]["id"]), &listed["items"][0]["successor"]["href"]), (old.as_str(), &json!(href)));
        assert_eq!((&listed["items"][0]["expired"], &listed["items"][0]["valid_until"]), (&json!(true), &json!("2025-08-31")));
        let in_force = reader.get("/specifications?expired=false").expect(200);
        assert_eq!((in_force["items"].as_array().unwrap().len(), text(&in_force["items"][0]["id"])), (1, new.as_str()));
        let archived = reader.get(&format!("/specifications/{old}?archived=true"));
        assert_eq!(archived.header("link"), format!("<{href}>; rel=\"successor-version\""));
        let archived = archived.expect(200);
        assert_eq!((&archived["document"]["academic_year"], &archived["superseded_by"]["id"]), (&json!("2024-25"), &json!(new)));
    }

    fn a_day_of_its_own_ends_a_specification_and_later_versions_lead_on(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = school(&service);
        let today = today(&service);
        let yesterday = today - chrono::TimeDelta::days(1);
        let mut first = document("short");
        first["valid_until"] = json!(today);
        let id = published(&admin, &first, &json!({}));
        assert_eq!(reader.get(&format!("/specifications/{id}")).expect(200)["valid_until"], json!(today));
        let mut second = document("short");
        second["version"] = json!(2);
        second["valid_until"] = json!(yesterday);
        admin.post(&format!("/specifications/{id}/versions"), &second).expect(201);
        let saved = put_in_force(&admin, &id, 2, &json!({}));
        assert_eq!(saved["valid_until"], json!(yesterday));
        // The second was over before it came; the first still holds and is what leads on.
        let problem = gone(reader.get(&format!("/specifications/{id}/versions/2")));
        assert_eq!(problem["successor"]["version"], 1);
        let mut wrong = document("other");
        wrong["valid_until"] = json!("2026-02-30");
        wrong["replaces"] = json!(["other", "short", "short", "nothing"]);
        wrong["aliases"] = json!(["MODO", "MODO"]);
        let checked = admin.post("/specifications/check", &wrong).expect(200);
        let codes: Vec<&str> = checked["findings"].as_array().unwrap().iter().map(|f| text(&f["code"])).collect();
        assert_eq!(codes, ["date_invalid"], "{checked}");
        wrong["valid_until"] = json!(today);
        let found = admin.post("/specifications", &wrong);
        let expected = [("duplicate_id", "/aliases/1"), ("duplicate_id", "/replaces/2"), ("specification_replaced_unknown", "/replaces/3"), ("specification_replaces_itself", "/replaces/0")];
        assert_eq!(found.findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())), "{}", found.body);
    }

    fn the_last_day_is_over_at_midnight_where_the_owner_is(backend) {
        let service = Service::start(backend);
        let (admin, reader) = (service.administrator(), school(&service));
        let midnight = (today(&service) + chrono::TimeDelta::days(1)).and_time(chrono::NaiveTime::MIN);
        let midnight = midnight.and_local_timezone(chrono_tz::Asia::Almaty).earliest().expect("a midnight");
        // An hour before it, whatever the clock said.
        service.pass((midnight.to_utc() - service.services.now()).num_seconds() - 3600);
        let mut short = document("short");
        short["valid_until"] = json!(today(&service));
        let id = published(&admin, &short, &json!({}));
        reader.get(&format!("/specifications/{id}")).expect(200);
        service.pass(7200);
        // In Greenwich the day goes on.
        assert_eq!(json!(service.services.now().date_naive()), short["valid_until"]);
        gone(reader.get(&format!("/specifications/{id}")));
    }

    fn no_form_is_made_of_what_is_withdrawn_or_over_and_the_successor_is_named(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let refused = |id: &str, more: Value| {
            let mut body = json!({"specification_id": id});
            for (key, value) in more.as_object().unwrap() {
                body[key] = value.clone();
            }
            let asked = ["/assembly-runs", "/assembly-runs/check"].map(|path| {
                let answer = admin.post(path, &body);
                assert_eq!(answer.status, 409, "{}", answer.body);
                answer.json()["errors"][0].clone()
            });
            assert_eq!(asked[0], asked[1]);
            assert_eq!(asked[0]["pointer"], "/specification_id");
            asked[0].clone()
        };
        let mut last_year = document("sat-2025");
        last_year["academic_year"] = json!("2024-25");
        let old = published(&admin, &last_year, &json!({}));
        let error = refused(&old, json!({}));
        assert_eq!((&error["code"], &error["args"]), (&json!("assembly_of_expired"), &json!({"code": "sat-2025", "version": 1, "day": "2025-08-31", "successor": "none"})));
        assert!(text(&error["detail"]).contains("Nothing has taken its place"), "{error}");
        let mut this_year = document("sat-2030");
        this_year["replaces"] = json!(["sat-2025"]);
        let new = published(&admin, &this_year, &json!({}));
        let error = refused(&old, json!({"version": 1}));
        assert_eq!((&error["args"]["successor"], &error["args"]["successor_id"]), (&json!("sat-2030, 1"), &json!(new)));
        let wrong = published(&admin, &document("wrong"), &json!({}));
        let reason = json!({"reason": "Row A1 asks for a topic of grade 8.", "successor": "sat-2030"});
        admin.post(&format!("/specifications/{wrong}/versions/1/withdraw"), &reason).expect(200);
        for more in [json!({}), json!({"version": 1})] {
            let error = refused(&wrong, more);
            assert_eq!((&error["code"], &error["args"]["reason"], &error["args"]["successor"]),
                (&json!("assembly_of_withdrawn"), &reason["reason"], &json!("sat-2030, 1")));
        }
        // What holds is assembled as before: the empty bank is all that is wrong.
        assert_eq!(admin.post("/assembly-runs/check", &json!({"specification_id": new})).status, 422);
    }

    fn a_withdrawal_says_why_and_what_to_use_instead_to_whoever_asks(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = school(&service);
        let wrong = published(&admin, &document("wrong"), &json!({}));
        let right = published(&admin, &document("right"), &json!({}));
        let path = format!("/specifications/{wrong}/versions/1");
        let unknown = admin.post(&format!("{path}/withdraw"), &json!({"reason": "x", "successor": "nowhere"}));
        assert_eq!(unknown.findings(), [("reference_unknown".to_owned(), "/successor".to_owned())]);
        let before = reader.get(&path).header("etag").to_owned();
        let body = json!({"reason": "Row A1 asks for a topic of grade 8.", "successor": "right"});
        let withdrawn = admin.post(&format!("{path}/withdraw"), &body).expect(200);
        assert_eq!(withdrawn["withdrawal"]["reason"], body["reason"]);
        let audited = admin.get("/audit?limit=200").expect(200).to_string();
        assert!(audited.contains("Row A1 asks"), "{audited}");
        // Who asks for what holds is told why nothing does; who asks for the version gets it, marked.
        let problem = gone(reader.get(&format!("/specifications/{wrong}")));
        assert_eq!((&problem["errors"][0]["code"], &problem["successor"]["id"]), (&json!("specification_withdrawn"), &json!(right)));
        assert!(text(&problem["errors"][0]["detail"]).contains("topic of grade 8"));
        let answer = reader.get_with(&path, &[("if-none-match", &before)]);
        assert_eq!(answer.header("link"), format!("</api/v1/specifications/{right}/versions/1>; rel=\"successor-version\""));
        let read = answer.expect(200);
        assert_eq!((&read["state"], &read["withdrawal"]["reason"]), (&json!("withdrawn"), &body["reason"]));
        let listed = reader.get("/specifications?state=withdrawn").expect(200);
        assert_eq!(listed["items"][0]["successor"]["code"], "right");
        // A successor that is not to be seen is not named.
        let mut hidden = document("hidden");
        hidden["access"] = json!({"spec": "restricted"});
        let hidden = published(&admin, &hidden, &json!({}));
        let body = json!({"reason": "x", "successor": hidden});
        admin.post(&format!("/specifications/{right}/versions/1/withdraw"), &body).expect(200);
        assert_eq!(gone(reader.get(&format!("/specifications/{right}")))["successor"], Value::Null);
        assert_eq!(admin.get("/specifications?state=withdrawn&code=right").expect(200)["items"][0]["successor"]["id"], json!(hidden));
    }

    fn a_specification_is_found_by_its_code_and_by_any_of_its_other_names(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = school(&service);
        let mut external = document("external-g4");
        external["kind"] = json!("EXTERNAL");
        external["aliases"] = json!(["EASP", "EAAP", "VOUD", "MODO", "ВОУД"]);
        let id = published(&admin, &external, &json!({}));
        published(&admin, &document("another"), &json!({}));
        for name in ["EASP", "eaap", "VOUD", "Modo", "%D0%B2%D0%BE%D1%83%D0%B4", "external-g4", &id] {
            assert_eq!(reader.get(&format!("/specifications/{name}")).expect(200)["id"], json!(id), "{name}");
        }
        for query in ["alias=EAAP", "kind=VOUD", "code=modo", "q=eas", "q=external-g", "kind=EXTERNAL", "alias=%D0%92%D0%9E%D0%A3%D0%94"] {
            let found = reader.get(&format!("/specifications?{query}")).expect(200);
            let ids: Vec<&str> = found["items"].as_array().unwrap().iter().map(|i| text(&i["id"])).collect();
            assert_eq!(ids, [id.as_str()], "{query}");
        }
        for query in ["alias=EAS", "kind=UNT", "alias=EXTERNAL"] {
            assert_eq!(reader.get(&format!("/specifications?{query}")).expect(200)["items"], json!([]), "{query}");
        }
        assert_eq!(reader.get("/specifications/UNT").status, 404);
        // Two that hold have the name: it is not guessed. Once one is over, the name is the other's.
        let mut second = document("external-g9");
        second["aliases"] = json!(["MODO"]);
        let second = published(&admin, &second, &json!({}));
        let ambiguous = reader.get("/specifications/MODO");
        assert_eq!((ambiguous.status, ambiguous.findings()[0].0.as_str()), (409, "specification_name_ambiguous"));
        assert_eq!(ambiguous.json()["errors"][0]["args"]["codes"].as_array().unwrap().len(), 2);
        admin.post(&format!("/specifications/{id}/versions/1/withdraw"), &json!({"reason": "x"})).expect(200);
        assert_eq!(reader.get("/specifications/MODO").expect(200)["id"], json!(second));
        // A name of what is not to be seen says nothing.
        let mut hidden = document("hidden");
        hidden["aliases"] = json!(["SECRET"]);
        hidden["access"] = json!({"spec": "restricted"});
        published(&admin, &hidden, &json!({}));
        assert_eq!(reader.get("/specifications/SECRET").status, 404);
        assert_eq!(reader.get("/specifications?alias=SECRET").expect(200)["items"], json!([]));
    }

    fn guidance_is_attached_as_link_or_file_and_served_with_its_tag(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = school(&service);
        let id = published(&admin, &document("sat"), &json!({}));
        let path = format!("/specifications/{id}/guidance");
        let link = json!({"title": "Әдістемелік нұсқау", "language": "kk", "link": "https://example.kz/sat"});
        admin.post(&path, &link).expect(201);
        let file = json!({"title": "Аудирование", "language": "ru", "file": {
            "name": "нұсқау 1.txt", "media_type": "text/plain", "content_base64": "U2F5IGl0IHR3aWNlLg=="
        }});
        let made = admin.post(&path, &file);
        let location = made.header("location").to_owned();
        let made = made.expect(201);
        assert_eq!((&made["file"]["size"], &made["title"]), (&json!(13), &file["title"]));
        let all = reader.get(&path);
        let tag = all.header("etag").to_owned();
        let all = all.expect(200);
        assert_eq!((all["items"].as_array().unwrap().len(), &all["items"][0]["link"]), (2, &link["link"]));
        assert_eq!(reader.get_with(&path, &[("if-none-match", &tag)]).status, 304);
        let one = location.strip_prefix("/api/v1").unwrap();
        let bytes = reader.get(one);
        assert_eq!((bytes.status, bytes.header("content-type"), bytes.body.as_str()), (200, "text/plain", "Say it twice."));
        assert_eq!(bytes.header("content-disposition"), "attachment; filename*=UTF-8''%D0%BD%D2%B1%D1%81%D2%9B%D0%B0%D1%83%201.txt");
        assert_eq!(bytes.header("x-content-type-options"), "nosniff");
        assert_eq!(reader.get_with(one, &[("if-none-match", bytes.header("etag"))]).status, 304);
        assert_eq!(reader.get(&format!("{path}/{}", text(&all["items"][0]["id"]))).status, 404);
        assert_eq!(reader.post(&path, &link).status, 403);
        assert_eq!(reader.delete(one).status, 403);
        let wrong = json!({"title": "t", "language": "ru", "link": "javascript:alert(1)", "file": {
            "name": "../a.pdf", "media_type": "application/pdf", "content_base64": "YQ=="
        }});
        let expected = [("file_name_invalid", "/file/name"), ("file_not_of_type", "/file/media_type"), ("guidance_link_or_file", ""), ("link_invalid", "/link")];
        assert_eq!(admin.post(&path, &wrong).findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
        let html = json!({"title": "t", "language": "ru", "file": {"name": "a.html", "media_type": "text/html", "content_base64": "*"}});
        let expected = [("base64_invalid", "/file/content_base64"), ("not_allowed", "/file/media_type")];
        assert_eq!(admin.post(&path, &html).findings(), expected.map(|(c, p)| (c.to_owned(), p.to_owned())));
        admin.delete(one).expect(200);
        assert_eq!(reader.get(one).status, 404);
        assert_eq!(reader.get(&path).expect(200)["items"].as_array().unwrap().len(), 1);
    }

    fn two_versions_and_two_years_are_compared_with_pointer_from_and_to(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let reader = school(&service);
        let mut last = document("sat-2025");
        last["academic_year"] = json!("2024-25");
        let old = published(&admin, &last, &json!({}));
        let mut next = last.clone();
        next["version"] = json!(2);
        next["blueprint"][0]["objectives"] = json!(["7.1.1.1", "7.1.1.2"]);
        next["blueprint"][0]["points_each"] = json!(3);
        next["sections"][0]["score"] = json!(6);
        next["max_score"] = json!(6);
        admin.post(&format!("/specifications/{old}/versions"), &next).expect(201);
        let compared = admin.get(&format!("/specifications/comparison?from={old}&from_version=1&to_version=2")).expect(200);
        let changes: Vec<String> = compared["changes"].as_array().unwrap().iter()
            .map(|c| format!("{} {} {} {} {}", text(&c["change"]), text(&c["about"]), c["to_pointer"].as_str().unwrap_or("-"), c["from"], c["to"])).collect();
        assert_eq!(changes, [
            "added objectives /blueprint/0/objectives/1 null \"7.1.1.2\"",
            "changed points /blueprint/0/points_each 2 3",
            "changed points /max_score 4 6",
            "changed points /sections/0/score 4 6",
        ]);
        assert_eq!((&compared["objectives_added"], &compared["to_totals"]["max_score"]), (&json!(["7.1.1.2"]), &json!(6)));
        // A school does not see the draft, but compares last year's with this year's although that one is over.
        assert_eq!(reader.get(&format!("/specifications/comparison?from={old}&to_version=2")).status, 404);
        let mut new = document("sat-2030");
        new["duration_min"] = json!(45);
        new["sections"][0]["minutes"] = json!(45);
        published(&admin, &new, &json!({}));
        let years = reader.get("/specifications/comparison?from=sat-2025&to=sat-2030").expect(200);
        assert_eq!((&years["from"]["academic_year"], &years["to"]["code"], &years["same"]), (&json!("2024-25"), &json!("sat-2030"), &json!(false)));
        let about: Vec<&str> = years["changes"].as_array().unwrap().iter().map(|c| text(&c["about"])).collect();
        assert_eq!(about, ["validity", "minutes", "minutes"]);
        assert_eq!(reader.get("/specifications/comparison?from=sat-2025").expect(200)["same"], true);
        assert_eq!(reader.get("/specifications/comparison").status, 422);
        assert_eq!(reader.get("/specifications/comparison?from=nothing").status, 404);
    }

    fn what_was_shipped_is_found_by_the_names_that_schools_use(backend) {
        let shipped = include_str!("../../item_specs/specifications/easp-g4-literacy-pilot.yaml");
        let mut external = parse(shipped, Format::Yaml).expect("a shipped document").value;
        let service = Service::start(backend);
        let admin = service.administrator();
        external["x_note"] = json!("as it is shipped");
        let id = published(&admin, &external, &json!({}));
        for name in ["EASP", "EAAP", "VOUD", "MODO", "%D0%9C%D0%9E%D0%94%D0%9E"] {
            assert_eq!(admin.get(&format!("/specifications/{name}")).expect(200)["id"], json!(id), "{name}");
        }
    }
}
