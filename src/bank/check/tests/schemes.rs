use super::*;

#[test]
fn descriptors_that_sum_to_three_are_refused_at_the_points_when_the_part_has_four() {
    let scheme = json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}, {"id": "d2", "points": 2}]});
    let item = item_with(
        "EA",
        4,
        json!({"scheme": scheme}),
        json!({"descriptors": {"d1": "x", "d2": "y"}}),
    );
    let found = check_value(&item, Stage::Draft);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].code.as_str(), found[0].pointer.as_str()),
        ("points_sum_mismatch", "/content/parts/0/points")
    );
    assert_eq!(
        (&found[0].args["sum"], &found[0].args["points"]),
        (&json!("3"), &json!("4"))
    );
}

#[test]
fn part_points_sum_to_the_items_points_and_part_ids_differ() {
    let parts = json!([
        {"id": "a", "points": 1, "options": ["A", "B"], "key": {"correct": ["A"]}},
        {"id": "a", "points": 2, "options": ["A", "B"], "key": {"correct": ["A"]}}
    ]);
    let item = changed(changed(mcq(), "/content/parts", parts), "/texts", json!({}));
    expect(
        &item,
        &[
            "duplicate_id /content/parts/1/id",
            "parts_sum_mismatch /content/points",
        ],
        &[
            "duplicate_id /content/parts/1/id",
            "parts_sum_mismatch /content/points",
            "texts_missing /texts",
        ],
    );
}

#[test]
fn an_open_task_needs_descriptors_or_bands_to_be_handed_in() {
    for kind in ["EA", "SPEAK", "PRACTICAL"] {
        expect(
            &item_with(kind, 3, json!({}), json!({})),
            &[],
            &["scheme_missing /content/parts/0/scheme/kind"],
        );
        let analytic = json!({"scheme": {"kind": "analytic"}});
        let missing = "descriptors_missing /content/parts/0/scheme/descriptors";
        expect(&item_with(kind, 3, analytic, json!({})), &[], &[missing]);
    }
}

#[test]
fn bands_lie_end_to_end_from_nought_to_the_points_in_any_order() {
    let band = |id: &str, min: u32, max: u32| json!({"id": id, "min": min, "max": max});
    expect(
        &banded(json!([
            band("b3", 6, 10),
            band("b2", 3, 5),
            band("b1", 0, 2)
        ])),
        &[],
        &[],
    );
    let at = "/content/parts/0/scheme/bands";
    let found = [
        &format!("bands_not_from_zero {at}/0")[..],
        &format!("bands_not_contiguous {at}/1"),
        &format!("bands_not_contiguous {at}/2"),
        &format!("bands_not_to_points {at}/2"),
    ];
    expect(
        &banded(json!([
            band("b1", 1, 3),
            band("b2", 3, 5),
            band("b3", 7, 9)
        ])),
        &found,
        &found,
    );
    let found = [
        &format!("band_reversed {at}/1")[..],
        &format!("bands_not_to_points {at}/1"),
    ];
    expect(
        &banded(json!([band("b1", 0, 4), band("b2", 5, 2)])),
        &found,
        &found,
    );
}

#[test]
fn a_rule_suits_its_type_and_lists_suit_their_scheme() {
    for (rule, kind, suits) in [
        ("per_pair", ItemType::Match, true),
        ("per_pair", ItemType::Multi, false),
        ("per_position", ItemType::Order, true),
        ("longest_correct_run", ItemType::Match, false),
        ("per_correct_minus_wrong", ItemType::Multi, true),
        ("per_correct_minus_wrong", ItemType::Mcq, false),
    ] {
        let item = item_with(
            kind.as_str(),
            2,
            json!({"scheme": {"rule": rule}}),
            json!({}),
        );
        let found = codes(&item, Stage::Draft);
        assert_eq!(found.is_empty(), suits, "{rule} for {kind}: {found:?}");
    }
    let item = with(
        mcq(),
        "/content/parts/0",
        "scheme",
        json!({"bands": [{"id": "b", "min": 0, "max": 1}]}),
    );
    assert_eq!(
        codes(&item, Stage::Draft),
        ["field_not_for_scheme /content/parts/0/scheme/bands"]
    );
}

#[test]
fn descriptor_ids_are_unique_over_all_parts_and_name_codes_of_the_item() {
    let scheme = |more: Value| json!({"kind": "analytic", "descriptors": [more]});
    let mut item = mcq();
    item["content"]["type"] = json!("EA");
    item["content"]["points"] = json!(2);
    item["content"]["parts"] = json!([
        {"id": "a", "points": 1, "scheme": scheme(json!({"id": "d1", "points": 1, "criterion": "c2"}))},
        {"id": "b", "points": 1, "scheme": scheme(json!({"id": "d1", "points": 1, "objective": "6.1.2.6"}))}
    ]);
    item["texts"] = json!({});
    assert_eq!(
        codes(&item, Stage::Draft),
        [
            "duplicate_id /content/parts/1/scheme/descriptors/0/id",
            "descriptor_names_foreign_code /content/parts/0/scheme/descriptors/0/criterion",
            "descriptor_names_foreign_code /content/parts/1/scheme/descriptors/0/objective",
        ]
    );
}
