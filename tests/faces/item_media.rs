//! A3: pictures in the text of tasks, as requests and answers; rich texts on their way in and out.

use serde_json::{Value, json};
use synaq::service::media_bytes;
use synaq::store::blobs;

use super::assembly::assemble;
use super::bank::{Bank, act, mcq};
use super::stimulus_assets::{picture, refusal};
use crate::harness::api::{Answer, Client, text};
use crate::harness::library;

pub fn upload(client: &Client, query: &str, media_type: &str, bytes: Vec<u8>) -> Answer {
    let headers = [("content-type", media_type)];
    client.send_bytes("POST", &format!("/media{query}"), &headers, bytes)
}

/// The same picture with a name in it, so that it is another file.
pub fn picture_called(name: &str) -> Vec<u8> {
    let body = [b"Title\0", name.as_bytes()].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&[b"tEXt", body.as_slice()].concat());
    let length = u32::try_from(body.len()).expect("a length");
    let chunk = [
        &length.to_be_bytes()[..],
        b"tEXt",
        &body,
        &sum.sum().to_be_bytes(),
    ]
    .concat();
    let mut bytes = picture();
    let end = bytes.len() - 12;
    bytes.splice(end..end, chunk);
    bytes
}

/// A task that shows a picture in its stem, and another in its explanation.
fn with_pictures(code: &str, in_stem: &str, in_explanation: &str) -> Value {
    let mut item = mcq(code);
    item["content"]["licence"] = Value::Null;
    item["content"]
        .as_object_mut()
        .expect("content")
        .remove("licence");
    item["texts"]["ru"]["stem"] = json!("");
    item["texts"]["ru"]["explanation"] = json!("");
    item["texts"]["ru"]["rich"] = json!({
        "/stem": {"html": format!("<p onclick=\"x()\">Сократите <b>отношение</b> 18 : 12.</p><img alt=\"полоски\" src=\"media:{in_stem}\">")},
        "/explanation": {"html": format!("<p>Ответ: 3 : 2</p><img alt=\"ответ\" src=\"media:{in_explanation}\">")}
    });
    item
}

on_both! {
    fn a_picture_is_known_by_its_content_and_kept_once(backend) {
        let bank = Bank::open(backend);
        let medium = upload(&bank.author, "?licence=CC-BY-4.0", "image/png", picture()).expect(201);
        assert_eq!((&medium["media_type"], &medium["width"], &medium["height"]), (&json!("image/png"), &json!(30), &json!(20)));
        assert_eq!((&medium["licence"], &medium["reused"]), (&json!("CC-BY-4.0"), &Value::Null));
        let again = upload(&bank.author, "", "application/octet-stream", picture()).expect(201);
        assert_eq!((&again["hash"], &again["reused"], &again["licence"]), (&medium["hash"], &json!(true), &json!("CC-BY-4.0")));
        // Wrong name, no picture, broken bytes.
        assert_eq!(refusal(&upload(&bank.author, "", "image/jpeg", picture())).2, "media_type_contradicts");
        assert_eq!(refusal(&upload(&bank.author, "", "image/png", b"<svg onload=alert(1)>".to_vec())).0, 415);
        let mut broken = picture();
        broken.truncate(40);
        assert_eq!(refusal(&upload(&bank.author, "", "image/png", broken)).2, "media_not_decodable");
        assert_eq!(upload(&bank.reviewer, "", "image/png", picture()).status, 403);
        // Before a text shows it, only who brought it sees it.
        let path = format!("/media/{}", text(&medium["hash"]));
        assert_eq!(bank.author.get_bytes(&path), (200, "image/png".to_owned(), picture()));
        assert_eq!(bank.manager.get(&path).status, 404);
    }

    fn bytes_lie_in_the_folder_of_media_and_what_is_lost_or_damaged_there_is_told(backend) {
        let bank = Bank::open(backend);
        let medium = upload(&bank.author, "", "image/png", picture()).expect(201);
        let hash = text(&medium["hash"]);
        let file = bank.service.media_folder().join(&hash[..2]).join(hash);
        assert_eq!(std::fs::read(&file).expect("the object"), picture());
        let in_database = bank.service.services.read(|c| Ok(blobs::is_kept(c, hash)?));
        assert!(!in_database.expect("the database answers"));
        let path = format!("/media/{hash}");
        // Damaged, then gone: told with the hash, and put right by the same bytes.
        std::fs::write(&file, b"\x89PNG\r\n\x1a\nother").expect("damaged");
        let told = (503, "unavailable".to_owned(), "media_bytes_damaged".to_owned());
        assert_eq!(refusal(&bank.author.get(&path)), told);
        std::fs::remove_file(&file).expect("gone");
        let lost = bank.author.get(&path);
        assert_eq!(refusal(&lost), (503, "unavailable".to_owned(), "media_bytes_missing".to_owned()));
        assert_eq!(lost.json()["errors"][0]["args"]["hash"], hash);
        let survey = media_bytes::survey(&bank.service.services).expect("a survey");
        assert_eq!((survey.known, survey.in_store, survey.missing), (1, 0, vec![hash.to_owned()]));
        upload(&bank.author, "", "image/png", picture()).expect(201);
        assert_eq!(bank.author.get_bytes(&path), (200, "image/png".to_owned(), picture()));
        let survey = media_bytes::survey(&bank.service.services).expect("a survey");
        assert_eq!((survey.in_store, survey.unnamed, survey.bytes), (1, 0, picture().len() as u64));
    }

    fn bytes_from_before_there_was_a_store_are_read_from_the_database(backend) {
        let bank = Bank::open(backend);
        let medium = upload(&bank.author, "", "image/png", picture()).expect(201);
        let hash = text(&medium["hash"]);
        let now = bank.service.services.now().naive_utc();
        let kept = bank.service.services.db.write(|c| blobs::keep(c, hash, "image/png", &picture(), now));
        kept.expect("kept as older versions did");
        std::fs::remove_dir_all(bank.service.media_folder()).expect("no store");
        assert_eq!(bank.author.get_bytes(&format!("/media/{hash}")), (200, "image/png".to_owned(), picture()));
        let survey = media_bytes::survey(&bank.service.services).expect("a survey");
        assert_eq!((survey.in_store, survey.in_database, survey.missing.len()), (0, 1, 0));
    }

    fn the_service_is_not_ready_while_its_store_of_media_does_not_answer(backend) {
        let bank = Bank::open(backend);
        bank.service.nobody().get("/ready").expect(200);
        let folder = bank.service.media_folder();
        std::fs::remove_dir_all(&folder).expect("the folder goes away");
        for (language, title, word) in [
            ("en", "Files cannot be had now", "store of pictures"),
            ("ru", "Файлы сейчас недоступны", "Хранилище изображений"),
            ("kk", "Файлдар қазір қолжетімсіз", "жазбалар қоймасы"),
        ] {
            let headers = [("accept-language", language)];
            let away = bank.service.nobody().send("GET", "/ready", &headers, None);
            let problem = away.json();
            assert_eq!((away.status, &problem["code"], away.header("retry-after")), (503, &json!("unavailable"), "2"));
            assert_eq!(problem["title"], title);
            // It is not the database that does not answer.
            assert!(text(&problem["detail"]).contains(word), "{problem}");
        }
        bank.service.nobody().get("/health").expect(200);
        std::fs::create_dir(&folder).expect("and comes back");
        bank.service.nobody().get("/ready").expect(200);
    }

    fn rich_texts_are_made_safe_and_their_pictures_are_seen_by_who_reads_the_text(backend) {
        let bank = Bank::open(backend);
        let shown = text(&upload(&bank.author, "", "image/png", picture()).expect(201)["hash"]).to_owned();
        let hidden = text(&upload(&bank.author, "?licence=own", "image/png", picture_called("the answer")).expect(201)["hash"]).to_owned();
        let unknown = bank.author.post("/items", &with_pictures("unknown", &"0".repeat(64), &hidden));
        assert_eq!(unknown.findings(), [
            ("media_missing".to_owned(), "/texts/ru/rich/~1stem".to_owned()),
            ("rich_attribute_removed".to_owned(), "/texts/ru/rich/~1stem/html".to_owned()),
        ], "{}", unknown.body);
        let made = bank.author.post("/items", &with_pictures("m-1", &shown, &hidden)).expect(201);
        assert_eq!(made["findings"][0]["code"], "rich_attribute_removed", "{made}");
        let rich = &made["texts"]["ru"]["rich"];
        assert_eq!(made["texts"]["ru"]["stem"], "Сократите отношение 18 : 12.\n[полоски]");
        assert!(!text(&rich["/stem"]["html"]).contains("onclick") && text(&rich["/stem"]["original"]).contains("onclick"), "{rich}");
        let id = text(&made["id"]);
        let path = |hash: &str| format!("/items/{id}/media/{hash}");
        assert_eq!(bank.author.get_bytes(&path(&shown)), (200, "image/png".to_owned(), picture()));
        assert_eq!(bank.author.get_bytes(&path(&hidden)).0, 200);
        assert_eq!(bank.author.get(&path(&"0".repeat(64))).status, 404);
        // Who reads no keys reads no explanation, and sees no picture of it.
        let reader = bank.service.user_with_role(&bank.service.root(), "statistician");
        let read = reader.get(&format!("/items/{id}")).expect(200);
        assert_eq!(read["keys_shown"], false);
        let rich = read["texts"]["ru"]["rich"].as_object().expect("rich texts");
        assert_eq!(rich.keys().collect::<Vec<_>>(), ["/stem"]);
        assert_eq!(rich["/stem"].get("original"), None);
        assert_eq!((reader.get_bytes(&path(&shown)).0, reader.get(&path(&hidden)).status), (200, 404));
        let stranger = bank.service.nobody();
        assert_eq!(stranger.get(&path(&shown)).status, 401);
        // The licence is needed when the task is handed in.
        let refused = act(&bank.author, id, 1, "submit");
        assert_eq!(refused.status, 422);
        let missing: Vec<Value> = refused.json()["errors"].as_array().expect("errors").iter().filter(|e| e["code"] == "media_licence_missing").cloned().collect();
        assert_eq!((missing.len(), &missing[0]["args"]["hash"]), (1, &json!(shown)), "{}", refused.body);
        let licence = json!({"licence": "CC-BY-4.0", "source": "own work"}).to_string();
        let headers = [("content-type", "application/json")];
        bank.author.send("PUT", &format!("/media/{shown}/licence"), &headers, Some(licence)).expect(200);
        let left = act(&bank.author, id, 1, "submit");
        assert!(left.findings().iter().all(|(code, _)| code != "media_licence_missing"), "{}", left.body);
    }

    fn copies_of_a_form_show_rich_texts_and_their_pictures(backend) {
        let bank = Bank::open(backend);
        let hash = text(&upload(&bank.author, "?licence=own", "image/png", picture()).expect(201)["hash"]).to_owned();
        let mut item = mcq("p-1");
        for (language, words) in [("kk", "сызба"), ("ru", "рисунок")] {
            let html = format!("<p>18 : 12 = \\(x^2\\)?</p><img alt=\"{words}\" src=\"media:{hash}\">").replace("\\(x^2\\)", "<math><msup><mi>x</mi><mn>2</mn></msup></math>");
            item["texts"][language]["stem"] = json!("");
            item["texts"][language]["rich"] = json!({"/stem": {"html": html}});
        }
        let id = bank.live(&item);
        assert!(!id.is_empty());
        let specification = json!({
            "schema": "synaq.test-spec/v1", "id": "one-task", "version": 1, "kind": "SAU", "title": {"kk": "Сурет"},
            "subject": "mathematics", "grade": 6, "languages": {"instruction": ["kk"]}, "duration_min": 10,
            "max_score": 1, "sections": [{"id": "A", "minutes": 10, "score": 1}],
            "blueprint": [{"id": "R", "section": "A", "types": ["MCQ"], "items": 1, "points_each": 1}]
        });
        let specification = library::publish(&bank.service, &serde_json::from_value(specification).expect("a specification"));
        let admin = bank.service.administrator();
        let run = assemble(&admin, &json!({"specification_id": specification, "forms": 1})).expect(201);
        let form = text(&run["result"]["forms"][0]["id"]).to_owned();
        assert_eq!(admin.get(&format!("/forms/{form}/media/{hash}")).status, 409, "a draft has no copies");
        admin.send("POST", &format!("/forms/{form}/lock"), &[("if-match", "*")], None).expect(200);
        let school = json!({"code": "school-1", "kind": "school", "name": {"kk": "Мектеп"}});
        let school = admin.post("/organisations", &school).expect(201);
        let reader = bank.service.user_with_role(text(&school["id"]), "school_coordinator");
        let copy = reader.get(&format!("/forms/{form}/candidate-copy?language=kk")).expect(200);
        let task = &copy["tasks"][0];
        assert_eq!(task["stem"], "18 : 12 = x²?\n[сызба]", "{copy}");
        let html = text(&task["rich"]["/stem"]["html"]);
        assert!(html.contains("<msup>") && html.contains(&hash), "{html}");
        let (status, media_type, bytes) = reader.get_bytes(&format!("/forms/{form}/media/{hash}"));
        assert_eq!((status, media_type.as_str(), bytes), (200, "image/png", picture()));
        assert_eq!(reader.get(&format!("/forms/{form}/media/{}", "0".repeat(64))).status, 404);
    }
}
