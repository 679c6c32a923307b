//! The installation itself: which database it has, bringing that up to date, opening it. For the
//! command line, which knows no store.

use std::path::{Path, PathBuf};

use super::{Limits, Services};
use crate::store::Database;
use crate::store::connection::{Address, Kind};

pub use super::media_bytes::check_place as check_media;
pub use crate::store::connection::masked;
pub use crate::store::media_store::MediaStore;

/// Says what is wrong with a database URL.
pub fn check_database_url(url: &str) -> Result<(), String> {
    Address::parse(url).map(|_| ())
}

/// The store of media at an address: a folder, `file:///FOLDER` or `s3://BUCKET/PREFIX`; `media` in the data
/// folder where none is said.
pub fn media_store(address: &str, data: &Path) -> Result<MediaStore, String> {
    match address.split_once("://") {
        None if address.is_empty() => Ok(MediaStore::in_folder(data.join("media"))),
        None => Ok(MediaStore::in_folder(address)),
        Some(("file", path)) if path.starts_with('/') => Ok(MediaStore::in_folder(path)),
        Some(("s3", _)) => MediaStore::in_bucket(address),
        Some(_) => Err(format!(
            "'{address}': a folder or s3://BUCKET/PREFIX is needed"
        )),
    }
}

/// Makes the folder of media where they lie in one.
pub fn make_media_folder(media: &MediaStore) -> Result<(), String> {
    media.make_folder()
}

/// The folder that a database file needs; `None` where the database is a server.
pub fn database_folder(url: &str) -> Result<Option<PathBuf>, String> {
    let address = Address::parse(url)?;
    let file = (address.kind == Kind::Sqlite).then(|| PathBuf::from(address.target));
    Ok(file.and_then(|f| f.parent().map(ToOwned::to_owned)))
}

/// Creates the database or brings it up to date; returns how many migrations ran.
pub fn migrate(url: &str) -> Result<usize, String> {
    Database::migrate(url)
}

/// Services over an existing database; one that is missing, unfit or not migrated is refused.
pub fn open(url: &str, connections: u32, limits: Limits) -> Result<Services, String> {
    Ok(Services::new(Database::open(url, connections)?, limits))
}

/// Version of the linked SQLite (3051003 is 3.51.3).
pub fn sqlite_version() -> i32 {
    crate::store::connection::sqlite_version_number()
}

/// What the keys of names are; says which are missing where names need them.
pub fn check_person_keys(services: &Services) -> Result<String, String> {
    let used = services.read(|c| Ok(crate::store::persons::keys_in_use(c)?));
    let used = used.map_err(|refusal| refusal.to_string())?;
    let here = services.person_keys.ids();
    let missing: Vec<String> = used
        .iter()
        .filter(|(id, _)| !here.contains(id))
        .map(|(id, names)| format!("{names} names need the key {id}, which is not here"))
        .collect();
    if !missing.is_empty() {
        return Err(missing.join("; "));
    }
    let names: i64 = used.iter().map(|(_, names)| names).sum();
    Ok(match here.first() {
        Some(first) => format!("{names} kept; key {first} seals, {} open", here.len()),
        None => "none kept, and no key yet; `synaq serve` makes one".to_owned(),
    })
}
