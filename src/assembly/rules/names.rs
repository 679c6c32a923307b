//! Which attributes there are, and of what kind: the known ones and those that the pool brings.

use std::collections::{BTreeMap, BTreeSet};

use super::super::attribute::{Attribute, FreeAttributes};
use super::super::pool::Pool;
use crate::expression::Kind;
use crate::specification::attribute_names::{
    OF_ITEMS, OF_STIMULI, STIMULUS_PREFIX, is_parameter, nearest, of_items, of_stimuli,
};
use crate::specification::document::RuleObject;

/// Kinds of the attributes that a pool brings.
pub(super) struct Names<'a> {
    items: BTreeMap<&'a str, BTreeSet<Kind>>,
    stimuli: BTreeMap<&'a str, BTreeSet<Kind>>,
    parameters: BTreeSet<&'a str>,
}

/// What is known of a name.
pub(super) enum Known {
    /// An attribute of one kind.
    As(Kind),
    /// One that the pool brings in several kinds.
    Mixed(String),
    /// None, with those that look most like it.
    Unknown(String),
}

impl<'a> Names<'a> {
    pub(super) fn of(pool: &'a Pool) -> Self {
        let mut names = Self {
            items: BTreeMap::new(),
            stimuli: BTreeMap::new(),
            parameters: BTreeSet::new(),
        };
        for item in pool.candidates() {
            collect(&mut names.items, &item.attributes);
            if let Some(stimulus) = &item.stimulus {
                collect(&mut names.stimuli, &stimulus.attributes);
            }
            let values = item.parameters.iter().flat_map(|set| set.values.keys());
            names.parameters.extend(values.map(String::as_str));
        }
        names
    }

    pub(super) fn look_up(&self, on: RuleObject, name: &str) -> Known {
        let of_stimulus = match on {
            RuleObject::Stimuli => Some(name),
            RuleObject::Items => name.strip_prefix(STIMULUS_PREFIX),
        };
        let brought = match of_stimulus {
            Some(name) => self.stimuli.get(name),
            None => self.items.get(name),
        };
        let known = match on {
            RuleObject::Items => of_items(name),
            RuleObject::Stimuli => of_stimuli(name),
        };
        // Parameters exist where a calibration does.
        let known = known.filter(|_| {
            on == RuleObject::Stimuli || !is_parameter(name) || self.parameters.contains(name)
        });
        match (known, brought) {
            (Some(kind), _) => Known::As(kind),
            (None, Some(kinds)) => match kinds.first().filter(|_| kinds.len() == 1) {
                Some(kind) => Known::As(*kind),
                None => {
                    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
                    Known::Mixed(kinds.join(", "))
                }
            },
            (None, None) => Known::Unknown(self.near(on, name)),
        }
    }

    fn near(&self, on: RuleObject, name: &str) -> String {
        let (known, brought): (&[(&str, Kind)], _) = match on {
            RuleObject::Items => (&OF_ITEMS, &self.items),
            RuleObject::Stimuli => (&OF_STIMULI, &self.stimuli),
        };
        let known = known.iter().map(|(name, _)| *name);
        nearest(name, known.chain(brought.keys().copied())).join(", ")
    }
}

fn collect<'a>(names: &mut BTreeMap<&'a str, BTreeSet<Kind>>, attributes: &'a FreeAttributes) {
    for (name, attribute) in attributes {
        let kind = match attribute {
            Attribute::Truth(_) => Kind::Truth,
            Attribute::Number(_) => Kind::Number,
            Attribute::Text(_) => Kind::Text,
        };
        names.entry(name).or_default().insert(kind);
    }
}
