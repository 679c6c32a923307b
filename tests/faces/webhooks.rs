//! Webhooks: what other systems are told, signed, tried again, and never where it must not go.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use synaq::interop::webhook::signature::Disbelief;

use super::assembly::{assemble, unit_test};
use super::bank::{act, curriculum, mcq};
use crate::harness::Backend;
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::receiver::Receiver;

/// A service that may call receivers on this machine.
pub fn calling(backend: Backend) -> Service {
    Service::start_with(backend, |limits| {
        limits.webhook_addresses.hosts = vec!["127.0.0.1".into()];
    })
}

/// An endpoint of the administrator's organisation: its address here and its secret.
pub fn endpoint(admin: &Client, receiver: &Receiver, events: &[&str]) -> (String, String) {
    let body = json!({"url": receiver.url(), "events": events});
    let made = admin.post("/webhook-endpoints", &body).expect(201);
    let path = format!("/webhook-endpoints/{}", text(&made["id"]));
    (path, text(&made["secret"]).to_owned())
}

/// A developer and a reviewer with a programme to write for.
fn people(service: &Service) -> (Client, Client) {
    let root = service.root();
    service
        .administrator()
        .post("/curricula", &curriculum())
        .expect(201);
    (
        service.user_with_role(&root, "developer"),
        service.user_with_role(&root, "reviewer"),
    )
}

fn submitted(author: &Client, code: &str) -> String {
    let made = author.post("/items", &mcq(code)).expect(201);
    let id = text(&made["id"]).to_owned();
    act(author, &id, 1, "submit").expect(200);
    id
}

fn deliveries(admin: &Client, endpoint: &str) -> Vec<Value> {
    let list = admin.get(&format!("{endpoint}/deliveries")).expect(200);
    list["items"].as_array().expect("deliveries").clone()
}

/// The newest delivery of an endpoint with its log, once so many tries of it ended.
pub fn after_tries(admin: &Client, endpoint: &str, tries: u64) -> Value {
    let begun = Instant::now();
    loop {
        let newest = deliveries(admin, endpoint).remove(0);
        if newest["tries"].as_u64() == Some(tries) {
            let path = format!("/webhook-deliveries/{}", text(&newest["id"]));
            return admin.get(&path).expect(200);
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{newest}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn statuses(delivery: &Value) -> Vec<u64> {
    let log = delivery["log"].as_array().expect("a log").iter();
    log.map(|one| one["status"].as_u64().unwrap_or(0)).collect()
}

on_both! {
    fn an_event_reaches_its_endpoint_signed_and_thin(backend) {
        let service = calling(backend);
        let (admin, receiver) = (service.administrator(), Receiver::start());
        let (author, reviewer) = people(&service);
        let (path, secret) = endpoint(&admin, &receiver, &["item.*"]);
        let id = submitted(&author, "m-1");
        let came = receiver.next();
        assert_eq!((came.method.as_str(), came.path.as_str()), ("POST", "/hook?centre=1"));
        assert_eq!(came.header("content-type"), "application/json");
        let now = service.services.now().timestamp();
        assert_eq!(came.verified(&secret, now), Ok(()));
        assert_eq!(came.verified("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", now), Err(Disbelief::Unsigned));
        let mut altered = came.clone();
        altered.body[10] ^= 1;
        assert_eq!(altered.verified(&secret, now), Err(Disbelief::Unsigned));
        let body = came.json();
        assert_eq!(body["type"], "item.submitted");
        assert_eq!(body["data"], json!({"item_id": id, "number": 1, "organisation_id": service.root()}));
        // Nothing of the task travels, neither text nor code.
        assert_eq!(body.as_object().map(|b| b.len()), Some(3));
        // What is refused is not told: it was never written.
        assert_eq!(act(&author, &id, 1, "submit").status, 409);
        act(&reviewer, &id, 1, "approve").expect(200);
        assert_eq!(receiver.next().json()["type"], "item.approved");
        let told: Vec<String> = deliveries(&admin, &path).iter().map(|d| text(&d["event"]).to_owned()).collect();
        assert_eq!(told, ["item.approved", "item.submitted"]);
        let seen = admin.get(&path).expect(200);
        assert_eq!((&seen["secret"], &seen["active"]), (&Value::Null, &json!(true)));
        let done = after_tries(&admin, &path, 1);
        assert_eq!((&done["state"], statuses(&done)), (&json!("delivered"), vec![204]));
        assert_eq!(done["body"]["data"]["item_id"], json!(id));
    }

    fn a_failed_try_comes_again_when_its_time_has_come_and_a_redirect_is_never_followed(backend) {
        let service = calling(backend);
        let (admin, receiver) = (service.administrator(), Receiver::start());
        let (path, secret) = endpoint(&admin, &receiver, &["webhook.test"]);
        let redirect = format!("302 Found\r\nlocation: {}", receiver.elsewhere());
        let stubborn = format!("307 Temporary Redirect\r\nlocation: {}", receiver.elsewhere());
        receiver.answer(&["500 Broken", &redirect, &stubborn, "503 Busy\r\nretry-after: 20000"]);
        let made = admin.post(&format!("{path}/try"), &Value::Null).expect(202);
        let first = receiver.next();
        after_tries(&admin, &path, 1);
        let mut waits = Vec::new();
        for tries in 1..=4 {
            let waiting = after_tries(&admin, &path, tries);
            assert_eq!(waiting["state"], "waiting", "{waiting}");
            let instant = |value: &Value| text(value).parse::<chrono::DateTime<chrono::Utc>>().expect("a time");
            let ended = instant(&waiting["log"][usize::try_from(tries - 1).unwrap()]["ended_at"]);
            let wait = (instant(&waiting["next_at"]) - ended).num_seconds();
            waits.push(wait);
            assert!(receiver.rest().is_empty(), "it came before its time");
            service.pass(wait + 1);
            let again = receiver.next();
            assert_eq!((again.path.as_str(), again.header("webhook-id")), ("/hook?centre=1", first.header("webhook-id")));
            assert_eq!(again.body, first.body);
            assert_eq!(again.verified(&secret, service.services.now().timestamp()), Ok(()));
        }
        let done = after_tries(&admin, &path, 5);
        assert_eq!((&done["id"], &done["state"]), (&made["id"], &json!("delivered")));
        assert_eq!(statuses(&done), [500, 302, 307, 503, 204]);
        // 5 s, 5 min, 30 min, each at most a tenth longer; then as long as the receiver asked for.
        for (wait, least) in waits.iter().zip([5, 300, 1_800]) {
            assert!((least..=least + least / 10 + 1).contains(wait), "{waits:?}");
        }
        assert_eq!(waits[3], 20_000);
    }

    fn after_ten_tries_over_three_days_it_is_given_up_and_can_be_sent_again_by_hand(backend) {
        let service = calling(backend);
        let (admin, receiver) = (service.administrator(), Receiver::start());
        let (path, secret) = endpoint(&admin, &receiver, &["webhook.test"]);
        receiver.answer(&["500 Broken"; 10]);
        admin.post(&format!("{path}/try"), &Value::Null).expect(202);
        let first = receiver.next();
        for tries in 1..10 {
            after_tries(&admin, &path, tries);
            service.pass(27 * 3_600);
            receiver.next();
        }
        let given_up = after_tries(&admin, &path, 10);
        assert_eq!((&given_up["state"], &given_up["next_at"]), (&json!("failed"), &Value::Null));
        let replay = format!("/webhook-deliveries/{}/replay", text(&given_up["id"]));
        let again = admin.post(&replay, &Value::Null).expect(202);
        assert_eq!((&again["replay_of"], &again["event_id"]), (&given_up["id"], &given_up["event_id"]));
        let came = receiver.next();
        assert_eq!((came.header("webhook-id"), &came.body), (first.header("webhook-id"), &first.body));
        assert_eq!(came.verified(&secret, service.services.now().timestamp()), Ok(()));
        assert_eq!(after_tries(&admin, &path, 1)["state"], "delivered");
        let failed = admin.get(&format!("{path}/deliveries?state=failed")).expect(200);
        assert_eq!(failed["items"].as_array().map(Vec::len), Some(1));
        // A month later the log is empty.
        service.pass(31 * 86_400);
        synaq::service::background::queue_due(&service.services).expect("housekeeping");
        assert!(deliveries(&admin, &path).is_empty());
    }

    fn a_receiver_that_is_gone_is_sent_nothing_until_somebody_enables_it_again(backend) {
        let service = calling(backend);
        let (admin, receiver) = (service.administrator(), Receiver::start());
        let (author, _) = people(&service);
        let (path, _) = endpoint(&admin, &receiver, &["*"]);
        receiver.answer(&["410 Gone"]);
        submitted(&author, "m-1");
        receiver.next();
        let begun = Instant::now();
        while admin.get(&path).expect(200)["active"] == true {
            assert!(begun.elapsed() < Duration::from_secs(60));
            std::thread::sleep(Duration::from_millis(20));
        }
        let gone = admin.get(&path);
        let tag = gone.header("etag").to_owned();
        let gone = gone.expect(200);
        assert_eq!(gone["reason"], "gone");
        submitted(&author, "m-2");
        let told = deliveries(&admin, &path);
        assert_eq!((told.len(), &told[0]["state"]), (1, &json!("dropped")));
        let refused = admin.post(&format!("{path}/try"), &Value::Null);
        assert_eq!((refused.status, code(&refused)), (409, "webhook_endpoint_disabled".into()));
        let replay = format!("/webhook-deliveries/{}/replay", text(&told[0]["id"]));
        assert_eq!(admin.post(&replay, &Value::Null).status, 409);
        let on = json!({"url": receiver.url(), "events": ["*"], "active": true});
        assert_eq!(admin.put(&path, "1", &on).status, 412);
        let enabled = admin.put(&path, &tag, &on).expect(200);
        assert_eq!((&enabled["active"], &enabled["reason"]), (&json!(true), &Value::Null));
        admin.post(&replay, &Value::Null).expect(202);
        assert_eq!(receiver.next().json()["type"], "item.submitted");
        // Disabled by hand: nothing is written for it; taken away: it is not there any more.
        let off = json!({"url": receiver.url(), "events": ["*"], "active": false});
        let disabled = admin.put(&path, &enabled["revision"].to_string(), &off).expect(200);
        assert_eq!(disabled["reason"], "by_hand");
        admin.delete(&path).expect(200);
        assert_eq!(admin.get(&path).status, 404);
        assert_eq!(admin.post(&replay, &Value::Null).status, 404);
    }

    fn an_address_inside_the_house_is_refused_with_everything_else_that_is_wrong(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let wrong = |url: &str, events: &[&str]| {
            let answer = admin.post("/webhook-endpoints", &json!({"url": url, "events": events}));
            assert_eq!(answer.status, 422, "{}", answer.body);
            let found = answer.findings().into_iter();
            found.map(|(code, pointer)| format!("{code} {pointer}")).collect::<Vec<_>>()
        };
        assert_eq!(
            wrong("http://127.0.0.1:8080/", &["item.*", "item.read", "form"]),
            ["webhook_address_special /url", "webhook_event_unknown /events/1", "webhook_event_unknown /events/2", "webhook_url_not_https /url"]
        );
        assert_eq!(wrong("https://169.254.169.254/latest", &["*"]), ["webhook_address_special /url"]);
        assert_eq!(wrong("https://bank.local/", &["*"]), ["webhook_host_local /url"]);
        assert_eq!(wrong("https://2130706433/", &["*"]), ["webhook_url_invalid /url"]);
        assert!(admin.get("/webhook-endpoints").expect(200)["items"].as_array().unwrap().is_empty());
    }

    fn an_endpoint_hears_of_its_own_organisation_and_those_below_and_of_nothing_beside(backend) {
        let service = calling(backend);
        let admin = service.administrator();
        let (author, _) = people(&service);
        let school = json!({"code": "school-12", "kind": "school", "name": {"kk": "№12 мектеп"}});
        let school = text(&admin.post("/organisations", &school).expect(201)["id"]).to_owned();
        let theirs = service.user_with_role(&school, "administrator");
        let (of_root, of_school) = (Receiver::start(), Receiver::start());
        let (_, root_secret) = endpoint(&admin, &of_root, &["item.submitted"]);
        let (path, school_secret) = endpoint(&theirs, &of_school, &["item.submitted"]);
        assert_ne!(root_secret, school_secret);
        submitted(&author, "m-1");
        assert_eq!(of_root.next().json()["data"]["organisation_id"], json!(service.root()));
        let written_there = submitted(&theirs, "m-2");
        for receiver in [&of_root, &of_school] {
            let body = receiver.next().json();
            assert_eq!((&body["data"]["item_id"], &body["data"]["organisation_id"]), (&json!(written_there), &json!(school)));
        }
        assert_eq!(deliveries(&theirs, &path).len(), 1);
        // A school's administrator sees its own endpoints only, the root's administrator both.
        let counted = |client: &Client| client.get("/webhook-endpoints").expect(200)["items"].as_array().map(Vec::len);
        assert_eq!((counted(&theirs), counted(&admin)), (Some(1), Some(2)));
    }

    fn a_new_secret_signs_beside_the_old_one_for_a_day(backend) {
        let service = calling(backend);
        let (admin, receiver) = (service.administrator(), Receiver::start());
        let (path, old) = endpoint(&admin, &receiver, &["webhook.test"]);
        let changed = admin.post(&format!("{path}/secret"), &Value::Null).expect(200);
        let new = text(&changed["secret"]).to_owned();
        assert_ne!(old, new);
        let send = || {
            admin.post(&format!("{path}/try"), &Value::Null).expect(202);
            let (came, now) = (receiver.next(), service.services.now().timestamp());
            after_tries(&admin, &path, 1);
            (came.verified(&old, now), came.verified(&new, now))
        };
        assert_eq!(send(), (Ok(()), Ok(())));
        service.pass(86_401);
        assert_eq!(send(), (Err(Disbelief::Unsigned), Ok(())));
    }

    fn a_locked_form_an_ended_assembly_and_an_ended_import_are_told(backend) {
        let service = calling(backend);
        let (admin, receiver) = (service.administrator(), Receiver::start());
        let specification = unit_test(&service);
        endpoint(&admin, &receiver, &["form.*", "assembly_run.*", "import.*"]);
        let body = json!({"specification_id": specification, "forms": 1});
        let run = assemble(&admin, &body).expect(201);
        let told = receiver.next().json();
        assert_eq!((&told["type"], &told["data"]["state"]), (&json!("assembly_run.ended"), &json!("done")));
        assert_eq!((&told["data"]["job_id"], &told["data"]["assembly_run_id"]), (&run["job_id"], &run["id"]));
        let form = text(&run["result"]["forms"][0]["id"]).to_owned();
        let lock = format!("/forms/{form}/lock");
        assert_eq!(admin.send("POST", &lock, &[("if-match", "\"7\"")], None).status, 412);
        admin.send("POST", &lock, &[("if-match", "\"1\"")], None).expect(200);
        let told = receiver.next().json();
        assert_eq!((&told["type"], &told["data"]["form_id"]), (&json!("form.locked"), &json!(form)));
        let operations = synaq::api::operations();
        let import = operations.iter().find(|o| o.id == "create_import").and_then(|o| o.body.as_ref());
        let job = admin.post("/imports", &import.expect("an example").example).expect(202);
        let told = receiver.next().json();
        assert_eq!((&told["type"], &told["data"]["job_id"]), (&json!("import.ended"), &job["id"]));
    }
}

fn code(answer: &Answer) -> String {
    answer.findings().remove(0).0
}
