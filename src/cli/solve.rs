//! The child processes of the service: a request on standard input, the answer on standard output.

use std::time::{Duration, Instant};

use super::outcome::Failure;
use crate::assembly::mode::{PanelWork, SplitWork};
use crate::assembly::next_item::{Asked as Step, next_item as next};
use crate::assembly::on_the_fly::work::{Work, work};
use crate::assembly::panel::{Panels, assemble_panels};
use crate::assembly::request::Request;
use crate::assembly::run::{Assembly, assemble};
use crate::assembly::sensitivity::{Asked, sensitivity as weigh};
use crate::assembly::solver::Highs;
use crate::assembly::split::split_with;

/// Solves one request.
pub(super) fn solve() -> Result<(), Failure> {
    let request: Request = read()?;
    write(&assemble(&request).map(finite))
}

/// Says what one form rests on.
pub(super) fn sensitivity() -> Result<(), Failure> {
    let Asked {
        request,
        forms,
        which,
        question,
    } = read()?;
    write(&weigh(&request, &forms, which, &question))
}

/// Draws forms of a cohort for as long as is asked.
pub(super) fn draw() -> Result<(), Failure> {
    let asked: Work = read()?;
    let until = Instant::now() + Duration::from_secs_f64(asked.seconds.clamp(0.0, 86_400.0));
    write(&work(&asked, &Highs, || Instant::now() < until))
}

/// Solves panels.
pub(super) fn panels() -> Result<(), Failure> {
    let PanelWork { request, panels } = read()?;
    write(&assemble_panels(&request, panels, &Highs).map(finite_panels))
}

/// Parts a pool.
pub(super) fn split() -> Result<(), Failure> {
    let SplitWork { request, parts } = read()?;
    write(&split_with(&request, parts, &Highs))
}

/// Makes a step of an adaptive test.
pub(super) fn next_item() -> Result<(), Failure> {
    let asked: Step = read()?;
    write(&next(&asked, &Highs))
}

fn read<T: serde::de::DeserializeOwned>() -> Result<T, Failure> {
    serde_json::from_reader(std::io::stdin().lock())
        .map_err(|e| Failure::Wrong(format!("the request does not read: {e}")))
}

fn write(answer: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer(std::io::stdout().lock(), answer)
        .map_err(|e| Failure::Internal(format!("the answer cannot be written: {e}")))
}

/// The same for panels.
pub(super) fn finite_panels(mut made: Panels) -> Panels {
    for panel in &mut made.panels {
        for number in [&mut panel.objective, &mut panel.bound] {
            *number = number.clamp(f64::MIN, f64::MAX);
        }
    }
    made
}

/// JSON has no infinity; a bound that was never found becomes the lowest number.
pub(super) fn finite(mut assembly: Assembly) -> Assembly {
    let clamp = |number: &mut f64| *number = number.clamp(f64::MIN, f64::MAX);
    [
        &mut assembly.objective,
        &mut assembly.bound,
        &mut assembly.gap,
    ]
    .into_iter()
    .for_each(clamp);
    for report in &mut assembly.solves {
        [&mut report.objective, &mut report.bound, &mut report.gap]
            .into_iter()
            .for_each(clamp);
    }
    assembly
}
