//! `serve`, `migrate`, `setup-link`.

use std::net::TcpListener;

use super::config::Config;
use super::outcome::{Failure, print};
use super::{Faces, Threads, first_start, library as shipped, startup};
use crate::service::{Call, installation, library, setup};

/// Creates or updates the database.
pub fn migrate(config: &Config) -> Result<(), Failure> {
    startup::make_data_folder(config)?;
    let ran = installation::migrate(&config.database).map_err(Failure::Database)?;
    print(&format!("{ran} migrations ran"));
    Ok(())
}

/// Starts the service; on the first start makes everything it needs and says where to go.
pub fn serve(config: &Config, faces: &Faces) -> Result<(), Failure> {
    startup::log_to_stderr(config);
    startup::make_data_folder(config)?;
    installation::migrate(&config.database).map_err(Failure::Database)?;
    let services = startup::with_first_person_key(config, startup::open(config)?)?;
    let services = startup::with_first_signing_key(config, services)?;
    let actor = setup::prepare(&services, &config.zone)?;
    let call = Call::of(actor, "start");
    library::load(
        &services,
        &call,
        &shipped::files(config.library.as_deref())?,
    )?;
    let listener = TcpListener::bind(&config.listen)
        .map_err(|e| Failure::Internal(format!("cannot listen on {}: {e}", config.listen)))?;
    // Port 0 asks the system for one: say which it gave.
    let port = listener.local_addr().map(|a| a.port()).unwrap_or_default();
    let url = &config.public_url.replace(":0", &format!(":{port}"));
    let mut lines = vec![
        format!("Synaq        {url}/"),
        format!("API          {url}/docs/   {url}/openapi.yaml"),
        format!("Data         {}", config.data.display()),
    ];
    if setup::is_fresh(&services)? {
        lines.extend(first_start::lines(&services, &call, url)?);
    }
    print(&lines.join("\n"));
    let threads = Threads {
        requests: config.workers,
        jobs: config.solvers,
    };
    (faces.serve)(services, listener, threads).map_err(|e| Failure::Internal(e.to_string()))
}

/// Prints a new set-up link.
pub fn setup_link(config: &Config) -> Result<(), Failure> {
    let services = startup::open(config)?;
    setup::prepare(&services, &config.zone)?;
    print(&link(config, &services)?);
    Ok(())
}

fn link(config: &Config, services: &crate::service::Services) -> Result<String, Failure> {
    let token = setup::issue_setup_token(services)?;
    Ok(format!("{}/setup?token={token}", config.public_url))
}
