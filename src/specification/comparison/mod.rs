//! What changed between two versions of a specification, or between the specifications of two years.
//!
//! The documents are compared as they are written: what has an id (sections, rows, components, criteria,
//! levels) is matched by it, lists of words (objectives, types, languages) are compared as sets, numbers
//! and texts by value. Each change says what it is about, where it stands in both documents, and from
//! what to what. The document's own id and version are what differs by definition, and are left out.

mod about;
mod difference;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use about::About;

use super::document::SpecificationDocument;
use crate::bank::{Minutes, Points};

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another value.
    Changed,
    /// The same things in another order.
    Reordered,
}

impl ChangeKind {
    /// The word of the interface.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What became of it.
    pub change: ChangeKind,
    /// What it is about.
    pub about: About,
    /// Id of the section, row, component or criterion it belongs to, where it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// JSON pointer in the first document; absent for what is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_pointer: Option<String>,
    /// JSON pointer in the second document; absent for what is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_pointer: Option<String>,
    /// The value before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// The value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// The size of a specification.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Greatest score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_score: Option<Points>,
    /// Whole working time in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_min: Option<Minutes>,
    /// Items of its rows and components.
    pub items: u32,
    /// Different objectives that it names.
    pub objectives: usize,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// True when nothing did.
    pub same: bool,
    /// Size of the first.
    pub from_totals: Totals,
    /// Size of the second.
    pub to_totals: Totals,
    /// Objectives that only the second names anywhere.
    pub objectives_added: Vec<String>,
    /// Objectives that only the first names anywhere.
    pub objectives_removed: Vec<String>,
    /// Every difference, key by key.
    pub changes: Vec<Change>,
}

/// What changed from one document to another.
pub fn compare(from: &SpecificationDocument, to: &SpecificationDocument) -> Comparison {
    let (from_value, to_value) = (as_value(from), as_value(to));
    let changes = difference::changes(&from_value, &to_value);
    let mut before = BTreeSet::new();
    objectives_of(&from_value, &mut before);
    let mut after = BTreeSet::new();
    objectives_of(&to_value, &mut after);
    Comparison {
        same: changes.is_empty(),
        from_totals: totals(from, before.len()),
        to_totals: totals(to, after.len()),
        objectives_added: after.difference(&before).cloned().collect(),
        objectives_removed: before.difference(&after).cloned().collect(),
        changes,
    }
}

fn as_value(document: &SpecificationDocument) -> Value {
    let mut value = serde_json::to_value(document).unwrap_or_default();
    if let Value::Object(fields) = &mut value {
        fields.remove("id");
        fields.remove("version");
    }
    value
}

fn totals(document: &SpecificationDocument, objectives: usize) -> Totals {
    let of_rows: u32 = document.blueprint.iter().map(|row| row.items).sum();
    let of_components: u32 = document.components.iter().map(|part| part.items).sum();
    let of_criteria: u32 = document.criteria.iter().filter_map(|one| one.items).sum();
    Totals {
        max_score: document.max_score,
        duration_min: document.duration_min,
        items: of_rows + of_components + of_criteria,
        objectives,
    }
}

/// Every text in a list called `objectives`, at any depth.
fn objectives_of(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, inside) in fields {
                match inside {
                    Value::Array(codes) if key == "objectives" => {
                        found.extend(codes.iter().filter_map(Value::as_str).map(str::to_owned));
                    }
                    _ => objectives_of(inside, found),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|inside| objectives_of(inside, found)),
        _ => {}
    }
}
