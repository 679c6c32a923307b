//! Documents as files: the corpus of broken ones, each with exactly the findings expected, and the
//! schemas that editors check with.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// `file:line:column code pointer` of every finding, sorted.
fn told(checked: &Value) -> BTreeSet<String> {
    let files = checked["files"].as_array().expect("files");
    let lines = files.iter().flat_map(|file| {
        let name = Path::new(file["path"].as_str().expect("a path")).file_stem();
        let name = name.expect("a name").to_string_lossy().into_owned();
        let findings = file["findings"].as_array().expect("findings").clone();
        findings.into_iter().map(move |f| {
            let place = match f.get("place") {
                Some(place) => format!(":{}:{}", place["line"], place["column"]),
                None => String::new(),
            };
            let text = |key: &str| f[key].as_str().unwrap_or_default().to_owned();
            let warning = if f["severity"] == "warning" {
                " (warning)"
            } else {
                ""
            };
            format!(
                "{name}{place} {} {}{warning}",
                text("code"),
                text("pointer")
            )
        })
    });
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn every_broken_document_is_told_with_exactly_its_findings_each_with_line_and_column() {
    let broken = project("tests/documents/broken");
    let output = Command::new(env!("CARGO_BIN_EXE_synaq"))
        .args(["check", "--json"])
        .args([
            project("item_specs/curricula"),
            project("item_specs/policies"),
            broken.clone(),
        ])
        .output()
        .expect("the program starts");
    let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let files = std::fs::read_dir(&broken).expect("the corpus").count();
    assert!(files >= 60, "only {files} broken documents");
    let told = told(&checked);
    let expected =
        std::fs::read_to_string(project("tests/documents/findings.txt")).expect("a table");
    let expected: BTreeSet<String> = expected
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    let missing: Vec<_> = expected.difference(&told).collect();
    let unexpected: Vec<_> = told.difference(&expected).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "missing: {missing:#?}\nunexpected: {unexpected:#?}"
    );
    // Each file has a finding, and each finding a place.
    for entry in std::fs::read_dir(&broken).expect("the corpus") {
        let name = entry.expect("a file").path();
        let name = name
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        assert!(
            expected
                .iter()
                .any(|line| line.starts_with(&format!("{name}:"))),
            "{name} has no finding with a place"
        );
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_code_and_the_shipped_files_name_theirs() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_synaq"))
        .arg("schemas")
        .arg(folder.path())
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(folder.path()).expect("schemas") {
        let path = entry.expect("a file").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let committed = project("item_specs/schemas").join(&name);
        let same = std::fs::read_to_string(&path).ok() == std::fs::read_to_string(committed).ok();
        assert!(
            same,
            "{name} differs: run `synaq schemas item_specs/schemas`"
        );
        names.insert(name);
    }
    assert_eq!(names.len(), 15);
    for folder in std::fs::read_dir(project("item_specs")).expect("the library") {
        let folder = folder.expect("a folder").path();
        for file in std::fs::read_dir(&folder).expect("files") {
            let file = file.expect("a file").path();
            if file.extension().is_none_or(|e| e != "yaml") {
                continue;
            }
            let text = std::fs::read_to_string(&file).expect("text");
            let first = text.lines().next().unwrap_or_default();
            let schema = text
                .lines()
                .find_map(|l| l.strip_prefix("schema: "))
                .expect("a schema");
            let name = schema
                .trim_matches('"')
                .split('/')
                .next()
                .unwrap_or_default();
            let kind = name.trim_start_matches("synaq.");
            assert_eq!(
                first,
                format!("# yaml-language-server: $schema=../schemas/{kind}.schema.json"),
                "{}",
                file.display()
            );
        }
    }
}
