//! `synaq assemble` beyond forms: half-built forms, panels, parts of a pool, steps of an adaptive test.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::Value;
use tempfile::TempDir;

use crate::assemble_files::{
    SPECIFICATION, assemble, assert_code, err, folder, from_files, json, out, put,
};

fn positions(told: &Value) -> Vec<(u64, String)> {
    let positions = told["forms"][0]["positions"].as_array().expect("positions");
    let one = |p: &Value| {
        (
            p["position"].as_u64().unwrap(),
            p["item"].as_str().unwrap().to_owned(),
        )
    };
    positions.iter().map(one).collect()
}

/// The specification that asks for information where it asks for a mean.
fn informed() -> String {
    let asked = "  information: {points: [{theta: 0, target: 2}]}\n";
    let text = SPECIFICATION.replace("  target_mean_p: 0.6\n", asked);
    assert_ne!(text, SPECIFICATION);
    text
}

#[track_caller]
pub fn findings(output: &std::process::Output) -> Vec<String> {
    let told = json(output);
    let findings = told["findings"].as_array().expect("findings");
    let code = |finding: &Value| {
        let part = |key: &str| finding[key].as_str().unwrap().to_owned();
        format!("{} {}", part("code"), part("pointer"))
    };
    findings.iter().map(code).collect()
}

#[test]
fn the_rest_is_assembled_around_given_codes_positions_and_lists_in_a_file() {
    let folder = folder();
    let plain = positions(&json(&from_files(&folder, &["--json"])));
    let standing: BTreeSet<&String> = plain.iter().map(|(_, item)| item).collect();
    // Single choices that no form around nothing has.
    let others: Vec<String> = (1..=27).map(|n| format!("A-{n:02}")).collect();
    let others: Vec<&String> = others
        .iter()
        .filter(|code| !standing.contains(code))
        .collect();
    let pair = others.iter().find_map(|one| {
        let given = format!("{one}@5");
        let output = from_files(&folder, &["--json", "--given", &given]);
        (output.status.code() == Some(0)).then(|| ((*one).clone(), json(&output)))
    });
    let (item, told) = pair.expect("one of them can stand there");
    assert!(positions(&told).contains(&(5, item.clone())), "{told}");
    put(
        &folder,
        "given.yaml",
        format!("- {{item: {item}, row: R1, position: 5}}\n"),
    );
    let of_file = json(&from_files(&folder, &["--json", "--given", "given.yaml"]));
    assert_eq!(positions(&of_file), positions(&told));
    let text = out(&from_files(&folder, &["--given", &item]));
    assert!(text.contains("given") && text.contains(&item), "{text}");
}

#[test]
fn given_items_that_make_no_sense_are_told_all_at_once_by_the_option() {
    let folder = folder();
    let output = from_files(&folder, &["--json", "--given", "A-01@9,A-01,A-03@2,A-04@2"]);
    assert_code(&output, 1);
    assert_eq!(
        findings(&output),
        [
            "given_position_out_of_range --given",
            "given_item_twice --given",
            "given_position_twice --given"
        ]
    );
    let output = from_files(&folder, &["--json", "--given", "X-1,X-2"]);
    assert_code(&output, 6);
    assert_eq!(findings(&output), ["given_item_unknown --given"; 2]);
    let output = from_files(&folder, &["--given", "A-01@first"]);
    assert_code(&output, 2);
    put(
        &folder,
        "given.yaml",
        "- {item: A-01, place: 3}\n- {row: R1}\n",
    );
    let output = from_files(&folder, &["--given", "given.yaml"]);
    assert_code(&output, 1);
    let told = err(&output);
    assert!(
        told.contains("given.yaml:1:") && told.contains("given.yaml:2:"),
        "{told}"
    );
}

#[test]
fn a_pool_is_parted_and_the_parts_are_told_with_how_alike_they_are() {
    let folder = folder();
    let output = from_files(&folder, &["--split", "2", "--json"]);
    assert_code(&output, 0);
    let told = json(&output);
    let parts = told["parts"].as_array().expect("parts");
    let codes = |part: &Value| -> BTreeSet<String> {
        let items = part["items"].as_array().unwrap().iter();
        items
            .map(|item| item["item"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(parts.len(), 2);
    assert!(codes(&parts[0]).is_disjoint(&codes(&parts[1])));
    assert_eq!(codes(&parts[0]).len() + codes(&parts[1]).len(), 30);
    for part in parts {
        let held = part["form"]["achieved"].as_array().unwrap();
        assert!(held.iter().all(|line| line["holds"] == true));
    }
    let features = told["features"].as_array().expect("features");
    assert!(
        features
            .iter()
            .all(|feature| feature["spread"].as_f64() >= Some(0.0))
    );
    let text = out(&from_files(&folder, &["--split", "2"]));
    assert!(
        text.contains("widest spread") && text.contains("row"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    let wrong = from_files(&folder, &["--split", "1", "--json"]);
    assert_code(&wrong, 1);
    assert_eq!(findings(&wrong), ["parts_out_of_range --split"]);
    let many = from_files(&folder, &["--split", "4", "--json"]);
    assert_code(&many, 6);
    assert!(
        findings(&many)[0].starts_with("row_short"),
        "{:?}",
        findings(&many)
    );
}

#[test]
fn the_next_item_is_the_most_telling_one_of_the_form_around_what_was_given() {
    let folder = folder();
    put(&folder, "test.yaml", informed());
    let mut given: Vec<String> = Vec::new();
    for theta in ["0.4", "-0.2", "0.1"] {
        let list = given.join(",");
        let mut arguments = vec!["--next-item", theta, "--json"];
        if !given.is_empty() {
            arguments.extend(["--given", &list]);
        }
        let output = from_files(&folder, &arguments);
        assert_code(&output, 0);
        let told = json(&output);
        let tasks = told["tasks"].as_array().expect("tasks");
        assert_eq!(tasks.len(), 8);
        let next = told["next"]["item"]
            .as_str()
            .expect("a next item")
            .to_owned();
        assert_eq!(tasks[given.len()]["item"], next.as_str());
        let told_of = |task: &Value| task["information"].as_f64().unwrap();
        let rest = &tasks[given.len()..];
        assert!(
            rest.windows(2)
                .all(|pair| told_of(&pair[0]) >= told_of(&pair[1]))
        );
        assert!(!given.contains(&next));
        given.push(next);
    }
    let text = from_files(&folder, &["--next-item", "0.4"]);
    assert!(out(&text).contains("next item: A-"), "{}", out(&text));
    let wrong = from_files(
        &folder,
        &["--next-item", "40", "--given", "A-01,A-01", "--json"],
    );
    assert_code(&wrong, 1);
    assert_eq!(
        findings(&wrong),
        [
            "ability_out_of_range --next-item",
            "given_item_twice --given"
        ]
    );
    put(&folder, "test.yaml", SPECIFICATION);
    let without = from_files(&folder, &["--next-item", "0"]);
    assert_code(&without, 1);
    assert!(
        err(&without).contains("shadow_without_information"),
        "{}",
        err(&without)
    );
}

/// The manifest of a mode makes the same again, and tells where something else comes out.
#[test]
fn what_is_made_beside_forms_has_a_manifest_that_makes_it_again() {
    let folder = folder();
    let cohort = ["--on-the-fly", "60", "--exposure", "0.6", "--overlap", "7"];
    for (mode, forms) in [(&cohort[..], 1), (&["--split", "2"], 2)] {
        assert_code(
            &from_files(&folder, &[mode, &["--manifest", "m.json"]].concat()),
            0,
        );
        let text = std::fs::read_to_string(folder.path().join("m.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(manifest["forms"].as_array().map(Vec::len), Some(forms));
        let same = from_files(&folder, &["--replay", "m.json", "--json"]);
        assert_code(&same, 0);
        assert_eq!(json(&same)["same"], true);
        let other = from_files(&folder, &["--replay", "m.json", "--seed", "99", "--json"]);
        assert_code(&other, 1);
        assert_eq!(json(&other)["same"], false);
    }
}

const PANEL: &str = include_str!("../../item_specs/panels/mst-g9-mathematics.yaml");

/// The shipped panel beside a table of tasks for it.
fn of_panel(tasks: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(&folder, "panel.yaml", PANEL);
    let mut table = String::from("code,objectives,thinking,minutes,a,b,access\n");
    for n in 0..tasks {
        let level = ["KU", "AP", "HO"][n % 3];
        let (a, b) = (
            0.9 + 0.05 * ((n * 7) % 13) as f64,
            -2.0 + 4.0 * ((n * 37) % 101) as f64 / 100.0,
        );
        let part = 1 + n % 2;
        writeln!(
            table,
            "T{n:03},9.{part}.1.{},{level},{},{a:.2},{b:.2},secure",
            1 + n % 4,
            1 + n % 3
        )
        .expect("a line");
    }
    put(&folder, "items.csv", table);
    folder
}

#[test]
fn the_shipped_panel_is_assembled_from_a_table_with_every_route_recounted() {
    let folder = of_panel(240);
    let files = [
        "--pool",
        "items.csv",
        "--spec",
        "panel.yaml",
        "--language",
        "kk",
        "--gap",
        "0.05",
    ];
    let with_manifest = ["--json", "--manifest", "m.json"];
    let output = assemble(folder.path(), &[&files[..], &with_manifest].concat());
    assert_code(&output, 0);
    let told = json(&output);
    assert_eq!(told["component"], "panel");
    let again = [
        "--replay",
        "m.json",
        "--pool",
        "items.csv",
        "--spec",
        "panel.yaml",
    ];
    assert_code(&assemble(folder.path(), &again), 0);
    let panel = &told["panels"][0];
    assert_eq!(panel["modules"].as_array().map(Vec::len), Some(7));
    let routes = panel["routes"].as_array().expect("routes");
    assert_eq!(routes.len(), 7);
    for route in routes {
        let held = route["achieved"].as_array().unwrap();
        assert!(
            held.len() >= 5 && held.iter().all(|line| line["holds"] == true),
            "{route}"
        );
    }
    let text = assemble(folder.path(), &files);
    assert_code(&text, 0);
    let text = out(&text);
    assert!(
        text.contains("Panel A") && text.contains("Route middle-rising: start, middle2, hard3"),
        "{text}"
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    let wrong = assemble(
        folder.path(),
        &[&files[..], &["--panels", "21", "--json"]].concat(),
    );
    assert_code(&wrong, 1);
    assert_eq!(findings(&wrong), ["panels_out_of_range --panels"]);
    let forced = assemble(
        folder.path(),
        &[
            &files[..],
            &["--force", "T001", "--given", "T002", "--json"],
        ]
        .concat(),
    );
    assert_code(&forced, 1);
    assert_eq!(
        findings(&forced),
        [
            "panel_option_unknown --force",
            "panel_option_unknown --given"
        ]
    );
    // A module by itself is a component like any other.
    let one = assemble(
        folder.path(),
        &[&files[..], &["--component", "easy2", "--json"]].concat(),
    );
    assert_code(&one, 0);
    assert_eq!(
        json(&one)["forms"][0]["positions"].as_array().map(Vec::len),
        Some(8)
    );
}

/// The second block of commands of the README, as it stands there.
#[test]
fn the_commands_of_the_readme_beyond_forms_work() {
    let readme = include_str!("../../README.md");
    let section = readme
        .split("### More than one form\n")
        .nth(1)
        .expect("the section");
    let commands = section.split("```sh\n").nth(1).expect("a block");
    let commands = commands.split("```").next().expect("its end");
    let folder = folder();
    put(&folder, "items.csv", crate::assemble_files::POOL);
    put(&folder, "test.yaml", informed());
    let panel = of_panel(140);
    for file in ["panel.yaml", "items.csv"] {
        let text = std::fs::read(panel.path().join(file)).expect("a file");
        put(&folder, &file.replace("items", "grade9"), text);
    }
    assert_eq!(commands.lines().count(), 5);
    for command in commands.lines() {
        let arguments = command.strip_prefix("synaq assemble ").expect("a command");
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        assert_code(&assemble(folder.path(), &arguments), 0);
    }
}
