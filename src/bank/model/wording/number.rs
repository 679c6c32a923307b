//! Numbers as each language writes them.

use crate::bank::Language;
use crate::expression::Exact;

/// U+00A0: a number is not broken over two lines.
const NO_BREAK_SPACE: char = '\u{a0}';
/// U+2212, as wide as a plus.
const MINUS: &str = "−";

/// A finite decimal: comma (in English a point), thousands set off by a space from five digits on, as
/// schoolbooks of all three languages do. `None` where it is no finite decimal.
pub fn decimal(number: Exact, language: &Language) -> Option<String> {
    let (negative, whole, fraction) = number.digits()?;
    let sign = if negative { MINUS } else { "" };
    let mark = match (fraction.is_empty(), language.as_str()) {
        (true, _) => "",
        (false, "en") => ".",
        (false, _) => ",",
    };
    Some(format!("{sign}{}{mark}{fraction}", grouped(&whole)))
}

/// A reduced fraction; a whole number is itself.
pub fn fraction(number: Exact) -> String {
    let sign = if number.is_negative() { MINUS } else { "" };
    let size = grouped(&number.numerator().abs().to_string());
    match number.is_whole() {
        true => format!("{sign}{size}"),
        false => format!("{sign}{size}/{}", number.denominator()),
    }
}

/// A whole number and a fraction below one.
pub fn mixed(number: Exact) -> String {
    let sign = if number.is_negative() { MINUS } else { "" };
    let whole = number.abs().floor();
    let rest = number.abs().minus(whole).unwrap_or(Exact::ZERO);
    match (whole == Exact::ZERO, rest == Exact::ZERO) {
        (true, _) => fraction(number),
        (false, true) => format!("{sign}{}", fraction(whole)),
        (false, false) => format!("{sign}{} {}", fraction(whole), fraction(rest)),
    }
}

fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(NO_BREAK_SPACE);
        }
        text.push(digit);
    }
    text
}

/// With its sign, also above zero.
pub(super) fn signed(number: Exact, language: &Language) -> Option<String> {
    let text = decimal(number, language)?;
    Some(match number > Exact::ZERO {
        true => format!("+{text}"),
        false => text,
    })
}

/// As a further term: the sign, a space, the size.
pub(super) fn term(number: Exact, language: &Language) -> Option<String> {
    let sign = if number.is_negative() { MINUS } else { "+" };
    Some(format!(
        "{sign}{NO_BREAK_SPACE}{}",
        decimal(number.abs(), language)?
    ))
}

/// As a further term before a letter.
pub(super) fn term_coefficient(number: Exact, language: &Language) -> Option<String> {
    match number.abs() == Exact::ONE {
        true if number.is_negative() => Some(format!("{MINUS}{NO_BREAK_SPACE}")),
        true => Some(format!("+{NO_BREAK_SPACE}")),
        false => term(number, language),
    }
}

/// Before a letter.
pub(super) fn coefficient(number: Exact, language: &Language) -> Option<String> {
    match number.abs() == Exact::ONE {
        true if number.is_negative() => Some(MINUS.to_owned()),
        true => Some(String::new()),
        false => decimal(number, language),
    }
}

/// In parentheses where it is below zero.
pub(super) fn bracketed(number: Exact, language: &Language) -> Option<String> {
    let text = decimal(number, language)?;
    Some(match number.is_negative() {
        true => format!("({text})"),
        false => text,
    })
}
