//! Advice on stems and options. Nothing here refuses an item but two options that read the same.
//!
//! What is *not* here: spelling and grammar. The phrases are few and literal on purpose; each hit
//! is a warning that an author can answer with a reason.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::texts::{ItemTexts, PartTexts};
use super::super::{ItemType, Language};
use super::{Inspection, PlacedPart, Stage, child};
use crate::language::finding::Finding;
use crate::language::fold::look_alikes;

/// Options that mean "all" or "none" of the others, in lower case.
const ALL_OR_NONE: [&str; 20] = [
    "барлығы дұрыс",
    "барлық жауап дұрыс",
    "барлық жауаптар дұрыс",
    "жоғарыдағылардың барлығы",
    "аталғандардың барлығы",
    "дұрыс жауап жоқ",
    "ешқайсысы",
    "все ответы верны",
    "все ответы правильные",
    "все перечисленн",
    "всё перечисленн",
    "все вышеперечисленн",
    "всё вышеперечисленн",
    "нет верного ответа",
    "нет правильного ответа",
    "правильного ответа нет",
    "ни один из",
    "all of the above",
    "none of the above",
    "none of these",
];
/// Words that turn a stem round, in lower case. By language: Russian `не` is Kazakh for "what".
fn negations(language: &Language) -> &'static [&'static str] {
    match language.as_str() {
        "kk" => &["емес"],
        "ru" => &["не", "кроме", "нельзя"],
        "en" => &["not", "except"],
        _ => &[],
    }
}

impl<'a> Inspection<'a> {
    pub(super) fn check_wording(&mut self) {
        let parts = self.parts();
        let nothing = PartTexts::default();
        for (language, texts) in &self.document.texts {
            for place in &parts {
                let of_part = texts.parts.get(&place.part.id).unwrap_or(&nothing);
                let at = child(&format!("/texts/{language}/parts"), &place.part.id);
                self.check_equal_options(place, of_part, &at, language);
                if self.stage == Stage::Submit && place.kind.has_options() {
                    self.check_all_or_none(of_part, &at);
                    self.check_lengths(place, of_part, &at);
                    self.check_numeric_order(place, of_part, &at);
                }
            }
            if self.stage == Stage::Submit {
                self.check_negative_stem(texts, language);
                self.check_look_alikes(texts, language);
            }
        }
        if self.stage == Stage::Submit {
            self.check_numbers_agree();
        }
    }

    /// Same text but for spaces refuses a submission; a difference of case only is worth a look
    /// (`Aa` and `aa` are different genotypes, `Yes` and `yes` are one answer).
    fn check_equal_options(
        &mut self,
        place: &PlacedPart<'_>,
        texts: &PartTexts,
        at: &str,
        language: &Language,
    ) {
        let mut exact: BTreeMap<String, &str> = BTreeMap::new();
        let mut folded: BTreeMap<String, &str> = BTreeMap::new();
        for id in &place.part.options {
            let Some(text) = texts
                .options
                .get(id)
                .map(|t| spaced(t))
                .filter(|t| !t.is_empty())
            else {
                continue;
            };
            let pointer = child(&format!("{at}/options"), id);
            let without_case = text.to_lowercase();
            if let Some(first) = exact.get(&text) {
                let arguments = [
                    ("first", *first),
                    ("second", id),
                    ("language", language.as_str()),
                ];
                self.report_by_stage("duplicate_options", pointer, &arguments);
            } else if let Some(first) = folded.get(&without_case) {
                self.report_at_submit(
                    Finding::warning("options_differ_by_case_only", pointer)
                        .with("first", *first)
                        .with("second", id.clone())
                        .with("language", language.as_str()),
                );
            }
            exact.entry(text).or_insert(id);
            folded.entry(without_case).or_insert(id);
        }
    }

    fn check_all_or_none(&mut self, texts: &PartTexts, at: &str) {
        for (id, text) in &texts.options {
            let text_in_lower_case = spaced(text).to_lowercase();
            if ALL_OR_NONE
                .iter()
                .any(|phrase| text_in_lower_case.contains(phrase))
            {
                self.report(
                    Finding::warning("option_all_or_none", child(&format!("{at}/options"), id))
                        .with("option", id.clone())
                        .with("text", text.clone()),
                );
            }
        }
    }

    fn check_lengths(&mut self, place: &PlacedPart<'_>, texts: &PartTexts, at: &str) {
        if !matches!(place.kind, ItemType::Mcq | ItemType::Multi) {
            return;
        }
        let length = |id: &String| {
            texts
                .options
                .get(id)
                .map(|text| text.trim().chars().count())
        };
        let mut lengths: Vec<(usize, &String)> = place
            .part
            .options
            .iter()
            .filter_map(|id| length(id).map(|n| (n, id)))
            .collect();
        lengths.sort_by_key(|(n, _)| Reverse(*n));
        let [(longest, id), (second, _), ..] = lengths[..] else {
            return;
        };
        let shortest = lengths.last().map_or(0, |(n, _)| *n);
        let is_only_key = place.part.key.correct.len() == 1 && place.part.key.correct.contains(id);
        if is_only_key && longest >= 20 && longest * 2 >= second * 3 {
            self.report(
                Finding::warning("key_is_longest_option", child(&format!("{at}/options"), id))
                    .with("option", id.clone())
                    .with("length", longest)
                    .with("next", second),
            );
        } else if longest >= shortest * 3 && longest - shortest > 20 {
            self.report(
                Finding::warning("options_differ_in_length", format!("{at}/options"))
                    .with("longest", longest)
                    .with("shortest", shortest),
            );
        }
    }

    fn check_numeric_order(&mut self, place: &PlacedPart<'_>, texts: &PartTexts, at: &str) {
        if !matches!(place.kind, ItemType::Mcq | ItemType::Multi) || place.part.options.len() < 3 {
            return;
        }
        let number = |id| texts.options.get(id).and_then(|text| parse_number(text));
        let Some(numbers) = place
            .part
            .options
            .iter()
            .map(number)
            .collect::<Option<Vec<f64>>>()
        else {
            return;
        };
        let rising = numbers.windows(2).all(|pair| pair[0] <= pair[1]);
        let falling = numbers.windows(2).all(|pair| pair[0] >= pair[1]);
        if !rising && !falling {
            self.report(Finding::warning(
                "numeric_options_unordered",
                format!("{at}/options"),
            ));
        }
    }

    fn check_negative_stem(&mut self, texts: &'a ItemTexts, language: &Language) {
        if !matches!(
            self.document.content.item_type,
            ItemType::Mcq | ItemType::Multi | ItemType::Tf
        ) {
            return;
        }
        let stem = texts.stem.to_lowercase();
        let mut words = stem.split(|c: char| !c.is_alphanumeric());
        if let Some(word) = words.find(|word| negations(language).contains(word)) {
            self.report(
                Finding::warning("negative_stem", format!("/texts/{language}/stem"))
                    .with("word", word)
                    .with("language", language.as_str()),
            );
        }
    }

    /// Letters of another alphabet inside a word: they look right and are never found.
    fn check_look_alikes(&mut self, texts: &'a ItemTexts, language: &Language) {
        let stem = std::iter::once((format!("/texts/{language}/stem"), &texts.stem));
        let options = texts.parts.iter().flat_map(|(part, of_part)| {
            let at = format!(
                "{}/options",
                child(&format!("/texts/{language}/parts"), part)
            );
            of_part
                .options
                .iter()
                .map(move |(id, text)| (child(&at, id), text))
        });
        for (pointer, text) in stem.chain(options) {
            let letters: Vec<String> = look_alikes(text)
                .into_iter()
                .map(|(n, letter)| format!("{letter} ({})", n + 1))
                .collect();
            if !letters.is_empty() {
                self.report(
                    Finding::warning("look_alike_letters", pointer)
                        .with("letters", letters.join(", "))
                        .with("language", language.as_str()),
                );
            }
        }
    }

    /// The numbers of a stem are the same in every language.
    fn check_numbers_agree(&mut self) {
        let mut languages = self.document.texts.iter();
        let Some((first, texts)) = languages.next() else {
            return;
        };
        let expected = numbers_in(&texts.stem);
        for (language, texts) in languages {
            let found = numbers_in(&texts.stem);
            if found != expected {
                self.report(
                    Finding::warning(
                        "numbers_differ_between_languages",
                        format!("/texts/{language}/stem"),
                    )
                    .with("first", first.as_str())
                    .with("second", language.as_str())
                    .with("first_numbers", expected.join(" "))
                    .with("second_numbers", found.join(" ")),
                );
            }
        }
    }
}

/// Outer spaces gone, inner ones single: how texts are compared with each other.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A whole text that is one number, with point or comma.
fn parse_number(text: &str) -> Option<f64> {
    let text: String = text.trim().replace(',', ".").replace('−', "-");
    let digits_only = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if digits_only { text.parse().ok() } else { None }
}

/// The numbers of a text, sorted as texts, decimal commas read as points.
fn numbers_in(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut number = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (n, c) in characters.iter().enumerate() {
        let between_digits = n > 0
            && characters[n - 1].is_ascii_digit()
            && characters.get(n + 1).is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' => number.push(*c),
            '.' | ',' if between_digits => number.push('.'),
            _ => numbers.push(std::mem::take(&mut number)),
        }
    }
    numbers.push(number);
    numbers.retain(|number| !number.is_empty());
    numbers.sort();
    numbers
}
