//! Everything that is wrong with a model, all at once.

use super::document::ItemModelDocument;
use super::generate::{Batch, draw, items};
use super::read::Model;
use super::refusals::of_survey;
use super::survey::survey;
use crate::curriculum::CurriculumIndex;
use crate::language::finding::Finding;

/// Items that are made and checked; the combinations themselves are all tried.
const SAMPLE: usize = 120;
/// Draws the sample.
const SEED: u64 = 1;

/// Checks a model: it is read, every combination of its variables is tried, and a sample of its items is made
/// and checked as if each were handed in. The sample comes back for stored tests to be tried on; it is empty
/// where the model is refused before.
pub fn check_model(
    document: &ItemModelDocument,
    curriculum: Option<&CurriculumIndex>,
) -> (Batch, Vec<Finding>) {
    let mut batch = Batch {
        model: document.id.clone(),
        version: document.version,
        seed: SEED,
        possible: 0,
        items: Vec::new(),
        remarks: Vec::new(),
    };
    let model = match Model::read(document) {
        Ok(model) => model,
        Err(findings) => return (batch, findings),
    };
    let survey = survey(&model);
    let mut findings = model.warnings.clone();
    findings.extend(of_survey(&model, &survey));
    batch.possible = survey.usable.len();
    let drawn = draw(survey.usable, SAMPLE, SEED);
    let (made, found) = items(&model, &drawn, SEED, curriculum);
    findings.extend(found);
    batch.items = made;
    (batch, findings)
}
