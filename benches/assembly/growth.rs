//! The same form from banks of more and more items: time and memory.

use synaq::assembly::core;
use synaq::assembly::generated::trial::{from_whole_bank, resized};
use synaq::assembly::request::Limits;
use synaq::assembly::solver::{Highs, Status};

use crate::options::Options;
use crate::peers::PEERS;
use crate::table::{Line, Table};
use crate::time::{forget_peak, median, peak_mib, timed};

/// All sizes.
pub fn measure(options: &Options, table: &mut Table) {
    for items in [1_000, 24_000, 250_000] {
        let program = from_whole_bank(&resized(options.seed, items));
        forget_peak();
        let before = peak_mib();
        let limits = Limits::default();
        let mut times = Vec::new();
        for _ in 0..options.rounds() {
            let (outcome, seconds) = timed(|| core::solve(&Highs, &program, &limits));
            assert!(matches!(
                outcome.status,
                Status::Optimal | Status::WithinGap
            ));
            times.push(seconds);
        }
        let memory = peak_mib().zip(before).map(|(after, before)| after - before);
        table.add(Line {
            section: "growth",
            task: format!("40 of {items} items, proven 0.1 %"),
            size: format!("{} × {}", program.variables.len(), program.rows.len()),
            own: median(&times),
            goal: None,
            peers: vec![None; PEERS.len()],
            remark: memory.map_or(String::new(), |mib| format!("{mib:.0} MiB more memory")),
        });
    }
}
