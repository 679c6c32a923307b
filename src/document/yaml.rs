//! Writes a value as readable YAML that reads back as the same value.
//!
//! Block style; short lists of scalars on one line; texts plain where no YAML reader could take
//! them for something else (also not for the booleans, dates and numbers of YAML 1.1), texts of
//! several lines as literal blocks, everything else in double quotes.

use serde_json::Value;

use super::canonical::number_text;
use super::scalar;

/// Longest list that is written on one line, in characters.
const INLINE_LIST: usize = 80;
/// Words that YAML 1.1 readers take for booleans.
const OLD_BOOLEANS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];

/// The value as a YAML document, ending with a line break.
pub fn to_yaml(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out.trim_start_matches([' ', '\n']).to_owned()
}

/// Writes a value that follows `key:` or `-`, from the space or line break on.
fn write(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                start_line(indent, out);
                out.push_str(&scalar_text(key));
                out.push(':');
                write(value, indent + 2, out);
            }
        }
        Value::Array(list) if !list.is_empty() => match inline(list) {
            Some(line) => end_line(&line, out),
            None => list
                .iter()
                .for_each(|value| write_entry(value, indent, out)),
        },
        Value::String(text) => match literal_block(text, indent) {
            Some(block) => end_line(&block, out),
            None => end_line(&scalar_text(text), out),
        },
        _ => end_line(&inline_value(value), out),
    }
}

/// `-` and the entry, which starts on the same line.
fn write_entry(value: &Value, indent: usize, out: &mut String) {
    start_line(indent, out);
    out.push('-');
    let mut entry = String::new();
    write(value, indent + 2, &mut entry);
    end_line(entry.trim_start_matches(' ').trim_end_matches('\n'), out);
}

fn start_line(indent: usize, out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(&" ".repeat(indent));
}

fn end_line(text: &str, out: &mut String) {
    out.push(' ');
    out.push_str(text);
    out.push('\n');
}

/// A list of scalars on one line, if it is short.
fn inline(list: &[Value]) -> Option<String> {
    if list
        .iter()
        .any(|value| value.is_object() || value.is_array())
    {
        return None;
    }
    let line = format!(
        "[{}]",
        list.iter().map(inline_value).collect::<Vec<_>>().join(", ")
    );
    (line.chars().count() <= INLINE_LIST).then_some(line)
}

fn inline_value(value: &Value) -> String {
    match value {
        Value::String(text) => scalar_text(text),
        Value::Number(number) => number_text(number),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
        Value::Bool(_) | Value::Null => value.to_string(),
    }
}

fn scalar_text(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn is_plain(text: &str) -> bool {
    let first_fits = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || c == '_');
    let inner_fits =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '(' | ')');
    first_fits
        && text.chars().all(inner_fits)
        && !text.ends_with(' ')
        && scalar::resolve(text).is_some_and(|value| value.is_string())
        && !OLD_BOOLEANS.contains(&text.to_lowercase().as_str())
}

/// In double quotes, with every character escaped that a reader may refuse or fold.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) > 0xFFFF => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push_str(&format!("\\u{:04X}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// A text of several lines as a literal block, where nothing of it would be lost.
fn literal_block(text: &str, indent: usize) -> Option<String> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let line_fits = |line: &str| line.chars().all(is_printable) && !line.ends_with(' ');
    let starts_well = body.starts_with(|c: char| !c.is_whitespace());
    if !body.contains('\n')
        || !starts_well
        || body.ends_with('\n')
        || !body.split('\n').all(line_fits)
    {
        return None;
    }
    let mark = if text.ends_with('\n') { "|" } else { "|-" };
    let pad = " ".repeat(indent.max(2));
    let lines = body.split('\n').map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("{pad}{line}")
        }
    });
    Some(format!("{mark}\n{}", lines.collect::<Vec<_>>().join("\n")))
}

#[cfg(test)]
#[path = "yaml_tests.rs"]
mod tests;
