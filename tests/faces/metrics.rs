//! What a monitoring system reads.

use serde_json::json;

use crate::harness::api::{Service, text};
use crate::imports::{ended, small_profile};

/// The value of the line that begins so.
fn value(metrics: &str, line: &str) -> f64 {
    let found = metrics.lines().find_map(|l| l.strip_prefix(line));
    let found = found.unwrap_or_else(|| panic!("no line {line} in\n{metrics}"));
    found.trim().parse().unwrap()
}

on_both! {
    fn requests_are_counted_by_pattern_and_status_and_no_line_names_an_object(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let body = json!({"code": "counted", "kind": "school", "name": {"ru": "Школа"}});
        let made = admin.post("/organisations", &body).expect(201);
        let id = text(&made["id"]).to_owned();
        for _ in 0..3 {
            admin.get(&format!("/organisations/{id}")).expect(200);
        }
        admin.get("/organisations/unknown").expect(404);
        admin.get("/no/such/address").expect(404);
        let answer = admin.get("/metrics");
        assert_eq!(answer.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
        let metrics = answer.body;
        let route = r#"method="GET",route="/api/v1/organisations/{id}""#;
        assert_eq!(value(&metrics, &format!("synaq_requests_total{{{route},status=\"200\"}}")), 3.0);
        assert_eq!(value(&metrics, &format!("synaq_requests_total{{{route},status=\"404\"}}")), 1.0);
        assert_eq!(value(&metrics, r#"synaq_requests_total{method="GET",route="-",status="404"}"#), 1.0);
        assert_eq!(value(&metrics, &format!("synaq_request_duration_seconds_count{{{route}}}")), 4.0);
        assert!(value(&metrics, "synaq_database_connections ") >= 1.0);
        assert_eq!(value(&metrics, "synaq_oldest_waiting_job_age_seconds "), 0.0);
        assert!(metrics.ends_with("# EOF\n"));
        assert!(!metrics.contains(&id) && !metrics.contains("unknown") && !metrics.contains("counted"), "{metrics}");
    }

    fn jobs_are_counted_by_kind_and_state(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let file = "{\"id\": \"1\", \"q\": \"2 + 2 = ?\", \"a\": \"4\", \"p\": 1}\n";
        let job = admin.post("/imports", &json!({"profile": small_profile(), "content": file})).expect(202);
        ended(&admin, text(&job["id"]));
        let metrics = admin.get("/metrics").body;
        assert_eq!(value(&metrics, r#"synaq_jobs{kind="import",state="done"}"#), 1.0);
    }

    fn the_numbers_of_all_organisations_are_for_who_runs_the_installation(backend) {
        let service = Service::start(backend);
        let admin = service.administrator();
        let body = json!({"code": "below", "kind": "school", "name": {"ru": "Школа"}});
        let school = admin.post("/organisations", &body).expect(201);
        let below = service.user_with_role(text(&school["id"]), "administrator");
        below.get("/metrics").expect(403);
        service.nobody().get("/metrics").expect(401);
        let key = json!({"label": "monitoring", "permissions": ["read_metrics"]});
        let key = admin.post("/keys", &key).expect(201);
        let monitoring = service.nobody().with_key(text(&key["secret"]));
        assert!(monitoring.get("/metrics").body.contains("synaq_build_info"));
        monitoring.get("/audit").expect(403);
    }
}
