//! Waivers and decided suggestions are held by the databases, too.

use synaq::store::{Database, StoreError};

use crate::rows::{columns, insert_of, run, text};

/// A waiver, a run with an open suggestion and a decided one.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    (
        "organisations",
        &[("id", "'o1'"), ("code", "'o1'"), ("path", "'/o1/'")],
    ),
    ("items", &[("id", "'i1'"), ("owner_org", "'o1'")]),
    (
        "item_versions",
        &[
            ("item_id", "'i1'"),
            ("phase", "'draft'"),
            ("access", "'open'"),
            ("latest", "TRUE"),
        ],
    ),
    ("item_waivers", &[("item_id", "'i1'")]),
    (
        "jobs",
        &[("id", "'j1'"), ("owner_org", "'o1'"), ("state", "'done'")],
    ),
    (
        "similarity_runs",
        &[("id", "'r1'"), ("owner_org", "'o1'"), ("job_id", "'j1'")],
    ),
    (
        "similarity_suggestions",
        &[
            ("run_id", "'r1'"),
            ("kind", "'enemies'"),
            ("state", "'open'"),
        ],
    ),
    (
        "similarity_suggestions",
        &[
            ("run_id", "'r1'"),
            ("number", "2"),
            ("kind", "'same_item'"),
            ("state", "'accepted'"),
        ],
    ),
];

on_both! {
    fn a_waiver_never_changes_and_a_suggestion_is_decided_once(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 1).expect("it opens");
        let columns = columns(&db);
        for (table, named) in ROWS {
            let sql = insert_of(&columns, table, named);
            run(&db, &sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
        }
        for forbidden in [
            "UPDATE item_waivers SET reason = 'another'",
            "DELETE FROM item_waivers",
            "UPDATE similarity_suggestions SET state = 'open' WHERE number = 2",
            "DELETE FROM similarity_suggestions WHERE number = 2",
        ] {
            let refused = run(&db, forbidden);
            assert!(matches!(refused, Err(StoreError::Immutable(_))), "{forbidden} gave {refused:?}");
        }
        let decide = "UPDATE similarity_suggestions SET state = 'dismissed', reason = 'why' WHERE number = 1";
        run(&db, decide).expect("it was open");
        assert!(matches!(run(&db, decide), Err(StoreError::Immutable(_))));
        let twice = run(&db, &insert_of(&columns, "item_waivers", &[("id", "'w2'"), ("item_id", "'i1'")]));
        assert!(matches!(twice, Err(StoreError::Unique(_))), "{twice:?}");
        assert_eq!(text(&db, "SELECT count(*) FROM item_waivers"), "1");
    }
}
