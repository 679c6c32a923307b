use super::*;

#[test]
fn a_separate_sitting_says_how_long_each_candidate_takes_and_stays_out_of_the_duration() {
    expect(
        SAT,
        &[("/sections/3/minutes_per_candidate", Value::Null)],
        &["minutes_per_candidate_missing /sections/3/minutes_per_candidate"],
    );
    expect(SAT, &[("/sections/3/minutes", json!(90))], &[]);
}

#[test]
fn points_left_open_are_held_below_the_total_only() {
    expect(SAT, &[("/blueprint/4/points_each", Value::Null)], &[]);
    expect(
        SAT,
        &[
            ("/blueprint/4/points_each", Value::Null),
            ("/blueprint/3/items", json!(9)),
        ],
        &[
            "rows_sum_mismatch /max_score",
            "section_sum_mismatch /sections/1/score",
        ],
    );
}

#[test]
fn section_scores_sum_to_the_maximum() {
    expect(
        SAT,
        &[("/max_score", json!(31))],
        &[
            "rows_sum_mismatch /max_score",
            "sections_score_mismatch /max_score",
        ],
    );
}

#[test]
fn components_count_their_rows_and_sum_to_the_battery() {
    expect(
        MONITORING,
        &[("/blueprints/g4-math/0/items", json!(9))],
        &[
            "component_items_mismatch /components/0/items",
            "component_points_mismatch /components/0/max_score",
            "thinking_counts_mismatch /blueprints/g4-math/0/thinking",
        ],
    );
    expect(
        UNT,
        &[
            ("/max_score", json!(141)),
            ("/breaks/1/after_min", json!(240)),
        ],
        &[
            "battery_score_mismatch /max_score",
            "break_after_end /breaks/1/after_min",
        ],
    );
    expect(
        MONITORING,
        &[("/duration_min", json!(45))],
        &["minutes_mismatch /duration_min"],
    );
}

#[test]
fn fields_of_a_row_suit_its_types() {
    expect(
        SAT,
        &[
            ("/blueprint/0/mark_scheme", json!("banded")),
            ("/blueprint/1/options", json!(4)),
            ("/blueprint/2/max_correct", json!(2)),
            ("/blueprint/4/partial", json!({"rule": "per_pair"})),
            ("/blueprint/5/points_each", json!(-10)),
        ],
        &[
            "rows_sum_mismatch /max_score",
            "section_sum_mismatch /sections/2/score",
            "row_field_not_for_types /blueprint/0/mark_scheme",
            "row_field_not_for_types /blueprint/1/options",
            "row_field_not_for_types /blueprint/2/max_correct",
            "row_field_not_for_types /blueprint/4/partial",
            "row_points_not_positive /blueprint/5/points_each",
        ],
    );
    expect(
        UNT,
        &[("/components/3/blueprint/3/max_correct", json!(7))],
        &["max_correct_above_options /components/3/blueprint/3/max_correct"],
    );
}

#[test]
fn stimulus_counts_and_word_ranges_are_possible() {
    expect(
        SAT,
        &[
            ("/sections/0/stimulus/count", json!(7)),
            ("/sections/1/stimulus/words", json!([160, 120])),
        ],
        &[
            "stimulus_count_out_of_range /sections/0/stimulus/count",
            "range_reversed /sections/1/stimulus/words",
        ],
    );
}

#[test]
fn tasks_of_a_stimulus_information_and_days_of_drawing_make_sense() {
    let information = json!({"points": [
        {"theta": 0, "at_least": 3, "at_most": 2}, {"theta": 0, "target": 1}, {"theta": 1}
    ]});
    expect(
        SAT,
        &[
            ("/sections/0/stimulus/items", json!([2, 3])),
            ("/constraints/target_mean_p", json!(0.6)),
            ("/constraints/information", information),
            ("/draws", json!({"from": "2026-10-25", "to": "2026-10-12"})),
        ],
        &[
            "stimulus_items_out_of_range /sections/0/stimulus/items",
            "information_beside_target_p /constraints/information",
            "range_reversed /constraints/information/points/0",
            "information_theta_twice /constraints/information/points/1/theta",
            "information_point_empty /constraints/information/points/2",
            "dates_reversed /draws/to",
        ],
    );
}

#[test]
fn objectives_have_what_their_kind_needs_and_nothing_else() {
    let objectives = json!([
        {"id": "best", "kind": "maximin_information", "at": [{"theta": 0}, {"theta": 0, "weight": 0}]},
        {"id": "best", "kind": "target_information", "relative": true,
         "at": [{"theta": -1}, {"theta": 0, "target": 0}, {"theta": 1, "target": 2}]},
        {"kind": "target_mean", "of": "p", "distance": "sum", "loss": 0.1},
        {"kind": "minimum_sum", "target": 3, "scale": "s", "at": [{"theta": 0}]},
        {"kind": "information_sum", "at": [{"theta": 0, "target": 2}]},
        {"kind": "target_curve"},
        {"kind": "minimum_violations"},
        {"kind": "random", "scale": "s"}
    ]);
    expect(
        SAT,
        &[
            ("/constraints/target_mean_p", json!(0.6)),
            ("/constraints/objectives", objectives),
        ],
        &[
            "objectives_beside_target /constraints/objectives",
            "duplicate_id /constraints/objectives/1/id",
            "information_theta_twice /constraints/objectives/0/at/1/theta",
            "objective_weight /constraints/objectives/0/at/1/weight",
            "objective_key_missing /constraints/objectives/1/at/0",
            "objective_relative_to_zero /constraints/objectives/1/at/1",
            "objective_key_missing /constraints/objectives/2",
            "objective_key_unused /constraints/objectives/2/distance",
            "objective_key_unused /constraints/objectives/3/at",
            "objective_key_missing /constraints/objectives/3",
            "objective_key_unused /constraints/objectives/3/target",
            "objective_key_unused /constraints/objectives/4/at/0/target",
            "objective_key_missing /constraints/objectives/5",
            "objective_without_soft_rules /constraints/objectives/6",
            "objective_key_unused /constraints/objectives/7/scale",
        ],
    );
    let whole = json!([
        {"kind": "target_mean", "of": "p", "target": 0.6, "loss": 0.02},
        {"kind": "minimum_sum", "of": "minutes"},
        {"kind": "minimum_use"},
        {"kind": "random"}
    ]);
    expect(SAT, &[("/constraints/objectives", whole)], &[]);
}

#[test]
fn shares_are_ordered_can_sum_to_one_and_are_reachable_by_the_rows() {
    expect(
        SAT,
        &[("/thinking_share/KU", json!([0.3, 0.15]))],
        &["share_range_invalid /thinking_share/KU"],
    );
    let low = json!({"KU": [0, 0.2], "AP": [0, 0.2], "HO": [0, 0.2]});
    expect(
        SAT,
        &[("/thinking_share", low)],
        &["shares_never_sum_to_one /thinking_share"],
    );
    expect(
        SAT,
        &[("/thinking_share/KU", json!([0.2, 0.3]))],
        &["share_unreachable /thinking_share/KU"],
    );
    let found = findings(&changed(SAT, &[("/thinking_share/KU", json!([0.2, 0.3]))]));
    assert_eq!(found[0].args["most"], json!(0.167));
}

#[test]
fn rows_that_leave_the_level_open_keep_a_share_reachable() {
    expect(
        SAT,
        &[
            ("/thinking_share/KU", json!([0.2, 0.3])),
            ("/blueprint/1/thinking", Value::Null),
        ],
        &[],
    );
    expect(
        SAT,
        &[
            ("/share_of", json!("items")),
            ("/thinking_share", json!({"KU": [0.35, 0.36]})),
        ],
        &[],
    );
}

#[test]
fn enormous_points_are_a_finding_and_never_an_overflow() {
    let document = changed(
        SAT,
        &[
            ("/blueprint/0/points_each", json!(80_000_000_000_000_i64)),
            ("/blueprint/0/items", json!(4_000_000_000_u32)),
            ("/blueprint/1/points_each", json!(80_000_000_000_000_i64)),
            ("/blueprint/1/items", json!(4_000_000_000_u32)),
        ],
    );
    assert!(codes(&document).contains(&"rows_sum_mismatch /max_score".to_owned()));
}
