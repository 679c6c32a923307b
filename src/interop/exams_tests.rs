//! The real file: 24,143 school examination questions in 16 languages.
//! It stands under `SYNAQ_TEST_DATA` (default: a folder `shared` beside the checkout).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use flate2::read::GzDecoder;

use super::*;
use crate::bank::check::{Context, Stage, check_item};
use crate::document::{Format, decode_text};

const TOLERANT: &str = include_str!("../../item_specs/profiles/exams-tolerant.yaml");
const STRICT: &str = include_str!("../../item_specs/profiles/exams-strict.yaml");

/// The file, or `None` after saying that it is absent.
fn exams() -> Option<BufReader<GzDecoder<File>>> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")),
        PathBuf::from,
    );
    let path = [
        folder.join("data/exams/exams.jsonl.gz"),
        folder.join("exams/exams.jsonl.gz"),
    ];
    let found = path.iter().find_map(|path| File::open(path).ok());
    if found.is_none() {
        println!(
            "absent, not tested: {} (set SYNAQ_TEST_DATA)",
            path[0].display()
        );
    }
    found.map(|file| BufReader::new(GzDecoder::new(file)))
}

/// What becomes of the file under a profile.
#[derive(Default)]
struct Outcome {
    mapped: usize,
    /// Line → codes of its findings.
    rejected: BTreeMap<u32, Vec<String>>,
    warned: BTreeMap<u32, Vec<String>>,
    /// Line → codes of the draft checks of the item made from it.
    drafts: BTreeMap<u32, Vec<String>>,
}

fn import(profile: &str) -> Option<Outcome> {
    let (profile, _) =
        decode_text::<MappingProfile>(profile, Format::Yaml).expect("a readable profile");
    assert_eq!(check_profile(&profile), []);
    let records = Records::open(&profile, exams()?).unwrap_or_else(|found| panic!("{found:?}"));
    let mut outcome = Outcome::default();
    for record in records {
        match record.and_then(|record| map_record(&profile, &record)) {
            Ok(item) => {
                outcome.mapped += 1;
                let found = check_item(&item.document, &Context::default(), Stage::Draft);
                if !found.is_empty() {
                    outcome
                        .drafts
                        .insert(item.line, found.into_iter().map(|f| f.code).collect());
                }
                if !item.warnings.is_empty() {
                    let codes = item.warnings.into_iter().map(|f| f.code).collect();
                    outcome.warned.insert(item.line, codes);
                }
            }
            Err(findings) => {
                let line = findings[0].place.expect("a place").line;
                outcome
                    .rejected
                    .insert(line, findings.into_iter().map(|f| f.code).collect());
            }
        }
    }
    Some(outcome)
}

#[test]
fn the_tolerant_profile_takes_24139_refuses_4_and_warns_of_43() {
    let Some(outcome) = import(TOLERANT) else {
        return;
    };
    assert_eq!(outcome.mapped, 24_139);
    assert_eq!(
        outcome.rejected.keys().copied().collect::<Vec<_>>(),
        [6922, 16494, 16495, 17823]
    );
    assert!(
        outcome
            .rejected
            .values()
            .flatten()
            .all(|code| code == "key_not_among_options")
    );
    assert_eq!(outcome.warned.len(), 43);
    let lines = |code: &str| -> Vec<u32> {
        let with = outcome
            .warned
            .iter()
            .filter(|(_, codes)| codes.iter().any(|c| c == code));
        with.map(|(line, _)| *line).collect()
    };
    assert_eq!(lines("duplicate_options").len(), 42);
    assert_eq!(lines("stem_empty"), [5269]);
    // As drafts the items contradict nothing; equal options are remarked on once more.
    assert_eq!(
        outcome.drafts.keys().copied().collect::<Vec<_>>(),
        lines("duplicate_options")
    );
    assert!(
        outcome
            .drafts
            .values()
            .flatten()
            .all(|code| code == "duplicate_options")
    );
}

#[test]
fn the_strict_profile_refuses_47() {
    let Some(outcome) = import(STRICT) else {
        return;
    };
    assert_eq!(outcome.rejected.len(), 47);
    assert_eq!(outcome.mapped, 24_143 - 47);
    assert!(outcome.warned.is_empty());
}
