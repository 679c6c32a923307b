//! What commands do first: logs, data folder, database.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::config::Config;
use super::outcome::Failure;
use crate::service::person_keys::PersonKeys;
use crate::service::signing_keys::SigningKeys;
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

/// Makes the data folder, the one of the database where that is a file, and the one of media.
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
    installation::make_media_folder(&config.media).map_err(Failure::Internal)
}

/// Services over the configured database.
pub fn open(config: &Config) -> Result<Services, Failure> {
    let limits = Limits {
        solve_s: config.solve_s,
        webhook_addresses: config.webhook_addresses.clone(),
        ..Limits::default()
    };
    let services = installation::open(&config.database, config.connections, limits)
        .map_err(Failure::Database)?;
    let keys = person_keys(config).map_err(|fault| Failure::Configuration(vec![fault]))?;
    let signing = signing_keys(config).map_err(|fault| Failure::Configuration(vec![fault]))?;
    let services = services
        .with_media(config.media.clone())
        .with_person_keys(keys.unwrap_or_default());
    Ok(services.with_signing_keys(signing.unwrap_or_default()))
}

/// Keys that sign manifests as the settings give them; `None` where there are none yet.
pub fn signing_keys(config: &Config) -> Result<Option<SigningKeys>, String> {
    match &config.signing_keys {
        Some(keys) => Ok(Some(keys.clone())),
        None => SigningKeys::of_file(&config.signing_key_file),
    }
}

/// Makes the first key that signs manifests where there is none.
pub fn with_first_signing_key(config: &Config, services: Services) -> Result<Services, Failure> {
    if services.signing_keys.first().is_some() {
        return Ok(services);
    }
    let file = &config.signing_key_file;
    let keys = SigningKeys::first_in_file(file).map_err(Failure::Internal)?;
    tracing::info!(file = %file.display(), "a key that signs manifests was made");
    Ok(services.with_signing_keys(keys))
}

/// Keys of pupils' names as the settings give them; `None` where there are none yet.
pub fn person_keys(config: &Config) -> Result<Option<PersonKeys>, String> {
    match &config.person_keys {
        Some(keys) => Ok(Some(keys.clone())),
        None => PersonKeys::of_file(&config.person_key_file),
    }
}

/// Makes the first key of names where there is none. Where names are kept already their key is missing,
/// and another one would only hide that.
pub fn with_first_person_key(config: &Config, services: Services) -> Result<Services, Failure> {
    if !services.person_keys.is_empty() {
        return Ok(services);
    }
    if let Err(fault) = installation::check_person_keys(&services) {
        tracing::error!(why = fault, "names of pupils cannot be read");
        return Ok(services);
    }
    let keys = PersonKeys::add_to_file(&config.person_key_file).map_err(Failure::Internal)?;
    tracing::info!(file = %config.person_key_file.display(), "a key for names of pupils was made");
    Ok(services.with_person_keys(keys))
}
