//! The pool, migrations, and the two ways to use a connection: [`Database::read`] and [`Database::write`].

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use diesel::Connection;
use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::collation_keys;
use super::connection::{Address, AnyConnection, Kind, Manager, masked, unfitness};
use super::derivations;
use super::failure::StoreError;

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// How long a call waits for a free connection before it is told to come back.
const POOL_WAIT: Duration = Duration::from_secs(10);

/// The database of the service.
#[derive(Clone)]
pub struct Database {
    pool: Pool<Manager>,
    kind: Kind,
    /// SQLite has one writer: waiting here is fair and cheap, waiting in SQLite is polling.
    sqlite_writer: Arc<Mutex<()>>,
}

impl Database {
    /// Opens an existing database and refuses one that is unfit or not migrated.
    pub fn open(url: &str, connections: u32) -> Result<Self, String> {
        let address = Address::parse(url)?;
        if address.kind == Kind::Sqlite && !std::path::Path::new(&address.target).exists() {
            return Err(format!(
                "there is no database at {}; `synaq migrate` creates it",
                address.target
            ));
        }
        let database = Self::connect(url, address, connections)?;
        let pending = database.pending_migrations()?;
        if pending > 0 {
            return Err(format!(
                "{pending} migrations are pending; run `synaq migrate`"
            ));
        }
        if database
            .read(derivations::are_old)
            .map_err(|e| e.to_string())?
        {
            return Err(
                "the texts that search looks through are of an older version; run `synaq migrate`"
                    .into(),
            );
        }
        Ok(database)
    }

    /// Creates (SQLite) or opens a database and brings its schema and derived columns up to date.
    /// Returns how many migrations ran.
    pub fn migrate(url: &str) -> Result<usize, String> {
        let database = Self::connect(url, Address::parse(url)?, 1)?;
        let mut connection = database.connection().map_err(|e| e.to_string())?;
        let ran = match &mut *connection {
            AnyConnection::Postgres(c) => c
                .run_pending_migrations(POSTGRES_MIGRATIONS)
                .map(|v| v.len()),
            AnyConnection::Sqlite(c) => {
                c.run_pending_migrations(SQLITE_MIGRATIONS).map(|v| v.len())
            }
        };
        let ran = ran.map_err(|e| format!("migration failed: {e}"))?;
        // The pool of one needs its connection back.
        drop(connection);
        derivations::renew(&database).map_err(|e| format!("folding texts anew failed: {e}"))?;
        collation_keys::make(&database)
            .map_err(|e| format!("putting lists in order failed: {e}"))?;
        Ok(ran)
    }

    fn connect(url: &str, address: Address, connections: u32) -> Result<Self, String> {
        let kind = address.kind;
        let manager = Manager::new(address);
        // One connection of one's own first: a server that is down says so at once.
        let mut first = manager
            .connect()
            .map_err(|e| format!("cannot open {}: {e}", masked(url)))?;
        let faults =
            unfitness(&mut first).map_err(|e| format!("cannot use {}: {e}", masked(url)))?;
        if !faults.is_empty() {
            return Err(faults.join("; "));
        }
        let pool = Pool::builder()
            .max_size(connections)
            // No connection is made behind the caller's back: a command that ends while another thread is
            // still inside libpq takes OpenSSL away from under it.
            .min_idle(Some(0))
            .connection_timeout(POOL_WAIT)
            .build_unchecked(manager);
        Ok(Self {
            pool,
            kind,
            sqlite_writer: Arc::default(),
        })
    }

    fn pending_migrations(&self) -> Result<usize, String> {
        let mut connection = self.connection().map_err(|e| e.to_string())?;
        let pending = match &mut *connection {
            AnyConnection::Postgres(c) => {
                c.pending_migrations(POSTGRES_MIGRATIONS).map(|v| v.len())
            }
            AnyConnection::Sqlite(c) => c.pending_migrations(SQLITE_MIGRATIONS).map(|v| v.len()),
        };
        pending.map_err(|e| e.to_string())
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Connections that are open, and how many of these wait to be used.
    pub fn connections(&self) -> (u32, u32) {
        let state = self.pool.state();
        (state.connections, state.idle_connections)
    }

    /// Runs reads that all see the database as it was at one moment: a run that ends between two of
    /// them is either not over or has its forms.
    pub fn read<T, E: From<StoreError>>(
        &self,
        reads: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection()?;
        begin_snapshot(&mut connection).map_err(StoreError::from)?;
        let read = reads(&mut connection);
        // Nothing was written: a failed end closes the connection and takes nothing away.
        let _ = rollback(&mut connection);
        read
    }

    /// Runs **one** statement that reads. It sees one moment by itself: a transaction around it would cost
    /// two more round trips to PostgreSQL. Two statements want [`Self::read`].
    pub fn read_statement<T, E: From<StoreError>>(
        &self,
        statement: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        statement(&mut *self.connection()?)
    }

    /// Runs one write unit: an immediate transaction, committed when the closure gives `Ok`.
    pub fn write<T, E: From<StoreError>>(
        &self,
        unit: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let _one_writer = (self.kind == Kind::Sqlite).then(|| {
            self.sqlite_writer
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        });
        let mut connection = self.connection()?;
        begin_immediate(&mut connection).map_err(StoreError::from)?;
        match unit(&mut connection) {
            Ok(value) => {
                commit(&mut connection).map_err(StoreError::from)?;
                Ok(value)
            }
            Err(error) => {
                // The first error is the one to tell; a failed rollback closes the connection.
                let _ = rollback(&mut connection);
                Err(error)
            }
        }
    }

    fn connection(&self) -> Result<PooledConnection<Manager>, StoreError> {
        self.pool
            .get()
            .map_err(|e| StoreError::Unavailable(e.to_string()))
    }
}

fn begin_immediate(connection: &mut AnyConnection) -> diesel::QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => AnsiTransactionManager::begin_transaction(c),
        AnyConnection::Sqlite(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")
        }
    }
}

fn begin_snapshot(connection: &mut AnyConnection) -> diesel::QueryResult<()> {
    match connection {
        AnyConnection::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        AnyConnection::Sqlite(c) => AnsiTransactionManager::begin_transaction(c),
    }
}

fn commit(connection: &mut AnyConnection) -> diesel::QueryResult<()> {
    <AnyConnection as Connection>::TransactionManager::commit_transaction(connection)
}

fn rollback(connection: &mut AnyConnection) -> diesel::QueryResult<()> {
    <AnyConnection as Connection>::TransactionManager::rollback_transaction(connection)
}
