//! A step of an adaptive test over the candidates of a run: nothing is kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Answer, Call, Limits, Refusal, Services};
use super::solving::{self, Ended};
use super::view::mode_of;
use super::{of_mode, refused, request_of_run, require_run};
use crate::assembly::mode::Mode;
use crate::assembly::next_item::{Asked, NextItem};
use crate::assembly::request::{GivenItem, Limits as SolveLimits};
use crate::language::finding::Finding;

/// What is asked for the next item.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskNextItem {
    /// The candidate's ability as it is estimated now, on the scale of the specification's information.
    #[schemars(range(min = -10.0, max = 10.0))]
    pub theta: f64,
    /// What the candidate has met, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 1000))]
    pub given_items: Vec<GivenItem>,
    /// How near to the most telling form is near enough, as a share; 0.01 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub gap: Option<f64>,
}

/// A candidate waits for the answer.
const NEAR_ENOUGH: f64 = 0.01;
/// Seconds that all of it, and one of its solves, may take.
const LONGEST_S: u64 = 10;
const LONGEST_SOLVE_S: f64 = 2.0;

/// The next item of an adaptive test and the form it is an item of, around what was given. Specification,
/// candidates and seed are those of the run.
pub fn next_item(
    services: &Services,
    call: &Call,
    id: &str,
    input: &AskNextItem,
) -> Answer<NextItem> {
    let mut request = services.read(|c| {
        let row = require_run(c, call, id)?;
        let mode = mode_of(&row)?;
        of_mode(
            &mode,
            !matches!(mode, Mode::Panel { .. }),
            "forms, on_the_fly, split",
        )?;
        Ok(request_of_run(c, &row, true)?.1)
    })?;
    request.limits = SolveLimits {
        gap: input.gap.unwrap_or(NEAR_ENOUGH),
        wall_clock_guard_s: LONGEST_SOLVE_S,
        ..request.limits
    };
    let asked = Asked {
        request,
        given_items: input.given_items.clone(),
        theta: input.theta,
    };
    let limits = Limits {
        solve_s: services.limits.solve_s.min(LONGEST_S),
        ..services.limits.clone()
    };
    match solving::next_item(&limits, &asked)? {
        Ended::Answered(answer) => answer.map_err(refused),
        Ended::TimedOut => {
            let finding = Finding::error("assembly_timed_out", "");
            Err(Refusal::invalid(finding.with("seconds", limits.solve_s)))
        }
        Ended::Crashed(why) => Err(Refusal::Internal(format!("the solver broke down: {why}"))),
    }
}
