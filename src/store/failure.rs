//! What can go wrong between rows and the rest, told apart as far as callers act differently.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A failure of the store.
#[derive(Debug)]
pub enum StoreError {
    /// A unique key is taken. SQLite names columns, PostgreSQL the constraint; callers know which from where they are.
    Unique(String),
    /// A trigger refused to change what is immutable; the text says what.
    Immutable(String),
    /// A foreign key or CHECK refused: the use case let something through.
    Constraint(String),
    /// The database is busy, down or out of connections.
    Unavailable(String),
    /// A stored document does not read back: corrupt or written by a newer version.
    Corrupt(String),
    /// Anything else.
    Other(DieselError),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(kind, info) => {
                let message = info.message().to_owned();
                if let Some(at) = message.find("immutable: ") {
                    return Self::Immutable(message[at + "immutable: ".len()..].to_owned());
                }
                match kind {
                    DatabaseErrorKind::UniqueViolation => Self::Unique(message),
                    DatabaseErrorKind::ForeignKeyViolation
                    | DatabaseErrorKind::CheckViolation
                    | DatabaseErrorKind::NotNullViolation => Self::Constraint(message),
                    DatabaseErrorKind::ClosedConnection
                    | DatabaseErrorKind::UnableToSendCommand => Self::Unavailable(message),
                    _ if message.contains("database is locked") => Self::Unavailable(message),
                    _ => Self::Other(DieselError::DatabaseError(kind, info)),
                }
            }
            other => Self::Other(other),
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unique(m) => write!(f, "unique key taken: {m}"),
            Self::Immutable(m) => write!(f, "immutable: {m}"),
            Self::Constraint(m) => write!(f, "constraint: {m}"),
            Self::Unavailable(m) => write!(f, "database unavailable: {m}"),
            Self::Corrupt(m) => write!(f, "stored document does not read back: {m}"),
            Self::Other(e) => write!(f, "{e}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Reads a stored JSON document back into its type.
pub fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Corrupt(e.to_string()))
}

/// Writes a document as stored JSON text.
pub fn write_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|e| unreachable!("documents are plain data: {e}"))
}
