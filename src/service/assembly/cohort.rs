//! The pupils that forms are for, as a request names them.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::classes::sees_school;
use super::super::{Answer, Call, Refusal, organisations};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::{AnyConnection, classes};

/// Pupils: all members of some classes, and some one by one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Ids of classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 100))]
    pub classes: Vec<String>,
    /// Ids of candidates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 10_000))]
    pub candidates: Vec<String>,
}

/// Ids of everybody in a cohort, each once. Classes and candidates may be named by whoever works with
/// their school, or assembles forms above it.
pub(in crate::service) fn members_of(
    c: &mut AnyConnection,
    call: &Call,
    cohort: &Cohort,
) -> Answer<Vec<String>> {
    let mut unknown = Vec::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for (index, id) in cohort.classes.iter().enumerate() {
        let class = classes::by_id(c, id)?;
        match class.filter(|class| knows_school(c, call, &class.owner_org)) {
            Some(class) => {
                let members = classes::members(c, &class.id)?;
                ids.extend(members.into_iter().map(|member| member.id));
            }
            None => unknown.push(reference_unknown(format!("/cohort/classes/{index}"), id)),
        }
    }
    for (index, id) in cohort.candidates.iter().enumerate() {
        let school = classes::school_of_candidate(c, id)?;
        if school.is_some_and(|school| knows_school(c, call, &school)) {
            ids.insert(id.clone());
        } else {
            unknown.push(reference_unknown(format!("/cohort/candidates/{index}"), id));
        }
    }
    if unknown.is_empty() {
        Ok(ids.into_iter().collect())
    } else {
        Err(Refusal::Invalid(unknown))
    }
}

fn reference_unknown(pointer: String, value: &str) -> Finding {
    Finding::error("reference_unknown", pointer).with("value", value)
}

fn knows_school(c: &mut AnyConnection, call: &Call, org_id: &str) -> bool {
    let Ok(path) = organisations::path_of(c, org_id) else {
        return false;
    };
    let assembles = call.actor.grants_with(Permission::AssembleForms);
    let mut above = assembles.filter(|grant| path.starts_with(&grant.org_path));
    above.next().is_some() || sees_school(call, &path)
}
