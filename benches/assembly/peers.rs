//! Other solvers on the program that the engine solved: HiGHS in this process, the others as
//! commands that read the program as MPS.

use std::path::Path;
use std::process::Command;

use synaq::assembly::program::Program;
use synaq::assembly::request::Limits;
use synaq::assembly::solver::{Highs, Solver, Status};

use crate::time::timed;

/// The peers in the order of their columns.
pub const PEERS: [&str; 4] = ["HiGHS", "CBC", "GLPK", "lp_solve"];
const COMMANDS: [(&str, &str); 3] = [("CBC", "cbc"), ("GLPK", "glpsol"), ("lp_solve", "lp_solve")];

/// What a peer did in the time it was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    /// Proven within the gap (or infeasible) after so many seconds.
    Proven(f64),
    /// Not in the time given, which was so many seconds.
    Not(f64),
}

/// Names of the commands that are not installed.
pub fn absent() -> Vec<&'static str> {
    let missing = |(_, command): &(&str, &'static str)| found(command).is_none();
    let missing = COMMANDS.iter().filter(|command| missing(command));
    missing.map(|(_, command)| *command).collect()
}

fn found(command: &str) -> Option<std::path::PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&paths).map(|place| place.join(command));
    places.find(|place| place.is_file())
}

/// Asks one peer once; `None` when it is not installed.
pub fn ask(peer: &str, program: &Program, mps: &Path, gap: f64, patience: u32) -> Option<Answer> {
    if peer == "HiGHS" {
        return Some(highs(program, gap, patience));
    }
    let (_, command) = COMMANDS.iter().find(|(name, _)| *name == peer)?;
    found(command)?;
    Some(commanded(peer, command, mps, gap, patience))
}

fn highs(program: &Program, gap: f64, patience: u32) -> Answer {
    let limits = Limits {
        gap,
        max_nodes: u32::MAX,
        wall_clock_guard_s: f64::from(patience),
        ..Limits::default()
    };
    let (outcome, seconds) = timed(|| Highs.solve(program, &limits));
    match outcome.status {
        Status::Optimal | Status::WithinGap | Status::Infeasible => Answer::Proven(seconds),
        _ => Answer::Not(seconds),
    }
}

/// The time is what the solver itself says of its solve, without reading.
fn commanded(peer: &str, command: &str, mps: &Path, gap: f64, patience: u32) -> Answer {
    let file = mps.to_str().expect("a plain path");
    let (gap, limit) = (gap.to_string(), patience.to_string());
    let words: Vec<&str> = match peer {
        "CBC" => vec![file, "ratioGap", &gap, "sec", &limit, "solve", "quit"],
        "GLPK" => vec!["--freemps", file, "--mipgap", &gap, "--tmlim", &limit],
        _ => vec![
            "-S1", "-time", "-timeout", &limit, "-gr", &gap, "-fmps", file,
        ],
    };
    // Not all of them look at their own limit often.
    let mut stopped_late = Command::new("timeout");
    stopped_late.arg((2 * patience).to_string()).arg(command);
    let output = stopped_late.args(&words).output();
    let output = output.unwrap_or_else(|problem| panic!("{command}: {problem}"));
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let (label, stopped) = match peer {
        // Told last in every case, and without reading.
        "CBC" => ("Total time (CPU seconds):", "Stopped on time"),
        "GLPK" => ("Time used:", "TIME LIMIT EXCEEDED"),
        _ => ("CPU Time for solving:", "timeout"),
    };
    let lines = || {
        text.lines()
            .filter(|line| line.trim_start().starts_with(label))
    };
    let seconds = lines().next_back().and_then(|line| {
        let word = line.trim_start()[label.len()..].split_whitespace().next()?;
        word.trim_end_matches('s').parse::<f64>().ok()
    });
    match seconds {
        Some(seconds) if !text.contains(stopped) && seconds < f64::from(patience) => {
            Answer::Proven(seconds)
        }
        Some(seconds) => Answer::Not(seconds),
        None => Answer::Not(f64::from(patience)),
    }
}
