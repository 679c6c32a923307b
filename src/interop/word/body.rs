//! Paragraphs and tables of a document → HTML, each paragraph with its number.

use std::collections::BTreeMap;

use super::inline::shown;
use super::numbering::Styles;
use super::{PLACEHOLDER, at_paragraph};
use crate::bank::media::{MediaType, measured};
use crate::bank::rich::escaped_text;
use crate::document::xml::{Element, Node};
use crate::interop::package::{Package, Relation};
use crate::language::finding::Finding;

/// Attribute in which the number of a paragraph is kept.
const NUMBER: &str = "#";

/// A picture of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// SHA-256 of its bytes; texts name it `media:<hash>`.
    pub hash: String,
    /// PNG or JPEG.
    pub media_type: MediaType,
    /// The file.
    pub bytes: Vec<u8>,
    /// Numbers of the paragraphs it stands in.
    pub paragraphs: Vec<u32>,
}

/// The reading of one document.
pub(super) struct Reading<'p> {
    pub(super) package: Package<'p>,
    pub(super) relations: BTreeMap<String, Relation>,
    pub(super) styles: Styles,
    pub(super) losses: Vec<Finding>,
    /// Hash → picture.
    pub(super) pictures: BTreeMap<String, Picture>,
    /// Number of the paragraph that is being read.
    pub(super) paragraph: u32,
}

/// Gives every paragraph its number, from 1 through the whole document.
pub(super) fn number(element: &mut Element, last: &mut u32) {
    for child in &mut element.children {
        if let Node::Element(child) = child {
            if child.is("w:p") {
                *last += 1;
                child.attributes.insert(NUMBER.to_owned(), last.to_string());
            }
            number(child, last);
        }
    }
}

/// The number of a paragraph, or of the first one in a block.
pub(super) fn number_of(element: &Element) -> u32 {
    match element.attribute(NUMBER) {
        Some(number) => number.parse().unwrap_or(0),
        None => element
            .elements()
            .map(number_of)
            .find(|number| *number > 0)
            .unwrap_or(0),
    }
}

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub(super) html: String,
    /// The first of its paragraphs.
    pub(super) paragraph: u32,
}

impl Reading<'_> {
    /// Notes something that could not be read, at the paragraph that is being read.
    pub(super) fn lose(&mut self, finding: Finding) {
        let finding = at_paragraph(finding, self.paragraph);
        // The same of one paragraph is said once.
        let of_paragraph = self.losses.iter().rev();
        let mut of_paragraph = of_paragraph.take_while(|loss| loss.pointer == finding.pointer);
        if !of_paragraph.any(|loss| *loss == finding) {
            self.losses.push(finding);
        }
    }

    /// A cell, or any run of blocks, as HTML: a single paragraph without its element.
    pub(super) fn blocks(&mut self, holder: &Element) -> Said {
        let mut parts: Vec<(Option<bool>, String)> = Vec::new();
        let paragraph = number_of(holder);
        for block in blocks_of(holder) {
            match block.name.as_str() {
                "w:p" => {
                    self.paragraph = number_of(block);
                    let html = self.inline(block);
                    let list = self.styles.list_of(block);
                    if !html.trim().is_empty() {
                        let name = if list.is_some() { "li" } else { "p" };
                        parts.push((list, format!("<{name}>{html}</{name}>")));
                    }
                }
                "w:tbl" => {
                    let table = self.inner_table(block);
                    parts.push((None, table));
                }
                "w:tcPr" | "w:sectPr" | "w:bookmarkStart" | "w:bookmarkEnd" | "w:proofErr" => {}
                name => {
                    self.paragraph = number_of(block).max(paragraph);
                    let finding = Finding::warning("word_element", "").with("element", name);
                    self.lose(finding.with("text", shown(&block.text())));
                    parts.push((None, format!("<p>{PLACEHOLDER}</p>")));
                }
            }
        }
        Said {
            html: grouped(parts),
            paragraph,
        }
    }

    /// A table inside of a text.
    fn inner_table(&mut self, table: &Element) -> String {
        let mut html = String::from("<table><tbody>");
        for row in table.elements().filter(|e| e.is("w:tr")) {
            html.push_str("<tr>");
            for cell in row.elements().filter(|e| e.is("w:tc")) {
                let value = |path: &[&str]| cell.at(path).map(|e| e.attribute("w:val"));
                let columns = value(&["w:tcPr", "w:gridSpan"]).flatten().unwrap_or("1");
                let said = self.blocks(cell);
                if value(&["w:tcPr", "w:vMerge"]).is_some_and(|kind| kind != Some("restart")) {
                    self.paragraph = said.paragraph;
                    self.lose(Finding::warning("word_cells_merged", ""));
                }
                match columns {
                    "1" => html.push_str("<td>"),
                    columns => {
                        html.push_str(&format!("<td colspan=\"{}\">", escaped_text(columns)))
                    }
                }
                html.push_str(&said.html);
                html.push_str("</td>");
            }
            html.push_str("</tr>");
        }
        html + "</tbody></table>"
    }

    /// The picture behind a relationship, as an element of HTML; what cannot be kept is told.
    pub(super) fn picture(&mut self, id: &str, words: &str) -> String {
        let Some(relation) = self.relations.get(id).cloned() else {
            self.lose(Finding::warning("word_picture_missing", ""));
            return PLACEHOLDER.to_owned();
        };
        if relation.external {
            let address = shown(&relation.target);
            self.lose(Finding::warning("word_external", "").with("address", address));
            return PLACEHOLDER.to_owned();
        }
        let Some(bytes) = self.package.part(&relation.part("word")) else {
            self.lose(Finding::warning("word_picture_missing", ""));
            return PLACEHOLDER.to_owned();
        };
        let kind = MediaType::sniffed(&bytes);
        let kind = kind.filter(|kind| matches!(kind, MediaType::Png | MediaType::Jpeg));
        let Some(kind) = kind.filter(|kind| measured(*kind, &bytes).is_ok()) else {
            let name = relation
                .target
                .rsplit('/')
                .next()
                .unwrap_or_default()
                .to_owned();
            self.lose(Finding::warning("word_picture_format", "").with("name", name));
            return PLACEHOLDER.to_owned();
        };
        if words.trim().is_empty() {
            self.lose(Finding::warning("word_picture_without_words", ""));
        }
        let hash = crate::document::hex(&<sha2::Sha256 as sha2::Digest>::digest(&bytes));
        let paragraph = self.paragraph;
        let picture = self
            .pictures
            .entry(hash.clone())
            .or_insert_with(|| Picture {
                hash: hash.clone(),
                media_type: kind,
                bytes,
                paragraphs: Vec::new(),
            });
        picture.paragraphs.push(paragraph);
        let words = crate::document::xml::escaped(words);
        format!("<img alt=\"{words}\" src=\"media:{hash}\">")
    }
}

/// The paragraphs and tables in an element, out of what only wraps them.
pub(super) fn blocks_of(holder: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for child in holder.elements() {
        match child.name.as_str() {
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "w:moveTo" => {
                found.extend(blocks_of(child));
            }
            "w:sdtPr" | "w:sdtEndPr" | "w:customXmlPr" => {}
            _ => found.push(child),
        }
    }
    found
}

/// Entries of lists within their list; one paragraph alone is no paragraph but a text.
fn grouped(parts: Vec<(Option<bool>, String)>) -> String {
    if let [(None, only)] = parts.as_slice() {
        let inner = only
            .strip_prefix("<p>")
            .and_then(|inner| inner.strip_suffix("</p>"));
        return inner.unwrap_or(only).to_owned();
    }
    let mut html = String::new();
    let mut open: Option<&str> = None;
    for (list, part) in &parts {
        let name = list.map(|numbered| if numbered { "ol" } else { "ul" });
        if name != open {
            html.extend(open.map(|open| format!("</{open}>")));
            html.extend(name.map(|name| format!("<{name}>")));
            open = name;
        }
        html.push_str(part);
    }
    html.extend(open.map(|open| format!("</{open}>")));
    html
}
