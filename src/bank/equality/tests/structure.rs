//! Items that were written apart.

use super::*;

/// The same task in Kazakh, written apart with other ids.
fn kazakh(edit: impl FnOnce(&mut Value)) -> ItemDocument {
    let mut value = json!({
        "code": "M-1-KK",
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 1,
            "parts": [{"id": "1", "points": 1, "options": ["i", "ii", "iii"], "key": {"correct": ["ii"]}}]
        },
        "texts": {"kk": {"stem": "Сан?", "parts": {"1": {"options": {"i": "бір", "ii": "екі", "iii": "үш"}}}}}
    });
    edit(&mut value);
    serde_json::from_value(value).expect("an item")
}

fn russian() -> ItemDocument {
    item(
        json!({"ru": {"stem": "Число?", "parts": {"a": {"options": {"A": "один", "B": "два", "C": "три"}}}}}),
    )
}

#[test]
fn items_written_apart_become_one_by_place_and_not_by_id() {
    let language = "kk".parse().expect("a language");
    let (joined, found) = joined(&russian(), &kazakh(|_| ()), &language);
    assert_eq!(found, []);
    let options = &joined.texts[&language].parts["a"].options;
    assert_eq!(
        (options["A"].as_str(), options["C"].as_str()),
        ("бір", "үш")
    );
    assert_eq!(compare_variants(&policy(), &joined), []);
}

#[test]
fn what_differs_between_items_written_apart_is_told_at_its_place() {
    let language = "kk".parse().expect("a language");
    let told = |edit: fn(&mut Value)| -> Vec<String> {
        let (_, found) = joined(&russian(), &kazakh(edit), &language);
        found
            .iter()
            .map(|f| format!("{} {}", f.code, f.pointer))
            .collect()
    };
    let part = |code: &str, field: &str| vec![format!("{code} /content/parts/0/{field}")];
    assert_eq!(
        told(|v| v["content"]["parts"][0]["key"]["correct"] = json!(["i"])),
        part("variant_key_differs", "key")
    );
    assert_eq!(
        told(|v| v["content"]["parts"][0]["options"] = json!(["i", "ii"])),
        part("variant_options_differ", "options")
    );
    assert_eq!(
        told(|v| v["content"]["parts"][0]["points"] = json!(2)),
        part("variant_points_differ", "points")
    );
    assert_eq!(
        told(|v| v["content"]["parts"][0]["scheme"] =
            json!({"kind": "analytic", "descriptors": [{"id": "d1", "points": 1}]})),
        part("variant_descriptors_differ", "scheme")
    );
    assert_eq!(
        told(|v| v["content"]["type"] = json!("MULTI")),
        ["variant_parts_differ /content/parts"]
    );
}

#[test]
fn pairs_and_orders_are_compared_by_place() {
    let language = "kk".parse().expect("a language");
    let matching = |ids: [&str; 4], pairs: [(usize, usize); 2]| {
        let pair = |(l, r): (usize, usize)| json!({"left": ids[l], "right": ids[r]});
        kazakh(|v| {
            v["content"]["type"] = json!("MATCH");
            v["content"]["parts"] = json!([{
                "id": "a", "points": 1, "options": [ids[0], ids[1]], "targets": [ids[2], ids[3]],
                "key": {"pairs": [pair(pairs[0]), pair(pairs[1])]}
            }]);
        })
    };
    let first = matching(["a", "b", "x", "y"], [(0, 2), (1, 3)]);
    let same = matching(["1", "2", "3", "4"], [(1, 3), (0, 2)]);
    let other = matching(["1", "2", "3", "4"], [(0, 3), (1, 2)]);
    assert_eq!(joined(&first, &same, &language).1, []);
    assert_eq!(
        joined(&first, &other, &language).1[0].code,
        "variant_key_differs"
    );
}
