//! P10: year and additional assessments for pupils with unsatisfactory grades.

use serde_json::{Value, json};

use super::assembly::{SAU, assemble, items_of};
use crate::harness::api::text;
use crate::harness::forms::{FormOf, whole};
use crate::harness::library;
use crate::harness::school::{School, another_class, code};

/// Journal entries that make a term grade: so many of 10 points in everything, without SAT.
fn term(school: &School, n: usize, subject: &str, term: u8, points: u8) {
    let rows = json!([
        {"candidate": code(n), "kind": "FA", "points": points},
        {"candidate": code(n), "kind": "SAU", "points": points, "max": 10, "reference": "u1"},
        {"candidate": code(n), "kind": "SAT", "points": points, "max": 10}
    ]);
    let body = json!({"class_id": school.class, "subject": subject, "term": term, "rows": rows});
    school
        .coordinator
        .post("/journal-entries", &body)
        .expect(200);
}

fn year(school: &School, n: usize, subject: &str, points: u8) {
    for of_year in 1..=4 {
        term(school, n, subject, of_year, points);
    }
}

fn terms(of_year: &[u8], grade: &str) -> Vec<Value> {
    let terms = of_year.iter();
    terms
        .map(|term| json!({"term": term, "grade": grade}))
        .collect()
}

fn resits(school: &School, more: &str) -> Value {
    let path = format!("/classes/{}/resits?policy=kz-2-11-2025{more}", school.class);
    school.coordinator.get(&path).expect(200)
}

/// One subject for the first pupil, three for the second, none for the third; of the fourth a term is missing.
fn graded(school: &School) {
    for (n, subject, points) in [
        (1, "kazakh_l2", 3),
        (1, "mathematics", 8),
        (1, "physics", 5),
        (2, "kazakh_l2", 3),
        (2, "mathematics", 2),
        (2, "physics", 3),
        (3, "kazakh_l2", 9),
        (3, "mathematics", 4),
        (3, "physics", 7),
    ] {
        year(school, n, subject, points);
    }
    for of_year in 1..=3 {
        term(school, 4, "kazakh_l2", of_year, 2);
    }
}

fn say() -> FormOf {
    FormOf {
        kind: "SAY",
        specification: "say-g7",
        ..FormOf::sat(vec![whole("writing", 20)])
    }
}

on_both! {
    /// P10: who has "2", and the rule's message where there are three subjects or more.
    fn pupils_with_an_unsatisfactory_year_are_listed_by_subject_and_three_subjects_are_too_many(backend) {
        let school = School::start(backend, 4);
        graded(&school);
        let list = resits(&school, "");
        assert_eq!(list["rule"], json!({"kinds": ["SAY"], "unsatisfactory": ["2"], "most_subjects": 2, "severity": "error"}));
        let outcomes: Vec<_> = list["rows"].as_array().unwrap().iter().map(|r| text(&r["outcome"])).collect();
        assert_eq!(outcomes, ["resit", "too_many_subjects", "satisfactory", "satisfactory"]);
        assert_eq!(list["subjects"], json!([{"subject": "kazakh_l2", "candidates": [code(1)]}]));
        assert_eq!(list["rows"][0]["unsatisfactory"], json!([
            {"subject": "kazakh_l2", "grade": "2", "terms": terms(&[1, 2, 3, 4], "2")}
        ]));
        let broken = &list["rows"][1]["findings"][0];
        assert_eq!((&broken["code"], &broken["severity"]), (&json!("resit_too_many_subjects"), &json!("error")));
        assert_eq!((&broken["args"]["count"], &broken["args"]["subjects"]), (&json!(3), &json!("kazakh_l2, mathematics, physics")));
        assert!(text(&broken["detail"]).contains("7A-02"), "{broken}");
        // A term that is missing is no "2", and the year waits for it.
        let waiting = list["rows"][3]["waiting"].as_array().unwrap();
        assert_eq!((waiting.len(), &waiting[0]["subject"], &waiting[0]["grade"], &waiting[0]["terms"][3]["grade"]), (3, &json!("kazakh_l2"), &Value::Null, &Value::Null));
        let by_term = resits(&school, "&term=2");
        assert_eq!(by_term["subjects"], json!([{"subject": "kazakh_l2", "candidates": [code(1), code(4)]}]));
    }

    fn the_list_is_what_a_sitting_is_planned_from_and_the_rule_holds_there_too(backend) {
        let school = School::start(backend, 4);
        graded(&school);
        let form = school.service.form(&school.root, say());
        let mut plan = school.planned(&form);
        plan["held_on"] = json!("2027-06-01");
        plan["candidates"] = json!([code(1), code(2), code(3)]);
        let refused = school.coordinator.post("/sittings", &plan);
        let mut told = refused.findings();
        told.sort();
        assert_eq!((refused.status, told), (422, vec![
            ("resit_not_needed".into(), "/candidates".into()), ("resit_too_many_subjects".into(), "/candidates".into()),
        ]), "{}", refused.body);
        plan["candidates"] = resits(&school, "")["subjects"][0]["candidates"].clone();
        let planned = school.coordinator.post("/sittings", &plan).expect(201);
        let who: Vec<_> = planned["attempts"].as_array().unwrap().iter().map(|a| text(&a["candidate"])).collect();
        assert_eq!((who, &planned["kind"]), (vec!["7A-01"], &json!("SAY")));
    }

    fn a_policy_without_the_rule_says_so_and_half_year_subjects_wait_for_their_terms_only(backend) {
        let school = School::start(backend, 1);
        let admin = school.service.administrator();
        let calendar = json!({
            "schema": "synaq.calendar/v1", "id": "year", "version": 1, "academic_year": "2026-27", "title": {},
            "terms": [
                {"term": 1, "from": "2026-09-01", "to": "2026-10-25"}, {"term": 2, "from": "2026-11-02", "to": "2026-12-29"},
                {"term": 3, "from": "2027-01-11", "to": "2027-03-20"}, {"term": 4, "from": "2027-03-31", "to": "2027-05-25"}
            ],
            "subjects": [{"subject": "crafts", "terms": [2, 4]}]
        });
        admin.post("/calendars", &calendar).expect(201);
        term(&school, 1, "crafts", 2, 2);
        term(&school, 1, "crafts", 4, 3);
        let list = resits(&school, "");
        assert_eq!(list["rows"][0]["unsatisfactory"], json!([{"subject": "crafts", "grade": "2", "terms": [{"term": 2, "grade": "2"}, {"term": 4, "grade": "2"}]}]));
        let mut policy: Value = admin.get("/grading-policies?code=kz-2-11-2025").expect(200)["items"][0].clone();
        let id = text(&policy["id"]).to_owned();
        policy = admin.get(&format!("/grading-policies/{id}")).expect(200)["document"].clone();
        policy["id"] = json!("silent");
        policy["resit"]["unsatisfactory"] = json!(["1"]);
        assert_eq!(admin.post("/grading-policies", &policy).findings(), [("reference_unknown".into(), "/resit/unsatisfactory/0".into())]);
        policy.as_object_mut().unwrap().remove("resit");
        admin.post("/grading-policies", &policy).expect(201);
        let refused = school.coordinator.get(&format!("/classes/{}/resits?policy=silent", school.class));
        assert_eq!((refused.status, refused.findings()), (422, vec![("policy_without_resit".into(), "/policy".into())]));
    }

    /// P10: what was used this year stays out of the year assessment, or the shortage says so.
    fn tasks_met_in_the_year_stay_out_of_the_year_assessment_or_the_shortage_is_told(backend) {
        let school = School::start(backend, 0);
        let class = another_class(&school.coordinator, ("6Б", 6, "kk"), 1);
        let admin = school.service.administrator();
        library::fill_with_forms_of(&school.service, SAU, 2);
        let publish = |id: &str, kind: &str, term: u8, exclude: Option<u32>| {
            let mut document = library::specification(SAU);
            document.id = id.to_owned();
            document.kind = kind.to_owned();
            document.academic_year = Some("2026-27".to_owned());
            document.term = Some(term);
            document.constraints.exclude_used_terms = exclude;
            library::publish(&school.service, &document)
        };
        let unit = publish("unit", "SAU", 3, None);
        let year = publish("year", "SAY", 4, Some(4));
        let forms = |specification: &str, forms: u32| {
            assemble(&admin, &json!({"specification_id": specification, "forms": forms, "seed": 5}))
        };
        let met = forms(&unit, 1).expect(201)["result"]["forms"][0].clone();
        let path = format!("/forms/{}", text(&met["id"]));
        let tag = admin.get(&path).header("etag").to_owned();
        admin.send("POST", &format!("{path}/lock"), &[("if-match", &tag)], None).expect(200);
        let plan = json!({"form_id": met["id"], "class_id": class, "held_on": "2027-02-10", "policy": "kz-2-11-2025"});
        school.coordinator.post("/sittings", &plan).expect(201);
        let fresh = forms(&year, 1).expect(201)["result"]["forms"][0].clone();
        assert!(items_of(&met).iter().all(|item| !items_of(&fresh).contains(item)), "no task of the unit test comes again");
        let short = forms(&year, 2).expect(422);
        assert_eq!((&short["code"], &short["errors"][0]["code"]), (&json!("infeasible"), &json!("row_short")));
        assert_eq!(short["errors"][0]["args"]["used_in"], "2026-27/3");
    }
}
