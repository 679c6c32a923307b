//! How many items there are of each subject, grade, type …, counted in memory.
//!
//! Each facet ignores the filter on itself: with `type=MCQ` the types still show how many there would be
//! of each. So a version that misses nothing counts everywhere, one that misses a single condition counts
//! in that condition's facet alone, and one pass over the versions is enough for all facets.
//!
//! What is absent: where the versions come from, and who may see them; the caller says both.

mod counting;
mod index;

#[cfg(test)]
mod tests;

pub use counting::{Condition, Count, FacetValue, FacetValues, Facets, Wanted, count};
pub use index::{FacetIndex, FacetItem, FacetVersion, Indexed, IndexedVersion, Reading};

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

text_enum! {
    /// What items are counted by.
    Facet {
        /// Subject code.
        Subject = "subject",
        /// Every grade an item is for.
        Grade = "grade",
        /// Task type.
        Type = "type",
        /// Phase; counts every version in it, as the list filtered by it shows.
        Phase = "phase",
        /// Difficulty level.
        Difficulty = "difficulty",
        /// Thinking level.
        Thinking = "thinking",
        /// Purpose as the item says it.
        Purpose = "purpose",
        /// Access class.
        Access = "access",
        /// Every language it exists in.
        Language = "language",
        /// Term.
        Term = "term",
        /// Unit code.
        Unit = "unit",
        /// Objective code.
        Objective = "objective",
        /// Criterion code.
        Criterion = "criterion",
        /// Exam assessment objective.
        AssessmentObjective = "assessment_objective",
        /// Functional-literacy domain.
        Literacy = "literacy",
        /// Language skill.
        Skill = "skill",
        /// Free tag.
        Tag = "tag",
    }
}

/// Counts are told exactly up to here.
pub const MOST_COUNTED: u32 = 10_000;

/// Values of a facet that are told, the most frequent first.
pub const MOST_VALUES: usize = 100;
