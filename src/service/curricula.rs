//! Programmes: publish, list, read; their objectives; and the index that every check compares with.
//!
//! A published programme is immutable and public: everybody with a key reads it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::curriculum::document::ObjectiveDocument;
use crate::curriculum::{CurriculumDocument, CurriculumIndex, check};
use crate::document::{canonical, content_hash};
use crate::identity::{Object, Permission};
use crate::language::finding::{Finding, refuses};
use crate::language::fold;
use crate::store::curricula::{self as rows, CurriculumHead, CurriculumRow};
use crate::store::{AnyConnection, failure};

/// How many there were and the greatest id when the index was built.
type Stamp = (i64, Option<String>);

/// The index of all published programmes and the stamp it was built at.
#[derive(Default)]
pub(super) struct IndexCache {
    built: Mutex<Option<(Stamp, Arc<CurriculumIndex>)>>,
}

/// A published programme as listed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Curriculum {
    /// UUID.
    pub id: String,
    /// Programme code.
    pub code: String,
    /// Version of the document.
    pub version: i32,
    /// SHA-256 of its canonical JSON; also its entity tag.
    pub hash: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// A published programme with its document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CurriculumWithDocument {
    /// Id, code, version, hash.
    #[serde(flatten)]
    pub curriculum: Curriculum,
    /// The programme.
    pub document: CurriculumDocument,
}

/// Which objectives are asked for.
#[derive(Clone, Debug, Default)]
pub struct ObjectiveFilter {
    /// Programme code.
    pub programme: Option<String>,
    /// Subject code.
    pub subject: Option<String>,
    /// Grade.
    pub grade: Option<u8>,
    /// Unit code.
    pub unit: Option<String>,
    /// Words of code or text, folded.
    pub q: Option<String>,
}

/// An objective with the programme it belongs to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Objective {
    /// Programme code.
    pub programme: String,
    /// The objective.
    #[serde(flatten)]
    pub objective: ObjectiveDocument,
}

/// The index of every published programme; of two versions of a programme the later one holds. It is
/// rebuilt when something was published since, by whichever process.
pub fn curriculum_index(
    services: &Services,
    c: &mut AnyConnection,
) -> Answer<Arc<CurriculumIndex>> {
    let stamp = rows::stamp(c)?;
    let cache = &services.curricula.built;
    if let Some((of, index)) = &*cache.lock().unwrap_or_else(PoisonError::into_inner)
        && *of == stamp
    {
        return Ok(Arc::clone(index));
    }
    let documents = rows::documents(c)?;
    let documents: Vec<CurriculumDocument> = documents
        .iter()
        .map(|text| failure::read_json(text))
        .collect::<Result<_, _>>()?;
    let index = Arc::new(CurriculumIndex::new(&documents));
    *cache.lock().unwrap_or_else(PoisonError::into_inner) = Some((stamp, Arc::clone(&index)));
    Ok(index)
}

/// Publishes a version of a programme. The same document again changes nothing; another one under
/// the same version, or under the code of somebody else's programme, is a conflict.
pub fn publish_curriculum(
    services: &Services,
    call: &Call,
    version: i32,
    document: &CurriculumDocument,
) -> Answer<Curriculum> {
    let owner = &call.actor.home_org;
    call.require(
        Permission::PublishReference,
        &Object::of(&call.actor.home_path),
    )?;
    let findings = check(document);
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    let code = &document.programme.id;
    let hash = content_hash(document);
    services.write(call, "publish_curriculum", |unit| {
        let published = rows::by_code(unit.c, code)?;
        if published.iter().any(|row| row.owner_org != *owner) {
            let taken = Finding::error("already_taken", "/programme/id");
            return Err(Refusal::conflict(taken.with("value", code.as_str())));
        }
        if let Some(row) = published.into_iter().find(|row| row.version == version) {
            if row.hash != hash {
                return Err(Refusal::conflict(changed(code, version)));
            }
            unit.audit(owner, "curriculum", &row.id, json!({"unchanged": true}))?;
            return Ok(view(head(row)));
        }
        let row = CurriculumRow {
            id: unit.new_id(),
            owner_org: owner.clone(),
            code: code.clone(),
            version,
            programme: code.clone(),
            document: canonical(document),
            hash: hash.clone(),
            published_at: unit.now,
        };
        rows::insert(unit.c, &row)?;
        unit.audit(owner, "curriculum", &row.id, json!({"hash": hash}))?;
        Ok(view(head(row)))
    })
}

/// The version a programme has or would get: that of the same document, else the next one.
pub(super) fn edition_of(services: &Services, document: &CurriculumDocument) -> Answer<i32> {
    let hash = content_hash(document);
    let published = services.read(|c| Ok(rows::by_code(c, &document.programme.id)?))?;
    let same = published.iter().find(|row| row.hash == hash);
    let next = || published.iter().map(|row| row.version).max().unwrap_or(0) + 1;
    Ok(same.map_or_else(next, |row| row.version))
}

/// Published programmes, by id.
pub fn list_curricula(services: &Services, request: &PageRequest) -> Answer<Page<Curriculum>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    let found = services.read(|c| Ok(rows::list(c, &after, limit + 1)?))?;
    Ok(page::page(found, limit, |row| row.id.clone(), view))
}

/// One published programme.
pub fn read_curriculum(services: &Services, id: &str) -> Answer<CurriculumWithDocument> {
    let row = services.read(|c| Ok(rows::by_id(c, id)?))?;
    let row = row.ok_or(Refusal::not_found("curriculum"))?;
    Ok(CurriculumWithDocument {
        document: failure::read_json(&row.document)?,
        curriculum: view(head(row)),
    })
}

/// Objectives in order of programme, subject and code.
pub fn list_objectives(
    services: &Services,
    filter: &ObjectiveFilter,
    request: &PageRequest,
) -> Answer<Page<Objective>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?;
    let index = services.read(|c| curriculum_index(services, c))?;
    refuse_unknown(filter, &index)?;
    let words = filter.q.as_deref().map(fold);
    let programmes = index
        .programme_ids()
        .filter(|id| filter.programme.as_deref().is_none_or(|p| p == *id));
    let mut found: Vec<(String, Objective)> = Vec::new();
    for programme in programmes {
        for subject in index.subjects(Some(programme)) {
            for objective in index.objectives_of(Some(programme), &subject.code) {
                let key = format!("{programme}|{}|{}", objective.subject, objective.code);
                if key > after && fits(objective, filter, words.as_deref()) {
                    let objective = Objective {
                        programme: programme.to_owned(),
                        objective: objective.clone(),
                    };
                    found.push((key, objective));
                }
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.truncate(usize::try_from(limit).unwrap_or(0) + 1);
    Ok(page::page(found, limit, |(key, _)| key.clone(), |(_, o)| o))
}

fn refuse_unknown(filter: &ObjectiveFilter, index: &CurriculumIndex) -> Answer<()> {
    let mut findings = Vec::new();
    let programme = filter.programme.as_deref();
    if let Some(id) = programme.filter(|id| index.programme(id).is_none()) {
        findings.push(
            Finding::error("unknown_programme", "/programme")
                .with("code", id)
                .with("nearest", index.nearest_programmes(id)),
        );
    } else if let Some(code) = filter.subject.as_deref()
        && index.subject(programme, code).is_none()
    {
        findings.push(
            Finding::error("unknown_subject", "/subject")
                .with("code", code)
                .with("nearest", index.nearest_subjects(programme, code)),
        );
    }
    if findings.is_empty() {
        return Ok(());
    }
    Err(Refusal::Invalid(findings))
}

fn fits(objective: &ObjectiveDocument, filter: &ObjectiveFilter, words: Option<&str>) -> bool {
    let same = |wanted: &Option<String>, has: &str| wanted.as_deref().is_none_or(|w| w == has);
    same(&filter.subject, &objective.subject)
        && filter.grade.is_none_or(|g| g == objective.grade)
        && same(&filter.unit, objective.unit.as_deref().unwrap_or_default())
        && words.is_none_or(|words| {
            let texts = objective.text.values().chain([&objective.code]);
            texts.map(|text| fold(text)).any(|t| t.contains(words))
        })
}

fn changed(code: &str, version: i32) -> Finding {
    Finding::error("version_published_with_other_content", "/programme/id")
        .with("code", code)
        .with("version", version)
}

fn head(row: CurriculumRow) -> CurriculumHead {
    CurriculumHead {
        id: row.id,
        code: row.code,
        version: row.version,
        hash: row.hash,
        published_at: row.published_at,
    }
}

fn view(row: CurriculumHead) -> Curriculum {
    Curriculum {
        id: row.id,
        code: row.code,
        version: row.version,
        hash: row.hash,
        published_at: row.published_at.and_utc(),
    }
}
