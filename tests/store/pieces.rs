//! Pieces of runs: what is kept never changes, what was only drawn may still be settled.

use synaq::store::{Database, StoreError, assembly_pieces as pieces};

use crate::harness::Backend;
use crate::rows::{columns, insert_of, run};

/// A run, whatever it is of.
const RUN: &[(&str, &[(&str, &str)])] = &[
    (
        "organisations",
        &[("id", "'o1'"), ("code", "'o1'"), ("path", "'/o1/'")],
    ),
    ("specifications", &[("id", "'s1'"), ("owner_org", "'o1'")]),
    (
        "specification_versions",
        &[
            ("specification_id", "'s1'"),
            ("state", "'published'"),
            ("access", "'public'"),
        ],
    ),
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
];

/// Two pieces that are final and one that was drawn.
fn seeded(backend: Backend) -> (Database, crate::harness::TestDatabase) {
    let held = backend.fresh_database();
    let db = Database::open(&held.url, 1).expect("it opens");
    let columns = columns(&db);
    for (table, named) in RUN {
        run(&db, &insert_of(&columns, table, named)).expect("a row");
    }
    let written: Result<(), StoreError> = db.write(|c| {
        pieces::add_drawn(c, "r1", 0, "drawn")?;
        pieces::keep(c, "r1", 0, "settled")?;
        pieces::keep(c, "r1", 1, "at once")?;
        pieces::add_drawn(c, "r1", 2, "drawn")
    });
    written.expect("pieces");
    (db, held)
}

on_both! {
    fn a_piece_is_drawn_once_and_kept_once(backend) {
        let (db, _held) = seeded(backend);
        let written: Result<(), StoreError> = db.write(|c| {
            // Who comes too late changes nothing.
            pieces::add_drawn(c, "r1", 0, "late")?;
            pieces::keep(c, "r1", 1, "late")?;
            pieces::add_drawn(c, "r1", 2, "late")
        });
        written.expect("nothing is wrong with being late");
        let all = db.read(|c| pieces::of_run(c, "r1")).expect("pieces");
        let told: Vec<(i32, bool, &str)> = all.iter().map(|p| (p.number, p.is_kept(), p.content.as_str())).collect();
        assert_eq!(told, [(0, true, "settled"), (1, true, "at once"), (2, false, "drawn")]);
        let numbers = |rows: Vec<pieces::PieceRow>| rows.iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers(db.read(|c| pieces::drawn(c, "r1")).expect("pieces")), [2]);
        assert_eq!(numbers(db.read(|c| pieces::kept(c, "r1", (1, 9))).expect("pieces")), [1]);
    }

    fn the_database_keeps_what_is_kept(backend) {
        let (db, _held) = seeded(backend);
        for forbidden in [
            "UPDATE assembly_pieces SET content = 'y' WHERE number = 1",
            "UPDATE assembly_pieces SET state = 'drawn' WHERE number = 1",
            "UPDATE assembly_pieces SET number = 3 WHERE number = 2",
            "DELETE FROM assembly_pieces",
        ] {
            let refused = run(&db, forbidden);
            assert!(matches!(refused, Err(StoreError::Immutable(_))), "{forbidden} gave {refused:?}");
        }
        run(&db, "UPDATE assembly_pieces SET content = 'y' WHERE number = 2").expect("it is not final");
        run(&db, "DELETE FROM assembly_pieces WHERE number = 2").expect("it is not final");
        for (number, state, run_id) in [("-1", "'kept'", "'r1'"), ("4", "'lost'", "'r1'"), ("4", "'kept'", "'r9'")] {
            let named = [("run_id", run_id), ("number", number), ("state", state)];
            let refused = run(&db, &insert_of(&columns(&db), "assembly_pieces", &named));
            assert!(matches!(refused, Err(StoreError::Constraint(_))), "{named:?} gave {refused:?}");
        }
        if backend == Backend::Postgres {
            let refused = run(&db, "TRUNCATE assembly_pieces");
            assert!(matches!(refused, Err(StoreError::Immutable(_))), "{refused:?}");
        }
    }
}
