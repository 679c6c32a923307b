//! The two query parameters of every list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::service::PageRequest;

/// Page of a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

impl From<Paging> for PageRequest {
    fn from(paging: Paging) -> Self {
        Self {
            cursor: paging.cursor,
            limit: paging.limit,
        }
    }
}
