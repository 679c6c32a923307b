//! One record → one item in draft, or every reason why not.
//!
//! The item is not checked here; [`crate::bank::check`] does that. What a file can get wrong and an
//! item cannot (a key that names no option of the record, two options alike, no words at all) is
//! judged by the profile's tolerances.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::parts::OptionSource;
use super::profile::{
    ContentAttribute, EXTERNAL_ID, MappingProfile, RECORD_LANGUAGE, TextAttribute, Tolerance,
    ValueRule,
};
use super::records::Record;
use super::values::{not_text, shaped, text_of, value_of};
use crate::bank::texts::ItemDocument;
use crate::bank::{ItemType, Language};
use crate::document;
use crate::language::finding::{Finding, refuses};

/// Longest code of an item, in characters.
const LONGEST_CODE: usize = 80;
/// Id of the one part of an imported item.
pub(super) const PART: &str = "a";

/// An item made from a record.
#[derive(Clone, Debug, PartialEq)]
pub struct MappedItem {
    /// Line of the record, from 1.
    pub line: u32,
    /// What makes a second import a no-op.
    pub external_id: String,
    /// The item.
    pub document: ItemDocument,
    /// What somebody should look at; pointers lead into the record.
    pub warnings: Vec<Finding>,
}

/// Makes an item of a record.
///
/// Errors: every reason why not (and the warnings), each with its line, column and pointer in the
/// record.
pub fn map_record(profile: &MappingProfile, record: &Record) -> Result<MappedItem, Vec<Finding>> {
    let mut mapping = Mapping {
        profile,
        record,
        options: Vec::new(),
        findings: Vec::new(),
    };
    let external_id = mapping.external_id();
    let content = mapping.content();
    let texts = mapping.texts(&content);
    let value = mapping.assemble(&external_id, content, texts);
    let document = if refuses(&mapping.findings) {
        None
    } else {
        mapping.decode(value)
    };
    match document {
        Some(document) if !refuses(&mapping.findings) => Ok(MappedItem {
            line: record.line(),
            external_id,
            document,
            warnings: mapping.findings,
        }),
        _ => Err(mapping.findings),
    }
}

/// The making of one item.
pub(super) struct Mapping<'a> {
    pub(super) profile: &'a MappingProfile,
    pub(super) record: &'a Record,
    /// Options of the record, in its order.
    pub(super) options: Vec<OptionSource>,
    pub(super) findings: Vec<Finding>,
}

/// What a record says in one language.
#[derive(Default)]
pub(super) struct Said {
    pub(super) texts: BTreeMap<TextAttribute, String>,
    pub(super) options: BTreeMap<String, String>,
}

impl<'a> Mapping<'a> {
    /// Keeps a finding of a source, with its place in the file.
    pub(super) fn report(&mut self, finding: Finding, from: &str) {
        self.findings.push(Finding {
            place: Some(self.record.place(from)),
            ..finding
        });
    }

    /// An error or a warning, as the profile says.
    pub(super) fn tolerate(&mut self, tolerance: Tolerance, finding: Finding, from: &str) {
        let severity = match tolerance {
            Tolerance::Warn => crate::language::finding::Severity::Warning,
            Tolerance::Reject => crate::language::finding::Severity::Error,
        };
        self.report(
            Finding {
                severity,
                ..finding
            },
            from,
        );
    }

    fn value(&mut self, rule: &ValueRule, attribute: &str) -> Option<Value> {
        match value_of(rule, self.record, attribute) {
            Ok(value) => value,
            Err(finding) => {
                self.report(finding, rule.from.as_deref().unwrap_or_default());
                None
            }
        }
    }

    fn text(&mut self, rule: &ValueRule, attribute: &str) -> Option<String> {
        let value = self.value(rule, attribute)?;
        let text = text_of(&value);
        if text.is_none() {
            let from = rule.from.as_deref().unwrap_or_default();
            self.report(not_text(self.record, from, attribute), from);
        }
        text
    }

    fn external_id(&mut self) -> String {
        let profile = self.profile;
        let from = profile.external_id.from.as_deref().unwrap_or_default();
        let id = self
            .text(&profile.external_id, "external_id")
            .unwrap_or_default()
            .trim()
            .to_owned();
        let code = profile.code.replace(EXTERNAL_ID, &id);
        if id.is_empty() {
            let finding = Finding::error("external_id_missing", self.record.pointer(from));
            self.report(finding, from);
        } else if code.chars().count() > LONGEST_CODE {
            let finding = Finding::error("code_too_long", self.record.pointer(from))
                .with("code", code)
                .with("most", LONGEST_CODE);
            self.report(finding, from);
        }
        id
    }

    fn content(&mut self) -> Map<String, Value> {
        let mut content = Map::new();
        let profile = self.profile;
        for (attribute, rule) in &profile.content {
            let Some(value) = self.value(rule, attribute.as_str()) else {
                continue;
            };
            match shaped(*attribute, value, rule, self.record) {
                Ok(value) if *attribute == ContentAttribute::Grade => {
                    content.insert("grade_min".to_owned(), value.clone());
                    content.insert("grade_max".to_owned(), value);
                }
                Ok(value) => {
                    content.insert(attribute.as_str().to_owned(), value);
                }
                Err(finding) => self.report(finding, rule.from.as_deref().unwrap_or_default()),
            }
        }
        content
    }

    /// The languages that say anything at all; where none does, the first of the profile.
    fn texts(&mut self, content: &Map<String, Value>) -> BTreeMap<Language, Said> {
        let profile = self.profile;
        let of_record = profile
            .language
            .as_ref()
            .and_then(|rule| self.language_of_record(rule));
        let mut said: BTreeMap<Language, Said> = BTreeMap::new();
        let mut stems: BTreeMap<Language, String> = BTreeMap::new();
        for (name, rules) in &profile.texts {
            let language = match name.as_str() {
                RECORD_LANGUAGE => of_record.clone(),
                code => code.parse().ok(),
            };
            let Some(language) = language else { continue };
            let stem = rules
                .get(&TextAttribute::Stem)
                .and_then(|rule| rule.from.clone());
            stems.insert(language.clone(), stem.unwrap_or_default());
            let texts = rules.iter().filter_map(|(attribute, rule)| {
                self.text(rule, attribute.as_str())
                    .map(|text| (*attribute, text))
            });
            let texts = texts.collect();
            said.insert(
                language,
                Said {
                    texts,
                    ..Said::default()
                },
            );
        }
        self.add_options(&mut said);
        self.keep_languages_that_speak(&mut said);
        self.check_stems(&said, &stems);
        let kind = content
            .get("type")
            .and_then(Value::as_str)
            .and_then(|text| text.parse::<ItemType>().ok());
        self.check_options(&said, kind);
        said
    }

    fn language_of_record(&mut self, rule: &ValueRule) -> Option<Language> {
        let before = self.findings.len();
        let text = self.text(rule, "language");
        let from = rule.from.clone().unwrap_or_default();
        match text.as_deref().map(str::parse::<Language>) {
            Some(Ok(language)) => return Some(language),
            Some(Err(_)) => {
                let finding = Finding::error("language_unreadable", self.record.pointer(&from))
                    .with("value", text.unwrap_or_default());
                self.report(finding, &from);
            }
            None if self.findings.len() == before => {
                let finding = Finding::error("value_missing", self.record.pointer(&from))
                    .with("attribute", "language");
                self.report(finding, &from);
            }
            None => {}
        }
        None
    }

    fn keep_languages_that_speak(&self, said: &mut BTreeMap<Language, Said>) {
        let speaks = |said: &Said| {
            !said.texts.is_empty() || said.options.values().any(|text| !text.trim().is_empty())
        };
        if said.values().any(speaks) {
            said.retain(|_, said| speaks(said));
        } else if let Some(first) = said.keys().next().cloned() {
            said.retain(|language, _| *language == first);
        }
    }

    fn check_stems(&mut self, said: &BTreeMap<Language, Said>, stems: &BTreeMap<Language, String>) {
        for (language, said) in said {
            if !said.texts.contains_key(&TextAttribute::Stem) {
                let from = stems.get(language).map(String::as_str).unwrap_or_default();
                let finding = Finding::error("stem_empty", self.record.pointer(from))
                    .with("language", language.as_str());
                self.tolerate(self.profile.tolerances.empty_stem, finding, from);
            }
        }
    }

    fn assemble(
        &mut self,
        external_id: &str,
        mut content: Map<String, Value>,
        said: BTreeMap<Language, Said>,
    ) -> Value {
        let points = content.get("points").cloned().unwrap_or(Value::Null);
        let key = self.key(&content);
        let mut part = json!({"id": PART, "points": points, "key": key});
        if let Some(labels) = self.labels() {
            part["options"] = json!(labels);
        }
        content.insert("parts".to_owned(), json!([part]));
        let texts: Map<String, Value> = said
            .iter()
            .map(|(language, said)| (language.to_string(), texts_value(said)))
            .collect();
        json!({"code": self.profile.code.replace(EXTERNAL_ID, external_id), "content": content, "texts": texts})
    }

    fn decode(&mut self, value: Value) -> Option<ItemDocument> {
        // The schema is only asked where decoding fails: it says everything at once but is slower.
        match serde_json::from_value::<ItemDocument>(value.clone()) {
            Ok(document) => return Some(document),
            Err(error) => match document::decode::<ItemDocument>(&value) {
                Err(findings) => findings
                    .into_iter()
                    .for_each(|finding| self.report_of_document(finding)),
                Ok(_) => {
                    let finding =
                        Finding::error("value_unreadable", "").with("reason", error.to_string());
                    self.report(finding, "");
                }
            },
        }
        None
    }

    /// A finding of the made document, led back to the source of the attribute.
    fn report_of_document(&mut self, finding: Finding) {
        let name = finding.pointer.rsplit('/').next().unwrap_or_default();
        let rule = self.profile.content.iter().find(|(attribute, _)| {
            attribute.as_str() == name
                || (**attribute == ContentAttribute::Grade && name.starts_with("grade"))
        });
        match rule.and_then(|(_, rule)| rule.from.clone()) {
            Some(from) => {
                let pointer = self.record.pointer(&from);
                self.report(Finding { pointer, ..finding }, &from);
            }
            None => self.report(finding, ""),
        }
    }
}

fn texts_value(said: &Said) -> Value {
    let mut texts = Map::new();
    let mut part = Map::new();
    texts.insert(
        "stem".to_owned(),
        json!(
            said.texts
                .get(&TextAttribute::Stem)
                .cloned()
                .unwrap_or_default()
        ),
    );
    for (attribute, text) in &said.texts {
        match attribute {
            TextAttribute::Stem => {}
            TextAttribute::SampleAnswer => {
                part.insert("sample_answer".to_owned(), json!(text));
            }
            other => {
                texts.insert(other.as_str().to_owned(), json!(text));
            }
        }
    }
    if !said.options.is_empty() {
        part.insert("options".to_owned(), json!(said.options));
    }
    if !part.is_empty() {
        texts.insert("parts".to_owned(), json!({PART: part}));
    }
    Value::Object(texts)
}
