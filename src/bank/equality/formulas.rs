//! Formulas: MathML, TeX between `$` or `\(…\)`, and formulas typed as text (`y = 2x + 3`, `H2SO4`).
//!
//! A formula in a text is a run of numbers, single letters, function names, chemical symbols and signs
//! with at least one sign between two of them. Spellings that mean the same are one: `tg` and `tan`, `·`
//! and `×`, `:` and `/`, a decimal comma and a point, `х` typed in Cyrillic.

use unicode_normalization::UnicodeNormalization;

use super::{Pair, Variant, numbers, surplus, units, with_surplus};
use crate::bank::quality::{QualityPolicy, QualityRule};
use crate::bank::reading::markup;
use crate::bank::reading::numerals::{DecimalMark, numerals};
use crate::language::finding::Finding;
use crate::language::fold::twin_of;

/// Names of functions, and the one that stands for several.
const FUNCTIONS: [(&str, &str); 15] = [
    ("sin", "sin"),
    ("cos", "cos"),
    ("tg", "tan"),
    ("tan", "tan"),
    ("ctg", "cot"),
    ("cot", "cot"),
    ("arctg", "arctan"),
    ("arctan", "arctan"),
    ("log", "log"),
    ("lg", "lg"),
    ("ln", "ln"),
    ("lim", "lim"),
    ("max", "max"),
    ("min", "min"),
    ("mod", "mod"),
];

pub(super) fn findings(pair: &Pair<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (field, translated) in pair.both() {
        let ours = formulas(pair.policy, &pair.source, field.text);
        let theirs = formulas(pair.policy, &pair.variant, translated);
        let (missing, extra) = surplus(&ours, &theirs);
        if missing.is_empty() && extra.is_empty() {
            continue;
        }
        // Where only numbers differ, they are told as numbers.
        let (fewer, more) = numbers::differing(pair, field.text, translated);
        let is_told = !(fewer.is_empty() && more.is_empty());
        if is_told && skeletons(&missing) == skeletons(&extra) {
            continue;
        }
        let pointer = pair.variant.at(&field.pointer);
        let finding = QualityRule::VariantFormulasDiffer.found(pointer);
        found.push(with_surplus(pair.named(finding), missing, extra));
    }
    found
}

/// Formulas without their numbers.
fn skeletons(formulas: &[String]) -> Vec<String> {
    let bare = |formula: &String| -> String {
        let kept = formula.chars().filter(|c| !c.is_ascii_digit() && *c != '.');
        kept.collect()
    };
    formulas.iter().map(bare).collect()
}

fn formulas(policy: &QualityPolicy, one: &Variant<'_>, text: &str) -> Vec<String> {
    let mark = policy.decimal_mark(one.language);
    let mut found: Vec<String> = markup::formulas(text).into_iter().map(of_mathml).collect();
    let text = markup::plain(&markup::without_formulas(text));
    let (typed, text) = of_tex(&text);
    found.extend(typed);
    found.extend(typed_as_text(policy, one, &text, mark));
    found
}

/// MathML without attributes, white space and the words inside it; decimal commas as points.
fn of_mathml(formula: &str) -> String {
    let mut out = String::new();
    let mut rest = formula;
    while let Some((before, tag)) = rest.split_once('<') {
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        push_math_text(&mut out, before);
        let name = inside.split([' ', '/']).find(|part| !part.is_empty());
        let sign = if inside.starts_with('/') { "</" } else { "<" };
        out.push_str(sign);
        out.push_str(name.unwrap_or_default());
        out.push('>');
        rest = match name {
            Some("mtext") if sign == "<" => after.find("</mtext").map_or("", |at| &after[at..]),
            _ => after,
        };
    }
    out
}

fn push_math_text(out: &mut String, text: &str) {
    let kept = text.chars().filter(|c| !c.is_whitespace());
    out.extend(kept.map(|c| match c {
        ',' => '.',
        '−' => '-',
        '·' | '×' => '*',
        other => latin(other),
    }));
}

/// TeX between its marks, and the text without it.
fn of_tex(text: &str) -> (Vec<String>, String) {
    let (mut found, mut left, mut rest) = (Vec::new(), String::new(), text);
    loop {
        let dollar = rest.find('$').map(|at| (at, 1, "$"));
        let bracket = rest.find("\\(").map(|at| (at, 2, "\\)"));
        let next = [dollar, bracket].into_iter().flatten().min();
        let closed = next.and_then(|(at, length, end)| {
            let inside = &rest[at + length..];
            inside
                .find(end)
                .map(|to| (at, &inside[..to], &inside[to + end.len()..]))
        });
        // A price (`$5`) opens nothing that is closed.
        let Some((at, formula, after)) = closed else {
            left.push_str(rest);
            return (found, left);
        };
        left.push_str(&rest[..at]);
        left.push(' ');
        let kept = formula.chars().filter(|c| !c.is_whitespace()).map(latin);
        found.push(
            kept.collect::<String>()
                .replace("{,}", ".")
                .replace(',', "."),
        );
        rest = after;
    }
}

/// A token of a typed formula.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A number, a variable, a function, a chemical symbol.
    Operand(String),
    /// A sign between or before operands.
    Sign(char),
    /// A bracket.
    Bracket(char),
}

fn typed_as_text(
    policy: &QualityPolicy,
    one: &Variant<'_>,
    text: &str,
    mark: DecimalMark,
) -> Vec<String> {
    let mut found = Vec::new();
    let mut run: Vec<Token> = Vec::new();
    let known = numerals(text, mark);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let spaced = text[..at].ends_with(char::is_whitespace);
        // A minus before a number is a sign here, not part of the number.
        let numeral = known.iter().find(|n| n.at.contains(&at));
        if let Some(numeral) = numeral.filter(|_| c.is_ascii_digit()) {
            let value = numeral.value.trim_start_matches('-').to_owned();
            push_operand(value, spaced, &mut run, &mut found);
            at = numeral.at.end;
            at += unit_length(policy, one, &text[at..]);
            continue;
        }
        let word = word_at(&text[at..]);
        if !word.is_empty() {
            match operand(word) {
                Some(operand) => push_operand(operand, spaced, &mut run, &mut found),
                None => close(&mut run, &mut found),
            }
            at += word.len();
            continue;
        }
        match sign(c) {
            Some(_) if is_punctuation(text, at, c) => close(&mut run, &mut found),
            Some(token) => run.push(token),
            None if c.is_whitespace() => {}
            None => close(&mut run, &mut found),
        }
        at += c.len_utf8();
    }
    close(&mut run, &mut found);
    found
}

/// Adds an operand. Two of them with a space between are two formulas (`x = 2 y = 5`) or words of the
/// sentence (`a 3 + 4`), except behind the name of a function.
fn push_operand(operand: String, spaced: bool, run: &mut Vec<Token>, found: &mut Vec<String>) {
    if let Some(Token::Operand(last)) = run.last()
        && spaced
        && !FUNCTIONS.iter().any(|(_, function)| function == last)
    {
        close(run, found);
    }
    run.push(Token::Operand(operand));
}

/// A colon that ends what stands before it, and a hyphen before the ending of a word (`18-і`).
fn is_punctuation(text: &str, at: usize, c: char) -> bool {
    let is_tight = !text[..at].ends_with(char::is_whitespace);
    let next = text[at + c.len_utf8()..].chars().next();
    match c {
        ':' => is_tight && next.is_none_or(char::is_whitespace),
        '-' => is_tight && next.is_some_and(|c| c.is_alphabetic() && !c.is_ascii()),
        _ => false,
    }
}

/// Bytes of the unit behind a number, spaces before it included: units are compared as units. A ratio of
/// letters behind a space (`5 m/h`, `4200 J/(kg·°C)`) is a unit that the policy does not know.
fn unit_length(policy: &QualityPolicy, one: &Variant<'_>, rest: &str) -> usize {
    let trimmed = rest.trim_start();
    let gap = rest.len() - trimmed.len();
    if let Some((_, length)) = units::unit_at(policy, one, trimmed) {
        return gap + length;
    }
    let is_of_unit = |c: char| c.is_alphabetic() || matches!(c, '/' | '²' | '³');
    let end = trimmed.find(|c| !is_of_unit(c)).unwrap_or(trimmed.len());
    let (unit, behind) = trimmed.split_at(end);
    if gap == 0 {
        return 0;
    }
    if unit.len() > 1 && unit.ends_with('/') && behind.starts_with('(') {
        return gap + end + behind.find(')').map_or(0, |close| close + 1);
    }
    let is_ratio = unit.trim_matches('/').contains('/');
    if is_ratio { gap + end } else { 0 }
}

fn word_at(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    &text[..end]
}

/// What a word is in a formula, in one spelling; `None` for words of a sentence.
fn operand(word: &str) -> Option<String> {
    let word: String = word.nfkc().map(latin).collect();
    if let Some((_, function)) = FUNCTIONS.iter().find(|(name, _)| *name == word) {
        return Some((*function).to_owned());
    }
    let is_formula_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'α'..='ω' | 'Α'..='Ω');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let all_known = word
        .chars()
        .all(|c| c.is_ascii_digit() || is_formula_letter(c));
    let has_digit = word.chars().any(|c| c.is_ascii_digit());
    let inner_capital =
        word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
    (all_known && letters > 0 && (letters == 1 || has_digit || inner_capital)).then_some(word)
}

fn latin(letter: char) -> char {
    match twin_of(letter) {
        Some(twin) if !letter.is_ascii() && twin.is_ascii() => twin,
        _ => letter,
    }
}

fn sign(c: char) -> Option<Token> {
    Some(match c {
        '-' | '−' | '–' => Token::Sign('-'),
        '·' | '×' | '*' => Token::Sign('*'),
        ':' | '÷' | '/' => Token::Sign('/'),
        '+' | '=' | '<' | '>' | '≤' | '≥' | '≠' | '±' | '^' | '√' => Token::Sign(c),
        '(' | ')' | '[' | ']' => Token::Bracket(c),
        _ => return None,
    })
}

/// Ends a run: what stands at its ends without belonging to it goes, and what is left is a formula when it
/// has a sign between two operands or a letter with an index.
fn close(run: &mut Vec<Token>, found: &mut Vec<String>) {
    let mut tokens = std::mem::take(run);
    loop {
        let before = tokens.len();
        while matches!(tokens.last(), Some(Token::Sign(_))) {
            tokens.pop();
        }
        let opens = |token: Option<&Token>| matches!(token, Some(Token::Sign(c)) if !matches!(c, '-' | '√'));
        if opens(tokens.first()) {
            tokens.remove(0);
        }
        if tokens.len() == before {
            break;
        }
    }
    let tokens = without_loose_brackets(tokens);
    let operands = tokens
        .iter()
        .filter(|t| matches!(t, Token::Operand(..)))
        .count();
    let has_sign = tokens.iter().any(|t| matches!(t, Token::Sign(_)));
    let has_index = tokens.iter().any(|t| match t {
        Token::Operand(text) => {
            text.starts_with(|c: char| c.is_alphabetic())
                && text.contains(|c: char| c.is_ascii_digit())
        }
        _ => false,
    });
    if (operands > 1 && has_sign) || has_index {
        let said = tokens.iter().map(|token| match token {
            Token::Operand(text) => text.clone(),
            Token::Sign(c) | Token::Bracket(c) => c.to_string(),
        });
        found.push(said.collect());
    }
}

/// Brackets that have no partner in the run belong to the sentence.
fn without_loose_brackets(tokens: Vec<Token>) -> Vec<Token> {
    let mut open: Vec<usize> = Vec::new();
    let mut loose: Vec<usize> = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Bracket('(' | '[') => open.push(n),
            Token::Bracket(_) if open.pop().is_none() => loose.push(n),
            _ => {}
        }
    }
    loose.extend(open);
    let kept = tokens.into_iter().enumerate();
    kept.filter(|(n, _)| !loose.contains(n))
        .map(|(_, t)| t)
        .collect()
}
