//! From what was asked for to a whole request with its candidates, and back from a kept run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::{Answer, Call, Refusal, Services, organisations};
use super::view::CreateAssemblyRun;
use crate::assembly::request::{Limits, Options, Request};
use crate::bank::Language;
use crate::identity::{Object, Permission, scope};
use crate::language::finding::Finding;
use crate::specification::component::{Component, components};
use crate::specification::document::SpecificationDocument;
use crate::store::assembly::{self as rows, AssemblyRunRow, SpecificationVersion};
use crate::store::pool::{self, LoadedPool, PoolQuery};
use crate::store::{AnyConnection, blobs, failure};

/// What is kept of the request beside the columns of the run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The chosen subject, where the component leaves it open.
    subject: Option<String>,
    options: Options,
    limits: Limits,
}

/// The whole request of a run as it was made, for its job and for locking its forms. Without
/// candidates where they are not asked for.
pub(in crate::service) fn request_of_run(
    c: &mut AnyConnection,
    row: &AssemblyRunRow,
    with_candidates: bool,
) -> Answer<(SpecificationVersion, Request)> {
    let version = rows::specification_versions(c, &row.specification_id)?
        .into_iter()
        .find(|v| v.version == row.specification_version)
        .ok_or_else(|| Refusal::Internal("the specification of a run is gone".into()))?;
    let kept: Kept = failure::read_json(&row.options)?;
    let candidates = match with_candidates {
        true => snapshot(c, &row.snapshot_hash)?,
        false => Vec::new(),
    };
    let request = Request {
        document: failure::read_json(&version.document)?,
        component: row.component.clone(),
        subject: kept.subject,
        languages: failure::read_json(&row.languages)?,
        candidates,
        options: kept.options,
        limits: kept.limits,
    };
    Ok((version, request))
}

/// A request with where it comes from.
pub(super) struct Asked {
    pub(super) specification: SpecificationVersion,
    pub(super) request: Request,
    /// Subject of the forms; '' for none.
    pub(super) subject: String,
    /// Code in the pool → item id, for the codes that had to be changed.
    pub(super) renamed: BTreeMap<String, String>,
    pub(super) kept: Kept,
}

/// The whole request; refuses who may not assemble for the owner of the specification.
pub(super) fn request_of(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<Asked> {
    let (version, path) = specification(c, call, input)?;
    let document: SpecificationDocument = failure::read_json(&version.document)?;
    let all = components(&document);
    let component = chosen(&all, input);
    let subject = component
        .and_then(|component| component.subject.clone())
        .or_else(|| input.subject.clone())
        .unwrap_or_default();
    call.require(
        Permission::AssembleForms,
        &Object::of(&path).subject(&subject),
    )?;
    let scope = scope(
        &call.actor,
        Permission::ReadItems,
        Permission::ReadSecureItems,
    );
    let LoadedPool {
        candidates,
        renamed,
    } = match component {
        Some(component) => pool::load(
            c,
            &PoolQuery {
                subject: &subject,
                grade: component.grade,
                owner_path: &path,
                scope: &scope,
            },
        )?,
        None => LoadedPool::default(),
    };
    let only_set = component
        .map(|component| component.language_sets.as_slice())
        .and_then(|sets| <&[Vec<Language>; 1]>::try_from(sets).ok())
        .map(|[set]| set.clone());
    let request = Request {
        component: component
            .map(|component| component.id.clone())
            .or_else(|| input.component.clone())
            .unwrap_or_default(),
        subject: input.subject.clone(),
        languages: input.languages.clone().or(only_set).unwrap_or_default(),
        candidates,
        options: options(input),
        limits: limits(services, input),
        document,
    };
    let kept = Kept {
        subject: request.subject.clone(),
        options: request.options.clone(),
        limits: request.limits,
    };
    Ok(Asked {
        specification: version,
        request,
        subject,
        renamed,
        kept,
    })
}

fn chosen<'a>(all: &'a [Component], input: &CreateAssemblyRun) -> Option<&'a Component> {
    match (&input.component, all) {
        (None, [only]) => Some(only),
        (None, _) => None,
        (Some(id), _) => all.iter().find(|component| component.id == *id),
    }
}

fn options(input: &CreateAssemblyRun) -> Options {
    Options {
        forms: input.forms,
        overlap_max: input.overlap,
        forced: input.forced.clone(),
        blocked: input.blocked.clone(),
        seed: u64::from(input.seed),
        phases: input.phases.clone(),
        access: None,
    }
}

fn limits(services: &Services, input: &CreateAssemblyRun) -> Limits {
    let usual = Limits::default();
    let longest = services.limits.solve_s as f64;
    Limits {
        gap: input.gap.unwrap_or(usual.gap),
        wall_clock_guard_s: input
            .time_limit_s
            .unwrap_or(usual.wall_clock_guard_s)
            .min(longest),
        ..usual
    }
}

/// The version that forms are made from, with its owner's path. Drafts and withdrawn ones make none.
fn specification(
    c: &mut AnyConnection,
    call: &Call,
    input: &CreateAssemblyRun,
) -> Answer<(SpecificationVersion, String)> {
    let unknown = || {
        Refusal::invalid(
            Finding::error("reference_unknown", "/specification_id")
                .with("value", input.specification_id.as_str()),
        )
    };
    let versions = rows::specification_versions(c, &input.specification_id)?;
    let owner = versions.first().map(|v| v.owner_org.clone());
    let path = organisations::path_of(c, &owner.ok_or_else(unknown)?)?;
    let published = versions.iter().any(|v| v.state == "published");
    if !knows(call, &path, published) {
        return Err(unknown());
    }
    let newest = |state: &str| versions.iter().find(|v| v.state == state);
    let version = match input.version {
        Some(number) => versions
            .iter()
            .find(|v| u32::try_from(v.version).is_ok_and(|v| v == number)),
        None => newest("published").or_else(|| newest("approved")),
    };
    match version {
        Some(version) if matches!(version.state.as_str(), "approved" | "published") => {
            Ok((version.clone(), path))
        }
        Some(version) => Err(Refusal::conflict(
            Finding::error("specification_not_approved", "/version")
                .with("version", version.version)
                .with("state", version.state.as_str()),
        )),
        None => Err(Refusal::invalid(
            Finding::error("reference_unknown", "/version")
                .with("value", input.version.map_or("".into(), |v| v.to_string())),
        )),
    }
}

/// True when the caller may know of the specification: the owner's people, and whoever stands below
/// the owner once it is published.
fn knows(call: &Call, path: &str, published: bool) -> bool {
    let owner = Object::of(path);
    let assembles = call
        .actor
        .grants_with(Permission::AssembleForms)
        .any(|grant| path.starts_with(&grant.org_path));
    let below = call
        .actor
        .grants_with(Permission::ReadSpecifications)
        .any(|grant| grant.org_path.starts_with(path));
    assembles || call.may(Permission::ReadSpecifications, &owner) || (published && below)
}

fn snapshot(
    c: &mut AnyConnection,
    hash: &str,
) -> Answer<Vec<crate::assembly::candidate::Candidate>> {
    let bytes = blobs::read(c, hash)?
        .ok_or_else(|| Refusal::Internal(format!("snapshot {hash} is gone")))?;
    serde_json::from_slice(&bytes)
        .map_err(|e| Refusal::Internal(format!("snapshot {hash} does not read: {e}")))
}
