//! A formula in one line of plain text: `x² + (a + b)/2`. For search, similarity, lists and every place
//! that shows no MathML; a person can still read it.

use super::mathml::plain_letters;
use crate::document::xml::Element;

const RAISED: [(char, char); 15] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('n', 'ⁿ'),
    ('i', 'ⁱ'),
];
const LOWERED: [(char, char); 13] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('n', 'ₙ'),
];

/// Signs that stand with a space on both sides.
const SPACED: &str = "⟂=<>≤≥≠≈≡∼+−±∓×÷→⇒⇔∈∉⊂⊆∪∩⊥∥⩽⩾≅∧∨";

/// The formula as plain text.
pub fn linear(math: &Element) -> String {
    let text = row(math);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn row(element: &Element) -> String {
    let mut text = String::new();
    let mut after_name = false;
    for child in element.elements() {
        let piece = one(child);
        if piece.is_empty() {
            continue;
        }
        let is_sign = child.is("mo")
            && piece.chars().count() == 1
            && piece.chars().all(|sign| SPACED.contains(sign));
        // At the start, after a bracket and after another sign a sign belongs to what follows.
        let before = text.trim_end().chars().last();
        let in_bars = text.matches('|').count() % 2 == 1;
        let opens = |last: char| "([{".contains(last) || (last == '|' && in_bars);
        let leads = before.is_none_or(|last| opens(last) || SPACED.contains(last));
        let is_name = is_name(child);
        let touch = text.ends_with(char::is_alphanumeric)
            && piece.starts_with(|c: char| c.is_alphanumeric() || c == '√');
        if touch && (child.is("mfrac") || is_name || after_name) {
            text.push(' ');
        }
        match is_sign && !leads {
            true => text.push_str(&format!(" {piece} ")),
            false => text.push_str(&piece),
        }
        if child.is("mo") && (piece == "," || piece == ";") {
            text.push(' ');
        }
        after_name = is_name;
    }
    text
}

/// True for `sin`, `log₂` and every other word: it stands apart from its neighbours.
fn is_name(element: &Element) -> bool {
    match element.name.as_str() {
        "mi" | "mo" => {
            let text = leaf_text(element);
            text.chars().count() > 1 && text.chars().all(char::is_alphabetic)
        }
        "msub" | "msup" | "msubsup" | "munder" => element.elements().next().is_some_and(is_name),
        _ => false,
    }
}

fn one(element: &Element) -> String {
    let parts: Vec<&Element> = element.elements().collect();
    match (element.name.as_str(), &parts[..]) {
        ("mi" | "mo" | "mn", _) => leaf_text(element),
        ("mtext", _) => element.text().replace('\u{a0}', " "),
        ("mspace", _) => " ".to_owned(),
        ("mprescripts", _) => String::new(),
        ("mfrac", [above, below]) if element.attribute("linethickness") == Some("0") => {
            format!("{} {}", one(above), one(below))
        }
        ("mfrac", [above, below]) => format!("{}/{}", grouped(above), grouped(below)),
        ("msqrt", _) => match parts.as_slice() {
            [only] => format!("√{}", grouped(only)),
            _ => format!("√({})", row(element)),
        },
        ("mroot", [under, degree]) => match leaf_text(degree).as_str() {
            "3" => format!("∛{}", grouped(under)),
            "4" => format!("∜{}", grouped(under)),
            _ => format!("{}√{}", raised(&one(degree)), grouped(under)),
        },
        ("msup", [base, exponent]) => format!("{}{}", base_of(base), raised(&one(exponent))),
        ("msub", [base, index]) => format!("{}{}", base_of(base), lowered(&one(index))),
        ("msubsup" | "munderover", [base, index, exponent]) => format!(
            "{}{}{} ",
            base_of(base),
            lowered(&one(index)),
            raised(&one(exponent))
        ),
        ("munder", [base, under]) => match leaf_text(under).as_str() {
            "_" | "\u{332}" | "―" | "⏟" => one(base),
            _ => format!("{}{} ", one(base), lowered(&one(under))),
        },
        ("mover", [base, over]) => over_text(base, over),
        ("mtable", _) => {
            let rows = parts.iter().map(|row| {
                let cells = row.elements().map(|cell| self::row(cell).trim().to_owned());
                cells.collect::<Vec<_>>().join(" ")
            });
            rows.collect::<Vec<_>>().join("; ")
        }
        _ => row(element),
    }
}

fn over_text(base: &Element, over: &Element) -> String {
    let mark = match leaf_text(over).as_str() {
        "→" | "\u{20d7}" => '\u{20d7}',
        "¯" | "‾" | "―" | "_" | "\u{305}" | "\u{332}" => '\u{305}',
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "⏜" | "⌢" | "\u{311}" => '\u{311}',
        "˙" | "\u{307}" => '\u{307}',
        "⏞" => return one(base),
        _ => return format!("{}{}", one(base), raised(&one(over))),
    };
    let base = one(base);
    match base.chars().count() {
        1 => format!("{base}{mark}"),
        _ => base
            .chars()
            .map(|letter| format!("{letter}{mark}"))
            .collect(),
    }
}

fn leaf_text(element: &Element) -> String {
    let text = plain_letters(&element.text());
    match text.as_str() {
        "-" => "−".to_owned(),
        _ => text,
    }
}

/// The base of an index or exponent: in brackets where it is more than one thing.
fn base_of(element: &Element) -> String {
    match element.name.as_str() {
        "mfrac" | "msqrt" | "mroot" => format!("({})", one(element)),
        _ => one(element),
    }
}

/// In brackets where it would run together with its neighbour.
fn grouped(element: &Element) -> String {
    let text = one(element);
    let text = text.trim();
    let plain = text
        .chars()
        .all(|c| c.is_alphanumeric() || "√∛∜,.°′".contains(c))
        && !text.contains(' ');
    let bracketed = text.starts_with('(')
        && text.ends_with(')')
        && text[1..text.len() - 1].find(['(', ')']).is_none();
    match plain || bracketed {
        true => text.to_owned(),
        false => format!("({text})"),
    }
}

fn raised(text: &str) -> String {
    let text = text.trim();
    match text {
        "∘" | "°" => return "°".to_owned(),
        "′" | "″" | "‴" | "*" | "∗" => return text.to_owned(),
        _ => {}
    }
    moved(text, &RAISED).unwrap_or_else(|| format!("^{}", scripted(text)))
}

fn lowered(text: &str) -> String {
    let text = text.trim();
    moved(text, &LOWERED).unwrap_or_else(|| format!("_{}", scripted(text)))
}

/// A raised text beside plain text: `x²`, `2^(x + 1)`.
pub fn raised_text(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => raised(text),
    }
}

/// A lowered text beside plain text: `H₂O`.
pub fn lowered_text(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => lowered(text),
    }
}

fn scripted(text: &str) -> String {
    match text.chars().count() {
        1 => text.to_owned(),
        _ => format!("({text})"),
    }
}

fn moved(text: &str, letters: &[(char, char)]) -> Option<String> {
    let text: String = text.split_whitespace().collect();
    text.chars()
        .map(|letter| {
            let found = letters.iter().find(|(plain, _)| *plain == letter);
            found.map(|(_, moved)| *moved)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::formula::from_latex;

    #[test]
    fn a_formula_is_readable_in_one_line() {
        for (latex, line) in [
            (r"x^2+y^2=25", "x² + y² = 25"),
            (r"\frac{a+b}{2}", "(a + b)/2"),
            (r"\frac{1}{2}", "1/2"),
            (r"2\frac{3}{4}", "2 3/4"),
            (r"\sqrt{x+1}", "√(x + 1)"),
            (r"\sqrt[3]{8}=2", "∛8 = 2"),
            (r"a_{n+1}", "aₙ₊₁"),
            (r"\tg 45^\circ", "tg 45°"),
            (r"-3,5", "−3,5"),
            (r"\vec{a}", "a\u{20d7}"),
            (r"|x-1|\leq 3", "|x − 1| ≤ 3"),
            (r"2^{x+1}", "2^(x + 1)"),
        ] {
            let math = from_latex(latex, false).unwrap_or_else(|f| panic!("{latex}: {f}"));
            assert_eq!(linear(&math), line, "{latex}");
        }
    }
}
