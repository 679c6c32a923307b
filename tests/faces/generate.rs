//! `synaq generate`: items of an item model on the command line.

use std::process::{Command, Output};

use serde_json::Value;

const LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/item_specs");

fn synaq(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_synaq"))
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("the program starts")
}

fn generate(model: &str, more: &[&str]) -> Output {
    let model = format!("{LIBRARY}/item-models/{model}.yaml");
    synaq(&[&["generate", "--model", &model], more].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

#[test]
fn a_model_becomes_a_bank_file_that_has_no_error() {
    let output = generate("m6-number-puzzle", &["--count", "12", "--seed", "5"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("items.yaml");
    std::fs::write(&file, &output.stdout).expect("written");
    let path = file.to_string_lossy();
    let programme = format!("{LIBRARY}/curricula");
    let checked = synaq(&["check", "--json", &path, &programme]);
    let json: Value = serde_json::from_slice(&checked.stdout).expect("JSON");
    assert_eq!(json["errors"], 0, "{json}");
    let yaml = text(&output.stdout);
    assert_eq!(yaml.matches("code: m6-number-puzzle-v1-").count(), 12);
    assert!(yaml.contains("id: m6-number-puzzle-v1-seed-5"), "{yaml}");
    let again = generate("m6-number-puzzle", &["--count", "12", "--seed", "5"]);
    assert_eq!(again.stdout, output.stdout);
}

#[test]
fn programs_read_provenance_and_the_number_that_is_possible() {
    let output = generate("m8-quadratic-root", &["--count", "3", "--json"]);
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["model"], "m8-quadratic-root");
    assert!(json["possible"].as_u64() >= Some(200), "{json}");
    let items = json["items"].as_array().expect("items");
    assert_eq!(items.len(), 3);
    for item in items {
        let provenance = &item["provenance"];
        assert_eq!(item["item"]["content"]["x_generated"], *provenance);
        assert!(provenance["values"]["r1"].is_string(), "{provenance}");
    }
}

#[test]
fn more_than_a_model_can_make_and_a_broken_model_are_refused_with_the_reason() {
    let output = generate("m8-quadratic-root", &["--count", "9999"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("[model_fewer_possible]"));
    assert!(output.stdout.is_empty());
    let model = std::fs::read_to_string(format!("{LIBRARY}/item-models/m8-quadratic-root.yaml"));
    let broken = model.expect("a model").replace("r1 < r2", "r1 > r3");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("broken.yaml");
    std::fs::write(&file, &broken).expect("written");
    let output = synaq(&["generate", "--model", &file.to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    let line = broken
        .lines()
        .position(|line| line.contains("r1 > r3"))
        .expect("a line")
        + 1;
    let told = text(&output.stderr);
    assert!(told.contains(&format!("broken.yaml:{line}:")), "{told}");
    assert!(told.contains("[model_name_unknown]"), "{told}");
    let absent = synaq(&["generate", "--model", "/no/such/model.yaml"]);
    assert_eq!(absent.status.code(), Some(1));
}
