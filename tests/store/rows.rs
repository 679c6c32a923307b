//! Rows by raw SQL: what is not named is filled by the column's type, so that a seed says only what
//! matters and a new column breaks no test.

use diesel::connection::SimpleConnection;
use diesel::sql_types::Text;
use diesel::{QueryableByName, RunQueryDsl, sql_query};
use synaq::store::{AnyConnection, Database, StoreError};

/// A column as both databases can tell it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
pub struct Column {
    #[diesel(sql_type = Text)]
    pub table_name: String,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// `TEXT`, `INTEGER`, `REAL` or `BLOB`: SQLite keeps times as text and truth as a number.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// `1` when it takes no NULL.
    #[diesel(sql_type = Text)]
    pub required: String,
    /// Place in the primary key; `0` outside of it.
    #[diesel(sql_type = Text)]
    pub key: String,
    /// The type in the database's own words.
    #[diesel(sql_type = Text)]
    pub own_kind: String,
}

const SQLITE_COLUMNS: &str = "\
SELECT m.name AS table_name, c.name AS name, c.type AS kind, CAST(c.\"notnull\" AS TEXT) AS required, \
CAST(c.pk AS TEXT) AS key, c.type AS own_kind FROM sqlite_schema m, pragma_table_info(m.name) c \
WHERE m.type = 'table' AND m.name NOT LIKE 'item_variants_search%' AND m.name NOT LIKE 'sqlite%' \
AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' ORDER BY 1, 2";

const POSTGRES_COLUMNS: &str = "\
SELECT c.table_name::text AS table_name, c.column_name::text AS name, CASE \
WHEN c.data_type IN ('text') OR c.data_type LIKE 'timestamp%' THEN 'TEXT' \
WHEN c.data_type IN ('integer', 'bigint', 'boolean') THEN 'INTEGER' \
WHEN c.data_type = 'double precision' THEN 'REAL' WHEN c.data_type = 'bytea' THEN 'BLOB' \
ELSE c.data_type END::text AS kind, CASE c.is_nullable WHEN 'NO' THEN '1' ELSE '0' END AS required, \
coalesce((SELECT k.ordinal_position FROM information_schema.key_column_usage k JOIN \
information_schema.table_constraints t ON t.constraint_name = k.constraint_name AND t.table_name = k.table_name \
WHERE t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name AND k.column_name = c.column_name), 0)::text \
AS key, c.data_type::text AS own_kind FROM information_schema.columns c WHERE c.table_schema = 'public' \
AND c.table_name NOT LIKE '\\_\\_%' ORDER BY 1, 2";

/// Every column of every table of the service.
pub fn columns(db: &Database) -> Vec<Column> {
    let read = db.read(|c| {
        let rows: Vec<Column> = match c {
            AnyConnection::Postgres(c) => sql_query(POSTGRES_COLUMNS).load(c)?,
            AnyConnection::Sqlite(c) => sql_query(SQLITE_COLUMNS).load(c)?,
        };
        Ok::<_, StoreError>(rows)
    });
    let mut columns = read.expect("the catalogue can be read");
    columns.sort();
    columns
}

/// One text of the database.
pub fn text(db: &Database, sql: &str) -> String {
    db.read(|c| text_on(c, sql)).expect("one value")
}

/// One text as this connection sees it now.
pub fn text_on(c: &mut AnyConnection, sql: &str) -> Result<String, StoreError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        value: String,
    }
    let sql = format!("SELECT CAST(({sql}) AS TEXT) AS value");
    let row: Row = match c {
        AnyConnection::Postgres(c) => sql_query(sql).get_result(c)?,
        AnyConnection::Sqlite(c) => sql_query(sql).get_result(c)?,
    };
    Ok(row.value)
}

/// Runs statements as one write.
pub fn run(db: &Database, sql: &str) -> Result<(), StoreError> {
    db.write(|c| Ok(c.batch_execute(sql)?))
}

/// An INSERT of a row: named columns as given (SQL), the other required ones filled by their type.
pub fn insert_of(columns: &[Column], table: &str, named: &[(&str, &str)]) -> String {
    let of_table: Vec<_> = columns.iter().filter(|c| c.table_name == table).collect();
    assert!(!of_table.is_empty(), "no table {table}");
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for column in of_table {
        let given = named.iter().find(|(name, _)| *name == column.name);
        if given.is_none() && column.required != "1" {
            continue;
        }
        names.push(column.name.as_str());
        values.push(given.map_or_else(|| filler(column), |(_, value)| *value));
    }
    for (name, _) in named {
        assert!(names.contains(name), "{table} has no column {name}");
    }
    format!(
        "INSERT INTO {table} ({}) VALUES ({})",
        names.join(", "),
        values.join(", ")
    )
}

fn filler(column: &Column) -> &'static str {
    match (column.kind.as_str(), column.own_kind.as_str()) {
        ("TEXT", kind) if kind.starts_with("timestamp") => "'2026-11-21 10:00:00'",
        ("TEXT", _) => "'x'",
        (_, "boolean") => "FALSE",
        ("INTEGER", _) if is_truth(&column.name) => "0",
        ("BLOB", "bytea") => "'\\x00'",
        ("BLOB", _) => "x'00'",
        _ => "1",
    }
}

fn is_truth(name: &str) -> bool {
    ["latest", "sealed", "cancel_requested", "sen"].contains(&name)
}
