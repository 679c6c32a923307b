//! Item models in the bank: published like item specifications, and the items that they generate.
//!
//! An item of a model is known by its code: model, edition and values. Asking for the same again makes nothing
//! new, and says so. Its provenance stands in its content (`x_generated`), its stored tests come with it, and
//! all items of a model are one clone family: at most one enters a form.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer_testing;
use super::curricula::curriculum_index;
use super::item_drafts::{ExternalName, NewItem, Surroundings, persist_items};
use super::items::require_writing;
use super::published_documents::{self, Publishable};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::check::Stage;
use crate::bank::model::{
    Batch, Generated, ItemModelDocument, Request, check_model, generate, to_model,
};
use crate::bank::texts::ItemDocument;
use crate::curriculum::CurriculumIndex;
use crate::document::content_hash;
use crate::identity::Object;
use crate::language::finding::{Finding, refuses};
use crate::scoring::stored_tests::run_batch;
use crate::store::{AnyConnection, answer_testing as test_rows, item_codes};

/// Most items of one call.
const MOST: u64 = 500;

impl Publishable for ItemModelDocument {
    const KIND: &'static str = "item_model";
    const PUBLISH: &'static str = "publish_item_model";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, curriculum: Option<&CurriculumIndex>) -> Vec<Finding> {
        let (sample, mut findings) = check_model(self, curriculum);
        findings.extend(run_batch(&sample).findings);
        findings
    }
}

/// What is asked of a model.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GenerateItems {
    /// Number of items.
    #[schemars(range(min = 1, max = 500))]
    pub count: u64,
    /// The same seed draws the same items.
    #[serde(default)]
    pub seed: u64,
    /// Only show what would be made.
    #[serde(default)]
    pub dry_run: bool,
}

/// What a model made.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GeneratedItems {
    /// Id of the model.
    pub model: String,
    /// Its edition.
    pub version: u32,
    /// The seed they were drawn by.
    pub seed: u64,
    /// How many different items the model can make.
    pub possible: usize,
    /// Clone family of the items.
    pub family: String,
    /// Items that are new.
    pub created: usize,
    /// Items that the organisation had from this model already; they stay as they are.
    pub known: usize,
    /// Nothing was kept.
    pub dry_run: bool,
    /// The items, in the order they were drawn.
    pub items: Vec<GeneratedItem>,
    /// Remarks on the model and its items; none of them refuses anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Finding>,
}

/// An item of a model.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GeneratedItem {
    /// Its code.
    pub code: String,
    /// Its id; none in a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// True when it was there already.
    pub known: bool,
    /// Variable → value.
    pub values: BTreeMap<String, String>,
    /// Wrong option → name of its error.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, String>,
    /// The item itself; in a dry run only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Box<ItemDocument>>,
}

/// Makes items of a published model as drafts of the caller's organisation.
pub fn generate_items(
    services: &Services,
    call: &Call,
    id: &str,
    input: &GenerateItems,
) -> Answer<GeneratedItems> {
    let model = published_documents::read::<ItemModelDocument>(services, id)?.document;
    may_write(call, &model)?;
    let batch = drawn(services, &model, input)?;
    let owner = &call.actor.home_org;
    if input.dry_run {
        return services.read(|c| {
            refuse_unfit(services, c, call, &batch)?;
            let known = known(c, owner, &batch)?;
            Ok(told(&batch, &known, &BTreeMap::new(), true))
        });
    }
    services.write(call, "generate_items", |unit| {
        refuse_unfit(services, unit.c, call, &batch)?;
        let known = known(unit.c, owner, &batch)?;
        let ids = keep(unit, owner, &batch, &known)?;
        let detail = json!({
            "code": batch.model, "version": batch.version, "seed": batch.seed, "created": ids.len()
        });
        unit.audit(owner, "item_model", id, detail)?;
        Ok(told(&batch, &known, &ids, false))
    })
}

/// The caller writes items of the model's subject in each of its languages.
fn may_write(call: &Call, model: &ItemModelDocument) -> Answer<()> {
    let object = Object::of(&call.actor.home_path).subject(&model.item.subject);
    call.require(crate::identity::Permission::WriteItems, &object)
}

fn drawn(services: &Services, model: &ItemModelDocument, input: &GenerateItems) -> Answer<Batch> {
    let request = Request {
        count: usize::try_from(input.count.min(MOST)).unwrap_or_default(),
        seed: input.seed,
    };
    let index = services.read(|c| curriculum_index(services, c))?;
    let index = Some(&*index).filter(|index| !index.is_empty());
    let batch = generate(model, request, index).map_err(Refusal::Invalid)?;
    let failures = run_batch(&batch).findings;
    match failures.is_empty() {
        true => Ok(batch),
        false => Err(Refusal::Invalid(failures)),
    }
}

/// Against the bank: languages, item specification. Each fault once, at its place in the model.
fn refuse_unfit(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    batch: &Batch,
) -> Answer<()> {
    let items = || batch.items.iter().map(|one| &one.item);
    let owner = &call.actor.home_org;
    let around = Surroundings::of(services, c, call, owner, items())?;
    let mut findings: Vec<Finding> = Vec::new();
    for item in items() {
        require_writing(call, Object::of(&call.actor.home_path), item)?;
        let found = around.check(item, Stage::Draft).into_iter();
        for finding in found.map(|finding| to_model(finding, &item.code)) {
            let same = |one: &Finding| one.code == finding.code && one.pointer == finding.pointer;
            if !findings.iter().any(same) {
                findings.push(finding);
            }
        }
    }
    match refuses(&findings) {
        true => Err(Refusal::Invalid(findings)),
        false => Ok(()),
    }
}

fn source_of(batch: &Batch) -> String {
    format!("item-model:{}", batch.model)
}

/// Codes that the organisation has from this model. A code that is another item's is a conflict.
fn known(c: &mut AnyConnection, owner: &str, batch: &Batch) -> Answer<BTreeMap<String, String>> {
    let codes: Vec<String> = batch
        .items
        .iter()
        .map(|one| one.item.code.clone())
        .collect();
    let made = item_codes::external_ids(c, owner, &source_of(batch), &codes)?;
    let made: BTreeMap<String, String> = made
        .into_iter()
        .map(|row| (row.external_id, row.item_id))
        .collect();
    let taken: BTreeSet<String> = item_codes::known_codes(c, owner, &codes)?
        .into_iter()
        .collect();
    let of_others = taken.into_iter().filter(|code| !made.contains_key(code));
    let conflicts: Vec<Finding> = of_others
        .map(|code| Finding::error("already_taken", "/id").with("value", code))
        .collect();
    match conflicts.is_empty() {
        true => Ok(made),
        false => Err(Refusal::Conflict(conflicts)),
    }
}

/// Keeps what is new, with its tests; gives the ids by code.
fn keep(
    unit: &mut Unit<'_>,
    owner: &str,
    batch: &Batch,
    known: &BTreeMap<String, String>,
) -> Answer<BTreeMap<String, String>> {
    let is_new = |one: &&Generated| !known.contains_key(&one.item.code);
    let new: Vec<&Generated> = batch.items.iter().filter(is_new).collect();
    let source = source_of(batch);
    let items: Vec<NewItem> = new
        .iter()
        .map(|one| NewItem {
            owner_org: owner.to_owned(),
            document: one.item.clone(),
            external: Some(ExternalName {
                source: source.clone(),
                id: one.item.code.clone(),
                content_hash: content_hash(&one.item),
            }),
        })
        .collect();
    let ids = persist_items(unit, &items)?;
    let mut tests = Vec::new();
    for (id, one) in ids.iter().zip(&new) {
        let of_item = one.tests.iter().map(|one| one.test.clone());
        tests.extend(answer_testing::new_row(unit, id, of_item));
    }
    test_rows::insert(unit.c, &tests)?;
    let codes = new.iter().map(|one| one.item.code.clone());
    Ok(codes.zip(ids).collect())
}

fn told(
    batch: &Batch,
    known: &BTreeMap<String, String>,
    made: &BTreeMap<String, String>,
    dry_run: bool,
) -> GeneratedItems {
    let one = |one: &Generated| {
        let code = &one.item.code;
        GeneratedItem {
            code: code.clone(),
            id: known.get(code).or_else(|| made.get(code)).cloned(),
            known: known.contains_key(code),
            values: one.provenance.values.clone(),
            errors: one.provenance.errors.clone(),
            document: dry_run.then(|| Box::new(one.item.clone())),
        }
    };
    let family = batch
        .items
        .iter()
        .find_map(|one| one.item.content.family.clone());
    let known_now = batch
        .items
        .iter()
        .filter(|one| known.contains_key(&one.item.code));
    let known_now = known_now.count();
    GeneratedItems {
        model: batch.model.clone(),
        version: batch.version,
        seed: batch.seed,
        possible: batch.possible,
        family: family.unwrap_or_else(|| batch.model.clone()),
        created: batch.items.len() - known_now,
        known: known_now,
        dry_run,
        items: batch.items.iter().map(one).collect(),
        remarks: batch.remarks.clone(),
    }
}
