//! The sheets of options and descriptors: each row goes to the task whose code it names.

use std::collections::BTreeMap;

use super::cell::Address;
use super::columns::{SheetKind, label_of, named};
use super::extras::DescriptorRow;
use super::read::{Cells, Reading};
use super::table::Table;
use super::typed::row_in_one_cell;
use crate::bank::Language;
use crate::language::finding::Finding;

/// An option of the sheet of options.
pub(super) struct OptionRow {
    pub(super) label: &'static str,
    /// Language → text and where it stands.
    pub(super) texts: BTreeMap<Language, (String, Address)>,
    pub(super) findings: Vec<Finding>,
}

/// A row of the sheet of descriptors and where it stands.
pub(super) struct PlacedDescriptor {
    pub(super) row: DescriptorRow,
    pub(super) points_at: Option<Address>,
    pub(super) texts_at: BTreeMap<Language, Address>,
    pub(super) findings: Vec<Finding>,
}

impl Reading<'_> {
    /// Reads the sheets of options and descriptors, and notes which tasks there are.
    pub(super) fn collect(&mut self) {
        for table in self.of_kind(SheetKind::Tasks) {
            for row in table.rows() {
                let cells = self.cells(table, row);
                let code = self.text_of(table, &cells, self.id_column());
                self.codes.insert(code);
            }
        }
        for table in self.of_kind(SheetKind::Options) {
            for row in table.rows() {
                self.add_option(table, row);
            }
        }
        for table in self.of_kind(SheetKind::Descriptors) {
            for row in table.rows() {
                self.add_descriptor(table, row);
            }
        }
    }

    /// A row that belongs to no task is lost with all it says: an error.
    fn owner(&mut self, table: &Table<'_>, row: u32, cells: &mut Cells) -> Option<String> {
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

    fn texts(
        &self,
        table: &Table<'_>,
        row: u32,
        cells: &Cells,
    ) -> BTreeMap<Language, (String, Address)> {
        let languages = self
            .profile
            .texts
            .keys()
            .filter_map(|l| l.parse::<Language>().ok());
        languages
            .filter_map(|language| {
                let name = named("text", &language);
                let at = table.address(row, &name)?;
                Some((language, (self.text_of(table, cells, &name), at)))
            })
            .collect()
    }

    fn add_option(&mut self, table: &Table<'_>, row: u32) {
        let mut cells = self.cells(table, row);
        let Some(code) = self.owner(table, row, &mut cells) else {
            return;
        };
        let written = self.text_of(table, &cells, "option");
        let texts = self.texts(table, row, &cells);
        let at = table.address(row, "option");
        let known = self.options.entry(code).or_default();
        let label = label_of(&written);
        let wrong = match label {
            None => Some("option_label_unknown"),
            Some(label) if known.iter().any(|option| option.label == label) => {
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
        let texts = self.texts(table, row, &cells);
        let said = texts
            .iter()
            .map(|(language, (text, _))| (language.clone(), text.clone()));
        let read = PlacedDescriptor {
            row: DescriptorRow {
                points: value("points"),
                criterion: value("criterion"),
                objective: value("objective"),
                texts: said.collect(),
            },
            points_at: table.address(row, "points"),
            texts_at: texts
                .into_iter()
                .map(|(language, (_, at))| (language, at))
                .collect(),
            findings: cells.findings,
        };
        self.descriptors.entry(code).or_default().push(read);
    }
}
