//! A6 with workbooks: the service's own template filled in, tables of teachers, refused rows on their way back.

use serde_json::{Value, json};

use super::bank::Bank;
use super::imports::{counts, ended, finished};
use crate::harness::api::{Client, text};
use crate::harness::office::{self, cell, sheets, typed};

/// A workbook of the template with tasks and their options.
fn filled(template: &[u8], tasks: &[Vec<office::Value<'_>>], options: &[[&str; 3]]) -> Vec<u8> {
    let with_tasks = typed(template, 0, tasks);
    let options: Vec<Vec<office::Value<'_>>> = options
        .iter()
        .map(|[code, option, words]| {
            vec![
                ("code", *code),
                ("option", *option),
                ("text_kk", *words),
                ("text_ru", *words),
            ]
        })
        .collect();
    typed(&with_tasks, 1, &options)
}

fn task<'a>(code: &'a str, objective: &'a str, key: &'a str) -> Vec<office::Value<'a>> {
    vec![
        ("code", code),
        ("type", "MCQ"),
        ("subject", "mathematics"),
        ("grade", "6"),
        ("programme", "kz-2022"),
        ("objectives", objective),
        ("points", "1"),
        ("stem_kk", "Есепте: \\(2^3\\)"),
        ("stem_ru", "Вычислите: \\(2^3\\)"),
        ("key", key),
        ("language", "ru"),
        ("licence", "CC-BY-4.0"),
    ]
}

fn template(client: &Client) -> Vec<u8> {
    let path = "/imports/templates/xlsx?languages=kk,ru&subject=mathematics&grade=6&tasks=20";
    let (status, media_type, bytes) = client.get_bytes(path);
    assert_eq!(status, 200);
    assert_eq!(
        media_type,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
    bytes
}

fn request(bytes: &[u8], mode: &str, dry_run: bool) -> Value {
    json!({"format": "xlsx", "content_base64": office::base64(bytes), "mode": mode, "dry_run": dry_run})
}

fn places(line: &Value) -> Vec<(String, String)> {
    let findings = line["findings"].as_array().expect("findings").iter();
    findings
        .map(|f| (text(&f["code"]).to_owned(), text(&f["pointer"]).to_owned()))
        .collect()
}

fn listed(client: &Client) -> usize {
    let page = client.get("/items?limit=50").expect(200);
    page["items"].as_array().expect("items").len()
}

on_both! {
    fn the_template_filled_in_comes_in_and_what_is_wrong_is_told_by_sheet_and_cell(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let template = template(client);
        let tasks_sheet = sheets(&template)[0].0.clone();
        let lists: Vec<String> = sheets(&template).into_iter().flat_map(|(_, rows)| rows.into_iter().flatten()).collect();
        assert!(lists.contains(&"6.5.2.1".to_owned()) && !lists.contains(&"7.1.1.1".to_owned()), "{lists:?}");
        let options: Vec<[&str; 3]> = ["x1", "x2", "x3", "x4"].into_iter()
            .flat_map(|code| [[code, "A", "8"], [code, "B", "6"], [code, "C", "9"]]).collect();
        let bytes = filled(&template, &[
            task("x1", "6.5.2.1", "A"), task("x2", "6.5.2.9", "A"), task("x3", "6.5.2.1", "D"), task("x4", "6.1.2.6", "В"),
        ], &options);
        let at = |heading: &str, row: usize| format!("/{tasks_sheet}/{}", cell(&template, 0, heading, row));
        // A rehearsal tells everything and keeps nothing.
        let report = finished(client, &request(&bytes, "per_row", true));
        assert_eq!(counts(&report), [4, 2, 0, 2, 0], "{report}");
        assert_eq!(report["lines"][0]["sheet"], json!(tasks_sheet));
        assert_eq!((&report["lines"][0]["line"], &report["lines"][1]["line"]), (&json!(4), &json!(5)));
        assert_eq!(places(&report["lines"][0]), [("unknown_objective".to_owned(), at("objectives", 4))]);
        assert_eq!(report["lines"][0]["findings"][0]["args"]["cell"], format!("{tasks_sheet}!{}", cell(&template, 0, "objectives", 4)));
        assert_eq!(places(&report["lines"][1])[0].1, at("key", 5), "{report}");
        assert_eq!(listed(client), 0);
        // All or nothing: nothing, with the same reasons.
        let job = client.post("/imports", &request(&bytes, "all_or_nothing", false)).expect(202);
        let job = ended(client, text(&job["id"]));
        assert_eq!((&job["state"], listed(client)), (&json!("refused"), 0), "{job}");
        assert_eq!(job["result"]["errors"][0]["pointer"], at("objectives", 4));
        // Row by row: the right ones, with their formulas.
        let report = finished(client, &request(&bytes, "per_row", false));
        assert_eq!(counts(&report), [4, 2, 0, 2, 0], "{report}");
        let import = client.get(&format!("/imports/{}", text(&report["import_id"]))).expect(200);
        assert_eq!((&import["kind"], &import["source"], &import["rejected"]), (&json!("xlsx"), &json!("workbook"), &json!(2)));
        let found = client.get("/items?code=x4").expect(200);
        let item = client.get(&format!("/items/{}", text(&found["items"][0]["id"]))).expect(200);
        assert_eq!(item["texts"]["kk"]["stem"], "Есепте: 2³");
        assert!(text(&item["texts"]["kk"]["rich"]["/stem"]["html"]).contains("<msup>"), "{item}");
        assert_eq!(item["content"]["parts"][0]["key"]["correct"], json!(["B"]), "a Cyrillic letter is understood");
        assert_eq!(item["source_language"], "ru");
        // The same again changes nothing.
        assert_eq!(counts(&finished(client, &request(&bytes, "per_row", false))), [4, 0, 2, 2, 0]);
    }

    fn only_the_refused_rows_come_back_with_the_reason_beside_each_cell_and_go_in_again_corrected(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let template = template(client);
        let options: Vec<[&str; 3]> = ["x1", "x2"].into_iter().flat_map(|code| [[code, "A", "8"], [code, "B", "6"]]).collect();
        let bytes = filled(&template, &[task("x1", "6.5.2.1", "A"), task("x2", "6.5.2.9", "B")], &options);
        let report = finished(client, &request(&bytes, "per_row", false));
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        let path = format!("/imports/{}/rejected.xlsx", text(&report["import_id"]));
        let (status, media_type, back) = client.get_bytes(&path);
        assert_eq!((status, media_type.as_str()), (200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
        let all = sheets(&back);
        let (_, tasks) = &all[0];
        let codes: Vec<&str> = tasks.iter().skip(2).map(|row| row[0].as_str()).collect();
        assert_eq!(codes, ["x2"], "{tasks:?}");
        let reasons = tasks[2].last().expect("a cell");
        assert!(reasons.contains("6.5.2.9") && reasons.contains("6.5.2.1"), "{reasons}");
        let of_options = all[1].1.iter().skip(2).map(|row| row[0].as_str());
        assert_eq!(of_options.collect::<Vec<_>>(), ["x2", "x2"]);
        let notes = office::parts(&back).into_iter().find(|(name, _)| name == "xl/comments1.xml");
        let notes = String::from_utf8(notes.expect("notes").1).expect("UTF-8");
        assert!(notes.contains(&format!("ref=\"{}\"", cell(&template, 0, "objectives", 3))), "{notes}");
        // Corrected where the reason stands, it is imported again.
        let mut corrected = office::parts(&back);
        for (name, content) in &mut corrected {
            if name == "xl/sharedStrings.xml" {
                *content = String::from_utf8(content.clone()).expect("UTF-8").replace(">6.5.2.9<", ">6.5.2.1<").into_bytes();
            }
        }
        let again = finished(client, &request(&office::packed(&corrected), "all_or_nothing", false));
        assert_eq!(counts(&again), [1, 1, 0, 0, 0], "{again}");
        // Of other files there is no workbook, and nobody else sees it.
        let csv = json!({"profile": crate::imports::small_profile(), "content": "{\"id\": \"7\"}\n", "mode": "per_row"});
        let other = finished(client, &csv);
        let refused = client.get(&format!("/imports/{}/rejected.xlsx", text(&other["import_id"])));
        assert_eq!((refused.status, text(&refused.json()["errors"][0]["code"])), (409, "import_not_workbook"));
        assert_eq!(bank.reviewer.get(&path).status, 404);
    }

    fn a_table_of_a_teacher_goes_through_a_profile_and_spoiled_cells_are_named(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.set_name("5 класс").expect("a name");
        let date = rust_xlsxwriter::Format::new().set_num_format("d-mmm");
        for (column, heading) in (0..).zip(["№", "Вопрос", "Ответ"]) {
            sheet.write_string(0, column, heading).expect("written");
        }
        for (row, (question, answer)) in (1..).zip([("2 + 2", "4"), ("1 : 2", ""), ("3 + 3", "6")]) {
            sheet.write_string(row, 0, format!("q{row}")).expect("written");
            sheet.write_string(row, 1, question).expect("written");
            match answer {
                // 1/2 that Excel has turned into the first of February.
                "" => {
                    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 2, 1).expect("a day");
                    sheet.write_datetime_with_format(row, 2, &day, &date).map(|_| ())
                }
                _ => sheet.write_string(row, 2, answer).map(|_| ()),
            }.expect("written");
        }
        let bytes = workbook.save_to_buffer().expect("a workbook");
        let profile = json!({
            "schema": "synaq.mapping/v1", "name": "teacher", "source": {"kind": "csv"},
            "external_id": {"from": "№", "required": true}, "code": "T-{external_id}",
            "content": {"type": {"value": "SA"}, "points": {"value": 1}, "subject": {"value": "mathematics"}, "grade": {"value": 6}},
            "texts": {"ru": {"stem": {"from": "Вопрос"}}}, "key": {"from": "Ответ"}
        });
        let mut asked = request(&bytes, "per_row", false);
        asked["profile"] = profile;
        let report = finished(client, &asked);
        assert_eq!(counts(&report), [3, 2, 0, 1, 0], "{report}");
        assert_eq!(places(&report["lines"][0]), [("cell_date".to_owned(), "/5 класс/C3".to_owned())]);
        let path = format!("/imports/{}/rejected.xlsx", text(&report["import_id"]));
        let (_, _, back) = client.get_bytes(&path);
        assert_eq!(sheets(&back)[0].1[1][0], "q2");
    }

    fn what_does_not_belong_together_is_refused_at_once(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let refused = client.post("/imports", &json!({"format": "docx", "profile": crate::imports::small_profile(), "content": "x"}));
        assert_eq!(refused.status, 422);
        assert_eq!(refused.findings(), [
            ("import_office_as_text".to_owned(), "/content".to_owned()), ("import_profile_unfit".to_owned(), "/profile".to_owned()),
        ]);
        let no_workbook = json!({"format": "xlsx", "content_base64": office::base64(b"Not a workbook at all.")});
        let job = client.post("/imports", &no_workbook).expect(202);
        let job = ended(client, text(&job["id"]));
        assert_eq!(job["state"], "refused", "{job}");
        let import = client.get(&format!("/imports/{}", text(&job["id"]))).expect(200);
        assert_eq!((&import["state"], &import["records"]), (&json!("refused"), &json!(0)));
        assert_eq!(client.get("/imports/templates/xlsx?languages=kk,nonsense").findings(), [("language_invalid".to_owned(), "/languages".to_owned())]);
    }
}

/// Rows a second of a workbook of 5,000 tasks: run by hand with `--ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn five_thousand_rows_are_measured() {
    let bank = Bank::open(crate::harness::Backend::Sqlite);
    let client = &bank.manager;
    let template = template(client);
    let codes: Vec<String> = (0..5_000).map(|n| format!("w{n:04}")).collect();
    let tasks: Vec<Vec<office::Value<'_>>> = codes
        .iter()
        .map(|code| task(code, "6.5.2.1", "A"))
        .collect();
    let options: Vec<[&str; 3]> = codes
        .iter()
        .flat_map(|code| [[code, "A", "8"], [code, "B", "6"], [code, "C", "9"]])
        .collect();
    let bytes = filled(&template, &tasks, &options);
    let begun = std::time::Instant::now();
    let report = finished(client, &request(&bytes, "per_row", false));
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(counts(&report)[1], 5_000);
    println!(
        "5,000 rows of {} bytes in {seconds:.1} s: {:.0} rows/s from request to result, {} rows/s of the import itself",
        bytes.len(),
        5_000.0 / seconds,
        report["rows_per_s"]
    );
}
