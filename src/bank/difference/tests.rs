use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::bank::Language;
use crate::bank::texts::ItemDocument;

fn item(edit: impl FnOnce(&mut Value)) -> ItemDocument {
    let mut value = json!({
        "code": "M-1",
        "content": {
            "type": "MCQ", "subject": "mathematics", "grade_min": 6, "grade_max": 6, "points": 2,
            "objectives": ["6.1.1.1", "6.1.1.2"],
            "parts": [
                {"id": "a", "points": 1, "options": ["A", "B"], "key": {"correct": ["A"]}},
                {"id": "b", "points": 1, "options": ["A", "B"], "key": {"correct": ["B"]}}
            ]
        },
        "texts": {
            "ru": {"stem": "Найдите значение суммы двух чисел.", "parts": {
                "a": {"prompt": "2 + 3", "options": {"A": "5", "B": "6"}},
                "b": {"prompt": "3 + 4", "options": {"A": "6", "B": "7"}}
            }},
            "kk": {"stem": "Екі санның қосындысын табыңыз."}
        }
    });
    edit(&mut value);
    serde_json::from_value(value).expect("an item")
}

fn told(first: &ItemDocument, second: &ItemDocument) -> Vec<String> {
    let all = changes(first, second);
    all.iter()
        .map(|c| format!("{:?} {}", c.kind, c.pointer))
        .collect()
}

fn shown(first: &str, second: &str) -> String {
    let show = |piece: Piece| match piece.kind {
        PieceKind::Same => piece.text,
        PieceKind::Removed => format!("[-{}]", piece.text),
        PieceKind::Added => format!("[+{}]", piece.text),
    };
    pieces(first, second).into_iter().map(show).collect()
}

#[test]
fn texts_are_compared_by_words_and_a_changed_phrase_is_one_piece() {
    for (first, second, expected) in [
        ("один два три", "один два три", "один два три"),
        (
            "один два три",
            "один четыре три",
            "один [-два][+четыре] три",
        ),
        (
            "найдите сумму чисел",
            "вычислите разность чисел",
            "[-найдите сумму][+вычислите разность] чисел",
        ),
        ("a b", "a b c", "a b[+ c]"),
        ("", "new", "[+new]"),
        ("old", "", "[-old]"),
        ("5 м, 6 м", "5 м, 7 м", "5 м, [-6][+7] м"),
    ] {
        assert_eq!(shown(first, second), expected);
    }
}

#[test]
fn very_long_texts_are_still_told() {
    let first = "a b ".repeat(2000);
    let second = "c d ".repeat(2000);
    assert_eq!(pieces(&first, &second).len(), 3);
}

#[test]
fn equal_versions_differ_in_nothing() {
    assert_eq!(changes(&item(|_| ()), &item(|_| ())), []);
}

#[test]
fn every_changed_field_is_told_with_its_pointer_structure_first() {
    let second = item(|v| {
        v["texts"]["ru"]["stem"] = json!("Найдите значение разности двух чисел.");
        v["texts"]["ru"]["hint"] = json!("Сложите.");
        v["content"]["points"] = json!(3);
        v["content"]["parts"][1]["points"] = json!(2);
        v["content"]["objectives"] = json!(["6.1.1.2", "6.1.1.1"]);
        v["content"]["parts"][0]["key"]["correct"] = json!(["B"]);
    });
    assert_eq!(
        told(&item(|_| ()), &second),
        [
            "Reordered /content/objectives",
            "Changed /content/parts/0/key/correct",
            "Changed /content/parts/1/points",
            "Changed /content/points",
            "Added /texts/ru/hint",
            "Changed /texts/ru/stem",
        ]
    );
}

#[test]
fn a_part_put_in_front_changes_nothing_of_those_behind_it() {
    let second = item(|v| {
        let part =
            json!({"id": "c", "points": 1, "options": ["A", "B"], "key": {"correct": ["A"]}});
        v["content"]["parts"]
            .as_array_mut()
            .expect("parts")
            .insert(0, part);
    });
    assert_eq!(told(&item(|_| ()), &second), ["Added /content/parts/0"]);
    assert_eq!(told(&second, &item(|_| ())), ["Removed /content/parts/0"]);
}

#[test]
fn parts_that_exchange_places_are_reordered() {
    let second = item(|v| {
        v["content"]["parts"]
            .as_array_mut()
            .expect("parts")
            .reverse()
    });
    assert_eq!(told(&item(|_| ()), &second), ["Reordered /content/parts"]);
}

#[test]
fn a_translation_is_stale_where_its_source_moved_and_nowhere_else() {
    let russian: Language = "ru".parse().expect("a language");
    let second = item(|v| {
        v["texts"]["ru"]["parts"]["a"]["options"]["B"] = json!("7");
        v["texts"]["ru"]["parts"]["b"]["rationales"] = json!({"A": "забыли единицу"});
        v["texts"]["kk"]["stem"] = json!("Қосындыны табыңыз.");
        v["content"]["objectives"] = json!(["6.1.1.1"]);
        v["content"]["parts"][0]["points"] = json!(2);
    });
    let found = stale_fields(&item(|_| ()), &second, &russian);
    let told: Vec<String> = found
        .iter()
        .map(|f| format!("{:?} {}", f.why, f.pointer))
        .collect();
    assert_eq!(
        told,
        [
            "Structure /parts/0/points",
            "SourceChanged /parts/a/options/B",
            "SourceAdded /parts/b/rationales/A",
        ]
    );
    assert_eq!(found[1].pieces.len(), 2);
}

#[test]
fn a_translation_is_carried_forward_when_only_tags_and_other_languages_moved() {
    let russian: Language = "ru".parse().expect("a language");
    let second = item(|v| {
        v["content"]["objectives"] = json!([]);
        v["content"]["author"] = json!("A.");
        v["texts"]["kk"]["hint"] = json!("Қосыңыз.");
    });
    assert_eq!(stale_fields(&item(|_| ()), &second, &russian), []);
}

proptest! {
    #[test]
    fn pieces_put_together_are_the_two_texts(first in "[аб ,]{0,30}", second in "[аб ,]{0,30}") {
        let all = pieces(&first, &second);
        let without = |kind: PieceKind| -> String {
            all.iter().filter(|p| p.kind != kind).map(|p| p.text.as_str()).collect()
        };
        prop_assert_eq!(without(PieceKind::Added), first);
        prop_assert_eq!(without(PieceKind::Removed), second);
    }
}
