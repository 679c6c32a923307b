//! What changed between two versions, or between the specifications of two years.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::succession::versions_named;
use super::view::{is_staff, sees};
use crate::service::{Answer, Call, Refusal, Services};
use crate::specification::comparison::{Comparison, compare};
use crate::specification::document::SpecificationDocument;
use crate::specification::state::SpecificationState;
use crate::store::specification_list::Listed;
use crate::store::{AnyConnection, failure, specifications as rows};

/// Which version is meant.
#[derive(Clone, Debug)]
pub struct ComparedVersion {
    /// Id, code or alias of the specification.
    pub name: String,
    /// Version; the one that holds for the caller when absent.
    pub version: Option<u32>,
}

/// What changed, and between which versions.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ComparedSpecifications {
    /// The first version.
    pub from: VersionName,
    /// The second version.
    pub to: VersionName,
    /// What changed.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// A version by its names.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct VersionName {
    /// UUID of the specification.
    pub id: String,
    /// Human code.
    pub code: String,
    /// Version.
    pub version: u32,
    /// Where it stands.
    pub state: SpecificationState,
    /// School year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub academic_year: Option<String>,
}

/// Compares two versions that the caller sees. Expired ones too: last year's is what this year's is
/// compared with.
pub fn compare_specifications(
    services: &Services,
    call: &Call,
    from: &ComparedVersion,
    to: &ComparedVersion,
) -> Answer<ComparedSpecifications> {
    let now = services.now().naive_utc();
    let (from, to) = services.read(|c| {
        let mut version = |wanted: &ComparedVersion| {
            let versions = versions_named(c, call, &wanted.name, now)?;
            read(c, call, versions, wanted.version)
        };
        Ok((version(from)?, version(to)?))
    })?;
    Ok(ComparedSpecifications {
        comparison: compare(&from.1, &to.1),
        from: from.0,
        to: to.0,
    })
}

fn read(
    c: &mut AnyConnection,
    call: &Call,
    versions: Vec<Listed>,
    version: Option<u32>,
) -> Answer<(VersionName, SpecificationDocument)> {
    let wanted = |row: &Listed| match version {
        Some(version) => u32::try_from(row.version) == Ok(version),
        None => is_staff(call, row) || row.state == "published",
    };
    let mut versions = versions.into_iter();
    let row = versions.find(|row| sees(call, row) && wanted(row));
    let row = row.ok_or(Refusal::not_found("specification"))?;
    let stored = rows::version(c, &row.specification.id, row.version)?;
    let stored = stored.ok_or(Refusal::not_found("specification"))?;
    let name = VersionName {
        id: row.specification.id,
        code: row.specification.code,
        version: u32::try_from(row.version).unwrap_or_default(),
        state: row.state.parse().map_err(Refusal::Internal)?,
        academic_year: Some(row.academic_year).filter(|year| !year.is_empty()),
    };
    Ok((name, failure::read_json(&stored.document)?))
}
