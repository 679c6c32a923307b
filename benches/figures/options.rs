//! What `make bench ARGS="…"` may say.

use std::path::PathBuf;
use std::time::Duration;

/// How the bench is run.
#[derive(Clone, Debug)]
pub struct Options {
    /// Fewer and shorter rounds: under a minute, and figures that say the order of magnitude.
    pub quick: bool,
    /// Where the figures go for programs.
    pub json: Option<PathBuf>,
    /// Generate so many items instead of reading the real questions.
    pub generated: Option<usize>,
    /// Only on SQLite, only on PostgreSQL.
    pub only: Option<String>,
    /// Another build of the service, to compare with.
    pub program: PathBuf,
    /// Sections by name; all when empty.
    pub sections: Vec<String>,
}

const USAGE: &str = "\
usage: make bench ARGS=\"[--quick] [--json FILE] [--items N] [--only sqlite|postgres] \
       [--program FILE] [SECTION…]\"
  --quick     shorter rounds: under a minute
  --json      the figures also into a file
  --items     search a generated bank of N items instead of the real questions
  --only      one database
  --program   another build of the service, to compare with
  SECTION     start, import, searches, facets, item, similarity, workbook, queues,
              assembly; all when none is named";

/// The sections in their order.
pub const SECTIONS: [&str; 9] = [
    "start",
    "import",
    "searches",
    "facets",
    "item",
    "similarity",
    "workbook",
    "queues",
    "assembly",
];

impl Options {
    /// Reads the command line; wrong ones end the process with the usage.
    pub fn read() -> Self {
        let mut options = Self {
            quick: false,
            json: None,
            generated: None,
            only: None,
            program: env!("CARGO_BIN_EXE_synaq").into(),
            sections: Vec::new(),
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut value = || words.next().unwrap_or_else(|| wrong(&word));
            match word.as_str() {
                // What cargo says to every bench.
                "--bench" => {}
                "--quick" => options.quick = true,
                "--json" => options.json = Some(value().into()),
                "--items" => {
                    options.generated = Some(value().parse().unwrap_or_else(|_| wrong(&word)))
                }
                "--program" => options.program = value().into(),
                "--only" => {
                    let database = value();
                    if !["sqlite", "postgres"].contains(&database.as_str()) {
                        wrong(&database)
                    }
                    options.only = Some(database);
                }
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

    /// One number for a whole run, another for a quick one.
    pub fn rounds(&self, whole: usize, quick: usize) -> usize {
        if self.quick { quick } else { whole }
    }

    /// How long a service is left alone before its memory is read.
    pub fn idle(&self) -> Duration {
        Duration::from_secs(if self.quick { 1 } else { 10 })
    }
}

fn wrong(word: &str) -> ! {
    eprintln!("bench: '{word}' is not understood\n{USAGE}");
    std::process::exit(2)
}
