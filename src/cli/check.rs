//! `check`: everything that is wrong with the documents of a folder, each with file, line and column.
//!
//! Every document is read first, so that specifications and banks are compared with the programmes and
//! policies beside them, in whatever order the files come.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::check_models::inspect_model;
use super::duplicates;
use super::outcome::{Failure, line_in, locale, print};
use super::schemas;
use crate::bank::check::{Context, Stage, check_item, check_stimulus};
use crate::bank::file::BankFile;
use crate::bank::model::ItemModelDocument;
use crate::bank::quality::{self, QualityPolicy};
use crate::bank::texts::ItemDocument;
use crate::bank::workflow::{self, WorkflowDocument};
use crate::curriculum::calendar::{self, CalendarDocument};
use crate::curriculum::objective_mapping::{self, ObjectiveMappingDocument};
use crate::curriculum::{self, CurriculumDocument, CurriculumIndex};
use crate::document::{self, Format, Tree};
use crate::interop::pool::profile::{PoolProfile, check_pool_profile};
use crate::interop::{MappingProfile, check_profile};
use crate::language::finding::Finding;
use crate::language::sentence;
use crate::scoring::policy;
use crate::scoring::stored_tests::run_bank;
use crate::specification::accommodations::{self, AccommodationsDocument};
use crate::specification::check::{References, check as check_specification};
use crate::specification::conduct::{self, ConductDocument};
use crate::specification::conformance::{check_item_specification, conformance};
use crate::specification::document::SpecificationDocument;
use crate::specification::item_specification::ItemSpecificationDocument;
use crate::specification::policy::GradingPolicyDocument;

/// A file and what was found in it.
pub(super) struct Checked {
    pub(super) path: PathBuf,
    pub(super) tree: Option<Tree>,
    pub(super) content: Option<Content>,
    pub(super) findings: Vec<Finding>,
}

/// What a file holds.
pub(super) enum Content {
    Accommodations(Box<AccommodationsDocument>),
    Bank(Box<BankFile>),
    Calendar(Box<CalendarDocument>),
    Conduct(Box<ConductDocument>),
    Curriculum(Box<CurriculumDocument>),
    Policy(Box<GradingPolicyDocument>),
    ItemModel(Box<ItemModelDocument>),
    ItemQuality(Box<QualityPolicy>),
    ItemSpecification(Box<ItemSpecificationDocument>),
    Mapping(Box<MappingProfile>),
    ObjectiveMapping(Box<ObjectiveMappingDocument>),
    PoolProfile(Box<PoolProfile>),
    Specification(Box<SpecificationDocument>),
    Workflow(Box<WorkflowDocument>),
}

/// What the documents refer to.
struct Known {
    index: CurriculumIndex,
    policies: BTreeSet<String>,
    item_specifications: BTreeMap<String, ItemSpecificationDocument>,
}

/// Checks files and folders; fails when something is an error.
pub fn check(paths: &[PathBuf], as_json: bool) -> Result<(), Failure> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files)?;
    }
    let mut checked: Vec<Checked> = files.into_iter().map(read).collect();
    let known = known(&checked);
    for file in &mut checked {
        let found = file.content.as_ref().map(|c| inspect(c, &known));
        let found = found.unwrap_or_default();
        let located = file.tree.as_ref().map(|tree| tree.locate(found));
        file.findings.extend(located.unwrap_or_default());
    }
    duplicates::tell(&mut checked);
    for file in &mut checked {
        file.findings
            .sort_by_key(|f| f.place.map(|p| (p.line, p.column)));
    }
    let errors = count(&checked, true);
    let warnings = count(&checked, false);
    match as_json {
        true => print(&as_value(&checked, errors, warnings).to_string()),
        false => print(&as_text(&checked, errors, warnings)),
    }
    if errors > 0 {
        return Err(Failure::Refused(Vec::new()));
    }
    Ok(())
}

/// The documents of a file or folder, in order of name.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |e: std::io::Error| Failure::Wrong(format!("{}: {e}", path.display()));
    if !std::fs::metadata(path).map_err(failed)?.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries: Result<Vec<_>, _> = std::fs::read_dir(path).map_err(failed)?.collect();
    let mut inside: Vec<PathBuf> = entries.map_err(failed)?.iter().map(|e| e.path()).collect();
    inside.sort();
    for entry in inside {
        if entry.is_dir() || format_of(&entry).is_some() {
            collect(&entry, files)?;
        }
    }
    Ok(())
}

/// Schemas for editors lie beside the documents and are none.
fn format_of(path: &Path) -> Option<Format> {
    if path.to_string_lossy().ends_with(".schema.json") {
        return None;
    }
    match path.extension()?.to_str()? {
        "yaml" | "yml" => Some(Format::Yaml),
        "json" => Some(Format::Json),
        _ => None,
    }
}

fn read(path: PathBuf) -> Checked {
    let mut checked = Checked {
        path,
        tree: None,
        content: None,
        findings: Vec::new(),
    };
    let format = format_of(&checked.path).unwrap_or(Format::Yaml);
    let text = match std::fs::read(&checked.path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => {
            checked.findings.push(Finding::error("file_not_utf8", ""));
            return checked;
        }
        Err(problem) => {
            let problem = problem.to_string();
            let finding = Finding::error("file_unreadable", "").with("problem", problem);
            checked.findings.push(finding);
            return checked;
        }
    };
    match document::parse(&text, format) {
        Ok(tree) => {
            match content(&tree.value) {
                Ok(content) => checked.content = Some(content),
                Err(findings) => checked.findings = tree.locate(findings),
            }
            checked.tree = Some(tree);
        }
        Err(findings) => checked.findings = findings,
    }
    checked
}

/// The typed document, by its `schema`.
fn content(value: &Value) -> Result<Content, Vec<Finding>> {
    let schema = value["schema"].as_str().unwrap_or_default();
    match schema {
        "synaq.accommodations/v1" => typed(value).map(Content::Accommodations),
        "synaq.bank/v1" => typed(value).map(Content::Bank),
        "synaq.calendar/v1" => typed(value).map(Content::Calendar),
        "synaq.conduct/v1" => typed(value).map(Content::Conduct),
        "synaq.curriculum/v1" => typed(value).map(Content::Curriculum),
        "synaq.grading-policy/v1" => typed(value).map(Content::Policy),
        "synaq.item-model/v1" => typed(value).map(Content::ItemModel),
        "synaq.item-quality/v1" => typed(value).map(Content::ItemQuality),
        "synaq.item-spec/v1" => typed(value).map(Content::ItemSpecification),
        "synaq.mapping/v1" => typed(value).map(Content::Mapping),
        "synaq.objective-mapping/v1" => typed(value).map(Content::ObjectiveMapping),
        "synaq.pool-profile/v1" => typed(value).map(Content::PoolProfile),
        "synaq.test-spec/v1" | "synaq.battery/v1" => typed(value).map(Content::Specification),
        "synaq.workflow/v1" => typed(value).map(Content::Workflow),
        "" => Err(vec![
            Finding::error("missing_field", "/schema").with("name", "schema"),
        ]),
        other => Err(vec![
            Finding::error("not_allowed", "/schema")
                .with("value", other)
                .with("allowed", schemas::names()),
        ]),
    }
}

fn typed<T: JsonSchema + DeserializeOwned + 'static>(
    value: &Value,
) -> Result<Box<T>, Vec<Finding>> {
    document::decode(value).map(Box::new)
}

fn known(checked: &[Checked]) -> Known {
    let contents = || checked.iter().filter_map(|file| file.content.as_ref());
    let programmes = contents().filter_map(|content| match content {
        Content::Curriculum(document) => Some(document.as_ref()),
        _ => None,
    });
    let policies = contents().filter_map(|content| match content {
        Content::Policy(document) => Some(document.id.clone()),
        _ => None,
    });
    let item_specifications = contents().filter_map(|content| match content {
        Content::ItemSpecification(document) => Some((document.id.clone(), (**document).clone())),
        _ => None,
    });
    Known {
        index: CurriculumIndex::new(programmes),
        policies: policies.collect(),
        item_specifications: item_specifications.collect(),
    }
}

fn inspect(content: &Content, known: &Known) -> Vec<Finding> {
    // With no programme or policy among the files there is nothing to compare with.
    let index = Some(&known.index).filter(|index| !index.is_empty());
    match content {
        Content::Bank(bank) => inspect_bank(bank, index, &known.item_specifications),
        Content::Accommodations(document) => accommodations::check(document),
        Content::Calendar(document) => calendar::check(document, index),
        Content::Conduct(document) => conduct::check(document),
        Content::Curriculum(document) => curriculum::check(document),
        Content::Policy(document) => policy::check(document),
        Content::ItemModel(model) => inspect_model(model, index, &known.item_specifications),
        Content::ItemQuality(document) => quality::check(document),
        Content::ItemSpecification(document) => check_item_specification(document),
        Content::Mapping(profile) => check_profile(profile),
        Content::PoolProfile(profile) => check_pool_profile(profile),
        Content::ObjectiveMapping(document) => objective_mapping::check(document, index),
        Content::Workflow(document) => workflow::check(document),
        Content::Specification(document) => {
            let references = References {
                curriculum: index,
                policies: Some(&known.policies).filter(|codes| !codes.is_empty()),
            };
            check_specification(document, &references)
        }
    }
}

fn inspect_bank(
    bank: &BankFile,
    index: Option<&CurriculumIndex>,
    specifications: &BTreeMap<String, ItemSpecificationDocument>,
) -> Vec<Finding> {
    let codes: BTreeSet<String> = bank.stimuli.iter().map(|s| s.code.clone()).collect();
    let context = Context {
        curriculum: index,
        stimuli: Some(&codes),
    };
    let mut found = Vec::new();
    for (n, stimulus) in bank.stimuli.iter().enumerate() {
        let mut stimulus = stimulus.clone();
        stimulus.licence = stimulus.licence.or_else(|| bank.licence.clone());
        let of_stimulus = check_stimulus(&stimulus, &context, Stage::Submit);
        found.extend(
            of_stimulus
                .into_iter()
                .map(|f| f.under(&format!("/stimuli/{n}"))),
        );
    }
    for (n, item) in bank.items.iter().enumerate() {
        let mut item = item.clone();
        item.content.licence = item.content.licence.or_else(|| bank.licence.clone());
        let mut of_item = check_item(&item, &context, Stage::Submit);
        of_item.extend(conforming(&item, specifications));
        found.extend(of_item.into_iter().map(|f| f.under(&format!("/items/{n}"))));
    }
    found.extend(run_bank(bank).findings);
    found.extend(twice("items", bank.items.iter().map(|i| i.code.as_str())));
    found.extend(twice(
        "stimuli",
        bank.stimuli.iter().map(|s| s.code.as_str()),
    ));
    let items: BTreeSet<&str> = bank.items.iter().map(|i| i.code.as_str()).collect();
    for (n, group) in bank.enemies.iter().enumerate() {
        for (m, code) in group.items.iter().enumerate() {
            if !items.contains(code.as_str()) {
                let pointer = format!("/enemies/{n}/items/{m}");
                let finding = Finding::error("reference_unknown", pointer);
                found.push(finding.with("value", code.as_str()));
            }
        }
    }
    found
}

/// An item against the item specification it names, where that is among the files.
pub(super) fn conforming(
    item: &ItemDocument,
    specifications: &BTreeMap<String, ItemSpecificationDocument>,
) -> Vec<Finding> {
    match &item.content.item_specification {
        None => Vec::new(),
        // With no item specification among the files there is nothing to compare with.
        Some(_) if specifications.is_empty() => Vec::new(),
        Some(code) => match specifications.get(code) {
            Some(specification) => conformance(specification, item),
            None => {
                let finding = Finding::error("reference_unknown", "/content/item_specification");
                vec![finding.with("value", code.as_str())]
            }
        },
    }
}

/// A finding for every code that stands earlier in the same list.
fn twice<'a>(list: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Finding> {
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for (n, code) in codes.enumerate() {
        if let Some(first) = seen.iter().position(|earlier| *earlier == code) {
            found.push(
                Finding::error("duplicate_id", format!("/{list}/{n}/code"))
                    .with("id", code)
                    .with("first", format!("/{list}/{first}/code")),
            );
        }
        seen.push(code);
    }
    found
}

fn count(checked: &[Checked], errors: bool) -> usize {
    let all = checked.iter().flat_map(|file| &file.findings);
    all.filter(|f| f.is_error() == errors).count()
}

fn as_text(checked: &[Checked], errors: usize, warnings: usize) -> String {
    let mut lines = Vec::new();
    for file in checked {
        let path = file.path.display();
        for finding in &file.findings {
            lines.push(line_in(&path.to_string(), finding));
        }
    }
    let files = checked.len();
    lines.push(format!(
        "{files} files, {errors} errors, {warnings} warnings"
    ));
    lines.join("\n")
}

fn as_value(checked: &[Checked], errors: usize, warnings: usize) -> Value {
    let told = |finding: &Finding| {
        let mut value = json!(finding);
        value["detail"] = json!(sentence(locale(), finding));
        value
    };
    let files: Vec<Value> = checked
        .iter()
        .map(|file| {
            let findings: Vec<Value> = file.findings.iter().map(told).collect();
            json!({"path": file.path.display().to_string(), "findings": findings})
        })
        .collect();
    json!({"files": files, "errors": errors, "warnings": warnings})
}
