//! The one byte representation of a document, and its hash.
//!
//! Keys in byte order, no white space, UTF-8 as it is; only `"`, `\` and control characters are
//! escaped. A number is written by its value, not by its type: `2.0` is `2`, `-0.0` is `0`; other
//! doubles in their shortest form that reads back the same. (Not RFC 8785: that one orders keys by
//! UTF-16 and loses integers above 2^53.)

use serde::Serialize;
use serde_json::{Number, Value};
use sha2::{Digest, Sha256};

use super::canonical_writer::append;

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
/// Bytes that are hashed at once.
const PIECE: usize = 1 << 16;

/// The canonical JSON of a value.
///
/// # Panics
/// When the type cannot be JSON at all (map keys that are no texts): a mistake in the program,
/// never in data.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> String {
    let mut text = String::new();
    append(value, &mut text).expect("documents are JSON");
    text
}

/// SHA-256 of the canonical JSON, 64 lower-case hexadecimal digits.
///
/// # Panics
/// As [`canonical`].
pub fn content_hash<T: Serialize + ?Sized>(value: &T) -> String {
    hex(&Sha256::digest(canonical(value).as_bytes()))
}

/// What [`content_hash`] says of a list, without its whole text in memory: for snapshots of many
/// thousand things.
///
/// # Panics
/// As [`canonical`].
pub fn list_hash<T: Serialize>(list: &[T]) -> String {
    let mut hasher = Sha256::new();
    let mut text = String::from("[");
    for (index, value) in list.iter().enumerate() {
        text.push_str(if index > 0 { "," } else { "" });
        append(value, &mut text).expect("documents are JSON");
        if text.len() > PIECE {
            hasher.update(text.as_bytes());
            text.clear();
        }
    }
    text.push(']');
    hasher.update(text.as_bytes());
    hex(&hasher.finalize())
}

/// Bytes as lower-case hexadecimal digits, two each.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Nearly every text needs no escape; copying it whole is what makes large snapshots quick to hash.
pub(super) fn write_text(text: &str, out: &mut String) {
    if text.bytes().any(|b| b < 0x20 || b == b'"' || b == b'\\') {
        out.push_str(&Value::from(text).to_string());
        return;
    }
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// The number by its value.
pub(super) fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() => double_text(value),
        _ => number.to_string(),
    }
}

/// A finite double; a whole one of up to 64 bits as an integer.
pub(super) fn double_text(value: f64) -> String {
    match value.fract() == 0.0 {
        true if (-TWO_TO_63..TWO_TO_63).contains(&value) => (value as i64).to_string(),
        true if (0.0..2.0 * TWO_TO_63).contains(&value) => (value as u64).to_string(),
        // The shortest digits that read back the same.
        _ => format!("{value:?}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_by_bytes_and_nothing_is_escaped_without_need() {
        let value = json!({"ә": "қ\"\\\n\u{1}", "b": [1, {}, []], "a": null, "B": true});
        assert_eq!(
            canonical(&value),
            r#"{"B":true,"a":null,"b":[1,{},[]],"ә":"қ\"\\\n\u0001"}"#
        );
    }

    #[test]
    fn numbers_are_written_by_value() {
        let value = json!([
            2.0,
            2,
            -0.0,
            0.1,
            1e-7,
            1e300,
            1e19,
            u64::MAX,
            i64::MIN,
            2.50
        ]);
        assert_eq!(
            canonical(&value),
            "[2,2,0,0.1,1e-7,1e300,10000000000000000000,18446744073709551615,-9223372036854775808,2.5]"
        );
    }

    #[test]
    fn the_hash_is_sha_256_of_the_canonical_text() {
        assert_eq!(
            content_hash(&json!({})),
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
        );
    }

    /// The same by way of a tree, which is slow and plain.
    fn by_tree(value: &Value) -> String {
        match value {
            Value::Object(map) => {
                let mut keys: Vec<&String> = map.keys().collect();
                keys.sort_unstable();
                let field =
                    |key: &String| format!("{}:{}", by_tree(&json!(key)), by_tree(&map[key]));
                let fields: Vec<String> = keys.into_iter().map(field).collect();
                format!("{{{}}}", fields.join(","))
            }
            Value::Array(list) => {
                let list: Vec<String> = list.iter().map(by_tree).collect();
                format!("[{}]", list.join(","))
            }
            Value::Number(number) => number_text(number),
            other => other.to_string(),
        }
    }

    /// Everything that serde knows.
    #[derive(Serialize)]
    enum Shape {
        Alone,
        One(u8),
        Two(f32, char),
        Named { zebra: Option<u64>, ant: i64 },
    }

    #[derive(Serialize)]
    struct Inner {
        last: (),
        twice: u8,
    }

    #[derive(Serialize)]
    struct Outer<'a> {
        shapes: Vec<Shape>,
        numbers: BTreeMap<u16, f64>,
        truths: BTreeMap<bool, &'a str>,
        tuple: (i8, &'a str),
        #[serde(skip_serializing_if = "Option::is_none")]
        absent: Option<u8>,
        twice: &'a str,
        #[serde(flatten)]
        inner: Inner,
    }

    fn outer() -> Outer<'static> {
        let named = |zebra| Shape::Named { zebra, ant: -4 };
        Outer {
            shapes: vec![
                Shape::Alone,
                Shape::One(7),
                Shape::Two(0.1, 'ы'),
                named(None),
                named(Some(u64::MAX)),
            ],
            numbers: [(10, f64::NAN), (9, -0.0), (100, 2.5)].into(),
            truths: [(true, "\""), (false, "")].into(),
            tuple: (-1, "\u{7}"),
            absent: None,
            twice: "first",
            inner: Inner { last: (), twice: 2 },
        }
    }

    #[test]
    fn what_is_written_is_what_serde_json_makes_of_it_in_order() {
        let tree = serde_json::to_value(outer()).unwrap();
        assert_eq!(canonical(&outer()), by_tree(&tree));
        assert_eq!(canonical(&tree), by_tree(&tree));
        assert!(
            canonical(&outer()).contains(r#""twice":2"#),
            "the last one counts"
        );
    }

    #[test]
    fn a_list_has_the_hash_of_its_whole_text() {
        for count in [0, 1, 2, 2_000] {
            let list: Vec<Value> = (0..count)
                .map(|n| json!({"n": n, "text": "a".repeat(50)}))
                .collect();
            assert_eq!(list_hash(&list), content_hash(&list), "{count}");
        }
    }

    #[test]
    #[should_panic(expected = "documents are JSON")]
    fn a_key_that_is_no_text_is_a_mistake_in_the_program() {
        canonical(&BTreeMap::from([((1, 2), 3)]));
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from);
            let map = prop::collection::btree_map(".{0,4}", inner, 0..6);
            prop_oneof![
                list,
                map.prop_map(|map| Value::Object(map.into_iter().collect()))
            ]
        })
    }

    proptest! {
        #[test]
        fn any_tree_is_written_as_it_is(value in any_value()) {
            prop_assert_eq!(canonical(&value), by_tree(&value));
            let back: Value = serde_json::from_str(&canonical(&value)).unwrap();
            prop_assert_eq!(canonical(&back), canonical(&value));
        }

        #[test]
        fn doubles_read_back_the_same(value in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL) {
            prop_assert_eq!(canonical(&value).parse::<f64>().unwrap(), value);
        }

        #[test]
        fn whole_doubles_and_integers_hash_alike(n in -(1i64 << 53)..(1i64 << 53)) {
            prop_assert_eq!(content_hash(&n), content_hash(&(n as f64)));
        }
    }
}
