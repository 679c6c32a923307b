//! No finding leaves without its sentence: wherever an answer holds findings (of a job, a run, a
//! check, a bulk row), each gets `detail` in the caller's language on the way out.

use std::fmt;

use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::language::finding::Finding;
use crate::language::{Locale, sentence};

/// What every finding's JSON has and no text inside a JSON string can have (its quotes are escaped).
const MARK: &[u8] = b"\"severity\":\"";

/// The body with a sentence in each finding; bodies without findings are not even parsed. The keys keep
/// their order.
pub fn told(locale: Locale, body: Vec<u8>) -> Vec<u8> {
    if !body.windows(MARK.len()).any(|window| window == MARK) {
        return body;
    }
    let Ok(mut answer) = serde_json::from_slice::<Ordered>(&body) else {
        return body;
    };
    tell(locale, &mut answer);
    serde_json::to_vec(&answer).unwrap_or(body)
}

fn tell(locale: Locale, value: &mut Ordered) {
    match value {
        Ordered::Array(values) => values.iter_mut().for_each(|value| tell(locale, value)),
        Ordered::Object(fields) => match finding(fields) {
            Some(finding) => {
                fields.retain(|(key, _)| key != "detail");
                let detail = Value::String(sentence(locale, &finding));
                fields.push(("detail".to_owned(), Ordered::Plain(detail)));
            }
            None => fields.iter_mut().for_each(|(_, value)| tell(locale, value)),
        },
        Ordered::Plain(_) => {}
    }
}

/// The finding an object is; texts, options and documents have neither severity nor pointer.
fn finding(fields: &[(String, Ordered)]) -> Option<Finding> {
    let is_text = |key: &&str| {
        let found = fields.iter().find(|(name, _)| name == key);
        matches!(found, Some((_, Ordered::Plain(Value::String(_)))))
    };
    if !["code", "severity", "pointer"].iter().all(is_text) {
        return None;
    }
    let object = serde_json::to_value(Fields(fields)).ok()?;
    serde_json::from_value(object).ok()
}

/// JSON whose objects keep the order of their keys: callers read the first `id` of an answer.
enum Ordered {
    Plain(Value),
    Array(Vec<Ordered>),
    Object(Vec<(String, Ordered)>),
}

struct Fields<'a>(&'a [(String, Ordered)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Serialize for Ordered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => value.serialize(serializer),
            Self::Array(values) => values.serialize(serializer),
            Self::Object(fields) => Fields(fields).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Ordered;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Ordered, E> {
        Ok(Ordered::Plain(Value::Null))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Ordered, E> {
        Ok(Ordered::Plain(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Ordered, E> {
        Ok(Ordered::Plain(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Ordered, E> {
        Ok(Ordered::Plain(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Ordered, E> {
        Ok(Ordered::Plain(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Ordered, E> {
        Ok(Ordered::Plain(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Ordered, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Ordered::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Ordered::Object(fields))
    }
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
    fn the_keys_of_an_answer_keep_their_order() {
        let body = br#"{"id":"1","findings":[{"code":"class_empty","severity":"warning","pointer":"/class_id"}],"b":1,"a":0.5}"#;
        let told = String::from_utf8(told(Locale::En, body.to_vec())).unwrap();
        assert!(told.starts_with(r#"{"id":"1","findings":[{"code":"class_empty","severity":"warning","pointer":"/class_id","detail":"#), "{told}");
        assert!(told.ends_with(r#"}],"b":1,"a":0.5}"#), "{told}");
    }

    #[test]
    fn a_text_that_quotes_a_finding_stays_as_it_is() {
        let body = json!({"stem": "{\"severity\":\"error\"}"})
            .to_string()
            .into_bytes();
        assert_eq!(told(Locale::En, body.clone()), body);
    }
}
