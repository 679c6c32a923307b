//! Records that were refused, in the shape they came in and with the reasons beside them: corrected,
//! the file goes through the same profile again.
//!
//! A JSON object gets one more key and keeps its own text; a row gets one more column. What is no JSON
//! object becomes the text of `record` in one. Cells are *not* made safe for spreadsheets, for they
//! have to come back as they were.

use serde_json::{Value, json};

use super::encoding::UTF8_MARK;

/// Name of the key or column that carries the reasons; profiles never read it.
pub const REASONS: &str = "reasons";

/// A refused record as it stood in the file, and why it was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Text of the record without its line end.
    pub record: String,
    /// Sentences.
    pub reasons: Vec<String>,
}

/// JSON Lines: each object with a list `reasons`.
pub fn json_lines(rows: &[Rejected]) -> String {
    rows.iter().map(|row| json_line(row) + "\n").collect()
}

fn json_line(row: &Rejected) -> String {
    let reasons = json!(row.reasons);
    let text = row.record.trim();
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(mut object)) if object.contains_key(REASONS) => {
            object.insert(REASONS.to_owned(), reasons);
            Value::Object(object).to_string()
        }
        Ok(Value::Object(object)) => {
            let open = text.strip_suffix('}').unwrap_or(text).trim_end();
            let comma = if object.is_empty() { "" } else { ", " };
            format!("{open}{comma}\"{REASONS}\": {reasons}}}")
        }
        _ => json!({"record": text, REASONS: reasons}).to_string(),
    }
}

/// CSV with the header of the file and a column `reasons` after its own; begins with the mark of UTF-8,
/// by which a profile with another encoding knows it.
pub fn csv(header: &[String], delimiter: u8, rows: &[Rejected]) -> String {
    let old = header.iter().position(|name| name == REASONS);
    let own = |cells: Vec<String>| -> Vec<String> {
        let kept = cells.into_iter().enumerate();
        kept.filter(|(n, _)| Some(*n) != old)
            .map(|(_, cell)| cell)
            .collect()
    };
    let header = own(header.to_vec());
    let mut builder = ::csv::WriterBuilder::new();
    builder.delimiter(delimiter).flexible(true);
    let mut writer = builder
        .terminator(::csv::Terminator::CRLF)
        .from_writer(UTF8_MARK.to_vec());
    let with = |mut cells: Vec<String>, last: String| {
        // A row that is too short still has its reasons under their heading.
        cells.resize(cells.len().max(header.len()), String::new());
        cells.push(last);
        cells
    };
    // Writing to memory does not fail, and rows may differ in width.
    let _ = writer.write_record(with(header.clone(), REASONS.to_owned()));
    for row in rows {
        let cells = own(cells_of(&row.record, delimiter));
        let _ = writer.write_record(with(cells, row.reasons.join(" ")));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn cells_of(record: &str, delimiter: u8) -> Vec<String> {
    let mut builder = ::csv::ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true);
    let mut cells = ::csv::StringRecord::new();
    match builder
        .from_reader(record.as_bytes())
        .read_record(&mut cells)
    {
        Ok(_) => cells.iter().map(str::to_owned).collect(),
        Err(_) => vec![record.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(record: &str) -> Rejected {
        Rejected {
            record: record.to_owned(),
            reasons: vec!["First.".to_owned(), "Say \"why\".".to_owned()],
        }
    }

    #[test]
    fn an_object_keeps_its_own_text_and_gets_the_reasons() {
        let reasons = r#"["First.","Say \"why\"."]"#;
        let told = |text: &str| json_lines(&[rejected(text)]);
        assert_eq!(
            told(r#"{"b": 1,  "a": 2.50}"#),
            format!("{{\"b\": 1,  \"a\": 2.50, \"reasons\": {reasons}}}\n")
        );
        assert_eq!(told("{}"), format!("{{\"reasons\": {reasons}}}\n"));
        let again = told(r#"{"a": 1, "reasons": ["old"]}"#);
        assert_eq!(again, format!("{{\"a\":1,\"reasons\":{reasons}}}\n"));
        let broken: Value = serde_json::from_str(&told(r#"{"a": "#)).expect("JSON all the same");
        assert_eq!(broken["record"], r#"{"a":"#);
    }

    #[test]
    fn a_row_gets_a_column_and_loses_the_one_of_the_last_time() {
        let header = ["a".to_owned(), "b".to_owned()];
        let rows = [rejected("1;\"x;y\""), rejected("1"), rejected("1;2;3")];
        assert_eq!(
            csv(&header, b';', &rows),
            "\u{FEFF}a;b;reasons\r\n1;\"x;y\";\"First. Say \"\"why\"\".\"\r\n\
             1;;\"First. Say \"\"why\"\".\"\r\n1;2;3;\"First. Say \"\"why\"\".\"\r\n"
        );
        let header = ["a".to_owned(), "reasons".to_owned()];
        assert_eq!(
            csv(&header, b',', &[rejected("1,old")]),
            "\u{FEFF}a,reasons\r\n1,\"First. Say \"\"why\"\".\"\r\n"
        );
    }
}
