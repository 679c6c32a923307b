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
    let made = objects.clone();
    let of = |kind: &str| {
        let object = made.iter().find(|(name, _)| *name == kind);
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
    let marker = service.marker(&service.root(), &service.root()).id;
    let plan = marking_plan(service, &of("sitting"), &marker);
    objects.push(("marking-plan", plan));
    objects.push(("marker", marker));
    let body = json!({
        "form_id": of("form_to_sit"), "position": 4, "outcome": "void", "protocol": "4", "reason": "unclear"
    });
    let appeal = admin.post("/content-appeals", &body).expect(201);
    objects.push(("content-appeal", text(&appeal["id"]).to_owned()));
    objects.push(("differences", text(&appeal["hash"]).to_owned()));
    objects
}

/// The sitting's speaking is marked by a plan, whose marker is nobody who calls here.
fn marking_plan(service: &Service, sitting: &str, marker: &str) -> String {
    let body = json!({"sittings": [sitting], "plan": plan_of(marker)});
    let made = service.administrator().post("/marking-plans", &body);
    text(&made.expect(201)["id"]).to_owned()
}

/// A plan by which one marker marks the fourth task.
fn plan_of(marker: &str) -> Value {
    json!({
        "positions": [4], "allocation": "item_wise", "own_scripts": "allowed", "mode": "single",
        "markers": [{"user_id": marker}], "resolution": "mean", "seed": 1
    })
}

/// What the body of an operation of scoring names.
pub fn put_right(operation: &str, body: &mut Value, objects: &BTreeMap<&'static str, String>) {
    match operation {
        "record_marks" => {
            let mark =
                json!({"candidate": "7A-01", "position": 3, "descriptor": "d1", "points": 1});
            *body = json!({"rows": [mark]});
        }
        "record_journal_entries" => {
            body["class_id"] = json!(objects["classe"]);
            body["rows"] = json!([{"candidate": "7A-01", "kind": "FA", "points": 8}]);
        }
        "create_marking_plan" => body["sittings"] = json!([objects["sitting"]]),
        "propose_content_appeal" => {
            body["form_id"] = json!(objects["form_to_sit"]);
            body["position"] = json!(4);
        }
        "confirm_content_appeal" => body["seen"] = json!(objects["differences"]),
        "revise_marking_plan" => body["plan"] = plan_of(&objects["marker"]),
        _ => {}
    }
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
