//! What only the whole table tells: codes that stand twice, facts of stimuli, pairs of enemies, and which
//! columns are numbers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::ReadPool;
use super::cell::{Cell, is_no_finite_number, number_of, truth_of};
use super::draft::{Draft, Said};
use super::field::{Field, OF_STIMULUS};
use crate::assembly::attribute::Attribute;
use crate::assembly::candidate::StimulusFacts;
use crate::bank::{Language, StimulusKind};
use crate::document::pointer::child;
use crate::language::finding::{Finding, Place};

/// Greatest number that an attribute may be.
const GREATEST: f64 = 1e9;

/// Compares the rows with each other and finishes the candidates.
pub(super) fn together(mut drafts: Vec<Draft>, findings: &mut Vec<Finding>) -> ReadPool {
    findings.extend(twice(&drafts));
    pair_enemies(&mut drafts);
    give_stimuli(&mut drafts, findings);
    let attributes = give_attributes(&mut drafts, findings);
    ReadPool {
        candidates: drafts.into_iter().map(|draft| draft.candidate).collect(),
        attributes,
    }
}

/// An item version that stands in more than one row.
fn twice(drafts: &[Draft]) -> Vec<Finding> {
    let mut first: BTreeMap<(&str, u32), u32> = BTreeMap::new();
    let mut findings = Vec::new();
    for draft in drafts
        .iter()
        .filter(|draft| !draft.candidate.code.is_empty())
    {
        let key = (draft.candidate.code.as_str(), draft.candidate.version);
        match first.get(&key) {
            None => {
                first.insert(key, draft.place.line);
            }
            Some(line) => findings.push(Finding {
                place: Some(draft.place),
                ..Finding::error("pool_item_twice", child("", "code"))
                    .with("item", key.0)
                    .with("version", key.1)
                    .with("line", *line)
            }),
        }
    }
    findings
}

/// An entry that is the code of another item makes a pair; every other entry is the name of a group.
fn pair_enemies(drafts: &mut [Draft]) {
    let codes = drafts.iter().map(|draft| draft.candidate.code.clone());
    let codes: BTreeSet<String> = codes.filter(|code| !code.is_empty()).collect();
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for draft in drafts.iter_mut() {
        let own = &draft.candidate.code;
        for entry in std::mem::take(&mut draft.enemies) {
            if codes.contains(&entry) {
                let (first, second) = match *own < entry {
                    true => (own, &entry),
                    false => (&entry, own),
                };
                // An item that is said to be its own enemy says nothing.
                if first != second {
                    let pair = format!("{first} × {second}");
                    let members = [first.clone(), second.clone()];
                    groups.entry(pair).or_default().extend(members);
                }
            } else {
                groups.entry(entry).or_default().insert(own.clone());
            }
        }
    }
    let mut of_item: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (group, members) in groups {
        for member in members {
            of_item.entry(member).or_default().push(group.clone());
        }
    }
    for draft in drafts {
        let groups = of_item.get(&draft.candidate.code);
        draft.candidate.enemies = groups.cloned().unwrap_or_default();
    }
}

/// What the rows say of one stimulus.
#[derive(Default)]
struct Facts {
    /// Field or attribute → what it is and the line that says so first.
    said: BTreeMap<String, (Value, Place)>,
    /// Rows whose items hang on it.
    rows: Vec<usize>,
}

/// Every item of a stimulus gets all that any of its rows says; rows that differ are told.
fn give_stimuli(drafts: &mut [Draft], findings: &mut Vec<Finding>) {
    let mut stimuli: BTreeMap<String, Facts> = BTreeMap::new();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let said = std::mem::take(&mut draft.stimulus);
        let code = said
            .iter()
            .find(|said| said.name == Field::Stimulus.as_str());
        let code = code.and_then(|said| {
            let cell = Cell {
                name: &said.name,
                value: &said.value,
            };
            cell.text().ok()
        });
        let Some(code) = code else {
            findings.extend(said.first().map(without_code));
            continue;
        };
        let facts = stimuli.entry(code.clone()).or_default();
        facts.rows.push(index);
        for said in said {
            let is_code = said.name == Field::Stimulus.as_str() && !said.value.is_object();
            if is_code {
                continue;
            }
            match facts.said.get(&said.name) {
                None => {
                    facts.said.insert(said.name, (said.value, said.place));
                }
                Some((value, first)) if *value != said.value => {
                    let finding = Finding::error("pool_stimulus_differs", child("", &said.name))
                        .with("stimulus", code.as_str())
                        .with("attribute", said.name.as_str())
                        .with("line", first.line);
                    findings.push(Finding {
                        place: Some(said.place),
                        ..finding
                    });
                }
                Some(_) => {}
            }
        }
    }
    for (code, facts) in stimuli {
        let languages: BTreeSet<Language> = facts
            .rows
            .iter()
            .flat_map(|row| drafts[*row].candidate.languages.clone())
            .collect();
        let finished = finished(&code, &facts, &languages, findings);
        for row in facts.rows {
            drafts[row].candidate.stimulus = Some(finished.clone());
        }
    }
}

fn without_code(said: &Said) -> Finding {
    let finding = Finding::error("pool_stimulus_without_code", child("", &said.name));
    Finding {
        place: Some(said.place),
        ..finding.with("attribute", said.name.as_str())
    }
}

fn finished(
    code: &str,
    facts: &Facts,
    languages: &BTreeSet<Language>,
    findings: &mut Vec<Finding>,
) -> StimulusFacts {
    let whole = facts.said.get(Field::Stimulus.as_str());
    let whole = whole.and_then(|(value, _)| serde_json::from_value(value.clone()).ok());
    let mut stimulus = whole.unwrap_or_else(|| StimulusFacts {
        code: code.to_owned(),
        kind: StimulusKind::Text,
        words: BTreeMap::new(),
        seconds: None,
        plays: None,
        attributes: BTreeMap::new(),
    });
    for (name, (value, place)) in &facts.said {
        let cell = Cell { name, value };
        let taken = match name.parse::<Field>() {
            Ok(Field::Stimulus) => Ok(()),
            Ok(Field::StimulusKind) => cell
                .word(StimulusKind::ALL, StimulusKind::as_str)
                .map(|kind| stimulus.kind = kind),
            Ok(Field::StimulusWords) => cell.whole(0, 10_000_000).map(|words| {
                let all = languages.iter().map(|language| (language.clone(), words));
                stimulus.words.extend(all);
            }),
            Ok(Field::StimulusSeconds) => cell
                .whole(0, 1_000_000)
                .map(|seconds| stimulus.seconds = Some(seconds)),
            Ok(Field::StimulusPlays) => cell
                .whole(1, 1000)
                .map(|plays| stimulus.plays = Some(plays)),
            _ => {
                let own = name.strip_prefix(OF_STIMULUS).unwrap_or(name);
                match attribute(value, kind_of(std::iter::once(value))) {
                    Some(attribute) => {
                        stimulus.attributes.insert(own.to_owned(), attribute);
                        Ok(())
                    }
                    None => Err(cell.unreadable()),
                }
            }
        };
        if let Err(finding) = taken {
            findings.push(Finding {
                place: Some(*place),
                ..finding
            });
        }
    }
    stimulus
}

/// What the values of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Truth,
    Number,
    Text,
}

/// A column is of numbers (or of yes and no) where every value is; numbers that are not finite count as
/// numbers, and are told.
fn kind_of<'v>(values: impl Iterator<Item = &'v Value> + Clone) -> Kind {
    if values.clone().all(|value| truth_of(value).is_some()) {
        return Kind::Truth;
    }
    let mut some = false;
    for value in values {
        match (number_of(value), is_no_finite_number(value)) {
            (Some(_), _) => some = true,
            (None, true) => {}
            (None, false) => return Kind::Text,
        }
    }
    if some { Kind::Number } else { Kind::Text }
}

fn attribute(value: &Value, kind: Kind) -> Option<Attribute> {
    match kind {
        Kind::Truth => truth_of(value).map(Attribute::Truth),
        Kind::Number => number_of(value).map(Attribute::Number),
        Kind::Text => {
            let text = super::super::values::text_of(value)?;
            Some(Attribute::Text(text.trim().to_owned()))
        }
    }
}

/// Free attributes, each in the kind of its whole column; gives their names.
fn give_attributes(drafts: &mut [Draft], findings: &mut Vec<Finding>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut columns: BTreeMap<String, Vec<(usize, Value, Place)>> = BTreeMap::new();
    for (index, draft) in drafts.iter_mut().enumerate() {
        for said in std::mem::take(&mut draft.attributes) {
            let column = columns.entry(said.name.clone()).or_insert_with(|| {
                names.push(said.name.clone());
                Vec::new()
            });
            column.push((index, said.value, said.place));
        }
    }
    for (name, values) in &columns {
        let kind = kind_of(values.iter().map(|(_, value, _)| value));
        for (index, value, place) in values {
            match attribute(value, kind) {
                Some(Attribute::Number(number)) if number.abs() > GREATEST => {
                    let cell = Cell { name, value };
                    findings.extend(cell.number(-GREATEST, GREATEST).err().map(|finding| {
                        Finding {
                            place: Some(*place),
                            ..finding
                        }
                    }));
                }
                Some(attribute) => {
                    let own = &mut drafts[*index].candidate.attributes;
                    own.insert(name.clone(), attribute);
                }
                None => findings.push(Finding {
                    place: Some(*place),
                    ..Cell { name, value }.unreadable()
                }),
            }
        }
    }
    names
}
