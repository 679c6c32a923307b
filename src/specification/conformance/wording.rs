//! Words, forbidden phrases, hint, explanation and sample answer, language by language.

use regex::Regex;

use super::super::item_specification::{ForbiddenPattern, Strictness, TextPlace};
use super::{Comparison, count};
use crate::bank::Language;
use crate::bank::texts::{ItemTexts, PartTexts};
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// A text of an item, what it is and where it stands.
struct PlacedText<'a> {
    place: TextPlace,
    text: &'a str,
    at: String,
}

impl Comparison<'_> {
    pub(super) fn compare_wording(&mut self) {
        let patterns: Vec<(&ForbiddenPattern, Regex)> = self
            .specification
            .forbidden
            .iter()
            // A pattern that does not compile was refused when the specification was published.
            .filter_map(|f| Regex::new(&f.pattern).ok().map(|regex| (f, regex)))
            .collect();
        for (language, texts) in &self.item.texts {
            let at = format!("/texts/{language}");
            self.compare_words(texts, &at);
            self.compare_aids(texts, &at);
            for (forbidden, regex) in &patterns {
                if forbidden.languages.is_empty() || forbidden.languages.contains(language) {
                    self.look_for(forbidden, regex, texts, &at, language);
                }
            }
        }
    }

    fn compare_words(&mut self, texts: &ItemTexts, at: &str) {
        let Some(words) = &self.specification.words else {
            return;
        };
        for placed in texts_of(texts, at) {
            let (what, bounds) = match placed.place {
                TextPlace::Stem => ("stem_words", words.stem),
                TextPlace::Options => ("option_words", words.option),
                TextPlace::Descriptors => ("descriptor_words", words.descriptor),
            };
            self.within(what, bounds, words_in(placed.text), &placed.at);
        }
        for (id, part) in &texts.parts {
            if let Some(answer) = &part.sample_answer {
                let at = format!("{}/sample_answer", child(&format!("{at}/parts"), id));
                self.within(
                    "sample_answer_words",
                    words.sample_answer,
                    words_in(answer),
                    &at,
                );
            }
        }
    }

    fn compare_aids(&mut self, texts: &ItemTexts, at: &str) {
        let wanted = self.specification;
        let written = |text: &Option<String>| text.as_ref().is_some_and(|t| !t.trim().is_empty());
        self.demanded(
            wanted.hint,
            written(&texts.hint),
            "hint",
            &format!("{at}/hint"),
        );
        let explained = written(&texts.explanation);
        self.demanded(
            wanted.explanation,
            explained,
            "explanation",
            &format!("{at}/explanation"),
        );
        let content = &self.item.content;
        for part in content
            .parts
            .iter()
            .filter(|p| !content.part_type(p).is_closed())
        {
            let answered = texts
                .parts
                .get(&part.id)
                .is_some_and(|p| written(&p.sample_answer));
            let at = format!("{}/sample_answer", child(&format!("{at}/parts"), &part.id));
            self.demanded(wanted.sample_answer, answered, "sample_answer", &at);
        }
    }

    fn look_for(
        &mut self,
        forbidden: &ForbiddenPattern,
        regex: &Regex,
        texts: &ItemTexts,
        at: &str,
        language: &Language,
    ) {
        let looked_at = |place: TextPlace| match forbidden.places.is_empty() {
            true => place != TextPlace::Descriptors,
            false => forbidden.places.contains(&place),
        };
        for placed in texts_of(texts, at)
            .into_iter()
            .filter(|t| looked_at(t.place))
        {
            let Some(hit) = regex.find(placed.text) else {
                continue;
            };
            let code = "spec_phrase_forbidden";
            let finding = match forbidden.severity {
                Strictness::Error => Finding::error(code, placed.at),
                Strictness::Warning => Finding::warning(code, placed.at),
            };
            let finding = finding
                .with("pattern", forbidden.id.as_str())
                .with("phrase", hit.as_str());
            let finding = match forbidden.instead.get(language) {
                Some(instead) => finding.with("instead", instead.as_str()),
                None => finding,
            };
            self.report(finding);
        }
    }
}

/// Every text that has a place, with its pointer.
fn texts_of<'t>(texts: &'t ItemTexts, at: &str) -> Vec<PlacedText<'t>> {
    let mut found = vec![PlacedText {
        place: TextPlace::Stem,
        text: &texts.stem,
        at: format!("{at}/stem"),
    }];
    for (id, part) in &texts.parts {
        texts_of_part(part, &child(&format!("{at}/parts"), id), &mut found);
    }
    found
}

fn texts_of_part<'t>(part: &'t PartTexts, at: &str, found: &mut Vec<PlacedText<'t>>) {
    if let Some(text) = &part.prompt {
        let at = format!("{at}/prompt");
        found.push(PlacedText {
            place: TextPlace::Stem,
            text,
            at,
        });
    }
    let lists = [
        (TextPlace::Options, "options", &part.options),
        (TextPlace::Options, "targets", &part.targets),
        (TextPlace::Descriptors, "descriptors", &part.descriptors),
        (TextPlace::Descriptors, "bands", &part.bands),
    ];
    for (place, key, list) in lists {
        for (id, text) in list {
            let at = child(&format!("{at}/{key}"), id);
            found.push(PlacedText { place, text, at });
        }
    }
}

fn words_in(text: &str) -> u32 {
    count(text.split_whitespace().count())
}
