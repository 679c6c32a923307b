//! The phase is all that code knows of a version's workflow state.

use crate::language::text_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

text_enum! {
    /// Phase of a version's life.
    Phase {
        /// Being written; the only phase in which content may change.
        Draft = "draft",
        /// Submitted; waiting for or in review.
        Review = "review",
        /// Approved; may be put live.
        Approved = "approved",
        /// In pilot.
        Pilot = "pilot",
        /// In use.
        Live = "live",
        /// Kept out of new forms for now.
        Suspended = "suspended",
        /// Retired, rejected or released for good.
        Closed = "closed",
    }
}
