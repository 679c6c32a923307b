//! What the other sheets say of a task, and a task's row as one line of cells that further ones are put
//! into.

use std::collections::BTreeMap;

use super::cell::Address;
use super::extras::DescriptorRow;
use super::pairs::PairRow;
use crate::bank::Language;
use crate::language::finding::Finding;

/// The part that a row names.
#[derive(Clone, Debug)]
pub(super) struct PartOf {
    /// `a`, `b` …; empty where the cell is, none where it was not understood.
    pub(super) id: Option<String>,
    /// Where it says so.
    pub(super) at: Address,
}

impl PartOf {
    fn is(&self, id: &str) -> bool {
        self.id.as_deref().is_none_or(|own| own == id)
    }
}

/// An option of the sheet of options.
pub(super) struct OptionRow {
    pub(super) part: PartOf,
    pub(super) label: &'static str,
    /// Language → text and where it stands.
    pub(super) texts: BTreeMap<Language, (String, Address)>,
    pub(super) findings: Vec<Finding>,
}

/// A row of the sheet of descriptors and where it stands.
pub(super) struct PlacedDescriptor {
    pub(super) part: PartOf,
    pub(super) row: DescriptorRow,
    /// Column → cell.
    pub(super) cells: BTreeMap<&'static str, Address>,
    pub(super) texts_at: BTreeMap<Language, Address>,
    pub(super) findings: Vec<Finding>,
}

/// A row of the sheet of pairs and where it stands.
pub(super) struct PlacedPair {
    pub(super) part: PartOf,
    pub(super) row: PairRow,
    pub(super) lefts_at: BTreeMap<Language, Address>,
    pub(super) rights_at: BTreeMap<Language, Address>,
    pub(super) findings: Vec<Finding>,
}

/// A row of the sheet of parts.
pub(super) struct PartRow {
    pub(super) part: PartOf,
    /// Cells that a task without parts has in its own row.
    pub(super) cells: Vec<(String, String, Address)>,
    pub(super) prompts: BTreeMap<Language, (String, Address)>,
    pub(super) findings: Vec<Finding>,
}

/// Everything that other sheets say of a task.
#[derive(Default)]
pub(super) struct Owned {
    pub(super) parts: Vec<PartRow>,
    pub(super) options: Vec<OptionRow>,
    pub(super) descriptors: Vec<PlacedDescriptor>,
    pub(super) pairs: Vec<PlacedPair>,
}

impl Owned {
    /// Rows that name a part which is not there, or none where there are several; parts that stand twice.
    pub(super) fn strays(&self) -> Vec<Finding> {
        let known: Vec<&str> = self
            .parts
            .iter()
            .filter_map(|row| row.part.id.as_deref())
            .collect();
        let mut found = Vec::new();
        for (n, row) in self.parts.iter().enumerate() {
            let id = row.part.id.as_deref().unwrap_or_default();
            let twice = self.parts[..n]
                .iter()
                .any(|earlier| earlier.part.id == row.part.id);
            if id.is_empty() && row.part.id.is_some() {
                let finding = Finding::error("part_unnamed", "");
                found.push(row.part.at.place(finding));
            } else if twice && !id.is_empty() {
                let finding = Finding::error("part_twice", "").with("part", id);
                found.push(row.part.at.place(finding));
            }
        }
        let rows = self.options.iter().map(|row| &row.part);
        let rows = rows.chain(self.descriptors.iter().map(|row| &row.part));
        let rows = rows.chain(self.pairs.iter().map(|row| &row.part));
        for part in rows {
            let Some(id) = part.id.as_deref() else {
                continue;
            };
            let is_known = match known.is_empty() {
                true => ["", "a"].contains(&id),
                false => known.contains(&id),
            };
            if is_known {
                continue;
            }
            let finding = match id {
                "" => Finding::error("part_unnamed", ""),
                _ if known.is_empty() => Finding::error("part_of_undivided", "").with("part", id),
                _ => Finding::error("task_part_unknown", "")
                    .with("part", id)
                    .with("known", known.join(", ")),
            };
            found.push(part.at.place(finding));
        }
        found
    }

    /// What belongs to one of the parts.
    pub(super) fn take(&mut self, id: &str) -> Self {
        Self {
            parts: Vec::new(),
            options: taken(&mut self.options, |row| row.part.is(id)),
            descriptors: taken(&mut self.descriptors, |row| row.part.is(id)),
            pairs: taken(&mut self.pairs, |row| row.part.is(id)),
        }
    }
}

fn taken<T>(rows: &mut Vec<T>, is_of: impl Fn(&T) -> bool) -> Vec<T> {
    let (mine, others) = std::mem::take(rows).into_iter().partition(is_of);
    *rows = others;
    mine
}

/// A task's row: headings, texts, and the place of each by heading in lower case.
#[derive(Clone, Default)]
pub(super) struct Line {
    pub(super) header: Vec<String>,
    pub(super) texts: Vec<String>,
    pub(super) places: BTreeMap<String, Address>,
    /// Heading in lower case → its position; of two alike the first.
    positions: BTreeMap<String, usize>,
}

impl Line {
    pub(super) fn add(&mut self, name: &str, text: String, at: Address) {
        let lower = name.to_lowercase();
        let position = self.header.len();
        self.positions.entry(lower.clone()).or_insert(position);
        self.header.push(name.to_owned());
        self.texts.push(text);
        self.places.insert(lower, at);
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.positions.get(&name.to_lowercase()).copied()
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.position(name)
            .map_or("", |position| self.texts[position].trim())
    }

    /// Sets a cell where nothing stands: what stands in the task's own row goes before what another sheet
    /// says.
    pub(super) fn fill(&mut self, name: &str, text: String, at: Address) {
        match self.position(name) {
            Some(position) if self.texts[position].trim().is_empty() => {
                self.texts[position] = text;
                self.places.insert(name.to_lowercase(), at);
            }
            Some(_) => {}
            None => self.add(name, text, at),
        }
    }

    /// Sets a cell, whatever stood there.
    pub(super) fn put(&mut self, name: &str, text: String, at: Address) {
        match self.position(name) {
            Some(position) => {
                self.texts[position] = text;
                self.places.insert(name.to_lowercase(), at);
            }
            None => self.add(name, text, at),
        }
    }
}
