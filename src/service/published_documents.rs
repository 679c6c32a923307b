//! Item specifications, calendars, limits of conduct, accommodations, workflows: publish an edition, list, read; and the editions
//! that hold for an organisation. One slice for all kinds: they differ in their document and its check.
//!
//! An edition holds for the organisation that published it and for those below; where several do, the
//! nearest organisation's newest.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::curricula::curriculum_index;
use super::organisations::taken;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::bank::workflow::{self, WorkflowDocument};
use crate::curriculum::CurriculumIndex;
use crate::curriculum::calendar::{self, CalendarDocument};
use crate::curriculum::objective_mapping::{self, ObjectiveMappingDocument};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::{Finding, refuses};
use crate::specification::accommodations::{self, AccommodationsDocument};
use crate::specification::conduct::{self, ConductDocument};
use crate::specification::conformance::check_item_specification;
use crate::specification::item_specification::ItemSpecificationDocument;
use crate::store::published_documents::{self as rows, PublishedRow};
use crate::store::{AnyConnection, failure};

/// A kind of document that is published in editions.
pub trait Publishable: Serialize + DeserializeOwned + JsonSchema + Send + 'static {
    /// The kind, as rows and audit name it.
    const KIND: &'static str;
    /// The act of publishing it, as audit names it.
    const PUBLISH: &'static str;
    /// Its human code.
    fn code(&self) -> &str;
    /// Its edition.
    fn version(&self) -> u32;
    /// Everything that is wrong with it.
    fn check(&self, curriculum: Option<&CurriculumIndex>) -> Vec<Finding>;
}

impl Publishable for ItemSpecificationDocument {
    const KIND: &'static str = "item_specification";
    const PUBLISH: &'static str = "publish_item_specification";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, _: Option<&CurriculumIndex>) -> Vec<Finding> {
        check_item_specification(self)
    }
}

impl Publishable for CalendarDocument {
    const KIND: &'static str = "calendar";
    const PUBLISH: &'static str = "publish_calendar";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, curriculum: Option<&CurriculumIndex>) -> Vec<Finding> {
        calendar::check(self, curriculum)
    }
}

impl Publishable for ConductDocument {
    const KIND: &'static str = "conduct_rules";
    const PUBLISH: &'static str = "publish_conduct_rules";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, _: Option<&CurriculumIndex>) -> Vec<Finding> {
        conduct::check(self)
    }
}

impl Publishable for ObjectiveMappingDocument {
    const KIND: &'static str = "objective_mapping";
    const PUBLISH: &'static str = "publish_objective_mapping";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, curriculum: Option<&CurriculumIndex>) -> Vec<Finding> {
        objective_mapping::check(self, curriculum)
    }
}

impl Publishable for AccommodationsDocument {
    const KIND: &'static str = "accommodations";
    const PUBLISH: &'static str = "publish_accommodations";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, _: Option<&CurriculumIndex>) -> Vec<Finding> {
        accommodations::check(self)
    }
}

impl Publishable for WorkflowDocument {
    const KIND: &'static str = "workflow";
    const PUBLISH: &'static str = "publish_workflow";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, _: Option<&CurriculumIndex>) -> Vec<Finding> {
        workflow::check(self)
    }
}

/// A published edition.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Published<D> {
    /// UUID.
    pub id: String,
    /// Organisation that published it.
    pub owner_org: String,
    /// Hash of the document; what was checked by it names the hash.
    pub hash: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The document.
    pub document: D,
}

/// An edition as lists show it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PublishedSummary {
    /// UUID.
    pub id: String,
    /// Organisation that published it.
    pub owner_org: String,
    /// Human code.
    pub code: String,
    /// Edition.
    pub version: u32,
    /// Hash of the document.
    pub hash: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// Publishes an edition for the caller's organisation and those below. The same edition again changes
/// nothing; the same version with another content is refused.
pub fn publish<D: Publishable>(
    services: &Services,
    call: &Call,
    document: &D,
) -> Answer<Published<D>> {
    keep(services, call, document, true)
}

/// Publishes an edition that was checked before, where the shipped library is kept.
pub(super) fn publish_checked<D: Publishable>(
    services: &Services,
    call: &Call,
    document: &D,
) -> Answer<Published<D>> {
    keep(services, call, document, false)
}

fn keep<D: Publishable>(
    services: &Services,
    call: &Call,
    document: &D,
    is_to_be_checked: bool,
) -> Answer<Published<D>> {
    call.require(
        Permission::PublishReference,
        &Object::of(&call.actor.home_path),
    )?;
    let hash = content_hash(document);
    services.write(call, D::PUBLISH, |unit| {
        if is_to_be_checked {
            let index = curriculum_index(services, unit.c)?;
            let findings = document.check(Some(&*index).filter(|i| !i.is_empty()));
            if refuses(&findings) {
                return Err(Refusal::Invalid(findings));
            }
        }
        let owner_org = &call.actor.home_org;
        let version = i32::try_from(document.version()).unwrap_or(i32::MAX);
        let detail = json!({"code": document.code(), "version": version, "hash": hash});
        let edition = (D::KIND, document.code(), version);
        if let Some(row) = rows::by_version(unit.c, owner_org, edition)? {
            if row.hash != hash {
                let finding = Finding::error("version_published_otherwise", "/version")
                    .with("code", document.code())
                    .with("version", version);
                return Err(Refusal::conflict(finding));
            }
            unit.audit(owner_org, D::KIND, &row.id, detail)?;
            return view(row);
        }
        let row = PublishedRow {
            id: unit.new_id(),
            owner_org: owner_org.clone(),
            kind: D::KIND.into(),
            code: document.code().to_owned(),
            version,
            document: failure::write_json(document),
            hash: hash.clone(),
            published_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/version", &version.to_string()))?;
        unit.audit(owner_org, D::KIND, &row.id, detail)?;
        view(row)
    })
}

/// One edition. Published documents are public reference: any key reads them.
pub fn read<D: Publishable>(services: &Services, id: &str) -> Answer<Published<D>> {
    let row = services.read(|c| Ok(rows::by_id(c, D::KIND, id)?))?;
    view(row.ok_or(Refusal::not_found(D::KIND))?)
}

/// Every edition of a kind, by id; of one code where it is named.
pub fn list<D: Publishable>(
    services: &Services,
    code: Option<&str>,
    request: &PageRequest,
) -> Answer<Page<PublishedSummary>> {
    let limit = request.limit(&services.limits);
    let rows =
        services.read(|c| Ok(rows::list(c, D::KIND, code, &request.after()?, limit + 1)?))?;
    Ok(page::page(rows, limit, |row| row.id.clone(), summary))
}

/// The edition of a document that holds for an owner: the nearest organisation's newest.
pub(super) fn holding<D: Publishable>(
    c: &mut AnyConnection,
    owner_path: &str,
    code: &str,
) -> Answer<Option<D>> {
    Ok(nearest(c, owner_path, Some(code), |_| true)?
        .into_values()
        .next())
}

/// The documents of a kind that hold for an owner, by code.
pub(super) fn all_holding<D: Publishable>(
    c: &mut AnyConnection,
    owner_path: &str,
) -> Answer<BTreeMap<String, D>> {
    nearest(c, owner_path, None, |_| true)
}

/// The documents of a kind that hold for an owner and pass (their day, their grades), by code: an edition
/// that does not pass does not hide an earlier one that does.
pub(super) fn all_passing<D: Publishable>(
    c: &mut AnyConnection,
    owner_path: &str,
    passes: impl Fn(&D) -> bool,
) -> Answer<BTreeMap<String, D>> {
    nearest(c, owner_path, None, passes)
}

fn nearest<D: Publishable>(
    c: &mut AnyConnection,
    owner_path: &str,
    code: Option<&str>,
    passes: impl Fn(&D) -> bool,
) -> Answer<BTreeMap<String, D>> {
    let mut chosen: BTreeMap<String, (usize, D)> = BTreeMap::new();
    // Oldest first: a later edition of an organisation as near takes the place of an earlier one.
    for (path, row) in rows::editions(c, D::KIND, code)? {
        let held = chosen.get(&row.code).map_or(0, |(near, _)| *near);
        if !owner_path.starts_with(&path) || path.len() < held {
            continue;
        }
        let document: D = failure::read_json(&row.document)?;
        if passes(&document) {
            chosen.insert(row.code, (path.len(), document));
        }
    }
    let documents = chosen.into_iter();
    Ok(documents
        .map(|(code, (_, document))| (code, document))
        .collect())
}

fn view<D: Publishable>(row: PublishedRow) -> Answer<Published<D>> {
    Ok(Published {
        document: failure::read_json(&row.document)?,
        id: row.id,
        owner_org: row.owner_org,
        hash: row.hash,
        published_at: row.published_at.and_utc(),
    })
}

fn summary(row: PublishedRow) -> PublishedSummary {
    PublishedSummary {
        id: row.id,
        owner_org: row.owner_org,
        code: row.code,
        version: u32::try_from(row.version).unwrap_or_default(),
        hash: row.hash,
        published_at: row.published_at.and_utc(),
    }
}
