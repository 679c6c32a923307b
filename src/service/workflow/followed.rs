//! The workflow that holds for an item: the choice of its owner, or of the nearest organisation above that
//! chose one; else the built-in one.

use std::sync::Arc;

use super::built_in::built_in;
use crate::bank::phase::Phase;
use crate::bank::workflow::WorkflowDocument;
use crate::bank::workflow::replacement::built_in_states;
use crate::service::Answer;
use crate::service::item_view::phase_of;
use crate::store::items::VersionRow;
use crate::store::{AnyConnection, failure, organisation_workflows};

/// A workflow in force.
#[derive(Clone, Debug)]
pub(in crate::service) struct Followed {
    /// The document.
    pub(in crate::service) document: Arc<WorkflowDocument>,
    /// Id of the published edition; none for the built-in one.
    pub(in crate::service) edition: Option<String>,
    /// The organisation that chose it; none for the built-in one.
    pub(in crate::service) chosen_by: Option<String>,
}

impl Followed {
    /// The workflow of an owner.
    pub(in crate::service) fn of(c: &mut AnyConnection, owner_path: &str) -> Answer<Self> {
        Ok(Self::chosen(c, owner_path)?.unwrap_or_else(Self::built_in))
    }

    /// The workflow that an owner, or somebody above, chose.
    pub(in crate::service) fn chosen(
        c: &mut AnyConnection,
        owner_path: &str,
    ) -> Answer<Option<Self>> {
        let found = organisation_workflows::for_path(c, owner_path)?;
        found
            .map(|(choice, edition)| {
                let document: WorkflowDocument = failure::read_json(&edition.document)?;
                Ok(Self {
                    document: Arc::new(document),
                    edition: Some(edition.id),
                    chosen_by: Some(choice.org_id),
                })
            })
            .transpose()
    }

    fn built_in() -> Self {
        Self {
            document: built_in(),
            edition: None,
            chosen_by: None,
        }
    }

    /// True where nobody chose one.
    pub(in crate::service) fn is_built_in(&self) -> bool {
        self.edition.is_none()
    }

    /// The state of a version in this workflow. What the service itself makes (new drafts, a shipped
    /// bank) bears built-in names: they stand where the workflow says, or in its first state of the phase.
    pub(in crate::service) fn state_of(&self, version: &VersionRow) -> Answer<String> {
        let workflow = &self.document;
        if workflow.state(&version.state).is_some() {
            return Ok(version.state.clone());
        }
        if let Some(renamed) = workflow.renames.get(&version.state) {
            return Ok(renamed.clone());
        }
        let phase = phase_of(&version.phase)?;
        if phase == Phase::Draft {
            return Ok(workflow.start.clone());
        }
        let is_built_in = built_in_states().get(version.state.as_str()) == Some(&phase);
        let first = workflow.states.iter().find(|state| state.phase == phase);
        Ok(match first.filter(|_| is_built_in) {
            Some(state) => state.id.clone(),
            None => version.state.clone(),
        })
    }
}
