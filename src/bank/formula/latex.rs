//! LaTeX as authors of these schools type it → MathML.
//!
//! Two things are prepared before `math-core` reads it: names that only this school has (`\tg`, `\ctg`)
//! are macros, and a comma between two digits with no space is a decimal comma (`3,14`), unless it
//! belongs to a chain of them (`1,2,3`), which is a list. A list of two is written `1, 2` or `1; 2`.

use std::ops::Range;
use std::sync::LazyLock;

use math_core::{LatexError, LatexToMathML, MathCoreConfig, MathDisplay};

use super::mathml::{DECIMAL_COMMA, math_of};
use crate::curriculum::code::nearest;
use crate::document::xml::Element;
use crate::language::finding::{Finding, Place};

/// Characters of a formula.
const LONGEST: usize = 2_000;
/// Groups within groups.
const DEEPEST: usize = 30;
/// Characters of the source that a finding shows.
const SHOWN: usize = 24;

/// Names of this school's functions and signs, and what they stand for.
const MACROS: [(&str, &str); 22] = [
    ("tg", r"\operatorname{tg}"),
    ("ctg", r"\operatorname{ctg}"),
    ("arctg", r"\operatorname{arctg}"),
    ("arcctg", r"\operatorname{arcctg}"),
    ("cosec", r"\operatorname{cosec}"),
    ("sh", r"\operatorname{sh}"),
    ("ch", r"\operatorname{ch}"),
    ("th", r"\operatorname{th}"),
    ("cth", r"\operatorname{cth}"),
    ("sgn", r"\operatorname{sgn}"),
    ("const", r"\operatorname{const}"),
    ("nod", r"\operatorname{НОД}"),
    ("nok", r"\operatorname{НОК}"),
    ("euob", r"\operatorname{ЕҮОБ}"),
    ("ekoe", r"\operatorname{ЕКОЕ}"),
    ("degree", r"^{\circ}"),
    ("arc", r"\overparen{#1}"),
    ("vv", r"\overrightarrow{#1}"),
    ("R", r"\mathbb{R}"),
    ("N", r"\mathbb{N}"),
    ("Z", r"\mathbb{Z}"),
    ("Q", r"\mathbb{Q}"),
];

/// Commands to suggest where an unknown one is close to them.
const KNOWN: &str = "frac dfrac tfrac sqrt cdot times div pm mp leq geq neq approx equiv sim infty alpha beta gamma delta varepsilon varphi lambda mu omega rho sigma theta pi Delta Omega sin cos tan cot arcsin arccos arctan log ln lg lim sum prod int vec overline hat angle triangle parallel perp circ left right begin end text operatorname mathbb cup cap subset subseteq supset in notin emptyset varnothing forall exists Rightarrow Leftrightarrow to rightarrow leftarrow quad binom overparen overrightarrow underline underbrace overbrace ldots dots cdots";

static CONVERTER: LazyLock<Result<LatexToMathML, String>> = LazyLock::new(|| {
    let macros = MACROS.map(|(name, meaning)| (name.to_owned(), meaning.to_owned()));
    let config = MathCoreConfig {
        macros: macros.to_vec(),
        ..MathCoreConfig::default()
    };
    LatexToMathML::new(config).map_err(|(error, ..)| error.to_string())
});

/// LaTeX → MathML.
///
/// Errors: one finding with line and column in the text as it was typed (both from 1) and, where there
/// is one, the remedy in its sentence.
pub fn from_latex(latex: &str, block: bool) -> Result<Element, Finding> {
    check_size(latex)?;
    let prepared = Prepared::of(latex);
    let display = match block {
        true => MathDisplay::Block,
        false => MathDisplay::Inline,
    };
    let converter = CONVERTER
        .as_ref()
        .map_err(|reason| Finding::error("formula_invalid", "").with("reason", reason.clone()))?;
    match converter.convert_with_local_state(&prepared.text, display) {
        Ok(made) => math_of(&made.mathml),
        Err(error) => Err(told(&error, latex, &prepared)),
    }
}

/// What would be too much for any reader.
fn check_size(latex: &str) -> Result<(), Finding> {
    if latex.trim().is_empty() {
        return Err(Finding::error("formula_empty", ""));
    }
    if latex.chars().count() > LONGEST {
        return Err(Finding::error("formula_too_long", "").with("most", LONGEST));
    }
    // Commands that take an argument nest without braces too.
    let (mut depth, mut commands) = (0_usize, 0_usize);
    for (position, letter) in latex.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '\\' => commands += 1,
            _ if !letter.is_ascii_alphabetic() && !letter.is_whitespace() => commands = 0,
            _ => {}
        }
        if depth > DEEPEST || commands > DEEPEST {
            let finding = Finding::error("formula_too_deep", "").with("most", DEEPEST);
            return Err(at(finding, latex, position));
        }
    }
    Ok(())
}

/// The text that the converter reads, and where each of its bytes was typed.
struct Prepared {
    text: String,
    /// Byte of `text` → byte of the source.
    places: Vec<usize>,
}

impl Prepared {
    fn of(latex: &str) -> Self {
        let commas = decimal_commas(latex);
        let mut prepared = Self {
            text: String::with_capacity(latex.len() + commas.len() * 2),
            places: Vec::new(),
        };
        let mut skip_to = 0;
        for (position, letter) in latex.char_indices() {
            if position < skip_to {
                continue;
            }
            match letter {
                ',' if commas.contains(&position) => {
                    prepared.push(DECIMAL_COMMA.encode_utf8(&mut [0; 4]), position);
                }
                '{' if is_braced_comma(latex, position) => {
                    prepared.push(DECIMAL_COMMA.encode_utf8(&mut [0; 4]), position);
                    skip_to = position + BRACED_COMMA.len();
                }
                // Signs that keyboards and other programs write.
                '\u{2212}' | '\u{2013}' => prepared.push("-", position),
                '\u{a0}' | '\u{2009}' | '\u{202f}' => prepared.push(" ", position),
                '\u{b7}' | '\u{22c5}' => prepared.push(r"\cdot ", position),
                '\u{d7}' => prepared.push(r"\times ", position),
                DECIMAL_COMMA => {}
                other => prepared.push(other.encode_utf8(&mut [0; 4]), position),
            }
        }
        prepared
    }

    fn push(&mut self, text: &str, position: usize) {
        self.text.push_str(text);
        self.places.resize(self.text.len(), position);
    }

    /// The byte of the source that a byte of the text was made of.
    fn source(&self, byte: usize, end: usize) -> usize {
        self.places.get(byte).copied().unwrap_or(end)
    }
}

/// How those write it who know LaTeX.
const BRACED_COMMA: &str = "{,}";

/// True for `{,}` between two digits.
fn is_braced_comma(latex: &str, at: usize) -> bool {
    let bytes = latex.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    latex[at..].starts_with(BRACED_COMMA)
        && is_digit(at.checked_sub(1))
        && is_digit(Some(at + BRACED_COMMA.len()))
}

/// Places of commas that stand between two digits and are no list.
fn decimal_commas(latex: &str) -> Vec<usize> {
    let bytes = latex.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let between: Vec<usize> = (0..bytes.len())
        .filter(|at| bytes[*at] == b',')
        .filter(|at| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)))
        .collect();
    let only_digits = |range: Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
    let chained = |one: usize, other: usize| only_digits(one + 1..other);
    between
        .iter()
        .enumerate()
        .filter(|(n, at)| {
            let before = n.checked_sub(1).map(|n| between[n]);
            let after = between.get(n + 1).copied();
            !before.is_some_and(|before| chained(before, **at))
                && !after.is_some_and(|after| chained(**at, after))
        })
        .map(|(_, at)| *at)
        .collect()
}

/// The finding at a byte of the source.
fn at(finding: Finding, source: &str, byte: usize) -> Finding {
    let before = &source[..source.floor_char_boundary(byte)];
    let line = before.matches('\n').count() + 1;
    let last = before.rsplit('\n').next().unwrap_or_default();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Finding {
        place: Some(Place {
            line: number(line),
            column: number(last.chars().count() + 1),
        }),
        ..finding.with("position", before.chars().count() + 1)
    }
}

/// What the converter found wrong, in the source's own terms.
fn told(error: &LatexError, source: &str, prepared: &Prepared) -> Finding {
    let start = prepared.source(error.0.start, source.len());
    let end = prepared.source(error.0.end, source.len()).max(start);
    let shown: String = source[source.floor_char_boundary(start)..]
        .chars()
        .take(SHOWN)
        .collect();
    let finding = match error.label() {
        "unknown command" => unknown_command(source, start),
        "unknown environment" | "expected a different environment name here" => {
            Finding::error("formula_environment", "").with("text", shown)
        }
        "a group was never closed" => {
            // The converter tells the end of the text; people look for the beginning.
            let open = unclosed_brace(source).unwrap_or(start);
            let shown: String = source[open..].chars().take(SHOWN).collect();
            let finding = Finding::error("formula_unclosed", "").with("text", shown);
            return at(finding, source, open);
        }
        "no matching opening for this" => {
            Finding::error("formula_unopened", "").with("text", shown)
        }
        "expected an argument here" => {
            let before: String = source[..source.floor_char_boundary(start)]
                .chars()
                .rev()
                .take(SHOWN)
                .collect();
            let before: String = before.chars().rev().collect();
            Finding::error("formula_argument", "").with("text", before)
        }
        "expected a delimiter here" => Finding::error("formula_delimiter", "").with("text", shown),
        "unexpected bound" | "duplicate" => {
            Finding::error("formula_script_twice", "").with("text", shown)
        }
        "cannot be used here" => Finding::error("formula_misplaced", "")
            .with("text", source[start..end.min(source.len())].to_owned()),
        _ => Finding::error("formula_invalid", "").with("reason", error.error_message()),
    };
    at(finding, source, start)
}

/// The last brace that is opened and never closed.
fn unclosed_brace(source: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut escaped = false;
    for (position, letter) in source.char_indices() {
        match letter {
            '{' if !escaped => open.push(position),
            '}' if !escaped => {
                open.pop();
            }
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    open.pop()
}

fn unknown_command(source: &str, start: usize) -> Finding {
    let rest = source.get(start..).unwrap_or_default();
    let name: String = rest
        .trim_start_matches('\\')
        .chars()
        .take_while(|letter| letter.is_alphabetic())
        .collect();
    let known = KNOWN.split(' ').chain(MACROS.iter().map(|(name, _)| *name));
    let finding = Finding::error("formula_command", "").with("command", format!("\\{name}"));
    match nearest(&name, known).first() {
        Some(near) => finding.with("nearest", format!("\\{near}")),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::formula::written;

    fn made(latex: &str) -> String {
        from_latex(latex, false)
            .map(|math| written(&math))
            .unwrap_or_else(|finding| panic!("{latex}: {finding}"))
    }

    fn wrong(latex: &str) -> (String, u32) {
        let found = from_latex(latex, false).expect_err(latex);
        (found.code, found.place.map_or(0, |place| place.column))
    }

    #[test]
    fn a_comma_between_digits_is_decimal_and_a_chain_of_them_a_list() {
        assert!(made("3,14").contains("<mn>3,14</mn>"));
        assert!(made("x=0,5y").contains("<mn>0,5</mn>"));
        assert!(made("1, 2").contains("<mn>1</mn>"));
        assert!(!made("1,2,3").contains("1,2"));
        assert!(made("(1,5; 2,5)").contains("<mn>2,5</mn>"));
        assert!(made("3.14").contains("<mn>3.14</mn>"));
        assert!(made("3{,}14").contains("<mn>3,14</mn>"));
        for odd in ["2^3,5", "x,1", "1,2,3", "f(1,5)"] {
            assert!(!made(odd).contains(DECIMAL_COMMA), "{odd}");
        }
    }

    #[test]
    fn the_names_of_this_school_are_known() {
        for name in ["tg", "ctg", "arctg", "arcctg"] {
            assert!(
                made(&format!("\\{name} x")).contains(&format!(">{name}<")),
                "{name}"
            );
        }
        assert!(made(r"\nod(12; 18)").contains("НОД"));
        assert!(made(r"30\degree").contains("msup"));
        assert!(made(r"\vv{AB}").contains("mover"));
    }

    #[test]
    fn an_error_says_where_it_is_in_what_was_typed() {
        assert_eq!(
            wrong(r"3,14+\frca{1}{2}"),
            ("formula_command".to_owned(), 6)
        );
        assert_eq!(wrong(r"\frac{1}{2"), ("formula_unclosed".to_owned(), 9));
        assert_eq!(wrong(r"1}"), ("formula_unopened".to_owned(), 2));
        assert_eq!(wrong(r"x^2^3").0, "formula_script_twice");
        assert_eq!(wrong(r"\frac{1}").0, "formula_argument");
        assert_eq!(wrong(" "), ("formula_empty".to_owned(), 0));
        let found = from_latex("x+\n\\sqtr{2}", false).expect_err("wrong");
        assert_eq!(found.place, Some(Place { line: 2, column: 1 }));
        assert_eq!(found.args["nearest"], "\\sqrt");
    }

    #[test]
    fn what_nests_without_end_is_refused_and_does_not_break_the_reader() {
        assert_eq!(wrong(&"{".repeat(200)).0, "formula_too_deep");
        assert_eq!(wrong(&r"\sqrt".repeat(200)).0, "formula_too_deep");
        assert_eq!(wrong(&"x+".repeat(1_001)).0, "formula_too_long");
        assert_eq!(wrong(&r"\sqrt ".repeat(200)).0, "formula_too_deep");
    }
}
