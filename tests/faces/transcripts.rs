//! What is said in recordings is read by a candidate exactly when the specification says so.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, Task, choice};
use crate::harness::school::{School, another_school, code};

const IN_STIMULUS: &str = "Пойыз сағат онда жүреді.";
const IN_TASK: &str = "Бүгін жаңбыр жауады.";

/// One task that hangs on a recording, and one with a recording of its own.
fn listening(transcripts: Option<Value>) -> FormOf {
    let (section, mut on_stimulus, texts) = choice("listening");
    on_stimulus["stimulus"] = json!("train");
    let first: Task = (section, on_stimulus, texts);
    let mut second = choice("listening");
    second.2["recordings"] = json!([{"src": "media:0", "plays": 2, "transcript": IN_TASK}]);
    let train = json!({
        "code": "train", "kind": "audio", "subject": "kazakh_l2", "seconds": 60, "plays": 2,
        "texts": {"kk": {"title": "Вокзалда", "body": IN_STIMULUS}}
    });
    FormOf {
        specification: "listening",
        more: transcripts.map_or(json!({}), |rules| json!({"transcripts": rules})),
        stimuli: vec![train],
        ..FormOf::sat(vec![first, second])
    }
}

/// A school whose first pupil does not hear recordings, by a decision.
fn school(backend: crate::harness::Backend) -> School {
    let school = School::start(backend, 2);
    let document = json!({
        "schema": "synaq.accommodations/v1", "id": "sen", "version": 1, "title": {}, "valid_from": "2026-09-01",
        "accommodations": [
            {"id": "hearing", "title": {}, "provides": ["transcript"]},
            {"id": "large-print", "title": {}, "provides": ["large_print"]}
        ]
    });
    let admin = school.service.administrator();
    admin.post("/accommodations", &document).expect(201);
    let right = |n: usize, what: &str| {
        json!({
            "candidate": code(n), "document": "sen", "accommodation": what,
            "valid_from": "2026-09-01", "basis": "decision 12 of 2026-08-28"
        })
    };
    let rows = json!({"rows": [right(1, "hearing"), right(2, "large-print")]});
    let path = format!("/classes/{}/accommodations", school.class);
    school.coordinator.post(&path, &rows).expect(200);
    school
}

/// What the copies of the first and the second pupil say of the recordings.
fn read(school: &School, sitting: &str) -> [bool; 2] {
    [1, 2].map(|n| {
        let copy = school.get(sitting, &format!("copies/{}", code(n)));
        let all = copy.to_string();
        let said = [IN_STIMULUS, IN_TASK].map(|words| all.contains(words));
        assert_eq!(said[0], said[1], "{copy}");
        if said[0] {
            assert_eq!(
                copy["transcripts"],
                json!([{"stimulus": 1, "text": IN_STIMULUS}, {"task": 2, "src": "media:0", "text": IN_TASK}])
            );
        }
        assert_eq!(copy["copy"]["stimuli"][0]["plays"], 2);
        assert_eq!(copy["copy"]["tasks"].as_array().map(Vec::len), Some(2));
        assert!(!all.contains("HINT-TEXT") && !all.contains("EXPLANATION-TEXT"), "{copy}");
        said[0]
    })
}

on_both! {
    fn a_candidate_reads_what_is_said_exactly_when_the_specification_says_so(backend) {
        let school = school(backend);
        for (rules, before, after) in [
            (None, [false, false], [false, false]),
            (Some(json!([])), [false, false], [false, false]),
            (Some(json!(["accommodation"])), [true, false], [true, false]),
            (Some(json!(["after_submission"])), [false, false], [true, true]),
            (Some(json!(["after_submission", "accommodation"])), [true, false], [true, true]),
        ] {
            let form = school.service.form(&school.root, listening(rules.clone()));
            let sitting = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
            let sitting = text(&sitting["id"]);
            assert_eq!(read(&school, sitting), before, "{rules:?}");
            school.all_present(sitting, 2);
            assert_eq!(read(&school, sitting), before, "{rules:?}");
            school.post(sitting, "close", json!({})).expect(200);
            assert_eq!(read(&school, sitting), after, "{rules:?}");
            // The copy of the form itself never says it.
            let copy = school.coordinator.get(&format!("/forms/{form}/candidate-copy?language=kk")).expect(200);
            assert!(!copy.to_string().contains(IN_STIMULUS) && !copy.to_string().contains(IN_TASK), "{copy}");
        }
    }

    fn only_those_who_plan_the_sitting_read_the_copy_of_a_candidate(backend) {
        let school = school(backend);
        let form = school.service.form(&school.root, listening(Some(json!(["accommodation"]))));
        let sitting = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        let path = |n: usize| format!("/sittings/{}/copies/{}", text(&sitting["id"]), code(n));
        school.coordinator.get(&path(1)).expect(200);
        assert_eq!(school.coordinator.get(&path(9)).status, 404);
        // A marker does not read who needs what.
        let marker = school.service.user_with_role(&school.org, "marker");
        assert_eq!(marker.get(&path(1)).status, 403);
        let (_, elsewhere) = another_school(&school.service, "school-9");
        assert_eq!(elsewhere.get(&path(1)).status, 404);
    }

    fn a_specification_says_only_what_it_can_of_transcripts(backend) {
        let school = school(backend);
        let admin = school.service.administrator();
        let document = |rules: Value| json!({
            "schema": "synaq.test-spec/v1", "id": "listening-2", "version": 1, "kind": "SAT", "title": {"kk": "Тыңдалым"},
            "subject": "kazakh_l2", "grade": 7, "languages": {"instruction": ["ru"], "test": "kk"},
            "max_score": 1, "duration_min": 20, "sections": [{"id": "listening", "minutes": 20, "score": 1}],
            "blueprint": [{"id": "R", "section": "listening", "types": ["MCQ"], "items": 1, "points_each": 1, "objectives": ["7.1.1.1"]}],
            "transcripts": rules
        });
        let refused = admin.post("/specifications", &document(json!(["always"])));
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert_eq!(refused.findings()[0].1, "/transcripts/0", "{}", refused.body);
    }
}
