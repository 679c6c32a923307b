//! MathML as it is kept: a small set of elements, few attributes, numbers whole.

use crate::document::xml::{Element, Node, XmlLimits, escaped, parse};
use crate::language::finding::Finding;

/// Elements that a formula may consist of.
pub const ELEMENTS: [&str; 25] = [
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "mstyle",
    "mpadded",
    "mphantom",
    "merror",
];

/// Attributes that say something about the formula and cannot do anything else.
pub const ATTRIBUTES: [&str; 18] = [
    "display",
    "alttext",
    "mathvariant",
    "stretchy",
    "fence",
    "separator",
    "form",
    "accent",
    "accentunder",
    "largeop",
    "movablelimits",
    "linethickness",
    "displaystyle",
    "columnalign",
    "lang",
    "lspace",
    "rspace",
    "width",
];

/// Stands for a decimal comma on its way through the converter, which knows none: a letter of nobody.
pub(super) const DECIMAL_COMMA: char = '\u{e000}';

/// How deep and how large a formula may be.
const LIMITS: XmlLimits = XmlLimits {
    depth: 60,
    elements: 5_000,
};

/// Reads MathML (`<math>…</math>`) into the form in which it is kept.
///
/// Errors: `xml_…` where it is no XML or too large, `formula_not_math` where the element is another.
pub fn math_of(text: &str) -> Result<Element, Finding> {
    let root = parse(text, &LIMITS)?;
    if !root.is("math") {
        return Err(Finding::error("formula_not_math", "").with("element", root.name));
    }
    Ok(kept(root))
}

/// The same tree with known elements and attributes only: of others what stands in them stays, but
/// annotations go. A row of one thing is that thing, and digits that a comma parts are one number.
pub fn kept(element: Element) -> Element {
    with_commas(reduced(element))
}

fn reduced(element: Element) -> Element {
    let mut kept_element = Element::new(element.name);
    kept_element.attributes = element
        .attributes
        .into_iter()
        .filter(|(name, _)| ATTRIBUTES.contains(&name.as_str()))
        .collect();
    if is_leaf(&kept_element.name) {
        // HTML inside of a letter would not be read back as it was written.
        let text = Element {
            children: element.children,
            ..Element::default()
        }
        .text();
        kept_element.children = match text.is_empty() {
            true => Vec::new(),
            false => vec![Node::Text(text)],
        };
        return kept_element;
    }
    kept_element.children = kept_children(element.children);
    if is_row(&kept_element.name) {
        kept_element.children = whole_numbers(kept_element.children);
    }
    kept_element
}

fn kept_children(children: Vec<Node>) -> Vec<Node> {
    let mut found = Vec::with_capacity(children.len());
    for child in children {
        match child {
            Node::Element(element) if is_annotation(&element.name) => {}
            Node::Element(element) if ELEMENTS.contains(&element.name.as_str()) => {
                let element = reduced(element);
                // Without a width it only steers the spacing of one browser.
                if !(element.is("mspace") && element.attributes.is_empty()) {
                    found.push(unwrapped(element));
                }
            }
            Node::Element(element) => {
                let inner = kept_children(element.children);
                match inner.len() {
                    1 => found.extend(inner),
                    _ => {
                        let mut row = Element::new("mrow");
                        row.children = inner;
                        found.push(Node::Element(row));
                    }
                }
            }
            Node::Text(text) => found.push(Node::Text(text)),
        }
    }
    found
}

/// The one thing in a row; a comma alone in a row is decimal (`3{,}14`).
fn unwrapped(mut element: Element) -> Node {
    if !element.is("mrow") || !element.attributes.is_empty() || element.children.len() != 1 {
        return Node::Element(element);
    }
    match element.children.pop() {
        Some(Node::Element(only)) if only.is("mo") && only.text() == "," => {
            Node::Element(leaf("mi", DECIMAL_COMMA))
        }
        Some(only) => only,
        None => Node::Element(element),
    }
}

fn is_annotation(name: &str) -> bool {
    matches!(
        name,
        "annotation" | "annotation-xml" | "maction" | "script" | "style"
    )
}

fn is_leaf(name: &str) -> bool {
    matches!(name, "mi" | "mn" | "mo" | "mtext" | "mspace")
}

/// True for elements whose children stand in a row of any length.
pub(super) fn is_row(name: &str) -> bool {
    matches!(
        name,
        "math" | "mrow" | "mtd" | "mstyle" | "mpadded" | "mphantom" | "msqrt" | "merror"
    )
}

/// Numbers that a decimal comma parts are one; a mark between other things is a comma.
fn whole_numbers(children: Vec<Node>) -> Vec<Node> {
    let mut found: Vec<Node> = Vec::with_capacity(children.len());
    for child in children {
        let joins = match (&found[..], number(&child)) {
            ([.., before, comma], Some(after)) if is_decimal_comma(comma) => {
                number(before).map(|before| format!("{before},{after}"))
            }
            _ => None,
        };
        match joins {
            Some(whole) => {
                found.truncate(found.len() - 2);
                found.push(Node::Element(leaf("mn", whole)));
            }
            None => found.push(child),
        }
    }
    found
}

fn number(node: &Node) -> Option<String> {
    match node {
        Node::Element(element) if element.is("mn") => Some(element.text()),
        _ => None,
    }
}

fn is_decimal_comma(node: &Node) -> bool {
    match node {
        Node::Element(element) => {
            element.is("mi") && element.text().chars().eq(std::iter::once(DECIMAL_COMMA))
        }
        Node::Text(_) => false,
    }
}

/// The tree with a comma wherever a mark stands for one that joins no number.
fn with_commas(mut element: Element) -> Element {
    let mut children = Vec::with_capacity(element.children.len());
    for child in element.children {
        children.push(match child {
            comma if is_decimal_comma(&comma) => Node::Element(leaf("mo", ",")),
            Node::Element(inner) => Node::Element(with_commas(inner)),
            Node::Text(text) => Node::Text(text.replace(DECIMAL_COMMA, ",")),
        });
    }
    element.children = children;
    element
}

/// An element with a text in it.
pub fn leaf(name: &str, text: impl Into<String>) -> Element {
    let mut element = Element::new(name);
    element.children.push(Node::Text(text.into()));
    element
}

/// An element with elements in it.
pub fn holding(name: &str, children: impl IntoIterator<Item = Element>) -> Element {
    let mut element = Element::new(name);
    element.children = children.into_iter().map(Node::Element).collect();
    element
}

/// The tree as text, which is XML and HTML alike.
pub fn written(element: &Element) -> String {
    let mut text = String::new();
    push(element, &mut text);
    text
}

fn push(element: &Element, text: &mut String) {
    text.push('<');
    text.push_str(&element.name);
    for (name, value) in &element.attributes {
        text.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    text.push('>');
    for child in &element.children {
        match child {
            Node::Element(element) => push(element, text),
            // Quotation marks need no escape in text.
            Node::Text(own) => text.push_str(&escaped(own).replace("&quot;", "\"")),
        }
    }
    text.push_str(&format!("</{}>", element.name));
}

/// The letters of a leaf as plain ones: `𝑥` and `𝐱` are `x`; sets of numbers stay `ℝ`.
pub(super) fn plain_letters(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.trim()
        .chars()
        .flat_map(|letter| -> Vec<char> {
            match letter {
                '\u{1d400}'..='\u{1d7ff}' => std::iter::once(letter).nfkc().collect(),
                '\u{2061}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' => Vec::new(),
                other => vec![other],
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_formula_needs_is_kept() {
        let text = r#"<math display="block" onclick="x()"><semantics><mrow class="c"><mi style="color:red">x</mi><mo>=</mo><mn>3</mn><mrow><mo>,</mo></mrow><mn>14</mn></mrow><annotation encoding="application/x-tex">x</annotation></semantics></math>"#;
        let math = math_of(text).expect("a formula");
        assert_eq!(
            written(&math),
            r#"<math display="block"><mrow><mi>x</mi><mo>=</mo><mn>3,14</mn></mrow></math>"#
        );
    }

    #[test]
    fn a_list_of_numbers_stays_a_list() {
        let text = "<math><mn>1</mn><mo>,</mo><mn>2</mn></math>";
        assert_eq!(math_of(text).map(|m| written(&m)).as_deref(), Ok(text));
    }

    #[test]
    fn what_is_no_formula_is_refused() {
        assert_eq!(
            math_of("<p>x</p>").expect_err("no").code,
            "formula_not_math"
        );
        assert_eq!(math_of("<math>").expect_err("no").code, "xml_invalid");
        let deep = format!(
            "<math>{}{}</math>",
            "<mrow>".repeat(70),
            "</mrow>".repeat(70)
        );
        assert_eq!(math_of(&deep).expect_err("no").code, "xml_too_deep");
    }

    #[test]
    fn letters_of_any_font_are_plain() {
        assert_eq!(plain_letters("𝑥𝐲\u{2061}ℝ"), "xyℝ");
    }
}
