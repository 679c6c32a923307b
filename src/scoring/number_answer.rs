//! When a short answer that is a number counts: `value` ± `tolerance`, exactly, in integers.
//!
//! How a number is read, in the language of the attempt:
//! 1. A sign (`+`, `-`, and every dash that is typed for it: `−`, `–`, `—`, `‐`, `‑`) may stand before
//!    the number or before a unit that stands before it.
//! 2. The unit may stand before or after, with or without a space and with a final point; it is
//!    compared letter by letter, in upper and lower case as listed (mW is not MW), raised digits or
//!    not (м², м2). Another unit than the listed ones makes the answer wrong.
//! 3. Spaces of any kind (no-break, thin …) and apostrophes between digits group thousands: one to
//!    three digits, then threes. `1 2` is no number.
//! 4. Where spaces or apostrophes group, or where comma and point both occur, the last comma or point
//!    is the decimal mark, and the other one groups thousands. One of them several times groups
//!    thousands.
//! 5. A single comma or point is the decimal mark, with one exception: in English a comma before
//!    exactly three digits, after one to three that do not begin with 0, groups thousands.
//!    So `1,234` is 1.234 in Kazakh and Russian and 1234 in English; `3,5` is 3.5 everywhere, and
//!    `1.234` is 1.234 everywhere: calculators write points, and neither Kazakh nor Russian groups
//!    thousands with them.
//! 6. `3/4`, `1 3/4`, `¾`, `1¾` are fractions; parts of up to nine digits; in a mixed number the
//!    fraction is less than one.
//! 7. Quotation marks around the answer and a sign that ends a sentence after it do not count
//!    (`«72».`); see [`super::text_answer::bare`]. Zeros before the whole part and after the decimal
//!    part do not count either.
//! 8. At most 18 digits before and 18 after the decimal mark. Powers and sums are not read.

use crate::bank::Language;
use crate::bank::content::NumericKey;

use super::text_answer::{bare, plain};

/// What a pupil's number is against the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberVerdict {
    /// Within the tolerance.
    Right,
    /// A number, outside the tolerance.
    Wrong,
    /// Without the unit that is required.
    UnitMissing,
    /// Not readable as a number (with one of the units).
    NotANumber,
    /// The key itself is no decimal of at most 15 digits before and 12 after the point.
    KeyUnusable,
}

/// Compares an answer with the key.
///
/// Worked examples of `verdict` (`⍽` stands for a no-break space, `⎵` for a thin one; a `*` after
/// the units says that a unit is required):
///
/// | language | value | tolerance | units | the pupil writes | verdict    |
/// |----------|-------|-----------|-------|------------------|------------|
/// | kk       | 12.5  |           |       | 12,5             | right      |
/// | en       | 12.5  |           |       | 12,5             | right      |
/// | ru       | 1.234 |           |       | 1,234            | right      |
/// | en       | 1234  |           |       | 1,234            | right      |
/// | en       | 1.234 |           |       | 1,234            | wrong      |
/// | en       | 0.125 |           |       | 0,125            | right      |
/// | ru       | 1.234 |           |       | 1.234            | right      |
/// | ru       | 1234567 |         |       | 1⍽234⎵567        | right      |
/// | ru       | 1234567.5 |       |       | 1.234.567,5      | right      |
/// | en       | 1234567.5 |       |       | 1,234,567.5      | right      |
/// | en       | 1234.567 |        |       | 1 234,567        | right      |
/// | kk       | 1000000 |         |       | 1,000,000        | right      |
/// | en       | 1234  |           |       | 1.234            | wrong      |
/// | ru       | 1234  |           |       | 1.234            | wrong      |
/// | ru       | 1234  |           |       | 1,234            | wrong      |
/// | kk       | 1234  |           |       | 1 234            | right      |
/// | en       | 1234  |           |       | 1 234.0          | right      |
/// | ru       | 1234.5 |          |       | 1 234,50         | right      |
/// | en       | 1234.5 |          |       | 1,234.50         | right      |
/// | en       | 1234  |           |       | 1,234.           | right      |
/// | ru       | 72    |           |       | 72,000           | right      |
/// | en       | 72    |           |       | 72,000           | wrong      |
/// | en       | 72    |           |       | 72.000           | right      |
/// | kk       | 1234567 |         |       | 1'234’567        | right      |
/// | ru       | 1234.5 |          |       | 1'234,5          | right      |
/// | kk       | 12    |           |       | 1'2              | not number |
/// | en       | 12345 |           |       | 12,34,5          | not number |
/// | kk       | 12    |           |       | 1 2              | not number |
/// | kk       | 12    |           |       | 012              | right      |
/// | kk       | -7    |           |       | −7               | right      |
/// | kk       | -7    |           |       | —7               | right      |
/// | kk       | -7    |           |       | ‑ 7              | right      |
/// | kk       | -7    |           |       | －7              | right      |
/// | kk       | 7     |           |       | +7               | right      |
/// | kk       | 7     |           |       | --7              | not number |
/// | kk       | 0.5   |           |       | ,5               | right      |
/// | kk       | 5     |           |       | 5.               | right      |
/// | kk       | 5     |           |       | 5!               | not number |
/// | kk       | 5     |           |       | «5».             | right      |
/// | kk       | 0.5   |           |       | ,5.              | right      |
/// | kk       | 5     |           |       | 5;               | right      |
/// | ru       | 0.75  |           |       | 3/4              | right      |
/// | ru       | 0.75  |           |       | ¾                | right      |
/// | ru       | 1.75  |           |       | 1 3/4            | right      |
/// | ru       | 0.33  | 0.01      |       | 1/3              | right      |
/// | ru       | 0.33  |           |       | 1/3              | wrong      |
/// | ru       | 1     |           |       | 1/0              | not number |
/// | ru       | 2.5   |           |       | 1 3/2            | not number |
/// | kk       | 3.14  | 0.01      |       | 3,15             | right      |
/// | kk       | 3.14  | 0.01      |       | 3,1500001        | wrong      |
/// | kk       | 3.14  | 0.01      |       | 3,141592653589793 | right     |
/// | kk       | 5     |           | см cm | 5 см             | right      |
/// | kk       | 5     |           | см cm | 5cm              | right      |
/// | kk       | 5     |           | см cm | 5                | right      |
/// | kk       | 5     |           | см cm | 5 м              | not number |
/// | kk       | 5     |           | см cm * | 5              | no unit    |
/// | kk       | 25    |           | м² *  | 25 м2            | right      |
/// | kk       | 25    |           | м2 *  | 25м²             | right      |
/// | kk       | 25    |           |       | 5²               | not number |
/// | en       | 500   |           | $     | $500             | right      |
/// | en       | -500  |           | $     | -$500            | right      |
/// | en       | -500  |           | $     | $-500            | right      |
/// | en       | 1500  |           | $     | $ 1,500.00       | right      |
/// | ru       | 1500  |           | тг ₸  | 1⎵500 тг.        | right      |
/// | kk       | 1500  |           | тг ₸  | ₸1500            | right      |
/// | ru       | 1500  |           | тг ₸  | 1500 $           | not number |
/// | kk       | 30    |           | '     | 30'              | right      |
/// | kk       | 30    |           | " *   | 30"              | right      |
/// | ru       | 60    |           | км/ч  | 60 км / ч        | right      |
/// | ru       | 5     |           | мВт   | 5 МВт            | not number |
/// | ru       | 20    |           | %     | 20⍽%             | right      |
/// | ru       | 20    |           |       | двадцать         | not number |
/// | ru       | 20    |           |       | NaN              | not number |
pub fn verdict(key: &NumericKey, language: &Language, answer: &str) -> NumberVerdict {
    let tolerance = key.tolerance.as_deref().unwrap_or("0");
    let (Some(value), Some(tolerance)) = (key_decimal(&key.value), key_decimal(tolerance)) else {
        return NumberVerdict::KeyUnusable;
    };
    let Some((number, has_unit)) = read(answer, language, &key.units) else {
        return NumberVerdict::NotANumber;
    };
    if key.unit_required && !has_unit {
        return NumberVerdict::UnitMissing;
    }
    if within(number, value, tolerance) {
        NumberVerdict::Right
    } else {
        NumberVerdict::Wrong
    }
}

/// A number as people write it in a language, as the text of a key (`-1234.5`); `None` where it is
/// not readable, is a fraction, or has more digits than a key may have.
pub fn key_text(text: &str, language: &Language) -> Option<String> {
    let (number, _) = read(text, language, &[])?;
    if number.denominator != 1 {
        return None;
    }
    let sign = if number.numerator < 0 { "-" } else { "" };
    let places = number.places as usize;
    let (all, width) = (number.numerator.unsigned_abs(), places + 1);
    let digits = format!("{all:0>width$}");
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    let text = format!("{sign}{whole}{point}{fraction}");
    key_decimal(&text).map(|_| text)
}

/// The number with its sign, and whether one of the units stood by it. First as it is written, for
/// a unit may look like a quotation mark (`30"`), then bare of what stands around it.
fn read(answer: &str, language: &Language, units: &[String]) -> Option<(Number, bool)> {
    let plain = plain(answer);
    [plain.as_str(), bare(&plain)].into_iter().find_map(|text| {
        let text = unraised(&spaced_groups(text));
        let (sign, rest, has_unit) = strip_sign_and_unit(&text, units);
        let number = magnitude(rest.trim(), groups_by_comma(language))?;
        let signed = Number {
            numerator: sign * number.numerator,
            ..number
        };
        Some((signed, has_unit))
    })
}

/// Apostrophes between digits as spaces: `1'234` → `1 234`.
fn spaced_groups(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let spaced = letters.iter().enumerate().map(|(n, c)| match c {
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2032}'
            if digit(n.checked_sub(1)) && digit(Some(n + 1)) =>
        {
            ' '
        }
        other => *other,
    });
    spaced.collect()
}

/// numerator / denominator / 10^places.
#[derive(Clone, Copy, Debug)]
struct Number {
    numerator: i128,
    denominator: i128,
    places: u32,
}

/// |number − value| ≤ tolerance, all brought to whole numbers. Bounds: a key is below 10^15 with 12
/// places; a decimal below 10^18 with 18 places and denominator 1; a fraction has a numerator below
/// 2 × 10^18, a denominator below 10^9 and no places. So every product is below 10^37.
fn within(number: Number, value: Number, tolerance: Number) -> bool {
    let places = number.places.max(value.places).max(tolerance.places);
    let scaled = |n: Number| n.numerator * 10_i128.pow(places - n.places);
    let difference = (scaled(number) - scaled(value) * number.denominator).abs();
    difference <= scaled(tolerance) * number.denominator
}

fn key_decimal(text: &str) -> Option<Number> {
    let (negative, digits) = text
        .strip_prefix('-')
        .map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || digits.ends_with('.') || whole.len() > 15 || fraction.len() > 12 {
        return None;
    }
    let number = decimal(whole, fraction)?;
    Some(Number {
        numerator: if negative {
            -number.numerator
        } else {
            number.numerator
        },
        ..number
    })
}

/// English writes thousands with commas; Kazakh, Russian and the other languages of instruction
/// write decimals with them.
fn groups_by_comma(language: &Language) -> bool {
    language.as_str() == "en"
}

/// `м^2` → `м2`, while `5^2` stays and is no number.
fn unraised(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let after_letter = kept.ends_with(|last: char| last.is_alphabetic());
        if c != '^' || !after_letter {
            kept.push(c);
        }
    }
    kept
}

fn strip_sign_and_unit<'a>(text: &'a str, units: &[String]) -> (i128, &'a str, bool) {
    let text = text.strip_suffix('.').unwrap_or(text);
    let mut units: Vec<String> = units.iter().map(|unit| unraised(&plain(unit))).collect();
    units.retain(|unit| !unit.is_empty());
    units.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    let (first, rest) = strip_sign(text);
    for unit in &units {
        let unit = unit.strip_suffix('.').unwrap_or(unit);
        if let Some(number) = strip_suffix_ignoring_spaces(rest, unit) {
            return (first.unwrap_or(1), number, true);
        }
        if let Some(number) = rest.strip_prefix(unit) {
            let (second, number) = if first.is_none() {
                strip_sign(number.trim())
            } else {
                (None, number)
            };
            return (first.or(second).unwrap_or(1), number, true);
        }
    }
    (first.unwrap_or(1), rest, false)
}

fn strip_sign(text: &str) -> (Option<i128>, &str) {
    let mut rest = text.chars();
    match rest.next() {
        Some('+') => (Some(1), rest.as_str().trim_start()),
        Some('-' | '\u{2010}' | '\u{2012}'..='\u{2015}' | '\u{2212}') => {
            (Some(-1), rest.as_str().trim_start())
        }
        _ => (None, text),
    }
}

fn strip_suffix_ignoring_spaces<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let mut wanted = unit.chars().rev().filter(|c| *c != ' ').peekable();
    for (at, c) in text.char_indices().rev().filter(|(_, c)| *c != ' ') {
        if wanted.next() != Some(c) {
            return None;
        }
        if wanted.peek().is_none() {
            return Some(&text[..at]);
        }
    }
    None
}

fn magnitude(text: &str, comma_groups: bool) -> Option<Number> {
    match text.split_once('/') {
        Some((above, below)) => fraction(above.trim(), below.trim()),
        None => {
            let (whole, fraction) = split_decimal(text, comma_groups)?;
            text.contains(|c: char| c.is_ascii_digit())
                .then(|| decimal(&whole, &fraction))
                .flatten()
        }
    }
}

fn fraction(above: &str, below: &str) -> Option<Number> {
    let short = |digits: &str| {
        (1..=9)
            .contains(&digits.len())
            .then(|| digits_value(digits))
            .flatten()
    };
    let denominator = short(below).filter(|d| *d > 0)?;
    let numerator = match above.split_once(' ') {
        None => short(above)?,
        Some((whole, rest)) => {
            let rest = short(rest).filter(|n| *n < denominator)?;
            short(whole)? * denominator + rest
        }
    };
    Some(Number {
        numerator,
        denominator,
        places: 0,
    })
}

/// Whole and decimal digits by rules 3 to 5 of the module.
fn split_decimal(text: &str, comma_groups: bool) -> Option<(String, String)> {
    let marks: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '.'))
        .collect();
    let spaced = text.contains(' ');
    let Some(&(last_at, last)) = marks.last() else {
        return Some((ungrouped(text, ' ')?, String::new()));
    };
    let (whole, fraction) = (&text[..last_at], &text[last_at + 1..]);
    let others = &marks[..marks.len() - 1];
    if others.iter().any(|(_, c)| *c == last) {
        let uniform = others.iter().all(|(_, c)| *c == last) && !spaced;
        return uniform
            .then(|| ungrouped(text, last))
            .flatten()
            .map(|whole| (whole, String::new()));
    }
    if spaced && others.is_empty() {
        return Some((ungrouped(whole, ' ')?, fraction.to_owned()));
    }
    if spaced {
        return None;
    }
    if let Some(&(_, group)) = others.first() {
        return Some((ungrouped(whole, group)?, fraction.to_owned()));
    }
    if comma_groups
        && last == ','
        && let Some(thousands) = ungrouped(text, ',')
    {
        return Some((thousands, String::new()));
    }
    (!fraction.is_empty()).then(|| (whole.to_owned(), fraction.to_owned()))
}

/// Takes the separators out: one to three digits that do not begin with 0, then threes.
fn ungrouped(text: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = text.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let fits = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && rest.iter().all(|group| group.len() == 3);
    (rest.is_empty() || fits).then(|| groups.concat())
}

fn decimal(whole: &str, fraction: &str) -> Option<Number> {
    let whole = whole.trim_start_matches('0');
    if whole.len() > 18 || fraction.len() > 18 {
        return None;
    }
    let places = u32::try_from(fraction.len()).ok()?;
    let numerator = digits_value(&format!("0{whole}{fraction}"))?;
    Some(Number {
        numerator,
        denominator: 1,
        places,
    })
}

fn digits_value(digits: &str) -> Option<i128> {
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
#[path = "number_answer_tests.rs"]
mod tests;
