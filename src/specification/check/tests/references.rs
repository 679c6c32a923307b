use super::*;

#[test]
fn objectives_match_the_pattern_and_stand_in_the_programme() {
    expect(
        SAT,
        &[(
            "/blueprint/0/objectives",
            json!(["7.1.2.1", "7.1.2.2", "8.1"]),
        )],
        &[
            "code_pattern_mismatch /blueprint/0/objectives/2",
            "unknown_objective /blueprint/0/objectives/1",
            "unknown_objective /blueprint/0/objectives/2",
        ],
    );
    let found = findings(&changed(
        SAT,
        &[("/blueprint/0/objectives", json!(["7.1.2.1", "7.1.2.2"]))],
    ));
    assert_eq!(found[0].args["nearest"], "7.1.2.1, 7.1.4.1, 7.4.2.1");
    expect(
        SAT,
        &[
            ("/curriculum/code_pattern", json!("(")),
            ("/grade", json!(8)),
        ],
        &[
            "pattern_invalid /curriculum/code_pattern",
            "objective_of_other_grade /blueprint/0/objectives/0",
            "unknown_unit /blueprint/0/unit",
            "objective_of_other_grade /blueprint/1/objectives/0",
            "unknown_unit /blueprint/1/unit",
            "objective_of_other_grade /blueprint/2/objectives/0",
            "unknown_unit /blueprint/2/unit",
            "objective_of_other_grade /blueprint/3/objectives/0",
            "unknown_unit /blueprint/3/unit",
            "objective_of_other_grade /blueprint/4/objectives/0",
            "unknown_unit /blueprint/4/unit",
            "objective_of_other_grade /blueprint/5/objectives/0",
            "objective_of_other_grade /blueprint/5/objectives/1",
            "unknown_unit /blueprint/5/unit",
            "objective_of_other_grade /blueprint/6/objectives/0",
            "unknown_unit /blueprint/6/unit",
        ],
    );
}

#[test]
fn programme_subject_unit_prefix_and_policy_are_known() {
    expect(
        SAT,
        &[
            ("/curriculum/id", json!("kz-2023")),
            ("/grading_policy", json!("kz")),
        ],
        &[
            "unknown_programme /curriculum/id",
            "unknown_grading_policy /grading_policy",
        ],
    );
    expect(
        SAT,
        &[("/subject", json!("kazakh_l3"))],
        &["unknown_subject /subject"],
    );
    expect(
        MONITORING,
        &[(
            "/blueprints/g4-math/1/objectives_prefix",
            json!(["4.2.", "4.20"]),
        )],
        &["prefix_without_objectives /blueprints/g4-math/1/objectives_prefix/1"],
    );
    expect(
        UNT,
        &[("/components/0/id", json!("history"))],
        &["unknown_subject /components/0/id"],
    );
    expect(
        MONITORING,
        &[("/components/0/grade", json!(12))],
        &["grade_outside_subject /components/0/grade"],
    );
}

#[test]
fn a_choice_is_of_two_known_subjects_and_each_pair_stands_once() {
    let pairs = json!([
        ["mathematics", "physics"],
        ["physics", "mathematics"],
        ["biology", "biology"],
        ["art", "physics"]
    ]);
    expect(
        UNT,
        &[("/choice/pairs", pairs)],
        &[
            "unknown_subject /choice/pairs/3/0",
            "duplicate_id /choice/pairs/1",
            "choice_pair_of_one /choice/pairs/2",
        ],
    );
    expect(
        UNT,
        &[("/choice", Value::Null)],
        &["choice_missing /components/3/subject"],
    );
    expect(
        MONITORING,
        &[("/choice", json!({"pairs": []}))],
        &["choice_without_component /choice"],
    );
}

#[test]
fn a_school_year_is_two_years_in_a_row() {
    expect(SAT, &[("/academic_year", json!("2099-00"))], &[]);
    for wrong in ["2026-28", "2026-2027", "26-27"] {
        expect(
            SAT,
            &[("/academic_year", json!(wrong))],
            &["academic_year_invalid /academic_year"],
        );
    }
}

#[test]
fn levels_start_at_nought_rise_and_end_by_a_hundred() {
    expect(
        SAT,
        &[
            ("/levels/0/from", json!(1)),
            ("/levels/2/from", json!(100.5)),
        ],
        &[
            "levels_not_from_zero /levels/0/from",
            "level_above_hundred /levels/2/from",
        ],
    );
}

#[test]
fn criteria_sum_up_objectives_of_the_rows() {
    let criterion = json!({"id": "c1", "objectives": ["7.9.9.9"], "text": " ", "parent_rubric": {"low": "x", "high": "x"}});
    expect(
        SAT,
        &[("/criteria/0", criterion)],
        &[
            "criterion_objective_not_in_rows /criteria/0/objectives/0",
            "text_empty /criteria/0/text",
            "parent_rubric_incomplete /criteria/0/parent_rubric",
        ],
    );
}

#[test]
fn pass_marks_and_constraints_stay_within_what_there_is() {
    expect(
        UNT,
        &[
            ("/components/1/pass", json!(11)),
            ("/total_thresholds/other", json!(141)),
        ],
        &[
            "threshold_above_maximum /components/1/pass",
            "threshold_above_maximum /total_thresholds/other",
        ],
    );
    let constraints = json!({"parallel_forms": 0, "overlap_items": 15, "target_mean_p": 1.5});
    expect(
        SAT,
        &[("/constraints", constraints)],
        &[
            "share_out_of_range /constraints/target_mean_p",
            "parallel_forms_out_of_range /constraints/parallel_forms",
            "overlap_above_items /constraints/overlap_items",
        ],
    );
}
