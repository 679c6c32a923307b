//! What the operations of scoring name in the access matrix.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use synaq::api;
use synaq::store::form_draws::{self, FormDrawRow};

use crate::harness::api::{Service, text};
use crate::harness::school::sitting_of_a_new_class;

/// A class and a sitting of it, under the policy that the contract shows.
pub fn made(service: &Service, org: &str) -> Vec<(&'static str, String)> {
    let operations = api::operations();
    let example = |id: &str| {
        let operation = operations.iter().find(|o| o.id == id);
        let body = operation.and_then(|o| o.body.as_ref());
        body.expect("an example").example.clone()
    };
    let admin = service.administrator();
    let accommodations = example("publish_accommodations");
    admin.post("/accommodations", &accommodations).expect(201);
    let mut objects = sitting_of_a_new_class(service, org, &example("publish_policy"));
    let of = |kind: &str| {
        let object = objects.iter().find(|(name, _)| *name == kind);
        object.map_or(String::new(), |(_, id)| id.clone())
    };
    let (class, form) = (of("classe"), of("form_to_sit"));
    let mut right = example("give_accommodations");
    right["rows"][0]["candidate"] = json!("7A-01");
    // Candidates are the school's: those of an earlier class have it already.
    right["mode"] = json!("per_row");
    let path = format!("/classes/{class}/accommodations");
    admin.post(&path, &right).expect(200);
    let given = admin.get(&path).expect(200);
    objects.push(("right", text(&given["items"][0]["id"]).to_owned()));
    objects.push(("form-draw", draw_of(service, org, (class, form))));
    objects
}

/// A form that a school drew, by its row.
fn draw_of(service: &Service, org: &str, (class, form): (String, String)) -> String {
    let services = &service.services;
    let row = FormDrawRow {
        id: services.new_id(),
        owner_org: org.to_owned(),
        class_id: class,
        // A form in rows has the id of its specification.
        specification_id: form.clone(),
        specification_version: 1,
        component: "test".into(),
        subject: "kazakh_l2".into(),
        language: "kk".into(),
        held_on: "2026-10-22".into(),
        opens_on: "2026-10-22".into(),
        number: 1,
        run_id: None,
        form_id: Some(form),
        created_by: "seed".into(),
        created_at: services.now().naive_utc(),
    };
    let kept: Result<(), synaq::store::StoreError> =
        services.db.write(|c| form_draws::insert(c, &row));
    kept.expect("the draw's row fits");
    row.id
}

/// Puts the seeded sitting into a question about sittings.
pub fn sat(body: &mut Value, objects: &BTreeMap<&'static str, String>) {
    body["sittings"] = json!([objects["sitting"]]);
}

/// What a path needs behind it.
pub fn query(operation: &str, objects: &BTreeMap<&'static str, String>) -> String {
    let of = |kind: &str| objects.get(kind).cloned().unwrap_or_default();
    let course = "?subject=kazakh_l2&term=1";
    match operation {
        "read_term_grades" => format!("{course}&policy={}", of("policy_code")),
        "read_growth" | "read_candidate_growth" => "?subject=kazakh_l2".to_owned(),
        "read_battery_results" => format!("?specification_id={}", of("form_to_sit")),
        "read_resits" => format!("?policy={}", of("policy_code")),
        "list_journal_entries" => format!("{course}&class_id={}", of("classe")),
        "compare_specifications" => format!("?from={}", of("specification")),
        "compare_items" => format!("?with={}&language=kk", of("item")),
        _ => String::new(),
    }
}
