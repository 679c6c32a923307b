//! A value that fits none of several schemas (`anyOf`, `oneOf`: optional fields, lists of values,
//! untagged and tagged enums): the schema it was meant for speaks, where that is clear.

use std::collections::HashSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::violation::{self, expected_types, kind_of, not_allowed, wrong_type};
use crate::language::finding::Finding;

/// What one of the schemas has against the value.
type Branch = Vec<ValidationError<'static>>;

/// Adds the findings of a value that fits no branch.
pub(super) fn describe(
    schema: &Value,
    error: &ValidationError<'_>,
    context: &[Branch],
    findings: &mut Vec<Finding>,
) {
    let (pointer, instance) = (error.instance_path().as_str(), error.instance());
    let of_type: Vec<&Branch> = context
        .iter()
        .filter(|branch| !is_of_other_type(branch, pointer))
        .collect();
    let of_tag: Vec<&Branch> = of_type
        .iter()
        .copied()
        .filter(|branch| wrong_tag(branch, pointer).is_none())
        .collect();
    if let ([only], _) | (_, [only]) = (of_type.as_slice(), of_tag.as_slice()) {
        only.iter()
            .for_each(|error| violation::describe(schema, error, findings));
    } else if of_type.is_empty() {
        findings.push(wrong_type(pointer, &expected_by(context), instance));
    } else if let Some(tag) = wrong_tag_of_all(&of_type, pointer) {
        findings.push(tag);
    } else if of_type.iter().all(|branch| is_choice(branch, pointer)) {
        findings.push(not_allowed(pointer, instance, &choices(context)));
    } else {
        let shapes: Vec<String> = branch_schemas(schema, error)
            .iter()
            .map(|branch| shape(schema, branch))
            .collect();
        let finding = Finding::error("shape_mismatch", pointer).with("allowed", shapes);
        findings.push(finding.with("found", kind_of(instance)));
    }
}

/// True when the branch wants another type than the value at `pointer` has.
fn is_of_other_type(branch: &Branch, pointer: &str) -> bool {
    branch
        .iter()
        .filter(|error| error.instance_path().as_str() == pointer)
        .any(|error| match error.kind() {
            Kind::Type { .. } => true,
            Kind::OneOfNotValid { context } | Kind::AnyOf { context } => context
                .iter()
                .all(|branch| is_of_other_type(branch, pointer)),
            _ => false,
        })
}

/// The constant that a key of the object should have had: the tag of a tagged enum.
fn wrong_tag<'a>(branch: &'a Branch, pointer: &str) -> Option<&'a ValidationError<'static>> {
    branch.iter().find(|error| {
        matches!(error.kind(), Kind::Constant { .. }) && error.instance_path().as_str() != pointer
    })
}

/// One finding for a tag that is none of the tags.
fn wrong_tag_of_all(branches: &[&Branch], pointer: &str) -> Option<Finding> {
    let tags: Option<Vec<_>> = branches
        .iter()
        .map(|branch| wrong_tag(branch, pointer))
        .collect();
    let tags = tags?;
    let place = tags.first()?.instance_path().as_str();
    let is_one_key = tags.iter().all(|tag| tag.instance_path().as_str() == place);
    let allowed = tags.iter().filter_map(|tag| match tag.kind() {
        Kind::Constant { expected_value } => Some(expected_value.as_ref().clone()),
        _ => None,
    });
    is_one_key.then(|| not_allowed(place, tags[0].instance(), &allowed.collect::<Vec<_>>()))
}

/// The types the branches want.
fn expected_by(context: &[Branch]) -> Vec<&'static str> {
    let mut expected: Vec<&'static str> = Vec::new();
    for error in context.iter().flatten() {
        match error.kind() {
            Kind::Type { kind } => expected.extend(expected_types(kind)),
            Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
                expected.extend(expected_by(context))
            }
            _ => {}
        }
    }
    expected.sort_unstable();
    expected.dedup();
    expected
}

/// True when the branch only says that the value is not in its list.
fn is_choice(branch: &Branch, pointer: &str) -> bool {
    branch.iter().all(|error| {
        error.instance_path().as_str() == pointer
            && match error.kind() {
                Kind::Enum { .. } | Kind::Constant { .. } => true,
                Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
                    context.iter().all(|branch| is_choice(branch, pointer))
                }
                _ => false,
            }
    })
}

/// Every value of the branches' lists, once.
fn choices(context: &[Branch]) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for error in context.iter().flatten() {
        match error.kind() {
            Kind::Enum { options } => {
                found.extend(options.as_array().into_iter().flatten().cloned())
            }
            Kind::Constant { expected_value } => found.push(expected_value.as_ref().clone()),
            Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
                found.extend(choices(context))
            }
            _ => {}
        }
    }
    let mut seen = HashSet::new();
    found.retain(|value| seen.insert(value.to_string()));
    found
}

fn branch_schemas<'a>(schema: &'a Value, error: &ValidationError<'_>) -> &'a [Value] {
    schema
        .pointer(error.schema_path().as_str())
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A schema in a few words: its constants, its type, or the keys of its object.
fn shape(schema: &Value, branch: &Value) -> String {
    if let Some(target) = branch.get("$ref").and_then(Value::as_str) {
        return match schema.pointer(target.trim_start_matches('#')) {
            Some(target) if target.get("$ref").is_none() => shape(schema, target),
            _ => target.rsplit('/').next().unwrap_or_default().to_owned(),
        };
    }
    let texts = |values: &[Value]| {
        values
            .iter()
            .map(shown_text)
            .collect::<Vec<_>>()
            .join(" | ")
    };
    if let Some(values) = branch.get("enum").and_then(Value::as_array) {
        return texts(values);
    }
    if let Some(value) = branch.get("const") {
        return shown_text(value);
    }
    if let Some(several) = branch
        .get("oneOf")
        .or_else(|| branch.get("anyOf"))
        .and_then(Value::as_array)
    {
        return several
            .iter()
            .map(|inner| shape(schema, inner))
            .collect::<Vec<_>>()
            .join(" | ");
    }
    match (
        branch.get("properties").and_then(Value::as_object),
        branch.get("type"),
    ) {
        (Some(keys), _) => format!(
            "{{{}}}",
            keys.keys().cloned().collect::<Vec<_>>().join(", ")
        ),
        (None, Some(Value::Array(types))) => texts(types),
        (None, Some(name)) => shown_text(name),
        (None, None) => "any".to_owned(),
    }
}

fn shown_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
