//! The figures as a table, and as JSON.

use std::path::Path;

use serde_json::{Value, json};

use crate::peers::{Answer, PEERS};
use crate::time::{Time, load};

/// Everything that was measured.
pub struct Table {
    facts: Vec<String>,
    lines: Vec<Line>,
}

/// What the percent of a line are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percent {
    /// No better form is further from the one that was found than this, which is proven.
    Gap,
    /// The largest distance of any form from any target, of the smallest target.
    Deviation,
}

/// One task.
pub struct Line {
    /// Name of the row.
    pub row: &'static str,
    /// What was asked.
    pub task: String,
    /// Columns × rows of the program.
    pub size: String,
    /// What the engine needed.
    pub own: Time,
    /// What its answer is worth.
    pub percent: Option<f64>,
    /// What the percent are, the others' too.
    pub kind: Percent,
    /// Seconds that are aimed at, where something is.
    pub goal: Option<f64>,
    /// What the peers needed, in their order; `None` for one that is absent or was not asked.
    pub peers: Vec<Option<Answer>>,
    /// What else is to be said: memory, exposure, words.
    pub remark: String,
}

impl Line {
    /// A line that only the engine is asked for.
    pub fn alone(row: &'static str, task: impl Into<String>, own: Time) -> Self {
        Self {
            row,
            task: task.into(),
            size: String::new(),
            own,
            percent: None,
            kind: Percent::Gap,
            goal: None,
            peers: vec![None; PEERS.len()],
            remark: String::new(),
        }
    }
}

const TASK: usize = 38;
const SIZE: usize = 14;
const TIME: usize = 12;

impl Table {
    /// A table without lines yet.
    pub fn of(facts: Vec<String>) -> Self {
        Self {
            facts,
            lines: Vec::new(),
        }
    }

    /// Adds a line, and tells on the terminal that it is there.
    pub fn add(&mut self, line: Line) {
        eprintln!("bench: {}: {:.3} s", line.task, line.own.seconds);
        self.lines.push(line);
    }

    /// Prints the table, as it may stand in a text.
    pub fn print(&self) {
        for fact in &self.facts {
            println!("{fact}");
        }
        println!("load of the machine after: {}", load());
        println!("in brackets: gap proven in percent (parallel forms: largest deviation)");
        println!("> stopped without a proof\n");
        let heads = ["Synaq", "goal"].into_iter().chain(PEERS);
        let heads: String = heads.map(cell).collect();
        println!("| {:TASK$} | {:SIZE$} |{heads} |", "task", "size");
        let rule = "---|".repeat(PEERS.len() + 5);
        println!("|{rule}");
        for line in &self.lines {
            let goal = line.goal.map_or("–".to_owned(), |goal| format!("≤ {goal}"));
            let own = worth(shown(line.own.seconds), line.percent);
            let peers = line.peers.iter().map(answer);
            let cells: String = [own, goal]
                .into_iter()
                .chain(peers)
                .map(|c| cell(&c))
                .collect();
            let (task, size, remark) = (&line.task, &line.size, &line.remark);
            let remark = match remark.is_empty() {
                true => String::new(),
                false => format!(" {}", remark.replace('|', "or")),
            };
            println!("| {task:TASK$} | {size:SIZE$} |{cells}{remark} |");
        }
    }

    /// Writes the figures for programs.
    pub fn write(&self, file: &Path) {
        let line = |line: &Line| {
            let peers: serde_json::Map<String, Value> = PEERS
                .iter()
                .zip(&line.peers)
                .filter_map(|(peer, answer)| Some(((*peer).to_owned(), told(answer.as_ref()?))))
                .collect();
            json!({
                "row": line.row, "task": line.task, "size": line.size,
                "seconds": line.own.seconds, "clock": line.own.clock,
                "percent": line.percent, "percent_is": name(line.kind),
                "goal": line.goal, "peers": peers, "remark": line.remark
            })
        };
        let lines: Vec<Value> = self.lines.iter().map(line).collect();
        let all = json!({"facts": self.facts, "load_after": load(), "figures": lines});
        let text = serde_json::to_string_pretty(&all).expect("plain data");
        std::fs::write(file, text + "\n").unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}

fn name(kind: Percent) -> &'static str {
    match kind {
        Percent::Gap => "gap",
        Percent::Deviation => "deviation",
    }
}

/// With its end, and wide enough to stand below the others.
fn cell(text: &str) -> String {
    format!(" {text:>TIME$} |")
}

fn told(answer: &Answer) -> Value {
    let seconds = match answer.ended {
        true => "seconds",
        false => "not_within_seconds",
    };
    json!({seconds: answer.seconds, "percent": answer.percent})
}

fn answer(answer: &Option<Answer>) -> String {
    match answer {
        None => "–".to_owned(),
        Some(answer) if answer.ended => worth(shown(answer.seconds), answer.percent),
        Some(answer) => worth(format!("> {:.0}", answer.seconds), answer.percent),
    }
}

fn worth(seconds: String, percent: Option<f64>) -> String {
    match percent {
        Some(percent) => format!("{seconds} ({percent:.2})"),
        None => seconds,
    }
}

fn shown(seconds: f64) -> String {
    match seconds {
        s if s >= 10.0 => format!("{s:.1}"),
        s if s >= 0.1 => format!("{s:.2}"),
        s => format!("{s:.3}"),
    }
}
