//! Stems and prompts.

use super::View;
use crate::bank::quality::QualityRule;
use crate::bank::reading::markup::plain;
use crate::bank::reading::words::{first_listed, questions, without, words};
use crate::bank::{ItemType, Language};
use crate::language::finding::Finding;

pub(super) fn findings(view: &View<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let content = &view.item.content;
    let is_chosen = |kind| matches!(kind, ItemType::Mcq | ItemType::Multi | ItemType::Tf);
    let asks_by_itself = content.parts.iter().any(|part| {
        let said = view.texts.parts.get(&part.id);
        is_chosen(content.part_type(part)) && said.is_none_or(|said| said.prompt.is_none())
    });
    let stem = plain(&view.texts.stem);
    if asks_by_itself {
        found.extend(negation(view, &stem, view.stem_pointer()));
    }
    for part in &content.parts {
        let said = view.texts.parts.get(&part.id);
        let prompt = said.and_then(|said| said.prompt.as_ref());
        if let Some(prompt) = prompt.filter(|_| is_chosen(content.part_type(part))) {
            let pointer = format!("{}/prompt", view.part_pointer(&part.id));
            found.extend(negation(view, &plain(prompt), pointer));
        }
    }
    found.extend(too_long(view, &stem, view.language));
    found
}

/// A negation counts in what asks, not in the story before it.
fn negation(view: &View<'_>, text: &str, pointer: String) -> Option<Finding> {
    let lists = view.words;
    let asked = questions(text).into_iter().find_map(|question| {
        let words = without(&lists.no_negations, words(question));
        first_listed(&lists.negations, &words)
    })?;
    let finding = QualityRule::NegativeStem.found(pointer);
    Some(
        finding
            .with("word", asked)
            .with("language", view.language.as_str()),
    )
}

fn too_long(view: &View<'_>, stem: &str, language: &Language) -> Option<Finding> {
    let (have, most) = (words(stem).len(), view.policy.limits.stem_words_most);
    (have > most as usize).then(|| {
        let finding = QualityRule::StemTooLong.found(view.stem_pointer());
        finding
            .with("words", have)
            .with("most", most)
            .with("language", language.as_str())
    })
}
