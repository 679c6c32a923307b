//! XML as a tree, read without anything that XML can do to its reader: no document type, no entities but
//! the five of XML itself, no more depth and elements than the limits allow.
//!
//! Elements and attributes are named with the usual prefix of their namespace whatever prefix the file
//! chose (`w:p`, `m:f`, `a:blip`); of a namespace that is not in the table they keep their local name alone.

use std::collections::BTreeMap;

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, QName, ResolveResult};

use crate::language::finding::Finding;

/// Namespaces of Office files, in the transitional and in the strict spelling, and their prefixes.
const PREFIXES: [(&str, &str); 16] = [
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "r",
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "r",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "a"),
    ("http://purl.oclc.org/ooxml/drawingml/main", "a"),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wp",
    ),
    (
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        "wp",
    ),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "pic",
    ),
    ("http://purl.oclc.org/ooxml/drawingml/picture", "pic"),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    ("urn:schemas-microsoft-com:vml", "v"),
    ("urn:schemas-microsoft-com:office:office", "o"),
    (
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wps",
    ),
];

/// How much of a tree is read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlLimits {
    /// Elements within elements.
    pub depth: usize,
    /// Elements of the whole tree.
    pub elements: usize,
}

impl Default for XmlLimits {
    fn default() -> Self {
        Self {
            depth: 100,
            elements: 500_000,
        }
    }
}

/// An element with what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Name with its usual prefix (`w:p`).
    pub name: String,
    /// Attributes with their usual prefixes.
    pub attributes: BTreeMap<String, String>,
    /// Texts and elements, in order.
    pub children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

impl Element {
    /// An element of this name with nothing in it.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// True when this is its name.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The elements in it, without the texts.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it of this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.is(name))
    }

    /// The elements at the end of a path of names, from here down.
    pub fn at<'e>(&'e self, path: &[&str]) -> Option<&'e Self> {
        path.iter()
            .try_fold(self, |element, name| element.child(name))
    }

    /// All text in it, to any depth.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.push_text(&mut text);
        text
    }

    fn push_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.push_text(text),
                Node::Text(own) => text.push_str(own),
            }
        }
    }
}

/// Reads a document.
///
/// Errors: `xml_invalid` (what is not well-formed), `xml_entity` (a document type or an entity),
/// `xml_too_deep`, `xml_too_large`. They carry no place; the caller knows the part.
pub fn parse(text: &str, limits: &XmlLimits) -> Result<Element, Finding> {
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = vec![Element::default()];
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|error| invalid(&error))?;
        let is_empty = matches!(event, Event::Empty(_));
        match event {
            Event::Start(start) | Event::Empty(start) => {
                elements += 1;
                if elements > limits.elements {
                    return Err(Finding::error("xml_too_large", "").with("most", limits.elements));
                }
                open.push(element(&reader, &start)?);
                if open.len() > limits.depth + 1 {
                    return Err(Finding::error("xml_too_deep", "").with("most", limits.depth));
                }
                if is_empty {
                    close(&mut open);
                }
            }
            Event::End(_) => close(&mut open),
            Event::Text(content) => push_text(&mut open, &content.xml10_content()),
            Event::CData(content) => push_text(&mut open, &content.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = referred(&reference)?;
                push_text(&mut open, letter.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => {
                return Err(Finding::error("xml_entity", "").with("name", "DOCTYPE"));
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match open.pop() {
        Some(root) if open.is_empty() => root
            .children
            .into_iter()
            .find_map(|child| match child {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
            .ok_or_else(|| invalid(&"no element")),
        _ => Err(invalid(&"an element is not closed")),
    }
}

fn close(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(Node::Element(done));
    }
}

fn push_text(open: &mut [Element], more: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    match parent.children.last_mut() {
        Some(Node::Text(text)) => text.push_str(more),
        _ => parent.children.push(Node::Text(more.to_owned())),
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<Element, Finding> {
    let name = named(
        &reader.resolver().resolve_element(start.name()).0,
        start.name(),
    );
    let mut element = Element::new(name);
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| invalid(&error))?;
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        let name = named(
            &reader.resolver().resolve_attribute(attribute.key).0,
            attribute.key,
        );
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| invalid(&error))?;
        element.attributes.insert(name, value.into_owned());
    }
    Ok(element)
}

fn named(namespace: &ResolveResult<'_>, name: QName<'_>) -> String {
    let local = name.local_name();
    let local: &str = local.as_ref();
    let prefix = match namespace {
        ResolveResult::Bound(Namespace(uri)) => {
            PREFIXES.iter().find(|(known, _)| known == uri).map(|p| p.1)
        }
        _ => None,
    };
    match prefix {
        Some(prefix) => format!("{prefix}:{local}"),
        None => local.to_owned(),
    }
}

/// The letter of `&amp;` and its like; every other entity would be a door.
fn referred(reference: &BytesRef<'_>) -> Result<char, Finding> {
    if reference.is_char_ref() {
        return reference
            .resolve_char_ref()
            .ok()
            .flatten()
            .ok_or_else(|| invalid(&"a character reference"));
    }
    let name: &str = reference;
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(Finding::error("xml_entity", "").with("name", other)),
    }
}

fn invalid(error: &dyn std::fmt::Display) -> Finding {
    Finding::error("xml_invalid", "").with("reason", error.to_string())
}

/// Text with the three letters of XML written as entities; quotation marks too, for attributes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // What XML 1.0 cannot say at all.
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        parse(text, &XmlLimits::default())
            .expect_err("refused")
            .code
    }

    #[test]
    fn names_get_their_usual_prefix_and_texts_are_unescaped() {
        let text = r#"<?xml version="1.0"?><z:p xmlns:z="http://schemas.openxmlformats.org/wordprocessingml/2006/main" z:val="a &amp; b"><z:t> x &lt; &#1178;</z:t><!-- no --><z:br/></z:p>"#;
        let root = parse(text, &XmlLimits::default()).expect("a tree");
        assert_eq!(
            (root.name.as_str(), root.attribute("w:val")),
            ("w:p", Some("a & b"))
        );
        assert_eq!(
            root.child("w:t").map(Element::text).as_deref(),
            Some(" x < Қ")
        );
        assert_eq!(root.elements().count(), 2);
        assert_eq!(root.at(&["w:t", "w:none"]), None);
    }

    #[test]
    fn entities_are_a_door_and_stay_shut() {
        let bomb = r#"<!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>"#;
        assert_eq!(refusal(bomb), "xml_entity");
        assert_eq!(
            refusal(r#"<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>"#),
            "xml_entity"
        );
        assert_eq!(refusal("<a>&nbsp;</a>"), "xml_entity");
        assert_eq!(refusal(r#"<a b="&evil;"/>"#), "xml_invalid");
    }

    #[test]
    fn what_is_not_well_formed_or_too_much_is_refused() {
        for broken in ["", "text", "<a>", "<a></b>", "<a", "<a b=1/>"] {
            assert_eq!(refusal(broken), "xml_invalid", "{broken}");
        }
        let deep = format!("{}{}", "<a>".repeat(101), "</a>".repeat(101));
        assert_eq!(refusal(&deep), "xml_too_deep");
        let few = XmlLimits {
            elements: 2,
            depth: 9,
        };
        let found = parse("<a><b/><c/></a>", &few).expect_err("too large");
        assert_eq!(found.code, "xml_too_large");
    }

    #[test]
    fn escaping_and_reading_give_the_same_text_back() {
        let text = "a & b < c > \"d\" қ";
        let root = parse(
            &format!("<a b=\"{0}\">{0}</a>", escaped(text)),
            &XmlLimits::default(),
        );
        let root = root.expect("a tree");
        assert_eq!(
            (root.text().as_str(), root.attribute("b")),
            (text, Some(text))
        );
        assert_eq!(escaped("a\u{0}b\u{b}"), "ab");
    }
}
