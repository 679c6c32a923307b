//! Which change of phase a transition is. A policy names states; the phases between them are the code's.

use super::super::phase::{Phase, PhaseAction, TRANSITIONS};
use super::document::{Direction, Transition, WorkflowDocument};

/// What a transition does to the phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseStep {
    /// Nothing: only the state changes.
    Same,
    /// This.
    Action(PhaseAction),
    /// Nothing that the phases allow.
    Impossible,
}

impl PhaseStep {
    /// True for the verdicts on a submitted version, which nobody gives on what they wrote.
    pub fn is_verdict(self) -> bool {
        let verdicts = [
            PhaseAction::Approve,
            PhaseAction::Return,
            PhaseAction::Reject,
        ];
        matches!(self, Self::Action(action) if verdicts.contains(&action))
    }
}

/// The step from one phase to another in a direction.
pub fn phase_step(from: Phase, to: Phase, direction: Direction) -> PhaseStep {
    if from == to {
        return match from {
            // What is closed stays as it was closed.
            Phase::Closed => PhaseStep::Impossible,
            _ => PhaseStep::Same,
        };
    }
    let leads = |action: PhaseAction| action.from(from).is_some_and(|(phase, _)| phase == to);
    let suits = |action: PhaseAction| match action {
        // The service itself supersedes; nobody asks for it.
        PhaseAction::Supersede => false,
        PhaseAction::Return => direction == Direction::Back,
        PhaseAction::Reject => direction == Direction::Reject,
        _ => true,
    };
    let mut actions = PhaseAction::ALL.iter().copied();
    actions
        .find(|action| leads(*action) && suits(*action))
        .map_or(PhaseStep::Impossible, PhaseStep::Action)
}

/// The step of a transition from one of its states; impossible where a state is not known.
pub fn step_of(workflow: &WorkflowDocument, transition: &Transition, from: &str) -> PhaseStep {
    let phase = |id: &str| workflow.state(id).map(|state| state.phase);
    match (phase(from), phase(&transition.to)) {
        (Some(from), Some(to)) => phase_step(from, to, transition.direction),
        _ => PhaseStep::Impossible,
    }
}

/// Phases that a version can come to from a phase, for those who write a policy.
pub fn reachable_phases(from: Phase) -> Vec<Phase> {
    let rows = TRANSITIONS.iter();
    let mut phases: Vec<Phase> = rows
        .filter(|(action, starts, ..)| *action != PhaseAction::Supersede && starts.contains(&from))
        .map(|(_, _, to, _)| *to)
        .collect();
    phases.sort_unstable();
    phases.dedup();
    phases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phases_and_the_direction_say_which_action_it_is() {
        let step = |from, to, direction| phase_step(from, to, direction);
        let (forward, back, reject) = (Direction::Forward, Direction::Back, Direction::Reject);
        let action = PhaseStep::Action;
        assert_eq!(
            step(Phase::Review, Phase::Closed, back),
            action(PhaseAction::Return)
        );
        assert_eq!(
            step(Phase::Review, Phase::Closed, reject),
            action(PhaseAction::Reject)
        );
        assert_eq!(
            step(Phase::Review, Phase::Closed, forward),
            PhaseStep::Impossible
        );
        assert_eq!(
            step(Phase::Pilot, Phase::Closed, back),
            action(PhaseAction::Retire)
        );
        assert_eq!(
            step(Phase::Live, Phase::Closed, forward),
            action(PhaseAction::Retire)
        );
        assert_eq!(
            step(Phase::Suspended, Phase::Live, forward),
            action(PhaseAction::PutLive)
        );
        assert_eq!(step(Phase::Pilot, Phase::Pilot, forward), PhaseStep::Same);
        assert_eq!(
            step(Phase::Closed, Phase::Closed, forward),
            PhaseStep::Impossible
        );
        assert_eq!(
            step(Phase::Review, Phase::Draft, back),
            PhaseStep::Impossible
        );
    }

    #[test]
    fn only_verdicts_on_what_was_submitted_are_verdicts() {
        assert!(phase_step(Phase::Review, Phase::Approved, Direction::Forward).is_verdict());
        assert!(!phase_step(Phase::Draft, Phase::Review, Direction::Forward).is_verdict());
        assert!(!PhaseStep::Same.is_verdict());
    }

    #[test]
    fn nothing_comes_out_of_closed_and_a_draft_is_only_submitted() {
        assert!(reachable_phases(Phase::Closed).is_empty());
        assert_eq!(reachable_phases(Phase::Draft), [Phase::Review]);
    }
}
