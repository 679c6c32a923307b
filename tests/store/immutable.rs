//! Immutability and constraints are held by the databases: one row of everything, then every change
//! that must not be.

use std::collections::BTreeSet;

use synaq::store::{Database, StoreError};

use crate::harness::{Backend, TestDatabase};
use crate::rows::{columns, insert_of, run, text};

/// One row of everything: a sealed version with text and tag, a published specification, a locked
/// form with its pins, a marked attempt. Beside them what is not final yet: `i3`, `s3` and `f3`.
const SEED: &[(&str, &[(&str, &str)])] = &[
    (
        "organisations",
        &[("id", "'o1'"), ("code", "'o1'"), ("path", "'/o1/'")],
    ),
    (
        "organisations",
        &[("id", "'o2'"), ("code", "'o2'"), ("path", "'/o2/'")],
    ),
    (
        "users",
        &[("id", "'u1'"), ("home_org", "'o1'"), ("state", "'active'")],
    ),
    ("audit", &[("org_id", "'o1'")]),
    ("curricula", &[("owner_org", "'o1'")]),
    ("stimuli", &[("owner_org", "'o1'")]),
    ("items", &[("id", "'i1'"), ("owner_org", "'o1'")]),
    (
        "item_versions",
        &[
            ("item_id", "'i1'"),
            ("phase", "'live'"),
            ("access", "'open'"),
            ("latest", "TRUE"),
        ],
    ),
    (
        "item_variants",
        &[
            ("item_id", "'i1'"),
            ("language", "'kk'"),
            ("state", "'current'"),
        ],
    ),
    ("item_tags", &[("item_id", "'i1'"), ("dimension", "'tag'")]),
    (
        "item_reviews",
        &[("item_id", "'i1'"), ("verdict", "'approve'")],
    ),
    (
        "items",
        &[("id", "'i3'"), ("owner_org", "'o1'"), ("code", "'i3'")],
    ),
    (
        "item_versions",
        &[
            ("item_id", "'i3'"),
            ("phase", "'draft'"),
            ("access", "'open'"),
            ("latest", "TRUE"),
        ],
    ),
    (
        "item_variants",
        &[
            ("item_id", "'i3'"),
            ("language", "'ru'"),
            ("state", "'current'"),
        ],
    ),
    (
        "item_tags",
        &[
            ("item_id", "'i3'"),
            ("dimension", "'tag'"),
            ("value", "'y'"),
        ],
    ),
    (
        "enemy_groups",
        &[("owner_org", "'o1'"), ("kind", "'enemies'")],
    ),
    ("grading_policies", &[("id", "'p1'"), ("owner_org", "'o1'")]),
    ("specifications", &[("id", "'s1'"), ("owner_org", "'o1'")]),
    (
        "specification_versions",
        &[
            ("specification_id", "'s1'"),
            ("state", "'published'"),
            ("access", "'public'"),
        ],
    ),
    (
        "specifications",
        &[("id", "'s3'"), ("owner_org", "'o1'"), ("code", "'s3'")],
    ),
    (
        "specification_versions",
        &[
            ("specification_id", "'s3'"),
            ("state", "'draft'"),
            ("access", "'public'"),
        ],
    ),
    ("specification_languages", &[("specification_id", "'s3'")]),
    ("specification_subjects", &[("specification_id", "'s3'")]),
    ("blobs", &[("hash", "'h1'")]),
    (
        "jobs",
        &[("id", "'j1'"), ("owner_org", "'o1'"), ("state", "'done'")],
    ),
    (
        "assembly_runs",
        &[
            ("id", "'r1'"),
            ("owner_org", "'o1'"),
            ("specification_id", "'s1'"),
            ("state", "'done'"),
            ("snapshot_hash", "'h1'"),
            ("job_id", "'j1'"),
            ("access", "'open'"),
        ],
    ),
    (
        "forms",
        &[
            ("id", "'f1'"),
            ("owner_org", "'o1'"),
            ("run_id", "'r1'"),
            ("specification_id", "'s1'"),
            ("access", "'open'"),
            ("state", "'draft'"),
        ],
    ),
    ("form_items", &[("form_id", "'f1'"), ("item_id", "'i1'")]),
    (
        "form_item_variants",
        &[
            ("form_id", "'f1'"),
            ("language", "'kk'"),
            ("item_id", "'i1'"),
        ],
    ),
    (
        "forms",
        &[
            ("id", "'f3'"),
            ("owner_org", "'o1'"),
            ("code", "'f3'"),
            ("run_id", "'r1'"),
            ("specification_id", "'s1'"),
            ("access", "'open'"),
            ("state", "'draft'"),
        ],
    ),
    (
        "form_items",
        &[("form_id", "'f3'"), ("position", "3"), ("item_id", "'i3'")],
    ),
    (
        "form_item_variants",
        &[
            ("form_id", "'f3'"),
            ("position", "3"),
            ("language", "'ru'"),
            ("item_id", "'i3'"),
        ],
    ),
    ("classes", &[("id", "'c1'"), ("owner_org", "'o1'")]),
    ("candidates", &[("id", "'k1'"), ("owner_org", "'o1'")]),
    (
        "sittings",
        &[
            ("owner_org", "'o1'"),
            ("form_id", "'f1'"),
            ("class_id", "'c1'"),
            ("policy_id", "'p1'"),
            ("mode", "'paper'"),
            ("state", "'open'"),
        ],
    ),
    ("attempts", &[("candidate_id", "'k1'")]),
    ("responses", &[]),
    ("marks", &[("source", "'key'")]),
    ("results", &[]),
    (
        "journal_entries",
        &[
            ("owner_org", "'o1'"),
            ("candidate_id", "'k1'"),
            ("kind", "'FA'"),
            ("state", "'marked'"),
            ("source", "'teacher'"),
        ],
    ),
];

/// What must be refused because it is final.
const FORBIDDEN: &[&str] = &[
    "UPDATE audit SET detail = 'y'",
    "UPDATE audit SET seal = 's', org_id = 'o2'",
    "DELETE FROM audit",
    "UPDATE curricula SET document = 'y'",
    "DELETE FROM curricula",
    "UPDATE grading_policies SET document = 'y'",
    "DELETE FROM grading_policies",
    "UPDATE marks SET points = 0",
    "DELETE FROM marks",
    "UPDATE responses SET raw = 'y'",
    "DELETE FROM responses",
    "UPDATE results SET document = 'y'",
    "DELETE FROM results",
    "UPDATE journal_entries SET points = 0",
    "DELETE FROM journal_entries",
    "UPDATE item_reviews SET comment = 'y'",
    "DELETE FROM item_reviews",
    "UPDATE blobs SET media_type = 'y'",
    "DELETE FROM blobs",
    "UPDATE item_versions SET content = 'y'",
    "UPDATE item_versions SET points = 7",
    "UPDATE item_versions SET access = 'secure'",
    "UPDATE item_versions SET sealed = FALSE",
    "DELETE FROM item_versions",
    "UPDATE item_variants SET texts = 'y'",
    "DELETE FROM item_variants",
    "INSERT INTO item_tags (item_id, number, dimension, value) VALUES ('i1', 1, 'tag', 'z')",
    "UPDATE item_tags SET value = 'y'",
    "DELETE FROM item_tags",
    "UPDATE specification_versions SET document = 'y'",
    "UPDATE specification_versions SET state = 'draft'",
    "DELETE FROM specification_versions",
    "UPDATE forms SET document = 'y'",
    "UPDATE forms SET state = 'draft'",
    "DELETE FROM forms",
    "UPDATE form_items SET points = 7",
    "DELETE FROM form_items",
    "UPDATE form_item_variants SET revision = 7",
    "DELETE FROM form_item_variants",
    "UPDATE item_variants SET item_id = 'i1' WHERE item_id = 'i3'",
    "UPDATE item_tags SET item_id = 'i1' WHERE item_id = 'i3'",
    "UPDATE form_items SET form_id = 'f1' WHERE form_id = 'f3'",
    "UPDATE form_item_variants SET form_id = 'f1' WHERE form_id = 'f3'",
    "UPDATE specification_languages SET specification_id = 's1' WHERE specification_id = 's3'",
    "UPDATE specification_subjects SET specification_id = 's1' WHERE specification_id = 's3'",
    "UPDATE items SET owner_org = 'o2'",
    "UPDATE stimuli SET owner_org = 'o2'",
    "UPDATE specifications SET owner_org = 'o2'",
    "UPDATE forms SET owner_org = 'o2'",
    "UPDATE classes SET owner_org = 'o2'",
    "UPDATE candidates SET owner_org = 'o2'",
    "UPDATE sittings SET owner_org = 'o2'",
    "UPDATE assembly_runs SET owner_org = 'o2'",
    "UPDATE enemy_groups SET owner_org = 'o2'",
    "UPDATE jobs SET owner_org = 'o2'",
];

fn seeded(backend: Backend) -> (Database, TestDatabase) {
    let held = backend.fresh_database();
    let db = Database::open(&held.url, 2).expect("it opens");
    let columns = columns(&db);
    for (table, named) in SEED {
        let sql = insert_of(&columns, table, named);
        run(&db, &sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    }
    run(
        &db,
        "UPDATE item_versions SET sealed = TRUE WHERE item_id = 'i1'; UPDATE forms SET state = 'locked' WHERE id = 'f1'",
    )
    .expect("sealed and locked");
    (db, held)
}

on_both! {
    fn what_is_final_is_refused_by_the_database(backend) {
        let (db, _held) = seeded(backend);
        for sql in FORBIDDEN {
            match run(&db, sql) {
                Err(StoreError::Immutable(why)) => assert!(why.len() > 10, "{sql}: {why}"),
                other => panic!("{sql} gave {other:?}"),
            }
        }
    }

    fn what_may_still_change_does(backend) {
        let (db, _held) = seeded(backend);
        for sql in [
            "UPDATE item_versions SET phase = 'suspended', state = 'y', revision = 2",
            "UPDATE specification_languages SET language = 'y' WHERE specification_id = 's3'",
            "UPDATE specification_subjects SET grade = 7 WHERE specification_id = 's3'",
            "UPDATE specification_versions SET state = 'withdrawn'",
            "UPDATE item_variants SET search_text = 'y'",
            "UPDATE item_variants SET texts = 'y' WHERE item_id = 'i3'",
            "UPDATE item_tags SET value = 'z' WHERE item_id = 'i3'",
            "UPDATE form_items SET points = 7 WHERE form_id = 'f3'",
            "UPDATE form_item_variants SET form_id = 'f3' WHERE form_id = 'f3'",
            "UPDATE forms SET state = 'retired'",
            "UPDATE audit SET seal = 's'",
            "UPDATE jobs SET state = 'failed'",
        ] {
            run(&db, sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
        }
        let again = run(&db, "UPDATE audit SET seal = 't'");
        assert!(matches!(again, Err(StoreError::Immutable(_))), "{again:?}");
    }

    fn wrong_rows_are_refused_by_constraints(backend) {
        let (db, _held) = seeded(backend);
        let columns = columns(&db);
        let refused = |table: &str, named: &[(&str, &str)]| {
            let sql = insert_of(&columns, table, named);
            match run(&db, &sql) {
                Err(StoreError::Constraint(_)) => {}
                other => panic!("{sql} gave {other:?}"),
            }
        };
        let mark = [("mark_no", "2"), ("descriptor", "'d'"), ("source", "'key'")];
        let with = |more: &[(&'static str, &'static str)]| [&mark, more].concat();
        refused("marks", &with(&[("points", "2")]));
        refused("marks", &with(&[("points", "-1")]));
        refused("marks", &with(&[("attempt_no", "9")]));
        refused("marks", &[("mark_no", "2"), ("source", "'nobody'")]);
        refused("marks", &with(&[("supersedes", "1"), ("reason", "''")]));
        refused("marks", &with(&[("supersedes", "2")]));
        refused("items", &[("id", "'i9'"), ("code", "'i9'"), ("owner_org", "'nowhere'")]);
        refused("item_versions", &[("item_id", "'i1'"), ("number", "2"), ("phase", "'nonsense'"), ("access", "'open'")]);
        refused("item_versions", &[("item_id", "'i1'"), ("number", "2"), ("phase", "'draft'"), ("access", "'open'"), ("grade_min", "9")]);
        refused("specification_versions", &[("specification_id", "'s1'"), ("version", "2"), ("state", "'published'"), ("access", "'public'"), ("approval_protocol", "''")]);
        refused("attempt_parts", &[("state", "'void'"), ("reason", "''")]);
        refused("users", &[("id", "'u9'"), ("login", "'u9'"), ("home_org", "'o1'"), ("state", "'asleep'")]);
        refused("jobs", &[("id", "'j9'"), ("owner_org", "'o1'"), ("state", "'lost'")]);
        refused("journal_entries", &[("id", "'e9'"), ("owner_org", "'o1'"), ("candidate_id", "'k1'"), ("kind", "'FA'"), ("state", "'marked'"), ("source", "'teacher'"), ("points", "2")]);
    }

    fn what_there_is_once_there_is_once(backend) {
        let (db, _held) = seeded(backend);
        let columns = columns(&db);
        let taken = |table: &str, named: &[(&str, &str)]| {
            let sql = insert_of(&columns, table, named);
            match run(&db, &sql) {
                Err(StoreError::Unique(_)) => {}
                other => panic!("{sql} gave {other:?}"),
            }
        };
        taken("item_versions", &[("item_id", "'i1'"), ("number", "2"), ("phase", "'draft'"), ("access", "'open'"), ("latest", "TRUE")]);
        taken("items", &[("id", "'i2'"), ("owner_org", "'o1'")]);
        taken("attempts", &[("attempt_no", "2"), ("candidate_id", "'k1'")]);
        taken("marks", &[("mark_no", "2"), ("source", "'key'")]);
        let second = [("mark_no", "2"), ("source", "'teacher'"), ("supersedes", "1"), ("reason", "'moderation'")];
        run(&db, &insert_of(&columns, "marks", &second)).expect("a mark may be superseded");
        taken("marks", &[("mark_no", "3"), ("source", "'teacher'"), ("supersedes", "1"), ("reason", "'fork'")]);
        assert_eq!(text(&db, "SELECT count(*) FROM marks"), "2");
    }
}

#[test]
fn truncating_what_is_final_is_refused_on_postgresql() {
    let (db, _held) = seeded(Backend::Postgres);
    let tables: BTreeSet<String> = FORBIDDEN
        .iter()
        .filter_map(|sql| sql.strip_prefix("DELETE FROM "))
        .map(str::to_owned)
        .chain(["specification_languages", "specification_subjects"].map(str::to_owned))
        .collect();
    assert_eq!(tables.len(), 18);
    for table in tables {
        for sql in [
            format!("TRUNCATE {table} CASCADE"),
            format!("TRUNCATE organisations, {table} CASCADE"),
        ] {
            let refused = run(&db, &sql);
            assert!(
                matches!(refused, Err(StoreError::Immutable(_))),
                "{sql} gave {refused:?}"
            );
        }
    }
}

#[test]
fn replacing_a_row_on_sqlite_is_deleting_it() {
    let (db, _held) = seeded(Backend::Sqlite);
    let sql = insert_of(
        &columns(&db),
        "marks",
        &[("source", "'key'"), ("points", "0")],
    );
    let replaced = run(&db, &sql.replacen("INSERT", "INSERT OR REPLACE", 1));
    assert!(
        matches!(replaced, Err(StoreError::Immutable(_))),
        "{replaced:?}"
    );
}
