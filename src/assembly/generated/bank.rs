//! What was generated, as items and as candidates.

use std::collections::{BTreeMap, BTreeSet};

use crate::assembly::candidate::{Candidate, Evidence, Help, PastUse, StimulusFacts, Surroundings};
use crate::bank::phase::Phase;
use crate::bank::texts::{ItemDocument, StimulusDocument};

/// A generated bank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GeneratedBank {
    /// Items.
    pub items: Vec<ItemDocument>,
    /// The stimuli they hang on.
    pub stimuli: Vec<StimulusDocument>,
    /// Codes of the items that are in pilot; the others are live.
    pub pilot: BTreeSet<String>,
    /// What the items have been through, as far as they say: what the component asks for.
    pub evidence: Evidence,
}

impl GeneratedBank {
    /// The items as candidates: live or in pilot, version 1, tried out as the component asks, never
    /// used.
    pub fn candidates(&self) -> Vec<Candidate> {
        let stimuli: BTreeMap<&str, &StimulusDocument> = self
            .stimuli
            .iter()
            .map(|stimulus| (stimulus.code.as_str(), stimulus))
            .collect();
        let candidate = |item: &ItemDocument| {
            let code = item.content.stimulus.as_deref();
            let around = Surroundings {
                phase: match self.pilot.contains(&item.code) {
                    true => Phase::Pilot,
                    false => Phase::Live,
                },
                languages: item.texts.keys().cloned().collect(),
                stimulus: code
                    .and_then(|code| stimuli.get(code))
                    .map(|s| StimulusFacts::of(s)),
                enemies: Vec::new(),
                p: None,
                help: Help::of(item.texts.iter()),
                evidence: self.evidence,
                used: Vec::new(),
                past: PastUse::default(),
                parameters: Vec::new(),
            };
            Candidate::from_content(&item.code, 1, &item.content, around)
        };
        self.items.iter().map(candidate).collect()
    }
}
