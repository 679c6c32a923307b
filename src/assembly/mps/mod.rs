//! A program as free MPS, the format that every solver reads.
//!
//! Names say what a row or a column is for (`minutes.3`, `c17_r0_f0`); numbers are written so that
//! reading them gives the same number again. The objective is minimised. Rows without any bound are
//! left out; a row with two bounds is a range, or two rows where a range would round a bound.

use std::fmt::Write as _;

use super::program::{LinearRow, Program, RowId, VariableId};

/// The program as text.
pub fn write(program: &Program) -> String {
    let rows = written_rows(program);
    let mut text = String::from("NAME synaq\nROWS\n N objective\n");
    for row in &rows {
        let _ = writeln!(text, " {} {}", row.sense, row.name);
    }
    columns(&mut text, program, &rows);
    text.push_str("RHS\n");
    for row in rows.iter().filter(|row| row.right != 0.0) {
        let _ = writeln!(text, " rhs {} {}", row.name, number(row.right));
    }
    if rows.iter().any(|row| row.range.is_some()) {
        text.push_str("RANGES\n");
    }
    for row in &rows {
        if let Some(range) = row.range {
            let _ = writeln!(text, " range {} {}", row.name, number(range));
        }
    }
    bounds(&mut text, program);
    text.push_str("ENDATA\n");
    text
}

/// Name of a column: what it stands for, by index.
pub fn column_name(id: VariableId) -> String {
    match id {
        VariableId::Choose {
            candidate,
            row,
            form,
        } => format!("c{candidate}_r{row}_f{form}"),
        VariableId::Stimulus {
            stimulus,
            scope,
            form,
        } => format!("stimulus{stimulus}_s{scope}_f{form}"),
        other => readable(&format!("{other:?}")),
    }
}

/// The shortest digits that give the same number again; an exponent where there would be many zeros,
/// which some readers do not take.
fn number(value: f64) -> String {
    match value != 0.0 && !(1e-3..1e15).contains(&value.abs()) {
        true => format!("{value:e}"),
        false => value.to_string(),
    }
}

/// Letters, digits, dots, colons and dashes stay; whatever stands between them becomes `_`.
fn readable(name: &str) -> String {
    let mut readable = String::new();
    for letter in name.chars() {
        if letter.is_alphanumeric() || matches!(letter, '.' | ':' | '-') {
            readable.push(letter);
        } else if !readable.ends_with('_') {
            readable.push('_');
        }
    }
    readable.trim_matches('_').to_owned()
}

/// A row of the file.
struct Written<'a> {
    row: &'a LinearRow,
    name: String,
    sense: char,
    right: f64,
    range: Option<f64>,
}

fn written_rows(program: &Program) -> Vec<Written<'_>> {
    let mut rows = Vec::new();
    for (number, row) in program.rows.iter().enumerate() {
        let group = match &row.id {
            RowId::Rule(group) => readable(&group.name()),
            RowId::Definition => "definition".to_owned(),
        };
        let name = format!("{group}.{number}");
        let mut push = |name: String, sense, right, range| {
            rows.push(Written {
                row,
                name,
                sense,
                right,
                range,
            });
        };
        let (lower, upper) = (row.lower, row.upper);
        match (lower.is_finite(), upper.is_finite()) {
            (false, false) => {}
            (true, false) => push(name, 'G', lower, None),
            (false, true) => push(name, 'L', upper, None),
            (true, true) if lower == upper => push(name, 'E', lower, None),
            (true, true) if upper - (upper - lower) == lower => {
                push(name, 'L', upper, Some(upper - lower));
            }
            (true, true) => {
                push(format!("{name}.low"), 'G', lower, None);
                push(format!("{name}.high"), 'L', upper, None);
            }
        }
    }
    rows
}

/// Columns are named by what they stand for and by their number, which makes names unique.
fn column_names(program: &Program) -> Vec<String> {
    let all = program.variables.iter().enumerate();
    all.map(|(number, variable)| format!("x{number}.{}", column_name(variable.id)))
        .collect()
}

fn columns(text: &mut String, program: &Program, rows: &[Written<'_>]) {
    let mut entries: Vec<Vec<(usize, f64)>> = vec![Vec::new(); program.variables.len()];
    for (row, written) in rows.iter().enumerate() {
        for &(variable, factor) in written.row.terms.iter().filter(|term| term.1 != 0.0) {
            entries[variable].push((row, factor));
        }
    }
    text.push_str("COLUMNS\n");
    let names = column_names(program);
    let mut whole = false;
    for (column, variable) in program.variables.iter().enumerate() {
        if variable.integer != whole {
            marker(text, variable.integer);
            whole = variable.integer;
        }
        let name = &names[column];
        // The objective comes first, so a column that is in no row is there all the same.
        let _ = writeln!(text, " {name} objective {}", number(variable.cost));
        for &(row, factor) in &entries[column] {
            let _ = writeln!(text, " {name} {} {}", rows[row].name, number(factor));
        }
    }
    if whole {
        marker(text, false);
    }
}

fn marker(text: &mut String, begins: bool) {
    let word = if begins { "INTORG" } else { "INTEND" };
    let _ = writeln!(text, " marker 'MARKER' '{word}'");
}

fn bounds(text: &mut String, program: &Program) {
    text.push_str("BOUNDS\n");
    for (name, variable) in column_names(program).iter().zip(&program.variables) {
        let (lower, upper) = (variable.lower, variable.upper);
        if lower == upper {
            let _ = writeln!(text, " FX bound {name} {}", number(lower));
            continue;
        }
        match lower.is_finite() {
            true => {
                let _ = writeln!(text, " LO bound {name} {}", number(lower));
            }
            false => {
                let _ = writeln!(text, " MI bound {name}");
            }
        }
        match upper.is_finite() {
            true => {
                let _ = writeln!(text, " UP bound {name} {}", number(upper));
            }
            false => {
                let _ = writeln!(text, " PL bound {name}");
            }
        }
    }
}

#[cfg(test)]
mod tests;
