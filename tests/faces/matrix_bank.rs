//! What the operations on imports and saved searches are about, for the matrix.

use serde_json::{Value, json};
use synaq::api;

use super::matrix_catalogue;
use crate::harness::api::{Client, Service, text};

/// An import, a shared search and a collection with this item, of somebody who writes there.
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
    let mut made = matrix_catalogue::made(service, writer, item);
    made.extend([
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
    ]);
    made
}
