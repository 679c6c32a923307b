//! PostgreSQL: a database cloned from a template that is migrated once for all test binaries.
//!
//! The server is named by `SYNAQ_TEST_POSTGRES`; `scripts/with-postgres.sh` starts one and sets
//! it. A test never starts a server and never passes without one.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};

const VARIABLE: &str = "SYNAQ_TEST_POSTGRES";

/// The advisory lock under which the template is made; any number that nobody else uses.
const TEMPLATE_LOCK: i64 = 0x5379_6e61_7121;

/// The address of a fresh database, and what removes it when dropped.
pub fn fresh() -> (String, Dropped) {
    let name = format!("synaq_test_{}", uuid::Uuid::now_v7().simple());
    let mut maintenance = connect(server());
    run(
        &mut maintenance,
        &format!("create database {name} template {}", template()),
    );
    (url_of(&name), Dropped { name })
}

/// Removes the database of a test, with whatever connections the test left open.
pub struct Dropped {
    name: String,
}

impl Drop for Dropped {
    fn drop(&mut self) {
        let statement = format!("drop database if exists {} with (force)", self.name);
        // A panic here would hide the test's own; the server is thrown away anyway.
        let dropped = PgConnection::establish(server())
            .map_err(|error| error.to_string())
            .and_then(|mut connection| {
                sql_query(statement)
                    .execute(&mut connection)
                    .map_err(|error| error.to_string())
            });
        if let Err(error) = dropped {
            eprintln!("{} is left behind: {error}", self.name);
        }
    }
}

/// The address of the maintenance database of the server that the tests may use.
pub fn server() -> &'static str {
    static SERVER: OnceLock<String> = OnceLock::new();
    SERVER.get_or_init(|| {
        std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!(
                "{VARIABLE} is not set, so there is no PostgreSQL to test on: run `make test`, \
                 or `scripts/with-postgres.sh cargo test …`"
            )
        })
    })
}

/// The server's address with another database in place of the maintenance one.
fn url_of(database: &str) -> String {
    let (address, options) = match server().split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (server(), String::new()),
    };
    let (authority, _maintenance) = address
        .rsplit_once('/')
        .unwrap_or_else(|| panic!("{VARIABLE} names no database"));
    format!("{authority}/{database}{options}")
}

/// The name of the migrated template: made by whichever test binary comes first.
///
/// The name holds a hash of the migrations, so that a server which outlives a run never serves
/// yesterday's schema. The template gets its name only once it is whole: an interrupted run
/// leaves none behind that looks ready.
fn template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("synaq_template_{:016x}", hash_of_migrations());
        let mut maintenance = connect(server());
        run(
            &mut maintenance,
            &format!("select pg_advisory_lock({TEMPLATE_LOCK})"),
        );
        if !exists(&mut maintenance, &name) {
            make_template(&mut maintenance, &name);
        }
        // The lock ends with the connection.
        name
    })
}

fn make_template(maintenance: &mut PgConnection, name: &str) {
    let unfinished = format!("{name}_unfinished");
    run(
        maintenance,
        &format!("drop database if exists {unfinished} with (force)"),
    );
    run(
        maintenance,
        &format!("create database {unfinished} template template0"),
    );
    super::migrate(&url_of(&unfinished));
    // Cloning fails while anybody is connected: nobody can be.
    run(
        maintenance,
        &format!("alter database {unfinished} allow_connections false"),
    );
    run(
        maintenance,
        &format!("alter database {unfinished} rename to {name}"),
    );
}

fn hash_of_migrations() -> u64 {
    let mut files = Vec::new();
    collect_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres"),
        &mut files,
    );
    files.sort();
    let mut hasher = DefaultHasher::new();
    synaq::language::fold::VERSION.hash(&mut hasher);
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file)
            .expect("a migration can be read")
            .hash(&mut hasher);
    }
    hasher.finish()
}

fn collect_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{} cannot be read: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of the folder can be read").path();
        if path.is_dir() {
            collect_files(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn connect(url: &str) -> PgConnection {
    PgConnection::establish(url)
        .unwrap_or_else(|error| panic!("the server of {VARIABLE} does not answer: {error}"))
}

fn run(connection: &mut PgConnection, statement: &str) {
    sql_query(statement)
        .execute(connection)
        .unwrap_or_else(|error| panic!("{statement}: {error}"));
}

fn exists(connection: &mut PgConnection, database: &str) -> bool {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = sql_types::BigInt)]
        found: i64,
    }
    let statement = "select count(*) as found from pg_database where datname = $1";
    let row: Found = sql_query(statement)
        .bind::<sql_types::Text, _>(database)
        .get_result(connection)
        .expect("the catalogue of databases can be read");
    row.found > 0
}
