//! What the operations on imports, saved searches and comments are about, for the matrix.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use synaq::api;
use synaq::store::StoreError;
use synaq::store::similarity_runs::{self, Outcome, RunRow, SuggestionRow};

use super::matrix_catalogue;
use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};

/// An address of this machine on which nobody listens.
const NOBODY: &str = "http://127.0.0.1:9/";

/// A service whose webhooks may go there.
pub fn service(backend: Backend) -> Service {
    Service::start_with(backend, |limits| {
        limits.webhook_addresses.hosts = vec!["127.0.0.1".into()];
    })
}

/// Makes an endpoint one that nobody hears.
pub fn tell_nobody(endpoint: &mut Value) {
    endpoint["url"] = json!(NOBODY);
    endpoint["events"] = json!(["webhook.test"]);
}

/// An import and a shared search of somebody who writes there, a collection with this item, a comment on it,
/// a picture, a quality policy and a comparison.
pub fn made(service: &Service, writer: &Client, item: &Value) -> Vec<(&'static str, String)> {
    let operations = api::operations();
    let import = operations.iter().find(|o| o.id == "create_import");
    let import = import.and_then(|o| o.body.as_ref());
    let mut import = import.expect("an example").example.clone();
    import["dry_run"] = json!(false);
    let import = writer.post("/imports", &import).expect(202);
    let name = service.services.new_id();
    let search = json!({"name": name, "shared": true, "query": {"subject": "mathematics"}});
    let search = writer.post("/saved-searches", &search).expect(201);
    let model = operations.iter().find(|o| o.id == "publish_item_model");
    let model = model.and_then(|o| o.body.as_ref());
    let model = &model.expect("an example").example;
    let model = writer.post("/item-models", model).expect(201);
    // Each place has a picture of its own.
    let picture = super::item_media::picture_called(&name);
    let headers = [("content-type", "image/png")];
    let picture = writer
        .send_bytes("POST", "/media", &headers, picture)
        .expect(201);
    let comment = json!({"anchor": "/texts/ru/stem", "text": "Which ratio?", "blocking": true});
    let path = format!("/items/{}/versions/1/comments", text(&item["id"]));
    let comment = service.administrator().post(&path, &comment).expect(201);
    let policy = writer.post("/quality-policies", &policy()).expect(201);
    let compared = compared(service, writer, text(&import["id"]));
    let mut endpoint = json!({});
    tell_nobody(&mut endpoint);
    let endpoint = writer.post("/webhook-endpoints", &endpoint).expect(201);
    let endpoint = text(&endpoint["id"]).to_owned();
    let path = format!("/webhook-endpoints/{endpoint}/try");
    let delivery = writer.post(&path, &json!({})).expect(202);
    let mut made = matrix_catalogue::made(service, writer, item);
    made.extend([
        ("hash", text(&picture["hash"]).to_owned()),
        ("comment", text(&comment["id"]).to_owned()),
        ("item-model", text(&model["id"]).to_owned()),
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
        ("quality-policie", text(&policy["id"]).to_owned()),
        ("similarity-run", compared),
        ("webhook-endpoint", endpoint),
        ("webhook-deliverie", text(&delivery["id"]).to_owned()),
    ]);
    made
}

/// The example of a quality policy.
fn policy() -> Value {
    let operations = api::operations();
    let publish = operations.iter().find(|o| o.id == "publish_quality_policy");
    let body = publish.and_then(|o| o.body.as_ref());
    body.expect("an example").example.clone()
}

/// A bank-wide comparison that suggests to make enemies of two items.
fn compared(service: &Service, writer: &Client, job: &str) -> String {
    let services = &service.services;
    let (id, now) = (services.new_id(), services.now().naive_utc());
    let org = writer.get("/me").expect(200)["home_org"].clone();
    let items = ["s-", "t-"].map(|code| {
        let mut item = crate::bank::mcq(&format!("{code}{}", services.new_id()));
        item["content"]["programme"] = json!("seed");
        writer.post("/items", &item).expect(201)["id"].clone()
    });
    let kept = json!({
        "code": "centre-items", "version": 1, "similarity": policy()["similarity"]
    });
    let run = RunRow {
        id: id.clone(),
        owner_org: text(&org).to_owned(),
        job_id: job.into(),
        policy: kept.to_string(),
        subject: String::new(),
        language: String::new(),
        texts: 0,
        compared: 0,
        left_out: 0,
        elapsed_ms: 0,
        created_by: "seed".into(),
        created_at: now,
        finished_at: None,
    };
    let suggestion = SuggestionRow {
        run_id: id.clone(),
        number: 1,
        kind: "enemies".into(),
        language: "kk".into(),
        items: json!(items).to_string(),
        score: "null".into(),
        state: "open".into(),
        reason: String::new(),
        group_id: String::new(),
        decided_by: String::new(),
        decided_at: None,
    };
    let kept: Result<(), StoreError> = services.db.write(|c| {
        similarity_runs::insert(c, &run)?;
        similarity_runs::finish(c, &id, Outcome::default(), &[suggestion], now)
    });
    kept.expect("a run is kept");
    id
}

/// A choice of a workflow that is only tried, so that the lines after it are as they were.
pub fn choice(objects: &BTreeMap<&'static str, String>) -> Value {
    json!({"workflow_id": objects["workflow"], "dry_run": true})
}
