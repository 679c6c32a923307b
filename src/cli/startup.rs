//! What commands do first: logs, data folder, database.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::config::Config;
use super::outcome::Failure;
use crate::service::{Limits, Services, installation};

/// Sends logs to standard error, as text or JSON.
pub fn log_to_stderr(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let colours = std::env::var_os("NO_COLOR").is_none()
        && std::io::IsTerminal::is_terminal(&std::io::stderr());
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_span_events(FmtSpan::NONE)
        .with_ansi(colours)
        .with_writer(std::io::stderr);
    // A second call (tests) keeps the first subscriber.
    let _ = if config.log_json {
        logs.json().try_init()
    } else {
        logs.try_init()
    };
}

/// Makes the data folder where the database is a file in it.
pub fn make_data_folder(config: &Config) -> Result<(), Failure> {
    let folder = installation::database_folder(&config.database)
        .map_err(|e| Failure::Configuration(vec![e]))?;
    for folder in folder
        .into_iter()
        .chain([config.data.clone()])
        .filter(|f| !f.as_os_str().is_empty())
    {
        std::fs::create_dir_all(&folder)
            .map_err(|e| Failure::Internal(format!("{}: {e}", folder.display())))?;
    }
    Ok(())
}

/// Services over the configured database.
pub fn open(config: &Config) -> Result<Services, Failure> {
    let limits = Limits {
        solve_s: config.solve_s,
        ..Limits::default()
    };
    installation::open(&config.database, config.connections, limits).map_err(Failure::Database)
}
