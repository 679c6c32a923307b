//! A task of several parts: each part is read as a task with the part's own cells, then all are joined.

use std::collections::BTreeMap;

use super::locate::{At, Locator};
use super::owned::{Line, Owned, PartRow};
use super::task::{Notes, PartPlace, TaskRules};
use crate::bank::texts::ItemDocument;
use crate::bank::{Hundredths, ItemType, Language};
use crate::interop::mapping::{MappedItem, PART};
use crate::interop::records::Record;
use crate::language::finding::Finding;

/// Columns that belong to a part and stay empty in the row of a task that has parts.
const BELONG_TO_PARTS: [&str; 3] = ["key", "tolerance", "units"];
/// Headings of options that stand in the task's own row begin so.
const OPTION: &str = "option_";

impl TaskRules<'_> {
    /// The item of a task with parts.
    pub(super) fn in_parts<P: At>(
        &self,
        line: &Line<P>,
        mut owned: Owned<P>,
        notes: &mut Notes<'_, P>,
    ) -> Option<MappedItem> {
        let parts = std::mem::take(&mut owned.parts);
        misplaced(line, notes);
        let (mut items, mut descriptors) = (Vec::new(), 0);
        for (position, part) in parts.into_iter().enumerate() {
            let id = part.part.id.clone().unwrap_or_default();
            let of_part = owned.take(&id);
            let place = PartPlace {
                position,
                id: &id,
                descriptors,
                beside_others: true,
            };
            descriptors += of_part.descriptors.len();
            let mut own = of_its_own(line, &part, position);
            note_places(&part, &place, notes);
            let item = self.part(&mut own, of_part, &place, notes);
            notes.findings.extend(part.findings);
            items.push((id, part.prompts, item));
        }
        once(&mut notes.findings);
        let record = Record::Row {
            line: notes.row,
            header: line.header.clone().into(),
            cells: line.texts.clone(),
        };
        let total = points(line, notes);
        let kind = self.type_of(&record);
        let mut made: Option<MappedItem> = None;
        for (id, prompts, item) in items {
            let mut item = item?;
            ask(&mut item.document, line, prompts, notes);
            named(&mut item.document, &id);
            match &mut made {
                None => made = Some(item),
                Some(made) => join(&mut made.document, item.document),
            }
        }
        let mut made = made?;
        finish(&mut made.document, kind, total);
        Some(made)
    }
}

/// What the task's own row says and only a part can say.
fn misplaced<P: At>(line: &Line<P>, notes: &mut Notes<'_, P>) {
    let locate = Locator {
        places: &line.places,
        whole: notes.whole,
    };
    let mut found = Vec::new();
    for name in &line.header {
        let lower = name.to_lowercase();
        let belongs = BELONG_TO_PARTS.contains(&lower.as_str()) || lower.starts_with(OPTION);
        if belongs && !line.text(name).is_empty() {
            let finding = Finding::error("belongs_to_part", "").with("column", name.as_str());
            found.push(locate.cell(name).place(finding));
        }
    }
    notes.findings.extend(found);
}

/// The row of the task with the cells of one of its parts.
fn of_its_own<P: At>(line: &Line<P>, part: &PartRow<P>, position: usize) -> Line<P> {
    let mut own = line.clone();
    for (name, text) in own.header.iter().zip(&mut own.texts) {
        if name.to_lowercase().starts_with(OPTION) {
            text.clear();
        }
    }
    for (name, text, at) in &part.cells {
        // Where the part says nothing, its type is the task's, and a sample answer of the whole stands with
        // the first part.
        let of_task = name == "type" || (name.starts_with("sample_answer") && position == 0);
        if !(of_task && text.is_empty()) {
            own.put(name, text.clone(), at.clone());
        }
    }
    own
}

fn note_places<P: At>(part: &PartRow<P>, place: &PartPlace<'_>, notes: &mut Notes<'_, P>) {
    let within = format!("/content/parts/{}", place.position);
    notes.described.insert(within.clone(), part.part.at.clone());
    for (name, _, at) in &part.cells {
        let pointer = match name.strip_prefix("sample_answer_") {
            Some(language) => format!("/texts/{language}/parts/{}/sample_answer", place.id),
            None => format!("{within}/{name}"),
        };
        notes.described.insert(pointer, at.clone());
    }
    for (language, (_, at)) in &part.prompts {
        let pointer = format!("/texts/{language}/parts/{}/prompt", place.id);
        notes.described.insert(pointer, at.clone());
    }
}

/// Parts are read with the same row of their task: what is said of it is said once.
fn once(findings: &mut Vec<Finding>) {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings.drain(..) {
        if !kept.contains(&finding) {
            kept.push(finding);
        }
    }
    *findings = kept;
}

/// The points of the whole, where the task's own row names them.
fn points<P: At>(line: &Line<P>, notes: &mut Notes<'_, P>) -> Option<Hundredths> {
    let written = line.text("points");
    if written.is_empty() {
        return None;
    }
    let points = written.replace(',', ".").parse();
    if points.is_err() {
        let finding = Finding::error("number_unreadable", "")
            .with("attribute", "points")
            .with("value", written);
        let at = line.places.get("points").unwrap_or(notes.whole);
        notes.findings.push(at.place(finding));
    }
    points.ok()
}

/// What the part asks, in each language.
fn ask<P: At>(
    document: &mut ItemDocument,
    line: &Line<P>,
    prompts: BTreeMap<Language, (String, P)>,
    notes: &mut Notes<'_, P>,
) {
    let said: Vec<_> = prompts
        .iter()
        .map(|(l, (text, _))| (l, text.as_str()))
        .collect();
    notes.unheard(line, document, &said);
    for (language, (text, _)) in prompts {
        if let Some(texts) = document.texts.get_mut(&language)
            && !text.is_empty()
        {
            texts.parts.entry(PART.to_owned()).or_default().prompt = Some(text);
        }
    }
}

/// Gives the one part of a document its name.
fn named(document: &mut ItemDocument, id: &str) {
    let kind = document.content.item_type;
    for part in &mut document.content.parts {
        part.id = id.to_owned();
        part.part_type = Some(kind);
    }
    for texts in document.texts.values_mut() {
        if let Some(of_part) = texts.parts.remove(PART) {
            texts.parts.insert(id.to_owned(), of_part);
        }
    }
}

fn join(document: &mut ItemDocument, further: ItemDocument) {
    document.content.parts.extend(further.content.parts);
    for code in further.content.criteria {
        if !document.content.criteria.contains(&code) {
            document.content.criteria.push(code);
        }
    }
    for (language, texts) in further.texts {
        if let Some(known) = document.texts.get_mut(&language) {
            known.parts.extend(texts.parts);
        }
    }
}

/// Type and points of the whole; a part names its type only where it is another.
fn finish(document: &mut ItemDocument, kind: Option<ItemType>, points: Option<Hundredths>) {
    let content = &mut document.content;
    content.points = points.unwrap_or_else(|| content.parts.iter().map(|p| p.points).sum());
    content.item_type = kind.unwrap_or(content.item_type);
    for part in &mut content.parts {
        part.part_type = part.part_type.filter(|own| *own != content.item_type);
    }
}
