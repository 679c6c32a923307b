//! Importing again: changed records, refused ones given back as a file, an import that was killed.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use synaq::interop::MappingProfile;
use synaq::service::bulk::BulkMode;
use synaq::service::imports::{self, CreateImport, ImportFormat};
use synaq::service::{Call, Limits, Services, setup};
use synaq::store::imports::ImportRow;
use synaq::store::{Database, StoreError, item_codes, items};
use synaq::worker::Workers;

use super::imports::{ended, finished, small_profile};
use crate::harness::api::{Client, Service, text};

on_both! {
    fn a_changed_record_replaces_its_open_draft_and_begins_a_new_one_beside_a_live_version(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let first = import(&admin, &[line("1", "2 + 2 = ?", "4"), line("2", "3 + 3 = ?", "6")]);
        assert_eq!(told(&first), [2, 0, 0, 0]);
        let id = item_id(&service, "T-1");
        let read = |path: &str| admin.get(&format!("/items/{id}{path}")).expect(200);

        let changed = [line("1", "2 + 2 = ?", "four"), line("2", "3 + 3 = ?", "6")];
        assert_eq!(told(&import(&admin, &changed)), [0, 1, 1, 0]);
        let draft = read("");
        assert_eq!((&draft["number"], &draft["revision"]), (&json!(1), &json!(2)));
        assert_eq!(accepted(&draft), json!(["four"]));
        assert_eq!(told(&import(&admin, &changed)), [0, 0, 2, 0]);

        put_live(&service, &id);
        let third = [line("1", "2 + 2 = ?", "IV")];
        assert_eq!(told(&import(&admin, &third)), [0, 1, 0, 0]);
        let next = read("");
        assert_eq!((&next["number"], &next["phase"]), (&json!(2), &json!("draft")));
        assert_eq!(accepted(&next), json!(["IV"]));
        let live = read("/versions/1");
        assert_eq!((&live["phase"], accepted(&live)), (&json!("live"), json!(["four"])));
        assert_eq!(told(&import(&admin, &third)), [0, 0, 1, 0]);

        // Somebody works on the draft: their work is not overwritten, and the record says so.
        let mut mine = json!({"code": "T-1", "content": next["content"], "texts": next["texts"]});
        mine["texts"]["ru"]["stem"] = json!("Сколько будет 2 + 2?");
        let tag = format!("2-{}", next["revision"]);
        admin.put(&format!("/items/{id}/versions/2"), &tag, &mine).expect(200);
        let refused = import(&admin, &[line("1", "2 + 2 = ?", "fore")]);
        assert_eq!(told(&refused), [0, 0, 0, 1]);
        assert_eq!(refused["lines"][0]["findings"][0]["code"], "import_draft_edited");
        assert_eq!(read("")["texts"]["ru"]["stem"], "Сколько будет 2 + 2?");
    }

    fn a_secure_draft_is_neither_overwritten_nor_described_to_an_importer_who_may_not_see_it(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let mut secret = small_profile();
        secret["content"]["access"] = json!({"value": "secure"});
        let send = |client: &Client, answer: &str| {
            let content = line("1", "2 + 2 = ?", answer) + "\n";
            finished(client, &json!({"profile": secret, "content": content, "mode": "per_row"}))
        };
        assert_eq!(told(&send(&admin, "4")), [1, 0, 0, 0]);
        let stranger = service.user_with_role(&service.root(), "developer");
        let refused = send(&stranger, "5");
        assert_eq!(told(&refused), [0, 0, 0, 1]);
        let findings = refused["lines"][0]["findings"].as_array().unwrap();
        assert_eq!((findings.len(), &findings[0]["code"]), (1, &json!("already_taken")));
        let id = item_id(&service, "T-1");
        assert_eq!(accepted(&admin.get(&format!("/items/{id}")).expect(200)), json!(["4"]));
        assert_eq!(told(&send(&admin, "5")), [0, 1, 0, 0]);
    }

    fn refused_records_come_back_as_a_file_with_reasons_and_go_in_once_they_are_mended(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let wrong = "{\"id\": \"2\", \"q\": \"3 + 3 = ?\", \"a\": \"6\", \"p\": \"many\"}";
        let report = import(&admin, &[line("1", "2 + 2 = ?", "4"), wrong.to_owned(), "{\"id\"".to_owned()]);
        assert_eq!(told(&report), [1, 0, 0, 2]);
        let path = format!("/imports/{}", text(&report["import_id"]));
        let seen = admin.get(&path).expect(200);
        assert_eq!((&seen["state"], &seen["records"], &seen["rejected"]), (&json!("done"), &json!(3), &json!(2)));
        let file = admin.get(&format!("{path}/rejected"));
        let type_of = file.headers.iter().find(|(name, _)| name == "content-type");
        assert_eq!((file.status, type_of.map(|(_, v)| v.as_str())), (200, Some("application/x-ndjson")));
        let lines: Vec<&str> = file.body.lines().collect();
        assert!(lines[0].starts_with(&wrong[..wrong.len() - 1]), "{}", lines[0]);
        let told_why: Value = serde_json::from_str(lines[0]).unwrap();
        assert!(text(&told_why["reasons"][0]).contains("many"), "{told_why}");
        let broken: Value = serde_json::from_str(lines[1]).unwrap();
        assert_eq!(broken["record"], "{\"id\"");
        // The same file with the number mended; its reasons are read by nobody.
        let mended = import(&admin, &[lines[0].replace("\"many\"", "1")]);
        assert_eq!(told(&mended), [1, 0, 0, 0]);
        let stranger = service.user_with_role(&service.root(), "school_reader");
        assert_eq!(stranger.get(&path).status, 404);
        assert_eq!(stranger.get(&format!("{path}/rejected")).status, 404);

        // All or nothing keeps no item, and the wrong records all the same.
        let whole = json!({"profile": small_profile(), "content": format!("{}\n{wrong}\n", line("7", "x", "y"))});
        let job = admin.post("/imports", &whole).expect(202);
        assert_eq!(ended(&admin, text(&job["id"]))["state"], "refused");
        let path = format!("/imports/{}", text(&job["id"]));
        let seen = admin.get(&path).expect(200);
        assert_eq!((&seen["state"], &seen["created"], &seen["rejected"]), (&json!("refused"), &json!(0), &json!(1)));
        assert_eq!(admin.get(&format!("{path}/rejected")).body.lines().count(), 1);
        // A worker that dies before it can say so leaves the job to another one, which says the same.
        let told = ended(&admin, text(&job["id"]))["result"].clone();
        let again = format!("UPDATE jobs SET state = 'queued', result = 'null' WHERE id = '{}'", text(&job["id"]));
        let done = service.services.db.write(|c| Ok::<_, StoreError>(c.batch_execute(&again)?));
        done.expect("queued again");
        let once_more = ended(&admin, text(&job["id"]));
        assert_eq!((&once_more["state"], &once_more["result"]), (&json!("refused"), &told));
        assert_eq!(admin.get(&format!("{path}/rejected")).body.lines().count(), 1);
    }

    fn rows_come_back_as_a_table_with_a_column_of_reasons_on_the_command_line_too(backend) {
        let database = backend.fresh_database();
        let folder = tempfile::TempDir::new().expect("a folder");
        let file = folder.path().join("tasks.csv");
        let header = "code;type;subject;grade;stem_ru;key;points";
        let table = format!("{header}\nR-1;SA;mathematics;6;2 + 2 = ?;4;1\nR-2;SA;mathematics;six;=3+3;6;1\n");
        std::fs::write(&file, table).expect("written");
        let run = |arguments: &[&str]| synaq(&database.url, folder.path(), arguments);
        let report = run(&["import", "--profile", "csv-basic", "--json", &file.display().to_string()]);
        let report: Value = serde_json::from_str(&report).unwrap_or_else(|e| panic!("{e}: {report}"));
        assert_eq!(told(&report), [1, 0, 0, 1]);
        let rejected = run(&["rejected", text(&report["import_id"])]);
        assert!(rejected.starts_with(&format!("\u{FEFF}{header};reasons\r\n")), "{rejected}");
        assert!(rejected.contains("R-2;SA;mathematics;six;=3+3;6;1;"), "{rejected}");
        std::fs::write(&file, rejected.replace(";six;", ";6;")).expect("written");
        let again = run(&["import", "--profile", "csv-basic", "--json", &file.display().to_string()]);
        let again: Value = serde_json::from_str(&again).expect("JSON");
        assert_eq!((told(&again), &again["with_warnings"]), ([1, 0, 0, 0], &json!(0)));
    }

    fn an_import_whose_service_was_killed_goes_on_after_the_last_chunk_that_was_kept(backend) {
        const RECORDS: i64 = 4000;
        let database = backend.fresh_database();
        let open = || Services::new(Database::open(&database.url, 2).expect("opens"), Limits::default());
        let services = open();
        setup::prepare(&services, "Asia/Almaty").expect("the root is made");
        let admin = setup::create_administrator(&services, "admin", None).expect("made");
        let actor = services.actor_of_user(&admin).expect("active");
        let content: String = (0..RECORDS).map(|n| line(&n.to_string(), &format!("{n} + 1 = ?"), "1") + "\n").collect();
        let profile: MappingProfile = serde_json::from_value(small_profile()).expect("a profile");
        let input = CreateImport { format: ImportFormat::Text, profile: Some(profile), content: Some(content), content_base64: None, mode: BulkMode::PerRow, dry_run: false };
        let job = imports::create_import(&services, &Call::of(actor, "test"), input).expect("queued");

        let folder = tempfile::TempDir::new().expect("a folder");
        let mut served = serve(&database.url, folder.path());
        let begun = Instant::now();
        while import_row(&services, &job.id).records == 0 {
            assert!(begun.elapsed() < Duration::from_secs(300), "nothing is imported");
            std::thread::sleep(Duration::from_millis(2));
        }
        served.kill().expect("the service is killed");
        served.wait().expect("it is gone");
        let kept = import_row(&services, &job.id);
        assert!(kept.records > 0 && kept.records < RECORDS && kept.records % 500 == 0, "{kept:?}");
        assert_eq!((items_of(&services, &kept), kept.created), (kept.records, kept.records));

        // Another worker, once the lease of the killed one has run out.
        let later = open().with_clock(|| Utc::now() + TimeDelta::minutes(10));
        let workers = Workers::start(&later, 1);
        while import_row(&services, &job.id).state == "running" {
            assert!(begun.elapsed() < Duration::from_secs(600), "the job does not go on");
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(workers);
        let ended = import_row(&services, &job.id);
        assert_eq!((ended.records, ended.created, ended.unchanged), (RECORDS, RECORDS, 0));
        assert_eq!(items_of(&services, &ended), RECORDS);
        let row = services.read(|c| Ok(synaq::store::jobs::by_id(c, &job.id)?)).expect("read").expect("there");
        assert_eq!((row.state.as_str(), row.attempts), ("done", 2));
    }
}

fn line(id: &str, question: &str, answer: &str) -> String {
    format!("{{\"id\": \"{id}\", \"q\": \"{question}\", \"a\": \"{answer}\", \"p\": 1}}")
}

fn import(client: &Client, lines: &[String]) -> Value {
    let request =
        json!({"profile": small_profile(), "content": lines.join("\n") + "\n", "mode": "per_row"});
    finished(client, &request)
}

/// Created, changed, unchanged, rejected.
fn told(report: &Value) -> [u64; 4] {
    ["created", "changed", "unchanged", "rejected"]
        .map(|name| report[name].as_u64().unwrap_or(u64::MAX))
}

fn accepted(item: &Value) -> Value {
    item["content"]["parts"][0]["key"]["accepted"].clone()
}

fn item_id(service: &Service, code: &str) -> String {
    let root = service.root();
    let found = service
        .services
        .read(|c| Ok(item_codes::ids_by_code(c, &root, &[code.to_owned()])?));
    found.expect("read").remove(0)
}

/// Review is a test of its own.
fn put_live(service: &Service, id: &str) {
    let now = service.services.now().naive_utc();
    let done: Result<(), StoreError> = service.services.db.write(|c| {
        for version in items::in_phases(c, id, &["draft"])? {
            items::set_phase(c, &version, "live", "live", now)?;
        }
        Ok(())
    });
    done.expect("put live");
}

fn import_row(services: &Services, id: &str) -> ImportRow {
    let row = services.read(|c| Ok(synaq::store::imports::by_id(c, id)?));
    row.expect("read").expect("the import is there")
}

fn items_of(services: &Services, import: &ImportRow) -> i64 {
    let codes: Vec<String> = (0..import.records + 500)
        .map(|n| format!("T-{n}"))
        .collect();
    let known = services.read(|c| Ok(item_codes::known_codes(c, &import.owner_org, &codes)?));
    known.expect("read").len() as i64
}

pub fn program(url: &str, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_synaq"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SYNAQ_") {
            command.env_remove(name);
        }
    }
    command.args(["--database", url, "--data"]).arg(data);
    command.env("LC_ALL", "C").stdin(Stdio::null());
    command
}

pub fn synaq(url: &str, data: &Path, arguments: &[&str]) -> String {
    let output = program(url, data)
        .args(arguments)
        .output()
        .expect("the program starts");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn serve(url: &str, data: &Path) -> Child {
    let mut command = program(url, data);
    command.args(["serve", "--listen", "127.0.0.1:0"]);
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.spawn().expect("the service starts")
}
