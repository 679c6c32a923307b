//! The six partial-credit rules.
//!
//! Every rule gives a **share** of the part's points: so many right of so many. The share is exact
//! and rounded once, to hundredths of a point, half up: 1 of 3 of one point is 0.33, 2 of 3 is 0.67,
//! 3 of 3 is 1. No rule gives less than nothing or more than the part's points, the full key always
//! gives full points, and the order in which choices or pairs are listed never matters.
//!
//! The tables below are the rows the tests run.

use std::collections::BTreeSet;

use crate::bank::content::Pair;
use crate::bank::{Hundredths, PartialRule, Points};

/// True where a rule can score a set of choices (MCQ, MULTI, TF).
pub const fn scores_choices(rule: PartialRule) -> bool {
    use PartialRule::{AllOrNothing, PerCorrectMinusWrong, PerCorrectNoPenalty};
    matches!(
        rule,
        AllOrNothing | PerCorrectMinusWrong | PerCorrectNoPenalty
    )
}

/// True where a rule can score pairs (MATCH).
pub const fn scores_pairs(rule: PartialRule) -> bool {
    matches!(rule, PartialRule::AllOrNothing | PartialRule::PerPair)
}

/// True where a rule can score an order (ORDER).
pub const fn scores_order(rule: PartialRule) -> bool {
    matches!(
        rule,
        PartialRule::AllOrNothing | PartialRule::PerPosition | PartialRule::LongestCorrectRun
    )
}

/// The exact key gives all points, anything else none. For every closed type.
///
/// Worked examples of `all_or_nothing` (choices, in any order):
///
/// | key | chosen | points | gives |
/// |-----|--------|--------|-------|
/// | a c | a c    | 2      | 2     |
/// | a c | c a    | 2      | 2     |
/// | a c | a      | 2      | 0     |
/// | a c | a b c  | 2      | 0     |
/// | b   | b      | 1      | 1     |
/// | b   |        | 1      | 0     |
pub fn all_or_nothing(exact: bool, points: Points) -> Points {
    if exact { points } else { Points::ZERO }
}

/// One share for each correct choice less one for each wrong one, never below zero.
/// A share is the part's points over the number of keyed options.
///
/// Worked examples of `per_correct_minus_wrong`:
///
/// | key   | chosen  | points | gives | why                         |
/// |-------|---------|--------|-------|-----------------------------|
/// | a c   | a c     | 2      | 2     | both                        |
/// | a c   | a       | 2      | 1     | one of two                  |
/// | a c   | a b     | 2      | 0     | one right less one wrong    |
/// | a c   | a b c   | 2      | 1     | two right less one wrong    |
/// | a c   | b d     | 2      | 0     | never below zero            |
/// | a c e | a c     | 1      | 0.67  | 2/3, half up                |
/// | a c e | a c b   | 1      | 0.33  | 1/3, half up                |
/// | a c   |         | 2      | 0     | nothing chosen              |
pub fn per_correct_minus_wrong(key: &[String], chosen: &[String], points: Points) -> Points {
    let (right, wrong) = tally(key, chosen);
    share(points, right.saturating_sub(wrong), distinct(key).len())
}

/// One share for each correct choice and no penalty for wrong ones, but nothing at all when more
/// than `most_chosen` are chosen (absent: as many as are keyed), so that choosing everything never pays.
///
/// Worked examples of `per_correct_no_penalty`:
///
/// | key   | chosen  | most | points | gives | why                          |
/// |-------|---------|------|--------|-------|------------------------------|
/// | a c   | a c     | 2    | 2      | 2     | both                         |
/// | a c   | a b     | 2    | 2      | 1     | the wrong one costs nothing  |
/// | a c   | a b c   | 3    | 2      | 2     | three may be chosen          |
/// | a c   | a b c   | 2    | 2      | 0     | three chosen, two allowed    |
/// | a c   | a b c   |      | 2      | 0     | two keyed, so two allowed    |
/// | a c e | e       | 3    | 2      | 0.67  | 2/3, half up                 |
/// | a c   | b d     | 2    | 2      | 0     | none right                   |
pub fn per_correct_no_penalty(
    key: &[String],
    chosen: &[String],
    most_chosen: Option<u32>,
    points: Points,
) -> Points {
    if exceeds(key, chosen, most_chosen) {
        return Points::ZERO;
    }
    share(points, tally(key, chosen).0, distinct(key).len())
}

/// True when more options are chosen than may be (absent: as many as are keyed).
pub fn exceeds(key: &[String], chosen: &[String], most_chosen: Option<u32>) -> bool {
    let most = most_chosen.map_or(distinct(key).len(), |most| most as usize);
    distinct(chosen).len() > most
}

/// One share for each correct pair. A left element paired twice counts as wrong.
///
/// Worked examples of `per_pair`:
///
/// | key         | given           | points | gives | why                       |
/// |-------------|-----------------|--------|-------|---------------------------|
/// | 1-x 2-y 3-z | 3-z 1-x 2-y     | 3      | 3     | all, in any order         |
/// | 1-x 2-y 3-z | 1-x 2-z 3-y     | 3      | 1     | one of three              |
/// | 1-x 2-y 3-z | 1-x 2-y         | 2      | 1.33  | 4/3, half up              |
/// | 1-x 2-y 3-z | 1-x 1-y 2-y 3-z | 3      | 2     | 1 is paired twice         |
/// | 1-x 2-y 3-z |                 | 3      | 0     | nothing paired            |
pub fn per_pair(key: &[Pair], given: &[Pair], points: Points) -> Points {
    let given: BTreeSet<&Pair> = given.iter().collect();
    let once = |left: &str| given.iter().filter(|pair| pair.left == left).count() == 1;
    let key: BTreeSet<&Pair> = key.iter().collect();
    let right = key
        .iter()
        .filter(|pair| given.contains(**pair) && once(&pair.left))
        .count();
    share(points, right, key.len())
}

/// One share for each element in its right place, counted from the first.
///
/// Worked examples of `per_position`:
///
/// | key     | given   | points | gives | why                              |
/// |---------|---------|--------|-------|----------------------------------|
/// | a b c d | a b c d | 4      | 4     | all                              |
/// | a b c d | a c b d | 4      | 2     | first and last                   |
/// | a b c d | b c d a | 4      | 0     | shifted: none is in its place    |
/// | a b c d | a b     | 2      | 1     | the rest is not placed           |
/// | a b c   | a c b   | 1      | 0.33  | 1/3, half up                     |
pub fn per_position(key: &[String], given: &[String], points: Points) -> Points {
    let right = key
        .iter()
        .zip(given)
        .filter(|(wanted, placed)| wanted == placed)
        .count();
    share(points, right, key.len())
}

/// The share of the longest unbroken run: elements that stand next to each other in the answer just
/// as they do in the key, wherever the run begins. A single element is not a run.
///
/// Worked examples of `longest_correct_run`:
///
/// | key       | given     | points | gives | why                               |
/// |-----------|-----------|--------|-------|-----------------------------------|
/// | a b c d   | a b c d   | 4      | 4     | all                               |
/// | a b c d   | b c d a   | 4      | 3     | b c d                             |
/// | a b c d   | a b d c   | 4      | 2     | a b                               |
/// | a b c d   | d c b a   | 4      | 0     | no two follow each other rightly  |
/// | a b c d e | c d a b e | 5      | 2     | c d, or a b                       |
/// | a b c     | b c       | 1      | 0.67  | 2/3, half up                      |
pub fn longest_correct_run(key: &[String], given: &[String], points: Points) -> Points {
    let place = |element: &String| key.iter().position(|keyed| keyed == element);
    let (mut longest, mut run) = (0_usize, 0_usize);
    let mut before: Option<usize> = None;
    for element in given {
        let here = place(element);
        let follows = matches!((before, here), (Some(b), Some(h)) if h == b + 1);
        run = match here {
            Some(_) if follows => run + 1,
            Some(_) => 1,
            None => 0,
        };
        longest = longest.max(run);
        before = here;
    }
    let counted = if longest >= 2 || longest == key.len() {
        longest
    } else {
        0
    };
    share(points, counted, key.len())
}

/// `points` × `right` / `of`, rounded half up to hundredths; nothing of nothing.
fn share(points: Points, right: usize, of: usize) -> Points {
    if of == 0 {
        return Points::ZERO;
    }
    let (right, of) = (right.min(of) as i128, of as i128);
    let doubled = i128::from(points.0.max(0)) * right * 2 + of;
    // Not more than `points`, so it fits.
    Hundredths(i64::try_from(doubled / (of * 2)).unwrap_or(points.0))
}

fn distinct(ids: &[String]) -> BTreeSet<&String> {
    ids.iter().collect()
}

/// Right and wrong among the distinct chosen options.
fn tally(key: &[String], chosen: &[String]) -> (usize, usize) {
    let (key, chosen) = (distinct(key), distinct(chosen));
    let right = chosen.intersection(&key).count();
    (right, chosen.len() - right)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::examples::table;

    const SOURCE: &str = include_str!("rules.rs");

    fn ids(cell: &str) -> Vec<String> {
        cell.split_whitespace().map(str::to_owned).collect()
    }

    fn pairs(cell: &str) -> Vec<Pair> {
        let pair = |text: &str| {
            text.split_once('-')
                .map(|(l, r)| (l.to_owned(), r.to_owned()))
                .unwrap()
        };
        cell.split_whitespace()
            .map(pair)
            .map(|(left, right)| Pair { left, right })
            .collect()
    }

    fn each(name: &str, rule: impl Fn(&[String]) -> (Points, usize)) {
        for row in table(SOURCE, name) {
            let (given, column) = rule(&row);
            assert_eq!(given.to_string(), row[column], "{name}: {row:?}");
        }
    }

    fn points(cell: &str) -> Points {
        cell.parse().unwrap()
    }

    #[test]
    fn all_or_nothing_gives_what_its_table_says() {
        each("all_or_nothing", |r| {
            let (mut key, mut chosen) = (ids(&r[0]), ids(&r[1]));
            key.sort();
            chosen.sort();
            (all_or_nothing(key == chosen, points(&r[2])), 3)
        });
    }

    #[test]
    fn per_correct_minus_wrong_gives_what_its_table_says() {
        each("per_correct_minus_wrong", |r| {
            (
                per_correct_minus_wrong(&ids(&r[0]), &ids(&r[1]), points(&r[2])),
                3,
            )
        });
    }

    #[test]
    fn per_correct_no_penalty_gives_what_its_table_says() {
        each("per_correct_no_penalty", |r| {
            let most = r[2].parse().ok();
            (
                per_correct_no_penalty(&ids(&r[0]), &ids(&r[1]), most, points(&r[3])),
                4,
            )
        });
    }

    #[test]
    fn per_pair_gives_what_its_table_says() {
        each("per_pair", |r| {
            (per_pair(&pairs(&r[0]), &pairs(&r[1]), points(&r[2])), 3)
        });
    }

    #[test]
    fn per_position_gives_what_its_table_says() {
        each("per_position", |r| {
            (per_position(&ids(&r[0]), &ids(&r[1]), points(&r[2])), 3)
        });
    }

    #[test]
    fn longest_correct_run_gives_what_its_table_says() {
        each("longest_correct_run", |r| {
            (
                longest_correct_run(&ids(&r[0]), &ids(&r[1]), points(&r[2])),
                3,
            )
        });
    }
}
