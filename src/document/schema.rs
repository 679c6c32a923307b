//! The JSON Schema of a type: what [`super::decode`](mod@super::decode) checks and the API serves.
//!
//! Every type that people write has `deny_unknown_fields`, which becomes
//! `additionalProperties: false`. A type that keeps keys starting with `x_` in a flattened map
//! cannot have it (serde allows only one of the two), so its schema says it:
//!
//! ```text
//! #[derive(Deserialize, JsonSchema)]
//! #[schemars(extend("patternProperties" = { "^x_": {} }, "additionalProperties" = false))]
//! struct Document {
//!     id: String,
//!     #[serde(flatten)]
//!     #[schemars(skip)]
//!     extensions: BTreeMap<String, serde_json::Value>,
//! }
//! ```

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

/// The JSON Schema (draft 2020-12) of a type as it is read.
pub fn schema_of<T: JsonSchema>() -> Value {
    SchemaGenerator::default()
        .into_root_schema_for::<T>()
        .to_value()
}
