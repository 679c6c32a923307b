//! What the operations of scoring name in the access matrix.

use std::collections::BTreeMap;

use serde_json::json;
use synaq::api;

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
    let class = objects.iter().find(|(kind, _)| *kind == "classe");
    let class = class.map_or("", |(_, id)| id);
    let mut right = example("give_accommodations");
    right["rows"][0]["candidate"] = json!("7A-01");
    // Candidates are the school's: those of an earlier class have it already.
    right["mode"] = json!("per_row");
    let path = format!("/classes/{class}/accommodations");
    admin.post(&path, &right).expect(200);
    let given = admin.get(&path).expect(200);
    objects.push(("right", text(&given["items"][0]["id"]).to_owned()));
    objects
}

/// What a path needs behind it.
pub fn query(operation: &str, objects: &BTreeMap<&'static str, String>) -> String {
    let of = |kind: &str| objects.get(kind).cloned().unwrap_or_default();
    let course = "?subject=kazakh_l2&term=1";
    match operation {
        "read_term_grades" => format!("{course}&policy={}", of("policy_code")),
        "read_growth" => "?subject=kazakh_l2".to_owned(),
        "read_battery_results" => format!("?specification_id={}", of("form_to_sit")),
        "read_resits" => format!("?policy={}", of("policy_code")),
        "list_journal_entries" => format!("{course}&class_id={}", of("classe")),
        "compare_specifications" => format!("?from={}", of("specification")),
        _ => String::new(),
    }
}
