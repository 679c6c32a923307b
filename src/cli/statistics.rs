//! `import-statistics`: values of administrations from a file, told as lines.

use super::arguments::StatisticsArguments;
use super::config::Config;
use super::import::open;
use super::outcome::{Failure, line_of, print};
use super::startup;
use crate::interop::statistics::LineFormat;
use crate::service::bulk::BulkMode;
use crate::service::imports::ImportOptions;
use crate::service::statistics_import::import;
use crate::service::{Call, setup};

/// Imports a file as the installation's library account.
pub fn run(config: &Config, arguments: &StatisticsArguments) -> Result<(), Failure> {
    let name = arguments.file.to_string_lossy().to_lowercase();
    let format = if name.trim_end_matches(".gz").ends_with(".csv") {
        LineFormat::Csv
    } else {
        LineFormat::Jsonl
    };
    let file = open(&arguments.file)?;
    let services = startup::open(config)?;
    let actor = setup::prepare(&services, &config.zone)?;
    let call = Call::of(actor, "command-line");
    let options = ImportOptions {
        mode: if arguments.all_or_nothing {
            BulkMode::AllOrNothing
        } else {
            BulkMode::PerRow
        },
        dry_run: arguments.dry_run,
    };
    let report = import(&services, &call, format, file, options)?;
    if arguments.json {
        print(&serde_json::to_string_pretty(&report).unwrap_or_default());
        return Ok(());
    }
    for finding in report.lines.iter().flat_map(|line| &line.findings) {
        print(&line_of(finding));
    }
    let word = if report.dry_run {
        "would be kept"
    } else {
        "kept"
    };
    print(&format!(
        "{} lines: {} {word}, {} unchanged, {} rejected",
        report.lines_read, report.kept, report.unchanged, report.rejected
    ));
    Ok(())
}
