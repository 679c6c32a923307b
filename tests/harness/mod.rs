//! What the integration tests share: a fresh database for each test, on each of the two databases.
//!
//! ```text
//! #[macro_use]
//! mod harness;
//!
//! on_both! {
//!     fn an_item_is_found_by_its_code(backend) {
//!         let database = backend.fresh_database();
//!         …
//!     }
//! }
//! ```
//!
//! becomes the tests `an_item_is_found_by_its_code::sqlite` and `…::postgres`. Nothing is shared
//! between tests but an empty, migrated template that each database is copied from.

// Each test binary uses its own part of this.
#![allow(dead_code)]

pub mod answer;
pub mod api;
pub mod browser;
pub mod exams;
pub mod forms;
pub mod library;
pub mod marking;
pub mod office;
pub mod postgres;
pub mod receiver;
pub mod school;
pub mod server;
pub mod sqlite;

/// Which of the two databases a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// A migrated, empty database of one test. It is gone when this is dropped.
pub struct TestDatabase {
    /// What the service is given to open it.
    pub url: String,
    _held: Held,
}

/// What must live as long as the database; dropping it removes the database.
enum Held {
    Sqlite(tempfile::TempDir),
    Postgres(postgres::Dropped),
}

impl Backend {
    /// A copy of the migrated template that no other test sees.
    pub fn fresh_database(self) -> TestDatabase {
        match self {
            Backend::Sqlite => {
                let (url, folder) = sqlite::fresh();
                TestDatabase {
                    url,
                    _held: Held::Sqlite(folder),
                }
            }
            Backend::Postgres => {
                let (url, dropped) = postgres::fresh();
                TestDatabase {
                    url,
                    _held: Held::Postgres(dropped),
                }
            }
        }
    }
}

/// Seam: brings the empty database at `url` to the service's current schema.
fn migrate(url: &str) {
    synaq::store::Database::migrate(url)
        .unwrap_or_else(|error| panic!("{url} does not migrate: {error}"));
}

/// Each function becomes two tests, `name::sqlite` and `name::postgres`.
macro_rules! on_both {
    ($( $(#[$attribute:meta])* fn $name:ident($backend:ident) $body:block )*) => {$(
        $(#[$attribute])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            fn check($backend: $crate::harness::Backend) $body

            #[test]
            fn sqlite() {
                check($crate::harness::Backend::Sqlite);
            }

            #[test]
            fn postgres() {
                check($crate::harness::Backend::Postgres);
            }
        }
    )*};
}
