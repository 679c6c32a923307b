//! Where the tables of tasks stand in the text of a document: offsets of tables and rows, so that what is kept
//! of it stays as its writer made it.

use quick_xml::NsReader;
use quick_xml::events::Event;
use quick_xml::name::{Namespace, ResolveResult};

use crate::language::finding::Finding;

/// The namespace of Word, in the transitional and in the strict spelling.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// A row of a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct RowPlace {
    /// Offsets of its first byte and behind its last.
    pub(super) range: (usize, usize),
    /// Number of the last paragraph before it.
    pub(super) before: u32,
    /// Paragraphs in it.
    pub(super) paragraphs: u32,
    /// Cells in it.
    pub(super) cells: usize,
    /// What its first cell says.
    pub(super) label: String,
}

/// A table that stands in no other table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct TablePlace {
    pub(super) range: (usize, usize),
    pub(super) rows: Vec<RowPlace>,
}

impl TablePlace {
    /// Number of its first paragraph.
    pub(super) fn first(&self) -> u32 {
        let row = self.rows.iter().find(|row| row.paragraphs > 0);
        row.map_or(0, |row| row.before + 1)
    }
}

/// The places of a document's text.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// What stands in the body, from its first byte to behind its last.
    pub(super) body: (usize, usize),
    pub(super) tables: Vec<TablePlace>,
    /// The properties of the last section: paper, margins, headers.
    pub(super) section: Option<(usize, usize)>,
    /// Prefix of the names of Word with its colon.
    pub(super) prefix: String,
}

/// The places of tables and rows.
///
/// Errors: `xml_invalid`; callers have read the document as a tree before.
pub(super) fn layout(text: &str) -> Result<Layout, Finding> {
    let mut reader = NsReader::from_str(text);
    let mut places = Places::default();
    loop {
        let start = offset(&reader);
        let event = reader
            .read_event()
            .map_err(|error| Finding::error("xml_invalid", "").with("reason", error.to_string()))?;
        let end = offset(&reader);
        match event {
            Event::Start(e) => {
                let name = e.name();
                let known = is_word(&reader.resolver().resolve_element(name).0);
                let local = name.local_name();
                let local: &str = local.as_ref();
                places.open(if known { local } else { "" }, (start, end));
                if known && local == "body" {
                    let prefix = name.prefix();
                    places.made.prefix = prefix.map_or(String::new(), |prefix| {
                        let prefix: &str = prefix.as_ref();
                        format!("{prefix}:")
                    });
                }
            }
            Event::Empty(e) => {
                let name = e.name();
                let known = is_word(&reader.resolver().resolve_element(name).0);
                let local = name.local_name();
                let local: &str = local.as_ref();
                places.open(if known { local } else { "" }, (start, end));
                places.close((start, end));
            }
            Event::End(_) => places.close((start, end)),
            Event::Text(content) => places.say(&content.xml10_content()),
            Event::Eof => return Ok(places.made),
            _ => {}
        }
    }
}

fn offset(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn is_word(namespace: &ResolveResult<'_>) -> bool {
    matches!(namespace, ResolveResult::Bound(Namespace(uri)) if WORD.contains(uri))
}

#[derive(Default)]
struct Places {
    made: Layout,
    /// Local names of the open elements of Word, empty for others, with the offset of each.
    open: Vec<(String, usize)>,
    paragraphs: u32,
}

impl Places {
    fn depth_of(&self, name: &str) -> usize {
        self.open.iter().filter(|(open, _)| open == name).count()
    }

    fn row(&mut self) -> Option<&mut RowPlace> {
        self.made.tables.last_mut()?.rows.last_mut()
    }

    fn open(&mut self, name: &str, (start, end): (usize, usize)) {
        let parent = self.open.last().map(|(name, _)| name.clone());
        self.open.push((name.to_owned(), start));
        let outermost = self.depth_of("tbl") == 1;
        match name {
            "body" => self.made.body.0 = end,
            "p" => {
                self.paragraphs += 1;
                if self.depth_of("tbl") > 0
                    && self.depth_of("tr") > 0
                    && let Some(row) = self.row()
                {
                    row.paragraphs += 1;
                }
            }
            "tbl" if outermost => self.made.tables.push(TablePlace {
                range: (start, start),
                rows: Vec::new(),
            }),
            "tr" if outermost && parent.as_deref() == Some("tbl") => {
                let before = self.paragraphs;
                if let Some(table) = self.made.tables.last_mut() {
                    table.rows.push(RowPlace {
                        range: (start, start),
                        before,
                        ..RowPlace::default()
                    });
                }
            }
            "tc" if outermost && parent.as_deref() == Some("tr") => {
                if let Some(row) = self.row() {
                    row.cells += 1;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, (start, end): (usize, usize)) {
        let Some((name, began)) = self.open.pop() else {
            return;
        };
        let parent = self.open.last().map(|(name, _)| name.as_str());
        match name.as_str() {
            "body" => self.made.body.1 = start,
            "sectPr" if parent == Some("body") => self.made.section = Some((began, end)),
            "tbl" if self.depth_of("tbl") == 0 => {
                if let Some(table) = self.made.tables.last_mut() {
                    table.range.1 = end;
                }
            }
            "tr" if self.depth_of("tbl") == 1 && parent == Some("tbl") => {
                if let Some(row) = self.row() {
                    row.range.1 = end;
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let in_text = self.open.last().is_some_and(|(name, _)| name == "t");
        if in_text
            && self.depth_of("tbl") == 1
            && let Some(row) = self.row().filter(|row| row.cells == 1)
        {
            row.label.push_str(text);
        }
    }
}
