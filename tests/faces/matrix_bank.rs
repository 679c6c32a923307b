//! What the operations on imports and saved searches are about, for the matrix.

use serde_json::{Value, json};
use synaq::api;
use synaq::store::StoreError;
use synaq::store::similarity_runs::{self, Outcome, RunRow, SuggestionRow};

use crate::harness::api::{Client, Service, text};

/// An import, a shared search, a quality policy and a comparison of somebody who writes there.
pub fn made(service: &Service, writer: &Client) -> [(&'static str, String); 4] {
    let operations = api::operations();
    let import = operations.iter().find(|o| o.id == "create_import");
    let import = import.and_then(|o| o.body.as_ref());
    let mut import = import.expect("an example").example.clone();
    import["dry_run"] = json!(false);
    let import = writer.post("/imports", &import).expect(202);
    let name = service.services.new_id();
    let search = json!({"name": name, "shared": true, "query": {"subject": "mathematics"}});
    let search = writer.post("/saved-searches", &search).expect(201);
    let policy = writer.post("/quality-policies", &policy()).expect(201);
    let compared = compared(service, writer, text(&import["id"]));
    [
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
        ("quality-policie", text(&policy["id"]).to_owned()),
        ("similarity-run", compared),
    ]
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
