use super::*;

#[test]
fn a_key_that_is_no_option_and_two_keys_are_refused_even_in_a_draft() {
    let found = ["key_unknown_id /content/parts/0/key/correct/0"];
    expect(
        &changed(mcq(), "/content/parts/0/key/correct", json!(["D"])),
        &found,
        &found,
    );
    let found = ["key_too_many /content/parts/0/key/correct"];
    expect(
        &changed(mcq(), "/content/parts/0/key/correct", json!(["A", "B"])),
        &found,
        &found,
    );
    let found = ["field_not_for_type /content/parts/0/key/order"];
    expect(
        &with(
            mcq(),
            "/content/parts/0/key",
            "order",
            json!(["A", "B", "C"]),
        ),
        &found,
        &found,
    );
}

#[test]
fn true_or_false_has_two_options_and_one_key() {
    let texts = json!({"options": {"T": "Иә", "F": "Жоқ", "X": "Білмеймін"}});
    let part = json!({"options": ["T", "F", "X"], "key": {"correct": ["T"]}});
    let found = ["options_too_many /content/parts/0/options"];
    expect(&item_with("TF", 1, part, texts), &found, &found);
}

#[test]
fn several_keys_keep_within_the_options_and_within_what_may_be_chosen() {
    let texts = json!({"options": {"A": "x", "B": "y", "C": "z"}});
    let part =
        json!({"options": ["A", "B", "C"], "max_chosen": 2, "key": {"correct": ["A", "B", "C"]}});
    let found = ["max_chosen_below_keys /content/parts/0/max_chosen"];
    let all = ["key_is_every_option /content/parts/0/key/correct", found[0]];
    expect(&item_with("MULTI", 2, part, texts.clone()), &found, &all);
    let part = json!({
        "options": ["A", "B", "C"], "key": {"correct": ["A", "B"]}, "scheme": {"rule": "per_correct_no_penalty"}
    });
    expect(
        &item_with("MULTI", 2, part, texts),
        &[],
        &["max_chosen_missing /content/parts/0/max_chosen"],
    );
}

#[test]
fn matching_pairs_every_left_element_once_with_a_known_target() {
    let texts = json!({"options": {"1": "x", "2": "y", "3": "z"}, "targets": {"a": "p", "b": "q"}});
    let pairs = json!([{"left": "1", "right": "a"}, {"left": "1", "right": "b"}, {"left": "2", "right": "z"}]);
    let part = json!({"options": ["1", "2", "3"], "targets": ["a", "b"], "key": {"pairs": pairs}});
    let at = "/content/parts/0/key/pairs";
    let draft = [
        format!("duplicate_id {at}/1/left"),
        format!("key_unknown_id {at}/2/right"),
    ];
    let mut submit = draft.to_vec();
    submit.push(format!("pairs_incomplete {at}"));
    let item = item_with("MATCH", 2, part, texts);
    assert_eq!(codes(&item, Stage::Draft), draft);
    assert_eq!(codes(&item, Stage::Submit), submit);
}

#[test]
fn two_left_elements_may_share_a_target() {
    let texts = json!({"options": {"1": "x", "2": "y"}, "targets": {"a": "p", "b": "q"}});
    let pairs = json!([{"left": "1", "right": "a"}, {"left": "2", "right": "a"}]);
    let part = json!({
        "options": ["1", "2"], "targets": ["a", "b"], "key": {"pairs": pairs}, "scheme": {"rule": "per_pair"}
    });
    expect(&item_with("MATCH", 2, part, texts), &[], &[]);
}

#[test]
fn ids_of_pairs_that_tell_the_key_are_worth_a_look_when_the_item_is_handed_in() {
    let item = |lefts: [&str; 3], rights: [&str; 4], keyed: [usize; 3]| {
        let words = |ids: &[&str]| -> Value {
            ids.iter()
                .map(|id| ((*id).to_owned(), json!(format!("word {id}"))))
                .collect()
        };
        let texts = json!({"options": words(&lefts), "targets": words(&rights)});
        let pairs: Vec<Value> = (0..3)
            .map(|n| json!({"left": lefts[n], "right": rights[keyed[n]]}))
            .collect();
        let part = json!({"options": lefts, "targets": rights, "key": {"pairs": pairs}});
        item_with("MATCH", 3, part, texts)
    };
    let told = ["pair_ids_tell_key /content/parts/0/key/pairs"];
    let lefts = ["l1", "l2", "l3"];
    expect(
        &item(lefts, ["r1", "r2", "r3", "r4"], [0, 1, 2]),
        &[],
        &told,
    );
    // The order of writing changes nothing, nor do letters beside numbers.
    expect(
        &item(["l2", "l1", "l3"], ["r3", "r1", "r2", "r4"], [2, 1, 0]),
        &[],
        &told,
    );
    expect(
        &item(["1", "2", "10"], ["a", "b", "c", "d"], [0, 1, 2]),
        &[],
        &told,
    );
    expect(&item(lefts, ["r1", "r2", "r3", "r4"], [1, 0, 2]), &[], &[]);
    expect(&item(lefts, ["r4", "r7", "r2", "r9"], [0, 1, 2]), &[], &[]);
}

#[test]
fn an_order_key_is_a_permutation_of_the_options() {
    let texts = json!({"options": {"1": "x", "2": "y", "3": "z"}});
    let part = json!({"options": ["1", "2", "3"], "key": {"order": ["3", "1", "3"]}});
    let at = "/content/parts/0/key/order";
    let doubled = format!("duplicate_id {at}/2");
    let incomplete = format!("order_incomplete {at}");
    expect(
        &item_with("ORDER", 2, part, texts),
        &[&doubled],
        &[&doubled, &incomplete],
    );
}

#[test]
fn a_short_answer_needs_accepted_texts_or_a_number_unless_descriptors_mark_it() {
    expect(
        &item_with("SA", 1, json!({}), json!({})),
        &[],
        &["key_missing /content/parts/0/key"],
    );
    expect(
        &item_with("SA", 1, json!({}), json!({"accepted": ["бес"]})),
        &[],
        &[],
    );
    expect(
        &item_with(
            "SA",
            1,
            json!({"key": {"number": {"value": "-12.5"}}}),
            json!({}),
        ),
        &[],
        &[],
    );
    let scheme = json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}]});
    expect(
        &item_with(
            "SA",
            1,
            json!({"scheme": scheme}),
            json!({"descriptors": {"d1": "x"}}),
        ),
        &[],
        &[],
    );
    let number = json!({"value": "12,5", "tolerance": "-1", "unit_required": true});
    let at = "/content/parts/0/key/number";
    let found = [
        &format!("number_invalid {at}/value")[..],
        &format!("number_invalid {at}/tolerance"),
        &format!("unit_required_without_units {at}/units"),
    ];
    expect(
        &item_with("SA", 1, json!({"key": {"number": number}}), json!({})),
        &found,
        &found,
    );
}

#[test]
fn an_accepted_answer_is_needed_in_every_language_when_one_has_it() {
    let mut item = item_with("SA", 1, json!({}), json!({"accepted": ["бес"]}));
    item["texts"]["ru"] = json!({"stem": "Задание"});
    expect(
        &item,
        &[],
        &["accepted_missing_in_language /texts/ru/parts/a/accepted"],
    );
}

#[test]
fn a_questionnaire_question_has_no_points_and_values_of_known_options() {
    let texts = json!({"options": {"1": "x", "2": "y"}});
    let values = json!([{"option": "1", "value": 1}, {"option": "1", "value": 2}, {"option": "3", "value": 3}]);
    let part = json!({"options": ["1", "2"], "values": values});
    let at = "/content/parts/0";
    let found = [
        &format!("question_has_points {at}/points")[..],
        &format!("duplicate_id {at}/values/1/option"),
        &format!("key_unknown_id {at}/values/2/option"),
    ];
    expect(&item_with("QUESTION", 1, part, texts), &found, &found);
}
