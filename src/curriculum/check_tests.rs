use serde_json::{Value, json};

use super::*;

fn texts(text: &str) -> Value {
    json!({"kk": text, "ru": text, "en": text})
}

fn good() -> Value {
    json!({
        "schema": "synaq.curriculum/v1",
        "programme": {
            "id": "kz-2022", "title": texts("Programme"), "valid_from": "2022-09-01",
            "code_pattern": r"^[0-9]{1,2}(\.[0-9]{1,2}){3}$", "grades": [1, 11]
        },
        "subjects": [{"code": "mathematics", "title": texts("Mathematics"), "grades": [1, 6], "aliases": ["maths"]}],
        "units": [{"code": "ratios", "subject": "mathematics", "grade": 6, "term": 1, "title": texts("Ratios")}],
        "objectives": [
            {"code": "6.5.2.1", "subject": "mathematics", "grade": 6, "unit": "ratios", "text": texts("Reads a ratio")}
        ],
        "criteria": [
            {"code": "c1", "subject": "mathematics", "grade": 6, "objectives": ["6.5.2.1"], "text": texts("Success")}
        ]
    })
}

fn findings_of(document: Value) -> Vec<(String, String)> {
    let document: CurriculumDocument =
        serde_json::from_value(document).expect("a readable document");
    check(&document)
        .into_iter()
        .map(|f| (f.code, f.pointer))
        .collect()
}

fn pair(code: &str, pointer: &str) -> (String, String) {
    (code.to_owned(), pointer.to_owned())
}

#[test]
fn a_sound_programme_has_no_findings() {
    assert_eq!(findings_of(good()), []);
}

#[test]
fn every_wrong_thing_is_found_in_one_go() {
    let mut document = good();
    document["programme"]["valid_to"] = json!("2022-08-31");
    document["subjects"]
        .as_array_mut()
        .unwrap()
        .push(document_subject_twice());
    document["units"][0]["term"] = json!(5);
    document["objectives"][0]["unit"] = json!("ratio");
    document["objectives"].as_array_mut().unwrap().push(
        json!({"code": "6.5.2", "subject": "maths", "grade": 7, "text": {"kk": "x", "ru": " ", "en": "x"}}),
    );
    document["criteria"][0]["objectives"] = json!(["6.5.2.2"]);
    document["criteria"][0]["grade"] = json!(9);
    assert_eq!(
        findings_of(document),
        [
            pair("validity_reversed", "/programme/valid_to"),
            pair("duplicate_id", "/subjects/1/code"),
            pair("term_out_of_range", "/units/0/term"),
            pair("unknown_unit", "/objectives/0/unit"),
            pair("text_missing_in_language", "/objectives/1/text"),
            pair("unknown_subject", "/objectives/1/subject"),
            pair("code_pattern_mismatch", "/objectives/1/code"),
            pair("grade_outside_subject", "/criteria/0/grade"),
            pair("unknown_objective", "/criteria/0/objectives/0"),
        ]
    );
}

fn document_subject_twice() -> Value {
    json!({"code": "mathematics", "title": texts("Again"), "grades": [1, 6]})
}

#[test]
fn the_same_objective_code_may_stand_in_two_subjects() {
    let mut document = good();
    document["subjects"]
        .as_array_mut()
        .unwrap()
        .push(json!({"code": "physics", "title": texts("Physics"), "grades": [6, 11]}));
    document["objectives"].as_array_mut().unwrap().push(
        json!({"code": "6.5.2.1", "subject": "physics", "grade": 6, "text": texts("Another")}),
    );
    assert_eq!(findings_of(document), []);
}

#[test]
fn an_unreadable_pattern_is_a_finding_and_stops_no_other_check() {
    let mut document = good();
    document["programme"]["code_pattern"] = json!("([0-9]");
    document["criteria"][0]["objectives"] = json!([]);
    assert_eq!(
        findings_of(document),
        [
            pair("pattern_invalid", "/programme/code_pattern"),
            pair("objectives_missing", "/criteria/0/objectives")
        ]
    );
}

#[test]
fn an_unknown_objective_names_the_nearest_and_an_alias_leads_to_its_subject() {
    let mut document = good();
    document["criteria"][0]["objectives"] = json!(["6.5.2.11"]);
    document["criteria"][0]["subject"] = json!("mathematics");
    let document: CurriculumDocument =
        serde_json::from_value(document).expect("a readable document");
    let found = check(&document);
    assert_eq!(found[0].args["nearest"], "6.5.2.1");
    let index = CurriculumIndex::new([&document]);
    assert_eq!(
        index.nearest_subjects(Some("kz-2022"), "Maths"),
        "mathematics"
    );
    assert!(index.subject(Some("kz-2030"), "mathematics").is_none());
}

#[test]
fn unknown_keys_of_a_programme_are_refused() {
    let mut document = good();
    document["subjects"][0]["grade"] = json!(5);
    assert!(serde_json::from_value::<CurriculumDocument>(document).is_err());
}
