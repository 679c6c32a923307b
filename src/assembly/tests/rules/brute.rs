//! Small random pools under random rules, against trying every subset and against a count that knows
//! neither expressions nor millionths.

use proptest::prelude::*;

use super::*;
use crate::assembly::candidate::FreeAttributes;
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::pool::Pool;
use crate::assembly::rules::RuleSet;
use crate::assembly::run::RefusalKind;
use crate::assembly::verify::verify_form;
use crate::specification::component::components;

const KITS: [&str; 3] = ["x", "y", "z"];

/// Kit, size (or none), stimulus (or none).
type Facts = (usize, Option<u32>, Option<usize>);

fn candidate(number: usize, (kit, size, stimulus): Facts) -> Candidate {
    with(&format!("i{number}"), |item| {
        let mut own = FreeAttributes::from([("kit".into(), Attribute::Text(KITS[kit].into()))]);
        if let Some(size) = size {
            own.insert("size".into(), Attribute::Number(f64::from(size) / 2.0));
        }
        item.attributes = own;
        item.stimulus = stimulus.and_then(|number| text_stimulus(["s", "t"][number]));
    })
}

/// A rule as numbers: which kind, about which kit, bounds.
#[derive(Clone, Copy, Debug)]
struct Asked {
    kind: usize,
    kit: usize,
    other: usize,
    min: u32,
    more: u32,
}

const KINDS: [&str; 12] = [
    "count",
    "sum",
    "mean",
    "share",
    "include",
    "exclude",
    "all_or_none",
    "at_most_one",
    "if_then",
    "per_stimulus",
    "count_each",
    "stimuli",
];

fn rule(number: usize, asked: Asked) -> Value {
    let (min, max) = (asked.min, asked.min + asked.more);
    let condition = format!("kit = '{}'", KITS[asked.kit]);
    let half = |n: u32| f64::from(n) / 2.0;
    let mut rule = match KINDS[asked.kind] {
        "count" => json!({"where": condition, "min": min, "max": max}),
        "sum" => {
            json!({"where": condition, "of": "size", "min": half(min), "max": half(max) + 1.0})
        }
        "mean" => json!({"of": "size", "min": half(min), "max": half(max)}),
        "share" => {
            json!({"where": condition, "min": f64::from(min) / 8.0, "max": f64::from(max) / 8.0})
        }
        "if_then" => json!({"where": condition, "then": format!("kit = '{}'", KITS[asked.other])}),
        "per_stimulus" => json!({"min": min, "max": max}),
        "count_each" => json!({"each": "kit", "max": max}),
        "stimuli" => json!({"on": "stimuli", "min": min.min(2), "max": 2}),
        _ => json!({"where": condition}),
    };
    rule["id"] = json!(format!("r{number}"));
    rule["kind"] = json!(match KINDS[asked.kind] {
        "count_each" | "stimuli" => "count",
        kind => kind,
    });
    rule
}

/// The rule as a person counts it with paper and pencil.
fn naive(asked: Asked, pool: &[Facts], form: &[usize]) -> bool {
    let of_kit = |kit: usize| form.iter().filter(|i| pool[**i].0 == kit).count() as u32;
    let (min, max) = (asked.min, asked.min + asked.more);
    let sizes = |kit: Option<usize>| -> Vec<u32> {
        let mine = form
            .iter()
            .filter(|i| kit.is_none_or(|kit| pool[**i].0 == kit));
        mine.filter_map(|i| pool[*i].1).collect()
    };
    let of_text = |text: usize| form.iter().filter(|i| pool[**i].2 == Some(text)).count() as u32;
    let all_of_kit = (0..pool.len()).filter(|i| pool[*i].0 == asked.kit).count() as u32;
    match KINDS[asked.kind] {
        "count" => (min..=max).contains(&of_kit(asked.kit)),
        "sum" => (min..=max + 2).contains(&sizes(Some(asked.kit)).iter().sum()),
        "mean" => {
            let sizes = sizes(None);
            let (sum, count) = (sizes.iter().sum::<u32>(), sizes.len() as u32);
            (min * count..=max * count).contains(&sum)
        }
        "share" => {
            let eighths = 8 * of_kit(asked.kit);
            (min * form.len() as u32..=max * form.len() as u32).contains(&eighths)
        }
        "include" => all_of_kit > 0 && of_kit(asked.kit) == all_of_kit,
        "exclude" => of_kit(asked.kit) == 0,
        "all_or_none" => [0, all_of_kit].contains(&of_kit(asked.kit)),
        "at_most_one" => of_kit(asked.kit) <= 1,
        "if_then" => of_kit(asked.kit) == 0 || of_kit(asked.other) > 0,
        "per_stimulus" => (0..2).all(|t| of_text(t) == 0 || (min..=max).contains(&of_text(t))),
        "count_each" => (0..3).all(|kit| of_kit(kit) <= max),
        _ => {
            let texts = (0..2).filter(|text| of_text(*text) > 0).count() as u32;
            (min.min(2)..=2).contains(&texts)
        }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    (0..KINDS.len(), 0..3usize, 0..3usize, 0..4u32, 0..3u32).prop_map(
        |(kind, kit, other, min, more)| Asked {
            kind,
            kit,
            other,
            min,
            more,
        },
    )
}

fn pool() -> impl Strategy<Value = Vec<Facts>> {
    let facts = (
        0..3usize,
        prop::option::of(0..6u32),
        prop::option::of(0..2usize),
    );
    prop::collection::vec(facts, 3..9)
}

fn subsets(of: usize, size: u32) -> Vec<Vec<usize>> {
    let masks = (0u32..1 << of).filter(|mask| mask.count_ones() == size);
    masks
        .map(|mask| (0..of).filter(|bit| mask >> bit & 1 == 1).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_is_found_exactly_when_one_holds_all_rules(
        facts in pool(),
        asked in prop::collection::vec(asked(), 1..4),
        items in 1..=4u32,
    ) {
        let items = items.min(facts.len() as u32);
        let rules: Vec<Value> = asked.iter().enumerate().map(|(n, a)| rule(n, *a)).collect();
        let candidates: Vec<Candidate> =
            facts.iter().enumerate().map(|(n, facts)| candidate(n, *facts)).collect();
        let sized = facts.iter().any(|(_, size, _)| size.is_some());
        let speaks_of_size = asked.iter().any(|a| ["sum", "mean"].contains(&KINDS[a.kind]));
        prop_assume!(sized || !speaks_of_size);
        let request = ruled(items, json!(rules), &candidates);
        let fine: Vec<Vec<usize>> = subsets(facts.len(), items)
            .into_iter()
            .filter(|form| asked.iter().all(|a| naive(*a, &facts, form)))
            .collect();
        match assemble(&request) {
            Err(refusal) => {
                prop_assert_eq!(refusal.kind, RefusalKind::Infeasible);
                prop_assert!(fine.is_empty(), "{:?} but {:?} is a form", refusal.findings, fine[0]);
            }
            Ok(assembly) => {
                let form: Vec<usize> = codes(&assembly, 0)
                    .iter()
                    .map(|code| code[1..].parse().unwrap())
                    .collect();
                prop_assert!(fine.contains(&form), "{:?} breaks a rule", form);
            }
        }
    }

    #[test]
    fn the_recount_says_of_every_subset_what_a_person_counts(
        facts in pool(),
        asked in asked(),
        items in 1..=4u32,
    ) {
        let items = items.min(facts.len() as u32);
        let candidates: Vec<Candidate> =
            facts.iter().enumerate().map(|(n, facts)| candidate(n, *facts)).collect();
        prop_assume!(facts.iter().any(|(_, size, _)| size.is_some()));
        let request = ruled(items, json!([rule(0, asked)]), &candidates);
        let component = components(&request.document).remove(0);
        let pool = Pool::new(candidates).unwrap();
        let rules = RuleSet::read(&component, &pool).unwrap();
        let context = Context {
            component: &component,
            subject: "mathematics",
            languages: &request.languages,
            options: &request.options,
            rules: &rules,
        };
        prop_assert_eq!(Eligible::of(&context, &pool).by_row[0].len(), facts.len());
        for form in subsets(facts.len(), items) {
            let chosen: Vec<(usize, usize)> = form.iter().map(|item| (0, *item)).collect();
            let lines = verify_form(&context, &pool, &chosen);
            let holds = lines.iter().filter(|a| a.kind == "rule").all(|a| a.holds);
            prop_assert_eq!(holds, naive(asked, &facts, &form), "{:?}: {:?}", form, lines);
        }
    }
}
