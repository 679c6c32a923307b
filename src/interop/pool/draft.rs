//! One record becomes a candidate, as far as the record alone can tell.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::records::Record;
use super::super::values::value_of;
use super::Defaults;
use super::cell::Cell;
use super::field::{Field, OF_STIMULUS, attribute_name, is_taken, parameter_of, plain};
use super::profile::PoolProfile;
use super::row::Row;
use crate::assembly::candidate::Candidate;
use crate::document::pointer::child;
use crate::language::finding::{Finding, Place};

/// A candidate with what has still to be compared with the other rows.
pub(super) struct Draft {
    pub(super) candidate: Candidate,
    /// Where its code stands.
    pub(super) place: Place,
    /// What the row says of its stimulus, field by field.
    pub(super) stimulus: Vec<Said>,
    /// Free attributes.
    pub(super) attributes: Vec<Said>,
    /// Enemy groups or codes of enemies, as written.
    pub(super) enemies: Vec<String>,
}

/// A value with its name and place.
pub(super) struct Said {
    pub(super) name: String,
    pub(super) value: Value,
    pub(super) place: Place,
}

/// What a column or key is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Field(Field),
    Parameter(String),
    Attribute(String),
    OfStimulus(String),
    /// A part of a candidate as snapshots write it (JSON only).
    Whole(&'static str),
    Ignored,
}

/// Keys of a candidate that hold more than one value.
const WHOLE: [&str; 6] = [
    "parameters",
    "evidence",
    "past",
    "used",
    "help",
    "attributes",
];

/// The making of drafts.
pub(super) struct Drafting<'a> {
    profile: &'a PoolProfile,
    defaults: &'a Defaults,
    /// Columns that rules of the profile read, in lower case.
    read_by_rules: BTreeSet<String>,
    /// What the columns of a table are.
    columns: Vec<(String, Use)>,
}

impl<'a> Drafting<'a> {
    pub(super) fn new(profile: &'a PoolProfile, defaults: &'a Defaults) -> Self {
        let rules = profile.rules();
        let read = rules.filter_map(|(_, rule)| rule.from.as_deref().map(str::to_lowercase));
        Self {
            read_by_rules: read.collect(),
            profile,
            defaults,
            columns: Vec::new(),
        }
    }

    /// Columns that stand twice or are missing.
    pub(super) fn check_header(&mut self, header: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let lower: Vec<String> = header.iter().map(|name| name.to_lowercase()).collect();
        let uses = self.uses(header.iter().map(String::as_str));
        for (position, name) in header.iter().enumerate().filter(|(_, n)| !n.is_empty()) {
            // `Content Area` and `content_area` are two names of one attribute, too.
            let used = &uses[position];
            let again = *used != Use::Ignored && uses[..position].contains(used);
            if again || lower[..position].contains(&lower[position]) {
                let finding = Finding::error("column_twice", child("", name));
                let column = u32::try_from(position + 1).unwrap_or(u32::MAX);
                findings.push(Finding {
                    place: Some(Place { line: 1, column }),
                    ..finding.with("column", name.as_str())
                });
            }
        }
        for (position, used) in uses.iter().enumerate() {
            if matches!(used, Use::Attribute(name) if is_taken(name)) {
                let name = &header[position];
                let finding = Finding::error("pool_column_reserved", child("", name));
                let column = u32::try_from(position + 1).unwrap_or(u32::MAX);
                findings.push(Finding {
                    place: Some(Place { line: 1, column }),
                    ..finding.with("column", name.as_str())
                });
            }
        }
        let missing = |name: &str| {
            let finding = Finding::error("column_missing", child("", name)).with("column", name);
            Finding {
                place: Some(Place { line: 1, column: 1 }),
                ..finding
            }
        };
        for (_, rule) in self.profile.rules() {
            let from = rule.from.as_deref();
            let absent = from.filter(|from| !lower.contains(&from.to_lowercase()));
            findings.extend(absent.map(missing));
        }
        let code = Use::Field(Field::Code);
        if !uses.contains(&code) && !self.profile.fields.contains_key(&Field::Code) {
            findings.push(Finding {
                place: Some(Place { line: 1, column: 1 }),
                ..Finding::error("pool_code_missing", "")
            });
        }
        self.columns = header.iter().cloned().zip(uses).collect();
        findings
    }

    /// What the names are: the profile's rules come first, then names of fields, then their other names.
    fn uses<'n>(&self, names: impl Iterator<Item = &'n str> + Clone) -> Vec<Use> {
        let own = |name: &str| plain(name).parse::<Field>().ok();
        let mut taken: BTreeSet<Field> = self.profile.fields.keys().copied().collect();
        let by_rules = taken.clone();
        taken.extend(names.clone().filter_map(own));
        let mut of_name = |name: &str| {
            let ignored = self.profile.ignore.iter().any(|own| own == name);
            if name.is_empty() || ignored || self.read_by_rules.contains(&name.to_lowercase()) {
                return Use::Ignored;
            }
            match (own(name), Field::of_alias(name)) {
                // The profile says where it comes from.
                (Some(field), _) if by_rules.contains(&field) => return Use::Ignored,
                (Some(field), _) => return Use::Field(field),
                (None, Some(field)) if taken.insert(field) => return Use::Field(field),
                _ => {}
            }
            match parameter_of(name) {
                Some(parameter) if self.profile.parameters.contains_key(&parameter) => {
                    return Use::Ignored;
                }
                Some(parameter) => return Use::Parameter(parameter),
                None => {}
            }
            let name = attribute_name(name);
            if self.profile.attributes.contains_key(&name) {
                return Use::Ignored;
            }
            match name.split_at_checked(OF_STIMULUS.len()) {
                Some((begin, own))
                    if plain(begin) == "stimulus" && begin.len() == OF_STIMULUS.len() =>
                {
                    Use::OfStimulus(own.to_owned())
                }
                _ => Use::Attribute(name),
            }
        };
        names.map(&mut of_name).collect()
    }

    /// The draft of a record, and what is wrong with it.
    pub(super) fn draft(&self, record: &Record) -> (Draft, Vec<Finding>) {
        let mut row = Row::new(record, self.defaults);
        self.by_rules(&mut row);
        match record {
            Record::Row { cells, .. } => {
                for ((name, used), (position, cell)) in self.columns.iter().zip((1..).zip(cells)) {
                    let value = Value::String(cell.clone());
                    let place = || Place {
                        line: record.line(),
                        column: position,
                    };
                    row.take(
                        used,
                        Cell {
                            name,
                            value: &value,
                        },
                        None,
                        place,
                    );
                }
            }
            Record::Json { value, .. } => {
                let none = Map::new();
                let object = value.as_object().unwrap_or(&none);
                let uses = self.uses(object.keys().map(String::as_str));
                for ((name, value), used) in object.iter().zip(uses) {
                    let used = match WHOLE.into_iter().find(|whole| whole == name) {
                        Some(whole) if value.is_object() || value.is_array() => Use::Whole(whole),
                        _ => used,
                    };
                    let place = || record.place(&child("", name));
                    row.take(&used, Cell { name, value }, None, place);
                }
            }
        }
        row.end()
    }

    fn by_rules(&self, row: &mut Row<'_>) {
        let fields = self.profile.fields.iter();
        let fields = fields.map(|(field, rule)| (Use::Field(*field), field.as_str(), rule));
        let parameters = self.profile.parameters.iter();
        let parameters =
            parameters.map(|(name, rule)| (Use::Parameter(name.clone()), name.as_str(), rule));
        let attributes = self.profile.attributes.iter();
        let attributes = attributes.map(|(name, rule)| {
            let used = match name.strip_prefix(OF_STIMULUS) {
                Some(own) => Use::OfStimulus(own.to_owned()),
                None => Use::Attribute(name.clone()),
            };
            (used, name.as_str(), rule)
        });
        for (used, name, rule) in fields.chain(parameters).chain(attributes) {
            let from = rule.from.as_deref().unwrap_or_default();
            let record = row.record;
            match value_of(rule, record, name) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    let cell = Cell {
                        name,
                        value: &value,
                    };
                    row.take(&used, cell, Some(rule), || record.place(from));
                }
                Err(finding) => row.findings.push(Finding {
                    place: Some(record.place(from)),
                    ..finding
                }),
            }
        }
    }
}
