//! Editions of collections and what happened to them are final: one row of each, then every change that
//! must not be.

use synaq::store::{Database, StoreError};

use crate::harness::{Backend, TestDatabase};
use crate::rows::{columns, insert_of, run};

/// A row of a table: the columns that matter, the rest is filled.
type Seed = (&'static str, &'static [(&'static str, &'static str)]);

const SEED: &[Seed] = &[
    (
        "organisations",
        &[("id", "'o1'"), ("code", "'o1'"), ("path", "'/o1/'")],
    ),
    (
        "organisations",
        &[("id", "'o2'"), ("code", "'o2'"), ("path", "'/o2/'")],
    ),
    (
        "collections",
        &[
            ("id", "'n1'"),
            ("owner_org", "'o1'"),
            ("kind", "'sample'"),
            ("keys_for", "'nobody'"),
            ("state", "'published'"),
        ],
    ),
    ("collection_editions", &[("collection_id", "'n1'")]),
    (
        "catalogue_events",
        &[
            ("collection_id", "'n1'"),
            ("owner_org", "'o1'"),
            ("change", "'published'"),
        ],
    ),
    (
        "questionnaire_rounds",
        &[
            ("owner_org", "'o1'"),
            ("collection_id", "'n1'"),
            ("state", "'open'"),
        ],
    ),
];

fn seeded(backend: Backend) -> (Database, TestDatabase) {
    let held = backend.fresh_database();
    let db = Database::open(&held.url, 2).expect("it opens");
    let columns = columns(&db);
    for (table, named) in SEED {
        let sql = insert_of(&columns, table, named);
        run(&db, &sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
    (db, held)
}

fn refused(db: &Database, sql: &str) {
    match run(db, sql) {
        Err(StoreError::Immutable(why)) => assert!(why.len() > 10, "{sql}: {why}"),
        other => panic!("{sql} gave {other:?}"),
    }
}

on_both! {
    fn editions_and_what_happened_stay_as_they_are_and_owners_do_not_change(backend) {
        let (db, _held) = seeded(backend);
        for sql in [
            "UPDATE collection_editions SET file = 'y'",
            "DELETE FROM collection_editions",
            "UPDATE catalogue_events SET reason = 'y'",
            "DELETE FROM catalogue_events",
            "UPDATE collections SET owner_org = 'o2'",
            "UPDATE questionnaire_rounds SET owner_org = 'o2'",
        ] {
            refused(&db, sql);
        }
        run(&db, "UPDATE collections SET state = 'withdrawn', revision = 2").expect("it may be withdrawn");
        run(&db, "UPDATE questionnaire_rounds SET state = 'closed'").expect("it may be closed");
        let nonsense = run(&db, "UPDATE collections SET state = 'lost'");
        assert!(matches!(nonsense, Err(StoreError::Constraint(_))), "{nonsense:?}");
    }
}

#[test]
fn truncating_editions_and_events_is_refused_on_postgresql() {
    let (db, _held) = seeded(Backend::Postgres);
    for table in ["collection_editions", "catalogue_events"] {
        refused(&db, &format!("TRUNCATE {table} CASCADE"));
        refused(&db, &format!("TRUNCATE organisations, {table} CASCADE"));
    }
}
