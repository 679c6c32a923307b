//! What is kept of reviews and pilots stays as it was kept.

use synaq::store::StoreError;

use crate::harness::Backend;
use crate::immutable::seeded;
use crate::rows::{columns, insert_of, run};

/// Table and what its row says.
const ROWS: &[(&str, &[(&str, &str)])] = &[
    ("item_state_changes", &[("item_id", "'i1'")]),
    (
        "review_attempts",
        &[("item_id", "'i1'"), ("outcome", "'approved'")],
    ),
    (
        "review_verdicts",
        &[
            ("item_id", "'i1'"),
            ("verdict", "'approve'"),
            ("rating", "'good'"),
        ],
    ),
    (
        "review_comments",
        &[("item_id", "'i1'"), ("state", "'resolved'")],
    ),
    (
        "pilot_rounds",
        &[("item_id", "'i1'"), ("decision", "'pass'")],
    ),
];

const FORBIDDEN: &[&str] = &[
    "UPDATE item_state_changes SET reason = 'y'",
    "UPDATE review_attempts SET outcome = 'returned'",
    "UPDATE review_verdicts SET comment = 'y'",
    "UPDATE review_comments SET state = 'open'",
    "UPDATE pilot_rounds SET p = 0",
];

on_both! {
    fn history_verdicts_and_pilots_are_final(backend) {
        let (db, _held) = seeded(backend);
        let columns = columns(&db);
        for (table, named) in ROWS {
            run(&db, &insert_of(&columns, table, named)).unwrap_or_else(|e| panic!("{table}: {e}"));
        }
        let deleting = ROWS.iter().map(|(table, _)| format!("DELETE FROM {table}"));
        let truncating = ROWS.iter().map(|(table, _)| format!("TRUNCATE {table}"));
        let truncating = truncating.filter(|_| backend == Backend::Postgres);
        let changing = FORBIDDEN.iter().map(|sql| (*sql).to_owned());
        for sql in changing.chain(deleting).chain(truncating) {
            let refused = run(&db, &sql);
            assert!(matches!(refused, Err(StoreError::Immutable(_))), "{sql} gave {refused:?}");
        }
    }

    fn an_item_has_one_open_attempt_and_no_outcome_or_rating_of_its_own_invention(backend) {
        let (db, _held) = seeded(backend);
        let columns = columns(&db);
        let attempt = |named: &[(&str, &str)]| run(&db, &insert_of(&columns, "review_attempts", named));
        attempt(&[("id", "'a1'"), ("item_id", "'i1'"), ("outcome", "''")]).expect("it is begun");
        let second = attempt(&[("id", "'a2'"), ("item_id", "'i1'"), ("attempt", "2"), ("outcome", "''")]);
        assert!(matches!(second, Err(StoreError::Unique(_))), "{second:?}");
        let odd = attempt(&[("id", "'a3'"), ("item_id", "'i1'"), ("attempt", "3"), ("outcome", "'fine'")]);
        assert!(matches!(odd, Err(StoreError::Constraint(_))), "{odd:?}");
        let round = [("item_id", "'i1'"), ("decision", "'pass'"), ("p", "1.5")];
        let round = run(&db, &insert_of(&columns, "pilot_rounds", &round));
        assert!(matches!(round, Err(StoreError::Constraint(_))), "{round:?}");
    }
}
