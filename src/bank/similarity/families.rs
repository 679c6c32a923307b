//! Clone families: items that differ in their numbers only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::index::Index;
use crate::bank::Language;

/// Items that could be a clone family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Family {
    /// The language in which they are alike.
    pub language: Language,
    /// Hash of what they share.
    pub template: String,
    /// The items, in order.
    pub items: Vec<String>,
    /// The families that some of them are in already; with one and all of them in it nothing is to do,
    /// and such a family is not told.
    pub known: Vec<String>,
}

impl Index {
    /// Every group of two and more items with one template that are not one family already.
    pub fn families(&self) -> Vec<Family> {
        let groups = self.templates.iter();
        groups
            .filter_map(|((language, template), members)| {
                let members: Vec<_> = members.iter().map(|n| &self.entries[*n as usize]).collect();
                members
                    .first()
                    .filter(|first| first.print.tells_a_family(self.family_words_from))?;
                let mut items: Vec<String> = members.iter().map(|e| e.item.clone()).collect();
                items.dedup();
                let mut known: Vec<String> =
                    members.iter().filter_map(|e| e.family.clone()).collect();
                known.sort();
                known.dedup();
                let is_known = known.len() == 1 && members.iter().all(|e| e.family.is_some());
                (items.len() > 1 && !is_known).then(|| Family {
                    language: language.clone(),
                    template: template.clone(),
                    items,
                    known,
                })
            })
            .collect()
    }
}
