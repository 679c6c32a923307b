//! `synaq assemble --on-the-fly`: forms of a cohort from files, kept as they come.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::assemble_files::{assert_code, err, folder, from_files, json, out, put};
use crate::assemble_modes::findings;

const COHORT: [&str; 9] = [
    "--on-the-fly",
    "120",
    "--exposure",
    "0.6",
    "--overlap",
    "6",
    "--seed",
    "4",
    "--json",
];

#[test]
fn forms_of_a_cohort_keep_their_caps_and_go_on_from_the_file_that_holds_them() {
    let folder = folder();
    let whole = from_files(&folder, &[&COHORT[..], &["--keep", "kept.jsonl"]].concat());
    assert_code(&whole, 0);
    let told = json(&whole);
    assert_eq!(told["summary"]["forms"], 120);
    assert!(told["summary"]["exposure_max"].as_f64() <= Some(0.6));
    assert!(told["summary"]["overlap_max"].as_u64() <= Some(6));
    let forms = told["forms"].as_array().expect("forms");
    let codes = |form: &Value| -> BTreeSet<String> {
        let tasks = form["tasks"].as_array().unwrap().iter();
        tasks
            .map(|task| task["item"].as_str().unwrap().to_owned())
            .collect()
    };
    let sets: Vec<BTreeSet<String>> = forms.iter().map(codes).collect();
    assert!(sets.iter().all(|set| set.len() == 8));
    for (number, set) in sets.iter().enumerate() {
        let common = sets[..number]
            .iter()
            .map(|other| other.intersection(set).count());
        assert!(common.max().unwrap_or(0) <= 6);
    }
    // As a program leaves it that was ended in the middle of the second chunk.
    let kept = std::fs::read_to_string(folder.path().join("kept.jsonl")).expect("a file");
    assert_eq!(kept.lines().count(), 3);
    let first = kept.find('\n').expect("a line") + 1;
    put(&folder, "kept.jsonl", &kept[..first + 400]);
    let resumed = from_files(&folder, &[&COHORT[..], &["--keep", "kept.jsonl"]].concat());
    assert_code(&resumed, 0);
    assert_eq!(json(&resumed), told);
    let again = std::fs::read_to_string(folder.path().join("kept.jsonl")).expect("a file");
    assert_eq!(again, kept);
    // Without --json people are told what it comes to.
    let text = from_files(&folder, &[&COHORT[..8], &["--keep", "kept.jsonl"]].concat());
    assert_code(&text, 0);
    assert!(out(&text).contains("120 forms"), "{}", out(&text));
    assert!(
        out(&text).lines().all(|line| line.chars().count() <= 80),
        "{}",
        out(&text)
    );
}

#[test]
fn a_file_of_another_request_and_caps_that_cannot_be_are_refused() {
    let folder = folder();
    let with = |more: &[&str]| from_files(&folder, &[&COHORT[..], more].concat());
    assert_code(&with(&["--keep", "kept.jsonl"]), 0);
    let other = ["--block", "A-01", "--keep", "kept.jsonl"];
    let output = with(&other);
    assert_code(&output, 1);
    assert_eq!(
        findings(&output),
        ["cohort_batch_of_another_request --keep"]
    );
    put(&folder, "notes.txt", "no forms\nat all\n");
    let output = with(&["--keep", "notes.txt"]);
    assert_code(&output, 1);
    assert!(err(&output).contains("notes.txt:1"), "{}", err(&output));
    let output = from_files(
        &folder,
        &[
            "--json",
            "--on-the-fly",
            "0",
            "--exposure",
            "1.5",
            "--information-within",
            "0.1",
        ],
    );
    assert_code(&output, 1);
    assert_eq!(
        findings(&output),
        [
            "cohort_forms_out_of_range --on-the-fly",
            "exposure_out_of_range --exposure",
            "information_target_missing --information-within"
        ]
    );
    // Three tasks fit the second row, so each of them stands in a third of the forms.
    let output = from_files(
        &folder,
        &["--json", "--on-the-fly", "60", "--exposure", "0.3"],
    );
    assert_code(&output, 6);
    assert!(findings(&output).contains(&"exposure_exhausts_row --exposure".to_owned()));
    for usage in [
        &["--on-the-fly", "9"][..],
        &["--exposure", "0.5"],
        &["--on-the-fly", "9", "--exposure", "0.5", "--forms", "2"],
        &["--split", "2", "--panels", "2"],
        &["--next-item", "0", "--manifest", "m.json"],
    ] {
        assert_code(&from_files(&folder, usage), 2);
    }
}
