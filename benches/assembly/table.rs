//! The figures as a table, and as JSON.

use std::path::Path;

use serde_json::{Value, json};

use crate::peers::{Answer, PEERS};

/// Everything that was measured.
pub struct Table {
    facts: Vec<String>,
    lines: Vec<Line>,
}

/// One task.
pub struct Line {
    /// Section it is in.
    pub section: &'static str,
    /// What was asked.
    pub task: String,
    /// Columns × rows of the program.
    pub size: String,
    /// What the engine needed in seconds.
    pub own: f64,
    /// What is aimed at, where something is.
    pub goal: Option<f64>,
    /// What the peers needed, in their order; `None` for one that is absent or was not asked.
    pub peers: Vec<Option<Answer>>,
    /// What else is to be said: gap reached, memory.
    pub remark: String,
}

const TASK: usize = 44;
const SIZE: usize = 16;
const TIME: usize = 10;

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
        eprintln!("bench: {}: {:.3} s", line.task, line.own);
        self.lines.push(line);
    }

    /// Prints the table.
    pub fn print(&self) {
        for fact in &self.facts {
            println!("{fact}");
        }
        let heads = ["Synaq", "goal"].into_iter().chain(PEERS);
        let heads: String = heads.map(|head| format!("{head:>TIME$}")).collect();
        println!("\n{:TASK$}{:>SIZE$}{heads}", "", "");
        let mut section = "";
        for line in &self.lines {
            if line.section != section {
                section = line.section;
                println!("{section}");
            }
            let task = format!("  {}", line.task);
            let goal = line.goal.map_or("–".to_owned(), |goal| format!("≤ {goal}"));
            let own = shown(line.own);
            let peers: String = line.peers.iter().map(|a| answer(*a)).collect();
            let size = &line.size;
            println!(
                "{task:TASK$}{size:>SIZE$}{own:>TIME$}{goal:>TIME$}{peers}  {}",
                line.remark
            );
        }
    }

    /// Writes the figures for programs.
    pub fn write(&self, file: &Path) {
        let line = |line: &Line| {
            let peers: serde_json::Map<String, Value> = PEERS
                .iter()
                .zip(&line.peers)
                .filter_map(|(peer, answer)| Some(((*peer).to_owned(), told((*answer)?))))
                .collect();
            json!({
                "section": line.section, "task": line.task, "size": line.size,
                "seconds": line.own, "goal": line.goal, "peers": peers, "remark": line.remark
            })
        };
        let lines: Vec<Value> = self.lines.iter().map(line).collect();
        let all = json!({"facts": self.facts, "figures": lines});
        let text = serde_json::to_string_pretty(&all).expect("plain data");
        std::fs::write(file, text + "\n").unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}

fn told(answer: Answer) -> Value {
    match answer {
        Answer::Proven(seconds) => json!({"seconds": seconds}),
        Answer::Not(seconds) => json!({"not_within_seconds": seconds}),
    }
}

fn answer(answer: Option<Answer>) -> String {
    let text = match answer {
        None => "–".to_owned(),
        Some(Answer::Proven(seconds)) => shown(seconds),
        Some(Answer::Not(seconds)) => format!("> {seconds:.0}"),
    };
    format!("{text:>TIME$}")
}

fn shown(seconds: f64) -> String {
    match seconds {
        s if s >= 10.0 => format!("{s:.1}"),
        s if s >= 0.1 => format!("{s:.2}"),
        s => format!("{s:.3}"),
    }
}
