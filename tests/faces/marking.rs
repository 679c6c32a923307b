//! Marking by a plan: blind markers, the rule that settles them, adjudication, control scripts, agreement.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, open, whole};
use crate::harness::marking::{Marked, Person, queue};
use crate::harness::school::{code, findings};

/// Two descriptors of one point each.
fn writing() -> FormOf {
    FormOf::sat(vec![open("writing", 2)])
}

fn told(mark: &Value) -> (f64, String) {
    let points = mark["points"].as_f64().expect("points");
    (points, text(&mark["source"]).to_owned())
}

fn adjudications(marked: &Marked, who: &Person) -> Vec<Value> {
    let path = format!("/sittings/{}/marking/adjudications", marked.sitting);
    let queue = who.client.get(&path).expect(200);
    queue["items"].as_array().expect("items").clone()
}

on_both! {
    fn two_blind_markers_see_nothing_of_each_other_until_the_rule_settles_them(backend) {
        let marked = Marked::start(backend, writing(), 1, 2);
        let answers = json!([{"candidate": "7A-01", "position": 1, "answer": {"text": "Менің отбасым"}}]);
        marked.school.post(&marked.sitting, "responses", json!({"rows": answers})).expect(200);
        marked.planned(json!({"tolerance": {"descriptor": 1, "task": 1}}));
        let (one, other) = (&marked.markers[0], &marked.markers[1]);
        let seen = one.client.get("/marking-queue").expect(200)["items"][0].clone();
        assert_eq!((&seen["candidate"], &seen["answers"][0]["answer"]["text"]), (&json!("7A-01"), &json!("Менің отбасым")));
        assert_eq!(seen["scheme"]["parts"][0]["descriptors"][0]["text"], "d1 орындайды");
        marked.mark(one, &[("7A-01", 1, "d1", 1.0), ("7A-01", 1, "d2", 0.0)]).expect(200);
        // The first has done the work; the second sees nothing of it, nor does anybody else.
        assert_eq!(queue(one), []);
        let seen = other.client.get("/marking-queue").expect(200);
        assert_eq!((seen["items"][0].get("first_marks"), seen["items"][0].get("marks")), (None, None));
        assert_eq!(marked.marks(), Vec::<Value>::new());
        assert!(adjudications(&marked, &marked.senior).is_empty());
        marked.mark(other, &[("7A-01", 1, "d1", 0.5)]).expect(200);
        assert_eq!(marked.marks(), Vec::<Value>::new());
        marked.mark(other, &[("7A-01", 1, "d2", 0.0)]).expect(200);
        let marks = marked.marks();
        let got: Vec<_> = marks.iter().map(told).collect();
        assert_eq!(got, [(0.75, "independent".into()), (0.0, "independent".into())]);
        assert_eq!((&marks[0]["reason"], marks[0]["rests_on"].as_array().unwrap().len()), (&json!("marking plan: mean"), 2));
        let results = marked.school.post(&marked.sitting, "results", json!({})).expect(200);
        assert_eq!((&results["rows"][0]["state"], &results["rows"][0]["raw"]), (&json!("complete"), &json!(0.75)));
    }

    fn marks_of_markers_are_checked_like_others_and_appended_only(backend) {
        let marked = Marked::start(backend, writing(), 2, 2);
        marked.planned(json!({"resolution": "higher", "tolerance": {"descriptor": 1, "task": 2}}));
        let one = &marked.markers[0];
        let refused = marked.mark(one, &[
            ("7A-01", 1, "d1", 2.0), ("7A-01", 1, "d2", -1.0), ("7A-01", 1, "d9", 1.0), ("7A-77", 1, "d1", 1.0),
            ("7A-02", 1, "d1", 1.0), ("7A-02", 1, "d1", 1.0),
        ]);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("mark_above_maximum", "/rows/0/points"), ("mark_negative", "/rows/1/points"),
            ("mark_descriptor_unknown", "/rows/2/descriptor"), ("candidate_unknown", "/rows/3/candidate"),
            ("row_twice", "/rows/5"),
        ])));
        marked.mark(one, &[("7A-01", 1, "d1", 1.0)]).expect(200);
        let twice = marked.mark(one, &[("7A-01", 1, "d1", 0.0)]);
        assert_eq!((twice.status, twice.findings()), (409, findings(&[("mark_exists", "/rows/0/supersedes")])));
        let path = format!("/sittings/{}/marking/marks", marked.sitting);
        let number = one.client.get("/marking-queue").expect(200)["items"][0]["marks"][0]["mark"].clone();
        let mut row = json!({"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 0, "supersedes": number});
        let silent = one.client.post(&path, &json!({"rows": [row]}));
        assert_eq!(silent.findings(), findings(&[("reason_missing", "/rows/0/reason")]));
        row["reason"] = json!("wrong line");
        one.client.post(&path, &json!({"rows": [row]})).expect(200);
        let stale = one.client.post(&path, &json!({"rows": [row]}));
        assert_eq!((stale.status, stale.findings()), (409, findings(&[("mark_not_current", "/rows/0/supersedes")])));
        // Beside the plan nobody marks what the plan gives to markers.
        let rows = json!([{"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 1}]);
        let beside = marked.school.post(&marked.sitting, "marks", json!({"rows": rows}));
        assert_eq!((beside.status, beside.findings()), (409, findings(&[("mark_by_plan", "/rows/0/position")])));
        let invented = json!([{"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 1, "source": "adjudicated"}]);
        let refused = marked.school.post(&marked.sitting, "marks", json!({"rows": invented}));
        assert_eq!(refused.findings(), findings(&[("mark_by_plan", "/rows/0/position"), ("mark_source_key", "/rows/0/source")]));
        // The higher of two: that of whoever gave the task more points.
        marked.mark(one, &[("7A-01", 1, "d2", 0.5)]).expect(200);
        marked.mark(&marked.markers[1], &[("7A-01", 1, "d1", 1.0), ("7A-01", 1, "d2", 0.0)]).expect(200);
        let got: Vec<_> = marked.marks().iter().map(told).collect();
        assert_eq!(got, [(1.0, "independent".into()), (0.0, "independent".into())]);
        let late = marked.mark(one, &[("7A-01", 1, "d2", 1.0)]);
        assert_eq!(late.findings(), findings(&[("mark_exists", "/rows/0/supersedes"), ("marking_settled", "/rows/0/position")]));
    }

    fn what_is_apart_waits_for_an_adjudicator_who_marked_none_of_it(backend) {
        let marked = Marked::start(backend, writing(), 1, 3);
        let plan = marked.plan(json!({}));
        let mut markers = plan["markers"].clone();
        let third = marked.markers[2].clone();
        markers.as_array_mut().unwrap().remove(2);
        let named = json!([marked.senior.id, marked.markers[0].id]);
        marked.planned(json!({"markers": markers, "adjudicators": named}));
        let (one, other) = (&marked.markers[0], &marked.markers[1]);
        marked.mark(one, &[("7A-01", 1, "d1", 1.0), ("7A-01", 1, "d2", 1.0)]).expect(200);
        let early = marked.decide(&marked.senior, ("7A-01", 1, "d1", 1.0));
        assert_eq!((early.status, early.findings()), (409, findings(&[("marking_not_apart", "/rows/0/position")])));
        marked.mark(other, &[("7A-01", 1, "d1", 0.0), ("7A-01", 1, "d2", 1.0)]).expect(200);
        assert_eq!(marked.marks(), Vec::<Value>::new());
        let unnamed = marked.decide(&third, ("7A-01", 1, "d1", 1.0));
        assert_eq!((unnamed.status, unnamed.findings()), (403, findings(&[("adjudicator_not_named", "")])));
        let own = marked.decide(one, ("7A-01", 1, "d1", 1.0));
        assert_eq!((own.status, own.findings()), (409, findings(&[("adjudicator_marked_it", "/rows/0/position")])));
        let waiting = adjudications(&marked, &marked.senior);
        assert_eq!((waiting.len(), &waiting[0]["apart"]["task"], &waiting[0]["control"]), (1, &json!(1), &json!(false)));
        let given: Vec<_> = waiting[0]["markers"].as_array().unwrap().iter().map(|m| m["marks"][0]["points"].as_f64().unwrap()).collect();
        assert_eq!(given.iter().sum::<f64>(), 1.0);
        let numbers: Vec<Value> = waiting[0]["markers"].as_array().unwrap().iter().map(|m| m["marks"][0]["mark"].clone()).collect();
        let silent = json!({"rows": [{"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 3, "reason": " "}]});
        let refused = marked.senior.client.post(&format!("/sittings/{}/marking/adjudications", marked.sitting), &silent);
        assert_eq!(refused.findings(), findings(&[("mark_above_maximum", "/rows/0/points"), ("reason_missing", "/rows/0/reason")]));
        marked.decide(&marked.senior, ("7A-01", 1, "d1", 1.0)).expect(200);
        marked.decide(&marked.senior, ("7A-01", 1, "d2", 1.0)).expect(200);
        let marks = marked.marks();
        assert_eq!((told(&marks[0]), &marks[0]["marker"], &marks[0]["reason"]), ((1.0, "adjudicated".into()), &json!(marked.senior.id), &json!("read again")));
        let mut rests_on = marks[0]["rests_on"].as_array().unwrap().clone();
        rests_on.sort_by_key(Value::as_i64);
        let mut numbers = numbers;
        numbers.sort_by_key(Value::as_i64);
        assert_eq!(rests_on, numbers);
        assert!(adjudications(&marked, &marked.senior).is_empty());
        let again = marked.decide(&marked.senior, ("7A-01", 1, "d1", 0.0));
        assert_eq!(again.findings(), findings(&[("marking_settled", "/rows/0/position")]));
        let results = marked.school.post(&marked.sitting, "results", json!({})).expect(200);
        assert_eq!(results["rows"][0]["raw"], 2);
    }

    fn who_reads_behind_waits_for_the_first_marks_and_sees_them(backend) {
        let marked = Marked::start(backend, writing(), 4, 2);
        let made = marked.planned(json!({"mode": "read_behind", "share": 50}));
        let second: i64 = made["markers"].as_array().unwrap().iter().map(|m| m["second"].as_i64().unwrap()).sum();
        assert_eq!(second, 2);
        // Before anybody has marked nobody has anything to read behind.
        let waiting: Vec<_> = marked.markers.iter().map(queue).collect();
        assert_eq!(waiting.iter().flatten().count(), 4);
        for (marker, waiting) in marked.markers.iter().zip(waiting) {
            for (candidate, _) in waiting {
                marked.mark(marker, &[(&candidate, 1, "d1", 1.0), (&candidate, 1, "d2", 0.0)]).expect(200);
            }
        }
        assert_eq!(marked.marks().len(), 4, "what one marks is settled at once");
        let mut read = 0;
        for marker in &marked.markers {
            for item in marker.client.get("/marking-queue").expect(200)["items"].as_array().unwrap() {
                let seen: Vec<_> = item["first_marks"].as_array().unwrap().iter().map(|m| m["points"].as_i64()).collect();
                assert_eq!(seen, [Some(1), Some(0)]);
                let candidate = text(&item["candidate"]);
                marked.mark(marker, &[(candidate, 1, "d1", 1.0), (candidate, 1, "d2", 0.0)]).expect(200);
                read += 1;
            }
        }
        assert_eq!((read, marked.marks().len()), (2, 8));
        let reasons: Vec<_> = marked.marks().iter().map(|m| text(&m["reason"]).to_owned()).collect();
        assert_eq!(reasons.iter().filter(|why| *why == "marking plan: alike").count(), 4);
    }

    fn a_mean_that_no_band_has_is_decided_by_an_adjudicator(backend) {
        let (section, mut content, texts) = whole("writing", 6);
        content["parts"][0]["scheme"]["bands"] = json!([{"id": "b1", "min": 0, "max": 2}, {"id": "b2", "min": 4, "max": 6}]);
        let marked = Marked::start(backend, FormOf::sat(vec![(section, content, texts)]), 1, 2);
        marked.planned(json!({"tolerance": {"descriptor": 2, "task": 2}}));
        let give = |who: &Person, points: f64| {
            let rows = json!([{"candidate": "7A-01", "position": 1, "points": points}]);
            who.client.post(&format!("/sittings/{}/marking/marks", marked.sitting), &json!({"rows": rows})).expect(200)
        };
        give(&marked.markers[0], 2.0);
        give(&marked.markers[1], 4.0);
        assert_eq!((marked.marks().len(), adjudications(&marked, &marked.senior).len()), (0, 1));
    }

    fn control_scripts_show_who_needs_a_word(backend) {
        let marked = Marked::start(backend, writing(), 3, 2);
        let control = json!([{"sitting_id": marked.sitting, "candidate": "7A-02"}]);
        let made = marked.planned(json!({"mode": "single", "controls": control, "tolerance": {"descriptor": 1, "task": 1}}));
        let (one, other) = (&marked.markers[0], &marked.markers[1]);
        // It looks like any other in both queues.
        for marker in [one, other] {
            assert!(queue(marker).contains(&("7A-02".into(), 1)), "{:?}", queue(marker));
        }
        let waiting = adjudications(&marked, &marked.senior);
        assert_eq!((waiting.len(), &waiting[0]["control"], waiting[0].get("markers")), (1, &json!(true), None));
        marked.mark(one, &[("7A-02", 1, "d1", 1.0), ("7A-02", 1, "d2", 0.5)]).expect(200);
        let controls_path = format!("/marking-plans/{}/controls", text(&made["id"]));
        let controls = || marked.school.coordinator.get(&controls_path).expect(200);
        assert_eq!((&controls()["tasks"], &controls()["agreed"], &controls()["needs_a_word"]), (&json!(1), &json!(0), &json!([])));
        marked.decide(&marked.senior, ("7A-02", 1, "d1", 1.0)).expect(200);
        marked.decide(&marked.senior, ("7A-02", 1, "d2", 1.0)).expect(200);
        // Nor do the marks of the result tell the agreed ones to whoever has not marked it yet.
        let path = format!("/sittings/{}/marks", marked.sitting);
        assert_eq!(other.client.get(&path).expect(200)["items"], json!([]));
        assert_eq!(one.client.get(&path).expect(200)["items"].as_array().unwrap().len(), 2);
        marked.mark(other, &[("7A-02", 1, "d1", 0.0), ("7A-02", 1, "d2", 0.0)]).expect(200);
        let seen = controls();
        let of = |who: &Person| seen["markers"].as_array().unwrap().iter().find(|m| m["marker"] == json!(who.id)).unwrap().clone();
        assert_eq!((&of(one)["compared"], &of(one)["beyond"], &of(one)["mean_deviation"]["exact"]), (&json!(1), &json!(0), &json!("-0.5")));
        assert_eq!((&of(other)["beyond"], &of(other)["mean_deviation"]["exact"]), (&json!(1), &json!("-2")));
        assert_eq!(of(other)["differences"][0]["agreed"], 2);
        assert_eq!(seen["needs_a_word"], json!([other.id]));
        // The agreed marks are the candidate's, whatever the markers gave.
        let got: Vec<_> = marked.marks().iter().map(told).collect();
        assert_eq!(got, [(1.0, "adjudicated".into()), (1.0, "adjudicated".into())]);
    }

    /// Ten scripts, two descriptors of one point; the numbers by hand: d1 both 1 six times, both 0 twice, apart twice
    /// (1–0): exact .8, expected agreement .8·.6+.2·.4 = .56, κ = (.8 − .56)/.44 = 6/11. d2 is the same for all.
    fn agreement_is_told_by_task_descriptor_and_marker(backend) {
        let marked = Marked::start(backend, writing(), 10, 2);
        marked.planned(json!({"tolerance": {"descriptor": 1, "task": 2}}));
        let empty = marked.school.get(&marked.sitting, "marking/agreement");
        assert_eq!((&empty["marked_twice"], &empty["compared"], &empty["tasks"]), (&json!(10), &json!(0), &json!([])));
        let (one, other) = (&marked.markers[0], &marked.markers[1]);
        for n in 1..=10 {
            let (a, b) = if n <= 6 { (1.0, 1.0) } else if n <= 8 { (1.0, 0.0) } else { (0.0, 0.0) };
            let candidate = code(n);
            marked.mark(one, &[(&candidate, 1, "d1", a), (&candidate, 1, "d2", 1.0)]).expect(200);
            marked.mark(other, &[(&candidate, 1, "d1", b), (&candidate, 1, "d2", 1.0)]).expect(200);
        }
        let found = marked.school.get(&marked.sitting, "marking/agreement");
        let near = |value: &Value, expected: f64| (value.as_f64().unwrap() - expected).abs() < 1e-12;
        let d1 = &found["descriptors"][0];
        assert_eq!((&d1["descriptor"], &d1["n"], &d1["step"]), (&json!("d1"), &json!(10), &json!(1)));
        assert!(near(&d1["exact"], 0.8) && near(&d1["kappa"], 6.0 / 11.0) && near(&d1["quadratic_kappa"], 6.0 / 11.0), "{d1}");
        let d2 = &found["descriptors"][1];
        assert!(near(&d2["exact"], 1.0) && d2["kappa"].is_null(), "{d2}");
        let task = &found["tasks"][0];
        assert!(near(&task["exact"], 0.8) && near(&task["adjacent"], 1.0), "{task}");
        let of = |who: &Person| found["markers"].as_array().unwrap().iter().find(|m| m["marker"] == json!(who.id)).unwrap().clone();
        assert_eq!((&of(one)["n"], &of(other)["n"]), (&json!(20), &json!(20)));
        assert!(near(&of(one)["mean_deviation"], 0.1) && near(&of(other)["mean_deviation"], -0.1), "{found}");
        let marker = one.client.get(&format!("/sittings/{}/marking/agreement", marked.sitting));
        assert_eq!(marker.status, 403);
    }

    fn practice_hands_nothing_back_without_words_where_the_specification_says_so(backend) {
        let more = json!({"scoring": {"mode": "descriptor_yes_no", "feedback_required": true}});
        let marked = Marked::start(backend, FormOf { more, ..writing() }, 1, 0);
        let mut row = json!({"candidate": "7A-01", "position": 1, "descriptor": "d1", "points": 1, "source": "peer"});
        let silent = marked.school.post(&marked.sitting, "marks", json!({"rows": [row]}));
        assert_eq!((silent.status, silent.findings()), (422, findings(&[("feedback_missing", "/rows/0/feedback")])));
        row["feedback"] = json!("Жоспарың анық");
        marked.school.post(&marked.sitting, "marks", json!({"rows": [row]})).expect(200);
        assert_eq!(marked.marks()[0]["feedback"], "Жоспарың анық");
    }
}
