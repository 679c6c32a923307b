//! The rules over a set of tasks in their order: where the keys stand, and whether one task gives the key of
//! another. For a list of items, a collection, and a form. What is found tells keys, so it is only for those who
//! read the keys of every task of the set.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::collections;
use super::forms;
use super::item_drafts::document_of;
use super::item_quality::use_of;
use super::item_sight::{item_object, sees};
use super::organisations::path_of;
use super::quality_policies::policy_or_refusal;
use super::{Answer, Call, Refusal, Services};
use crate::bank::lint;
use crate::bank::quality::TaskUse;
use crate::bank::texts::ItemDocument;
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::store::items::{self, FoundVersion};
use crate::store::{AnyConnection, collections as collection_rows, whole_items};

/// By what a set is looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetQuestion {
    /// Code of another policy than the one that the owner follows.
    #[serde(default)]
    pub policy: Option<String>,
    /// Another use than the strictest of its tasks.
    #[serde(default)]
    pub task_use: Option<TaskUse>,
}

/// A set of tasks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LintSet {
    /// Ids of the items in their order, each once; their newest versions are looked at.
    #[schemars(length(min = 1, max = 300))]
    pub ids: Vec<String>,
    /// Code of another policy than the one that the caller's organisation follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Another use than the strictest of its tasks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task_use: Option<TaskUse>,
}

/// What was found over a set.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetLint {
    /// Code of the policy.
    pub policy: String,
    /// Its edition.
    pub policy_version: u32,
    /// The use it was judged for.
    pub task_use: TaskUse,
    /// The tasks in their order: pointers of findings begin with `/items/` and the place here, from 0.
    pub items: Vec<SetItem>,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// A task of a set.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetItem {
    /// The item.
    pub item_id: String,
    /// Its code.
    pub code: String,
    /// Its version.
    pub number: i32,
}

/// Looks at items in the order they are named in.
pub fn lint_items(services: &Services, call: &Call, input: &LintSet) -> Answer<SetLint> {
    call.require_somewhere(Permission::ReadKeys)?;
    refuse_wrong(&input.ids)?;
    let question = SetQuestion {
        policy: input.policy.clone(),
        task_use: input.task_use,
    };
    services.read(|c| {
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for (n, id) in input.ids.iter().enumerate() {
            match items::version(c, id, None)?.filter(|version| sees(call, version)) {
                Some(version) => found.push(version),
                None => unknown.push(
                    Finding::error("reference_unknown", format!("/ids/{n}"))
                        .with("value", id.as_str()),
                ),
            }
        }
        if !unknown.is_empty() {
            return Err(Refusal::Invalid(unknown));
        }
        let owner = (&call.actor.home_org, &call.actor.home_path);
        looked_at(services, c, call, found, (owner.0, owner.1), &question)
    })
}

/// Looks at a collection as it stands.
pub fn lint_collection(
    services: &Services,
    call: &Call,
    id: &str,
    question: &SetQuestion,
) -> Answer<SetLint> {
    services.read(|c| {
        let (row, path) = collections::seen(c, call, id)?;
        let pins = collection_rows::item_rows(c, id)?;
        let keys: Vec<(String, i32)> = pins.into_iter().map(|p| (p.item_id, p.number)).collect();
        let found = versions(c, call, &keys)?;
        looked_at(services, c, call, found, (&row.owner_org, &path), question)
    })
}

/// Looks at the tasks of a form.
pub fn lint_form(
    services: &Services,
    call: &Call,
    id: &str,
    question: &SetQuestion,
) -> Answer<SetLint> {
    services.read(|c| {
        let (owner, keys) = forms::tasks_with_keys(c, call, id)?;
        let path = path_of(c, &owner)?;
        let found = versions(c, call, &keys)?;
        looked_at(services, c, call, found, (&owner, &path), question)
    })
}

fn refuse_wrong(ids: &[String]) -> Answer<()> {
    let mut findings = Vec::new();
    for (n, id) in ids.iter().enumerate() {
        if ids[..n].contains(id) {
            let finding = Finding::error("set_item_twice", format!("/ids/{n}"));
            findings.push(finding.with("value", id.as_str()));
        }
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(findings)),
    }
}

/// Versions in the order of their keys; one that the caller may not see hides the whole set.
fn versions(
    c: &mut AnyConnection,
    call: &Call,
    keys: &[(String, i32)],
) -> Answer<Vec<FoundVersion>> {
    let named: Vec<(&str, i32)> = keys.iter().map(|(id, n)| (id.as_str(), *n)).collect();
    let mut found = whole_items::versions(c, &named)?;
    let ordered = keys.iter().map(|key| {
        let version = found.remove(key).filter(|version| sees(call, version));
        version.ok_or(Refusal::not_found("item"))
    });
    ordered.collect()
}

fn looked_at(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    found: Vec<FoundVersion>,
    owner: (&str, &str),
    question: &SetQuestion,
) -> Answer<SetLint> {
    for version in &found {
        call.require(Permission::ReadKeys, &item_object(version))?;
    }
    let policy = policy_or_refusal(services, c, owner, question.policy.as_deref())?;
    let documents = found.iter().map(document_of);
    let documents: Vec<ItemDocument> = documents.collect::<Answer<_>>()?;
    let task_use = question.task_use.unwrap_or_else(|| strictest(&documents));
    let set: Vec<&ItemDocument> = documents.iter().collect();
    let findings = policy.judge(lint::lint_set(&policy, &set), task_use);
    let item = |version: FoundVersion| SetItem {
        item_id: version.item.id,
        code: version.item.code,
        number: version.version.number,
    };
    Ok(SetLint {
        policy: policy.id.clone(),
        policy_version: policy.version,
        task_use,
        items: found.into_iter().map(item).collect(),
        findings,
    })
}

/// The use among the tasks of a set that asks for most.
fn strictest(documents: &[ItemDocument]) -> TaskUse {
    let has = |of: TaskUse| documents.iter().any(|document| use_of(document) == of);
    match (has(TaskUse::Admission), has(TaskUse::Summative)) {
        (true, _) => TaskUse::Admission,
        (false, true) => TaskUse::Summative,
        (false, false) => TaskUse::Formative,
    }
}
