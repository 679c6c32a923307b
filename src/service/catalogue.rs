//! The catalogue that schools search: the newest edition of every collection that is published.
//!
//! Who has a key to the service reads all of it. Without a key only those collections are there whose
//! organisation says that everybody may read them; of all others nothing is told, not even that they are
//! there. Tasks come without keys here; the file has them where the collection says so.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::catalogue_facets::{CatalogueFacets, facets};
use super::collection_counts::Use;
use super::collection_editions::{EditionDocument, EditionItem};
use super::collections::{Texts, WriteCollection};
use super::item_view::{OpenContent, OpenTexts, without_answers, without_keys};
use super::organisations::today;
use super::{Answer, Call, PageRequest, Refusal, Services, page};
use crate::bank::Language;
use crate::bank::collection::CollectionKind;
use crate::bank::collection::keyless::keyless_stimulus;
use crate::bank::file::BankFile;
use crate::bank::texts::{ItemDocument, StimulusDocument};
use crate::language::finding::Finding;
use crate::language::fold;
use crate::store::catalogue::{self as rows, CatalogueFilter, EntryRow};
use crate::store::collections::{self, EditionRow};
use crate::store::{AnyConnection, failure};

/// Who reads the catalogue: somebody with a key, or anybody.
pub type Reader<'a> = Option<&'a Call>;

/// Which collections.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueQuery {
    /// Words of title, description, code, objectives and tags; case and look-alike letters do not matter.
    #[serde(default)]
    #[schemars(length(max = 200))]
    pub q: Option<String>,
    /// What it is.
    #[serde(default)]
    pub kind: Option<CollectionKind>,
    /// Subject code.
    #[serde(default)]
    pub subject: Option<String>,
    /// A grade it is for.
    #[serde(default)]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term of the school year.
    #[serde(default)]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// A language it comes in.
    #[serde(default)]
    pub language: Option<Language>,
    /// Cursor of the page before (`next`).
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// A page of the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Catalogue {
    /// Collections, by code.
    pub items: Vec<CatalogueEntry>,
    /// Cursor of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// What there is by subject, grade, term, language and kind; each as if it were not asked for itself.
    /// On the first page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facets: Option<CatalogueFacets>,
}

/// A collection as the catalogue lists it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueEntry {
    /// Code of the organisation that publishes it.
    pub owner: String,
    /// Its name by language.
    pub owner_name: Texts,
    /// Which edition.
    pub edition: i32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// What it says of itself; `languages` are those it comes in.
    pub about: WriteCollection,
    /// How many tasks.
    pub tasks: u32,
    /// Its address.
    pub href: String,
}

/// A collection with its tasks, without keys.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueCollection {
    /// What the catalogue lists of it.
    pub entry: CatalogueEntry,
    /// Its tasks, in order.
    pub tasks: Vec<CatalogueTask>,
    /// Stimuli the tasks hang on, without transcripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stimuli: Vec<StimulusDocument>,
}

/// A task of a collection, without key.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CatalogueTask {
    /// What it is and who is to be named for it.
    pub task: EditionItem,
    /// Structure, points, tags.
    pub content: OpenContent,
    /// Language → texts.
    pub texts: BTreeMap<Language, OpenTexts>,
}

/// A page of the catalogue with what there is beside it.
pub fn list_catalogue(
    services: &Services,
    reader: Reader<'_>,
    query: &CatalogueQuery,
) -> Answer<Catalogue> {
    let request = PageRequest {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    let words = fold(query.q.as_deref().unwrap_or_default());
    let any = CatalogueFilter {
        without_key: reader.is_none(),
        words: words.split_whitespace().map(str::to_owned).collect(),
        ..CatalogueFilter::default()
    };
    let filter = CatalogueFilter {
        kind: query.kind.map(|kind| kind.to_string()),
        subject: query.subject.clone(),
        grade: query.grade.map(i32::from),
        term: query.term.map(i32::from),
        language: query.language.as_ref().map(Language::to_string),
        ..any.clone()
    };
    services.read(|c| {
        let found = rows::list(c, &filter, &after, limit + 1)?;
        let page = page::page(found, limit, |row| row.code.clone(), |row| row);
        let facets = match after.is_empty() {
            true => Some(facets(query, &rows::facetted(c, &any)?)),
            false => None,
        };
        Ok(Catalogue {
            items: entries(c, page.items)?,
            next: page.next,
            facets,
        })
    })
}

/// The entity tag of a collection in the catalogue.
fn tag_of(edition: &EditionRow) -> String {
    format!("{}-{}", edition.number, &edition.hash[..16])
}

/// A collection with its tasks, and its entity tag. A reader that knows this tag is not counted again.
pub fn read_catalogue_collection(
    services: &Services,
    reader: Reader<'_>,
    code: &str,
    is_known: impl Fn(&str) -> bool,
) -> Answer<(CatalogueCollection, String)> {
    services.read(|c| {
        let (row, edition) = open_edition(c, reader, code)?;
        let tag = tag_of(&edition);
        if !is_known(&tag) {
            let day = today(services, c, &row.owner_org)?;
            let uses = &services.collection_uses;
            uses.note(&row.collection_id, day, Use::View);
        }
        Ok((collection_of(c, row, &edition)?, tag))
    })
}

/// One task of a collection. What is not in it is not there, whatever else the bank has.
pub fn read_catalogue_task(
    services: &Services,
    reader: Reader<'_>,
    code: &str,
    task: &str,
) -> Answer<CatalogueTask> {
    services.read(|c| {
        let found = open_edition(c, reader, code);
        let (row, edition) = found.map_err(|refusal| match refusal {
            Refusal::NotFound { .. } => Refusal::not_found("task"),
            other => other,
        })?;
        let collection = collection_of(c, row, &edition)?;
        let mut tasks = collection.tasks.into_iter();
        tasks
            .find(|shown| shown.task.code == task)
            .ok_or(Refusal::not_found("task"))
    })
}

/// The entry of a code and the edition that schools get; one that was withdrawn is gone, with the reason.
pub(super) fn open_edition(
    c: &mut AnyConnection,
    reader: Reader<'_>,
    code: &str,
) -> Answer<(EntryRow, EditionRow)> {
    let none = || Refusal::not_found("collection");
    let row = rows::by_code(c, code, reader.is_none())?.ok_or_else(none)?;
    if row.state == "withdrawn" {
        let at = row.updated_at.and_utc().format("%Y-%m-%d").to_string();
        let finding = Finding::error("collection_withdrawn", "").with("code", row.code);
        return Err(Refusal::Gone {
            finding: Box::new(finding.with("reason", row.reason).with("at", at)),
            successor: None,
        });
    }
    let edition = collections::edition(c, &row.collection_id, row.edition)?;
    let edition = edition.ok_or_else(none)?;
    Ok((row, edition))
}

/// Entries of rows as the catalogue lists them.
fn entries(c: &mut AnyConnection, found: Vec<EntryRow>) -> Answer<Vec<CatalogueEntry>> {
    let ids: Vec<String> = found.iter().map(|row| row.collection_id.clone()).collect();
    let mut documents: BTreeMap<(String, i32), (String, DateTime<Utc>)> = BTreeMap::new();
    for (id, number, document, at) in collections::documents(c, &ids)? {
        documents.insert((id, number), (document, at.and_utc()));
    }
    let orgs: Vec<String> = found.iter().map(|row| row.owner_org.clone()).collect();
    let owners: BTreeMap<String, (String, String)> = rows::owners(c, &orgs)?
        .into_iter()
        .map(|(id, code, name)| (id, (code, name)))
        .collect();
    let mut entries = Vec::with_capacity(found.len());
    for row in found {
        let document = documents.remove(&(row.collection_id.clone(), row.edition));
        let owner = owners.get(&row.owner_org);
        let (Some((document, published_at)), Some((owner, name))) = (document, owner) else {
            return Err(Refusal::Internal(format!("{} has no edition", row.code)));
        };
        let document: EditionDocument = failure::read_json(&document)?;
        entries.push(CatalogueEntry {
            owner: owner.clone(),
            owner_name: failure::read_json(name)?,
            edition: row.edition,
            published_at,
            tasks: u32::try_from(document.items.len()).unwrap_or(u32::MAX),
            about: document.about,
            href: format!("/api/v1/catalogue/{}", row.code),
        });
    }
    Ok(entries)
}

fn collection_of(
    c: &mut AnyConnection,
    row: EntryRow,
    edition: &EditionRow,
) -> Answer<CatalogueCollection> {
    let document: EditionDocument = failure::read_json(&edition.document)?;
    let file: BankFile = failure::read_json(&edition.file)?;
    let code = row.code.clone();
    let entry = entries(c, vec![row])?.into_iter().next();
    let entry = entry.ok_or_else(|| Refusal::Internal(format!("{code} has no entry")))?;
    let tasks = document.items.into_iter().zip(file.items);
    Ok(CatalogueCollection {
        entry,
        tasks: tasks.map(|(task, item)| shown(task, item)).collect(),
        stimuli: file.stimuli.into_iter().map(keyless_stimulus).collect(),
    })
}

fn shown(task: EditionItem, item: ItemDocument) -> CatalogueTask {
    let texts = item.texts.into_iter();
    CatalogueTask {
        task,
        content: without_keys(item.content),
        texts: texts
            .map(|(language, texts)| (language, without_answers(texts)))
            .collect(),
    }
}
