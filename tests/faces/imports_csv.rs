//! A table out of a spreadsheet comes in: semicolons, Windows-1251 or a byte order mark, cells with line
//! breaks; what is wrong is told by line and column, for all rows at once.

use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

use super::imports::{counts, ended, finished, lines};
use crate::harness::api::{Service, text};

/// 500 questions. The first one's stem has a semicolon and a line break in it, so that the question of
/// number n begins in line n + 2 from the second on.
fn table() -> String {
    let mut rows = vec!["Код;Вопрос;А;Б;В;Ответ;Баллы".to_owned()];
    for n in 1..=500 {
        let stem = match n {
            1 => "\"Посчитайте;\nсколько будет 1 + 1?\"".to_owned(),
            n => format!("Сколько будет {n} + {n}? Ещё раз № {n}"),
        };
        let (key, points) = match n {
            7 => ("Б", "много"),
            11 => ("Г", "1"),
            _ => ("Б", "1"),
        };
        let right = 2 * n;
        rows.push(match n {
            20 => format!("q{n};{stem}"),
            30 => format!("q{n};{stem};{};{right};{};Д;нет", right - 1, right + 1),
            _ => format!(
                "q{n};{stem};{};{right};{};{key};{points}",
                right - 1,
                right + 1
            ),
        });
    }
    rows.join("\r\n") + "\r\n"
}

/// Line and column of everything that is wrong in the table.
const WRONG: [(u64, u64); 5] = [(9, 7), (13, 6), (22, 1), (32, 6), (32, 7)];

fn profile(encoding: &str) -> Value {
    let option = |label: &str| json!({"label": label, "texts": {"ru": label}});
    json!({
        "schema": "synaq.mapping/v1", "name": "table", "source": {"kind": "csv", "encoding": encoding},
        "external_id": {"from": "Код", "required": true}, "code": "T-{external_id}",
        "content": {
            "type": {"value": "MCQ"}, "points": {"from": "Баллы"}, "subject": {"value": "mathematics"},
            "grade": {"value": 6}
        },
        "texts": {"ru": {"stem": {"from": "Вопрос"}}},
        "options": {"columns": [option("А"), option("Б"), option("В")]},
        "key": {"from": "Ответ"}
    })
}

/// Bytes as a Russian spreadsheet writes them.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        'А'..='я' => u8::try_from(u32::from(letter) - 0x410 + 0xC0).expect("a letter"),
        'ё' => 0xB8,
        '№' => 0xB9,
        other => u8::try_from(other)
            .ok()
            .filter(u8::is_ascii)
            .expect("ASCII"),
    };
    text.chars().map(byte).collect()
}

fn places(findings: &Value) -> Vec<(u64, u64)> {
    let place = |f: &Value| {
        (
            f["place"]["line"].as_u64().unwrap(),
            f["place"]["column"].as_u64().unwrap(),
        )
    };
    let mut all: Vec<_> = findings
        .as_array()
        .expect("findings")
        .iter()
        .map(place)
        .collect();
    all.sort_unstable();
    all
}

on_both! {
    fn five_hundred_questions_of_a_spreadsheet_come_in_and_what_is_wrong_is_told_by_line_and_column(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let bytes = Base64::encode_string(&windows_1251(&table()));
        let request = |mode: &str, dry_run: bool| json!({
            "profile": profile("windows-1251"), "content_base64": bytes, "mode": mode, "dry_run": dry_run
        });
        // A rehearsal tells everything and keeps nothing.
        let report = finished(&admin, &request("per_row", true));
        assert_eq!(counts(&report), [500, 496, 0, 4, 0], "{report}");
        // All or nothing: nothing, with the same reasons.
        let job = admin.post("/imports", &request("all_or_nothing", false)).expect(202);
        let job = ended(&admin, text(&job["id"]));
        assert_eq!(job["state"], "refused", "{job}");
        assert_eq!(places(&job["result"]["errors"]), WRONG);
        let listed = |query: &str| admin.get(&format!("/items?{query}")).expect(200)["items"].as_array().unwrap().len();
        assert_eq!(listed("limit=5"), 0);
        // Each row for itself, once for one key, however often it is sent.
        let headers = [("content-type", "application/json"), ("idempotency-key", "table-2026")];
        let body = request("per_row", false).to_string();
        let send = |body: &str| admin.send("POST", "/imports", &headers, Some(body.to_owned()));
        let first = send(&body);
        let id = text(&first.json()["id"]).to_owned();
        let done = ended(&admin, &id);
        assert_eq!(done["state"], "done", "{done}");
        let report = &done["result"];
        assert_eq!(counts(report), [500, 496, 0, 4, 0]);
        assert_eq!(lines(report, false), [9, 13, 22, 32]);
        let found: Vec<Value> = report["lines"].as_array().unwrap().iter().flat_map(|l| l["findings"].as_array().unwrap().clone()).collect();
        assert_eq!(places(&Value::Array(found)), WRONG);
        let again = send(&body);
        assert_eq!((again.status, text(&again.json()["id"])), (202, id.as_str()));
        assert_eq!(ended(&admin, &id), done);
        let other = send(&request("per_row", true).to_string());
        assert_eq!(other.expect(422)["code"], "idempotency_key_reused");
        // What came in reads as it was written, and a second import of the file changes nothing.
        let word: String = "посчитайте".bytes().map(|b| format!("%{b:02X}")).collect();
        let code = admin.get(&format!("/items?q={word}")).expect(200);
        let item = admin.get(&format!("/items/{}", text(&code["items"][0]["id"]))).expect(200);
        assert_eq!(item["texts"]["ru"]["stem"], "Посчитайте;\nсколько будет 1 + 1?", "{item}");
        assert_eq!(counts(&finished(&admin, &request("per_row", false))), [500, 0, 496, 4, 0]);
    }

    fn a_byte_order_mark_and_the_separator_of_the_header_are_understood(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let all = table();
        let head: Vec<&str> = all.lines().take(6).collect();
        for (n, separator) in [";", ",", "\t"].into_iter().enumerate() {
            // Quoted cells keep their semicolon.
            let rows = head.iter().enumerate().map(|(line, row)| match line {
                1 => (*row).to_owned(),
                _ => row.replace(';', separator),
            });
            let rows: Vec<String> = rows.collect();
            let file = format!("\u{feff}{}\r\n", rows.join("\r\n")).replace("сколько будет 1 + 1?\";", &format!("сколько будет 1 + 1?\"{separator}"));
            let file = file.replace("q1;", &format!("q1{separator}")).replace(&format!("\"{separator}1;2;3;Б;1"), &format!("\"{separator}{}", ["1", "2", "3", "Б", "1"].join(separator)));
            let mut profile = profile("auto");
            profile["name"] = json!(format!("table-{n}"));
            profile["code"] = json!(format!("{n}-{{external_id}}"));
            let report = finished(&admin, &json!({"profile": profile, "content": file, "mode": "per_row"}));
            assert_eq!(counts(&report), [4, 4, 0, 0, 0], "{separator:?}: {report}\n{file}");
        }
    }

    fn a_file_given_twice_or_not_at_all_or_not_in_base64_is_refused(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        for (content, code, pointer) in [
            (json!({}), "missing_field", ""),
            (json!({"content": "", "content_base64": ""}), "import_content_twice", "/content_base64"),
            (json!({"content_base64": "not base64!"}), "base64_invalid", "/content_base64"),
        ] {
            let mut request = content;
            request["profile"] = profile("auto");
            let refused = admin.post("/imports", &request);
            assert_eq!(refused.status, 422);
            assert_eq!(refused.findings(), [(code.to_owned(), pointer.to_owned())]);
        }
    }
}
