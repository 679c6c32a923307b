//! Opening and migrating: nothing is created that nobody asked for, nothing is used that is unfit.

use synaq::store::Database;
use synaq::store::connection::sqlite_version_number;

use crate::harness::Backend;
use crate::rows::{columns, insert_of, run, text};

#[test]
fn a_missing_file_is_refused_and_not_created() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("absent.db");
    let refused = Database::open(&format!("sqlite:{}", file.display()), 1).err();
    assert!(refused.is_some_and(|why| why.contains("synaq migrate")));
    assert!(!file.exists());
}

#[test]
fn another_kind_of_url_is_refused() {
    for url in ["mysql://root:secret@db/synaq", "synaq.db", "sqlite:", ""] {
        let refused = Database::open(url, 1).err().expect("it is refused");
        assert!(
            refused.contains("sqlite:") && !refused.contains("secret"),
            "{refused}"
        );
    }
}

#[test]
fn a_server_that_is_down_is_an_error_and_no_empty_database() {
    let refused = Database::open("postgres://nobody:secret@127.0.0.1:1/none", 1).err();
    let refused = refused.expect("nobody answers there");
    assert!(
        refused.contains("cannot open") && !refused.contains("secret"),
        "{refused}"
    );
}

#[test]
fn sqlite_keeps_what_it_acknowledged() {
    let held = Backend::Sqlite.fresh_database();
    let db = Database::open(&held.url, 2).expect("it opens");
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("recursive_triggers", "1"),
    ] {
        let read = text(&db, &format!("SELECT {pragma} FROM pragma_{pragma}"));
        assert_eq!(read, value, "{pragma}");
    }
    assert!(
        text(&db, "SELECT timeout FROM pragma_busy_timeout")
            .parse::<u32>()
            .is_ok_and(|ms| ms >= 5000)
    );
    assert!(
        sqlite_version_number() >= 3_051_003,
        "older ones can corrupt a database"
    );
}

on_both! {
    fn a_database_that_is_not_migrated_is_refused(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 1).expect("it opens");
        run(&db, "DELETE FROM __diesel_schema_migrations").expect("forgotten");
        drop(db);
        let refused = Database::open(&held.url, 1).err().expect("it is refused");
        assert!(refused.contains("pending"), "{refused}");
    }

    fn texts_folded_by_an_older_rule_are_folded_anew_once_even_in_sealed_versions(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 1).expect("it opens");
        let columns = columns(&db);
        let texts = r#"'{"stem":"Un café","parts":{"a":{"options":{"A":"Ёлка"}}}}'"#;
        let insert = |table: &str, named: &[(&str, &str)]| run(&db, &insert_of(&columns, table, named)).expect("a row");
        insert("organisations", &[("id", "'o1'")]);
        for (id, sealed) in [("'i1'", "FALSE"), ("'i2'", "TRUE")] {
            insert("items", &[("id", id), ("owner_org", "'o1'"), ("code", id)]);
            insert("item_versions", &[("item_id", id), ("phase", "'draft'"), ("access", "'open'"), ("sealed", sealed)]);
            insert("item_variants", &[("item_id", id), ("state", "'current'"), ("texts", texts), ("search_text", "'un café елка'")]);
        }
        run(&db, "UPDATE derivations SET version = 1").expect("as an older program left it");
        drop(db);
        let refused = Database::open(&held.url, 1).err().expect("it is refused");
        assert!(refused.contains("synaq migrate"), "{refused}");
        assert_eq!(Database::migrate(&held.url), Ok(0));
        let db = Database::open(&held.url, 1).expect("it opens");
        let found = |id: &str| text(&db, &format!("SELECT search_text FROM item_variants WHERE item_id = '{id}'"));
        let folded = synaq::language::fold("un cafe елка");
        assert_eq!((found("i1"), found("i2")), (folded.clone(), folded));
        run(&db, "UPDATE item_variants SET search_text = 'kept'").expect("changed");
        assert_eq!(Database::migrate(&held.url), Ok(0));
        assert_eq!(found("i2"), "kept", "what is folded by the present rule is not folded again");
    }

    fn migrating_again_does_nothing(backend) {
        let held = backend.fresh_database();
        assert_eq!(Database::migrate(&held.url), Ok(0));
    }

    fn down_takes_everything_away_and_up_brings_it_back(backend) {
        let held = backend.fresh_database();
        let db = Database::open(&held.url, 1).expect("it opens");
        let before = columns(&db);
        let name = if backend == Backend::Sqlite { "sqlite" } else { "postgres" };
        let folder = format!("{}/migrations/{name}", env!("CARGO_MANIFEST_DIR"));
        let mut migrations: Vec<_> = std::fs::read_dir(folder).expect("migrations").map(|e| e.expect("one").path()).collect();
        migrations.sort();
        for migration in migrations.iter().rev() {
            let down = std::fs::read_to_string(migration.join("down.sql")).expect("down.sql");
            run(&db, &down).expect("down.sql runs");
        }
        run(&db, "DELETE FROM __diesel_schema_migrations").expect("forgotten");
        assert_eq!(columns(&db), []);
        assert_eq!(Database::migrate(&held.url), Ok(migrations.len()));
        assert_eq!(columns(&db), before);
    }
}
