//! From the tree to words. Each piece is a phrase; phrases are joined by spaces.

use super::words::{Words, filled, found};
use crate::bank::formula::mathml::plain_letters;
use crate::document::xml::Element;

/// Names of functions that are not in the tables and of which a bracket is the argument.
const APPLIED: [&str; 7] = ["f", "g", "h", "F", "G", "φ", "ϕ"];

/// Says a formula.
pub(super) fn spoken(math: &Element, words: &Words) -> String {
    let text = Speaker { words }.row(&math.elements().collect::<Vec<_>>());
    text.replace(" ,", ",")
        .replace(" ;", ";")
        .replace(",,", ",")
}

struct Speaker<'w> {
    words: &'w Words,
}

fn children(element: &Element) -> Vec<&Element> {
    element.elements().collect()
}

/// The text of a leaf, in plain letters.
fn letters(element: &Element) -> String {
    plain_letters(&element.text())
}

fn is_sign(element: &Element, signs: &[&str]) -> bool {
    element.is("mo") && signs.contains(&letters(element).as_str())
}

/// True for what needs no end said: a number, a letter, a word.
fn is_one_thing(element: &Element) -> bool {
    match element.name.as_str() {
        "mi" | "mn" | "mtext" => true,
        "mrow" | "mstyle" | "mpadded" => {
            let inner = children(element);
            matches!(inner[..], [only] if is_one_thing(only))
        }
        _ => false,
    }
}

/// The element itself, or the one thing in a row around it.
fn unwrapped(element: &Element) -> &Element {
    let mut inner = element.elements();
    match (element.name.as_str(), inner.next(), inner.next()) {
        ("mrow" | "mstyle" | "mpadded", Some(only), None) => unwrapped(only),
        _ => element,
    }
}

fn whole_number(element: &Element) -> Option<u32> {
    let element = unwrapped(element);
    element.is("mn").then(|| letters(element).parse().ok())?
}

impl Speaker<'_> {
    /// A row of elements, with an eye on neighbours.
    fn row(&self, row: &[&Element]) -> String {
        let mut phrases: Vec<String> = Vec::new();
        let mut at = 0;
        while at < row.len() {
            let (phrase, used) = self.phrase(row, at);
            let phrase = phrase.trim().to_owned();
            if !phrase.is_empty() {
                phrases.push(phrase);
            }
            at += used.max(1);
        }
        phrases.join(" ")
    }

    /// What begins at a place of a row, and how many elements it takes.
    fn phrase(&self, row: &[&Element], at: usize) -> (String, usize) {
        let words = self.words;
        let (element, next) = (row[at], row.get(at + 1).copied());
        if let Some(next) = next {
            // 2 ¾ is "two and three quarters".
            let below = |of: &Element| children(of).get(1).copied().and_then(whole_number);
            if element.is("mn") && next.is("mfrac") && below(next).is_some() {
                let parts = [letters(element), self.one(next)];
                return (filled(words.mixed, &[&parts[0], &parts[1]]), 2);
            }
            if is_sign(next, &["!"]) && is_one_thing(element) {
                return (filled(words.factorial, &[&self.one(element)]), 2);
            }
            if let Some(used) = self.application(row, at) {
                let inner = self.row(&row[at + 2..at + used - 1]);
                return (filled(words.applied, &[&self.one(element), &inner]), used);
            }
        }
        if is_sign(element, &["|", "∣", "❘"])
            && let Some(close) = closing_bar(row, at)
        {
            let inner = self.row(&row[at + 1..close]);
            return (filled(words.modulus, &[&inner]), close + 1 - at);
        }
        if is_sign(element, &["{", "["])
            && let Some(table) = next.map(unwrapped).filter(|next| next.is("mtable"))
        {
            let closes = row
                .get(at + 2)
                .is_some_and(|close| is_sign(close, &["]", "}"]));
            let template = match (letters(element).as_str(), closes) {
                ("{", false) => words.system,
                ("[", false) => words.alternatives,
                _ => words.matrix,
            };
            return (
                filled(template, &[&self.rows(table)]),
                2 + usize::from(closes),
            );
        }
        (self.one(element), 1)
    }

    /// `f(x)`: how many elements the name, the brackets and what is in them take.
    fn application(&self, row: &[&Element], at: usize) -> Option<usize> {
        let name = unwrapped(row[at]);
        let base = match name.name.as_str() {
            "msup" | "msub" => children(name).first().map(|base| letters(base))?,
            _ => letters(name),
        };
        let open = row.get(at + 1)?;
        if !APPLIED.contains(&base.as_str()) || !is_sign(open, &["("]) {
            return None;
        }
        let mut depth = 0_usize;
        for (position, element) in row.iter().enumerate().skip(at + 1) {
            if is_sign(element, &["("]) {
                depth += 1;
            } else if is_sign(element, &[")"]) {
                depth -= 1;
                if depth == 0 {
                    let inner = &row[at + 2..position];
                    let plain = inner.len() == 1 && is_one_thing(inner[0]);
                    return plain.then_some(position + 1 - at);
                }
            }
        }
        None
    }

    fn one(&self, element: &Element) -> String {
        let words = self.words;
        let inner = children(element);
        match (element.name.as_str(), &inner[..]) {
            ("mi", _) => self.name(&letters(element)),
            ("mn", _) => letters(element),
            ("mo", _) => self.sign(&letters(element)),
            ("mtext", _) => self.text(element),
            ("mspace" | "mprescripts", _) => String::new(),
            ("mfrac", [above, below]) => self.fraction(element, above, below),
            ("msqrt", [only]) if is_one_thing(only) => filled(words.root_short, &[&self.one(only)]),
            ("msqrt", _) => filled(words.root, &[&self.row(&inner)]),
            ("mroot", [under, degree]) => self.root(under, degree),
            ("msup", [base, exponent]) => self.power(base, exponent),
            ("msub", [base, index]) => self.index(base, index),
            ("msubsup", [base, index, exponent]) => self.both(base, index, exponent),
            ("munderover", [base, under, over]) => self.bounds(base, under, over),
            ("munder", [base, under]) => self.under(base, under),
            ("mover", [base, over]) => self.over(base, over),
            ("mtable", _) => filled(words.matrix, &[&self.rows(element)]),
            ("merror", _) => words.unknown.to_owned(),
            ("mphantom", _) => String::new(),
            _ => self.row(&inner),
        }
    }

    /// Words, and what stands for a sign.
    fn text(&self, element: &Element) -> String {
        let text = element.text().replace('\u{a0}', " ");
        let text = text.trim();
        match text {
            "" => String::new(),
            _ => found(self.words.functions, text).map_or_else(|| text.to_owned(), str::to_owned),
        }
    }

    fn name(&self, name: &str) -> String {
        let words = self.words;
        found(words.functions, name)
            .or_else(|| found(words.letters, name))
            .or_else(|| found(words.signs, name))
            .map_or_else(|| name.to_owned(), str::to_owned)
    }

    fn sign(&self, sign: &str) -> String {
        let words = self.words;
        match sign {
            "(" => words.open_bracket.to_owned(),
            ")" => words.close_bracket.to_owned(),
            "[" => words.open_square.to_owned(),
            "]" => words.close_square.to_owned(),
            "{" => words.open_brace.to_owned(),
            "}" => words.close_brace.to_owned(),
            _ => self.name(sign),
        }
    }

    fn fraction(&self, element: &Element, above: &Element, below: &Element) -> String {
        let words = self.words;
        if element
            .attribute("linethickness")
            .is_some_and(|t| t.starts_with('0'))
        {
            return filled(words.combinations, &[&self.one(above), &self.one(below)]);
        }
        if let (Some(a), Some(b)) = (whole_number(above), whole_number(below))
            && let Some(said) = (words.small_fraction)(a, b)
        {
            return said;
        }
        let template = match is_one_thing(above) && is_one_thing(below) {
            true => words.fraction_short,
            false => words.fraction,
        };
        filled(template, &[&self.one(above), &self.one(below)])
    }

    fn root(&self, under: &Element, degree: &Element) -> String {
        let words = self.words;
        let short = is_one_thing(under);
        let said = self.one(under);
        if whole_number(degree) == Some(3) {
            let template = if short {
                words.cube_root_short
            } else {
                words.cube_root
            };
            return filled(template, &[&said]);
        }
        let template = if short {
            words.any_root_short
        } else {
            words.any_root
        };
        filled(template, &[&self.one(degree), &said])
    }

    fn power(&self, base: &Element, exponent: &Element) -> String {
        let words = self.words;
        let raised = unwrapped(exponent);
        let sign = letters(raised);
        let said = self.one(base);
        match (raised.name.as_str(), sign.as_str()) {
            ("mo" | "mi", "∘" | "°") => {
                let number = unwrapped(base);
                let number = number.is("mn").then(|| letters(number));
                return format!("{said} {}", (words.degrees)(number.as_deref()));
            }
            ("mo" | "mi", "′") => return filled(words.prime, &[&said]),
            ("mo" | "mi", "″" | "′′") => return filled(words.second_prime, &[&said]),
            ("mn", "2") => return filled(words.squared, &[&said]),
            ("mn", "3") => return filled(words.cubed, &[&said]),
            _ => {}
        }
        if let [first, second] = children(raised)[..]
            && is_sign(first, &["′"])
            && is_sign(second, &["′"])
        {
            return filled(words.second_prime, &[&said]);
        }
        let template = match is_one_thing(exponent) {
            true => words.power_short,
            false => words.power,
        };
        filled(template, &[&said, &self.one(exponent)])
    }

    fn index(&self, base: &Element, index: &Element) -> String {
        let words = self.words;
        match letters(base).as_str() {
            "log" => filled(words.logarithm, &[&self.one(index)]),
            "lim" => filled(words.limit, &[&self.one(index)]),
            _ if is_large(base) => filled(words.lower_bound, &[&self.one(base), &self.one(index)]),
            _ => filled(words.index, &[&self.one(base), &self.one(index)]),
        }
    }

    fn both(&self, base: &Element, index: &Element, exponent: &Element) -> String {
        let words = self.words;
        if is_large(base) {
            return self.bounds(base, index, exponent);
        }
        match letters(base).as_str() {
            "C" => filled(words.combinations, &[&self.one(index), &self.one(exponent)]),
            "A" => filled(words.arrangements, &[&self.one(index), &self.one(exponent)]),
            _ => {
                let indexed = self.index(base, index);
                let mut leaf = Element::new("mtext");
                leaf.children = vec![crate::document::xml::Node::Text(indexed)];
                self.power(&leaf, exponent)
            }
        }
    }

    fn bounds(&self, base: &Element, under: &Element, over: &Element) -> String {
        let parts = [self.one(base), self.one(under), self.one(over)];
        filled(self.words.bounds, &[&parts[0], &parts[1], &parts[2]])
    }

    fn under(&self, base: &Element, under: &Element) -> String {
        let words = self.words;
        match (letters(base).as_str(), letters(under).as_str()) {
            ("lim", _) => filled(words.limit, &[&self.one(under)]),
            ("log", _) => filled(words.logarithm, &[&self.one(under)]),
            (_, "_" | "\u{332}" | "―" | "⏟" | "‾") => self.one(base),
            _ if is_large(base) => filled(words.lower_bound, &[&self.one(base), &self.one(under)]),
            _ => filled(words.under, &[&self.one(base), &self.one(under)]),
        }
    }

    fn over(&self, base: &Element, over: &Element) -> String {
        let words = self.words;
        let template = match letters(over).as_str() {
            "→" | "\u{20d7}" | "⟶" => words.vector,
            "¯" | "‾" | "―" | "_" | "\u{305}" | "\u{332}" => words.overline,
            "⏜" | "⌢" | "\u{311}" | "⌒" => words.arc,
            "^" | "ˆ" | "\u{302}" => words.hat,
            "⏞" => return self.one(base),
            _ => return filled(words.over, &[&self.one(base), &self.one(over)]),
        };
        filled(template, &[&self.one(base)])
    }

    /// The rows of a table, each with its number.
    fn rows(&self, table: &Element) -> String {
        let rows = table.elements().filter(|row| row.is("mtr"));
        let said = (1..).zip(rows).map(|(number, row)| {
            let cells = row.elements().map(|cell| self.row(&children(cell)));
            let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
            filled(self.words.row, &[&number.to_string(), &cells.join(", ")])
        });
        said.collect::<Vec<_>>().join("; ")
    }
}

/// Signs whose indices are bounds.
fn is_large(element: &Element) -> bool {
    matches!(letters(element).as_str(), "∑" | "∏" | "∫" | "⋃" | "⋂")
}

/// The bar that closes the one at a place: the next that stands after something.
fn closing_bar(row: &[&Element], at: usize) -> Option<usize> {
    let mut after_something = false;
    for (position, element) in row.iter().enumerate().skip(at + 1) {
        if is_sign(element, &["|", "∣", "❘"]) {
            if after_something {
                return Some(position);
            }
            // A bar right after the first opens a second modulus: its own pair comes first.
            return None;
        }
        after_something = !is_sign(
            element,
            &["+", "−", "-", "=", "<", ">", "≤", "≥", "·", "⋅", "×"],
        );
    }
    None
}
