//! Both databases have the same schema, and the code knows every column of it.

use std::collections::{BTreeMap, BTreeSet};

use synaq::store::Database;

use crate::harness::Backend;
use crate::rows::{Column, columns};

fn columns_on(backend: Backend) -> Vec<Column> {
    let held = backend.fresh_database();
    let db = Database::open(&held.url, 1).expect("it opens");
    let mut columns = columns(&db);
    for column in &mut columns {
        column.own_kind.clear();
    }
    columns
}

#[test]
fn both_databases_have_the_same_tables_columns_and_primary_keys() {
    let sqlite: BTreeSet<_> = columns_on(Backend::Sqlite).into_iter().collect();
    let postgres: BTreeSet<_> = columns_on(Backend::Postgres).into_iter().collect();
    assert!(sqlite.len() > 200, "only {} columns found", sqlite.len());
    let differing: Vec<_> = sqlite.symmetric_difference(&postgres).collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

/// `schema.rs` and what stands in its folder.
fn schema_code() -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/schema");
    let rest = std::fs::read_dir(root).expect("the rest of the schema");
    let mut files: Vec<_> = rest.map(|file| file.expect("a file").path()).collect();
    files.push(format!("{root}.rs").into());
    let read = |path| std::fs::read_to_string(path).expect("the schema is there");
    files.into_iter().map(read).collect()
}

#[test]
fn the_code_knows_every_column() {
    let code = schema_code();
    let table = regex::Regex::new(r"(?m)^\s*(\w+) \([\w, ]+\) \{([^}]*)\}").expect("a pattern");
    let column = regex::Regex::new(r"(\w+) ->").expect("a pattern");
    let known: BTreeMap<String, BTreeSet<String>> = table
        .captures_iter(&code)
        .map(|t| {
            let names = column.captures_iter(&t[2]).map(|c| c[1].to_owned());
            (t[1].to_owned(), names.collect())
        })
        .collect();
    let mut live: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for column in columns_on(Backend::Sqlite) {
        live.entry(column.table_name)
            .or_default()
            .insert(column.name);
    }
    assert_eq!(known, live);
}
