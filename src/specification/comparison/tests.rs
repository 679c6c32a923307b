use serde_json::{Value, json};

use super::*;
use crate::document::{Format, parse};

const SAT: &str = include_str!("../../../item_specs/specifications/sat-g7-kazakh-l2-t1.yaml");

fn yaml() -> Value {
    parse(SAT, Format::Yaml).expect("a shipped document").value
}

fn document(value: &Value) -> SpecificationDocument {
    serde_json::from_value(value.clone()).expect("a specification")
}

/// `change about of pointer: from → to` of every difference.
fn told(from: &Value, to: &Value) -> Vec<String> {
    let comparison = compare(&document(from), &document(to));
    let line = |c: &Change| {
        let at = c.to_pointer.clone().or(c.from_pointer.clone());
        let short = |v: &Option<Value>| match v {
            Some(Value::Object(fields)) => fields["id"].to_string(),
            Some(value) => value.to_string(),
            None => "-".into(),
        };
        format!(
            "{} {} {} {}: {} → {}",
            c.change.as_str(),
            c.about,
            c.of.as_deref().unwrap_or("-"),
            at.unwrap_or_default(),
            short(&c.from),
            short(&c.to)
        )
    };
    comparison.changes.iter().map(line).collect()
}

#[test]
fn a_document_differs_from_itself_in_nothing_and_its_number_is_no_difference() {
    let mut next = yaml();
    next["version"] = json!(2);
    next["id"] = json!("sat-g7-kazl2-t1-2027");
    let comparison = compare(&document(&yaml()), &document(&next));
    assert!(comparison.same && comparison.changes.is_empty());
    assert_eq!(comparison.from_totals, comparison.to_totals);
    assert_eq!(comparison.from_totals.max_score.map(|p| p.0), Some(3000));
}

#[test]
fn points_minutes_objectives_and_levels_are_told_with_both_values() {
    let from = yaml();
    let mut to = yaml();
    to["sections"][2]["minutes"] = json!(25);
    to["duration_min"] = json!(45);
    to["blueprint"][0]["points_each"] = json!(2);
    let old = from["blueprint"][0]["objectives"][0].clone();
    to["blueprint"][0]["objectives"][0] = json!("7.9.9.9");
    to["levels"] = json!([{"id": "low", "from": 0}]);
    let section = from["sections"][2]["id"].as_str().expect("an id");
    let row = from["blueprint"][0]["id"].as_str().expect("an id");
    let told = told(&from, &to);
    for expected in [
        format!("changed minutes {section} /sections/2/minutes: 20 → 25"),
        "changed minutes - /duration_min: 40 → 45".to_owned(),
        format!("changed points {row} /blueprint/0/points_each: 1 → 2"),
        format!("removed objectives {row} /blueprint/0/objectives/0: {old} → -"),
        format!("added objectives {row} /blueprint/0/objectives/0: - → \"7.9.9.9\""),
        "added levels low /levels/0: - → \"low\"".to_owned(),
    ] {
        assert!(told.contains(&expected), "{expected} is not in {told:#?}");
    }
    let comparison = compare(&document(&from), &document(&to));
    assert_eq!(comparison.objectives_added, ["7.9.9.9"]);
}

#[test]
fn a_row_is_found_again_by_its_id_wherever_it_moved() {
    let from = yaml();
    let mut to = yaml();
    let rows = to["blueprint"].as_array_mut().expect("rows");
    let gone = rows.remove(1);
    let last = rows.len() - 1;
    rows.swap(0, last);
    rows[last]["items"] = json!(99);
    let told = told(&from, &to);
    let first = &from["blueprint"][0];
    let id = first["id"].as_str().expect("an id");
    assert!(
        told.contains(&format!(
            "changed items {id} /blueprint/{last}/items: {} → 99",
            first["items"]
        )),
        "{told:#?}"
    );
    let gone = gone["id"].as_str().expect("an id").to_owned();
    assert!(
        told.contains(&format!("removed row {gone} /blueprint/1: \"{gone}\" → -")),
        "{told:#?}"
    );
    assert_eq!(
        told.iter()
            .filter(|t| t.starts_with("reordered row"))
            .count(),
        1
    );
    assert_eq!(told.len(), 3, "{told:#?}");
}

#[test]
fn words_in_another_order_and_bounds_are_one_difference_each() {
    let from = yaml();
    let mut to = yaml();
    to["languages"]["instruction"] = json!(["ru"]);
    to["thinking_share"] = json!({"KU": [0.1, 0.2]});
    let mut before = from.clone();
    before["thinking_share"] = json!({"KU": [0.1, 0.3]});
    before["languages"]["instruction"] = json!(["kk", "ru"]);
    let told = told(&before, &to);
    assert!(
        told.contains(&"changed shares - /thinking_share/KU: [0.1,0.3] → [0.1,0.2]".to_owned()),
        "{told:#?}"
    );
    assert!(
        told.contains(&"removed language - /languages/instruction/0: \"kk\" → -".to_owned()),
        "{told:#?}"
    );
    to["languages"]["instruction"] = json!(["ru", "kk"]);
    to["thinking_share"] = before["thinking_share"].clone();
    let reordered = super::compare(&document(&before), &document(&to)).changes;
    assert_eq!(reordered.len(), 1);
    assert_eq!(reordered[0].change, ChangeKind::Reordered);
}
