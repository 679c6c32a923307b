//! What the operations on enemies, imports and saved searches are about, for the matrix.

use serde_json::{Value, json};
use synaq::api;

use crate::harness::api::{Client, Service, text};

/// Two enemies, an import and a shared search of somebody who writes there.
pub fn made(service: &Service, writer: &Client, items: [&Value; 2]) -> [(&'static str, String); 3] {
    let enemies = writer.post("/enemy-groups", &json!({"items": items}));
    let enemies = enemies.expect(201);
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
        ("enemy-group", text(&enemies["id"]).to_owned()),
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
    ]
}
