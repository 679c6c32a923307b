//! The streams of the feed, each read from its place on, in one order of time.

use chrono::NaiveDateTime;

use super::{ChangeEntry, ChangeWord};
use crate::service::page::seal_cursor;
use crate::service::specifications::succession::{address, notice_of, successor};
use crate::service::{Answer, Call};
use crate::store::AnyConnection;
use crate::store::changes::{self as rows, Edition, Moment, Start};
use crate::store::specification_list::{Listed, Visibility};

/// A place in the feed: moment, stream, id and version of the last row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) at: NaiveDateTime,
    stream: usize,
    id: String,
    version: i32,
}

/// The place before every change of a moment.
pub(super) fn beginning(at: NaiveDateTime) -> Key {
    Key {
        at,
        stream: 0,
        id: String::new(),
        version: 0,
    }
}

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.6f";

pub(super) fn seal(key: &Key) -> String {
    let at = key.at.format(MOMENT);
    seal_cursor(&format!(
        "changes|{at}|{}|{}|{}",
        key.stream, key.id, key.version
    ))
}

pub(super) fn opened(key: &str) -> Option<Key> {
    let parts: Vec<&str> = key.split('|').collect();
    let ["changes", at, stream, id, version] = parts[..] else {
        return None;
    };
    Some(Key {
        at: NaiveDateTime::parse_from_str(at, MOMENT).ok()?,
        stream: stream.parse().ok()?,
        id: id.to_owned(),
        version: version.parse().ok()?,
    })
}

/// What happens to specifications, in the order in which changes of one moment are told.
const MOMENTS: [(Moment, ChangeWord); 4] = [
    (Moment::Published, ChangeWord::Published),
    (Moment::Superseded, ChangeWord::Superseded),
    (Moment::Withdrawn, ChangeWord::Withdrawn),
    (Moment::Expired, ChangeWord::Expired),
];

/// Who reads the feed from where.
pub(super) struct Feed<'a> {
    pub(super) call: &'a Call,
    pub(super) visibility: &'a Visibility,
    pub(super) start: &'a Key,
    pub(super) now: NaiveDateTime,
    pub(super) limit: i64,
}

/// A row of some stream.
enum Row {
    Specification(ChangeWord, Box<Listed>),
    Document(String, Edition),
}

impl Feed<'_> {
    /// The page, its last place, and whether nothing comes after it.
    pub(super) fn page(
        &self,
        c: &mut AnyConnection,
    ) -> Answer<(Vec<ChangeEntry>, Option<Key>, bool)> {
        let mut rows = self.specifications(c)?;
        rows.extend(self.documents(c)?);
        rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        let limit = usize::try_from(self.limit).unwrap_or_default();
        let is_whole = rows.len() <= limit;
        rows.truncate(limit);
        let last = rows.last().map(|(key, _)| key.clone());
        let mut items = Vec::with_capacity(rows.len());
        for (key, row) in rows {
            items.push(match row {
                Row::Specification(word, row) => self.of_specification(c, key.at, word, *row)?,
                Row::Document(kind, edition) => of_document(&kind, edition),
            });
        }
        Ok((items, last, is_whole))
    }

    /// Where a stream begins: those before the stream of the last row have told its moment already.
    fn start_of(&self, stream: usize) -> Start {
        let Key {
            at, id, version, ..
        } = self.start;
        match stream.cmp(&self.start.stream) {
            std::cmp::Ordering::Less => Start::After(*at),
            std::cmp::Ordering::Equal if id.is_empty() => Start::At(*at),
            std::cmp::Ordering::Equal => Start::Behind(*at, id.clone(), *version),
            std::cmp::Ordering::Greater => Start::At(*at),
        }
    }

    fn specifications(&self, c: &mut AnyConnection) -> Answer<Vec<(Key, Row)>> {
        let mut found = Vec::new();
        for (stream, (moment, word)) in MOMENTS.into_iter().enumerate() {
            let start = self.start_of(stream);
            let (seen, limit) = (self.visibility, self.limit + 1);
            for (at, row) in rows::specifications(c, seen, moment, &start, self.now, limit)? {
                let key = Key {
                    at,
                    stream,
                    id: row.specification.id.clone(),
                    version: row.version,
                };
                found.push((key, Row::Specification(word, Box::new(row))));
            }
        }
        Ok(found)
    }

    /// Published documents are public reference: whoever reads the feed reads them.
    fn documents(&self, c: &mut AnyConnection) -> Answer<Vec<(Key, Row)>> {
        let limit = self.limit + 1;
        let named = |name: &str, editions: Vec<Edition>| -> Vec<(String, Edition)> {
            let named = editions
                .into_iter()
                .map(|edition| (name.to_owned(), edition));
            named.collect()
        };
        let first = MOMENTS.len();
        let streams = [
            named(
                "curriculum",
                rows::curricula(c, &self.start_of(first), limit)?,
            ),
            named(
                "grading_policy",
                rows::grading_policies(c, &self.start_of(first + 1), limit)?,
            ),
            rows::published_documents(c, &self.start_of(first + 2), limit)?,
        ];
        let mut found = Vec::new();
        for (n, stream) in streams.into_iter().enumerate() {
            found.extend(stream.into_iter().map(|(kind, edition)| {
                let key = Key {
                    at: edition.5,
                    stream: first + n,
                    id: edition.1.clone(),
                    version: edition.3,
                };
                (key, Row::Document(kind, edition))
            }));
        }
        Ok(found)
    }

    fn of_specification(
        &self,
        c: &mut AnyConnection,
        at: NaiveDateTime,
        change: ChangeWord,
        row: Listed,
    ) -> Answer<ChangeEntry> {
        let is_published = change == ChangeWord::Published;
        let successor = match is_published {
            true => None,
            false => successor(c, self.call, &row, self.now)?,
        };
        let notice = match is_published {
            true => notice_of(&row.notice)?,
            false => None,
        };
        let id = row.specification.id;
        let present = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(ChangeEntry {
            id: format!("specification:{id}:{}:{change}", row.version),
            at: at.and_utc(),
            change,
            object: "specification".to_owned(),
            href: address(&id, row.version),
            object_id: id,
            code: row.specification.code,
            version: u32::try_from(row.version).unwrap_or_default(),
            kind: Some(row.kind),
            subject: present(row.subject),
            grade: u8::try_from(row.grade).ok().filter(|grade| *grade > 0),
            notice,
            reason: present(row.withdrawal_reason).filter(|_| change == ChangeWord::Withdrawn),
            successor,
        })
    }
}

fn of_document(kind: &str, (_, id, code, version, _, at): Edition) -> ChangeEntry {
    let list = match kind {
        "curriculum" => "curricula".to_owned(),
        "grading_policy" => "grading-policies".to_owned(),
        "conduct_rules" => "conduct-rules".to_owned(),
        other => format!("{}s", other.replace('_', "-")),
    };
    ChangeEntry {
        id: format!("{kind}:{id}:{version}:published"),
        at: at.and_utc(),
        change: ChangeWord::Published,
        object: kind.to_owned(),
        href: format!("/api/v1/{list}/{id}"),
        object_id: id,
        code,
        version: u32::try_from(version).unwrap_or_default(),
        kind: None,
        subject: None,
        grade: None,
        notice: None,
        reason: None,
        successor: None,
    }
}
