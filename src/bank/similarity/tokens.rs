//! A text as similarity reads it: words, numbers, signs; and the shingles of them.

use crate::bank::reading::markup;
use crate::bank::reading::numerals::{DecimalMark, numerals};
use crate::language::fold;

/// Letters of a shingle.
const LETTERS: usize = 4;

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A folded word.
    Word(String),
    /// A number by its value.
    Number(String),
    /// A sign of a formula.
    Sign(char),
}

/// The tokens of a text, the pictures it shows first.
pub(super) fn tokens(text: &str, mark: DecimalMark) -> Vec<Token> {
    let mut found: Vec<Token> = markup::media(text).into_iter().map(Token::Word).collect();
    let text = markup::plain(text);
    let mut at = 0;
    for numeral in numerals(&text, mark) {
        read_words(&text[at..numeral.at.start], &mut found);
        found.push(Token::Number(numeral.value));
        at = numeral.at.end;
    }
    read_words(&text[at..], &mut found);
    found
}

fn read_words(text: &str, found: &mut Vec<Token>) {
    for run in text.split_inclusive(is_sign) {
        let sign = run.chars().next_back().filter(|c| is_sign(*c));
        let words = sign.map_or(run, |sign| &run[..run.len() - sign.len_utf8()]);
        // Word by word: most are plain, and those are folded quickly.
        for word in words.split_whitespace() {
            let folded = fold(word);
            let parts = folded.split_whitespace();
            found.extend(parts.map(|part| Token::Word(alike(part))));
        }
        found.extend(sign.map(|sign| Token::Sign(unified(sign))));
    }
}

/// Letters that [`fold`] keeps apart because they make other words, and that look the same all the same.
fn alike(word: &str) -> String {
    word.chars()
        .map(|letter| match letter {
            'ѕ' => 's',
            'ј' => 'j',
            'һ' => 'н',
            'ү' => 'у',
            other => other,
        })
        .collect()
}

/// Signs that make another formula. Hyphens and dashes stand in texts too, and points and commas say little.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '+' | '−'
            | '='
            | '<'
            | '>'
            | '×'
            | '·'
            | '*'
            | '/'
            | '÷'
            | ':'
            | '^'
            | '√'
            | '≤'
            | '≥'
            | '≠'
            | '%'
            | '°'
            | '∠'
            | '±'
            | '∞'
            | '∈'
            | '∪'
            | '∩'
            | '⊂'
            | '→'
            | '|'
    )
}

fn unified(sign: char) -> char {
    match sign {
        '×' | '·' => '*',
        '÷' => ':',
        other => other,
    }
}

/// Adds the shingles of a text.
pub(super) fn add_shingles(tokens: &[Token], into: &mut Vec<u32>) {
    for token in tokens {
        match token {
            Token::Word(word) => add_word(word, into),
            Token::Number(value) => into.push(hash(b'#', value.as_bytes())),
            Token::Sign(sign) => into.push(hash(b'~', &(*sign as u32).to_le_bytes())),
        }
    }
    // In a formula the order counts; in a sentence it does not.
    for pair in tokens.windows(2) {
        if pair.iter().all(is_of_formula) {
            into.push(hash(
                b'&',
                format!("{} {}", said(&pair[0]), said(&pair[1])).as_bytes(),
            ));
        }
    }
}

/// Every four neighbouring letters, the frame of the word among them; a shorter word whole.
fn add_word(word: &str, into: &mut Vec<u32>) {
    let framed = ["^", word, "$"].concat();
    let mut starts = [0; LETTERS];
    let mut letters = 0;
    for (at, letter) in framed.char_indices() {
        starts[letters % LETTERS] = at;
        letters += 1;
        if letters >= LETTERS {
            let from = starts[letters % LETTERS];
            into.push(hash(b'w', &framed.as_bytes()[from..at + letter.len_utf8()]));
        }
    }
    if letters < LETTERS {
        into.push(hash(b'w', framed.as_bytes()));
    }
}

fn is_of_formula(token: &Token) -> bool {
    match token {
        Token::Word(word) => word.chars().count() == 1,
        Token::Number(_) | Token::Sign(_) => true,
    }
}

/// The token as text; every number is `#`, as are the digits of a word, when numbers are removed.
pub(super) fn without_numbers(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        if !out.is_empty() {
            out.push(' ');
        }
        match token {
            Token::Word(word) => {
                let digits = |c: char| if c.is_ascii_digit() { '#' } else { c };
                out.extend(word.chars().map(digits));
            }
            Token::Number(_) => out.push('#'),
            Token::Sign(sign) => out.push(*sign),
        }
    }
    out
}

/// The tokens as text, numbers by their value.
pub(super) fn said_all(tokens: &[Token]) -> String {
    tokens.iter().map(said).collect::<Vec<_>>().join(" ")
}

fn said(token: &Token) -> String {
    match token {
        Token::Word(text) | Token::Number(text) => text.clone(),
        Token::Sign(sign) => sign.to_string(),
    }
}

/// FNV-1a over a kind and bytes, its 64 bits mixed into 32.
pub(super) fn hash(kind: u8, bytes: &[u8]) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for byte in std::iter::once(&kind).chain(bytes) {
        state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    state ^= state >> 32;
    (state.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_of(text: &str) -> String {
        said_all(&tokens(text, DecimalMark::Comma))
    }

    #[test]
    fn case_spaces_look_alikes_and_spellings_of_numbers_make_no_difference() {
        for (one, other) in [
            ("Найдите  СУММУ", "найдите сумму"),
            ("кот", "кoт"),
            ("10 600,50 теңге", "10600.5 теңге"),
            ("Үй һәм ѕ", "Yй hәм s"),
            ("2 × 3", "2·3"),
            ("<b>Слово</b>", "слово"),
        ] {
            assert_eq!(said_of(one), said_of(other));
        }
    }

    #[test]
    fn signs_and_pictures_make_a_difference() {
        for (one, other) in [
            ("x + 3 = 7", "x − 3 = 7"),
            (
                "Рисунок <img src=\"media:1\">",
                "Рисунок <img src=\"media:2\">",
            ),
            ("қон", "кон"),
        ] {
            assert_ne!(said_of(one), said_of(other));
        }
    }

    #[test]
    fn the_order_counts_in_a_formula_and_not_in_a_sentence() {
        let shingles = |text: &str| {
            let mut found = Vec::new();
            add_shingles(&tokens(text, DecimalMark::Comma), &mut found);
            found.sort_unstable();
            found
        };
        assert_eq!(shingles("мама мыла раму"), shingles("раму мама мыла"));
        assert_ne!(shingles("2 + 3 · 4"), shingles("2 · 3 + 4"));
    }

    #[test]
    fn without_numbers_only_they_are_gone() {
        let template = |text: &str| without_numbers(&tokens(text, DecimalMark::Comma));
        assert_eq!(template("x1 + 25 = 3,5 м"), "х# + # = # м");
        assert_eq!(template("Сумма 5 и 6"), template("сумма 17 и 1 200,5"));
    }
}
