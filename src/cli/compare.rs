//! `compare`: what changed from one specification to another, both files.

use std::path::Path;

use serde_json::json;

use super::outcome::{Failure, line_of, print};
use crate::document::{self, Format};
use crate::specification::comparison::{Change, Comparison, Totals, compare as compared};
use crate::specification::document::SpecificationDocument;

/// Compares two files; fails when one is no specification, never because they differ.
pub fn compare(from: &Path, to: &Path, as_json: bool) -> Result<(), Failure> {
    let comparison = compared(&read(from)?, &read(to)?);
    match as_json {
        true => print(&json!(comparison).to_string()),
        false => print(&as_text(&comparison)),
    }
    Ok(())
}

fn read(path: &Path) -> Result<SpecificationDocument, Failure> {
    let failed = |why: String| Failure::Wrong(format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
    let format = match path.extension().is_some_and(|e| e == "json") {
        true => Format::Json,
        false => Format::Yaml,
    };
    let tree = document::parse(&text, format);
    let decoded = tree
        .and_then(|tree| document::decode(&tree.value).map_err(|findings| tree.locate(findings)));
    decoded.map_err(|findings| {
        let lines: Vec<String> = findings.iter().map(line_of).collect();
        failed(format!("this is no specification\n{}", lines.join("\n")))
    })
}

fn as_text(comparison: &Comparison) -> String {
    if comparison.same {
        return "nothing changed".into();
    }
    let mut lines: Vec<String> = comparison.changes.iter().map(line).collect();
    lines.push(format!(
        "{} changes; {} → {}",
        comparison.changes.len(),
        size(&comparison.from_totals),
        size(&comparison.to_totals)
    ));
    lines.join("\n")
}

/// `changed points L1 /blueprint/0/points_each: 1 → 2`.
fn line(change: &Change) -> String {
    let of = change.of.as_deref().map(|id| format!(" {id}"));
    let pointers = [&change.from_pointer, &change.to_pointer];
    let mut places: Vec<&str> = pointers.into_iter().flatten().map(String::as_str).collect();
    places.dedup();
    let values = [&change.from, &change.to];
    let values: Vec<String> = values
        .into_iter()
        .flatten()
        .map(|v| v.to_string())
        .collect();
    format!(
        "{} {}{} {}: {}",
        change.change.as_str(),
        change.about,
        of.unwrap_or_default(),
        places.join(" → "),
        values.join(" → ")
    )
}

fn size(totals: &Totals) -> String {
    let points = totals.max_score.map(|p| format!("{p} points, "));
    let minutes = totals.duration_min.map(|m| format!("{m} minutes, "));
    format!(
        "{}{}{} items",
        points.unwrap_or_default(),
        minutes.unwrap_or_default(),
        totals.items
    )
}
