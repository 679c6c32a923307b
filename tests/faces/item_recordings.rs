//! A3: recordings in a task's own texts (listening): brought in, measured, licensed, heard by who may see the
//! task, with no transcript for candidates.

use serde_json::{Value, json};

use super::assembly::assemble;
use super::bank::{Bank, act, mcq};
use super::item_media::upload;
use super::stimulus_assets::{picture, recording};
use crate::harness::api::{Client, text};
use crate::harness::library;

const SAID: &str = "Поезд отправляется в десять.";

/// A task that is listened to twice, in both languages.
fn listening(code: &str, hash: &str) -> Value {
    let mut item = mcq(code);
    item["content"]
        .as_object_mut()
        .expect("content")
        .remove("licence");
    for language in ["kk", "ru"] {
        item["texts"][language]["recordings"] = json!([
            {"src": format!("media:{hash}"), "title": "Вокзал", "plays": 2, "milliseconds": 9, "transcript": SAID}
        ]);
    }
    item
}

fn brought(client: &Client, query: &str, seconds: u32) -> Value {
    upload(client, query, "audio/wav", recording(seconds)).expect(201)
}

on_both! {
    fn a_recording_is_measured_licensed_and_heard_by_who_may_see_the_task(backend) {
        let bank = Bank::open(backend);
        let medium = brought(&bank.author, "", 3);
        assert_eq!(
            (&medium["media_type"], &medium["milliseconds"], medium.get("width"), medium.get("licence")),
            (&json!("audio/wav"), &json!(3000), None, None), "{medium}",
        );
        let hash = text(&medium["hash"]).to_owned();
        assert_eq!(brought(&bank.author, "", 3)["reused"], true);
        // What is no recording of the organisation is refused where it is named.
        let shown = upload(&bank.author, "?licence=own", "image/png", picture()).expect(201);
        let mut wrong = listening("l-0", text(&shown["hash"]));
        wrong["texts"]["kk"]["recordings"] = json!([{"src": format!("media:{}", "0".repeat(64))}, {"src": "train.mp3"}]);
        let refused = bank.author.post("/items", &wrong);
        assert_eq!(refused.findings(), [
            ("media_missing".to_owned(), "/texts/kk/recordings/0/src".to_owned()),
            ("media_not_for_text".to_owned(), "/texts/ru/recordings/0/src".to_owned()),
            ("recording_address".to_owned(), "/texts/kk/recordings/1/src".to_owned()),
        ], "{}", refused.body);
        // The length is the measured one, whatever was told.
        let made = bank.author.post("/items", &listening("l-1", &hash)).expect(201);
        assert_eq!(made["texts"]["ru"]["recordings"][0], json!({
            "src": format!("media:{hash}"), "title": "Вокзал", "plays": 2, "milliseconds": 3000, "transcript": SAID,
        }));
        let id = text(&made["id"]).to_owned();
        let path = format!("/items/{id}/media/{hash}");
        assert_eq!(bank.author.get_bytes(&path), (200, "audio/wav".to_owned(), recording(3)));
        // Who reads no keys hears it and reads no transcript; who sees no task hears nothing.
        let reader = bank.service.user_with_role(&bank.service.root(), "statistician");
        let read = reader.get(&format!("/items/{id}")).expect(200);
        assert_eq!(read["texts"]["ru"]["recordings"], json!([
            {"src": format!("media:{hash}"), "title": "Вокзал", "plays": 2, "milliseconds": 3000}
        ]), "{read}");
        assert!(!read.to_string().contains(SAID), "{read}");
        assert_eq!(reader.get_bytes(&path).0, 200);
        let school = json!({"code": "school-1", "kind": "school", "name": {"kk": "Мектеп"}});
        let school = bank.service.administrator().post("/organisations", &school).expect(201);
        let outside = bank.service.user_with_role(text(&school["id"]), "developer");
        assert_eq!((outside.get(&path).status, bank.service.nobody().get(&path).status), (404, 401));
        // Handed in it needs a licence and its words, in each language.
        let refused = act(&bank.author, &id, 1, "submit");
        assert_eq!(refused.status, 422, "{}", refused.body);
        let told: Vec<String> = refused.findings().into_iter().map(|(code, _)| code).filter(|code| code.starts_with("media")).collect();
        assert_eq!(told, ["media_licence_missing"]);
        let mut unwritten = listening("l-1", &hash);
        unwritten["texts"]["ru"]["recordings"][0]["transcript"] = json!(" ");
        let headers = [("content-type", "application/json"), ("if-match", "*")];
        bank.author.send("PUT", &format!("/items/{id}/versions/1"), &headers, Some(unwritten.to_string())).expect(200);
        let licence = json!({"licence": "CC-BY-4.0"}).to_string();
        bank.author.send("PUT", &format!("/media/{hash}/licence"), &headers[..1], Some(licence)).expect(200);
        let refused = act(&bank.author, &id, 1, "submit");
        assert!(refused.findings().contains(&("recording_transcript_missing".to_owned(), "/texts/ru/recordings/0/transcript".to_owned())), "{}", refused.body);
        bank.author.send("PUT", &format!("/items/{id}/versions/1"), &headers, Some(listening("l-1", &hash).to_string())).expect(200);
        act(&bank.author, &id, 1, "submit").expect(200);
    }

    fn candidates_hear_the_recordings_of_a_form_as_often_as_it_says_and_read_no_transcript(backend) {
        let bank = Bank::open(backend);
        let hash = text(&brought(&bank.author, "?licence=own", 2)["hash"]).to_owned();
        bank.live(&listening("l-2", &hash));
        let specification = json!({
            "schema": "synaq.test-spec/v1", "id": "listening", "version": 1, "kind": "SAU", "title": {"kk": "Тыңдалым"},
            "subject": "mathematics", "grade": 6, "languages": {"instruction": ["kk"]}, "duration_min": 10,
            "max_score": 1, "sections": [{"id": "A", "minutes": 10, "score": 1}],
            "blueprint": [{"id": "R", "section": "A", "types": ["MCQ"], "items": 1, "points_each": 1}]
        });
        let specification = library::publish(&bank.service, &serde_json::from_value(specification).expect("a specification"));
        let admin = bank.service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1})).expect(201);
        let form = text(&run["result"]["forms"][0]["id"]).to_owned();
        admin.send("POST", &format!("/forms/{form}/lock"), &[("if-match", "*")], None).expect(200);
        let school = json!({"code": "school-1", "kind": "school", "name": {"kk": "Мектеп"}});
        let school = admin.post("/organisations", &school).expect(201);
        let reader = bank.service.user_with_role(text(&school["id"]), "school_coordinator");
        let copy = reader.get(&format!("/forms/{form}/candidate-copy?language=kk")).expect(200);
        assert_eq!(copy["tasks"][0]["recordings"], json!([
            {"src": format!("media:{hash}"), "title": "Вокзал", "plays": 2, "milliseconds": 2000}
        ]), "{copy}");
        assert!(!copy.to_string().contains(SAID));
        assert_eq!(reader.get_bytes(&format!("/forms/{form}/media/{hash}")), (200, "audio/wav".to_owned(), recording(2)));
        // Those who mark read what is said.
        let full = admin.get(&format!("/forms/{form}/full-copy?language=kk")).expect(200);
        assert!(full.to_string().contains(SAID), "{full}");
    }
}
