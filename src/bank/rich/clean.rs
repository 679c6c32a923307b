//! HTML in: a small safe subset with MathML stays, everything else goes, and what went is said.
//!
//! Kept: paragraphs, line breaks, emphasis, indices, lists, tables, pictures of the bank's own store
//! (`media:` and the SHA-256 of the file), formulas. Links lose their address and keep their words.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use super::plain::plain;
use super::scan::{Tag, tags};
use super::tree::{html, settle, tree};
use crate::bank::Language;
use crate::bank::formula::mathml;
use crate::bank::texts::RichText;
use crate::language::finding::{Finding, Place};

/// Characters of a text with its markup.
const LONGEST: usize = 100_000;
/// Elements that may stand in a text, beside those of formulas.
const TEXT_ELEMENTS: [&str; 23] = [
    "p",
    "br",
    "b",
    "strong",
    "i",
    "em",
    "u",
    "s",
    "sub",
    "sup",
    "span",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "td",
];
const MORE_ELEMENTS: [&str; 2] = ["th", "img"];
/// Elements that go with all that is in them.
const GONE: [&str; 14] = [
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "template",
    "noscript",
    "svg",
    "title",
    "select",
    "textarea",
    "xmp",
    "annotation",
    "annotation-xml",
];
/// How addresses of pictures begin.
pub const MEDIA: &str = "media:";

/// Text that was taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaned {
    /// The safe form, and what came in where that was something else.
    pub rich: RichText,
    /// Its plain rendering.
    pub plain: String,
    /// What was taken out (warnings), or why nothing was taken in (errors).
    pub findings: Vec<Finding>,
}

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(builder);

fn builder() -> Builder<'static> {
    let elements = TEXT_ELEMENTS
        .iter()
        .chain(&MORE_ELEMENTS)
        .chain(&mathml::ELEMENTS);
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::from([
        ("img", HashSet::from(["src", "alt", "width", "height"])),
        ("td", HashSet::from(["colspan", "rowspan"])),
        ("th", HashSet::from(["colspan", "rowspan", "scope"])),
        ("ol", HashSet::from(["start"])),
        ("p", HashSet::from(["lang"])),
        ("span", HashSet::from(["lang"])),
    ]);
    for element in mathml::ELEMENTS {
        attributes.insert(element, HashSet::from(mathml::ATTRIBUTES));
    }
    let mut builder = Builder::empty();
    builder
        .tags(elements.copied().collect())
        .clean_content_tags(HashSet::from(GONE))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["media"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| {
            attribute_fits(element, attribute, value).then_some(Cow::Borrowed(value))
        });
    builder
}

/// Whether the value of an attribute that may be there is one that may be there.
fn attribute_fits(element: &str, attribute: &str, value: &str) -> bool {
    let is_number =
        || !value.is_empty() && value.len() <= 4 && value.bytes().all(|b| b.is_ascii_digit());
    match (element, attribute) {
        ("img", "src") => is_media(value),
        (_, "width" | "height" | "colspan" | "rowspan" | "start") => is_number(),
        (_, "lang") => value.parse::<Language>().is_ok(),
        (_, "scope") => matches!(value, "row" | "col"),
        _ => true,
    }
}

/// True for the address of a picture of the bank's own store.
pub fn is_media(address: &str) -> bool {
    address.strip_prefix(MEDIA).is_some_and(|hash| {
        hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// Takes a text in.
pub fn clean(source: &str, language: &Language) -> Cleaned {
    let mut findings = Vec::new();
    if source.chars().count() > LONGEST {
        findings.push(Finding::error("rich_too_long", "").with("most", LONGEST));
        return nothing(findings);
    }
    let safe = BUILDER.clean(source).to_string();
    let mut root = match tree(&safe) {
        Ok(root) => root,
        Err(finding) => return nothing(vec![finding]),
    };
    settle(&mut root, language);
    let html = html(&root);
    findings.extend(taken_out(source, &html));
    let plain = plain(&html);
    let original = (source != html).then(|| source.to_owned());
    Cleaned {
        rich: RichText { html, original },
        plain,
        findings,
    }
}

fn nothing(findings: Vec<Finding>) -> Cleaned {
    Cleaned {
        rich: RichText::default(),
        plain: String::new(),
        findings,
    }
}

/// True when nothing would be taken out of this HTML.
pub fn is_clean(source: &str) -> bool {
    let safe = BUILDER.clean(source).to_string();
    let kept = tree(&safe).map(|mut root| {
        keep_formulas(&mut root);
        html(&root)
    });
    kept.is_ok_and(|kept| kept == source)
}

fn keep_formulas(element: &mut crate::document::xml::Element) {
    for child in &mut element.children {
        if let crate::document::xml::Node::Element(element) = child {
            match element.is("math") {
                true => *element = mathml::kept(std::mem::take(element)),
                false => keep_formulas(element),
            }
        }
    }
}

fn is_known(element: &str) -> bool {
    TEXT_ELEMENTS.contains(&element)
        || MORE_ELEMENTS.contains(&element)
        || mathml::ELEMENTS.contains(&element)
}

/// Elements that only wrap formulas or cells and whose going loses nothing.
fn is_silent(element: &str) -> bool {
    matches!(
        element,
        "semantics" | "html" | "head" | "body" | "meta" | "tfoot" | "colgroup" | "col"
    )
}

/// What stood in the source and does not stand in the result, each kind once with its number.
fn taken_out(source: &str, html: &str) -> Vec<Finding> {
    let mut told = Told::new(source);
    let mut inside: Option<(String, usize)> = None;
    for tag in tags(source) {
        if let Some((gone, depth)) = &mut inside {
            if tag.name == *gone {
                *depth = if tag.closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    inside = None;
                }
            }
            continue;
        }
        if tag.closing {
            continue;
        }
        if GONE.contains(&tag.name.as_str()) {
            // The source of a formula beside the formula itself is no loss.
            if tag.name != "annotation" {
                told.note("rich_content_removed", &tag.name, "", &tag);
            }
            inside = Some((tag.name.clone(), 1));
        } else if tag.name.is_empty() {
            told.note("rich_comment_removed", "", "", &tag);
        } else if !is_known(&tag.name) {
            if !is_silent(&tag.name) {
                told.note("rich_element_removed", &tag.name, "", &tag);
            }
        } else {
            note_attributes(&mut told, &tag);
        }
    }
    let mut findings = told.findings();
    if words(source) != words(html) {
        findings.push(Finding::warning("rich_words_changed", ""));
    }
    findings
}

fn note_attributes(told: &mut Told<'_>, tag: &Tag) {
    if tag.name == "img" {
        let value = |name: &str| {
            let found = tag.attributes.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        if !is_media(value("src")) {
            let address: String = value("src").chars().take(80).collect();
            told.note("rich_image_outside", "img", &address, tag);
        }
        if value("alt").trim().is_empty() {
            told.note("rich_image_without_words", "img", "", tag);
        }
    }
    for (name, value) in &tag.attributes {
        let may_be_there = match tag.name.as_str() {
            "img" => matches!(name.as_str(), "src" | "alt" | "width" | "height"),
            "td" => matches!(name.as_str(), "colspan" | "rowspan"),
            "th" => matches!(name.as_str(), "colspan" | "rowspan" | "scope"),
            "ol" => name == "start",
            "p" | "span" => name == "lang",
            element if mathml::ELEMENTS.contains(&element) => {
                mathml::ATTRIBUTES.contains(&name.as_str()) || name == "xmlns"
            }
            _ => false,
        };
        let is_address = tag.name == "img" && name == "src";
        if !may_be_there || (!attribute_fits(&tag.name, name, value) && !is_address) {
            told.note("rich_attribute_removed", &tag.name, name, tag);
        }
    }
}

/// All words, without any markup and without what goes with its element.
fn words(html: &str) -> String {
    static WORDS: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut builder = Builder::empty();
        builder.clean_content_tags(HashSet::from(GONE));
        builder
    });
    let text = WORDS.clean(html).to_string();
    let text = text.replace("&nbsp;", " ");
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Findings of one text: each kind of thing once, with how often it was there and where first.
struct Told<'s> {
    source: &'s str,
    found: BTreeMap<(&'static str, String, String), (usize, usize)>,
}

impl<'s> Told<'s> {
    fn new(source: &'s str) -> Self {
        Self {
            source,
            found: BTreeMap::new(),
        }
    }

    fn note(&mut self, code: &'static str, element: &str, detail: &str, tag: &Tag) {
        let key = (code, element.to_owned(), detail.to_owned());
        let entry = self.found.entry(key).or_insert((0, tag.start));
        entry.0 += 1;
    }

    fn findings(self) -> Vec<Finding> {
        let place = |byte: usize| {
            let before = &self.source[..byte];
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            Place {
                line: number(before.matches('\n').count() + 1),
                column: number(column),
            }
        };
        let of = |((code, element, detail), (count, first)): (
            &(&str, String, String),
            &(usize, usize),
        )| {
            let finding =
                match *code {
                    "rich_content_removed" => Finding::warning("rich_content_removed", "")
                        .with("element", element.as_str()),
                    "rich_comment_removed" => Finding::warning("rich_comment_removed", ""),
                    "rich_element_removed" => Finding::warning("rich_element_removed", "")
                        .with("element", element.as_str()),
                    "rich_image_outside" => {
                        Finding::warning("rich_image_outside", "").with("address", detail.as_str())
                    }
                    "rich_image_without_words" => Finding::warning("rich_image_without_words", ""),
                    _ => Finding::warning("rich_attribute_removed", "")
                        .with("element", element.as_str())
                        .with("attribute", detail.as_str()),
                };
            Finding {
                place: Some(place(*first)),
                ..finding.with("count", *count)
            }
        };
        self.found.iter().map(of).collect()
    }
}

#[cfg(test)]
#[path = "clean_tests.rs"]
mod tests;
