//! A6 with workbooks whose tasks have several parts, match pairs, and have descriptors of criteria.

use serde_json::{Value, json};

use super::bank::Bank;
use super::imports::{counts, finished};
use crate::harness::api::{Client, text};
use crate::harness::office::{self, cell, sheets, typed};

/// Sheets of the template, in their order.
const TASKS: usize = 0;
const OPTIONS: usize = 1;
const DESCRIPTORS: usize = 2;
const PARTS: usize = 3;
const PAIRS: usize = 4;

type Rows<'a> = &'a [&'a [office::Value<'a>]];

fn template(client: &Client) -> Vec<u8> {
    let path = "/imports/templates/xlsx?languages=kk,ru&subject=mathematics&grade=6&tasks=20";
    let (status, _, bytes) = client.get_bytes(path);
    assert_eq!(status, 200);
    bytes
}

fn filled(template: &[u8], of: &[(usize, Rows<'_>)]) -> Vec<u8> {
    of.iter().fold(template.to_vec(), |bytes, (sheet, rows)| {
        let rows: Vec<Vec<office::Value<'_>>> = rows.iter().map(|row| row.to_vec()).collect();
        typed(&bytes, *sheet, &rows)
    })
}

const fn task<'a>(code: &'a str, kind: &'a str, points: &'a str) -> [office::Value<'a>; 9] {
    [
        ("code", code),
        ("type", kind),
        ("subject", "mathematics"),
        ("grade", "6"),
        ("programme", "kz-2022"),
        ("objectives", "6.5.2.1,6.1.2.6"),
        ("points", points),
        ("stem_kk", "18 : 12 қатынасы"),
        ("stem_ru", "Отношение 18 : 12"),
    ]
}

fn request(bytes: &[u8], mode: &str) -> Value {
    json!({"format": "xlsx", "content_base64": office::base64(bytes), "mode": mode})
}

fn item(client: &Client, code: &str) -> Value {
    let found = client.get(&format!("/items?code={code}")).expect(200);
    client
        .get(&format!("/items/{}", text(&found["items"][0]["id"])))
        .expect(200)
}

fn places(line: &Value) -> Vec<(String, String)> {
    let findings = line["findings"].as_array().expect("findings").iter();
    findings
        .map(|f| (text(&f["code"]).to_owned(), text(&f["pointer"]).to_owned()))
        .collect()
}

const PARTED: Rows<'_> = &[
    &[
        ("code", "p1"),
        ("part", "a"),
        ("points", "1"),
        ("prompt_kk", "Қысқарт"),
        ("prompt_ru", "Сократите"),
        ("key", "1,5"),
        ("tolerance", "0,01"),
    ],
    &[
        ("code", "p1"),
        ("part", "В)"),
        ("type", "один ответ"),
        ("points", "1"),
        ("prompt_kk", "Таңда"),
        ("prompt_ru", "Выберите: \\(2^3\\)"),
        ("key", "B"),
    ],
    &[
        ("code", "p1"),
        ("part", "c"),
        ("type", "EA"),
        ("points", "2"),
        ("prompt_kk", "Түсіндір"),
        ("prompt_ru", "Объясните"),
        ("sample_answer_ru", "3 : 2"),
    ],
];

const CHOICES: Rows<'_> = &[
    &[
        ("code", "p1"),
        ("part", "b"),
        ("option", "A"),
        ("text_kk", "2 : 3"),
        ("text_ru", "2 : 3"),
    ],
    &[
        ("code", "p1"),
        ("part", "b"),
        ("option", "B"),
        ("text_kk", "3 : 2"),
        ("text_ru", "3 : 2"),
    ],
];

const DESCRIBED: Rows<'_> = &[
    &[
        ("code", "p1"),
        ("part", "c"),
        ("points", "1"),
        ("criterion", "m6-c1"),
        ("objective", "6.5.2.1"),
        ("text_kk", "бөледі"),
        ("text_ru", "делит"),
    ],
    &[
        ("code", "p1"),
        ("part", "c"),
        ("points", "1"),
        ("objective", "6.1.2.6"),
        ("text_kk", "жазады"),
        ("text_ru", "записывает"),
    ],
];

const MATCHED: Rows<'_> = &[
    &[
        ("code", "p2"),
        ("left_kk", "2 + 2"),
        ("left_ru", "2 + 2"),
        ("right_kk", "төрт"),
        ("right_ru", "четыре"),
    ],
    &[
        ("code", "p2"),
        ("left_kk", "1 + 1"),
        ("left_ru", "1 + 1"),
        ("right_kk", "екі"),
        ("right_ru", "два"),
    ],
    &[("code", "p2"), ("right_kk", "алты"), ("right_ru", "шесть")],
];

on_both! {
    fn tasks_of_several_parts_and_pairs_come_in_as_they_stand_in_the_sheets(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let bytes = filled(&template(client), &[
            (TASKS, &[&task("p1", "SA", ""), &task("p2", "соответствие", "2")]),
            (OPTIONS, CHOICES), (DESCRIPTORS, DESCRIBED), (PARTS, PARTED), (PAIRS, MATCHED),
        ]);
        let report = finished(client, &request(&bytes, "all_or_nothing"));
        assert_eq!(counts(&report), [2, 2, 0, 0, 0], "{report}");
        let parted = item(client, "p1");
        assert_eq!((&parted["content"]["type"], &parted["content"]["points"], &parted["content"]["criteria"]), (&json!("SA"), &json!(4), &json!(["m6-c1"])));
        assert_eq!(parted["content"]["parts"], json!([
            {"id": "a", "points": 1, "key": {"number": {"value": "1.5", "tolerance": "0.01"}}, "scheme": {"kind": "key", "rule": "all_or_nothing"}},
            {"id": "b", "type": "MCQ", "points": 1, "options": ["A", "B"], "key": {"correct": ["B"]}, "scheme": {"kind": "key", "rule": "all_or_nothing"}},
            {"id": "c", "type": "EA", "points": 2, "scheme": {"kind": "analytic", "rule": "all_or_nothing", "descriptors": [
                {"id": "d1", "points": 1, "criterion": "m6-c1", "objective": "6.5.2.1"}, {"id": "d2", "points": 1, "objective": "6.1.2.6"},
            ]}},
        ]));
        let ru = &parted["texts"]["ru"];
        assert_eq!(ru["stem"], "Отношение 18 : 12");
        assert_eq!(ru["parts"], json!({
            "a": {"prompt": "Сократите"},
            "b": {"prompt": "Выберите: 2³", "options": {"A": "2 : 3", "B": "3 : 2"}},
            "c": {"prompt": "Объясните", "descriptors": {"d1": "делит", "d2": "записывает"}, "sample_answer": "3 : 2"},
        }));
        assert!(text(&ru["rich"]["/parts/b/prompt"]["html"]).contains("<msup>"), "{ru}");
        assert_eq!(parted["texts"]["kk"]["parts"]["c"]["descriptors"]["d1"], "бөледі");
        let matched = item(client, "p2");
        // Right sides by their words in the first language, екі before төрт: the letters do not tell the key.
        assert_eq!(matched["content"]["parts"], json!([{
            "id": "a", "points": 2, "options": ["1", "2"], "targets": ["A", "B", "C"],
            "key": {"pairs": [{"left": "1", "right": "C"}, {"left": "2", "right": "B"}]}, "scheme": {"kind": "key", "rule": "per_pair"},
        }]));
        assert_eq!(matched["texts"]["ru"]["parts"]["a"], json!({"options": {"1": "2 + 2", "2": "1 + 1"}, "targets": {"A": "шесть", "B": "два", "C": "четыре"}}));
        // The same again changes nothing; one pair more is a change of the draft.
        assert_eq!(counts(&finished(client, &request(&bytes, "per_row"))), [2, 0, 2, 0, 0]);
    }

    fn what_is_wrong_in_a_part_or_a_pair_is_told_by_its_cell_and_comes_back_with_its_task(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let template = template(client);
        let mut keyed = task("p1", "SA", "9").to_vec();
        keyed.push(("key", "4"));
        let mut choices = CHOICES.to_vec();
        choices.push(&[("code", "p1"), ("part", "f"), ("option", "C"), ("text_ru", "1")]);
        choices.push(&[("code", "p1"), ("option", "D"), ("text_ru", "2")]);
        let mut pairs = MATCHED.to_vec();
        pairs.push(&[("code", "p2"), ("left_ru", "5 + 5")]);
        pairs.push(&[("code", "p3"), ("left_ru", "1"), ("right_ru", "2")]);
        let mut paired = task("p3", "SA", "1").to_vec();
        paired.push(("key", "2"));
        let kept = task("p4", "MATCH", "1");
        let whole: Rows<'_> = &[&keyed, &task("p2", "MATCH", "2"), &paired, &kept];
        let last: Rows<'_> = &[
            &[("code", "p4"), ("left_ru", "1"), ("right_ru", "I"), ("left_kk", "1"), ("right_kk", "I")],
            &[("code", "p4"), ("left_ru", "2"), ("right_ru", "II"), ("left_kk", "2"), ("right_kk", "II")],
        ];
        pairs.extend(last);
        let bytes = filled(&template, &[(TASKS, whole), (OPTIONS, &choices), (DESCRIPTORS, DESCRIBED), (PARTS, PARTED), (PAIRS, &pairs)]);
        let report = finished(client, &request(&bytes, "per_row"));
        assert_eq!(counts(&report), [4, 1, 0, 3, 0], "{report}");
        let names: Vec<String> = sheets(&template).into_iter().map(|(name, _)| name).collect();
        let at = |sheet: usize, heading: &str, row: usize| format!("/{}/{}", names[sheet], cell(&template, sheet, heading, row));
        let told = |line: usize| places(&report["lines"][line]);
        let expected = |code: &str, at: String| (code.to_owned(), at);
        assert_eq!(told(0), [
            expected("task_part_unknown", at(OPTIONS, "part", 5)), expected("part_unnamed", at(OPTIONS, "part", 6)),
            expected("belongs_to_part", at(TASKS, "key", 3)),
        ], "{report}");
        assert_eq!(told(1), [expected("pair_without_right", at(PAIRS, "right_kk", 6))]);
        assert!(told(2).contains(&expected("pairs_not_for_type", at(PAIRS, "part", 7))), "{report}");
        // Points that do not add up are found out about the whole task, and stand at its own cell.
        let mut short = task("p1", "SA", "3").to_vec();
        short.push(("language", "ru"));
        let summed = filled(&template, &[(TASKS, &[&short]), (OPTIONS, CHOICES), (DESCRIPTORS, DESCRIBED), (PARTS, PARTED)]);
        let summed = finished(client, &request(&summed, "per_row"));
        assert_eq!(places(&summed["lines"][0]), [expected("parts_sum_mismatch", at(TASKS, "points", 3))]);
        // All that belongs to the refused tasks comes back, and nothing else.
        let path = format!("/imports/{}/rejected.xlsx", text(&report["import_id"]));
        let back = sheets(&client.get_bytes(&path).2);
        let codes = |sheet: usize| back[sheet].1.iter().skip(2).map(|row| row[0].clone()).collect::<Vec<_>>();
        assert_eq!((codes(PARTS), codes(PAIRS)), (vec!["p1".to_owned(); 3], ["p2", "p2", "p2", "p2", "p3"].map(str::to_owned).to_vec()));
    }
}
