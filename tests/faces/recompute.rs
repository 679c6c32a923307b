//! Results derived again on the command line: what came out otherwise is told, nothing is changed.

use std::process::{Command, Output};

use serde_json::{Value, json};
use synaq::store::StoreError;
use synaq::store::results::{self, ResultRow};

use crate::harness::forms::{FormOf, open};
use crate::harness::school::School;

fn verified(school: &School, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_synaq"))
        .env_remove("SYNAQ_LOG")
        .env("LC_ALL", "C")
        .args(["recompute", "--verify"])
        .args(arguments)
        .args(["--database", school.service.database_url(), "--data"])
        .arg(school.service.media_folder())
        .output()
        .expect("the program starts")
}

fn told(school: &School) -> (Option<i32>, Value) {
    let output = verified(school, &["--json"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let json = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}"));
    (output.status.code(), json)
}

on_both! {
    fn a_result_that_came_out_otherwise_is_told_and_one_that_waits_for_new_marks_is_not_drift(backend) {
        let school = School::start(backend, 3);
        let sitting = school.sitting(FormOf::sat(vec![open("writing", 1)]));
        school.all_present(&sitting, 3);
        let row = |candidate: &str, points: i32| json!({"candidate": candidate, "position": 1, "descriptor": "d1", "points": points});
        school.post(&sitting, "marks", json!({"rows": [row("7A-01", 1), row("7A-02", 0)]})).expect(200);
        let (code, before) = told(&school);
        assert_eq!((code, &before["not_computed"]), (Some(0), &json!(3)));
        school.post(&sitting, "results", json!({})).expect(200);
        let (code, computed) = told(&school);
        assert_eq!((code, &computed["sittings"], &computed["same"], &computed["drifted"]), (Some(0), &json!(1), &json!(3), &json!([])));
        school.post(&sitting, "marks", json!({"rows": [row("7A-03", 1)]})).expect(200);
        let (code, stale) = told(&school);
        assert_eq!((code, &stale["same"], &stale["stale"][0]["candidate"]), (Some(0), &json!(2), &json!("7A-03")));
        // A version that says otherwise from the same marks, as a fault of the program would leave it.
        let tampered: Result<(), StoreError> = school.service.services.db.write(|c| {
            let kept = results::newest(c, 1)?.swap_remove(1);
            let document = kept.document.replace("\"raw\":0", "\"raw\":1");
            assert_ne!(document, kept.document);
            results::insert(c, &[ResultRow { version: 2, document, ..kept }])
        });
        tampered.expect("a version");
        let (code, drifted) = told(&school);
        let place = json!([{"sitting_id": sitting, "candidate": "7A-02", "version": 2}]);
        assert_eq!((code, &drifted["drifted"]), (Some(1), &place));
        let output = verified(&school, &[]);
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.contains(&format!("  drifted {sitting} 7A-02 (version 2)")), "{text}");
    }
}
