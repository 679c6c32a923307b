//! The sheets of parts and of pairs, and the column by which rows of every sheet name their part.

use super::cell::Address;
use super::columns::{label_of, named};
use super::owned::{OF_PARTS, PartOf, PartRow, PlacedPair};
use super::pairs::PairRow;
use super::read::{Cells, Reading};
use super::table::Table;
use crate::language::finding::Finding;

impl Reading<'_> {
    /// The part that a row names: a letter, written as people write one.
    pub(super) fn part_of(
        &self,
        table: &Table<'_>,
        row: u32,
        cells: &mut Cells,
    ) -> PartOf<Address> {
        let written = self.text_of(table, cells, "part");
        let at = at(table, row, "part");
        let id = match written.as_str() {
            "" => Some(String::new()),
            _ => label_of(&written).map(str::to_lowercase),
        };
        if id.is_none() {
            let finding = Finding::error("part_unreadable", "").with("part", written);
            cells.findings.push(at.place(finding));
        }
        PartOf { id, at }
    }

    pub(super) fn add_part(&mut self, table: &Table<'_>, row: u32) {
        let mut cells = self.cells(table, row);
        let Some(code) = self.owner(table, row, &mut cells) else {
            return;
        };
        let part = self.part_of(table, row, &mut cells);
        let columns = OF_PARTS.map(str::to_owned).into_iter();
        let samples = self.languages.iter();
        let columns = columns.chain(samples.map(|language| named("sample_answer", language)));
        let own = columns.map(|name| {
            let text = self.text_of(table, &cells, &name);
            let at = at(table, row, &name);
            (name, text, at)
        });
        let read = PartRow {
            part,
            cells: own.collect(),
            prompts: self.texts(table, row, &cells, "prompt"),
            findings: cells.findings,
        };
        self.owned.entry(code).or_default().parts.push(read);
    }

    pub(super) fn add_pair(&mut self, table: &Table<'_>, row: u32) {
        let mut cells = self.cells(table, row);
        let Some(code) = self.owner(table, row, &mut cells) else {
            return;
        };
        let part = self.part_of(table, row, &mut cells);
        let side = |column: &str| self.texts(table, row, &cells, column).into_iter();
        let (left, lefts_at) = side("left")
            .map(|(l, (text, at))| ((l.clone(), text), (l, at)))
            .unzip();
        let (right, rights_at): (std::collections::BTreeMap<_, String>, _) = side("right")
            .map(|(l, (text, at))| ((l.clone(), text), (l, at)))
            .unzip();
        if right.values().all(String::is_empty) {
            let first = self
                .languages
                .first()
                .map(|language| named("right", language));
            let at = at(table, row, first.as_deref().unwrap_or("code"));
            cells
                .findings
                .push(at.place(Finding::error("pair_without_right", "")));
        }
        let read = PlacedPair {
            part,
            row: PairRow { left, right },
            lefts_at,
            rights_at,
            findings: cells.findings,
        };
        self.owned.entry(code).or_default().pairs.push(read);
    }
}

/// The cell under a heading, else the first of the row.
fn at(table: &Table<'_>, row: u32, name: &str) -> Address {
    let place = table.address(row, name);
    place.unwrap_or_else(|| table.sheet.address(row, 1))
}
