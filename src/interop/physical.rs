//! Bytes → records, before anything is known of their meaning: a line, or as many lines as a
//! quoted cell spans. Each record carries the line it starts in, which parsers that pass over empty
//! lines and line breaks in cells lose.

use std::io::{BufRead, Read};

use super::encoding::not_utf16;
use crate::language::finding::{Finding, Place};

/// Longest record in bytes.
const LONGEST_RECORD: usize = 1 << 20;

/// The first line of a record and its bytes.
type Numbered = (u32, Vec<u8>);

/// The records of some bytes; empty ones are passed over.
pub(super) struct PhysicalRecords<R> {
    reader: R,
    /// Lines read so far.
    lines: u32,
    /// What separates cells that may be quoted; `None` where every line is a record.
    delimiter: Option<u8>,
    ended: bool,
}

impl<R: BufRead> PhysicalRecords<R> {
    pub(super) fn new(reader: R, delimiter: Option<u8>) -> Self {
        Self {
            reader,
            lines: 0,
            delimiter,
            ended: false,
        }
    }

    /// Appends a line with its end; `Ok(0)` at the end of the file.
    fn read_line(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
        let most = (LONGEST_RECORD + 1).saturating_sub(bytes.len()) as u64;
        let read = self.reader.by_ref().take(most).read_until(b'\n', bytes)?;
        self.lines = self.lines.saturating_add(u32::from(read > 0));
        Ok(read)
    }

    /// Reads on to the end of the line without keeping it.
    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let (used, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(position) => (position + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.reader.consume(used);
            if ended {
                return Ok(());
            }
        }
    }

    /// One record, also an empty one; `None` at the end of the file.
    fn read_record(&mut self) -> std::io::Result<Option<Result<Numbered, Finding>>> {
        let mut bytes = Vec::new();
        let mut quotes = Quotes::default();
        let start = self.lines.saturating_add(1);
        loop {
            let before = bytes.len();
            let read = self.read_line(&mut bytes)?;
            if bytes.len() > LONGEST_RECORD {
                if bytes.last() != Some(&b'\n') {
                    self.skip_line()?;
                }
                let finding = Finding::error("record_too_long", "").with("most", LONGEST_RECORD);
                return Ok(Some(Err(at_line(finding, start))));
            }
            let open = self
                .delimiter
                .is_some_and(|delimiter| quotes.are_open_after(&bytes[before..], delimiter));
            return Ok(match (read, open) {
                (0, true) => Some(Err(at_line(Finding::error("quote_unclosed", ""), start))),
                (0, false) if bytes.is_empty() => None,
                (_, true) => continue,
                (_, false) => Some(Ok((start, bytes))),
            });
        }
    }

    fn is_empty(&self, bytes: &[u8]) -> bool {
        bytes
            .iter()
            .all(|byte| byte.is_ascii_whitespace() || Some(*byte) == self.delimiter)
    }
}

impl<R: BufRead> Iterator for PhysicalRecords<R> {
    type Item = Result<Numbered, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.read_record() {
                Ok(Some(Ok((_, bytes)))) if self.is_empty(&bytes) => {}
                Ok(Some(record)) => return Some(record),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(io_failed(&error, self.lines.saturating_add(1))));
                }
            }
        }
        None
    }
}

/// Where a row stands with its quotes: a cell is quoted when a quote is its first byte.
#[derive(Clone, Copy, Default)]
enum Quotes {
    #[default]
    CellStart,
    Plain,
    Quoted,
    /// A quote inside a quoted cell: its end, or the first of a doubled one.
    QuoteInQuoted,
}

impl Quotes {
    /// True when a quoted cell goes on after these bytes.
    fn are_open_after(&mut self, bytes: &[u8], delimiter: u8) -> bool {
        for byte in bytes {
            *self = match (*self, *byte) {
                (Self::Quoted, b'"') => Self::QuoteInQuoted,
                (Self::Quoted, _) => Self::Quoted,
                (Self::CellStart | Self::QuoteInQuoted, b'"') => Self::Quoted,
                (_, byte) if byte == delimiter => Self::CellStart,
                (_, _) => Self::Plain,
            };
        }
        matches!(self, Self::Quoted)
    }
}

/// The finding at the start of a line.
pub(super) fn at_line(finding: Finding, line: u32) -> Finding {
    Finding {
        place: Some(Place { line, column: 1 }),
        ..finding
    }
}

pub(super) fn read_failed(error: &dyn std::fmt::Display, line: u32) -> Finding {
    at_line(
        Finding::error("read_failed", "").with("reason", error.to_string()),
        line,
    )
}

/// What a reader could not give: bytes that are not in the file's encoding, or no bytes at all.
pub(super) fn io_failed(error: &std::io::Error, line: u32) -> Finding {
    match error.kind() {
        std::io::ErrorKind::InvalidData => at_line(not_utf16(), line),
        _ => read_failed(error, line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, delimiter: Option<u8>) -> Vec<Result<(u32, String), String>> {
        let records = PhysicalRecords::new(text.as_bytes(), delimiter);
        let readable =
            |(line, bytes): Numbered| (line, String::from_utf8_lossy(&bytes).trim_end().to_owned());
        records
            .map(|record| record.map(readable).map_err(|finding| finding.to_string()))
            .collect()
    }

    fn at(line: u32, text: &str) -> Result<(u32, String), String> {
        Ok((line, text.to_owned()))
    }

    #[test]
    fn each_record_knows_its_first_line_over_empty_lines_and_quoted_breaks() {
        let text = "a;b\r\n\r\n\"x\r\ny\";1\r\n;;\r\nc;d";
        assert_eq!(
            records(text, Some(b';')),
            [at(1, "a;b"), at(3, "\"x\r\ny\";1"), at(6, "c;d")]
        );
    }

    #[test]
    fn a_quote_inside_a_plain_cell_opens_nothing_and_doubled_quotes_close_nothing() {
        assert_eq!(
            records("5\" pipe;1\n\"a\"\"b\";2\n", Some(b';')),
            [at(1, "5\" pipe;1"), at(2, "\"a\"\"b\";2")]
        );
        assert_eq!(records("\"a\n\"b\n", None), [at(1, "\"a"), at(2, "\"b")]);
    }

    #[test]
    fn a_quote_that_never_closes_is_reported_where_its_row_starts() {
        assert_eq!(
            records("a\n\"b\nc\n", Some(b';')),
            [at(1, "a"), Err("2:1: quote_unclosed at ''".to_owned())]
        );
    }
}
