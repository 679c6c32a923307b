//! A text cut into words, numbers, quoted texts and signs.

use super::problem::Problem;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// A name; keywords are names that were written without backticks.
    Name(String),
    Keyword(Keyword),
    /// `=`, `<=`, `(` …
    Sign(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    And,
    Or,
    Not,
    In,
    Has,
    True,
    False,
}

impl Keyword {
    pub(super) const ALL: [(Self, &'static str); 7] = [
        (Self::And, "and"),
        (Self::Or, "or"),
        (Self::Not, "not"),
        (Self::In, "in"),
        (Self::Has, "has"),
        (Self::True, "true"),
        (Self::False, "false"),
    ];

    fn of(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, text)| *text == word);
        found.map(|(keyword, _)| *keyword)
    }
}

/// Signs, the longer ones first.
const SIGNS: [&str; 13] = [
    "!=", "<=", ">=", "=", "<", ">", "(", ")", ",", "+", "-", "*", "/",
];

/// Spellings of other languages, and what is written here.
const FOREIGN: [(&str, &str); 14] = [
    ("==", "="),
    ("<>", "!="),
    ("≠", "!="),
    ("≤", "<="),
    ("≥", ">="),
    ("&&", "and"),
    ("||", "or"),
    ("%in%", "in"),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("–", "-"),
    ("−", "-"),
    ("[", "in ('A', 'B')"),
];

/// Most digits that a number keeps whatever way it is held.
const MOST_DIGITS: usize = 15;

/// The tokens with their places in characters from 0; `exact` refuses numbers that would lose digits.
pub(super) fn tokens(text: &str, exact: bool) -> Result<Vec<(usize, Token)>, Problem> {
    let mut tokens = Vec::new();
    let (mut at, mut rest) = (0, text);
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            at += 1;
            continue;
        }
        let (token, length) = token(rest, first, at)?;
        if exact && matches!(token, Token::Number(_)) && is_long(&rest[..length]) {
            return Err(Problem::new("expression_number_long", at)
                .with("number", &rest[..length])
                .with("most", MOST_DIGITS.to_string()));
        }
        tokens.push((at, token));
        at += rest[..length].chars().count();
        rest = &rest[length..];
    }
    Ok(tokens)
}

/// The token at the beginning of a text, and how many bytes it has.
fn token(rest: &str, first: char, at: usize) -> Result<(Token, usize), Problem> {
    if first == '\'' || first == '"' {
        let (text, length) = quoted(rest, first).ok_or_else(|| open(at, first))?;
        return Ok((Token::Text(text), length));
    }
    if first == '`' {
        let (name, length) = quoted(rest, first).ok_or_else(|| open(at, first))?;
        return match name.is_empty() {
            true => Err(Problem::new("expression_name_empty", at)),
            false => Ok((Token::Name(name), length)),
        };
    }
    if first.is_ascii_digit() || first == '.' {
        return number(rest, at);
    }
    if is_first_of_name(first) {
        let length = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        let name = || Token::Name(word.to_owned());
        return Ok((Keyword::of(word).map_or_else(name, Token::Keyword), length));
    }
    let foreign = FOREIGN.iter().find(|(sign, _)| rest.starts_with(sign));
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    match (foreign, sign) {
        (_, Some(sign)) if foreign.is_none_or(|(other, _)| other.len() <= sign.len()) => {
            Ok((Token::Sign(sign), sign.len()))
        }
        (Some((sign, here)), _) => Err(Problem::new("expression_sign_foreign", at)
            .with("sign", *sign)
            .with("write", *here)),
        _ => Err(Problem::new("expression_sign_unknown", at).with("sign", first)),
    }
}

fn open(at: usize, quote: char) -> Problem {
    Problem::new("expression_quote_open", at).with("quote", quote)
}

/// What stands between two quotes; a quote inside is written twice.
fn quoted(rest: &str, quote: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((index, c)) = chars.next() {
        if c != quote {
            text.push(c);
        } else if chars.next_if(|(_, next)| *next == quote).is_some() {
            text.push(quote);
        } else {
            return Some((text, index + quote.len_utf8()));
        }
    }
    None
}

/// Digits with a point and an exponent; what no finite number is made of is named.
fn number(rest: &str, at: usize) -> Result<(Token, usize), Problem> {
    let mut length = 0;
    let mut before = ' ';
    for c in rest.chars() {
        let sign = (c == '+' || c == '-') && matches!(before, 'e' | 'E');
        if !(is_of_name(c) || sign) {
            break;
        }
        before = c;
        length += c.len_utf8();
    }
    let text = &rest[..length];
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b".eE+-".contains(&b));
    let value = text
        .parse::<f64>()
        .ok()
        .filter(|value| plain && value.is_finite());
    match value {
        Some(value) => Ok((Token::Number(value), length)),
        None => Err(Problem::new("expression_number_bad", at).with("number", text)),
    }
}

/// More digits than a number keeps, zeros before the first one not counted; or an exponent.
fn is_long(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit);
    digits.skip_while(|digit| *digit == '0').count() > MOST_DIGITS || number.contains(['e', 'E'])
}

/// True for what a name may begin with.
pub(super) fn is_first_of_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

/// True for what a name may go on with.
pub(super) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// True for a name that needs no backticks.
pub(super) fn is_plain(name: &str) -> bool {
    name.starts_with(is_first_of_name)
        && name.chars().all(is_of_name)
        && Keyword::of(name).is_none()
}
