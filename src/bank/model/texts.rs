//! Wording of a model in all its languages.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{ByLanguage, ItemModelDocument, Wording};
use super::names::Names;
use super::wording::{Template, needed};
use crate::bank::Language;
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// A text in every language of the model; empty where it is not given.
pub(super) type Texts = BTreeMap<Language, Template>;

/// What belongs to the item as a whole, in one language.
#[derive(Clone, Debug)]
pub(super) struct ReadWording {
    pub(super) stem: Template,
    pub(super) hint: Option<Template>,
    pub(super) explanation: Template,
    pub(super) marking_notes: Option<Template>,
}

/// Whether a text may be left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Optional,
    Required,
}

/// Reads texts; everything wrong is collected.
pub(super) struct TextReader<'a> {
    pub(super) document: &'a ItemModelDocument,
    pub(super) findings: Vec<Finding>,
}

impl<'a> TextReader<'a> {
    /// The wording of one language, where nothing is wrong with it.
    pub(super) fn wording(
        &mut self,
        language: &Language,
        wording: &Wording,
        names: &Names<'a>,
    ) -> Option<ReadWording> {
        let at = format!("/wording/{language}");
        let mut one = |field: &str, text: &str| {
            self.template(text, language, names, &format!("{at}/{field}"))
        };
        let stem = one("stem", &wording.stem);
        let explanation = one("explanation", &wording.explanation);
        let hint = wording.hint.as_ref().map(|text| one("hint", text));
        let notes = wording.marking_notes.as_ref();
        let notes = notes.map(|text| one("marking_notes", text));
        Some(ReadWording {
            stem: stem?,
            explanation: explanation?,
            hint: hint.flatten(),
            marking_notes: notes.flatten(),
        })
    }

    /// A text by language: in every language of the model and in no other.
    pub(super) fn texts(
        &mut self,
        given: &ByLanguage,
        need: Need,
        names: &Names<'a>,
        at: &str,
    ) -> Texts {
        if given.is_empty() && need == Need::Optional {
            return Texts::new();
        }
        for language in self.document.wording.keys() {
            if given
                .get(language)
                .is_none_or(|text| text.trim().is_empty())
            {
                let finding = Finding::error("model_language_missing", at);
                self.findings
                    .push(finding.with("language", language.as_str()));
            }
        }
        for language in given.keys() {
            self.language_known(language, child(at, language.as_str()));
        }
        let mut texts = Texts::new();
        for (language, text) in given {
            let at = child(at, language.as_str());
            if let Some(template) = self.template(text, language, names, &at) {
                texts.insert(language.clone(), template);
            }
        }
        texts
    }

    /// A finding for a language without a wording.
    pub(super) fn language_known(&mut self, language: &Language, at: String) {
        let wording = &self.document.wording;
        if wording.contains_key(language) {
            return;
        }
        let known: Vec<&str> = wording.keys().map(Language::as_str).collect();
        self.findings.push(
            Finding::error("model_language_without_wording", at)
                .with("language", language.as_str())
                .with("known", known.join(", ")),
        );
    }

    /// One text; its words have the forms it asks for.
    pub(super) fn template(
        &mut self,
        text: &str,
        language: &Language,
        names: &Names<'a>,
        at: &str,
    ) -> Option<Template> {
        match Template::read(text, language, &|name| names.kind(name)) {
            Ok(template) => {
                self.forms(&template, language, names);
                Some(template)
            }
            Err(problems) => {
                let told = problems.into_iter().map(|problem| problem.finding(at));
                self.findings.extend(told);
                None
            }
        }
    }

    /// Every word of a variable has every form that is asked of it.
    fn forms(&mut self, template: &Template, language: &Language, names: &Names<'a>) {
        let mut asked: BTreeSet<(&str, &str)> = template.asked_forms().into_iter().collect();
        for variable in template.counted_words() {
            let needed = needed(language).iter();
            asked.extend(needed.map(|category| (variable, category.as_str())));
        }
        for (variable, form) in asked {
            let position = self
                .document
                .variables
                .iter()
                .position(|v| v.id == variable);
            let words = names.words.get(variable).copied().unwrap_or_default();
            for (n, word) in words.iter().enumerate() {
                let forms = word.forms.get(language);
                if forms.is_some_and(|forms| forms.contains_key(form)) {
                    continue;
                }
                let at = format!("/variables/{}/words/{n}/forms", position.unwrap_or(0));
                let finding = Finding::error("model_word_form_missing", at)
                    .with("word", word.id.as_str())
                    .with("form", form)
                    .with("language", language.as_str());
                if !self.findings.contains(&finding) {
                    self.findings.push(finding);
                }
            }
        }
    }
}
