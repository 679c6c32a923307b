//! The letters of a formula as Word keeps them → numbers, letters, names and signs.

use crate::bank::formula::mathml::leaf;
use crate::document::xml::Element;

/// Names of functions that Word writes as plain letters.
const FUNCTIONS: [&str; 26] = [
    "sin", "cos", "tg", "tan", "ctg", "cot", "sec", "cosec", "csc", "arcsin", "arccos", "arctg",
    "arctan", "arcctg", "log", "lg", "ln", "lim", "max", "min", "sgn", "sh", "ch", "НОД", "НОК",
    "ЕҮОБ",
];

pub(super) fn sign(text: &str) -> Element {
    leaf("mo", text)
}

/// The text of a run as numbers, letters, names and signs.
pub(super) fn tokens(text: &str, plain: bool) -> Vec<Element> {
    let letters: Vec<char> = text.chars().collect();
    let mut made = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let run =
            |fits: &dyn Fn(usize) -> bool| (at..letters.len()).take_while(|n| fits(*n)).count();
        let used = if letter.is_ascii_digit() {
            let is_digit = |n: usize| letters.get(n).is_some_and(char::is_ascii_digit);
            let length =
                run(&|n| is_digit(n) || (matches!(letters[n], ',' | '.') && is_digit(n + 1)));
            let number: String = letters[at..at + length].iter().collect();
            // Two commas in a chain are a list: `1,2,3`.
            match number.matches([',', '.']).count() {
                0 | 1 => made.push(leaf("mn", number)),
                _ => {
                    for piece in number.split_inclusive([',', '.']) {
                        let digits = piece.trim_end_matches([',', '.']);
                        made.push(leaf("mn", digits));
                        made.extend(
                            piece
                                .strip_prefix(digits)
                                .filter(|s| !s.is_empty())
                                .map(sign),
                        );
                    }
                }
            }
            length
        } else if letter.is_alphabetic() {
            let length = run(&|n| letters[n].is_alphabetic());
            let word: String = letters[at..at + length].iter().collect();
            if length > 1 && (plain || FUNCTIONS.contains(&word.as_str())) {
                made.push(leaf("mi", word));
                length
            } else if word.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'һ' | 'і'))
                && length > 1
            {
                made.push(leaf("mtext", word));
                length
            } else {
                made.push(leaf("mi", letter.to_string()));
                1
            }
        } else {
            match letter {
                // What lines equations up says nothing.
                '&' => {}
                '\u{a0}' | ' ' | '\u{2003}' | '\u{2009}' | '\u{200b}' => {}
                '-' => made.push(sign("−")),
                other => made.push(sign(&other.to_string())),
            }
            1
        };
        at += used.max(1);
    }
    made
}
