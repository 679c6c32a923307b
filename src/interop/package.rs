//! Office files are ZIP archives of XML parts. This opens one without trusting what it says of itself.
//!
//! | trick | what is done |
//! |---|---|
//! | a bomb: kilobytes that unpack to gigabytes, with a false size in the directory | every part is unpacked once and counted; past the limit the file is refused |
//! | thousands of parts, two parts of one name, names that lead out of the archive | refused |
//! | parts under a password, an old binary file | refused, with what to do |
//! | XML entities | refused by [`crate::document::xml`] |

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::language::finding::Finding;

/// First bytes of an old binary Office file; a file under a password begins so too.
const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much of a file is read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackageLimits {
    /// Bytes of the file.
    pub file_bytes: usize,
    /// Bytes of all parts together, unpacked.
    pub unpacked_bytes: u64,
    /// Parts of the archive.
    pub parts: usize,
}

impl Default for PackageLimits {
    fn default() -> Self {
        Self {
            file_bytes: 32 << 20,
            unpacked_bytes: 256 << 20,
            parts: 5_000,
        }
    }
}

/// An archive of which every part has been unpacked once within the limits.
#[derive(Debug)]
pub struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens a file.
    ///
    /// Errors: the one finding for which it is refused as a whole.
    pub fn open(bytes: &'b [u8], limits: &PackageLimits) -> Result<Self, Finding> {
        if bytes.len() > limits.file_bytes {
            return Err(too_large(limits.file_bytes as u64));
        }
        if bytes.starts_with(COMPOUND_FILE) {
            return Err(Finding::error("package_old_format", ""));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let mut package = Self { archive };
        package.check(limits)?;
        Ok(package)
    }

    fn check(&mut self, limits: &PackageLimits) -> Result<(), Finding> {
        if self.archive.len() > limits.parts {
            return Err(Finding::error("package_too_many_parts", "").with("most", limits.parts));
        }
        if self.archive.has_duplicate_names() {
            return Err(Finding::error("package_part_name", "").with("name", "…"));
        }
        let mut left = limits.unpacked_bytes;
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_data(index).map_err(|e| damaged(&e))?;
            if entry.encrypted() {
                return Err(Finding::error("package_encrypted", ""));
            }
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            if leads_out(&name) {
                return Err(Finding::error("package_part_name", "").with("name", name));
            }
            let part = self.archive.by_index(index).map_err(|e| damaged(&e))?;
            let mut part = part.take(left.saturating_add(1));
            let read = std::io::copy(&mut part, &mut std::io::sink());
            let read = read.map_err(|error| damaged(&error))?;
            left = left
                .checked_sub(read)
                .ok_or_else(|| too_large(limits.unpacked_bytes))?;
        }
        Ok(())
    }

    /// The bytes of a part; `None` where there is none of this name.
    pub fn part(&mut self, name: &str) -> Option<Vec<u8>> {
        let mut part = self.archive.by_name(name).ok()?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// The text of a part: UTF-8, or UTF-16 with its mark.
    ///
    /// Errors: `package_part_missing`, `encoding_invalid`.
    pub fn text(&mut self, name: &str) -> Result<String, Finding> {
        let bytes = self
            .part(name)
            .ok_or_else(|| Finding::error("package_part_missing", "").with("name", name))?;
        super::encoding::decode_marked(&bytes)
    }

    /// Names of all parts.
    pub fn names(&self) -> Vec<String> {
        let names = self.archive.file_names_raw();
        names
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect()
    }
}

fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains(['\\', ':', '\0'])
        || name.split('/').any(|step| step == "..")
}

fn too_large(most: u64) -> Finding {
    Finding::error("package_too_large", "").with("most", most >> 20)
}

fn damaged(error: &dyn std::fmt::Display) -> Finding {
    Finding::error("package_damaged", "").with("reason", error.to_string())
}

/// What a part of an Office file points to: relationship id → target and whether it lies outside.
pub(super) fn relations(text: &str) -> Result<Vec<Relation>, Finding> {
    let root = crate::document::xml::parse(text, &crate::document::xml::XmlLimits::default())?;
    let relations = root.elements().filter(|e| e.is("Relationship"));
    Ok(relations
        .map(|e| Relation {
            id: e.attribute("Id").unwrap_or_default().to_owned(),
            kind: e.attribute("Type").unwrap_or_default().to_owned(),
            target: e.attribute("Target").unwrap_or_default().to_owned(),
            external: e.attribute("TargetMode") == Some("External"),
        })
        .collect())
}

/// One relationship of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) external: bool,
}

impl Relation {
    /// Name of the part, seen from a part in `folder` (`word`).
    pub(super) fn part(&self, folder: &str) -> String {
        match self.target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}/{}", self.target.trim_start_matches("./")),
        }
    }
}

/// Bytes of an archive with these parts, in this order; no clock in it.
pub(super) fn packed(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Finding> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let mut write = || -> Result<(), ZipError> {
        for (name, bytes) in parts {
            writer.start_file(name.as_str(), options)?;
            writer.write_all(bytes)?;
        }
        Ok(())
    };
    write().map_err(|error| damaged(&error))?;
    let cursor = writer.finish().map_err(|error| damaged(&error))?;
    Ok(cursor.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(parts: &[(&str, usize)]) -> Vec<u8> {
        let parts: Vec<(String, Vec<u8>)> = parts
            .iter()
            .map(|(name, length)| ((*name).to_owned(), vec![b'a'; *length]))
            .collect();
        packed(&parts).expect("an archive")
    }

    fn refusal(bytes: &[u8], limits: &PackageLimits) -> String {
        Package::open(bytes, limits)
            .map(|_| "opened".to_owned())
            .unwrap_or_else(|finding| finding.code)
    }

    #[test]
    fn what_unpacks_beyond_the_limit_is_refused_whatever_the_directory_says() {
        let limits = PackageLimits {
            unpacked_bytes: 1 << 20,
            ..PackageLimits::default()
        };
        let mut bomb = archive(&[("a.xml", 4 << 20)]);
        assert!(bomb.len() < 10_000, "{}", bomb.len());
        assert_eq!(refusal(&bomb, &limits), "package_too_large");
        // The directory now claims 100 bytes.
        let size = (4_u32 << 20).to_le_bytes();
        let places: Vec<usize> = (0..bomb.len() - 4)
            .filter(|at| bomb[*at..*at + 4] == size)
            .collect();
        assert!(!places.is_empty());
        for at in places {
            bomb[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
        let refused = refusal(&bomb, &limits);
        assert!(["package_too_large", "package_damaged"].contains(&refused.as_str()));
        let parts: Vec<(String, usize)> = (0..3).map(|n| (format!("{n}.xml"), 500_000)).collect();
        let parts: Vec<(&str, usize)> = parts.iter().map(|(n, l)| (n.as_str(), *l)).collect();
        assert_eq!(refusal(&archive(&parts), &limits), "package_too_large");
    }

    #[test]
    fn names_that_lead_out_and_what_is_no_archive_are_refused() {
        let limits = PackageLimits::default();
        for name in ["../a", "/etc/x", "a\\b", "x/../../y"] {
            assert_eq!(
                refusal(&archive(&[(name, 1)]), &limits),
                "package_part_name"
            );
        }
        assert_eq!(refusal(b"PK\x03\x04", &limits), "package_damaged");
        assert_eq!(refusal(b"", &limits), "package_damaged");
        let old = [COMPOUND_FILE, &[0; 600]].concat();
        assert_eq!(refusal(&old, &limits), "package_old_format");
        let few = PackageLimits { parts: 1, ..limits };
        assert_eq!(
            refusal(&archive(&[("a", 1), ("b", 1)]), &few),
            "package_too_many_parts"
        );
        let small = PackageLimits {
            file_bytes: 10,
            ..limits
        };
        assert_eq!(refusal(&archive(&[("a", 1)]), &small), "package_too_large");
    }

    #[test]
    fn parts_are_read_back() {
        let bytes = archive(&[("x/a.xml", 3)]);
        let mut package = Package::open(&bytes, &PackageLimits::default()).expect("opened");
        assert_eq!(package.text("x/a.xml").as_deref(), Ok("aaa"));
        assert_eq!(package.names(), ["x/a.xml"]);
        assert_eq!(
            package.text("y").expect_err("absent").code,
            "package_part_missing"
        );
    }
}
