//! One step of an adaptive test, asked and answered as a whole: which item comes next, and the form it is
//! an item of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::achieved::Achieved;
use super::given::GivenItem;
use super::request::Request;
use super::run::{Refusal, RefusalKind};
use super::shadow::Shadow;
use super::solver::Solver;
use super::swap::ItemVersion;
use crate::language::finding::Finding;

/// Abilities outside of this tell of a mistake, not of a person.
const FARTHEST: f64 = 10.0;

/// What is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The test.
    pub request: Request,
    /// What the candidate has met, in order.
    pub given_items: Vec<GivenItem>,
    /// The candidate's ability as it is estimated now.
    pub theta: f64,
}

/// The next item, and the form around what was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NextItem {
    /// The item to give next; absent when all are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ItemVersion>,
    /// The form: what was given in its order, then the others, the most telling first.
    pub tasks: Vec<ShadowTask>,
    /// What the form tells at the ability.
    pub information: f64,
    /// No form around the given items tells more.
    pub bound: f64,
    /// Every constraint, recounted.
    pub achieved: Vec<Achieved>,
    /// False when the clock decided: asked again, the answer may be another.
    pub reproducible: bool,
}

/// A task of the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ShadowTask {
    /// Code of the item.
    pub item: String,
    /// Its version.
    pub version: u32,
    /// Id of its row.
    pub row: String,
    /// What it tells at the ability; 0 for a task that does not count.
    pub information: f64,
    /// True for what the candidate has met.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given: bool,
}

/// Makes the form around what was given and names the next item. `limits.gap` of the request says how near
/// to the most telling form is near enough.
///
/// # Errors
/// As [`Shadow::of`] and [`Shadow::step`]; `ability_out_of_range`.
pub fn next_item(asked: &Asked, solver: &dyn Solver) -> Result<NextItem, Refusal> {
    let wrong = (!(-FARTHEST..=FARTHEST).contains(&asked.theta))
        .then(|| Finding::error("ability_out_of_range", "/theta").with("most", FARTHEST));
    let mut request = asked.request.clone();
    request.options.given_items.clear();
    let theta = if wrong.is_some() { 0.0 } else { asked.theta };
    let answer = Shadow::of(&request).and_then(|shadow| {
        let form = shadow.step(&asked.given_items, theta, solver, &request.limits)?;
        Ok(shadow.told(&asked.given_items, theta, form))
    });
    match (answer, wrong) {
        (answer, None) => answer,
        (Err(mut refusal), Some(wrong)) if refusal.kind == RefusalKind::Invalid => {
            refusal.findings.insert(0, wrong);
            Err(refusal)
        }
        (_, Some(wrong)) => Err(Refusal::of(RefusalKind::Invalid, vec![wrong])),
    }
}
