//! Whole specifications of the field, filled from a generated bank.

use serde_json::json;

use super::*;
use crate::assembly::generated::generate;
use crate::specification::component::components;
use crate::specification::document::SpecificationDocument;

fn sat() -> SpecificationDocument {
    document(json!({
        "schema": "synaq.test-spec/v1", "id": "sat-g7-kazl2-t1", "version": 1, "kind": "SAT", "title": {"en": "SAT, Kazakh L2, Grade 7, Term 1"},
        "subject": "kazakh_l2", "grade": 7, "term": 1, "languages": {"instruction": ["ru", "uz", "ug", "tg"], "test": "kk"},
        "access": {"spec": "public", "forms": "secure"}, "duration_min": 40, "max_score": 30,
        "sections": [
            {"id": "L", "skill": "listening", "minutes": 10, "score": 6, "stimulus": {"kind": "audio", "count": 1, "max_seconds": 120, "plays": 2}},
            {"id": "R", "skill": "reading", "minutes": 10, "score": 8, "stimulus": {"kind": "text", "count": 1, "words": [120, 160]}},
            {"id": "W", "skill": "writing", "minutes": 20, "score": 10},
            {"id": "S", "skill": "speaking", "minutes": 0, "score": 6, "separate_sitting": true, "minutes_per_candidate": 5}
        ],
        "blueprint": [
            {"id": "L1", "section": "L", "unit": "u1", "objectives": ["7.1.2.1"], "thinking": "KU", "types": ["MCQ"], "items": 3, "points_each": 1},
            {"id": "L2", "section": "L", "unit": "u2", "objectives": ["7.1.4.1"], "thinking": "AP", "types": ["SA"], "items": 3, "points_each": 1},
            {"id": "R1", "section": "R", "unit": "u1", "objectives": ["7.3.1.1"], "thinking": "KU", "types": ["MCQ"], "items": 2, "points_each": 1},
            {"id": "R2", "section": "R", "unit": "u2", "objectives": ["7.3.4.1"], "thinking": "AP", "types": ["SA", "MATCH"], "items": 3, "points_each": 1},
            {"id": "R3", "section": "R", "unit": "u2", "objectives": ["7.3.6.1"], "thinking": "HO", "types": ["EA"], "items": 1, "points_each": 3},
            {"id": "W1", "section": "W", "unit": "u2", "objectives": ["7.4.2.1", "7.5.1.1"], "thinking": "HO", "types": ["EA"], "items": 1, "points_each": 10, "mark_scheme": "banded"},
            {"id": "S1", "section": "S", "unit": "u1", "objectives": ["7.2.3.1"], "thinking": "AP", "types": ["SPEAK"], "items": 1, "points_each": 6, "mark_scheme": "analytic"}
        ],
        "thinking_share": {"KU": [0.15, 0.30], "AP": [0.30, 0.50], "HO": [0.25, 0.45]},
        "constraints": {"parallel_forms": 2, "overlap_items": 0, "exclude_enemies": true, "one_per_family": true, "stimulus_sets": "whole", "exclude_used_terms": 3}
    }))
}

fn sau() -> SpecificationDocument {
    let row = |id: &str, objective: &str, thinking: &str, types: &[&str], points: u32| json!({"id": id, "section": "A", "objectives": [objective], "thinking": thinking, "types": types, "items": 1, "points_each": points});
    document(json!({
        "schema": "synaq.test-spec/v1", "id": "sau-g6-math-ratio-proportion", "version": 1, "kind": "SAU", "title": {"en": "SAU 1, Mathematics, Grade 6"},
        "subject": "mathematics", "grade": 6, "term": 1, "unit": "ratios-and-proportion", "languages": {"instruction": ["kk", "ru"]},
        "duration_min": 25, "max_score": 15, "sections": [{"id": "A", "minutes": 25, "score": 15}],
        "blueprint": [
            row("B1", "6.5.2.1", "KU", &["SA"], 2), row("B2", "6.1.2.6", "AP", &["SA"], 3), row("B3", "6.5.1.1", "AP", &["EA"], 4),
            row("B4", "6.5.1.3", "AP", &["SA", "EA"], 3), row("B5", "6.3.3.4", "HO", &["EA"], 3)
        ],
        "mark_scheme_rule": {"style": "analytic", "points_per_descriptor": 1}
    }))
}

fn unt() -> SpecificationDocument {
    let single = |items: u32| json!({"id": "single", "types": ["MCQ"], "items": items, "points_each": 1, "options": 4});
    let context = |items: u32| json!({"id": "context", "types": ["MCQ"], "items": items, "points_each": 1, "options": 4, "stimulus": "required"});
    let partial = json!({"rule": "all_or_nothing", "confirmed": false});
    let profile = json!([
        single(25), context(5),
        {"id": "match", "types": ["MATCH"], "items": 5, "points_each": 2, "partial": partial},
        {"id": "multi", "types": ["MULTI"], "items": 5, "points_each": 2, "options": 6, "max_correct": 3, "partial": partial}
    ]);
    document(json!({
        "schema": "synaq.battery/v1", "id": "unt-2026", "version": 1, "kind": "ADMISSION", "title": {"en": "UNT-2026"},
        "languages": {"instruction": ["kk", "ru", "en"]}, "access": {"forms": "secure"}, "duration_min": 240, "max_score": 140,
        "components": [
            {"id": "history_kz", "items": 20, "max_score": 20, "pass": 5, "blueprint": [single(10), context(10)]},
            {"id": "reading_literacy", "items": 10, "max_score": 10, "pass": 3, "blueprint": [context(10)]},
            {"id": "math_literacy", "items": 10, "max_score": 10, "pass": 3, "blueprint": [single(10)]},
            {"id": "profile_1", "subject": "by_choice", "items": 40, "max_score": 50, "pass": 5, "blueprint": profile},
            {"id": "profile_2", "subject": "by_choice", "items": 40, "max_score": 50, "pass": 5, "blueprint": profile}
        ],
        "choice": {"pairs": [["mathematics", "physics"], ["biology", "chemistry"]]}
    }))
}

fn document(json: Value) -> SpecificationDocument {
    serde_json::from_value(json).expect("a specification of this test")
}

/// Assembles `forms` forms of every component and language set from a bank generated for them.
fn every_component(document: &SpecificationDocument, forms: u32) -> Vec<Assembly> {
    let mut assemblies = Vec::new();
    for component in components(document) {
        let subject = component
            .subject
            .clone()
            .unwrap_or_else(|| component.choices[0].clone());
        for languages in component.language_sets.clone() {
            let bank = generate(&component, &subject, &languages, "G", forms as usize, 1);
            let request = Request {
                document: document.clone(),
                component: component.id.clone(),
                subject: Some(subject.clone()),
                languages,
                candidates: bank.candidates(),
                options: Options {
                    forms: Some(forms),
                    seed: 3,
                    ..Options::default()
                },
                limits: Limits::default(),
            };
            assemblies.push(form(&request));
        }
    }
    assemblies
}

#[test]
fn two_forms_of_the_term_test_in_kazakh_share_nothing_and_keep_their_texts_whole() {
    let assemblies = every_component(&sat(), 2);
    let [assembly] = assemblies.as_slice() else {
        panic!("one component, one language")
    };
    assert_eq!((assembly.forms.len(), assembly.overlaps[0][1]), (2, 0));
    let sections: Vec<&str> = assembly.forms[0]
        .positions
        .iter()
        .map(|p| p.section.as_str())
        .collect();
    assert_eq!(sections.join(""), "LLLLLLRRRRRRWS");
}

#[test]
fn two_forms_of_the_unit_test_exist_in_both_languages() {
    let assemblies = every_component(&sau(), 2);
    let points: Points = assemblies[0].forms[1]
        .positions
        .iter()
        .map(|position| position.points)
        .sum();
    assert_eq!(points, Points::whole(15));
}

#[test]
fn every_component_of_the_admission_test_is_assembled() {
    let assemblies = every_component(&unt(), 2);
    let items: Vec<usize> = assemblies
        .iter()
        .map(|assembly| assembly.forms[0].positions.len())
        .collect();
    assert_eq!(items, [20, 10, 10, 40, 40]);
}
