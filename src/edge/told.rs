//! No finding leaves without its sentence: wherever an answer holds findings (of a job, a run, a
//! check, a bulk row), each gets `detail` in the caller's language on the way out.

use serde_json::{Map, Value};

use crate::language::finding::Finding;
use crate::language::{Locale, sentence};

/// What every finding's JSON has and no text inside a JSON string can have (its quotes are escaped).
const MARK: &[u8] = b"\"severity\":\"";

/// The body with a sentence in each finding; bodies without findings are not even parsed.
pub fn told(locale: Locale, body: Vec<u8>) -> Vec<u8> {
    if !body.windows(MARK.len()).any(|window| window == MARK) {
        return body;
    }
    match serde_json::from_slice(&body) {
        Ok(mut value) => {
            tell(locale, &mut value);
            value.to_string().into_bytes()
        }
        Err(_) => body,
    }
}

fn tell(locale: Locale, value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| tell(locale, value)),
        Value::Object(fields) => match finding(fields) {
            Some(finding) => {
                let detail = Value::String(sentence(locale, &finding));
                fields.insert("detail".to_owned(), detail);
            }
            None => fields.values_mut().for_each(|value| tell(locale, value)),
        },
        _ => {}
    }
}

/// The finding an object is; texts, options and documents have neither severity nor pointer.
fn finding(fields: &Map<String, Value>) -> Option<Finding> {
    let is_one = ["code", "severity", "pointer"]
        .iter()
        .all(|key| fields.get(*key).is_some_and(Value::is_string));
    is_one
        .then(|| serde_json::from_value(Value::Object(fields.clone())).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_finding_gets_its_sentence_at_any_depth_and_nothing_else_changes() {
        let finding = Finding::error("duplicate_id", "/rows/1/id")
            .with("id", "L1")
            .with("first", "/rows/0/id");
        let body = json!({"result": {"lines": [{"line": 3, "findings": [finding]}]}, "code": "x"});
        let told: Value =
            serde_json::from_slice(&told(Locale::En, body.to_string().into())).unwrap();
        let detail = &told["result"]["lines"][0]["findings"][0]["detail"];
        assert!(detail.as_str().unwrap().contains("L1"), "{detail}");
        let mut without = told.clone();
        without["result"]["lines"][0]["findings"][0]
            .as_object_mut()
            .unwrap()
            .remove("detail");
        assert_eq!(without, body);
    }

    #[test]
    fn a_text_that_quotes_a_finding_stays_as_it_is() {
        let body = json!({"stem": "{\"severity\":\"error\"}"})
            .to_string()
            .into_bytes();
        assert_eq!(told(Locale::En, body.clone()), body);
    }
}
