//! LaTeX in plain text: `\(x^2\)` and `$x^2$` in a line, `\[x^2\]` and `$$x^2$$` on a line of its own.
//!
//! A dollar opens a formula only with no space after it, and closes one only with no space before it and
//! no digit after it: `5$` and `7 $` stay prices.

use super::clean::Cleaned;
use super::plain::plain;
use super::tree::{escaped_text, with_wording};
use crate::bank::Language;
use crate::bank::formula::{from_latex, written};
use crate::bank::texts::RichText;
use crate::language::finding::Finding;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    Formula {
        latex: &'t str,
        block: bool,
        /// Byte of the text at which the formula itself begins.
        at: usize,
    },
    /// A formula that is opened and never closed.
    Open {
        at: usize,
    },
}

/// The rich form of a text with formulas in it; `None` where it has none.
pub fn typed(text: &str, language: &Language) -> Option<Cleaned> {
    let pieces = pieces(text);
    if pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
        return None;
    }
    let mut findings = Vec::new();
    let mut html = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(own) => html.push_str(&paragraphs(own)),
            Piece::Formula { latex, block, at } => match from_latex(latex, block) {
                Ok(math) => html.push_str(&written(&with_wording(math, language))),
                Err(finding) => findings.push(moved(finding, text, at)),
            },
            Piece::Open { at } => {
                let shown: String = text[at..].chars().take(24).collect();
                let finding = Finding::error("formula_unclosed", "").with("text", shown);
                findings.push(moved(finding.with("position", 1), text, at));
            }
        }
    }
    Some(Cleaned {
        plain: plain(&html),
        rich: RichText {
            html,
            original: Some(text.to_owned()),
        },
        findings,
    })
}

/// Lines of plain text as HTML.
fn paragraphs(text: &str) -> String {
    escaped_text(&text.replace("\r\n", "\n")).replace('\n', "<br>")
}

/// A finding of a formula, counted from the start of the whole text.
fn moved(finding: Finding, text: &str, at: usize) -> Finding {
    let before = text[..at].chars().count();
    let within = finding
        .args
        .get("position")
        .and_then(serde_json::Value::as_u64);
    let within = usize::try_from(within.unwrap_or(1)).unwrap_or(1);
    finding.with("position", before + within)
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some((open, mark)) = next_mark(text, at) {
        let inner = open + mark.opens.len();
        match close_of(text, inner, mark) {
            Some(close) => {
                if open > start {
                    found.push(Piece::Text(&text[start..open]));
                }
                found.push(Piece::Formula {
                    latex: &text[inner..close],
                    block: mark.block,
                    at: inner,
                });
                start = close + mark.closes.len();
                at = start;
            }
            None if mark.opens.starts_with('\\') => {
                found.push(Piece::Open { at: open });
                at = inner;
            }
            None => at = inner,
        }
    }
    if start < text.len() {
        found.push(Piece::Text(&text[start..]));
    }
    found
}

/// How a formula is set apart from the text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    opens: &'static str,
    closes: &'static str,
    block: bool,
}

const MARKS: [Mark; 4] = [
    Mark {
        opens: "\\(",
        closes: "\\)",
        block: false,
    },
    Mark {
        opens: "\\[",
        closes: "\\]",
        block: true,
    },
    Mark {
        opens: "$$",
        closes: "$$",
        block: true,
    },
    Mark {
        opens: "$",
        closes: "$",
        block: false,
    },
];

fn next_mark(text: &str, from: usize) -> Option<(usize, Mark)> {
    MARKS
        .iter()
        .filter_map(|mark| Some((text[from..].find(mark.opens)? + from, *mark)))
        .min_by_key(|(at, mark)| (*at, usize::MAX - mark.opens.len()))
}

fn close_of(text: &str, inner: usize, mark: Mark) -> Option<usize> {
    let spaced = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if mark.opens == "$" && spaced(text[inner..].chars().next()) {
        return None;
    }
    let mut from = inner;
    while let Some(close) = text[from..].find(mark.closes).map(|n| n + from) {
        let before = text[inner..close].chars().next_back();
        let after = text[close + mark.closes.len()..].chars().next();
        let is_price = mark.opens == "$"
            && (spaced(before)
                || before == Some('\\')
                || after.is_some_and(|c| c.is_ascii_digit()));
        if !is_price {
            return Some(close);
        }
        from = close + mark.closes.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ru() -> Language {
        "ru".parse().expect("a language")
    }

    #[test]
    fn formulas_in_a_text_become_rich_text_and_the_rest_stays() {
        let made = typed("Найдите \\(x\\), если $x^2 = 4$ & x > 0.\nОтвет:", &ru()).expect("rich");
        assert_eq!(made.findings, []);
        assert_eq!(made.plain, "Найдите x, если x² = 4 & x > 0.\nОтвет:");
        assert!(
            made.rich.html.contains("alttext=\"x в квадрате равно 4\""),
            "{}",
            made.rich.html
        );
        assert!(made.rich.html.contains("&amp; x &gt; 0.<br>Ответ:"));
        assert!(
            super::super::is_clean(&made.rich.html),
            "{}",
            made.rich.html
        );
        let block = typed("$$\\frac{1}{2}$$", &ru()).expect("rich");
        assert!(
            block
                .rich
                .html
                .starts_with("<math alttext=\"одна вторая\" display=\"block\">")
        );
    }

    #[test]
    fn prices_are_no_formulas() {
        for text in ["5$ и 7$", "$5 и $7", "цена 5 $", "без формул", "$", "\\$5"] {
            assert_eq!(typed(text, &ru()), None, "{text}");
        }
    }

    #[test]
    fn a_wrong_formula_is_named_where_it_stands_in_the_text() {
        let made = typed("Дано \\(\\frca{1}{2}\\) и \\(x", &ru()).expect("rich");
        let said: Vec<(String, u64)> = made
            .findings
            .iter()
            .map(|f| (f.code.clone(), f.args["position"].as_u64().unwrap_or(0)))
            .collect();
        assert_eq!(
            said,
            [
                ("formula_command".to_owned(), 8),
                ("formula_unclosed".to_owned(), 24)
            ]
        );
    }
}
