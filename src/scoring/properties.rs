//! What holds for every input.

use proptest::prelude::*;

use super::ratio::Ratio;
use super::rules;
use crate::bank::content::Pair;
use crate::bank::{Hundredths, PartialRule, Points};
use crate::specification::policy::Rounding;

fn ids(most: usize) -> impl Strategy<Value = Vec<String>> {
    let letters: Vec<String> = ('a'..='h').map(String::from).collect();
    proptest::sample::subsequence(letters, 1..=most).prop_shuffle()
}

fn pairs(left: &[String], right: &[String]) -> Vec<Pair> {
    left.iter()
        .zip(right)
        .map(|(l, r)| Pair {
            left: l.clone(),
            right: r.clone(),
        })
        .collect()
}

fn every_rule(key: &[String], given: &[String], points: Points) -> Vec<(PartialRule, Points)> {
    let (mut a, mut b) = (key.to_vec(), given.to_vec());
    a.sort();
    b.sort();
    let keyed = pairs(&a, key);
    let paired = pairs(&a, given);
    vec![
        (
            PartialRule::AllOrNothing,
            rules::all_or_nothing(a == b, points),
        ),
        (
            PartialRule::PerCorrectMinusWrong,
            rules::per_correct_minus_wrong(key, given, points),
        ),
        (
            PartialRule::PerCorrectNoPenalty,
            rules::per_correct_no_penalty(key, given, None, points),
        ),
        (
            PartialRule::PerPair,
            rules::per_pair(&keyed, &paired, points),
        ),
        (
            PartialRule::PerPosition,
            rules::per_position(key, given, points),
        ),
        (
            PartialRule::LongestCorrectRun,
            rules::longest_correct_run(key, given, points),
        ),
    ]
}

proptest! {
    #[test]
    fn no_rule_gives_less_than_nothing_or_more_than_the_points(
        key in ids(8), given in ids(8), points in 0_i64..=10_000
    ) {
        for (rule, awarded) in every_rule(&key, &given, Hundredths(points)) {
            prop_assert!(Points::ZERO <= awarded && awarded <= Hundredths(points), "{rule} {awarded}");
        }
    }

    #[test]
    fn the_full_key_gives_full_points_under_every_rule(key in ids(8), points in 0_i64..=10_000) {
        for (rule, awarded) in every_rule(&key, &key, Hundredths(points)) {
            prop_assert_eq!(awarded, Hundredths(points), "{}", rule);
        }
    }

    #[test]
    fn the_order_of_choices_and_pairs_never_matters(
        key in ids(8), (given, again) in ids(8).prop_flat_map(|g| (Just(g.clone()), Just(g).prop_shuffle())),
        points in 0_i64..=10_000
    ) {
        let points = Hundredths(points);
        prop_assert_eq!(
            rules::per_correct_minus_wrong(&key, &given, points),
            rules::per_correct_minus_wrong(&key, &again, points)
        );
        prop_assert_eq!(
            rules::per_correct_no_penalty(&key, &given, Some(5), points),
            rules::per_correct_no_penalty(&key, &again, Some(5), points)
        );
        let mut reversed = pairs(&given, &again);
        let forward = reversed.clone();
        reversed.reverse();
        let keyed = pairs(&key, &key);
        prop_assert_eq!(rules::per_pair(&keyed, &forward, points), rules::per_pair(&keyed, &reversed, points));
    }

    #[test]
    fn one_more_right_choice_never_costs_points(key in ids(8), given in ids(8), points in 0_i64..=10_000) {
        let before = rules::per_correct_minus_wrong(&key, &given, Hundredths(points));
        for right in key.iter().filter(|id| !given.contains(id)) {
            let more: Vec<String> = given.iter().cloned().chain([right.clone()]).collect();
            prop_assert!(rules::per_correct_minus_wrong(&key, &more, Hundredths(points)) >= before);
        }
    }

    #[test]
    fn rounding_moves_a_percentage_by_at_most_one_step(points in 0_i64..=100_000, max in 1_i64..=100_000, places in 0_u8..=2) {
        let exact = Ratio::percent_of(Hundredths(points), Hundredths(max)).unwrap();
        let step = Ratio::new(1, 10_i128.pow(u32::from(places))).unwrap();
        for rule in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down] {
            let rounded = Ratio::from(exact.round(rule, places).unwrap());
            prop_assert!(rounded <= exact.plus(step).unwrap() && exact < rounded.plus(step).unwrap());
        }
    }

    #[test]
    fn a_ratio_and_its_text_are_the_same_number(numerator in any::<i64>(), denominator in 1_i64..) {
        let ratio = Ratio::new(numerator.into(), denominator.into()).unwrap();
        prop_assert_eq!(ratio.to_string().parse::<Ratio>(), Ok(ratio));
    }

    #[test]
    fn no_text_makes_the_number_reader_panic(text in "[0-9 .,/+−⁰½а-яa-z%-]{0,24}", english in any::<bool>()) {
        let key = crate::bank::content::NumericKey {
            value: "1".into(), tolerance: Some("0.5".into()), units: vec!["м²".into(), "%".into()], unit_required: false,
        };
        let language = if english { "en" } else { "kk" }.parse().unwrap();
        let verdict = super::number_answer::verdict(&key, &language, &text);
        prop_assert_ne!(verdict, super::number_answer::NumberVerdict::KeyUnusable);
    }
}
