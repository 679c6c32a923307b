//! What is written is read again by a reader that knows the format and nothing else.

use std::collections::BTreeMap;

use super::write;
use crate::assembly::generated::trial::{Passages, TrialBank, from_passages, from_pool};
use crate::assembly::program::{Group, Program, RowId, Variable, VariableId};

#[derive(Debug, Default, PartialEq)]
struct Row {
    lower: f64,
    upper: f64,
    terms: BTreeMap<String, f64>,
}

#[derive(Debug, Default, PartialEq)]
struct Column {
    cost: f64,
    lower: f64,
    upper: f64,
    integer: bool,
}

#[derive(Debug, Default)]
struct Read {
    rows: BTreeMap<String, Row>,
    columns: BTreeMap<String, Column>,
    order: Vec<String>,
}

fn read(text: &str) -> Read {
    let mut read = Read::default();
    let (mut section, mut integer) = ("", false);
    let mut senses: BTreeMap<String, char> = BTreeMap::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if !line.starts_with(' ') {
            section = words[0];
            continue;
        }
        let number = |index: usize| words[index].parse::<f64>().unwrap();
        match section {
            "ROWS" if words[0] == "N" => {}
            "ROWS" => {
                let sense = words[0].chars().next().unwrap();
                assert!(senses.insert(words[1].to_owned(), sense).is_none());
                let row = Row {
                    lower: if sense == 'L' { f64::NEG_INFINITY } else { 0.0 },
                    upper: if sense == 'G' { f64::INFINITY } else { 0.0 },
                    terms: BTreeMap::new(),
                };
                read.rows.insert(words[1].to_owned(), row);
            }
            "COLUMNS" if words[1] == "'MARKER'" => integer = words[2] == "'INTORG'",
            "COLUMNS" => {
                if !read.columns.contains_key(words[0]) {
                    read.order.push(words[0].to_owned());
                }
                let column = read.columns.entry(words[0].to_owned()).or_default();
                column.integer = integer;
                match words[1] {
                    "objective" => column.cost = number(2),
                    row => {
                        let terms = &mut read.rows.get_mut(row).unwrap().terms;
                        assert!(terms.insert(words[0].to_owned(), number(2)).is_none());
                    }
                }
            }
            "RHS" => {
                let row = read.rows.get_mut(words[1]).unwrap();
                match senses[words[1]] {
                    'G' => row.lower = number(2),
                    'L' => row.upper = number(2),
                    _ => (row.lower, row.upper) = (number(2), number(2)),
                }
            }
            "RANGES" => {
                let row = read.rows.get_mut(words[1]).unwrap();
                assert_eq!(senses[words[1]], 'L');
                row.lower = row.upper - number(2);
            }
            "BOUNDS" => {
                let column = read.columns.get_mut(words[2]).unwrap();
                match words[0] {
                    "FX" => (column.lower, column.upper) = (number(3), number(3)),
                    "LO" => column.lower = number(3),
                    "UP" => column.upper = number(3),
                    "MI" => column.lower = f64::NEG_INFINITY,
                    "PL" => column.upper = f64::INFINITY,
                    other => panic!("{other}"),
                }
            }
            other => panic!("{other}"),
        }
    }
    assert!(text.ends_with("ENDATA\n"));
    read
}

/// Every variable and every row comes back with the very same numbers.
fn comes_back(program: &Program) {
    let read = read(&write(program));
    assert_eq!(read.order.len(), program.variables.len());
    for (name, variable) in read.order.iter().zip(&program.variables) {
        let column = Column {
            cost: variable.cost,
            lower: variable.lower,
            upper: variable.upper,
            integer: variable.integer,
        };
        assert_eq!(read.columns[name], column, "{name}");
    }
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    for (name, row) in read.rows {
        let number = name.trim_end_matches(".low").trim_end_matches(".high");
        let number = number.rsplit('.').next().unwrap().parse().unwrap();
        match rows.get_mut(&number) {
            None => {
                rows.insert(number, row);
            }
            Some(other) => {
                assert_eq!(other.terms, row.terms);
                other.lower = other.lower.max(row.lower);
                other.upper = other.upper.min(row.upper);
            }
        }
    }
    for (number, row) in program.rows.iter().enumerate() {
        let Some(read) = rows.remove(&number) else {
            assert!(row.lower.is_infinite() && row.upper.is_infinite());
            continue;
        };
        assert_eq!((read.lower, read.upper), (row.lower, row.upper), "{number}");
        let terms = row.terms.iter().filter(|term| term.1 != 0.0);
        let terms: BTreeMap<String, f64> = terms
            .map(|&(variable, factor)| (read_name(&read.terms, variable), factor))
            .collect();
        assert_eq!(read.terms, terms, "{number}");
    }
    assert!(rows.is_empty());
}

fn read_name(terms: &BTreeMap<String, f64>, variable: usize) -> String {
    let start = format!("x{variable}.");
    let found = terms.keys().find(|name| name.starts_with(&start));
    found.expect("the variable stands in the row").clone()
}

#[test]
fn the_trial_problems_come_back() {
    comes_back(&from_pool(&TrialBank::with_sizes(4, &[200]).pool(0)));
    comes_back(&from_passages(&Passages::with_count(4, 25)));
}

#[test]
fn every_kind_of_bound_comes_back() {
    let mut program = Program::default();
    let kinds = [
        (f64::NEG_INFINITY, f64::INFINITY, false),
        (f64::NEG_INFINITY, -1.0, false),
        (-0.1, f64::INFINITY, true),
        (3.0, 3.0, true),
        (0.1, 0.7, false),
        (0.0, 1.0, true),
    ];
    for (form, (lower, upper, integer)) in kinds.into_iter().enumerate() {
        program.variable(Variable {
            id: VariableId::Deviation { form },
            lower,
            upper,
            integer,
            cost: 1.0 / 3.0,
        });
    }
    // 3600 − (3600 − 0.1) is not 0.1: such a range becomes two rows.
    let bounds = [
        (0.1, 3_600.0),
        (f64::NEG_INFINITY, 1e-17),
        (1e22, f64::INFINITY),
        (f64::NEG_INFINITY, f64::INFINITY),
        (2.0, 2.0),
        (1.0, 4.0),
        (0.0, 0.0),
    ];
    for (number, (lower, upper)) in bounds.into_iter().enumerate() {
        let terms = (0..kinds.len()).map(|j| (j, 0.1 * number as f64 - j as f64));
        program.row(RowId::Rule(Group::Minutes), lower, upper, terms.collect());
    }
    comes_back(&program);
    assert!(write(&program).contains("minutes.0.low"));
}

#[test]
fn names_are_words_without_spaces() {
    let mut program = Program::default();
    let id = VariableId::Common {
        item: 5,
        first: 0,
        second: 1,
    };
    program.variable(Variable {
        id,
        lower: 0.0,
        upper: 1.0,
        integer: true,
        cost: 1.0,
    });
    let group = Group::Row("Қатар 1".to_owned());
    program.row(RowId::Rule(group), 1.0, 1.0, vec![(0, 1.0)]);
    let text = write(&program);
    assert!(
        text.contains(" x0.Common_item:_5_first:_0_second:_1 objective 1\n"),
        "{text}"
    );
    assert!(text.contains(" E row:Қатар_1.0\n"), "{text}");
}
