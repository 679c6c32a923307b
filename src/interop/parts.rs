//! Options and key of the one part that an imported item has.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::mapping::{Mapping, Said};
use super::profile::{KeyRule, OptionColumns, OptionRule};
use super::values::{after, not_text, text_of};
use crate::bank::check::spaced;
use crate::bank::{ItemType, Language};
use crate::language::finding::Finding;
use crate::scoring::number_answer;

/// An option of a record: its label and where its text in each language stands.
pub(super) struct OptionSource {
    pub(super) label: String,
    sources: BTreeMap<Language, String>,
}

impl Mapping<'_> {
    /// Reads the options into what each language says and remembers where they stand.
    pub(super) fn add_options(&mut self, said: &mut BTreeMap<Language, Said>) {
        let profile = self.profile;
        let Some(rule) = &profile.options else { return };
        match &rule.list {
            Some(list) => self.add_listed_options(rule, list, said),
            None => rule
                .columns
                .iter()
                .for_each(|columns| self.add_option_columns(columns, said)),
        }
    }

    fn add_listed_options(
        &mut self,
        rule: &OptionRule,
        list: &str,
        said: &mut BTreeMap<Language, Said>,
    ) {
        let Some(value) = self.record.get(list) else {
            return;
        };
        let Value::Array(entries) = value else {
            let finding = Finding::error("options_not_list", self.record.pointer(list));
            self.report(finding, list);
            return;
        };
        let within = |pointer: &Option<String>, usual: &str| {
            pointer.clone().unwrap_or_else(|| usual.to_owned())
        };
        let (text_at, label_at) = (within(&rule.text, "/text"), within(&rule.label, "/label"));
        for (n, entry) in entries.iter().enumerate() {
            let from = format!("{list}/{n}{label_at}");
            let label = entry
                .pointer(&label_at)
                .and_then(text_of)
                .unwrap_or_default()
                .trim()
                .to_owned();
            if label.is_empty() || self.options.iter().any(|option| option.label == label) {
                let finding = Finding::error("option_label_invalid", self.record.pointer(&from))
                    .with("label", label);
                self.report(finding, &from);
                continue;
            }
            let from = format!("{list}/{n}{text_at}");
            let text = entry.pointer(&text_at).map(text_of);
            if text == Some(None) {
                let finding = not_text(self.record, &from, "options");
                self.report(finding, &from);
            }
            let text = text.flatten().unwrap_or_default();
            for of_language in said.values_mut() {
                of_language.options.insert(label.clone(), text.clone());
            }
            let sources = said
                .keys()
                .map(|language| (language.clone(), from.clone()))
                .collect();
            self.options.push(OptionSource { label, sources });
        }
    }

    /// An option whose cells are empty in every language is not there.
    fn add_option_columns(&mut self, columns: &OptionColumns, said: &mut BTreeMap<Language, Said>) {
        let texts: BTreeMap<&Language, String> = columns
            .texts
            .iter()
            .map(|(language, from)| {
                (
                    language,
                    self.record
                        .get(from)
                        .as_ref()
                        .and_then(text_of)
                        .unwrap_or_default(),
                )
            })
            .collect();
        if texts.values().all(|text| text.trim().is_empty()) {
            return;
        }
        for (language, text) in texts {
            if let Some(of_language) = said.get_mut(language) {
                of_language.options.insert(columns.label.clone(), text);
            }
        }
        self.options.push(OptionSource {
            label: columns.label.clone(),
            sources: columns.texts.clone(),
        });
    }

    /// The option ids in the order of the record; `None` where there are no options.
    pub(super) fn labels(&self) -> Option<Vec<String>> {
        let labels: Vec<String> = self
            .options
            .iter()
            .map(|option| option.label.clone())
            .collect();
        (!labels.is_empty()).then_some(labels)
    }

    /// Options without words and options alike, in each language that says anything.
    pub(super) fn check_options(
        &mut self,
        said: &BTreeMap<Language, Said>,
        kind: Option<ItemType>,
    ) {
        if kind.is_some_and(|kind| !kind.has_options()) {
            return;
        }
        let options = std::mem::take(&mut self.options);
        for (language, of_language) in said {
            let mut first: BTreeMap<String, &str> = BTreeMap::new();
            for option in &options {
                let from = option
                    .sources
                    .get(language)
                    .map(String::as_str)
                    .unwrap_or_default();
                let text = of_language
                    .options
                    .get(&option.label)
                    .map(|text| spaced(text))
                    .unwrap_or_default();
                if text.is_empty() {
                    let finding = Finding::error("option_empty", self.record.pointer(from))
                        .with("option", option.label.clone())
                        .with("language", language.as_str());
                    self.tolerate(self.profile.tolerances.empty_option, finding, from);
                } else if let Some(earlier) = first.get(&text) {
                    let finding = Finding::error("duplicate_options", self.record.pointer(from))
                        .with("first", *earlier)
                        .with("second", option.label.clone())
                        .with("language", language.as_str());
                    self.tolerate(self.profile.tolerances.duplicate_options, finding, from);
                } else {
                    first.insert(text, &option.label);
                }
            }
        }
        self.options = options;
    }

    /// The key object of the part; accepted answers of a short answer go there too, because a
    /// record does not say for which language they hold.
    pub(super) fn key(&mut self, content: &Map<String, Value>) -> Value {
        let profile = self.profile;
        let kind = content
            .get("type")
            .and_then(Value::as_str)
            .and_then(|text| text.parse::<ItemType>().ok());
        let (Some(rule), Some(kind)) = (&profile.key, kind) else {
            return json!({});
        };
        let text = self.record.get(&rule.from).as_ref().and_then(text_of);
        let text = match &rule.after {
            Some(mark) => text.and_then(|text| after(&text, mark).map(|t| t.trim().to_owned())),
            None => text,
        };
        match (kind, text) {
            (ItemType::Mcq | ItemType::Tf | ItemType::Multi, text) => {
                json!({"correct": self.key_labels(rule, text.as_deref())})
            }
            (ItemType::Order, text) => json!({"order": self.key_labels(rule, text.as_deref())}),
            (ItemType::Sa, Some(text)) if rule.number.is_some() => self.number_key(rule, &text),
            (ItemType::Sa, Some(text)) => {
                let answers = text
                    .split(rule.separator.as_deref().unwrap_or("|"))
                    .map(str::trim);
                json!({"accepted": answers.filter(|answer| !answer.is_empty()).collect::<Vec<_>>()})
            }
            (ItemType::Sa, None) => {
                self.key_absent(rule);
                json!({})
            }
            (_, None) => json!({}),
            (_, Some(text)) => {
                let finding = Finding::error("key_not_for_type", self.record.pointer(&rule.from))
                    .with("type", kind.as_str())
                    .with("key", text);
                self.report(finding, &rule.from);
                json!({})
            }
        }
    }

    /// A numeric key with the units that the record names.
    fn number_key(&mut self, rule: &KeyRule, text: &str) -> Value {
        let Some(of) = &rule.number else {
            return json!({});
        };
        let Some(value) = number_answer::key_text(text, &of.language) else {
            let finding = Finding::error("number_unreadable", self.record.pointer(&rule.from))
                .with("attribute", "key")
                .with("value", text);
            self.tolerate(self.profile.tolerances.key_missing, finding, &rule.from);
            return json!({});
        };
        let named_in = of.units_named_in.as_ref();
        let named_in = named_in.map(|from| {
            let text = self.record.get(from).as_ref().and_then(text_of);
            text.unwrap_or_default().to_lowercase()
        });
        let counts = |spellings: &&Vec<String>| {
            named_in.as_ref().is_none_or(|text| {
                let mut spellings = spellings.iter();
                spellings.any(|unit| text.contains(&unit.to_lowercase()))
            })
        };
        let units: Vec<&String> = of.units.iter().filter(counts).flatten().collect();
        let mut number = json!({"value": value});
        if let Some(tolerance) = &of.tolerance {
            number["tolerance"] = json!(tolerance);
        }
        if !units.is_empty() {
            number["units"] = json!(units);
        }
        json!({"number": number})
    }

    fn key_absent(&mut self, rule: &KeyRule) {
        let finding = Finding::error("key_absent", self.record.pointer(&rule.from));
        self.tolerate(self.profile.tolerances.key_missing, finding, &rule.from);
    }

    fn key_labels(&mut self, rule: &KeyRule, text: Option<&str>) -> Vec<String> {
        let Some(text) = text else {
            self.key_absent(rule);
            return Vec::new();
        };
        let mut labels = Vec::new();
        for word in words_of_key(text, rule.separator.as_deref()) {
            match self
                .options
                .iter()
                .find(|option| same_label(&option.label, word))
            {
                Some(option) => labels.push(option.label.clone()),
                None => {
                    let known: Vec<&str> = self
                        .options
                        .iter()
                        .map(|option| option.label.as_str())
                        .collect();
                    let finding =
                        Finding::error("key_not_among_options", self.record.pointer(&rule.from))
                            .with("key", word)
                            .with("labels", known.join(", "));
                    self.tolerate(self.profile.tolerances.key_missing, finding, &rule.from);
                }
            }
        }
        labels
    }
}

fn words_of_key<'t>(text: &'t str, separator: Option<&str>) -> Vec<&'t str> {
    let words: Vec<&str> = match separator.filter(|separator| !separator.is_empty()) {
        Some(separator) => text.split(separator).collect(),
        None => text.split([',', ';']).collect(),
    };
    words
        .into_iter()
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect()
}

/// Labels are compared without case and with Cyrillic capitals read as the Latin ones they look
/// like: a key typed `С` means option `C`.
fn same_label(label: &str, word: &str) -> bool {
    let folded = |text: &str| -> String { text.to_uppercase().chars().map(as_latin).collect() };
    label == word || folded(label) == folded(word)
}

const fn as_latin(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        'Х' => 'X',
        other => other,
    }
}
