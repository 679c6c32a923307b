//! Files of office programs as records of an import: each with the place it came from, and what concerns the
//! file as a whole.

use std::sync::Arc;

use super::import_chunk::{Places, Read};
use super::import_run::Import;
use super::imports::{ImportFormat, ImportReport};
use super::{Answer, Refusal};
use crate::interop::package::PackageLimits;
use crate::interop::word::{self, Picture};
use crate::interop::workbook::{self, TEMPLATE, WorkbookLimits, template_profile};
use crate::interop::{MappingProfile, Records};
use crate::language::finding::Finding;

/// A workbook or a document of Word that was read.
pub(super) struct OfficeFile {
    /// Under which name the ids of its records are known.
    pub(super) source: String,
    /// Its records, in order.
    pub(super) reads: Vec<Read>,
    /// What concerns no single record.
    pub(super) remarks: Vec<Finding>,
    /// Pictures that the texts show.
    pub(super) pictures: Vec<Picture>,
}

impl OfficeFile {
    /// Reads a file.
    ///
    /// Errors: the findings for which the file as a whole is refused.
    pub(super) fn open(
        format: ImportFormat,
        bytes: &[u8],
        profile: Option<&MappingProfile>,
    ) -> Result<Self, Vec<Finding>> {
        match format {
            ImportFormat::Docx => document(bytes),
            _ => table(bytes, profile),
        }
    }
}

fn table(bytes: &[u8], profile: Option<&MappingProfile>) -> Result<OfficeFile, Vec<Finding>> {
    let items = workbook::read(bytes, profile, &WorkbookLimits::default())?;
    let by = items.profile.unwrap_or_else(|| template_profile(&[]));
    let source = by.name.clone();
    let by = Arc::new(by);
    let read = |row: workbook::WorkbookRow| Read {
        line: row.row,
        sheet: row.sheet,
        text: row.record,
        mapped: row.mapped,
        places: Places::Row(Box::new(row.places), Arc::clone(&by)),
    };
    Ok(OfficeFile {
        source,
        reads: items.rows.into_iter().map(read).collect(),
        remarks: items.remarks,
        pictures: Vec::new(),
    })
}

fn document(bytes: &[u8]) -> Result<OfficeFile, Vec<Finding>> {
    let items = word::read(bytes, &PackageLimits::default()).map_err(|finding| vec![finding])?;
    let read = |task: word::WordTask| Read {
        line: task.paragraph,
        sheet: String::new(),
        text: task.record,
        mapped: task.mapped,
        places: Places::Task(Box::new(task.places)),
    };
    Ok(OfficeFile {
        source: TEMPLATE.to_owned(),
        reads: items.tasks.into_iter().map(read).collect(),
        remarks: items.losses,
        pictures: items.pictures,
    })
}

/// A file that was opened as what it is.
pub(super) enum FileToRead<'a> {
    Text(&'a MappingProfile, &'a [u8]),
    Office(Result<OfficeFile, Vec<Finding>>),
}

impl<'a> FileToRead<'a> {
    pub(super) fn of(
        format: ImportFormat,
        profile: Option<&'a MappingProfile>,
        bytes: &'a [u8],
    ) -> Answer<Self> {
        match (format, profile) {
            (ImportFormat::Text, Some(profile)) => Ok(Self::Text(profile, bytes)),
            (ImportFormat::Text, None) => Err(Refusal::Internal(
                "an import of a text has no profile".into(),
            )),
            _ => Ok(Self::Office(OfficeFile::open(format, bytes, profile))),
        }
    }

    /// How many records it has, whatever comes of them; 0 where its start already refuses it.
    pub(super) fn records(&self) -> i64 {
        let records = match self {
            Self::Text(profile, bytes) => {
                Records::open(profile, *bytes).map_or(0, Records::count_left)
            }
            Self::Office(file) => file.as_ref().map_or(0, |file| file.reads.len() as u64),
        };
        i64::try_from(records).unwrap_or(i64::MAX)
    }

    /// Under which name the ids of its records are known.
    pub(super) fn source(&self) -> &str {
        match self {
            Self::Text(profile, _) => &profile.name,
            Self::Office(file) => file.as_ref().map_or(TEMPLATE, |file| &file.source),
        }
    }

    pub(super) fn run(self, import: Import<'_>) -> Answer<ImportReport> {
        match self {
            Self::Text(profile, bytes) => import.run(profile, bytes),
            Self::Office(file) => import.run_office(file),
        }
    }
}
