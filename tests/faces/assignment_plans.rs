//! Work planned and watched: what a specification lacks given in one call, queues, what is overdue, counts
//! and reminders.

use serde_json::{Value, json};
use synaq::service::background;

use super::assembly::SAU;
use super::bank::{curriculum, mcq};
use super::webhooks::{after_tries, calling, endpoint};
use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};
use crate::harness::library;
use crate::harness::receiver::Receiver;

const DAY: i64 = 86_400;

struct World {
    service: Service,
    root: String,
    admin: Client,
    manager: Client,
    specification: String,
}

impl World {
    /// A specification in mathematics for which there is no item at all.
    fn new(backend: Backend) -> Self {
        let service = calling(backend);
        let (root, admin) = (service.root(), service.administrator());
        // The unit is called as the programme calls it that stands in the service.
        let mut document = library::specification(SAU);
        document.unit = Some("ratios".into());
        let specification = library::publish(&service, &document);
        let manager = service.user_with_role(&root, "bank_manager");
        manager.post("/curricula", &curriculum()).expect(201);
        Self {
            service,
            root,
            admin,
            manager,
            specification,
        }
    }

    /// A task developer of a subject and language: the user's id and client.
    fn developer(&self, subject: &str, language: Option<&str>) -> (String, Client) {
        let login = format!("dev-{}", self.service.services.new_id());
        let user = json!({"login": login, "home_org": self.root});
        let user = text(&self.admin.post("/users", &user).expect(201)["id"]).to_owned();
        let mut grant = json!({"role": "developer", "subject": subject});
        if let Some(language) = language {
            grant["language"] = json!(language);
        }
        let path = format!("/users/{user}/grants");
        self.admin.post(&path, &grant).expect(201);
        let client = self.service.client_of(&user);
        (user, client)
    }

    fn plan(&self, more: Value) -> Value {
        let mut body = json!({
            "specification_id": self.specification, "version": 1, "due": "2099-01-31", "items_per_week": 7, "most_each": 1000
        });
        for (key, value) in more.as_object().expect("fields") {
            body[key] = value.clone();
        }
        body
    }

    /// The day it is at the root, so many days on.
    fn day(&self, days: u64) -> String {
        let now = self
            .service
            .services
            .now()
            .with_timezone(&chrono_tz::Asia::Almaty);
        (now.date_naive() + chrono::Days::new(days)).to_string()
    }

    /// An accepted assignment of a developer.
    fn accepted(&self, (id, client): &(String, Client), due: &str) -> String {
        let gaps = format!("/specifications/{}/versions/1/gaps", self.specification);
        let row = self.manager.get(&gaps).expect(200)["rows"][0]["row"]["id"].clone();
        let body = json!({
            "specification_id": self.specification, "version": 1, "row": row, "items": 3, "due": due, "developer_id": id
        });
        let made = self.manager.post("/assignments", &body).expect(201);
        let path = format!("/assignments/{}", text(&made["id"]));
        client
            .post(&format!("{path}/accept"), &json!({}))
            .expect(200);
        text(&made["id"]).to_owned()
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("no {key} in {value}"))
}

fn sum(rows: &[Value], key: &str) -> u64 {
    rows.iter().map(|row| row[key].as_u64().unwrap_or(0)).sum()
}

on_both! {
    // A1 of the user stories, from the side of those who assign.
    fn what_a_specification_lacks_is_given_in_one_call_to_those_who_can_write_it(backend) {
        let world = World::new(backend);
        let receiver = Receiver::start();
        endpoint(&world.admin, &receiver, &["assignment.*"]);
        let (first, client) = world.developer("mathematics", None);
        let (second, _) = world.developer("mathematics", Some("kk"));
        let (linguist, _) = world.developer("kazakh_l2", None);
        let asked = world.plan(json!({"language": "kk", "dry_run": true}));
        let dry = world.manager.post("/assignment-plans", &asked).expect(200);
        assert!(list(&client.get("/assignments").expect(200), "items").is_empty(), "a dry run gives nothing");
        let made = world.manager.post("/assignment-plans", &world.plan(json!({"language": "kk", "note": "Trade."}))).expect(201);
        let missing = sum(list(&made, "gaps"), "missing");
        assert!(missing >= 10, "{made}");
        assert_eq!(sum(list(&made, "gaps"), "need"), missing);
        assert_eq!(sum(list(&made, "assignments"), "items"), missing);
        assert!(list(&made, "uncovered").is_empty());
        // The dry run said the same but for the ids.
        let without = |plan: &Value| {
            let rows = list(plan, "assignments").iter();
            rows.map(|a| json!([a["developer_id"], a["row"], a["items"], a["due"]])).collect::<Vec<_>>()
        };
        assert_eq!(without(&dry), without(&made));
        let loads: Vec<u64> = list(&made, "loads").iter().map(|l| l["after"].as_u64().unwrap()).collect();
        assert_eq!((loads.len(), loads.iter().sum::<u64>()), (2, missing));
        assert!(loads[0].abs_diff(loads[1]) <= 1, "{loads:?}");
        let given = list(&made, "assignments");
        assert!(given.iter().all(|a| a["developer_id"] == json!(first) || a["developer_id"] == json!(second)));
        assert!(!made.to_string().contains(&linguist));
        let path = format!("/assignments/{}", text(&given[0]["assignment_id"]));
        let one = world.manager.get(&path).expect(200);
        assert_eq!((&one["state"], &one["language"], &one["note"]), (&json!("offered"), &json!("kk"), &json!("Trade.")));
        for _ in given {
            assert_eq!(receiver.next().json()["type"], "assignment.offered");
        }
        // What is assigned is not given again.
        let again = world.manager.post("/assignment-plans", &world.plan(json!({"language": "kk"}))).expect(201);
        assert_eq!((list(&again, "assignments").len(), sum(list(&again, "gaps"), "in_progress")), (0, missing));
        let mine = client.get("/assignments?mine=true&limit=1").expect(200)["items"][0]["id"].clone();
        client.post(&format!("/assignments/{}/accept", text(&mine)), &json!({})).expect(200);
        let told = receiver.next().json();
        assert_eq!((&told["type"], &told["data"]["assignment_id"]), (&json!("assignment.accepted"), &mine));
        assert_eq!(told["data"]["developer_id"], json!(first));
    }

    fn what_goes_to_nobody_is_said_with_its_reason(backend) {
        let world = World::new(backend);
        let plan = |more: Value| world.manager.post("/assignment-plans", &world.plan(more)).expect(200);
        let reasons = |plan: &Value| {
            let mut codes: Vec<_> = list(plan, "uncovered").iter().map(|u| json!([u["reason"], u["finding"]["code"]])).collect();
            codes.dedup();
            codes
        };
        let nobody = plan(json!({"dry_run": true}));
        assert_eq!(reasons(&nobody), [json!(["nobody_for_subject", "plan_nobody_for_subject"])]);
        assert_eq!(sum(list(&nobody, "uncovered"), "items"), sum(list(&nobody, "gaps"), "missing"));
        assert!(text(&nobody["uncovered"][0]["finding"]["detail"]).contains("mathematics"), "{nobody}");
        let (id, _) = world.developer("mathematics", Some("kk"));
        assert_eq!(reasons(&plan(json!({"dry_run": true, "language": "ru"}))), [json!(["nobody_for_language", "plan_nobody_for_language"])]);
        let full = plan(json!({"dry_run": true, "most_items": 9, "limits": {id.clone(): 4}}));
        assert_eq!(reasons(&full), [json!(["all_full", "plan_all_full"])]);
        assert_eq!(full["loads"], json!([{"developer_id": id, "before": 0, "after": 4}]));
        // What cannot be done at this pace by the last day is due on it, and marked.
        let hurried = plan(json!({"dry_run": true, "due": world.day(1)}));
        assert!(list(&hurried, "assignments").iter().any(|a| a["hurried"] == true && a["due"] == json!(world.day(1))), "{hurried}");
    }

    fn a_wrong_plan_is_refused_with_every_finding_and_gives_nothing(backend) {
        let world = World::new(backend);
        let (linguist, client) = world.developer("kazakh_l2", None);
        let wrong = |more: Value| {
            let answer = world.manager.post("/assignment-plans", &world.plan(more));
            assert_eq!(answer.status, 422, "{}", answer.body);
            let found = answer.findings().into_iter();
            found.map(|(code, pointer)| format!("{code} {pointer}")).collect::<Vec<_>>()
        };
        assert_eq!(wrong(json!({"due": "2020-01-01", "start": "2020-01-01"})), ["assignment_due_past /due", "assignment_due_past /start"]);
        assert_eq!(wrong(json!({"start": "2099-02-01"})), ["dates_reversed /due"]);
        assert_eq!(
            wrong(json!({"developers": [linguist, "nobody"], "limits": {"else": 3}})),
            ["grant_missing /developers/0", "reference_unknown /developers/1", "reference_unknown /limits/else"]
        );
        assert_eq!(wrong(json!({"specification_id": "none"})), ["reference_unknown /specification_id"]);
        assert_eq!(wrong(json!({"component": "other"})), ["component_unknown /component"]);
        assert_eq!(client.post("/assignment-plans", &world.plan(json!({}))).status, 403);
        assert!(list(&world.manager.get("/assignments").expect(200), "items").is_empty());
        // Whoever is named may have another role, if it lets them write.
        let me = text(&world.manager.get("/me").expect(200)["user_id"]).to_owned();
        let named = world.manager.post("/assignment-plans", &world.plan(json!({"developers": [me]}))).expect(201);
        assert!(list(&named, "assignments").iter().all(|a| a["developer_id"] == json!(me)));
        assert!(!list(&named, "assignments").is_empty());
    }

    fn a_draft_is_due_when_the_assignment_is_that_it_answers_to(backend) {
        let world = World::new(backend);
        let developer = world.developer("mathematics", None);
        // The first row asks for short answers to 6.5.2.1, in the specification's unit.
        let short = |code: &str, objective: &str| {
            let mut item = mcq(code);
            item["content"]["type"] = json!("SA");
            item["content"]["objectives"] = json!([objective]);
            item["content"]["criteria"] = json!([]);
            item["content"]["parts"] = json!([{"id": "a", "points": 1, "key": {"number": {"value": "1.5"}}}]);
            for language in ["kk", "ru"] {
                item["texts"][language]["parts"] = json!({});
            }
            text(&developer.1.post("/items", &item).expect(201)["id"]).to_owned()
        };
        let before = short("before", "6.5.2.1");
        world.service.pass(60);
        let late = world.day(9);
        world.accepted(&developer, &late);
        let soon = world.day(3);
        world.accepted(&developer, &soon);
        let answers = short("answers", "6.5.2.1");
        let other = text(&developer.1.post("/items", &mcq("other-type")).expect(201)["id"]).to_owned();
        let queue = developer.1.get("/work-queue").expect(200);
        let due = |queue: &Value, id: &str| {
            let entry = list(queue, "entries").iter().find(|entry| entry["id"] == json!(id));
            entry.expect("it waits")["due"].clone()
        };
        // The earlier of two days; not what was begun before, and not what the row does not ask for.
        assert_eq!((due(&queue, &answers), due(&queue, &before), due(&queue, &other)), (json!(soon), Value::Null, Value::Null), "{queue}");
        world.service.pass(5 * DAY);
        let all = world.manager.get("/work-queue?all=true&overdue=true").expect(200);
        let late: Vec<&str> = list(&all, "entries").iter().map(|entry| text(&entry["kind"])).collect();
        assert_eq!((late, due(&all, &answers)), (vec!["assignment", "draft"], json!(soon)));
    }

    fn a_queue_tells_days_in_state_what_is_overdue_and_counts_by_developer(backend) {
        let world = World::new(backend);
        let (first, second) = (world.developer("mathematics", None), world.developer("mathematics", None));
        let late = world.accepted(&first, &world.day(2));
        let later = world.accepted(&second, &world.day(40));
        let mut draft = mcq("m-1");
        draft["content"]["access"] = json!("secure");
        let draft = first.1.post("/items", &draft).expect(201);
        let own = first.1.get("/work-queue").expect(200);
        assert_eq!((&own["waiting"], &own["overdue"]), (&json!(2), &json!(0)));
        assert_eq!((&own["entries"][0]["id"], &own["entries"][0]["days_in_state"]), (&json!(late), &json!(0)));
        world.service.pass(5 * DAY);
        let own = first.1.get("/work-queue").expect(200);
        let entry = &own["entries"][0];
        assert_eq!((&entry["kind"], &entry["state"], &entry["items"]), (&json!("assignment"), &json!("accepted"), &json!(3)));
        assert_eq!((&entry["days_in_state"], &entry["overdue_days"]), (&json!(5), &json!(3)));
        let written = &own["entries"][1];
        assert_eq!((&written["kind"], &written["id"], &written["number"]), (&json!("draft"), &draft["id"], &json!(1)));
        assert_eq!(list(&first.1.get("/work-queue?overdue=true").expect(200), "entries").len(), 1);
        // Who assigns sees everybody's; who does not is refused; others see nothing of it.
        let all = world.manager.get("/work-queue?all=true").expect(200);
        assert_eq!((&all["waiting"], &all["overdue"]), (&json!(3), &json!(1)));
        let ids: Vec<&str> = list(&all, "entries").iter().map(|e| text(&e["id"])).collect();
        assert_eq!(ids, [late.as_str(), &later, text(&draft["id"])]);
        let hers = world.manager.get(&format!("/work-queue?person={}", second.0)).expect(200);
        assert_eq!((&hers["waiting"], &hers["entries"][0]["id"]), (&json!(1), &json!(later)));
        assert_eq!(first.1.get("/work-queue?all=true").status, 403);
        assert_eq!(second.1.get("/work-queue").expect(200)["waiting"], 1);
        let school = json!({"code": "school-12", "kind": "school", "name": {"kk": "№12 мектеп"}});
        let school = text(&world.admin.post("/organisations", &school).expect(201)["id"]).to_owned();
        let beside = world.service.user_with_role(&school, "bank_manager");
        assert_eq!(beside.get("/work-queue?all=true").expect(200)["waiting"], 0);
        let counts = world.manager.get("/work-counts?all=true").expect(200);
        let people = list(&counts, "people");
        let of = |id: &str| people.iter().find(|p| p["user_id"] == json!(id)).expect("a person");
        let hers = of(&first.0);
        assert_eq!((&hers["accepted"], &hers["items"], &hers["drafts"]), (&json!(1), &json!(3), &json!(1)));
        assert_eq!((&hers["waiting"], &hers["overdue"], &hers["longest_days"]), (&json!(2), &json!(1), &json!(5)));
        assert!(text(&hers["login"]).starts_with("dev-"));
        assert_eq!(of(&second.0)["overdue"], 0);
        let own = first.1.get("/work-counts").expect(200);
        assert_eq!((list(&own, "people").len(), &own["people"][0]["user_id"]), (1, &json!(first.0)));
        assert_eq!(first.1.get("/work-counts?all=true").status, 403);
        // What is finished waits no more.
        world.manager.post(&format!("/assignments/{late}/finish"), &json!({})).expect(200);
        assert_eq!(first.1.get("/work-queue").expect(200)["overdue"], 0);
    }

    fn developers_are_reminded_once_when_a_day_comes_near_and_weekly_when_it_is_over(backend) {
        let world = World::new(backend);
        let (receiver, developer) = (Receiver::start(), world.developer("mathematics", None));
        let (path, _) = endpoint(&world.admin, &receiver, &["assignment.due_soon", "assignment.overdue"]);
        let mut told = Vec::new();
        let id = world.accepted(&developer, &world.day(5));
        let (_, other) = world.developer("mathematics", None);
        let house = || background::queue_due(&world.service.services).expect("housekeeping");
        let kinds = || {
            let told = developer.1.get("/reminders").expect(200);
            let rows = list(&told, "items").iter();
            rows.map(|r| text(&r["kind"]).to_owned()).collect::<Vec<_>>()
        };
        house();
        assert!(kinds().is_empty());
        for (days, expected) in [
            (2, vec!["due_soon"]),
            (1, vec!["due_soon"]),
            (2, vec!["due_soon"]),
            (1, vec!["due_soon", "overdue"]),
            (6, vec!["due_soon", "overdue"]),
            (1, vec!["due_soon", "overdue", "overdue"]),
        ] {
            world.service.pass(days * DAY);
            house();
            house();
            assert_eq!(kinds(), expected);
            while told.len() < expected.len() {
                told.push(receiver.next().json());
                assert_eq!(after_tries(&world.admin, &path, 1)["state"], "delivered");
            }
        }
        assert!(told.iter().all(|body| body["data"]["assignment_id"] == json!(id)));
        let types: Vec<&str> = told.iter().map(|body| text(&body["type"])).collect();
        assert_eq!(types, ["assignment.due_soon", "assignment.overdue", "assignment.overdue"]);
        let first = developer.1.get("/reminders?limit=1").expect(200);
        assert_eq!(first["items"][0]["assignment_id"], json!(id));
        let rest = developer.1.get(&format!("/reminders?cursor={}", text(&first["next"]))).expect(200);
        assert_eq!(list(&rest, "items").len(), 2);
        assert!(list(&other.get("/reminders").expect(200), "items").is_empty());
        // What was withdrawn is nobody's concern.
        let why = json!({"reason": "The row has enough items."});
        world.manager.post(&format!("/assignments/{id}/withdraw"), &why).expect(200);
        world.service.pass(30 * DAY);
        house();
        assert_eq!(kinds().len(), 3);
    }
}
