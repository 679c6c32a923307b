//! Arguments of `assemble`.

use std::path::PathBuf;

use clap::Args;

use super::progress::Progress;

const EXAMPLES: &str = "\
Examples:
  synaq assemble --pool items.csv --spec test.yaml
  synaq assemble --pool items.csv --spec test.yaml --forms 2 --seed 7 --json --manifest run.json
  synaq assemble --pool items.csv --spec test.yaml --write-mps program.mps
  synaq assemble --replay run.json --pool items.csv --spec test.yaml
  synaq assemble --pool items.csv --spec test.yaml --given M01,M05@3
  synaq assemble --pool items.csv --spec test.yaml --on-the-fly 1000 --exposure 0.1 --overlap 12 --keep forms.jsonl
  synaq assemble --pool items.csv --spec test.yaml --next-item 0.4 --given M01,M05
  synaq assemble --pool items.csv --spec multistage.yaml --panels 2
  synaq assemble --pool items.csv --spec test.yaml --split 3
  synaq assemble --replay run.json --data synaq-data";

const POOL: &str = "\
The pool is CSV (comma, semicolon or tabulator; UTF-8 or Windows-1251) or JSON Lines (.jsonl), .gz too.
Columns by name: code (or id, item), version, item_type (type), subject, grade (grade_min, grade_max),
term, unit, objectives, thinking, difficulty, literacy, skill, points, minutes, option_count, key_position,
scheme_kind, family, enemies (groups, or codes of items), phase, access, purpose, languages, uses; p and p_n;
a, b, c, d, b1, b2 … with model, scale, n; stimulus with stimulus_kind, stimulus_words, stimulus_seconds,
stimulus_plays. Every other column is an attribute that rules may speak of; stimulus_… one of the stimulus.
The specification is one of the house (synaq.test-spec/v1, synaq.battery/v1); grade, max_score and what its
rows are about may be left open here.
Where a column or a cell is missing (or NA): version 1, item_type MCQ, points 1, phase live, access open,
purpose both, scheme_kind key, n 1; subject, grade and languages as the specification's; the model by the
parameters that are there.

Exit codes: 0 forms were found (a replay: the same ones) · 1 the input is wrong (a replay: something
            differs) · 2 the command line is wrong · 6 there are no such forms, or none within the limits";

/// Pool, specification, and what is asked beside them.
#[derive(Args, Clone, Debug)]
#[command(before_help = EXAMPLES, after_help = POOL)]
pub struct AssembleArguments {
    /// Candidates: CSV, or JSON Lines (.jsonl); .gz is unpacked
    #[arg(
        long,
        value_name = "FILE",
        requires = "spec",
        required_unless_present = "replay"
    )]
    pub pool: Option<PathBuf>,
    /// Specification: YAML or JSON
    #[arg(long, value_name = "FILE", requires = "pool")]
    pub spec: Option<PathBuf>,
    /// Pool profile (synaq.pool-profile/v1): which column is which field
    #[arg(long, value_name = "FILE", requires = "pool")]
    pub profile: Option<PathBuf>,
    /// Component of a battery; not needed where there is only one
    #[arg(long, value_name = "ID")]
    pub component: Option<String>,
    /// Languages the forms must exist in (kk,ru); the whole set when there is only one
    #[arg(long = "language", value_name = "CODE", value_delimiter = ',')]
    pub languages: Vec<String>,
    /// Subject, for a component whose subject the candidate chooses
    #[arg(long, value_name = "CODE")]
    pub subject: Option<String>,
    /// Grade, for a specification that leaves it open
    #[arg(long, value_name = "N")]
    pub grade: Option<u8>,
    /// Term, for a specification that leaves it open
    #[arg(long, value_name = "N")]
    pub term: Option<u8>,
    /// Lesson, for a specification that leaves it open
    #[arg(long, value_name = "CODE")]
    pub lesson: Option<String>,
    /// How many forms; the specification's number when absent
    #[arg(long, value_name = "N")]
    pub forms: Option<u32>,
    /// Most common items of any two forms; the specification's number when absent
    #[arg(long, value_name = "N")]
    pub overlap: Option<u32>,
    /// Codes of items that stand in every form
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub force: Vec<String>,
    /// Codes of items that stand in none
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub block: Vec<String>,
    /// Items that stand in the form already, CODE or CODE@POSITION; or a YAML or JSON file with a list of
    /// {item, version, row, position}: the rest is assembled around them
    #[arg(long, value_name = "CODES|FILE", value_delimiter = ',')]
    pub given: Vec<String>,
    /// A form for each of N candidates: an item stands in no more than a share of them (--exposure), two have
    /// no more than --overlap items in common
    #[arg(long, value_name = "N", requires = "exposure", conflicts_with_all = ["forms", "write_mps", "replay"])]
    pub on_the_fly: Option<u32>,
    /// Greatest share of the forms that an item may stand in
    #[arg(long, value_name = "SHARE", requires = "on_the_fly")]
    pub exposure: Option<f64>,
    /// Most common items of two forms in the mean
    #[arg(long, value_name = "ITEMS", requires = "on_the_fly")]
    pub overlap_mean: Option<f64>,
    /// How far information may be from each target, as a share of the target
    #[arg(long, value_name = "SHARE", requires = "on_the_fly")]
    pub information_within: Option<f64>,
    /// Keep finished forms in this file (JSON Lines), and go on from what it holds
    #[arg(long, value_name = "FILE", requires = "on_the_fly")]
    pub keep: Option<PathBuf>,
    /// So many panels of a multistage test, without a common item; one where the specification has a panel
    /// and no component is named
    #[arg(long, value_name = "N", conflicts_with_all = ["on_the_fly", "forms", "overlap", "component", "write_mps", "replay"])]
    pub panels: Option<u32>,
    /// The pool in so many parts that are alike and can each build the form
    #[arg(long, value_name = "N", conflicts_with_all = ["on_the_fly", "panels", "forms", "overlap", "write_mps", "replay"])]
    pub split: Option<u32>,
    /// The next item of an adaptive test at this ability, around the items --given
    #[arg(long, value_name = "ABILITY", allow_negative_numbers = true, conflicts_with_all = ["on_the_fly", "panels", "split", "forms", "overlap", "write_mps", "manifest", "replay"])]
    pub next_item: Option<f64>,
    /// Seed of everything random; 0 when absent
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Relative gap at which the search may stop; 0.001 when absent
    #[arg(long, value_name = "SHARE")]
    pub gap: Option<f64>,
    /// Guard of one solve in seconds; 60 when absent
    #[arg(long, value_name = "SECONDS")]
    pub time_limit: Option<f64>,
    /// Write the program for any other solver (free MPS), too
    #[arg(long, value_name = "FILE")]
    pub write_mps: Option<PathBuf>,
    /// Write the manifest: what the forms rest on and their fingerprints, to make them again
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Key that signs the manifest: a file of 64 hexadecimal digits, mode 0600 (openssl rand -hex 32)
    #[arg(long, value_name = "FILE")]
    pub signing_key: Option<PathBuf>,
    /// Make the assembly of a manifest again, from --pool and --spec or from the database, and compare
    #[arg(long, value_name = "MANIFEST", conflicts_with_all = ["component", "languages", "subject", "manifest"])]
    pub replay: Option<PathBuf>,
    /// Refuse a manifest that is not signed with this public key (64 hexadecimal digits)
    #[arg(long, value_name = "KEY", requires = "replay")]
    pub trusted_key: Option<String>,
    /// Show on standard error how far it is: stage, best form, bound, gap
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub progress: Progress,
    /// For programs
    #[arg(long)]
    pub json: bool,
}
