//! Names of pupils stand in one place, encrypted, and nowhere else: not in another table, a stored
//! answer, a job, the audit trail, an export or a line of the log.

use std::io::Read;
use std::process::{Command, Stdio};

use base64ct::{Base64, Encoding};
use diesel::sql_types::{Binary, Text};
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use serde_json::{Value, json};
use synaq::store::{AnyConnection, Database, StoreError};
use tempfile::TempDir;

use crate::harness::api::{Client, text};
use crate::harness::school::{School, mixed};

/// Parts of names that nothing else in the test has in it.
const NAMES: [&str; 5] = [
    "Тілеуқабылов",
    "Нұрғиса",
    "Атабайұлы",
    "Жұмабекова",
    "Қаламқас",
];
const LIST: &str = "Код;Тегі;Аты;Әкесінің аты;Туған күні\n\
                    7A-01;Тілеуқабылов;Нұрғиса;Атабайұлы;17.05.2014\n\
                    7A-02;Жұмабекова;Қаламқас;;2014-01-09\n";

/// Every way a name may lie in bytes: as it is, folded, escaped, in base64 (at each of three places), in
/// hexadecimal, in the code page of Windows.
fn needles(name: &str) -> Vec<Vec<u8>> {
    let escaped: String = name.encode_utf16().map(|u| format!("\\u{u:04x}")).collect();
    let mut needles = vec![
        name.as_bytes().to_vec(),
        name.to_lowercase().into_bytes(),
        name.to_uppercase().into_bytes(),
        synaq::language::fold::fold(name).into_bytes(),
        escaped.into_bytes(),
        hex(name.as_bytes()).into_bytes(),
        name.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    for before in 0..3 {
        let encoded = Base64::encode_string(&[&vec![0; before], name.as_bytes()].concat());
        // The first and the last group depend on what stands beside the name.
        needles.push(encoded.as_bytes()[4..encoded.len() - 4].to_vec());
    }
    needles
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// Names that some bytes have in them.
fn names_in(bytes: &[u8]) -> Vec<&'static str> {
    let holds = |needle: &Vec<u8>| {
        let begins = |w: &[u8]| w[0] == needle[0] && w == needle.as_slice();
        bytes.windows(needle.len()).any(begins)
    };
    NAMES
        .into_iter()
        .filter(|name| needles(name).iter().any(holds))
        .collect()
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Bytes {
    #[diesel(sql_type = Binary)]
    bytes: Vec<u8>,
}

const POSTGRES_COLUMNS: &str = "SELECT quote_ident(table_name) || '.' || quote_ident(column_name) AS name \
    FROM information_schema.columns WHERE table_schema = 'public'";

/// Every cell of every table, as bytes. SQLite: the whole file and its log, free pages too.
fn dump(url: &str) -> Vec<u8> {
    if let Some(file) = url.strip_prefix("sqlite://") {
        let mut all = std::fs::read(file).expect("the database is a file");
        all.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
        return all;
    }
    let db = Database::open(url, 1).expect("it opens");
    let read = db.read(|c| {
        let AnyConnection::Postgres(c) = c else {
            panic!("{url} is no PostgreSQL");
        };
        let mut all = Vec::new();
        let columns: Vec<Name> = sql_query(POSTGRES_COLUMNS).load(c)?;
        assert!(columns.len() > 200, "only {} columns", columns.len());
        for column in columns {
            let (table, cell) = column.name.split_once('.').expect("table and column");
            let sql = format!(
                "SELECT CASE WHEN pg_typeof({cell}) = 'bytea'::regtype THEN {cell}::text::bytea \
                 ELSE convert_to({cell}::text, 'UTF8') END AS bytes FROM {table} WHERE {cell} IS NOT NULL"
            );
            let rows: Vec<Bytes> = sql_query(sql).load(c)?;
            for row in rows {
                all.extend(row.bytes);
                all.push(b'\n');
            }
        }
        Ok::<_, StoreError>(all)
    });
    read.expect("every table can be read")
}

/// All that a school does with names, and with keys that would keep answers.
fn everything_with_names(school: &School) -> Vec<String> {
    let class = &school.class;
    let path = format!("/classes/{class}/names");
    let send = |path: &str, key: &str, body: Value| {
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
        ];
        school
            .coordinator
            .send("POST", path, &headers, Some(body.to_string()))
    };
    let mut said = Vec::new();
    let wrong = LIST
        .replace("7A-02", "7Z-99")
        .replace("17.05.2014", "17.55.2014");
    for (key, body) in [
        ("1", json!({"content": wrong})),
        ("2", json!({"content": wrong, "dry_run": true})),
        ("3", json!({"content": LIST, "mode": "per_row"})),
        (
            "4",
            json!({"content": LIST.replace("Қаламқас", "Қаламқаc"), "mode": "per_row"}),
        ),
        ("5", json!({"content": LIST.replace("Код;Тегі", "Код;Имя")})),
        (
            "6",
            json!({"content": LIST.split_once('\n').expect("lines").1}),
        ),
        (
            "7",
            json!({"content_base64": Base64::encode_string(LIST.as_bytes())}),
        ),
    ] {
        said.push(send(&path, key, body).body);
    }
    let reveal = format!("{path}/reveal");
    let shown = send(
        &reveal,
        "8",
        json!({"purpose": "sitting", "reason": "Labels for the SAT"}),
    );
    assert_eq!(
        names_in(shown.body.as_bytes()).len(),
        NAMES.len(),
        "{shown:?}"
    );
    let why = json!({"purpose": "results", "reason": "Мама Жұмабековой звонила"});
    said.push(send(&reveal, "9", why).body);
    said
}

/// A sitting with results, and everything that can be taken out of the service about the class.
fn exports(school: &School) -> Vec<String> {
    let sitting = school.sitting(mixed());
    school.all_present(&sitting, 2);
    school.post(&sitting, "results", json!({})).expect(200);
    let class = &school.class;
    let csv = [("accept", "text/csv")];
    let of = |path: String| {
        let answer = school.coordinator.get_with(&path, &csv);
        assert!(answer.status < 300 || answer.status == 406, "{answer:?}");
        answer.body
    };
    vec![
        of(format!("/classes/{class}/candidates")),
        of(format!("/sittings/{sitting}/results")),
        of(format!("/sittings/{sitting}/analysis")),
        school.service.administrator().get("/audit?limit=200").body,
    ]
}

on_both! {
    fn a_dump_of_the_whole_database_and_every_export_hold_no_name(backend) {
        let school = School::start(backend, 2);
        let said = everything_with_names(&school);
        let taken_out = exports(&school);
        for (n, text) in said.iter().chain(&taken_out).enumerate() {
            assert_eq!(names_in(text.as_bytes()), [""; 0], "answer {n}: {text}");
        }
        let bytes = dump(school.service.database_url());
        assert_eq!(names_in(&bytes), [""; 0]);
        // The same search finds a name where one stands: in a text, and in bytes.
        let careless = json!({"code": format!("{}-1", NAMES[0]), "grade": 7, "language": "ru", "academic_year": "2026-27"});
        school.coordinator.post("/classes", &careless).expect(201);
        let option = |label: &str| json!({"label": label, "texts": {"ru": label}});
        let profile = json!({
            "schema": "synaq.mapping/v1", "name": "table", "source": {"kind": "csv"},
            "external_id": {"from": "Код", "required": true}, "code": "T-{external_id}",
            "content": {"type": {"value": "MCQ"}, "points": {"value": 1}, "subject": {"value": "mathematics"}, "grade": {"value": 6}},
            "texts": {"ru": {"stem": {"from": "Вопрос"}}}, "options": {"columns": [option("А"), option("Б")]},
            "key": {"from": "Ответ"}
        });
        let file = format!("Код;Вопрос;А;Б;Ответ\n1;{};1;2;А\n", NAMES[4]);
        let import = json!({"profile": profile, "content": file});
        school.service.administrator().post("/imports", &import).expect(202);
        let found = names_in(&dump(school.service.database_url()));
        assert!(found.contains(&NAMES[0]) && found.contains(&NAMES[4]), "{found:?}");
    }

    fn the_log_holds_no_name_at_any_level(backend) {
        let (held, data) = (backend.fresh_database(), TempDir::new().expect("a folder"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_synaq"));
        let mut process = command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", &held.url, "--data"])
            .arg(data.path())
            .env("SYNAQ_LOG", "trace")
            .env("SYNAQ_LOG_FORMAT", "json")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the service starts");
        let mut log = process.stderr.take().expect("a pipe");
        let reader = std::thread::spawn(move || {
            let mut all = Vec::new();
            log.read_to_end(&mut all).map(|_| all)
        });
        let (address, key) = first_lines(process.stdout.take().expect("a pipe"));
        let client = Client::at(&address, &key);
        let class = json!({"code": "7A", "grade": 7, "language": "kk", "academic_year": "2026-27"});
        let class = client.post("/classes", &class).expect(201);
        let path = format!("/classes/{}/names", text(&class["id"]));
        client.post(&path, &json!({"content": LIST})).expect(422);
        client.post(&path, &json!({"content": LIST, "add_candidates": true})).expect(200);
        // Broken bodies, an unknown field, a name where a code belongs.
        client.send("POST", &path, &[("content-type", "application/json")], Some(format!("{{\"content\": \"{LIST}")));
        client.post(&path, &json!({"content": LIST, (NAMES[0]): true})).expect(422);
        let reveal = json!({"purpose": "sitting", "reason": "Labels for the SAT"});
        let shown = client.post(&format!("{path}/reveal"), &reveal);
        assert_eq!(names_in(shown.body.as_bytes()).len(), NAMES.len(), "{shown:?}");
        let erasure = json!({"ground": "left", "reference": format!("ушла {}", NAMES[4]), "candidates": ["7A-02"]});
        client.post("/name-erasures", &erasure).expect(422);
        process.kill().expect("it runs");
        process.wait().expect("it ends");
        let log = reader.join().expect("read").expect("a log");
        let shown = String::from_utf8_lossy(&log);
        assert!(shown.contains("names/reveal"), "{shown}");
        assert_eq!(names_in(&log), [""; 0], "{shown}");
        let kept = dump(&held.url);
        assert_eq!(names_in(&kept), [""; 0]);
    }
}

/// Address and key that a first start prints.
fn first_lines(mut output: impl Read + Send + 'static) -> (String, String) {
    let (mut said, mut byte) = (Vec::new(), [0]);
    let after = |said: &str, what: &str| {
        let rest = said.split_once(what)?.1;
        let word = rest.split_whitespace().next()?;
        rest.contains('\n').then(|| word.to_owned())
    };
    loop {
        assert_eq!(
            output.read(&mut byte).expect("output"),
            1,
            "the service ended"
        );
        said.push(byte[0]);
        let text = String::from_utf8_lossy(&said);
        let address = after(&text, "Synaq  ");
        let key = after(&text, "API key  ");
        if let (Some(address), Some(key)) = (address, key) {
            // A full pipe would stop the service: what it says later is read and dropped.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return (address, key);
        }
    }
}

#[test]
fn the_search_finds_names_in_every_disguise() {
    for needle in needles(NAMES[0]) {
        let hidden = [b"before".as_slice(), &needle, b"after"].concat();
        assert_eq!(names_in(&hidden), [NAMES[0]]);
    }
    assert_eq!(names_in(b"nobody"), [""; 0]);
}
