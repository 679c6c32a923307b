//! Bringing items in through mapping profiles: wrong rows by line, nothing twice, real questions.

use std::time::{Duration, Instant};

use diesel::{RunQueryDsl, sql_query};
use serde_json::{Value, json};
use synaq::document::{self, Format};
use synaq::store::{AnyConnection, StoreError};

use crate::harness::Backend;
use crate::harness::api::{Client, Service, text};
use crate::harness::exams::exams;

on_both! {
    fn the_real_questions_come_in_once_and_the_wrong_ones_are_told_by_line(backend) {
        let Some(content) = exams() else { return };
        let service = Service::start(backend);
        let admin = service.administrator();
        let strict = json!({
            "profile": profile("exams-strict"), "content": content, "mode": "per_row", "dry_run": true
        });
        assert_eq!(finished(&admin, &strict)["rejected"], 47);
        let tolerant = profile("exams-tolerant");
        let first = finished(&admin, &json!({"profile": tolerant, "content": content, "mode": "per_row"}));
        assert_eq!(counts(&first), [24_143, 24_139, 0, 4, 43]);
        let refused: Vec<_> = lines(&first, false);
        assert_eq!(refused, [6922, 16494, 16495, 17823]);
        assert_eq!(lines(&first, true).len(), 43);
        assert!(lines(&first, true).contains(&5269));
        let second = finished(&admin, &json!({"profile": tolerant, "content": content, "mode": "per_row"}));
        assert_eq!(counts(&second), [24_143, 0, 24_139, 4, 0]);
    }

    fn wrong_rows_are_told_by_line_and_column_and_refuse_all_unless_rows_stand_alone(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let file = "{\"id\": \"1\", \"q\": \"2 + 2 = ?\", \"a\": \"4\", \"p\": 1}\n\
                    {\"id\": \"2\", \"q\": \"3 + 3 = ?\", \"a\": \"6\", \"p\": \"many\"}\n\
                    {\"id\": \"3\", \"q\": \"4 + 4 = ?\"\n\
                    {\"id\": \"1\", \"q\": \"5 + 5 = ?\", \"a\": \"10\", \"p\": 1}\n";
        let all = admin.post("/imports", &json!({"profile": small_profile(), "content": file})).expect(202);
        let all = ended(&admin, text(&all["id"]));
        assert_eq!(all["state"], "refused", "{all}");
        let told = all["result"]["errors"].as_array().unwrap();
        let at: Vec<_> = told.iter().map(|e| e["place"]["line"].as_u64().unwrap()).collect();
        assert_eq!((at.contains(&2), at.contains(&3), at.contains(&4)), (true, true, true), "{all}");
        let request = json!({"profile": small_profile(), "content": file, "mode": "per_row"});
        let report = finished(&admin, &request);
        assert_eq!(counts(&report), [4, 1, 0, 3, 0], "{report}");
    }

    fn a_job_ends_with_all_its_records_done_however_the_file_ends_and_whatever_comes_of_them(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let line = |n: u8| format!("{{\"id\": \"{n}\", \"q\": \"2 + {n} = ?\", \"a\": \"4\", \"p\": 1}}");
        let (three, wrong) = (format!("{}\n\n{}\r\n{}", line(1), line(2), line(3)), format!("{}\n{{\n", line(4)));
        let rows = "code;type;subject;grade;stem_ru;key;points\nR-1;SA;mathematics;6;\"2\n+ 2 = ?\";4;1\n;;;;;;\nR-2;SA;mathematics;6;3 + 3 = ?;6;1\n";
        for (profile, content, mode, dry_run, state, records) in [
            (small_profile(), three.as_str(), "per_row", true, "done", 3),
            (small_profile(), &three, "per_row", false, "done", 3),
            (small_profile(), &wrong, "per_row", false, "done", 2),
            (small_profile(), &wrong, "all_or_nothing", false, "refused", 2),
            (small_profile(), "", "all_or_nothing", false, "done", 0),
            (profile("csv-basic"), rows, "all_or_nothing", false, "done", 2),
        ] {
            let request = json!({"profile": profile, "content": content, "mode": mode, "dry_run": dry_run});
            let job = admin.post("/imports", &request).expect(202);
            let job = ended(&admin, text(&job["id"]));
            assert_eq!((&job["state"], &job["done"], &job["total"]), (&json!(state), &json!(records), &json!(records)), "{job}");
        }
    }

    fn the_same_key_imports_once_and_a_school_reader_may_not(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let file = "{\"id\": \"1\", \"q\": \"2 + 2 = ?\", \"a\": \"4\", \"p\": 1}\n";
        let request = json!({"profile": small_profile(), "content": file}).to_string();
        let headers = [("content-type", "application/json"), ("idempotency-key", "import-1")];
        let first = admin.send("POST", "/imports", &headers, Some(request.clone())).expect(202);
        let again = admin.send("POST", "/imports", &headers, Some(request)).expect(202);
        assert_eq!(first["id"], again["id"]);
        let reader = service.user_with_role(&service.root(), "school_reader");
        let refused = reader.post("/imports", &json!({"profile": small_profile(), "content": file}));
        assert_eq!(refused.expect(403)["code"], "denied");
    }
}

#[derive(diesel::QueryableByName)]
struct Known {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    rows: i64,
}

#[test]
fn postgres_knows_of_many_new_items_before_the_first_search() {
    let service = Service::start(Backend::Postgres);
    let line =
        |n: u32| format!("{{\"id\": \"{n}\", \"q\": \"{n} + 1 = ?\", \"a\": \"1\", \"p\": 1}}\n");
    let content: String = (0..600).map(line).collect();
    let request = json!({"profile": small_profile(), "content": content, "mode": "per_row"});
    assert_eq!(
        counts(&finished(&service.administrator(), &request)),
        [600, 600, 0, 0, 0]
    );
    let known = service.services.db.read(|c| {
        let AnyConnection::Postgres(c) = c else {
            unreachable!("the service was started on PostgreSQL")
        };
        // Of the values, not only how many there are: the number of rows stays even when the rest is taken back.
        let sql = "SELECT count(*) AS rows FROM pg_stats WHERE tablename = 'item_versions' AND attname = 'subject'";
        Ok::<_, StoreError>(sql_query(sql).get_result::<Known>(c)?)
    });
    assert_eq!(known.expect("read").rows, 1);
}

pub fn small_profile() -> Value {
    json!({
        "schema": "synaq.mapping/v1", "name": "small",
        "source": {"kind": "jsonl", "encoding": "utf-8"},
        "external_id": {"from": "/id", "required": true}, "code": "T-{external_id}",
        "content": {
            "type": {"value": "SA"}, "points": {"from": "/p"}, "subject": {"value": "mathematics"},
            "grade_min": {"value": 6}, "grade_max": {"value": 6}
        },
        "texts": {"ru": {"stem": {"from": "/q"}}},
        "key": {"from": "/a"}
    })
}

pub fn profile(name: &str) -> Value {
    let path = format!(
        "{}/item_specs/profiles/{name}.yaml",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    document::parse(&text, Format::Yaml)
        .expect("a shipped profile reads")
        .value
}

pub fn finished(client: &Client, request: &Value) -> Value {
    let job = client.post("/imports", request).expect(202);
    let job = ended(client, text(&job["id"]));
    assert_eq!(job["state"], "done", "{job}");
    job["result"].clone()
}

pub fn ended(client: &Client, id: &str) -> Value {
    let begun = Instant::now();
    loop {
        let job = client.get(&format!("/jobs/{id}")).expect(200);
        if !["queued", "running"].contains(&text(&job["state"])) {
            return job;
        }
        assert!(
            begun.elapsed() < Duration::from_secs(300),
            "the job does not end: {job}"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub fn counts(report: &Value) -> [u64; 5] {
    [
        "records",
        "created",
        "unchanged",
        "rejected",
        "with_warnings",
    ]
    .map(|name| report[name].as_u64().unwrap_or(u64::MAX))
}

pub fn lines(report: &Value, accepted: bool) -> Vec<u64> {
    let lines = report["lines"].as_array().unwrap().iter();
    lines
        .filter(|l| l["accepted"] == accepted)
        .map(|l| l["line"].as_u64().unwrap())
        .collect()
}
