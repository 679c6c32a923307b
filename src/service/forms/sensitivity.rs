//! What a form rests on: what its constraints cost, and why a task is not in it. It is solved for in a
//! process of its own, like a run.

use std::collections::BTreeSet;

use super::super::assembly::{Ended, weigh};
use super::super::{Answer, Call, Limits, Refusal, Services};
use super::swap::Open;
use crate::assembly::request::{Limits as SolveLimits, Request};
use crate::assembly::sensitivity::{Asked, Question, Sensitivity};
use crate::language::finding::Finding;

/// What is asked of a form.
#[derive(Clone, Debug, Default)]
pub struct AskSensitivity {
    /// Codes of the tasks that are asked about; all when empty.
    pub items: BTreeSet<String>,
    /// Most tasks that are told of.
    pub limit: Option<u32>,
    /// Most exchanges told for each position.
    pub swaps: Option<u32>,
    /// Most solves with a wider bound.
    pub solves: Option<u32>,
}

/// Solves with a wider bound where no number is asked for.
const USUAL_SOLVES: u32 = 3;
/// Seconds that all of it, and one of its solves, may take.
const LONGEST_S: u64 = 30;
const LONGEST_SOLVE_S: f64 = 5.0;

/// What a form rests on, among the candidates of now.
pub fn read_form_sensitivity(
    services: &Services,
    call: &Call,
    id: &str,
    ask: &AskSensitivity,
) -> Answer<Sensitivity> {
    let open = services.read(|c| Open::of_any_state(services, c, call, id))?;
    let usual = Question::default();
    let most = |asked: Option<u32>, usual: usize| asked.map_or(usual, |most| most as usize);
    let limits = SolveLimits {
        wall_clock_guard_s: LONGEST_SOLVE_S,
        max_sensitivity_solves: ask.solves.unwrap_or(USUAL_SOLVES),
        ..open.fresh.request.limits
    };
    let asked = Asked {
        request: Request {
            limits,
            ..open.fresh.request.clone()
        },
        forms: open.forms.clone(),
        which: open.which,
        question: Question {
            items: ask.items.clone(),
            most_items: most(ask.limit, usual.most_items),
            most_swaps: most(ask.swaps, usual.most_swaps),
        },
    };
    let limits = Limits {
        solve_s: services.limits.solve_s.min(LONGEST_S),
        ..services.limits.clone()
    };
    match weigh(&limits, &asked)? {
        Ended::Answered(answer) => {
            let mut told = answer.map_err(Refusal::Conflict)?;
            // Tasks of other forms that the caller does not see are not told of.
            told.outside.retain(|outside| open.knows(&outside.version));
            told.swaps.retain(|swap| open.knows(&swap.put));
            Ok(told)
        }
        Ended::TimedOut => {
            let finding = Finding::error("assembly_timed_out", "");
            Err(Refusal::invalid(finding.with("seconds", limits.solve_s)))
        }
        Ended::Crashed(why) => Err(Refusal::Internal(format!("the solver broke down: {why}"))),
    }
}
