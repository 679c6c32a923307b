//! `make bench`, second part: how long the assembly engine needs from a parsed pool in memory to verified
//! forms, beside what other solvers need for the very program that `--write-mps` writes, in one run.
//!
//! A row is a task of the table in `benches/README.md`; a new task is a line in one of the files. Every
//! answer is looked at: what the engine has proven is held against what the others find, and forms are
//! counted again from the items of the recipe.

mod cohort;
mod growth;
mod options;
mod parallel;
mod peers;
mod refusal;
mod single;
mod table;
mod time;

use options::Options;
use table::Table;

fn main() {
    let options = Options::read();
    if let Some(items) = options.growth_of {
        return growth::measure_here(&options, items);
    }
    let mut table = Table::of(facts(&options));
    single::measure(&options, &mut table);
    parallel::measure(&options, &mut table);
    cohort::measure(&options, &mut table);
    refusal::measure(&options, &mut table);
    growth::measure(&options, &mut table);
    table.print();
    if let Some(file) = &options.json {
        table.write(file);
    }
}

fn facts(options: &Options) -> Vec<String> {
    let build = match cfg!(debug_assertions) {
        true => "development build (use make bench)",
        false => "release build",
    };
    let pace = match options.quick {
        true => "quick: one round, peers stopped early",
        false => "medians of five",
    };
    let mut facts = vec![
        format!(
            "Synaq {}, {build}, one thread a solve; seconds of processor time; {pace}",
            env!("CARGO_PKG_VERSION")
        ),
        format!("load of the machine before: {}", time::load()),
    ];
    let absent = peers::absent();
    if !absent.is_empty() {
        facts.push(format!(
            "absent here: {} (Debian: coinor-cbc, glpk-utils, lp-solve)",
            absent.join(", ")
        ));
    }
    facts
}
