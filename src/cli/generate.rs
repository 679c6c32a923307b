//! `generate`: items of an item model, as a bank file that `check` and an import read, or as one JSON object.

use serde_json::json;

use super::arguments::GenerateArguments;
use super::outcome::{Failure, line_in, print};
use crate::bank::file::{BankFile, BankSchema};
use crate::bank::model::{Batch, ItemModelDocument, Request, generate as generated};
use crate::document::{self, Format};
use crate::language::finding::Finding;
use crate::scoring::stored_tests::run_batch;

/// Makes items; fails when the model is wrong, cannot make so many, or a stored test of it fails.
pub fn generate(arguments: &GenerateArguments) -> Result<(), Failure> {
    let path = &arguments.model;
    let failed = |why: String| Failure::Wrong(format!("{}: {why}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| failed(e.to_string()))?;
    let format = match path.extension().is_some_and(|e| e == "json") {
        true => Format::Json,
        false => Format::Yaml,
    };
    let in_file = |findings| Failure::InFile(path.clone(), findings);
    let (model, tree) =
        document::decode_text::<ItemModelDocument>(&text, format).map_err(in_file)?;
    let request = Request {
        count: arguments.count,
        seed: arguments.seed,
    };
    let located = |findings| tree.locate(findings);
    let batch = generated(&model, request, None).map_err(|found| in_file(located(found)))?;
    let failures = run_batch(&batch).findings;
    if !failures.is_empty() {
        return Err(in_file(located(failures)));
    }
    let remarks: Vec<Finding> = located(batch.remarks.clone());
    for remark in &remarks {
        eprintln!("{}", line_in(&path.display().to_string(), remark));
    }
    match arguments.json {
        true => print(&json!(batch).to_string()),
        false => print(&document::to_yaml(&json!(as_bank(batch, &model)))),
    }
    Ok(())
}

/// The items and their stored tests as a file of tasks.
fn as_bank(batch: Batch, model: &ItemModelDocument) -> BankFile {
    let (items, tests): (Vec<_>, Vec<_>) = batch
        .items
        .into_iter()
        .map(|one| (one.item, one.tests))
        .unzip();
    BankFile {
        schema: BankSchema::V1,
        id: format!("{}-v{}-seed-{}", batch.model, batch.version, batch.seed),
        licence: model.item.licence.clone(),
        stimuli: Vec::new(),
        items,
        enemies: Vec::new(),
        tests: tests.into_iter().flatten().map(|one| one.test).collect(),
        extensions: Default::default(),
    }
}
