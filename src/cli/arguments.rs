//! Arguments: examples first, typos guessed but not run (clap does both).

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use super::assemble::arguments::AssembleArguments;

const EXAMPLES: &str = "\
Examples:
  synaq serve                          start on http://127.0.0.1:8080 with an SQLite database in ./synaq-data
  synaq demo                           the whole job in one command, on a temporary database
  synaq check item_specs/              check specifications, curricula, policies and banks
  synaq import --profile P.yaml FILE   bring items in
  synaq generate --model M.yaml --count 20 --seed 1
                                       make items of an item model
  synaq assemble --pool P --spec S     assemble forms from files
  synaq doctor                         what is, and what is wrong";

const CODES: &str = "\
Exit codes: 0 done · 1 the input is wrong · 2 the command line is wrong · 3 settings are wrong
            4 the database cannot be used · 5 a fault of the service or the machine
            6 there are no such forms, or none was found within the limits";

/// Assessment item bank and test assembly service.
#[derive(Parser)]
#[command(name = "synaq", version, about, before_help = EXAMPLES, after_help = CODES, arg_required_else_help = true)]
pub struct Arguments {
    #[command(flatten)]
    pub settings: Settings,
    /// Show every setting, its value (secrets masked) and where it comes from
    #[arg(long)]
    pub config_dump: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings that may stand on the command line; the rest comes from SYNAQ_… or the config file.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// Config file (TOML); also SYNAQ_CONFIG
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Data folder; also SYNAQ_DATA
    #[arg(long, global = true, value_name = "FOLDER")]
    pub data: Option<String>,
    /// Database: sqlite:PATH or postgres://…; also SYNAQ_DATABASE
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// Address to listen on; also SYNAQ_LISTEN
    #[arg(long, global = true, value_name = "HOST:PORT")]
    pub listen: Option<String>,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Start the service
    Serve,
    /// Do the whole job once, on a temporary database
    Demo {
        /// Every kind of assessment of the library too (takes longer)
        #[arg(long)]
        all: bool,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Assemble forms from files, without any database
    Assemble(Box<AssembleArguments>),
    /// Bring items in from JSON Lines or CSV
    Import(ImportArguments),
    /// Write a list of items to a file: .csv, or .jsonl for JSON Lines
    Export(ExportArguments),
    /// Bring statistics of items in from CSV or JSON Lines
    ImportStatistics(StatisticsArguments),
    /// Names of pupils: bring a class list in, change their keys
    Names(NamesArguments),
    /// Print the refused records of an import as a file, each with its reasons
    Rejected {
        /// Id of the import, which `import` tells
        #[arg(value_name = "IMPORT")]
        id: String,
    },
    /// Create the database or bring it up to date
    Migrate,
    /// Print a new one-time link that makes an administrator
    SetupLink,
    /// Accounts
    User(UserArguments),
    /// Solve one assembly request (used by the service itself)
    #[command(hide = true)]
    Solve,
    /// Draw forms of a cohort (used by the service itself)
    #[command(hide = true)]
    Draw,
    /// Solve the panels of one request (used by the service itself)
    #[command(hide = true)]
    Panels,
    /// Part the pool of one request (used by the service itself)
    #[command(hide = true)]
    Split,
    /// Make one step of an adaptive test (used by the service itself)
    #[command(hide = true)]
    NextItem,
    /// Say what a form rests on (used by the service itself)
    #[command(hide = true)]
    Sensitivity,
    /// Check specifications, curricula, policies, banks and profiles
    Check(CheckArguments),
    /// Make items of an item model, without any database
    Generate(GenerateArguments),
    /// Tell what changed from one specification to another
    Compare(CompareArguments),
    /// Say what is, and what is wrong
    Doctor,
    /// Read every picture and recording, and say which are missing or damaged
    Media {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Derive every result again and say which came out otherwise than it is kept
    Recompute {
        /// Change nothing (there is no other way yet: results are computed sitting by sitting)
        #[arg(long, required = true)]
        verify: bool,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Print the API description (OpenAPI 3.1, YAML)
    Openapi,
    /// Write the JSON Schema of every kind of document into a folder, for editors
    Schemas {
        /// The folder
        folder: PathBuf,
    },
}

/// What to check.
#[derive(Args)]
pub struct CheckArguments {
    /// Files and folders; what they refer to must be among them
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print one JSON object instead of lines
    #[arg(long)]
    pub json: bool,
}

/// Which items to make.
#[derive(Args)]
pub struct GenerateArguments {
    /// The item model: YAML or JSON
    #[arg(long, value_name = "FILE")]
    pub model: PathBuf,
    /// How many items
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub count: usize,
    /// The same seed makes the same items
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub seed: u64,
    /// Print one JSON object with provenance and remarks instead of a bank file
    #[arg(long)]
    pub json: bool,
}

/// What to compare.
#[derive(Args)]
pub struct CompareArguments {
    /// The earlier specification or battery: YAML or JSON
    pub from: PathBuf,
    /// The later one
    pub to: PathBuf,
    /// Print one JSON object instead of lines
    #[arg(long)]
    pub json: bool,
}

/// A file and how to read it.
#[derive(Args)]
pub struct ImportArguments {
    /// Mapping profile: a file, or the name of a shipped one (exams-tolerant, csv-basic); not needed for a
    /// workbook that was made from the template, and none for .docx
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// One wrong row refuses all (otherwise right rows are kept)
    #[arg(long)]
    pub all_or_nothing: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
    /// The file: JSON Lines or CSV, .xlsx or .docx; .gz is unpacked
    pub file: PathBuf,
}

/// Which items, and where to.
#[derive(Args)]
pub struct ExportArguments {
    /// Filter as the API takes it (subject=mathematics, phase=live, q=…); may be repeated
    #[arg(long = "where", value_name = "NAME=VALUE")]
    pub filters: Vec<String>,
    /// The file: .csv, or .jsonl for JSON Lines
    pub file: PathBuf,
}

/// A file of statistics.
#[derive(Args)]
pub struct StatisticsArguments {
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// One wrong line refuses all (otherwise right lines are kept)
    #[arg(long)]
    pub all_or_nothing: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
    /// The file: .csv, or .jsonl for JSON Lines; .gz is unpacked
    pub file: PathBuf,
}

/// Names of pupils.
#[derive(Args)]
pub struct NamesArguments {
    #[command(subcommand)]
    pub command: NamesCommand,
}

/// What to do with names of pupils.
#[derive(Subcommand)]
pub enum NamesCommand {
    /// Bring the list of a class in (CSV); names are kept encrypted
    Import(ClassListArguments),
    /// Make a new key of names and seal every name under it; the old keys stay in the file
    NewKey,
    /// Take keys that no name needs out of the file; older backups need theirs
    DropOldKeys,
}

/// A class list.
#[derive(Args)]
pub struct ClassListArguments {
    /// The class, by id
    #[arg(long, value_name = "ID")]
    pub class: String,
    /// auto, utf-8, windows-1251 or kz-1048
    #[arg(long, value_name = "NAME", default_value = "auto")]
    pub encoding: String,
    /// What stands before the number of a pupil in the code; the code of the class when absent
    #[arg(long, value_name = "TEXT")]
    pub code_prefix: Option<String>,
    /// Candidates whom the class does not have yet become its members
    #[arg(long)]
    pub add_candidates: bool,
    /// Another name may take the place of the one that is kept
    #[arg(long)]
    pub replace: bool,
    /// Keep right rows beside wrong ones (otherwise one wrong row refuses all)
    #[arg(long)]
    pub per_row: bool,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
    /// The file; .gz is unpacked
    pub file: PathBuf,
}

/// Accounts.
#[derive(Args)]
pub struct UserArguments {
    #[command(subcommand)]
    pub command: UserCommand,
}

/// What to do with accounts.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Make an administrator of the installation and print an API key
    Create {
        /// Login
        login: String,
        /// Really an administrator: nobody becomes one by accident
        #[arg(long, required = true)]
        admin: bool,
    },
}
