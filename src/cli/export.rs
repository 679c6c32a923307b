//! `export`: a list of items as a file.

use std::fs::File;
use std::io::{BufWriter, Write};

use super::arguments::ExportArguments;
use super::config::Config;
use super::outcome::Failure;
use super::startup;
use crate::document;
use crate::service::item_export::{ExportFormat, export_items};
use crate::service::item_lists::ItemQuery;
use crate::service::{Call, setup};

/// Exports what the installation's library account may see.
pub fn run(config: &Config, arguments: &ExportArguments) -> Result<(), Failure> {
    let query = query_of(&arguments.filters)?;
    let format = match arguments.file.extension().and_then(|e| e.to_str()) {
        Some("csv") => ExportFormat::Csv,
        Some("jsonl") => ExportFormat::JsonLines,
        _ => {
            let file = arguments.file.display();
            return Err(Failure::Usage(format!(
                "{file}: the name ends in .csv, or in .jsonl for JSON Lines"
            )));
        }
    };
    let services = startup::open(config)?;
    let actor = setup::prepare(&services, &config.zone)?;
    let call = Call::of(actor, "command-line");
    let fault = |e: std::io::Error| Failure::Wrong(format!("{}: {e}", arguments.file.display()));
    // The first part before the file: a filter that is refused leaves nothing behind.
    let mut part = export_items(&services, &call, &query, None, format)?;
    let mut file = BufWriter::new(File::create(&arguments.file).map_err(fault)?);
    loop {
        file.write_all(part.text.as_bytes()).map_err(fault)?;
        let Some(cursor) = part.next else {
            return file.flush().map_err(fault);
        };
        part = export_items(&services, &call, &query, Some(cursor), format)?;
    }
}

fn query_of(filters: &[String]) -> Result<ItemQuery, Failure> {
    let pair = |filter: &String| {
        let (name, value) = filter
            .split_once('=')
            .ok_or_else(|| Failure::Usage(format!("'{filter}' is no filter; write NAME=VALUE")))?;
        Ok((name.to_owned(), value.to_owned()))
    };
    let pairs: Vec<(String, String)> = filters.iter().map(pair).collect::<Result<_, Failure>>()?;
    let schema = document::schema_of::<ItemQuery>();
    document::decode(&document::object_of_pairs(&pairs, &schema)).map_err(Failure::Refused)
}
