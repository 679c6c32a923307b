//! What a translation has to look at since its source moved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields::{Change, ChangeKind, changes};
use super::text::Piece;
use crate::bank::Language;
use crate::bank::texts::ItemDocument;
use crate::document::pointer::child;

/// Why a translation is stale at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StaleWhy {
    /// The source says something new there.
    SourceAdded,
    /// The source says nothing there any more.
    SourceRemoved,
    /// The source says something else there.
    SourceChanged,
    /// Points, key, options or scheme changed, which all languages share.
    Structure,
}

/// A place of a translation that has to be looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StaleField {
    /// Pointer inside the texts of the language (`/parts/a/options/b`); into the content where `why` is
    /// `structure` (`/parts/0/points`).
    pub pointer: String,
    /// Why.
    pub why: StaleWhy,
    /// What changed in the source, by words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
}

/// Parts of the content that bear on a translation; tags and attribution do not.
const STRUCTURE: [&str; 2] = ["/content/parts", "/content/type"];

/// The places of a translation that are stale, when it was made from the first version and the second
/// one holds now. None means that it may be carried forward as it is.
pub fn stale_fields(
    first: &ItemDocument,
    second: &ItemDocument,
    source: &Language,
) -> Vec<StaleField> {
    let texts = format!("/texts/{source}");
    let mut found = Vec::new();
    for change in changes(first, second) {
        match change.pointer.strip_prefix(&texts) {
            Some(inside) if inside.is_empty() || inside.starts_with('/') => {
                of_text(inside.to_owned(), change, &mut found);
            }
            _ if STRUCTURE.iter().any(|at| change.pointer.starts_with(at)) => {
                let inside = change.pointer.strip_prefix("/content").unwrap_or_default();
                found.push(StaleField {
                    pointer: inside.to_owned(),
                    why: StaleWhy::Structure,
                    pieces: Vec::new(),
                });
            }
            _ => {}
        }
    }
    found
}

/// A whole part that came or went is told text by text.
fn of_text(pointer: String, change: Change, found: &mut Vec<StaleField>) {
    let why = match change.kind {
        ChangeKind::Added => StaleWhy::SourceAdded,
        ChangeKind::Removed => StaleWhy::SourceRemoved,
        ChangeKind::Changed | ChangeKind::Reordered => StaleWhy::SourceChanged,
    };
    let value = change.to.as_ref().or(change.from.as_ref());
    let mut leaves = Vec::new();
    value
        .into_iter()
        .for_each(|v| collect(&pointer, v, &mut leaves));
    let pieces = change.pieces;
    found.extend(leaves.into_iter().map(|pointer| StaleField {
        pointer,
        why,
        pieces: pieces.clone(),
    }));
}

fn collect(at: &str, value: &Value, leaves: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                collect(&child(at, key), value, leaves);
            }
        }
        _ => leaves.push(at.to_owned()),
    }
}
