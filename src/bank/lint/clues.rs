//! What gives an answer away: absolute words, words of the stem in the key, distractors nobody would take.

use super::{Choice, View};
use crate::bank::ItemType;
use crate::bank::quality::QualityRule;
use crate::bank::reading::markup::plain;
use crate::bank::reading::words::{first_listed, words};
use crate::document::pointer::child;
use crate::language::finding::Finding;

pub(super) fn findings(view: &View<'_>, choice: &Choice<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, text) in &choice.options {
        let pointer = child(&format!("{}/options", choice.at), id);
        found.extend(absolute(view, text, pointer));
    }
    found.extend(echo(view, choice));
    found.extend(rationales(view, choice));
    found
}

/// Statements to be judged true or false: those that leave no exception are mostly false.
pub(super) fn statement_findings(view: &View<'_>) -> Vec<Finding> {
    let content = &view.item.content;
    let mut found = Vec::new();
    for part in &content.parts {
        if content.part_type(part) != ItemType::Tf {
            continue;
        }
        let said = view.texts.parts.get(&part.id);
        let prompt = said.and_then(|said| said.prompt.as_ref());
        let (text, pointer) = match prompt {
            Some(prompt) => (prompt, format!("{}/prompt", view.part_pointer(&part.id))),
            None => (&view.texts.stem, view.stem_pointer()),
        };
        found.extend(absolute(view, &plain(text), pointer));
    }
    found
}

fn absolute(view: &View<'_>, text: &str, pointer: String) -> Option<Finding> {
    let word = first_listed(&view.words.absolutes, &words(text))?;
    let finding = QualityRule::AbsoluteWord.found(pointer);
    Some(
        finding
            .with("word", word)
            .with("language", view.language.as_str()),
    )
}

/// A long word of the question that the key repeats and no distractor does. Words are compared by their
/// beginnings, because endings change.
fn echo(view: &View<'_>, choice: &Choice<'_>) -> Option<Finding> {
    let [key] = &choice.part.key.correct[..] else {
        return None;
    };
    let least = view.policy.limits.echo_letters_least as usize;
    let beginnings = |text: &str| -> Vec<String> {
        let long = words(text)
            .into_iter()
            .filter(|word| word.chars().count() >= least);
        long.map(|word| word.chars().take(least).collect())
            .collect()
    };
    let prompt = choice.said.prompt.as_deref().unwrap_or_default();
    let asked = beginnings(&plain(&format!("{} {prompt}", view.texts.stem)));
    let (mut of_key, mut of_others) = (Vec::new(), Vec::new());
    for (id, text) in &choice.options {
        match *id == key {
            true => of_key.extend(beginnings(text)),
            false => of_others.extend(beginnings(text)),
        }
    }
    let given = |word: &&String| asked.contains(word) && !of_others.contains(word);
    let word = of_key.iter().find(given)?;
    let pointer = child(&format!("{}/options", choice.at), key);
    let finding = QualityRule::KeyEchoesStem.found(pointer);
    Some(
        finding
            .with("option", key.as_str())
            .with("word", format!("{word}…"))
            .with("language", view.language.as_str()),
    )
}

/// A distractor comes from a typical error, and its rationale names it.
fn rationales(view: &View<'_>, choice: &Choice<'_>) -> Option<Finding> {
    let says_why = |id: &str| {
        let rationale = choice.said.rationales.get(id);
        rationale.is_some_and(|text| !text.trim().is_empty())
    };
    let ids = choice.options.iter().map(|(id, _)| *id);
    let without: Vec<&str> = ids
        .filter(|id| !choice.part.key.correct.iter().any(|key| key == id) && !says_why(id))
        .collect();
    (!without.is_empty()).then(|| {
        let pointer = format!("{}/rationales", choice.at);
        let finding = QualityRule::DistractorWithoutRationale.found(pointer);
        finding
            .with("options", without)
            .with("language", view.language.as_str())
    })
}
