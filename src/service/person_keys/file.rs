//! Keys as text and as a file that nobody but its owner reads.

use std::path::Path;

use super::super::key_file;
use super::PersonKey;
use crate::document::hex;

pub(super) fn parse_ring(text: &str) -> (Vec<PersonKey>, Vec<String>) {
    let (keys, faults) = key_file::keys_of(text);
    (keys.into_iter().map(PersonKey::of).collect(), faults)
}

pub(super) fn read_file(path: &Path) -> Result<Option<Vec<PersonKey>>, String> {
    let keys = key_file::read(path, "the keys of pupils' names")?;
    Ok(keys.map(|keys| keys.into_iter().map(PersonKey::of).collect()))
}

pub(super) fn write_file(path: &Path, ring: &[PersonKey]) -> std::io::Result<()> {
    let mut text = String::from(
        "# Keys of pupils' names. Without them the names cannot be read: keep a copy apart from the\n\
         # database's. The first one seals, every one opens.\n",
    );
    for key in ring {
        text.push_str(&format!("# {}\n{}\n", key.id, hex(&key.bytes)));
    }
    key_file::write(path, &text)
}
