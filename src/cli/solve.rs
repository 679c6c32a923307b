//! The child processes of the service: a request on standard input, the answer on standard output.

use super::outcome::Failure;
use crate::assembly::request::Request;
use crate::assembly::run::{Assembly, assemble};
use crate::assembly::sensitivity::{Asked, sensitivity as weigh};

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

fn read<T: serde::de::DeserializeOwned>() -> Result<T, Failure> {
    serde_json::from_reader(std::io::stdin().lock())
        .map_err(|e| Failure::Wrong(format!("the request does not read: {e}")))
}

fn write(answer: &impl serde::Serialize) -> Result<(), Failure> {
    serde_json::to_writer(std::io::stdout().lock(), answer)
        .map_err(|e| Failure::Internal(format!("the answer cannot be written: {e}")))
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
