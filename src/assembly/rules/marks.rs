//! What a condition says of every candidate (or stimulus), and the values that a rule holds for one by
//! one.

use std::collections::{BTreeMap, BTreeSet};

use super::read::labels;
use crate::expression::Value;

/// What a condition says.
#[derive(Clone, Debug, PartialEq)]
pub enum Marks {
    /// There is no condition.
    All,
    /// By object.
    Each(Vec<bool>),
    /// By row, then by object: the condition speaks of the place.
    ByRow(Vec<Vec<bool>>),
}

impl Marks {
    /// True where the condition holds.
    pub fn at(&self, object: usize, row: usize) -> bool {
        match self {
            Self::All => true,
            Self::Each(marks) => marks.get(object).copied().unwrap_or(false),
            Self::ByRow(rows) => {
                let marks = rows.get(row);
                marks
                    .and_then(|marks| marks.get(object))
                    .copied()
                    .unwrap_or(false)
            }
        }
    }
}

/// Values of the attribute that a rule holds for one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The values, in order.
    pub labels: Vec<String>,
    /// Object (or row) → its values.
    pub of: Vec<Vec<usize>>,
    /// True where the value is of the row.
    pub by_row: bool,
}

impl Groups {
    /// The groups of objects (or rows) with these values: each different value becomes a label once.
    pub(super) fn numbered(values: &[Value<'_>], by_row: bool) -> Self {
        let mut label_of: BTreeMap<Key<'_>, String> = BTreeMap::new();
        for key in values.iter().flat_map(keys) {
            label_of.entry(key).or_insert_with(|| key.label());
        }
        let all: BTreeSet<&String> = label_of.values().collect();
        let all: Vec<&String> = all.into_iter().collect();
        let number = |label: &String| all.binary_search(&label).unwrap_or(all.len());
        let numbers: BTreeMap<Key<'_>, usize> = label_of
            .iter()
            .map(|(key, label)| (*key, number(label)))
            .collect();
        let of = |value: &Value<'_>| {
            let mut numbers: Vec<usize> = keys(value).map(|key| numbers[&key]).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        Self {
            of: values.iter().map(of).collect(),
            labels: all.into_iter().cloned().collect(),
            by_row,
        }
    }

    /// Values of an object in a row.
    pub fn at(&self, object: usize, row: usize) -> &[usize] {
        let place = if self.by_row { row } else { object };
        self.of.get(place).map_or(&[], Vec::as_slice)
    }
}

/// A value as far as it is compared with others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'v> {
    Truth(bool),
    Number(u64),
    Text(&'v str),
}

impl Key<'_> {
    fn label(self) -> String {
        let value = match self {
            Self::Truth(truth) => Value::Truth(truth),
            Self::Number(bits) => Value::Number(f64::from_bits(bits)),
            Self::Text(text) => Value::Text(text),
        };
        labels(&value).concat()
    }
}

/// Of a list its entries, of what is absent nothing.
fn keys<'v>(value: &'v Value<'_>) -> impl Iterator<Item = Key<'v>> {
    let one = match value {
        Value::Truth(truth) => Some(Key::Truth(*truth)),
        Value::Number(number) => Some(Key::Number(number.to_bits())),
        Value::Text(text) => Some(Key::Text(text)),
        Value::Absent | Value::Texts(_) => None,
    };
    let many = match value {
        Value::Texts(texts) => texts.as_slice(),
        _ => &[],
    };
    one.into_iter()
        .chain(many.iter().map(|text| Key::Text(text)))
}
