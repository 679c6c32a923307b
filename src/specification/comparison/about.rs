//! What a difference is about, by its place in the document.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

text_enum! {
    /// What a difference is about.
    About {
        /// Title, names, kind, access, approval: what the document says about itself.
        General = "general",
        /// School year and last day.
        Validity = "validity",
        /// Languages of instruction and of the test.
        Language = "language",
        /// A section as a whole, or its skill and stimulus.
        Section = "section",
        /// A row as a whole, or what kind of task it asks for.
        Row = "row",
        /// A component of a battery.
        Component = "component",
        /// Points and thresholds.
        Points = "points",
        /// Minutes.
        Minutes = "minutes",
        /// Number of items.
        Items = "items",
        /// Learning objectives.
        Objectives = "objectives",
        /// Levels, bands and scales of results.
        Levels = "levels",
        /// Shares by thinking or difficulty level.
        Shares = "shares",
        /// Criteria and their rubrics.
        Criterion = "criterion",
        /// Rules of assembly, conduct, scoring and reports.
        Rule = "rule",
    }
}

const POINTS: [&str; 7] = [
    "points_each",
    "max_score",
    "score",
    "pass",
    "total_thresholds",
    "points",
    "grading_policy",
];
const MINUTES: [&str; 8] = [
    "duration_min",
    "minutes",
    "minutes_per_candidate",
    "sen_extra_min",
    "breaks",
    "after_min",
    "max_seconds",
    "within_min_after_end",
];
const GENERAL: [&str; 12] = [
    "schema",
    "kind",
    "title",
    "aliases",
    "replaces",
    "subject",
    "grade",
    "term",
    "unit",
    "stream",
    "curriculum",
    "access",
];

impl About {
    /// What the value at these tokens of a pointer is about.
    pub(super) fn of(tokens: &[String]) -> Self {
        let names: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let first = names.first().copied().unwrap_or_default();
        let has = |name: &str| names.contains(&name);
        let any = |list: &[&str]| list.iter().any(|name| has(name));
        if has("objectives") {
            return Self::Objectives;
        }
        if matches!(first, "levels" | "bands" | "scale") || has("cut") {
            return Self::Levels;
        }
        if any(&[
            "thinking_share",
            "difficulty_share",
            "difficulty",
            "thinking",
        ]) {
            return Self::Shares;
        }
        if any(&POINTS) {
            return Self::Points;
        }
        if any(&MINUTES) {
            return Self::Minutes;
        }
        if has("items") {
            return Self::Items;
        }
        if any(&["blueprint", "blueprints", "profiles"]) {
            return Self::Row;
        }
        match first {
            "sections" => Self::Section,
            "components" => Self::Component,
            "criteria" => Self::Criterion,
            "languages" => Self::Language,
            "academic_year" | "valid_until" => Self::Validity,
            name if GENERAL.contains(&name) => Self::General,
            _ => Self::Rule,
        }
    }
}
