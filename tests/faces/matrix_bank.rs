//! What the operations on imports and saved searches are about, for the matrix.

use serde_json::json;
use synaq::api;

use crate::harness::api::{Client, Service, text};

/// An import and a shared search of somebody who writes there.
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
    [
        ("hash", text(&picture["hash"]).to_owned()),
        ("item-model", text(&model["id"]).to_owned()),
        ("import", text(&import["id"]).to_owned()),
        ("saved-searche", text(&search["id"]).to_owned()),
    ]
}
