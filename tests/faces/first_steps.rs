//! A newcomer's first minutes: the demo, and the five lines that the first start prints.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

fn demo(more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_synaq"));
    command.arg("demo").args(more).stdin(Stdio::null());
    command.output().expect("the program starts")
}

#[test]
fn the_demo_does_the_whole_job_in_eighty_columns_and_says_nothing_else() {
    let output = demo(&[]);
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{told}");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    for line in told.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    for words in [
        "two parallel forms",
        "7A-25",
        "temporarily not assessed",
        "causing difficulty | 7.1.4.1",
    ] {
        assert!(told.contains(words), "'{words}' is not in\n{told}");
    }
}

#[test]
fn the_demo_of_all_kinds_takes_every_shipped_specification_from_a_form_to_results() {
    let told = String::from_utf8(demo(&["--all"]).stdout).expect("UTF-8");
    assert!(told.contains("unt-2026"), "{told}");
    assert!(
        told.lines().all(|line| line.chars().count() <= 80),
        "{told}"
    );
    let output = demo(&["--all", "--json"]);
    assert!(output.status.success(), "{output:?}");
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let kinds = shown["kinds"].as_array().expect("kinds");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("item_specs/specifications");
    let shipped = std::fs::read_dir(shipped).expect("the shipped specifications");
    assert_eq!(kinds.len(), shipped.count());
    for part in kinds
        .iter()
        .flat_map(|kind| kind["parts"].as_array().expect("parts"))
    {
        assert!(part["tasks"].as_u64() > Some(0), "{part}");
        assert_eq!(part["holding"], part["constraints"], "{part}");
        let questionnaire = part["points"] == 0;
        assert!(
            part["mean_percent"].as_f64().is_some() || questionnaire,
            "{part}"
        );
    }
    let of_library = |kind: &&Value| kind["generated"] == false;
    assert!(kinds.iter().filter(of_library).count() >= 7, "{kinds:?}");
}

#[test]
fn the_demo_for_programs_gives_the_same_forms_and_results_each_time() {
    let [first, second] = [demo(&["--json"]), demo(&["--json"])].map(|output| -> Value {
        serde_json::from_slice(&output.stdout).expect("JSON on standard output")
    });
    let forms = &first["assembly"]["result"]["forms"];
    assert_eq!(forms.as_array().map(Vec::len), Some(2));
    assert_ne!(forms[0]["fingerprint"], forms[1]["fingerprint"]);
    for n in 0..2 {
        let again = &second["assembly"]["result"]["forms"][n];
        assert_eq!(forms[n]["fingerprint"], again["fingerprint"]);
        let mut constraints = forms[n]["achieved"].as_array().into_iter().flatten();
        assert!(constraints.all(|a| a["holds"] == true));
    }
    assert_eq!(first["results"]["rows"].as_array().map(Vec::len), Some(25));
    let grades = |run: &Value| -> Vec<Value> {
        let rows = run["results"]["rows"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        rows.into_iter().map(|row| row["grade"].clone()).collect()
    };
    assert_eq!(grades(&first), grades(&second));
}

/// A service whose first words are read to the last of the five lines.
struct FirstStart {
    process: Child,
    lines: Vec<String>,
    _data: TempDir,
}

impl FirstStart {
    fn of(database: &str) -> Self {
        let data = TempDir::new().expect("a folder");
        let mut process = Command::new(env!("CARGO_BIN_EXE_synaq"))
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                database,
                "--data",
            ])
            .arg(data.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the service starts");
        let mut output = BufReader::new(process.stdout.take().expect("a pipe"));
        let (mut lines, mut line) = (Vec::new(), String::new());
        while !lines
            .last()
            .is_some_and(|l: &String| l.contains("/responses"))
        {
            line.clear();
            assert!(
                output.read_line(&mut line).expect("UTF-8") > 0,
                "it ended early: {lines:?}"
            );
            lines.push(line.trim_end().to_owned());
        }
        Self {
            process,
            lines,
            _data: data,
        }
    }
}

impl Drop for FirstStart {
    fn drop(&mut self) {
        let _gone_already = self.process.kill();
        let _status = self.process.wait();
    }
}

on_both! {
    fn the_five_lines_of_the_first_start_do_the_main_job_as_they_stand(backend) {
        let database = backend.fresh_database();
        let service = FirstStart::of(&database.url);
        let job: Vec<&str> =
            service.lines.iter().map(String::as_str).filter(|l| l.contains("curl ")).collect();
        assert_eq!(job.len(), 5, "{:#?}", service.lines);
        let ran = Command::new("bash").arg("-c").arg(job.join("\n")).output().expect("bash runs");
        let told = String::from_utf8_lossy(&ran.stdout);
        for part in ["\"code\":\"m6-", "\"sau-g6-math-ratio-proportion\"", "form ", "sitting ", "\"saved\":1", "\"maximum\":15"] {
            assert!(told.contains(part), "{part} is not in\n{told}");
        }
        assert!(!told.contains("\"status\":4"), "{told}");
    }
}
