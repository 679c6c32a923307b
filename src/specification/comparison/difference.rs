//! Two JSON documents side by side: what has an id is matched by it, words as sets, the rest by place.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{About, Change, ChangeKind};
use crate::document::pointer::child;

/// A place in both documents.
#[derive(Clone, Default)]
struct Place {
    from: Vec<String>,
    to: Vec<String>,
    /// The nearest id above.
    of: Option<String>,
}

impl Place {
    fn key(&self, key: &str) -> Self {
        self.both(key.to_owned(), key.to_owned())
    }

    fn both(&self, from: String, to: String) -> Self {
        let mut place = self.clone();
        place.from.push(from);
        place.to.push(to);
        place
    }

    fn within(mut self, id: &str) -> Self {
        self.of = Some(id.to_owned());
        self
    }
}

/// Every difference, key by key.
pub(super) fn changes(from: &Value, to: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&Place::default(), from, to, &mut found);
    found
}

fn compare(place: &Place, from: &Value, to: &Value, found: &mut Vec<Change>) {
    if from == to {
        return;
    }
    match (from, to) {
        (Value::Object(before), Value::Object(after)) => fields(place, before, after, found),
        (Value::Array(before), Value::Array(after)) => lists(place, before, after, found),
        _ => found.push(change(ChangeKind::Changed, place, Some(from), Some(to))),
    }
}

fn fields(
    place: &Place,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    found: &mut Vec<Change>,
) {
    for (key, from) in before {
        let place = place.key(key);
        match after.get(key) {
            Some(to) => compare(&place, from, to, found),
            None => absent(&place, from, ChangeKind::Removed, found),
        }
    }
    for (key, to) in after {
        if !before.contains_key(key) {
            absent(&place.key(key), to, ChangeKind::Added, found);
        }
    }
}

/// A key that one document lacks: its elements one by one where it is a list, else its value.
fn absent(place: &Place, value: &Value, kind: ChangeKind, found: &mut Vec<Change>) {
    match (value, kind) {
        (Value::Array(list), ChangeKind::Removed) => lists(place, list, &[], found),
        (Value::Array(list), _) => lists(place, &[], list, found),
        (_, ChangeKind::Removed) => found.push(change(kind, place, Some(value), None)),
        _ => found.push(change(kind, place, None, Some(value))),
    }
}

fn lists(place: &Place, before: &[Value], after: &[Value], found: &mut Vec<Change>) {
    let mut all = before.iter().chain(after);
    if all.clone().all(|value| id_of(value).is_some()) {
        return named(place, before, after, found);
    }
    if all.all(Value::is_string) {
        return words(place, before, after, found);
    }
    let has_numbers = |list: &[Value]| !list.is_empty() && list.iter().all(Value::is_number);
    if has_numbers(before) && has_numbers(after) {
        // A pair of bounds is one value.
        let (from, to) = (json!(before), json!(after));
        return found.push(change(ChangeKind::Changed, place, Some(&from), Some(&to)));
    }
    for n in 0..before.len().max(after.len()) {
        let place = place.key(&n.to_string());
        match (before.get(n), after.get(n)) {
            (Some(from), Some(to)) => compare(&place, from, to, found),
            (Some(from), None) => found.push(change(ChangeKind::Removed, &place, Some(from), None)),
            (None, to) => found.push(change(ChangeKind::Added, &place, None, to)),
        }
    }
}

fn id_of(value: &Value) -> Option<&str> {
    value.get("id")?.as_str()
}

/// Things with an id, wherever they stand in the list.
fn named(place: &Place, before: &[Value], after: &[Value], found: &mut Vec<Change>) {
    let by_id = |list: &[Value]| -> BTreeMap<String, usize> {
        let ids = list.iter().enumerate();
        ids.filter_map(|(n, value)| Some((id_of(value)?.to_owned(), n)))
            .collect()
    };
    let (places_before, places_after) = (by_id(before), by_id(after));
    let mut kept_before = Vec::new();
    for (n, from) in before.iter().enumerate() {
        let id = id_of(from).unwrap_or_default();
        match places_after.get(id) {
            Some(m) => {
                kept_before.push(id);
                let place = place.both(n.to_string(), m.to_string()).within(id);
                compare(&place, from, &after[*m], found);
            }
            None => {
                let place = place.key(&n.to_string()).within(id);
                found.push(change(ChangeKind::Removed, &place, Some(from), None));
            }
        }
    }
    let mut kept_after = Vec::new();
    for (n, to) in after.iter().enumerate() {
        let id = id_of(to).unwrap_or_default();
        if places_before.contains_key(id) {
            kept_after.push(id);
        } else {
            let place = place.key(&n.to_string()).within(id);
            found.push(change(ChangeKind::Added, &place, None, Some(to)));
        }
    }
    if kept_before != kept_after {
        let (from, to) = (json!(kept_before), json!(kept_after));
        found.push(change(ChangeKind::Reordered, place, Some(&from), Some(&to)));
    }
}

/// Words: what is new and what is gone; the order only where nothing else differs.
fn words(place: &Place, before: &[Value], after: &[Value], found: &mut Vec<Change>) {
    let known = found.len();
    for (n, word) in before.iter().enumerate() {
        if !after.contains(word) {
            let place = place.key(&n.to_string());
            found.push(change(ChangeKind::Removed, &place, Some(word), None));
        }
    }
    for (n, word) in after.iter().enumerate() {
        if !before.contains(word) {
            let place = place.key(&n.to_string());
            found.push(change(ChangeKind::Added, &place, None, Some(word)));
        }
    }
    if found.len() == known && before != after {
        let (from, to) = (json!(before), json!(after));
        found.push(change(ChangeKind::Reordered, place, Some(&from), Some(&to)));
    }
}

fn change(kind: ChangeKind, place: &Place, from: Option<&Value>, to: Option<&Value>) -> Change {
    let pointer = |tokens: &[String]| {
        let tokens = tokens.iter();
        tokens.fold(String::new(), |at, token| child(&at, token))
    };
    Change {
        change: kind,
        about: About::of(&place.to),
        of: place.of.clone(),
        from_pointer: from.map(|_| pointer(&place.from)),
        to_pointer: to.map(|_| pointer(&place.to)),
        from: from.cloned(),
        to: to.cloned(),
    }
}
