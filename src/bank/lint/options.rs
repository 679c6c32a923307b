//! Options of one part: alike in kind, length and form, in order, exclusive.

use std::collections::BTreeSet;

use super::{Choice, View};
use crate::bank::ItemType;
use crate::bank::quality::QualityRule;
use crate::bank::reading::numerals::{numerals, single};
use crate::bank::reading::words::{first_listed, words};
use crate::document::pointer::child;
use crate::language::finding::Finding;

/// What an option says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum OptionKind {
    /// A number alone.
    Number,
    /// A number with its unit.
    Quantity,
    /// Signs and single letters: `2π`, `x = 5`.
    Formula,
    /// Words.
    Words,
}

impl OptionKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Quantity => "quantity",
            Self::Formula => "formula",
            Self::Words => "words",
        }
    }
}

pub(super) fn findings(view: &View<'_>, choice: &Choice<'_>) -> Vec<Finding> {
    let mut found = all_or_none(view, choice);
    found.extend(lengths(view, choice));
    found.extend(kinds(view, choice));
    found.extend(form(view, choice));
    found.extend(shared_beginning(view, choice));
    found.extend(containing(choice));
    found.extend(order(view, choice));
    found
}

fn all_or_none(view: &View<'_>, choice: &Choice<'_>) -> Vec<Finding> {
    let hits = choice
        .options
        .iter()
        .filter(|(_, text)| first_listed(&view.words.all_or_none, &words(text)).is_some());
    hits.map(|(id, text)| {
        let pointer = child(&format!("{}/options", choice.at), id);
        let finding = QualityRule::OptionAllOrNone.found(pointer);
        finding.with("option", *id).with("text", text.as_str())
    })
    .collect()
}

/// Options that say all or none are short by nature and blamed for that already.
fn lengths(view: &View<'_>, choice: &Choice<'_>) -> Option<Finding> {
    let limits = &view.policy.limits;
    let mut lengths: Vec<(usize, &str)> = choice
        .options
        .iter()
        .filter(|(_, text)| first_listed(&view.words.all_or_none, &words(text)).is_none())
        .map(|(id, text)| (text.chars().count(), *id))
        .collect();
    lengths.sort_by(|a, b| b.cmp(a));
    let [(longest, id), (next, _), ..] = lengths[..] else {
        return None;
    };
    let shortest = lengths.last().map_or(0, |(length, _)| *length);
    if longest < limits.option_length_from as usize {
        return None;
    }
    let beyond = |percent: u32, other: usize| longest * 100 > other * percent as usize;
    let keys = &choice.part.key.correct;
    if keys.len() == 1 && keys[0] == id && beyond(limits.key_to_next_percent, next) {
        let pointer = child(&format!("{}/options", choice.at), id);
        let finding = QualityRule::KeyIsLongestOption.found(pointer);
        return Some(
            finding
                .with("option", id)
                .with("length", longest)
                .with("next", next),
        );
    }
    beyond(limits.longest_to_shortest_percent, shortest).then(|| {
        let finding = QualityRule::OptionsDifferInLength.found(format!("{}/options", choice.at));
        finding.with("longest", longest).with("shortest", shortest)
    })
}

/// Numbers and formulas go together; words, quantities and bare numbers do not.
fn kinds(view: &View<'_>, choice: &Choice<'_>) -> Option<Finding> {
    let kinds: BTreeSet<OptionKind> = choice
        .options
        .iter()
        .filter(|(_, text)| first_listed(&view.words.all_or_none, &words(text)).is_none())
        .map(|(_, text)| kind_of(view, text))
        .collect();
    let is_homogeneous = kinds.len() < 2
        || kinds == BTreeSet::from([OptionKind::Number, OptionKind::Formula])
        || kinds == BTreeSet::from([OptionKind::Quantity, OptionKind::Formula]);
    (!is_homogeneous).then(|| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
        let finding = QualityRule::OptionsOfDifferentKinds.found(format!("{}/options", choice.at));
        finding
            .with("kinds", names)
            .with("language", view.language.as_str())
    })
}

fn kind_of(view: &View<'_>, text: &str) -> OptionKind {
    if single(text, view.mark()).is_some() {
        return OptionKind::Number;
    }
    let all = words(text);
    let letters = |word: &String| word.chars().filter(|c| c.is_alphabetic()).count();
    let says_words = all.iter().any(|word| letters(word) >= 3);
    let found = numerals(text, view.mark());
    let number = found.first().filter(|numeral| numeral.at.start == 0);
    if let Some(number) = number.filter(|_| all.len() <= 4 && all.iter().any(|w| letters(w) > 0)) {
        // `2x`, `2π` and `2x + 1` begin with a number too, and are no quantities.
        let rest = &text[number.at.end..];
        let mut behind = rest.chars();
        let is_variable = behind
            .next()
            .is_some_and(|c| matches!(c, 'a'..='z' | 'α'..='ω'))
            && !behind.next().is_some_and(char::is_alphabetic);
        let has_sign = text.contains(['=', '+', '^', '√', '·']) && !says_words;
        return match is_variable || has_sign {
            true => OptionKind::Formula,
            false => OptionKind::Quantity,
        };
    }
    match says_words {
        true => OptionKind::Words,
        false => OptionKind::Formula,
    }
}

/// Full stops and capital letters at all options or at none.
fn form(view: &View<'_>, choice: &Choice<'_>) -> Vec<Finding> {
    let said: Vec<&str> = choice
        .options
        .iter()
        .map(|(_, text)| text.as_str())
        .filter(|text| kind_of(view, text) == OptionKind::Words)
        .collect();
    let mut found = Vec::new();
    let mut report = |rule: QualityRule, count: usize| {
        if count > 0 && count < said.len() {
            let finding = rule.found(format!("{}/options", choice.at));
            found.push(
                finding
                    .with("count", count)
                    .with("of", said.len())
                    .with("language", view.language.as_str()),
            );
        }
    };
    let ends = |text: &&&str| text.ends_with('.') && !text.ends_with("..");
    report(
        QualityRule::OptionsEndDifferently,
        said.iter().filter(ends).count(),
    );
    let begins = |text: &&&str| {
        text.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    report(
        QualityRule::OptionsBeginDifferently,
        said.iter().filter(begins).count(),
    );
    found
}

fn shared_beginning(view: &View<'_>, choice: &Choice<'_>) -> Option<Finding> {
    let all: Vec<Vec<String>> = choice.options.iter().map(|(_, text)| words(text)).collect();
    let first = all.first().filter(|_| all.len() >= 3)?;
    let shared = (0..first.len())
        .take_while(|n| all.iter().all(|words| words.get(*n) == Some(&first[*n])))
        .count();
    let least = view.policy.limits.shared_beginning_words as usize;
    (shared >= least && all.iter().all(|words| words.len() > shared)).then(|| {
        let finding = QualityRule::OptionsShareBeginning.found(format!("{}/options", choice.at));
        finding
            .with("words", first[..shared].join(" "))
            .with("language", view.language.as_str())
    })
}

/// Of options where one is right, none can be true whenever another is.
fn containing(choice: &Choice<'_>) -> Vec<Finding> {
    if choice.kind != ItemType::Mcq {
        return Vec::new();
    }
    let all: Vec<Vec<String>> = choice.options.iter().map(|(_, text)| words(text)).collect();
    let mut found = Vec::new();
    for (n, inner) in all.iter().enumerate() {
        let says_something = inner
            .iter()
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3);
        let outer = all.iter().position(|outer| {
            outer.len() > inner.len() && outer.windows(inner.len().max(1)).any(|run| run == inner)
        });
        if let Some(m) = outer.filter(|_| says_something) {
            let (id, other) = (choice.options[n].0, choice.options[m].0);
            let pointer = child(&format!("{}/options", choice.at), other);
            let finding = QualityRule::OptionContainsAnother.found(pointer);
            found.push(finding.with("option", other).with("other", id));
        }
    }
    found
}

fn order(view: &View<'_>, choice: &Choice<'_>) -> Option<Finding> {
    if choice.options.len() < 3 {
        return None;
    }
    // `5 м` is ordered by its number where all have the same unit.
    let mut units = BTreeSet::new();
    let mut values: Vec<f64> = Vec::new();
    for (_, text) in &choice.options {
        let found = numerals(text, view.mark());
        let [numeral] = &found[..] else {
            return None;
        };
        if numeral.at.start != 0 {
            return None;
        }
        units.insert(text[numeral.at.end..].trim());
        values.push(numeral.value.parse().ok()?);
    }
    let rising = values.windows(2).all(|pair| pair[0] <= pair[1]);
    let falling = values.windows(2).all(|pair| pair[0] >= pair[1]);
    (units.len() == 1 && !rising && !falling)
        .then(|| QualityRule::NumericOptionsUnordered.found(format!("{}/options", choice.at)))
}
