//! What somebody may not know of answers, byte for byte, like what is not there: secure tasks, what hangs
//! on them, the runs and forms made of them, by path and by body, and in no list.

use serde_json::{Value, json};
use synaq::api;
use synaq::bank::Access;
use synaq::edge::Operation;
use synaq::edge::operation::Method;

use super::assembly::{assemble, items_of, unit_test};
use super::matrix_table::ROLES;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;

const SAT: &str = "sat-g7-kazakh-l2-t1";
const ABSENT: &str = "00000000-0000-7000-8000-000000000000";

/// A root organisation full of secrets and a school below it.
struct Secrets {
    service: Service,
    specification: String,
    item: String,
    item_code: String,
    stimulus: String,
    stimulus_code: String,
    group: String,
    run: String,
    drafted: String,
    locked: String,
    /// An open task at the root, for calls that need one beside the secret one.
    open_item: String,
    school: String,
}

impl Secrets {
    fn hide(backend: crate::harness::Backend) -> Self {
        let service = Service::start(backend);
        let mut bank = library::bank("kazakh-l2-g7");
        for item in &mut bank.items {
            item.content.access = Access::Secure;
        }
        let ids = library::fill(&service, &bank, "live");
        let mut open = library::bank("mathematics-g6");
        open.items.truncate(1);
        let open_item = library::fill(&service, &open, "live")[&open.items[0].code].clone();
        let specification = library::publish(&service, &library::specification(SAT));
        let admin = service.administrator();
        let run = assemble(
            &admin,
            &json!({"specification_id": specification, "forms": 2}),
        );
        let run = run.expect(201);
        let form = |n: usize| text(&run["result"]["forms"][n]["id"]).to_owned();
        let lock = format!("/forms/{}/lock", form(0));
        admin
            .send("POST", &lock, &[("if-match", "*")], None)
            .expect(200);
        let codes = items_of(&run["result"]["forms"][0]);
        let hung = |code: &&str| {
            let mut items = bank.items.iter();
            let item = items.find(|item| item.code == **code)?;
            item.content.stimulus.clone()
        };
        let item_code = *codes.iter().find(|c| hung(c).is_some()).expect("a set");
        let stimulus_code = hung(&item_code).expect("a stimulus");
        let stimuli = admin.get("/stimuli?limit=200").expect(200);
        let mut stimuli = stimuli["items"].as_array().expect("a list").iter();
        let stimulus = stimuli.find(|s| s["document"]["code"] == json!(stimulus_code));
        let stimulus = text(&stimulus.expect("it is listed")["id"]).to_owned();
        let pair = json!({"items": [ids[codes[0]], ids[codes[1]]]});
        let group = admin.post("/enemy-groups", &pair).expect(201);
        let school = json!({"code": "below", "kind": "school", "name": {"kk": "Мектеп"}});
        let school = admin.post("/organisations", &school).expect(201);
        Self {
            item: ids[item_code].clone(),
            item_code: item_code.to_owned(),
            stimulus,
            stimulus_code,
            group: text(&group["id"]).to_owned(),
            run: text(&run["id"]).to_owned(),
            locked: form(0),
            drafted: form(1),
            open_item,
            school: text(&school["id"]).to_owned(),
            specification,
            service,
        }
    }

    /// Ids behind `{id}` of a collection; none where it holds no secrets.
    fn ids(&self, collection: &str) -> Vec<&str> {
        match collection {
            "items" => vec![&self.item],
            "stimuli" => vec![&self.stimulus],
            "enemy-groups" => vec![&self.group],
            "assembly-runs" => vec![&self.run],
            "forms" => vec![&self.drafted, &self.locked],
            _ => Vec::new(),
        }
    }

    fn all(&self) -> Vec<&str> {
        let collections = ["items", "stimuli", "enemy-groups", "assembly-runs", "forms"];
        let ids = collections.iter().flat_map(|c| self.ids(c));
        ids.chain([self.item_code.as_str(), self.stimulus_code.as_str()])
            .collect()
    }

    /// Who may not know, and whether this one may read locked forms of the root.
    fn strangers(&self) -> Vec<(String, Client, bool)> {
        let root = self.service.root();
        let below = ROLES.iter().map(|role| {
            let client = match *role {
                "" => self.service.nobody(),
                role => self.service.user_with_role(&self.school, role),
            };
            (format!("{role} below"), client, false)
        });
        let beside = ["developer", "reviewer", "school_reader", "statistician"].map(|role| {
            let client = self.service.user_with_role(&root, role);
            (role.to_owned(), client, role == "statistician")
        });
        let narrow = ("narrow constructor".to_owned(), self.narrow(), false);
        below.chain(beside).chain([narrow]).collect()
    }

    /// A constructor whose key shows no secure tasks.
    fn narrow(&self) -> Client {
        let constructor = self
            .service
            .user_with_role(&self.service.root(), "test_constructor");
        let permissions = [
            "assemble_forms",
            "lock_forms",
            "read_items",
            "read_keys",
            "read_specifications",
        ];
        let key = constructor.post(
            "/keys",
            &json!({"label": "narrow", "permissions": permissions}),
        );
        constructor.with_key(text(&key.expect(201)["secret"]))
    }
}

/// Status, body and headers, without what every answer has of its own and with one id for the other.
fn told(answer: &Answer, id: &str) -> (u16, Vec<(String, String)>, String) {
    let request_id = answer.header("x-request-id").to_owned();
    let own = ["x-request-id", "date"];
    let mut headers = answer.headers.clone();
    headers.retain(|(name, _)| !own.contains(&name.as_str()));
    headers.sort();
    assert!(!request_id.is_empty());
    let body = answer.body.replace(&request_id, "").replace(id, ABSENT);
    // A run that is refused at once is kept, each under an id of its own.
    let run =
        serde_json::from_str::<Value>(&answer.body).map(|told| told["assembly_run_id"].clone());
    let body = match run.as_ref().ok().and_then(Value::as_str) {
        Some(run) => body.replace(run, ""),
        None => body,
    };
    (answer.status, headers, body)
}

fn call(client: &Client, operation: &Operation, id: &str) -> Answer {
    let path = operation.path.replace("{id}", id);
    let mut path = path.replace("{number}", "1").replace("{language}", "kk");
    if operation.id == "compare_items" {
        path.push_str(&format!("?with={ABSENT}&language=kk"));
    }
    let body = operation.body.as_ref();
    let media_type = body.map_or("application/json", |b| b.media_type);
    let body = body.map(|b| match &b.example {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    let headers = [("content-type", media_type), ("if-match", "*")];
    let method = operation.method.as_str().to_uppercase();
    client.send(&method, &path, &headers, body)
}

on_both! {
    fn what_is_hidden_answers_like_what_is_not_there(backend) {
        let secrets = Secrets::hide(backend);
        let strangers = secrets.strangers();
        let mut compared = 0;
        for operation in api::operations().iter().filter(|o| o.path.contains("{id}")) {
            let collection = operation.path.split('/').nth(1).unwrap_or_default();
            for id in secrets.ids(collection) {
                for (who, client, reads_forms) in &strangers {
                    if *reads_forms && collection == "forms" && id == secrets.locked {
                        continue;
                    }
                    let hidden = told(&call(client, operation, id), id);
                    let missing = told(&call(client, operation, ABSENT), id);
                    assert_eq!(hidden, missing, "{} as {who}", operation.id);
                    let status = if who == " below" { 401 } else { 404 };
                    assert_eq!(hidden.0, status, "{} as {who}: {}", operation.id, hidden.2);
                    compared += 1;
                }
            }
        }
        assert!(compared > 300, "only {compared} pairs");
    }

    fn a_body_that_names_what_is_hidden_is_refused_like_one_that_names_nothing(backend) {
        let secrets = Secrets::hide(backend);
        let root = secrets.service.root();
        let as_role = |role: &str| secrets.service.user_with_role(&root, role);
        let coordinator = secrets.service.user_with_role(&secrets.school, "school_coordinator");
        let class = json!({"code": "7А", "grade": 7, "language": "ru", "academic_year": "2026-27"});
        let class = coordinator.post("/classes", &class).expect(201)["id"].clone();
        secrets.service.policy(&root);
        let item = |stimulus: &str| {
            let mut item = crate::bank::mcq("new-one");
            item["content"]["stimulus"] = json!(stimulus);
            item
        };
        let statistics = |item: &str| json!({
            "administration": "2026 pilot", "administered": "2026-10-01", "population": "grade 7", "model": "ctt",
            "rows": [{"item": item, "number": 1, "metric": "p_value", "n": 100, "value": 0.5}]
        });
        let sitting = |form: &str| json!({"form_id": form, "class_id": class, "held_on": "2026-10-22"});
        let run = |name: &'static str| {
            let specification = secrets.specification.clone();
            move |code: &str| json!({"specification_id": specification, name: [code]})
        };
        let group = |item: &str| json!({"items": [item, secrets.open_item]});
        type Body<'a> = Box<dyn Fn(&str) -> Value + 'a>;
        let rows: Vec<(Client, &str, &str, Body<'_>)> = vec![
            (as_role("developer"), "/enemy-groups", &secrets.item, Box::new(group)),
            (as_role("developer"), "/items", &secrets.stimulus_code, Box::new(item)),
            (as_role("statistician"), "/item-statistics", &secrets.item, Box::new(statistics)),
            (coordinator.clone(), "/sittings", &secrets.locked, Box::new(sitting)),
            (coordinator.clone(), "/sittings", &secrets.drafted, Box::new(sitting)),
            (secrets.narrow(), "/assembly-runs", &secrets.item_code, Box::new(run("forced"))),
            (secrets.narrow(), "/assembly-runs", &secrets.item_code, Box::new(run("blocked"))),
        ];
        for (client, path, secret, body) in rows {
            let hidden = told(&client.post(path, &body(secret)), secret);
            let missing = told(&client.post(path, &body(ABSENT)), secret);
            assert_eq!(hidden, missing, "{path}");
            assert_eq!(hidden.0, 422, "{path}: {}", hidden.2);
        }
    }

    fn no_list_shows_what_is_hidden_and_each_shows_it_to_who_may_know(backend) {
        let secrets = Secrets::hide(backend);
        let strangers = secrets.strangers();
        let lists: Vec<&str> = vec![
            "/items?limit=200", "/stimuli?limit=200", "/enemy-groups?limit=200", "/forms?limit=200",
            "/assembly-runs?limit=200", "/sittings?limit=200", "/audit?limit=200", "/specifications?limit=200",
        ];
        for operation in api::operations().iter().filter(|o| o.method == Method::Get && !o.path.contains('{')) {
            for (who, client, reads_forms) in &strangers {
                let answer = client.get(operation.path);
                for secret in secrets.all() {
                    // A locked form names its run.
                    let known = *reads_forms && [&secrets.locked, &secrets.run].contains(&&secret.to_owned());
                    assert!(known || !answer.body.contains(secret), "{} shows {who} {secret}: {}", operation.id, answer.body);
                }
            }
        }
        let admin = secrets.service.administrator();
        let told: String = lists.iter().map(|path| admin.get(path).body).collect();
        for secret in secrets.all() {
            assert!(told.contains(secret), "nothing tells the administrator of {secret}");
        }
    }

    fn a_stimulus_is_known_again_when_an_open_task_hangs_on_it_and_to_its_author(backend) {
        let secrets = Secrets::hide(backend);
        let root = secrets.service.root();
        let (author, other) = ["developer", "developer"].map(|role| secrets.service.user_with_role(&root, role)).into();
        let path = format!("/stimuli/{}", secrets.stimulus);
        assert_eq!(author.get(&path).status, 404);
        let own = json!({"code": "own-text", "kind": "text", "subject": "mathematics", "texts": {}});
        let own = format!("/stimuli/{}", text(&author.post("/stimuli", &own).expect(201)["id"]));
        other.get(&own).expect(200);
        let mut item = crate::bank::mcq("own-item");
        item["content"]["stimulus"] = json!("own-text");
        item["content"]["access"] = json!("secure");
        author.post("/items", &item).expect(201);
        author.get(&own).expect(200);
        assert_eq!(other.get(&own).status, 404);
        secrets.service.user_with_role(&root, "bank_manager").get(&own).expect(200);
        item["code"] = json!("open-item");
        item["content"]["access"] = json!("open");
        author.post("/items", &item).expect(201);
        other.get(&own).expect(200);
    }

    fn a_constructor_of_one_subject_lists_the_runs_of_it(backend) {
        let service = Service::start(backend);
        let (mathematics, kazakh) = (unit_test(&service), {
            library::fill(&service, &library::bank("kazakh-l2-g7"), "live");
            library::publish(&service, &library::specification(SAT))
        });
        let admin = service.administrator();
        let run = |specification: &str| {
            let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1}));
            text(&run.expect(201)["id"]).to_owned()
        };
        let (mathematics, kazakh) = (run(&mathematics), run(&kazakh));
        let user = json!({"login": "constructor", "home_org": service.root()});
        let user = text(&admin.post("/users", &user).expect(201)["id"]).to_owned();
        let grant = json!({"role": "test_constructor", "org_id": service.root(), "subject": "mathematics"});
        admin.post(&format!("/users/{user}/grants"), &grant).expect(201);
        let constructor = service.client_of(&user);
        let listed = constructor.get("/assembly-runs").expect(200);
        let listed: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|r| text(&r["id"])).collect();
        assert_eq!(listed, [mathematics.as_str()]);
        constructor.get(&format!("/assembly-runs/{mathematics}")).expect(200);
        assert_eq!(constructor.get(&format!("/assembly-runs/{kazakh}")).status, 404);
    }
}
