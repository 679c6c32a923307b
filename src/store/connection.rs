//! One connection type over SQLite and PostgreSQL, chosen by the scheme of the URL.
//!
//! Not the derived `establish`: that one falls through to SQLite and opens an empty file when
//! PostgreSQL is down.
#![allow(
    missing_docs,
    reason = "the derive adds public items without documentation"
)]

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ManageConnection, R2D2Connection};
use diesel::sql_types::{Integer, Text};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query};

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// Repeats an expression for each backend: for what does not compile on the enum (upsert, batch insert).
macro_rules! each {
    ($connection:expr, $c:ident => $body:expr) => {
        match $connection {
            $crate::store::AnyConnection::Postgres($c) => $body,
            $crate::store::AnyConnection::Sqlite($c) => $body,
        }
    };
}
pub(crate) use each;

/// Which database a URL names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// SQLite in a file beside the service.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Address {
    /// Which database.
    pub kind: Kind,
    /// `postgres://…` or a file path.
    pub target: String,
}

impl Address {
    /// Reads `sqlite:PATH`, `sqlite://PATH` or `postgres://…`; anything else is refused, so that a
    /// typo never creates a file.
    pub fn parse(url: &str) -> Result<Self, String> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self {
                kind: Kind::Postgres,
                target: url.to_owned(),
            });
        }
        let path = url
            .strip_prefix("sqlite://")
            .or_else(|| url.strip_prefix("sqlite:"));
        match path {
            Some(path) if !path.is_empty() => Ok(Self {
                kind: Kind::Sqlite,
                target: path.to_owned(),
            }),
            _ => Err(format!(
                "database URL '{}' must begin with 'sqlite:' or 'postgres://'",
                masked(url)
            )),
        }
    }
}

/// Values of a database URL's query that are no secrets.
const SHOWN: [&str; 11] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "port",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
    "user",
];

/// The URL for messages: nothing of user and password, and of the query only values that are known to be
/// no secret. Where it cannot be told what is what, nothing but the scheme.
pub fn masked(url: &str) -> String {
    if url.starts_with("sqlite:") {
        return url.to_owned();
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        let is_word = url
            .chars()
            .all(|c| c.is_alphanumeric() || "./-_".contains(c));
        return if is_word { url } else { "***" }.to_owned();
    };
    let (place, query) = match rest.split_once('?') {
        Some((place, query)) => (place, Some(query)),
        None => (rest, None),
    };
    let place = match place.rfind('@') {
        Some(at) => format!("***{}", &place[at..]),
        // A password with a bare question mark ends somewhere in what looks like the query.
        None if query.is_some_and(|query| query.contains('@')) => return format!("{scheme}://***"),
        None => place.to_owned(),
    };
    let shown = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if SHOWN.contains(&name) => pair.to_owned(),
        Some((name, _)) => format!("{name}=***"),
        None => "***".to_owned(),
    };
    let query = query.map(|query| query.split('&').map(shown).collect::<Vec<_>>().join("&"));
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{place}{query}")
}

/// Oldest SQLite without the WAL-reset bug that can corrupt a database used by two connections.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Opens and checks pooled connections.
#[derive(Clone, Debug)]
pub struct Manager {
    address: Address,
}

impl Manager {
    /// A manager for an address.
    pub fn new(address: Address) -> Self {
        Self { address }
    }
}

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, Self::Error> {
        let opened = match self.address.kind {
            Kind::Postgres => {
                PgConnection::establish(&self.address.target).map(AnyConnection::Postgres)
            }
            Kind::Sqlite => {
                SqliteConnection::establish(&self.address.target).map(AnyConnection::Sqlite)
            }
        };
        let mut connection = opened.map_err(diesel::r2d2::Error::ConnectionError)?;
        prepare(&mut connection).map_err(diesel::r2d2::Error::QueryError)?;
        Ok(connection)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Self::Error> {
        connection.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        std::thread::panicking() || R2D2Connection::is_broken(connection)
    }
}

#[derive(QueryableByName)]
struct TextRow {
    #[diesel(sql_type = Text)]
    value: String,
}

#[derive(QueryableByName)]
struct NumberRow {
    #[diesel(sql_type = Integer)]
    value: i32,
}

/// Sets what every connection needs and reads it back: durability is not a hope.
fn prepare(connection: &mut AnyConnection) -> diesel::QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => c.batch_execute(
            "SET TIME ZONE 'UTC'; SET client_min_messages = warning; SET synchronous_commit = on",
        ),
        AnyConnection::Sqlite(c) => prepare_sqlite(c),
    }
}

fn prepare_sqlite(c: &mut SqliteConnection) -> diesel::QueryResult<()> {
    // The busy timeout first: the others may already have to wait.
    c.batch_execute("PRAGMA busy_timeout = 15000;")?;
    c.batch_execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
    )?;
    c.batch_execute(
        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA recursive_triggers = ON; \
         PRAGMA secure_delete = FAST;",
    )?;
    let number = |c: &mut SqliteConnection, sql: &str| {
        sql_query(sql)
            .get_result::<NumberRow>(c)
            .map(|row| row.value)
    };
    let mode = sql_query("SELECT journal_mode AS value FROM pragma_journal_mode")
        .get_result::<TextRow>(c)?
        .value;
    let synchronous = number(c, "SELECT synchronous AS value FROM pragma_synchronous")?;
    let foreign_keys = number(c, "SELECT foreign_keys AS value FROM pragma_foreign_keys")?;
    // A file that cannot be in WAL (read-only, network share) is refused like the rest.
    if mode != "wal" || synchronous != 2 || foreign_keys != 1 {
        let seen =
            format!("journal_mode={mode} synchronous={synchronous} foreign_keys={foreign_keys}");
        return Err(refused(format!(
            "SQLite did not take its durability settings: {seen}"
        )));
    }
    Ok(())
}

fn refused(message: String) -> diesel::result::Error {
    diesel::result::Error::QueryBuilderError(message.into())
}

#[derive(QueryableByName)]
struct PostgresSettings {
    #[diesel(sql_type = Text)]
    fsync: String,
    #[diesel(sql_type = Text)]
    full_page_writes: String,
    #[diesel(sql_type = Text)]
    synchronous_commit: String,
    #[diesel(sql_type = Text)]
    encoding: String,
    #[diesel(sql_type = Text)]
    folded: String,
}

/// What makes this database unfit to be served; empty when nothing does.
pub fn unfitness(connection: &mut AnyConnection) -> diesel::QueryResult<Vec<String>> {
    match connection {
        AnyConnection::Sqlite(_) => Ok(sqlite_unfitness()),
        AnyConnection::Postgres(c) => postgres_unfitness(c),
    }
}

fn sqlite_unfitness() -> Vec<String> {
    let version = sqlite_version_number();
    if version >= OLDEST_SQLITE {
        return Vec::new();
    }
    vec![format!(
        "SQLite {version} can corrupt a WAL database; at least {OLDEST_SQLITE} is needed"
    )]
}

/// Version of the linked SQLite as a number (3051003 is 3.51.3).
pub fn sqlite_version_number() -> i32 {
    libsqlite3_sys::SQLITE_VERSION_NUMBER
}

fn postgres_unfitness(c: &mut PgConnection) -> diesel::QueryResult<Vec<String>> {
    let s: PostgresSettings = sql_query(
        "SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes, \
         current_setting('synchronous_commit') AS synchronous_commit, \
         current_setting('server_encoding') AS encoding, lower('Ә') AS folded",
    )
    .get_result(c)?;
    let mut faults = Vec::new();
    for (name, value) in [
        ("fsync", &s.fsync),
        ("full_page_writes", &s.full_page_writes),
        ("synchronous_commit", &s.synchronous_commit),
    ] {
        if value == "off" {
            faults.push(format!(
                "PostgreSQL runs with {name} off: acknowledged marks could be lost; turn it on"
            ));
        }
    }
    if s.encoding != "UTF8" {
        faults.push(format!(
            "the database is encoded in {}; create it with ENCODING 'UTF8'",
            s.encoding
        ));
    }
    if s.folded != "ә" {
        faults.push(
            "the database folds no Cyrillic (LC_CTYPE C); create it with LOCALE 'C.UTF-8'"
                .to_owned(),
        );
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn a_url_is_shown_without_its_secrets() {
        for (url, shown) in [
            ("sqlite:data/a@b.db", "sqlite:data/a@b.db"),
            ("synaq.db", "synaq.db"),
            ("postgres://db:5432/synaq", "postgres://db:5432/synaq"),
            (
                "postgres://synaq:hidden@db/synaq",
                "postgres://***@db/synaq",
            ),
            (
                "postgres://synaq:hi%40d%2Fden@db/synaq",
                "postgres://***@db/synaq",
            ),
            (
                "postgres://synaq:hid@den@db/synaq",
                "postgres://***@db/synaq",
            ),
            (
                "postgres://synaq:hid/den@db/synaq",
                "postgres://***@db/synaq",
            ),
            ("postgres://synaq:hid?den@db/synaq", "postgres://***"),
            (
                "postgres://db/synaq?user=synaq&password=hidden&sslmode=require",
                "postgres://db/synaq?user=synaq&password=***&sslmode=require",
            ),
            (
                "postgres://db/synaq?p%61ssword=hidden",
                "postgres://db/synaq?p%61ssword=***",
            ),
            (
                "postgres://u:x@db/synaq?password=hid@den",
                "postgres://***@db/synaq?password=***",
            ),
            ("postgres://db/synaq?password=hid@den", "postgres://***"),
            ("postgres://db/synaq?hidden", "postgres://db/synaq?***"),
            ("mysql://root:hidden@db/synaq", "mysql://***@db/synaq"),
            ("host=db password=hidden", "***"),
            ("postgres:synaq:hidden@db", "***"),
        ] {
            assert_eq!(masked(url), shown);
        }
    }
}
