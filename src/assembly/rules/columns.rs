//! Attributes of all candidates, each read once however many conditions name it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::attributes::ItemAttributes;
use crate::assembly::candidate::Candidate;
use crate::expression::{Attributes, Value};
use crate::specification::attribute_names::of_items;

/// Values of one attribute by candidate.
type Column<'a> = Rc<Vec<Value<'a>>>;

/// The columns that were asked for.
pub(super) struct Columns<'a> {
    candidates: &'a [Candidate],
    scale: Option<&'a str>,
    read: RefCell<BTreeMap<String, Column<'a>>>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(candidates: &'a [Candidate], scale: Option<&'a str>) -> Self {
        Self {
            candidates,
            scale,
            read: RefCell::default(),
        }
    }

    /// The values of an attribute that says nothing of the place.
    pub(super) fn of(&self, name: &str) -> Column<'a> {
        if let Some(column) = self.read.borrow().get(name) {
            return Rc::clone(column);
        }
        let known = of_items(name).is_some();
        let value = |item: &'a Candidate| {
            let item = ItemAttributes {
                item,
                row: None,
                scale: self.scale,
            };
            match known {
                true => item.get(name),
                false => item.brought(name),
            }
        };
        let column: Column<'a> = Rc::new(self.candidates.iter().map(value).collect());
        let mut read = self.read.borrow_mut();
        read.insert(name.to_owned(), Rc::clone(&column));
        column
    }

    /// Some attributes of every candidate, in order.
    pub(super) fn rows<'n>(&self, names: &[(&'n str, usize)]) -> Rows<'n, 'a> {
        let columns = names.iter().map(|(name, _)| (*name, self.of(name)));
        Rows {
            columns: columns.collect(),
            next: 0,
        }
    }
}

/// The columns of one condition, at one candidate.
pub(super) struct Rows<'n, 'a> {
    columns: Vec<(&'n str, Column<'a>)>,
    next: usize,
}

impl Rows<'_, '_> {
    /// Goes to a candidate.
    pub(super) fn at(&mut self, candidate: usize) -> &Self {
        self.next = candidate;
        self
    }
}

impl Attributes for Rows<'_, '_> {
    fn value(&self, name: &str) -> Value<'_> {
        let mut columns = self.columns.iter();
        let column = columns.find(|(own, _)| *own == name);
        let value = column.and_then(|(_, column)| column.get(self.next));
        value.map_or(Value::Absent, Value::clone)
    }
}
