//! Names of attributes: every wrong one at once, before anything is solved.

use super::*;

#[test]
fn a_name_that_no_candidate_has_is_refused_with_the_nearest_ones() {
    let pool = [
        own("a", json!({"readability": 3})),
        of_set("b", "s", json!({"genre": "tale"})),
    ];
    let said_of = |condition: &str| {
        let rules = json!([{"id": "X", "kind": "count", "where": condition, "min": 1}]);
        said(&ruled(1, rules, &pool))
    };
    assert_eq!(
        said_of("readabilty > 1"),
        "Rule X: no item or stimulus of the pool has the attribute \"readabilty\". Did you mean \"readability\"? Correct the name, or bring the attribute with the pool."
    );
    assert_eq!(
        said_of("stimulus.genre = 'tale' and rit > 0.2"),
        "Rule X: no item or stimulus of the pool has the attribute \"rit\". Correct the name, or bring the attribute with the pool."
    );
    assert_eq!(
        said_of("wholly_unlike = 1"),
        "Rule X: no item or stimulus of the pool has the attribute \"wholly_unlike\". Correct the name, or bring the attribute with the pool."
    );
    assert_eq!(
        said_of("b < 0"),
        "Rule X: no item or stimulus of the pool has the attribute \"b\". Correct the name, or bring the attribute with the pool."
    );
}

#[test]
fn everything_wrong_with_the_rules_is_said_at_once() {
    let mut mixed = own("a", json!({"size": 3}));
    mixed.stimulus = text_stimulus("s");
    let pool = [mixed, own("b", json!({"size": "large", "kit": "k"}))];
    let rules = json!([
        {"id": "A", "kind": "count", "where": "size > 2", "min": 1},
        {"id": "B", "kind": "sum", "of": "kit", "min": 1},
        {"id": "C", "kind": "count", "where": "kit > 2", "min": 1},
        {"id": "D", "kind": "count", "where": "kit >", "min": 1},
        {"id": "E", "kind": "at_most_one", "each": "nothing_such"},
        {"id": "F", "kind": "count", "on": "stimuli", "where": "kit = 'k'", "min": 1}
    ]);
    let refusal = refusal(&ruled(1, rules, &pool));
    assert_eq!(refusal.kind, crate::assembly::run::RefusalKind::Invalid);
    let found: Vec<String> = refusal
        .findings
        .iter()
        .map(|f| {
            format!(
                "{} {}",
                f.code,
                &f.pointer["/document/constraints/rules/".len()..]
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "rule_attribute_mixed 0/where",
            "rule_attribute_not_number 1/of",
            "expression_kind 2/where",
            "expression_syntax 3/where",
            "rule_attribute_unknown 4/each",
            "rule_attribute_unknown 5/where",
        ]
    );
    assert_eq!(
        sentence(Locale::En, &refusal.findings[0]),
        "Rule A: \"size\" is of several kinds in the pool (number, text). Bring one kind for all items."
    );
}

#[test]
fn parameters_are_attributes_of_the_scale_that_is_asked() {
    use crate::assembly::candidate::ItemParameters;
    let set = |scale: &str, b: f64| ItemParameters {
        scale: scale.to_owned(),
        model: "rasch".to_owned(),
        values: [("b".to_owned(), b)].into(),
        n: 500,
    };
    let pool: Vec<Candidate> = (0..4)
        .map(|n| {
            with(&format!("i{n}"), |item| {
                item.parameters = vec![set("s", f64::from(n)), set("t", 9.0)]
            })
        })
        .collect();
    let rules = json!([{"id": "X", "kind": "count", "where": "b >= 2", "min": 2}]);
    let information = json!({"scale": "s", "points": [{"theta": 0.0, "at_least": 0.0}]});
    let constraints = json!({"constraints": {"rules": rules, "information": information}});
    let assembly = form(&request(rows(2), constraints, pool.clone()));
    assert_eq!(codes(&assembly, 0), ["i2", "i3"]);
    // Two scales and none asked for: such an item has no single b.
    let two = form(&ruled(
        2,
        json!([{"id": "X", "kind": "exclude", "where": "b"}]),
        &pool,
    ));
    assert_eq!(two.findings[0].code, "rule_matches_nothing");
}

#[test]
fn every_known_name_has_a_value_of_its_kind() {
    use crate::assembly::rules::attributes::{ItemAttributes, StimulusAttributes};
    use crate::bank::{Difficulty, PartialRule};
    use crate::expression::{Attributes, Kind, Value};
    use crate::specification::attribute_names::{OF_ITEMS, OF_STIMULI};
    let full = with("a", |item| {
        item.term = Some(1);
        item.unit = Some("u".into());
        item.difficulty = Some(Difficulty::A);
        item.literacy = Some("reading".into());
        item.skill = Some("reading".into());
        item.literacy_context = Some("social".into());
        item.coded_max = Some(Points::whole(3));
        item.key_position = Some(2);
        item.rules = vec![PartialRule::ALL[0]];
        item.family = Some("f".into());
        item.p = p(0.5);
        item.stimulus = text_stimulus("s");
        if let Some(facts) = &mut item.stimulus {
            (facts.seconds, facts.plays) = (Some(60), Some(2));
        }
    });
    let component = crate::specification::component::components(
        &request(rows(1), json!({}), Vec::new()).document,
    )
    .remove(0);
    let item = ItemAttributes {
        item: &full,
        row: Some(&component.rows[0]),
        scale: None,
    };
    let kind = |value: Value<'_>| match value {
        Value::Absent => None,
        Value::Truth(_) => Some(Kind::Truth),
        Value::Number(_) => Some(Kind::Number),
        Value::Text(_) => Some(Kind::Text),
        Value::Texts(_) => Some(Kind::Texts),
    };
    for (name, known) in OF_ITEMS {
        assert_eq!(kind(item.value(name)), Some(known), "{name}");
    }
    let facts = full.stimulus.as_ref().unwrap();
    for (name, known) in OF_STIMULI {
        assert_eq!(
            kind(StimulusAttributes(facts).value(name)),
            Some(known),
            "{name}"
        );
        assert_eq!(
            item.value(&format!("stimulus.{name}")),
            StimulusAttributes(facts).value(name)
        );
    }
}
