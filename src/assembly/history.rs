//! Rules about what items have been through and about how they may be used again.
//!
//! * Pilot rounds and `min_n` are read from the statistics of the version: an item without any lacks
//!   the rounds, and only where no rounds are asked for, the candidates. Unscored items are there to
//!   be tried out: neither is asked of them.
//! * An item used in one of the last terms stays out; use in the specification's own term (another
//!   form of the same test) or later does not keep it out. Anchors are there because they were used.
//! * An item stands in no more forms, is met by no more candidates and comes back no sooner than the
//!   bank requirement says; the forms being made count, and a sitting planned for later is as near as
//!   it is far. Anchors are used again whatever these limits say.
//! * What any of those the forms are for has met stays out, an anchor too: it would tell nothing of
//!   them.
//! * A recording must allow as many plays as the rule asks; one that names no number allows any.

use super::candidate::{Candidate, StimulusFacts};
use super::eligible::{Context, Misfit, Rule};
use super::information::parameters_fit;
use crate::bank::StimulusKind;
use crate::specification::component::ResolvedRow;

/// One line for each rule.
pub(super) const RULES: [(Rule, Misfit); 10] = [
    (plays_fit, Misfit::Plays),
    (equivalent_fits, Misfit::Equivalent),
    (pilot_rounds_fit, Misfit::PilotRounds),
    (min_n_fits, Misfit::MinN),
    (used_fits, Misfit::Used),
    (uses_fit, Misfit::MaxUses),
    (exposure_fits, Misfit::MaxExposure),
    (freshness_fits, Misfit::Fresh),
    (|_, _, i| i.past.met == 0, Misfit::Met),
    (parameters_fit, Misfit::Parameters),
];

fn uses_fit(context: &Context<'_>, _: &ResolvedRow, item: &Candidate) -> bool {
    context.is_anchor(item) || context.uses_left(item).is_none_or(|left| left > 0)
}

fn exposure_fits(context: &Context<'_>, _: &ResolvedRow, item: &Candidate) -> bool {
    let more = context.options.cohort.unwrap_or(1);
    let most = context.component.bank_requirement.max_exposure;
    let within = |most: u32| item.past.exposed.saturating_add(more) <= most;
    context.is_anchor(item) || most.is_none_or(within)
}

fn freshness_fits(context: &Context<'_>, _: &ResolvedRow, item: &Candidate) -> bool {
    let fewest = context.component.bank_requirement.min_days_between_uses;
    let (Some(fewest), Some(used), Some(asked)) =
        (fewest, item.past.nearest_on, context.options.asked_on)
    else {
        return true;
    };
    let apart = (asked - used).num_days().unsigned_abs();
    context.is_anchor(item) || apart >= u64::from(fewest)
}

fn used_fits(context: &Context<'_>, _: &ResolvedRow, item: &Candidate) -> bool {
    context.is_anchor(item) || context.terms_against(item).next().is_none()
}

fn plays_fit(_: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> bool {
    let recorded = |s: &&StimulusFacts| matches!(s.kind, StimulusKind::Audio | StimulusKind::Video);
    let stimulus = item.stimulus.as_ref();
    let allowed = stimulus.filter(recorded).and_then(|s| s.plays);
    let asked = row.stimulus.iter().chain(&row.section_stimulus);
    let mut asked = asked.filter_map(|rule| rule.plays);
    allowed.is_none_or(|allowed| asked.all(|asked| asked <= allowed))
}

/// The languages of the form itself have a rule of their own.
fn equivalent_fits(context: &Context<'_>, _: &ResolvedRow, item: &Candidate) -> bool {
    let component = context.component;
    if component.bank_requirement.languages_equivalent != Some(true) {
        return true;
    }
    let set = component
        .language_set(context.languages)
        .into_iter()
        .flatten();
    let mut others = set.filter(|language| !context.languages.contains(language));
    others.all(|language| item.languages.contains(language))
}

fn pilot_rounds_fit(context: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> bool {
    let asked = context.component.bank_requirement.pilot_rounds;
    row.unscored || asked.is_none_or(|rounds| item.evidence.rounds >= rounds)
}

fn min_n_fits(context: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> bool {
    let requirement = &context.component.bank_requirement;
    let told = item.evidence.is_none() && requirement.pilot_rounds.is_some_and(|rounds| rounds > 0);
    let enough = |n: u32| item.evidence.n >= u64::from(n);
    row.unscored || told || requirement.min_n.is_none_or(enough)
}
