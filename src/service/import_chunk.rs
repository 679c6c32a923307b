//! What becomes of the records of one chunk, and keeping it.
//!
//! | the record's id | its content | the newest version | what is done |
//! |---|---|---|---|
//! | unknown | | | a new item in draft |
//! | known | as imported before | | nothing |
//! | known | as the newest version says | | nothing |
//! | known | new | not to be seen by who imports | refused like a code that is taken |
//! | known | new | a draft as it was imported | the draft is replaced |
//! | known | new | a draft that somebody has edited | refused: their work is not overwritten |
//! | known | new | in review | refused: what is judged does not move |
//! | known | new | any other phase | a new draft beside the version in use |
//!
//! Languages that the record does not have stay as they are; translations of texts that moved are stale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::import_sight::{may_change, outside_grants};
use super::imports::LineReport;
use super::item_drafts::{
    ExternalName, NewItem, Surroundings, document_of, persist_items, source_language, variant_rows,
};
use super::item_sight::sees;
use super::items::{kept_source, open_next_version, replace, writing};
use super::{Answer, Call, Services, Unit};
use crate::bank::check::Stage;
use crate::bank::texts::ItemDocument;
use crate::document::content_hash;
use crate::interop::word::TaskPlaces;
use crate::interop::workbook::RowPlaces;
use crate::interop::{MappedItem, MappingProfile};
use crate::language::finding::{Finding, Place, refuses};
use crate::store::items::{self as rows, ExternalIdRow, FoundVersion};
use crate::store::{AnyConnection, imports, item_codes};

/// A record as it was read.
pub(super) struct Read {
    /// Line of the file, from 1; row of its sheet, number of its first paragraph.
    pub(super) line: u32,
    /// Sheet of a workbook; empty elsewhere.
    pub(super) sheet: String,
    /// Its text.
    pub(super) text: String,
    /// The item, or why it is none.
    pub(super) mapped: Result<MappedItem, Vec<Finding>>,
    /// Where its values stand.
    pub(super) places: Places,
}

/// Where the values of a record stand in its file.
pub(super) enum Places {
    /// All in its line.
    Line,
    /// In cells, by the profile they were read by.
    Row(Box<RowPlaces>, Arc<MappingProfile>),
    /// In paragraphs.
    Task(Box<TaskPlaces>),
}

impl Read {
    /// A finding about the item of this record, in the file.
    fn place(&self, finding: Finding) -> Finding {
        match &self.places {
            Places::Line => Finding {
                place: Some(Place {
                    line: self.line,
                    column: 1,
                }),
                ..finding
            },
            Places::Row(places, profile) => places.place(finding, profile),
            Places::Task(places) => places.place(finding),
        }
    }

    fn refused(&self, finding: Finding) -> Verdict {
        self.refused_for([finding])
    }

    fn refused_for(&self, findings: impl IntoIterator<Item = Finding>) -> Verdict {
        Verdict::Reject(findings.into_iter().map(|f| self.place(f)).collect())
    }

    /// The code is another item's: all that is said of one that the importer may not see.
    fn code_taken(&self, item: &MappedItem) -> Verdict {
        let finding = Finding::error("already_taken", "/code");
        self.refused(finding.with("value", item.document.code.as_str()))
    }
}

/// What is to be done with one record.
pub(super) enum Verdict {
    Create(Box<NewItem>),
    Change(Box<Change>),
    Unchanged(Option<ExternalName>),
    Reject(Vec<Finding>),
}

/// A known item and what its record says now.
pub(super) struct Change {
    found: FoundVersion,
    document: ItemDocument,
    external: ExternalName,
}

/// What came of a chunk.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub(super) created: u64,
    pub(super) changed: u64,
    pub(super) unchanged: u64,
    pub(super) rejected: u64,
    pub(super) with_warnings: u64,
    pub(super) lines: Vec<LineReport>,
}

impl Outcome {
    /// Counts verdicts; warnings of refused records stand among their reasons.
    pub(super) fn of(verdicts: &[Verdict], chunk: &[Read]) -> Self {
        let mut outcome = Self::default();
        for (verdict, read) in verdicts.iter().zip(chunk) {
            let counter = match verdict {
                Verdict::Create(_) => &mut outcome.created,
                Verdict::Change(_) => &mut outcome.changed,
                Verdict::Unchanged(_) => &mut outcome.unchanged,
                Verdict::Reject(_) => &mut outcome.rejected,
            };
            *counter += 1;
            let (accepted, findings) = match (verdict, &read.mapped) {
                (Verdict::Reject(findings), _) => (false, findings.clone()),
                (Verdict::Create(_) | Verdict::Change(_), Ok(item)) => {
                    (true, item.warnings.clone())
                }
                _ => continue,
            };
            if findings.is_empty() {
                continue;
            }
            outcome.with_warnings += u64::from(accepted);
            outcome.lines.push(LineReport {
                line: read.line,
                sheet: read.sheet.clone(),
                accepted,
                findings,
            });
        }
        outcome
    }
}

/// Judges chunks against the bank.
pub(super) struct Judge<'a> {
    pub(super) services: &'a Services,
    /// Who imports: what they may not see is not there for them.
    pub(super) call: &'a Call,
    pub(super) org: &'a str,
    /// Name of the profile.
    pub(super) source: &'a str,
    /// External ids of earlier chunks of the file.
    pub(super) seen: &'a BTreeSet<String>,
}

/// What the bank knows of the names in a chunk.
struct Known {
    external: BTreeMap<String, ExternalIdRow>,
    codes: BTreeSet<String>,
    around: Surroundings,
    /// External ids of the chunk so far.
    seen: BTreeSet<String>,
}

impl Judge<'_> {
    /// A verdict for each record, in order.
    pub(super) fn judge(&self, c: &mut AnyConnection, chunk: &[Read]) -> Answer<Vec<Verdict>> {
        let items = || chunk.iter().filter_map(|read| read.mapped.as_ref().ok());
        let ids: Vec<String> = items().map(|item| item.external_id.clone()).collect();
        let codes: Vec<String> = items().map(|item| item.document.code.clone()).collect();
        let external = item_codes::external_ids(c, self.org, self.source, &ids)?;
        let documents = items().map(|item| &item.document);
        let around = Surroundings::of(self.services, c, self.call, self.org, documents)?;
        let mut known = Known {
            external: external
                .into_iter()
                .map(|row| (row.external_id.clone(), row))
                .collect(),
            codes: item_codes::known_codes(c, self.org, &codes)?
                .into_iter()
                .collect(),
            around,
            seen: BTreeSet::new(),
        };
        let verdict = |read: &Read| match &read.mapped {
            Err(findings) => Ok(Verdict::Reject(findings.clone())),
            Ok(item) => self.judge_item(c, (read, item), &mut known),
        };
        chunk.iter().map(verdict).collect()
    }

    fn judge_item(
        &self,
        c: &mut AnyConnection,
        (read, item): (&Read, &MappedItem),
        known: &mut Known,
    ) -> Answer<Verdict> {
        let outside = outside_grants(self.call, &item.document);
        if !outside.is_empty() {
            return Ok(read.refused_for(outside));
        }
        let id = item.external_id.as_str();
        if self.seen.contains(id) || !known.seen.insert(id.to_owned()) {
            let finding = Finding::error("external_id_twice", "");
            return Ok(read.refused(finding.with("value", id)));
        }
        let external = ExternalName {
            source: self.source.to_owned(),
            id: id.to_owned(),
            content_hash: content_hash(&item.document),
        };
        if let Some(before) = known.external.get(id) {
            if before.content_hash == external.content_hash {
                return Ok(Verdict::Unchanged(None));
            }
            return self.judge_change(c, (read, item), before, external, &known.around);
        }
        if !known.codes.insert(item.document.code.clone()) {
            return Ok(read.code_taken(item));
        }
        if let Some(refused) = wrong(&known.around, read, &item.document) {
            return Ok(refused);
        }
        Ok(Verdict::Create(Box::new(NewItem {
            owner_org: self.org.to_owned(),
            document: item.document.clone(),
            external: Some(external),
        })))
    }

    fn judge_change(
        &self,
        c: &mut AnyConnection,
        (read, item): (&Read, &MappedItem),
        before: &ExternalIdRow,
        external: ExternalName,
        around: &Surroundings,
    ) -> Answer<Verdict> {
        let found = rows::version(c, &before.item_id, None)?
            .ok_or_else(|| super::Refusal::Internal(format!("item {} is gone", before.item_id)))?;
        if !sees(self.call, &found) || !may_change(self.call, &found) {
            return Ok(read.code_taken(item));
        }
        if found.item.code != item.document.code {
            let finding = Finding::error("item_code_fixed", "/code");
            return Ok(read.refused(finding.with("code", found.item.code.as_str())));
        }
        let stored = document_of(&found)?;
        let as_imported = content_hash(&said_by_record(&stored, item));
        if as_imported == external.content_hash {
            return Ok(Verdict::Unchanged(Some(external)));
        }
        let (number, phase) = (found.version.number, found.version.phase.clone());
        let in_the_way = match phase.as_str() {
            "review" => Some(Finding::error("version_open", "")),
            "draft" if as_imported != before.content_hash => {
                Some(Finding::error("import_draft_edited", ""))
            }
            _ => None,
        };
        if let Some(finding) = in_the_way {
            let finding = finding.with("number", number).with("phase", phase);
            return Ok(read.refused(finding));
        }
        let mut document = item.document.clone();
        for (language, texts) in stored.texts {
            document.texts.entry(language).or_insert(texts);
        }
        document.source_language = kept_source(&found, &document);
        if let Some(refused) = wrong(around, read, &document) {
            return Ok(refused);
        }
        Ok(Verdict::Change(Box::new(Change {
            found,
            document,
            external,
        })))
    }

    /// Keeps what the verdicts say, in the unit of their chunk.
    pub(super) fn persist(
        &self,
        unit: &mut Unit<'_>,
        import_id: &str,
        verdicts: Vec<Verdict>,
    ) -> Answer<()> {
        let mut new = Vec::new();
        for verdict in verdicts {
            match verdict {
                Verdict::Create(item) => new.push(*item),
                Verdict::Change(change) => self.keep_change(unit, import_id, &change)?,
                Verdict::Unchanged(Some(external)) => self.set_hash(unit, &external)?,
                Verdict::Unchanged(None) | Verdict::Reject(_) => {}
            }
        }
        persist_items(unit, &new)?;
        Ok(())
    }

    fn keep_change(&self, unit: &mut Unit<'_>, import_id: &str, change: &Change) -> Answer<()> {
        let Change {
            found, document, ..
        } = change;
        if found.version.phase == "draft" {
            let source = source_language(document);
            let place = writing(unit, found, found.version.number);
            let variants = variant_rows(&place, &found.variants, &document.texts, source);
            replace(unit, found, &document.content, variants)?;
        } else {
            let author = unit.call.actor.user_id.clone();
            let number = open_next_version(unit, found, document, &author)?;
            let version = format!("{}/{number}", found.item.id);
            let detail = json!({"from": found.version.number, "import": import_id});
            unit.audit(self.org, "item_version", &version, detail)?;
        }
        self.set_hash(unit, &change.external)
    }

    fn set_hash(&self, unit: &mut Unit<'_>, external: &ExternalName) -> Answer<()> {
        let key = (self.org, self.source, external.id.as_str());
        Ok(imports::set_external_hash(
            unit.c,
            key,
            &external.content_hash,
        )?)
    }
}

fn wrong(around: &Surroundings, read: &Read, document: &ItemDocument) -> Option<Verdict> {
    let findings = around.check(document, Stage::Draft);
    refuses(&findings).then(|| read.refused_for(findings))
}

/// The stored document as a record would say it: its languages only.
fn said_by_record(stored: &ItemDocument, item: &MappedItem) -> ItemDocument {
    let mut said = stored.clone();
    said.texts
        .retain(|language, _| item.document.texts.contains_key(language));
    said.source_language = item
        .document
        .source_language
        .as_ref()
        .and(said.source_language);
    said
}
