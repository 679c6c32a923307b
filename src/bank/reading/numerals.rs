//! Numbers as people write them in a language, and the one value behind the spellings.
//!
//! `10 600,5` in Russian is `10,600.5` in English; both are `10600.5`. Groups of three digits may be
//! parted by a space of any kind, in English also by a comma. A chain (`6.5.2.1`, `01.09.2026`) is one
//! numeral as it stands. Digits behind a letter (`H2O`, `x2`) belong to the word and are none.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a language writes decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `2.5`; a comma may part groups of three digits.
    Point,
    /// `2,5`.
    Comma,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// Bytes of the text it takes, its sign included.
    pub at: Range<usize>,
    /// The value: digits, a point where it is a decimal, `-` before it; a chain as it stands.
    pub value: String,
    /// The decimal mark that was written, where it has one.
    pub mark: Option<DecimalMark>,
}

/// The numbers of a text in their order.
pub fn numerals(text: &str, mark: DecimalMark) -> Vec<Numeral> {
    let begins = |c: char| c.is_ascii_digit() || fraction(c).is_some();
    if !text.chars().any(begins) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !begins(letters[at].1) || (at > 0 && letters[at - 1].1.is_alphabetic()) {
            let in_word = letters[at].1.is_alphabetic();
            at += 1;
            // The digits of `x2` and `CO2` are passed over with their word.
            while in_word && at < letters.len() && letters[at].1.is_alphanumeric() {
                at += 1;
            }
            continue;
        }
        let (end, value, written) = read(&letters, at, mark);
        let negative = is_negative(&letters, at);
        let first = if negative { at - 1 } else { at };
        let to = letters.get(end).map_or(text.len(), |(byte, _)| *byte);
        found.push(Numeral {
            at: letters[first].0..to,
            value: if negative { format!("-{value}") } else { value },
            mark: written,
        });
        at = end;
    }
    found
}

/// The values alone, sorted.
pub fn values(text: &str, mark: DecimalMark) -> Vec<String> {
    let mut values: Vec<String> = numerals(text, mark).into_iter().map(|n| n.value).collect();
    values.sort();
    values
}

/// A whole text that is one number: its value.
pub fn single(text: &str, mark: DecimalMark) -> Option<f64> {
    let text = text.trim().trim_end_matches(['.', ';']).trim_end();
    match &numerals(text, mark)[..] {
        [one] if one.at == (0..text.len()) => one.value.parse().ok(),
        _ => None,
    }
}

type Read = (usize, String, Option<DecimalMark>);

/// The number that begins at a place: the place behind it, its value, the mark it has.
fn read(letters: &[(usize, char)], from: usize, mark: DecimalMark) -> Read {
    if let Some(value) = fraction(letters[from].1) {
        return (from + 1, value.to_owned(), None);
    }
    let in_list = from > 1 && letters[from - 1].1 == ',' && letters[from - 2].1.is_ascii_digit();
    let mut end = digits_end(letters, from);
    let mut value = text_of(letters, from, end);
    if value.len() <= 3 {
        while let Some(next) = group_end(letters, end, is_group_space) {
            value.push_str(&text_of(letters, end + 1, next));
            end = next;
        }
    }
    let chained = |separator: char| {
        let mut chain = vec![end];
        while let Some(next) = chain_end(letters, chain[chain.len() - 1], separator) {
            chain.push(next);
        }
        chain
    };
    let points = chained('.');
    if points.len() > 2 {
        let end = points[points.len() - 1];
        return (end, text_of(letters, from, end), None);
    }
    let commas = chained(',');
    let groups = commas.windows(2).all(|pair| pair[1] - pair[0] == 4);
    if mark == DecimalMark::Point && commas.len() > 1 && groups && value.len() <= 3 {
        for pair in commas.windows(2) {
            value.push_str(&text_of(letters, pair[0] + 1, pair[1]));
        }
        let whole = commas[commas.len() - 1];
        return match chain_end(letters, whole, '.') {
            Some(next) => decimal(letters, value, whole, next, DecimalMark::Point),
            None => (whole, value, None),
        };
    }
    match (points.get(1), commas.len()) {
        (Some(next), _) => decimal(letters, value, end, *next, DecimalMark::Point),
        // Two commas and more are a list (`1,2,3`), not a decimal.
        (None, 2) if !in_list => decimal(letters, value, end, commas[1], DecimalMark::Comma),
        _ => (end, value, None),
    }
}

fn decimal(
    letters: &[(usize, char)],
    whole: String,
    end: usize,
    next: usize,
    mark: DecimalMark,
) -> Read {
    let places = text_of(letters, end + 1, next);
    let places = places.trim_end_matches('0');
    let value = match places.is_empty() {
        true => whole,
        false => format!("{whole}.{places}"),
    };
    (next, value, Some(mark))
}

/// The place behind a separator and its digits.
fn chain_end(letters: &[(usize, char)], at: usize, separator: char) -> Option<usize> {
    letters.get(at).filter(|(_, c)| *c == separator)?;
    letters.get(at + 1).filter(|(_, c)| c.is_ascii_digit())?;
    Some(digits_end(letters, at + 1))
}

/// The place behind a separator and exactly three digits.
fn group_end(letters: &[(usize, char)], at: usize, separates: fn(char) -> bool) -> Option<usize> {
    letters.get(at).filter(|(_, c)| separates(*c))?;
    let end = digits_end(letters, at + 1);
    (end == at + 4).then_some(end)
}

fn digits_end(letters: &[(usize, char)], from: usize) -> usize {
    let rest = letters.iter().skip(from);
    from + rest.take_while(|(_, c)| c.is_ascii_digit()).count()
}

fn text_of(letters: &[(usize, char)], from: usize, to: usize) -> String {
    letters[from..to].iter().map(|(_, c)| *c).collect()
}

fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// A minus stands directly before the number and is no dash of a range and no operation.
fn is_negative(letters: &[(usize, char)], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|n| letters[n].1);
    if !before(1).is_some_and(|c| matches!(c, '-' | '−')) {
        return false;
    }
    match before(2) {
        None => true,
        Some(c) if c.is_whitespace() => {
            let earlier = letters[..at - 2].iter().rev().map(|(_, c)| *c);
            let earlier = earlier.into_iter().find(|c| !c.is_whitespace());
            !earlier.is_some_and(|c| c.is_ascii_digit() || c == ')')
        }
        Some(c) => !c.is_alphanumeric() && !matches!(c, ')' | ']'),
    }
}

fn fraction(c: char) -> Option<&'static str> {
    Some(match c {
        '½' => "1/2",
        '⅓' => "1/3",
        '⅔' => "2/3",
        '¼' => "1/4",
        '¾' => "3/4",
        '⅕' => "1/5",
        '⅖' => "2/5",
        '⅗' => "3/5",
        '⅘' => "4/5",
        '⅙' => "1/6",
        '⅛' => "1/8",
        '⅜' => "3/8",
        '⅝' => "5/8",
        '⅞' => "7/8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(text: &str, mark: DecimalMark) -> Vec<String> {
        numerals(text, mark).into_iter().map(|n| n.value).collect()
    }

    #[test]
    fn numbers_are_read_as_their_language_writes_them() {
        use DecimalMark::{Comma, Point};
        for (text, mark, expected) in [
            ("10 600,5 теңге", Comma, vec!["10600.5"]),
            ("10,600.5 tenge", Point, vec!["10600.5"]),
            ("1 234 567", Comma, vec!["1234567"]),
            ("2,50 және 2.5", Comma, vec!["2.5", "2.5"]),
            ("0,5 and 1,234", Point, vec!["0.5", "1234"]),
            ("1,2,3", Comma, vec!["1", "2", "3"]),
            ("6.5.2.1, 01.09.2026", Comma, vec!["6.5.2.1", "01.09.2026"]),
            ("H2O, x2, CO2 и 3D", Comma, vec!["3"]),
            (
                "t = -5, 5-3, 1941 -1945 и −7",
                Comma,
                vec!["-5", "5", "3", "1941", "1945", "-7"],
            ),
            ("18-ден 20%", Comma, vec!["18", "20"]),
            ("½ и 3¼", Comma, vec!["1/2", "3", "1/4"]),
            ("2020 100", Comma, vec!["2020", "100"]),
            ("20th, 5а", Point, vec!["20", "5"]),
            ("8:30.", Comma, vec!["8", "30"]),
            ("конец 7.", Comma, vec!["7"]),
        ] {
            assert_eq!(read_all(text, mark), expected, "{text}");
        }
    }

    #[test]
    fn the_written_mark_is_told() {
        let found = numerals("2.5 и 2,5 и 7", DecimalMark::Comma);
        let marks: Vec<_> = found.iter().map(|n| n.mark).collect();
        assert_eq!(
            marks,
            [Some(DecimalMark::Point), Some(DecimalMark::Comma), None]
        );
        assert_eq!(found[1].at, 7..10);
    }

    #[test]
    fn only_a_whole_text_is_a_single_number() {
        assert_eq!(single(" 2,5. ", DecimalMark::Comma), Some(2.5));
        assert_eq!(single("-10 600", DecimalMark::Comma), Some(-10600.0));
        assert_eq!(single("5 м", DecimalMark::Comma), None);
        assert_eq!(single("1.2.3", DecimalMark::Comma), None);
        assert_eq!(single("", DecimalMark::Comma), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_inside_its_bounds_and_in_order(text in any::<String>()) {
            for mark in [DecimalMark::Comma, DecimalMark::Point] {
                let mut last = 0;
                for numeral in numerals(&text, mark) {
                    prop_assert!(numeral.at.start >= last && text.get(numeral.at.clone()).is_some());
                    last = numeral.at.end;
                }
            }
        }
    }
}
