//! Items of a model: as many as asked for, each once, drawn by a seed and checked.

use std::collections::BTreeMap;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::build::Build;
use super::document::ItemModelDocument;
use super::read::Model;
use super::refusals::{of_survey, to_model};
use super::survey::survey;
use crate::bank::answer_test::AnswerTest;
use crate::bank::check::{Context, Stage, check_item};
use crate::bank::texts::ItemDocument;
use crate::curriculum::CurriculumIndex;
use crate::language::finding::{Finding, refuses};

/// Most items of one call.
pub const MOST_ITEMS: usize = 10_000;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Number of items, 1 to [`MOST_ITEMS`].
    pub count: usize,
    /// The same seed draws the same items in the same order.
    pub seed: u64,
}

/// Items of one model.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Batch {
    /// Id of the model.
    pub model: String,
    /// Its edition.
    pub version: u32,
    /// The seed they were drawn by.
    pub seed: u64,
    /// How many different items the model can make.
    pub possible: usize,
    /// The items, in the order they were drawn.
    pub items: Vec<Generated>,
    /// Remarks on the model and its items; none of them refuses anything.
    pub remarks: Vec<Finding>,
}

/// An item and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Generated {
    /// The item, as authors write one. Its `x_generated` holds the provenance.
    pub item: ItemDocument,
    /// Where it comes from.
    pub provenance: Provenance,
    /// The model's stored tests for this item.
    pub tests: Vec<GeneratedTest>,
}

/// Model, edition and values of an item: enough to make it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Id of the model.
    pub model: String,
    /// Its edition.
    pub version: u32,
    /// The seed it was drawn by; the item itself does not depend on it.
    pub seed: u64,
    /// Number of the combination of values; one number is one item.
    pub index: u64,
    /// Variable → value: an exact number or the id of a word.
    pub values: BTreeMap<String, String>,
    /// Wrong option → name of its error (MCQ).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, String>,
}

impl Provenance {
    /// The code of the item: the same model, edition and values have the same code.
    pub fn code(&self) -> String {
        format!("{}-v{}-{:05}", self.model, self.version, self.index)
    }
}

/// A stored test of a model, filled in for one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GeneratedTest {
    /// Its position among the tests of the model.
    pub position: usize,
    /// The test.
    pub test: AnswerTest,
}

/// Generates items; with a programme, what they name in it is checked too.
///
/// # Errors
/// Everything that refuses the model, `model_count_out_of_range`, `model_fewer_possible` with the number that
/// is possible, and every error of [`check_item`] at submission, each with its place in the model.
pub fn generate(
    document: &ItemModelDocument,
    request: Request,
    curriculum: Option<&CurriculumIndex>,
) -> Result<Batch, Vec<Finding>> {
    if !(1..=MOST_ITEMS).contains(&request.count) {
        let finding = Finding::error("model_count_out_of_range", "");
        return Err(vec![finding.with("most", MOST_ITEMS)]);
    }
    let model = Model::read(document)?;
    let survey = survey(&model);
    let mut remarks = model.warnings.clone();
    remarks.extend(of_survey(&model, &survey));
    if refuses(&remarks) {
        return Err(remarks);
    }
    let possible = survey.usable.len();
    if request.count > possible {
        let finding = Finding::error("model_fewer_possible", "");
        return Err(vec![
            finding
                .with("asked", request.count)
                .with("possible", possible),
        ]);
    }
    let drawn = draw(survey.usable, request.count, request.seed);
    let (items, found) = items(&model, &drawn, request.seed, curriculum);
    remarks.extend(found);
    if refuses(&remarks) {
        remarks.retain(Finding::is_error);
        return Err(remarks);
    }
    Ok(Batch {
        model: document.id.clone(),
        version: document.version,
        seed: request.seed,
        possible,
        items,
        remarks,
    })
}

/// The first `count` of a shuffle.
pub(super) fn draw(mut all: Vec<u64>, count: usize, seed: u64) -> Vec<u64> {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let count = count.min(all.len());
    for place in 0..count {
        let rest = (all.len() - place) as u64;
        all.swap(place, place + (random.next_u64() % rest) as usize);
    }
    all.truncate(count);
    all
}

/// The items of some combinations, and what is found about them, each once.
pub(super) fn items(
    model: &Model<'_>,
    indices: &[u64],
    seed: u64,
    curriculum: Option<&CurriculumIndex>,
) -> (Vec<Generated>, Vec<Finding>) {
    let context = Context {
        curriculum,
        stimuli: None,
    };
    let (mut items, mut findings) = (Vec::new(), Vec::new());
    for index in indices {
        let Some(build) = Build::of(model, *index) else {
            continue;
        };
        let provenance = provenance(model, &build, *index, seed);
        match build.item(&provenance) {
            Err(found) => findings.extend(found),
            Ok(item) => {
                let found = check_item(&item, &context, Stage::Submit);
                let found = found
                    .into_iter()
                    .map(|finding| to_model(finding, &item.code));
                findings.extend(found);
                let (tests, found) = build.tests(&item);
                findings.extend(found);
                items.push(Generated {
                    item,
                    provenance,
                    tests,
                });
            }
        }
    }
    (items, each_once(findings))
}

fn provenance(model: &Model<'_>, build: &Build<'_>, index: u64, seed: u64) -> Provenance {
    Provenance {
        model: model.document.id.clone(),
        version: model.document.version,
        seed,
        index,
        values: build.scope.told(),
        errors: build.errors(),
    }
}

/// The first finding of each code and place; the same fault shows in item after item.
fn each_once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let same = |one: &Finding| one.code == finding.code && one.pointer == finding.pointer;
        if !kept.iter().any(same) {
            kept.push(finding);
        }
    }
    kept
}
