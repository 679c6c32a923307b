//! `synaq compare A B`: what changed from one file to another.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SAT: &str = include_str!("../../item_specs/specifications/sat-g7-kazakh-l2-t1.yaml");

fn compare(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_synaq"))
        .arg("compare")
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
fn two_files_are_compared_in_lines_for_people_and_as_json_for_programs() {
    let folder = tempfile::tempdir().expect("a folder");
    let changed = SAT
        .replacen("duration_min: 40", "duration_min: 45", 1)
        .replacen("term: 1", "term: 2", 1);
    assert_ne!(changed, SAT);
    for (name, body) in [("a.yaml", SAT), ("b.yaml", changed.as_str())] {
        std::fs::write(folder.path().join(name), body).expect("a file");
    }
    let same = compare(folder.path(), &["a.yaml", "a.yaml"]);
    assert_eq!(
        (same.status.code(), text(&same.stdout).as_str()),
        (Some(0), "nothing changed\n")
    );
    let told = compare(folder.path(), &["a.yaml", "b.yaml"]);
    let lines: Vec<String> = text(&told.stdout).lines().map(str::to_owned).collect();
    assert_eq!(told.status.code(), Some(0), "{}", text(&told.stderr));
    assert_eq!(lines[0], "changed minutes /duration_min: 40 → 45");
    assert_eq!(lines[1], "changed general /term: 1 → 2");
    assert!(
        lines[2].starts_with("2 changes; 30 points, 40 minutes, "),
        "{lines:?}"
    );
    let json = compare(folder.path(), &["--json", "a.yaml", "b.yaml"]);
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["changes"][1]["to_pointer"], "/term");
    assert_eq!(json["same"], false);
}

#[test]
fn what_is_no_specification_is_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.yaml"), SAT).expect("a file");
    let wrong = SAT.replacen("term: 1", "term: nine", 1);
    std::fs::write(folder.path().join("b.yaml"), wrong).expect("a file");
    let refused = compare(folder.path(), &["a.yaml", "b.yaml"]);
    assert_eq!(refused.status.code(), Some(1));
    let line = SAT
        .lines()
        .position(|l| l.starts_with("term: 1"))
        .expect("a term")
        + 1;
    let told = text(&refused.stderr);
    assert!(
        told.contains(&format!("{line}:7: error at /term")),
        "{told}"
    );
    let absent = compare(folder.path(), &["a.yaml", "nowhere.yaml"]);
    assert_eq!(absent.status.code(), Some(1));
    assert!(text(&absent.stderr).contains("nowhere.yaml"));
}
