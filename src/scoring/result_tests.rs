use serde_json::{Value, json};

use super::*;
use crate::scoring::mark::MarkSource;
use crate::scoring::policy::tests::kazakhstan;

fn content(value: Value) -> ItemContent {
    let mut whole = json!({"subject": "mathematics", "grade_min": 6, "grade_max": 6});
    let fields = whole.as_object_mut().unwrap();
    fields.extend(value.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

/// An MCQ of 2 points, an open task of 3 + 2 points by descriptors, a spoken one of 3 points.
fn items() -> Vec<ItemContent> {
    let analytic = json!({"kind": "analytic", "descriptors": [
        {"id": "d1", "points": 3, "objective": "6.1.1.1"}, {"id": "d2", "points": 2, "criterion": "c2"}
    ]});
    vec![
        content(json!({
            "type": "MCQ", "points": 2, "objectives": ["6.1.1.1"], "criteria": ["c1"], "thinking": "KU",
            "parts": [{"id": "a", "points": 2}, {"id": "q", "type": "QUESTION", "points": 0}]
        })),
        content(json!({
            "type": "EA", "points": 5, "objectives": ["6.1.1.1", "6.2.1.1"], "criteria": ["c1"], "thinking": "HO",
            "parts": [{"id": "a", "points": 5, "scheme": analytic}]
        })),
        content(
            json!({"type": "SPEAK", "points": 3, "thinking": "AP", "parts": [{"id": "a", "points": 3}]}),
        ),
    ]
}

fn positions(items: &[ItemContent]) -> Vec<ScoredPosition<'_>> {
    let part = |at: usize| if at == 2 { "speaking" } else { "written" };
    items
        .iter()
        .enumerate()
        .map(|(at, content)| ScoredPosition {
            position: at as u32 + 1,
            attempt_part: part(at),
            content,
        })
        .collect()
}

fn parts(written: PartState, speaking: PartState) -> Vec<AttemptPartState> {
    let part = |id: &str, state| AttemptPartState {
        id: id.to_owned(),
        state,
        reason: None,
    };
    vec![part("written", written), part("speaking", speaking)]
}

fn mark(id: i64, position: u32, descriptor: &str, points: &str) -> MarkRecord {
    MarkRecord {
        id,
        supersedes: None,
        position,
        part: "a".into(),
        descriptor: descriptor.into(),
        points: points.parse().unwrap(),
        source: MarkSource::Teacher,
    }
}

fn all_marks() -> Vec<MarkRecord> {
    vec![
        mark(1, 1, "", "2"),
        mark(2, 2, "d1", "2.5"),
        mark(3, 2, "d2", "1"),
        mark(4, 3, "", "1"),
    ]
}

fn computed(
    parts: &[AttemptPartState],
    marks: &[MarkRecord],
    rules: &ResultRules<'_>,
) -> ScoreResult {
    let items = items();
    result(&positions(&items), parts, marks, rules).unwrap()
}

fn present() -> Vec<AttemptPartState> {
    parts(PartState::Present, PartState::Present)
}

fn of_parts(result: &ScoreResult) -> Vec<Achievement> {
    let parts = result.parts.iter();
    parts.map(|part| part.achievement.clone()).collect()
}

fn lines(achievements: &[Achievement]) -> Vec<String> {
    let line = |a: &Achievement| {
        let points = a
            .points
            .map_or("null".to_owned(), |points| points.to_string());
        format!("{} {points}/{}", a.id, a.max)
    };
    achievements.iter().map(line).collect()
}

#[test]
fn a_complete_attempt_is_summed_banded_and_profiled() {
    let policy = kazakhstan();
    let rules = ResultRules {
        policy: Some(&policy),
        school_grade: Some(6),
        ..Default::default()
    };
    let result = computed(&present(), &all_marks(), &rules);
    assert_eq!(
        (result.state, result.raw, result.maximum),
        (
            ResultState::Complete,
            Some(Hundredths(650)),
            Points::whole(10)
        )
    );
    assert_eq!(result.percent.unwrap().exact.to_string(), "65");
    assert_eq!(
        (result.level.as_deref(), result.grade.as_deref()),
        (Some("medium"), Some("4"))
    );
    assert_eq!(lines(&of_parts(&result)), ["speaking 1/3", "written 5.5/7"]);
    assert_eq!(lines(&result.objectives), ["6.1.1.1 5.5/7", "6.2.1.1 1/2"]);
    assert_eq!(lines(&result.criteria), ["c1 4.5/5", "c2 1/2"]);
    assert_eq!(lines(&result.thinking), ["AP 1/3", "HO 3.5/5", "KU 2/2"]);
}

#[test]
fn a_missing_mark_leaves_null_totals_and_is_named() {
    let result = computed(&present(), &all_marks()[..2], &ResultRules::default());
    assert_eq!(
        (result.state, result.raw, result.percent),
        (ResultState::Incomplete, None, None)
    );
    let named: Vec<_> = result
        .missing
        .iter()
        .map(|m| (m.position, m.descriptor.as_str()))
        .collect();
    assert_eq!(named, [(2, "d2"), (3, "")]);
    assert_eq!(
        lines(&result.objectives),
        ["6.1.1.1 null/7", "6.2.1.1 null/2"]
    );
}

#[test]
fn who_did_not_come_to_speaking_is_not_assessed_yet_and_keeps_the_written_points() {
    let result = computed(
        &parts(PartState::Present, PartState::AbsentValid),
        &all_marks()[..3],
        &ResultRules::default(),
    );
    assert_eq!(
        (result.state, result.raw, result.grade.clone()),
        (ResultState::TemporarilyNotAssessed, None, None)
    );
    assert_eq!(
        lines(&of_parts(&result)),
        ["speaking null/3", "written 5.5/7"]
    );
    assert_eq!(result.missing, []);
}

#[test]
fn void_weighs_more_than_absent_and_absent_more_than_incomplete() {
    use PartState::{Absent, AbsentValid, Present, Void};
    let state =
        |written, speaking| computed(&parts(written, speaking), &[], &ResultRules::default()).state;
    assert_eq!(state(Void, Absent), ResultState::Void);
    assert_eq!(
        state(AbsentValid, Absent),
        ResultState::TemporarilyNotAssessed
    );
    assert_eq!(state(Absent, Present), ResultState::Absent);
    assert_eq!(state(Present, Present), ResultState::Incomplete);
}

#[test]
fn markers_who_disagree_keep_the_result_open_until_one_supersedes() {
    let mut marks = all_marks();
    marks.push(MarkRecord {
        source: MarkSource::Independent,
        ..mark(5, 3, "", "2")
    });
    let disputed = computed(&present(), &marks, &ResultRules::default());
    assert_eq!(disputed.missing[0].reason, MissingReason::Disputed);
    marks[4].supersedes = Some(4);
    assert_eq!(
        computed(&present(), &marks, &ResultRules::default()).raw,
        Some(Hundredths(750))
    );
}

#[test]
fn marks_of_pupils_never_count() {
    let mut marks = all_marks();
    marks.push(MarkRecord {
        source: MarkSource::Own,
        ..mark(5, 3, "", "3")
    });
    assert_eq!(
        computed(&present(), &marks, &ResultRules::default()).raw,
        Some(Hundredths(650))
    );
    marks.remove(3);
    assert_eq!(
        computed(&present(), &marks, &ResultRules::default()).state,
        ResultState::Incomplete
    );
}

#[test]
fn levels_of_the_specification_come_before_those_of_the_policy() {
    let policy = kazakhstan();
    let levels: Vec<Level> =
        serde_json::from_value(json!([{"id": "pass", "from": 60}, {"id": "fail", "from": 0}]))
            .unwrap();
    let rules = ResultRules {
        levels: &levels,
        policy: Some(&policy),
        school_grade: Some(1),
        ..ResultRules::default()
    };
    let result = computed(&present(), &all_marks(), &rules);
    assert_eq!(
        (result.level.as_deref(), result.grade),
        (Some("pass"), None)
    );
    assert_eq!(result.no_grade, Some(NoGrade::FeedbackOnly));
}

#[test]
fn a_forked_mark_refuses_the_result() {
    let mut marks = all_marks();
    marks.push(MarkRecord {
        supersedes: Some(4),
        ..mark(5, 3, "", "2")
    });
    marks.push(MarkRecord {
        supersedes: Some(4),
        ..mark(6, 3, "", "3")
    });
    let items = items();
    let findings = result(
        &positions(&items),
        &present(),
        &marks,
        &ResultRules::default(),
    )
    .unwrap_err();
    assert_eq!(findings[0].code, "mark_superseded_twice");
}

#[test]
fn a_result_survives_json_with_its_nulls() {
    let result = computed(&present(), &[], &ResultRules::default());
    let json = serde_json::to_value(&result).unwrap();
    assert!(json["raw"].is_null() && json.as_object().unwrap().contains_key("raw"));
    assert_eq!(serde_json::from_value::<ScoreResult>(json).unwrap(), result);
}

#[test]
fn parts_and_thinking_levels_sum_to_the_total_whatever_the_marks() {
    for seed in 0_i64..200 {
        let points = |max: i64, salt: i64| Hundredths((seed * 37 + salt * 61) % (max * 100 + 1));
        let mut marks = all_marks();
        for (mark, max) in marks.iter_mut().zip([2, 3, 2, 3]) {
            mark.points = points(max, mark.id);
        }
        let result = computed(&present(), &marks, &ResultRules::default());
        let sum =
            |lines: &[Achievement]| lines.iter().filter_map(|line| line.points).sum::<Points>();
        let raw = marks.iter().map(|mark| mark.points).sum::<Points>();
        assert_eq!(result.raw, Some(raw));
        assert_eq!((sum(&of_parts(&result)), sum(&result.thinking)), (raw, raw));
        assert!(raw <= result.maximum);
    }
}

#[test]
fn an_objective_named_twice_by_an_item_counts_once() {
    let item = content(json!({
        "type": "MCQ", "points": 2, "objectives": ["6.1", "6.1"], "parts": [{"id": "a", "points": 2}]
    }));
    let at = [ScoredPosition {
        position: 1,
        attempt_part: "written",
        content: &item,
    }];
    let result = result(&at, &[], &[mark(1, 1, "", "2")], &ResultRules::default()).unwrap();
    assert_eq!(lines(&result.objectives), ["6.1 2/2"]);
}
