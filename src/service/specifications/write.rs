//! Create, check without saving, update a draft, revise.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::parts::{access, replace_parts, valid_until};
use super::references::{accepted, findings};
use super::view::{SavedSpecification, found, object, require_current, sees, summary, tag};
use crate::document::{self, Format, Tree, content_hash};
use crate::identity::{Object, Permission, share_for};
use crate::language::finding::{Finding, refuses};
use crate::service::organisations::taken;
use crate::service::{Answer, Call, Refusal, Services, Unit};
use crate::specification::document::SpecificationDocument;
use crate::store::specification_list::{self, Listed};
use crate::store::specifications::{self as rows, SpecificationRow, VersionRow};
use crate::store::{AnyConnection, failure, organisations};

/// A specification as it was sent.
#[derive(Clone, Debug)]
pub struct SpecificationText {
    /// JSON or YAML.
    pub text: String,
    /// Which.
    pub format: Format,
}

/// What is wrong or remarkable about a document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SpecificationCheck {
    /// True when it could be saved.
    pub valid: bool,
    /// Everything that was found.
    pub findings: Vec<Finding>,
}

/// Adds a specification with its first version, a draft. It belongs to `owner_org`, the caller's own
/// organisation when absent.
pub fn create_specification(
    services: &Services,
    call: &Call,
    input: &SpecificationText,
    owner_org: Option<&str>,
) -> Answer<SavedSpecification> {
    call.require_somewhere(Permission::WriteSpecifications)?;
    let read = decoded(input)?;
    let document = &read.document;
    let (owner, warnings) = services.read(|c| {
        let owner = owner(c, call, owner_org)?;
        require_write(call, Object::of(&owner.path), document)?;
        let warnings = accepted(read.all_findings(services, c, &owner.path, Vec::new())?)?;
        Ok((owner, warnings))
    })?;
    services.write(call, "create_specification", |unit| {
        let row = SpecificationRow {
            id: unit.new_id(),
            owner_org: owner.id.clone(),
            code: document.id.clone(),
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &row).map_err(|e| taken(e, "/id", &document.id))?;
        insert_version(unit, &row.id, document)?;
        saved(unit, &row.id, document.version, &warnings)
    })
}

/// The checks of [`create_specification`] and nothing else.
pub fn check_specification(
    services: &Services,
    call: &Call,
    input: &SpecificationText,
    owner_org: Option<&str>,
) -> Answer<SpecificationCheck> {
    call.require_somewhere(Permission::WriteSpecifications)?;
    let found = match decoded(input) {
        Ok(read) => services.read(|c| {
            let owner = owner(c, call, owner_org)?;
            read.all_findings(services, c, &owner.path, Vec::new())
        })?,
        Err(Refusal::Invalid(found)) => found,
        Err(Refusal::Malformed(finding)) => vec![finding],
        Err(other) => return Err(other),
    };
    Ok(SpecificationCheck {
        valid: !refuses(&found),
        findings: found,
    })
}

/// Replaces the document of a draft.
pub fn update_specification(
    services: &Services,
    call: &Call,
    id: &str,
    version: u32,
    input: &SpecificationText,
) -> Answer<SavedSpecification> {
    services.write(call, "update_specification", |unit| {
        let before = found(unit.c, call, id, version)?;
        call.require(Permission::WriteSpecifications, &object(&before))?;
        require_current(call, &tag(&before.hash, before.revision), true)?;
        if before.state != "draft" {
            return Err(not_in_state(&before, "draft"));
        }
        let read = decoded(input)?;
        let warnings = checked(services, unit, &before, &read, version)?;
        replace_document(unit, &before, &read.document)?;
        saved(unit, id, version, &warnings)
    })
}

/// Adds the next version, a draft.
pub fn revise_specification(
    services: &Services,
    call: &Call,
    id: &str,
    input: &SpecificationText,
) -> Answer<SavedSpecification> {
    services.write(call, "revise_specification", |unit| {
        let versions = specification_list::versions_of(unit.c, id)?;
        // Who sees a published version but not the draft after it may know of the specification.
        let is_seen = versions.iter().any(|row| sees(call, row));
        let latest = versions.into_iter().next().filter(|_| is_seen);
        let latest = latest.ok_or(Refusal::not_found("specification"))?;
        call.require(Permission::WriteSpecifications, &object(&latest))?;
        if latest.state == "draft" {
            let open = Finding::error("specification_draft_open", "");
            return Err(Refusal::conflict(open.with("version", latest.version)));
        }
        let next = u32::try_from(latest.version).unwrap_or_default() + 1;
        let read = decoded(input)?;
        let warnings = checked(services, unit, &latest, &read, next)?;
        insert_version(unit, id, &read.document)?;
        saved(unit, id, next, &warnings)
    })
}

/// Every check of a text that becomes a version of a specification that is there.
fn checked(
    services: &Services,
    unit: &mut Unit<'_>,
    row: &Listed,
    read: &Decoded,
    version: u32,
) -> Answer<Vec<Finding>> {
    require_write(unit.call, object(row), &read.document)?;
    let own = identity(row, &read.document, version);
    accepted(read.all_findings(services, unit.c, &row.owner_path, own)?)
}

/// A text as far as it is a specification.
struct Decoded {
    document: SpecificationDocument,
    tree: Tree,
    /// What breaks the schema and is readable nevertheless (an empty list where one is needed).
    faults: Vec<Finding>,
}

impl Decoded {
    /// Every finding, each with its place: faults of the schema, `own` ones, and those of the check.
    fn all_findings(
        &self,
        services: &Services,
        c: &mut AnyConnection,
        owner_path: &str,
        own: Vec<Finding>,
    ) -> Answer<Vec<Finding>> {
        let mut found = own;
        found.extend(findings(services, c, owner_path, &self.document)?);
        // What the check says about a value is better than what the schema says about it.
        let is_said = |fault: &&Finding| found.iter().any(|f| f.pointer == fault.pointer);
        let unsaid: Vec<Finding> = self
            .faults
            .iter()
            .filter(|f| !is_said(f))
            .cloned()
            .collect();
        found.extend(unsaid);
        Ok(self.tree.locate(found))
    }
}

/// Text → document. What breaks the schema does not hide what the checks would find, as long as there
/// is a document to check.
fn decoded(input: &SpecificationText) -> Answer<Decoded> {
    let tree = document::parse(&input.text, input.format).map_err(unreadable)?;
    match document::decode::<SpecificationDocument>(&tree.value) {
        Ok(document) => Ok(Decoded {
            document,
            tree,
            faults: Vec::new(),
        }),
        Err(faults) => match SpecificationDocument::deserialize(&tree.value) {
            Ok(document) => Ok(Decoded {
                document,
                tree,
                faults,
            }),
            Err(_) => Err(Refusal::Invalid(tree.locate(faults))),
        },
    }
}

/// A text that is no JSON or YAML is a malformed request; a doubled key is wrong input.
fn unreadable(mut found: Vec<Finding>) -> Refusal {
    let is_syntax = |f: &Finding| matches!(f.code.as_str(), "json_syntax" | "yaml_syntax");
    match found.len() == 1 && found.iter().all(is_syntax) {
        true => Refusal::Malformed(found.remove(0)),
        false => Refusal::Invalid(found),
    }
}

fn owner(
    c: &mut AnyConnection,
    call: &Call,
    owner_org: Option<&str>,
) -> Answer<organisations::OrganisationRow> {
    let id = owner_org.unwrap_or(&call.actor.home_org);
    let grants = &call.actor.grants;
    organisations::by_id(c, id)?
        .filter(|row| grants.iter().any(|g| row.path.starts_with(&g.org_path)))
        .ok_or_else(|| {
            let finding = Finding::error("reference_unknown", "/owner_org").with("value", id);
            Refusal::invalid(finding)
        })
}

fn require_write(call: &Call, at: Object<'_>, document: &SpecificationDocument) -> Answer<()> {
    let subject = document.subject.as_deref().unwrap_or_default();
    let mut object = at.subject(subject);
    // What a share covers is still covered when it is written.
    if let Some(shared) = &mut object.shared {
        let grade = document.grade.map(i32::from);
        shared.grades = grade.map(|grade| (grade, grade));
    }
    call.require(Permission::WriteSpecifications, &object)
}

/// Code and number belong to the specification, not to the text.
fn identity(row: &Listed, document: &SpecificationDocument, version: u32) -> Vec<Finding> {
    let mut found = Vec::new();
    if document.id != row.specification.code {
        found.push(
            Finding::error("specification_code_fixed", "/id")
                .with("code", row.specification.code.as_str()),
        );
    }
    if document.version != version {
        found.push(
            Finding::error("specification_version_fixed", "/version").with("version", version),
        );
    }
    found
}

/// The version is not in the state that the call needs.
pub(super) fn not_in_state(row: &Listed, needed: &str) -> Refusal {
    let finding = Finding::error("specification_state", "")
        .with("version", row.version)
        .with("state", row.state.as_str())
        .with("needed", needed);
    Refusal::conflict(finding)
}

fn insert_version(unit: &mut Unit<'_>, id: &str, document: &SpecificationDocument) -> Answer<()> {
    let row = VersionRow {
        specification_id: id.to_owned(),
        version: number(document.version),
        state: "draft".to_owned(),
        document: failure::write_json(document),
        hash: content_hash(document),
        revision: 1,
        kind: document.kind.clone(),
        subject: document.subject.clone().unwrap_or_default(),
        grade: document.grade.map_or(0, i32::from),
        term: document.term.map_or(0, i32::from),
        academic_year: document.academic_year.clone().unwrap_or_default(),
        access: access(document).to_owned(),
        approval_body: String::new(),
        approval_protocol: String::new(),
        approval_date: String::new(),
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        updated_at: unit.now,
        published_at: None,
        valid_until: valid_until(document),
        expires_at: None,
        withdrawn_at: None,
        withdrawal_reason: String::new(),
        superseded_at: None,
        superseded_by: String::new(),
        superseded_by_version: 0,
        notice: String::new(),
    };
    let named = document.version.to_string();
    rows::insert_version(unit.c, &row).map_err(|e| taken(e, "/version", &named))?;
    replace_parts(unit, id, document)
}

fn replace_document(
    unit: &mut Unit<'_>,
    before: &Listed,
    document: &SpecificationDocument,
) -> Answer<()> {
    let id = &before.specification.id;
    let old =
        rows::version(unit.c, id, before.version)?.ok_or(Refusal::not_found("specification"))?;
    let row = VersionRow {
        document: failure::write_json(document),
        hash: content_hash(document),
        revision: before.revision + 1,
        kind: document.kind.clone(),
        subject: document.subject.clone().unwrap_or_default(),
        grade: document.grade.map_or(0, i32::from),
        term: document.term.map_or(0, i32::from),
        academic_year: document.academic_year.clone().unwrap_or_default(),
        access: access(document).to_owned(),
        valid_until: valid_until(document),
        updated_at: unit.now,
        ..old
    };
    if !rows::update_version(unit.c, &row, before.revision)? {
        return Err(stale(unit.c, id, before.version)?);
    }
    replace_parts(unit, id, document)
}

/// Another call was quicker.
pub(super) fn stale(c: &mut AnyConnection, id: &str, version: i32) -> Answer<Refusal> {
    let now = specification_list::listed_version(c, id, version)?;
    let current = now.map_or_else(String::new, |row| tag(&row.hash, row.revision));
    Ok(Refusal::Stale { current })
}

/// The audit row and the answer of a write.
pub(super) fn saved(
    unit: &mut Unit<'_>,
    id: &str,
    version: u32,
    warnings: &[Finding],
) -> Answer<SavedSpecification> {
    let row = specification_list::listed_version(unit.c, id, number(version))?
        .ok_or(Refusal::not_found("specification"))?;
    let detail = json!({"code": row.specification.code, "version": version, "state": row.state, "hash": row.hash});
    let at = object(&row);
    if !unit
        .call
        .may(Permission::WriteSpecifications, &at.unshared())
        && let Some(share) = share_for(&unit.call.actor, Permission::WriteSpecifications, &at)
    {
        unit.audit(&share.partner_org, "specification", id, detail.clone())?;
    }
    unit.audit(&row.specification.owner_org, "specification", id, detail)?;
    Ok(SavedSpecification {
        specification: summary(row)?,
        warnings: warnings.to_vec(),
    })
}

pub(super) fn number(version: u32) -> i32 {
    i32::try_from(version).unwrap_or(i32::MAX)
}
