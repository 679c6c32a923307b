//! One rule on one record: the value, mapped and in the shape its attribute needs.

use serde_json::{Number, Value};

use super::profile::{ContentAttribute, ValueRule};
use super::records::Record;
use crate::bank::Hundredths;
use crate::curriculum::code::nearest_text;
use crate::document::content_hash;
use crate::language::finding::Finding;

/// Most words of a map that a finding lists.
const WORDS_SHOWN: usize = 12;
/// Digits of an id made of a text: 64 bits, so a million texts do not meet.
const DIGEST: usize = 16;

/// The value of a rule: constant, mapped, as it is, or the default; `Ok(None)` where there is none.
///
/// Errors: one finding without place (`value_missing`, `value_not_mapped`, `value_not_text`,
/// `mark_absent`).
pub(super) fn value_of(
    rule: &ValueRule,
    record: &Record,
    attribute: &str,
) -> Result<Option<Value>, Finding> {
    if let Some(value) = &rule.value {
        return Ok(Some(value.clone()));
    }
    let from = rule.from.as_deref().unwrap_or_default();
    let Some(value) = record.get(from) else {
        return match &rule.default {
            None if rule.required => {
                Err(Finding::error("value_missing", record.pointer(from))
                    .with("attribute", attribute))
            }
            default => Ok(default.clone()),
        };
    };
    let value = match cuts(rule) {
        false => value,
        true => {
            let text = text_of(&value).ok_or_else(|| not_text(record, from, attribute))?;
            Value::String(cut(rule, &text).map_err(|mark| {
                Finding::error("mark_absent", record.pointer(from))
                    .with("attribute", attribute)
                    .with("mark", mark)
            })?)
        }
    };
    if rule.map.is_empty() {
        return Ok(Some(value));
    }
    let word = text_of(&value).ok_or_else(|| not_text(record, from, attribute))?;
    match rule.map.get(word.trim()) {
        Some(ours) => Ok(Some(Value::String(ours.clone()))),
        None => Err(not_mapped(
            rule,
            record.pointer(from),
            word.trim(),
            attribute,
        )),
    }
}

fn cuts(rule: &ValueRule) -> bool {
    rule.before.is_some() || rule.after.is_some() || rule.drop.is_some() || rule.digest
}

/// The part of a text that a rule asks for.
///
/// Errors: the mark that the text does not have.
fn cut<'r>(rule: &'r ValueRule, text: &str) -> Result<String, &'r str> {
    let mut rest = text;
    if let Some(mark) = &rule.before {
        rest = rest.rsplit_once(mark.as_str()).ok_or(mark.as_str())?.0;
    }
    if let Some(mark) = &rule.after {
        rest = after(rest, mark).ok_or(mark.as_str())?;
    }
    let mut kept = rest.trim().to_owned();
    if let Some([begin, end]) = &rule.drop {
        kept = without(&kept, begin, end);
    }
    if rule.digest {
        kept = content_hash(&kept).chars().take(DIGEST).collect();
    }
    Ok(kept)
}

/// What stands after the last place of a mark.
pub(super) fn after<'t>(text: &'t str, mark: &str) -> Option<&'t str> {
    text.rsplit_once(mark).map(|(_, after)| after)
}

/// The text without what stands between two marks; a mark that is never closed stays.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once(begin) {
        let Some((_, after)) = opened.split_once(end) else {
            break;
        };
        kept.push_str(before);
        rest = after;
    }
    kept.push_str(rest);
    kept
}

fn not_mapped(rule: &ValueRule, pointer: String, word: &str, attribute: &str) -> Finding {
    let known: Vec<&str> = rule
        .map
        .keys()
        .map(String::as_str)
        .take(WORDS_SHOWN)
        .collect();
    Finding::error("value_not_mapped", pointer)
        .with("attribute", attribute)
        .with("value", word)
        .with(
            "nearest",
            nearest_text(word, rule.map.keys().map(String::as_str)),
        )
        .with("known", known.join(", "))
}

pub(super) fn not_text(record: &Record, from: &str, attribute: &str) -> Finding {
    Finding::error("value_not_text", record.pointer(from)).with("attribute", attribute)
}

/// The text of a scalar; `None` for lists and objects.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A value in the shape its attribute has in the document.
///
/// Errors: one finding without place (`number_unreadable`, `value_not_text`).
pub(super) fn shaped(
    attribute: ContentAttribute,
    value: Value,
    rule: &ValueRule,
    record: &Record,
) -> Result<Value, Finding> {
    let from = rule.from.as_deref().unwrap_or_default();
    let name = attribute.as_str();
    match shape_of(attribute) {
        Shape::List => {
            list_of(value, rule.separator.as_deref()).ok_or_else(|| not_text(record, from, name))
        }
        Shape::Whole | Shape::Decimal => {
            let text = text_of(&value).unwrap_or_default();
            let number = match shape_of(attribute) {
                Shape::Whole => whole(&text),
                _ => decimal(&text),
            };
            number.map(Value::Number).ok_or_else(|| {
                Finding::error("number_unreadable", record.pointer(from))
                    .with("attribute", name)
                    .with("value", text)
            })
        }
        Shape::Text => {
            let text = text_of(&value).ok_or_else(|| not_text(record, from, name))?;
            Ok(Value::String(text.trim().to_owned()))
        }
    }
}

enum Shape {
    Text,
    Whole,
    Decimal,
    List,
}

const fn shape_of(attribute: ContentAttribute) -> Shape {
    use ContentAttribute as A;
    match attribute {
        A::Grade | A::GradeMin | A::GradeMax | A::Term => Shape::Whole,
        A::Points | A::Minutes => Shape::Decimal,
        A::Objectives | A::Criteria | A::AssessmentObjectives | A::Tags => Shape::List,
        _ => Shape::Text,
    }
}

fn whole(text: &str) -> Option<Number> {
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    text.parse::<u32>().ok().map(Number::from)
}

/// A decimal with point or comma and at most two places.
fn decimal(text: &str) -> Option<Number> {
    let value: Hundredths = text.trim().replace(',', ".").parse().ok()?;
    if value.0 % 100 == 0 {
        Some(Number::from(value.0 / 100))
    } else {
        Number::from_f64(value.as_f64())
    }
}

/// A list as it is, or a text cut at the separator; entries that are empty fall out.
fn list_of(value: Value, separator: Option<&str>) -> Option<Value> {
    if let Value::Array(entries) = value {
        return entries
            .iter()
            .map(|e| text_of(e).map(Value::String))
            .collect::<Option<Vec<_>>>()
            .map(Value::Array);
    }
    let text = text_of(&value)?;
    let entries = text
        .split(separator.filter(|s| !s.is_empty()).unwrap_or(","))
        .map(str::trim);
    Some(
        entries
            .filter(|entry| !entry.is_empty())
            .map(|entry| Value::String(entry.to_owned()))
            .collect(),
    )
}
