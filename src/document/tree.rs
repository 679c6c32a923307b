//! Text → tree: a JSON value and the place of everything in it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{json_text, pointer, yaml_text};
use crate::language::finding::{Finding, Place};

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2, core schema, one document.
    Yaml,
}

/// How much a text may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of the text, and again of all its keys and scalars once aliases are expanded.
    pub bytes: usize,
    /// Most values, expanded aliases included.
    pub values: usize,
    /// Deepest nesting of lists and objects.
    pub depth: usize,
    /// Most bytes of one key.
    pub key_bytes: usize,
    /// Findings of the text after which reading stops.
    pub findings: usize,
}

impl Default for Limits {
    /// 16 MiB, a million values, 64 levels, keys of 256 bytes, 200 findings.
    fn default() -> Self {
        Self {
            bytes: 16 << 20,
            values: 1_000_000,
            depth: 64,
            key_bytes: 256,
            findings: 200,
        }
    }
}

/// A document and where everything in it stands.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The document.
    pub value: Value,
    spot: Spot,
}

/// Where a value and its key stand. Kept as a tree, not by pointer, so that its size stays
/// proportional to the document.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub key: Option<Place>,
    pub value: Place,
    pub inside: Inside,
}

/// The places inside a value.
#[derive(Clone, Debug)]
pub(super) enum Inside {
    Nothing,
    List(Vec<Spot>),
    Object(BTreeMap<String, Spot>),
}

/// Reads one document within [`Limits::default`].
///
/// # Errors
/// Every finding of the text: syntax, duplicate keys, limits.
pub fn parse(text: &str, format: Format) -> Result<Tree, Vec<Finding>> {
    parse_within(text, format, &Limits::default())
}

/// Reads one document within the given limits.
///
/// # Errors
/// Every finding of the text: syntax (reading stops there), duplicate keys, limits.
pub fn parse_within(text: &str, format: Format, limits: &Limits) -> Result<Tree, Vec<Finding>> {
    if text.len() > limits.bytes {
        return Err(vec![too_large(limits)]);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (value, spot) = match format {
        Format::Json => json_text::read(text, limits)?,
        Format::Yaml => yaml_text::read(text, limits)?,
    };
    Ok(Tree { value, spot })
}

impl Tree {
    /// Where the value at `pointer` stands; where nothing stands there, its nearest ancestor.
    /// `None` only for a text that is no pointer.
    pub fn place(&self, pointer: &str) -> Option<Place> {
        self.nearest(pointer).map(|spot| spot.value)
    }

    /// Where the key of the value at `pointer` stands; a list entry and the whole have none, then
    /// it is the place of the value.
    pub fn key_place(&self, pointer: &str) -> Option<Place> {
        self.nearest(pointer)
            .map(|spot| spot.key.unwrap_or(spot.value))
    }

    /// Fills in the places of findings that have none. An unknown key is shown at the key, an
    /// absent one at the key of the object that lacks it.
    pub fn locate(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        for finding in findings
            .iter_mut()
            .filter(|finding| finding.place.is_none())
        {
            finding.place = match finding.code.as_str() {
                "unknown_field" | "missing_field" => self.key_place(&finding.pointer),
                _ => self.place(&finding.pointer),
            };
        }
        findings
    }

    fn nearest(&self, pointer: &str) -> Option<&Spot> {
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return None;
        }
        let mut spot = &self.spot;
        for step in pointer::steps(pointer) {
            match spot.child(&step) {
                Some(next) => spot = next,
                None => break,
            }
        }
        Some(spot)
    }
}

impl Spot {
    /// Where a value without a key and without inner values stands.
    pub fn leaf(value: Place) -> Self {
        Self {
            key: None,
            value,
            inside: Inside::Nothing,
        }
    }

    fn child(&self, step: &str) -> Option<&Self> {
        match &self.inside {
            Inside::Nothing => None,
            Inside::List(spots) => step
                .parse::<usize>()
                .ok()
                .and_then(|index| spots.get(index)),
            Inside::Object(spots) => spots.get(step),
        }
    }
}

/// What has been read so far, against the limits.
pub(super) struct Budget<'a> {
    limits: &'a Limits,
    bytes: usize,
    values: usize,
}

impl<'a> Budget<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            bytes: 0,
            values: 0,
        }
    }

    /// Counts `values` more values and `bytes` more bytes of text.
    pub fn spend(&mut self, values: usize, bytes: usize) -> Result<(), Finding> {
        self.values = self.values.saturating_add(values);
        self.bytes = self.bytes.saturating_add(bytes);
        if self.values > self.limits.values || self.bytes > self.limits.bytes {
            return Err(too_large(self.limits));
        }
        Ok(())
    }

    /// Counts a key. Keys are names and ids; a bound on their length bounds every pointer.
    pub fn spend_key(&mut self, key: &str) -> Result<(), Finding> {
        if key.len() > self.limits.key_bytes {
            return Err(Finding::error("key_too_long", "").with("limit", self.limits.key_bytes));
        }
        self.spend(0, key.len())
    }

    /// Stops the reading when there are enough findings.
    pub fn enough(&self, findings: &[Finding]) -> bool {
        findings.len() >= self.limits.findings
    }

    /// Refuses a container at this depth (the outermost has depth 1).
    pub fn enter(&self, depth: usize) -> Result<(), Finding> {
        if depth > self.limits.depth {
            return Err(Finding::error("document_too_deep", "").with("limit", self.limits.depth));
        }
        Ok(())
    }
}

fn too_large(limits: &Limits) -> Finding {
    Finding::error("document_too_large", "")
        .with("bytes", limits.bytes)
        .with("values", limits.values)
}

/// The finding at a place.
pub(super) fn at(mut finding: Finding, place: Place) -> Finding {
    finding.place = Some(place);
    finding
}

/// The finding for a key that an object has already.
pub(super) fn duplicate_key(pointer: String, name: &str, key: Place, first: Place) -> Finding {
    at(
        Finding::error("duplicate_key", pointer)
            .with("name", name)
            .with("first_line", first.line),
        key,
    )
}

#[cfg(test)]
#[path = "tree_tests.rs"]
mod tests;
