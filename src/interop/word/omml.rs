//! Office Math → MathML, element by element. An element that is not known becomes a visible placeholder
//! and a row of the loss report.

use super::PLACEHOLDER;
use super::omml_tokens::{sign, tokens};
use crate::bank::formula::mathml::{holding, kept, leaf};
use crate::document::xml::Element;
use crate::language::finding::Finding;

/// A formula and what of it could not be read.
pub(super) struct Mapped {
    pub(super) math: Element,
    pub(super) losses: Vec<Finding>,
}

/// Maps `m:oMath`.
pub(super) fn math(formula: &Element, block: bool) -> Mapped {
    let mut mapper = Mapper { losses: Vec::new() };
    let row = mapper.children(formula);
    let mut math = holding("math", row);
    if block {
        math.attributes
            .insert("display".to_owned(), "block".to_owned());
    }
    Mapped {
        math: kept(math),
        losses: mapper.losses,
    }
}

struct Mapper {
    losses: Vec<Finding>,
}

/// The value of a property (`m:fPr/m:type`).
fn property<'e>(element: &'e Element, properties: &str, name: &str) -> Option<&'e str> {
    let property = element.at(&[properties, name])?;
    // A property without a value is on.
    Some(property.attribute("m:val").unwrap_or("1"))
}

fn is_on(value: Option<&str>) -> bool {
    value.is_some_and(|value| !matches!(value, "0" | "off" | "false"))
}

fn fence(text: &str) -> Element {
    let mut fence = sign(text);
    fence
        .attributes
        .insert("fence".to_owned(), "true".to_owned());
    fence
}

impl Mapper {
    fn children(&mut self, element: &Element) -> Vec<Element> {
        let mut made = Vec::new();
        for child in element.elements() {
            made.extend(self.one(child));
        }
        made
    }

    /// The argument of a name as one element.
    fn argument(&mut self, element: &Element, name: &str) -> Element {
        let mut row = element
            .child(name)
            .map(|argument| self.children(argument))
            .unwrap_or_default();
        match row.len() {
            1 => row.remove(0),
            _ => holding("mrow", row),
        }
    }

    fn one(&mut self, element: &Element) -> Vec<Element> {
        let made = match element.name.as_str() {
            "m:r" => return self.run(element),
            "m:oMath" | "m:oMathPara" | "m:e" | "m:box" | "w:ins" | "w:moveTo" | "w:smartTag"
            | "w:sdt" | "w:sdtContent" => return self.children(element),
            "m:f" => self.fraction(element),
            "m:sSup" => self.script(element, "msup", &["m:e", "m:sup"]),
            "m:sSub" => self.script(element, "msub", &["m:e", "m:sub"]),
            "m:sSubSup" => self.script(element, "msubsup", &["m:e", "m:sub", "m:sup"]),
            "m:sPre" => {
                let (base, sub, sup) = (
                    self.argument(element, "m:e"),
                    self.argument(element, "m:sub"),
                    self.argument(element, "m:sup"),
                );
                holding(
                    "mmultiscripts",
                    [base, Element::new("mprescripts"), sub, sup],
                )
            }
            "m:rad" => self.root(element),
            "m:d" => self.delimited(element),
            "m:nary" => return self.large(element),
            "m:func" => {
                let name = self.argument(element, "m:fName");
                let of = self.argument(element, "m:e");
                holding("mrow", [name, sign("\u{2061}"), of])
            }
            "m:limLow" => self.script(element, "munder", &["m:e", "m:lim"]),
            "m:limUpp" => self.script(element, "mover", &["m:e", "m:lim"]),
            "m:acc" => {
                let mark = property(element, "m:accPr", "m:chr").unwrap_or("\u{302}");
                self.marked(element, "mover", mark)
            }
            "m:bar" => match property(element, "m:barPr", "m:pos") {
                Some("top") => self.marked(element, "mover", "‾"),
                _ => self.marked(element, "munder", "_"),
            },
            "m:groupChr" => {
                let mark = property(element, "m:groupChrPr", "m:chr").unwrap_or("⏟");
                match property(element, "m:groupChrPr", "m:pos") {
                    Some("top") => self.marked(element, "mover", mark),
                    _ => self.marked(element, "munder", mark),
                }
            }
            "m:m" => {
                let rows: Vec<&Element> = element.elements().filter(|e| e.is("m:mr")).collect();
                let rows = rows
                    .into_iter()
                    .map(|row| self.table_row(row))
                    .collect::<Vec<_>>();
                holding("mtable", rows)
            }
            "m:eqArr" => self.rows(element),
            "m:borderBox" => {
                self.lose("m:borderBox");
                holding("mrow", self.children(element))
            }
            "m:phant" => holding("mphantom", self.children(element)),
            "w:del" | "w:moveFrom" => return Vec::new(),
            name if is_silent(name) => return Vec::new(),
            name => {
                self.lose(name);
                let words = element.text();
                let shown = format!("{PLACEHOLDER}{}", words.trim());
                holding("merror", [leaf("mtext", shown)])
            }
        };
        vec![made]
    }

    fn lose(&mut self, element: &str) {
        let finding = Finding::warning("word_formula_element", "").with("element", element);
        if !self.losses.contains(&finding) {
            self.losses.push(finding);
        }
    }

    fn script(&mut self, element: &Element, name: &str, arguments: &[&str]) -> Element {
        let parts: Vec<Element> = arguments
            .iter()
            .map(|argument| self.argument(element, argument))
            .collect();
        holding(name, parts)
    }

    fn marked(&mut self, element: &Element, name: &str, mark: &str) -> Element {
        let base = self.argument(element, "m:e");
        let mut marked = holding(name, [base, sign(mark)]);
        let accent = if name == "mover" {
            "accent"
        } else {
            "accentunder"
        };
        marked
            .attributes
            .insert(accent.to_owned(), "true".to_owned());
        marked
    }

    fn fraction(&mut self, element: &Element) -> Element {
        let (above, below) = (
            self.argument(element, "m:num"),
            self.argument(element, "m:den"),
        );
        match property(element, "m:fPr", "m:type") {
            Some("lin" | "skw") => holding("mrow", [above, sign("/"), below]),
            Some("noBar") => {
                let mut stack = holding("mfrac", [above, below]);
                stack
                    .attributes
                    .insert("linethickness".to_owned(), "0".to_owned());
                stack
            }
            _ => holding("mfrac", [above, below]),
        }
    }

    fn root(&mut self, element: &Element) -> Element {
        let hidden = is_on(property(element, "m:radPr", "m:degHide"));
        let degree = element
            .child("m:deg")
            .is_some_and(|d| !d.text().trim().is_empty());
        match hidden || !degree {
            true => {
                let under = self.argument(element, "m:e");
                holding("msqrt", [under])
            }
            false => self.script(element, "mroot", &["m:e", "m:deg"]),
        }
    }

    fn delimited(&mut self, element: &Element) -> Element {
        let of = |name: &str| property(element, "m:dPr", name);
        let open = of("m:begChr").unwrap_or("(");
        let close = of("m:endChr").unwrap_or(")");
        let between = of("m:sepChr").unwrap_or("|");
        let mut row = Vec::new();
        // An empty value is no bracket at all; Word writes it as an attribute without letters.
        if !open.is_empty() && open != "1" {
            row.push(fence(open));
        }
        let parts: Vec<&Element> = element.elements().filter(|e| e.is("m:e")).collect();
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                row.push(sign(between));
            }
            row.extend(self.children(part));
        }
        if !close.is_empty() && close != "1" {
            row.push(fence(close));
        }
        holding("mrow", row)
    }

    fn large(&mut self, element: &Element) -> Vec<Element> {
        let of = |name: &str| property(element, "m:naryPr", name);
        let mark = sign(of("m:chr").unwrap_or("∫"));
        let beside = of("m:limLoc") == Some("subSup");
        let has = |name: &str, hide: &str| {
            !is_on(of(hide))
                && element
                    .child(name)
                    .is_some_and(|e| e.elements().next().is_some())
        };
        let (lower, upper) = (has("m:sub", "m:subHide"), has("m:sup", "m:supHide"));
        let (under, over, both) = match beside {
            true => ("msub", "msup", "msubsup"),
            false => ("munder", "mover", "munderover"),
        };
        let made = match (lower, upper) {
            (false, false) => mark,
            (true, false) => holding(under, [mark, self.argument(element, "m:sub")]),
            (false, true) => holding(over, [mark, self.argument(element, "m:sup")]),
            (true, true) => {
                let bounds = [
                    mark,
                    self.argument(element, "m:sub"),
                    self.argument(element, "m:sup"),
                ];
                holding(both, bounds)
            }
        };
        vec![made, self.argument(element, "m:e")]
    }

    fn rows(&mut self, element: &Element) -> Element {
        let lines: Vec<&Element> = element.elements().filter(|e| e.is("m:e")).collect();
        let rows: Vec<Element> = lines
            .into_iter()
            .map(|line| {
                let cell = holding("mtd", self.children(line));
                holding("mtr", [cell])
            })
            .collect();
        let mut table = holding("mtable", rows);
        table
            .attributes
            .insert("columnalign".to_owned(), "left".to_owned());
        table
    }

    fn table_row(&mut self, row: &Element) -> Element {
        let cells: Vec<&Element> = row.elements().filter(|e| e.is("m:e")).collect();
        let cells: Vec<Element> = cells
            .into_iter()
            .map(|cell| holding("mtd", self.children(cell)))
            .collect();
        holding("mtr", cells)
    }

    fn run(&mut self, run: &Element) -> Vec<Element> {
        let is_text = is_on(property(run, "m:rPr", "m:nor"));
        let is_plain = property(run, "m:rPr", "m:sty") == Some("p");
        let mut made = Vec::new();
        for child in run.elements() {
            match child.name.as_str() {
                "m:t" | "w:t" if is_text => made.push(leaf("mtext", child.text())),
                "m:t" | "w:t" => made.extend(tokens(&child.text(), is_plain)),
                "w:tab" | "w:br" | "w:cr" => made.push(Element::new("mspace")),
                name if is_silent(name) => {}
                name => {
                    self.lose(name);
                    made.push(holding("merror", [leaf("mtext", PLACEHOLDER)]));
                }
            }
        }
        made
    }
}

/// Properties and marks that say nothing about the formula.
fn is_silent(name: &str) -> bool {
    name.ends_with("Pr")
        || matches!(
            name,
            "w:bookmarkStart"
                | "w:bookmarkEnd"
                | "w:proofErr"
                | "w:lastRenderedPageBreak"
                | "w:commentRangeStart"
                | "w:commentRangeEnd"
                | "m:sub"
                | "m:sup"
                | "m:num"
                | "m:den"
        )
}

#[cfg(test)]
#[path = "omml_tests.rs"]
mod tests;
