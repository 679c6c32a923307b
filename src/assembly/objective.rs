//! What is minimised: the distance of the mean difficulty from its target where the specification
//! has one and statistics exist, or the greatest distance of the information from its targets, with
//! random weights as a faint tie-break; else random weights.
//!
//! With a target every place filled by an item without statistics costs as much as the largest
//! deviation one item can cause, so leaving statistics out never pays.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::candidate::Candidate;
use super::eligible::Context;

/// Weight of the random tie-break beside a target, in units of mean difficulty.
const TIE_BREAK: f64 = 1e-4;
/// Mean difficulties this near to the best reachable one are good enough.
const NEAR_ENOUGH: f64 = 5e-4;

/// Random weights in (0, 1), drawn in (code, version) order from one stream for each form.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Draws `count` weights.
    pub fn draw(seed: u64, form: usize, count: usize) -> Self {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        random.set_stream(form as u64);
        let grain =
            |random: &mut ChaCha20Rng| f64::from((random.next_u32() >> 12) + 1) / 1_048_577.0;
        Self((0..count).map(|_| grain(&mut random)).collect())
    }

    /// Weight of a candidate by index.
    pub fn of(&self, candidate: usize) -> f64 {
        self.0[candidate]
    }
}

/// The target, where there is one.
pub fn target(context: &Context<'_>) -> Option<f64> {
    context.component.constraints.target_mean_p
}

/// The greatest target of information, where there is one.
fn information_target(context: &Context<'_>) -> Option<f64> {
    let points = &context.information_rule()?.points;
    points
        .iter()
        .filter_map(|point| point.target)
        .reduce(f64::max)
}

/// The smallest target that distances are compared with; `None` without a target.
pub fn smallest_target(context: &Context<'_>) -> Option<f64> {
    let points = context.information_rule().map(|rule| rule.points.iter());
    let points = points.into_iter().flatten();
    let information = points.filter_map(|point| point.target);
    let all = target(context).into_iter().chain(information);
    all.reduce(f64::min)
}

/// What the distance from a target is measured by; 0 without a target.
pub fn scale(context: &Context<'_>) -> f64 {
    let targets = [target(context), information_target(context)];
    targets.into_iter().flatten().fold(0.0, f64::max)
}

/// Number of items of a form, at least 1.
pub fn items(context: &Context<'_>) -> f64 {
    f64::from(
        context
            .component
            .rows
            .iter()
            .filter(|row| !row.unscored)
            .map(|row| row.items)
            .sum::<u32>()
            .max(1),
    )
}

/// Cost of choosing an item.
pub fn cost(context: &Context<'_>, item: &Candidate, weight: f64) -> f64 {
    match target(context) {
        // The list of objectives says itself what counts.
        None if !context.objectives().is_empty() => 0.0,
        None if information_target(context).is_some() || context.rules.has_soft() => {
            TIE_BREAK * weight / items(context)
        }
        None => weight,
        Some(_) => {
            let unknown = if item.p.is_none() { 1.0 } else { 0.0 };
            (unknown + TIE_BREAK * weight) / items(context)
        }
    }
}

/// Distance from the optimum that is good enough.
pub fn absolute_gap(context: &Context<'_>) -> f64 {
    if target(context).or(information_target(context)).is_some() {
        NEAR_ENOUGH
    } else {
        1e-6
    }
}
