//! Tables as CSV that a spreadsheet opens and never runs.
//!
//! A cell that starts with `=`, `+`, `-`, `@`, a tabulator or a carriage return would be taken for a
//! formula; it gets a leading apostrophe unless it is a plain number.

/// A table as CSV (RFC 4180: commas, quotes where needed, CRLF). Rows may differ in width.
pub fn write<H, R, C>(headers: &[H], rows: impl IntoIterator<Item = R>) -> String
where
    H: AsRef<str>,
    R: AsRef<[C]>,
    C: AsRef<str>,
{
    let mut text = String::new();
    push_row(&mut text, headers);
    for row in rows {
        push_row(&mut text, row.as_ref());
    }
    text
}

/// Rows of a table without its header, for files that are written in parts.
pub fn rows<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: AsRef<[C]>,
    C: AsRef<str>,
{
    let mut text = String::new();
    for row in rows {
        push_row(&mut text, row.as_ref());
    }
    text
}

fn push_row<C: AsRef<str>>(text: &mut String, cells: &[C]) {
    for (position, cell) in cells.iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        push_cell(text, cell.as_ref());
    }
    text.push_str("\r\n");
}

fn push_cell(text: &mut String, cell: &str) {
    let safe = if is_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if safe.contains(['"', ',', ';', '\n', '\r']) {
        text.push('"');
        text.push_str(&safe.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(&safe);
    }
}

fn is_formula(cell: &str) -> bool {
    // Spreadsheets drop leading spaces before they look.
    cell.trim_start_matches(' ')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
        && !is_number(cell)
}

/// A sign, digits, and after one point or comma more digits.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::write;

    fn cell(text: &str) -> String {
        let table = write(&["h"], [[text]]);
        table
            .strip_prefix("h\r\n")
            .unwrap_or(&table)
            .trim_end_matches("\r\n")
            .to_owned()
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_gets_an_apostrophe() {
        for formula in [
            "=1+1", "+cmd", "-cmd", "@SUM(A1)", "-1-1", "- 5", " =1", "\t=1", "+", "-1.2.3",
        ] {
            assert!(
                cell(formula).starts_with('\''),
                "{formula} → {}",
                cell(formula)
            );
        }
        assert_eq!(cell("=1,2"), "\"'=1,2\"");
    }

    #[test]
    fn numbers_and_words_stay_as_they_are() {
        for text in ["-5", "+3", "-12.5", "17", "a-b", "мәтін", "", "A=B"] {
            assert_eq!(cell(text), text);
        }
        assert_eq!(cell("-12,5"), "\"-12,5\"");
    }

    #[test]
    fn quotes_separators_and_line_breaks_are_quoted_and_read_back() {
        let table = write(&["a", "b"], [["say \"yes\"", "x;y"], ["line\nbreak", "1"]]);
        assert_eq!(
            table,
            "a,b\r\n\"say \"\"yes\"\"\",\"x;y\"\r\n\"line\nbreak\",1\r\n"
        );
        let mut reader = ::csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<Vec<String>> = reader
            .records()
            .map(|r| r.expect("a row").iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(rows, [["say \"yes\"", "x;y"], ["line\nbreak", "1"]]);
    }
}
