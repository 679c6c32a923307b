//! The order of a form's tasks: by section, by row, tasks of one stimulus together where its first
//! row stands, else by chance with the run's seed.

use std::collections::BTreeMap;

use super::compile::Chosen;
use super::eligible::Context;
use super::objective::Weights;
use super::pool::Pool;

/// Random streams of the order begin here, so that they never meet those of the objective.
const ORDER_STREAMS: usize = 1 << 32;

/// The choices of a form in the order of its positions.
pub fn in_order(context: &Context<'_>, pool: &Pool, form: usize, chosen: &Chosen) -> Chosen {
    let weights = Weights::draw(context.options.seed, ORDER_STREAMS + form, pool.len());
    let section = |row: usize| {
        let id = &context.component.rows[row].section;
        context.component.section_index(id).unwrap_or(usize::MAX)
    };
    let stimulus = |candidate: usize| pool.candidates()[candidate].stimulus_code();
    // Where a stimulus stands in a section: its first row, and there by its lightest task.
    let mut places: BTreeMap<(usize, &str), (usize, f64)> = BTreeMap::new();
    for &(row, candidate) in chosen {
        let Some(code) = stimulus(candidate) else {
            continue;
        };
        let here = (row, weights.of(candidate));
        let place = places.entry((section(row), code)).or_insert(here);
        if (here.0, here.1) < *place {
            *place = here;
        }
    }
    let mut keyed: Vec<_> = chosen
        .iter()
        .map(|&(row, candidate)| {
            let weight = weights.of(candidate);
            let own = (row, weight);
            let code = stimulus(candidate).unwrap_or("");
            let group = places.get(&(section(row), code)).copied().unwrap_or(own);
            (
                (section(row), group.0, group.1, code, row, weight),
                (row, candidate),
            )
        })
        .collect();
    keyed.sort_by(|(a, left), (b, right)| {
        let first = (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then(a.2.total_cmp(&b.2))
            .then(a.3.cmp(b.3));
        first
            .then(a.4.cmp(&b.4))
            .then(a.5.total_cmp(&b.5))
            .then(left.cmp(right))
    });
    keyed.into_iter().map(|(_, choice)| choice).collect()
}
