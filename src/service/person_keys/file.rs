//! Keys as text and as a file that nobody but its owner reads.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::PersonKey;
use crate::document::hex;

pub(super) fn parse_ring(text: &str) -> (Vec<PersonKey>, Vec<String>) {
    let (mut ring, mut faults): (Vec<PersonKey>, _) = (Vec::new(), Vec::new());
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    let words = lines.flat_map(|line| line.split([' ', ',', '\t', '\r']));
    for (place, word) in (1..).zip(words.filter(|word| !word.is_empty())) {
        match key_of(word) {
            None => faults.push(format!("key {place} is not 64 hexadecimal digits")),
            Some(key) if ring.iter().any(|k| k.id == key.id) => {
                faults.push(format!("key {place} is there twice"));
            }
            Some(key) => ring.push(key),
        }
    }
    if ring.is_empty() && faults.is_empty() {
        faults.push("there is no key".to_owned());
    }
    (ring, faults)
}

fn key_of(word: &str) -> Option<PersonKey> {
    let mut bytes = [0_u8; 32];
    if word.len() != 64 || !word.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&word[2 * n..2 * n + 2], 16).ok()?;
    }
    Some(PersonKey::of(bytes))
}

pub(super) fn read_file(path: &Path) -> Result<Option<Vec<PersonKey>>, String> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(format!("{shown}: {e}")),
    };
    let mode = fs::metadata(path).map_err(|e| format!("{shown}: {e}"))?;
    if mode.permissions().mode() & 0o077 != 0 {
        return Err(format!(
            "{shown} holds the keys of pupils' names and others may read it: chmod 600 {shown}"
        ));
    }
    match parse_ring(&text) {
        (ring, faults) if faults.is_empty() => Ok(Some(ring)),
        (_, faults) => Err(format!("{shown}: {}", faults.join("; "))),
    }
}

/// Beside it first, then in its place: a machine that stops in between loses no key.
pub(super) fn write_file(path: &Path, ring: &[PersonKey]) -> std::io::Result<()> {
    let new = path.with_extension("new");
    let mut text = String::from(
        "# Keys of pupils' names. Without them the names cannot be read: keep a copy apart from the\n\
         # database's. The first one seals, every one opens.\n",
    );
    for key in ring {
        text.push_str(&format!("# {}\n{}\n", key.id, hex(&key.bytes)));
    }
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
