//! How a task is written, by the rules of item writing: one objective, a positive stem, options that are
//! alike in kind and length, no clues; criteria, descriptors and working time; and, over a set of tasks,
//! where the keys stand and whether one task answers another.
//!
//! | file | subject |
//! |---|---|
//! | `goals` | objectives, criteria, descriptors, minutes |
//! | `stem` | negations, length |
//! | `options` | all or none, length, kind, form, order |
//! | `clues` | absolute words, words of the stem in the key, rationales |
//! | `set` | key positions, keys given by other tasks |
//!
//! The rules find; what a finding is worth says the policy ([`QualityPolicy::judge`]), as do the words of
//! each language. Pointers lead into the JSON of [`ItemDocument`], for a set below `/items/<n>`.
//! What is *not* here: spelling, grammar, and whether the key is right.

mod clues;
mod goals;
mod options;
mod set;
mod stem;
#[cfg(test)]
mod tests;

use super::content::Part;
use super::quality::{LanguageWords, QualityPolicy};
use super::reading::markup::plain;
use super::reading::numerals::DecimalMark;
use super::texts::{ItemDocument, ItemTexts, PartTexts};
use super::{ItemType, Language};
use crate::curriculum::CurriculumIndex;
use crate::document::pointer::child;
use crate::language::finding::Finding;

pub use set::lint_set;

/// Everything that the rules find about a task, in every language the policy knows.
pub fn lint(
    policy: &QualityPolicy,
    item: &ItemDocument,
    curriculum: Option<&CurriculumIndex>,
) -> Vec<Finding> {
    let mut found = goals::findings(policy, item, curriculum);
    for (language, texts) in &item.texts {
        let Some(words) = policy.languages.get(language) else {
            continue;
        };
        let view = View {
            policy,
            item,
            language,
            words,
            texts,
        };
        found.extend(goals::descriptor_findings(&view));
        found.extend(stem::findings(&view));
        for choice in view.choices() {
            found.extend(options::findings(&view, &choice));
            found.extend(clues::findings(&view, &choice));
        }
        found.extend(clues::statement_findings(&view));
    }
    found
}

/// A task in one language.
struct View<'a> {
    policy: &'a QualityPolicy,
    item: &'a ItemDocument,
    language: &'a Language,
    words: &'a LanguageWords,
    texts: &'a ItemTexts,
}

/// A part with options to choose from.
struct Choice<'a> {
    part: &'a Part,
    kind: ItemType,
    said: &'a PartTexts,
    /// `/texts/<language>/parts/<id>`.
    at: String,
    /// Id and plain text of the options that say something, in the author's order.
    options: Vec<(&'a str, String)>,
}

impl<'a> View<'a> {
    fn mark(&self) -> DecimalMark {
        self.words.decimal
    }

    fn stem_pointer(&self) -> String {
        format!("/texts/{}/stem", self.language)
    }

    fn part_pointer(&self, part: &str) -> String {
        child(&format!("/texts/{}/parts", self.language), part)
    }

    /// The parts whose options are chosen from; matching and ordering have no key among them.
    fn choices(&self) -> Vec<Choice<'a>> {
        let content = &self.item.content;
        let parts = content.parts.iter().filter_map(|part| {
            let kind = content.part_type(part);
            let said = self.texts.parts.get(&part.id)?;
            let is_choice = matches!(kind, ItemType::Mcq | ItemType::Multi);
            is_choice.then(|| Choice {
                part,
                kind,
                said,
                at: self.part_pointer(&part.id),
                options: texts_of(part, said),
            })
        });
        parts.collect()
    }
}

fn texts_of<'a>(part: &'a Part, said: &PartTexts) -> Vec<(&'a str, String)> {
    let texts = part.options.iter().filter_map(|id| {
        let text = plain(said.options.get(id)?);
        let text = super::check::spaced(&text);
        (!text.is_empty()).then_some((id.as_str(), text))
    });
    texts.collect()
}
