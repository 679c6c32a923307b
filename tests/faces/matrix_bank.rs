//! What the operations on imports and saved searches are about, for the matrix.

use serde_json::{Value, json};
use synaq::api;
use synaq::store::StoreError;
use synaq::store::similarity_runs::{self, Outcome, RunRow, SuggestionRow};

use crate::harness::api::{Client, Service, text};

/// An import and a shared search of somebody who writes there.
pub fn made(service: &Service, writer: &Client) -> [(&'static str, String); 2] {
    let operations = api::operations();
    let import = operations.iter().find(|o| o.id == "create_import");
    let import = import.and_then(|o| o.body.as_ref());
    let mut import = import.expect("an example").example.clone();
    import["dry_run"] = json!(false);
    let import = writer.post("/imports", &import).expect(202);
    let name = service.services.new_id();
    let search = json!({"name": name, "shared": true, "query": {"subject": "mathematics"}});
    let search = writer.post("/saved-searches", &search).expect(201);
    [
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
    ]
}

/// A bank-wide comparison that suggests to make enemies of two items.
pub fn compared(service: &Service, org: &str, job: &str, items: [&Value; 2]) -> String {
    let services = &service.services;
    let (id, now) = (services.new_id(), services.now().naive_utc());
    let policy = api::operations();
    let policy = policy.iter().find(|o| o.id == "publish_quality_policy");
    let policy = policy.and_then(|o| o.body.as_ref()).expect("an example");
    let kept = json!({
        "code": "centre-items", "version": 1, "similarity": policy.example["similarity"]
    });
    let run = RunRow {
        id: id.clone(),
        owner_org: org.into(),
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
        items: json!(items.map(|item| &item["id"])).to_string(),
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
