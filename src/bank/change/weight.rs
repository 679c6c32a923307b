//! What a moved field means for those who meet the item, and what can never be called editorial: key and
//! accepted answers, points, options and their order, descriptors' points, bands, the stimulus, and in
//! texts numerals, formulas, pictures and negations.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::moved::ORDER;
use crate::document::pointer::steps;

/// What a moved field means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "is", content = "why")]
pub enum Weight {
    /// It measures something else: never editorial.
    Substance(Substance),
    /// Words that candidates or markers read: editorial when few change.
    Wording,
    /// Read by neither candidates nor markers at a test: hints, worked solutions, why an option is wrong.
    Beside,
    /// A tag, a source, a licence, another language: nothing that is answered or marked.
    Label,
}

/// Why a change is of substance.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Substance {
    /// Key or accepted answers.
    Key,
    /// Points, of the item, a part, a descriptor or a band.
    Points,
    /// How points are given.
    Scheme,
    /// Task type.
    Type,
    /// Parts: which there are, and their order.
    Parts,
    /// Options or targets: which there are, and their order.
    Options,
    /// What the item hangs on.
    Stimulus,
    /// A number in a text.
    Numerals,
    /// A formula in a text.
    Formulas,
    /// A picture in a text.
    Pictures,
    /// A negation in a text.
    Negation,
    /// A text that candidates read is new or gone.
    Text,
}

impl Substance {
    /// The one spelling, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Points => "points",
            Self::Scheme => "scheme",
            Self::Type => "type",
            Self::Parts => "parts",
            Self::Options => "options",
            Self::Stimulus => "stimulus",
            Self::Numerals => "numerals",
            Self::Formulas => "formulas",
            Self::Pictures => "pictures",
            Self::Negation => "negation",
            Self::Text => "text",
        }
    }
}

/// The weight of a field that moved, by its place and by what it said and says.
pub fn weigh(field: &str, before: Option<&Value>, after: Option<&Value>) -> Weight {
    let steps: Vec<String> = steps(field).collect();
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    match steps.as_slice() {
        ["content", rest @ ..] => of_content(rest).map_or(Weight::Label, Weight::Substance),
        ["texts", _, rest @ ..] => of_text(rest, before, after),
        _ => Weight::Label,
    }
}

fn of_content(steps: &[&str]) -> Option<Substance> {
    match steps {
        ["type"] => Some(Substance::Type),
        ["points"] => Some(Substance::Points),
        ["stimulus"] => Some(Substance::Stimulus),
        ["parts"] => Some(Substance::Parts),
        ["parts", order] if *order == ORDER => Some(Substance::Parts),
        ["parts", _, rest @ ..] => of_part(rest),
        _ => None,
    }
}

fn of_part(steps: &[&str]) -> Option<Substance> {
    match steps {
        ["type"] => Some(Substance::Type),
        ["points"] => Some(Substance::Points),
        ["options" | "targets", ..] => Some(Substance::Options),
        ["key", ..] => Some(Substance::Key),
        ["values", ..] => Some(Substance::Points),
        // What a descriptor is tagged with changes no mark.
        ["scheme", "descriptors", _, "criterion" | "objective"] => None,
        [
            "scheme",
            "descriptors" | "bands",
            _,
            "points" | "min" | "max",
        ] => Some(Substance::Points),
        ["id"] => Some(Substance::Parts),
        ["scheme", ..] | ["max_chosen"] => Some(Substance::Scheme),
        _ => None,
    }
}

fn of_text(steps: &[&str], before: Option<&Value>, after: Option<&Value>) -> Weight {
    match steps {
        ["hint" | "explanation"] | ["parts", _, "rationales", ..] => Weight::Beside,
        ["parts", _, "accepted", ..] => Weight::Substance(Substance::Key),
        ["marking_notes"] | ["parts", _, "sample_answer"] => of_words(before, after, false),
        ["recordings", _, "milliseconds"] => Weight::Beside,
        ["recordings", _, "title" | "transcript"] => of_words(before, after, false),
        // Another recording, or one that is heard more often, is another task.
        ["recordings", ..] => Weight::Substance(Substance::Text),
        _ => of_words(before, after, true),
    }
}

/// `needed` texts are read at the test: one that is new or gone is another task.
fn of_words(before: Option<&Value>, after: Option<&Value>, needed: bool) -> Weight {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let (old, new) = (text(before), text(after));
    if needed && old.trim().is_empty() != new.trim().is_empty() {
        return Weight::Substance(Substance::Text);
    }
    let moved = [
        (Substance::Formulas, formulas(&old) != formulas(&new)),
        (Substance::Pictures, pictures(&old) != pictures(&new)),
        (Substance::Numerals, numerals(&old) != numerals(&new)),
        (Substance::Negation, negations(&old) != negations(&new)),
    ];
    let first = moved.into_iter().find(|(_, moved)| *moved);
    first.map_or(Weight::Wording, |(why, _)| Weight::Substance(why))
}

/// Numbers of a text in their order: digits with what stands between them (`1 250,5`, `3/4`, `-2`), a
/// decimal comma and a decimal point being one.
pub fn numerals(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (mut found, mut number) = (Vec::new(), String::new());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let joins = !number.is_empty() && next.is_numeric() && ".,/:".contains(*letter);
        if letter.is_numeric() {
            let before = at.checked_sub(1).map(|at| letters[at]);
            if number.is_empty() && before.is_some_and(|sign| "-−–".contains(sign)) {
                number.push('-');
            }
            number.push(*letter);
        } else if joins {
            number.push(if *letter == ',' { '.' } else { *letter });
        } else if !number.is_empty() && !is_group_space(*letter, next) {
            found.push(std::mem::take(&mut number));
        }
    }
    found.extend((!number.is_empty()).then_some(number));
    found
}

/// A space between groups of digits: narrow or unbreakable, never the usual one.
fn is_group_space(letter: char, next: char) -> bool {
    next.is_numeric() && matches!(letter, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Formulas as they are written: MathML elements and LaTeX between dollar signs or `\( \)`.
fn formulas(text: &str) -> Vec<String> {
    let mut found = between(text, "<math", "</math>");
    found.extend(between(text, "\\(", "\\)"));
    let parts: Vec<&str> = text.split('$').collect();
    // An odd number of signs leaves the last one alone: it is money.
    let pairs = (parts.len() - 1) / 2;
    let inside = (0..pairs).map(|pair| parts[2 * pair + 1].trim().to_owned());
    found.extend(inside.filter(|formula| !formula.is_empty()));
    found
}

/// Addresses of the pictures and recordings in a text.
fn pictures(text: &str) -> Vec<String> {
    ["<img", "<audio", "<video", "<svg"]
        .iter()
        .flat_map(|tag| between(text, tag, ">"))
        .collect()
}

fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(start) {
        let from = &rest[at..];
        let Some(length) = from.find(end) else { break };
        found.push(from[..length].to_owned());
        rest = &from[length + end.len()..];
    }
    found
}

/// Negations in kk, ru, en, counted by word: one more or one less turns a task round.
const NEGATIONS: [&str; 17] = [
    "не",
    "ни",
    "нет",
    "кроме",
    "без",
    "нельзя",
    "неверно",
    "емес",
    "жоқ",
    "басқа",
    "болмайды",
    "not",
    "no",
    "never",
    "except",
    "without",
    "cannot",
];

fn negations(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphabetic());
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for word in words.map(str::to_lowercase) {
        if NEGATIONS.contains(&word.as_str()) {
            *counted.entry(word).or_default() += 1;
        }
    }
    counted
        .into_iter()
        .map(|(word, count)| format!("{word} {count}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numerals_keep_sign_fraction_and_order_and_know_the_decimal_comma() {
        assert_eq!(
            numerals("От −2 до 3,5 см; 3/4 и 7:2."),
            ["-2", "3.5", "3/4", "7:2"]
        );
        assert_eq!(numerals("12\u{a0}500 адам, 5-сынып"), ["12500", "5"]);
        assert_eq!(numerals("3 4"), ["3", "4"]);
        assert_eq!(numerals("x² = ½"), ["²", "½"]);
        assert_eq!(numerals("нет чисел"), Vec::<String>::new());
    }

    #[track_caller]
    fn words(before: &str, after: &str) -> Weight {
        weigh("/texts/ru/stem", Some(&json!(before)), Some(&json!(after)))
    }

    #[test]
    fn numerals_formulas_pictures_and_negations_are_substance_and_other_words_are_not() {
        use Substance::{Formulas, Negation, Numerals, Pictures};
        assert_eq!(words("Найди площадь.", "Найдите площадь."), Weight::Wording);
        assert_eq!(
            words("Скорость 5,0 м/с", "Скорость 5.0 м/с"),
            Weight::Wording
        );
        assert_eq!(
            words("Скорость 5 м/с", "Скорость 6 м/с"),
            Weight::Substance(Numerals)
        );
        assert_eq!(
            words("Верно ли?", "Не верно ли?"),
            Weight::Substance(Negation)
        );
        assert_eq!(words("Дұрыс", "Дұрыс емес"), Weight::Substance(Negation));
        assert_eq!(words("$x$", "$y$"), Weight::Substance(Formulas));
        assert_eq!(words("a $ b", "c $ b"), Weight::Wording);
        assert_eq!(
            words("<img src=\"a\">", "<img src=\"b\">"),
            Weight::Substance(Pictures)
        );
        assert_eq!(words("Текст", ""), Weight::Substance(Substance::Text));
    }

    #[test]
    fn what_is_scored_is_substance_wherever_it_stands_and_tags_are_labels() {
        let weight = |field: &str| weigh(field, Some(&json!(1)), Some(&json!(2)));
        for (field, substance) in [
            ("/content/type", Substance::Type),
            ("/content/points", Substance::Points),
            ("/content/stimulus", Substance::Stimulus),
            ("/content/parts/@order", Substance::Parts),
            ("/content/parts/@a/options", Substance::Options),
            ("/content/parts/@a/key/correct", Substance::Key),
            ("/content/parts/@a/key/number/tolerance", Substance::Key),
            ("/content/parts/@a/values", Substance::Points),
            ("/content/parts/@a/max_chosen", Substance::Scheme),
            ("/content/parts/@a/scheme/rule", Substance::Scheme),
            (
                "/content/parts/@a/scheme/descriptors/@order",
                Substance::Scheme,
            ),
            (
                "/content/parts/@a/scheme/descriptors/@d1/points",
                Substance::Points,
            ),
            ("/content/parts/@a/scheme/bands/@b1/max", Substance::Points),
            ("/texts/kk/parts/a/accepted", Substance::Key),
        ] {
            assert_eq!(weight(field), Weight::Substance(substance), "{field}");
        }
        for field in [
            "/content/objectives",
            "/content/minutes",
            "/content/parts/@a/scheme/descriptors/@d1/criterion",
            "/content/x_note",
            "/code",
            "/source_language",
        ] {
            assert_eq!(weight(field), Weight::Label, "{field}");
        }
        assert_eq!(weight("/texts/ru/hint"), Weight::Beside);
        assert_eq!(weight("/texts/ru/parts/a/rationales/A"), Weight::Beside);
    }
}
