//! How often an item was used before, by whomever and in whatever version.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Uses of an item. A use is a form that is locked, or was sat before it was retired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PastUse {
    /// Forms it stands in.
    #[serde(skip_serializing_if = "is_zero")]
    pub forms: u32,
    /// Attempts in which it was met.
    #[serde(skip_serializing_if = "is_zero")]
    pub exposed: u32,
    /// Of the days it was or will be used on, the one nearest to the day the forms are for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest_on: Option<NaiveDate>,
    /// How many of those the forms are for have met it.
    #[serde(skip_serializing_if = "is_zero")]
    pub met: u32,
}

impl PastUse {
    /// True when nothing is known of it.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

// serde passes a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
