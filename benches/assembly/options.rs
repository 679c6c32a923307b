//! What `cargo bench --bench assembly -- …` may say.

use std::path::PathBuf;

/// How the bench is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// One round, and little patience with the peers.
    pub quick: bool,
    /// Without the other solvers.
    pub alone: bool,
    /// Where the figures go for programs.
    pub json: Option<PathBuf>,
    /// Seed of the trial banks.
    pub seed: u64,
    /// Sections by name; all when empty.
    pub sections: Vec<String>,
}

const USAGE: &str = "\
usage: cargo bench --bench assembly -- [--quick] [--alone] [--json FILE] [--seed N] [SECTION…]
  --quick    one round, and little patience with the other solvers
  --alone    without the other solvers
  --json     the figures also into a file
  --seed     another trial bank
  SECTION    forms, growth; both when none is named";

const SECTIONS: [&str; 2] = ["forms", "growth"];

impl Options {
    /// Reads the command line; wrong ones end the process with the usage.
    pub fn read() -> Self {
        let mut options = Self {
            seed: 1,
            ..Self::default()
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| wrong(&word));
            match word.as_str() {
                // What cargo says to every bench.
                "--bench" => {}
                "--quick" => options.quick = true,
                "--alone" => options.alone = true,
                "--json" => options.json = Some(value().into()),
                "--seed" => options.seed = value().parse().unwrap_or_else(|_| wrong(&word)),
                section if SECTIONS.contains(&section) => options.sections.push(word),
                _ => wrong(&word),
            }
        }
        options
    }

    /// True when this section is wanted.
    pub fn wants(&self, section: &str) -> bool {
        self.sections.is_empty() || self.sections.iter().any(|s| s == section)
    }

    /// Rounds of a measurement.
    pub fn rounds(&self) -> usize {
        if self.quick { 1 } else { 5 }
    }

    /// Seconds after which another solver is stopped.
    pub fn patience(&self) -> u32 {
        if self.quick { 10 } else { 60 }
    }
}

fn wrong(word: &str) -> ! {
    eprintln!("bench: '{word}' is not understood\n{USAGE}");
    std::process::exit(2)
}
