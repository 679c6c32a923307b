//! `doctor`: what is, and what is wrong.

use super::config::Config;
use super::outcome::{Failure, print};
use super::startup;
use crate::service::Limits;
use crate::service::installation::{self, masked, sqlite_version};

/// Looks at settings, data folder, database, clock; fails when something is wrong.
pub fn doctor(config: &Config) -> Result<(), Failure> {
    let mut wrong = 0;
    let mut line = |name: &str, state: Result<String, String>| {
        let (mark, text) = match state {
            Ok(text) => ("ok   ", text),
            Err(text) => {
                wrong += 1;
                ("WRONG", text)
            }
        };
        print(&format!("{mark}  {name:<10} {text}"));
    };
    line(
        "version",
        Ok(format!(
            "synaq {}, SQLite {}",
            env!("CARGO_PKG_VERSION"),
            sqlite_version()
        )),
    );
    line("data", folder(&config.data));
    let database = installation::open(&config.database, 2, Limits::default());
    let keys = startup::person_keys(config);
    let names = match (&database, &keys) {
        (_, Err(fault)) => Some(Err(fault.clone())),
        (Ok(services), Ok(keys)) => {
            let services = services.clone();
            let services = services.with_person_keys(keys.clone().unwrap_or_default());
            Some(installation::check_person_keys(&services))
        }
        // What is wrong with the database says the line above.
        (Err(_), Ok(_)) => None,
    };
    line("database", database.map(|_| masked(&config.database)));
    if let Some(names) = names {
        line("names", names);
    }
    line("media", installation::check_media(&config.media));
    let signing = startup::signing_keys(config).map(|keys| {
        let key = keys.as_ref().and_then(|keys| keys.first());
        key.map_or("no key yet; `synaq serve` makes one".to_owned(), |key| {
            format!("manifests are signed with key {}", key.id())
        })
    });
    line("signing", signing);
    line("clock", Ok(chrono::Utc::now().to_rfc3339()));
    line("zone", Ok(config.zone.clone()));
    if wrong == 0 {
        Ok(())
    } else {
        Err(Failure::Wrong(format!("{wrong} things are wrong")))
    }
}

fn folder(path: &std::path::Path) -> Result<String, String> {
    let shown = path.display();
    let data =
        std::fs::metadata(path).map_err(|e| format!("{shown}: {e}; `synaq migrate` makes it"))?;
    if data.permissions().readonly() {
        Err(format!("{shown} is read-only"))
    } else {
        Ok(shown.to_string())
    }
}
