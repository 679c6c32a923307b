//! The program of a request as free MPS, which every solver reads.
//!
//! Names are `x1`, `x2` … and `r1`, `r2` …, because names with spaces and letters of other alphabets are
//! where readers differ; what each stands for is told in comments. Numbers are written so that they read
//! back the same. Several forms are written as one program with all of them.

use std::fmt::Write as _;

use super::compile::{Scope, compile};
use super::eligible::Eligible;
use super::pool::Pool;
use super::prepare::Prepared;
use super::program::{Program, RowId, VariableId};
use super::request::Request;
use super::run::{Refusal, RefusalKind, label};

/// The program of a request as MPS. Whether it has a solution is not asked here.
///
/// # Errors
/// `Invalid`, for a request that makes no sense.
pub fn mps_of(request: &Request) -> Result<String, Refusal> {
    let prepared = Prepared::of(request).map_err(|findings| Refusal {
        kind: RefusalKind::Invalid,
        findings,
    })?;
    let context = prepared.context(request);
    let eligible = Eligible::of(&context, &prepared.pool);
    let scope = Scope {
        first_form: 0,
        forms: context.forms(),
        earlier: &[],
    };
    let program = compile(&context, &prepared.pool, &eligible, scope);
    let document = &request.document;
    let mut about = format!(
        "{} version {}, component {}, {} form(s), seed {}\ncandidates {}\n",
        document.id,
        document.version,
        request.component,
        context.forms(),
        request.options.seed,
        prepared.pool.snapshot_hash()
    );
    let rows = &context.component.rows;
    for (number, variable) in (1..).zip(&program.variables) {
        let told = told(variable.id, &prepared.pool, |row| &rows[row].id);
        let _ = writeln!(about, "x{number} {told}");
    }
    for (number, row) in (1..).zip(&program.rows) {
        if let RowId::Rule(group) = &row.id {
            let _ = writeln!(about, "r{number} {}", group.name());
        }
    }
    Ok(to_mps(&program, &about))
}

fn told<'r>(id: VariableId, pool: &Pool, row_id: impl Fn(usize) -> &'r String) -> String {
    match id {
        VariableId::Choose {
            candidate,
            row,
            form,
        } => {
            let item = &pool.candidates()[candidate];
            let (code, version) = (&item.code, item.version);
            let (row, form) = (row_id(row), label(form));
            format!("item {code} version {version} in row {row} of form {form}")
        }
        other => format!("{other:?}"),
    }
}

/// A program as free MPS; `about` becomes comments, a line each.
pub fn to_mps(program: &Program, about: &str) -> String {
    let mut text = String::new();
    for line in about.lines() {
        let _ = writeln!(text, "* {line}");
    }
    text.push_str("NAME synaq\nROWS\n N cost\n");
    let rows: Vec<(usize, Bounds)> = program
        .rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| Some((index, Bounds::of(row.lower, row.upper)?)))
        .collect();
    for (index, bounds) in &rows {
        let _ = writeln!(text, " {} r{}", bounds.kind, index + 1);
    }
    columns(&mut text, program, &rows);
    text.push_str("RHS\n");
    for (index, bounds) in rows.iter().filter(|(_, bounds)| bounds.side != 0.0) {
        let _ = writeln!(text, " rhs r{} {:?}", index + 1, bounds.side);
    }
    text.push_str("RANGES\n");
    for (index, bounds) in &rows {
        if let Some(range) = bounds.range {
            let _ = writeln!(text, " rng r{} {range:?}", index + 1);
        }
    }
    variable_bounds(&mut text, program);
    text.push_str("ENDATA\n");
    text
}

/// A row as MPS says it: kind, right-hand side, width of its range.
struct Bounds {
    kind: char,
    side: f64,
    range: Option<f64>,
}

impl Bounds {
    /// `None` for a row that says nothing.
    fn of(lower: f64, upper: f64) -> Option<Self> {
        let (kind, side, range) = match (lower.is_finite(), upper.is_finite()) {
            (true, true) if lower == upper => ('E', lower, None),
            (true, true) => ('G', lower, Some(upper - lower)),
            (true, false) => ('G', lower, None),
            (false, true) => ('L', upper, None),
            (false, false) => return None,
        };
        Some(Self { kind, side, range })
    }
}

fn columns(text: &mut String, program: &Program, rows: &[(usize, Bounds)]) {
    let mut entries: Vec<Vec<(usize, f64)>> = vec![Vec::new(); program.variables.len()];
    for (index, _) in rows {
        for &(variable, factor) in &program.rows[*index].terms {
            entries[variable].push((index + 1, factor));
        }
    }
    text.push_str("COLUMNS\n");
    let mut whole = false;
    for (number, (variable, entries)) in (1..).zip(program.variables.iter().zip(entries)) {
        if variable.integer != whole {
            let word = if variable.integer { "INTORG" } else { "INTEND" };
            let _ = writeln!(text, " m{number} 'MARKER' '{word}'");
            whole = variable.integer;
        }
        // A column stands in the program even where it costs nothing and is in no row.
        let _ = writeln!(text, " x{number} cost {:?}", variable.cost);
        for (row, factor) in entries {
            let _ = writeln!(text, " x{number} r{row} {factor:?}");
        }
    }
    if whole {
        text.push_str(" mend 'MARKER' 'INTEND'\n");
    }
}

fn variable_bounds(text: &mut String, program: &Program) {
    text.push_str("BOUNDS\n");
    for (number, variable) in (1..).zip(&program.variables) {
        let (lower, upper) = (variable.lower, variable.upper);
        let mut bound = |kind: &str, value: Option<f64>| {
            let value = value.map(|value| format!(" {value:?}")).unwrap_or_default();
            let _ = writeln!(text, " {kind} bnd x{number}{value}");
        };
        match (lower.is_finite(), upper.is_finite()) {
            (true, true) if lower == upper => bound("FX", Some(lower)),
            (true, true) => {
                bound("LO", Some(lower));
                bound("UP", Some(upper));
            }
            (true, false) => {
                bound("LO", Some(lower));
                bound("PL", None);
            }
            (false, true) => {
                bound("MI", None);
                bound("UP", Some(upper));
            }
            (false, false) => bound("FR", None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::program::{Group, Variable};
    use super::*;

    fn variable(integer: bool, cost: f64, lower: f64, upper: f64) -> Variable {
        Variable {
            id: VariableId::Deviation { form: 0 },
            lower,
            upper,
            integer,
            cost,
        }
    }

    #[test]
    fn every_kind_of_row_and_bound_is_written_so_that_it_reads_back() {
        let mut program = Program::default();
        program.variable(variable(true, 0.1, 0.0, 1.0));
        program.variable(variable(false, 0.0, 0.0, f64::INFINITY));
        program.variable(variable(true, 2.0, 3.0, 3.0));
        let rule = || RowId::Rule(Group::MaxScore);
        program.row(rule(), 2.0, 2.0, vec![(0, 1.0), (1, 1.0 / 3.0)]);
        program.row(rule(), 1.0, 4.0, vec![(0, 1.0)]);
        program.row(RowId::Definition, f64::NEG_INFINITY, 0.0, vec![(2, -1.0)]);
        program.row(
            RowId::Definition,
            f64::NEG_INFINITY,
            f64::INFINITY,
            vec![(2, 1.0)],
        );
        let written = to_mps(&program, "a test\nof all");
        assert_eq!(
            written,
            "* a test\n* of all\nNAME synaq\nROWS\n N cost\n E r1\n G r2\n L r3\nCOLUMNS\n \
             m1 'MARKER' 'INTORG'\n x1 cost 0.1\n x1 r1 1.0\n x1 r2 1.0\n m2 'MARKER' 'INTEND'\n \
             x2 cost 0.0\n x2 r1 0.3333333333333333\n m3 'MARKER' 'INTORG'\n x3 cost 2.0\n \
             x3 r3 -1.0\n mend 'MARKER' 'INTEND'\nRHS\n rhs r1 2.0\n rhs r2 1.0\nRANGES\n \
             rng r2 3.0\nBOUNDS\n LO bnd x1 0.0\n UP bnd x1 1.0\n LO bnd x2 0.0\n PL bnd x2\n \
             FX bnd x3 3.0\nENDATA\n"
        );
    }
}
