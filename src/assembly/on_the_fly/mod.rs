//! A form for each candidate of a cohort (linear on the fly): thousands of forms, each of which holds
//! every constraint of the component, while no item stands in more than its share of them and no two
//! have more in common than they may.
//!
//! * [`plan`]: what is asked, checked as a whole; how often each item may be used in each chunk.
//! * [`draw`]: the forms of one chunk, by the chunk's number and the seed alone.
//! * [`batch`]: what has been drawn so far; it travels as JSON and goes on where it stopped.
//! * [`work`]: some seconds of it in a process of its own, from what is kept to what is to be kept.
//! * `settle`: forms that have too much in common with earlier ones exchange items.
//!
//! A chunk knows nothing of the others: its share of every item's uses is fixed beforehand, so any
//! number of workers may draw chunks in any order. Only what two forms have in common needs the
//! earlier ones, and is settled in the order of numbers. The same request gives the same forms,
//! however often the work was interrupted and whoever did it.
//!
//! Items that stand in every form on purpose (forced items, anchors) are no exposure and no overlap.

pub mod batch;
pub mod draw;
pub mod plan;
mod settle;
pub mod work;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use batch::{Batch, Summary};
pub use plan::{CHUNK, Plan, form_of};

/// What is asked of the forms of a cohort.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// How many forms.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub forms: u32,
    /// Greatest share of the forms an item may stand in, above 0.
    #[schemars(range(max = 1.0))]
    pub exposure_max: f64,
    /// Most common items of any two forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap_max: Option<u32>,
    /// Most common items of two forms in the mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0))]
    pub overlap_mean_max: Option<f64>,
    /// How far the information of a form may be from each target, as a share of the target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub information_within: Option<f64>,
}
