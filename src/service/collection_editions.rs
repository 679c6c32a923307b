//! Editions of collections: published whole, with the texts they had on that day, and never changed.
//! A collection that is not to be used any more is withdrawn; its editions stay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::collection_about::{WriteCollection, about, head_of};
use super::collection_items::{CollectionPin, found_items, members};
use super::collections::{changed, seen, writable};
use super::item_drafts::document_of;
use super::organisations::taken;
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::collection::check::{check_collection, common_languages};
use crate::bank::file::{BankFile, BankSchema};
use crate::bank::texts::{ItemDocument, StimulusDocument};
use crate::bank::{Difficulty, ItemType, Language, Minutes, Points};
use crate::document::{canonical, content_hash};
use crate::language::finding::{Finding, refuses};
use crate::language::fold;
use crate::store::catalogue::{self, EntryRow, EventRow};
use crate::store::collections::{self as rows, CollectionRow, EditionRow};
use crate::store::items::FoundVersion;
use crate::store::{AnyConnection, failure, stimuli};

/// A collection as it was published.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EditionDocument {
    /// What it says of itself; `languages` are those it comes in.
    pub about: WriteCollection,
    /// Its items, in order.
    pub items: Vec<EditionItem>,
}

/// An item of an edition.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EditionItem {
    /// From 1.
    pub position: u32,
    /// The item.
    pub item_id: String,
    /// Its version.
    pub number: i32,
    /// Its code.
    pub code: String,
    /// Task type.
    #[serde(rename = "type")]
    pub item_type: ItemType,
    /// Level in the collection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Difficulty>,
    /// Points.
    pub points: Points,
    /// Planned working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Codes of its objectives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Who is to be named for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub attribution: String,
    /// Language → revision of its texts.
    pub revisions: BTreeMap<Language, i32>,
}

/// An edition as it is shown to those who put it together.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CollectionEdition {
    /// The collection.
    pub collection_id: String,
    /// From 1.
    pub number: i32,
    /// SHA-256 of what was published.
    pub hash: String,
    /// User who published it.
    pub published_by: String,
    /// When.
    pub published_at: DateTime<Utc>,
    /// What was published.
    pub document: EditionDocument,
}

/// All editions of a collection.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CollectionEditions {
    /// Newest first.
    pub items: Vec<CollectionEdition>,
}

/// Why a collection is not to be used any more.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawCollection {
    /// Told to everybody who asks for it.
    #[schemars(length(min = 1, max = 1000))]
    pub reason: String,
}

/// Publishes the collection as it is: a new edition that schools get from now on. What is published
/// already is not published again.
pub fn publish_collection(services: &Services, call: &Call, id: &str) -> Answer<CollectionEdition> {
    services.write(call, "publish_collection", |unit| {
        let before = writable(unit.c, call, id)?;
        let (document, file) = made(unit, &before)?;
        let hash = content_hash(&json!({"document": document, "file": file}));
        let newest = rows::edition(unit.c, id, before.edition)?;
        let is_out = before.state == "published";
        if is_out && newest.is_some_and(|edition| edition.hash == hash) {
            let same = Finding::error("collection_unchanged", "").with("edition", before.edition);
            return Err(Refusal::conflict(same));
        }
        let edition = EditionRow {
            collection_id: id.to_owned(),
            number: before.edition + 1,
            document: canonical(&document),
            file: canonical(&file),
            hash,
            published_by: call.actor.user_id.clone(),
            published_at: unit.now,
        };
        rows::insert_edition(unit.c, &edition)?;
        let row = CollectionRow {
            state: "published".into(),
            edition: edition.number,
            ..before.clone()
        };
        let row = changed(unit, &before, row)?;
        let entry = entry_of(&row, &document, &file, unit);
        catalogue::put(unit.c, &entry).map_err(|e| taken(e, "/code", &row.code))?;
        happened(unit, &row, if is_out { "renewed" } else { "published" }, "")?;
        view(edition)
    })
}

/// Takes a collection out of the catalogue; whoever asks for it is told why.
pub fn withdraw_collection(
    services: &Services,
    call: &Call,
    id: &str,
    input: &WithdrawCollection,
) -> Answer<CollectionEdition> {
    services.write(call, "withdraw_collection", |unit| {
        let before = writable(unit.c, call, id)?;
        let entry = catalogue::of_collection(unit.c, id)?;
        let entry = entry.filter(|entry| entry.state == "published");
        let Some(entry) = entry.filter(|_| before.state == "published") else {
            let finding = Finding::error("collection_not_published", "");
            return Err(Refusal::conflict(finding.with("state", before.state)));
        };
        let row = CollectionRow {
            state: "withdrawn".into(),
            ..before.clone()
        };
        let row = changed(unit, &before, row)?;
        let entry = EntryRow {
            state: "withdrawn".into(),
            reason: input.reason.clone(),
            updated_at: unit.now,
            ..entry
        };
        catalogue::put(unit.c, &entry)?;
        happened(unit, &row, "withdrawn", &input.reason)?;
        edition(unit.c, id, row.edition)
    })
}

/// Every edition of a collection, newest first.
pub fn list_collection_editions(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<CollectionEditions> {
    services.read(|c| {
        seen(c, call, id)?;
        let editions = rows::editions(c, id)?.into_iter();
        let editions = editions.map(|(number, document, hash, published_by, published_at)| {
            view(EditionRow {
                collection_id: id.to_owned(),
                number,
                document,
                file: String::new(),
                hash,
                published_by,
                published_at,
            })
        });
        Ok(CollectionEditions {
            items: editions.collect::<Answer<_>>()?,
        })
    })
}

/// One edition.
pub fn read_collection_edition(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
) -> Answer<CollectionEdition> {
    services.read(|c| {
        seen(c, call, id)?;
        edition(c, id, number)
    })
}

fn edition(c: &mut AnyConnection, id: &str, number: i32) -> Answer<CollectionEdition> {
    let found = rows::edition(c, id, number)?;
    view(found.ok_or(Refusal::not_found("edition"))?)
}

/// What is published, or everything that keeps it from being published.
fn made(unit: &mut Unit<'_>, row: &CollectionRow) -> Answer<(EditionDocument, BankFile)> {
    let mut about = about(row)?;
    let head = head_of(&about);
    let (pins, found) = found_items(unit.c, unit.call, &row.id)?;
    let members = members(unit.c, unit.call, &pins, &found)?;
    let findings = check_collection(&head, &members);
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    let languages = common_languages(&head, &members);
    about.languages = languages.iter().cloned().collect();
    let found: Vec<FoundVersion> = found.into_iter().flatten().collect();
    let mut items = Vec::with_capacity(found.len());
    let mut documents = Vec::with_capacity(found.len());
    for (position, (pin, found)) in (1..).zip(pins.iter().zip(&found)) {
        let mut document = document_of(found)?;
        document
            .texts
            .retain(|language, _| languages.contains(language));
        if document
            .source_language
            .as_ref()
            .is_some_and(|l| !languages.contains(l))
        {
            document.source_language = languages.first().cloned();
        }
        items.push(edition_item(position, pin, found, &document, &about)?);
        documents.push(document);
    }
    let file = BankFile {
        schema: BankSchema::V1,
        id: row.code.clone(),
        licence: about.licence.clone(),
        stimuli: stimuli_of(unit.c, &found)?,
        items: documents,
        enemies: Vec::new(),
        tests: Vec::new(),
        extensions: BTreeMap::new(),
    };
    Ok((EditionDocument { about, items }, file))
}

fn edition_item(
    position: u32,
    pin: &CollectionPin,
    found: &FoundVersion,
    document: &ItemDocument,
    about: &WriteCollection,
) -> Answer<EditionItem> {
    let content = &document.content;
    let named = [
        pin.attribution.as_str(),
        content.author.as_deref().unwrap_or_default(),
        about.attribution.as_str(),
    ];
    let attribution = named.into_iter().find(|name| !name.is_empty());
    let mut revisions = BTreeMap::new();
    for variant in &found.variants {
        let language = super::item_view::language_of(&variant.language)?;
        if document.texts.contains_key(&language) {
            revisions.insert(language, variant.revision);
        }
    }
    Ok(EditionItem {
        position,
        item_id: found.item.id.clone(),
        number: found.version.number,
        code: found.item.code.clone(),
        item_type: content.item_type,
        level: pin.level.or(content.difficulty),
        points: content.points,
        minutes: content.minutes,
        objectives: content.objectives.clone(),
        attribution: attribution.unwrap_or_default().to_owned(),
        revisions,
    })
}

/// The stimuli that items hang on, each once.
fn stimuli_of(c: &mut AnyConnection, found: &[FoundVersion]) -> Answer<Vec<StimulusDocument>> {
    let named = found.iter().filter(|f| !f.version.stimulus.is_empty());
    let named: BTreeSet<(&str, &str)> = named
        .map(|f| (f.item.owner_org.as_str(), f.version.stimulus.as_str()))
        .collect();
    let mut documents = Vec::new();
    for (owner_org, code) in named {
        if let Some(row) = stimuli::by_code(c, owner_org, code)? {
            documents.push(failure::read_json(&row.content)?);
        }
    }
    Ok(documents)
}

fn entry_of(
    row: &CollectionRow,
    document: &EditionDocument,
    file: &BankFile,
    unit: &Unit<'_>,
) -> EntryRow {
    let about = &document.about;
    let mut words: Vec<&str> = vec![row.code.as_str(), row.subject.as_str()];
    words.extend(about.title.values().map(String::as_str));
    words.extend(about.description.values().map(String::as_str));
    let contents = file.items.iter().map(|item| &item.content);
    let tagged = contents.flat_map(|content| content.objectives.iter().chain(&content.tags));
    words.extend(
        tagged
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(String::as_str),
    );
    let languages: Vec<&str> = about.languages.iter().map(Language::as_str).collect();
    EntryRow {
        code: row.code.clone(),
        collection_id: row.id.clone(),
        owner_org: row.owner_org.clone(),
        edition: row.edition,
        kind: row.kind.clone(),
        subject: row.subject.clone(),
        grade_min: row.grade_min,
        grade_max: row.grade_max,
        term: row.term,
        languages: format!(" {} ", languages.join(" ")),
        search_text: fold(&words.join(" \n ")),
        state: "published".into(),
        reason: String::new(),
        updated_at: unit.now,
    }
}

/// Tells the catalogue's feed.
fn happened(unit: &mut Unit<'_>, row: &CollectionRow, change: &str, reason: &str) -> Answer<()> {
    let event = EventRow {
        id: unit.new_id(),
        collection_id: row.id.clone(),
        owner_org: row.owner_org.clone(),
        code: row.code.clone(),
        kind: row.kind.clone(),
        change: change.to_owned(),
        edition: row.edition,
        reason: reason.to_owned(),
        at: unit.now,
    };
    Ok(catalogue::insert_event(unit.c, &event)?)
}

fn view(row: EditionRow) -> Answer<CollectionEdition> {
    Ok(CollectionEdition {
        document: failure::read_json(&row.document)?,
        collection_id: row.collection_id,
        number: row.number,
        hash: row.hash,
        published_by: row.published_by,
        published_at: row.published_at.and_utc(),
    })
}
