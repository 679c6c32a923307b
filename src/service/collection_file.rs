//! A collection as a file: the bank file that other banks import (JSON, YAML), or a table (CSV). Who is to
//! be named stands in it. Keys, mark schemes, hints and explanations are in it where the collection shows
//! them to the reader, and not a word of them where it does not.

use serde_json::{Value, json};

use super::catalogue::{Reader, open_edition};
use super::collection_counts::Use;
use super::collection_editions::{EditionDocument, EditionItem};
use super::organisations::today;
use super::{Answer, Refusal, Services};
use crate::bank::collection::keyless::{keyless_item, keyless_stimulus};
use crate::bank::content::Part;
use crate::bank::file::BankFile;
use crate::bank::texts::{ItemDocument, ItemTexts, PartTexts};
use crate::document::{canonical, to_yaml};
use crate::interop::csv;
use crate::language::finding::Finding;
use crate::store::failure;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// A bank file as JSON.
    Json,
    /// A bank file as YAML.
    Yaml,
    /// A table with a row for each task and language.
    Csv,
}

impl FileFormat {
    /// How the name of such a file ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Yaml => "yaml",
            Self::Csv => "csv",
        }
    }
}

/// A file of a collection.
#[derive(Clone, Debug)]
pub struct CollectionFile {
    /// Its text.
    pub text: String,
    /// Its entity tag.
    pub tag: String,
}

/// Columns of the table; the last four only with keys.
const COLUMNS: [&str; 18] = [
    "position",
    "level",
    "code",
    "type",
    "subject",
    "grade_min",
    "grade_max",
    "objectives",
    "points",
    "minutes",
    "language",
    "task",
    "options",
    "attribution",
    "key",
    "descriptors",
    "hint",
    "explanation",
];
/// Columns of those that give answers away.
const KEY_COLUMNS: usize = 4;

/// The file of a collection. `keys`: true asks for them and is refused where they are not shown, false
/// leaves them out, without a word they are there where they are shown. A reader that knows the file's tag
/// is not counted again.
pub fn read_catalogue_file(
    services: &Services,
    reader: Reader<'_>,
    (code, keys, format): (&str, Option<bool>, FileFormat),
    is_known: impl Fn(&str) -> bool,
) -> Answer<CollectionFile> {
    services.read(|c| {
        let (row, edition) = open_edition(c, reader, code)?;
        let document: EditionDocument = failure::read_json(&edition.document)?;
        let shown = document.about.keys.shows_to(reader.is_some());
        if keys == Some(true) && !shown {
            let finding = Finding::error("collection_keys_not_shown", "/keys");
            let finding = finding.with("keys", document.about.keys.as_str());
            return Err(Refusal::Forbidden(vec![finding]));
        }
        let with_keys = shown && keys != Some(false);
        let mark = if with_keys { "full" } else { "tasks" };
        let tag = format!(
            "{}-{}-{mark}-{}",
            edition.number,
            &edition.hash[..16],
            format.ending()
        );
        if !is_known(&tag) {
            let day = today(services, c, &row.owner_org)?;
            let uses = &services.collection_uses;
            uses.note(&row.collection_id, day, Use::Download);
        }
        let mut file: BankFile = failure::read_json(&edition.file)?;
        if !with_keys {
            file.items = file.items.into_iter().map(keyless_item).collect();
            file.stimuli = file.stimuli.into_iter().map(keyless_stimulus).collect();
        }
        let text = match format {
            FileFormat::Csv => table(&document, &file, with_keys),
            _ => {
                let published = edition.published_at.and_utc().to_rfc3339();
                let said = json!({
                    "about": document.about, "edition": edition.number, "published_at": published, "keys": with_keys,
                    "tasks": document.items.iter().map(named).collect::<Vec<_>>(),
                });
                file.extensions.insert("x_collection".into(), said);
                let value = serde_json::to_value(&file).unwrap_or_default();
                match format {
                    FileFormat::Yaml => to_yaml(&value),
                    _ => value.to_string(),
                }
            }
        };
        Ok(CollectionFile { text, tag })
    })
}

/// What the collection adds to a task.
fn named(item: &EditionItem) -> Value {
    json!({"code": item.code, "level": item.level, "attribution": item.attribution})
}

fn table(document: &EditionDocument, file: &BankFile, with_keys: bool) -> String {
    let columns = COLUMNS.len() - if with_keys { 0 } else { KEY_COLUMNS };
    // Spreadsheets know UTF-8 by its mark only.
    let mut text = String::from("\u{FEFF}");
    text.push_str(&csv::rows([&COLUMNS[..columns]]));
    for (head, item) in document.items.iter().zip(&file.items) {
        for (language, texts) in &item.texts {
            let row = cells(head, item, (language.as_str(), texts));
            text.push_str(&csv::rows([&row[..columns]]));
        }
    }
    text
}

fn cells(
    head: &EditionItem,
    item: &ItemDocument,
    (language, texts): (&str, &ItemTexts),
) -> Vec<String> {
    let content = &item.content;
    let level = head.level.map(|level| level.to_string());
    let minutes = head.minutes.map(|minutes| minutes.to_string());
    vec![
        head.position.to_string(),
        level.unwrap_or_default(),
        head.code.clone(),
        head.item_type.to_string(),
        content.subject.clone(),
        content.grade_min.to_string(),
        content.grade_max.to_string(),
        head.objectives.join(" "),
        head.points.to_string(),
        minutes.unwrap_or_default(),
        language.to_owned(),
        texts.stem.clone(),
        of_parts(item, texts, asked),
        head.attribution.clone(),
        of_parts(item, texts, key),
        of_parts(item, texts, descriptors),
        texts.hint.clone().unwrap_or_default(),
        texts.explanation.clone().unwrap_or_default(),
    ]
}

/// What is told of each part, a line for each of several.
fn of_parts(
    item: &ItemDocument,
    texts: &ItemTexts,
    told: fn(&Part, &PartTexts) -> String,
) -> String {
    let nothing = PartTexts::default();
    let several = item.content.parts.len() > 1;
    let parts = item.content.parts.iter().filter_map(|part| {
        let text = told(part, texts.parts.get(&part.id).unwrap_or(&nothing));
        match (text.is_empty(), several) {
            (true, _) => None,
            (false, true) => Some(format!("{}) {text}", part.id)),
            (false, false) => Some(text),
        }
    });
    parts.collect::<Vec<_>>().join("\n")
}

/// What a part asks and offers.
fn asked(part: &Part, texts: &PartTexts) -> String {
    let of = |ids: &[String], names: &std::collections::BTreeMap<String, String>| -> Vec<String> {
        let named = ids.iter().map(|id| match names.get(id) {
            Some(name) => format!("{id}: {name}"),
            None => id.clone(),
        });
        named.collect()
    };
    let mut told: Vec<String> = texts.prompt.iter().cloned().collect();
    told.extend(of(&part.options, &texts.options));
    told.extend(of(&part.targets, &texts.targets));
    told.join("; ")
}

/// The key, as the document writes it, and the answers that are accepted in this language.
fn key(part: &Part, texts: &PartTexts) -> String {
    let mut told = Vec::new();
    if !part.key.is_empty() {
        told.push(canonical(&part.key));
    }
    told.extend(texts.accepted.iter().cloned());
    told.join("; ")
}

/// The descriptors with their points.
fn descriptors(part: &Part, texts: &PartTexts) -> String {
    let told = part.scheme.descriptors.iter().map(|descriptor| {
        let text = texts.descriptors.get(&descriptor.id);
        let text = text.unwrap_or(&descriptor.id);
        format!("{text} ({})", descriptor.points)
    });
    told.collect::<Vec<_>>().join("; ")
}
