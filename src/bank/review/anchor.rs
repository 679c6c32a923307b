//! Anchors: the part of an item that a comment is about, as a JSON pointer into
//! [`ItemDocument`](crate::bank::texts::ItemDocument) (`/texts/ru/parts/a/options/B`,
//! `/content/parts/0/scheme/descriptors/1`), and where that part stands in another version.
//!
//! A place in a list is remembered by the element's id, so that a comment on descriptor `d2` stays with
//! `d2` when a descriptor is put before it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::content_hash;
use crate::document::pointer::{child, steps};
use crate::language::finding::Finding;

/// Longest quoted text, in characters.
const QUOTED: usize = 200;
/// How an anchor marks a step that is an element's id.
const BY_ID: char = '@';

/// A part of an item as it was when somebody spoke of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// Steps to the part; an element of a list by its id (`/content/parts/@a/scheme/descriptors/@d2`). The
    /// empty text is the whole item.
    pub path: String,
    /// SHA-256 of the part.
    pub hash: String,
    /// The text of the part, at most 200 characters, where it is a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
}

/// What became of an anchor's part in another version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Followed {
    /// It is there as it was.
    Same {
        /// Where.
        pointer: String,
    },
    /// It is there and says something else.
    Changed {
        /// Where.
        pointer: String,
        /// What it said.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<String>,
        /// What it says.
        #[serde(skip_serializing_if = "Option::is_none")]
        now: Option<String>,
    },
    /// It is gone; the nearest part around it that is still there.
    Gone {
        /// Where.
        nearest: String,
        /// What it said.
        #[serde(skip_serializing_if = "Option::is_none")]
        before: Option<String>,
    },
}

impl Anchor {
    /// The anchor of a part of an item.
    ///
    /// # Errors
    /// The pointer leads nowhere in the item.
    pub fn of(item: &Value, pointer: &str) -> Result<Self, Finding> {
        let unknown =
            || Finding::error("comment_anchor_unknown", "/anchor").with("pointer", pointer);
        if !pointer.is_empty() && !pointer.starts_with('/') {
            return Err(unknown());
        }
        let (mut path, mut here) = (String::new(), item);
        for step in steps(pointer) {
            let next = match here {
                Value::Array(list) => {
                    let at = step
                        .parse::<usize>()
                        .ok()
                        .filter(|at| at.to_string() == step);
                    at.and_then(|at| list.get(at)).map(|element| {
                        let id = id_of(element).map(|id| format!("{BY_ID}{id}"));
                        (id.unwrap_or(step), element)
                    })
                }
                Value::Object(map) => map.get(&step).map(|value| (step, value)),
                _ => None,
            };
            let Some((step, value)) = next else {
                return Err(unknown());
            };
            path = child(&path, &step);
            here = value;
        }
        Ok(Self {
            path,
            hash: content_hash(here),
            quote: quoted(here),
        })
    }

    /// Where the part stands in an item: another version, or the same.
    pub fn follow(&self, item: &Value) -> Followed {
        let (mut pointer, mut here) = (String::new(), item);
        for step in steps(&self.path) {
            let next = match here {
                Value::Array(list) => place_in(list, &step),
                Value::Object(map) => map.get(&step).map(|value| (step, value)),
                _ => None,
            };
            let Some((step, value)) = next else {
                return Followed::Gone {
                    nearest: pointer,
                    before: self.quote.clone(),
                };
            };
            pointer = child(&pointer, &step);
            here = value;
        }
        if content_hash(here) == self.hash {
            return Followed::Same { pointer };
        }
        Followed::Changed {
            pointer,
            before: self.quote.clone(),
            now: quoted(here),
        }
    }
}

/// The element that a step names, with its index.
fn place_in<'v>(list: &'v [Value], step: &str) -> Option<(String, &'v Value)> {
    let at = match step.strip_prefix(BY_ID) {
        Some(id) => list.iter().position(|element| id_of(element) == Some(id)),
        None => step.parse().ok(),
    };
    at.and_then(|at| Some((at.to_string(), list.get(at)?)))
}

/// The id of an element: its `id`, or the element itself in a list of ids.
fn id_of(element: &Value) -> Option<&str> {
    match element {
        Value::Object(map) => map.get("id").and_then(Value::as_str),
        Value::String(id) => Some(id),
        _ => None,
    }
}

fn quoted(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    Some(match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    })
}
