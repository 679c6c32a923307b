//! Recounts how often the items of a form were used before, and whether its own pupils have met them.
//! Anchors are used again on purpose; only what their pupils have met counts against them.

use super::achieved::{Achieved, Unit};
use super::candidate::Candidate;
use super::eligible::Context;
use super::pool::Pool;

/// The limits of use that the specification or the request names, for one form.
pub(super) fn verify_past(
    context: &Context<'_>,
    pool: &Pool,
    chosen: &[(usize, usize)],
) -> Vec<Achieved> {
    let items = || {
        chosen
            .iter()
            .filter_map(|&(_, item)| pool.candidates().get(item))
    };
    let limited = || items().filter(|item| !context.is_anchor(item));
    let requirement = &context.component.bank_requirement;
    let mut achieved = Vec::new();
    if let Some(most) = requirement.max_uses {
        let have = limited()
            .map(|item| item.past.forms.saturating_add(1))
            .max();
        achieved.push(at_most("max_uses", Unit::Forms, most, have.unwrap_or(0)));
    }
    if let Some(most) = requirement.max_exposure {
        let more = context.options.cohort.unwrap_or(1);
        let have = limited()
            .map(|item| item.past.exposed.saturating_add(more))
            .max();
        achieved.push(at_most(
            "max_exposure",
            Unit::Candidates,
            most,
            have.unwrap_or(0),
        ));
    }
    achieved.extend(freshness(context, limited()));
    if context.options.cohort.is_some() {
        let met = items().filter(|item| item.past.met > 0).count();
        let met = u32::try_from(met).unwrap_or(u32::MAX);
        achieved.push(at_most("met_by_cohort", Unit::Items, 0, met));
    }
    achieved
}

/// The item used the shortest time ago; nothing where none was used.
fn freshness<'a>(
    context: &Context<'_>,
    items: impl Iterator<Item = &'a Candidate>,
) -> Option<Achieved> {
    let fewest = context.component.bank_requirement.min_days_between_uses?;
    let asked = context.options.asked_on?;
    let apart =
        |item: &Candidate| Some((asked - item.past.nearest_on?).num_days().saturating_abs());
    let nearest = items.filter_map(apart).min()?;
    let (fewest, nearest) = (i64::from(fewest) * 100, nearest.saturating_mul(100));
    let kind = "min_days_between_uses";
    Some(Achieved::new(
        kind,
        "",
        Unit::Days,
        Some(fewest),
        None,
        nearest,
    ))
}

/// Forms an item stands in, those before and all of these, where that is limited.
pub(super) fn verify_uses(
    context: &Context<'_>,
    pool: &Pool,
    forms: &[Vec<(usize, usize)>],
) -> Option<Achieved> {
    let most = context.component.bank_requirement.max_uses?;
    let uses = |item: &Candidate| {
        let stands = |form: &&Vec<(usize, usize)>| {
            let mut codes = form
                .iter()
                .map(|&(_, other)| &pool.candidates()[other].code);
            codes.any(|code| *code == item.code)
        };
        let here = u32::try_from(forms.iter().filter(stands).count()).unwrap_or(u32::MAX);
        item.past.forms.saturating_add(here)
    };
    let items = forms
        .iter()
        .flatten()
        .map(|&(_, item)| &pool.candidates()[item]);
    let have = items
        .filter(|item| !context.is_anchor(item))
        .map(uses)
        .max();
    Some(at_most("max_uses", Unit::Forms, most, have.unwrap_or(0)))
}

fn at_most(kind: &str, unit: Unit, most: u32, have: u32) -> Achieved {
    let whole = |number: u32| i64::from(number) * 100;
    Achieved::new(kind, "", unit, None, Some(whole(most)), whole(have))
}
