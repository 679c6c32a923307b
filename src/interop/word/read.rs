//! A document → tables → records → items.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::at_paragraph;
use super::body::{Reading, blocks_of, number, number_of};
use super::convention::{Field, TaskTable, is_task, option_column};
use super::inline::{first, shown};
use super::numbering::Styles;
use crate::bank::Language;
use crate::bank::rich::{clean, plain, put, read_formulas};
use crate::bank::texts::{ItemDocument, RichText};
use crate::document::pointer::child;
use crate::document::xml::{Element, XmlLimits, parse};
use crate::interop::mapping::{MappedItem, map_record};
use crate::interop::package::{Package, PackageLimits, Relation, relations};
use crate::interop::records::Record;
use crate::interop::workbook::columns::named;
use crate::interop::workbook::extras::{self, DescriptorRow};
use crate::interop::workbook::template_profile;
use crate::language::finding::{Finding, refuses};

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

/// The fields of a task as a record, and where each stands.
#[derive(Default)]
struct Fields {
    header: Vec<String>,
    cells: Vec<String>,
    /// Column → paragraph.
    places: BTreeMap<String, u32>,
    /// Pointer inside a language's texts → its HTML.
    html: Vec<(Language, String, String)>,
    descriptors: Vec<DescriptorRow>,
    findings: Vec<Finding>,
}

impl Fields {
    fn set(&mut self, column: String, text: String, paragraph: u32) {
        if self.places.contains_key(&column) {
            let finding = Finding::error("word_label_twice", "").with("label", column);
            self.findings.push(at_paragraph(finding, paragraph));
            return;
        }
        self.places.insert(column.clone(), paragraph);
        self.header.push(column);
        self.cells.push(text);
    }

    /// A text in a language: cleaned, the plain one for the record, the rich one beside it.
    fn text(&mut self, language: &Language, pointer: String, html: &str, paragraph: u32) -> String {
        let cleaned = clean(html, language);
        for finding in cleaned.findings {
            // Pictures without words are in the loss report already.
            if finding.code != "rich_image_without_words" {
                self.findings.push(at_paragraph(finding, paragraph));
            }
        }
        if is_more_than_plain(&cleaned.rich.html) {
            self.html
                .push((language.clone(), pointer, cleaned.rich.html));
        }
        cleaned.plain
    }
}

impl Fields {
    /// What stands behind the points of a descriptor: a code of the task's objectives is its objective, another
    /// its criterion.
    fn name_goals(&mut self) {
        let objectives = self.header.iter().position(|name| name == "objectives");
        let objectives = objectives.map_or("", |at| self.cells[at].as_str());
        let objectives: Vec<&str> = objectives.split(',').map(str::trim).collect();
        for row in &mut self.descriptors {
            let Some(written) = row.points.take() else {
                continue;
            };
            let mut values = written.split(';').map(str::trim);
            row.points = values.next().filter(|v| !v.is_empty()).map(str::to_owned);
            for code in values.filter(|code| !code.is_empty()) {
                match objectives.contains(&code) {
                    true => row.objective = Some(code.to_owned()),
                    false => row.criterion = Some(code.to_owned()),
                }
            }
        }
    }
}

/// True for HTML that says more than lines of text.
fn is_more_than_plain(html: &str) -> bool {
    let lines = ["<p>", "</p>", "<br>"];
    let rest = lines
        .iter()
        .fold(html.to_owned(), |rest, mark| rest.replace(mark, ""));
    rest.contains('<')
}

fn task(table: TaskTable) -> WordTask {
    let languages: Vec<Language> = table.languages.iter().flatten().cloned().collect();
    let mut fields = Fields {
        findings: table.findings,
        ..Fields::default()
    };
    for row in table.rows {
        let values = table.languages.iter().zip(&row.cells);
        let spoken: Vec<(Language, String, u32)> = values
            .filter_map(|(language, said)| {
                Some((language.clone()?, said.html.clone(), said.paragraph))
            })
            .collect();
        match row.field {
            Field::Plain(column) => {
                let value = row.cells.iter().map(|cell| plain(&cell.html));
                let value = value.map(|v| v.trim().to_owned()).find(|v| !v.is_empty());
                fields.set(column.to_owned(), value.unwrap_or_default(), row.paragraph);
            }
            Field::Text(column) => {
                for (language, html, paragraph) in spoken {
                    let pointer = match column {
                        "sample_answer" => "/parts/a/sample_answer".to_owned(),
                        other => format!("/{other}"),
                    };
                    let text = fields.text(&language, pointer, &html, paragraph);
                    fields.set(named(column, &language), text, paragraph);
                }
            }
            Field::Option(label) => {
                for (language, html, paragraph) in spoken {
                    let pointer = child("/parts/a/options", label);
                    let text = fields.text(&language, pointer, &html, paragraph);
                    fields.set(option_column(label, &language), text, paragraph);
                }
            }
            Field::Descriptor(points) => {
                let number = fields.descriptors.len() + 1;
                let mut texts = BTreeMap::new();
                for (language, html, paragraph) in spoken {
                    let pointer = format!("/parts/a/descriptors/d{number}");
                    let text = fields.text(&language, pointer, &html, paragraph);
                    texts.insert(language, text);
                }
                fields.descriptors.push(DescriptorRow {
                    points,
                    criterion: None,
                    objective: None,
                    texts,
                });
                fields.places.insert(format!("d{number}"), row.paragraph);
            }
        }
    }
    fields.name_goals();
    mapped(table.paragraph, &languages, fields)
}

fn mapped(paragraph: u32, languages: &[Language], mut fields: Fields) -> WordTask {
    let header: Vec<&str> = fields.header.iter().map(String::as_str).collect();
    let cells: Vec<&str> = fields.cells.iter().map(String::as_str).collect();
    let code = fields
        .header
        .iter()
        .position(|name| name == "code")
        .map(|at| fields.cells[at].clone())
        .unwrap_or_default();
    let kept = crate::interop::csv::rows([header, cells])
        .trim_end()
        .to_owned();
    let record = Record::Row {
        line: paragraph,
        header: Arc::new(std::mem::take(&mut fields.header)),
        cells: std::mem::take(&mut fields.cells),
    };
    let mut findings = std::mem::take(&mut fields.findings);
    let place = |column: &str, finding: Finding| {
        let at = fields.places.get(column).copied();
        at_paragraph(finding, at.unwrap_or(paragraph))
    };
    let by_pointer = |finding: Finding| {
        let column = fields
            .places
            .keys()
            .find(|name| child("", name) == finding.pointer);
        place(column.map_or("", String::as_str), finding)
    };
    let places = TaskPlaces {
        fields: fields.places.clone(),
        whole: paragraph,
        profile: template_profile(languages),
    };
    let mut item = match map_record(&places.profile, &record) {
        Ok(item) => Some(item),
        Err(found) => {
            findings.extend(found.into_iter().map(by_pointer));
            None
        }
    };
    let described = extras::descriptors(
        item.as_mut().map(|item| &mut item.document),
        fields.descriptors,
        0,
    );
    let of_row = described.findings.into_iter();
    findings.extend(of_row.map(|(row, finding)| place(&format!("d{}", row + 1), finding)));
    if let Some(item) = &mut item {
        let warnings = std::mem::take(&mut item.warnings);
        findings.extend(warnings.into_iter().map(by_pointer));
        let document = &mut item.document;
        findings.extend(extras::number_key(document, &record, &place));
        findings.extend(extras::source_language(document, &record, &place));
        put_html(document, fields.html);
        let found = read_formulas(document).into_iter();
        findings.extend(found.map(|finding| places.place(finding)));
    }
    let mapped = match item {
        Some(item) if !refuses(&findings) => Ok(MappedItem {
            warnings: findings,
            ..item
        }),
        _ => Err(findings),
    };
    WordTask {
        paragraph,
        code,
        record: kept,
        mapped,
        places,
    }
}

fn put_html(document: &mut ItemDocument, html: Vec<(Language, String, String)>) {
    for (language, pointer, html) in html {
        if let Some(texts) = document.texts.get_mut(&language) {
            let rendered = plain(&html);
            let rich = RichText {
                html,
                original: None,
            };
            put(texts, &pointer, rendered, rich);
        }
    }
}
