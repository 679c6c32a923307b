//! Every shipped specification, assembled: from generated banks, and where the project has tasks
//! of its own from those.

use serde::Deserialize;

use super::*;
use crate::assembly::generated::{GeneratedBank, generate};
use crate::bank::check::{Context, Stage, check_item};
use crate::bank::texts::{ItemDocument, StimulusDocument};
use crate::document::{Format, decode_text, parse};
use crate::language::finding::refuses;
use crate::specification::component::components;
use crate::specification::document::SpecificationDocument;

const SAT: &str = include_str!("../../../item_specs/specifications/sat-g7-kazakh-l2-t1.yaml");
const SAU: &str = include_str!("../../../item_specs/specifications/sau-g6-mathematics-u1.yaml");
const MONITORING: &str =
    include_str!("../../../item_specs/specifications/monitoring-rural-school.yaml");
const UNT: &str = include_str!("../../../item_specs/specifications/unt-2026.yaml");
pub(super) const FORMATIVE: &str =
    include_str!("../../../item_specs/specifications/fa-g11-physics-t1.yaml");
pub(super) const LEVEL_SET: &str =
    include_str!("../../../item_specs/specifications/level-set-online-mektep.yaml");
pub(super) const EASP: &str =
    include_str!("../../../item_specs/specifications/easp-g4-literacy-pilot.yaml");
pub(super) const MODULE_TEST: &str =
    include_str!("../../../item_specs/specifications/module-test-g7-kazakh-l2.yaml");
const KAZAKH_BANK: &str = include_str!("../../../item_specs/bank/kazakh-l2-g7.yaml");
const MATHEMATICS_BANK: &str = include_str!("../../../item_specs/bank/mathematics-g6.yaml");

pub(super) fn specification(yaml: &str) -> SpecificationDocument {
    decode_text(yaml, Format::Yaml)
        .expect("a shipped specification")
        .0
}

/// The tasks of a bank file; what else it says is not assembly's.
#[derive(Deserialize)]
struct BankFile {
    #[serde(default)]
    stimuli: Vec<StimulusDocument>,
    items: Vec<ItemDocument>,
}

fn bank(yaml: &str) -> GeneratedBank {
    let tree = parse(yaml, Format::Yaml).expect("a shipped bank");
    let file: BankFile = serde_json::from_value(tree.value).expect("tasks");
    GeneratedBank {
        items: file.items,
        stimuli: file.stimuli,
        ..GeneratedBank::default()
    }
}

fn two_forms_from(yaml: &str, languages: &[&str], bank: &GeneratedBank) -> Assembly {
    let request = Request {
        document: specification(yaml),
        component: "test".to_owned(),
        subject: None,
        languages: languages.iter().map(|code| code.parse().unwrap()).collect(),
        candidates: bank.candidates(),
        given: Given::default(),
        options: Options {
            forms: Some(2),
            seed: 3,
            ..Options::default()
        },
        limits: Limits::default(),
    };
    form(&request)
}

/// `forms` forms of every component and language set, each from a bank generated for it.
fn every_component(yaml: &str, forms: u32) -> Vec<(String, Assembly)> {
    let document = specification(yaml);
    let mut assemblies = Vec::new();
    for component in components(&document) {
        let subject = component
            .subject
            .clone()
            .unwrap_or_else(|| component.choices[0].clone());
        for languages in component.language_sets.clone() {
            let bank = generate(&component, &subject, &languages, "G", forms as usize, 1);
            for item in &bank.items {
                let codes = bank
                    .stimuli
                    .iter()
                    .map(|stimulus| stimulus.code.clone())
                    .collect();
                let context = Context {
                    curriculum: None,
                    stimuli: Some(&codes),
                };
                let findings = check_item(item, &context, Stage::Submit);
                assert!(!refuses(&findings), "{}: {findings:#?}", item.code);
            }
            let request = Request {
                document: document.clone(),
                component: component.id.clone(),
                subject: Some(subject.clone()),
                languages,
                candidates: bank.candidates(),
                given: Given::default(),
                options: Options {
                    forms: Some(forms),
                    seed: 3,
                    ..Options::default()
                },
                limits: Limits::default(),
            };
            assemblies.push((component.id.clone(), form(&request)));
        }
    }
    assemblies
}

fn sizes(assemblies: &[(String, Assembly)]) -> Vec<usize> {
    assemblies
        .iter()
        .map(|(_, assembly)| assembly.forms[0].positions.len())
        .collect()
}

#[test]
fn the_term_test_has_its_sections_in_order_and_its_texts_whole() {
    let (_, assembly) = every_component(SAT, 2).remove(0);
    assert_eq!((assembly.forms.len(), assembly.overlaps[0][1]), (2, 0));
    let sections: Vec<&str> = assembly.forms[0]
        .positions
        .iter()
        .map(|p| p.section.as_str())
        .collect();
    assert_eq!(sections.join(""), "LLLLLLRRRRRRWS");
}

#[test]
fn the_unit_test_has_its_points() {
    let (_, assembly) = every_component(SAU, 2).remove(0);
    let points: Points = assembly.forms[1].positions.iter().map(|p| p.points).sum();
    assert_eq!(points, Points::whole(15));
}

#[test]
fn the_monitoring_battery_has_two_hundred_and_twenty_tasks() {
    let assemblies = every_component(MONITORING, 1);
    assert_eq!(sizes(&assemblies).iter().sum::<usize>(), 220);
    assert_eq!(
        assemblies.len(),
        10,
        "three tests in two languages, seven in one"
    );
}

#[test]
fn every_component_of_the_admission_test_is_assembled() {
    assert_eq!(sizes(&every_component(UNT, 2)), [20, 10, 10, 40, 40]);
}

#[test]
fn the_projects_own_tasks_give_two_term_tests_and_two_unit_tests_without_a_common_task() {
    let sat = two_forms_from(SAT, &["kk"], &bank(KAZAKH_BANK));
    let sau = two_forms_from(SAU, &["kk", "ru"], &bank(MATHEMATICS_BANK));
    for assembly in [sat, sau] {
        assert_eq!((assembly.forms.len(), assembly.overlaps[0][1]), (2, 0));
    }
}
