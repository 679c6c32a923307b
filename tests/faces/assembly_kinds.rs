//! The kinds that are more than rows, assembled through the API from generated banks: a formative
//! collection, level sets, the external assessment with pilot block and anchors, the module test.

use serde_json::{Value, json};
use synaq::assembly::generated::{GeneratedBank, generate};
use synaq::specification::component::parameters::Given;
use synaq::specification::component::{Component, components};

use super::assembly::{assemble, items_of};
use crate::harness::api::{Service, text};
use crate::harness::library::{self, Bank};

/// A component of a shipped specification, for what a request says.
fn component(specification: &str, id: &str, given: &Given) -> Component {
    let all = components(&library::specification(specification));
    let found = all.into_iter().find(|component| component.id == id);
    found
        .expect("a component")
        .with(given)
        .expect("what is given suits it")
}

/// Fills the bank for `times` forms of a component; what is in pilot is in pilot.
fn fill(service: &Service, component: &Component, subject: &str, times: usize) -> GeneratedBank {
    let languages = component.language_sets[0].clone();
    let generated = generate(component, subject, &languages, &component.id, times, 1);
    let bank = Bank {
        items: generated.items.clone(),
        stimuli: generated.stimuli.clone(),
    };
    let ids = library::fill(service, &bank, "live");
    for code in &generated.pilot {
        library::set_phase(service, &ids[code], "pilot");
    }
    generated
}

fn all_hold(run: &Value) {
    let forms = run["result"]["forms"].as_array().expect("forms").iter();
    let of_forms = forms.flat_map(|form| form["achieved"].as_array().expect("constraints"));
    let pairs = run["result"]["overlap_achieved"].as_array().expect("pairs");
    for constraint in of_forms.chain(pairs) {
        assert_eq!(constraint["holds"], true, "{constraint}");
    }
}

fn unscored(form: &Value) -> Vec<&str> {
    let positions = form["positions"].as_array().expect("positions").iter();
    positions
        .filter(|position| position["unscored"] == true)
        .map(|position| text(&position["item"]))
        .collect()
}

/// The small specifications, the shipped tasks they are for, and how many tasks a form has.
const SMALL: [(&str, &[&str], usize); 5] = [
    ("functional-literacy-g8", &["functional-literacy-g8"], 9),
    ("attestation-g9-mathematics", &["mathematics-g9"], 8),
    (
        "lesson-clil-g8-physics-heat-transfer",
        &["physics-g8-heat-transfer"],
        6,
    ),
    (
        "say-g6-mathematics",
        &["mathematics-g6", "mathematics-g6-year"],
        8,
    ),
    ("tv-lesson-g5-science-mixtures", &["science-g5-mixtures"], 5),
];

on_both! {
    fn each_small_specification_gives_two_forms_of_the_shipped_tasks(backend) {
        let service = Service::start(backend);
        let banks: std::collections::BTreeSet<&str> = SMALL.iter().flat_map(|(_, banks, _)| banks.iter().copied()).collect();
        for bank in banks {
            library::fill(&service, &library::bank(bank), "live");
        }
        for (specification, _, tasks) in SMALL {
            let id = library::publish(&service, &library::specification(specification));
            let body = json!({"specification_id": id, "forms": 2, "overlap": 0, "seed": 7});
            let run = assemble(&service.administrator(), &body).expect(201);
            all_hold(&run);
            let forms = run["result"]["forms"].as_array().expect("forms");
            let (first, second) = (items_of(&forms[0]), items_of(&forms[1]));
            assert_eq!((first.len(), second.len()), (tasks, tasks), "{specification}");
            assert!(first.iter().all(|item| !second.contains(item)), "{specification}");
        }
    }

    fn a_formative_collection_is_assembled(backend) {
        let service = Service::start(backend);
        let specification = library::publish(&service, &library::specification("fa-g11-physics-t1"));
        fill(&service, &component("fa-g11-physics-t1", "test", &Given::default()), "physics", 1);
        let run = assemble(&service.administrator(), &json!({"specification_id": specification})).expect(201);
        assert_eq!(items_of(&run["result"]["forms"][0]).len(), 10);
        all_hold(&run);
    }

    fn a_level_set_is_for_the_subject_grade_and_lesson_that_are_asked_for(backend) {
        let service = Service::start(backend);
        let specification = library::publish(&service, &library::specification("level-set-online-mektep"));
        let admin = service.administrator();
        for (profile, grade, items) in [("primary", 4, 9), ("secondary", 7, 18)] {
            let given = Given { grade: Some(grade), term: Some(2), lesson: Some("l-17".to_owned()) };
            fill(&service, &component("level-set-online-mektep", profile, &given), "mathematics", 1);
            let body = json!({
                "specification_id": specification, "subject": "mathematics",
                "grade": grade, "term": 2, "lesson": "l-17"
            });
            let run = assemble(&admin, &body).expect(201);
            assert_eq!((run["component"].as_str(), items_of(&run["result"]["forms"][0]).len()), (Some(profile), items));
            all_hold(&run);
        }
        let body = json!({"specification_id": specification, "grade": 4, "component": "primary"});
        let found = assemble(&admin, &body).findings();
        let expected = [
            ("parameter_missing", "/lesson"), ("parameter_missing", "/term"), ("subject_choice_missing", "/subject"),
        ];
        assert_eq!(found, expected.map(|(code, at)| (code.to_owned(), at.to_owned())));
    }

    fn an_external_assessment_has_a_block_that_never_counts_and_anchors_of_the_form_before(backend) {
        let service = Service::start(backend);
        let specification = library::publish(&service, &library::specification("easp-g4-literacy-pilot"));
        let bank = fill(&service, &component("easp-g4-literacy-pilot", "test", &Given::default()), "", 3);
        let admin = service.administrator();
        let nothing = assemble(&admin, &json!({"specification_id": specification})).expect(422);
        assert_eq!((&nothing["errors"][0]["code"], &nothing["errors"][0]["pointer"]),
            (&json!("anchors_too_few"), &json!("/anchors")));
        // Anchors of one domain: those of reading would bring their texts with them.
        let of_math = |i: &&synaq::bank::texts::ItemDocument| i.content.literacy.as_deref() == Some("math");
        let counted = bank.items.iter().filter(|item| !bank.pilot.contains(&item.code)).filter(of_math);
        let anchors: Vec<Value> = counted.step_by(4).take(8).map(|i| json!({"item": i.code, "version": 1})).collect();
        let body = json!({"specification_id": specification, "anchors": anchors, "forms": 3});
        let run = assemble(&admin, &body).expect(201);
        all_hold(&run);
        let forms = run["result"]["forms"].as_array().unwrap();
        assert_eq!(run["result"]["overlaps"], json!([[36, 30, 30], [30, 36, 30], [30, 30, 36]]));
        assert!(forms.iter().all(|form| unscored(form).len() == 6));
        let first = admin.get(&format!("/forms/{}", text(&forms[0]["id"]))).expect(200);
        assert_eq!(first["max_score"], 30);
        // The next year: eight of the counted tasks of this form again.
        let body = json!({"specification_id": specification, "anchor_form": forms[0]["code"], "forms": 1, "seed": 5});
        let next = assemble(&admin, &body).expect(201);
        all_hold(&next);
        let before = items_of(&forms[0]);
        let again = items_of(&next["result"]["forms"][0]);
        assert!(again.iter().filter(|item| before.contains(item)).count() >= 8);
        let body = json!({"specification_id": specification, "anchor_form": "nothing"});
        assert_eq!(assemble(&admin, &body).findings(), [("reference_unknown".to_owned(), "/anchor_form".to_owned())]);
    }

    fn the_english_part_of_a_battery_is_sat_by_a_class_that_is_taught_in_kazakh(backend) {
        let service = Service::start(backend);
        let name = "monitoring-rural-school";
        let specification = library::publish(&service, &library::specification(name));
        fill(&service, &component(name, "g8-eng", &Given::default()), "english", 2);
        let admin = service.administrator();
        let body = json!({"specification_id": specification, "component": "g8-eng", "forms": 1});
        let run = assemble(&admin, &body).expect(201);
        let form = text(&run["result"]["forms"][0]["id"]);
        let locking = [("if-match", "*")];
        admin.send("POST", &format!("/forms/{form}/lock"), &locking, None).expect(200);
        service.policy(&service.root());
        let mut sittings = Vec::new();
        for grade in [4, 8] {
            let class = json!({"code": format!("{grade}A"), "grade": grade, "language": "kk", "academic_year": "2026-27"});
            let class = admin.post("/classes", &class).expect(201);
            let pupils = json!({"rows": [{"code": format!("{grade}A-1")}]});
            admin.post(&format!("/classes/{}/candidates", text(&class["id"])), &pupils).expect(200);
            let body = json!({"form_id": form, "class_id": class["id"], "policy": "kz-2-11-2025", "held_on": "2026-10-20"});
            sittings.push(admin.post("/sittings", &body));
        }
        // The grade is the part's, the battery has none.
        assert_eq!(sittings[0].findings(), [("class_grade_unfit".to_owned(), "/class_id".to_owned())]);
        assert_eq!(sittings.remove(1).expect(201)["language"], "en");
    }

    fn a_module_test_is_a_questionnaire_a_test_and_an_observation(backend) {
        let service = Service::start(backend);
        let name = "module-test-g7-kazakh-l2";
        let specification = library::publish(&service, &library::specification(name));
        let mut sizes = Vec::new();
        for id in ["motivational", "content", "procedural"] {
            let component = component(name, id, &Given::default());
            fill(&service, &component, "kazakh_l2", 2);
            let body = json!({"specification_id": specification, "component": id});
            let run = assemble(&service.administrator(), &body).expect(201);
            all_hold(&run);
            let forms = run["result"]["forms"].as_array().unwrap();
            sizes.push((forms.len(), items_of(&forms[0]).len()));
        }
        assert_eq!(sizes, [(1, 12), (2, 20), (2, 4)]);
    }
}
