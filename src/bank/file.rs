//! A file of tasks as people keep it: stimuli, items and enemies in one document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::texts::{ItemDocument, StimulusDocument};

/// A bank file (`synaq.bank/v1`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankFile {
    /// `synaq.bank/v1`.
    pub schema: BankSchema,
    /// Name of the file; with an item's code it says where an item came from.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Licence of what has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Stimuli the items hang on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stimuli: Vec<StimulusDocument>,
    /// Items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemDocument>,
    /// Groups of items that must not stand in one form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enemies: Vec<EnemyDocument>,
}

/// The one schema name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BankSchema {
    /// Version 1.
    #[serde(rename = "synaq.bank/v1")]
    V1,
}

/// A group of enemies by code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnemyDocument {
    /// Code of the group.
    #[schemars(length(min = 1, max = 80))]
    pub id: String,
    /// Why they are enemies.
    pub reason: String,
    /// Codes of its members.
    #[schemars(length(min = 2))]
    pub items: Vec<String>,
}
