//! The house rules, held against the sources: which room may use which, what stays out of the pure
//! rooms, how big a file may be, and that whatever is said has its sentence.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use source::{Source, sources};

/// The rooms of `src`, from the ground up. A room may use the rooms of the rows before its own, and
/// nothing of its own row or after it.
///
/// One deviation from the order of the design, on purpose: `language` stands before `document`,
/// because reading a document gives findings, and a finding lives where its sentence lives.
const ROOMS: &[&[&str]] = &[
    &["language"],
    &["document"],
    &["expression", "psychometrics"],
    &["identity", "curriculum"],
    &["bank"],
    &["specification"],
    &["form"],
    &["assembly", "scoring"],
    &["interop"],
    &["report"],
    &["store"],
    &["service"],
    &["worker", "edge"],
    &["api", "web", "cli"],
    &["app"],
    &["main"],
];

/// Rooms that compute only: the same input gives the same output.
const PURE: &[&str] = &[
    "language",
    "document",
    "expression",
    "psychometrics",
    "identity",
    "curriculum",
    "bank",
    "specification",
    "form",
    "assembly",
    "scoring",
    "interop",
    "report",
];

/// What a room may not use although it stands before it.
const NEVER: &[(&str, &str, &str)] = &[
    ("api", "store", "the faces know use cases, not rows"),
    ("web", "store", "the faces know use cases, not rows"),
    ("cli", "store", "the faces know use cases, not rows"),
    ("worker", "store", "a worker calls use cases, nothing else"),
    ("edge", "store", "what the faces share knows no rows"),
    ("cli", "edge", "the command line speaks no HTTP"),
];

/// Words and the only rooms (`edge`) or files (`src/assembly/solver.rs`) they may stand in.
const ONLY_IN: &[(&str, &[&str])] = &[
    (r"\bactix_?\w*", &["edge", "api", "web", "app"]),
    (r"\bdiesel\w*", &["store"]),
    (r"\bhighs(_sys)?::", &["src/assembly/solver.rs"]),
    (
        r"\b(ureq|rustls\w*)::",
        &[
            "src/worker/sender.rs",
            "src/store/media_store/requests.rs",
            "src/store/trusted.rs",
        ],
    ),
    (
        r"\bobject_store::",
        &[
            "src/store/media_store/mod.rs",
            "src/store/media_store/bucket.rs",
            "src/store/media_store/requests.rs",
        ],
    ),
    (r"\bunsafe\b", &["src/assembly/solver.rs"]),
    (r"\ballow\(unsafe_code\)", &["src/assembly/solver.rs"]),
];

/// What has no place in a pure room: other times, other machines, other outcomes.
const IMPURE: &[&str] = &[
    r"\btokio\b",
    r"\bstd::(env|fs|process|net|thread)\b",
    r"\bstd::\{[^}]*\b(env|fs|process|net|thread)\b",
    r"\b(SystemTime|Utc|Local|Instant)::now\b",
    r"\bthread_rng\b|\brand::rng\b|\bnow_v7\b|\bnew_v4\b",
    r"\be?print(ln)?!",
];

/// Lines of a file, at most.
const LONGEST_FILE: usize = 400;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &[
    "util", "utils", "manager", "helper", "helpers", "common", "misc", "data",
];

fn place_of(room: &str) -> Option<usize> {
    ROOMS.iter().position(|row| row.contains(&room))
}

/// Rooms a file names: `crate::room`, `crate::{room, …}`, `synaq::room` in `main.rs`, and as many
/// `super::` as lead out of the room.
fn used_rooms(source: &Source) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    let path = Regex::new(r"\b(?:crate|synaq)::(\w+)").unwrap();
    used.extend(path.captures_iter(&source.code).map(|c| c[1].to_owned()));
    let group = Regex::new(r"\b(?:crate|synaq)::\{").unwrap();
    for found in group.find_iter(&source.code) {
        used.extend(top_names(&source.code[found.end()..]));
    }
    let upwards = Regex::new(r"\b((?:super::)+)(\w+)").unwrap();
    for found in upwards.captures_iter(&source.code) {
        if found[1].matches("super").count() >= depth(source) && &found[2] != "super" {
            used.insert(found[2].to_owned());
        }
    }
    used.remove("self");
    used
}

/// How many `super` lead from a file to the crate.
fn depth(source: &Source) -> usize {
    let parts = source.path.split('/').count() - 1;
    parts - usize::from(source.path.ends_with("/mod.rs"))
}

/// First names of a `{a::b, c as d, e::{f, g}}` group, from behind its brace.
fn top_names(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut name) = (1, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            names.push(std::mem::take(&mut name));
        } else if depth == 1 {
            name.push(c);
        }
        if depth == 0 {
            break;
        }
    }
    let first = |n: String| {
        n.trim()
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .next()
            .map(str::to_owned)
    };
    names
        .into_iter()
        .filter_map(first)
        .filter(|n| !n.is_empty())
        .collect()
}

fn assert_none(wrong: &[String], rule: &str) {
    assert!(wrong.is_empty(), "{rule}:\n{}", wrong.join("\n"));
}

/// Sources of the service itself, without the files that are tests.
fn service_sources() -> Vec<&'static Source> {
    let of_service = |s: &&Source| s.path.starts_with("src/") && !s.is_test();
    let found: Vec<_> = sources().iter().filter(of_service).collect();
    assert!(found.len() > 100, "only {} sources found", found.len());
    found
}

#[test]
fn every_room_stands_in_the_table() {
    let unknown: BTreeSet<String> = sources()
        .iter()
        .filter(|s| s.path.starts_with("src/"))
        .map(|s| s.room().to_owned())
        .filter(|room| room != "lib" && place_of(room).is_none())
        .collect();
    assert!(
        unknown.is_empty(),
        "rooms without a place in ROOMS: {unknown:?}"
    );
    assert!(PURE.iter().all(|room| place_of(room) < place_of("store")));
}

#[test]
fn a_room_uses_only_rooms_before_it() {
    let mut wrong = Vec::new();
    for source in service_sources().iter().filter(|s| s.room() != "lib") {
        let room = source.room();
        for used in used_rooms(source).iter().filter(|used| *used != room) {
            let Some(place) = place_of(used) else {
                continue;
            };
            if Some(place) >= place_of(room) {
                wrong.push(format!("{} uses {used}", source.path));
            }
        }
    }
    assert_none(&wrong, "a room uses rooms before it in ROOMS only");
}

#[test]
fn the_faces_and_workers_know_use_cases_and_not_rows() {
    let mut wrong = Vec::new();
    for source in service_sources() {
        let used = used_rooms(source);
        for (room, never, why) in NEVER {
            if source.room() == *room && used.contains(*never) {
                wrong.push(format!("{} uses {never}: {why}", source.path));
            }
        }
    }
    assert_none(&wrong, "see NEVER");
}

#[test]
fn what_belongs_to_one_room_stands_in_no_other() {
    let mut wrong = Vec::new();
    for (word, places) in ONLY_IN {
        let rule = Regex::new(word).unwrap();
        for source in service_sources() {
            if !places.contains(&source.room()) && !places.contains(&source.path.as_str()) {
                wrong.extend(source.lines_with(&rule));
            }
        }
    }
    assert_none(&wrong, "see ONLY_IN");
}

#[test]
fn the_pure_rooms_see_no_clock_no_files_no_environment_and_no_chance() {
    let mut wrong = Vec::new();
    for word in IMPURE {
        let rule = Regex::new(word).unwrap();
        for source in service_sources()
            .iter()
            .filter(|s| PURE.contains(&s.room()))
        {
            wrong.extend(source.lines_with(&rule));
        }
    }
    assert_none(&wrong, "pass it in as an argument");
}

#[test]
fn no_file_is_longer_than_its_subject() {
    let mut wrong = Vec::new();
    for source in sources() {
        let lines = source.text.lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{}: {lines} lines of {LONGEST_FILE}", source.path));
        }
    }
    assert_none(&wrong, "which second subject moved in? Split it");
}

#[test]
fn every_name_says_what_is_inside() {
    let mut wrong = Vec::new();
    for source in sources() {
        let names = source.path.trim_end_matches(".rs").split(['/', '_']);
        if names.into_iter().any(|name| EMPTY_NAMES.contains(&name)) {
            wrong.push(source.path.clone());
        }
    }
    assert_none(&wrong, "a name says what is inside");
}

/// Codes of findings that are written as literals.
fn codes() -> BTreeMap<String, String> {
    let literal = Regex::new(r#"Finding::(?:error|warning)\(\s*"([^"]*)""#).unwrap();
    let mut found = BTreeMap::new();
    for source in service_sources() {
        for code in literal.captures_iter(&source.quoted) {
            found.insert(code[1].to_owned(), source.path.clone());
        }
    }
    assert!(found.len() > 50, "only {} codes found", found.len());
    found
}

fn sentences(language: &str) -> BTreeSet<String> {
    let path = format!(
        "{}/src/language/catalogue/{language}.ftl",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("the catalogue is there");
    let message = Regex::new(r"(?m)^finding-([A-Za-z0-9_-]+)\s*=").unwrap();
    message
        .captures_iter(&text)
        .map(|c| c[1].to_owned())
        .collect()
}

#[test]
fn every_finding_has_its_sentence_in_every_language() {
    let mut wrong = Vec::new();
    for language in ["en", "ru", "kk"] {
        let said = sentences(language);
        for (code, path) in codes() {
            if !said.contains(&code) {
                wrong.push(format!(
                    "{path}: {code} has no finding-{code} in {language}.ftl"
                ));
            }
        }
    }
    assert_none(
        &wrong,
        "a finding without a sentence tells its reader nothing",
    );
}

#[test]
fn every_sentence_is_said_somewhere() {
    let all: String = service_sources()
        .iter()
        .map(|s| s.quoted.as_str())
        .collect();
    let unsaid: Vec<_> = sentences("en")
        .into_iter()
        .filter(|code| !all.contains(&format!("\"{code}\"")))
        .collect();
    assert_none(&unsaid, "sentences of the catalogue that no code says");
}

#[test]
fn the_migrations_of_both_databases_have_the_same_names() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = format!("{}/migrations/{database}", env!("CARGO_MANIFEST_DIR"));
        let entries = std::fs::read_dir(folder).expect("the migrations are there");
        entries
            .map(|e| {
                e.expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect()
    };
    let sqlite = names("sqlite");
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite, names("postgres"));
}

#[test]
fn the_rules_see_what_they_are_to_see() {
    let groups = top_names("api, edge::{a, b}, web as pages, self}; other");
    assert_eq!(groups, ["api", "edge", "web", "self"]);
    let impure = Regex::new(IMPURE[2]).unwrap();
    assert!(impure.is_match("use std::{collections::BTreeMap, fs};"));
    assert!(!impure.is_match("use std::{fmt, sync::Arc};"));
}
