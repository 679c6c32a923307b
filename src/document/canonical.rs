//! The one byte representation of a document, and its hash.
//!
//! Keys in byte order, no white space, UTF-8 as it is; only `"`, `\` and control characters are
//! escaped. A number is written by its value, not by its type: `2.0` is `2`, `-0.0` is `0`; other
//! doubles in their shortest form that reads back the same. (Not RFC 8785: that one orders keys by
//! UTF-16 and loses integers above 2^53.)

use serde::Serialize;
use serde_json::{Number, Value};
use sha2::{Digest, Sha256};

const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

/// The canonical JSON of a value.
///
/// # Panics
/// When the type cannot be JSON at all (map keys that are no texts): a mistake in the program,
/// never in data.
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> String {
    let value = serde_json::to_value(value).expect("documents are JSON");
    let mut out = String::new();
    write(&value, &mut out);
    out
}

/// SHA-256 of the canonical JSON, 64 lower-case hexadecimal digits.
///
/// # Panics
/// As [`canonical`].
pub fn content_hash<T: Serialize + ?Sized>(value: &T) -> String {
    hex(&Sha256::digest(canonical(value).as_bytes()))
}

/// Bytes as lower-case hexadecimal digits, two each.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write_text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for (index, value) in list.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                write(value, out);
            }
            out.push(']');
        }
        Value::String(text) => write_text(text, out),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::Bool(_) | Value::Null => out.push_str(&value.to_string()),
    }
}

/// Nearly every text needs no escape; copying it whole is what makes large snapshots quick to hash.
fn write_text(text: &str, out: &mut String) {
    if text.bytes().any(|b| b < 0x20 || b == b'"' || b == b'\\') {
        out.push_str(&Value::from(text).to_string());
        return;
    }
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// The number by its value; whole doubles of up to 64 bits as integers.
pub(super) fn number_text(number: &Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() => match value.fract() == 0.0 {
            true if (-TWO_TO_63..TWO_TO_63).contains(&value) => (value as i64).to_string(),
            true if (0.0..2.0 * TWO_TO_63).contains(&value) => (value as u64).to_string(),
            // The shortest digits that read back the same.
            _ => format!("{value:?}"),
        },
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
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

    proptest! {
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
