//! How questions are changed to see whether they are still found: five stated rules, each from a fixed
//! random state.

use std::collections::BTreeMap;

use crate::bank::Language;
use crate::bank::reading::numerals::{DecimalMark, numerals};
use crate::bank::texts::{ItemDocument, ItemTexts};
use crate::language::fold::twin_of;

/// SplitMix64: the same numbers everywhere.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`, which is above 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// A rule by which a question is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Twice, two words of the stem exchange places.
    WordSwaps,
    /// Every number of stem and options becomes another one with as many digits.
    NumberChanges,
    /// The options come in another order, the key with them.
    OptionShuffles,
    /// Two words of the stem become words of another question of the language.
    TwoWordEdits,
    /// Every other letter of stem and options that has a twin in the other alphabet becomes it.
    LookAlikes,
}

impl Rule {
    pub(super) const ALL: [Self; 5] = [
        Self::WordSwaps,
        Self::NumberChanges,
        Self::OptionShuffles,
        Self::TwoWordEdits,
        Self::LookAlikes,
    ];

    /// Whether a question can be changed by the rule and is still a question afterwards.
    pub(super) fn suits(self, item: &ItemDocument) -> bool {
        let texts = only(item);
        let words = texts.stem.split_whitespace().count();
        let options = texts
            .parts
            .values()
            .map(|part| part.options.len())
            .sum::<usize>();
        match self {
            Self::WordSwaps | Self::TwoWordEdits => words >= 4,
            Self::NumberChanges => !numerals(&texts.stem, MARK).is_empty(),
            Self::OptionShuffles => options >= 2 && words >= 1,
            Self::LookAlikes => words >= 1,
        }
    }

    /// The changed question. `words` are those of stems of its language.
    pub(super) fn apply(
        self,
        item: &ItemDocument,
        words: &[String],
        chance: &mut Chance,
    ) -> ItemDocument {
        let mut copy = item.clone();
        copy.code = format!("COPY-{}", item.code);
        let texts = copy.texts.values_mut().next().expect("one language");
        match self {
            Self::WordSwaps => texts.stem = swapped(&texts.stem, chance),
            Self::TwoWordEdits => texts.stem = edited(&texts.stem, words, chance),
            Self::NumberChanges => every_text(texts, |text| renumbered(text, chance)),
            Self::LookAlikes => every_text(texts, |text| disguised(text, chance)),
            Self::OptionShuffles => shuffle(&mut copy, chance),
        }
        copy
    }
}

/// EXAMS writes decimals both ways; the languages of the file mostly with a comma.
pub(super) const MARK: DecimalMark = DecimalMark::Comma;

pub(super) fn only(item: &ItemDocument) -> &ItemTexts {
    item.texts.values().next().expect("one language")
}

pub(super) fn language(item: &ItemDocument) -> &Language {
    item.texts.keys().next().expect("one language")
}

fn every_text(texts: &mut ItemTexts, mut change: impl FnMut(&str) -> String) {
    texts.stem = change(&texts.stem);
    for part in texts.parts.values_mut() {
        for option in part.options.values_mut() {
            *option = change(option);
        }
    }
}

fn swapped(text: &str, chance: &mut Chance) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    for _ in 0..2 {
        let (one, other) = (chance.below(words.len()), chance.below(words.len()));
        words.swap(one, other);
    }
    words.join(" ")
}

fn edited(text: &str, words: &[String], chance: &mut Chance) -> String {
    let mut own: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let first = chance.below(own.len());
    let second = (first + 1 + chance.below(own.len() - 1)) % own.len();
    for place in [first, second] {
        own[place].clone_from(&words[chance.below(words.len())]);
    }
    own.join(" ")
}

fn renumbered(text: &str, chance: &mut Chance) -> String {
    let mut out = String::new();
    let mut at = 0;
    for numeral in numerals(text, MARK) {
        out.push_str(&text[at..numeral.at.start]);
        let written = &text[numeral.at.clone()];
        loop {
            let mut leads = true;
            let other: String = written
                .chars()
                .map(|c| {
                    let digit = c.is_ascii_digit();
                    let new = match (digit, leads) {
                        (true, true) => char::from(b'1' + chance.below(9) as u8),
                        (true, false) => char::from(b'0' + chance.below(10) as u8),
                        (false, _) => c,
                    };
                    leads &= !digit;
                    new
                })
                .collect();
            if other != written || !written.contains(|c: char| c.is_ascii_digit()) {
                out.push_str(&other);
                break;
            }
        }
        at = numeral.at.end;
    }
    out + &text[at..]
}

fn disguised(text: &str, chance: &mut Chance) -> String {
    text.chars()
        .map(|c| match twin_of(c) {
            Some(twin) if chance.below(2) == 0 => twin,
            _ => c,
        })
        .collect()
}

fn shuffle(item: &mut ItemDocument, chance: &mut Chance) {
    let texts = item.texts.values_mut().next().expect("one language");
    for part in &mut item.content.parts {
        let Some(said) = texts.parts.get_mut(&part.id) else {
            continue;
        };
        let mut order = part.options.clone();
        while order.len() > 1 && order == part.options {
            for n in (1..order.len()).rev() {
                order.swap(n, chance.below(n + 1));
            }
        }
        let moved: BTreeMap<&String, &String> = part.options.iter().zip(&order).collect();
        let options = said.options.iter();
        said.options = options
            .map(|(id, text)| (moved.get(id).map_or(id, |to| *to).clone(), text.clone()))
            .collect();
        for id in &mut part.key.correct {
            if let Some(to) = moved.get(&*id) {
                *id = (*to).clone();
            }
        }
    }
}
