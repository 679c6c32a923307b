//! Every field of an item version that differs.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::text::{Piece, pieces};
use crate::bank::texts::ItemDocument;
use crate::document::pointer::child;

/// What became of a field.
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

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// JSON pointer: into the first document for what is gone, into the second for everything else.
    pub pointer: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The value before; absent for what is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// The value after; absent for what is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
    /// A changed text by words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
}

/// Everything that differs between two versions of an item, in the order of the second one's fields;
/// structure before texts.
pub fn changes(first: &ItemDocument, second: &ItemDocument) -> Vec<Change> {
    let value = |document: &ItemDocument| serde_json::to_value(document).unwrap_or_default();
    let mut found = Vec::new();
    compare("", "", &value(first), &value(second), &mut found);
    found.sort_by_key(|change| change.pointer.starts_with("/texts"));
    found
}

/// `from_at` and `at` differ where a list's entry moved.
fn compare(from_at: &str, at: &str, from: &Value, to: &Value, found: &mut Vec<Change>) {
    match (from, to) {
        (Value::Object(from), Value::Object(to)) => objects(from_at, at, from, to, found),
        (Value::Array(from), Value::Array(to)) => lists(from_at, at, from, to, found),
        _ if from == to => {}
        (Value::String(before), Value::String(after)) => {
            let mut change = changed(at, ChangeKind::Changed, from, to);
            change.pieces = pieces(before, after);
            found.push(change);
        }
        _ => found.push(changed(at, ChangeKind::Changed, from, to)),
    }
}

fn objects(
    from_at: &str,
    at: &str,
    from: &Map<String, Value>,
    to: &Map<String, Value>,
    found: &mut Vec<Change>,
) {
    for (key, before) in from.iter().filter(|(key, _)| !to.contains_key(*key)) {
        found.push(removed(child(from_at, key), before));
    }
    for (key, after) in to {
        let pointer = child(at, key);
        match from.get(key) {
            Some(before) => compare(&child(from_at, key), &pointer, before, after, found),
            None => found.push(added(pointer, after)),
        }
    }
}

fn lists(from_at: &str, at: &str, from: &[Value], to: &[Value], found: &mut Vec<Change>) {
    if from == to {
        return;
    }
    if let (Some(from_ids), Some(to_ids)) = (ids(from), ids(to)) {
        return entries(from_at, at, (from, &from_ids), (to, &to_ids), found);
    }
    let sorted = |list: &[Value]| {
        let mut texts: Vec<String> = list.iter().map(Value::to_string).collect();
        texts.sort();
        texts
    };
    let kind = match sorted(from) == sorted(to) {
        true => ChangeKind::Reordered,
        false => ChangeKind::Changed,
    };
    let whole = |list: &[Value]| Value::from(list.to_vec());
    found.push(changed(at, kind, &whole(from), &whole(to)));
}

/// Entries with ids are the same thing wherever they stand.
fn entries(
    from_at: &str,
    at: &str,
    (from, from_ids): (&[Value], &[&str]),
    (to, to_ids): (&[Value], &[&str]),
    found: &mut Vec<Change>,
) {
    let place = |ids: &[&str], id: &str| ids.iter().position(|other| *other == id);
    for (n, id) in from_ids.iter().enumerate() {
        if place(to_ids, id).is_none() {
            found.push(removed(format!("{from_at}/{n}"), &from[n]));
        }
    }
    for (n, id) in to_ids.iter().enumerate() {
        let pointer = format!("{at}/{n}");
        match place(from_ids, id) {
            Some(m) => compare(&format!("{from_at}/{m}"), &pointer, &from[m], &to[n], found),
            None => found.push(added(pointer, &to[n])),
        }
    }
    let kept = |ids: &[&str], others: &[&str]| -> Vec<Value> {
        let both = ids.iter().filter(|id| others.contains(id));
        both.map(|id| Value::from(*id)).collect()
    };
    let (before, after) = (kept(from_ids, to_ids), kept(to_ids, from_ids));
    if before != after {
        found.push(changed(
            at,
            ChangeKind::Reordered,
            &Value::from(before),
            &Value::from(after),
        ));
    }
}

/// The ids of a list's entries, where each has its own.
fn ids(list: &[Value]) -> Option<Vec<&str>> {
    let ids: Vec<&str> = list
        .iter()
        .map(|entry| entry.get("id").and_then(Value::as_str))
        .collect::<Option<_>>()?;
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    (distinct.len() == ids.len()).then_some(ids)
}

fn added(pointer: String, to: &Value) -> Change {
    Change {
        pointer,
        kind: ChangeKind::Added,
        from: None,
        to: Some(to.clone()),
        pieces: Vec::new(),
    }
}

fn removed(pointer: String, from: &Value) -> Change {
    Change {
        pointer,
        kind: ChangeKind::Removed,
        from: Some(from.clone()),
        to: None,
        pieces: Vec::new(),
    }
}

fn changed(pointer: &str, kind: ChangeKind, from: &Value, to: &Value) -> Change {
    Change {
        pointer: pointer.to_owned(),
        kind,
        from: Some(from.clone()),
        to: Some(to.clone()),
        pieces: Vec::new(),
    }
}
