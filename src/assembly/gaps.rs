//! What a bank lacks for a component, row by row: how many items each row needs, and how many there are
//! by how far they have come. For those who write items; whether forms can be made is another question
//! ([`super::shortage`]), which goes by rows that compete and past use as well.

use std::collections::BTreeMap;

use super::candidate::Candidate;
use super::eligible::{Context, Misfit, misfits};
use super::shortage::need_of_all_forms;
use crate::bank::phase::Phase;
use crate::specification::component::ResolvedRow;

/// A row with what it needs and what there is. An item counts once, by its version that has come
/// furthest. Where a form takes one of a clone family, no more of one count than there are forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowGap {
    /// Different items that the forms of the specification need together.
    pub need: usize,
    /// In use; in a row of a pilot block: in pilot.
    pub live: usize,
    /// Approved or in pilot.
    pub approved: usize,
    /// In review.
    pub in_review: usize,
    /// Drafts.
    pub draft: usize,
    /// Of any phase, and fit but for a language that is missing or stale, its hints and solutions.
    pub untranslated: usize,
}

impl RowGap {
    /// Items that nobody has begun.
    pub fn missing(&self) -> usize {
        let there = self.live + self.approved + self.in_review + self.draft + self.untranslated;
        self.need.saturating_sub(there)
    }
}

/// How far an item has come; the furthest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Live,
    Approved,
    Review,
    Draft,
    Untranslated,
}

/// The gaps of a component's rows, in their order.
pub fn gaps(context: &Context<'_>, candidates: &[Candidate]) -> Vec<RowGap> {
    let rows = context.component.rows.iter().enumerate();
    rows.map(|(index, row)| {
        let mut furthest: BTreeMap<&str, Come<'_>> = BTreeMap::new();
        for item in candidates {
            if let Some(stage) = stage(context, row, item) {
                let come = (stage, item.family.as_deref());
                let known = furthest.entry(&item.code).or_insert(come);
                *known = come.min(*known);
            }
        }
        let forms = context.halves(context.half_of(index));
        let counted = counted(context, forms, furthest.into_values());
        let count = |stage| counted.iter().filter(|one| **one == stage).count();
        RowGap {
            need: need_of_all_forms(context, index, row.items as usize),
            live: count(Stage::Live),
            approved: count(Stage::Approved),
            in_review: count(Stage::Review),
            draft: count(Stage::Draft),
            untranslated: count(Stage::Untranslated),
        }
    })
    .collect()
}

/// How far an item has come, and its clone family.
type Come<'a> = (Stage, Option<&'a str>);

/// The stages of the items that count: of a family those that have come furthest, as many as the forms can
/// have of it.
fn counted<'a>(
    context: &Context<'_>,
    forms: usize,
    items: impl Iterator<Item = Come<'a>>,
) -> Vec<Stage> {
    let one_per_family = context.component.constraints.one_per_family;
    let mut families: BTreeMap<&str, Vec<Stage>> = BTreeMap::new();
    let mut counted = Vec::new();
    for (stage, family) in items {
        match family.filter(|_| one_per_family) {
            Some(family) => families.entry(family).or_default().push(stage),
            None => counted.push(stage),
        }
    }
    for mut stages in families.into_values() {
        stages.sort_unstable();
        stages.truncate(forms);
        counted.extend(stages);
    }
    counted
}

/// `None` for what does not fit, or is out of use.
fn stage(context: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> Option<Stage> {
    let mut fits = true;
    for misfit in misfits(context, row, item) {
        match misfit {
            // What is asked of items in use is still before the others.
            Misfit::Phase | Misfit::PilotRounds | Misfit::MinN | Misfit::Used => {}
            Misfit::Languages | Misfit::Equivalent | Misfit::Hint | Misfit::Explanation => {
                fits = false;
            }
            _ => return None,
        }
    }
    let stage = match item.phase {
        Phase::Live if row.unscored => return None,
        Phase::Live => Stage::Live,
        Phase::Pilot if row.unscored => Stage::Live,
        Phase::Approved | Phase::Pilot => Stage::Approved,
        Phase::Review => Stage::Review,
        Phase::Draft => Stage::Draft,
        Phase::Suspended | Phase::Closed => return None,
    };
    Some(if fits { stage } else { Stage::Untranslated })
}
