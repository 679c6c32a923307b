//! When a short answer in words counts.

use unicode_normalization::UnicodeNormalization;

/// True when the answer equals one of the accepted ones after [`normalised`]; an empty one never does.
///
/// Accepted answers that hold in every language and those of the candidate's language count alike;
/// those of another language do not. Look-alike letters of another alphabet are *not* folded, and no
/// spelling mistake is forgiven: an author lists what else is accepted.
///
/// Quotation marks and `. , ! ? ; :` around an answer do not count, and no more do quotation marks
/// around an accepted one. Where an accepted answer itself begins or ends with another such sign, the
/// sign is a part of the answer. A point or comma before a digit and an exclamation mark after one
/// belong to the number (`.5`, `5!`).
///
/// Worked examples of `accepts` (`⍽` stands for a no-break space):
///
/// | accepted      | the pupil writes | counts | why                                   |
/// |---------------|------------------|--------|---------------------------------------|
/// | Абай Құнанбаев| абай құнанбаев   | yes    | case                                  |
/// | Абай Құнанбаев| Абай⍽ Құнанбаев  | yes    | spaces collapse, whatever their kind  |
/// | ӘЖЕ           | әже              | yes    | case of Kazakh letters                |
/// | й             | й               | yes    | one letter or letter and mark         |
/// | H2O           | H₂O              | yes    | lower digits are digits               |
/// | x^2           | x²               | yes    | raised digits are powers              |
/// | 10²           | 102              | no     | … and not more digits                 |
/// | 1/2           | ½                | yes    | fractions                             |
/// | Алматы        | Алма ты          | no     | a space inside a word                 |
/// | Алматы        | Алматы қаласы    | no     | more words                            |
/// | Алматы        |                  | no     | nothing written                       |
/// | Алматы        | Алматы.          | yes    | a final point                         |
/// | Алматы        | «Алматы»!        | yes    | quotation marks and a final sign      |
/// | Алматы        | "Алматы.";       | yes    | in any order                          |
/// | Алматы        | Алматы …         | yes    | three points, after a space           |
/// | «Абай жолы»   | Абай жолы        | yes    | quotation marks of the author         |
/// | «Абай жолы»   | "Абай жолы".     | yes    | … and others of the pupil             |
/// | Иди!          | Иди!             | yes    | the sign is a part of the answer      |
/// | Иди!          | «Иди!».          | yes    | … and what stands around it is not    |
/// | Иди!          | Иди              | no     | … so it may not be absent             |
/// | Иди!          | Иди.             | no     | … nor another one                     |
/// | !             | !                | yes    | the answer is nothing but a sign      |
/// | !             | «!»              | yes    | … in quotation marks                  |
/// | !             | ?                | no     | another sign                          |
/// | и т.д.        | и т.д.           | yes    | a point that ends a short form        |
/// | 5             | .5               | no     | a point before a digit                |
/// | 5             | 5!               | no     | an exclamation mark after a digit     |
/// | 5             | 5.               | yes    | a final point after a digit           |
/// | 'tis          | 'tis             | yes    | an apostrophe that begins a word      |
/// | да            | да, нет          | no     | two answers                           |
pub fn accepts<'a>(accepted: impl IntoIterator<Item = &'a String>, answer: &str) -> bool {
    let answer = normalised(answer);
    !answer.is_empty()
        && accepted
            .into_iter()
            .any(|one| stands_alone_in(unquoted(&normalised(one)), &answer))
}

/// True when nothing stands around the accepted answer but signs that do not count.
fn stands_alone_in(accepted: &str, answer: &str) -> bool {
    if accepted.is_empty() {
        return false;
    }
    answer.match_indices(accepted).any(|(at, _)| {
        let (before, after) = (&answer[..at], &answer[at + accepted.len()..]);
        before.chars().all(is_outer)
            && after.chars().all(is_outer)
            && !(accepted.starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(['.', ',']))
            && !(accepted.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with('!'))
    })
}

/// An accepted answer without the quotation marks around it; as it is where it is nothing else.
fn unquoted(text: &str) -> &str {
    let inner = text
        .strip_prefix(is_quote)
        .and_then(|text| text.strip_suffix(is_quote))
        .map_or("", str::trim);
    if inner.is_empty() { text } else { inner }
}

/// [`plain`] text without the quotation marks around it and the signs that end a sentence; a point or
/// comma before a digit and an exclamation mark after one stay.
pub fn bare(text: &str) -> &str {
    let mut rest = text;
    while let Some(shorter) = rest.strip_suffix(is_outer) {
        if rest.ends_with('!') && shorter.ends_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        rest = shorter;
    }
    while let Some(shorter) = rest.strip_prefix(is_outer) {
        if rest.starts_with(['.', ',']) && shorter.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        rest = shorter;
    }
    rest
}

/// Signs and spaces that may stand around an answer.
fn is_outer(c: char) -> bool {
    is_quote(c) || matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | ' ')
}

fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '`' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201F}'
    )
}

/// [`plain`] text in lower case.
pub fn normalised(text: &str) -> String {
    plain(text).to_lowercase()
}

/// NFKC, spaces of all kinds collapsed to one and trimmed, invisible characters dropped.
///
/// NFKC alone would run raised digits and fractions into the digit before them (10² → 102,
/// 1½ → 11/2), so these are set off first: `10^2`, `1 1/2`; lowered digits after a digit too: `101_2`.
pub fn plain(text: &str) -> String {
    let mut open = String::with_capacity(text.len());
    let mut raised = false;
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        let after_digit = open.ends_with(|last: char| last.is_ascii_digit());
        let is_raised = is_raised(c);
        match c {
            _ if is_raised && !raised => open.push('^'),
            '\u{2080}'..='\u{2089}' if after_digit => open.push('_'),
            '\u{00BC}'..='\u{00BE}' | '\u{2150}'..='\u{215F}' if after_digit => open.push(' '),
            _ => {}
        }
        raised = is_raised;
        open.extend(std::iter::once(c).nfkc());
    }
    let folded: String = open
        .nfkc()
        .map(|c| if c == '\u{2044}' { '/' } else { c })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_raised(c: char) -> bool {
    matches!(
        c,
        '\u{00B2}' | '\u{00B3}' | '\u{00B9}' | '\u{2070}' | '\u{2074}'..='\u{207B}'
    )
}

/// Zero-width characters, soft hyphen and byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::examples::table;

    #[test]
    fn a_text_answer_counts_as_the_table_says() {
        for row in table(include_str!("text_answer.rs"), "accepts") {
            let answer = row[1].replace('⍽', "\u{00A0}");
            assert_eq!(accepts([&row[0]], &answer), row[2] == "yes", "{row:?}");
        }
    }

    #[test]
    fn fractions_and_powers_never_run_into_the_digits_before_them() {
        assert_eq!(plain("1½"), "1 1/2");
        assert_eq!(plain("10²³"), "10^23");
        assert_eq!(plain("101₂"), "101_2");
        assert_eq!(plain(" \u{FEFF}a\u{2009}\t b\u{00AD}c "), "a bc");
    }

    #[test]
    fn an_empty_answer_is_never_accepted() {
        assert!(!accepts([&String::new()], "  "));
        assert!(!accepts([&String::new()], "."));
    }
}
