//! Grading policies: publish an edition, list, read; and the edition that holds for an organisation.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::organisations::taken;
use super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::{Finding, refuses};
use crate::scoring::policy::check;
use crate::specification::policy::GradingPolicyDocument;
use crate::store::grading_policies::{self as rows, GradingPolicyRow};
use crate::store::{AnyConnection, failure};

/// A published edition of a grading policy.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GradingPolicy {
    /// UUID.
    pub id: String,
    /// Organisation that published it.
    pub owner_org: String,
    /// Hash of the document; results name the one they were computed by.
    pub hash: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The document.
    pub document: GradingPolicyDocument,
}

/// An edition as lists show it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GradingPolicySummary {
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
pub fn publish_policy(
    services: &Services,
    call: &Call,
    document: &GradingPolicyDocument,
) -> Answer<GradingPolicy> {
    call.require(
        Permission::PublishReference,
        &Object::of(&call.actor.home_path),
    )?;
    let findings = check(document);
    if refuses(&findings) {
        return Err(Refusal::Invalid(findings));
    }
    let hash = content_hash(document);
    services.write(call, "publish_policy", |unit| {
        let owner_org = &call.actor.home_org;
        let version = i32::try_from(document.version).unwrap_or(i32::MAX);
        let existing = rows::by_version(unit.c, owner_org, &document.id, version)?;
        let detail = json!({"code": document.id, "version": version, "hash": hash});
        if let Some(row) = existing {
            if row.hash != hash {
                return Err(other_content(&document.id, version));
            }
            unit.audit(owner_org, "grading_policy", &row.id, detail)?;
            return view(row);
        }
        let row = GradingPolicyRow {
            id: unit.new_id(),
            owner_org: owner_org.clone(),
            code: document.id.clone(),
            version,
            document: failure::write_json(document),
            hash: hash.clone(),
            published_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/version", &version.to_string()))?;
        unit.audit(owner_org, "grading_policy", &row.id, detail)?;
        view(row)
    })
}

/// One edition. Policies are public reference: any key reads them.
pub fn read_policy(services: &Services, id: &str) -> Answer<GradingPolicy> {
    let row = services.read(|c| Ok(rows::by_id(c, id)?))?;
    view(row.ok_or(Refusal::not_found("grading policy"))?)
}

/// Every edition, by id; of one code where it is named.
pub fn list_policies(
    services: &Services,
    code: Option<&str>,
    request: &PageRequest,
) -> Answer<Page<GradingPolicySummary>> {
    let limit = request.limit(&services.limits);
    let rows = services.read(|c| Ok(rows::list(c, code, &request.after()?, limit + 1)?))?;
    Ok(page::page(rows, limit, |row| row.id.clone(), summary))
}

/// The newest edition of a policy that holds for an owner: published by it or by an organisation
/// above, the nearest first. With its hash.
pub fn policy_for(
    c: &mut AnyConnection,
    owner_path: &str,
    code: &str,
) -> Answer<Option<(GradingPolicyDocument, String)>> {
    let nearest = rows::editions(c, code)?
        .into_iter()
        .filter(|(path, _)| owner_path.starts_with(path))
        .max_by_key(|(path, row)| (path.len(), row.version));
    nearest
        .map(|(_, row)| Ok((failure::read_json(&row.document)?, row.hash)))
        .transpose()
}

/// Codes of the policies that hold for an owner.
pub(super) fn codes_for(c: &mut AnyConnection, owner_path: &str) -> Answer<BTreeSet<String>> {
    let known = rows::codes_with_paths(c)?;
    let holding = known
        .into_iter()
        .filter(|(path, _)| owner_path.starts_with(path));
    Ok(holding.map(|(_, code)| code).collect())
}

fn other_content(code: &str, version: i32) -> Refusal {
    let finding = Finding::error("version_published_otherwise", "/version")
        .with("code", code)
        .with("version", version);
    Refusal::conflict(finding)
}

fn view(row: GradingPolicyRow) -> Answer<GradingPolicy> {
    Ok(GradingPolicy {
        document: failure::read_json(&row.document)?,
        id: row.id,
        owner_org: row.owner_org,
        hash: row.hash,
        published_at: row.published_at.and_utc(),
    })
}

fn summary(row: GradingPolicyRow) -> GradingPolicySummary {
    GradingPolicySummary {
        id: row.id,
        owner_org: row.owner_org,
        code: row.code,
        version: u32::try_from(row.version).unwrap_or_default(),
        hash: row.hash,
        published_at: row.published_at.and_utc(),
    }
}
