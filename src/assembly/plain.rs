//! A candidate of which only code and subject are known.

use super::candidate::{Candidate, Evidence, Help, PastUse};
use crate::bank::phase::Phase;
use crate::bank::{Access, ItemType, Points, Purpose, SchemeKind};

impl Candidate {
    /// A live, open task of one point with one right answer, for any grade and in no language yet:
    /// what a table that says no more is taken for.
    pub fn plain(code: String, subject: String) -> Self {
        Self {
            code,
            version: 1,
            item_type: ItemType::Mcq,
            subject,
            grade_min: 0,
            grade_max: 13,
            term: None,
            unit: None,
            objectives: Vec::new(),
            thinking: None,
            difficulty: None,
            literacy: None,
            skill: None,
            literacy_context: None,
            language_objectives: Vec::new(),
            lessons: Vec::new(),
            auto_scored: true,
            coded_max: None,
            help: Help::default(),
            points: Points::whole(1),
            minutes: None,
            option_count: None,
            correct_count: 1,
            key_position: None,
            scheme_kind: Some(SchemeKind::Key),
            rules: Vec::new(),
            descriptor_points: Vec::new(),
            stimulus: None,
            family: None,
            enemies: Vec::new(),
            phase: Phase::Live,
            access: Access::Open,
            purpose: Purpose::Both,
            languages: Vec::new(),
            p: None,
            evidence: Evidence::default(),
            used: Vec::new(),
            past: PastUse::default(),
            parameters: Vec::new(),
            attributes: Default::default(),
        }
    }
}
