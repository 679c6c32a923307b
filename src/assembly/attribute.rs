//! What a pool brings of its items and stimuli beside the known fields.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A value that a pool brings under a name of its own. Absent values are left out, never empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Attribute {
    /// Yes or no.
    Truth(bool),
    /// A number; one that is not finite is refused with the pool.
    Number(f64),
    /// A text.
    Text(String),
}

/// Free attributes by name.
pub type FreeAttributes = BTreeMap<String, Attribute>;
