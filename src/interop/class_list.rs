//! Class lists as schools keep them: a table with code or number, name and perhaps date of birth, under
//! headings in Kazakh, Russian or English, in whatever encoding a spreadsheet wrote.
//!
//! Findings never repeat a cell: a file without headings has names where headings are looked for.

use std::io::BufRead;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::encoding::{UTF8_MARK, whole_as_utf8};
use super::physical::PhysicalRecords;
use super::profile::{Delimiter, Encoding};
use super::records::{at_line, decode_cells, delimiter_of, split_cells};
use crate::identity::person::{MISREAD_KZ1048, Person, Written};
use crate::language::finding::{Finding, Place, refuses};
use crate::language::fold::fold;

/// Rows that may stand above the headings (name of the school, of the class).
const ROWS_ABOVE: usize = 5;

/// Encoding of a class list. A byte order mark of UTF-8 decides in every case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ListEncoding {
    /// UTF-8 where the bytes are, Windows-1251 otherwise.
    #[default]
    #[serde(rename = "auto")]
    Auto,
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1251, which has no Kazakh letters but і.
    #[serde(rename = "windows-1251")]
    Windows1251,
    /// KZ-1048, the Kazakh code page of Windows.
    #[serde(rename = "kz-1048")]
    Kz1048,
}

/// One row of a class list.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// Line in the file, from 1.
    pub line: u32,
    /// Code of the candidate; '' where the list has numbers.
    pub code: String,
    /// Number in the list; 0 where it has codes.
    pub number: u32,
    /// The person, where nothing refuses the row.
    pub person: Option<Person>,
    /// Everything about the row, with line and column.
    pub findings: Vec<Finding>,
}

/// A class list that was read.
#[derive(Clone, Debug, Default)]
pub struct ClassList {
    /// Its rows, right and wrong, in order.
    pub rows: Vec<ListRow>,
    /// Remarks on the file as a whole.
    pub warnings: Vec<Finding>,
}

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Code,
    Number,
    Surname,
    GivenName,
    Patronymic,
    FullName,
    DateOfBirth,
}

/// Headings by column; they are compared folded.
const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Code,
        &[
            "code",
            "candidate",
            "код",
            "шифр",
            "код ученика",
            "оқушы коды",
        ],
    ),
    (
        Column::Number,
        &[
            "number",
            "no",
            "№",
            "n",
            "№ п/п",
            "п/п",
            "номер",
            "нөмір",
            "р/с",
            "№ р/с",
        ],
    ),
    (
        Column::Surname,
        &["surname", "last name", "family name", "фамилия", "тегі"],
    ),
    (
        Column::GivenName,
        &[
            "given name",
            "given_name",
            "first name",
            "name",
            "имя",
            "аты",
            "есімі",
        ],
    ),
    (
        Column::Patronymic,
        &["patronymic", "middle name", "отчество", "әкесінің аты"],
    ),
    (
        Column::FullName,
        &[
            "full name",
            "full_name",
            "фио",
            "ф.и.о.",
            "аты-жөні",
            "тегі, аты, әкесінің аты",
            "фамилия имя отчество",
            "фамилия, имя",
        ],
    ),
    (
        Column::DateOfBirth,
        &[
            "date of birth",
            "date_of_birth",
            "birth date",
            "дата рождения",
            "туған күні",
        ],
    ),
];

/// Reads a class list.
///
/// Errors: the findings of a file that cannot be read at all (encoding, headings).
pub fn read(
    bytes: &[u8],
    encoding: ListEncoding,
    today: NaiveDate,
) -> Result<ClassList, Vec<Finding>> {
    let turned = whole_as_utf8(bytes).map_err(|finding| vec![at_line(finding, 1)])?;
    let marked = bytes.starts_with(UTF8_MARK) || turned.is_some();
    let bytes = turned.as_deref().unwrap_or(bytes);
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    let text = match encoding {
        _ if marked => Encoding::Utf8,
        ListEncoding::Auto => Encoding::Auto,
        ListEncoding::Utf8 => Encoding::Utf8,
        ListEncoding::Windows1251 | ListEncoding::Kz1048 => Encoding::Windows1251,
    };
    let table = Table {
        // Cells of one file are of one encoding: bytes that are no UTF-8 anywhere decide for all.
        encoding: match text {
            Encoding::Auto if std::str::from_utf8(bytes).is_err() => Encoding::Windows1251,
            Encoding::Auto => Encoding::Utf8,
            other => other,
        },
        is_kz1048: encoding == ListEncoding::Kz1048 && !marked,
        delimiter: most_frequent_delimiter(bytes),
    };
    let mut lines = PhysicalRecords::new(bytes, Some(table.delimiter));
    let (header, warnings) = header(&table, &mut lines)?;
    let mut list = ClassList {
        warnings,
        ..ClassList::default()
    };
    for line in lines {
        match line
            .map_err(|finding| vec![finding])
            .and_then(|(line, bytes)| Ok((line, table.cells(&bytes, line)?)))
        {
            Ok((line, cells)) => list.rows.push(row(&header, line, &cells, today)),
            Err(findings) => list.rows.push(ListRow {
                line: findings.iter().find_map(|f| f.place).map_or(0, |p| p.line),
                code: String::new(),
                number: 0,
                person: None,
                findings,
            }),
        }
    }
    Ok(list)
}

/// The columns by place, and remarks on them.
type Header = (Vec<Option<Column>>, Vec<Finding>);

/// How the rows of the file are read.
struct Table {
    encoding: Encoding,
    is_kz1048: bool,
    delimiter: u8,
}

impl Table {
    fn cells(&self, bytes: &[u8], line: u32) -> Result<Vec<String>, Vec<Finding>> {
        let cells = split_cells(bytes, self.delimiter, line)?;
        let cells = decode_cells(&cells, self.encoding, line)?;
        if !self.is_kz1048 {
            return Ok(cells);
        }
        let kazakh = |letter: char| {
            let found = MISREAD_KZ1048.iter().find(|(other, _)| *other == letter);
            found.map_or(letter, |(_, kazakh)| *kazakh)
        };
        let read = cells.into_iter();
        Ok(read
            .map(|cell| cell.chars().map(kazakh).collect())
            .collect())
    }
}

/// The delimiter of the line that has most of one: a title above the headings has none.
fn most_frequent_delimiter(bytes: &[u8]) -> u8 {
    let lines = bytes.split(|byte| *byte == b'\n').take(ROWS_ABOVE + 1);
    let marks = |line: &&[u8]| {
        let count = |mark: u8| line.iter().filter(|byte| **byte == mark).count();
        [b',', b';', b'\t'].into_iter().map(count).max()
    };
    let widest = lines.max_by_key(marks).unwrap_or_default();
    delimiter_of(Delimiter::Auto, widest)
}

/// The columns by place, and remarks; the first rows are passed over until one has headings.
fn header(
    table: &Table,
    lines: &mut PhysicalRecords<impl BufRead>,
) -> Result<Header, Vec<Finding>> {
    let mut first = None;
    for record in lines.take(ROWS_ABOVE + 1) {
        let (line, bytes) = record.map_err(|finding| vec![finding])?;
        let cells = table.cells(&bytes, line)?;
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| column_of(cell)).collect();
        let is_header = columns
            .iter()
            .any(|c| matches!(c, Some(Column::Surname | Column::FullName)));
        if is_header {
            return check_header(line, &cells, columns);
        }
        first.get_or_insert(line);
    }
    let code = if first.is_some() {
        "class_list_headings_missing"
    } else {
        "file_empty"
    };
    Err(vec![at_line(Finding::error(code, ""), first.unwrap_or(1))])
}

fn column_of(heading: &str) -> Option<Column> {
    let folded = fold(heading);
    if folded.is_empty() {
        return None;
    }
    let found = HEADINGS
        .iter()
        .find(|(_, known)| known.iter().any(|heading| fold(heading) == folded));
    found.map(|(column, _)| *column)
}

fn check_header(
    line: u32,
    cells: &[String],
    columns: Vec<Option<Column>>,
) -> Result<Header, Vec<Finding>> {
    let mut findings = Vec::new();
    let place = |position: usize| {
        let column = u32::try_from(position + 1).unwrap_or(u32::MAX);
        Some(Place { line, column })
    };
    for (position, column) in columns.iter().enumerate() {
        let finding = match column {
            Some(_) if columns[..position].contains(column) => {
                Finding::error("class_list_column_twice", "")
            }
            None if !cells[position].trim().is_empty() => {
                Finding::warning("class_list_column_unused", "")
            }
            _ => continue,
        };
        findings.push(Finding {
            place: place(position),
            ..finding.with("number", position + 1)
        });
    }
    let has = |column: Column| columns.contains(&Some(column));
    if !has(Column::FullName) && !has(Column::GivenName) {
        let finding = Finding::error("class_list_column_missing", "");
        findings.push(at_line(finding.with("column", "given_name"), line));
    }
    if !has(Column::Code) && !has(Column::Number) {
        let finding = Finding::error("class_list_column_missing", "");
        findings.push(at_line(finding.with("column", "code"), line));
    }
    if refuses(&findings) {
        Err(findings)
    } else {
        Ok((columns, findings))
    }
}

fn row(header: &[Option<Column>], line: u32, cells: &[String], today: NaiveDate) -> ListRow {
    let position = |wanted: Column| header.iter().position(|c| *c == Some(wanted));
    let cell = |wanted: Column| {
        let found = position(wanted).and_then(|n| cells.get(n));
        found.map(|text| text.trim()).unwrap_or_default()
    };
    let mut findings = Vec::new();
    if cells
        .iter()
        .skip(header.len())
        .any(|cell| !cell.trim().is_empty())
    {
        let finding = Finding::error("row_width_mismatch", "").with("have", cells.len());
        findings.push(finding.with("need", header.len()));
    }
    let mut number = 0;
    if cell(Column::Code).is_empty() {
        let digits = cell(Column::Number).trim_end_matches('.');
        number = digits.parse().unwrap_or(0);
        if !(1..=999).contains(&number) {
            findings.push(Finding::error("class_list_code_missing", "/code"));
        }
    }
    let mut written = Written {
        surname: cell(Column::Surname).to_owned(),
        given_name: cell(Column::GivenName).to_owned(),
        patronymic: cell(Column::Patronymic).to_owned(),
        date_of_birth: cell(Column::DateOfBirth).to_owned(),
    };
    let mut words = cell(Column::FullName).split_whitespace();
    if position(Column::GivenName).is_none() {
        written.surname = words.next().unwrap_or_default().to_owned();
        written.given_name = words.next().unwrap_or_default().to_owned();
        written.patronymic = words.collect::<Vec<_>>().join(" ");
    }
    let (person, told) = Person::read(&written, today);
    findings.extend(told);
    let findings: Vec<Finding> = findings
        .into_iter()
        .map(|f| placed(f, header, line))
        .collect();
    ListRow {
        line,
        code: cell(Column::Code).to_owned(),
        number,
        person: person.filter(|_| !refuses(&findings)),
        findings,
    }
}

/// The finding with its line and the number of its cell, as spreadsheets count.
fn placed(finding: Finding, header: &[Option<Column>], line: u32) -> Finding {
    let wanted: &[Column] = match finding.pointer.as_str() {
        "/code" => &[Column::Code, Column::Number],
        "/surname" => &[Column::Surname, Column::FullName],
        "/given_name" => &[Column::GivenName, Column::FullName],
        "/patronymic" => &[Column::Patronymic, Column::FullName],
        "/date_of_birth" => &[Column::DateOfBirth],
        _ => &[],
    };
    let found = header
        .iter()
        .position(|c| c.is_some_and(|c| wanted.contains(&c)));
    let column = found.and_then(|n| u32::try_from(n + 1).ok()).unwrap_or(1);
    Finding {
        place: Some(Place { line, column }),
        ..finding
    }
}
