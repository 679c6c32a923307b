//! Other solvers on the program of a request: the linked HiGHS in this process in one solve, the others as
//! commands that read the program as MPS. Reading is in nobody's time.

use std::path::PathBuf;
use std::process::Command;

use synaq::assembly::program::{Program, VariableId};
use synaq::assembly::request::{Limits, Request};
use synaq::assembly::solver::{Highs, Solver, Status};
use synaq::assembly::written_program::{compiled, program_of};

use crate::options::Options;
use crate::time::{commands_seconds, median, timed};

/// The peers in the order of their columns.
pub const PEERS: [&str; 4] = ["HiGHS", "CBC", "GLPK", "lp_solve"];
const COMMANDS: [(&str, &str); 3] = [("CBC", "cbc"), ("GLPK", "glpsol"), ("lp_solve", "lp_solve")];

/// A peer that needs longer than this is asked once, not five times.
const LONG: f64 = 5.0;

/// What `timeout` ends with when it had to end the command.
const TIMED_OUT: i32 = 124;

/// What a peer did in the time it was given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Seconds of its processor time, without reading.
    pub seconds: f64,
    /// True where it came to its end: a proof within the gap asked for, or that there is no solution.
    pub ended: bool,
    /// Cost of the best solution it told, where it told one.
    pub cost: Option<f64>,
    /// Gap it says it has proven, in percent; lp_solve says none.
    pub percent: Option<f64>,
    /// Values of the deviations from targets, where the program has such.
    pub deviations: Vec<f64>,
}

/// Names of the commands that are not installed.
pub fn absent() -> Vec<&'static str> {
    let missing = |(_, command): &(&str, &'static str)| found(command).is_none();
    let missing = COMMANDS.iter().filter(|command| missing(command));
    missing.map(|(_, command)| *command).collect()
}

fn found(command: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&paths).map(|place| place.join(command));
    places.find(|place| place.is_file())
}

/// A program that peers are asked.
pub struct Asked {
    pub program: Program,
    /// The folder of the written program and of what is written about it.
    folder: PathBuf,
    /// Seconds that each command needs to read it, where it was asked for that.
    reading: Vec<Option<f64>>,
}

impl Asked {
    /// The program of a request, as `--write-mps` writes it.
    pub fn of(request: &Request) -> Self {
        let problem = "the requests of the bench make sense";
        let (program, text) = (compiled(request), program_of(request));
        let folder = std::env::temp_dir().join(format!("synaq-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the other solvers");
        let asked = Self {
            program: program.expect(problem),
            folder,
            reading: vec![None; COMMANDS.len()],
        };
        std::fs::write(asked.file(), text.expect(problem)).expect("a file for the other solvers");
        asked
    }

    /// Columns × rows.
    pub fn size(&self) -> String {
        let (columns, rows) = (self.program.variables.len(), self.program.rows.len());
        format!("{columns} × {rows}")
    }

    fn file(&self) -> PathBuf {
        self.folder.join("program.mps")
    }

    /// Every peer's answer, in the order of their columns.
    pub fn peers(&mut self, options: &Options, gap: f64, patience: u32) -> Vec<Option<Answer>> {
        let peers = PEERS.iter();
        peers
            .map(|peer| match options.alone {
                true => None,
                false => self.rounds(options, peer, gap, patience),
            })
            .collect()
    }

    /// The median of the rounds; a peer that is slow or does not come to an end is asked once.
    fn rounds(&mut self, options: &Options, peer: &str, gap: f64, patience: u32) -> Option<Answer> {
        let mut answer = self.ask(peer, gap, patience)?;
        let mut times = vec![answer.seconds];
        while answer.ended && answer.seconds < LONG && times.len() < options.rounds() {
            answer = self.ask(peer, gap, patience)?;
            times.push(answer.seconds);
        }
        answer.seconds = median(&times);
        Some(answer)
    }

    /// Asks one peer once; `None` when it is not installed or cannot read the program.
    pub fn ask(&mut self, peer: &str, gap: f64, patience: u32) -> Option<Answer> {
        if peer == "HiGHS" {
            return Some(self.highs(gap, patience));
        }
        let number = COMMANDS.iter().position(|(name, _)| *name == peer)?;
        let command = COMMANDS[number].1;
        found(command)?;
        let reading = match self.reading[number] {
            Some(seconds) => seconds,
            None => {
                let before = commands_seconds();
                self.run(command, patience, &reading(peer));
                commands_seconds() - before
            }
        };
        self.reading[number] = Some(reading);
        let before = commands_seconds();
        let (text, killed) = self.run(command, patience, &words(peer, gap, patience));
        let spent = (commands_seconds() - before - reading).max(0.0);
        let mut answer = match killed {
            // What it had to say went with it.
            true => Answer {
                seconds: spent,
                ..Answer::default()
            },
            false => told(peer, &text, spent)?,
        };
        answer.ended &= answer.seconds < f64::from(patience);
        if peer == "CBC" {
            answer.deviations = self.deviations_of_file();
        }
        Some(answer)
    }

    fn highs(&self, gap: f64, patience: u32) -> Answer {
        let limits = Limits {
            gap,
            max_nodes: u32::MAX,
            wall_clock_guard_s: f64::from(patience),
            ..Limits::default()
        };
        let (outcome, time) = timed(|| Highs.solve(&self.program, &limits));
        let cost = outcome.has_solution().then_some(outcome.objective);
        let ended = matches!(
            outcome.status,
            Status::Optimal | Status::WithinGap | Status::Infeasible
        );
        let values = self.program.variables.iter().zip(&outcome.values);
        let deviations = values.filter(|(v, _)| matches!(v.id, VariableId::Deviation { .. }));
        Answer {
            seconds: time.seconds,
            ended,
            cost,
            percent: cost.and_then(|cost| percent(cost, outcome.bound)),
            deviations: deviations.map(|(_, value)| *value).collect(),
        }
    }

    /// What a command says, of both its outputs; and whether it had to be killed.
    fn run(&self, command: &str, patience: u32, words: &[String]) -> (String, bool) {
        // Not all of them look at their own limit often.
        let mut stopped_late = Command::new("timeout");
        stopped_late.arg((2 * patience).to_string()).arg(command);
        let output = stopped_late.args(words).current_dir(&self.folder).output();
        let output = output.unwrap_or_else(|problem| panic!("{command}: {problem}"));
        let text = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        (text, output.status.code() == Some(TIMED_OUT))
    }

    /// From CBC's solution: lines of number, name, value and reduced cost; a column's name begins with its
    /// number in the program.
    fn deviations_of_file(&self) -> Vec<f64> {
        let text = std::fs::read_to_string(self.folder.join("cbc.txt")).unwrap_or_default();
        let line = |line: &str| {
            let mut words = line.split_whitespace().skip_while(|word| *word == "**");
            let (name, value) = (words.nth(1)?, words.next()?);
            let number: usize = name.strip_prefix('x')?.split('.').next()?.parse().ok()?;
            let variable = self.program.variables.get(number)?;
            matches!(variable.id, VariableId::Deviation { .. }).then_some(())?;
            value.parse().ok()
        };
        text.lines().filter_map(line).collect()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let _left_behind = std::fs::remove_dir_all(&self.folder);
    }
}

fn all(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Reads the program and does nothing with it.
fn reading(peer: &str) -> Vec<String> {
    match peer {
        "CBC" => all(&["program.mps", "quit"]),
        "GLPK" => all(&["--freemps", "program.mps", "--check"]),
        _ => all(&["-S1", "-parse_only", "-fmps", "program.mps"]),
    }
}

fn words(peer: &str, gap: f64, patience: u32) -> Vec<String> {
    let (gap, limit) = (&gap.to_string()[..], &patience.to_string()[..]);
    match peer {
        "CBC" => all(&[
            "program.mps",
            "ratioGap",
            gap,
            "sec",
            limit,
            "solve",
            "solution",
            "cbc.txt",
            "quit",
        ]),
        "GLPK" => all(&[
            "--freemps",
            "program.mps",
            "--mipgap",
            gap,
            "--tmlim",
            limit,
        ]),
        _ => all(&[
            "-S4",
            "-time",
            "-timeout",
            limit,
            "-gr",
            gap,
            "-fmps",
            "program.mps",
        ]),
    }
}

/// What an output says; `spent` are the seconds of processor time by the kernel, without reading. `None`
/// where the program was not understood.
fn told(peer: &str, text: &str, spent: f64) -> Option<Answer> {
    let number = |label: &str| {
        let mut lines = text.lines().rev();
        let line = lines.find_map(|line| line.trim_start().strip_prefix(label))?;
        let word = line.split_whitespace().next()?;
        word.trim_end_matches('s').parse::<f64>().ok()
    };
    let none = text.contains("infeasible") || text.contains("NO INTEGER FEASIBLE");
    match peer {
        "CBC" => {
            let result = text.lines().find(|line| line.starts_with("Result - "));
            let optimal = result.is_some_and(|line| line.contains("Optimal solution found"));
            let exact = optimal && result.is_some_and(|line| !line.contains("gap tolerance"));
            if result.is_none() && !none {
                return None;
            }
            let cost = number("Objective value:").filter(|cost| cost.abs() < 1e49);
            let bound = if exact { cost } else { number("Lower bound:") };
            Some(Answer {
                seconds: spent,
                ended: optimal || (none && cost.is_none()),
                cost,
                percent: cost
                    .zip(bound)
                    .and_then(|(cost, bound)| percent(cost, bound)),
                deviations: Vec::new(),
            })
        }
        "GLPK" => {
            let exact = text.contains("INTEGER OPTIMAL SOLUTION FOUND");
            let near = text.contains("RELATIVE MIP GAP TOLERANCE REACHED");
            let none = none || text.contains("HAS NO PRIMAL FEASIBLE SOLUTION");
            let limit = text.contains("TIME LIMIT EXCEEDED");
            let read = exact || near || none || limit || text.contains("mip =");
            // `+  663: mip =  -8.29e+02 >=  -8.35e+02   0.7% (67; 54)`
            let mut gaps = text.lines().filter_map(|line| {
                let before = line.split('%').next().filter(|_| line.contains(" >= "))?;
                before.split_whitespace().next_back()?.parse::<f64>().ok()
            });
            read.then(|| Answer {
                seconds: spent,
                ended: exact || near || (none && !limit),
                cost: None,
                percent: if exact { Some(0.0) } else { gaps.next_back() },
                deviations: Vec::new(),
            })
        }
        _ => {
            let cost = number("Value of objective function:");
            let solving = number("CPU Time for solving:");
            let stopped = text.contains("sub-optimal") || text.contains("imeout");
            (cost.is_some() || none || solving.is_some()).then(|| Answer {
                seconds: solving.unwrap_or(spent),
                ended: !stopped && (cost.is_some() || none),
                cost,
                percent: None,
                deviations: Vec::new(),
            })
        }
    }
}

fn percent(cost: f64, bound: f64) -> Option<f64> {
    let told = 100.0 * (cost - bound).max(0.0) / cost.abs();
    // A cost of nothing is the start, where nothing is known.
    told.is_finite().then_some(told)
}
