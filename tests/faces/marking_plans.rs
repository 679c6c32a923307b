//! Marking plans: who marks what, and that nobody gets what is kept away.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, choice, open};
use crate::harness::marking::{Marked, queue};
use crate::harness::school::{School, another_school, class, findings, mixed};

/// What a plan gives to each marker: first, second, control.
fn loads(plan: &Value) -> BTreeMap<String, [i64; 3]> {
    let markers = plan["markers"].as_array().expect("markers").iter();
    let load = |marker: &Value| {
        ["first", "second", "control"].map(|kind| marker[kind].as_i64().expect("a number"))
    };
    markers
        .map(|marker| (text(&marker["user_id"]).to_owned(), load(marker)))
        .collect()
}

on_both! {
    /// Two schools of a monitoring, markers of both and one from outside.
    fn scripts_of_several_schools_go_to_markers_of_other_schools_evenly(backend) {
        let school = School::start(backend, 6);
        let service = &school.service;
        let form = service.form(&school.root, mixed());
        let (other_org, other) = another_school(service, "school-13");
        let other_class = class(&other, 6);
        let own = school.coordinator.post("/sittings", &school.planned(&form)).expect(201);
        let planned = json!({"form_id": form, "class_id": other_class, "held_on": "2026-10-22"});
        let theirs = other.post("/sittings", &planned).expect(201);
        let markers = [&school.org, &other_org, &school.root, &school.root].map(|home| service.marker(home, &school.root));
        let senior = service.marker(&school.root, &school.root);
        let named: Vec<Value> = markers.iter().map(|marker| json!({"user_id": marker.id})).collect();
        let plan = json!({
            "allocation": "item_wise", "own_scripts": "never_own_school", "mode": "double_blind", "share": 50,
            "markers": named, "adjudicators": [senior.id], "resolution": "mean", "seed": 2026
        });
        let body = json!({"sittings": [own["id"], theirs["id"]], "plan": plan});
        // A coordinator of one of the schools knows nothing of the other's sitting.
        assert_eq!(school.coordinator.post("/marking-plans", &body).findings(), findings(&[("reference_unknown", "/sittings/1")]));
        let admin = service.administrator();
        let made = admin.post("/marking-plans", &body).expect(201);
        let given = loads(&made);
        // 12 scripts, two tasks, every second one twice: 36 pieces for four.
        let total: i64 = given.values().flatten().sum();
        assert_eq!((total, given.values().map(|load| load[1]).sum::<i64>()), (36, 12));
        let each: Vec<i64> = given.values().map(|load| load.iter().sum()).collect();
        assert!(each.iter().max().unwrap() - each.iter().min().unwrap() <= 2, "{each:?}");
        let states = |id: &Value, client: &crate::harness::api::Client| {
            let rows: Vec<Value> = (1..=6).map(|n| json!({"candidate": crate::harness::school::code(n), "state": "present"})).collect();
            client.post(&format!("/sittings/{}/states", text(id)), &json!({"rows": rows})).expect(200);
        };
        states(&own["id"], &school.coordinator);
        states(&theirs["id"], &other);
        for (marker, never) in [(&markers[0], &own["id"]), (&markers[1], &theirs["id"])] {
            let queue = marker.client.get("/marking-queue?limit=200").expect(200);
            let items = queue["items"].as_array().unwrap();
            assert_eq!(items.len() as i64, given[&marker.id].iter().sum::<i64>());
            assert!(items.iter().all(|item| item["sitting_id"] != *never), "{queue}");
        }
        // The same plan again is the same; another seed deals otherwise.
        let path = format!("/marking-plans/{}", text(&made["id"]));
        let again = admin.post(&format!("{path}/versions"), &json!({"plan": plan, "reason": "the same again"})).expect(200);
        assert_eq!((&again["version"], &again["hash"], loads(&again)), (&json!(2), &made["hash"], given));
        let queue_of = |n: usize| queue(&markers[n]);
        let before = queue_of(2);
        let mut other_seed = plan.clone();
        other_seed["seed"] = json!(1);
        admin.post(&format!("{path}/versions"), &json!({"plan": other_seed, "reason": "another seed"})).expect(200);
        assert_ne!(queue_of(2), before);
        admin.post(&format!("{path}/versions"), &json!({"plan": plan, "reason": "back"})).expect(200);
        assert_eq!(queue_of(2), before);
    }

    fn every_wrong_thing_of_a_plan_is_told_at_once_and_nothing_is_kept(backend) {
        let marked = Marked::start(backend, mixed(), 2, 2);
        let stranger = marked.school.service.user_with_role(&marked.school.root, "developer");
        let stranger = stranger.get("/me").expect(200)["user_id"].clone();
        let mut plan = marked.plan(json!({
            "positions": [1, 9], "share": 0, "tolerance": {"descriptor": -1},
            "controls": [{"sitting_id": marked.sitting, "candidate": "7A-99"}]
        }));
        plan["markers"][1]["user_id"] = stranger.clone();
        plan["adjudicators"] = json!([marked.senior.id, marked.senior.id]);
        let body = json!({"sittings": [marked.sitting], "plan": plan});
        let refused = marked.school.coordinator.post("/marking-plans", &body);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("candidate_unknown", "/plan/controls/0"), ("marker_without_grant", "/plan/markers/1/user_id"),
            ("marking_named_twice", "/plan/adjudicators/1"), ("marking_position_unfit", "/plan/positions/0"),
            ("marking_position_unfit", "/plan/positions/1"), ("marking_share_range", "/plan/share"),
            ("marking_tolerance_negative", "/plan/tolerance"),
        ])));
        let queue = format!("/sittings/{}/marking/adjudications", marked.sitting);
        assert_eq!(marked.senior.client.get(&queue).status, 404);
        // Of two who are needed one teaches the class.
        let mut own = marked.plan(json!({}));
        own["markers"][0]["classes"] = json!([marked.school.class]);
        let body = json!({"sittings": [marked.sitting], "plan": own});
        let refused = marked.school.coordinator.post("/marking-plans", &body);
        assert_eq!(refused.findings(), findings(&[("marking_nobody_for", "/plan/markers"), ("marking_nobody_for", "/plan/markers")]));
        marked.planned(json!({}));
        let body = json!({"sittings": [marked.sitting], "plan": marked.plan(json!({}))});
        let refused = marked.school.coordinator.post("/marking-plans", &body);
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("marking_plan_exists", "/sittings")])));
        let closed = FormOf::sat(vec![choice("reading")]);
        let sitting = marked.school.sitting(closed);
        let body = json!({"sittings": [sitting], "plan": marked.plan(json!({}))});
        let refused = marked.school.coordinator.post("/marking-plans", &body);
        assert_eq!(refused.findings(), findings(&[("marking_nothing_to_mark", "/plan/positions")]));
        let body = json!({"sittings": [sitting, marked.sitting], "plan": marked.plan(json!({}))});
        let refused = marked.school.coordinator.post("/marking-plans", &body);
        assert_eq!(refused.findings(), findings(&[("marking_forms_differ", "/sittings")]));
    }

    fn what_a_marker_has_begun_stays_when_the_plan_is_revised(backend) {
        let marked = Marked::start(backend, FormOf::sat(vec![open("writing", 2)]), 6, 3);
        let made = marked.planned(json!({"mode": "single"}));
        let ill = &marked.markers[0];
        let theirs = queue(ill);
        let (begun, position) = theirs[0].clone();
        marked.mark(ill, &[(&begun, position as u32, "d1", 1.0)]).expect(200);
        let mut plan = marked.plan(json!({"mode": "single"}));
        plan["markers"].as_array_mut().unwrap().remove(0);
        let path = format!("/marking-plans/{}/versions", text(&made["id"]));
        let coordinator = &marked.school.coordinator;
        let silent = coordinator.post(&path, &json!({"plan": plan, "reason": " "}));
        assert_eq!((silent.status, silent.findings()), (422, findings(&[("reason_missing", "/reason")])));
        let revised = coordinator.post(&path, &json!({"plan": plan, "reason": "one is ill"})).expect(200);
        assert_eq!((&revised["version"], &revised["reason"]), (&json!(2), &json!("one is ill")));
        assert_eq!(queue(ill), [(begun.clone(), position)]);
        let loads = loads(&revised);
        assert_eq!((loads[&ill.id], loads.values().map(|load| load[0]).sum::<i64>()), ([1, 0, 0], 6));
        for other in &marked.markers[1..] {
            assert!(!queue(other).contains(&(begun.clone(), position)));
        }
    }

    fn another_school_knows_nothing_of_a_marking_plan(backend) {
        let marked = Marked::start(backend, mixed(), 2, 2);
        let plan = marked.planned(json!({}));
        let (org, stranger) = another_school(&marked.school.service, "school-13");
        let own = marked.school.service.marker(&org, &org);
        let path = format!("/marking-plans/{}", text(&plan["id"]));
        assert_eq!(stranger.get(&path).status, 404);
        assert_eq!(stranger.get(&format!("{path}/controls")).status, 404);
        let body = json!({"plan": plan["plan"], "reason": "mine now"});
        assert_eq!(stranger.post(&format!("{path}/versions"), &body).status, 404);
        assert_eq!(queue(&own), []);
        let refused = marked.mark(&own, &[("7A-01", 3, "d1", 1.0)]);
        assert_eq!(refused.status, 404);
        // Whoever marks in the school sees the sitting and is given nothing by the plan.
        let teacher = marked.school.service.marker(&marked.school.org, &marked.school.org);
        assert_eq!(teacher.client.get(&path).status, 403);
        let refused = marked.mark(&teacher, &[("7A-01", 3, "d1", 1.0)]);
        assert_eq!((refused.status, refused.findings()), (409, findings(&[("marking_seat_missing", "/rows/0/position")])));
    }
}
