//! The example of the README as it stands there, and rules over the columns of a table.

use serde_json::Value;

use crate::assemble_files::{
    SPECIFICATION, assemble, assert_code, err, folder, from_files, json, out, put,
};

#[test]
fn rules_speak_of_the_columns_of_the_table_and_one_that_cannot_hold_is_named() {
    let folder = folder();
    let told = json(&from_files(&folder, &["--json"]));
    let held = told["forms"][0]["achieved"]
        .as_array()
        .expect("constraints");
    let rules: Vec<&Value> = held
        .iter()
        .filter(|one| {
            one["about"]
                .as_str()
                .is_some_and(|about| about.contains("deep"))
        })
        .collect();
    assert!(
        !rules.is_empty() && rules.iter().all(|one| one["holds"] == true),
        "{held:?}"
    );
    // All that are deep are geometry, of which there are four at most.
    let deeper = SPECIFICATION.replace("dok = 3, min: 2, max: 3", "dok = 3, min: 8, max: 8");
    put(&folder, "test.yaml", deeper);
    let output = from_files(&folder, &[]);
    assert_code(&output, 6);
    assert!(out(&output).contains("deep"), "{}", out(&output));
    put(
        &folder,
        "test.yaml",
        SPECIFICATION.replace("dok = 3", "dokk = 3"),
    );
    let output = from_files(&folder, &[]);
    assert_code(&output, 1);
    assert!(
        err(&output).starts_with("test.yaml:17:") && err(&output).contains("dokk"),
        "{}",
        err(&output)
    );
}

/// The example of the README, as it stands there.
#[test]
fn the_example_of_the_readme_works() {
    let readme = include_str!("../../README.md");
    let section = readme
        .split("## Assemble from files\n")
        .nth(1)
        .expect("the section");
    let section = section.split("\n## ").next().expect("its end");
    let block = |language: &str| {
        let begin = format!("```{language}\n");
        let text = section.split(&begin).nth(1).expect("a block");
        text.split("```").next().expect("its end")
    };
    let folder = tempfile::tempdir().expect("a folder");
    put(&folder, "items.csv", block("csv"));
    put(&folder, "test.yaml", block("yaml"));
    let commands: Vec<&str> = block("sh").lines().collect();
    assert_eq!(commands.len(), 3);
    for command in commands {
        let arguments = command.strip_prefix("synaq assemble ").expect("a command");
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let output = assemble(folder.path(), &arguments);
        assert_code(&output, 0);
        assert!(err(&output).is_empty(), "{}", err(&output));
    }
    for file in ["run.json", "program.mps"] {
        assert!(folder.path().join(file).exists(), "{file}");
    }
}
