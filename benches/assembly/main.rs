//! `make bench`, second part: how long the assembly engine needs, beside other solvers on the very
//! same program, measured in one run.
//!
//! A section is a file; a new figure is a line there. Nothing is asserted but that answers are
//! right: what the others find is compared with what the engine has proven.

mod growth;
mod options;
mod peers;
mod problems;
mod table;
mod time;

use options::Options;
use table::Table;

fn main() {
    let options = Options::read();
    let mut table = Table::of(facts(&options));
    if options.wants("forms") {
        problems::measure(&options, &mut table);
    }
    if options.wants("growth") {
        growth::measure(&options, &mut table);
    }
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
    let mut facts = vec![format!(
        "Synaq {}, {build}, one thread a solve; seconds of processor time; {pace}",
        env!("CARGO_PKG_VERSION")
    )];
    let absent = peers::absent();
    if !absent.is_empty() {
        facts.push(format!(
            "absent here: {} (Debian: coinor-cbc, glpk-utils, lp-solve)",
            absent.join(", ")
        ));
    }
    facts
}
