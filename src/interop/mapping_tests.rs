use serde_json::{Value, json};

use super::*;
use crate::document::{Format, decode_text};
use crate::language::finding::Finding;

const CSV_BASIC: &str = include_str!("../../item_specs/profiles/csv-basic.yaml");
const HEADER: &str = "code;subject;grade;objective;thinking;stem_kk;stem_ru;option_a_kk;option_a_ru;option_b_kk;option_b_ru;key;points;minutes";

fn csv_basic() -> MappingProfile {
    decode_text::<MappingProfile>(CSV_BASIC, Format::Yaml)
        .expect("a readable profile")
        .0
}

fn json_profile(change: impl Fn(&mut Value)) -> MappingProfile {
    let mut profile = json!({
        "schema": "synaq.mapping/v1", "name": "test", "source": {"kind": "jsonl"},
        "external_id": {"from": "/id", "required": true}, "code": "X-{external_id}",
        "language": {"from": "/lang", "map": {"Kazakh": "kk"}},
        "content": {
            "type": {"from": "/type", "default": "MCQ"}, "subject": {"value": "physics"},
            "grade": {"from": "/grade"}, "points": {"from": "/points", "default": 1},
            "thinking": {"from": "/thinking"}, "tags": {"from": "/tags"}
        },
        "texts": {"*": {"stem": {"from": "/stem"}}},
        "options": {"list": "/options"}, "key": {"from": "/key"}
    });
    change(&mut profile);
    serde_json::from_value(profile).expect("a readable profile")
}

fn line() -> Value {
    json!({
        "id": 7, "lang": "Kazakh", "grade": 8, "stem": "Сұрақ?", "key": "B", "tags": ["t1", "t2"],
        "options": [{"label": "A", "text": "бір"}, {"label": "B", "text": "екі"}]
    })
}

fn map_json(profile: &MappingProfile, line: &Value) -> Result<MappedItem, Vec<Finding>> {
    map_record(profile, &Record::from_json_line(12, &line.to_string())?)
}

fn said(findings: &[Finding]) -> Vec<String> {
    let place = |f: &Finding| {
        f.place
            .map_or("-".to_owned(), |p| format!("{}:{}", p.line, p.column))
    };
    findings
        .iter()
        .map(|f| format!("{} {} {}", place(f), f.code, f.pointer))
        .collect()
}

/// What becomes of each record of a table.
fn read_csv(profile: &MappingProfile, bytes: &[u8]) -> Vec<Result<MappedItem, Vec<String>>> {
    let records = Records::open(profile, bytes).unwrap_or_else(|found| panic!("{found:?}"));
    let mapped = records.map(|record| record.and_then(|record| map_record(profile, &record)));
    mapped
        .map(|result| result.map_err(|findings| said(&findings)))
        .collect()
}

fn table(rows: &[&str]) -> String {
    format!("{HEADER}\r\n{}\r\n", rows.join("\r\n"))
}

#[test]
fn the_shipped_profile_for_tables_is_sound() {
    assert_eq!(check_profile(&csv_basic()), []);
}

#[test]
fn a_line_becomes_a_whole_item() {
    let item = map_json(&json_profile(|_| {}), &line()).expect("an item");
    assert_eq!((item.line, item.external_id.as_str()), (12, "7"));
    assert_eq!(item.warnings, []);
    let expected = json!({
        "code": "X-7",
        "content": {
            "type": "MCQ", "purpose": "both", "subject": "physics", "grade_min": 8, "grade_max": 8, "tags": ["t1", "t2"],
            "points": 1, "access": "restricted",
            "parts": [{
                "id": "a", "points": 1, "options": ["A", "B"], "key": {"correct": ["B"]},
                "scheme": {"kind": "key", "rule": "all_or_nothing"}
            }]
        },
        "texts": {"kk": {"stem": "Сұрақ?", "parts": {"a": {"options": {"A": "бір", "B": "екі"}}}}}
    });
    assert_eq!(
        serde_json::to_value(&item.document).expect("a value"),
        expected
    );
}

#[test]
fn every_wrong_value_of_a_line_is_reported_with_its_column() {
    let text = r#"{"lang": "Klingon", "grade": "eight", "points": 1.234, "tags": [[]], "stem": "x", "key": "C", "options": [{"label": "A", "text": "1"}, {"label": "A", "text": "2"}]}"#;
    let record = Record::from_json_line(3, text).expect("a record");
    let found = map_record(&json_profile(|_| {}), &record).expect_err("wrong");
    assert_eq!(
        said(&found),
        [
            "3:1 value_missing /id",
            "3:1 external_id_missing /id",
            "3:30 number_unreadable /grade",
            "3:64 value_not_text /tags",
            "3:49 number_unreadable /points",
            "3:10 value_not_mapped /lang",
            "3:146 option_label_invalid /options/1/label",
            "3:90 key_not_among_options /key",
        ]
    );
}

#[test]
fn a_value_that_the_item_does_not_know_leads_back_to_its_source() {
    let mut wrong = line();
    wrong["thinking"] = json!("XX");
    let found = map_json(&json_profile(|_| {}), &wrong).expect_err("wrong");
    assert!(!found.is_empty());
    assert!(found.iter().all(|f| f.pointer == "/thinking"), "{found:?}");
}

#[test]
fn lines_that_are_no_objects_are_reported_by_line_and_column_and_the_rest_goes_on() {
    let good = line().to_string();
    let input = format!("\u{feff}{good}\n\n{{\"id\": }}\n[1]\n{good}");
    let profile = json_profile(|_| {});
    let results: Vec<_> = Records::open(&profile, input.as_bytes())
        .expect("readable")
        .map(|record| record.map(|r| r.line()).map_err(|found| said(&found)))
        .collect();
    assert_eq!(
        results,
        [
            Ok(1),
            Err(vec!["3:8 record_not_json ".to_owned()]),
            Err(vec!["4:1 record_not_object ".to_owned()]),
            Ok(5),
        ]
    );
}

#[test]
fn a_line_beyond_the_limit_is_refused_and_the_next_one_read() {
    let input = format!("{{\"id\": \"{}\"}}\n{}\n", "x".repeat(1 << 20), line());
    let profile = json_profile(|_| {});
    let results: Vec<_> = Records::open(&profile, input.as_bytes())
        .expect("readable")
        .collect();
    assert_eq!(results.len(), 2);
    assert_eq!(
        said(results[0].as_ref().expect_err("too long")),
        ["1:1 record_too_long "]
    );
    assert_eq!(results[1].as_ref().map(Record::line), Ok(2));
}

#[test]
fn tolerances_decide_between_a_warning_and_a_refusal() {
    let mut doubtful = line();
    doubtful["options"][1]["text"] = json!(" бір ");
    doubtful["stem"] = json!(" ");
    doubtful["key"] = Value::Null;
    let strict = map_json(&json_profile(|_| {}), &doubtful).expect_err("refused");
    let codes: Vec<&str> = strict.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["stem_empty", "duplicate_options", "key_absent"]);
    let tolerant = json_profile(|profile| {
        profile["tolerances"] =
            json!({"duplicate_options": "warn", "empty_stem": "warn", "key_missing": "warn"});
    });
    let item = map_json(&tolerant, &doubtful).expect("tolerated");
    assert_eq!(item.warnings.len(), 3);
    assert!(item.warnings.iter().all(|f| !f.is_error()));
    assert!(item.document.content.parts[0].key.is_empty());
}

#[test]
fn a_key_may_list_several_labels_and_be_typed_in_cyrillic_or_small_letters() {
    let mut several = line();
    several["type"] = json!("MULTI");
    several["key"] = json!("а; В");
    let item = map_json(&json_profile(|_| {}), &several).expect("an item");
    assert_eq!(item.document.content.parts[0].key.correct, ["A", "B"]);
}

#[test]
fn a_table_row_becomes_an_item_in_both_languages() {
    let row = "M-1;mathematics;6;6.5.2.1, 6.5.2.3;AP;Нешеу?;Сколько?;бір;один;екі;два;В;2;1,5";
    let results = read_csv(&csv_basic(), table(&[row]).as_bytes());
    let item = results[0].as_ref().expect("an item");
    let content = &item.document.content;
    assert_eq!(content.objectives, ["6.5.2.1", "6.5.2.3"]);
    assert_eq!(
        (
            content.points.to_string(),
            content.minutes.map(|m| m.to_string())
        ),
        ("2".into(), Some("1.5".into()))
    );
    assert_eq!(content.parts[0].key.correct, ["B"]);
    let ru: crate::bank::Language = "ru".parse().expect("a language");
    assert_eq!(item.document.texts[&ru].parts["a"].options["B"], "два");
    assert_eq!(item.document.texts.len(), 2);
}

#[test]
fn byte_order_mark_semicolons_tabs_commas_and_windows_1251_are_read_alike() {
    let row = "M-1;mathematics;6;6.5.2.1;AP;;Сколько?;;один;;два;B;1;1";
    let text = table(&[row]);
    let windows: Vec<u8> = text.chars().map(windows_1251).collect();
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(text.as_bytes());
    let (tabs, commas) = (text.replace(';', "\t"), text.replace(';', ","));
    let expected = read_csv(&csv_basic(), text.as_bytes());
    assert!(expected[0].is_ok(), "{expected:?}");
    for bytes in [windows, marked, tabs.into_bytes(), commas.into_bytes()] {
        assert_eq!(read_csv(&csv_basic(), &bytes), expected);
    }
}

/// The byte of a Russian letter in Windows-1251.
fn windows_1251(letter: char) -> u8 {
    match letter {
        'А'..='я' => 0xC0 + u8::try_from(u32::from(letter) - u32::from('А')).expect("a byte"),
        other => u8::try_from(other).expect("ASCII"),
    }
}

#[test]
fn quoted_cells_hold_line_breaks_and_later_rows_keep_their_line_numbers() {
    let quoted = "M-1;mathematics;6;;;\"Бірінші жол\r\nекінші; \"\"жол\"\"\";;бір;;екі;;A;1;1";
    let wrong = "M-2;mathematics;x;;;Сұрақ;;бір;;екі;;A;1;1";
    let results = read_csv(
        &csv_basic(),
        table(&[quoted, "", wrong, ";;;;;;;;;;;;;", wrong]).as_bytes(),
    );
    let kk: crate::bank::Language = "kk".parse().expect("a language");
    let item = results[0].as_ref().expect("an item");
    assert_eq!(item.line, 2);
    assert_eq!(
        item.document.texts[&kk].stem,
        "Бірінші жол\r\nекінші; \"жол\""
    );
    assert_eq!(
        results[1],
        Err(vec!["5:3 number_unreadable /grade".to_owned()])
    );
    assert_eq!(
        results[2],
        Err(vec!["7:3 number_unreadable /grade".to_owned()])
    );
}

#[test]
fn wrong_rows_are_reported_by_line_and_column_all_at_once() {
    let narrow = "M-3;mathematics;6";
    let wrong = ";mathematics;6;;XX;;;бір;;бір;;D;many;1";
    let results = read_csv(&csv_basic(), table(&[narrow, wrong]).as_bytes());
    assert_eq!(results[0], Err(vec!["2:1 row_width_mismatch ".to_owned()]));
    assert_eq!(
        results[1],
        Err(vec![
            "3:1 value_missing /code".to_owned(),
            "3:1 external_id_missing /code".to_owned(),
            "3:5 value_not_mapped /thinking".to_owned(),
            "3:13 number_unreadable /points".to_owned(),
            "3:6 stem_empty /stem_kk".to_owned(),
            "3:10 duplicate_options /option_b_kk".to_owned(),
            "3:12 key_not_among_options /key".to_owned(),
        ])
    );
}

#[test]
fn a_header_names_each_required_column_once_and_unread_columns_are_remarked_on() {
    let wrong = Records::open(&csv_basic(), "code;Code;objectve\n".as_bytes())
        .err()
        .expect("refused");
    assert_eq!(
        said(&wrong),
        [
            "1:2 column_twice /Code",
            "1:3 column_unused /objectve",
            "1:1 column_missing /subject",
            "1:1 column_missing /grade",
        ]
    );
    let fine =
        Records::open(&csv_basic(), "CODE;subject;grade;note\n".as_bytes()).expect("readable");
    assert_eq!(said(fine.warnings()), ["1:4 column_unused /note"]);
    assert!(Records::open(&csv_basic(), "".as_bytes()).is_err());
    assert!(Records::open(&csv_basic(), &b"\xFF\xFEc\0"[..]).is_err());
}

#[test]
fn a_short_answer_lists_its_accepted_texts_and_an_open_task_has_no_key() {
    let header = "code;subject;grade;type;stem_kk;key";
    let rows = [
        "S-1;physics;8;қысқа жауап;Нешеу?;5 | бес",
        "E-1;physics;8;EA;Түсіндір;",
        "E-2;physics;8;EA;Түсіндір;A",
    ];
    let results = read_csv(
        &csv_basic(),
        format!("{header}\n{}\n", rows.join("\n")).as_bytes(),
    );
    assert_eq!(
        results[0].as_ref().expect("an item").document.content.parts[0]
            .key
            .accepted,
        ["5", "бес"]
    );
    assert!(results[1].is_ok());
    assert_eq!(
        results[2],
        Err(vec!["4:6 key_not_for_type /key".to_owned()])
    );
}

#[test]
fn a_profile_is_checked_before_any_line_is_read() {
    let profile = json_profile(|profile| {
        profile["code"] = json!("X");
        profile["content"] = json!({"type": {}, "points": {"from": "points"}});
        profile["language"] = Value::Null;
        profile["texts"]["Kazakh"] = json!({"hint": {"from": "/hint"}});
        profile["options"] = json!({"columns": [
            {"label": "A", "texts": {"kk": "/a"}}, {"label": "A", "texts": {"kk": "/b"}}
        ]});
    });
    let found: Vec<String> = check_profile(&profile)
        .iter()
        .map(|f| format!("{} {}", f.code, f.pointer))
        .collect();
    assert_eq!(
        found,
        [
            "mapping_code_without_external_id /code",
            "mapping_attribute_missing /content/subject",
            "mapping_attribute_missing /content/grade",
            "mapping_rule_from_or_value /content/type",
            "mapping_language_rule /language",
            "mapping_language_unknown /texts/Kazakh",
            "mapping_attribute_missing /texts/Kazakh/stem",
            "mapping_options_rule /options",
            "duplicate_id /options/columns/1/label",
            "mapping_pointer_invalid /content/points/from",
        ]
    );
}
