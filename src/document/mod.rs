//! Documents as people and programs write them: YAML or JSON text → tree → typed value, and back.
//!
//! * [`tree`] reads text into a [`Tree`]: a JSON value and, for every pointer, its line and column.
//!   Size, depth and alias expansion are bounded, so hostile text costs no more than its limits.
//! * [`decode`](mod@decode) checks a value against the JSON Schema of a Rust type and reports
//!   **every** violation as a finding, then decodes it.
//! * [`canonical`](mod@canonical) is the one byte representation that is hashed, and how a hash is written.
//! * [`signature`] signs the canonical text, so that others can tell it is as it was.
//! * [`yaml`] writes a value as YAML that reads back as the same value.
//! * [`xml`] reads XML into a tree, without entities and within limits.
//! * [`schema`] is the JSON Schema of a type, as checked and as served; it also says how a type
//!   keeps keys starting with `x_` and refuses every other unknown one.
//!
//! What is absent: files, domain rules and sentences. A finding's sentence stands in
//! [`crate::language`].

mod branches;
pub mod canonical;
mod canonical_writer;
pub mod decode;
mod json_text;
mod pairs;
pub mod pointer;
mod scalar;
pub mod schema;
pub mod signature;
pub mod tree;
mod violation;
pub mod xml;
pub mod yaml;
mod yaml_text;

pub use canonical::{canonical, content_hash, hex, list_hash};
pub use decode::{decode, decode_text};
pub use pairs::object_of_pairs;
pub use schema::schema_of;
pub use tree::{Format, Limits, Tree, parse};
pub use yaml::to_yaml;
