//! What the operations on imports and saved searches are about, for the matrix.

use serde_json::json;
use synaq::api;

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

/// An address on which nobody listens.
pub const NOBODY: &str = "http://127.0.0.1:9/";

/// An endpoint of somebody who manages them, and a delivery to it.
pub fn webhooks(writer: &Client) -> [(&'static str, String); 2] {
    let endpoint = json!({"url": NOBODY, "events": ["webhook.test"]});
    let endpoint = writer.post("/webhook-endpoints", &endpoint).expect(201);
    let endpoint = text(&endpoint["id"]).to_owned();
    let path = format!("/webhook-endpoints/{endpoint}/try");
    let delivery = writer.post(&path, &json!({})).expect(202);
    [
        ("webhook-endpoint", endpoint),
        ("webhook-deliverie", text(&delivery["id"]).to_owned()),
    ]
}
