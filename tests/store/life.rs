//! What belongs to a published specification and to a decision about tags is held by the databases, too.

use synaq::store::{Database, StoreError};

use crate::rows::{columns, insert_of, run, text};

/// A published version with an alias, and a rejected proposal.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    (
        "organisations",
        &[("id", "'o1'"), ("code", "'o1'"), ("path", "'/o1/'")],
    ),
    ("specifications", &[("id", "'s1'"), ("owner_org", "'o1'")]),
    (
        "specification_versions",
        &[
            ("specification_id", "'s1'"),
            ("state", "'approved'"),
            ("access", "'public'"),
            ("withdrawal_reason", "''"),
            ("expires_at", "NULL"),
        ],
    ),
    (
        "specification_names",
        &[
            ("specification_id", "'s1'"),
            ("role", "'alias'"),
            ("name", "'MODO'"),
        ],
    ),
    ("items", &[("id", "'i1'"), ("owner_org", "'o1'")]),
    (
        "published_documents",
        &[
            ("id", "'p1'"),
            ("owner_org", "'o1'"),
            ("kind", "'objective_mapping'"),
        ],
    ),
    (
        "objective_decisions",
        &[
            ("mapping_id", "'p1'"),
            ("item_id", "'i1'"),
            ("decision", "'rejected'"),
        ],
    ),
];

on_both! {
    fn names_last_day_and_reason_of_a_published_version_and_decisions_never_change(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 1).expect("it opens");
        let columns = columns(&db);
        for (table, named) in ROWS {
            run(&db, &insert_of(&columns, table, named)).expect("a row");
        }
        let publish = "UPDATE specification_versions SET state = 'published', expires_at = updated_at";
        run(&db, publish).expect("it is published");
        run(&db, "UPDATE specification_versions SET superseded_by = 's2', superseded_at = updated_at").expect("it may be superseded");
        run(&db, "UPDATE specification_versions SET state = 'withdrawn', withdrawal_reason = 'why', withdrawn_at = updated_at").expect("it may be withdrawn");
        for forbidden in [
            "UPDATE specification_versions SET valid_until = '2030-01-01'",
            "UPDATE specification_versions SET expires_at = NULL",
            "UPDATE specification_versions SET withdrawal_reason = 'another'",
            "UPDATE specification_names SET name = 'x'",
            "DELETE FROM specification_names",
            "UPDATE objective_decisions SET decision = 'accepted'",
            "DELETE FROM objective_decisions",
            "UPDATE published_documents SET code = 'x'",
            "DELETE FROM published_documents",
        ] {
            let refused = run(&db, forbidden);
            assert!(matches!(refused, Err(StoreError::Immutable(_))), "{forbidden} gave {refused:?}");
        }
        let another = [("specification_id", "'s1'"), ("role", "'alias'"), ("name", "'EASP'")];
        let refused = run(&db, &insert_of(&columns, "specification_names", &another));
        assert!(matches!(refused, Err(StoreError::Immutable(_))), "{refused:?}");
        assert_eq!(text(&db, "SELECT name FROM specification_names"), "MODO");
        let both = [("id", "'g1'"), ("specification_id", "'s1'"), ("link", "''"), ("content_hash", "NULL")];
        let refused = run(&db, &insert_of(&columns, "specification_guidance", &both));
        assert!(matches!(refused, Err(StoreError::Constraint(_))), "{refused:?}");
    }
}
