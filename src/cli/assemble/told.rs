//! What came of an assembly, for people and for programs.

use comfy_table::{Row, Table};
use serde_json::{Value, json};

use super::super::demo::table;
use super::super::outcome::{Failure, line_of, locale, print};
use super::asked::{Asked, joined};
use crate::assembly::achieved::Achieved;
use crate::assembly::explain::Explanation;
use crate::assembly::manifest::Manifest;
use crate::assembly::run::{AssembledForm, Assembly};
use crate::assembly::sequence::SolveStatus;
use crate::language::finding::Finding;
use crate::language::sentence;

/// Prints the forms.
pub(super) fn forms(asked: &Asked, assembly: &Assembly, manifest: &Manifest, as_json: bool) {
    match as_json {
        true => print(&as_value(asked, assembly, manifest).to_string()),
        false => print(&as_text(asked, assembly, manifest)),
    }
}

/// A failure as it is reported; programs are told on standard output, like of forms.
pub(super) fn refused(failure: Failure, as_json: bool) -> Failure {
    unmade(failure, None, as_json)
}

/// The same, with the explanation of an assembly that cannot be.
pub(super) fn unmade(
    failure: Failure,
    explanation: Option<&Explanation>,
    as_json: bool,
) -> Failure {
    let (status, file, findings) = match &failure {
        Failure::NoForms(findings) => ("none", None, findings),
        Failure::Refused(findings) => ("refused", None, findings),
        Failure::InFile(path, findings) => ("refused", Some(path.display().to_string()), findings),
        _ => return failure,
    };
    // Said already.
    if findings.is_empty() {
        return failure;
    }
    if as_json {
        let findings: Vec<Value> = findings.iter().map(told).collect();
        let mut answer = json!({"status": status, "file": file, "findings": findings});
        if let Some(explanation) = explanation {
            answer["explanation"] = json!(explanation);
            answer["explanation"]["findings"] = answer["findings"].clone();
        }
        print(&answer.to_string());
        return failure.without_findings();
    }
    if let Failure::NoForms(findings) = &failure {
        // The explanation is the answer.
        let lines: Vec<String> = findings.iter().map(line_of).collect();
        print(&lines.join("\n"));
        return failure.without_findings();
    }
    failure
}

pub(super) fn told(finding: &Finding) -> Value {
    let mut value = json!(finding);
    value["detail"] = json!(sentence(locale(), finding));
    value
}

fn as_value(asked: &Asked, assembly: &Assembly, manifest: &Manifest) -> Value {
    let request = &asked.request;
    let mut value = json!(assembly);
    value["specification"] =
        json!({"id": request.document.id, "version": request.document.version});
    value["component"] = json!(request.component);
    value["languages"] = json!(request.languages);
    value["candidates"] = json!(request.candidates.len());
    value["manifest"] = json!(manifest);
    value["findings"] = assembly.findings.iter().map(told).collect();
    value
}

fn as_text(asked: &Asked, assembly: &Assembly, manifest: &Manifest) -> String {
    let request = &asked.request;
    let document = &request.document;
    let mut parts = vec![
        format!(
            "{} version {}, component {}, languages {}",
            document.id,
            document.version,
            request.component,
            joined(&request.languages)
        ),
        format!(
            "{} candidates {}, seed {}",
            request.candidates.len(),
            short(&assembly.snapshot_hash),
            assembly.seed
        ),
        format!(
            "{}, objective {}, bound {}, gap {:.3} %{}",
            word(assembly.status),
            number(assembly.objective),
            number(assembly.bound),
            assembly.gap * 100.0,
            match assembly.reproducible {
                true => "",
                false => ", not reproducible: the clock decided",
            }
        ),
        match &manifest.signature {
            Some(signature) => format!("manifest signed with key {}", signature.key_id),
            None => "manifest not signed: no key was given".to_owned(),
        },
    ];
    for form in &assembly.forms {
        parts.push(String::new());
        parts.extend(form_text(form));
    }
    if assembly.forms.len() > 1 {
        parts.push(String::new());
        parts.push(constraints(&assembly.overlap_achieved).to_string());
    }
    parts.extend(assembly.findings.iter().map(line_of));
    parts.join("\n")
}

pub(super) fn form_text(form: &AssembledForm) -> [String; 3] {
    let mean = form
        .mean_p
        .map(|p| format!(", mean p {p:.3}"))
        .unwrap_or_default();
    let title = format!(
        "Form {}: {} items, fingerprint {}{mean}",
        form.label,
        form.positions.len(),
        short(&form.fingerprint)
    );
    let mut items = table(["no", "row", "item", "version", "points"]);
    for position in &form.positions {
        let pilot = if position.unscored { " (pilot)" } else { "" };
        items.add_row(Row::from([
            position.position.to_string(),
            position.row.clone(),
            position.item.clone(),
            position.version.to_string(),
            format!("{}{pilot}", position.points),
        ]));
    }
    [
        title,
        items.to_string(),
        constraints(&form.achieved).to_string(),
    ]
}

pub(super) fn constraints(achieved: &[Achieved]) -> Table {
    let mut told = table(["constraint", "about", "asked", "has"]);
    for one in achieved {
        let unit = json!(one.unit);
        told.add_row(Row::from([
            one.kind.clone(),
            one.about.clone(),
            asked_for(one),
            format!("{} {}", one.achieved, unit.as_str().unwrap_or_default()),
        ]));
    }
    told
}

fn asked_for(one: &Achieved) -> String {
    let bounds = match (one.min, one.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => String::new(),
    };
    match one.target {
        Some(target) => format!("{bounds} → {target}").trim().to_owned(),
        None => bounds,
    }
}

pub(super) fn word(status: SolveStatus) -> &'static str {
    match status {
        SolveStatus::Optimal => "optimal",
        SolveStatus::WithinGap => "within the gap",
        SolveStatus::Limit => "limit reached, with forms",
    }
}

/// Six digits after the point, and no more zeros than needed.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}

pub(super) fn short(hash: &str) -> String {
    hash.chars().take(16).collect()
}
