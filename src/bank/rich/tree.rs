//! Cleaned HTML as a tree and back. Only what [`super::clean()`] lets through is read here, so every element
//! is closed and every attribute quoted.

use super::scan::tags;
use crate::bank::Language;
use crate::bank::formula::{mathml, wording};
use crate::document::xml::{Element, Node, XmlLimits, escaped, parse};
use crate::language::finding::Finding;

/// Elements without content.
const VOID: [&str; 2] = ["br", "img"];
const NO_BREAK_SPACE: &str = "\u{a0}";

/// The tree of cleaned HTML, under an element without a name.
///
/// Errors: `xml_…` where it is deeper or larger than a text may be.
pub(super) fn tree(html: &str) -> Result<Element, Finding> {
    let mut xml = String::with_capacity(html.len() + 16);
    xml.push_str("<t>");
    let mut at = 0;
    for tag in tags(html) {
        if VOID.contains(&tag.name.as_str()) && !tag.closing {
            let slice = &html[at..tag.end];
            let open = slice.strip_suffix("/>").or(slice.strip_suffix('>'));
            xml.push_str(open.unwrap_or(slice));
            xml.push_str("/>");
            at = tag.end;
        }
    }
    xml.push_str(&html[at..]);
    xml.push_str("</t>");
    let mut root = parse(
        &xml.replace("&nbsp;", NO_BREAK_SPACE),
        &XmlLimits::default(),
    )?;
    root.name.clear();
    Ok(root)
}

/// The tree as HTML.
pub(super) fn html(root: &Element) -> String {
    let mut text = String::new();
    for child in &root.children {
        push(child, &mut text);
    }
    text
}

fn push(node: &Node, text: &mut String) {
    let element = match node {
        Node::Text(own) => {
            text.push_str(&escaped_text(own));
            return;
        }
        Node::Element(element) => element,
    };
    if element.is("math") {
        text.push_str(&mathml::written(element));
        return;
    }
    text.push('<');
    text.push_str(&element.name);
    for (name, value) in &element.attributes {
        text.push_str(&format!(" {name}=\"{}\"", escaped(value)));
    }
    text.push('>');
    if VOID.contains(&element.name.as_str()) {
        return;
    }
    for child in &element.children {
        push(child, text);
    }
    text.push_str(&format!("</{}>", element.name));
}

/// Text as it stands in HTML.
pub fn escaped_text(text: &str) -> String {
    escaped(text).replace("&quot;", "\"")
}

/// The formula with its words in a language as its alternative text.
pub fn with_wording(mut math: Element, language: &Language) -> Element {
    math.attributes.remove("alttext");
    if let Some(said) = wording(&math, language) {
        math.attributes.insert("alttext".to_owned(), said);
    }
    math
}

/// Every formula in the form in which it is kept, with its words.
pub(super) fn settle(element: &mut Element, language: &Language) {
    for child in &mut element.children {
        if let Node::Element(element) = child {
            if element.is("math") {
                *element = with_wording(mathml::kept(std::mem::take(element)), language);
            } else {
                settle(element, language);
            }
        }
    }
}
