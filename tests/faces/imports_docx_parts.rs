//! A6 with documents of Word whose tasks have several parts, match pairs, and have descriptors of criteria.

use serde_json::{Value, json};

use super::bank::Bank;
use super::imports::{counts, finished};
use crate::harness::api::{Client, text};
use crate::harness::office;

type Table<'a> = &'a [&'a [&'a str]];

const PARTED: Table<'_> = &[
    &["Task", "kk", "ru"],
    &["Code", "p1", ""],
    &["Type", "SA", ""],
    &["subject", "mathematics", ""],
    &["Сынып", "6", ""],
    &["objectives", "6.5.2.1,6.1.2.6", ""],
    &["stem", "18 : 12 қатынасы", "Отношение 18 : 12"],
    &["Part a (1)", "Қысқарт", "Сократите"],
    &["Key", "1,5", ""],
    &["tolerance", "0,01", ""],
    &["Часть В)", "Таңда", "Выберите: \\(2^3\\)"],
    &["Тип", "один ответ", ""],
    &["A", "2 : 3", "2 : 3"],
    &["B", "3 : 2", "3 : 2"],
    &["Key", "B", ""],
    &["c бөлігі (2)", "Түсіндір", "Объясните"],
    &["Type", "EA", ""],
    &["Descriptor (1; m6-c1; 6.5.2.1)", "бөледі", "делит"],
    &["Дескриптор (1; 6.1.2.6)", "жазады", "записывает"],
    &["Sample answer", "", "3 : 2"],
];

const MATCHED: Table<'_> = &[
    &["Тапсырма", "kk", "ru"],
    &["Code", "p2", ""],
    &["Type", "соответствие", ""],
    &["Subject", "mathematics", ""],
    &["Grade", "6", ""],
    &["Points", "2", ""],
    &["stem", "Сәйкестендір", "Сопоставьте"],
    &["Left 1", "2 + 2", "2 + 2"],
    &["Right 1", "төрт", "четыре"],
    &["Слева", "1 + 1", "1 + 1"],
    &["Справа", "екі", "два"],
    &["Оң жақ 3", "алты", "шесть"],
];

const BOLD: &str = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>0,5</w:t></w:r></w:p>";

/// A part that matches, the criteria of the whole, and a part that the template left empty.
const MATCHED_IN_A_PART: Table<'_> = &[
    &["Task", "kk", "ru"],
    &["Code", "p3", ""],
    &["Type", "SA", ""],
    &["Subject", "mathematics", ""],
    &["Grade", "6", ""],
    &["Criteria", "m6-c1", ""],
    &["Points", "3", ""],
    &["stem", "Бөлшектер", "Дроби"],
    &["Part a (1)", "1 + 1", "1 + 1"],
    &["Key", "2", ""],
    &["Part b", "", ""],
    &["Type", "MATCH", ""],
    &["Points", "2", ""],
    &["Left 1", "1/2", "1/2"],
    &["Left 2", "1/4", "1/4"],
    &["Right 1", "0,5", BOLD],
    &["Right 2", "0,25", "0,25"],
    &["Part c (1)", "", ""],
    &["Explanation", "Ондық бөлшек", "Десятичная дробь"],
];

fn template(client: &Client) -> Vec<u8> {
    let path = "/imports/templates/docx?languages=kk,ru&tasks=1";
    let (status, _, bytes) = client.get_bytes(path);
    assert_eq!(status, 200);
    bytes
}

fn request(bytes: &[u8], mode: &str) -> Value {
    json!({"format": "docx", "content_base64": office::base64(bytes), "mode": mode})
}

fn item(client: &Client, code: &str) -> Value {
    let found = client.get(&format!("/items?code={code}")).expect(200);
    client
        .get(&format!("/items/{}", text(&found["items"][0]["id"])))
        .expect(200)
}

fn told(line: &Value) -> Vec<(String, String)> {
    let findings = line["findings"].as_array().expect("findings").iter();
    findings
        .map(|f| (text(&f["code"]).to_owned(), text(&f["pointer"]).to_owned()))
        .collect()
}

/// The paragraph of a cell in a document whose first table has so many columns.
fn paragraph(columns: usize, row: usize, column: usize) -> String {
    format!("/paragraphs/{}", columns * row + column + 1)
}

/// The three tasks as they stand in their tables, whoever has saved the file.
fn assert_all_came_in(client: &Client) {
    let parted = item(client, "p1");
    assert_eq!(
        (
            &parted["content"]["type"],
            &parted["content"]["points"],
            &parted["content"]["criteria"]
        ),
        (&json!("SA"), &json!(4), &json!(["m6-c1"]))
    );
    assert_eq!(
        parted["content"]["parts"],
        json!([
            {"id": "a", "points": 1, "key": {"number": {"value": "1.5", "tolerance": "0.01"}}, "scheme": {"kind": "key", "rule": "all_or_nothing"}},
            {"id": "b", "type": "MCQ", "points": 1, "options": ["A", "B"], "key": {"correct": ["B"]}, "scheme": {"kind": "key", "rule": "all_or_nothing"}},
            {"id": "c", "type": "EA", "points": 2, "scheme": {"kind": "analytic", "rule": "all_or_nothing", "descriptors": [
                {"id": "d1", "points": 1, "criterion": "m6-c1", "objective": "6.5.2.1"}, {"id": "d2", "points": 1, "objective": "6.1.2.6"},
            ]}},
        ])
    );
    let ru = &parted["texts"]["ru"];
    assert_eq!(
        ru["parts"],
        json!({
            "a": {"prompt": "Сократите"},
            "b": {"prompt": "Выберите: 2³", "options": {"A": "2 : 3", "B": "3 : 2"}},
            "c": {"prompt": "Объясните", "descriptors": {"d1": "делит", "d2": "записывает"}, "sample_answer": "3 : 2"},
        })
    );
    assert!(text(&ru["rich"]["/parts/b/prompt"]["html"]).contains("<msup>"));
    assert_eq!(
        parted["texts"]["kk"]["parts"]["c"]["descriptors"]["d1"],
        "бөледі"
    );
    let matched = item(client, "p2");
    // Right sides by their words in the first language, as in a workbook: the letters do not tell the key.
    assert_eq!(
        matched["content"]["parts"],
        json!([{
            "id": "a", "points": 2, "options": ["1", "2"], "targets": ["A", "B", "C"],
            "key": {"pairs": [{"left": "1", "right": "C"}, {"left": "2", "right": "B"}]}, "scheme": {"kind": "key", "rule": "per_pair"},
        }])
    );
    assert_eq!(
        matched["texts"]["ru"]["parts"]["a"],
        json!({"options": {"1": "2 + 2", "2": "1 + 1"}, "targets": {"A": "шесть", "B": "два", "C": "четыре"}})
    );
    let within = item(client, "p3");
    assert_eq!(within["content"]["criteria"], json!(["m6-c1"]));
    assert_eq!(
        within["content"]["parts"][1],
        json!({
            "id": "b", "type": "MATCH", "points": 2, "options": ["1", "2"], "targets": ["A", "B"],
            "key": {"pairs": [{"left": "1", "right": "B"}, {"left": "2", "right": "A"}]}, "scheme": {"kind": "key", "rule": "per_pair"},
        })
    );
    assert_eq!(
        within["content"]["parts"].as_array().map(Vec::len),
        Some(2),
        "{within}"
    );
    let ru = &within["texts"]["ru"];
    assert_eq!(ru["explanation"], "Десятичная дробь");
    assert_eq!(ru["parts"]["b"]["targets"]["B"], "0,5");
    assert!(text(&ru["rich"]["/parts/b/targets/B"]["html"]).contains("<b>0,5</b>"));
}

/// Everything that can be wrong of parts.
const WRONG_PARTS: Table<'_> = &[
    &["Task", "kk", "ru"],
    &["Code", "q1", ""],
    &["Type", "SA", ""],
    &["Subject", "mathematics", ""],
    &["Grade", "6", ""],
    &["stem", "Есепте", "Вычислите"],
    &["Key", "4", ""],
    &["A", "x", "x"],
    &["Part a (1)", "1 + 1", "1 + 1"],
    &["Key", "2", ""],
    &["Part 7 (1)", "2 + 1", "2 + 1"],
    &["Key", "3", ""],
    &["Part a (1)", "2 + 1", "2 + 1"],
    &["Key", "3", ""],
    &["Part", "3 + 2", "3 + 2"],
    &["Key", "5", ""],
    &["Left 1", "2 + 2", "2 + 2"],
];

/// Everything that can be wrong of pairs, values and columns.
const WRONG_PAIRS: Table<'_> = &[
    &["Task", "kk", "ru", ""],
    &["Code", "q2", "", ""],
    &["Type", "MATCH", "", ""],
    &["Subject", "mathematics", "", ""],
    &["Grade", "6", "7", ""],
    &["stem", "Сәйкестендір", "Сопоставьте", "Match"],
    &["Left 1", "1", "1", ""],
    &["Right 1", "I", "I", ""],
    &["Right 1", "II", "II", ""],
    &["Left 2", "2", "2", ""],
];

const WRONG_CRITERION: Table<'_> = &[
    &["Task", "kk", "ru"],
    &["Code", "q3", ""],
    &["Type", "SA", ""],
    &["Subject", "mathematics", ""],
    &["Grade", "6", ""],
    &["stem", "Есепте", "Вычислите"],
    &["Part a (1)", "1 + 1", "1 + 1"],
    &["Key", "2", ""],
    &["Part b (1)", "Түсіндір", "Объясните"],
    &["Type", "EA", ""],
    &["Descriptor (1; m9-c9)", "бөледі", "делит"],
];

on_both! {
    fn tasks_of_several_parts_and_pairs_come_in_as_they_stand_in_their_tables(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let bytes = office::tabled(&template(client), &[PARTED, MATCHED, MATCHED_IN_A_PART]);
        let report = finished(client, &request(&bytes, "all_or_nothing"));
        assert_eq!(counts(&report), [3, 3, 0, 0, 0], "{report}");
        assert_eq!(report["remarks"], Value::Null, "{report}");
        assert_all_came_in(client);
        // The same again changes nothing.
        assert_eq!(counts(&finished(client, &request(&bytes, "per_row"))), [3, 0, 3, 0, 0]);
    }

    fn each_mistake_in_a_part_or_a_pair_is_told_by_its_paragraph_and_all_at_once(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let template = template(client);
        let wrong = |table: Table<'_>| {
            let report = finished(client, &request(&office::tabled(&template, &[table]), "per_row"));
            assert_eq!(counts(&report), [1, 0, 0, 1, 0], "{report}");
            told(&report["lines"][0])
        };
        let expected = |columns: usize, list: &[(&str, usize, usize)]| -> Vec<(String, String)> {
            list.iter().map(|(code, row, column)| ((*code).to_owned(), paragraph(columns, *row, *column))).collect()
        };
        assert_eq!(wrong(WRONG_PARTS), expected(3, &[
            ("belongs_to_part", 6, 0), ("belongs_to_part", 7, 0), ("part_unreadable", 10, 0), ("pair_without_right", 16, 0),
            ("part_twice", 12, 0), ("part_unnamed", 14, 0), ("pairs_not_for_type", 16, 0),
        ]));
        assert_eq!(wrong(WRONG_PAIRS), expected(4, &[
            ("word_values_differ", 4, 0), ("word_column_without_language", 5, 3), ("word_label_twice", 8, 0),
            ("pair_without_right", 9, 0),
        ]));
        // A criterion of a descriptor is one of the whole, which no row of its own names here.
        assert_eq!(wrong(WRONG_CRITERION), expected(3, &[("unknown_criterion", 0, 0)]));
    }

    fn only_the_refused_tasks_come_back_with_the_reasons_under_their_rows(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let bytes = office::tabled(&template(client), &[WRONG_CRITERION, MATCHED, WRONG_PARTS]);
        let report = finished(client, &request(&bytes, "per_row"));
        assert_eq!(counts(&report), [3, 1, 0, 2, 0], "{report}");
        // What is kept of a refused task has all that it says, also of its parts.
        let (_, _, kept) = client.get_bytes(&format!("/imports/{}/rejected", text(&report["import_id"])));
        let kept = String::from_utf8(kept).expect("UTF-8");
        for words in ["q3", "бөледі", "Объясните", "2 + 2", "3 + 2"] {
            assert!(kept.contains(words), "{words}: {kept}");
        }
        let (status, _, back) = client.get_bytes(&format!("/imports/{}/rejected.docx", text(&report["import_id"])));
        assert_eq!(status, 200);
        let parts = office::parts(&back);
        let document = &parts.iter().find(|(name, _)| name == "word/document.xml").expect("a document").1;
        let document = String::from_utf8(document.clone()).expect("UTF-8");
        assert_eq!((document.matches("<w:tbl>").count(), document.contains(">p2<")), (2, false));
        let rows: Vec<&str> = document.split("<w:tr>").collect();
        let under = |label: &str| {
            let at = rows.iter().position(|row| row.contains(&format!(">{label}</w:t>"))).expect("the row");
            assert!(rows[at + 1].contains(">Reasons<"), "{label}: {}", rows[at + 1]);
            rows[at + 1].to_owned()
        };
        assert!(under("Descriptor (1; m9-c9)").contains("m9-c9"));
        // The paragraph where it stands now.
        let reason = under("Part 7 (1)");
        let again = finished(client, &request(&back, "per_row"));
        assert_eq!(counts(&again), [2, 0, 0, 2, 0], "{again}");
        let unreadable = again["lines"][1]["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "part_unreadable");
        let now = &unreadable.expect("the same again")["args"]["paragraph"];
        assert!(reason.contains(&format!("Paragraph {now}:")), "{reason}");
        let mended = document.replace("(1; m9-c9)", "(1; m6-c1)");
        let mended: Vec<(String, Vec<u8>)> = parts.into_iter().map(|(name, content)| match name.as_str() {
            "word/document.xml" => (name, mended.clone().into_bytes()),
            _ => (name, content),
        }).collect();
        let mended = finished(client, &request(&office::packed(&mended), "per_row"));
        assert_eq!(counts(&mended), [2, 1, 0, 1, 0], "{mended}");
        assert_eq!(item(client, "q3")["content"]["criteria"], json!(["m6-c1"]));
    }

    fn the_examples_of_the_template_are_not_read_and_are_good_tasks(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        for language in ["en", "ru", "kk"] {
            let path = "/imports/templates/docx?languages=kk,ru&tasks=1";
            let (_, _, template) = client.get_bytes_in(path, language);
            // The one empty table is a task without a code; the examples are neither tasks nor a loss.
            let report = finished(client, &request(&template, "per_row"));
            assert_eq!(counts(&report)[..2], [1, 0], "{language}: {report}");
            assert_eq!(report["remarks"], Value::Null, "{language}: {report}");
            let changed = |from: &str, to: &str| {
                let parts = office::parts(&template).into_iter().map(|(name, content)| match name.as_str() {
                    "word/document.xml" => (name, String::from_utf8(content).expect("UTF-8").replace(from, to).into_bytes()),
                    _ => (name, content),
                });
                office::packed(&parts.collect::<Vec<_>>())
            };
            let [example, task] = match language {
                "en" => ["Example", "Task"],
                "ru" => ["Пример", "Задание"],
                _ => ["Мысал", "Тапсырма"],
            };
            let as_tasks = changed(&format!(">{example}<"), &format!(">{task}<"));
            let report = finished(client, &request(&as_tasks, "per_row"));
            assert_eq!((&report["records"], &report["rejected"]), (&json!(4), &json!(1)), "{language}: {report}");
            // Who writes over an example and leaves its first cell is told.
            let report = finished(client, &request(&changed("2 · 3", "3 · 3"), "per_row"));
            assert_eq!(report["remarks"][0]["code"], "word_example_changed", "{language}: {report}");
        }
        let parted = item(client, "example-3");
        assert_eq!(parted["content"]["parts"][1]["scheme"]["descriptors"][0]["criterion"], "m6-c1");
        assert_eq!(item(client, "example-2")["content"]["parts"][0]["targets"], json!(["A", "B", "C"]));
    }
}

#[test]
fn parts_and_pairs_that_libreoffice_has_saved_again_come_in() {
    let bank = Bank::open(crate::harness::Backend::Sqlite);
    let client = &bank.manager;
    let bytes = office::tabled(&template(client), &[PARTED, MATCHED, MATCHED_IN_A_PART]);
    let Some(bytes) = office::saved_by_libreoffice(&bytes) else {
        return;
    };
    let report = finished(client, &request(&bytes, "all_or_nothing"));
    assert_eq!(counts(&report), [3, 3, 0, 0, 0], "{report}");
    assert_all_came_in(client);
}
