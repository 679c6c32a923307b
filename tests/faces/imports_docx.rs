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
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tasks.docx");
    std::fs::write(&file, filled(&template)).expect("written");
    let out = folder.path().join("saved");
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let made = std::process::Command::new("soffice")
        .args([
            "--headless",
            &profile,
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
        ])
        .args([&out, &file])
        .output();
    let Ok(bytes) = made
        .map_err(|_| ())
        .and_then(|_| std::fs::read(out.join("tasks.docx")).map_err(|_| ()))
    else {
        println!("LibreOffice (soffice, with its writer) is not installed: nothing was tried");
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
