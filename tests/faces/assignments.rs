//! A developer's work: what a specification lacks, row by row, and rows that are given to developers.

use serde_json::{Value, json};
use synaq::bank::texts::ItemDocument;

use super::assembly::SAU;
use super::bank::{Bank, curriculum, mcq};
use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};
use crate::harness::library;

struct World {
    service: Service,
    root: String,
    manager: Client,
    specification: String,
    /// The bank of the unit test, in use but for what a test takes out.
    ids: std::collections::BTreeMap<String, String>,
}

impl World {
    fn new(backend: Backend) -> Self {
        let service = Service::start(backend);
        let root = service.root();
        let ids = library::fill(&service, &library::bank("mathematics-g6"), "live");
        let specification = library::publish(&service, &library::specification(SAU));
        let manager = service.user_with_role(&root, "bank_manager");
        manager.post("/curricula", &curriculum()).expect(201);
        Self {
            manager,
            service,
            root,
            specification,
            ids,
        }
    }

    /// A user with a grant to write items of a subject and language; the user's id and client.
    fn developer(&self, subject: Option<&str>, language: Option<&str>) -> (String, Client) {
        let admin = self.service.administrator();
        let login = format!("dev-{}", self.service.services.new_id());
        let user = admin.post("/users", &json!({"login": login, "home_org": self.root}));
        let user = text(&user.expect(201)["id"]).to_owned();
        let mut grant = json!({"role": "developer"});
        if let Some(subject) = subject {
            grant["subject"] = json!(subject);
        }
        if let Some(language) = language {
            grant["language"] = json!(language);
        }
        let path = format!("/users/{user}/grants");
        admin.post(&path, &grant).expect(201);
        let client = self.service.client_of(&user);
        (user, client)
    }

    fn gaps_path(&self) -> String {
        format!("/specifications/{}/versions/1/gaps", self.specification)
    }

    fn assignment(&self, more: Value) -> Value {
        let row = self.manager.get(&self.gaps_path()).expect(200)["rows"][0]["row"]["id"].clone();
        let mut body = json!({
            "specification_id": self.specification, "version": 1, "row": row, "items": 3, "due": "2099-01-31"
        });
        for (key, value) in more.as_object().expect("fields") {
            body[key] = value.clone();
        }
        body
    }
}

on_both! {
    fn a_developer_sees_what_each_row_of_a_specification_lacks(backend) {
        let world = World::new(backend);
        let (_, developer) = world.developer(Some("mathematics"), None);
        let told = developer.get(&world.gaps_path()).expect(200);
        let rows = told["rows"].as_array().unwrap();
        assert_eq!((&told["subject"], &told["forms"]), (&json!("mathematics"), &json!(2)));
        let document = json!(library::specification(SAU));
        assert_eq!(rows.len(), document["blueprint"].as_array().unwrap().len());
        for row in rows {
            // Two forms without a common task need twice the items of the row.
            assert_eq!(row["need"].as_u64(), row["row"]["items"].as_u64().map(|n| n * 2), "{row}");
            assert!(row["live"].as_u64() >= row["need"].as_u64(), "{row}");
            assert_eq!((&row["draft"], &row["in_review"], &row["missing"]), (&json!(0), &json!(0), &json!(0)));
        }
        // Each phase is a column of its own; an item counts once, by its version that has come furthest.
        let first = &rows[0]["row"];
        let before = rows[0]["live"].as_u64().unwrap();
        let bank = library::bank("mathematics-g6");
        let named = |list: &Value, value: Value| list.as_array().is_some_and(|l| l.contains(&value));
        let fits = |item: &&ItemDocument| {
            let content = &item.content;
            content.objectives.iter().any(|o| named(&first["objectives"], json!(o)))
                && named(&first["types"], json!(content.item_type))
                && Some(json!(content.thinking)) == first.get("thinking").cloned()
        };
        let codes: Vec<&String> = bank.items.iter().filter(fits).map(|i| &i.code).take(3).collect();
        assert_eq!(codes.len(), 3);
        for (code, phase) in codes.iter().zip(["review", "draft", "approved"]) {
            library::set_phase(&world.service, &world.ids[*code], phase);
        }
        let after = developer.get(&world.gaps_path()).expect(200)["rows"][0].clone();
        let count = |name: &str| after[name].as_u64().unwrap();
        assert_eq!(count("live") + count("in_review") + count("draft") + count("approved"), before);
        assert!(count("in_review") <= 1 && count("draft") <= 1 && count("approved") <= 1);
        assert_eq!(before - count("live"), count("in_review") + count("draft") + count("approved"));
        // What is suspended is not there; a missing language is told apart.
        for id in world.ids.values() {
            library::set_phase(&world.service, id, "suspended");
        }
        let none = developer.get(&world.gaps_path()).expect(200)["rows"][0].clone();
        assert_eq!((&none["live"], &none["missing"]), (&json!(0), &none["need"]));
    }

    fn clones_of_a_family_count_once_for_each_form_that_takes_one_of_them(backend) {
        let bank = Bank::open(backend);
        let clone = |code: &str| {
            let mut item = mcq(code);
            item["content"]["family"] = json!("ratios-18-12");
            item
        };
        bank.live(&clone("c-1"));
        for item in [clone("c-2"), clone("c-3"), clone("c-4"), mcq("m-1")] {
            bank.author.post("/items", &item).expect(201);
        }
        let gap = |code: &str, forms: u32, one_per_family: bool| {
            let specification = json!({
                "schema": "synaq.test-spec/v1", "id": code, "version": 1, "kind": "SAU", "title": {"kk": "Қатынас"},
                "subject": "mathematics", "grade": 6, "languages": {"instruction": ["kk"]}, "duration_min": 10,
                "max_score": 3, "sections": [{"id": "A", "minutes": 10, "score": 3}],
                "blueprint": [{"id": "R", "section": "A", "types": ["MCQ"], "items": 3, "points_each": 1}],
                "constraints": {"parallel_forms": forms, "overlap_items": 2, "one_per_family": one_per_family}
            });
            let specification = serde_json::from_value(specification).expect("a specification");
            let specification = library::publish(&bank.service, &specification);
            let path = format!("/specifications/{specification}/versions/1/gaps");
            let row = bank.manager.get(&path).expect(200)["rows"][0].clone();
            ["need", "live", "draft", "missing"].map(|name| row[name].as_u64().expect("a number"))
        };
        // One form: of the four clones it takes the one that is in use.
        assert_eq!(gap("one-form", 1, true), [3, 1, 1, 1]);
        assert_eq!(gap("two-forms", 2, true), [4, 1, 2, 1]);
        assert_eq!(gap("all-of-them", 1, false), [3, 1, 4, 0]);
    }

    fn whoever_lacks_the_grant_for_the_subject_is_told_which_one(backend) {
        let world = World::new(backend);
        for (subject, language, query) in [(Some("kazakh_l2"), None, ""), (Some("mathematics"), Some("kk"), "?language=ru")] {
            let (_, other) = world.developer(subject, language);
            let refused = other.get(&format!("{}{query}", world.gaps_path()));
            let problem = refused.json();
            assert_eq!(refused.status, 403, "{}", refused.body);
            assert_eq!(problem["errors"][0]["code"], "grant_missing");
            let args = &problem["errors"][0]["args"];
            assert_eq!((&args["permission"], &args["subject"]), (&json!("write_items"), &json!("mathematics")));
            assert_eq!(args["organisation"], json!(world.root));
        }
        let (_, right) = world.developer(Some("mathematics"), Some("kk"));
        let told = right.get(&format!("{}?language=kk", world.gaps_path())).expect(200);
        assert_eq!(told["languages"], json!(["kk"]));
        // A reader without any grant to write: the same refusal, not an empty table.
        let reader = world.service.user_with_role(&world.root, "school_reader");
        assert_eq!(reader.get(&world.gaps_path()).status, 403);
    }

    fn an_assignment_is_offered_accepted_counted_and_finished(backend) {
        let world = World::new(backend);
        let (id, developer) = world.developer(Some("mathematics"), Some("kk"));
        let body = world.assignment(json!({"developer_id": id, "language": "kk"}));
        let made = world.manager.post("/assignments", &body).expect(201);
        assert_eq!((&made["state"], &made["subject"], &made["developer_id"]), (&json!("offered"), &json!("mathematics"), &json!(id)));
        assert!(made["row"]["objectives"].as_array().is_some_and(|o| !o.is_empty()), "{made}");
        let path = format!("/assignments/{}", text(&made["id"]));
        let (_, other) = world.developer(Some("mathematics"), None);
        assert_eq!(other.get(&path).status, 404);
        assert_eq!(developer.get("/assignments?mine=true").expect(200)["items"][0]["id"], made["id"]);
        assert_eq!(world.manager.post(&format!("{path}/accept"), &json!({})).status, 403);
        assert_eq!(developer.post(&format!("{path}/accept"), &json!({})).expect(200)["state"], "accepted");
        let gaps = developer.get(&format!("{}?language=kk", world.gaps_path())).expect(200);
        assert_eq!(gaps["rows"][0]["assigned"], 3);
        let twice = developer.post(&format!("{path}/accept"), &json!({}));
        assert_eq!((twice.status, twice.findings()[0].0.as_str()), (409, "assignment_state"));
        assert_eq!(developer.post(&format!("{path}/finish"), &json!({})).status, 403);
        assert_eq!(world.manager.post(&format!("{path}/finish"), &json!({})).expect(200)["state"], "finished");
        let gaps = world.manager.get(&world.gaps_path()).expect(200);
        assert_eq!(gaps["rows"][0]["assigned"], 0);
        let declined = world.manager.post("/assignments", &body).expect(201);
        let path = format!("/assignments/{}", text(&declined["id"]));
        let why = json!({"reason": "Away until February."});
        let told = developer.post(&format!("{path}/decline"), &why).expect(200);
        assert_eq!((&told["state"], &told["reason"]), (&json!("declined"), &why["reason"]));
        assert_eq!(world.manager.post(&format!("{path}/withdraw"), &why).status, 409);
    }

    fn an_open_assignment_is_taken_by_who_is_competent_and_nobody_else(backend) {
        let world = World::new(backend);
        let made = world.manager.post("/assignments", &world.assignment(json!({}))).expect(201);
        let path = format!("/assignments/{}", text(&made["id"]));
        let (_, linguist) = world.developer(Some("kazakh_l2"), None);
        let refused = linguist.post(&format!("{path}/accept"), &json!({}));
        assert_eq!((refused.status, refused.findings()[0].0.as_str()), (403, "grant_missing"));
        assert_eq!(refused.json()["errors"][0]["args"]["subject"], "mathematics");
        let (id, first) = world.developer(Some("mathematics"), None);
        let (_, second) = world.developer(Some("mathematics"), None);
        assert_eq!(second.get("/assignments?state=offered").expect(200)["items"][0]["id"], made["id"]);
        assert_eq!(first.post(&format!("{path}/accept"), &json!({})).expect(200)["developer_id"], json!(id));
        // It is the first one's now.
        assert_eq!(second.post(&format!("{path}/accept"), &json!({})).status, 404);
    }

    fn a_wrong_assignment_is_refused_with_every_finding(backend) {
        let world = World::new(backend);
        let (linguist, _) = world.developer(Some("kazakh_l2"), None);
        let wrong = |more: Value| {
            let answer = world.manager.post("/assignments", &world.assignment(more));
            assert_eq!(answer.status, 422, "{}", answer.body);
            answer.findings().into_iter().map(|(code, pointer)| format!("{code} {pointer}")).collect::<Vec<_>>()
        };
        assert_eq!(wrong(json!({"row": "none", "due": "2020-01-01"})), ["assignment_due_past /due", "row_unknown /row"]);
        assert_eq!(wrong(json!({"developer_id": linguist})), ["grant_missing /developer_id"]);
        assert_eq!(wrong(json!({"developer_id": "nobody"})), ["reference_unknown /developer_id"]);
        assert_eq!(wrong(json!({"component": "other"})), ["component_unknown /component"]);
        assert_eq!(wrong(json!({"specification_id": "none"})), ["reference_unknown /specification_id"]);
        let (_, developer) = world.developer(Some("mathematics"), None);
        assert_eq!(developer.post("/assignments", &world.assignment(json!({}))).status, 403);
    }
}
