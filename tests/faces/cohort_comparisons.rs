//! Comparison of cohorts: the published study from its counts, and studies from results of sittings.

use serde_json::{Value, json};

use crate::harness::api::{Answer, Client, Service, text};
use crate::harness::forms::{FormOf, whole};
use crate::harness::school::{School, another_school, class, code, findings};

const PATH: &str = "/cohort-comparisons";

fn statistician(service: &Service) -> Client {
    service.user_with_role(&service.root(), "statistician")
}

fn row(at: &str, counts: [u32; 3]) -> Value {
    json!({"at": at, "counts": {"low": counts[0], "medium": counts[1], "high": counts[2]}})
}

fn study(groups: Value) -> Value {
    json!({
        "title": "Қазақ тілі (Т2): модуль тестілері",
        "levels": [{"id": "low", "code": 3}, {"id": "medium", "code": 4}, {"id": "high", "code": 5}],
        "measurements": ["pre", "post"], "control": "CG", "groups": groups
    })
}

/// The study as published, with the row of the publication that is printed wrong.
fn published() -> Value {
    let mut post = row("post", [26, 18, 19]);
    post["published"] = json!({
        "percent": {"low": 41.3, "medium": 30.2, "high": 28.6}, "mean": 3.89, "sd": 0.845, "median": 4
    });
    study(json!([
        {"id": "EG", "measured": [row("pre", [39, 15, 9]), post]},
        {"id": "CG", "measured": [row("pre", [39, 14, 8]), row("post", [38, 14, 9])]}
    ]))
}

fn of_sittings(eg: [&str; 2], cg: [&str; 2]) -> Value {
    let measured = |pair: [&str; 2]| json!([{"at": "pre", "sittings": [pair[0]]}, {"at": "post", "sittings": [pair[1]]}]);
    study(json!([{"id": "EG", "measured": measured(eg)}, {"id": "CG", "measured": measured(cg)}]))
}

/// A sitting of a class in which pupils got these points of 20; who has none was absent.
pub fn sat(coordinator: &Client, class: &str, form: &str, points: &[Option<i64>]) -> String {
    let plan = json!({"form_id": form, "class_id": class, "held_on": "2026-10-22"});
    let sitting = coordinator.post("/sittings", &plan).expect(201);
    let sitting = text(&sitting["id"]).to_owned();
    let post = |what: &str, body: Value| {
        coordinator
            .post(&format!("/sittings/{sitting}/{what}"), &body)
            .expect(200)
    };
    let each = || {
        points
            .iter()
            .enumerate()
            .map(|(at, points)| (code(at + 1), *points))
    };
    let state = |there: bool| if there { "present" } else { "absent" };
    let states: Vec<Value> = each()
        .map(|(who, p)| json!({"candidate": who, "state": state(p.is_some())}))
        .collect();
    post("states", json!({"rows": states}));
    let marks: Vec<Value> = each()
        .filter_map(|(who, p)| Some(json!({"candidate": who, "position": 1, "points": p?})))
        .collect();
    post("marks", json!({"rows": marks}));
    post("results", json!({}));
    sitting
}

pub fn form(school: &School) -> String {
    school
        .service
        .form(&school.root, FormOf::sat(vec![whole("writing", 20)]))
}

fn near(found: &Value, expected: f64, within: f64) {
    let value = found.as_f64().unwrap_or(f64::NAN);
    assert!(
        (value - expected).abs() <= within,
        "{found} is not {expected}"
    );
}

fn csv(client: &Client, body: &Value) -> Answer {
    let headers = [("content-type", "application/json"), ("accept", "text/csv")];
    client.send("POST", PATH, &headers, Some(body.to_string()))
}

on_both! {
    /// Golden: means 3.52/3.89/3.49/3.53, pre t 0.24, post t 2.55, interval .08 to .65; the printed row
    /// contradicts its own mean.
    fn the_published_study_is_reproduced_and_its_wrong_row_is_seen(backend) {
        let service = Service::start(backend);
        let client = statistician(&service);
        let found = client.post(PATH, &published()).expect(200);
        let report = &found["report"];
        for (cell, mean) in report["cells"].as_array().unwrap().iter().zip([3.52, 3.89, 3.49, 3.53]) {
            near(&cell["mean"], mean, 0.006);
            assert_eq!((&cell["intervals"][0]["of"], &cell["intervals"][1]["of"]), (&json!("mean"), &json!("standard_deviation")));
        }
        assert_eq!(report["cells"][1]["levels"][2], json!({"id": "high", "code": 5.0, "count": 19, "percent": 1900.0 / 63.0}));
        let (pre, post) = (&report["comparisons"][0], &report["comparisons"][1]);
        near(&pre["pooled"]["t"], 0.24, 0.005);
        near(&post["pooled"]["t"], 2.55, 0.005);
        let interval = &post["pooled"]["interval"];
        assert_eq!((&interval["of"], &interval["method"]), (&json!("difference_of_means"), &json!("pooled_t")));
        near(&interval["low"], 0.08, 0.005);
        near(&interval["high"], 0.65, 0.005);
        near(&post["effect"]["hedges_g"], 0.455, 0.005);
        assert_eq!(post["randomisation"]["method"], "permutation");
        let told: Vec<_> = report["findings"].as_array().unwrap().iter().map(|f| (text(&f["code"]), text(&f["pointer"]))).collect();
        let at = |what: &str| format!("/groups/0/measured/1/published/{what}");
        assert_eq!(told, [
            ("published_mean_contradicts_percent", at("mean").as_str()),
            ("published_differs_from_counts", at("percent/medium").as_str()),
            ("published_differs_from_counts", at("percent/high").as_str()),
            ("published_levels_exchanged", at("percent").as_str()),
        ]);
        assert!(text(&report["findings"][0]["detail"]).contains("3.8731"), "{}", report["findings"][0]);
        // The same study is the same report, byte for byte; another seed draws other ways and is another.
        assert_eq!(client.post(PATH, &published()).expect(200), found);
        let mut other = published();
        other["seed"] = json!(2);
        assert_ne!(client.post(PATH, &other).expect(200)["hash"], found["hash"]);
        let table = csv(&client, &published());
        assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
        for line in [
            "at,group,with,figure,value,low,high,confidence\r\n",
            "\r\npost,EG,,count high,19,,,\r\n", "\r\npre,EG,,percent low,61.904762,,,\r\n",
            "\r\npost,EG,CG,pooled_t t,2.54", "\r\n,,,finding,published_levels_exchanged /groups/0/measured/1/published/percent\r\n",
        ] {
            assert!(table.body.contains(line), "{line} in {}", table.body);
        }
    }

    fn results_of_sittings_are_counted_by_level_and_pupils_compared_with_themselves(backend) {
        let school = School::start(backend, 6);
        let (_, other) = another_school(&school.service, "school-13");
        let beside = class(&other, 6);
        let form = form(&school);
        let points = |of: [i64; 5]| of.map(Some).into_iter().chain([None]).collect::<Vec<_>>();
        let eg = [[4, 7, 9, 10, 18], [9, 12, 18, 17, 20]].map(|of| sat(&school.coordinator, &school.class, &form, &points(of)));
        let cg = [[4, 7, 9, 10, 18], [4, 7, 10, 9, 18]].map(|of| sat(&other, &beside, &form, &points(of)));
        let asked = of_sittings([&eg[0], &eg[1]], [&cg[0], &cg[1]]);
        let found = statistician(&school.service).post(PATH, &asked).expect(200);
        let report = &found["report"];
        let counts: Vec<Vec<u64>> = report["cells"].as_array().unwrap().iter()
            .map(|cell| cell["levels"].as_array().unwrap().iter().map(|l| l["count"].as_u64().unwrap()).collect())
            .collect();
        // Below 40 percent is low, from 85 high.
        assert_eq!(counts, [[2, 2, 1], [0, 2, 3], [2, 2, 1], [2, 2, 1]]);
        assert_eq!((&report["cells"][0]["n"], &report["cells"][0]["not_assessed"]), (&json!(5), &json!(1)));
        let post = &report["comparisons"][1];
        assert_eq!((&post["randomisation"]["method"], &post["randomisation"]["ways"]), (&json!("exact"), &json!(252)));
        assert_eq!(report["comparisons"][0]["randomisation"]["p"], 1.0);
        let (eg_change, cg_change) = (&report["changes"][0], &report["changes"][1]);
        assert_eq!((&eg_change["both_times"], &eg_change["mean_of_differences"]), (&json!(5), &json!(0.8)));
        assert_eq!((&cg_change["mean_of_differences"], &cg_change["paired"]), (&json!(0.0), &Value::Null));
        assert_eq!(eg_change["paired"]["interval"]["of"], "mean_of_differences");
        assert_eq!((&found["policies"][0]["code"], found["policies"].as_array().unwrap().len()), (&json!("kz-2-11-2025"), 1));
        assert!(found["data_until"].is_string());
        // A coordinator knows the own school only: the other sitting is not there, and the whole is not.
        let hidden = school.coordinator.post(PATH, &asked);
        assert_eq!(hidden.status, 404, "{}", hidden.body);
        let own = of_sittings([&eg[0], &eg[1]], [&eg[0], "none"]);
        assert_eq!(school.coordinator.post(PATH, &own).status, 404);
        // Nobody stands in two groups at one time, and a scale that lacks a level is told.
        let mut twice = of_sittings([&eg[0], &eg[1]], [&eg[0], &cg[1]]);
        twice["levels"][2]["id"] = json!("top");
        let refused = statistician(&school.service).post(PATH, &twice);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("study_pupils_twice", "/groups/1/measured/0/sittings/0"),
            ("study_result_off_scale", "/groups/0/measured/0/sittings/0"),
            ("study_result_off_scale", "/groups/0/measured/1/sittings/0"),
            ("study_result_off_scale", "/groups/1/measured/0/sittings/0"),
            ("study_result_off_scale", "/groups/1/measured/1/sittings/0"),
        ])), "{}", refused.body);
    }

    fn everything_wrong_with_a_study_is_said_at_once(backend) {
        let service = Service::start(backend);
        let client = statistician(&service);
        let mut wrong = published();
        wrong["groups"][0]["measured"][0]["counts"] = json!({"low": -4, "hihg": 9});
        wrong["groups"][1]["measured"][0]["counts"] = json!({"medium": 1});
        wrong["groups"][1]["measured"][1]["counts"] = json!({});
        wrong["control"] = json!("KG");
        let refused = client.post(PATH, &wrong);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[
            ("below_minimum", "/groups/0/measured/0/counts/low"), ("not_allowed", "/control"),
            ("not_allowed", "/groups/0/measured/0/counts/hihg"),
            ("study_group_too_small", "/groups/1/measured/0/counts"), ("study_group_too_small", "/groups/1/measured/1/counts"),
        ])), "{}", refused.body);
        // What is no number is no count.
        let headers = [("content-type", "application/json")];
        let text = published().to_string().replacen("39", "NaN", 1);
        assert_eq!(client.send("POST", PATH, &headers, Some(text)).status, 400);
        for (count, code) in [(json!("NaN"), "wrong_type"), (json!(1.5), "wrong_type"), (Value::Null, "wrong_type")] {
            let mut wrong = published();
            wrong["groups"][0]["measured"][0]["counts"]["low"] = count.clone();
            let refused = client.post(PATH, &wrong);
            assert_eq!((refused.status, refused.findings()), (422, findings(&[(code, "/groups/0/measured/0/counts/low")])), "{count}");
        }
        let mut alone = published();
        alone["groups"] = json!([alone["groups"][1]]);
        assert_eq!(client.post(PATH, &alone).findings(), findings(&[("too_few", "/groups")]));
        assert_eq!(service.user_with_role(&service.root(), "developer").post(PATH, &published()).status, 403);
        assert_eq!(service.nobody().post(PATH, &published()).status, 401);
    }
}
