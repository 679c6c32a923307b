//! `import`: a file through a mapping profile, told as lines.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::Path;

use flate2::bufread::GzDecoder;

use super::arguments::ImportArguments;
use super::config::Config;
use super::outcome::{Failure, line_of, print};
use super::{library, startup};
use crate::document::{self, Format};
use crate::interop::MappingProfile;
use crate::service::bulk::BulkMode;
use crate::service::imports::{self, ImportOptions, ImportReport};
use crate::service::{Call, setup};

/// Imports a file as the installation's library account.
pub fn run(config: &Config, arguments: &ImportArguments) -> Result<(), Failure> {
    let profile = read_profile(&arguments.profile)?;
    let services = startup::open(config)?;
    let actor = setup::prepare(&services, &config.zone)?;
    let call = Call::of(actor, "command-line");
    let mode = if arguments.all_or_nothing {
        BulkMode::AllOrNothing
    } else {
        BulkMode::PerRow
    };
    let options = ImportOptions {
        mode,
        dry_run: arguments.dry_run,
    };
    let shown = std::io::stderr().is_terminal();
    let report = imports::import(
        &services,
        &call,
        &profile,
        open(&arguments.file)?,
        options,
        |done| {
            if shown {
                eprint!("\r{done} records");
            }
            Ok(())
        },
    )?;
    if shown {
        eprintln!();
    }
    tell(&report, arguments.json)
}

fn tell(report: &ImportReport, json: bool) -> Result<(), Failure> {
    if json {
        print(&serde_json::to_string_pretty(report).unwrap_or_default());
        return Ok(());
    }
    for line in &report.lines {
        for finding in &line.findings {
            print(&line_of(finding));
        }
    }
    let word = if report.dry_run {
        "would be created"
    } else {
        "created"
    };
    print(&format!(
        "{} records: {} {word}, {} unchanged, {} rejected, {} with warnings",
        report.records, report.created, report.unchanged, report.rejected, report.with_warnings
    ));
    Ok(())
}

/// A profile by file, or a shipped one by its name (`exams-tolerant`).
fn read_profile(name: &str) -> Result<MappingProfile, Failure> {
    let text = match std::fs::read_to_string(name) {
        Ok(text) => text,
        Err(fault) => library::shipped_file(&format!("profiles/{name}.yaml"))
            .ok_or_else(|| {
                Failure::Wrong(format!(
                    "profile {name}: {fault}, and no shipped profile has that name"
                ))
            })?
            .to_owned(),
    };
    document::decode_text(&text, Format::Yaml)
        .map(|(profile, _)| profile)
        .map_err(Failure::Refused)
}

pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    let file = File::open(path).map_err(|e| Failure::Wrong(format!("{}: {e}", path.display())))?;
    let file = BufReader::new(file);
    let packed = path.extension().is_some_and(|e| e == "gz");
    Ok(if packed {
        Box::new(BufReader::new(GzDecoder::new(file)))
    } else {
        Box::new(file)
    })
}
