//! What has been drawn of a batch so far. It travels as JSON and goes on where it stopped.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::Plan;
use super::settle::Index;
use crate::assembly::compile::Chosen;
use crate::assembly::run::{AssembledForm, Refusal, RefusalKind};
use crate::assembly::solver::Solver;
use crate::language::finding::Finding;

/// Forms of a batch, as far as it has come. Rows and candidates are numbers in the order of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// Hash of the plan it belongs to.
    plan: String,
    /// Forms that are done, by number.
    forms: Vec<Chosen>,
    /// Chunks that were drawn before the ones ahead of them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    waiting: BTreeMap<u32, Vec<Chosen>>,
    /// Forms item by item; made anew where it was not brought along.
    #[serde(skip)]
    index: IndexOf,
}

/// An index and how many forms it knows.
#[derive(Clone, Debug, Default)]
struct IndexOf(Index, usize);

// An index says nothing that the forms do not say.
impl PartialEq for IndexOf {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// How the forms of a batch share the items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Forms that are done.
    pub forms: u32,
    /// Different items in them.
    pub items: u32,
    /// Greatest share of the forms that an item stands in; of the whole batch's number of forms.
    pub exposure_max: f64,
    /// Most common items of any two forms.
    pub overlap_max: u32,
    /// Common items of two forms in the mean.
    pub overlap_mean: f64,
}

impl Batch {
    /// A batch of which nothing is drawn.
    pub fn new(plan: &Plan) -> Self {
        Self {
            plan: plan.hash().to_owned(),
            forms: Vec::new(),
            waiting: BTreeMap::new(),
            index: IndexOf::default(),
        }
    }

    /// A batch whose first forms were settled before, as they were kept; `plan_hash` is that of the plan
    /// they belong to.
    ///
    /// # Errors
    /// `cohort_batch_of_another_request`.
    pub fn resumed(plan: &Plan, plan_hash: &str, forms: Vec<Chosen>) -> Result<Self, Refusal> {
        let batch = Self {
            plan: plan_hash.to_owned(),
            forms,
            waiting: BTreeMap::new(),
            index: IndexOf::default(),
        };
        match batch.is_of(plan) {
            true => Ok(batch),
            false => Err(of_another_request()),
        }
    }

    /// True when this is a batch of the plan; another request, other candidates or another cohort have
    /// batches of their own.
    pub fn is_of(&self, plan: &Plan) -> bool {
        self.plan == plan.hash()
    }

    /// Forms that are done, by number from 0.
    pub fn forms(&self) -> &[Chosen] {
        &self.forms
    }

    /// True when every form is done.
    pub fn is_done(&self, plan: &Plan) -> bool {
        self.forms.len() == plan.forms() as usize
    }

    /// Chunks that nobody has drawn yet, in order.
    pub fn missing_chunks<'a>(&'a self, plan: &Plan) -> impl Iterator<Item = u32> + 'a {
        let done = self.done_chunks();
        (done..plan.chunks()).filter(|chunk| !self.waiting.contains_key(chunk))
    }

    fn done_chunks(&self) -> u32 {
        u32::try_from(self.forms.len())
            .unwrap_or(u32::MAX)
            .div_ceil(super::plan::CHUNK)
    }

    /// Takes a drawn chunk, and settles all that are next in order: gives the forms that were settled,
    /// in order. What was taken before is left alone.
    ///
    /// # Errors
    /// `cohort_batch_of_another_request`; forms that break a rule; an overlap that cannot be kept.
    pub fn take(
        &mut self,
        plan: &Plan,
        chunk: u32,
        forms: Vec<Chosen>,
        solver: &dyn Solver,
    ) -> Result<Vec<AssembledForm>, Refusal> {
        if !self.is_of(plan) {
            return Err(of_another_request());
        }
        let mut whole = Vec::new();
        if chunk < self.done_chunks() || chunk >= plan.chunks() {
            return Ok(whole);
        }
        self.waiting.insert(chunk, forms);
        self.complete_index(plan);
        while let Some(forms) = self.waiting.remove(&self.done_chunks()) {
            let chunk = self.done_chunks();
            let settled = plan.settle(chunk, forms, &mut self.index.0, solver)?;
            for form in &settled {
                let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
                whole.push(recount(plan, number, form)?);
                self.forms.push(form.clone());
            }
            self.index.1 = self.forms.len();
        }
        Ok(whole)
    }

    /// Draws and takes the next chunk; false when there is none.
    ///
    /// # Errors
    /// As [`Plan::draw`] and [`Batch::take`].
    pub fn step(&mut self, plan: &Plan, solver: &dyn Solver) -> Result<bool, Refusal> {
        let Some(chunk) = self.missing_chunks(plan).next() else {
            return Ok(false);
        };
        let forms = plan.draw(chunk, solver)?;
        self.take(plan, chunk, forms, solver)?;
        Ok(true)
    }

    fn complete_index(&mut self, plan: &Plan) {
        if self.index.1 != self.forms.len() {
            let mut index = Index::default();
            self.forms.iter().for_each(|form| index.add(plan, form));
            self.index = IndexOf(index, self.forms.len());
        }
    }

    /// How the forms share the items, counted anew from the forms alone.
    pub fn summary(&self, plan: &Plan) -> Summary {
        let items = |form: &Chosen| -> Vec<usize> {
            let mut items: Vec<usize> = plan.counted_items(form).collect();
            items.sort_unstable();
            items
        };
        let forms: Vec<Vec<usize>> = self.forms.iter().map(items).collect();
        let mut uses = vec![0_u64; plan.most.len()];
        forms.iter().flatten().for_each(|item| uses[*item] += 1);
        let mut standing: Vec<Vec<usize>> = vec![Vec::new(); uses.len()];
        let mut overlap_max = 0;
        for (number, form) in forms.iter().enumerate() {
            let mut common = vec![0_u32; number];
            for &item in form {
                standing[item].iter().for_each(|other| common[*other] += 1);
                standing[item].push(number);
            }
            overlap_max = common.into_iter().fold(overlap_max, u32::max);
        }
        let pairs = (forms.len() * forms.len().saturating_sub(1)) as f64;
        let shared: u64 = uses.iter().map(|uses| uses * uses.saturating_sub(1)).sum();
        let most = uses.iter().copied().max().unwrap_or(0);
        Summary {
            forms: u32::try_from(forms.len()).unwrap_or(u32::MAX),
            items: u32::try_from(uses.iter().filter(|uses| **uses > 0).count()).unwrap_or(u32::MAX),
            exposure_max: most as f64 / f64::from(plan.forms().max(1)),
            overlap_max,
            overlap_mean: if pairs > 0.0 {
                shared as f64 / pairs
            } else {
                0.0
            },
        }
    }
}

/// A form that breaks a rule is never kept.
fn recount(plan: &Plan, number: u32, form: &Chosen) -> Result<AssembledForm, Refusal> {
    let failed = |findings| Refusal::of(RefusalKind::Failed, findings);
    let form = plan
        .form(number, form)
        .map_err(|finding| failed(vec![finding]))?;
    let broken = form.achieved.iter().filter(|achieved| !achieved.holds);
    let findings: Vec<Finding> = broken
        .map(|achieved| {
            let finding = Finding::error("form_breaks_constraint", "");
            let finding = finding.with("form", (number + 1).to_string());
            let finding = finding
                .with("kind", achieved.kind.as_str())
                .with("about", achieved.about.as_str());
            finding.with("achieved", achieved.achieved.to_string())
        })
        .collect();
    match findings.is_empty() {
        true => Ok(form),
        false => Err(failed(findings)),
    }
}

fn of_another_request() -> Refusal {
    let finding = Finding::error("cohort_batch_of_another_request", "/batch");
    Refusal::of(RefusalKind::Invalid, vec![finding])
}
