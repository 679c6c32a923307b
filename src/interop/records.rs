//! JSON Lines and CSV as a stream of records, each with the line it starts in.
//!
//! Memory holds one record, and a record is bounded.

use std::io::BufRead;
use std::sync::Arc;

use serde_json::Value;

use super::encoding::{UTF8_MARK, decode};
use super::physical::{PhysicalRecords, io_failed};
pub(super) use super::physical::{at_line, read_failed};
use super::profile::{Delimiter, Encoding, MappingProfile, Source, SourceKind, ValueRule};
use super::profile_check::sources;
use super::rejected::REASONS;
use super::utf16::AsUtf8;
use crate::document::{self, Format, pointer};
use crate::language::finding::{Finding, Place, refuses};

/// One record of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A line of JSON Lines.
    Json {
        /// Line in the file, from 1.
        line: u32,
        /// The line itself, to say where in it something stands.
        text: String,
        /// What it says.
        value: Value,
    },
    /// A row of CSV.
    Row {
        /// Line in the file that the row starts in, from 1.
        line: u32,
        /// Column names.
        header: Arc<Vec<String>>,
        /// One text for each column.
        cells: Vec<String>,
    },
}

impl Record {
    /// Reads one line of JSON Lines.
    ///
    /// Errors: findings with line and column when the line is no JSON object.
    pub fn from_json_line(line: u32, text: &str) -> Result<Self, Vec<Finding>> {
        match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_object() => Ok(Self::Json {
                line,
                text: text.to_owned(),
                value,
            }),
            Ok(_) => Err(vec![at_line(Finding::error("record_not_object", ""), line)]),
            Err(error) => {
                let column = u32::try_from(error.column().max(1)).unwrap_or(u32::MAX);
                let finding =
                    Finding::error("record_not_json", "").with("reason", error.to_string());
                Err(vec![Finding {
                    place: Some(Place { line, column }),
                    ..finding
                }])
            }
        }
    }

    /// Line the record starts in, from 1.
    pub fn line(&self) -> u32 {
        match self {
            Self::Json { line, .. } | Self::Row { line, .. } => *line,
        }
    }

    /// The value at a JSON pointer or in a column; `None` where there is none, where it is null and
    /// where it is an empty text.
    pub fn get(&self, from: &str) -> Option<Value> {
        let value = match self {
            Self::Json { value, .. } => value.pointer(from).cloned()?,
            Self::Row { header, cells, .. } => {
                Value::String(cells.get(column_of(header, from)?)?.clone())
            }
        };
        let is_empty = value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        (!is_empty).then_some(value)
    }

    /// JSON pointer of a source inside the record.
    pub fn pointer(&self, from: &str) -> String {
        match self {
            Self::Json { .. } => from.to_owned(),
            Self::Row { .. } => pointer::child("", from),
        }
    }

    /// Where a source stands in the file; in CSV the column is the number of the cell.
    pub fn place(&self, from: &str) -> Place {
        let column = match self {
            Self::Json { text, .. } => document::parse(text, Format::Json)
                .ok()
                .and_then(|tree| tree.place(from))
                .map_or(1, |place| place.column),
            Self::Row { header, .. } => column_of(header, from)
                .and_then(|n| u32::try_from(n + 1).ok())
                .unwrap_or(1),
        };
        Place {
            line: self.line(),
            column,
        }
    }
}

fn column_of(header: &[String], name: &str) -> Option<usize> {
    header.iter().position(|column| same_column(column, name))
}

fn same_column(column: &str, name: &str) -> bool {
    column.to_lowercase() == name.to_lowercase()
}

/// The records of a file, in order; empty lines are passed over.
pub struct Records<R> {
    lines: PhysicalRecords<AsUtf8<R>>,
    /// `None` for JSON Lines.
    table: Option<Table>,
    encoding: Encoding,
    warnings: Vec<Finding>,
    /// Line and bytes of the record that was read last.
    last: (u32, Vec<u8>),
}

/// How the rows of a CSV file are read.
struct Table {
    /// Line of the header.
    line: u32,
    delimiter: u8,
    header: Arc<Vec<String>>,
}

impl<R: BufRead> Records<R> {
    /// Starts reading; the header of a CSV file is read and compared with the profile.
    ///
    /// Errors: every finding of the start of the file (encoding, header, required columns).
    pub fn open(profile: &MappingProfile, input: R) -> Result<Self, Vec<Finding>> {
        let mut records = Self::of_source(&profile.source, input)?;
        if let Some(table) = &records.table {
            records.warnings = check_header(profile, &table.header, table.line);
        }
        match refuses(&records.warnings) {
            true => Err(records.warnings),
            false => Ok(records),
        }
    }

    /// The same, and the header is compared with nothing.
    pub fn of_source(source: &Source, input: R) -> Result<Self, Vec<Finding>> {
        let mut encoding = source.encoding;
        let mut input = AsUtf8::new(input).map_err(|error| vec![io_failed(&error, 1)])?;
        if input.is_utf16() {
            encoding = Encoding::Utf8;
        }
        let start = input
            .fill_buf()
            .map_err(|error| vec![io_failed(&error, 1)])?;
        if start.starts_with(UTF8_MARK) {
            input.consume(UTF8_MARK.len());
            encoding = Encoding::Utf8;
        }
        match source.kind {
            SourceKind::Jsonl => {
                let lines = PhysicalRecords::new(input, None);
                Ok(Self {
                    lines,
                    table: None,
                    encoding,
                    warnings: Vec::new(),
                    last: (0, Vec::new()),
                })
            }
            SourceKind::Csv => Self::open_csv(source.delimiter, input, encoding),
        }
    }

    /// Remarks on the file as a whole, such as columns that the profile does not use.
    pub fn warnings(&self) -> &[Finding] {
        &self.warnings
    }

    /// Line and text of the record that was read last, whatever came of it, without its line end.
    pub fn read_last(&self) -> (u32, String) {
        let (line, bytes) = &self.last;
        let text = decode(bytes, self.encoding)
            .unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned());
        (*line, text.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// How many records there are from here to the end, without reading what is in them.
    pub fn count_left(self) -> u64 {
        self.lines.count() as u64
    }

    /// Column names and delimiter of a CSV file.
    pub fn header(&self) -> Option<(&[String], u8)> {
        let table = self.table.as_ref()?;
        Some((table.header.as_slice(), table.delimiter))
    }

    fn open_csv(
        delimiter: Delimiter,
        mut input: AsUtf8<R>,
        encoding: Encoding,
    ) -> Result<Self, Vec<Finding>> {
        let start = input
            .fill_buf()
            .map_err(|error| vec![io_failed(&error, 1)])?;
        let delimiter = delimiter_of(delimiter, start);
        let mut lines = PhysicalRecords::new(input, Some(delimiter));
        let empty = || at_line(Finding::error("file_empty", ""), 1);
        let first = lines.next().unwrap_or_else(|| Err(empty()));
        let (line, bytes) = first.map_err(|finding| vec![finding])?;
        let header = decode_cells(&split_cells(&bytes, delimiter, line)?, encoding, line)?;
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let table = Some(Table {
            line,
            delimiter,
            header: Arc::new(header),
        });
        Ok(Self {
            lines,
            table,
            encoding,
            warnings: Vec::new(),
            last: (0, Vec::new()),
        })
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Vec<Finding>>;

    fn next(&mut self) -> Option<Self::Item> {
        let (line, bytes) = match self.lines.next()? {
            Ok(record) => record,
            Err(finding) => {
                self.last = (finding.place.map_or(0, |place| place.line), Vec::new());
                return Some(Err(vec![finding]));
            }
        };
        self.last = (line, bytes);
        let bytes = &self.last.1;
        Some(match &self.table {
            Some(table) => row(table, bytes, line, self.encoding),
            None => match decode(bytes, self.encoding) {
                Ok(text) => Record::from_json_line(line, text.trim_end_matches(['\r', '\n'])),
                Err(finding) => Err(vec![at_line(finding, line)]),
            },
        })
    }
}

fn row(table: &Table, bytes: &[u8], line: u32, encoding: Encoding) -> Result<Record, Vec<Finding>> {
    let cells = decode_cells(&split_cells(bytes, table.delimiter, line)?, encoding, line)?;
    let need = table.header.len();
    let spare = cells.iter().skip(need).all(|cell| cell.trim().is_empty());
    if cells.len() < need || !spare {
        let finding = Finding::error("row_width_mismatch", "")
            .with("have", cells.len())
            .with("need", need);
        return Err(vec![at_line(finding, line)]);
    }
    Ok(Record::Row {
        line,
        header: Arc::clone(&table.header),
        cells,
    })
}

/// The cells of the one row that the bytes hold.
pub(super) fn split_cells(
    bytes: &[u8],
    delimiter: u8,
    line: u32,
) -> Result<csv::ByteRecord, Vec<Finding>> {
    let mut builder = csv::ReaderBuilder::new();
    let builder = builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 10);
    let mut cells = csv::ByteRecord::new();
    match builder.from_reader(bytes).read_byte_record(&mut cells) {
        Ok(_) => Ok(cells),
        Err(error) => Err(vec![read_failed(&error, line)]),
    }
}

pub(super) fn decode_cells(
    record: &csv::ByteRecord,
    encoding: Encoding,
    line: u32,
) -> Result<Vec<String>, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut cells = Vec::with_capacity(record.len());
    for (position, bytes) in record.iter().enumerate() {
        match decode(bytes, encoding) {
            Ok(text) => cells.push(text),
            Err(finding) => {
                let column = u32::try_from(position + 1).unwrap_or(u32::MAX);
                findings.push(Finding {
                    place: Some(Place { line, column }),
                    ..finding
                });
            }
        }
    }
    if findings.is_empty() {
        Ok(cells)
    } else {
        Err(findings)
    }
}

pub(super) fn delimiter_of(delimiter: Delimiter, start: &[u8]) -> u8 {
    match delimiter {
        Delimiter::Comma => b',',
        Delimiter::Semicolon => b';',
        Delimiter::Tab => b'\t',
        Delimiter::Auto => {
            let header = start
                .split(|byte| *byte == b'\n')
                .next()
                .unwrap_or_default();
            let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
            let candidates = [b',', b';', b'\t'];
            candidates
                .into_iter()
                .rev()
                .max_by_key(|candidate| count(*candidate))
                .unwrap_or(b',')
        }
    }
}

/// Doubled and absent columns are errors, columns nobody reads a warning (often a mistyped name).
pub(super) fn check_header(profile: &MappingProfile, header: &[String], line: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    let used = sources(profile);
    for (position, name) in header
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty())
    {
        let place = Some(Place {
            line: 1,
            column: u32::try_from(position + 1).unwrap_or(u32::MAX),
        });
        let finding = if header[..position]
            .iter()
            .any(|earlier| same_column(earlier, name))
        {
            Finding::error("column_twice", pointer::child("", name))
        } else if name != REASONS && !used.iter().any(|(_, from)| same_column(name, from)) {
            Finding::warning("column_unused", pointer::child("", name))
        } else {
            continue;
        };
        findings.push(Finding {
            place,
            ..finding.with("column", name.clone())
        });
    }
    let required = std::iter::once((true, &profile.external_id)).chain(
        profile
            .content
            .values()
            .map(|rule: &ValueRule| (rule.required, rule)),
    );
    for from in required
        .filter(|(required, _)| *required)
        .filter_map(|(_, rule)| rule.from.as_ref())
    {
        if column_of(header, from).is_none() {
            let finding = Finding::error("column_missing", pointer::child("", from))
                .with("column", from.clone());
            findings.push(at_line(finding, line));
        }
    }
    findings
}
