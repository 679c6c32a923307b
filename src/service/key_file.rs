//! Files of secret keys: text that nobody but its owner reads.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::document::signature::bytes_of;

/// Keys of 64 hexadecimal digits each, between spaces, commas or line ends; lines that start with `#` say
/// something else. Wrong ones are told by their place, never by their text.
pub(super) fn keys_of(text: &str) -> (Vec<[u8; 32]>, Vec<String>) {
    let (mut keys, mut faults) = (Vec::new(), Vec::new());
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    let words = lines.flat_map(|line| line.split([' ', ',', '\t', '\r']));
    for (place, word) in (1..).zip(words.filter(|word| !word.is_empty())) {
        match bytes_of::<32>(word) {
            None => faults.push(format!("key {place} is not 64 hexadecimal digits")),
            Some(key) if keys.contains(&key) => faults.push(format!("key {place} is there twice")),
            Some(key) => keys.push(key),
        }
    }
    if keys.is_empty() && faults.is_empty() {
        faults.push("there is no key".to_owned());
    }
    (keys, faults)
}

/// The keys of a file; `None` where there is no such file. `what` says whose keys they are.
pub(super) fn read(path: &Path, what: &str) -> Result<Option<Vec<[u8; 32]>>, String> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(format!("{shown}: {e}")),
    };
    let mode = fs::metadata(path).map_err(|e| format!("{shown}: {e}"))?;
    if mode.permissions().mode() & 0o077 != 0 {
        return Err(format!(
            "{shown} holds {what} and others may read it: chmod 600 {shown}"
        ));
    }
    match keys_of(&text) {
        (keys, faults) if faults.is_empty() => Ok(Some(keys)),
        (_, faults) => Err(format!("{shown}: {}", faults.join("; "))),
    }
}

/// Beside it first, then in its place: a machine that stops in between loses no key.
pub(super) fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let _left_by_a_stop = fs::remove_file(&new);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    match path.parent().filter(|p| !p.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
