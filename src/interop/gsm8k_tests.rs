//! Word problems of another shape, all 8,792: what comes in, and that each number counts in whatever
//! way a pupil writes it. The file is no part of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read};
use std::path::PathBuf;
use std::sync::OnceLock;

use super::*;
use crate::bank::Language;
use crate::bank::content::NumericKey;
use crate::document::{self, Format};
use crate::scoring::response::Answer;
use crate::scoring::{AutoReason, score_part};

const PROBLEMS: usize = 8792;

#[test]
fn each_of_the_8792_answers_counts_as_its_own_file_and_each_language_writes_it() {
    let Some(items) = problems() else { return };
    let mut right = 0;
    for item in items {
        let key = number_of(item);
        let ways = [
            ("en", "1,234"),
            ("en", "1234.0"),
            ("kk", "1 234"),
            ("ru", "1\u{A0}234,0."),
        ];
        let counts = ways.iter().all(|(language, like)| {
            let text = written_like(&key.value, like);
            score(item, language, &text) == AutoReason::Right
        });
        right += usize::from(counts);
    }
    assert_eq!(right, PROBLEMS);
}

#[test]
fn every_number_counts_in_every_spelling_of_its_language_and_another_number_does_not() {
    let Some(items) = problems() else { return };
    // One problem stands for all that have the same number and the same units.
    let distinct: BTreeMap<String, &MappedItem> = items
        .iter()
        .map(|item| (document::canonical(number_of(item)), item))
        .collect();
    let mut tried = 0;
    for item in distinct.into_values() {
        let key = number_of(item);
        for code in ["en", "kk", "ru"] {
            for spelling in spellings(key, code) {
                let reason = score(item, code, &spelling);
                assert_eq!(reason, AutoReason::Right, "{code} {spelling:?} {key:?}");
                tried += 1;
            }
            let other = format!("{}1", key.value);
            assert_eq!(score(item, code, &other), AutoReason::Wrong, "{other}");
        }
    }
    assert!(tried > 20_000, "{tried}");
}

fn number_of(item: &MappedItem) -> &NumericKey {
    let part = &item.document.content.parts[0];
    part.key.number.as_ref().expect("a number")
}

fn score(item: &MappedItem, language: &str, text: &str) -> AutoReason {
    let content = &item.document.content;
    let part = &content.parts[0];
    let language: Language = language.parse().expect("a language");
    let answer = Answer {
        text: Some(text.to_owned()),
        ..Answer::default()
    };
    score_part(part, content.part_type(part), None, &language, &answer).reason
}

/// A whole number with the separator and the end of an example (`1 234,0.`).
fn written_like(value: &str, example: &str) -> String {
    let (sign, digits) = value
        .strip_prefix('-')
        .map_or(("", value), |d| ("\u{2212}", d));
    let (separator, end) = match example.split_once("234") {
        Some((begin, end)) => (begin.trim_start_matches('1'), end),
        None => ("", ""),
    };
    format!("{sign}{}{end}", grouped(digits, separator))
}

#[test]
fn every_problem_comes_in_with_its_own_id_its_solution_and_no_notes_of_a_calculator() {
    let Some(items) = problems() else { return };
    let ids: BTreeSet<&str> = items.iter().map(|i| i.external_id.as_str()).collect();
    assert_eq!(ids.len(), PROBLEMS);
    let numbers: Vec<&NumericKey> = items.iter().map(number_of).collect();
    let below_zero = numbers.iter().filter(|n| n.value.starts_with('-'));
    assert_eq!((numbers.len(), below_zero.count()), (PROBLEMS, 5));
    for item in items {
        let texts = item.document.texts.values().next().expect("English");
        let explanation = texts.explanation.as_deref().expect("a solution");
        assert!(
            !explanation.contains("<<") && !explanation.contains("####"),
            "{explanation}"
        );
        assert!(item.warnings.is_empty(), "{:?}", item.warnings);
    }
    let in_dollars = numbers.iter().filter(|n| n.units.contains(&"$".to_owned()));
    assert!(in_dollars.count() > 2000);
}

#[test]
fn a_record_without_the_mark_or_with_a_number_that_is_none_is_refused_by_line() {
    let profile = profile();
    let lines = "{\"question\": \"1 + 1 = ?\", \"answer\": \"2\"}\n\
                 {\"question\": \"2 + 2 = ?\", \"answer\": \"four\\n#### four\"}\n\
                 {\"question\": \"600 + 634 = ?\", \"answer\": \"600+634=<<600+634=1234>>1234\\n#### 1,234\"}\n";
    let records = Records::open(&profile, lines.as_bytes()).expect("readable");
    let mapped: Vec<_> = records
        .map(|record| map_record(&profile, &record.expect("a record")))
        .collect();
    let codes = |n: usize| -> Vec<&str> {
        let findings = mapped[n].as_ref().expect_err("refused");
        findings.iter().map(|f| f.code.as_str()).collect()
    };
    assert_eq!(codes(0), ["mark_absent", "key_absent"]);
    assert_eq!(codes(1), ["number_unreadable"]);
    let item = mapped[2].as_ref().expect("a problem");
    let number = item.document.content.parts[0].key.number.as_ref();
    assert_eq!(number.map(|n| n.value.as_str()), Some("1234"));
    let texts = item.document.texts.values().next().expect("English");
    assert_eq!(texts.explanation.as_deref(), Some("600+634=1234"));
}

fn profile() -> MappingProfile {
    let text = include_str!("../../item_specs/profiles/gsm8k.yaml");
    let (profile, _) = document::decode_text(text, Format::Yaml).expect("a profile");
    assert_eq!(check_profile(&profile), []);
    profile
}

fn problems() -> Option<&'static [MappedItem]> {
    static READ: OnceLock<Option<Vec<MappedItem>>> = OnceLock::new();
    READ.get_or_init(read_problems).as_deref()
}

fn read_problems() -> Option<Vec<MappedItem>> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map(PathBuf::from);
    let folder =
        folder.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let path = folder.join("data/gsm8k/gsm8k.jsonl.gz");
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: {} is absent (SYNAQ_TEST_DATA)", path.display());
        return None;
    };
    let mut text = String::new();
    let mut unpacked = flate2::read::GzDecoder::new(BufReader::new(file));
    unpacked.read_to_string(&mut text).expect("text");
    let profile = profile();
    let records = Records::open(&profile, text.as_bytes()).expect("readable");
    let items: Vec<MappedItem> = records
        .map(|record| map_record(&profile, &record.expect("a record")).expect("an item"))
        .collect();
    assert_eq!(items.len(), PROBLEMS);
    Some(items)
}

/// The number of a key as pupils write it in a language.
fn spellings(key: &NumericKey, language: &str) -> Vec<String> {
    let (sign, digits) = key
        .value
        .strip_prefix('-')
        .map_or((false, key.value.as_str()), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (groups, mark): (&[&str], char) = match language {
        "en" => (&["", ",", " ", "\u{A0}", "\u{2009}", "'", "\u{2019}"], '.'),
        _ => (
            &["", " ", "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}", "'"],
            ',',
        ),
    };
    let decimals: Vec<String> = match fraction {
        "" => vec![String::new(), format!("{mark}0"), format!("{mark}00")],
        digits => vec![format!("{mark}{digits}"), format!("{mark}{digits}0")],
    };
    let minus: &[&str] = match sign {
        true => &["-", "\u{2212}", "\u{2013}", "\u{2014}", "\u{2011}", "- "],
        false => &["", "+"],
    };
    let mut numbers = BTreeSet::new();
    for group in groups {
        let whole = grouped(whole, group);
        for decimal in &decimals {
            numbers.extend(minus.iter().map(|sign| format!("{sign}{whole}{decimal}")));
        }
    }
    // Every number as it is, and each with another of the things that stand around numbers.
    let mut around = vec!["@.".to_owned(), " @ ".into(), "\"@\".".into(), "«@»".into()];
    for unit in &key.units {
        around.extend(["@ %", "@\u{A0}%.", "%@", "% @"].map(|form| form.replace('%', unit)));
    }
    let decorated: Vec<String> = numbers
        .iter()
        .zip(around.iter().cycle().skip(key.value.len() % around.len()))
        .map(|(number, form)| form.replace('@', number))
        .collect();
    numbers.into_iter().chain(decorated).collect()
}

fn grouped(digits: &str, separator: &str) -> String {
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}
