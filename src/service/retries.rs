//! A second try: what a specification with a progression lets it be made of.
//!
//! | `retry` | tasks the candidate has had | clones of such tasks |
//! |---|---|---|
//! | `clone_family` | refused | right |
//! | `same_items` | right | refused |
//! | `none` | refused | refused |
//!
//! Tasks that are neither are another set (of another lesson, say) and no second try.

use std::collections::{BTreeMap, BTreeSet};

use super::Answer;
use super::sitting_form::SittingForm;
use crate::form::pinned::PinnedForm;
use crate::language::finding::Finding;
use crate::specification::document::Retry;
use crate::store::classes::CandidateRow;
use crate::store::earlier_tries::{self, TriedForm};
use crate::store::{AnyConnection, failure};

/// Tasks and clone families that a candidate has had.
#[derive(Default)]
struct Had {
    items: BTreeSet<String>,
    families: BTreeSet<String>,
}

/// What speaks against sitting a form, where some have tried its specification before.
pub(super) fn retry_unfit(
    c: &mut AnyConnection,
    form_id: &str,
    form: &SittingForm,
    people: &[CandidateRow],
) -> Answer<Vec<Finding>> {
    let rule = form.specification.progression.as_ref();
    let Some(retry) = rule.and_then(|progression| progression.retry) else {
        return Ok(Vec::new());
    };
    let ids: Vec<String> = people.iter().map(|person| person.id.clone()).collect();
    let tried = earlier_tries::of_specification(c, form_id, &ids)?;
    let had = had_by(&tried)?;
    let (mut again, mut cloned) = (Counted::default(), Counted::default());
    for person in people {
        let Some(had) = had.get(&person.id) else {
            continue;
        };
        for (at, item) in form.tasks() {
            let family = item.content.family.as_ref();
            if had.items.contains(&at.item) {
                again.note(&person.code, at.position);
            } else if family.is_some_and(|family| had.families.contains(family)) {
                cloned.note(&person.code, at.position);
            }
        }
    }
    Ok(match retry {
        Retry::CloneFamily => again.finding("retry_not_of_clones").into_iter().collect(),
        Retry::SameItems => cloned
            .finding("retry_not_of_same_items")
            .into_iter()
            .collect(),
        Retry::None => {
            again.add(cloned);
            again.finding("retry_not_allowed").into_iter().collect()
        }
    })
}

fn had_by(tried: &[TriedForm]) -> Answer<BTreeMap<String, Had>> {
    let mut all: BTreeMap<String, Had> = BTreeMap::new();
    for form in tried {
        let pinned: PinnedForm = failure::read_json(&form.pinned)?;
        for (candidate, parts) in &form.present {
            let mut sections: Vec<Vec<String>> = Vec::new();
            for part in parts {
                sections.push(failure::read_json(part)?);
            }
            let wrote = |section: &String| {
                let mut parts = sections.iter();
                parts.any(|part| part.is_empty() || part.contains(section))
            };
            let had = all.entry(candidate.clone()).or_default();
            for (at, item) in pinned.tasks().filter(|(at, _)| wrote(&at.section)) {
                had.items.insert(at.item.clone());
                had.families.extend(item.content.family.clone());
            }
        }
    }
    Ok(all)
}

/// Candidates and positions that a rule is broken for.
#[derive(Default)]
struct Counted {
    candidates: BTreeSet<String>,
    positions: BTreeSet<u32>,
}

impl Counted {
    fn note(&mut self, candidate: &str, position: u32) {
        self.candidates.insert(candidate.to_owned());
        self.positions.insert(position);
    }

    fn add(&mut self, other: Self) {
        self.candidates.extend(other.candidates);
        self.positions.extend(other.positions);
    }

    fn finding(self, code: &'static str) -> Option<Finding> {
        if self.candidates.is_empty() {
            return None;
        }
        let candidates: Vec<String> = self.candidates.into_iter().collect();
        let positions: Vec<String> = self.positions.iter().map(u32::to_string).collect();
        let finding = Finding::error(code, "/form_id").with("candidates", candidates.join(", "));
        Some(finding.with("positions", positions.join(", ")))
    }
}
