//! The sheets beside that of tasks: each row goes to the task whose code it names.

use std::collections::BTreeMap;

use super::cell::Address;
use super::columns::{SheetKind, label_of, named};
use super::extras::DescriptorRow;
use super::owned::{OptionRow, PlacedDescriptor};
use super::read::{Cells, Reading};
use super::table::Table;
use super::typed::row_in_one_cell;
use crate::bank::Language;
use crate::language::finding::Finding;

impl Reading<'_> {
    /// Reads the sheets beside that of tasks, and notes which tasks there are.
    pub(super) fn collect(&mut self) {
        for table in self.of_kind(SheetKind::Tasks) {
            for row in table.rows() {
                let code = self.code_of(table, row);
                self.codes.insert(code);
            }
        }
        for kind in SheetKind::ALL {
            for table in self.of_kind(kind) {
                for row in table.rows() {
                    match kind {
                        SheetKind::Tasks => {}
                        SheetKind::Options => self.add_option(table, row),
                        SheetKind::Descriptors => self.add_descriptor(table, row),
                        SheetKind::Parts => self.add_part(table, row),
                        SheetKind::Pairs => self.add_pair(table, row),
                    }
                }
            }
        }
    }

    /// A row that belongs to no task is lost with all it says: an error.
    pub(super) fn owner(
        &mut self,
        table: &Table<'_>,
        row: u32,
        cells: &mut Cells,
    ) -> Option<String> {
        if let Some(finding) = row_in_one_cell(table, row) {
            self.remarks.push(finding);
            return None;
        }
        let code = self.text_of(table, cells, self.id_column());
        if self.codes.contains(&code) && !code.is_empty() {
            return Some(code);
        }
        let at = table.address(row, self.id_column());
        let finding = Finding::error("row_of_no_task", "").with("code", code);
        self.remarks.extend(at.map(|at| at.place(finding)));
        self.remarks.append(&mut cells.findings);
        None
    }

    /// What a column of texts says in each language, and where.
    pub(super) fn texts(
        &self,
        table: &Table<'_>,
        row: u32,
        cells: &Cells,
        column: &str,
    ) -> BTreeMap<Language, (String, Address)> {
        let said = self.languages.iter().filter_map(|language| {
            let name = named(column, language);
            let at = table.address(row, &name)?;
            Some((language.clone(), (self.text_of(table, cells, &name), at)))
        });
        said.collect()
    }

    fn add_option(&mut self, table: &Table<'_>, row: u32) {
        let mut cells = self.cells(table, row);
        let Some(code) = self.owner(table, row, &mut cells) else {
            return;
        };
        let written = self.text_of(table, &cells, "option");
        let texts = self.texts(table, row, &cells, "text");
        let at = table.address(row, "option");
        let part = self.part_of(table, row, &mut cells);
        let known = &mut self.owned.entry(code).or_default().options;
        let label = label_of(&written);
        let same = |option: &OptionRow<Address>, label: &str| {
            option.label == label && option.part.id == part.id
        };
        let wrong = match label {
            None => Some("option_label_unknown"),
            Some(label) if known.iter().any(|option| same(option, label)) => {
                Some("option_label_twice")
            }
            Some(_) => None,
        };
        if let (Some(code), Some(at)) = (wrong, at) {
            let finding = match code {
                "option_label_twice" => Finding::error("option_label_twice", ""),
                _ => Finding::error("option_label_unknown", ""),
            };
            cells
                .findings
                .push(at.place(finding.with("label", written)));
        }
        known.push(OptionRow {
            part,
            label: label.unwrap_or_default(),
            texts,
            findings: cells.findings,
        });
    }

    fn add_descriptor(&mut self, table: &Table<'_>, row: u32) {
        let mut cells = self.cells(table, row);
        let Some(code) = self.owner(table, row, &mut cells) else {
            return;
        };
        let value = |name: &str| {
            let text = self.text_of(table, &cells, name);
            (!text.is_empty()).then_some(text)
        };
        let (points, criterion, objective) =
            (value("points"), value("criterion"), value("objective"));
        let texts = self.texts(table, row, &cells, "text");
        let said = texts
            .iter()
            .map(|(language, (text, _))| (language.clone(), text.clone()));
        let columns = ["code", "points", "criterion", "objective"];
        let placed = columns
            .iter()
            .filter_map(|column| Some((*column, table.address(row, column)?)));
        let placed = placed.collect();
        let part = self.part_of(table, row, &mut cells);
        let read = PlacedDescriptor {
            part,
            row: DescriptorRow {
                points,
                criterion,
                objective,
                texts: said.collect(),
            },
            cells: placed,
            texts_at: texts
                .into_iter()
                .map(|(language, (_, at))| (language, at))
                .collect(),
            findings: cells.findings,
        };
        let owned = self.owned.entry(code).or_default();
        owned.descriptors.push(read);
    }
}
