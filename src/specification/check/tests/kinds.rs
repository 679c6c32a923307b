//! What is wrong with a collection, a level set, an external assessment and a module test: the shipped
//! documents, broken at several places at once.

use super::*;

const FORMATIVE: &str =
    include_str!("../../../../item_specs/specifications/fa-g11-physics-t1.yaml");
const LEVEL_SET: &str =
    include_str!("../../../../item_specs/specifications/level-set-online-mektep.yaml");
const EASP: &str =
    include_str!("../../../../item_specs/specifications/easp-g4-literacy-pilot.yaml");
const MODULE_TEST: &str =
    include_str!("../../../../item_specs/specifications/module-test-g7-kazakh-l2.yaml");

/// Findings beside those of references, which the shipped programme answers.
fn broken(yaml: &str, changes: &[(&str, Value)], expected: &[&str]) {
    let document: SpecificationDocument =
        serde_json::from_value(changed(yaml, changes)).expect("a readable specification");
    let found: Vec<String> = check(&document, &References::default())
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_shipped_documents_are_right() {
    for yaml in [FORMATIVE, LEVEL_SET, EASP, MODULE_TEST] {
        broken(yaml, &[], &[]);
    }
}

#[test]
fn a_collection_with_bounds_that_its_rows_miss() {
    broken(
        FORMATIVE,
        &[
            ("/selection/per_objective", json!({"min": 2, "max": 3})),
            ("/selection/difficulty/A", json!([0.8, 0.9])),
            ("/selection/difficulty/B", json!([0.3, 0.2])),
            ("/scoring/journal_points", json!([10, 1])),
        ],
        &[
            "share_range_invalid /selection/difficulty/B",
            "objective_count_unreachable /selection/per_objective",
            "objective_count_unreachable /selection/per_objective",
            "range_reversed /scoring/journal_points",
        ],
    );
    broken(
        FORMATIVE,
        &[("/difficulty_share", json!({"A": [0, 1]}))],
        &["said_twice /difficulty_share"],
    );
}

#[test]
fn a_level_set_with_gaps_in_grades_levels_and_types() {
    broken(
        LEVEL_SET,
        &[
            ("/parameters/lesson", json!("perhaps")),
            ("/parameters/term", json!("4-1")),
            ("/profiles/primary/grades", json!([1, 3])),
            ("/profiles/secondary/grades", json!([3, 11])),
            ("/profiles/primary/items", json!(8)),
            ("/profiles/primary/blueprint/0/types", json!(["EA"])),
            ("/progression/order", json!(["A", "B", "A"])),
            ("/progression/unlock_next_at", json!(1.5)),
        ],
        &[
            "component_items_mismatch /profiles/primary/items",
            "parameter_rule_unknown /parameters/lesson",
            "range_reversed /parameters/term",
            "profiles_overlap /profiles/secondary/grades",
            "type_not_required_one /profiles/primary/blueprint/0/types",
            "type_not_auto_scored /profiles/primary/blueprint/0/types",
            "share_out_of_range /progression/unlock_next_at",
            "duplicate_id /progression/order/2",
            "row_outside_progression /profiles/primary/blueprint/2/level",
            "row_outside_progression /profiles/secondary/blueprint/2/level",
        ],
    );
    broken(
        LEVEL_SET,
        &[
            ("/profiles/primary/grades", json!([1, 2])),
            ("/subject", json!("physics")),
            ("/max_score", json!(9)),
        ],
        &[
            "key_forbidden /max_score",
            "said_twice /subject",
            "profile_missing /profiles",
        ],
    );
}

#[test]
fn an_external_assessment_with_wrong_numbers() {
    broken(
        EASP,
        &[
            ("/sections/0/score", json!(9)),
            ("/blueprint/0/stimulus/count", json!([3, 2])),
            ("/pilot/unscored_block/spiral_forms", json!(60)),
            ("/constraints", json!({"parallel_forms": 2})),
            ("/pilot/anchors/items", json!(31)),
            ("/pilot/flags/p", json!([0.9, 1.2])),
            ("/bands/good", json!(85)),
            ("/bands/satisfactory", json!(101)),
            ("/participation/required", json!(9)),
            ("/appeals", json!({"technical": "during_test"})),
        ],
        &[
            "section_sum_mismatch /sections/0/score",
            "sections_score_mismatch /max_score",
            "range_reversed /blueprint/0/stimulus/count",
            "anchors_above_items /pilot/anchors/items",
            "spiral_forms_too_many /pilot/unscored_block/spiral_forms",
            "share_out_of_range /pilot/flags/p/1",
            "bands_equal /bands/good",
            "band_out_of_range /bands/satisfactory",
            "share_out_of_range /participation/required",
            "said_twice /appeal",
        ],
    );
}

#[test]
fn a_module_test_with_cuts_codes_and_instruments_that_do_not_fit() {
    broken(
        MODULE_TEST,
        &[
            ("/scale/levels/2/code", json!(4)),
            ("/criteria/0/types", json!(["MCQ"])),
            (
                "/criteria/1/cut",
                json!({"medium": 17, "high": 8, "top": 20, "low": 0}),
            ),
            ("/criteria/1/items", json!(19)),
            ("/criteria/2/cut", json!({"high": 13})),
            ("/criteria/2/blueprint/0/types", json!(["MCQ"])),
            ("/criteria/2/max_score", Value::Null),
            ("/analysis/t_test/alpha", json!(5)),
            ("/design/arms", json!(["EG", "EG"])),
        ],
        &[
            "duplicate_id /design/arms/1",
            "component_items_mismatch /criteria/1/items",
            "scale_codes_not_ascending /scale/levels/2/code",
            "type_not_for_instrument /criteria/0/types",
            "cut_level_unknown /criteria/1/cut/low",
            "cut_level_unknown /criteria/1/cut/top",
            "cuts_not_ascending /criteria/1/cut/high",
            "criterion_key_required /criteria/2/max_score",
            "type_not_for_instrument /criteria/2/blueprint/0/types",
            "cut_missing /criteria/2/cut",
            "share_out_of_range /analysis/t_test/alpha",
        ],
    );
    broken(
        MODULE_TEST,
        &[
            ("/scale", Value::Null),
            ("/criteria/0/instrument", Value::Null),
        ],
        &[
            "objectives_missing /criteria/0/objectives",
            "text_empty /criteria/0/text",
            "key_required /scale",
            "criterion_key_without_instrument /criteria/0/types",
            "criterion_key_without_instrument /criteria/0/items",
            "criterion_key_without_instrument /criteria/0/max_score",
            "criterion_key_without_instrument /criteria/0/cut",
        ],
    );
}
