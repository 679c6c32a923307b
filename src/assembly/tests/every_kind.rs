//! Every shipped kind that is more than rows: a collection, level sets, an external assessment with
//! pilot block and anchors, a module test; and what is refused of each by name.

use super::shipped::{EASP, FORMATIVE, LEVEL_SET, MODULE_TEST, specification};
use super::*;
use crate::assembly::generated::{GeneratedBank, generate};
use crate::assembly::request::Anchor;
use crate::assembly::run::RefusalKind;
use crate::specification::component::parameters::Given;
use crate::specification::component::{Component, components};

/// What is asked for a component, with a bank that holds `times` forms of it.
fn asked(yaml: &str, id: &str, given: Given, times: usize) -> (Request, GeneratedBank) {
    let document = specification(yaml);
    let all = components(&document);
    let found = all.into_iter().find(|component| component.id == id);
    let component = found.unwrap().with(&given).expect("what is given suits it");
    let languages = component.language_sets[0].clone();
    let subject = match (&component.subject, component.any_subject) {
        (Some(subject), _) => subject.clone(),
        (None, true) => String::new(),
        (None, false) => "physics".to_owned(),
    };
    let bank = generate(&component, &subject, &languages, "G", times, 1);
    let request = Request {
        document,
        component: id.to_owned(),
        subject: Some(subject).filter(|subject| !subject.is_empty()),
        languages,
        candidates: bank.candidates(),
        given,
        options: Options {
            seed: 3,
            ..Options::default()
        },
        limits: Limits::default(),
    };
    (request, bank)
}

fn lesson(grade: u8) -> Given {
    Given {
        grade: Some(grade),
        term: Some(2),
        lesson: Some("oscillations".to_owned()),
    }
}

fn levels(request: &Request, assembly: &Assembly) -> String {
    let level = |code: &str| {
        let item = request.candidates.iter().find(|item| item.code == code);
        item.unwrap().difficulty.unwrap().as_str()
    };
    let positions = assembly.forms[0].positions.iter();
    positions.map(|position| level(&position.item)).collect()
}

#[test]
fn a_collection_has_its_rows_and_its_shares_of_items_by_level() {
    let (request, _) = asked(FORMATIVE, "test", Given::default(), 2);
    let assembly = form(&request);
    assert_eq!(assembly.forms[0].positions.len(), 10);
    let kinds = |kind: &str| {
        let achieved = assembly.forms[0].achieved.iter();
        achieved.filter(|a| a.kind == kind).count()
    };
    assert_eq!((kinds("per_objective"), kinds("difficulty_share")), (3, 3));
    let levels = levels(&request, &assembly);
    assert!((3..=5).contains(&levels.matches('A').count()), "{levels}");
}

#[test]
fn tasks_of_an_objective_stay_within_their_number() {
    let two =
        json!([{"id": "R", "items": 2, "points_each": 1, "objectives": ["5.1.1.1", "5.1.1.2"]}]);
    let more = |min: u32, max: u32| json!({"kind": "FA", "selection": {"mode": "collection", "per_objective": {"min": min, "max": max}}});
    let other = with("b", |i| i.objectives = vec!["5.1.1.2".into()]);
    let bank = vec![item("a"), with("c", |_| ()), other];
    let mut request = request(two.clone(), more(1, 1), bank.clone());
    request.options.access = Some(vec![Access::Restricted]);
    assert!(codes(&form(&request), 0).contains(&"b"));
    let mut request = super::request(two, more(2, 2), bank);
    request.options.access = Some(vec![Access::Restricted]);
    let finding = only_finding(&request);
    assert_eq!(finding.code.as_str(), "constraints_conflict");
    let named = finding.args["constraints"].as_str().unwrap();
    assert!(named.contains("per_objective:5.1.1.2"), "{named}");
}

#[test]
fn a_level_set_has_nine_tasks_in_primary_and_eighteen_later_in_the_order_of_levels() {
    let (request, _) = asked(LEVEL_SET, "primary", lesson(4), 2);
    assert_eq!(levels(&request, &form(&request)), "AAABBBCCC");
    let (request, _) = asked(LEVEL_SET, "secondary", lesson(7), 2);
    assert_eq!(levels(&request, &form(&request)), "AAAAAABBBBBBCCCCCC");
}

#[test]
fn a_level_set_takes_no_task_of_another_lesson_without_help_or_marked_by_a_person() {
    type Flaw = fn(&mut Candidate);
    let flaws: [(Flaw, &str); 5] = [
        (|i| i.lessons.clear(), "lesson"),
        (|i| drop(i.help.hints.pop()), "hint"),
        (|i| i.help.explanations.clear(), "explanation"),
        (|i| i.auto_scored = false, "auto_scored"),
        (|i| i.term = Some(3), "term"),
    ];
    for (flaw, reason) in flaws {
        let (mut request, _) = asked(LEVEL_SET, "primary", lesson(4), 1);
        request.candidates.iter_mut().for_each(flaw);
        let findings = refusal(&request).findings;
        assert_eq!(findings.len(), 3, "one for each level");
        let finding = &findings[0];
        assert_eq!(
            (finding.code.as_str(), finding.args["nearest"].as_str()),
            ("row_short", Some(reason))
        );
    }
}

#[test]
fn what_a_request_must_say_is_asked_for_by_name_all_at_once() {
    let (mut request, _) = asked(LEVEL_SET, "primary", lesson(4), 1);
    request.given = Given {
        grade: Some(7),
        term: Some(5),
        lesson: None,
    };
    request.subject = None;
    let refusal = refusal(&request);
    let found: Vec<(&str, &str)> = refusal
        .findings
        .iter()
        .map(|f| (f.code.as_str(), f.pointer.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("subject_choice_missing", "/subject"),
            ("parameter_not_allowed", "/given/term"),
            ("parameter_missing", "/given/lesson"),
            ("parameter_not_allowed", "/given/grade"),
        ]
    );
    let (mut request, _) = asked(FORMATIVE, "test", Given::default(), 1);
    request.given = lesson(11);
    assert_eq!(super::refusal(&request).findings.len(), 3);
}

/// The external assessment with eight anchors of its own bank.
fn external(times: usize) -> (Request, GeneratedBank) {
    let (mut request, bank) = asked(EASP, "test", Given::default(), times);
    let scored = bank
        .items
        .iter()
        .filter(|item| !bank.pilot.contains(&item.code));
    let anchor = |item: &crate::bank::texts::ItemDocument| Anchor {
        item: item.code.clone(),
        version: Some(1),
        position: None,
    };
    request.options.anchors = scored.step_by(4).take(8).map(anchor).collect();
    (request, bank)
}

#[test]
fn ten_forms_share_their_scored_tasks_and_differ_in_six_that_never_count() {
    let (request, bank) = external(10);
    let assembly = form(&request);
    assert_eq!(assembly.forms.len(), 10);
    let mut tried = std::collections::BTreeSet::new();
    let scored = |form: usize| -> Vec<&str> {
        let positions = assembly.forms[form].positions.iter();
        positions
            .filter(|p| !p.unscored)
            .map(|p| p.item.as_str())
            .collect()
    };
    for number in 0..10 {
        let form = &assembly.forms[number];
        let pilot: Vec<&str> = form
            .positions
            .iter()
            .filter(|p| p.unscored)
            .map(|p| p.item.as_str())
            .collect();
        assert_eq!((form.positions.len(), pilot.len()), (36, 6));
        assert!(pilot.iter().all(|code| bank.pilot.contains(*code)));
        tried.extend(pilot);
        assert_eq!(scored(number), scored(0));
        let points: Points = form
            .positions
            .iter()
            .filter(|p| !p.unscored)
            .map(|p| p.points)
            .sum();
        assert_eq!(points, Points::whole(30));
        let anchors = &request.options.anchors;
        assert!(
            anchors
                .iter()
                .all(|anchor| scored(number).contains(&anchor.item.as_str()))
        );
    }
    assert_eq!(tried.len(), 60, "no task is tried in two forms");
}

#[test]
fn the_tasks_of_the_block_stand_between_the_others_of_their_section() {
    let (mut request, _) = external(2);
    request.options.forms = Some(1);
    let places = |request: &Request| -> String {
        let assembly = form(request);
        let positions = &assembly.forms[0].positions;
        let of_math = positions.iter().filter(|p| p.section == "math");
        of_math
            .map(|p| if p.unscored { 'p' } else { '.' })
            .collect()
    };
    assert_eq!(places(&request), "....p....p....");
    let block = |request: &mut Request, position: &str| {
        let mut document = serde_json::to_value(&request.document).unwrap();
        document["pilot"]["unscored_block"]["position"] = json!(position);
        request.document = serde_json::from_value(document).unwrap();
    };
    block(&mut request, "start");
    assert_eq!(places(&request), "pp............");
    block(&mut request, "end");
    assert_eq!(places(&request), "............pp");
}

#[test]
fn parallel_tests_with_blocks_share_anchors_and_nothing_else_that_counts() {
    let (mut request, _) = external(3);
    let mut document = serde_json::to_value(&request.document).unwrap();
    document["pilot"]["unscored_block"]["spiral_forms"] = json!(2);
    document["constraints"]["parallel_forms"] = json!(2);
    request.document = serde_json::from_value(document).unwrap();
    let assembly = form(&request);
    assert_eq!(assembly.forms.len(), 4);
    assert_eq!(
        assembly.overlaps[0],
        [36, 30, 14, 8],
        "same test, same block, neither"
    );
}

#[test]
fn anchors_that_are_missing_changed_or_unfit_are_refused_by_name() {
    let (mut request, _) = external(1);
    let gone = request.options.anchors[0].item.clone();
    request.candidates.retain(|item| item.code != gone);
    for item in &mut request.candidates {
        if item.code == request.options.anchors[1].item {
            item.version = 2;
        }
        if item.code == request.options.anchors[2].item {
            item.points = half_points(3);
        }
    }
    let refusal = refusal(&request);
    assert_eq!(refusal.kind, RefusalKind::Infeasible);
    let told: Vec<(&str, &str, &str)> = refusal
        .findings
        .iter()
        .map(|f| {
            let arg = |name: &str| f.args[name].as_str().unwrap_or_default();
            (f.code.as_str(), arg("why"), arg("reasons"))
        })
        .collect();
    assert_eq!(
        told,
        [
            ("anchor_missing", "gone", ""),
            ("anchor_missing", "version", "2"),
            ("anchor_missing", "misfit", "points"),
        ]
    );
    request.options.anchors.clear();
    let finding = only_finding(&request);
    assert_eq!(
        (finding.code.as_str(), finding.args["need"].as_u64()),
        ("anchors_too_few", Some(8))
    );
}

#[test]
fn a_module_test_is_a_questionnaire_a_test_and_an_observation() {
    let all = components(&specification(MODULE_TEST));
    let ids: Vec<&str> = all
        .iter()
        .map(|component: &Component| component.id.as_str())
        .collect();
    assert_eq!(ids, ["motivational", "content", "procedural"]);
    let mut sizes = Vec::new();
    for id in ids {
        let (request, _) = asked(MODULE_TEST, id, Given::default(), 2);
        let assembly = form(&request);
        let points: Points = assembly.forms[0].positions.iter().map(|p| p.points).sum();
        let positions = assembly.forms[0].positions.len();
        sizes.push((assembly.forms.len(), positions, points.to_string()));
    }
    let expected = [(1, 12, "0"), (2, 20, "20"), (2, 4, "12")];
    assert_eq!(
        sizes,
        expected.map(|(forms, items, points)| (forms, items, points.to_owned()))
    );
}

#[test]
fn questions_of_another_scale_do_not_fit_a_questionnaire() {
    let (mut request, _) = asked(MODULE_TEST, "motivational", Given::default(), 1);
    request.candidates[0].coded_max = Some(Points::whole(4));
    let finding = only_finding(&request);
    assert_eq!(
        (finding.code.as_str(), finding.args["nearest"].as_str()),
        ("row_short", Some("coded_values"))
    );
}
