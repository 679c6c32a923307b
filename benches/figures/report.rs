//! The figures as a table of at most 100 columns, and as JSON.

use std::path::Path;

use serde_json::{Value, json};

use crate::ground::Kind;

/// Everything that was measured.
pub struct Report {
    /// What the figures hold for: bank, build, machine.
    pub facts: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    section: &'static str,
    figure: String,
    unit: &'static str,
    sqlite: Option<f64>,
    postgres: Option<f64>,
}

const FIGURE_WIDTH: usize = 60;
const VALUE_WIDTH: usize = 18;

impl Report {
    /// A report without figures yet.
    pub fn of(facts: Vec<String>) -> Self {
        Self {
            facts,
            rows: Vec::new(),
        }
    }

    /// Keeps a figure of one database; the same figure of the other goes into the same row.
    pub fn add(
        &mut self,
        kind: Kind,
        section: &'static str,
        figure: &str,
        unit: &'static str,
        value: f64,
    ) {
        let known = |row: &Row| row.section == section && row.figure == figure;
        let at = self.rows.iter().position(known).unwrap_or_else(|| {
            self.rows.push(Row {
                section,
                figure: figure.to_owned(),
                unit,
                sqlite: None,
                postgres: None,
            });
            self.rows.len() - 1
        });
        let row = &mut self.rows[at];
        match kind {
            Kind::Sqlite => row.sqlite = Some(value),
            Kind::Postgres => row.postgres = Some(value),
        }
    }

    /// Prints the table.
    pub fn print(&self) {
        for fact in &self.facts {
            println!("{fact}");
        }
        println!(
            "\n{:FIGURE_WIDTH$}{:>VALUE_WIDTH$}{:>VALUE_WIDTH$}",
            "", "SQLite", "PostgreSQL"
        );
        let mut section = "";
        for row in &self.rows {
            if row.section != section {
                section = row.section;
                println!("{section}");
            }
            let [sqlite, postgres] = [row.sqlite, row.postgres].map(|value| shown(value, row.unit));
            let figure = format!("  {}", row.figure);
            println!("{figure:FIGURE_WIDTH$}{sqlite:>VALUE_WIDTH$}{postgres:>VALUE_WIDTH$}");
        }
    }

    /// Writes the figures for programs.
    pub fn write(&self, file: &Path) {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                json!({
                    "section": row.section, "figure": row.figure, "unit": row.unit,
                    "sqlite": row.sqlite, "postgres": row.postgres
                })
            })
            .collect();
        let all = json!({"facts": self.facts, "figures": rows});
        let text = serde_json::to_string_pretty(&all).expect("plain data");
        std::fs::write(file, text + "\n").unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}

fn shown(value: Option<f64>, unit: &str) -> String {
    let Some(value) = value else {
        return "–".to_owned();
    };
    let digits = match value.abs() {
        v if v >= 100.0 || v.fract() == 0.0 => 0,
        v if v >= 10.0 => 1,
        v if v >= 0.1 => 2,
        _ => 5,
    };
    format!("{} {unit}", grouped(value, digits))
        .trim_end()
        .to_owned()
}

/// With a comma between thousands.
fn grouped(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) && digit.is_ascii_digit() {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}
