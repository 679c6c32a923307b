//! Which paragraphs are entries of a list, and of which kind; and which style explains the template.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::xml::Element;

/// Name of the style of paragraphs that explain the template; they are not read and no loss.
pub(super) const NOTE_STYLE: &str = "Synaq note";

/// What the parts beside the text say of its paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// List and level → true where it is numbered, false where it has bullets.
    ordered: BTreeMap<(String, String), bool>,
    /// Ids of the styles of explanations.
    notes: BTreeSet<String>,
}

impl Styles {
    /// From `numbering.xml` and `styles.xml`, where the document has them.
    pub(super) fn of(numbering: Option<&Element>, styles: Option<&Element>) -> Self {
        let mut found = Self::default();
        if let Some(numbering) = numbering {
            found.add_lists(numbering);
        }
        for style in styles.into_iter().flat_map(Element::elements) {
            let name = style
                .child("w:name")
                .and_then(|name| name.attribute("w:val"));
            if name.is_some_and(|name| name.eq_ignore_ascii_case(NOTE_STYLE)) {
                found
                    .notes
                    .extend(style.attribute("w:styleId").map(str::to_owned));
            }
        }
        found
    }

    fn add_lists(&mut self, numbering: &Element) {
        let kinds = numbering.elements().filter(|e| e.is("w:abstractNum"));
        let kinds: BTreeMap<&str, &Element> = kinds
            .filter_map(|kind| Some((kind.attribute("w:abstractNumId")?, kind)))
            .collect();
        for list in numbering.elements().filter(|e| e.is("w:num")) {
            let id = list.attribute("w:numId");
            let kind = list
                .child("w:abstractNumId")
                .and_then(|kind| kind.attribute("w:val"));
            let (Some(id), Some(kind)) = (id, kind.and_then(|kind| kinds.get(kind))) else {
                continue;
            };
            for level in kind.elements().filter(|e| e.is("w:lvl")) {
                let format = level.child("w:numFmt").and_then(|f| f.attribute("w:val"));
                let level = level.attribute("w:ilvl").unwrap_or("0");
                let numbered = format.is_some_and(|format| format != "bullet" && format != "none");
                self.ordered
                    .insert((id.to_owned(), level.to_owned()), numbered);
            }
        }
    }

    /// `Some(true)` for an entry of a numbered list, `Some(false)` of one with bullets.
    pub(super) fn list_of(&self, paragraph: &Element) -> Option<bool> {
        let numbering = paragraph.at(&["w:pPr", "w:numPr"])?;
        let value = |name: &str| numbering.child(name).and_then(|e| e.attribute("w:val"));
        let id = value("w:numId").filter(|id| *id != "0")?;
        let level = value("w:ilvl").unwrap_or("0");
        let known = self.ordered.get(&(id.to_owned(), level.to_owned()));
        Some(known.copied().unwrap_or(false))
    }

    /// True for a paragraph that explains the template.
    pub(super) fn is_note(&self, paragraph: &Element) -> bool {
        let style = paragraph.at(&["w:pPr", "w:pStyle"]);
        let style = style.and_then(|style| style.attribute("w:val"));
        style.is_some_and(|style| self.notes.contains(style))
    }
}
