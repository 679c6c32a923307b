//! Names and values as people type them, in an address or on a command line: a JSON object by the schema
//! of what they are for, so that they are decoded and reported like a body.

use serde_json::{Map, Value};

/// The object that pairs say; where the schema asks for a list, a pair may be written again or hold commas.
pub fn object_of_pairs(pairs: &[(String, String)], schema: &Value) -> Value {
    let mut object = Map::new();
    for (name, text) in pairs {
        let property = &schema["properties"][name];
        if has_type(property, "array") {
            let list = object
                .entry(name.clone())
                .or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(list) = list {
                list.extend(
                    text.split(',')
                        .filter(|p| !p.is_empty())
                        .map(|p| Value::String(p.to_owned())),
                );
            }
        } else {
            object.insert(name.clone(), scalar(text, property));
        }
    }
    Value::Object(object)
}

/// A number or truth value where the schema asks for one and the text is one; the text otherwise, so
/// that decoding reports the wrong type.
fn scalar(text: &str, property: &Value) -> Value {
    let number = || text.parse::<i64>().ok().map(Value::from);
    let decimal = || {
        text.parse::<f64>()
            .ok()
            .filter(|f| f.is_finite())
            .map(Value::from)
    };
    let truth = || text.parse::<bool>().ok().map(Value::from);
    let read = if has_type(property, "integer") {
        number()
    } else if has_type(property, "number") {
        decimal()
    } else if has_type(property, "boolean") {
        truth()
    } else {
        None
    };
    read.unwrap_or_else(|| Value::String(text.to_owned()))
}

fn has_type(property: &Value, name: &str) -> bool {
    match &property["type"] {
        Value::String(one) => one == name,
        Value::Array(many) => many.iter().any(|t| t == name),
        _ => false,
    }
}
