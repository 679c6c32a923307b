//! What the operations on imports, saved searches and comments are about, for the matrix.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use synaq::api;

use crate::harness::api::{Client, Service, text};

/// An import and a shared search of somebody who writes there, and a comment on an item.
pub fn made(service: &Service, writer: &Client, item: &str) -> [(&'static str, String); 3] {
    let operations = api::operations();
    let import = operations.iter().find(|o| o.id == "create_import");
    let import = import.and_then(|o| o.body.as_ref());
    let mut import = import.expect("an example").example.clone();
    import["dry_run"] = json!(false);
    let import = writer.post("/imports", &import).expect(202);
    let name = service.services.new_id();
    let search = json!({"name": name, "shared": true, "query": {"subject": "mathematics"}});
    let search = writer.post("/saved-searches", &search).expect(201);
    let comment = json!({"anchor": "/texts/ru/stem", "text": "Which ratio?", "blocking": true});
    let path = format!("/items/{item}/versions/1/comments");
    let comment = service.administrator().post(&path, &comment).expect(201);
    [
        ("comment", text(&comment["id"]).to_owned()),
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
    ]
}

/// A choice of a workflow that is only tried, so that the lines after it are as they were.
pub fn choice(objects: &BTreeMap<&'static str, String>) -> Value {
    json!({"workflow_id": objects["workflow"], "dry_run": true})
}
