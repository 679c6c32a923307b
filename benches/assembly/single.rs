//! One form: the published problems, a form of forty from pools of three sizes and from the whole bank,
//! and a form from passages.

use std::path::PathBuf;

use serde_json::{Value, json};
use synaq::assembly::generated::published::published_request;
use synaq::assembly::generated::trial::{
    Passages, TrialBank, request_from_passages, request_from_pool, request_from_whole_bank,
};
use synaq::assembly::request::Request;
use synaq::assembly::run::{Assembly, assemble};
use synaq::assembly::sequence::SolveStatus;

use crate::options::Options;
use crate::peers::{Answer, Asked, PEERS};
use crate::table::{Line, Table};
use crate::time::rounds;

/// All of them.
pub fn measure(options: &Options, table: &mut Table) {
    for (row, abilities, optimum, goal) in [
        ("science", &[-1.0, 0.0, 1.0][..], 44.91332, 0.03),
        ("reading", &[-2.0, 2.0], 16.08845, 0.1),
        ("fatigue", &[-1.0, 0.0, 1.0], 108.02199, 0.03),
    ] {
        if options.wants(row)
            && let Some(request) = published(row, abilities)
        {
            let task = format!("TestDesign {row}, optimum");
            let reached = problem(options, table, row, (&task, &request), (0.0, Some(goal)));
            assert!(
                (reached - optimum).abs() < 1e-5,
                "{reached} is not {optimum}"
            );
        }
    }
    let bank = TrialBank::draw(options.seed);
    let pools = [("500", 0, 0.14), ("1000", 1, 0.30), ("2000", 2, 0.67)];
    for (row, pool, most) in pools {
        if options.wants(row) {
            let items = bank.pool(pool);
            let request = request_from_pool(&items);
            let task = format!("40 of {}", items.len());
            let asked = [(0.01, 0.05), (0.001, most)];
            to_each_gap(options, table, row, (&task, &request), &asked);
        }
    }
    if options.wants("bank") {
        let request = request_from_whole_bank(&bank);
        let asked = [(0.01, 0.5), (0.001, 8.0)];
        to_each_gap(options, table, "bank", ("40 of 24,000", &request), &asked);
    }
    if options.wants("passages") {
        let request = request_from_passages(&Passages::draw(options.seed));
        let named = ("4–6 of 300 passages", &request);
        to_each_gap(options, table, "passages", named, &[(0.001, 1.5)]);
    }
}

fn to_each_gap(
    options: &Options,
    table: &mut Table,
    row: &'static str,
    (task, request): (&str, &Request),
    asked: &[(f64, f64)],
) {
    for &(gap, goal) in asked {
        let task = format!("{task}, proven {} %", gap * 100.0);
        problem(options, table, row, (&task, request), (gap, Some(goal)));
    }
}

/// One request to one gap; what the form has of its objective.
fn problem(
    options: &Options,
    table: &mut Table,
    row: &'static str,
    (task, request): (&str, &Request),
    (gap, goal): (f64, Option<f64>),
) -> f64 {
    let mut request = request.clone();
    request.limits.gap = gap;
    let (assembly, own) = rounds(options.rounds(), || assemble(&request));
    let assembly = assembly.unwrap_or_else(|refusal| panic!("{task}: {refusal:#?}"));
    assert!(assembly.status <= SolveStatus::WithinGap, "{task}");
    let mut asked = Asked::of(&request);
    let peers = asked.peers(options, gap, options.patience());
    agreed(task, &assembly, &peers);
    table.add(Line {
        size: asked.size(),
        percent: Some(100.0 * assembly.gap),
        goal,
        peers,
        ..Line::alone(row, task, own)
    });
    assembly.forms[0].objectives[0].value.unwrap_or(f64::NAN)
}

/// Nobody has found more than the engine has proven to be the most; costs are what is maximised, less.
fn agreed(task: &str, assembly: &Assembly, peers: &[Option<Answer>]) {
    for (peer, answer) in PEERS.iter().zip(peers) {
        let found = answer.as_ref().and_then(|answer| answer.cost);
        if let Some(found) = found.map(|cost| -cost) {
            let most = assembly.bound + 1e-6 * assembly.bound.abs().max(1.0);
            assert!(found <= most, "{task}: {peer} found {found}, proven {most}");
        }
    }
}

/// A problem as it was published, the sum of information at these abilities maximised.
fn published(name: &str, abilities: &[f64]) -> Option<Request> {
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
    let at: Vec<Value> = abilities
        .iter()
        .map(|theta| json!({"theta": theta}))
        .collect();
    published_request(&data, &json!([{"kind": "information_sum", "at": at}]))
}
