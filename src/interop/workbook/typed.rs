//! A cell as the text that its column needs: what a person sees in it, not what Excel keeps; and what
//! Excel did to it on the way.

use std::collections::BTreeMap;

use super::cell::{Cell, CellValue};
use super::table::{Table, separator_of, spoken};
use crate::bank::Language;
use crate::interop::profile::MappingProfile;
use crate::interop::profile_check::sources;
use crate::language::finding::Finding;

/// Characters that a cell of Excel holds at most; what is longer was cut off there.
const EXCEL_HOLDS: usize = 32_767;

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// The code of a task.
    Id,
    /// Codes: objectives, unit, criterion.
    Codes,
    /// Words and names.
    Word,
    /// A number of the item.
    Number,
    /// Text of an item in a language.
    Text(Language),
    /// Labels or accepted answers.
    Key,
}

/// Heading in lower case → what the profile uses it for.
pub(super) fn kinds(profile: &MappingProfile) -> BTreeMap<String, ColumnKind> {
    let kind = |pointer: &str| {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match steps[..] {
            ["external_id", ..] => ColumnKind::Id,
            [
                "content",
                "objectives" | "unit" | "criteria" | "programme" | "stimulus",
                ..,
            ] => ColumnKind::Codes,
            [
                "content",
                "grade" | "grade_min" | "grade_max" | "term" | "points" | "minutes",
                ..,
            ] => ColumnKind::Number,
            ["texts", language, ..] | ["options", "columns", _, "texts", language] => {
                language.parse().map_or(ColumnKind::Word, ColumnKind::Text)
            }
            ["key", ..] => ColumnKind::Key,
            _ => ColumnKind::Word,
        }
    };
    let mut found: BTreeMap<String, ColumnKind> = sources(profile)
        .iter()
        .map(|(pointer, from)| (from.to_lowercase(), kind(pointer)))
        .collect();
    for (name, kind) in [
        ("tolerance", ColumnKind::Word),
        ("units", ColumnKind::Word),
        ("language", ColumnKind::Word),
        ("option", ColumnKind::Word),
        ("part", ColumnKind::Word),
        ("criterion", ColumnKind::Codes),
        ("objective", ColumnKind::Codes),
    ] {
        found.entry(name.to_owned()).or_insert(kind);
    }
    let languages: Vec<Language> = profile
        .texts
        .keys()
        .filter_map(|l| l.parse().ok())
        .collect();
    for language in languages {
        for column in ["text", "prompt", "left", "right"] {
            let name = super::columns::named(column, &language);
            let kind = ColumnKind::Text(language.clone());
            found.entry(name).or_insert(kind);
        }
    }
    found
}

/// The text of a cell, or why it has none; remarks let it pass.
pub(super) struct Typed {
    pub(super) text: String,
    pub(super) findings: Vec<Finding>,
}

/// Reads one cell of a table.
pub(super) fn typed(
    table: &Table<'_>,
    (row, column): (u32, u32),
    kind: &ColumnKind,
    longest: usize,
) -> Typed {
    let Some(cell) = table.sheet.cell(row, column) else {
        return Typed {
            text: String::new(),
            findings: Vec::new(),
        };
    };
    let mut findings = Vec::new();
    let text = match &cell.value {
        CellValue::Text(text) => {
            findings.extend(too_long(text, longest));
            text.clone()
        }
        CellValue::Number(number) => {
            findings.extend(lost_zero(table, column, *number, cell, kind));
            shown(*number, &cell.format, kind)
        }
        CellValue::Truth(_) => {
            findings.push(Finding::error("cell_boolean", ""));
            String::new()
        }
        CellValue::Date(day, serial) => {
            findings.push(a_date(*day, *serial, &cell.format));
            String::new()
        }
        CellValue::Error(error) => {
            findings.push(Finding::error("cell_error", "").with("value", error.clone()));
            String::new()
        }
        CellValue::NotComputed => {
            findings.push(Finding::error("cell_formula_empty", ""));
            String::new()
        }
    };
    let computed = !matches!(cell.value, CellValue::NotComputed | CellValue::Error(_));
    if cell.formula && computed {
        findings.push(Finding::warning("cell_formula", "").with("value", text.clone()));
    }
    let address = table.sheet.address(row, column);
    let findings = findings.into_iter().map(|f| address.place(f)).collect();
    Typed { text, findings }
}

fn too_long(text: &str, longest: usize) -> Option<Finding> {
    let length = text.chars().count();
    (length > longest || length >= EXCEL_HOLDS).then(|| {
        Finding::error("cell_too_long", "")
            .with("length", length)
            .with("most", longest.min(EXCEL_HOLDS - 1))
    })
}

/// The number as the cell shows it: by its format, with a comma where the text's language has one.
fn shown(number: f64, format: &str, kind: &ColumnKind) -> String {
    let format = format.split(';').next().unwrap_or_default();
    let plain = match format.rsplit_once('.') {
        _ if kind == &ColumnKind::Number => decimal(number, None),
        _ if is_zeros(format) && is_whole(number) => {
            format!("{:0>width$}", decimal(number, None), width = format.len())
        }
        _ if format.contains('?') && format.contains('/') => return fraction(number),
        _ if format.ends_with('%') => {
            let places = places_of(format.trim_end_matches('%'));
            format!("{}%", decimal(number * 100.0, Some(places)))
        }
        Some((_, zeros)) if is_zeros(zeros) => decimal(number, Some(zeros.len())),
        _ => decimal(number, None),
    };
    match kind {
        ColumnKind::Text(language) if language.as_str() != "en" => plain.replace('.', ","),
        _ => plain,
    }
}

fn is_zeros(format: &str) -> bool {
    !format.is_empty() && format.bytes().all(|b| b == b'0')
}

fn places_of(format: &str) -> usize {
    format.rsplit_once('.').map_or(0, |(_, zeros)| zeros.len())
}

fn is_whole(number: f64) -> bool {
    number.fract() == 0.0
}

/// At most the fifteen digits that Excel itself shows.
fn decimal(number: f64, places: Option<usize>) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    match places {
        Some(places) => format!("{rounded:.places$}"),
        None => format!("{rounded}"),
    }
}

/// A number that a cell shows as a fraction (`1 1/2`).
fn fraction(number: f64) -> String {
    let (whole, rest) = (number.abs().trunc(), number.abs().fract());
    let nearest = (1..=99_u32)
        .map(|below| (below, (rest * f64::from(below)).round()))
        .min_by(|(a, n), (b, m)| {
            let off = |below: u32, above: f64| (rest - above / f64::from(below)).abs();
            off(*a, *n).total_cmp(&off(*b, *m))
        });
    let (below, above) = nearest.unwrap_or((1, 0.0));
    let sign = if number < 0.0 { "-" } else { "" };
    match (whole > 0.0, above > 0.0) {
        (_, false) => format!("{sign}{whole}"),
        (true, true) => format!("{sign}{whole} {above}/{below}"),
        (false, true) => format!("{sign}{above}/{below}"),
    }
}

/// A number where a code should stand may have lost a zero: `007` is 7 to Excel, `6.10` is 6.1.
fn lost_zero(
    table: &Table<'_>,
    column: u32,
    number: f64,
    cell: &Cell,
    kind: &ColumnKind,
) -> Option<Finding> {
    if !matches!(kind, ColumnKind::Id | ColumnKind::Codes) || is_zeros(&cell.format) {
        return None;
    }
    let text = decimal(number, None);
    if !is_whole(number) {
        return Some(Finding::error("cell_code_number", "").with("value", text));
    }
    // Other codes of the column begin with a zero and have more digits.
    let width = *table.zeros.get(&column)?;
    (text.len() < width).then(|| {
        Finding::error("cell_leading_zero", "")
            .with("guess", format!("{text:0>width$}"))
            .with("value", text)
    })
}

/// What a person probably typed before Excel made a date of it.
fn a_date(day: Option<(u16, u8, u8)>, serial: f64, format: &str) -> Finding {
    let finding = Finding::error("cell_date", "");
    match day {
        Some((year, month, day)) => {
            let format = format.to_lowercase();
            let shows = |part: char| format.contains(part);
            let guess = match (shows('d'), shows('y')) {
                (true, true) => format!("{day}.{month}.{:02}", year % 100),
                // `mmm-yy` comes of a month and a year that were a fraction: 1/25.
                (false, true) => format!("{month}/{:02}", year % 100),
                _ => format!("{day}/{month}"),
            };
            finding
                .with("date", format!("{year:04}-{month:02}-{day:02}"))
                .with("guess", guess)
        }
        None => {
            // To the minute: 2:30 is 150 minutes.
            let minutes = (serial * 24.0 * 60.0).round().max(0.0);
            let (hours, minutes) = ((minutes / 60.0).trunc(), minutes % 60.0);
            finding
                .with("date", format!("{hours}:{minutes:02}"))
                .with("guess", format!("{hours}:{minutes}"))
        }
    }
}

/// A row of which only one cell is filled, and that one holds the whole row.
pub(super) fn row_in_one_cell(table: &Table<'_>, row: u32) -> Option<Finding> {
    let cells = table.sheet.rows.get(&row)?;
    let mut filled = cells.iter();
    let (Some((column, cell)), None) = (filled.next(), filled.next()) else {
        return None;
    };
    let CellValue::Text(text) = &cell.value else {
        return None;
    };
    let separator = separator_of(text)?;
    let finding = Finding::error("cell_delimited", "").with("separator", spoken(separator));
    Some(table.sheet.address(row, *column).place(finding))
}

#[cfg(test)]
mod numbers {
    use super::*;

    fn text(language: &str) -> ColumnKind {
        ColumnKind::Text(language.parse().expect("a language"))
    }

    #[test]
    fn a_number_in_a_text_reads_as_the_cell_shows_it() {
        for (number, format, language, seen) in [
            (0.5, "General", "kk", "0,5"),
            (0.5, "General", "en", "0.5"),
            (0.5, "0.00", "ru", "0,50"),
            (0.1 + 0.2, "General", "en", "0.3"),
            (12.0, "", "ru", "12"),
            (0.25, "0%", "ru", "25%"),
            (0.125, "0.0%", "ru", "12,5%"),
            (7.0, "000", "kk", "007"),
            (0.5, "# ?/?", "kk", "1/2"),
            (-1.75, "# ??/??", "kk", "-1 3/4"),
            (3.0, "# ?/?", "kk", "3"),
            (1e21, "General", "en", "1000000000000000000000"),
        ] {
            assert_eq!(shown(number, format, &text(language)), seen, "{format}");
        }
        assert_eq!(shown(1.5, "0", &ColumnKind::Number), "1.5");
    }

    #[test]
    fn a_date_says_what_was_probably_typed() {
        let guess = |day, serial, format| a_date(day, serial, format).args["guess"].clone();
        assert_eq!(guess(Some((2026, 2, 1)), 46054.0, "d-mmm"), "1/2");
        assert_eq!(guess(Some((2025, 1, 1)), 45658.0, "mmm-yy"), "1/25");
        assert_eq!(guess(Some((2002, 1, 6)), 37262.0, "dd.mm.yyyy"), "6.1.02");
        assert_eq!(guess(None, 150.0 / 1440.0, "h:mm"), "2:30");
    }
}
