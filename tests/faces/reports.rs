//! Reports over sittings: schools beside each other, one test over classes, growth of a candidate.

use serde_json::{Value, json};

use crate::cohort_comparisons::{form, sat};
use crate::harness::api::{Answer, Client, text};
use crate::harness::forms::{FormOf, choice, open};
use crate::harness::school::{School, another_school, class, code, findings};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn ask(client: &Client, path: &str, body: &Value, accept: &str) -> Answer {
    let headers = [
        ("content-type", "application/json"),
        ("accept", accept),
        ("accept-language", "kk"),
    ];
    client.send("POST", path, &headers, Some(body.to_string()))
}

fn statistician(school: &School) -> Client {
    school.service.user_with_role(&school.root, "statistician")
}

/// Points of 20: of so many pupils, so many get 18 (90 percent) and the others 6 (30 percent).
fn points(pupils: usize, good: usize) -> Vec<Option<i64>> {
    (0..pupils)
        .map(|n| Some(if n < good { 18 } else { 6 }))
        .collect()
}

on_both! {
    fn schools_stand_beside_each_other_and_small_ones_are_not_told(backend) {
        let school = School::start(backend, 12);
        let form = form(&school);
        let other = |code: &str, pupils: usize| {
            let (_, coordinator) = another_school(&school.service, code);
            let class = class(&coordinator, pupils);
            (coordinator, class)
        };
        let (second, second_class) = other("school-13", 10);
        let (small, small_class) = other("school-14", 3);
        let sittings = [
            sat(&school.coordinator, &school.class, &form, &points(12, 12)),
            sat(&second, &second_class, &form, &points(10, 2)),
            sat(&small, &small_class, &form, &points(3, 1)),
        ];
        let asked = json!({"title": "Мониторинг", "sittings": sittings});
        let client = statistician(&school);
        let found = client.post("/reports/schools", &asked).expect(200);
        let report = &found["report"];
        // Three pupils are too few to tell of, and the next smallest school would give them away.
        let told: Vec<_> = report["schools"].as_array().unwrap().iter()
            .map(|s| (text(&s["school"]), s["told"].as_bool().unwrap(), s["figures"]["assessed"].as_u64())).collect();
        assert_eq!(told, [("school-12", true, Some(12)), ("school-13", false, None), ("school-14", false, None)]);
        assert_eq!((&report["all"]["assessed"], &report["all"]["quality"]["count"], &report["listed"]), (&json!(25), &json!(15), &json!(25)));
        assert_eq!(report["schools"][0]["figures"]["quality"]["interval"]["method"], "wilson");
        assert_eq!((&found["policies"][0]["code"], found["hash"].as_str().map(str::len)), (&json!("kz-2-11-2025"), Some(64)));
        assert_eq!(client.post("/reports/schools", &asked).expect(200), found);
        // With two large schools all is told: twelve of twelve lie above the limits of 99.8 %, two of ten between
        // those and the ones of 95 %.
        let two = json!({"title": "Екі мектеп", "sittings": sittings[..2]});
        let both = client.post("/reports/schools", &two).expect(200);
        let places: Vec<_> = both["report"]["schools"].as_array().unwrap().iter().map(|s| text(&s["funnel"]).to_owned()).collect();
        assert_eq!(places, ["very_high", "low"]);
        let table = ask(&client, "/reports/schools", &two, "text/csv");
        assert!(table.body.contains("\r\nschool-12,yes,12,90,"), "{}", table.body);
        assert!(table.body.contains(&format!("\r\nhash,{}\r\n", text(&both["hash"]))), "{}", table.body);
        let drawn = ask(&client, "/reports/schools", &two, "image/svg+xml");
        assert_eq!((drawn.status, drawn.header("content-type")), (200, "image/svg+xml"));
        assert!(drawn.body.contains("role=\"img\"") && drawn.body.contains("Екі мектеп</title>") && drawn.body.contains(">school-12</text>"), "{}", drawn.body);
        let book = ask(&client, "/reports/schools", &two, XLSX);
        assert_eq!((book.status, book.header("content-type"), &book.body[..2]), (200, XLSX, "PK"));
        assert_eq!(ask(&client, "/reports/schools", &two, "text/html").status, 406);
        // A coordinator reads the own school only; the same sitting twice, or none, is no question.
        assert_eq!(school.coordinator.post("/reports/schools", &two).status, 404);
        let twice = json!({"title": "x", "sittings": [sittings[0], sittings[0]]});
        assert_eq!(client.post("/reports/schools", &twice).findings(), findings(&[("duplicate_entries", "/sittings")]));
        assert_eq!(client.post("/reports/schools", &json!({"title": "", "sittings": []})).findings(), findings(&[("too_few", "/sittings"), ("too_short", "/title")]));
    }

    fn a_test_over_classes_tells_difficult_tasks_and_the_typical_wrong_answer(backend) {
        let school = School::start(backend, 5);
        let form = FormOf::sat(vec![choice("reading"), choice("reading"), open("writing", 2)]);
        let sitting = school.sitting(form);
        school.all_present(&sitting, 4);
        school.post(&sitting, "states", json!({"rows": [{"candidate": code(5), "state": "absent"}]})).expect(200);
        let answers = [("b", "b"), ("a", "b"), ("a", "b"), ("c", "a")];
        let given = |n: usize, position: usize, choice: &str| json!({"candidate": code(n), "position": position, "answer": {"choice": choice}});
        let rows: Vec<Value> = (1..).zip(answers).flat_map(|(n, (one, two))| [given(n, 1, one), given(n, 2, two)]).collect();
        school.post(&sitting, "responses", json!({"rows": rows})).expect(200);
        let mark = |n: usize, d: usize| json!({"candidate": code(n), "position": 3, "descriptor": format!("d{d}"), "points": 1});
        let rows: Vec<Value> = (1..=4).flat_map(|n| [mark(n, 1), mark(n, 2)]).collect();
        school.post(&sitting, "marks", json!({"rows": rows})).expect(200);
        school.post(&sitting, "results", json!({})).expect(200);
        let asked = json!({"title": "ТЖБ 1-тоқсан", "sittings": [sitting]});
        let found = school.coordinator.post("/reports/grade", &asked).expect(200);
        let report = &found["report"];
        assert_eq!((&report["listed"], &report["assessed"], &report["absent"]), (&json!(5), &json!(4), &json!(1)));
        let tasks: Vec<_> = report["tasks"].as_array().unwrap().iter()
            .map(|t| (t["position"].as_u64(), t["percent"]["shown"].as_f64(), t["difficult"].as_bool(), t["pupils"].as_u64())).collect();
        assert_eq!(tasks, [
            (Some(1), Some(25.0), Some(true), Some(4)), (Some(2), Some(75.0), Some(false), Some(4)), (Some(3), Some(100.0), Some(false), Some(4)),
        ]);
        assert_eq!(report["tasks"][0]["typical_wrong"], json!({"part": "a", "answer": "a", "count": 2, "of": 4}));
        assert_eq!((&report["tasks"][1]["typical_wrong"], &report["tasks"][2]["typical_wrong"]), (&Value::Null, &Value::Null));
        // The same figures as the school's own form.
        let own = school.get(&sitting, "analysis");
        for same in ["objectives", "quality", "progress", "mean_percent"] {
            assert_eq!(report[same], own[same], "{same}");
        }
        let levels: u64 = report["levels"].as_array().unwrap().iter().map(|l| l["count"].as_u64().unwrap()).sum();
        assert_eq!(levels, 4);
        assert!(!found.to_string().contains("7A-0"), "no pupil stands in it");
        let table = ask(&school.coordinator, "/reports/grade", &asked, "text/csv");
        assert!(table.body.contains("\r\ntask 1,4,,25,\"difficult; wrong a: a (2 of 4)\"\r\n"), "{}", table.body);
        let drawn = ask(&school.coordinator, "/reports/grade", &asked, "image/svg+xml");
        assert!(drawn.body.contains("ТЖБ 1-тоқсан</title>"), "{}", drawn.body);
        let another = school.sitting(FormOf::sat(vec![choice("reading")]));
        let unlike = json!({"title": "x", "sittings": [sitting, another]});
        let refused = school.coordinator.post("/reports/grade", &unlike);
        assert_eq!((refused.status, refused.findings()), (422, findings(&[("report_forms_differ", "/sittings/1")])));
        let nobody = json!({"title": "x", "sittings": [another]});
        let empty = school.coordinator.post("/reports/grade", &nobody).expect(200);
        assert_eq!((&empty["report"]["tasks"][0]["percent"], &empty["report"]["quality"], &empty["data_until"]), (&Value::Null, &Value::Null, &Value::Null));
        assert_eq!(ask(&school.coordinator, "/reports/grade", &nobody, "image/svg+xml").status, 200);
    }

    fn growth_of_a_candidate_is_told_and_drawn_beside_the_class(backend) {
        let school = School::start(backend, 2);
        let form = form(&school);
        let first = sat(&school.coordinator, &school.class, &form, &[Some(10), Some(16)]);
        let second = sat(&school.coordinator, &school.class, &form, &[Some(14), None]);
        let path = |who: &str| format!("/classes/{}/growth/{who}?subject=kazakh_l2", school.class);
        let grown = school.coordinator.get(&path("7A-01")).expect(200);
        let steps = grown["steps"].as_array().unwrap();
        assert_eq!((&steps[0]["class"]["sitting_id"], &steps[1]["class"]["sitting_id"]), (&json!(first), &json!(second)));
        assert_eq!((&steps[1]["own"]["growth"]["difference"]["shown"], &steps[0]["class"]["mean_percent"]["shown"]), (&json!(20), &json!(65)));
        let away = school.coordinator.get(&path("7A-02")).expect(200);
        assert_eq!((&away["steps"][1]["own"]["state"], &away["steps"][1]["own"]["percent"]), (&json!("absent"), &Value::Null));
        let drawn = school.coordinator.get_with(&path("7A-01"), &[("accept", "image/svg+xml"), ("accept-language", "ru")]);
        assert_eq!(drawn.header("content-type"), "image/svg+xml");
        assert!(drawn.body.contains(">70,0 %</text>") && drawn.body.contains("класс, SAT"), "{}", drawn.body);
        let table = school.coordinator.get_with(&path("7A-01"), &[("accept", "text/csv")]);
        assert!(table.body.contains(",SAT,0,complete,70,medium,4,20,70\r\n"), "{}", table.body);
        assert_eq!(school.coordinator.get(&path("7A-99")).status, 404);
        assert_eq!(school.coordinator.get_with(&path("7A-01"), &[("accept", "text/html")]).status, 406);
    }
}
