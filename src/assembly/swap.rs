//! One task of a draft form in exchange for another: the recount says what that breaks.
//!
//! * The other forms of the run stand as they are; what they have in common is recounted too.
//! * What is broken already and gets no worse is not the exchange's fault and is not named.
//! * The task comes to the place of the other one; tasks of one stimulus stay together.
//! * Nothing is solved here: the same recount that every assembled form passes decides.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::achieved::Achieved;
use super::candidate::Candidate;
use super::compile::Chosen;
use super::eligible::{Context, Misfit, fits, misfits};
use super::layout::author_order;
use super::prepare::Prepared;
use super::request::Request;
use super::run::{AssembledForm, Position, fingerprint, label, positions};
use super::verify;
use super::verify_layout::verify_layout;
use super::verify_objectives::verify_objectives;
use crate::language::finding::Finding;

/// A version of an item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct ItemVersion {
    /// Code of the item.
    pub item: String,
    /// Version.
    pub version: u32,
}

/// An exchange that was made by hand, as the form remembers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Adjustment {
    /// Where.
    pub position: u32,
    /// The task that stood there.
    pub out: ItemVersion,
    /// The task that came.
    pub put: ItemVersion,
    /// Constraints that do not hold since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overridden: Vec<Achieved>,
    /// Why they need not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who exchanged it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A constraint that an exchange would break.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// As it would be.
    pub achieved: Achieved,
    /// Where the task itself does not fit its row: every reason.
    pub reasons: Vec<Misfit>,
}

impl Violation {
    /// True for what no reason overrides: the form would not add up, could not be locked, or would show
    /// what it may not.
    pub fn is_final(&self) -> bool {
        const FINAL: [&str; 4] = ["different_items", "max_score", "section_points", "row"];
        const REASONS: [Misfit; 4] = [
            Misfit::Languages,
            Misfit::Phase,
            Misfit::Access,
            Misfit::Subject,
        ];
        FINAL.contains(&self.achieved.kind.as_str())
            || self.reasons.iter().any(|reason| REASONS.contains(reason))
    }
}

/// A draft form among the forms of its run.
pub struct Draft<'a> {
    request: &'a Request,
    prepared: Prepared,
    /// Choices of every form of the run, in the order of positions.
    forms: Vec<Chosen>,
    /// The one to change.
    which: usize,
}

impl<'a> Draft<'a> {
    /// Reads the forms of a run against its request, whose candidates are those of now.
    ///
    /// # Errors
    /// Everything that is wrong with the request; `form_item_missing` for a task that is no candidate.
    pub fn of(
        request: &'a Request,
        forms: &[Vec<Position>],
        which: usize,
    ) -> Result<Self, Vec<Finding>> {
        let prepared = Prepared::of(request)?;
        let chosen: Result<Vec<Chosen>, Finding> =
            forms.iter().map(|form| choices(&prepared, form)).collect();
        let forms = chosen.map_err(|finding| vec![finding])?;
        Ok(Self {
            request,
            prepared,
            forms,
            which,
        })
    }

    fn context(&self) -> Context<'_> {
        self.prepared.context(self.request)
    }

    fn candidate(&self, index: usize) -> &Candidate {
        &self.prepared.pool.candidates()[index]
    }

    /// Number of a candidate by code; where no version is named, of its newest one that may be used, else
    /// of its newest.
    pub fn candidate_of(&self, code: &str, version: Option<u32>) -> Option<usize> {
        let all = self.prepared.pool.candidates().iter().enumerate();
        let named = all.filter(|(_, item)| {
            item.code == code && version.is_none_or(|version| version == item.version)
        });
        let phases = &self.request.options.phases;
        let usable = |item: &Candidate| phases.contains(&item.phase);
        let best = named.max_by_key(|(_, item)| (usable(item), item.version));
        best.map(|(index, _)| index)
    }

    /// The item version of a candidate.
    pub fn version_of(&self, candidate: usize) -> ItemVersion {
        let item = self.candidate(candidate);
        ItemVersion {
            item: item.code.clone(),
            version: item.version,
        }
    }

    /// A candidate's facts.
    pub fn facts(&self, candidate: usize) -> &Candidate {
        self.candidate(candidate)
    }

    /// The candidate at a place (from 0) of the form.
    pub fn at(&self, place: usize) -> Option<usize> {
        Some(self.forms[self.which].get(place)?.1)
    }

    /// The choices with another candidate at a place.
    fn exchanged(&self, place: usize, candidate: usize) -> Chosen {
        let mut chosen = self.forms[self.which].clone();
        if let Some(choice) = chosen.get_mut(place) {
            choice.1 = candidate;
        }
        match self.candidate(candidate).stimulus {
            Some(_) => self.together(chosen),
            None => chosen,
        }
    }

    /// Tasks of one stimulus of a section where its first one stands, in their author's order.
    fn together(&self, chosen: Chosen) -> Chosen {
        let mut groups: Vec<Chosen> = Vec::new();
        let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (row, candidate) in chosen {
            let section = self.prepared.component.rows[row].section.as_str();
            let Some(code) = self.candidate(candidate).stimulus_code() else {
                groups.push(vec![(row, candidate)]);
                continue;
            };
            let place = *places.entry((section, code)).or_insert(groups.len());
            match groups.get_mut(place) {
                Some(group) => group.push((row, candidate)),
                None => groups.push(vec![(row, candidate)]),
            }
        }
        for group in groups.iter_mut().filter(|group| group.len() > 1) {
            let code = |candidate: usize| author_order(&self.candidate(candidate).code);
            group.sort_by(|a, b| code(a.1).cmp(&code(b.1)));
        }
        groups.concat()
    }

    /// Every constraint that the exchange breaks, or breaks worse than it is broken.
    pub fn violations(&self, place: usize, candidate: usize) -> Vec<Violation> {
        let before = self.recount(&self.forms[self.which]);
        let after = self.recount(&self.exchanged(place, candidate));
        let was = |new: &Achieved| {
            let same = |old: &&Achieved| old.kind == new.kind && old.about == new.about;
            before.iter().find(same).map_or(0, distance)
        };
        let broken = after.into_iter().filter(|new| distance(new) > was(new));
        broken
            .map(|achieved| Violation {
                reasons: self.reasons(&achieved, place, candidate),
                achieved,
            })
            .collect()
    }

    fn reasons(&self, achieved: &Achieved, place: usize, candidate: usize) -> Vec<Misfit> {
        if achieved.kind != "row_fit" {
            return Vec::new();
        }
        let row = self.forms[self.which].get(place);
        let row = row.map(|(row, _)| &self.prepared.component.rows[*row]);
        row.map_or_else(Vec::new, |row| {
            misfits(&self.context(), row, self.candidate(candidate))
        })
    }

    /// The form and its pairs with the others of the run.
    fn recount(&self, chosen: &Chosen) -> Vec<Achieved> {
        let context = self.context();
        let pool = &self.prepared.pool;
        let mut all = verify::verify_numbered(&context, pool, self.which, chosen);
        all.extend(verify_layout(&context, pool, self.which, chosen));
        let mut forms = self.forms.clone();
        forms[self.which].clone_from(chosen);
        let pairs = verify::verify_overlaps(&context, pool, &forms).into_iter();
        // Uses are counted form by form: locked forms of the run are past uses already.
        all.extend(pairs.filter(|pair| pair.kind != "max_uses").map(labelled));
        all
    }

    /// Candidates that may come to a place without breaking anything, the most alike first; `known` are
    /// those that may be named.
    pub fn proposals(
        &self,
        place: usize,
        known: &BTreeSet<(String, u32)>,
        most: usize,
    ) -> Vec<usize> {
        let Some(&(row, present)) = self.forms[self.which].get(place) else {
            return Vec::new();
        };
        let standing: BTreeSet<&str> = self.forms[self.which]
            .iter()
            .map(|&(_, candidate)| self.candidate(candidate).code.as_str())
            .collect();
        let context = self.context();
        let row = &self.prepared.component.rows[row];
        let out = self.candidate(present);
        let all = self.prepared.pool.candidates().iter().enumerate();
        let mut fitting: Vec<(usize, &Candidate)> = all
            .filter(|(_, item)| !standing.contains(item.code.as_str()))
            .filter(|(_, item)| known.contains(&(item.code.clone(), item.version)))
            .filter(|(_, item)| fits(&context, row, item))
            .collect();
        fitting.sort_by_cached_key(|(index, item)| (unlike(out, item), *index));
        let kept = fitting.into_iter().map(|(index, _)| index);
        kept.filter(|index| self.violations(place, *index).is_empty())
            .take(most)
            .collect()
    }

    /// The form after the exchange.
    pub fn swapped(&self, place: usize, candidate: usize, form: &AssembledForm) -> AssembledForm {
        let chosen = self.exchanged(place, candidate);
        let (context, pool) = (self.context(), &self.prepared.pool);
        let positions = positions(&context, pool, &chosen);
        let (mean_p, mean_p_items) = verify::mean_p(pool, &chosen);
        let mut achieved = verify::verify_numbered(&context, pool, self.which, &chosen);
        achieved.extend(verify_layout(&context, pool, self.which, &chosen));
        AssembledForm {
            label: form.label.clone(),
            fingerprint: fingerprint(self.request, &positions),
            positions,
            achieved,
            objectives: verify_objectives(&context, pool, self.which, &chosen),
            mean_p,
            mean_p_items,
            adjustments: form.adjustments.clone(),
        }
    }
}

pub(super) fn choices(prepared: &Prepared, form: &[Position]) -> Result<Chosen, Finding> {
    let rows = &prepared.component.rows;
    let candidates = prepared.pool.candidates();
    let one = |position: &Position| {
        let row = rows.iter().position(|row| row.id == position.row);
        let wanted = (position.item.as_str(), position.version);
        let item = candidates
            .binary_search_by(|item| (item.code.as_str(), item.version).cmp(&wanted))
            .ok();
        row.zip(item).ok_or_else(|| {
            Finding::error("form_item_missing", "")
                .with("position", position.position)
                .with("language", "")
        })
    };
    form.iter().map(one).collect()
}

/// How far outside its bounds a constraint is; a constraint that holds by its own rule is not.
fn distance(achieved: &Achieved) -> i64 {
    let have = achieved.achieved.0;
    let below = achieved.min.map_or(0, |min| (min.0 - have).max(0));
    let above = achieved.max.map_or(0, |max| (have - max.0).max(0));
    match achieved.holds {
        true => 0,
        // A share may be outside by less than a hundredth.
        false => (below + above).max(1),
    }
}

/// Forms of a pair by label instead of by number (`0-1` becomes `A-B`).
fn labelled(mut pair: Achieved) -> Achieved {
    // What a rule is called is no number of a form.
    let numbers = pair.about.split('-').map(str::parse::<usize>);
    if let Ok(numbers) = numbers.collect::<Result<Vec<_>, _>>()
        && pair.kind != "rule"
    {
        let labels: Vec<String> = numbers.into_iter().map(label).collect();
        pair.about = labels.join("-");
    }
    pair
}

/// How unlike two items are: difficulty level, thinking level, share of right answers in hundredths,
/// minutes, other objectives.
fn unlike(out: &Candidate, item: &Candidate) -> (bool, bool, u32, u64, bool) {
    let apart = |a: f64, b: f64| ((a - b).abs() * 100.0).round() as u32;
    let p = match (out.p, item.p) {
        (Some(a), Some(b)) => apart(a.value, b.value),
        (None, None) => 0,
        _ => 100,
    };
    let minutes = |item: &Candidate| item.minutes.map_or(0, |minutes| minutes.0);
    (
        out.difficulty != item.difficulty,
        out.thinking != item.thinking,
        p,
        minutes(out).abs_diff(minutes(item)),
        out.objectives != item.objectives,
    )
}
