//! An organisation chooses the workflow that it and those below it follow. Items stand in states: those that
//! the edition renames move in the same write; an edition that would strand items is refused with their
//! number.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Followed;
use crate::bank::phase::Phase;
use crate::bank::workflow::WorkflowDocument;
use crate::bank::workflow::replacement::{OccupiedState, Replacement, replacement};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::service::item_view::phase_of;
use crate::service::organisations::{self, today};
use crate::service::published_documents::Publishable;
use crate::service::{Answer, Call, Refusal, Services, Unit};
use crate::store::item_states::{self, StateChangeRow};
use crate::store::organisation_workflows::{self as rows, FollowedRow};
use crate::store::organisations::OrganisationRow;
use crate::store::published_documents::{self, PublishedRow};
use crate::store::{AnyConnection, failure};

/// The choice of a workflow.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseWorkflow {
    /// Published edition, of the organisation or of one above it.
    pub workflow_id: String,
    /// True to be told what would become of the items, and nothing more.
    #[serde(default)]
    pub dry_run: bool,
}

/// The workflow that an organisation follows.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FollowedWorkflow {
    /// Published edition; absent where nobody chose one and the built-in states hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow_id: Option<String>,
    /// Its code.
    pub code: String,
    /// Its edition.
    pub version: u32,
    /// Organisation that chose it: this one or one above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_by: Option<String>,
    /// State → versions that stand in it, of the organisations that follow this choice.
    pub items: BTreeMap<String, i64>,
}

/// What became of the items, or would.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChosenWorkflow {
    /// Published edition.
    pub workflow_id: String,
    /// Its code.
    pub code: String,
    /// Its edition.
    pub version: u32,
    /// When it was chosen; absent of a dry run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_at: Option<DateTime<Utc>>,
    /// Versions that move to another state.
    pub moved: Vec<MovedVersions>,
    /// Versions that have no place; only of a dry run, for otherwise they refuse it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stranded: Vec<StrandedVersions>,
}

/// Versions that move to another state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MovedVersions {
    /// Where they stand.
    pub from: String,
    /// Where they will stand.
    pub to: String,
    /// How many.
    pub versions: u64,
}

/// Versions that have no place in the edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrandedVersions {
    /// Where they stand.
    pub state: String,
    /// How many.
    pub versions: u64,
    /// States that could take them, the likeliest first.
    pub proposals: Vec<String>,
    /// Why they have none.
    pub finding: Finding,
}

/// The workflow an organisation follows.
pub fn read_organisation_workflow(
    services: &Services,
    call: &Call,
    org_id: &str,
) -> Answer<FollowedWorkflow> {
    let organisation = organisations::read_organisation(services, call, org_id)?;
    services.read(|c| {
        let path = organisations::path_of(c, &organisation.id)?;
        let followed = Followed::of(c, &path)?;
        let mut items = BTreeMap::new();
        let following = rows::following(c, &path)?;
        for (state, _, count) in rows::occupied(c, &following)? {
            *items.entry(state).or_default() += count;
        }
        Ok(FollowedWorkflow {
            workflow_id: followed.edition,
            code: followed.document.id.clone(),
            version: followed.document.version,
            chosen_by: followed.chosen_by,
            items,
        })
    })
}

/// Chooses the workflow that an organisation and those below it follow from now on.
pub fn choose_workflow(
    services: &Services,
    call: &Call,
    org_id: &str,
    input: &ChooseWorkflow,
) -> Answer<ChosenWorkflow> {
    let seen = organisations::read_organisation(services, call, org_id)?;
    if input.dry_run {
        return services.read(|c| {
            let organisation = chooser(c, call, &seen.id)?;
            let (edition, document) = chosen(services, c, &organisation, input)?;
            let plan = plan(c, &organisation.path, &document)?;
            Ok(view(&edition, plan, None))
        });
    }
    services.write(call, "choose_workflow", |unit| {
        let organisation = chooser(unit.c, call, &seen.id)?;
        let (edition, document) = chosen(services, unit.c, &organisation, input)?;
        let plan = plan(unit.c, &organisation.path, &document)?;
        if !plan.stranded.is_empty() {
            return Err(Refusal::Conflict(plan.findings()));
        }
        move_versions(unit, &organisation.path, &plan)?;
        let row = FollowedRow {
            org_id: organisation.id.clone(),
            workflow_id: edition.id.clone(),
            revision: 1,
            chosen_by: call.actor.user_id.clone(),
            chosen_at: unit.now,
        };
        rows::choose(unit.c, &row)?;
        let moved: u64 = plan.moved.iter().map(|moved| moved.items).sum();
        let detail = json!({"code": edition.code, "version": edition.version, "moved": moved});
        unit.audit(&organisation.id, "organisation", &organisation.id, detail)?;
        Ok(view(&edition, plan, Some(unit.now.and_utc())))
    })
}

/// The organisation, where the caller may choose for it.
fn chooser(c: &mut AnyConnection, call: &Call, org_id: &str) -> Answer<OrganisationRow> {
    let row = crate::store::organisations::by_id(c, org_id)?;
    let row = row.ok_or(Refusal::not_found("organisation"))?;
    call.require(Permission::PublishReference, &Object::of(&row.path))?;
    Ok(row)
}

/// The edition that is named: published by the organisation or above it, and in force today.
fn chosen(
    services: &Services,
    c: &mut AnyConnection,
    organisation: &OrganisationRow,
    input: &ChooseWorkflow,
) -> Answer<(PublishedRow, WorkflowDocument)> {
    let row = published_documents::by_id(c, WorkflowDocument::KIND, &input.workflow_id)?;
    let holds_here = |row: &PublishedRow| {
        organisation
            .path
            .split('/')
            .any(|above| above == row.owner_org)
    };
    let row = row.filter(holds_here).ok_or_else(|| {
        let finding = Finding::error("reference_unknown", "/workflow_id");
        Refusal::invalid(finding.with("value", input.workflow_id.as_str()))
    })?;
    let document: WorkflowDocument = failure::read_json(&row.document)?;
    let today = today(services, c, &organisation.id)?;
    if !document.holds(today) {
        let finding = Finding::error("workflow_not_in_force", "/workflow_id")
            .with("from", document.valid_from.to_string())
            .with("today", today.to_string());
        let until = document.valid_to.map(|to| to.to_string());
        return Err(Refusal::invalid(match until {
            Some(until) => finding.with("to", until),
            None => finding,
        }));
    }
    Ok((row, document))
}

/// What becomes of the versions of those who will follow the edition.
fn plan(c: &mut AnyConnection, path: &str, new: &WorkflowDocument) -> Answer<Replacement> {
    let old = Followed::chosen(c, path)?;
    let mut occupied = Vec::new();
    let following = rows::following(c, path)?;
    for (state, phase, count) in rows::occupied(c, &following)? {
        let phase = phase_of(&phase)?;
        // A draft that the service opened stands at the start of whatever workflow there is.
        let begins = phase == Phase::Draft && state == "draft" && new.state(&state).is_none();
        if !begins {
            occupied.push(OccupiedState {
                state,
                phase,
                items: u64::try_from(count).unwrap_or_default(),
            });
        }
    }
    let old = old.as_ref().map(|old| &*old.document);
    Ok(replacement(old, new, &occupied))
}

/// Moves versions to the states that take theirs, and keeps a step for each.
fn move_versions(unit: &mut Unit<'_>, path: &str, plan: &Replacement) -> Answer<()> {
    let following = rows::following(unit.c, path)?;
    let mut steps = Vec::new();
    for moved in &plan.moved {
        for (item_id, number, phase) in rows::standing_in(unit.c, &following, &moved.from)? {
            steps.push(StateChangeRow {
                id: unit.new_id(),
                item_id,
                number,
                from_state: moved.from.clone(),
                to_state: moved.to.clone(),
                phase,
                transition: String::new(),
                reason: String::new(),
                actor: unit.call.actor.user_id.clone(),
                created_at: unit.now,
                waived: 0,
            });
        }
    }
    // Two states may exchange their names: each is taken from where it stood before.
    for (n, moved) in plan.moved.iter().enumerate() {
        let aside = format!("~{n}");
        rows::rename_state(unit.c, &following, (&moved.from, &aside), unit.now)?;
    }
    for (n, moved) in plan.moved.iter().enumerate() {
        let aside = format!("~{n}");
        rows::rename_state(unit.c, &following, (&aside, &moved.to), unit.now)?;
    }
    Ok(item_states::insert(unit.c, &steps)?)
}

fn view(
    edition: &PublishedRow,
    plan: Replacement,
    chosen_at: Option<DateTime<Utc>>,
) -> ChosenWorkflow {
    let moved = plan.moved.into_iter().map(|moved| MovedVersions {
        from: moved.from,
        to: moved.to,
        versions: moved.items,
    });
    let stranded = plan.stranded.into_iter().map(|place| StrandedVersions {
        state: place.state,
        versions: place.items,
        proposals: place.proposals,
        finding: place.finding,
    });
    ChosenWorkflow {
        workflow_id: edition.id.clone(),
        code: edition.code.clone(),
        version: u32::try_from(edition.version).unwrap_or_default(),
        chosen_at,
        moved: moved.collect(),
        stranded: stranded.collect(),
    }
}
