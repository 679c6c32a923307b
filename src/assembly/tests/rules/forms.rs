//! Rules that differ by form, and how much forms have in common at least.

use super::*;

fn pool() -> Vec<Candidate> {
    let item = |letter: &str, n: u32| own(&format!("{letter}{n}"), json!({"kit": letter}));
    ["a", "b"]
        .iter()
        .flat_map(|letter| (0..6).map(move |n| item(letter, n)))
        .collect()
}

fn two_forms(constraints: Value) -> Request {
    let mut all = json!({"parallel_forms": 2});
    all.as_object_mut()
        .unwrap()
        .extend(constraints.as_object().unwrap().clone());
    request(rows(4), json!({"constraints": all}), pool())
}

fn of_kit(assembly: &Assembly, form: usize, letter: char) -> usize {
    codes(assembly, form)
        .iter()
        .filter(|code| code.starts_with(letter))
        .count()
}

#[test]
fn a_rule_for_one_form_says_nothing_of_the_others() {
    let rules = json!([
        {"id": "X", "kind": "count", "where": "kit = 'a'", "min": 4, "forms": ["A"]},
        {"id": "Y", "kind": "count", "where": "kit = 'a'", "max": 1, "forms": ["B"]}
    ]);
    for seed in 0..SEEDS {
        let mut request = two_forms(json!({"rules": rules}));
        request.options.seed = seed;
        let assembly = form(&request);
        assert_eq!(
            (of_kit(&assembly, 0, 'a'), of_kit(&assembly, 1, 'a') <= 1),
            (4, true)
        );
        let told = |form: usize| -> Vec<&str> {
            let lines = assembly.forms[form]
                .achieved
                .iter()
                .filter(|a| a.kind == "rule");
            lines.map(|a| a.about.as_str()).collect()
        };
        assert_eq!((told(0), told(1)), (vec!["X"], vec!["Y"]));
    }
    let much =
        json!([{"id": "X", "kind": "count", "where": "kit = 'a'", "min": 7, "forms": ["B"]}]);
    assert_eq!(
        said(&two_forms(json!({"rules": much}))),
        "These constraints contradict each other with the present bank: rule:X. Loosen one of them, or add items."
    );
}

#[test]
fn forms_have_exactly_or_at_least_so_many_items_in_common() {
    let overlap = |min: u32, max: u32, forms: u32, seed| {
        let constraints =
            json!({"parallel_forms": forms, "overlap_min": min, "overlap_items": max});
        let mut request = two_forms(constraints);
        request.options.seed = seed;
        form(&request).overlaps
    };
    for seed in 0..SEEDS {
        assert_eq!(overlap(2, 2, 2, seed)[0][1], 2);
        assert!(overlap(1, 3, 2, seed)[0][1] >= 1);
        let three = overlap(1, 1, 3, seed);
        assert_eq!((three[0][1], three[0][2], three[1][2]), (1, 1, 1));
    }
    let free = (0..SEEDS).any(|seed| overlap(0, 3, 2, seed)[0][1] == 0);
    assert!(free, "without the rule some forms have nothing in common");
}

#[test]
fn a_least_overlap_that_cannot_be_is_said_so() {
    let mut request = two_forms(json!({"overlap_min": 2, "overlap_items": 3}));
    request.options.overlap_max = Some(1);
    assert_eq!(
        said(&request),
        "Any two forms must have at least 2 items in common and may have at most 1. Ask for a greater overlap, or for no least one."
    );
    let mut few = two_forms(json!({"overlap_min": 5, "overlap_items": 6}));
    few.candidates.truncate(9);
    assert_eq!(
        said(&few),
        "These constraints contradict each other with the present bank: row:R, overlap. Loosen one of them, or add items."
    );
}

#[test]
fn a_rule_may_hold_for_all_forms_taken_together() {
    let of_a = |assembly: &Assembly| -> usize {
        (0..assembly.forms.len())
            .map(|form| of_kit(assembly, form, 'a'))
            .sum()
    };
    let asked = |rule: Value, seed: u64| {
        let mut request = two_forms(json!({"rules": [rule]}));
        request.options.seed = seed;
        request
    };
    let count = |min: u32, max: u32| json!({"id": "X", "kind": "count", "where": "kit = 'a'", "min": min, "max": max, "together": true});
    for seed in 0..SEEDS {
        let three = form(&asked(count(3, 3), seed));
        assert_eq!(of_a(&three), 3, "no form alone has a half of three");
        let line = three
            .overlap_achieved
            .iter()
            .find(|line| line.kind == "rule")
            .unwrap();
        assert_eq!(
            (line.about.as_str(), line.achieved),
            ("X", Hundredths::whole(3))
        );
        let share = json!({"id": "X", "kind": "share", "where": "kit = 'a'", "min": 0.75, "together": true});
        assert_eq!(of_a(&form(&asked(share, seed))), 6);
    }
    let free = (0..SEEDS).map(|seed| {
        let mut request = two_forms(json!({}));
        request.options.seed = seed;
        of_a(&form(&request))
    });
    assert!(free.into_iter().any(|of_a| of_a != 3));
    // Six items of the kind, and no form may have one of the other.
    assert_eq!(
        said(&asked(count(7, 8), 1)),
        "These constraints contradict each other with the present bank: overlap, rule:X. Loosen one of them, or add items."
    );
}
