//! The same form from banks of more and more items: time and memory, each bank in a process of its own.

use std::process::Command;

use serde_json::{Value, json};
use synaq::assembly::generated::trial::{request_from_whole_bank, resized};
use synaq::assembly::run::assemble;
use synaq::assembly::sequence::SolveStatus;

use crate::options::Options;
use crate::table::{Line, Table};
use crate::time::{Time, memory_mib, rounds};

/// All sizes.
pub fn measure(options: &Options, table: &mut Table) {
    if !options.wants("growth") {
        return;
    }
    for items in [1_000, 24_000, 250_000] {
        let told = in_its_own_process(options, items);
        let number = |name: &str| told[name].as_f64().unwrap_or(f64::NAN);
        let own = Time {
            seconds: number("seconds"),
            clock: number("clock"),
        };
        table.add(Line {
            size: told["size"].as_str().unwrap_or_default().to_owned(),
            percent: told["percent"].as_f64(),
            remark: format!(
                "at most {:.0} MiB, of which {:.0} are the pool",
                number("peak_mib"),
                number("pool_mib")
            ),
            ..Line::alone("growth", format!("40 of {items} items, proven 0.1 %"), own)
        });
    }
}

fn in_its_own_process(options: &Options, items: usize) -> Value {
    let this = std::env::current_exe().expect("the bench itself");
    let mut command = Command::new(this);
    command.args(["--growth-of", &items.to_string()]);
    command.args(["--seed", &options.seed.to_string()]);
    if options.quick {
        command.arg("--quick");
    }
    let output = command.output().expect("the bench starts again");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("what this file prints")
}

/// The process of its own: prints what it measured.
pub fn measure_here(options: &Options, items: usize) {
    let request = request_from_whole_bank(&resized(options.seed, items));
    let pool = memory_mib("VmRSS:");
    let (assembly, own) = rounds(options.rounds(), || assemble(&request));
    let assembly = assembly.unwrap_or_else(|refusal| panic!("{refusal:#?}"));
    assert!(assembly.status <= SolveStatus::WithinGap);
    let solve = &assembly.solves[0];
    let told = json!({
        "seconds": own.seconds, "clock": own.clock, "percent": 100.0 * assembly.gap,
        "size": format!("{} × {}", solve.columns, solve.rows),
        "pool_mib": pool, "peak_mib": memory_mib("VmHWM:")
    });
    println!("{told}");
}
