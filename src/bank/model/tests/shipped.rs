//! The shipped models: each item again by other means. The numbers are read out of the wording as a pupil reads
//! them, and the key is computed from them here, by whole numbers in hundredths and without the model.

use std::collections::BTreeMap;

use super::*;
use crate::bank::texts::{ItemTexts, PartTexts};
use crate::curriculum::{CurriculumDocument, CurriculumIndex};

pub(super) const MOTION: &str =
    include_str!("../../../../item_specs/item-models/m4-motion-towards.yaml");
pub(super) const PERIMETER: &str =
    include_str!("../../../../item_specs/item-models/m4-rectangle-perimeter.yaml");
pub(super) const RATIO: &str =
    include_str!("../../../../item_specs/item-models/m6-divide-in-ratio.yaml");
pub(super) const PUZZLE: &str =
    include_str!("../../../../item_specs/item-models/m6-number-puzzle.yaml");
const SCALE: &str = include_str!("../../../../item_specs/item-models/m6-map-scale.yaml");
const QUADRATIC: &str = include_str!("../../../../item_specs/item-models/m8-quadratic-root.yaml");
pub(super) const PERCENT: &str =
    include_str!("../../../../item_specs/item-models/m5-percent-left.yaml");
pub(super) const PRICES: &str =
    include_str!("../../../../item_specs/item-models/m7-two-prices.yaml");
pub(super) const ALL: [&str; 8] = [
    MOTION, PERIMETER, PERCENT, RATIO, PUZZLE, SCALE, PRICES, QUADRATIC,
];
const PROGRAMME: &str = include_str!("../../../../item_specs/curricula/kz-2022.yaml");

fn programme() -> CurriculumIndex {
    let decoded = decode_text::<CurriculumDocument>(PROGRAMME, Format::Yaml);
    CurriculumIndex::new([&decoded.expect("a programme").0])
}

/// Up to 400 items of a model.
pub(super) fn many(text: &str) -> Batch {
    let model = read(text);
    let (sample, _) = check_model(&model, None);
    drawn(&model, sample.possible.min(400), 20_261_122)
}

pub(super) fn of<'a>(generated: &'a Generated, language: &str) -> (&'a ItemTexts, &'a PartTexts) {
    let texts = &generated.item.texts[&language.parse().expect("a language")];
    (texts, &texts.parts["a"])
}

/// The numbers of a text in hundredths, in their order: spaces group thousands, a comma or point is the
/// decimal mark, a dash of any kind before a digit (and not after one) is a minus.
fn numbers(text: &str) -> Vec<i64> {
    let chars: Vec<char> = text.chars().collect();
    let is_digit = |n: usize| chars.get(n).is_some_and(char::is_ascii_digit);
    let mut found = Vec::new();
    let mut n = 0;
    while n < chars.len() {
        if !is_digit(n) {
            n += 1;
            continue;
        }
        let negative = n > 0 && chars[n - 1] == '−';
        let (mut whole, mut places) = (String::new(), None);
        while n < chars.len() {
            match chars[n] {
                c if c.is_ascii_digit() => {
                    whole.push(c);
                    places = places.map(|places: u32| places + 1);
                }
                '\u{a0}' if places.is_none() && is_digit(n + 1) => {}
                ',' | '.' if places.is_none() && is_digit(n + 1) => places = Some(0),
                _ => break,
            }
            n += 1;
        }
        let places = places.unwrap_or(0);
        assert!(places <= 2, "{text}");
        let size: i64 = whole.parse().expect("digits");
        let size = size * 10_i64.pow(2 - places);
        found.push(if negative { -size } else { size });
    }
    found
}

/// The key of an item in hundredths: the keyed option, or the number of a short answer.
fn key(generated: &Generated, language: &str) -> i64 {
    let part = &generated.item.content.parts[0];
    let text = match part.key.correct.as_slice() {
        [id] => of(generated, language).1.options[id].clone(),
        _ => part
            .key
            .number
            .as_ref()
            .expect("a number")
            .value
            .replace('-', "−"),
    };
    let [number] = numbers(&text)[..] else {
        panic!("{text}");
    };
    number
}

/// In every language the key is what `recomputed` makes of the numbers in the stem.
fn recompute(text: &str, recomputed: impl Fn(&str, &[i64]) -> i64) {
    let batch = many(text);
    assert!(batch.items.len() >= 200);
    for generated in &batch.items {
        for language in ["kk", "ru", "en"] {
            let stem = &of(generated, language).0.stem;
            let expected = recomputed(stem, &numbers(stem));
            assert_eq!(key(generated, language), expected, "{language}: {stem}");
        }
    }
}

#[test]
fn motion_is_what_both_have_travelled_hour_by_hour() {
    recompute(MOTION, |stem, numbers| {
        let [first, second, hours] = numbers[..] else {
            panic!("{stem}");
        };
        let (mut way, mut hour) = (0, 0);
        while hour < hours {
            way += first;
            way += second;
            hour += 100;
        }
        way
    });
}

#[test]
fn a_perimeter_is_the_way_round_all_four_sides() {
    recompute(PERIMETER, |stem, numbers| {
        let [length, less] = numbers[..] else {
            panic!("{stem}");
        };
        let width = length - less;
        [length, width, length, width].iter().sum()
    });
}

#[test]
fn a_share_is_what_dealing_out_in_turns_gives() {
    recompute(RATIO, |stem, numbers| {
        let [all, first, second] = numbers[..] else {
            panic!("{stem}");
        };
        let (mut rest, mut of_second) = (all, 0);
        while rest > 0 {
            rest -= first + second;
            of_second += second;
        }
        assert_eq!(rest, 0, "{stem}");
        of_second
    });
}

#[test]
fn a_number_in_mind_leads_to_the_result_it_is_said_to_lead_to() {
    recompute(PUZZLE, |stem, numbers| {
        let [times, by, result] = numbers[..] else {
            panic!("{stem}");
        };
        let subtracts = ["азайттым", "вычел", "subtracted"];
        let subtracts = subtracts.iter().any(|word| stem.contains(word));
        // Tried in steps of a tenth, from below.
        let fits = |tried: &i64| {
            let product = tried * (times / 100);
            product + if subtracts { -by } else { by } == result
        };
        let mut found = (-5_000..=5_000)
            .filter(|tried| tried % 10 == 0)
            .filter(fits);
        let number = found.next().expect("a number");
        assert_eq!(found.next(), None);
        number
    });
}

#[test]
fn a_distance_on_the_ground_is_so_many_centimetres_as_the_scale_says() {
    recompute(SCALE, |stem, numbers| {
        let [one, scale, on_map] = numbers[..] else {
            panic!("{stem}");
        };
        assert_eq!(one, 100);
        let centimetres = on_map * (scale / 100);
        let metres = centimetres / 100;
        assert_eq!(metres % 1000, 0, "{stem}");
        metres / 1000
    });
}

#[test]
fn a_root_is_found_by_trying_and_is_the_one_that_is_asked_for() {
    recompute(QUADRATIC, |stem, _| {
        let equation = stem.replace('\u{a0}', "").replace('−', "-");
        let from = equation.find("x²").expect("an equation") + "x²".len();
        let rest = &equation[from..equation.find(" =").expect("an equation")];
        let (linear, free) = rest.trim().split_once('x').expect("a linear term");
        let linear: i64 = match linear.trim() {
            "+" => 1,
            "-" => -1,
            other => other.parse().expect("a coefficient"),
        };
        let free: i64 = free.trim().parse().expect("a free term");
        let roots: Vec<i64> = (-100..=100)
            .filter(|x| x * x + linear * x + free == 0)
            .collect();
        assert_eq!(roots.len(), 2, "{stem}");
        let larger = ["үлкен", "больший", "larger"]
            .iter()
            .any(|word| stem.contains(word));
        if larger {
            roots[1] * 100
        } else {
            roots[0] * 100
        }
    });
}

#[test]
fn what_is_left_is_every_hundredth_part_that_was_not_given_out() {
    recompute(PERCENT, |stem, numbers| {
        let [all, per_cent] = numbers[..] else {
            panic!("{stem}");
        };
        // In hundredths of a thing: a number of things is so many of its hundredth parts.
        let part = all / 100;
        (per_cent / 100..100).map(|_| part).sum()
    });
}

#[test]
fn a_price_is_the_only_one_that_makes_up_what_was_paid() {
    recompute(PRICES, |stem, numbers| {
        let [dear, cheap, paid, more] = numbers[..] else {
            panic!("{stem}");
        };
        let (dear, cheap) = (dear / 100, cheap / 100);
        let paid_with = |price: i64| dear * price + cheap * (price - more);
        let mut fits = (100..=100_000)
            .step_by(100)
            .filter(|price| paid_with(*price) == paid);
        let price = fits.next().expect("a price");
        assert_eq!(fits.next(), None, "{stem}");
        price
    });
}

#[test]
fn there_is_a_model_for_every_grade_from_four_to_eight() {
    let grades: BTreeSet<u8> = ALL.map(|text| read(text).item.grade_min).into();
    assert_eq!(grades, BTreeSet::from([4, 5, 6, 7, 8]));
}

#[test]
fn every_shipped_model_makes_two_hundred_items_without_a_remark() {
    let programme = programme();
    for text in ALL {
        let model = read(text);
        let (sample, findings) = check_model(&model, Some(&programme));
        assert_eq!(findings, [], "{}", model.id);
        assert!(sample.possible >= 200, "{}: {}", model.id, sample.possible);
        let request = Request {
            count: 200,
            seed: 1,
        };
        let batch = generate(&model, request, Some(&programme)).expect("items");
        for language in ["kk", "ru", "en"] {
            let stems: BTreeSet<&str> = batch
                .items
                .iter()
                .map(|one| of(one, language).0.stem.as_str())
                .collect();
            assert_eq!(stems.len(), 200, "{} {language}", model.id);
        }
        assert!(batch.items.iter().all(|one| !one.tests.is_empty()));
    }
}

#[test]
fn wrong_options_are_distinct_and_each_has_its_error() {
    for text in [PERIMETER, PERCENT, RATIO, PRICES, QUADRATIC] {
        let batch = many(text);
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for generated in &batch.items {
            let part = &generated.item.content.parts[0];
            let [correct] = part.key.correct.as_slice() else {
                panic!("one key");
            };
            *places.entry(correct).or_default() += 1;
            let errors = &generated.provenance.errors;
            let named: BTreeSet<&String> = errors.values().collect();
            assert_eq!((errors.len(), named.len()), (3, 3), "{errors:?}");
            assert!(!errors.contains_key(correct), "{errors:?}");
            for language in ["kk", "ru", "en"] {
                let texts = of(generated, language).1;
                let different: BTreeSet<&String> = texts.options.values().collect();
                assert_eq!(different.len(), 4, "{:?}", texts.options);
                let reasons: BTreeSet<&String> = texts.rationales.values().collect();
                assert_eq!(reasons.len(), 4, "{:?}", texts.rationales);
            }
        }
        // The key stands in every place, and in none more than two times in three.
        let most = places.values().max().copied().unwrap_or(0);
        assert!(
            places.len() >= 3 && most * 3 <= batch.items.len() * 2,
            "{places:?}"
        );
    }
}
