//! Keyset pages: a page ends with a cursor that names the last row, never an offset.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Answer, Limits, Refusal};
use crate::document::hex;
use crate::language::finding::Finding;

/// What part of a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct PageRequest {
    /// Opaque cursor of the page before.
    pub cursor: Option<String>,
    /// How many rows at most.
    pub limit: Option<u32>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Cursor of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl PageRequest {
    /// The key after which the page begins; '' for the first page. A cursor that this service did not
    /// give is refused.
    pub fn after(&self) -> Answer<String> {
        let Some(cursor) = &self.cursor else {
            return Ok(String::new());
        };
        open_cursor(cursor)
            .ok_or_else(|| Refusal::Malformed(Finding::error("cursor_forged", "/cursor")))
    }

    /// Rows of the page.
    pub fn limit(&self, limits: &Limits) -> i64 {
        i64::from(self.limit.unwrap_or(50).clamp(1, limits.page))
    }
}

/// Makes a page of rows that were fetched with one row more than `limit`.
pub fn page<R, T>(
    mut rows: Vec<R>,
    limit: i64,
    key: impl Fn(&R) -> String,
    view: impl FnMut(R) -> T,
) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or(0);
    let next = (rows.len() > limit).then(|| {
        rows.truncate(limit);
        rows.last()
            .map(|row| seal_cursor(&key(row)))
            .unwrap_or_default()
    });
    Page {
        items: rows.into_iter().map(view).collect(),
        next,
    }
}

/// The cursor that names a row's key.
pub(super) fn seal_cursor(key: &str) -> String {
    format!("{}-{}", hex(key.as_bytes()), checksum(key))
}

fn open_cursor(cursor: &str) -> Option<String> {
    let (body, sum) = cursor.split_once('-')?;
    let bytes: Option<Vec<u8>> = (0..body.len())
        .step_by(2)
        .map(|at| {
            body.get(at..at + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
        })
        .collect();
    let key = String::from_utf8(bytes?).ok()?;
    (checksum(&key) == sum).then_some(key)
}

fn checksum(key: &str) -> String {
    hex(&Sha256::digest(format!("synaq cursor {key}").as_bytes())[..4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_opens_to_its_key_and_an_altered_one_does_not() {
        let sealed = seal_cursor("2026-11-21 10:00:00|abc");
        assert_eq!(
            open_cursor(&sealed).as_deref(),
            Some("2026-11-21 10:00:00|abc")
        );
        let altered = sealed.replacen('3', "4", 1);
        assert_eq!(open_cursor(&altered), None);
        for forged in ["", "-", "zz-00000000", "6-00", "é-00"] {
            assert_eq!(open_cursor(forged), None, "{forged}");
        }
    }

    #[test]
    fn the_last_page_has_no_cursor() {
        let rows = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let first = page(rows.clone(), 2, Clone::clone, |r| r);
        assert_eq!((first.items.len(), first.next.is_some()), (2, true));
        assert!(page(rows, 3, Clone::clone, |r| r).next.is_none());
    }
}
