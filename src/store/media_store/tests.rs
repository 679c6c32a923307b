use super::bucket::parts;
use super::*;

fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn both() -> (tempfile::TempDir, [MediaStore; 2]) {
    let folder = tempfile::tempdir().expect("a folder");
    let in_folder = MediaStore::in_folder(folder.path().join("not/there/yet"));
    (folder, [in_folder, MediaStore::in_memory()])
}

#[test]
fn bytes_are_kept_once_and_read_back() {
    let (_folder, stores) = both();
    for store in stores {
        let hash = hash_of(b"a picture");
        assert_eq!(store.get(&hash), Err(MediaFault::Missing));
        assert_eq!(store.list(), Ok(Vec::new()));
        assert_eq!(store.put(&hash, b"a picture"), Ok(false));
        assert_eq!(store.put(&hash, b"a picture"), Ok(true));
        assert_eq!(store.get(&hash).as_deref(), Ok(&b"a picture"[..]));
        assert_eq!(store.list(), Ok(vec![StoredMedium { hash, size: 9 }]));
        assert_eq!(store.answers(), Ok(()));
    }
}

#[test]
fn damaged_bytes_are_not_given_and_are_put_right_when_they_come_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = MediaStore::in_folder(folder.path());
    let hash = hash_of(b"a picture");
    store.put(&hash, b"a picture").expect("kept");
    let file = folder.path().join(&hash[..2]).join(&hash);
    std::fs::write(&file, b"a pictura").expect("damaged");
    assert_eq!(store.get(&hash), Err(MediaFault::Damaged));
    assert_eq!(store.put(&hash, b"a picture"), Ok(true));
    assert_eq!(store.get(&hash).as_deref(), Ok(&b"a picture"[..]));
}

#[test]
fn without_a_place_nothing_is_kept() {
    let store = MediaStore::default();
    let refused = Err(MediaFault::Unavailable("no place for media is set".into()));
    assert_eq!(store.put(&hash_of(b"x"), b"x"), refused);
    assert_eq!(store.get(&hash_of(b"x")).map(|_| true), refused);
}

#[test]
fn a_folder_that_went_away_does_not_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = MediaStore::in_folder(folder.path().join("media"));
    assert!(matches!(store.answers(), Err(MediaFault::Unavailable(_))));
    store.put(&hash_of(b"x"), b"x").expect("kept");
    assert_eq!(store.answers(), Ok(()));
}

#[test]
fn the_address_of_a_bucket_is_read() {
    let of = |url| parts(url).map(|(bucket, below)| (bucket, below.to_string()));
    assert_eq!(of("s3://bank"), Ok(("bank", String::new())));
    let prefixed = Ok(("bank-1", "synaq/media".to_owned()));
    assert_eq!(of("s3://bank-1/synaq/media/"), prefixed);
    for wrong in [
        "s3://",
        "s3:///x",
        "s3://Bank/x",
        "http://bank",
        "s3://bank/a//b",
    ] {
        assert!(of(wrong).is_err(), "{wrong}");
    }
}
