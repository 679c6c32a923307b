//! The contract: the committed description is the code's, it is OpenAPI 3.1, and its examples are
//! true. No server is needed: the description is made from the operation table.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use synaq::{api, edge};

use crate::harness::api::text;

fn description() -> Value {
    edge::openapi::describe(&api::operations())
}

/// Every operation: `(path, method, description)`.
fn operations(description: &Value) -> Vec<(String, String, Value)> {
    let paths = description["paths"].as_object().expect("paths");
    let methods = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().cloned().expect("methods");
        let path = path.clone();
        methods
            .into_iter()
            .map(move |(method, operation)| (path.clone(), method, operation))
    };
    paths.iter().flat_map(methods).collect()
}

#[test]
fn the_committed_description_is_the_codes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.yaml");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let made = synaq::document::to_yaml(&description());
    let differs = made
        .lines()
        .zip(committed.lines())
        .position(|(a, b)| a != b);
    assert!(
        committed.trim_end() == made.trim_end(),
        "openapi.yaml is not what the code says (line {differs:?}): run `make openapi`"
    );
}

#[test]
fn every_operation_is_told_whole() {
    let description = description();
    let mut ids = BTreeSet::new();
    let operations = operations(&description);
    assert_eq!(operations.len(), api::operations().len());
    for (path, method, operation) in operations {
        let id = text(&operation["operationId"]).to_owned();
        assert!(ids.insert(id.clone()), "{id} stands twice");
        assert!(
            !text(&operation["summary"]).is_empty(),
            "{id} has no summary"
        );
        let parameters = operation["parameters"].as_array().expect("parameters");
        let in_path = parameters.iter().filter(|p| p["in"] == "path");
        let named: BTreeSet<_> = in_path
            .map(|p| format!("{{{}}}", text(&p["name"])))
            .collect();
        let needed = path.split('/').filter(|s| s.starts_with('{'));
        assert_eq!(named, needed.map(str::to_owned).collect(), "{id}");
        for parameter in parameters {
            let told = parameter["description"].as_str().unwrap_or_default();
            assert!(
                !told.is_empty(),
                "{id}: {} is not described",
                parameter["name"]
            );
            assert!(parameter["schema"].is_object(), "{id}: {parameter}");
            assert!(
                parameter["in"] != "path" || parameter["required"] == true,
                "{id}"
            );
        }
        let responses = operation["responses"].as_object().expect("responses");
        for (status, response) in responses {
            let number: u16 = status.parse().expect("a status");
            assert!((200..600).contains(&number), "{id}: {status}");
            let told = response["description"].as_str().unwrap_or_default();
            assert!(
                !told.is_empty(),
                "{id}: {status} is not in the table of problems"
            );
        }
        assert!(
            responses.keys().any(|s| s.starts_with('2')),
            "{id} never succeeds"
        );
        assert!(
            method != "get" || operation["requestBody"].is_null(),
            "{id}"
        );
    }
}

#[test]
fn the_description_has_the_shape_of_openapi_3_1() {
    let description = description();
    assert_eq!(description["openapi"], "3.1.0");
    for field in ["title", "version"] {
        assert!(!text(&description["info"][field]).is_empty());
    }
    let schemes = &description["components"]["securitySchemes"];
    for requirement in description["security"].as_array().expect("security") {
        for name in requirement.as_object().expect("a requirement").keys() {
            assert!(schemes[name].is_object(), "{name} is no security scheme");
        }
    }
    let schemas = description["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for name in schemas.keys() {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        assert!(name.chars().all(allowed), "{name} cannot be a component");
    }
    let mut references = Vec::new();
    collect_references(&description, &mut references);
    for reference in references {
        let pointer = reference
            .strip_prefix('#')
            .expect("only references into the document");
        assert!(
            description.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
}

fn collect_references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(Value::String(reference)) = object.get("$ref") {
                found.push(reference.clone());
            }
            object.values().for_each(|v| collect_references(v, found));
        }
        Value::Array(list) => list.iter().for_each(|v| collect_references(v, found)),
        _ => {}
    }
}

#[test]
fn every_example_decodes_by_its_own_schema() {
    let description = description();
    let (mut wrong, mut checked) = (Vec::new(), 0);
    for (_, _, operation) in operations(&description) {
        let id = text(&operation["operationId"]).to_owned();
        for (place, content) in contents(&operation) {
            for (media_type, payload) in content.as_object().expect("media types") {
                if media_type == "application/problem+json" {
                    continue;
                }
                let example = &payload["example"];
                assert!(!example.is_null(), "{id}: {place} has no example");
                let faults = faults(&description, &payload["schema"], example);
                wrong.extend(faults.iter().map(|f| format!("{id}: {place}: {f}")));
                checked += 1;
            }
        }
    }
    assert!(checked > 20, "only {checked} examples found");
    assert!(
        wrong.is_empty(),
        "examples that are not true:\n{}",
        wrong.join("\n")
    );
}

/// Bodies and answers of an operation with their places.
fn contents(operation: &Value) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    if operation["requestBody"].is_object() {
        found.push((
            "body".to_owned(),
            operation["requestBody"]["content"].clone(),
        ));
    }
    for (status, response) in operation["responses"].as_object().expect("responses") {
        if response["content"].is_object() {
            found.push((status.clone(), response["content"].clone()));
        }
    }
    found
}

fn faults(description: &Value, schema: &Value, example: &Value) -> Vec<String> {
    let mut whole = schema.clone();
    // References of the schema begin at the description's root.
    if let Value::Object(object) = &mut whole {
        object.insert("components".into(), description["components"].clone());
    }
    let validator = jsonschema::draft202012::new(&whole).expect("the schema compiles");
    let told = |e: jsonschema::ValidationError<'_>| format!("{} at '{}'", e, e.instance_path());
    validator.iter_errors(example).map(told).collect()
}

#[test]
fn an_untrue_example_is_seen() {
    let description = json!({"components": {"schemas": {"A": {"type": "integer"}}}});
    let schema = json!({"$ref": "#/components/schemas/A"});
    assert_eq!(faults(&description, &schema, &json!("x")).len(), 1);
    assert_eq!(faults(&description, &schema, &json!(1)).len(), 0);
}

#[test]
fn every_problem_has_its_words_in_every_language() {
    for (code, _) in edge::problem::PROBLEMS {
        for language in ["en", "ru", "kk"] {
            let path = format!(
                "{}/src/language/catalogue/{language}.ftl",
                env!("CARGO_MANIFEST_DIR")
            );
            let catalogue = std::fs::read_to_string(path).expect("the catalogue is there");
            for id in [
                format!("problem-{code} ="),
                format!("problem-title-{code} ="),
            ] {
                let said = catalogue.lines().any(|line| line.starts_with(&id));
                assert!(said, "{language}: {id} is missing");
            }
        }
    }
}
