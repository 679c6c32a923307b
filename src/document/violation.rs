//! One violation of a schema → findings that name the rule, the thing and what is allowed.

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use super::branches;
use super::pointer::child;
use crate::language::finding::Finding;

/// Longest text repeated in a finding, in characters.
const SHOWN: usize = 80;

/// Adds the findings of one violation. `schema` is the whole schema the error's paths lead into.
pub(super) fn describe(schema: &Value, error: &ValidationError<'_>, findings: &mut Vec<Finding>) {
    let (pointer, instance) = (error.instance_path().as_str(), error.instance());
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            let object = keyword_parent(schema, error.schema_path().as_str());
            findings.extend(
                unexpected
                    .iter()
                    .map(|name| unexpected_key(pointer, name, object)),
            );
        }
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
            branches::describe(schema, error, context, findings);
        }
        Kind::PropertyNames { error } => describe(schema, error, findings),
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            findings.push(Finding::error("missing_field", child(pointer, name)).with("name", name));
        }
        Kind::Type { kind } => findings.push(wrong_type(pointer, &expected_types(kind), instance)),
        Kind::Enum { options } => {
            let options = options.as_array().map_or(&[][..], Vec::as_slice);
            findings.push(not_allowed(pointer, instance, options));
        }
        Kind::Constant { expected_value } => {
            findings.push(not_allowed(
                pointer,
                instance,
                std::slice::from_ref(&**expected_value),
            ));
        }
        _ => findings.push(out_of_bounds(error, pointer, instance)),
    }
}

/// The rules about size and form of one value.
fn out_of_bounds(error: &ValidationError<'_>, pointer: &str, instance: &Value) -> Finding {
    let finding = |code| Finding::error(code, pointer);
    let valued = |code| finding(code).with("value", shown(instance));
    let sized = |code, limit| {
        finding(code)
            .with("limit", limit)
            .with("length", length(instance))
    };
    match error.kind() {
        Kind::Minimum { limit } | Kind::ExclusiveMinimum { limit } => {
            valued("below_minimum").with("minimum", limit.clone())
        }
        Kind::Maximum { limit } | Kind::ExclusiveMaximum { limit } => {
            valued("above_maximum").with("maximum", limit.clone())
        }
        Kind::MinLength { limit } => sized("too_short", *limit),
        Kind::MaxLength { limit } => sized("too_long", *limit),
        Kind::MinItems { limit } | Kind::MinProperties { limit } => sized("too_few", *limit),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => sized("too_many", *limit),
        Kind::AdditionalItems { limit } => sized("too_many", *limit as u64),
        Kind::Pattern { pattern } => valued("pattern_mismatch").with("pattern", pattern.as_str()),
        Kind::Custom { keyword, message } if keyword == "multipleOf" => valued("not_a_multiple")
            .with(
                "step",
                message.parse::<f64>().map_or(Value::Null, Value::from),
            ),
        Kind::Format { format } if format == "date" => valued("date_invalid"),
        Kind::UniqueItems => finding("duplicate_entries"),
        _ => finding("invalid_value").with("problem", shortened(&error.to_string())),
    }
}

/// Type names without `null`: an optional field is said to need what it needs when present.
pub(super) fn expected_types(kind: &TypeKind) -> Vec<&'static str> {
    let all: Vec<&'static str> = match kind {
        TypeKind::Single(one) => vec![one.as_str()],
        TypeKind::Multiple(several) => several.iter().map(JsonType::as_str).collect(),
    };
    if all.len() > 1 {
        all.into_iter().filter(|name| *name != "null").collect()
    } else {
        all
    }
}

pub(super) fn wrong_type(pointer: &str, expected: &[&str], instance: &Value) -> Finding {
    let named: Vec<&str> = expected
        .iter()
        .copied()
        .filter(|name| *name != "null")
        .collect();
    let expected = match named.as_slice() {
        [] => Value::from("null"),
        [one] => Value::from(*one),
        several => Value::from(several),
    };
    Finding::error("wrong_type", pointer)
        .with("expected", expected)
        .with("found", kind_of(instance))
}

pub(super) fn not_allowed(pointer: &str, instance: &Value, allowed: &[Value]) -> Finding {
    let allowed: Vec<Value> = allowed
        .iter()
        .filter(|value| !value.is_null())
        .cloned()
        .collect();
    let names: Vec<&str> = allowed.iter().filter_map(Value::as_str).collect();
    let nearest = instance
        .as_str()
        .and_then(|text| nearest(text, names.iter().copied()));
    let finding = Finding::error("not_allowed", pointer).with("value", shown(instance));
    let finding = match nearest {
        Some(name) => finding.with("nearest", name),
        None => finding,
    };
    finding.with("allowed", allowed)
}

/// A key the object has no place for: not one of its names, or (a map) not of its form.
fn unexpected_key(pointer: &str, name: &str, object: Option<&Value>) -> Finding {
    let keys_of = |keyword| -> Vec<&str> {
        let map = object
            .and_then(|object| object.get(keyword))
            .and_then(Value::as_object);
        map.map(|map| map.keys().map(String::as_str).collect())
            .unwrap_or_default()
    };
    let (allowed, patterns) = (keys_of("properties"), keys_of("patternProperties"));
    let finding = |code| Finding::error(code, child(pointer, name)).with("name", shortened(name));
    if let (true, [pattern]) = (allowed.is_empty(), patterns.as_slice()) {
        return finding("key_mismatch").with("pattern", *pattern);
    }
    let finding = finding("unknown_field").with("allowed", allowed.as_slice());
    match nearest(name, allowed.iter().copied()) {
        Some(nearest) => finding.with("nearest", nearest),
        None => finding,
    }
}

/// The allowed name a person may have meant: at most a quarter of its letters differ.
fn nearest<'a>(name: &str, allowed: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    if length > SHOWN {
        return None;
    }
    let distance =
        |other: &str| strsim::damerau_levenshtein(&name.to_lowercase(), &other.to_lowercase());
    allowed
        .map(|other| (distance(other), other))
        .filter(|(distance, other)| *distance * 4 <= length.max(other.chars().count()))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// The schema that holds the keyword at `schema_path`.
fn keyword_parent<'a>(schema: &'a Value, schema_path: &str) -> Option<&'a Value> {
    schema.pointer(
        schema_path
            .rsplit_once('/')
            .map_or("", |(parent, _)| parent),
    )
}

/// The value as it is repeated in a finding: scalars shortened, containers by their kind.
fn shown(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::from(shortened(text)),
        Value::Array(_) | Value::Object(_) => Value::from(kind_of(value)),
        _ => value.clone(),
    }
}

/// A text cut to what a finding repeats.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(list) => list.len(),
        Value::Object(map) => map.len(),
        _ => 0,
    }
}

pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
