use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use serde_json::json;

use super::*;

/// Message id → its variables, as written, and those of the messages that it names.
fn messages(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let start = Regex::new(r"^([a-zA-Z][a-zA-Z0-9_-]*)\s*=").unwrap();
    let variable = Regex::new(r"\$([a-zA-Z][a-zA-Z0-9_-]*)").unwrap();
    let named = Regex::new(r"\{ ([a-zA-Z][a-zA-Z0-9_-]*) \}").unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut current = String::new();
    for line in locale
        .source()
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        if let Some(id) = start.captures(line) {
            current = id[1].to_owned();
            assert!(
                !found.contains_key(&current),
                "{locale}: {current} is written twice"
            );
            found.insert(current.clone(), BTreeSet::new());
        }
        if let Some(variables) = found.get_mut(&current) {
            variables.extend(variable.captures_iter(line).map(|name| name[1].to_owned()));
        }
        let of_line = named.captures_iter(line);
        names.extend(of_line.map(|name| (current.clone(), name[1].to_owned())));
    }
    for (id, name) in names {
        let further = found.get(&name).cloned();
        let further = further.unwrap_or_else(|| panic!("{locale}: {id} names no message: {name}"));
        found.entry(id).or_default().extend(further);
    }
    found
}

#[test]
fn every_file_is_well_formed() {
    for locale in Locale::ALL {
        let broken = FluentResource::try_new(locale.source().to_owned())
            .err()
            .map(|(_, errors)| errors);
        assert!(broken.is_none(), "{locale}: {broken:?}");
    }
}

#[test]
fn the_languages_have_the_same_messages_with_the_same_variables() {
    let english = messages(Locale::En);
    assert!(english.len() > 30);
    for locale in [Locale::Kk, Locale::Ru] {
        let other = messages(locale);
        let ids = |of: &BTreeMap<String, _>| of.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> = ids(&english)
            .symmetric_difference(&ids(&other))
            .cloned()
            .collect();
        assert!(differing.is_empty(), "{locale}: {differing:?}");
        for (id, variables) in &english {
            assert_eq!(&other[id], variables, "{locale}: {id}");
        }
    }
}

#[test]
fn every_message_is_said_without_error_in_every_language() {
    for locale in Locale::ALL {
        for (id, variables) in messages(locale) {
            for value in [json!(1), json!(2.5), json!("x"), json!(["a", "b"])] {
                let args: FluentArgs = variables
                    .iter()
                    .map(|name| (name.clone(), spoken(&value)))
                    .collect();
                let pattern = bundle(locale)
                    .get_message(&id)
                    .and_then(|message| message.value());
                let mut errors = Vec::new();
                let said =
                    bundle(locale).format_pattern(pattern.expect(&id), Some(&args), &mut errors);
                assert!(
                    errors.is_empty() && !said.is_empty(),
                    "{locale}: {id}: {errors:?}"
                );
            }
        }
    }
}

#[test]
fn a_finding_is_a_sentence_with_its_numbers_and_lists() {
    let finding = Finding::error("unknown_field", "/levl")
        .with("name", "levl")
        .with("nearest", "level")
        .with("allowed", vec!["id", "level"]);
    assert_eq!(
        sentence(Locale::En, &finding),
        "The key \"levl\" is unknown here. Did you mean \"level\"? Allowed: id, level."
    );
    let finding = Finding::error("below_minimum", "/n")
        .with("minimum", 0.5)
        .with("value", 1_000_000);
    assert_eq!(
        sentence(Locale::En, &finding),
        "The value 1000000 is too small: at least 0.5 is needed."
    );
}

#[test]
fn an_absent_argument_is_asked_for_and_not_shown() {
    let finding = Finding::error("unknown_field", "/q")
        .with("name", "q")
        .with("allowed", vec!["id"]);
    assert_eq!(
        sentence(Locale::En, &finding),
        "The key \"q\" is unknown here. Allowed: id."
    );
}

#[test]
fn kinds_of_values_are_said_in_the_language() {
    let finding = Finding::error("wrong_type", "/a")
        .with("expected", vec!["object", "string"])
        .with("found", "integer");
    assert_eq!(
        sentence(Locale::Ru, &finding),
        "Нужно: объект, текст; получено: целое число."
    );
}

#[test]
fn a_gap_in_the_catalogue_shows_the_code_and_the_arguments() {
    let finding = Finding::error("never_written", "/a").with("n", 3);
    assert_eq!(sentence(Locale::Kk, &finding), "finding-never_written n=3");
}

#[test]
fn plural_forms_follow_the_language() {
    let few = |n: u32| {
        sentence(
            Locale::Ru,
            &Finding::error("too_few", "")
                .with("limit", n)
                .with("length", 0),
        )
    };
    assert!(
        few(1).contains("1 элемент,")
            && few(2).contains("2 элемента,")
            && few(5).contains("5 элементов,")
    );
}

#[test]
fn the_header_chooses_the_language() {
    for (header, locale) in [
        ("kk-KZ,kk;q=0.9,ru;q=0.8", Locale::Kk),
        ("de, ru;q=0.4, kk ; q = 0.5", Locale::Kk),
        ("en;q=0.5, RU", Locale::Ru),
        ("ru, kk", Locale::Ru),
        ("kk;q=0, *;q=0.1", Locale::En),
        ("ru;q=x", Locale::En),
        ("", Locale::En),
        ("de", Locale::En),
    ] {
        assert_eq!(negotiate(header), locale, "{header}");
    }
    assert!("kaz".parse::<Locale>().is_err());
}
