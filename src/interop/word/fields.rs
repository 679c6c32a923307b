//! The rows of a task's table → the line of the task, and what else is said of it: options, descriptors, pairs
//! and parts. A row belongs to the part above it.

use std::collections::BTreeMap;

use super::at_paragraph;
use super::body::Said;
use super::convention::{Field, FieldRow, SAMPLE_ANSWER, Side, TaskTable};
use super::places::Paragraph;
use super::sides::Pairing;
use crate::bank::Language;
use crate::bank::rich::{clean, plain};
use crate::document::pointer::child;
use crate::interop::mapping::PART;
use crate::interop::workbook::columns::{label_of, named};
use crate::interop::workbook::extras::DescriptorRow;
use crate::interop::workbook::owned::{
    Line, OF_PARTS, OptionRow, Owned, PartOf, PartRow, PlacedDescriptor,
};
use crate::language::finding::Finding;

/// Columns of a part that stay with the whole where they stand above the first one.
const OF_BOTH: [&str; 2] = ["type", "points"];

/// A text that says more than lines of plain text.
pub(super) struct RichWords {
    pub(super) language: Language,
    /// Pointer inside the language's texts; none for a side of a pair, whose id is known later.
    pub(super) pointer: Option<String>,
    pub(super) at: Paragraph,
    pub(super) html: String,
}

/// What a task's table says.
#[derive(Default)]
pub(super) struct Fields {
    languages: Vec<Option<Language>>,
    pub(super) line: Line<Paragraph>,
    pub(super) owned: Owned<Paragraph>,
    pub(super) rich: Vec<RichWords>,
    /// Everything by the name of its column, to be kept with a refused task.
    pub(super) kept: Vec<(String, String)>,
    pub(super) findings: Vec<Finding>,
    pairing: Pairing,
}

/// The fields of a task.
pub(super) fn fields(table: TaskTable) -> Fields {
    let rows = without_blank_parts(table.rows);
    let is_divided = rows.iter().any(FieldRow::is_part);
    let mut fields = Fields {
        languages: table.languages,
        findings: table.findings,
        ..Fields::default()
    };
    for row in rows {
        match is_divided && fields.owned.parts.is_empty() && row.needs_part() {
            true => fields.misplaced(&row),
            false => fields.row(&row),
        }
    }
    fields.name_goals();
    let unpaired = std::mem::take(&mut fields.pairing).end(&mut fields.owned);
    fields.findings.extend(unpaired);
    fields
}

impl FieldRow {
    fn is_part(&self) -> bool {
        matches!(self.field, Field::Part(..))
    }

    /// True for what a task with parts can say in a part only.
    fn needs_part(&self) -> bool {
        let of_both = matches!(self.field, Field::Plain(column) if OF_BOTH.contains(&column));
        self.field.is_of_part() && !of_both
    }
}

/// Parts of the template of which nothing was written are none.
fn without_blank_parts(rows: Vec<FieldRow>) -> Vec<FieldRow> {
    let is_blank = |at: usize| {
        let below = rows[at + 1..].iter().take_while(|row| !row.is_part());
        let says_nothing = below.map(|row| row.field.is_of_part()).all(|own| !own);
        rows[at].is_part() && rows[at].is_empty() && says_nothing
    };
    let blank: Vec<bool> = (0..rows.len()).map(is_blank).collect();
    let kept = rows.into_iter().zip(blank).filter(|(_, blank)| !blank);
    kept.map(|(row, _)| row).collect()
}

impl Fields {
    fn row(&mut self, row: &FieldRow) {
        let at = Paragraph(row.paragraph);
        match &row.field {
            Field::Plain(column) => {
                let value = self.value(row);
                self.set(column, value, at, at);
            }
            Field::Text(column) => {
                for (language, said) in self.spoken(row) {
                    let pointer = match *column {
                        SAMPLE_ANSWER => self.within_part(SAMPLE_ANSWER),
                        other => format!("/{other}"),
                    };
                    let text = self.text(&language, Some(pointer), &said);
                    let cell = Paragraph(said.paragraph);
                    self.set(&named(column, &language), text, cell, at);
                }
            }
            Field::Option(label) => self.option(label, row),
            Field::Descriptor(points) => self.descriptor(points.clone(), row),
            Field::Part(letter, points) => self.part(letter, points.clone(), row),
            Field::Side(side, number) => self.side((*side, *number), row),
        }
    }

    fn tell(&mut self, finding: Finding, paragraph: u32) {
        self.findings.push(at_paragraph(finding, paragraph));
    }

    fn twice(&mut self, label: &str, at: Paragraph) {
        let finding = Finding::error("word_label_twice", "").with("label", label);
        self.tell(finding, at.0);
    }

    /// What a task with parts says above the first of them and only a part can say.
    fn misplaced(&mut self, row: &FieldRow) {
        let finding = Finding::error("belongs_to_part", "");
        let finding = finding.with("column", row.label.as_str());
        self.tell(finding, row.paragraph);
        for (language, said) in self.spoken(row) {
            let column = named(&row.label, &language);
            self.kept.push((column, plain(&said.html)));
        }
    }

    /// A value without a language, whichever column it stands in.
    fn value(&mut self, row: &FieldRow) -> String {
        let values = row.cells.iter().map(|cell| plain(&cell.html));
        let mut values: Vec<String> = values.map(|value| value.trim().to_owned()).collect();
        values.retain(|value| !value.is_empty());
        values.dedup();
        if values.len() > 1 {
            let finding = Finding::error("word_values_differ", "");
            let finding = finding.with("label", row.label.as_str());
            self.tell(finding.with("values", values.join(" · ")), row.paragraph);
        }
        values.into_iter().next().unwrap_or_default()
    }

    /// What a row says in each language; words under no language are told.
    fn spoken(&mut self, row: &FieldRow) -> Vec<(Language, Said)> {
        let mut spoken = Vec::new();
        for (n, said) in row.cells.iter().enumerate() {
            match self.languages.get(n).cloned().flatten() {
                Some(language) => spoken.push((language, said.clone())),
                None if said.html.trim().is_empty() => {}
                None => {
                    let finding = Finding::error("word_column_without_language", "");
                    let finding = finding.with("text", super::inline::shown(&plain(&said.html)));
                    self.tell(finding, said.paragraph);
                }
            }
        }
        spoken
    }

    /// A text in a language: cleaned, the plain one for the record, the rich one beside it.
    fn text(&mut self, language: &Language, pointer: Option<String>, said: &Said) -> String {
        let cleaned = clean(&said.html, language);
        for finding in cleaned.findings {
            // Pictures without words are in the loss report already.
            if finding.code != "rich_image_without_words" {
                self.tell(finding, said.paragraph);
            }
        }
        if is_more_than_plain(&cleaned.rich.html) {
            self.rich.push(RichWords {
                language: language.clone(),
                pointer,
                at: Paragraph(said.paragraph),
                html: cleaned.rich.html,
            });
        }
        cleaned.plain
    }

    /// The letter of the part that is being read; empty where the task has none.
    fn part_id(&self) -> Option<String> {
        match self.owned.parts.last() {
            Some(part) => part.part.id.clone(),
            None => Some(String::new()),
        }
    }

    /// Pointer of something of the part that is being read.
    fn within_part(&self, rest: &str) -> String {
        let id = self.part_id().filter(|id| !id.is_empty());
        format!("/parts/{}/{rest}", id.as_deref().unwrap_or(PART))
    }

    fn part_of(&self, row: &FieldRow) -> PartOf<Paragraph> {
        PartOf {
            id: self.part_id(),
            at: Paragraph(row.paragraph),
        }
    }

    /// Keeps what a row says, under the name of its part.
    fn keep(&mut self, column: &str, text: &str) {
        let column = match self.part_id().filter(|id| !id.is_empty()) {
            Some(id) => format!("{id}.{column}"),
            None => column.to_owned(),
        };
        self.kept.push((column, text.to_owned()));
    }

    /// Sets a column of the task, or of the part that is being read. Said twice it is told at the label.
    fn set(&mut self, column: &str, text: String, at: Paragraph, label: Paragraph) {
        let is_of_part = OF_PARTS.contains(&column) || column.starts_with(SAMPLE_ANSWER);
        if let Some(part) = self.owned.parts.last_mut().filter(|_| is_of_part) {
            let cell = part.cells.iter_mut().find(|(name, ..)| name == column);
            match cell {
                Some(cell) if cell.1.is_empty() => *cell = (column.to_owned(), text.clone(), at),
                _ => self.twice(column, label),
            }
            self.keep(column, &text);
            return;
        }
        self.kept.push((column.to_owned(), text.clone()));
        match self.line.places.contains_key(&column.to_lowercase()) {
            true => self.twice(column, label),
            false => self.line.add(column, text, at),
        }
    }

    fn part(&mut self, letter: &str, points: Option<String>, row: &FieldRow) {
        let at = Paragraph(row.paragraph);
        let id = match letter {
            "" => Some(String::new()),
            letter => label_of(letter).map(str::to_lowercase),
        };
        if id.is_none() {
            let finding = Finding::error("part_unreadable", "").with("part", letter);
            self.tell(finding, row.paragraph);
        }
        let samples = self.languages.iter().flatten();
        let samples = samples.map(|language| named(SAMPLE_ANSWER, language));
        let columns = OF_PARTS.into_iter().map(str::to_owned).chain(samples);
        self.owned.parts.push(PartRow {
            part: PartOf { id, at },
            cells: columns.map(|name| (name, String::new(), at)).collect(),
            prompts: BTreeMap::new(),
            findings: Vec::new(),
        });
        if let Some(points) = points.filter(|points| !points.is_empty()) {
            self.set("points", points, at, at);
        }
        for (language, said) in self.spoken(row) {
            let text = self.text(&language, Some(self.within_part("prompt")), &said);
            self.keep(&named("prompt", &language), &text);
            let placed = (text, Paragraph(said.paragraph));
            if let Some(part) = self.owned.parts.last_mut() {
                part.prompts.insert(language, placed);
            }
        }
    }

    fn option(&mut self, label: &'static str, row: &FieldRow) {
        let part = self.part_of(row);
        let mut known = self.owned.options.iter();
        if known.any(|option| option.label == label && option.part.id == part.id) {
            self.twice(label, part.at);
        }
        let mut texts = BTreeMap::new();
        for (language, said) in self.spoken(row) {
            let pointer = child(&self.within_part("options"), label);
            let text = self.text(&language, Some(pointer), &said);
            let column = format!("option_{}", label.to_lowercase());
            self.keep(&named(&column, &language), &text);
            texts.insert(language, (text, Paragraph(said.paragraph)));
        }
        self.owned.options.push(OptionRow {
            part,
            label,
            texts,
            findings: Vec::new(),
        });
    }

    fn descriptor(&mut self, points: Option<String>, row: &FieldRow) {
        let number = self.owned.descriptors.len() + 1;
        let pointer = self.within_part(&format!("descriptors/d{number}"));
        let (mut texts, mut texts_at) = (BTreeMap::new(), BTreeMap::new());
        for (language, said) in self.spoken(row) {
            let text = self.text(&language, Some(pointer.clone()), &said);
            self.keep(&named(&format!("d{number}"), &language), &text);
            texts.insert(language.clone(), text);
            texts_at.insert(language, Paragraph(said.paragraph));
        }
        let at = Paragraph(row.paragraph);
        let columns = ["code", "points", "criterion", "objective"];
        self.owned.descriptors.push(PlacedDescriptor {
            part: self.part_of(row),
            row: DescriptorRow {
                points,
                criterion: None,
                objective: None,
                texts,
            },
            cells: columns.map(|column| (column, at)).into(),
            texts_at,
            findings: Vec::new(),
        });
    }

    fn side(&mut self, (side, number): (Side, Option<u32>), row: &FieldRow) {
        let part = self.part_of(row);
        let mut texts = BTreeMap::new();
        for (language, said) in self.spoken(row) {
            let text = self.text(&language, None, &said);
            let column = match side {
                Side::Left => "left",
                Side::Right => "right",
            };
            self.keep(&named(column, &language), &text);
            texts.insert(language, (text, Paragraph(said.paragraph)));
        }
        let at = part.at;
        if !self.pairing.add((side, number), part, texts) {
            self.twice(&row.label, at);
        }
    }

    /// What stands behind the points of a descriptor: a code of the task's objectives is its objective, another
    /// its criterion.
    fn name_goals(&mut self) {
        let objectives = self.line.text("objectives").to_owned();
        let objectives: Vec<&str> = objectives.split(',').map(str::trim).collect();
        for row in self
            .owned
            .descriptors
            .iter_mut()
            .map(|placed| &mut placed.row)
        {
            let Some(written) = row.points.take() else {
                continue;
            };
            let mut values = written.split(';').map(str::trim);
            row.points = values.next().filter(|v| !v.is_empty()).map(str::to_owned);
            for code in values.filter(|code| !code.is_empty()) {
                match objectives.contains(&code) {
                    true => row.objective = Some(code.to_owned()),
                    false => row.criterion = Some(code.to_owned()),
                }
            }
        }
    }
}

/// True for HTML that says more than lines of text.
fn is_more_than_plain(html: &str) -> bool {
    let lines = ["<p>", "</p>", "<br>"];
    let rest = lines
        .iter()
        .fold(html.to_owned(), |rest, mark| rest.replace(mark, ""));
    rest.contains('<')
}
