//! One task: its line and what else is said of it → an item, be it of a workbook or of a document. A task of
//! several parts is read part by part, each as if it were a task of its own, and joined.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::extras;
use super::locate::{At, Locator};
use super::owned::{Line, Owned, PlacedDescriptor, PlacedPair};
use super::pairs::put_pairs;
use super::remarks::all_options_in_one;
use crate::bank::texts::ItemDocument;
use crate::bank::{ItemType, Language};
use crate::interop::mapping::{MappedItem, PART, map_record};
use crate::interop::profile::MappingProfile;
use crate::interop::records::Record;
use crate::language::finding::{Finding, refuses};

/// The place of a part in its item.
pub(super) struct PartPlace<'a> {
    pub(super) position: usize,
    pub(super) id: &'a str,
    /// Descriptors of the parts before.
    pub(super) descriptors: usize,
    /// The item has others.
    pub(super) beside_others: bool,
}

/// What is noted while a task is read.
pub(in crate::interop) struct Notes<'a, P> {
    /// The line of the file that the task begins with.
    pub(in crate::interop) row: u32,
    /// Where findings of the whole task go.
    pub(in crate::interop) whole: &'a P,
    pub(in crate::interop) findings: Vec<Finding>,
    /// Pointer into the document → where that stands, beside the task's row.
    pub(in crate::interop) described: BTreeMap<String, P>,
}

impl<P: At> Notes<'_, P> {
    /// A text in a language that the task's stem does not have would be lost: its stem is missing.
    pub(super) fn unheard(
        &mut self,
        line: &Line<P>,
        document: &ItemDocument,
        said: &[(&Language, &str)],
    ) {
        for (language, text) in said {
            if text.trim().is_empty() || document.texts.contains_key(language) {
                continue;
            }
            let at = line.places.get(&format!("stem_{language}"));
            let finding = Finding::error("stem_empty", "").with("language", language.as_str());
            let finding = at.unwrap_or(self.whole).place(finding);
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
    }
}

/// By what a task is read.
#[derive(Clone, Copy)]
pub(in crate::interop) struct TaskRules<'a> {
    pub(in crate::interop) profile: &'a MappingProfile,
    /// The template's own columns beside those of the profile are read, too.
    pub(in crate::interop) is_template: bool,
}

impl TaskRules<'_> {
    /// The item of a line and of what else is said of the task; what speaks against it is noted.
    pub(in crate::interop) fn item<P: At>(
        &self,
        line: &mut Line<P>,
        owned: Owned<P>,
        notes: &mut Notes<'_, P>,
    ) -> Option<MappedItem> {
        notes.findings.extend(owned.strays());
        match owned.parts.is_empty() {
            true => {
                let alone = PartPlace {
                    position: 0,
                    id: PART,
                    descriptors: 0,
                    beside_others: false,
                };
                self.part(line, owned, &alone, notes)
            }
            false => self.in_parts(line, owned, notes),
        }
    }

    /// Reads the formulas that are typed into the texts.
    pub(in crate::interop) fn formulas<P: At>(
        &self,
        document: &mut ItemDocument,
        line: &Line<P>,
        notes: &mut Notes<'_, P>,
    ) {
        let locate = Locator {
            places: &line.places,
            whole: notes.whole,
        };
        let found = crate::bank::rich::read_formulas(document).into_iter();
        let found = found.map(|f| locate.of_document(f, self.profile, &notes.described));
        let found: Vec<Finding> = found.collect();
        notes.findings.extend(found);
    }

    /// A task of one part, or one of its parts.
    pub(super) fn part<P: At>(
        &self,
        line: &mut Line<P>,
        owned: Owned<P>,
        place: &PartPlace<'_>,
        notes: &mut Notes<'_, P>,
    ) -> Option<MappedItem> {
        self.put_options(line, &owned, place, notes);
        for option in owned.options {
            notes.findings.extend(option.findings);
        }
        let of_options = self.profile.options.as_ref();
        let columns = of_options.map_or(&[][..], |rule| rule.columns.as_slice());
        let in_one = all_options_in_one(columns, line);
        notes.findings.extend(in_one);
        let record = Record::Row {
            line: notes.row,
            header: Arc::new(line.header.clone()),
            cells: line.texts.clone(),
        };
        let mapped = map_record(self.profile, &record);
        let locate = Locator {
            places: &line.places,
            whole: notes.whole,
        };
        let mut item = match mapped {
            Ok(item) => Some(item),
            Err(found) => {
                let found = locate.all(found, &notes.findings);
                notes.findings.extend(found);
                None
            }
        };
        let mut document = item.as_mut().map(|item| &mut item.document);
        describe(
            document.as_deref_mut(),
            owned.descriptors,
            (place, &*line),
            notes,
        );
        pair(document, owned.pairs, (place, &*line), notes);
        if let Some(item) = &mut item {
            let warnings = locate.all(std::mem::take(&mut item.warnings), &notes.findings);
            notes.findings.extend(warnings);
            if self.is_template {
                let at = |column: &str, finding| locate.cell(column).place(finding);
                let document = &mut item.document;
                let found = extras::number_key(document, &record, &at);
                notes.findings.extend(found);
                let found = extras::source_language(document, &record, &at);
                notes.findings.extend(found);
            }
        }
        item
    }

    /// Puts options that stand beside the row into it, under the headings of the profile.
    fn put_options<P: At>(
        &self,
        line: &mut Line<P>,
        owned: &Owned<P>,
        place: &PartPlace<'_>,
        notes: &mut Notes<'_, P>,
    ) {
        let of_options = self.profile.options.as_ref();
        let columns = of_options.map_or(&[][..], |rule| rule.columns.as_slice());
        for option in &owned.options {
            let Some(columns) = columns.iter().find(|c| c.label == option.label) else {
                continue;
            };
            for (language, (text, at)) in &option.texts {
                let Some(name) = columns.texts.get(language) else {
                    continue;
                };
                line.fill(name, text.clone(), at.clone());
                if place.beside_others {
                    let of_part = format!("/texts/{language}/parts/{}", place.id);
                    let pointer = format!("{of_part}/options/{}", option.label);
                    notes.described.insert(pointer, at.clone());
                }
            }
        }
    }

    /// The type that the task's own row names.
    pub(super) fn type_of(&self, record: &Record) -> Option<ItemType> {
        use crate::interop::profile::ContentAttribute::Type;
        record.get(self.profile.content.get(&Type)?.from.as_deref()?)?;
        let rule = self.profile.content.get(&Type)?;
        let value = crate::interop::values::value_of(rule, record, "type").ok()??;
        value.as_str()?.parse().ok()
    }
}

/// Puts the descriptors into the item and notes the cells of what they say.
fn describe<P: At>(
    document: Option<&mut ItemDocument>,
    placed: Vec<PlacedDescriptor<P>>,
    (place, line): (&PartPlace<'_>, &Line<P>),
    notes: &mut Notes<'_, P>,
) {
    let (mut rows, mut points) = (Vec::new(), Vec::new());
    for (n, one) in placed.into_iter().enumerate() {
        notes.findings.extend(one.findings);
        let number = place.descriptors + n + 1;
        for (language, at) in one.texts_at {
            let of_part = format!("/texts/{language}/parts/{}", place.id);
            let pointer = format!("{of_part}/descriptors/d{number}");
            notes.described.insert(pointer, at);
        }
        let within = format!("/content/parts/{}/scheme/descriptors/{n}", place.position);
        for (column, at) in &one.cells {
            let pointer = match *column {
                "code" => within.clone(),
                column => format!("{within}/{column}"),
            };
            notes.described.insert(pointer, at.clone());
        }
        if let Some(document) = document.as_deref() {
            let said: Vec<_> = one.row.texts.iter().map(|(l, t)| (l, t.as_str())).collect();
            notes.unheard(line, document, &said);
        }
        points.push(one.cells.get("points").cloned());
        rows.push(one.row);
    }
    let described = extras::descriptors(document, rows, place.descriptors);
    for (row, finding) in described.findings {
        let at = points[row].as_ref();
        notes.findings.extend(at.map(|at| at.place(finding)));
    }
}

/// Puts the pairs into the item and notes the cells of what they say.
fn pair<P: At>(
    document: Option<&mut ItemDocument>,
    placed: Vec<PlacedPair<P>>,
    (place, line): (&PartPlace<'_>, &Line<P>),
    notes: &mut Notes<'_, P>,
) {
    let Some(first) = placed.first().map(|one| one.part.at.clone()) else {
        return;
    };
    let Some(document) = document else {
        let findings = placed.into_iter().flat_map(|one| one.findings);
        notes.findings.extend(findings);
        return;
    };
    let kind = document.content.item_type;
    let has_options = document.content.parts.iter().any(|p| !p.options.is_empty());
    let wrong = match kind {
        ItemType::Match if has_options => Some(Finding::error("pairs_beside_options", "")),
        ItemType::Match => None,
        _ => Some(Finding::error("pairs_not_for_type", "").with("type", kind.as_str())),
    };
    let is_wrong = wrong.is_some();
    notes
        .findings
        .extend(wrong.map(|finding| first.place(finding)));
    let rows: Vec<_> = placed.iter().map(|one| one.row.clone()).collect();
    for row in &rows {
        let said = row.left.iter().chain(&row.right);
        let said: Vec<_> = said.map(|(l, t)| (l, t.as_str())).collect();
        notes.unheard(line, document, &said);
    }
    let ids = match is_wrong {
        true => Vec::new(),
        false => put_pairs(document, &rows),
    };
    let part = format!("/content/parts/{}", place.position);
    for list in ["options", "targets", "key"] {
        let pointer = format!("{part}/{list}");
        notes.described.insert(pointer, first.clone());
    }
    for (n, one) in placed.into_iter().enumerate() {
        notes.findings.extend(one.findings);
        let ids = ids.get(n).cloned().unwrap_or_default();
        let sides = [
            ("options", ids.left, one.lefts_at),
            ("targets", ids.right, one.rights_at),
        ];
        for (list, id, places) in sides {
            let Some(id) = id else { continue };
            for (language, at) in places {
                let of_part = format!("/texts/{language}/parts/{}", place.id);
                let pointer = format!("{of_part}/{list}/{id}");
                notes.described.entry(pointer).or_insert(at);
            }
        }
    }
}

/// What came of a task: the item with what deserves a look, or everything that was found.
pub(in crate::interop) fn made(
    item: Option<MappedItem>,
    findings: Vec<Finding>,
) -> Result<MappedItem, Vec<Finding>> {
    match item {
        Some(item) if !refuses(&findings) => Ok(MappedItem {
            warnings: findings,
            ..item
        }),
        _ => Err(findings),
    }
}
