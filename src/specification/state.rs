//! The life of a version: draft → approved → published → withdrawn.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

text_enum! {
    /// Where a version of a specification stands.
    SpecificationState {
        /// Being written; the only state in which its document changes.
        Draft = "draft",
        /// Approved by a body with a protocol; not yet seen by schools.
        Approved = "approved",
        /// In force; immutable.
        Published = "published",
        /// No longer to be used; immutable.
        Withdrawn = "withdrawn",
    }
}
