//! What the matrix needs of assembly: put there through the store, because a real run needs a bank.

use serde_json::{Value, json};
use synaq::store;
use synaq::store::assembly::AssemblyRunRow;
use synaq::store::forms::FormRow;

use crate::harness::api::{Client, Service, text};

/// A file attached to a specification.
pub fn guidance_of(admin: &Client, specification: &str) -> String {
    let file = json!({"name": "a.txt", "media_type": "text/plain", "content_base64": "YQ=="});
    let guidance = json!({"title": "t", "language": "ru", "file": file});
    let path = format!("/specifications/{specification}/guidance");
    text(&admin.post(&path, &guidance).expect(201)["id"]).to_owned()
}

/// A run with a draft form without tasks.
pub fn draft_form(
    service: &Service,
    org: &str,
    job: &str,
    specification: &str,
) -> (String, String) {
    let services = &service.services;
    let now = services.now().naive_utc();
    let (run, form) = (services.new_id(), services.new_id());
    let run_row = AssemblyRunRow {
        id: run.clone(),
        owner_org: org.into(),
        specification_id: specification.into(),
        specification_version: 1,
        component: "test".into(),
        languages: r#"["kk"]"#.into(),
        seed: 0,
        options: json!({"subject": null, "options": {}, "limits": {}}).to_string(),
        state: "queued".into(),
        snapshot_hash: "seed".into(),
        outcome: json!({"manifest": {"schema": "synaq.manifest/v1"}}).to_string(),
        job_id: job.into(),
        created_by: "seed".into(),
        created_at: now,
        finished_at: None,
        subject: String::new(),
        access: "restricted".into(),
    };
    let document = json!({
        "label": "A", "positions": [], "achieved": [], "mean_p": null, "mean_p_items": 0,
        "fingerprint": "seed"
    });
    let form_row = FormRow {
        id: form.clone(),
        owner_org: org.into(),
        code: form.clone(),
        run_id: run.clone(),
        specification_id: specification.into(),
        specification_version: 1,
        component: "test".into(),
        label: "A".into(),
        languages: r#"["kk"]"#.into(),
        access: "restricted".into(),
        subject: "mathematics".into(),
        state: "draft".into(),
        fingerprint: "seed".into(),
        max_score: 0,
        document: document.to_string(),
        pinned: String::new(),
        revision: 1,
        created_by: "seed".into(),
        created_at: now,
        locked_by: String::new(),
        locked_at: None,
    };
    let kept: Result<(), synaq::store::StoreError> = services.db.write(|c| {
        store::blobs::keep(c, "seed", "application/json", b"[]", now)?;
        store::assembly::insert(c, &run_row)?;
        store::forms::insert(c, &form_row, &[])
    });
    kept.expect("a form is kept");
    (run, form)
}

/// A share of an item with the root, to which none of the callers belongs, and an assignment of a row to
/// who gives it.
pub fn given(
    writer: &Client,
    root: &str,
    item: &Value,
    specification: &Value,
) -> [(&'static str, String); 2] {
    let share = json!({"partner": root, "right": "read", "kind": "item", "id": item["id"]});
    let assignment = json!({
        "specification_id": specification["id"], "version": 1, "row": "A1", "items": 1, "due": "2099-12-31",
        "developer_id": writer.get("/me").expect(200)["user_id"]
    });
    let made =
        |path: &str, body: &Value| text(&writer.post(path, body).expect(201)["id"]).to_owned();
    [
        ("share", made("/shares", &share)),
        ("assignment", made("/assignments", &assignment)),
    ]
}
