//! A3: pictures and recordings of stimuli, as requests and answers.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use serde_json::{Value, json};

use super::assembly::assemble;
use super::bank::{Bank, mcq};
use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::library;

/// A grey picture of 30 by 20 pixels.
pub fn picture() -> Vec<u8> {
    let chunk = |name: &[u8], body: &[u8]| {
        let named = [name, body].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&named);
        let length = u32::try_from(body.len()).unwrap().to_be_bytes();
        [&length[..], &named, &sum.sum().to_be_bytes()].concat()
    };
    let head = [
        &30_u32.to_be_bytes()[..],
        &20_u32.to_be_bytes(),
        &[8, 0, 0, 0, 0],
    ]
    .concat();
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&[0; 31 * 20]).unwrap();
    let packed = packed.finish().unwrap();
    let parts = [
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &packed),
        chunk(b"IEND", &[]),
    ];
    [&b"\x89PNG\r\n\x1a\n"[..], &parts.concat()].concat()
}

/// A recording of so many seconds.
pub fn recording(seconds: u32) -> Vec<u8> {
    let length = 8_000 * seconds;
    let mut bytes = [&b"RIFF"[..], &(36 + length).to_le_bytes(), b"WAVEfmt "].concat();
    bytes.extend([16_u32.to_le_bytes(), [1, 0, 1, 0]].concat());
    bytes.extend(
        [
            8_000_u32.to_le_bytes(),
            8_000_u32.to_le_bytes(),
            [1, 0, 8, 0],
        ]
        .concat(),
    );
    bytes.extend([*b"data", length.to_le_bytes()].concat());
    bytes.resize(bytes.len() + length as usize, 128);
    bytes
}

fn stimulus(code: &str, kind: &str, licence: Option<&str>) -> Value {
    let mut stimulus = json!({
        "code": code, "kind": kind, "subject": "mathematics",
        "texts": {"kk": {"body": "сипаттама"}, "ru": {"body": "описание"}}
    });
    if kind == "audio" {
        stimulus["seconds"] = json!(2);
    }
    if let Some(licence) = licence {
        stimulus["licence"] = json!(licence);
    }
    stimulus
}

/// Sends bytes to a stimulus of revision `tag` under a media type.
fn attach(client: &Client, id: &str, tag: &str, media_type: &str, bytes: Vec<u8>) -> Answer {
    let headers = [("content-type", media_type), ("if-match", tag)];
    client.send_bytes("PUT", &format!("/stimuli/{id}/asset"), &headers, bytes)
}

pub fn refusal(answer: &Answer) -> (u16, String, String) {
    let problem = answer.json();
    let code = text(&problem["errors"][0]["code"]).to_owned();
    (answer.status, text(&problem["code"]).to_owned(), code)
}

#[track_caller]
fn refused(answer: Answer, status: u16, problem: &str, code: &str) -> Value {
    assert_eq!(
        refusal(&answer),
        (status, problem.to_owned(), code.to_owned()),
        "{}",
        answer.body
    );
    answer.json()["errors"][0]["args"].clone()
}

on_both! {
    fn a_picture_and_a_recording_are_attached_measured_and_read(backend) {
        let bank = Bank::open(backend);
        let make = |body: &Value| text(&bank.author.post("/stimuli", body).expect(201)["id"]).to_owned();
        let image = make(&stimulus("image", "image", Some("CC-BY-4.0")));
        let attached = attach(&bank.author, &image, "1", "image/png", picture()).expect(200);
        assert_eq!(attached["revision"], 2);
        let asset = &attached["asset"];
        assert_eq!((&asset["media_type"], &asset["width"], &asset["height"]), (&json!("image/png"), &json!(30), &json!(20)));
        assert_eq!(asset["size"], picture().len());
        let (status, media_type, bytes) = bank.author.get_bytes(&format!("/stimuli/{image}/asset"));
        assert_eq!((status, media_type.as_str()), (200, "image/png"));
        assert_eq!(bytes, picture());
        // Under any name: the content says what it is.
        let audio = make(&stimulus("audio", "audio", Some("own work")));
        let attached = attach(&bank.author, &audio, "1", "application/octet-stream", recording(2)).expect(200);
        assert_eq!((&attached["asset"]["media_type"], &attached["asset"]["milliseconds"]), (&json!("audio/wav"), &json!(2000)));
        assert_eq!(attached["findings"], Value::Null);
        let longer = attach(&bank.author, &audio, "2", "audio/x-wav", recording(9)).expect(200);
        assert_eq!(longer["findings"][0]["code"], "recording_length_differs");
        assert_eq!(bank.author.get(&format!("/stimuli/{audio}")).expect(200)["asset"]["milliseconds"], 9000);
    }

    fn the_same_bytes_are_kept_once(backend) {
        let bank = Bank::open(backend);
        let ids = ["one", "two"].map(|code| {
            let body = stimulus(code, "image", Some("CC-BY-4.0"));
            text(&bank.author.post("/stimuli", &body).expect(201)["id"]).to_owned()
        });
        let first = attach(&bank.author, &ids[0], "1", "image/png", picture()).expect(200);
        let second = attach(&bank.author, &ids[1], "1", "image/png", picture()).expect(200);
        assert_eq!(first["asset"]["reused"], Value::Null);
        assert_eq!((&second["asset"]["reused"], &second["asset"]["hash"]), (&json!(true), &first["asset"]["hash"]));
    }

    fn a_file_of_another_kind_than_it_says_or_than_the_stimulus_takes_is_415(backend) {
        let bank = Bank::open(backend);
        let make = |body: &Value| text(&bank.author.post("/stimuli", body).expect(201)["id"]).to_owned();
        let image = make(&stimulus("image", "image", Some("CC-BY-4.0")));
        let send = |media_type: &str, bytes: &[u8]| attach(&bank.author, &image, "1", media_type, bytes.to_vec());
        let args = refused(send("image/png", &recording(1)), 415, "unsupported_media", "media_type_contradicts");
        assert_eq!(args, json!({"declared": "image/png", "found": "audio/wav"}));
        refused(send("audio/wav", &recording(1)), 415, "unsupported_media", "media_not_for_stimulus");
        let args = refused(send("image/png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "unsupported_media", "media_unknown");
        assert!(text(&args["known"]).contains("image/png"));
        refused(send("image/gif", &picture()), 415, "unsupported_media", "media_type_contradicts");
        // A table has no picture.
        let table = make(&stimulus("table", "table", Some("CC-BY-4.0")));
        refused(attach(&bank.author, &table, "1", "image/png", picture()), 415, "unsupported_media", "media_not_for_stimulus");
        assert_eq!(bank.author.get(&format!("/stimuli/{image}/asset")).status, 404);
    }

    fn a_file_that_is_cut_short_damaged_or_without_licence_is_422(backend) {
        let bank = Bank::open(backend);
        let make = |body: &Value| text(&bank.author.post("/stimuli", body).expect(201)["id"]).to_owned();
        let image = make(&stimulus("image", "image", Some("CC-BY-4.0")));
        let mut whole = picture();
        let short = whole[..whole.len() - 20].to_vec();
        let args = refused(attach(&bank.author, &image, "1", "image/png", short), 422, "invalid", "media_not_decodable");
        assert_eq!(args, json!({"type": "image/png", "reason": "cut_short"}));
        whole[45] ^= 1;
        let args = refused(attach(&bank.author, &image, "1", "image/png", whole), 422, "invalid", "media_not_decodable");
        assert_eq!(args["reason"], "damaged");
        let audio = make(&stimulus("audio", "audio", None));
        let answer = attach(&bank.author, &audio, "1", "audio/wav", recording(0));
        assert_eq!((answer.status, answer.findings()), (422, vec![
            ("licence_missing".to_owned(), "/licence".to_owned()), ("media_not_decodable".into(), String::new())
        ]));
        let answer = attach(&bank.author, &audio, "1", "audio/wav", recording(1));
        assert_eq!((answer.status, answer.findings()), (422, vec![("licence_missing".to_owned(), "/licence".to_owned())]));
    }

    fn too_many_bytes_are_413_and_the_stimulus_keeps_its_rules(backend) {
        let service = Service::start_with(backend, |limits| limits.media_bytes = 1000);
        let root = service.root();
        let author = service.user_with_role(&root, "developer");
        let made = author.post("/stimuli", &stimulus("audio", "audio", Some("own work"))).expect(201);
        let id = text(&made["id"]);
        let args = refused(attach(&author, id, "1", "audio/wav", recording(1)), 413, "too_large", "media_too_large");
        assert_eq!(args, json!({"size": 8044, "most": 1000}));
        let image = author.post("/stimuli", &stimulus("image", "image", Some("own work"))).expect(201);
        let id = text(&image["id"]);
        assert_eq!(attach(&author, id, "7", "image/png", picture()).status, 412);
        let reviewer = service.user_with_role(&root, "reviewer");
        assert_eq!(attach(&reviewer, id, "1", "image/png", picture()).status, 403);
        attach(&author, id, "1", "image/png", picture()).expect(200);
        // What has a picture stays a picture.
        let refused = author.put(&format!("/stimuli/{id}"), "2", &stimulus("image", "text", Some("own work")));
        assert_eq!((refused.status, refused.findings()), (409, vec![("media_not_for_stimulus".to_owned(), "/kind".to_owned())]));
    }

    fn a_locked_form_keeps_the_picture_and_gives_it_to_those_who_sit_it(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/stimuli", &stimulus("s-1", "image", Some("CC-BY-4.0"))).expect(201);
        attach(&bank.author, text(&made["id"]), "1", "image/png", picture()).expect(200);
        let mut item = mcq("m-1");
        item["content"]["stimulus"] = json!("s-1");
        bank.live(&item);
        let grade = &item["content"]["grade_min"];
        let specification = json!({
            "schema": "synaq.test-spec/v1", "id": "one-task", "version": 1, "kind": "SAU", "title": {"kk": "Сурет"},
            "subject": "mathematics", "grade": grade, "languages": {"instruction": ["kk"]}, "duration_min": 10,
            "max_score": item["content"]["points"], "sections": [{"id": "A", "minutes": 10, "score": item["content"]["points"]}],
            "blueprint": [{"id": "R", "section": "A", "types": ["MCQ"], "items": 1, "points_each": item["content"]["points"]}]
        });
        let specification = serde_json::from_value(specification).expect("a specification");
        let id = library::publish(&bank.service, &specification);
        let admin = bank.service.administrator();
        let run = assemble(&admin, &json!({"specification_id": id, "forms": 1})).expect(201);
        let form = format!("/forms/{}", text(&run["result"]["forms"][0]["id"]));
        assert_eq!(admin.get(&format!("{form}/stimuli/1/file")).status, 409);
        admin.send("POST", &format!("{form}/lock"), &[("if-match", "*")], None).expect(200);
        let school = json!({"code": "school-1", "kind": "school", "name": {"kk": "Мектеп"}});
        let school = admin.post("/organisations", &school).expect(201);
        let school = bank.service.user_with_role(text(&school["id"]), "school_coordinator");
        let copy = school.get(&format!("{form}/candidate-copy")).expect(200);
        let shown = &copy["stimuli"][0];
        assert_eq!((&shown["number"], &shown["file"]["media_type"], &shown["file"]["width"]), (&json!(1), &json!("image/png"), &json!(30)));
        let (status, media_type, bytes) = school.get_bytes(&format!("{form}/stimuli/1/file"));
        assert_eq!((status, media_type.as_str(), bytes), (200, "image/png", picture()));
        for number in ["2", "0", "one"] {
            assert_eq!(school.get(&format!("{form}/stimuli/{number}/file")).status, 404);
        }
    }

    fn a_sealed_item_holds_the_picture_it_hangs_on(backend) {
        let bank = Bank::open(backend);
        let made = bank.author.post("/stimuli", &stimulus("s-1", "image", Some("CC-BY-4.0"))).expect(201);
        let id = text(&made["id"]).to_owned();
        attach(&bank.author, &id, "1", "image/png", picture()).expect(200);
        let mut item = mcq("m-1");
        item["content"]["stimulus"] = json!("s-1");
        bank.live(&item);
        let held = attach(&bank.author, &id, "2", "image/png", picture());
        assert_eq!((held.status, held.findings()), (409, vec![("stimulus_in_use".to_owned(), String::new())]));
    }
}
