//! Settings: default < config file < environment < command line. Each knows where it came from, and all
//! wrong ones are told at once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::arguments::Settings;
use crate::interop::webhook::address::AddressRule;
use crate::service::installation::{MediaStore, check_database_url, masked, media_store};
use crate::service::person_keys::PersonKeys;
use crate::service::signing_keys::SigningKeys;

/// Name, default and meaning of every setting; `SYNAQ_<NAME>` in the environment.
const KNOWN: &[(&str, &str, &str)] = &[
    ("data", "synaq-data", "folder for the database and files"),
    (
        "database",
        "",
        "sqlite:PATH or postgres://…; empty for an SQLite file in the data folder",
    ),
    (
        "media_url",
        "",
        "folder or s3://BUCKET/PREFIX of pictures and recordings; empty for media in the data folder",
    ),
    ("listen", "127.0.0.1:8080", "address to listen on"),
    (
        "public_url",
        "",
        "address people use; empty for http:// and the listen address",
    ),
    (
        "zone",
        "Asia/Almaty",
        "IANA time zone of the root organisation",
    ),
    (
        "library",
        "",
        "folder of the shipped library; empty for the one inside the binary",
    ),
    ("workers", "2", "threads that answer requests"),
    ("solvers", "1", "background jobs at a time"),
    ("connections", "8", "database connections"),
    ("solve_s", "120", "seconds an assembly may take"),
    (
        "person_keys",
        "",
        "keys of pupils' names, 64 hexadecimal digits each; empty for those in person_key_file",
    ),
    (
        "person_key_file",
        "",
        "file of these keys, mode 0600; empty for person-keys in the data folder",
    ),
    (
        "signing_keys",
        "",
        "keys that sign manifests, 64 hexadecimal digits each; empty for those in signing_key_file",
    ),
    (
        "signing_key_file",
        "",
        "file of these keys, mode 0600; empty for signing-keys in the data folder",
    ),
    (
        "webhook_addresses",
        "",
        "hosts and networks inside the house that webhooks may be sent to, between commas",
    ),
    ("log", "info", "log filter"),
    ("log_format", "text", "text or json"),
];

/// Checked settings.
#[derive(Clone)]
pub struct Config {
    /// Data folder.
    pub data: PathBuf,
    /// Database URL.
    pub database: String,
    /// Where pictures and recordings lie.
    pub media: MediaStore,
    /// Address to listen on.
    pub listen: String,
    /// Address people use.
    pub public_url: String,
    /// Time zone of the root organisation.
    pub zone: String,
    /// Folder of the library, when not the one inside the binary.
    pub library: Option<PathBuf>,
    /// Threads that answer requests.
    pub workers: usize,
    /// Background jobs at a time.
    pub solvers: usize,
    /// Database connections.
    pub connections: u32,
    /// Seconds an assembly may take.
    pub solve_s: u64,
    /// Keys of pupils' names, when given without a file. A secret: never shown.
    pub person_keys: Option<PersonKeys>,
    /// File of these keys.
    pub person_key_file: PathBuf,
    /// Keys that sign manifests, when given without a file. A secret: never shown.
    pub signing_keys: Option<SigningKeys>,
    /// File of these keys.
    pub signing_key_file: PathBuf,
    /// Addresses inside the house that webhooks may be sent to.
    pub webhook_addresses: AddressRule,
    /// Log filter.
    pub log: String,
    /// JSON logs.
    pub log_json: bool,
    origins: BTreeMap<&'static str, (String, String)>,
}

impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.dump())
    }
}

impl Config {
    /// Reads and checks all settings. `environment` looks a variable up.
    pub fn read(
        settings: &Settings,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let file_name = settings
            .config
            .clone()
            .or_else(|| environment("SYNAQ_CONFIG").map(PathBuf::from));
        let file = file_name
            .map(|f| read_file(&f))
            .transpose()
            .unwrap_or_else(|fault| {
                faults.push(fault);
                None
            });
        let (path, file) = file.unwrap_or_default();
        for name in file
            .keys()
            .filter(|name| !KNOWN.iter().any(|(known, ..)| known == name))
        {
            let names: Vec<_> = KNOWN.iter().map(|(known, ..)| *known).collect();
            faults.push(format!(
                "{path}: unknown setting '{name}'; known are {}",
                names.join(", ")
            ));
        }
        let mut origins = BTreeMap::new();
        for (name, default, _) in KNOWN {
            let variable = format!("SYNAQ_{}", name.to_uppercase());
            let (value, origin) = on_command_line(settings, name)
                .map(|v| (v, format!("--{name}")))
                .or_else(|| environment(&variable).map(|v| (v, variable.clone())))
                .or_else(|| file.get(*name).map(|v| (v.clone(), path.clone())))
                .unwrap_or_else(|| ((*default).to_owned(), "default".to_owned()));
            origins.insert(*name, (value, origin));
        }
        Self::check(origins, faults)
    }

    fn check(
        origins: BTreeMap<&'static str, (String, String)>,
        mut faults: Vec<String>,
    ) -> Result<Self, Vec<String>> {
        let value = |name: &str| {
            origins
                .get(name)
                .map(|(v, _)| v.clone())
                .unwrap_or_default()
        };
        let mut number = |name: &str, low: u64, high: u64| match value(name).parse::<u64>() {
            Ok(n) if (low..=high).contains(&n) => n,
            _ => {
                let (given, origin) = &origins[name];
                faults.push(format!(
                    "{name} = '{given}' ({origin}): a whole number from {low} to {high} is needed"
                ));
                low
            }
        };
        let workers = number("workers", 1, 256) as usize;
        let solvers = number("solvers", 1, 64) as usize;
        let connections = number("connections", 2, 500) as u32;
        let solve_s = number("solve_s", 1, 86_400);
        let data = PathBuf::from(value("data"));
        let database = match value("database") {
            url if url.is_empty() => format!("sqlite:{}", data.join("synaq.db").display()),
            url => url,
        };
        if let Err(fault) = check_database_url(&database) {
            faults.push(fault);
        }
        let media = media_store(&value("media_url"), &data).unwrap_or_else(|fault| {
            faults.push(format!("media_url ({}): {fault}", origins["media_url"].1));
            MediaStore::default()
        });
        let (listen, zone) = (value("listen"), value("zone"));
        if listen
            .rsplit_once(':')
            .is_none_or(|(host, port)| host.is_empty() || port.parse::<u16>().is_err())
        {
            faults.push(format!(
                "listen = '{listen}' ({}): HOST:PORT is needed",
                origins["listen"].1
            ));
        }
        if zone.parse::<chrono_tz::Tz>().is_err() {
            faults.push(format!(
                "zone = '{zone}' ({}): an IANA zone such as Asia/Almaty is needed",
                origins["zone"].1
            ));
        }
        let keys = value("person_keys");
        let person_keys = match PersonKeys::parse(&keys) {
            _ if keys.is_empty() => None,
            Ok(parsed) => Some(parsed),
            Err(wrong) => {
                let origin = &origins["person_keys"].1;
                faults.extend(wrong.iter().map(|f| format!("person_keys ({origin}): {f}")));
                None
            }
        };
        let key_file = value("person_key_file");
        if !keys.is_empty() && !key_file.is_empty() {
            faults.push("person_keys and person_key_file are both given: one is enough".into());
        }
        let signing = value("signing_keys");
        let signing_keys = match SigningKeys::parse(&signing) {
            _ if signing.is_empty() => None,
            Ok(parsed) => Some(parsed),
            Err(wrong) => {
                let origin = &origins["signing_keys"].1;
                let told = |f: &String| format!("signing_keys ({origin}): {f}");
                faults.extend(wrong.iter().map(told));
                None
            }
        };
        let (webhook_addresses, wrong) = AddressRule::parse(&value("webhook_addresses"));
        for text in wrong {
            let origin = &origins["webhook_addresses"].1;
            faults.push(format!(
                "webhook_addresses ({origin}): '{text}' is neither a host nor a network such as 10.20.0.0/16"
            ));
        }
        let log_format = value("log_format");
        if !matches!(log_format.as_str(), "text" | "json") {
            faults.push(format!(
                "log_format = '{log_format}' ({}): text or json is needed",
                origins["log_format"].1
            ));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let public_url = match value("public_url") {
            url if url.is_empty() => format!("http://{listen}"),
            url => url.trim_end_matches('/').to_owned(),
        };
        Ok(Self {
            library: Some(value("library"))
                .filter(|l| !l.is_empty())
                .map(PathBuf::from),
            person_keys,
            person_key_file: match key_file {
                file if file.is_empty() => data.join("person-keys"),
                file => PathBuf::from(file),
            },
            signing_keys,
            signing_key_file: match value("signing_key_file") {
                file if file.is_empty() => data.join("signing-keys"),
                file => PathBuf::from(file),
            },
            webhook_addresses,
            log: value("log"),
            log_json: log_format == "json",
            data,
            database,
            media,
            listen,
            public_url,
            zone,
            workers,
            solvers,
            connections,
            solve_s,
            origins,
        })
    }

    /// Every setting with value and origin, secrets masked.
    pub fn dump(&self) -> String {
        let line = |(name, _, meaning): &(&str, &str, &str)| {
            let (value, origin) = &self.origins[name];
            let shown = match *name {
                "database" => masked(&self.database),
                "person_keys" | "signing_keys" if !value.is_empty() => "***".to_owned(),
                _ => value.clone(),
            };
            format!("{name:<16} {shown:<40} from {origin:<16} # {meaning}")
        };
        KNOWN.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

fn on_command_line(settings: &Settings, name: &str) -> Option<String> {
    match name {
        "data" => settings.data.clone(),
        "database" => settings.database.clone(),
        "listen" => settings.listen.clone(),
        _ => None,
    }
}

type FileSettings = (String, BTreeMap<String, String>);

fn read_file(path: &std::path::Path) -> Result<FileSettings, String> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|e| format!("config file {shown}: {e}"))?;
    let table: toml::Table = text
        .parse()
        .map_err(|e| format!("config file {shown}: {e}"))?;
    let scalar = |value: toml::Value| match value {
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    Ok((
        shown,
        table
            .into_iter()
            .map(|(name, value)| (name, scalar(value)))
            .collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_setting_is_told_at_once() {
        let environment = |name: &str| match name {
            "SYNAQ_LISTEN" => Some("nowhere".to_owned()),
            "SYNAQ_WORKERS" => Some("many".to_owned()),
            "SYNAQ_ZONE" => Some("Asia/Atlantis".to_owned()),
            "SYNAQ_DATABASE" => Some("mysql://x".to_owned()),
            "SYNAQ_MEDIA_URL" => Some("ftp://x".to_owned()),
            "SYNAQ_PERSON_KEYS" => Some("1234 abcd".to_owned()),
            "SYNAQ_PERSON_KEY_FILE" => Some("keys".to_owned()),
            _ => None,
        };
        let faults = Config::read(&Settings::default(), environment).unwrap_err();
        assert_eq!(faults.len(), 8, "{faults:#?}");
        assert!(!faults.concat().contains("abcd"), "{faults:#?}");
    }

    #[test]
    fn the_dump_hides_the_keys_of_names() {
        let keys = "1f".repeat(32);
        let environment = |name: &str| (name == "SYNAQ_PERSON_KEYS").then(|| keys.clone());
        let config = Config::read(&Settings::default(), environment).unwrap();
        let shown = format!("{}{config:?}", config.dump());
        assert!(config.dump().contains("*** "), "{shown}");
        assert!(!shown.contains("1f1f"), "{shown}");
    }

    #[test]
    fn the_dump_names_origins_and_hides_passwords() {
        let environment = |name: &str| {
            (name == "SYNAQ_DATABASE").then(|| {
                "postgres://synaq:hid%64en@db/synaq?sslpassword=hidden&sslmode=require".to_owned()
            })
        };
        let dump = Config::read(&Settings::default(), environment)
            .unwrap()
            .dump();
        assert!(
            dump.contains("SYNAQ_DATABASE") && dump.contains("@db/synaq?sslpassword=***"),
            "{dump}"
        );
        assert!(!dump.contains("hid"), "{dump}");
    }
}
