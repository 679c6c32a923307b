//! Every language says everything, and nothing about ids that are not there.

use std::collections::BTreeMap;

use super::super::Language;
use super::super::texts::{ItemTexts, PartTexts};
use super::{Inspection, PlacedPart, child};
use crate::language::finding::Finding;

/// Whether the texts of a language have something.
type Has = fn(&ItemTexts) -> bool;

impl<'a> Inspection<'a> {
    pub(super) fn check_texts(&mut self) {
        let document = self.document;
        if document.texts.is_empty() {
            self.report_at_submit(Finding::error("texts_missing", "/texts"));
        }
        if let Some(language) = &document.source_language
            && !document.texts.is_empty()
            && !document.texts.contains_key(language)
        {
            self.report(
                Finding::error("source_language_without_texts", "/source_language")
                    .with("language", language.as_str()),
            );
        }
        for (language, texts) in &document.texts {
            self.check_language(language, texts);
        }
        self.check_optional_texts_agree();
    }

    fn check_language(&mut self, language: &Language, texts: &'a ItemTexts) {
        let at = format!("/texts/{language}");
        if texts.stem.trim().is_empty() {
            self.report_at_submit(
                Finding::error("stem_empty", format!("{at}/stem"))
                    .with("language", language.as_str()),
            );
        }
        self.check_recordings(language, texts);
        let parts = self.parts();
        let known: Vec<&str> = parts.iter().map(|p| p.part.id.as_str()).collect();
        self.check_keys_known("part", &texts.parts, &known, &format!("{at}/parts"));
        let nothing = PartTexts::default();
        for place in &parts {
            let of_part = texts.parts.get(&place.part.id).unwrap_or(&nothing);
            let at = child(&format!("{at}/parts"), &place.part.id);
            self.check_part_texts(place, of_part, &at, language);
            let asks = of_part
                .prompt
                .as_ref()
                .is_some_and(|prompt| !prompt.trim().is_empty());
            if parts.len() > 1 && !asks {
                self.report_at_submit(
                    Finding::warning("prompt_missing", format!("{at}/prompt"))
                        .with("part", place.part.id.clone())
                        .with("language", language.as_str()),
                );
            }
        }
    }

    fn check_part_texts(
        &mut self,
        place: &PlacedPart<'_>,
        texts: &PartTexts,
        at: &str,
        language: &Language,
    ) {
        let part = place.part;
        let descriptors: Vec<&str> = part
            .scheme
            .descriptors
            .iter()
            .map(|d| d.id.as_str())
            .collect();
        let bands: Vec<&str> = part.scheme.bands.iter().map(|b| b.id.as_str()).collect();
        let options: Vec<&str> = part.options.iter().map(String::as_str).collect();
        let targets: Vec<&str> = part.targets.iter().map(String::as_str).collect();
        for (what, said, ids) in [
            ("options", &texts.options, &options),
            ("targets", &texts.targets, &targets),
            ("descriptors", &texts.descriptors, &descriptors),
            ("bands", &texts.bands, &bands),
        ] {
            let at = format!("{at}/{what}");
            self.check_keys_known(what, said, ids, &at);
            for id in ids
                .iter()
                .filter(|id| said.get(**id).is_none_or(|text| text.trim().is_empty()))
            {
                self.report_at_submit(
                    Finding::error("text_missing_for_id", child(&at, id))
                        .with("what", what)
                        .with("id", *id)
                        .with("language", language.as_str()),
                );
            }
        }
        self.check_keys_known(
            "rationales",
            &texts.rationales,
            &options,
            &format!("{at}/rationales"),
        );
        for n in (0..texts.accepted.len()).filter(|n| texts.accepted[*n].trim().is_empty()) {
            self.report(Finding::error("text_empty", format!("{at}/accepted/{n}")));
        }
    }

    fn check_keys_known<T>(
        &mut self,
        what: &'static str,
        said: &BTreeMap<String, T>,
        known: &[&str],
        at: &str,
    ) {
        for id in said.keys().filter(|id| !known.contains(&id.as_str())) {
            self.report(
                Finding::error("text_for_unknown_id", child(at, id))
                    .with("what", what)
                    .with("id", id.clone())
                    .with("known", known.join(", ")),
            );
        }
    }

    /// A hint or explanation that only some languages have is easily a forgotten translation.
    fn check_optional_texts_agree(&mut self) {
        let texts = &self.document.texts;
        let fields: [(&'static str, Has); 4] = [
            ("hint", |t| t.hint.is_some()),
            ("explanation", |t| t.explanation.is_some()),
            ("marking_notes", |t| t.marking_notes.is_some()),
            ("recordings", |t| !t.recordings.is_empty()),
        ];
        for (field, has) in fields {
            let somewhere = texts.values().any(has);
            for (language, _) in texts.iter().filter(|(_, t)| somewhere && !has(t)) {
                self.report_at_submit(
                    Finding::warning(
                        "text_only_in_some_languages",
                        format!("/texts/{language}/{field}"),
                    )
                    .with("field", field)
                    .with("language", language.as_str()),
                );
            }
        }
    }
}
