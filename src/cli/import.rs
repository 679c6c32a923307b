//! `import`: a file through a mapping profile, told as lines.

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::Path;

use flate2::bufread::GzDecoder;

use super::arguments::ImportArguments;
use super::config::Config;
use super::outcome::{Failure, line_of, locale, print};
use super::{library, startup};
use crate::document::{self, Format};
use crate::interop::MappingProfile;
use crate::language::sentence;
use crate::service::bulk::BulkMode;
use crate::service::import_lines;
use crate::service::imports::{self, ImportFormat, ImportOptions, ImportReport, Progress};
use crate::service::{Call, setup};

/// Imports a file as the installation's library account.
pub fn run(config: &Config, arguments: &ImportArguments) -> Result<(), Failure> {
    let profile = arguments.profile.as_deref().map(read_profile).transpose()?;
    let format = format_of(&arguments.file);
    if format == ImportFormat::Text && profile.is_none() {
        let needed = "--profile is needed for JSON Lines and CSV";
        return Err(Failure::Wrong(needed.to_owned()));
    }
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
    let report = match (format, &profile) {
        (ImportFormat::Text, Some(profile)) => {
            let input = open(&arguments.file)?;
            imports::import(&services, &call, profile, input, options, |_, progress| {
                show(shown, progress);
                Ok(())
            })?
        }
        (format, profile) => {
            let path = &arguments.file;
            let fault = |e| Failure::Wrong(format!("{}: {e}", path.display()));
            let file = (format, &*std::fs::read(path).map_err(fault)?);
            let profile = profile.as_ref();
            imports::import_office(&services, &call, file, profile, options, |_, progress| {
                show(shown, progress);
                Ok(())
            })?
        }
    };
    if shown {
        eprintln!();
    }
    tell(&report, arguments.json)
}

fn show(shown: bool, progress: &Progress) {
    if shown {
        let Progress {
            records,
            rows_per_s,
        } = progress;
        eprint!("\r{records} records, {rows_per_s} a second ");
    }
}

/// What a file is, by its name.
fn format_of(path: &Path) -> ImportFormat {
    match path.extension().and_then(|e| e.to_str()) {
        Some("xlsx") => ImportFormat::Xlsx,
        Some("docx") => ImportFormat::Docx,
        _ => ImportFormat::Text,
    }
}

fn tell(report: &ImportReport, json: bool) -> Result<(), Failure> {
    if json {
        print(&serde_json::to_string_pretty(report).unwrap_or_default());
        return Ok(());
    }
    for remark in &report.remarks {
        print(&line_of(remark));
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
        "{} records: {} {word}, {} changed, {} unchanged, {} rejected, {} with warnings; {} a second",
        report.records,
        report.created,
        report.changed,
        report.unchanged,
        report.rejected,
        report.with_warnings,
        report.rows_per_s
    ));
    if report.rejected > 0 && !report.import_id.is_empty() {
        eprintln!("refused records: synaq rejected {}", report.import_id);
    }
    Ok(())
}

/// Prints the refused records of an import in the shape of their file, each with its reasons.
pub fn rejected(config: &Config, id: &str) -> Result<(), Failure> {
    let services = startup::open(config)?;
    let actor = setup::prepare(&services, &config.zone)?;
    let call = Call::of(actor, "command-line");
    let locale = locale();
    let file = import_lines::export_rejected(&services, &call, id, |f| sentence(locale, f))?;
    print(&file.text);
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
