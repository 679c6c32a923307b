//! The command line: help, exit codes, settings, accounts, start and end of the service.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::TestDatabase;

/// The program with an environment of its own: no setting of the tester's leaks in.
fn synaq(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_synaq"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SYNAQ_") {
            command.env_remove(name);
        }
    }
    command
        .args(arguments)
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    synaq(arguments).output().expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[track_caller]
fn assert_code(output: &Output, code: i32) {
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}{}",
        out(output),
        err(output)
    );
}

/// A service in its own process; killed when this is dropped.
struct Served {
    process: Child,
    address: String,
    said: String,
}

impl Served {
    fn start(data: &Path, more: &[&str]) -> Self {
        let mut process = synaq(&["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the service starts");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let mut said = String::new();
        while !said.contains("Data ") {
            let read = output.read_line(&mut said).expect("UTF-8");
            assert!(read > 0, "the service ended at once: {said}");
        }
        let from = said.find("127.0.0.1:").expect("an address");
        let address = said[from..]
            .split('/')
            .next()
            .expect("an address")
            .to_owned();
        // What it says later is read by nobody; the pipe is kept open for it.
        std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
        let served = Self {
            process,
            address,
            said,
        };
        // It listens before it serves: a signal in between would just end it.
        assert!(
            served
                .get("/api/v1/health", "")
                .starts_with("HTTP/1.1 200 ")
        );
        served
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args([name, &self.process.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for the end; fails when it does not come.
    fn end(&mut self, limit: Duration) -> Option<i32> {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait().expect("the process is ours") {
                return status.code();
            }
            assert!(begun.elapsed() < limit, "it still runs after {limit:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn get(&self, path: &str, key: &str) -> String {
        let head = format!(
            "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {key}\r\n\r\n"
        );
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.write_all(head.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _gone_already = self.process.kill();
        let _status = self.process.wait();
    }
}

#[test]
fn help_shows_examples_first_and_exit_codes_last() {
    let help = run(&["--help"]);
    assert_code(&help, 0);
    let told = out(&help);
    let places = ["Examples:", "Usage:", "Exit codes:"].map(|word| told.find(word));
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{told}"
    );
    assert!(
        told.lines().all(|line| line.chars().count() <= 120),
        "{told}"
    );
}

#[test]
fn a_typo_is_guessed_and_not_run() {
    let folder = TempDir::new().expect("a folder");
    let data = folder.path().join("data");
    let typo = run(&["migrat", "--data", &data.display().to_string()]);
    assert_code(&typo, 2);
    assert!(err(&typo).contains("migrate"), "{}", err(&typo));
    assert!(out(&typo).is_empty() && !data.exists());
    assert_code(&run(&["serve", "--colour"]), 2);
}

#[test]
fn every_wrong_setting_is_told_at_once_with_its_origin() {
    let wrong = synaq(&["doctor", "--listen", "nowhere"])
        .env("SYNAQ_WORKERS", "many")
        .env("SYNAQ_DATABASE", "mysql://root:secret@db/x")
        .output()
        .expect("it starts");
    assert_code(&wrong, 3);
    let told = err(&wrong);
    assert_eq!(told.lines().count(), 3, "{told}");
    for word in ["--listen", "SYNAQ_WORKERS", "postgres://"] {
        assert!(told.contains(word), "{word} in {told}");
    }
    assert!(!told.contains("secret"), "{told}");
}

#[test]
fn the_dump_names_origins_and_masks_passwords() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("synaq.toml");
    std::fs::write(&file, "workers = 3\n").expect("written");
    let dump = synaq(&["--config-dump", "--listen", "127.0.0.1:1", "--config"])
        .arg(&file)
        .env("SYNAQ_DATABASE", "postgres://synaq:secret@db/synaq")
        .output()
        .expect("it starts");
    assert_code(&dump, 0);
    let told = out(&dump);
    assert!(
        told.contains("@db/synaq") && !told.contains("secret"),
        "{told}"
    );
    for origin in ["SYNAQ_DATABASE", "--listen", "synaq.toml", "default"] {
        assert!(told.contains(origin), "{origin} in {told}");
    }
}

#[test]
fn a_database_that_is_not_there_is_exit_code_4_and_stays_away() {
    let folder = TempDir::new().expect("a folder");
    let data = folder.path().join("data").display().to_string();
    let refused = run(&["setup-link", "--data", &data]);
    assert_code(&refused, 4);
    assert!(err(&refused).contains("synaq migrate"), "{}", err(&refused));
    assert!(!Path::new(&data).exists());
    let down = run(&[
        "setup-link",
        "--database",
        "postgres://x:secret@127.0.0.1:1/x",
    ]);
    assert_code(&down, 4);
    assert!(!err(&down).contains("secret"), "{}", err(&down));
}

#[test]
fn no_colour_reaches_a_pipe() {
    for arguments in [&["--help"][..], &["nonsense"], &["--config-dump"]] {
        let output = synaq(arguments)
            .env("NO_COLOR", "1")
            .output()
            .expect("it starts");
        let all = out(&output) + &err(&output);
        assert!(!all.contains('\u{1b}'), "{all:?}");
    }
}

fn with_database(command: &str, held: &TestDatabase, data: &TempDir, more: &[&str]) -> Output {
    let data = data.path().display().to_string();
    let arguments = [
        &[command][..],
        more,
        &["--data", &data, "--database", &held.url],
    ]
    .concat();
    run(&arguments)
}

on_both! {
    fn doctor_says_what_is_and_fails_when_something_is_wrong(backend) {
        let (held, data) = (backend.fresh_database(), TempDir::new().expect("a folder"));
        let well = with_database("doctor", &held, &data, &[]);
        assert_code(&well, 0);
        assert!(!out(&well).contains("WRONG") && out(&well).contains("SQLite 3"), "{}", out(&well));
        let gone = data.path().join("gone").display().to_string();
        let ill = run(&["doctor", "--data", &gone, "--database", &held.url]);
        assert_code(&ill, 1);
        assert!(out(&ill).contains("WRONG"), "{}", out(&ill));
    }

    fn migrate_links_and_accounts_work_and_the_key_opens_the_door(backend) {
        let (held, data) = (backend.fresh_database(), TempDir::new().expect("a folder"));
        let migrated = with_database("migrate", &held, &data, &[]);
        assert_code(&migrated, 0);
        assert!(out(&migrated).starts_with("0 "), "{}", out(&migrated));
        let link = with_database("setup-link", &held, &data, &[]);
        assert_code(&link, 0);
        assert!(out(&link).contains("/setup?token="), "{}", out(&link));
        assert_code(&with_database("user", &held, &data, &["create", "aigul"]), 2);
        let made = with_database("user", &held, &data, &["create", "aigul", "--admin"]);
        assert_code(&made, 0);
        let again = with_database("user", &held, &data, &["create", "aigul", "--admin"]);
        assert_code(&again, 1);
        let served = Served::start(data.path(), &["--database", &held.url]);
        let me = served.get("/api/v1/me", out(&made).trim());
        assert!(me.starts_with("HTTP/1.1 200 ") && me.contains("administrator"), "{me}");
        assert!(served.get("/api/v1/me", "nonsense").starts_with("HTTP/1.1 401 "));
    }

    fn a_signal_ends_the_service_within_seconds_and_its_running_request_first(backend) {
        for signal in ["-TERM", "-INT"] {
            let (held, data) = (backend.fresh_database(), TempDir::new().expect("a folder"));
            let mut served = Served::start(data.path(), &["--database", &held.url]);
            let mut stream = TcpStream::connect(&served.address).expect("it listens");
            let body = "{\"login\":\"nobody\",\"password\":\"nothing-at-all\"}";
            let head = format!("POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
            let (first, rest) = body.split_at(8);
            stream.write_all((head + first).as_bytes()).expect("the beginning is sent");
            std::thread::sleep(Duration::from_millis(300));
            served.signal(signal);
            std::thread::sleep(Duration::from_millis(300));
            stream.write_all(rest.as_bytes()).expect("the rest is sent");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("an answer");
            assert!(answer.starts_with("HTTP/1.1 401 "), "{signal}: {answer:?}");
            assert_eq!(served.end(Duration::from_secs(10)), Some(0), "{signal}");
        }
    }
}

#[test]
fn a_second_start_finds_its_data() {
    let data = TempDir::new().expect("a folder");
    let mut first = Served::start(data.path(), &[]);
    first.signal("-TERM");
    assert_eq!(first.end(Duration::from_secs(10)), Some(0));
    let path = data.path().display().to_string();
    let made = run(&["user", "create", "aigul", "--admin", "--data", &path]);
    assert_code(&made, 0);
    let second = Served::start(data.path(), &[]);
    assert!(
        second
            .get("/api/v1/me", out(&made).trim())
            .starts_with("HTTP/1.1 200 ")
    );
    assert!(first.said.contains(&path));
}
