//! Statistics of an administration as lines: CSV with a header, or JSON Lines with the same names.

use std::io::BufRead;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::document;
use crate::language::finding::{Finding, Place};

/// How the lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineFormat {
    /// Comma, semicolon or tabulator between cells; the first line names the columns.
    Csv,
    /// An object on each line.
    Jsonl,
}

/// One value with its context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StatisticLine {
    /// Code of the item.
    #[schemars(length(min = 1))]
    pub item: String,
    /// Version of the item.
    #[schemars(range(min = 1))]
    pub version: i32,
    /// Language; '' for all together.
    #[serde(default)]
    pub language: String,
    /// Name of the administration.
    #[schemars(length(min = 1, max = 200))]
    pub administration: String,
    /// Its date.
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub date: String,
    /// Who sat it.
    #[schemars(length(min = 1, max = 200))]
    pub population: String,
    /// Model.
    #[schemars(regex(pattern = r"^[a-z0-9_.-]{1,40}$"))]
    pub model: String,
    /// Metric: `p`, `rit`, `a`, `b`, `c`, thresholds `b1`, `b2` …
    #[schemars(regex(pattern = r"^[a-z0-9_.-]{1,40}$"))]
    pub metric: String,
    /// Scale; '' for the metrics that need none.
    #[serde(default)]
    #[schemars(length(max = 80))]
    pub scale: String,
    /// How many candidates.
    #[schemars(range(min = 1))]
    pub n: i32,
    /// The value.
    pub value: f64,
    /// Standard error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub standard_error: Option<f64>,
}

/// Numbers; everything else of a line is text.
const NUMBERS: [&str; 4] = ["version", "n", "value", "standard_error"];

/// A line of the file and what it says, or everything that is wrong with it.
pub type ReadLine = (u32, Result<StatisticLine, Vec<Finding>>);

/// Reads every line. Wrong lines stand among the right ones; a file that cannot be read at all is refused.
pub fn read(format: LineFormat, input: impl BufRead) -> Result<Vec<ReadLine>, Vec<Finding>> {
    match format {
        LineFormat::Csv => read_csv(input),
        LineFormat::Jsonl => Ok(read_jsonl(input)),
    }
}

fn read_jsonl(input: impl BufRead) -> Vec<ReadLine> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let Ok(bytes) = line else {
            lines.push((number, Err(vec![Finding::error("not_utf8", "")])));
            break;
        };
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        let read = serde_json::from_str::<Value>(text)
            .map_err(|e| vec![Finding::error("record_not_json", "").with("reason", e.to_string())])
            .and_then(|value| document::decode(&value));
        lines.push((number, read.map_err(|f| at(number, f))));
    }
    lines
}

fn read_csv(mut input: impl BufRead) -> Result<Vec<ReadLine>, Vec<Finding>> {
    let mut text = Vec::new();
    let unreadable = |_| vec![Finding::error("not_utf8", "")];
    input.read_to_end(&mut text).map_err(unreadable)?;
    let text = std::str::from_utf8(&text).map_err(|_| vec![Finding::error("not_utf8", "")])?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let count = |mark: char| head.matches(mark).count();
    let delimiter = [',', ';', '\t']
        .into_iter()
        .max_by_key(|m| (count(*m), *m == ','));
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(',') as u8)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let header: Vec<String> = header.iter().map(|h| h.trim().to_lowercase()).collect();
    let mut lines = Vec::new();
    let mut place = LineCounter::new(text);
    for record in reader.records() {
        match record {
            Ok(cells) => {
                let number = place.line_at(cells.position());
                let cells = header.iter().zip(cells.iter());
                let object: Map<String, Value> = cells
                    .filter(|(_, cell)| !cell.trim().is_empty())
                    .map(|(name, cell)| (name.clone(), value_of(name, cell.trim())))
                    .collect();
                let read = document::decode(&Value::Object(object));
                lines.push((number, read.map_err(|f| at(number, f))));
            }
            Err(error) => {
                let number = place.line_at(error.position());
                let finding =
                    Finding::error("record_not_csv", "").with("reason", error.to_string());
                lines.push((number, Err(at(number, vec![finding]))));
            }
        }
    }
    Ok(lines)
}

/// Lines of a text by place. The reader's own count stays behind where lines end in CR LF.
struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// The line that what begins here stands in; places only go forward.
    fn line_at(&mut self, position: Option<&::csv::Position>) -> u32 {
        let begin = position.map_or(0, ::csv::Position::byte);
        let begin = usize::try_from(begin).unwrap_or(usize::MAX);
        while let Some(byte) = self.bytes.get(self.at) {
            let is_before = self.at < begin || matches!(byte, b'\r' | b'\n');
            if !is_before {
                break;
            }
            self.line += u32::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// A number where one belongs, with a point or a comma; an apostrophe that keeps a cell from being a
/// formula is not part of it.
fn value_of(name: &str, cell: &str) -> Value {
    if !NUMBERS.contains(&name) {
        return Value::String(cell.strip_prefix('\'').unwrap_or(cell).to_owned());
    }
    let digits = cell.replace(',', ".");
    let whole = digits.parse::<i64>().ok().map(Value::from);
    let number = whole.or_else(|| digits.parse::<f64>().ok().map(Value::from));
    number.unwrap_or_else(|| Value::String(cell.to_owned()))
}

fn at(line: u32, findings: Vec<Finding>) -> Vec<Finding> {
    let place = Some(Place { line, column: 1 });
    findings
        .into_iter()
        .map(|f| Finding { place, ..f })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "item;version;administration;date;population;model;metric;n;value";

    #[test]
    fn a_sheet_with_semicolons_and_decimal_commas_is_read() {
        let text =
            format!("\u{feff}{HEADER}\r\nm6-1;1;pilot-1;2026-10-15;grade 6;ctt;p;214;0,62\r\n");
        let lines = read(LineFormat::Csv, text.as_bytes()).expect("a table");
        let line = lines[0].1.as_ref().expect("a right line");
        assert_eq!(
            (lines[0].0, line.value, line.n, line.scale.as_str()),
            (2, 0.62, 214, "")
        );
    }

    #[test]
    fn both_forms_say_the_same_and_a_wrong_line_says_everything() {
        let json = r#"{"item":"m6-1","version":1,"administration":"pilot-1","date":"2026-10-15","population":"grade 6","model":"ctt","metric":"p","n":214,"value":0.62}"#;
        let text = format!(
            "{HEADER}\nm6-1;1;pilot-1;2026-10-15;grade 6;ctt;p;214;0.62\n;x;pilot-1;15.10.2026;g;CTT;p;0;many\n"
        );
        let csv = read(LineFormat::Csv, text.as_bytes()).expect("a table");
        let jsonl = read(LineFormat::Jsonl, format!("\n{json}\n{{\n").as_bytes()).expect("lines");
        assert_eq!(csv[0].1, jsonl[0].1);
        assert_eq!((jsonl[0].0, jsonl[1].0, jsonl[1].1.is_err()), (2, 3, true));
        let wrong = csv[1].1.as_ref().expect_err("a wrong line");
        assert!(wrong.len() >= 5, "{wrong:?}");
        assert!(
            wrong
                .iter()
                .all(|f| f.place == Some(Place { line: 3, column: 1 }))
        );
    }
}
