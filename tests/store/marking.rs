//! Marking plans, who marks what and what markers give are held by the databases, too.

use synaq::store::{Database, StoreError};

use crate::harness::{Backend, TestDatabase};
use crate::immutable;
use crate::rows::{columns, insert_of, run};

/// A plan of the one sitting, a marker and a mark that a mark of the result rests on.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    (
        "marking_plans",
        &[("id", "'m1'"), ("owner_org", "'o1'"), ("form_id", "'f1'")],
    ),
    ("marking_plan_versions", &[("plan_id", "'m1'")]),
    ("marking_plan_sittings", &[("plan_id", "'m1'")]),
    ("marking_seats", &[("seat", "'first'")]),
    ("marker_marks", &[]),
    ("mark_grounds", &[]),
    ("moderations", &[]),
    (
        "content_appeals",
        &[
            ("id", "'a1'"),
            ("owner_org", "'o1'"),
            ("form_id", "'f1'"),
            ("outcome", "'void'"),
        ],
    ),
    ("content_appeal_confirmations", &[("appeal_id", "'a1'")]),
];

const FORBIDDEN: &[&str] = &[
    "UPDATE marking_plans SET owner_org = 'o2'",
    "UPDATE marking_plan_versions SET document = 'y'",
    "DELETE FROM marking_plan_versions",
    "UPDATE marking_plan_sittings SET plan_id = 'm2'",
    "DELETE FROM marking_plan_sittings",
    "UPDATE marking_seats SET marker_id = 'y'",
    "DELETE FROM marking_seats",
    "UPDATE marker_marks SET points = 0",
    "DELETE FROM marker_marks",
    "UPDATE mark_grounds SET marker_mark_no = 2",
    "DELETE FROM mark_grounds",
    "UPDATE moderations SET protocol = 'y'",
    "DELETE FROM moderations",
    "UPDATE content_appeals SET outcome = 'credit_all'",
    "DELETE FROM content_appeals",
    "UPDATE content_appeal_confirmations SET differences = 'y'",
    "DELETE FROM content_appeal_confirmations",
];

fn seeded(backend: Backend) -> (Database, TestDatabase) {
    let (db, held) = immutable::seeded(backend);
    let columns = columns(&db);
    for (table, named) in ROWS {
        let sql = insert_of(&columns, table, named);
        run(&db, &sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
    (db, held)
}

on_both! {
    fn plans_seats_and_marks_of_markers_never_change(backend) {
        let (db, _held) = seeded(backend);
        for sql in FORBIDDEN {
            match run(&db, sql) {
                Err(StoreError::Immutable(why)) => assert!(why.len() > 10, "{sql}: {why}"),
                other => panic!("{sql} gave {other:?}"),
            }
        }
    }

    fn wrong_rows_of_marking_are_refused(backend) {
        let (db, _held) = seeded(backend);
        let columns = columns(&db);
        let refusal = |table: &str, named: &[(&str, &str)]| {
            let sql = insert_of(&columns, table, named);
            run(&db, &sql).expect_err(&sql)
        };
        let second = ("mark_no", "2");
        for (table, named) in [
            ("marker_marks", &[second, ("descriptor", "'d'"), ("points", "2")][..]),
            ("marker_marks", &[second, ("supersedes", "1"), ("reason", "''")]),
            ("marker_marks", &[second, ("supersedes", "2")]),
            ("marking_seats", &[("attempt_no", "9"), ("seat", "'second'"), ("marker_id", "'y'")]),
            ("marking_seats", &[("position", "9"), ("seat", "'third'")]),
            ("mark_grounds", &[("marker_mark_no", "9")]),
            ("marking_plan_versions", &[("plan_id", "'m1'"), ("version", "2"), ("reason", "''")]),
            ("moderations", &[("moderation_no", "2"), ("protocol", "''")]),
        ] {
            let why = refusal(table, named);
            assert!(matches!(why, StoreError::Constraint(_)), "{table} {named:?}: {why}");
        }
        // One first marker and one second, each somebody else; a marker has one first mark of a thing; a
        // sitting has one plan.
        for (table, named) in [
            ("marking_seats", &[("seat", "'first'"), ("marker_id", "'y'")][..]),
            ("marking_seats", &[("seat", "'second'")]),
            ("marker_marks", &[second]),
            ("marking_plan_sittings", &[("plan_id", "'m1'")]),
            ("content_appeal_confirmations", &[("appeal_id", "'a1'")]),
        ] {
            let why = refusal(table, named);
            assert!(matches!(why, StoreError::Unique(_)), "{table} {named:?}: {why}");
        }
        let adjudicated = [second, ("source", "'adjudicated'"), ("supersedes", "1"), ("reason", "'decided'")];
        run(&db, &insert_of(&columns, "marks", &adjudicated)).expect("an adjudicator's mark");
    }
}

#[test]
fn truncating_marking_is_refused_on_postgresql() {
    let (db, _held) = seeded(Backend::Postgres);
    let tables = FORBIDDEN
        .iter()
        .filter_map(|sql| sql.strip_prefix("DELETE FROM "));
    for table in tables {
        let refused = run(&db, &format!("TRUNCATE {table} CASCADE"));
        assert!(
            matches!(refused, Err(StoreError::Immutable(_))),
            "{table} gave {refused:?}"
        );
    }
}
