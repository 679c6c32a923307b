//! `synaq assemble`: forms from files, without any database.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const POOL: &str = include_str!("../pools/algebra.csv");
pub const SPECIFICATION: &str = include_str!("../pools/algebra.yaml");

/// A folder with the pool and the specification.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(&folder, "pool.csv", POOL);
    put(&folder, "test.yaml", SPECIFICATION);
    folder
}

pub fn put(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) {
    std::fs::write(folder.path().join(name), text).expect("written");
}

/// `synaq assemble` in a folder, with no setting of the tester's.
pub fn assemble(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_synaq"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SYNAQ_") {
            command.env_remove(name);
        }
    }
    command
        .arg("assemble")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

/// The same over `pool.csv` and `test.yaml`.
pub fn from_files(folder: &TempDir, more: &[&str]) -> Output {
    let files = ["--pool", "pool.csv", "--spec", "test.yaml"];
    assemble(folder.path(), &[&files[..], more].concat())
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

#[track_caller]
pub fn assert_code(output: &Output, code: i32) {
    let told = format!("{}{}", out(output), err(output));
    assert_eq!(output.status.code(), Some(code), "{told}");
}

#[track_caller]
pub fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}{}", out(output), err(output)))
}

pub fn fingerprints(told: &Value) -> Vec<&str> {
    let forms = told["forms"].as_array().expect("forms");
    let fingerprint = |form: &'_ Value| form["fingerprint"].as_str().map(str::len);
    assert!(forms.iter().all(|form| fingerprint(form) == Some(64)));
    forms
        .iter()
        .filter_map(|form| form["fingerprint"].as_str())
        .collect()
}

/// A refused pool: what is told, line by line.
#[track_caller]
fn refused(pool: &str) -> Vec<String> {
    let folder = folder();
    put(&folder, "pool.csv", pool);
    let output = from_files(&folder, &[]);
    assert_code(&output, 1);
    assert!(out(&output).is_empty(), "{}", out(&output));
    err(&output).lines().map(str::to_owned).collect()
}

#[test]
fn a_plain_table_becomes_forms_told_in_eighty_columns_and_nothing_on_standard_error() {
    let folder = folder();
    let output = from_files(&folder, &["--forms", "2", "--seed", "7"]);
    assert_code(&output, 0);
    assert!(err(&output).is_empty(), "{}", err(&output));
    let told = out(&output);
    assert!(
        told.lines().all(|line| line.chars().count() <= 80),
        "{told}"
    );
    assert!(
        told.contains("Form A: 8 items") && told.contains("Form B: 8 items"),
        "{told}"
    );
    assert!(
        told.starts_with("algebra-8 version 1, component test, languages en"),
        "{told}"
    );
    let listed = told.lines().filter(|line| line.contains("| A-")).count();
    assert_eq!(listed, 16, "{told}");
}

#[test]
fn the_same_seed_gives_the_same_forms_and_another_seed_gives_others() {
    let folder = folder();
    let run = |seed: &str| json(&from_files(&folder, &["--json", "--seed", seed]));
    let (first, again) = (run("1"), run("1"));
    assert_eq!(first, again);
    let others: Vec<Value> = ["2", "3", "4"].map(run).to_vec();
    assert!(
        others
            .iter()
            .any(|other| fingerprints(other) != fingerprints(&first))
    );
    assert!(
        others
            .iter()
            .all(|other| other["snapshot_hash"] == first["snapshot_hash"])
    );
    let held = first["forms"][0]["achieved"]
        .as_array()
        .expect("constraints");
    assert!(!held.is_empty() && held.iter().all(|one| one["holds"] == true));
}

#[test]
fn commas_semicolons_old_encodings_and_json_lines_bring_the_same_candidates() {
    let folder = folder();
    let snapshot = |arguments: &[&str]| {
        let output = assemble(folder.path(), arguments);
        assert_code(&output, 0);
        json(&output)["snapshot_hash"]
            .as_str()
            .expect("a hash")
            .to_owned()
    };
    let of = |pool: &str| snapshot(&["--json", "--spec", "test.yaml", "--pool", pool]);
    let cyrillic = POOL.replace("geometry", "Геометрия");
    put(
        &folder,
        "utf8.csv",
        format!("\u{feff}{cyrillic}").replace('\n', "\r\n"),
    );
    let old: Vec<u8> = cyrillic.chars().map(windows_1251).collect();
    put(&folder, "old.csv", old);
    put(
        &folder,
        "comma.csv",
        cyrillic.replace(',', ".").replace(';', ","),
    );
    let header: Vec<&str> = POOL.lines().next().expect("a header").split(';').collect();
    let object = |line: &str| {
        let cells = header.iter().zip(line.split(';'));
        let cells = cells.map(|(name, cell)| (name.to_string(), Value::from(cell)));
        Value::Object(cells.collect()).to_string() + "\n"
    };
    let lines: String = cyrillic.lines().skip(1).map(object).collect();
    put(&folder, "lines.jsonl", lines);
    let hash = of("utf8.csv");
    for pool in ["old.csv", "comma.csv", "lines.jsonl"] {
        assert_eq!(of(pool), hash, "{pool}");
    }
    assert_ne!(of("pool.csv"), hash);
}

fn windows_1251(c: char) -> u8 {
    match c {
        'А'..='я' => u8::try_from(u32::from(c) - u32::from('А') + 0xC0).expect("a letter"),
        _ => u8::try_from(c).expect("ASCII"),
    }
}

#[test]
fn a_profile_maps_columns_and_a_wrong_one_is_told_with_its_place() {
    let folder = folder();
    put(
        &folder,
        "own.csv",
        POOL.replacen("code;type;", "Item Name;Format;", 1),
    );
    let profile = "schema: synaq.pool-profile/v1\nname: own\nsource: {kind: csv}\nfields:\n  \
        code: {from: Item Name}\n  item_type: {from: Format, map: {MCQ: MCQ, EA: EA}}\n";
    put(&folder, "profile.yaml", profile);
    let arguments = [
        "--json",
        "--spec",
        "test.yaml",
        "--pool",
        "own.csv",
        "--profile",
        "profile.yaml",
    ];
    let mapped = assemble(folder.path(), &arguments);
    assert_code(&mapped, 0);
    let plain = json(&from_files(&folder, &["--json"]));
    assert_eq!(json(&mapped)["snapshot_hash"], plain["snapshot_hash"]);
    let checked = Command::new(env!("CARGO_BIN_EXE_synaq"))
        .args(["check", "profile.yaml"])
        .current_dir(folder.path())
        .output()
        .expect("the program starts");
    assert_code(&checked, 0);
    put(
        &folder,
        "profile.yaml",
        profile.replace("from: Format,", "fron: Format,"),
    );
    let wrong = assemble(folder.path(), &arguments[1..]);
    assert_code(&wrong, 1);
    assert!(
        err(&wrong).starts_with("profile.yaml:6:"),
        "{}",
        err(&wrong)
    );
}

#[test]
fn everything_wrong_with_a_pool_is_told_at_once_by_file_line_and_column() {
    let told = refused("code,points,p,a,b\nA,-1,2,NaN,0\nB,x,0.5,1,0\nB,1,0.5,1,\n");
    let places = [
        "pool.csv:2:2:",
        "pool.csv:2:3:",
        "pool.csv:2:4:",
        "pool.csv:3:2:",
        "pool.csv:4:1:",
        "pool.csv:4:1:",
    ];
    assert_eq!(told.len(), places.len(), "{told:#?}");
    for (line, place) in told.iter().zip(places) {
        assert!(line.starts_with(place), "{line} at {place}");
    }
    assert!(
        told.iter().any(|line| line.ends_with("[pool_item_twice]")),
        "{told:#?}"
    );
}

#[test]
fn tables_without_items_codes_or_with_impossible_parameters_are_refused() {
    let only = |pool: &str, code: &str| {
        let told = refused(pool);
        assert!(
            told.len() == 1 && told[0].ends_with(&format!("[{code}]")),
            "{told:#?}"
        );
    };
    only("code,points\n", "pool_empty");
    only("", "file_empty");
    only("name,points\nA,1\n", "pool_code_missing");
    only("code,a,b,c\nA,1,0,1.0\n", "pool_information_impossible");
    only("code,points\nA,1,2\n", "row_width_mismatch");
}

#[test]
fn programs_are_told_what_is_wrong_as_json_and_nothing_else() {
    let folder = folder();
    put(&folder, "pool.csv", "code,points\nA,-1\n");
    let output = from_files(&folder, &["--json"]);
    assert_code(&output, 1);
    assert!(err(&output).is_empty(), "{}", err(&output));
    let told = json(&output);
    assert_eq!(
        (&told["status"], &told["file"]),
        (&"refused".into(), &"pool.csv".into())
    );
    assert_eq!(told["findings"][0]["place"]["line"], 2);
    assert!(
        told["findings"][0]["detail"]
            .as_str()
            .is_some_and(|text| text.contains("points"))
    );
}

#[test]
fn where_all_are_enemies_there_is_no_form_and_the_explanation_is_the_answer() {
    let folder = folder();
    let mut lines = POOL.lines();
    let header = lines.next().expect("a header");
    let enemies = |line: &str| format!("{};all", line.rsplit_once(';').expect("cells").0);
    let rows: Vec<String> = lines.map(enemies).collect();
    put(
        &folder,
        "pool.csv",
        format!("{header}\n{}\n", rows.join("\n")),
    );
    let output = from_files(&folder, &[]);
    assert_code(&output, 6);
    assert!(err(&output).is_empty(), "{}", err(&output));
    assert!(
        out(&output).contains("all") && out(&output).contains("R1"),
        "{}",
        out(&output)
    );
    let output = from_files(&folder, &["--json"]);
    assert_code(&output, 6);
    let told = json(&output);
    assert_eq!(told["status"], "none");
    let findings = told["findings"].as_array().expect("findings");
    let codes: Vec<&Value> = findings.iter().map(|finding| &finding["code"]).collect();
    // Counting is enough: a form takes one of them.
    assert_eq!(codes[0], "row_short");
    assert_eq!(codes.last(), Some(&&Value::from("nearest_form")));
    let explanation = &told["explanation"];
    assert!(explanation["relaxations"][0]["cost"].as_f64() > Some(0.0));
    assert_eq!(explanation["findings"], told["findings"]);
}

#[test]
fn a_short_row_is_told_with_what_it_needs_and_has() {
    let folder = folder();
    let output = from_files(&folder, &["--forms", "4"]);
    assert_code(&output, 6);
    let told = out(&output);
    assert!(
        told.contains("R2") && told.contains("[row_short]"),
        "{told}"
    );
    assert!(told.contains('4') && told.contains('3'), "{told}");
}

#[test]
fn a_wrong_specification_is_told_with_its_place_and_wrong_options_by_their_names() {
    let folder = folder();
    put(
        &folder,
        "test.yaml",
        SPECIFICATION.replace("max_score: 8", "max_score: 9"),
    );
    let output = from_files(&folder, &[]);
    assert_code(&output, 1);
    assert!(err(&output).starts_with("test.yaml:9:"), "{}", err(&output));
    put(&folder, "test.yaml", SPECIFICATION);
    for (arguments, option) in [
        (&["--forms", "0", "--gap", "2"][..], "--forms"),
        (&["--gap", "2"], "--gap"),
        (&["--language", "kk"], "--language"),
        (&["--component", "nothing"], "--component"),
    ] {
        let output = from_files(&folder, arguments);
        assert_code(&output, 1);
        assert!(
            err(&output).contains(&format!("at {option}:")),
            "{}",
            err(&output)
        );
    }
    assert_code(&assemble(folder.path(), &["--pool", "pool.csv"]), 2);
    let absent = assemble(
        folder.path(),
        &["--pool", "nowhere.csv", "--spec", "test.yaml"],
    );
    assert_code(&absent, 1);
    assert!(err(&absent).contains("nowhere.csv"), "{}", err(&absent));
}
