//! The body of a webhook: type, time and ids. It is thin on purpose: what an item or a review says is
//! read through the service, by those who may, and is logged there.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};

use crate::document::canonical;
use crate::language::finding::Finding;

/// Bytes of a body, at most.
const MOST_BYTES: usize = 20_000;
/// Letters of one value, at most: an id, a code, a state or a number, never a text.
const MOST_LETTERS: usize = 100;

/// The body of an event.
///
/// # Errors
/// The type is no list of names with dots between, or a value is no id: too long, or with spaces in it.
pub fn thin_body(
    event: &str,
    at: DateTime<Utc>,
    ids: &[(&str, Value)],
) -> Result<String, Vec<Finding>> {
    let mut findings = Vec::new();
    if !is_event(event) {
        findings.push(Finding::error("webhook_event_invalid", "/type").with("event", event));
    }
    for (name, value) in ids {
        if !is_thin(value) {
            let pointer = crate::document::pointer::child("/data", name);
            findings.push(Finding::error("webhook_value_not_thin", pointer).with("name", *name));
        }
    }
    let data: Map<String, Value> = ids
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let timestamp = at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let body = canonical(&json!({"type": event, "timestamp": timestamp, "data": data}));
    if body.len() > MOST_BYTES {
        let finding = Finding::error("webhook_body_too_long", "");
        findings.push(finding.with("bytes", body.len()).with("most", MOST_BYTES));
    }
    match findings.is_empty() {
        true => Ok(body),
        false => Err(findings),
    }
}

/// `item.state_changed`: names of small letters, digits and `_`, with dots between.
pub fn is_event(event: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let mut names = event.split('.');
    event.contains('.') && names.all(|name| !name.is_empty() && name.chars().all(is_letter))
}

/// True when a subscription to some types covers an event: `item.*` covers all that begin so, `*` all.
pub fn covers(wanted: &[String], event: &str) -> bool {
    wanted.iter().any(|one| match one.strip_suffix('*') {
        Some(start) => event.starts_with(start) && (start.is_empty() || start.ends_with('.')),
        None => one == event,
    })
}

fn is_thin(value: &Value) -> bool {
    match value {
        Value::String(text) => {
            text.chars().count() <= MOST_LETTERS && !text.contains(char::is_whitespace)
        }
        Value::Number(_) | Value::Bool(_) => true,
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> DateTime<Utc> {
        "2026-11-22T10:00:00.344522Z".parse().unwrap()
    }

    #[test]
    fn a_body_holds_type_time_and_ids_and_nothing_to_read() {
        let ids = [
            ("item_id", json!("0199")),
            ("number", json!(2)),
            ("state", json!("approved")),
        ];
        assert_eq!(
            thin_body("item.state_changed", at(), &ids).unwrap(),
            "{\"data\":{\"item_id\":\"0199\",\"number\":2,\"state\":\"approved\"},\
             \"timestamp\":\"2026-11-22T10:00:00.344522Z\",\"type\":\"item.state_changed\"}"
        );
        let stem = [("stem", json!("Find the area.")), ("parts", json!([]))];
        let found = thin_body("item", at(), &stem).unwrap_err();
        let codes: Vec<_> = found
            .iter()
            .map(|f| (f.code.as_str(), f.pointer.as_str()))
            .collect();
        assert_eq!(
            codes,
            [
                ("webhook_event_invalid", "/type"),
                ("webhook_value_not_thin", "/data/stem"),
                ("webhook_value_not_thin", "/data/parts"),
            ]
        );
    }

    #[test]
    fn a_body_has_a_longest_length() {
        let long = "x".repeat(MOST_LETTERS);
        let names: Vec<String> = (0..250).map(|n| format!("id{n}")).collect();
        let ids: Vec<(&str, Value)> = names.iter().map(|n| (n.as_str(), json!(long))).collect();
        let found = thin_body("item.state_changed", at(), &ids).unwrap_err();
        assert_eq!(found[0].code, "webhook_body_too_long");
    }

    #[test]
    fn a_subscription_names_events_or_how_they_begin() {
        let wanted = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert!(covers(&wanted(&["item.*"]), "item.state_changed"));
        assert!(covers(&wanted(&["*"]), "review.given"));
        assert!(!covers(&wanted(&["item.*", "review.due"]), "review.given"));
        assert!(!covers(&wanted(&["it*"]), "item.state_changed"));
    }
}
