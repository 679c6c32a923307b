//! The matrix: every route × role × own or other organisation, really called. The table is
//! `matrix.txt`; a route without a line there fails.
//!
//! A new slice adds its lines to the table and, where its paths or bodies name objects, an entry in
//! [`World::seed`] (what exists), [`World::path`] (which id a path takes) or [`World::body`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use synaq::api;
use synaq::edge::Operation;
use synaq::edge::operation::Method;
use synaq::store::jobs::JobRow;

use super::matrix_forms::{draft_form, given, guidance_of};
use super::matrix_school;
use super::matrix_table::{ROLES, letter, lines};
use super::{matrix_bank, matrix_catalogue};
use crate::harness::api::{Answer, Client, Service, text};

/// Two schools beside each other with one object of every kind each, and a client of every role in
/// the first.
struct World {
    service: Service,
    clients: Vec<Client>,
    /// Somebody of each place who may write there.
    writers: BTreeMap<&'static str, Client>,
    objects: BTreeMap<&'static str, BTreeMap<&'static str, String>>,
}

impl World {
    fn new(backend: crate::harness::Backend) -> Self {
        let service = matrix_bank::service(backend);
        let admin = service.administrator();
        let mut objects: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for place in ["own", "other"] {
            let body = json!({"code": place, "kind": "school", "name": {"kk": "Мектеп"}});
            let school = admin.post("/organisations", &body).expect(201);
            let id = text(&school["id"]).to_owned();
            objects.insert(place, BTreeMap::from([("organisation", id)]));
        }
        let own = objects["own"]["organisation"].clone();
        let clients = ROLES.iter().map(|role| match *role {
            "" => service.nobody(),
            role => service.user_with_role(&own, role),
        });
        let writers: BTreeMap<_, _> = ["own", "other"]
            .map(|place| {
                let org = &objects[place]["organisation"];
                (place, service.user_with_role(org, "administrator"))
            })
            .into();
        let mut programme = crate::bank::curriculum();
        programme["programme"]["id"] = json!("seed");
        // The one that the example of a specification names.
        programme["objectives"][1]["code"] = json!("6.1.1.1");
        let programme = admin.post("/curricula", &programme).expect(201);
        for of_place in objects.values_mut() {
            of_place.insert("curricula", text(&programme["id"]).to_owned());
            of_place.insert("number", "1".into());
            of_place.insert("language", "ru".into());
        }
        Self {
            clients: clients.collect(),
            service,
            writers,
            objects,
        }
    }

    /// Fresh objects that a call may change or take away. A slice puts its own here.
    fn seed(&mut self, place: &'static str, client: &Client) {
        let admin = self.service.administrator();
        let org = self.objects[place]["organisation"].clone();
        let login = format!("u-{}", self.service.services.new_id());
        let user = admin
            .post("/users", &json!({"login": login, "home_org": org}))
            .expect(201);
        let user = text(&user["id"]).to_owned();
        let grant = json!({"role": "marker", "org_id": org});
        let grant = admin
            .post(&format!("/users/{user}/grants"), &grant)
            .expect(201);
        // A key is its owner's, so "own" is the caller's and "other" somebody else's.
        let owner = if place == "own" { client } else { &admin };
        let key = owner.post("/keys", &json!({"label": "seed"}));
        let key = key.json()["id"].as_str().unwrap_or("none").to_owned();
        let job = self.job(&org, &user);
        let specification = self.specification(&admin, &org);
        let guidance = guidance_of(&admin, text(&specification["id"]));
        let (run, form) = draft_form(&self.service, &org, &job, text(&specification["id"]));
        let policies = api::operations();
        let policy = policies.iter().find(|o| o.id == "publish_policy");
        let policy = policy.and_then(|o| o.body.as_ref());
        let policy = admin.post("/grading-policies", &policy.expect("an example").example);
        let policy = policy.expect(201);
        let published = [
            "item-specification",
            "calendar",
            "conduct-rule",
            "objective-mapping",
            "accommodation",
            "workflow",
        ]
        .map(|kind| {
            let path = format!("/{kind}s");
            let publish = policies
                .iter()
                .find(|o| o.path == path && o.body.is_some())
                .expect("a kind of document");
            let mut example = publish.body.as_ref().expect("an example").example.clone();
            if kind == "objective-mapping" {
                example["to"] = json!("seed");
            }
            (
                kind,
                text(&admin.post(&path, &example).expect(201)["id"]).to_owned(),
            )
        });
        let writer = &self.writers[place];
        let mut item = crate::bank::mcq(&format!("i-{}", self.service.services.new_id()));
        item["content"]["programme"] = json!("seed");
        let item = writer.post("/items", &item).expect(201);
        let stimulus = json!({
            "code": format!("s-{}", self.service.services.new_id()), "kind": "text", "subject": "mathematics", "texts": {}
        });
        let stimulus = writer.post("/stimuli", &stimulus).expect(201);
        let mut second = crate::bank::mcq(&format!("i-{}", self.service.services.new_id()));
        second["content"]["programme"] = json!("seed");
        let second = writer.post("/items", &second).expect(201);
        let enemies = json!({"items": [item["id"], second["id"]]});
        let enemies = writer.post("/enemy-groups", &enemies).expect(201);
        let given = given(writer, &self.service.root(), &item, &specification);
        let of_bank = matrix_bank::made(&self.service, writer, &item);
        let objects = self.objects.entry(place).or_default();
        objects.extend(published);
        objects.extend(given.into_iter().chain(of_bank));
        objects.extend([
            ("user", user),
            ("grant", text(&grant["id"]).to_owned()),
            ("key", key),
            ("job", job),
            ("specification", text(&specification["id"]).to_owned()),
            (
                "specification_code",
                text(&specification["code"]).to_owned(),
            ),
            ("version", "1".to_owned()),
            ("guidance", guidance),
            ("assembly-run", run),
            ("form", form),
            ("position", "1".to_owned()),
            ("grading_policy", text(&policy["id"]).to_owned()),
            ("item", text(&item["id"]).to_owned()),
            ("item_code", text(&item["code"]).to_owned()),
            ("stimuli", text(&stimulus["id"]).to_owned()),
            ("enemy-group", text(&enemies["id"]).to_owned()),
        ]);
    }

    /// What the operations of scoring are about.
    fn seed_school(&mut self, place: &'static str) {
        let made = matrix_school::made(&self.service, &self.objects[place]["organisation"]);
        self.objects.entry(place).or_default().extend(made);
    }

    /// A draft of an organisation.
    fn specification(&self, admin: &Client, org: &str) -> Value {
        let operations = api::operations();
        let create = operations.iter().find(|o| o.id == "create_specification");
        let create = create.and_then(|o| o.body.as_ref());
        let mut document = create.expect("an example").example.clone();
        document["id"] = json!(self.service.services.new_id());
        let path = format!("/specifications?owner_org={org}");
        admin.post(&path, &document).expect(201)
    }

    fn job(&self, org: &str, user: &str) -> String {
        let services = &self.service.services;
        let now = services.now().naive_utc();
        let row = JobRow {
            id: services.new_id(),
            kind: "seed".into(),
            payload_version: 1,
            payload: "{}".into(),
            state: "done".into(),
            priority: 100,
            owner_org: org.into(),
            actor_id: user.into(),
            attempts: 1,
            lease_until: None,
            worker: String::new(),
            progress_done: 0,
            progress_total: 0,
            cancel_requested: false,
            result: "null".into(),
            created_at: now,
            finished_at: Some(now),
        };
        let kept: Result<(), synaq::store::StoreError> =
            services.db.write(|c| synaq::store::jobs::insert(c, &row));
        kept.expect("a job is kept");
        row.id
    }

    /// The path with ids of seeded objects: `{id}` is the object of the first segment.
    fn path(&self, operation: &Operation, place: &str) -> String {
        let mut path = operation.path.to_owned();
        for name in operation.path_parameters() {
            let collection = operation.path.split('/').nth(1).unwrap_or_default();
            let kind = match name {
                "id" if collection == "grading-policies" => "grading_policy",
                "id" => collection.trim_end_matches('s'),
                other => other.trim_end_matches("_id"),
            };
            let id = self.objects[place].get(kind);
            let id =
                id.unwrap_or_else(|| panic!("World::seed makes no {kind} for {}", operation.path));
            path = path.replace(&format!("{{{name}}}"), id);
        }
        path + &matrix_school::query(operation.id, &self.objects[place])
    }

    /// The operation's own example, with the names that must be free or must exist put right.
    fn body(&self, operation: &Operation, place: &str) -> Option<String> {
        let mut body = matrix_catalogue::body(operation, &self.objects[place])?;
        let fresh = self.service.services.new_id();
        let org = json!(self.objects[place]["organisation"]);
        match operation.id {
            "create_organisation" => {
                body["code"] = json!(fresh);
                body["parent_id"] = org;
            }
            "create_user" => {
                body["login"] = json!(fresh);
                body["home_org"] = org;
            }
            "create_item" => {
                body["code"] = json!(fresh);
                body["content"]["programme"] = json!("seed");
            }
            "update_item" => {
                body["code"] = json!(self.objects[place].get("item_code"));
                body["content"]["programme"] = json!("seed");
            }
            "create_stimulus" | "update_stimulus" => body["code"] = json!(fresh),
            "create_grant" => body["org_id"] = org,
            "publish_objective_mapping" => body["to"] = json!("seed"),
            "create_share" => {
                body["partner"] = json!(self.service.root());
                body["subject"] = json!(fresh);
            }
            "create_specification" => body["id"] = json!(fresh),
            "update_specification" => {
                body["id"] = json!(self.objects[place]["specification_code"]);
            }
            "create_class" => {
                body["code"] = json!(fresh);
                // A caller's own school needs no name.
                if place == "other" {
                    body["org_id"] = org;
                }
            }
            id if id.starts_with("report_") => matrix_school::sat(&mut body, &self.objects[place]),
            "lint_items" => body["ids"] = json!([self.objects[place]["item"]]),
            "choose_workflow" => body = matrix_bank::choice(&self.objects[place]),
            "add_candidates" => body["rows"] = json!([{"code": format!("N-{fresh}")}]),
            "create_name_erasure" if place == "other" => body["org_id"] = org,
            "draw_form" => body["class_id"] = json!(self.objects[place]["classe"]),
            "create_sitting" => {
                body["class_id"] = json!(self.objects[place]["classe"]);
                body["form_id"] = json!(self.objects[place]["form_to_sit"]);
                body["policy"] = json!(self.objects[place]["policy_code"]);
            }
            "give_accommodations" => body["mode"] = json!("per_row"),
            id if id.ends_with("ate_webhook_endpoint") => matrix_bank::tell_nobody(&mut body),
            "create_key" => body["permissions"] = json!([]),
            id => matrix_school::put_right(id, &mut body, &self.objects[place]),
        }
        Some(match body {
            Value::String(text) => text,
            other => other.to_string(),
        })
    }

    fn call(&self, client: &Client, operation: &Operation, place: &str) -> Answer {
        let method = operation.method.as_str().to_uppercase();
        let media_type = operation
            .body
            .as_ref()
            .map_or("application/json", |b| b.media_type);
        let headers = [("content-type", media_type), ("if-match", "*")];
        let with_match = operation.refusals.contains(&428);
        let headers = &headers[..if with_match { 2 } else { 1 }];
        client.send(
            &method,
            &self.path(operation, place),
            headers,
            self.body(operation, place),
        )
    }
}

#[test]
fn every_operation_has_its_line_and_every_line_its_operation() {
    let operations = api::operations();
    let lines = lines();
    let told: BTreeSet<_> = lines.iter().map(|l| l.operation).collect();
    let there: BTreeSet<_> = operations.iter().map(|o| o.id).collect();
    let differing: Vec<_> = told.symmetric_difference(&there).collect();
    assert!(
        differing.is_empty(),
        "tests/faces/matrix.txt and api::operations differ in {differing:?}"
    );
    for operation in &operations {
        let places: Vec<_> = lines
            .iter()
            .filter(|l| l.operation == operation.id)
            .map(|l| l.place)
            .collect();
        assert!(
            places.contains(&"own"),
            "{} has no line for own",
            operation.id
        );
        let names_object = !operation.path_parameters().is_empty();
        assert!(
            !names_object || places.contains(&"other"),
            "{} has no line for other",
            operation.id
        );
    }
}

on_both! {
    fn every_role_gets_what_the_table_says(backend) {
        let mut world = World::new(backend);
        let operations = api::operations();
        let mut wrong = Vec::new();
        // Places whose objects are as they were made: only a write that succeeded changes them.
        let mut fresh = BTreeSet::new();
        for line in lines() {
            let Some(operation) = operations.iter().find(|o| o.id == line.operation) else { continue };
            for (n, role) in ROLES.iter().enumerate() {
                let client = world.clients[n].clone();
                // A key is its owner's: there it matters who asks.
                if operation.path.starts_with("/keys") || fresh.insert(line.place) {
                    world.seed(line.place, &client);
                    world.seed_school(line.place);
                }
                let answer = world.call(&client, operation, line.place);
                if operation.method != Method::Get && letter(answer.status) == "+" {
                    fresh.remove(line.place);
                }
                if letter(answer.status) != line.expected[n] {
                    let role = if role.is_empty() { "no key" } else { role };
                    wrong.push(format!("{} {} {role}: {} expected, {} came: {}", line.operation, line.place, line.expected[n], answer.status, answer.body));
                }
            }
        }
        assert!(wrong.is_empty(), "{} cells differ:\n{}", wrong.len(), wrong.join("\n"));
    }

    fn what_belongs_to_others_answers_like_what_is_not_there(backend) {
        let mut world = World::new(backend);
        let absent = "00000000-0000-7000-8000-000000000000";
        for (n, role) in ROLES.iter().enumerate() {
            let client = world.clients[n].clone();
            world.seed("other", &client);
            world.seed_school("other");
            for operation in api::operations().iter().filter(|o| !o.path_parameters().is_empty()) {
                let method = operation.method.as_str().to_uppercase();
                let hidden = world.call(&client, operation, "other");
                if !matches!(hidden.status, 401 | 404) {
                    continue;
                }
                let path = operation.path_parameters().iter().fold(operation.path.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), absent)) + &matrix_school::query(operation.id, &world.objects["other"]);
                let headers = [("content-type", "application/json")];
                let missing = client.send(&method, &path, &headers, world.body(operation, "other"));
                assert_eq!(without_id(&hidden), without_id(&missing), "{} as {role}", operation.id);
            }
        }
    }
}

/// Status and body but for the request's id.
fn without_id(answer: &Answer) -> (u16, String) {
    let id = text(&answer.json()["request_id"]).to_owned();
    (answer.status, answer.body.replace(&id, ""))
}
