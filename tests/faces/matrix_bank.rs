//! What the operations on imports, saved searches and webhooks are about, for the matrix.

use serde_json::{Value, json};
use synaq::api;

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

/// An import, a shared search, an endpoint and a delivery to it, of somebody who writes there.
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
    let mut endpoint = json!({});
    tell_nobody(&mut endpoint);
    let endpoint = writer.post("/webhook-endpoints", &endpoint).expect(201);
    let endpoint = text(&endpoint["id"]).to_owned();
    let path = format!("/webhook-endpoints/{endpoint}/try");
    let delivery = writer.post(&path, &json!({})).expect(202);
    [
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
        ("webhook-endpoint", endpoint),
        ("webhook-deliverie", text(&delivery["id"]).to_owned()),
    ]
}
