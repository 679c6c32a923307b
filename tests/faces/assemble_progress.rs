//! What `synaq assemble` shows while it works: to a person at a terminal, and to nobody else unless asked.

use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::assemble_files::{SPECIFICATION, assert_code, err, folder, from_files, out, put};

const CLEARED: &str = "\u{1b}[K";

/// A folder with a specification whose forms are found one after another.
fn without_target() -> TempDir {
    let folder = folder();
    let specification = SPECIFICATION.replace("  target_mean_p: 0.6\n", "");
    put(&folder, "test.yaml", specification);
    folder
}

/// The same command at a terminal of its own, by `script` of bsdutils: everything that is seen there.
/// `None` where that is not installed.
fn seen_at_a_terminal(more: &str) -> Option<String> {
    let folder = without_target();
    let program = env!("CARGO_BIN_EXE_synaq");
    let line = format!("'{program}' assemble --pool pool.csv --spec test.yaml --forms 2 {more}");
    let mut command = Command::new("script");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SYNAQ_") {
            command.env_remove(name);
        }
    }
    let seen = command
        .args(["--quiet", "--return", "--command", &line, "/dev/null"])
        .current_dir(folder.path())
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .output();
    let Ok(seen) = seen else {
        eprintln!("script is not installed: nothing is tried at a terminal");
        return None;
    };
    assert_code(&seen, 0);
    Some(out(&seen))
}

#[test]
fn at_a_terminal_stages_and_forms_are_seen_and_gone_before_the_answer() {
    let Some(seen) = seen_at_a_terminal("") else {
        return;
    };
    let last = seen.rfind(CLEARED).expect("a line that is written over");
    let (shown, answer) = seen.split_at(last);
    assert!(
        shown.contains("\r0.0 s: reading the rules\u{1b}[K"),
        "{shown:?}"
    );
    assert!(
        shown.contains("s: building the program, 1 of 2 forms"),
        "{shown:?}"
    );
    assert!(
        shown.contains("s: recounting every constraint"),
        "{shown:?}"
    );
    assert!(
        shown.ends_with('\r'),
        "the last thing is to clear the line: {shown:?}"
    );
    assert!(
        answer.starts_with("\u{1b}[Kalgebra-8 version 1"),
        "{answer:?}"
    );
    assert!(!shown.contains("algebra-8"), "{shown:?}");
}

#[test]
fn at_a_terminal_nothing_is_shown_to_those_who_want_nothing() {
    if let Some(seen) = seen_at_a_terminal("--progress never") {
        assert!(!seen.contains(CLEARED), "{seen:?}");
        assert!(seen.starts_with("algebra-8 version 1"), "{seen:?}");
    }
}

#[test]
fn elsewhere_progress_is_lines_on_standard_error_and_only_when_asked_for() {
    let folder = without_target();
    let asked = from_files(&folder, &["--json", "--forms", "2", "--progress", "always"]);
    assert_code(&asked, 0);
    let told = err(&asked);
    let stages: Vec<&str> = told
        .lines()
        .map(|line| line.split_once(" s: ").expect("seconds and a stage").1)
        .collect();
    let first = ["reading the rules", "fitting items to rows", "counting"];
    assert_eq!(stages[..3], first, "{told}");
    assert!(
        stages.contains(&"building the program, 0 of 2 forms"),
        "{told}"
    );
    assert!(
        stages.iter().any(|stage| stage.contains(", best ")),
        "{told}"
    );
    assert!(!told.contains(['\r', '\u{1b}']), "{told:?}");
    let silent = from_files(&folder, &["--json", "--forms", "2"]);
    assert!(err(&silent).is_empty(), "{}", err(&silent));
    assert_eq!(out(&silent), out(&asked), "what is told changes no form");
}

#[test]
fn whoever_has_no_forms_sees_that_it_is_being_explained() {
    let folder = folder();
    let none = from_files(&folder, &["--forms", "4", "--progress", "always"]);
    assert_code(&none, 6);
    let told = err(&none);
    let last = told
        .lines()
        .find(|line| line.ends_with("explaining why there are no forms"));
    assert!(last.is_some(), "{told}");
}
