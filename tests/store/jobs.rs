//! Many at once: nothing is lost, every job is taken once, and a lease that ran out is taken again.

use std::collections::BTreeMap;
use std::sync::Mutex;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use diesel::connection::SimpleConnection;
use synaq::store::jobs::{self, JobRow};
use synaq::store::{Database, StoreError};

use crate::rows::{columns, insert_of, run, text, text_on};

fn noon() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day");
    day.and_hms_opt(12, 0, 0).expect("a time")
}

fn with_organisation(db: &Database) {
    let root = [("id", "'o1'"), ("code", "'o1'"), ("path", "'/o1/'")];
    run(db, &insert_of(&columns(db), "organisations", &root)).expect("an organisation");
}

fn queue(db: &Database, id: &str) {
    let row = JobRow {
        id: id.to_owned(),
        kind: "test".into(),
        payload_version: 1,
        payload: "{}".into(),
        state: "queued".into(),
        priority: 100,
        owner_org: "o1".into(),
        actor_id: "u1".into(),
        attempts: 0,
        lease_until: None,
        worker: String::new(),
        progress_done: 0,
        progress_total: 0,
        cancel_requested: false,
        result: String::new(),
        created_at: noon(),
        finished_at: None,
    };
    db.write(|c| jobs::insert(c, &row)).expect("queued");
}

fn take(db: &Database, worker: &str, now: NaiveDateTime) -> Option<JobRow> {
    let until = now + TimeDelta::minutes(5);
    let taken: Result<_, StoreError> = db.write(|c| jobs::take(c, worker, now, until));
    taken.expect("the database answers")
}

on_both! {
    fn sixteen_threads_writing_lose_nothing(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 4).expect("it opens");
        with_organisation(&db);
        let known = columns(&db);
        std::thread::scope(|scope| {
            for thread in 0..16 {
                let (db, known) = (&db, &known);
                scope.spawn(move || {
                    for n in 0..20 {
                        let (id, code) = (format!("'c{thread}-{n}'"), format!("'k{thread}-{n}'"));
                        let candidate = [("id", id.as_str()), ("code", &code), ("owner_org", "'o1'")];
                        let counted = "UPDATE organisations SET revision = revision + 1";
                        run(db, &format!("{}; {counted}", insert_of(known, "candidates", &candidate))).expect("written");
                    }
                });
            }
        });
        assert_eq!(text(&db, "SELECT count(*) FROM candidates"), "320");
        assert_eq!(text(&db, "SELECT revision FROM organisations"), "321");
    }

    fn reads_of_one_call_see_one_moment_whatever_is_written_between_them(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 4).expect("it opens");
        with_organisation(&db);
        let revision = "SELECT revision FROM organisations";
        let seen = db.read(|c| {
            let before = text_on(c, revision)?;
            run(&db, "UPDATE organisations SET revision = revision + 1")?;
            Ok::<_, StoreError>((before, text_on(c, revision)?))
        });
        assert_eq!(seen.expect("both are read"), ("1".to_owned(), "1".to_owned()));
        assert_eq!(text(&db, revision), "2");
    }

    fn a_call_that_reads_writes_nothing(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 4).expect("it opens");
        with_organisation(&db);
        let written = db.read(|c| {
            // SQLite lets it through and forgets it at the end.
            let _ = c.batch_execute("UPDATE organisations SET revision = revision + 1");
            Ok::<_, StoreError>(())
        });
        written.expect("the call ends");
        assert_eq!(text(&db, "SELECT revision FROM organisations"), "1");
    }

    fn eight_workers_take_each_job_exactly_once(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 8).expect("it opens");
        with_organisation(&db);
        for n in 0..40 {
            queue(&db, &format!("j{n:02}"));
        }
        let taken: Mutex<BTreeMap<String, u32>> = Mutex::default();
        std::thread::scope(|scope| {
            for worker in 0..8 {
                let (db, taken) = (&db, &taken);
                scope.spawn(move || {
                    while taken.lock().expect("a map").len() < 40 {
                        if let Some(job) = take(db, &format!("w{worker}"), noon()) {
                            *taken.lock().expect("a map").entry(job.id).or_default() += 1;
                        }
                    }
                });
            }
        });
        let taken = taken.into_inner().expect("a map");
        assert!(taken.len() == 40 && taken.values().all(|times| *times == 1), "{taken:?}");
        assert!(take(&db, "late", noon()).is_none());
    }

    fn a_lease_that_ran_out_is_taken_again_and_its_first_holder_writes_nothing(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 2).expect("it opens");
        with_organisation(&db);
        queue(&db, "j1");
        let first = take(&db, "first", noon()).expect("a job waits");
        assert!(take(&db, "second", noon() + TimeDelta::minutes(4)).is_none());
        let later = noon() + TimeDelta::minutes(6);
        let second = take(&db, "second", later).expect("the lease ran out");
        assert_eq!((second.id.as_str(), second.attempts), ("j1", 2));
        let late = db.write(|c| jobs::finish(c, &first, "done", "\"first\"", later));
        assert!(!late.expect("the database answers"));
        let done = db.write(|c| jobs::finish(c, &second, "done", "\"second\"", later));
        assert!(done.expect("the database answers"));
        assert_eq!(text(&db, "SELECT result FROM jobs"), "\"second\"");
    }
}
