//! What became of a version: every step with its reason, and who took it as far as the reader may know.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Followed, Standing};
use crate::bank::phase::Phase;
use crate::bank::review::blindness::ShownPerson;
use crate::service::item_sight::visible;
use crate::service::item_view::phase_of;
use crate::service::review::sight::Sight;
use crate::service::{Answer, Call, Services};
use crate::store::item_states;

/// A step that was taken.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StateChange {
    /// State before.
    pub from: String,
    /// State after.
    pub to: String,
    /// Phase of the state after.
    pub phase: Phase,
    /// Transition; absent when another edition of the workflow moved the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transition: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who, as far as a blind review lets the reader know.
    pub actor: ShownPerson,
    /// When.
    pub at: DateTime<Utc>,
    /// How many findings would have kept it from the step and stood under waivers; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<i32>,
}

/// The steps of a version the caller sees, oldest first.
pub fn list_state_changes(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
) -> Answer<Vec<StateChange>> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        let followed = Followed::of(c, &found.owner_path)?;
        let standing = Standing::of(c, call, &found, followed)?;
        let sight = Sight::of(c, call, &found, &standing)?;
        let rows = item_states::of_version(c, id, number)?;
        let change = |row: item_states::StateChangeRow| {
            Ok(StateChange {
                phase: phase_of(&row.phase)?,
                transition: Some(row.transition).filter(|t| !t.is_empty()),
                actor: sight.person(&row.actor),
                from: row.from_state,
                to: row.to_state,
                reason: row.reason,
                at: row.created_at.and_utc(),
                waived: Some(row.waived).filter(|waived| *waived > 0),
            })
        };
        rows.into_iter().map(change).collect()
    })
}
