//! One form: the published problems, a form of forty from pools of three sizes and from the whole
//! bank, a form from passages, and one that cannot be.

use std::path::PathBuf;

use serde_json::Value;
use synaq::assembly::core;
use synaq::assembly::explain::{conflict_of, relaxations_of};
use synaq::assembly::generated::trial::{
    Passages, TrialBank, from_passages, from_pool, from_whole_bank,
};
use synaq::assembly::mps;
use synaq::assembly::program::{Group, Program, RowId, Variable, VariableId};
use synaq::assembly::request::Limits;
use synaq::assembly::solver::{Highs, Outcome, Status};

use crate::options::Options;
use crate::peers::{Answer, PEERS, ask};
use crate::table::{Line, Table};
use crate::time::{median, timed_often};

/// Seconds after which a peer is not asked for another round.
const LONG: f64 = 5.0;

/// All of them.
pub fn measure(options: &Options, table: &mut Table) {
    let bank = TrialBank::draw(options.seed);
    let optimum = [(0.0, None)];
    for (name, goal) in [("science", 0.03), ("reading", 0.1), ("fatigue", 0.03)] {
        if let Some(program) = published(name) {
            let task = format!("TestDesign {name}");
            let asked = [(0.0, Some(goal))];
            problem(options, table, &task, &program, &asked);
        }
    }
    let one = Some(0.05);
    for (pool, most) in [(0, 0.14), (1, 0.30), (2, 0.67)] {
        let items = bank.pool(pool);
        let task = format!("40 of {}", items.len());
        let asked = [(0.01, one), (0.001, Some(most)), (0.0, None)];
        problem(options, table, &task, &from_pool(&items), &asked);
    }
    let whole = from_whole_bank(&bank);
    let asked = [(0.01, Some(0.5)), (0.001, Some(8.0))];
    problem(options, table, "40 of 24,000", &whole, &asked);
    let passages = from_passages(&Passages::draw(options.seed));
    let asked = [(0.001, Some(1.5))];
    problem(options, table, "4–6 of 300 passages", &passages, &asked);
    let contradiction = contradictory(from_pool(&bank.pool(1)));
    problem(options, table, "no form of 994", &contradiction, &optimum);
    explained(options, table, &contradiction);
}

/// What a program without a solution is explained by: what would have to give way, and what contradicts.
fn explained(options: &Options, table: &mut Table, program: &Program) {
    let limits = Limits::default();
    let mut line = |task: &str, own: f64, goal: f64| {
        table.add(Line {
            section: "one form",
            task: format!("no form of 994, {task}"),
            size: format!("{} × {}", program.variables.len(), program.rows.len()),
            own,
            goal: Some(goal),
            peers: vec![None; PEERS.len()],
            remark: String::new(),
        });
    };
    let rounds =
        (0..options.rounds()).map(|_| timed_often(|| relaxations_of(&Highs, program, &limits)));
    let (ways, times): (Vec<_>, Vec<f64>) = rounds.unzip();
    assert!(ways.iter().all(|told| told.len() == 3 && *told == ways[0]));
    line("three ways to give way", median(&times), 0.2);
    let rounds =
        (0..options.rounds()).map(|_| timed_often(|| conflict_of(&Highs, program, &limits)));
    let (conflicts, times): (Vec<_>, Vec<f64>) = rounds.unzip();
    assert!(conflicts.iter().all(|conflict| conflict.minimal));
    line("minimal set", median(&times), 1.0);
}

/// One program, to each gap asked for.
fn problem(
    options: &Options,
    table: &mut Table,
    task: &str,
    program: &Program,
    asked: &[(f64, Option<f64>)],
) {
    let file = std::env::temp_dir().join(format!("synaq-bench-{}.mps", std::process::id()));
    std::fs::write(&file, mps::write(program)).expect("a file for the other solvers");
    for &(gap, goal) in asked {
        let (outcome, own) = own(options, program, gap);
        let peers = PEERS.map(|peer| {
            if options.alone {
                return None;
            }
            rounds(options, || {
                ask(peer, program, &file, gap, options.patience())
            })
        });
        table.add(Line {
            section: "one form",
            task: format!("{task}, {}", named(gap, &outcome)),
            size: format!("{} × {}", program.variables.len(), program.rows.len()),
            own,
            goal,
            peers: peers.to_vec(),
            remark: String::new(),
        });
    }
    let _left_behind = std::fs::remove_file(&file);
}

fn named(gap: f64, outcome: &Outcome) -> String {
    match outcome.status {
        Status::Infeasible => "infeasible".to_owned(),
        _ if gap == 0.0 => "optimum".to_owned(),
        _ => format!("proven {} %", gap * 100.0),
    }
}

fn own(options: &Options, program: &Program, gap: f64) -> (Outcome, f64) {
    let limits = Limits {
        gap,
        ..Limits::default()
    };
    let rounds =
        (0..options.rounds()).map(|_| timed_often(|| core::solve(&Highs, program, &limits)));
    let (mut outcomes, times): (Vec<Outcome>, Vec<f64>) = rounds.unzip();
    let outcome = outcomes.pop().expect("at least one round");
    let done = [Status::Optimal, Status::WithinGap, Status::Infeasible];
    assert!(done.contains(&outcome.status), "{:?}", outcome.status);
    assert!(outcomes.iter().all(|other| *other == outcome));
    (outcome, median(&times))
}

/// The median of the rounds; a peer that is slow or does not come to an end is asked once.
fn rounds(options: &Options, mut ask: impl FnMut() -> Option<Answer>) -> Option<Answer> {
    let mut times = Vec::new();
    for _ in 0..options.rounds() {
        match ask()? {
            Answer::Proven(seconds) => times.push(seconds),
            not => return Some(not),
        }
        if times.iter().sum::<f64>() > LONG {
            break;
        }
    }
    Some(Answer::Proven(median(&times)))
}

/// Thirty single choices and ten others have fifty points at most, and fifty-two are asked for.
fn contradictory(mut program: Program) -> Program {
    let single = RowId::Rule(Group::Row("single".to_owned()));
    for row in program.rows.iter_mut().filter(|row| row.id == single) {
        (row.lower, row.upper) = (30.0, 40.0);
    }
    program
}

/// A problem as it was published: rows over items and stimuli, the sum of information maximised.
fn published(name: &str) -> Option<Program> {
    let folder = std::env::var_os("SYNAQ_TEST_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = folder.join(format!("reference/testdesign/testdesign_{name}.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("bench: absent, not measured: {}", path.display());
        return None;
    };
    let data: Value = serde_json::from_str(&text).ok()?;
    let mut program = Program::default();
    let information = data["sum_info"].as_array()?;
    for candidate in 0..data["ncol"].as_u64()? as usize {
        let own = information.get(candidate).and_then(Value::as_f64);
        program.variable(Variable {
            id: VariableId::Choose {
                candidate,
                row: 0,
                form: 0,
            },
            lower: 0.0,
            upper: 1.0,
            integer: true,
            cost: -own.unwrap_or(0.0),
        });
    }
    let rows = data["rows"].as_array()?.iter();
    let sides = data["dir"].as_array()?.iter().zip(data["rhs"].as_array()?);
    for (row, (direction, side)) in rows.zip(sides) {
        let columns = row["j"].as_array()?.iter().zip(row["v"].as_array()?);
        let term = |(j, v): (&Value, &Value)| Some((j.as_u64()? as usize, v.as_f64()?));
        let side = side.as_f64()?;
        let (lower, upper) = match direction.as_str()? {
            "==" => (side, side),
            ">=" => (side, f64::INFINITY),
            _ => (f64::NEG_INFINITY, side),
        };
        let terms = columns.filter_map(term).collect();
        program.row(RowId::Definition, lower, upper, terms);
    }
    Some(program)
}
