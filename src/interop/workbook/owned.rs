//! What a file says of a task beside its row, and the row as one line of cells that further ones are put
//! into. `P` is what a place of the file is.

use std::collections::BTreeMap;

use super::extras::DescriptorRow;
use super::locate::At;
use super::pairs::PairRow;
use crate::bank::Language;
use crate::language::finding::Finding;

/// Columns of a part that a task without parts has in its own row.
pub(in crate::interop) const OF_PARTS: [&str; 5] = ["type", "points", "key", "tolerance", "units"];

/// The part that a row names.
#[derive(Clone, Debug)]
pub(in crate::interop) struct PartOf<P> {
    /// `a`, `b` …; empty where the cell is, none where it was not understood.
    pub(in crate::interop) id: Option<String>,
    /// Where it says so.
    pub(in crate::interop) at: P,
}

impl<P> PartOf<P> {
    fn is(&self, id: &str) -> bool {
        self.id.as_deref().is_none_or(|own| own == id)
    }
}

/// An option that stands beside the task's row.
pub(in crate::interop) struct OptionRow<P> {
    pub(in crate::interop) part: PartOf<P>,
    pub(in crate::interop) label: &'static str,
    /// Language → text and where it stands.
    pub(in crate::interop) texts: BTreeMap<Language, (String, P)>,
    pub(in crate::interop) findings: Vec<Finding>,
}

/// A descriptor and where it stands.
pub(in crate::interop) struct PlacedDescriptor<P> {
    pub(in crate::interop) part: PartOf<P>,
    pub(in crate::interop) row: DescriptorRow,
    /// Column → cell.
    pub(in crate::interop) cells: BTreeMap<&'static str, P>,
    pub(in crate::interop) texts_at: BTreeMap<Language, P>,
    pub(in crate::interop) findings: Vec<Finding>,
}

/// A pair and where it stands.
pub(in crate::interop) struct PlacedPair<P> {
    pub(in crate::interop) part: PartOf<P>,
    pub(in crate::interop) row: PairRow,
    pub(in crate::interop) lefts_at: BTreeMap<Language, P>,
    pub(in crate::interop) rights_at: BTreeMap<Language, P>,
    pub(in crate::interop) findings: Vec<Finding>,
}

/// A part.
pub(in crate::interop) struct PartRow<P> {
    pub(in crate::interop) part: PartOf<P>,
    /// Cells that a task without parts has in its own row.
    pub(in crate::interop) cells: Vec<(String, String, P)>,
    pub(in crate::interop) prompts: BTreeMap<Language, (String, P)>,
    pub(in crate::interop) findings: Vec<Finding>,
}

/// Everything that is said of a task beside its row.
pub(in crate::interop) struct Owned<P> {
    pub(in crate::interop) parts: Vec<PartRow<P>>,
    pub(in crate::interop) options: Vec<OptionRow<P>>,
    pub(in crate::interop) descriptors: Vec<PlacedDescriptor<P>>,
    pub(in crate::interop) pairs: Vec<PlacedPair<P>>,
}

impl<P> Default for Owned<P> {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            options: Vec::new(),
            descriptors: Vec::new(),
            pairs: Vec::new(),
        }
    }
}

impl<P: At> Owned<P> {
    /// Rows that name a part which is not there, or none where there are several; parts that stand twice.
    pub(in crate::interop) fn strays(&self) -> Vec<Finding> {
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
    pub(in crate::interop) fn take(&mut self, id: &str) -> Self {
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
#[derive(Clone)]
pub(in crate::interop) struct Line<P> {
    pub(in crate::interop) header: Vec<String>,
    pub(in crate::interop) texts: Vec<String>,
    pub(in crate::interop) places: BTreeMap<String, P>,
    /// Heading in lower case → its position; of two alike the first.
    positions: BTreeMap<String, usize>,
}

impl<P> Default for Line<P> {
    fn default() -> Self {
        Self {
            header: Vec::new(),
            texts: Vec::new(),
            places: BTreeMap::new(),
            positions: BTreeMap::new(),
        }
    }
}

impl<P> Line<P> {
    pub(in crate::interop) fn add(&mut self, name: &str, text: String, at: P) {
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

    pub(in crate::interop) fn text(&self, name: &str) -> &str {
        self.position(name)
            .map_or("", |position| self.texts[position].trim())
    }

    /// Sets a cell where nothing stands: what stands in the task's own row goes before what another sheet
    /// says.
    pub(in crate::interop) fn fill(&mut self, name: &str, text: String, at: P) {
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
    pub(in crate::interop) fn put(&mut self, name: &str, text: String, at: P) {
        match self.position(name) {
            Some(position) => {
                self.texts[position] = text;
                self.places.insert(name.to_lowercase(), at);
            }
            None => self.add(name, text, at),
        }
    }
}
