//! The program that `--write-mps` writes, solved by programs that nobody here wrote.

use std::path::Path;
use std::process::Command;

use crate::assemble_files::{SPECIFICATION, assert_code, folder, from_files, json, out, put};

/// Objective of a program by a solver of somebody else; `None` where it is not installed.
fn objective_by(solver: &str, folder: &Path) -> Option<f64> {
    let arguments: &[&str] = match solver {
        "glpsol" => &["--freemps", "p.mps", "-o", "glpsol.txt"],
        _ => &["p.mps", "ratio", "0", "solve"],
    };
    let run = Command::new(solver)
        .args(arguments)
        .current_dir(folder)
        .output();
    let Ok(run) = run else {
        eprintln!("{solver} is not installed: nothing is compared with it");
        return None;
    };
    let told = match solver {
        "glpsol" => std::fs::read_to_string(folder.join("glpsol.txt")).expect("a solution"),
        _ => out(&run),
    };
    let line = told.lines().find(|line| line.starts_with("Objective"));
    let line = line.unwrap_or_else(|| panic!("{solver}: {told}{}", out(&run)));
    let number = line.split_whitespace().find_map(|word| word.parse().ok());
    Some(number.unwrap_or_else(|| panic!("{line}")))
}

#[test]
fn other_solvers_read_the_written_program_and_find_the_same_objective() {
    let folder = folder();
    for specification in [
        SPECIFICATION.to_owned(),
        SPECIFICATION.replace("  target_mean_p: 0.6\n", ""),
    ] {
        put(&folder, "test.yaml", &specification);
        let output = from_files(&folder, &["--json", "--gap", "0", "--write-mps", "p.mps"]);
        assert_code(&output, 0);
        let told = json(&output);
        let own = told["objective"].as_f64().expect("an objective");
        // Within this of the optimum the search may stop where a target is asked for.
        let slack = (own - told["bound"].as_f64().expect("a bound")).abs();
        for solver in ["glpsol", "cbc"] {
            if let Some(theirs) = objective_by(solver, folder.path()) {
                assert!(
                    (own - theirs).abs() <= slack + 1e-6,
                    "{solver}: {theirs}, ours {own} ± {slack}"
                );
            }
        }
    }
    let written = std::fs::read_to_string(folder.path().join("p.mps")).expect("a program");
    assert!(
        written.contains("is item A-01 version 1 in row R1 of form A"),
        "{written}"
    );
}
