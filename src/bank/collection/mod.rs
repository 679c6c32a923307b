//! Collections of open items for schools: tasks for formative assessment, level sets of a lesson, samples,
//! questionnaires. What may stand in one is [`check`], what of it is shown without keys [`keyless`].

pub mod check;
pub mod keyless;

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

/// Items of a collection, at most.
pub const MOST_ITEMS: usize = 300;

/// Codes that are addresses of the catalogue itself.
pub const RESERVED_CODES: &[&str] = &["changes"];

text_enum! {
    /// What a collection is.
    CollectionKind {
        /// Tasks for formative assessment.
        Formative = "formative",
        /// Tasks of the levels A, B and C for a lesson, from the first to the last.
        LevelSet = "level_set",
        /// Samples of summative tasks.
        Sample = "sample",
        /// Questions without key and points.
        Questionnaire = "questionnaire",
    }
}

text_enum! {
    /// Who gets keys, mark schemes, hints and explanations of a collection.
    KeysFor {
        /// Whoever reads it.
        Everybody = "everybody",
        /// Who has a key to the service: teachers, not their pupils.
        KeyHolders = "key_holders",
        /// Nobody.
        Nobody = "nobody",
    }
}

impl KeysFor {
    /// True when they are shown to this reader.
    pub const fn shows_to(self, has_key: bool) -> bool {
        match self {
            Self::Everybody => true,
            Self::KeyHolders => has_key,
            Self::Nobody => false,
        }
    }
}
