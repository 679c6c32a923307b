//! `synaq check`: the shipped library is right, and what is wrong is told with file, line and column.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/item_specs");

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_synaq"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn the_shipped_library_has_no_error() {
    let output = check(Path::new("/"), &[LIBRARY]);
    let out = text(&output.stdout);
    assert!(output.status.success(), "{out}");
    let summary = out.lines().last().unwrap_or_default();
    assert!(summary.contains(" 0 errors, "), "{summary}");
    let counted = out.lines().filter(|l| l.contains(": warning")).count();
    assert!(summary.ends_with(&format!(" {counted} warnings")), "{out}");
    let told = check(Path::new("/"), &["--json", LIBRARY]);
    let json: Value = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!(
        (json["errors"].as_u64(), json["warnings"].as_u64()),
        (Some(0), Some(counted as u64))
    );
}

#[test]
fn every_fault_is_told_with_file_line_and_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("a-syntax.yaml", "schema: synaq.bank/v1\nid: [\n");
    write("b-schema.yaml", "schema: synaq.tests/v1\n");
    let policy =
        shipped("policies/kz-2-11-2025.yaml").replace("weights: {fa: 25", "weights: {fa: 30");
    write("c-policy.yaml", &policy);
    write(
        "d-bank.yaml",
        "schema: synaq.bank/v1\nid: b\nenemies:\n  - {id: e, reason: r, items: [one, two]}\n",
    );
    write(
        "e-test.json",
        "{\"schema\": \"synaq.test-spec/v1\",\n \"id\": 7, \"id\": 8}",
    );
    let test = shipped("specifications/sat-g7-kazakh-l2-t1.yaml");
    let test = test
        .replace("{id: L2, ", "{id: L1, ")
        .replace("grading_policy: kz-2", "grading_policy: kz-3");
    write("f-test.yaml", &test);
    write("notes.txt", "not a document");
    let output = check(folder.path(), &["."]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{out}");
    let line =
        |text: &str, part: &str| text.lines().position(|l| l.contains(part)).expect("a line") + 1;
    let weights = line(&policy, "weights:");
    let row = line(&test, "{id: L1, section: L, unit: u2");
    let code = line(&test, "grading_policy:");
    let expected = format!(
        "\
./a-syntax.yaml:3:1: error at /id/0: This is not valid YAML: while parsing a node, did not find expected node content. [yaml_syntax]
./b-schema.yaml:1:9: error at /schema: The value \"synaq.tests/v1\" is not allowed. Allowed: synaq.accommodations/v1, synaq.bank/v1, synaq.battery/v1, synaq.calendar/v1, synaq.conduct/v1, synaq.curriculum/v1, synaq.grading-policy/v1, synaq.item-model/v1, synaq.item-quality/v1, synaq.item-spec/v1, synaq.mapping/v1, synaq.objective-mapping/v1, synaq.pool-profile/v1, synaq.test-spec/v1, synaq.workflow/v1. [not_allowed]
./c-policy.yaml:{weights}:10: error at /weights: The weights sum to 105: FA, SAU and SAT together must be 100. [policy_weights_sum]
./d-bank.yaml:4:32: error at /enemies/0/items/0: There is no 'one' that you may refer to. Check the id. [reference_unknown]
./d-bank.yaml:4:37: error at /enemies/0/items/1: There is no 'two' that you may refer to. Check the id. [reference_unknown]
./e-test.json:2:11: error at /id: The key \"id\" is written twice; it first stands in line 2. Keep one of them. [duplicate_key]
./f-test.yaml:{row}:10: error at /blueprint/1/id: \"L1\" already stands at /blueprint/0/id: give each its own id. [duplicate_id]
./f-test.yaml:{code}:17: error at /grading_policy: There is no grading policy kz-3-11-2025; the nearest: kz-2-11-2025. [unknown_grading_policy]
6 files, 8 errors, 0 warnings
"
    );
    assert_eq!(out, expected);
}

#[test]
fn an_id_that_two_files_define_is_told_with_both_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    let policy = shipped("policies/kz-2-11-2025.yaml");
    let test = shipped("specifications/sat-g7-kazakh-l2-t1.yaml");
    let programmes = std::fs::read_dir(format!("{LIBRARY}/curricula")).expect("programmes");
    let programme = programmes.map(|p| p.expect("one").path()).min();
    let programme = std::fs::read_to_string(programme.expect("one")).expect("a programme");
    let bank = shipped("bank/kazakh-l2-g7.yaml");
    for copy in ["a", "b"] {
        write(&format!("{copy}-policy.yaml"), &policy);
        write(&format!("{copy}-test.yaml"), &test);
        write(&format!("{copy}-programme.yaml"), &programme);
        write(&format!("{copy}-bank.yaml"), &bank);
    }
    // Another version is another thing.
    let next = test.replacen("version: 1", "version: 2", 1);
    assert_ne!(next, test);
    write("c-test.yaml", &next);
    let output = check(folder.path(), &["."]);
    let out = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{out}");
    let twice: Vec<&str> = out
        .lines()
        .filter(|l| l.contains("[duplicate_id]"))
        .collect();
    for (file, pointer) in [
        ("policy", "/id"),
        ("test", "/id"),
        ("programme", "/programme/id"),
        ("bank", "/id"),
        ("bank", "/items/0/code"),
    ] {
        let told = format!("error at {pointer}: \"");
        let line = twice
            .iter()
            .find(|l| l.starts_with(&format!("./b-{file}.yaml:")) && l.contains(&told));
        let line = line.unwrap_or_else(|| panic!("{file} {pointer} in {out}"));
        assert!(
            line.contains(&format!("already stands at ./a-{file}.yaml:")),
            "{line}"
        );
    }
    assert!(twice.iter().all(|l| l.starts_with("./b-")), "{out}");
}

fn shipped(name: &str) -> String {
    std::fs::read_to_string(format!("{LIBRARY}/{name}")).expect("a shipped document")
}

#[test]
fn a_path_that_is_not_there_is_said() {
    let output = check(Path::new("/"), &["/no/such/folder"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("/no/such/folder"));
}
