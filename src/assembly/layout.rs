//! The order of a form's tasks: by section, by row, tasks of one stimulus together where its first
//! row stands, else by chance with the run's seed.
//!
//! Inside a set nothing is left to chance: its tasks follow the text or the recording as their
//! author numbered them, whatever rows they fill. A set's order is the order of its item codes, the
//! numbers in them read as numbers (`a-2` before `a-10`).

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
            let own = (row, weights.of(candidate));
            let code = stimulus(candidate).unwrap_or("");
            let group = places.get(&(section(row), code)).copied().unwrap_or(own);
            let number = author_order(&pool.candidates()[candidate].code);
            (
                (section(row), group.0, group.1, code, number),
                (row, candidate),
            )
        })
        .collect();
    keyed.sort_by(|(a, left), (b, right)| {
        let first = (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then(a.2.total_cmp(&b.2))
            .then(a.3.cmp(b.3));
        first.then(a.4.cmp(&b.4)).then(left.cmp(right))
    });
    keyed.into_iter().map(|(_, choice)| choice).collect()
}

/// A code cut into what is no number and the number after it; a number too long for one counts as
/// the greatest.
pub(super) fn author_order(code: &str) -> Vec<(&str, u64)> {
    let mut pieces = Vec::new();
    let mut rest = code;
    while !rest.is_empty() {
        let digit = |c: char| c.is_ascii_digit();
        let (text, from_number) = rest.split_at(rest.find(digit).unwrap_or(rest.len()));
        let end = from_number.find(|c| !digit(c)).unwrap_or(from_number.len());
        let (number, after) = from_number.split_at(end);
        let number = if number.is_empty() {
            0
        } else {
            number.parse().unwrap_or(u64::MAX)
        };
        pieces.push((text, number));
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::author_order;

    #[test]
    fn numbers_in_codes_are_read_as_numbers() {
        let mut codes = ["kk-10-b", "kk-2", "kk-10-a", "ka-11", "kk-1"];
        codes.sort_by(|a, b| author_order(a).cmp(&author_order(b)));
        assert_eq!(codes, ["ka-11", "kk-1", "kk-2", "kk-10-a", "kk-10-b"]);
    }
}
