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
    /// Rows by name; all when empty.
    pub only: Vec<String>,
    /// Said by the bench to itself: measure a bank of so many items in a process of its own.
    pub growth_of: Option<usize>,
}

const USAGE: &str = "\
usage: cargo bench --bench assembly -- [--quick] [--alone] [--json FILE] [--seed N] [--only ROW]…
  --quick    one round, and little patience with the other solvers
  --alone    without the other solvers
  --json     the figures also into a file
  --seed     another trial bank
  --only     this row alone; may be said several times, or with commas:";

/// The rows in their order.
pub const ROWS: [&str; 12] = [
    "science",
    "reading",
    "fatigue",
    "500",
    "1000",
    "2000",
    "bank",
    "passages",
    "parallel",
    "cohort",
    "infeasible",
    "growth",
];

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
                "--only" => {
                    let rows = value();
                    let rows = rows.split(',').map(str::to_owned);
                    options.only.extend(rows);
                }
                "--growth-of" => options.growth_of = value().parse().ok(),
                _ => wrong(&word),
            }
        }
        if let Some(row) = options
            .only
            .iter()
            .find(|row| !ROWS.contains(&row.as_str()))
        {
            wrong(row);
        }
        options
    }

    /// True when this row is wanted.
    pub fn wants(&self, row: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|wanted| wanted == row)
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
    eprintln!("             {}", ROWS.join(", "));
    std::process::exit(2)
}
