//! `check` of item models: the model itself, a sample of its items, and its stored tests on them.

use std::collections::BTreeMap;

use super::check::conforming;
use crate::bank::model::{ItemModelDocument, check_model, to_model};
use crate::curriculum::CurriculumIndex;
use crate::language::finding::Finding;
use crate::scoring::stored_tests::run_batch;
use crate::specification::item_specification::ItemSpecificationDocument;

/// Everything that is wrong with a model. What its items do against the item specification they are written to
/// is told once.
pub(super) fn inspect_model(
    model: &ItemModelDocument,
    index: Option<&CurriculumIndex>,
    specifications: &BTreeMap<String, ItemSpecificationDocument>,
) -> Vec<Finding> {
    let (sample, mut found) = check_model(model, index);
    for generated in &sample.items {
        for finding in conforming(&generated.item, specifications) {
            let finding = to_model(finding, &generated.item.code);
            let same = |one: &Finding| one.code == finding.code && one.pointer == finding.pointer;
            if !found.iter().any(same) {
                found.push(finding);
            }
        }
    }
    found.extend(run_batch(&sample).findings);
    found
}
