//! A6 with documents of Word: the service's template filled in, formulas and pictures, and nothing lost
//! silently.

use serde_json::{Value, json};

use super::bank::Bank;
use super::imports::{counts, ended, finished};
use crate::harness::api::{Service, text};
use crate::harness::office::{self, written};

const WORD: &[u8] = include_bytes!("../office/word.docx");

fn request(bytes: &[u8], mode: &str, dry_run: bool) -> Value {
    json!({"format": "docx", "content_base64": office::base64(bytes), "mode": mode, "dry_run": dry_run})
}

/// Two tasks of the template, the second with an objective that the programme does not have.
fn filled(template: &[u8]) -> Vec<u8> {
    let task = |code: &'static str, objective: &'static str| -> Vec<(&str, Vec<&str>)> {
        vec![
            ("Code", vec![code]),
            ("Subject", vec!["mathematics"]),
            ("Grade", vec!["6"]),
            ("Objectives", vec![objective]),
            ("Task", vec!["Есепте: $2^3$", "Вычислите: $2^3$"]),
            ("A", vec!["8", "8"]),
            ("B", vec!["6", "6"]),
            ("Key", vec!["A"]),
        ]
    };
    let tasks = [task("d1", "6.5.2.1"), task("d2", "6.5.2.9")];
    let tasks: Vec<Vec<(&str, &[&str])>> = tasks
        .iter()
        .map(|rows| rows.iter().map(|(l, v)| (*l, v.as_slice())).collect())
        .collect();
    let tasks: Vec<&[(&str, &[&str])]> = tasks.iter().map(Vec::as_slice).collect();
    written(template, &tasks)
}

on_both! {
    fn the_template_filled_in_comes_in_and_what_is_wrong_is_told_by_paragraph(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let (status, media_type, template) = client.get_bytes("/imports/templates/docx?languages=kk,ru&tasks=2");
        assert_eq!((status, media_type.as_str()), (200, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
        let bytes = filled(&template);
        let report = finished(client, &request(&bytes, "per_row", true));
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        let finding = &report["lines"][0]["findings"][0];
        assert_eq!(finding["code"], "unknown_objective", "{report}");
        let paragraph = finding["args"]["paragraph"].as_u64().expect("a paragraph");
        assert_eq!(finding["pointer"], format!("/paragraphs/{paragraph}"));
        // At the cell of the objective, not at the head of the table.
        assert!(paragraph > report["lines"][0]["line"].as_u64().expect("a line"), "{report}");
        assert_eq!(report["remarks"], Value::Null, "the template's own words are no loss");
        let job = client.post("/imports", &request(&bytes, "all_or_nothing", false)).expect(202);
        assert_eq!(ended(client, text(&job["id"]))["state"], "refused");
        let report = finished(client, &request(&bytes, "per_row", false));
        assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
        let found = client.get("/items?code=d1").expect(200);
        let item = client.get(&format!("/items/{}", text(&found["items"][0]["id"]))).expect(200);
        assert_eq!((&item["texts"]["kk"]["stem"], &item["texts"]["ru"]["stem"]), (&json!("Есепте: 2³"), &json!("Вычислите: 2³")));
        // What was refused is kept with its reasons, as it stood in the document.
        let (_, media_type, refused) = client.get_bytes(&format!("/imports/{}/rejected", text(&report["import_id"])));
        let refused: Value = serde_json::from_slice(&refused).expect("a line of JSON");
        assert_eq!(media_type, "application/x-ndjson");
        assert!(text(&refused["record"]).contains("d2") && text(&refused["reasons"][0]).contains("6.5.2.9"), "{refused}");
    }

    fn only_the_refused_tasks_come_back_with_their_reasons_and_go_in_again_corrected(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let (_, _, template) = client.get_bytes("/imports/templates/docx?languages=kk,ru&tasks=2");
        let report = finished(client, &request(&filled(&template), "per_row", false));
        let path = |report: &Value| format!("/imports/{}/rejected.docx", text(&report["import_id"]));
        let (status, media_type, back) = client.get_bytes(&path(&report));
        assert_eq!((status, media_type.as_str()), (200, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"));
        let body = |bytes: &[u8]| {
            let parts = office::parts(bytes);
            let document = parts.iter().find(|(name, _)| name == "word/document.xml").expect("a document");
            String::from_utf8(document.1.clone()).expect("UTF-8")
        };
        let kept = body(&back);
        assert_eq!((kept.matches("<w:tbl>").count(), kept.contains(">d1<"), kept.contains(">d2<")), (1, false, true), "{kept}");
        // The reason stands in a row under the one of the objective, and names the paragraph where it is now.
        let rows: Vec<&str> = kept.split("<w:tr>").collect();
        let at = rows.iter().position(|row| row.contains(">6.5.2.9</w:t>")).expect("the objective");
        assert!(rows[at + 1].contains(">Reasons<") && rows[at + 1].contains("6.5.2.1"), "{}", rows[at + 1]);
        // As it is it is refused again, for the same and nothing else; the reasons do not pile up.
        let again = finished(client, &request(&back, "per_row", false));
        assert_eq!(counts(&again), [1, 0, 0, 1, 0], "{again}");
        assert_eq!(again["remarks"], Value::Null, "{again}");
        let said = again["lines"][0]["findings"][0]["args"]["code"].as_str().unwrap_or_default();
        assert!(rows[at + 1].contains(said), "{said}");
        let twice = body(&client.get_bytes(&path(&again)).2);
        assert_eq!(twice.matches(">Reasons<").count(), 1, "{twice}");
        // Corrected where the reason stands, it comes in.
        let mut corrected = office::parts(&back);
        for (name, content) in &mut corrected {
            if name == "word/document.xml" {
                *content = kept.replace(">6.5.2.9</w:t>", ">6.5.2.1</w:t>").into_bytes();
            }
        }
        let mended = finished(client, &request(&office::packed(&corrected), "all_or_nothing", false));
        assert_eq!(counts(&mended), [1, 1, 0, 0, 0], "{mended}");
        let found = client.get("/items?code=d2").expect(200);
        assert_eq!(found["items"][0]["code"], "d2");
        // Of other files there is no document, and nobody else sees it.
        let csv = json!({"profile": crate::imports::small_profile(), "content": "{\"id\": \"7\"}\n", "mode": "per_row"});
        let other = finished(client, &csv);
        let refused = client.get(&path(&other));
        assert_eq!((refused.status, text(&refused.json()["errors"][0]["code"])), (409, "import_not_document"));
        assert_eq!(bank.reviewer.get(&path(&report)).status, 404);
    }

    fn descriptors_name_their_criterion_and_objective_behind_their_points(backend) {
        let bank = Bank::open(backend);
        let client = &bank.manager;
        let (_, _, template) = client.get_bytes("/imports/templates/docx?languages=kk,ru&tasks=1");
        let task: &[(&str, &[&str])] = &[
            ("Code", &["d3"]), ("Type", &["EA"]), ("Subject", &["mathematics"]), ("Grade", &["6"]),
            ("Objectives", &["6.5.2.1"]), ("Points", &["2"]), ("Task", &["Түсіндіріңіз.", "Объясните."]),
            ("Descriptor (1)", &["бөледі", "делит"]),
        ];
        let mut parts = office::parts(&written(&template, &[task]));
        for (name, content) in &mut parts {
            if name == "word/document.xml" {
                let document = String::from_utf8(content.clone()).expect("UTF-8");
                *content = document.replacen("Descriptor (1)", "Descriptor (1; m6-c1; 6.5.2.1)", 2).into_bytes();
            }
        }
        let report = finished(client, &request(&office::packed(&parts), "all_or_nothing", false));
        assert_eq!(counts(&report), [1, 1, 0, 0, 0], "{report}");
        let found = client.get("/items?code=d3").expect(200);
        let item = client.get(&format!("/items/{}", text(&found["items"][0]["id"]))).expect(200);
        let goal = |id: &str| json!({"id": id, "points": 1, "criterion": "m6-c1", "objective": "6.5.2.1"});
        assert_eq!(item["content"]["parts"][0]["scheme"]["descriptors"], json!([goal("d1"), goal("d2")]), "{item}");
        assert_eq!(item["content"]["criteria"], json!(["m6-c1"]));
    }

    fn formulas_and_pictures_come_along_and_what_is_outside_of_tasks_is_listed(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let report = finished(&admin, &request(WORD, "all_or_nothing", false));
        assert_eq!(counts(&report)[..2], [2, 2], "{report}");
        let remarks = report["remarks"].as_array().expect("remarks");
        let outside = remarks.iter().find(|r| r["code"] == "word_outside").expect("a loss");
        assert_eq!(outside["args"]["text"], "Пояснение автора вне заданий", "{report}");
        let found = admin.get("/items?code=W-1").expect(200);
        let id = text(&found["items"][0]["id"]).to_owned();
        let item = admin.get(&format!("/items/{id}")).expect(200);
        let html = text(&item["texts"]["kk"]["rich"]["/stem"]["html"]).to_owned();
        assert!(html.contains("<math") && html.contains("<img"), "{html}");
        let hash: String = html.split("media:").nth(1).expect("a picture").chars().take(64).collect();
        let (status, media_type, bytes) = admin.get_bytes(&format!("/items/{id}/media/{hash}"));
        let parts = office::parts(WORD);
        let picture = &parts.iter().find(|(name, _)| name == "word/media/p.png").expect("a picture").1;
        assert_eq!((status, media_type.as_str(), &bytes), (200, "image/png", picture));
        // A rehearsal keeps no pictures; the same file again makes nothing new.
        assert_eq!(counts(&finished(&admin, &request(WORD, "per_row", false)))[..3], [2, 0, 2]);
        // Without a licence it is not handed in.
        let refused = admin.post(&format!("/items/{id}/versions/1/submit"), &json!({}));
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(refused.findings().iter().any(|(code, _)| code == "media_licence_missing"), "{}", refused.body);
        admin.send("PUT", &format!("/media/{hash}/licence"), &[("content-type", "application/json")], Some(json!({"licence": "CC-BY-4.0"}).to_string())).expect(200);
        let refused = admin.post(&format!("/items/{id}/versions/1/submit"), &json!({}));
        assert!(refused.findings().iter().all(|(code, _)| code != "media_licence_missing"), "{}", refused.body);
    }
}

/// What LibreOffice makes of the filled template comes in as well.
#[test]
fn a_document_that_libreoffice_has_saved_again_comes_in() {
    let bank = Bank::open(crate::harness::Backend::Sqlite);
    let client = &bank.manager;
    let (_, _, template) = client.get_bytes("/imports/templates/docx?languages=kk,ru&tasks=2");
    let Some(bytes) = office::saved_by_libreoffice(&filled(&template)) else {
        return;
    };
    let report = finished(client, &request(&bytes, "per_row", false));
    assert_eq!(counts(&report), [2, 1, 0, 1, 0], "{report}");
    assert_eq!(
        report["lines"][0]["findings"][0]["code"],
        "unknown_objective"
    );
    let found = client.get("/items?code=d1").expect(200);
    let item = client
        .get(&format!("/items/{}", text(&found["items"][0]["id"])))
        .expect(200);
    assert_eq!(item["texts"]["ru"]["stem"], "Вычислите: 2³");
}
