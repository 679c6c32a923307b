//! The refused tasks of a document as a document: only their tables, as they stood, each wrong row with its
//! reasons in a row under it. Mended, it is sent again as it is: rows of reasons are not read.
//!
//! Pictures, styles and headers of the document stay, also those that only accepted tasks showed.

use std::collections::BTreeMap;

use super::at_paragraph;
use super::layout::{Layout, RowPlace, TablePlace, layout};
use crate::document::xml::escaped;
use crate::interop::package::{Package, PackageLimits, packed};
use crate::language::finding::Finding;
use crate::language::{Locale, fold, sentence, text};

const DOCUMENT: &str = "word/document.xml";
/// What the first cell of a row of reasons says.
const REASONS: [&str; 4] = ["reasons", "reason", "причины", "себептері"];

/// A refused task and why.
#[derive(Clone, Debug, PartialEq)]
pub struct FailedTask {
    /// Number of the first paragraph of its table.
    pub paragraph: u32,
    /// Why; each stands under the row of its paragraph, all others at the end of the table.
    pub findings: Vec<Finding>,
}

/// True for the label of a row that tells why a task was refused before.
pub(super) fn is_reasons(label: &str) -> bool {
    let label = fold(label);
    REASONS.iter().any(|known| fold(known) == label)
}

/// The document of the refused tasks, sentences in the reader's language. `bytes` are those of the import.
///
/// Errors: the finding for which the file cannot be read, or the new one not be written.
pub fn failed(
    bytes: &[u8],
    tasks: &[FailedTask],
    locale: Locale,
    limits: &PackageLimits,
) -> Result<Vec<u8>, Finding> {
    let mut package = Package::open(bytes, limits)?;
    let document = package.text(DOCUMENT)?;
    let document = document.trim_start_matches('\u{feff}');
    let places = layout(document)?;
    let mut writing = Writing {
        document,
        places: &places,
        locale,
        body: String::new(),
        paragraphs: 0,
    };
    for table in &places.tables {
        let refused = tasks.iter().find(|task| task.paragraph == table.first());
        if let Some(task) = refused {
            writing.table(table, &task.findings);
        }
    }
    let section = places.section.map_or("", |(from, to)| &document[from..to]);
    let (start, end) = (&document[..places.body.0], &document[places.body.1..]);
    let written = format!("{}{}{section}{end}", declared(start), writing.body);
    let mut parts = Vec::new();
    for name in package.names() {
        let bytes = match name.as_str() {
            DOCUMENT => written.clone().into_bytes(),
            name => package.part(name).unwrap_or_default(),
        };
        if !name.ends_with('/') {
            parts.push((name, bytes));
        }
    }
    packed(&parts)
}

/// The document is written in UTF-8, whatever it was read in.
fn declared(start: &str) -> String {
    match start
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
    {
        Some((_, rest)) => {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>{rest}")
        }
        None => start.to_owned(),
    }
}

struct Writing<'a> {
    document: &'a str,
    places: &'a Layout,
    locale: Locale,
    body: String,
    /// Paragraphs that are written.
    paragraphs: u32,
}

impl Writing<'_> {
    fn table(&mut self, table: &TablePlace, findings: &[Finding]) {
        let is_kept = |row: &&RowPlace| !is_reasons(&row.label);
        let kept: Vec<&RowPlace> = table.rows.iter().filter(is_kept).collect();
        let told = by_row(&kept, findings);
        let cells = kept.iter().map(|row| row.cells).max().unwrap_or(1);
        // What stands between rows and is none stays, too.
        let (mut offset, mut read) = (table.range.0, table.first().saturating_sub(1));
        let mut n = 0;
        for row in &table.rows {
            self.body.push_str(&self.document[offset..row.range.0]);
            self.paragraphs += row.before.saturating_sub(read);
            (offset, read) = (row.range.1, row.before + row.paragraphs);
            if !is_kept(&row) {
                continue;
            }
            self.body.push_str(&self.document[row.range.0..row.range.1]);
            let here = told.get(&n).into_iter().flatten();
            let here: Vec<Finding> = here.map(|f| moved(f, row, self.paragraphs)).collect();
            self.paragraphs += row.paragraphs;
            self.reasons(&here, cells);
            n += 1;
        }
        self.body.push_str(&self.document[offset..table.range.1]);
        // Two tables without a paragraph between them are one.
        let prefix = &self.places.prefix;
        self.body.push_str(&format!("<{prefix}p/>"));
        self.paragraphs += 1;
    }

    fn reasons(&mut self, findings: &[Finding], cells: usize) {
        if findings.is_empty() {
            return;
        }
        let w = &self.places.prefix;
        let paragraph = |words: &str| {
            format!(
                "<{w}p><{w}r><{w}rPr><{w}color {w}val=\"C00000\"/></{w}rPr><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                escaped(words)
            )
        };
        let label = paragraph(&text(self.locale, "word-reasons", &[]));
        let told: String = findings
            .iter()
            .map(|finding| paragraph(&sentence(self.locale, finding)))
            .collect();
        let span = match cells.saturating_sub(1) {
            0 | 1 => String::new(),
            span => format!("<{w}tcPr><{w}gridSpan {w}val=\"{span}\"/></{w}tcPr>"),
        };
        self.body.push_str(&format!(
            "<{w}tr><{w}tc>{label}</{w}tc><{w}tc>{span}{told}</{w}tc></{w}tr>"
        ));
        self.paragraphs += 1 + u32::try_from(findings.len()).unwrap_or(u32::MAX);
    }
}

/// A finding of a row, at the paragraph where it stands now.
fn moved(finding: &Finding, row: &RowPlace, written: u32) -> Finding {
    let paragraph = finding.place.map_or(0, |place| place.line);
    match paragraph.checked_sub(row.before) {
        Some(in_row) if in_row > 0 && in_row <= row.paragraphs => {
            at_paragraph(finding.clone(), written + in_row)
        }
        _ => finding.clone(),
    }
}

/// Number of a row → findings of its paragraphs; what belongs to no row goes to the last one.
fn by_row<'f>(rows: &[&RowPlace], findings: &'f [Finding]) -> BTreeMap<usize, Vec<&'f Finding>> {
    let mut told: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        let of = |row: &&RowPlace| {
            let paragraph = finding.place.map_or(0, |place| place.line);
            paragraph > row.before && paragraph <= row.before + row.paragraphs
        };
        let row = rows.iter().position(of);
        // What is said of the whole task stands at its end, not under its head.
        let row = row.filter(|row| *row > 0);
        let row = row.unwrap_or(rows.len().saturating_sub(1));
        told.entry(row).or_default().push(finding);
    }
    told
}
