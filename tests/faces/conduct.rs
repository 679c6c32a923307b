//! B6: planning sittings under calendars and limits of conduct.

use serde_json::{Value, json};

use crate::harness::api::text;
use crate::harness::forms::{FormOf, choice};
use crate::harness::school::School;

fn calendar() -> Value {
    json!({
        "schema": "synaq.calendar/v1", "id": "year", "version": 1, "academic_year": "2026-27", "title": {},
        "terms": [{"term": 1, "from": "2026-09-01", "to": "2026-10-25", "grading_day": "2026-10-23"}],
        "free_weekdays": [6, 7]
    })
}

fn limits(severity: &str) -> Value {
    json!({
        "schema": "synaq.conduct/v1", "id": "limits", "version": 1, "title": {}, "valid_from": "2020-09-01", "grades": [1, 11],
        "rules": {
            "max_sat_per_day": {"most": 1, "severity": severity}, "no_sat_on_last_day": {"severity": severity},
            "no_sau_and_sat_on_a_day": {"severity": severity}, "school_days_only": {"severity": "warning"}
        }
    })
}

fn form(school: &School, kind: &'static str, specification: &'static str) -> String {
    let form = FormOf {
        kind,
        specification,
        ..FormOf::sat(vec![choice("main")])
    };
    school.service.form(&school.root, form)
}

fn on(school: &School, form: &str, day: &str) -> Value {
    let mut sitting = school.planned(form);
    sitting["held_on"] = json!(day);
    sitting
}

fn codes(findings: &Value) -> Vec<&str> {
    let found = findings.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|f| text(&f["code"])).collect()
}

on_both! {
    /// B6: a SAT too many that day, the last day of term, SAU and SAT of a subject on one day.
    fn a_day_that_breaks_a_limit_is_refused_with_every_limit_named(backend) {
        let school = School::start(backend, 1);
        let admin = school.service.administrator();
        admin.post("/calendars", &calendar()).expect(201);
        admin.post("/conduct-rules", &limits("error")).expect(201);
        let sau = form(&school, "SAU", "unit-one");
        let (first, second) = (form(&school, "SAT", "term-one"), form(&school, "SAT", "term-two"));
        school.coordinator.post("/sittings", &on(&school, &sau, "2026-10-23")).expect(201);
        let refused = school.coordinator.post("/sittings", &on(&school, &first, "2026-10-23"));
        assert_eq!((refused.status, refused.findings()), (422, vec![
            ("conduct_last_day".into(), "/held_on".into()), ("conduct_sau_and_sat".into(), "/held_on".into()),
        ]), "{}", refused.body);
        school.coordinator.post("/sittings", &on(&school, &first, "2026-10-14")).expect(201);
        let refused = school.coordinator.post("/sittings", &on(&school, &second, "2026-10-14"));
        assert_eq!(refused.findings(), [("conduct_sat_per_day".into(), "/held_on".into())]);
        assert!(refused.body.contains("2026-10-14"), "{}", refused.body);
        school.coordinator.post("/sittings", &on(&school, &second, "2026-10-15")).expect(201);
        assert_eq!(school.coordinator.get("/sittings").expect(200)["items"].as_array().unwrap().len(), 3);
    }

    fn a_limit_that_only_warns_lets_the_sitting_pass_and_says_so(backend) {
        let school = School::start(backend, 1);
        let admin = school.service.administrator();
        admin.post("/calendars", &calendar()).expect(201);
        admin.post("/conduct-rules", &limits("warning")).expect(201);
        let form = form(&school, "SAT", "term-one");
        let made = school.coordinator.post("/sittings", &on(&school, &form, "2026-10-23")).expect(201);
        assert_eq!(codes(&made["findings"]), ["conduct_last_day"]);
        assert!(text(&made["findings"][0]["detail"]).contains("2026-10-23"), "{made}");
        let free = school.coordinator.post("/sittings", &on(&school, &form, "2026-10-24")).expect(201);
        assert_eq!(codes(&free["findings"]), ["conduct_no_school_day"]);
    }

    fn without_limits_or_calendar_any_day_is_taken(backend) {
        let school = School::start(backend, 1);
        let form = form(&school, "SAT", "term-one");
        let made = school.coordinator.post("/sittings", &on(&school, &form, "2026-10-25")).expect(201);
        assert!(made.get("findings").is_none(), "{made}");
    }

    fn a_calendar_or_limit_that_contradicts_itself_is_refused_with_every_finding(backend) {
        let school = School::start(backend, 1);
        let admin = school.service.administrator();
        let mut wrong = calendar();
        wrong["terms"] = json!([
            {"term": 1, "from": "2026-09-01", "to": "2026-10-25", "grading_day": "2026-11-01"},
            {"term": 2, "from": "2026-10-20", "to": "2026-12-30"}
        ]);
        wrong["holidays"] = json!([{"from": "2026-12-16", "to": "2026-12-01"}]);
        let refused = admin.post("/calendars", &wrong);
        assert_eq!((refused.status, refused.findings()), (422, vec![
            ("dates_reversed".into(), "/holidays/0/to".into()),
            ("grading_day_outside_term".into(), "/terms/0/grading_day".into()),
            ("terms_overlap".into(), "/terms/1/from".into()),
        ]));
        let mut wrong = calendar();
        wrong["terms"][0]["to"] = json!("2026-10-32");
        assert_eq!(admin.post("/calendars", &wrong).findings(), [("date_invalid".into(), "/terms/0/to".into())]);
        let mut wrong = limits("error");
        wrong["rules"]["max_sat_per_day"]["most"] = json!(0);
        wrong["rules"]["no_sat_on_last_day"]["severity"] = json!("fatal");
        assert_eq!(admin.post("/conduct-rules", &wrong).findings(), [
            ("below_minimum".into(), "/rules/max_sat_per_day/most".into()),
            ("not_allowed".into(), "/rules/no_sat_on_last_day/severity".into()),
        ]);
        assert_eq!(school.coordinator.post("/conduct-rules", &limits("error")).status, 403);
    }
}
