//! Which fields differ between two contents of an item. Every leaf of the documents is compared, so
//! nothing can move unseen; elements of lists go by their ids, so that a part put before others moves
//! nothing but the order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::texts::ItemDocument;
use super::weight::{Weight, weigh};
use super::words::{Run, runs};
use crate::document::pointer::{child, steps};
use crate::language::text_enum;

/// Last step of the place where the order of a list's elements stands.
pub const ORDER: &str = "@order";

text_enum! {
    /// What happened to a field.
    Movement {
        /// It was not there before.
        Added = "added",
        /// It is no longer there.
        Removed = "removed",
        /// It says something else.
        Changed = "changed",
    }
}

/// A field that moved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MovedField {
    /// Steps to the field; an element of a list by its id (`/content/parts/@a/key/correct`).
    pub field: String,
    /// What happened.
    pub movement: Movement,
    /// What it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// Word by word, where both are texts of several words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Run>,
    /// What it means for those who meet the item.
    pub weight: Weight,
}

impl MovedField {
    /// The language whose text it is; none for the content that all languages share.
    pub fn language(&self) -> Option<String> {
        let mut steps = steps(&self.field);
        (steps.next().as_deref() == Some("texts")).then(|| steps.next())?
    }
}

/// Every field that differs, in the order of the fields.
pub fn moved_fields(before: &ItemDocument, after: &ItemDocument) -> Vec<MovedField> {
    let (old, new) = (leaves(before), leaves(after));
    let shared = |fields: &BTreeMap<String, Value>| languages(fields);
    let (spoken, speaks) = (shared(&old), shared(&new));
    let mut moved = Vec::new();
    for language in spoken.symmetric_difference(&speaks) {
        let field = child("/texts", language);
        let movement = match spoken.contains(language) {
            true => Movement::Removed,
            false => Movement::Added,
        };
        moved.push(MovedField {
            weight: Weight::Label,
            field,
            movement,
            before: None,
            after: None,
            words: Vec::new(),
        });
    }
    let whole = |field: &str| {
        let mut steps = steps(field);
        let language = (steps.next().as_deref() == Some("texts"))
            .then(|| steps.next())
            .flatten();
        language.is_some_and(|l| spoken.contains(&l) != speaks.contains(&l))
    };
    let fields: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for field in fields.into_iter().filter(|field| !whole(field)) {
        moved.extend(compared(field, old.get(field), new.get(field)));
    }
    moved.sort_by(|a, b| a.field.cmp(&b.field));
    moved
}

fn compared(field: &str, before: Option<&Value>, after: Option<&Value>) -> Option<MovedField> {
    let movement = match (before, after) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(_), Some(_)) => Movement::Changed,
        (None, _) => Movement::Added,
        (_, None) => Movement::Removed,
    };
    let words = match (
        before.and_then(Value::as_str),
        after.and_then(Value::as_str),
    ) {
        (Some(a), Some(b)) => runs(a, b),
        _ => Vec::new(),
    };
    Some(MovedField {
        weight: weigh(field, before, after),
        field: field.to_owned(),
        movement,
        before: before.cloned(),
        after: after.cloned(),
        words,
    })
}

fn languages(fields: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let texts = fields.keys().filter(|field| field.starts_with("/texts/"));
    texts.filter_map(|field| steps(field).nth(1)).collect()
}

/// Every leaf of a document by its steps. A list whose elements have ids is entered, and its order is a
/// leaf of its own; any other list is one leaf.
fn leaves(document: &ItemDocument) -> BTreeMap<String, Value> {
    let value = serde_json::to_value(document).unwrap_or_default();
    let mut leaves = BTreeMap::new();
    collect("", &value, &mut leaves);
    leaves
}

fn collect(at: &str, value: &Value, leaves: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                collect(&child(at, key), value, leaves);
            }
        }
        Value::Array(list) if !list.is_empty() && list.iter().all(|e| id_of(e).is_some()) => {
            let ids: Vec<&str> = list.iter().filter_map(id_of).collect();
            leaves.insert(child(at, ORDER), Value::from(ids));
            for element in list {
                let id = id_of(element).unwrap_or_default();
                collect(&child(at, &format!("@{id}")), element, leaves);
            }
        }
        leaf => {
            leaves.insert(at.to_owned(), leaf.clone());
        }
    }
}

fn id_of(element: &Value) -> Option<&str> {
    element.as_object()?.get("id")?.as_str()
}
