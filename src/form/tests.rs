use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::attempt_copy::attempt_copy;
use super::candidate_copy::candidate_copy;
use super::document::{FormDocument, FormSection, PinnedPosition};
use super::full_copy::full_copy;
use super::material::{Material, PinnedItem};
use super::order::{PartOrder, default_order};
use crate::bank::content::ItemContent;
use crate::bank::texts::{ItemTexts, StimulusDocument};
use crate::bank::{ItemType, Language, Points, StimulusKind};

/// Every secret text holds this word and its own name.
const CANARY: &str = "CANARY";

fn kk() -> Language {
    "kk".parse().unwrap()
}

/// An item of a type with every field filled; all that is secret carries a canary.
fn item(item_type: ItemType, stimulus: &str) -> PinnedItem {
    let secret = |name: &str| format!("{CANARY}-{name}-{item_type}");
    let content = json!({
        "type": item_type, "subject": "mathematics", "grade_min": 5, "grade_max": 5, "points": 2, "stimulus": stimulus,
        "objectives": [secret("objective")], "criteria": [secret("criterion")], "tags": [secret("tag")],
        "author": secret("author"), "source": secret("source"), "family": secret("family"),
        "parts": [{
            "id": "a", "points": 2, "options": ["o1", "o2", "o3"], "targets": ["t1", "t2", "t3"], "max_chosen": 2,
            "key": {
                "correct": ["o2"], "order": ["o1", "o2", "o3"], "accepted": [secret("accepted")],
                "pairs": [{"left": "o1", "right": "t1"}, {"left": "o2", "right": "t2"}, {"left": "o3", "right": "t3"}],
                "number": {"value": "31415926", "units": [secret("unit")]}
            },
            "scheme": {"kind": "analytic", "descriptors": [{"id": secret("descriptor-id"), "points": 2}],
                       "bands": [{"id": secret("band-id"), "min": 0, "max": 2}]},
            "values": [{"option": "o1", "value": 27182818}]
        }]
    });
    let texts = json!({
        "stem": format!("stem of {item_type}"), "hint": secret("hint"), "explanation": secret("explanation"),
        "marking_notes": secret("notes"),
        "parts": {"a": {
            "prompt": "prompt", "options": {"o1": "one", "o2": "two", "o3": "three"}, "targets": {"t1": "first", "t2": "second", "t3": "third"},
            "accepted": [secret("accepted-text")], "rationales": {"o1": secret("rationale")},
            "descriptors": {"d1": secret("descriptor")}, "bands": {"b1": secret("band")}, "sample_answer": secret("sample")
        }}
    });
    let content: ItemContent = serde_json::from_value(content).unwrap();
    let texts: ItemTexts = serde_json::from_value(texts).unwrap();
    PinnedItem {
        content,
        texts: BTreeMap::from([(kk(), texts)]),
    }
}

fn stimulus(kind: StimulusKind) -> StimulusDocument {
    let secret = |name: &str| format!("{CANARY}-{name}");
    let body = match kind {
        StimulusKind::Audio | StimulusKind::Video => secret("transcript"),
        _ => "a body to read".to_owned(),
    };
    let document = json!({
        "code": secret("stimulus-code"), "kind": kind, "subject": "mathematics", "seconds": 60, "plays": 2,
        "texts": {"kk": {"title": "title", "body": body}}, "licence": secret("licence"), "source": secret("source")
    });
    serde_json::from_value(document).unwrap()
}

/// A form with one task of each type; all hang on one stimulus.
fn form(kind: StimulusKind) -> (FormDocument, Material) {
    let stimulus = stimulus(kind);
    let mut material = Material::default();
    let mut positions = Vec::new();
    for (number, item_type) in (1..).zip(ItemType::ALL) {
        let item = item(*item_type, &stimulus.code);
        let code = format!("{CANARY}-item-{item_type}");
        positions.push(PinnedPosition {
            unscored: false,
            plays: None,
            position: number,
            row: format!("{CANARY}-row"),
            section: "main".to_owned(),
            item: code.clone(),
            version: 3,
            revisions: BTreeMap::from([(kk(), 1)]),
            points: Points::whole(2),
            order: default_order("seed", &item.content),
        });
        material.items.insert((code, 3), item);
    }
    material.stimuli.insert(stimulus.code.clone(), stimulus);
    let section = FormSection {
        id: "main".to_owned(),
        minutes: Points::whole(40),
        score: Points::whole(20),
        separate_sitting: false,
    };
    let form = FormDocument {
        specification: format!("{CANARY}-specification"),
        specification_version: 1,
        component: "test".to_owned(),
        label: "A".to_owned(),
        subject: "mathematics".to_owned(),
        languages: vec![kk()],
        max_score: Points::whole(20),
        duration_min: None,
        sections: vec![section],
        positions,
        fingerprint: format!("{CANARY}-fingerprint"),
    };
    (form, material)
}

#[test]
fn no_secret_of_any_task_type_is_in_the_candidates_copy() {
    for kind in StimulusKind::ALL {
        let (form, material) = form(*kind);
        let copy = candidate_copy(&form, &kk(), &material).unwrap();
        let json = serde_json::to_string(&copy).unwrap();
        assert_eq!(copy.tasks.len(), ItemType::ALL.len());
        for secret in [
            CANARY,
            "31415926",
            "27182818",
            "correct",
            "key",
            "scheme",
            "transcript",
        ] {
            assert!(!json.contains(secret), "{secret} with {kind}: {json}");
        }
        assert!(
            json.contains("stem of PRACTICAL") && json.contains("three") && json.contains("second")
        );
        assert_eq!(
            json.contains("a body to read"),
            !matches!(kind, StimulusKind::Audio | StimulusKind::Video)
        );
    }
}

#[test]
fn the_copy_of_a_candidate_has_transcripts_of_recordings_where_they_are_allowed_and_nothing_else_more()
 {
    for kind in StimulusKind::ALL {
        let (form, mut material) = form(*kind);
        let item = material.items.values_mut().next().unwrap();
        let texts = item.texts.get_mut(&kk()).unwrap();
        let recording = json!({"src": "media:0", "transcript": "words of the task"});
        texts.recordings = vec![serde_json::from_value(recording).unwrap()];
        let of = |allowed| attempt_copy(&form, &kk(), &material, allowed).unwrap();
        let (without, with) = (of(false), of(true));
        assert_eq!(without.copy, with.copy);
        assert_eq!(without.transcripts, []);
        let is_heard = matches!(kind, StimulusKind::Audio | StimulusKind::Video);
        let said: Vec<_> = with
            .transcripts
            .iter()
            .map(|t| (t.stimulus, t.text.as_str()))
            .collect();
        let of_stimulus = format!("{CANARY}-transcript");
        let mut expected = vec![(None, "words of the task")];
        if is_heard {
            expected.insert(0, (Some(1), of_stimulus.as_str()));
        }
        assert_eq!(said, expected, "{kind}");
        assert_eq!(
            with.transcripts.last().unwrap().src.as_deref(),
            Some("media:0")
        );
    }
}

#[test]
fn every_secret_that_a_marker_needs_is_in_the_full_copy() {
    let (form, material) = form(StimulusKind::Audio);
    let json = serde_json::to_string(&full_copy(&form, &kk(), &material).unwrap()).unwrap();
    for name in [
        "hint",
        "explanation",
        "notes",
        "accepted",
        "accepted-text",
        "rationale",
        "descriptor",
        "band",
        "sample",
        "transcript",
        "item",
    ] {
        assert!(json.contains(&format!("{CANARY}-{name}")), "{name}");
    }
    assert!(json.contains("31415926") && json.contains("fingerprint"));
}

#[test]
fn elements_to_order_or_match_are_never_shown_in_the_keyed_order() {
    let (order_item, match_item) = (item(ItemType::Order, "s"), item(ItemType::Match, "s"));
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..50 {
        let seed = seed.to_string();
        let shown = &default_order(&seed, &order_item.content)["a"];
        assert_ne!(shown.options, ["o1", "o2", "o3"]);
        let targets = &default_order(&seed, &match_item.content)["a"];
        assert_ne!(targets.targets, ["t1", "t2", "t3"]);
        assert_eq!(
            targets.options,
            ["o1", "o2", "o3"],
            "left elements stay in author's order"
        );
        seen.insert(shown.options.clone());
    }
    assert_eq!(seen.len(), 5, "all other orders occur");
    let choice = &default_order("x", &item(ItemType::Mcq, "s").content)["a"];
    assert_eq!(
        choice.options,
        ["o1", "o2", "o3"],
        "key positions were balanced in author's order"
    );
}

#[test]
fn the_copy_shows_options_in_the_pinned_order() {
    let (mut form, material) = form(StimulusKind::Text);
    let pinned = PartOrder {
        options: vec!["o3".into(), "o1".into(), "o2".into()],
        targets: Vec::new(),
    };
    form.positions[0].order = BTreeMap::from([("a".to_owned(), pinned)]);
    let copy = candidate_copy(&form, &kk(), &material).unwrap();
    let ids: Vec<&str> = copy.tasks[0].parts[0]
        .options
        .iter()
        .map(|option| option.id.as_str())
        .collect();
    assert_eq!(ids, ["o3", "o1", "o2"]);
    assert_eq!(
        copy.stimuli.len(),
        1,
        "a stimulus of many tasks stands once"
    );
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let (form, mut material) = form(StimulusKind::Text);
    let first = material.items.keys().next().unwrap().clone();
    material.items.remove(&first);
    let last = material.items.keys().last().unwrap().clone();
    material.items.get_mut(&last).unwrap().texts.clear();
    let findings = candidate_copy(&form, &kk(), &material).unwrap_err();
    let mut codes: Vec<&str> = findings
        .iter()
        .map(|finding| finding.code.as_str())
        .collect();
    codes.sort_unstable();
    assert_eq!(codes, ["form_item_missing", "form_text_missing"]);
    let russian = candidate_copy(&form, &"ru".parse().unwrap(), &material).unwrap_err();
    assert_eq!(
        (russian[0].code.as_str(), russian.len()),
        ("form_language_missing", 1 + ItemType::ALL.len())
    );
    material.stimuli.clear();
    assert!(
        candidate_copy(&form, &kk(), &material)
            .unwrap_err()
            .iter()
            .any(|f| f.code == "form_stimulus_missing")
    );
}

#[test]
fn a_form_document_reads_back_as_it_was_written() {
    let (form, _) = form(StimulusKind::Text);
    let json: Value = serde_json::to_value(&form).unwrap();
    assert_eq!(serde_json::from_value::<FormDocument>(json).unwrap(), form);
}
