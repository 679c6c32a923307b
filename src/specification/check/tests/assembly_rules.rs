use serde_json::{Value, json};

use super::*;

/// Findings of a specification with these rules, as `code pointer`.
fn found(rules: Value) -> Vec<String> {
    let findings = findings_of(rules);
    let told = findings
        .iter()
        .filter(|f| f.pointer.starts_with("/constraints/rules"));
    told.map(|f| format!("{} {}", f.code, &f.pointer["/constraints/rules/".len()..]))
        .collect()
}

fn findings_of(rules: Value) -> Vec<Finding> {
    let mut document = value(SAT);
    document["constraints"]["parallel_forms"] = json!(2);
    document["constraints"]["rules"] = rules;
    findings(&document)
}

fn english(finding: &Finding) -> String {
    crate::language::catalogue::sentence(crate::language::catalogue::Locale::En, finding)
}

#[test]
fn rules_that_make_sense_are_let_pass() {
    let rules = json!([
        {"id": "a", "kind": "count", "where": "thinking = 'HO'", "min": 1, "max": 4},
        {"id": "b", "kind": "mean", "of": "p", "min": 0.4, "forms": ["A"]},
        {"id": "c", "kind": "share", "where": "item_type = 'MCQ'", "of": "points", "max": 0.5},
        {"id": "d", "kind": "at_most_one", "each": "family"},
        {"id": "e", "kind": "per_stimulus", "where": "words > 100", "among": "thinking = 'AP'", "min": 2},
        {"id": "f", "kind": "count", "on": "stimuli", "where": "kind = 'text'", "max": 2, "weight": 2.5},
        {"id": "g", "kind": "order", "of": "b", "direction": "ascending", "forms": ["B"]},
        {"id": "h", "kind": "longest_run", "of": "key_position", "max": 2},
        {"id": "i", "kind": "if_then", "where": "stimulus.words > 9", "then": "not stimulus", "enabled": false}
    ]);
    assert_eq!(found(rules), Vec::<String>::new());
}

#[test]
fn everything_that_is_wrong_is_said_at_once_with_its_place() {
    let rules = json!([
        {"id": "a", "kind": "count", "where": "thinking == 'HO'", "min": 3, "max": 1},
        {"id": "a", "kind": "sum", "min": 1},
        {"id": "b", "kind": "mean", "of": "thinking"},
        {"id": "c", "kind": "share", "max": 1.5, "weight": 0},
        {"id": "d", "kind": "include", "where": "points > 'x'", "max": 1, "direction": "ascending"},
        {"id": "e", "kind": "count", "min": 1.5, "forms": ["B", "C", "a"]},
        {"id": " ", "kind": "at_most_one", "of": "p"},
        {"id": "g", "kind": "spread", "where": "not scored", "on": "stimuli"},
        {"id": "h", "kind": "sum", "of": "points", "max": 1e10}
    ]);
    assert_eq!(
        found(rules),
        [
            "duplicate_id 1/id",
            "range_reversed 0/min",
            "expression_sign_foreign 0/where",
            "rule_field_missing 1/of",
            "rule_without_bounds 2",
            "rule_attribute_not_number 2/of",
            "rule_field_missing 3/where",
            "share_out_of_range 3/max",
            "rule_weight_not_positive 3/weight",
            "rule_field_forbidden 4/direction",
            "rule_field_forbidden 4/max",
            "expression_kind 4/where",
            "rule_number_not_whole 5/min",
            "rule_form_unknown 5/forms/1",
            "rule_form_unknown 5/forms/2",
            "text_empty 6/id",
            "rule_field_missing 6/where",
            "rule_field_forbidden 6/of",
            "rule_field_missing 7/min",
            "rule_field_forbidden 7/on",
            "rule_attribute_unheard 7/where",
            "rule_number_too_large 8/max",
        ]
    );
}

#[test]
fn a_name_that_nothing_is_known_of_is_remarked_upon_with_the_nearest_one() {
    let rules =
        json!([{"id": "a", "kind": "count", "where": "points = 1 and thinkng = 'HO'", "min": 1}]);
    let findings = findings_of(rules);
    let finding = findings
        .iter()
        .find(|f| f.code == "rule_attribute_unheard")
        .unwrap();
    assert!(!finding.is_error());
    assert_eq!(
        english(finding),
        "Rule a: \"thinkng\" (column 16) is no attribute that every item or stimulus has; the pool must bring it. Did you mean \"thinking\"?"
    );
}

#[test]
fn a_condition_that_cannot_be_read_says_where_and_what_to_write() {
    let said = |condition: &str| {
        let rules = json!([{"id": "a", "kind": "count", "where": condition, "min": 1}]);
        let findings = findings_of(rules);
        let error = findings
            .iter()
            .find(|f| f.pointer.ends_with("/where"))
            .unwrap();
        english(error)
    };
    assert_eq!(
        said("points >"),
        "The condition cannot be read at column 9, where it ends: a value is expected (a number, a text in quotes or the name of an attribute)."
    );
    assert_eq!(
        said("points == 2"),
        "The condition cannot be read at column 8: write \"=\" instead of \"==\"."
    );
    assert_eq!(
        said("points > 'a'"),
        "The condition at column 10 needs a number and has a text."
    );
    assert_eq!(
        said("objectives = '5.1.1.1'"),
        "The condition at column 1 compares a list: write \"has\" to ask for one of its entries."
    );
}

#[test]
fn a_least_overlap_above_the_greatest_is_refused() {
    let mut document = value(SAT);
    document["constraints"]["overlap_items"] = json!(1);
    document["constraints"]["overlap_min"] = json!(2);
    let codes = findings(&document);
    let wrong = codes
        .iter()
        .find(|f| f.pointer == "/constraints/overlap_min");
    assert_eq!(wrong.map(|f| f.code.as_str()), Some("range_reversed"));
}
