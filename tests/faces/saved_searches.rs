//! Searches that are kept, and lists as files.

use diesel::connection::SimpleConnection;
use serde_json::{Value, json};
use synaq::store::StoreError;

use crate::bank::{Bank, mcq};
use crate::bank_lists::codes;
use crate::harness::api::{Client, text};
use crate::import_changes::{program, synaq};

fn names(client: &Client) -> Vec<String> {
    let page = client.get("/saved-searches").expect(200);
    let rows = page["items"].as_array().expect("rows");
    rows.iter()
        .map(|row| text(&row["name"]).to_owned())
        .collect()
}

fn delete(client: &Client, path: &str, tag: &str) -> u16 {
    client
        .send("DELETE", path, &[("if-match", &format!("\"{tag}\""))], None)
        .status
}

/// The whole audit trail.
fn trail(client: &Client) -> Vec<Value> {
    let mut entries = Vec::new();
    let mut path = "/audit?limit=200".to_owned();
    loop {
        let page = client.get(&path).expect(200);
        entries.extend(page["items"].as_array().expect("entries").iter().cloned());
        let Some(next) = page["next"].as_str() else {
            return entries;
        };
        path = format!("/audit?limit=200&cursor={next}");
    }
}

/// The lines of an export.
fn lines(client: &Client, query: &str) -> Vec<Value> {
    let answer = client.get_with(
        &format!("/items/export?{query}"),
        &[("accept", "application/jsonl")],
    );
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(
        answer
            .header("content-type")
            .starts_with("application/jsonl")
    );
    answer
        .body
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn table(client: &Client, query: &str) -> Vec<Vec<String>> {
    let answer = client.get_with(&format!("/items/export?{query}"), &[("accept", "text/csv")]);
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(answer.body.trim_start_matches('\u{FEFF}').as_bytes());
    reader
        .records()
        .map(|r| r.expect("a row").iter().map(str::to_owned).collect())
        .collect()
}

on_both! {
    fn a_search_is_kept_shared_changed_and_run_with_the_rights_of_whoever_runs_it(backend) {
        let bank = Bank::open(backend);
        let mut secure = mcq("s-1");
        secure["content"]["access"] = json!("secure");
        bank.author.post("/items", &secure).expect(201);
        bank.author.post("/items", &mcq("m-1")).expect(201);
        let query = json!({"subject": "mathematics", "sort": "code", "descending": true, "p_max": 0.5, "statistics": "some"});
        let plain = json!({"subject": "mathematics", "sort": "code", "descending": true});
        let made = bank.author.post("/saved-searches", &json!({"name": "Әліпби", "query": query})).expect(201);
        let path = format!("/saved-searches/{}", text(&made["id"]));
        assert_eq!((&made["query"], &made["revision"]), (&query, &json!(1)));
        let twice = bank.author.post("/saved-searches", &json!({"name": "Әліпби", "query": {}}));
        assert_eq!((twice.status, twice.findings()), (409, vec![("already_taken".to_owned(), "/name".to_owned())]));
        assert_eq!(bank.manager.get(&path).status, 404);
        assert_eq!(bank.manager.put(&path, "1", &json!({"name": "x", "query": {}})).status, 404);
        // Sharing it shares the question.
        let shared = json!({"name": "Әліпби", "shared": true, "query": plain});
        assert_eq!(bank.author.put(&path, "7", &shared).status, 412);
        assert_eq!(bank.author.put(&path, "1", &shared).expect(200)["revision"], 2);
        let run = |client: &Client| -> Vec<String> {
            let page = client.get(&format!("{path}/items?limit=10")).expect(200);
            page["items"].as_array().unwrap().iter().map(|r| text(&r["code"]).to_owned()).collect()
        };
        assert_eq!(run(&bank.author), ["s-1", "m-1"]);
        assert_eq!(run(&bank.reviewer), ["m-1"]);
        assert_eq!(bank.reviewer.put(&path, "2", &shared).status, 403);
        assert_eq!(delete(&bank.reviewer, &path, "2"), 403);
        bank.author.post("/saved-searches", &json!({"name": "бала", "query": {}})).expect(201);
        bank.author.post("/saved-searches", &json!({"name": "Ана", "query": {}})).expect(201);
        assert_eq!(names(&bank.author), ["Ана", "Әліпби", "бала"]);
        assert_eq!(names(&bank.reviewer), ["Әліпби"]);
        let wrong = json!({"name": "w", "query": {"p_min": 0.9, "p_max": 0.1, "used_term": 1}});
        let refused = bank.author.post("/saved-searches", &wrong);
        assert_eq!((refused.status, refused.findings()), (422, vec![
            ("filter_incomplete".to_owned(), "/query/used_term".to_owned()), ("filter_range_empty".into(), "/query/p_min".into()),
        ]));
        let paged = bank.author.post("/saved-searches", &json!({"name": "w", "query": {"limit": 5}}));
        assert_eq!(paged.findings(), [("whole_list_meant".to_owned(), "/query/limit".to_owned())]);
        assert_eq!(bank.author.delete(&path).status, 428);
        assert_eq!(delete(&bank.author, &path, "1"), 412);
        assert_eq!(delete(&bank.author, &path, "2"), 200);
        assert_eq!(bank.author.get(&path).status, 404);
    }

    fn a_kept_filter_is_checked_anew_when_it_is_run(backend) {
        let bank = Bank::open(backend);
        let query = json!({"subject": "mathematics"});
        let made = bank.author.post("/saved-searches", &json!({"name": "old", "query": query})).expect(201);
        let path = format!("/saved-searches/{}", text(&made["id"]));
        let keep = |query: &str| {
            let change = format!("UPDATE saved_searches SET query = '{query}'");
            let done = bank.service.services.db.write(|c| Ok::<_, StoreError>(c.batch_execute(&change)?));
            done.expect("changed");
        };
        for (query, code, pointer) in [
            ("{\"colour\": \"red\"}", "unknown_field", "/query/colour"),
            ("{\"p_min\": 0.9, \"p_max\": 0.1}", "filter_range_empty", "/query/p_min"),
        ] {
            keep(query);
            for what in ["items", "export"] {
                let refused = bank.author.get(&format!("{path}/{what}"));
                assert_eq!((refused.status, refused.findings()), (422, vec![(code.to_owned(), pointer.to_owned())]));
            }
            // It can still be read, mended and taken away.
            assert_eq!(bank.author.get(&path).status, 200);
        }
        bank.author.put(&path, "1", &json!({"name": "old", "query": {"grade": 6}})).expect(200);
        bank.author.post("/items", &mcq("m-1")).expect(201);
        assert_eq!(bank.author.get(&format!("{path}/items")).expect(200)["items"].as_array().unwrap().len(), 1);
        let file = bank.author.get_with(&format!("{path}/export"), &[("accept", "text/csv")]);
        assert_eq!((file.status, file.body.lines().count()), (200, 2));
    }

    fn the_command_line_writes_a_list_into_a_file_and_refuses_what_lists_refuse(backend) {
        let database = backend.fresh_database();
        let folder = tempfile::TempDir::new().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        let header = "code;type;subject;grade;stem_ru;key;points";
        let rows = "R-1;SA;mathematics;6;=2 + 2;4;1\nR-2;SA;mathematics;7;3 + 3 = ?;6;1\n";
        std::fs::write(at("tasks.csv"), format!("{header}\n{rows}")).expect("written");
        let run = |arguments: &[&str]| synaq(&database.url, folder.path(), arguments);
        run(&["import", "--profile", "csv-basic", &at("tasks.csv")]);
        run(&["export", "--where", "sort=code", "--where", "descending=true", &at("all.jsonl")]);
        let lines = std::fs::read_to_string(at("all.jsonl")).expect("a file");
        let codes: Vec<Value> = lines.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON")["code"].clone()).collect();
        assert_eq!(codes, ["R-2", "R-1"]);
        run(&["export", "--where", "grade=6", &at("sixth.csv")]);
        let table = std::fs::read_to_string(at("sixth.csv")).expect("a file");
        assert!(table.starts_with("\u{FEFF}code,id,") && table.contains(",ru,'=2 + 2,"), "{table}");
        assert_eq!(table.lines().count(), 2);
        for (arguments, code, said) in [
            (["export", "--where", "colour=red", "none.csv"], 1, "colour"),
            (["export", "--where", "limit=5", "none.csv"], 1, "limit"),
            (["export", "--where", "grade", "none.csv"], 2, "NAME=VALUE"),
            (["export", "--where", "grade=6", "none.txt"], 2, ".jsonl"),
        ] {
            let output = program(&database.url, folder.path()).args(arguments).current_dir(folder.path()).output().expect("it runs");
            let error = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(code), "{arguments:?}: {error}");
            assert!(error.contains(said) && !folder.path().join("none.csv").exists(), "{error}");
        }
    }

    fn an_export_holds_what_the_caller_may_see_and_comes_back_as_it_was(backend) {
        let bank = Bank::open(backend);
        let mut secure = mcq("s-1");
        secure["content"]["access"] = json!("secure");
        bank.author.post("/items", &secure).expect(201);
        for n in 0..230 {
            let mut item = mcq(&format!("x-{n:03}"));
            item["texts"]["kk"]["stem"] = json!(format!("=1+{n} қосындысын табыңыз"));
            item["texts"]["ru"]["hint"] = json!("CANARY");
            bank.author.post("/items", &item).expect(201);
        }
        // More than one page: the parts of the file follow each other.
        let exported = lines(&bank.author, "code=x-&sort=code");
        assert_eq!(exported.len(), 230);
        assert_eq!(exported[229]["code"], "x-229");
        let reader = bank.service.user_with_role(&bank.service.root(), "statistician");
        let seen = lines(&reader, "");
        assert_eq!(seen.len(), 230);
        for line in &seen {
            let line = line.to_string();
            assert!(!line.contains("CANARY") && !line.contains("\"key\"") && !line.contains("s-1"), "{line}");
        }
        let rows = table(&bank.author, "sort=code&code=x-");
        assert_eq!((rows.len(), rows[0].last().map(String::as_str)), (231, Some("key")));
        assert_eq!(rows[1][22], "'=1+0 қосындысын табыңыз");
        assert_eq!(rows[1][23], "a: {\"correct\":[\"B\"]}");
        let rows = table(&reader, "");
        assert_eq!((rows.len(), rows[0].last().map(String::as_str)), (231, Some("task")));
        assert_eq!(bank.author.get_with("/items/export", &[("accept", "image/png")]).status, 406);
        assert_eq!(bank.author.get("/items/export?grade=99").status, 422);
        // A cursor would begin in the middle of a list that nobody asked for.
        let middle = bank.author.get("/items/export?cursor=00-00&limit=5");
        assert_eq!(middle.findings(), [("whole_list_meant".to_owned(), "/cursor".to_owned()), ("whole_list_meant".into(), "/limit".into())]);
        // Each export that gave something is in the trail, without the words that were searched.
        assert_eq!(bank.author.get("/items/export?q=%D2%9B%D0%BE").status, 200);
        let trail = trail(&bank.service.administrator());
        let trail: Vec<&Value> = trail.iter().filter(|entry| entry["action"] == "export_items").collect();
        let details: Vec<&Value> = trail.iter().map(|e| &e["detail"]).collect();
        assert_eq!(details.len(), 5, "{details:?}");
        assert_eq!(details[0], &json!({"format": "jsonl", "keys": true, "words": false, "query": {"code": "x-", "sort": "code"}}));
        assert_eq!(details[3], &json!({"format": "csv", "keys": false, "words": false, "query": {}}));
        assert_eq!(details[4], &json!({"format": "jsonl", "keys": true, "words": true, "query": {}}));
        // Elsewhere the lines are documents again, and exported anew they say the same.
        let other = Bank::open(backend);
        let document = |line: &Value| {
            json!({"code": line["code"], "content": line["content"], "texts": line["texts"], "source_language": line["source_language"]})
        };
        for line in exported.iter().take(5) {
            other.author.post("/items", &document(line)).expect(201);
        }
        let again = lines(&other.author, "sort=code");
        let documents = |lines: &[Value]| -> Vec<Value> { lines.iter().take(5).map(document).collect() };
        assert_eq!(documents(&again), documents(&exported));
        assert_eq!(codes(&other.author, "q=%D2%9B%D0%BE"), ["x-000", "x-001", "x-002", "x-003", "x-004"]);
    }
}
