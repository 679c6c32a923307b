//! What a plain YAML scalar means: the core schema of YAML 1.2 (section 10.3.2), no more.
//!
//! Absent on purpose: `yes`/`no`, sexagesimals and dates of YAML 1.1. `2026-27`, `1-11` and
//! `2026-09-01` are texts.

use serde_json::{Number, Value};

/// A plain scalar is a value, or a number JSON cannot hold exactly enough (infinite, not a number,
/// an integer of more than 64 bits).
pub(super) fn resolve(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        _ => {}
    }
    if is_special_float(text) {
        return None;
    }
    if let Some(digits) = text
        .strip_prefix("0o")
        .filter(|d| all(d, |b| matches!(b, b'0'..=b'7')))
    {
        return u64::from_str_radix(digits, 8).ok().map(Value::from);
    }
    if let Some(digits) = text
        .strip_prefix("0x")
        .filter(|d| all(d, |b| b.is_ascii_hexdigit()))
    {
        return u64::from_str_radix(digits, 16).ok().map(Value::from);
    }
    if all(unsigned(text), |b| b.is_ascii_digit()) {
        return integer(text);
    }
    if is_float(unsigned(text)) {
        float(text)
    } else {
        Some(Value::String(text.to_owned()))
    }
}

/// The integer as 64 bits, signed or not.
pub(super) fn integer(text: &str) -> Option<Value> {
    let text = text.strip_prefix('+').unwrap_or(text);
    text.parse::<i64>()
        .map(Value::from)
        .or_else(|_| text.parse::<u64>().map(Value::from))
        .ok()
}

/// The nearest double, unless it is infinite.
pub(super) fn float(text: &str) -> Option<Value> {
    text.parse::<f64>()
        .ok()
        .and_then(Number::from_f64)
        .map(Value::Number)
}

fn unsigned(text: &str) -> &str {
    text.strip_prefix(['+', '-']).unwrap_or(text)
}

fn all(text: &str, allowed: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(allowed)
}

fn is_special_float(text: &str) -> bool {
    matches!(unsigned(text), ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(unsigned(&text[at + 1..]))),
        None => (text, None),
    };
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => {
            digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
        }
        None => all(mantissa, |b| b.is_ascii_digit()),
    };
    mantissa_fits && exponent.is_none_or(|e| all(e, |b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn core_schema_scalars_resolve() {
        for (text, value) in [
            ("", json!(null)),
            ("~", json!(null)),
            ("True", json!(true)),
            ("12", json!(12)),
            ("-7", json!(-7)),
            ("+7", json!(7)),
            ("007", json!(7)),
            ("0o17", json!(15)),
            ("0xFF", json!(255)),
            ("18446744073709551615", json!(u64::MAX)),
            ("0.5", json!(0.5)),
            (".5", json!(0.5)),
            ("3.", json!(3.0)),
            ("1e3", json!(1000.0)),
        ] {
            assert_eq!(resolve(text), Some(value), "{text}");
        }
    }

    #[test]
    fn codes_dates_and_old_booleans_stay_texts() {
        for text in [
            "2026-27",
            "1-11",
            "2026-09-01",
            "yes",
            "no",
            "on",
            "12:30",
            "4.1.2.3",
            "1_000",
            ".",
            "e5",
            "-",
            "+",
            "0x",
            "0o9",
            "1e",
            "--1",
            "nan",
            "inf",
            "infinity",
            "null.",
            "1e+",
            "٣",
        ] {
            assert_eq!(resolve(text), Some(json!(text)), "{text}");
        }
    }

    #[test]
    fn numbers_json_cannot_hold_are_refused() {
        for text in [
            ".inf",
            "-.INF",
            ".nan",
            "1e999",
            "99999999999999999999",
            "0xFFFFFFFFFFFFFFFFF",
        ] {
            assert_eq!(resolve(text), None, "{text}");
        }
    }
}
