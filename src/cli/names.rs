//! `names`: a class list, told as lines that hold no name; keys of names.

use std::io::Read;

use base64ct::{Base64, Encoding};

use super::arguments::{ClassListArguments, NamesArguments, NamesCommand};
use super::config::Config;
use super::import::open;
use super::outcome::{Failure, line_of, print};
use super::startup;
use crate::interop::class_list::ListEncoding;
use crate::service::bulk::BulkMode;
use crate::service::class_lists::{ClassListReport, ImportClassList, import_class_list};
use crate::service::person_keys::PersonKeys;
use crate::service::{Call, installation, name_keys, setup};

/// Runs a command about names.
pub fn run(config: &Config, arguments: NamesArguments) -> Result<(), Failure> {
    match arguments.command {
        NamesCommand::Import(what) => import(config, &what),
        NamesCommand::NewKey => new_key(config),
        NamesCommand::DropOldKeys => drop_old_keys(config),
    }
}

/// Puts a new key in front and seals every name under it. Keys in the settings are changed there: the
/// first of them is the new one.
fn new_key(config: &Config) -> Result<(), Failure> {
    let services = startup::open(config)?;
    let known = installation::check_person_keys(&services);
    known.map_err(|fault| {
        Failure::Wrong(format!("no new key before the old one is found: {fault}"))
    })?;
    let services = match config.person_keys {
        Some(_) => services,
        None => {
            let keys = PersonKeys::add_to_file(&config.person_key_file);
            services.with_person_keys(keys.map_err(Failure::Internal)?)
        }
    };
    let call = Call::of(setup::prepare(&services, &config.zone)?, "command-line");
    let sealed = name_keys::seal_names_anew(&services, &call)?;
    let key = services.person_keys.current()?;
    print(&format!("{sealed} names sealed anew under key {key}"));
    Ok(())
}

fn drop_old_keys(config: &Config) -> Result<(), Failure> {
    if config.person_keys.is_some() {
        return Err(Failure::Wrong(
            "the keys are given as person_keys: take the old ones out there; `synaq doctor` says which are needed".into(),
        ));
    }
    let services = startup::open(config)?;
    let used = name_keys::keys_in_use(&services)?;
    let dropped = PersonKeys::keep_in_file(&config.person_key_file, &used);
    let dropped = dropped.map_err(Failure::Wrong)?;
    print(&format!("{dropped} keys taken out"));
    Ok(())
}

/// Brings a class list in as the installation's library account.
fn import(config: &Config, what: &ClassListArguments) -> Result<(), Failure> {
    let encoding = match what.encoding.as_str() {
        "auto" => ListEncoding::Auto,
        "utf-8" => ListEncoding::Utf8,
        "windows-1251" => ListEncoding::Windows1251,
        "kz-1048" => ListEncoding::Kz1048,
        other => {
            return Err(Failure::Usage(format!(
                "--encoding {other}: auto, utf-8, windows-1251 or kz-1048 is needed"
            )));
        }
    };
    let mut bytes = Vec::new();
    let read = open(&what.file)?.read_to_end(&mut bytes);
    read.map_err(|e| Failure::Wrong(format!("{}: {e}", what.file.display())))?;
    let input = ImportClassList {
        content: None,
        content_base64: Some(Base64::encode_string(&bytes)),
        encoding,
        code_prefix: what.code_prefix.clone(),
        add_candidates: what.add_candidates,
        replace: what.replace,
        mode: match what.per_row {
            true => BulkMode::PerRow,
            false => BulkMode::AllOrNothing,
        },
        dry_run: what.dry_run,
    };
    let services = startup::with_first_person_key(config, startup::open(config)?)?;
    let call = Call::of(setup::prepare(&services, &config.zone)?, "command-line");
    let report = import_class_list(&services, &call, &what.class, &input)?;
    tell(&report, what.json);
    Ok(())
}

fn tell(report: &ClassListReport, json: bool) {
    if json {
        print(&serde_json::to_string_pretty(report).unwrap_or_default());
        return;
    }
    let of_lines = report.lines.iter().flat_map(|line| &line.findings);
    for finding in report.warnings.iter().chain(of_lines) {
        print(&line_of(finding));
    }
    let word = if report.dry_run {
        "would be kept"
    } else {
        "kept"
    };
    print(&format!(
        "{} rows: {} names {word} ({} in the place of others), {} unchanged, {} rejected, {} candidates added",
        report.rows_read,
        report.kept,
        report.replaced,
        report.unchanged,
        report.rejected,
        report.candidates_added
    ));
}
