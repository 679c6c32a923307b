//! A document → tables → records → items.

use std::collections::BTreeMap;

use super::body::{Reading, blocks_of, number, number_of};
use super::convention::{TaskTable, is_task};
use super::example;
use super::fields::{Fields, RichWords, fields};
use super::inline::{first, shown};
use super::numbering::Styles;
use super::places::Paragraph;
use crate::bank::Language;
use crate::bank::rich::{plain, put};
use crate::bank::texts::{ItemDocument, RichText};
use crate::document::xml::{Element, XmlLimits, parse};
use crate::interop::mapping::MappedItem;
use crate::interop::package::{Package, PackageLimits, Relation, relations};
use crate::interop::workbook::task::{Notes, TaskRules, made};
use crate::interop::workbook::template_profile;
use crate::language::finding::Finding;

pub use super::body::Picture;
use super::places::TaskPlaces;

const DOCUMENT: &str = "word/document.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";

/// What a document holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordItems {
    /// One for each task's table, in order.
    pub tasks: Vec<WordTask>,
    /// The pictures that the tasks show; the texts name them `media:<hash>`.
    pub pictures: Vec<Picture>,
    /// The loss report: everything that was not understood, by paragraph. Warnings all.
    pub losses: Vec<Finding>,
}

/// A task's table and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct WordTask {
    /// Number of its first paragraph, from 1.
    pub paragraph: u32,
    /// The task's code as it stands there; may be empty.
    pub code: String,
    /// The fields as two lines of CSV, to be kept with a refused task.
    pub record: String,
    /// The item, or every reason why not; `line` is the paragraph.
    pub mapped: Result<MappedItem, Vec<Finding>>,
    /// Where its fields stand.
    pub places: TaskPlaces,
}

/// Reads a document.
///
/// Errors: the one finding for which the file as a whole is refused.
pub fn read(bytes: &[u8], limits: &PackageLimits) -> Result<WordItems, Finding> {
    let mut package = Package::open(bytes, limits)?;
    if !package.names().iter().any(|name| name == DOCUMENT) {
        return Err(Finding::error("word_unknown", ""));
    }
    let mut document =
        part(&mut package, DOCUMENT)?.ok_or_else(|| Finding::error("word_unknown", ""))?;
    let numbering = part(&mut package, "word/numbering.xml")?;
    let styles = part(&mut package, "word/styles.xml")?;
    let relations: Vec<Relation> = match package.part(RELATIONS) {
        Some(_) => relations(&package.text(RELATIONS)?)?,
        None => Vec::new(),
    };
    number(&mut document, &mut 0);
    let mut reading = Reading {
        package,
        relations: relations.into_iter().map(|r| (r.id.clone(), r)).collect(),
        styles: Styles::of(numbering.as_ref(), styles.as_ref()),
        losses: Vec::new(),
        pictures: BTreeMap::new(),
        paragraph: 0,
    };
    let mut tasks = Vec::new();
    for block in document.child("w:body").map(blocks_of).unwrap_or_default() {
        reading.block(block, &mut tasks);
    }
    reading.beside_the_text();
    if tasks.is_empty() {
        reading.losses.push(Finding::warning("word_no_tasks", ""));
    }
    Ok(WordItems {
        tasks,
        pictures: reading.pictures.into_values().collect(),
        losses: reading.losses,
    })
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Option<Element>, Finding> {
    match package.part(name) {
        Some(_) => parse(&package.text(name)?, &XmlLimits::default()).map(Some),
        None => Ok(None),
    }
}

impl Reading<'_> {
    fn block(&mut self, block: &Element, tasks: &mut Vec<WordTask>) {
        self.paragraph = number_of(block);
        match block.name.as_str() {
            "w:tbl" if is_task(block) => {
                let table = self.task_table(block);
                tasks.push(task(table));
            }
            "w:tbl" if example::is_one(block) => {
                if !example::is_untouched(block) {
                    self.lose(Finding::warning("word_example_changed", ""));
                }
            }
            "w:tbl" => {
                let words = shown(&block.text());
                self.lose(Finding::warning("word_table_unknown", "").with("text", words));
            }
            "w:p" => {
                let has_more = ["w:drawing", "w:pict", "w:object", "m:oMath"];
                let has_more = has_more.iter().any(|name| first(block, name).is_some());
                let words = block.text();
                if (!words.trim().is_empty() || has_more) && !self.styles.is_note(block) {
                    self.lose(Finding::warning("word_outside", "").with("text", shown(&words)));
                }
            }
            "w:sectPr" | "w:bookmarkStart" | "w:bookmarkEnd" | "w:proofErr" => {}
            name => {
                let finding = Finding::warning("word_element", "").with("element", name);
                self.lose(finding.with("text", shown(&block.text())));
            }
        }
    }

    /// Headers, footers and notes are not read; where they say something, that is a loss.
    fn beside_the_text(&mut self) {
        let names = self.package.names();
        let beside = names.into_iter().filter(|name| {
            let name = name.strip_prefix("word/").unwrap_or_default();
            ["header", "footer", "footnotes", "endnotes", "comments"]
                .iter()
                .any(|kind| name.starts_with(kind))
                && name.ends_with(".xml")
        });
        for name in beside.collect::<Vec<_>>() {
            let text = self.package.text(&name).ok();
            let root = text.and_then(|text| parse(&text, &XmlLimits::default()).ok());
            let words = root.map(|root| root.text()).unwrap_or_default();
            if !words.trim().is_empty() {
                let finding = Finding::warning("word_beside", "").with("part", name);
                self.losses.push(finding.with("text", shown(&words)));
            }
        }
    }
}

fn task(table: TaskTable) -> WordTask {
    let whole = Paragraph(table.paragraph);
    let languages: Vec<Language> = table.languages.iter().flatten().cloned().collect();
    let profile = template_profile(&languages);
    let Fields {
        mut line,
        owned,
        rich,
        kept,
        mut findings,
        ..
    } = fields(table);
    let rules = TaskRules {
        profile: &profile,
        is_template: true,
    };
    let mut notes = Notes {
        row: whole.0,
        whole: &whole,
        findings: Vec::new(),
        described: BTreeMap::new(),
    };
    let mut item = rules.item(&mut line, owned, &mut notes);
    if let Some(item) = &mut item {
        put_rich(&mut item.document, rich, &notes.described);
        rules.formulas(&mut item.document, &line, &mut notes);
    }
    findings.extend(notes.findings);
    let (names, values): (Vec<&str>, Vec<&str>) = kept
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .unzip();
    let record = crate::interop::csv::rows([names, values]);
    WordTask {
        paragraph: whole.0,
        code: line.text("code").to_owned(),
        record: record.trim_end().to_owned(),
        mapped: made(item, findings),
        places: TaskPlaces {
            fields: line.places,
            described: notes.described,
            whole,
            profile,
        },
    }
}

/// Puts rich texts where their plain ones stand.
fn put_rich(
    document: &mut ItemDocument,
    rich: Vec<RichWords>,
    described: &BTreeMap<String, Paragraph>,
) {
    for words in rich {
        let of_language = format!("/texts/{}", words.language);
        let of_side = || {
            let mut there = described.iter().filter(|(_, at)| **at == words.at);
            there.find_map(|(pointer, _)| pointer.strip_prefix(of_language.as_str()))
        };
        let pointer = words.pointer.as_deref().or_else(of_side);
        if let (Some(pointer), Some(texts)) = (pointer, document.texts.get_mut(&words.language)) {
            let rendered = plain(&words.html);
            let html = words.html.clone();
            let rich = RichText {
                html,
                original: None,
            };
            put(texts, pointer, rendered, rich);
        }
    }
}
