//! The phase is all that code knows of a version's workflow state; [`TRANSITIONS`] is the whole life
//! of a version.

use crate::language::text_enum;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

text_enum! {
    /// Phase of a version's life.
    Phase {
        /// Being written; the only phase in which content may change.
        Draft = "draft",
        /// Submitted; waiting for or in review.
        Review = "review",
        /// Approved; may be put live.
        Approved = "approved",
        /// In pilot.
        Pilot = "pilot",
        /// In use.
        Live = "live",
        /// Kept out of new forms for now.
        Suspended = "suspended",
        /// Retired, rejected or released for good.
        Closed = "closed",
    }
}

text_enum! {
    /// What may be done to a version as a whole.
    PhaseAction {
        /// Hand it in for review.
        Submit = "submit",
        /// Find it good.
        Approve = "approve",
        /// Send it back to be revised; a new draft takes its place.
        Return = "return",
        /// Refuse it for good.
        Reject = "reject",
        /// Try it out: its statistics become the evidence that some tests ask for.
        StartPilot = "start_pilot",
        /// Put it in use.
        PutLive = "put_live",
        /// Keep it out of new forms for now.
        Suspend = "suspend",
        /// End its use.
        Retire = "retire",
        /// End its use because a newer version is put in use.
        Supersede = "supersede",
    }
}

/// Action, the phases it starts from, the phase and the state it leads to.
pub type Transition = (PhaseAction, &'static [Phase], Phase, &'static str);

/// Every allowed change of phase.
pub const TRANSITIONS: &[Transition] = &[
    (
        PhaseAction::Submit,
        &[Phase::Draft],
        Phase::Review,
        "submitted",
    ),
    (
        PhaseAction::Approve,
        &[Phase::Review],
        Phase::Approved,
        "approved",
    ),
    (
        PhaseAction::Return,
        &[Phase::Review],
        Phase::Closed,
        "returned",
    ),
    (
        PhaseAction::Reject,
        &[Phase::Review],
        Phase::Closed,
        "rejected",
    ),
    (
        PhaseAction::StartPilot,
        &[Phase::Approved],
        Phase::Pilot,
        "pilot",
    ),
    (
        PhaseAction::PutLive,
        &[Phase::Approved, Phase::Pilot, Phase::Suspended],
        Phase::Live,
        "live",
    ),
    (
        PhaseAction::Suspend,
        &[Phase::Approved, Phase::Pilot, Phase::Live],
        Phase::Suspended,
        "suspended",
    ),
    (
        PhaseAction::Retire,
        &[Phase::Approved, Phase::Pilot, Phase::Live, Phase::Suspended],
        Phase::Closed,
        "retired",
    ),
    (
        PhaseAction::Supersede,
        &[Phase::Live],
        Phase::Closed,
        "superseded",
    ),
];

impl PhaseAction {
    /// Where the action leads from a phase: phase and state; `None` where it is not allowed.
    pub fn from(self, phase: Phase) -> Option<(Phase, &'static str)> {
        TRANSITIONS
            .iter()
            .find(|(action, from, ..)| *action == self && from.contains(&phase))
            .map(|(_, _, to, state)| (*to, *state))
    }

    /// The phases the action starts from, as one text.
    pub fn starts_from(self) -> String {
        let from = TRANSITIONS.iter().filter(|(action, ..)| *action == self);
        let names: Vec<_> = from
            .flat_map(|(_, from, ..)| from.iter().map(|p| p.as_str()))
            .collect();
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_one_row_and_nothing_leaves_closed_or_returns_to_draft() {
        for action in PhaseAction::ALL {
            assert_eq!(
                TRANSITIONS.iter().filter(|(a, ..)| a == action).count(),
                1,
                "{action}"
            );
            assert_eq!(action.from(Phase::Closed), None, "{action}");
        }
        assert!(TRANSITIONS.iter().all(|(_, _, to, _)| *to != Phase::Draft));
    }

    #[test]
    fn nothing_goes_live_that_was_not_approved() {
        assert_eq!(PhaseAction::PutLive.from(Phase::Draft), None);
        assert_eq!(PhaseAction::PutLive.from(Phase::Review), None);
        assert_eq!(
            PhaseAction::PutLive.from(Phase::Approved),
            Some((Phase::Live, "live"))
        );
    }

    #[test]
    fn only_what_was_approved_is_tried_out_and_from_there_it_goes_live_or_away() {
        for phase in Phase::ALL {
            let to = PhaseAction::StartPilot.from(*phase);
            assert_eq!(to.is_some(), *phase == Phase::Approved, "{phase}");
        }
        for action in [
            PhaseAction::PutLive,
            PhaseAction::Suspend,
            PhaseAction::Retire,
        ] {
            assert!(action.from(Phase::Pilot).is_some(), "{action}");
        }
    }
}
