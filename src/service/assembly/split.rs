//! A pool in parts: each part is a piece of the run, with the form that shows that it can build one.

use serde_json::{Value, json};

use super::super::{Answer, Call, Refusal, Services};
use super::job::Run;
use super::reports::{PartSummary, RunPart, SplitReport};
use super::view::{Outcome, mode_of};
use super::{of_mode, require_run, solving};
use crate::assembly::manifest::Manifest;
use crate::assembly::mode::{Mode, SplitWork};
use crate::assembly::split::{Feature, Split};
use crate::store::assembly_pieces as pieces;
use crate::store::failure::{read_json, write_json};

/// Parts the pool of a run.
pub(super) fn run_split(run: &Run<'_>, parts: u32) -> Answer<Value> {
    let work = SplitWork {
        request: run.request.clone(),
        parts,
    };
    let beat = || run.job.progress(run.services, 0, 1);
    let ended = solving::split(&run.services.limits, &work, beat);
    match run.answered(ended)? {
        Ok(split) => keep(run, &split),
        Err(refusal) => run.unmade(refusal, Outcome::default()),
    }
}

fn keep(run: &Run<'_>, split: &Split) -> Answer<Value> {
    let detail = json!({"parts": split.parts.len(), "left_out": split.left_out.len()});
    run.finish(detail, |unit| {
        let mut parts = Vec::new();
        for (number, part) in (1_u32..).zip(&split.parts) {
            let piece = RunPart {
                number,
                items: part.items.clone(),
                form: part.form.positions.clone(),
                achieved: part.form.achieved.clone(),
            };
            let place = i32::try_from(number).unwrap_or(i32::MAX);
            pieces::keep(unit.c, &run.row.id, place, &write_json(&piece))?;
            parts.push(PartSummary {
                number,
                items: part.items.len(),
                fingerprint: part.form.fingerprint.clone(),
            });
        }
        let spread = |feature: &Feature| feature.spread;
        let manifest = Manifest::of_split(&run.request, split);
        Ok(Outcome {
            manifest: Some(run.signed(manifest)),
            split: Some(SplitReport {
                parts,
                spread_max: split.features.iter().map(spread).fold(0.0, f64::max),
                features: split.features.clone(),
                left_out: split.left_out.len(),
                milliseconds: run.milliseconds(),
            }),
            ..Outcome::default()
        })
    })
}

/// A part of the pool of a run, with its items.
pub fn read_run_part(services: &Services, call: &Call, id: &str, number: &str) -> Answer<RunPart> {
    let none = || Refusal::not_found("part");
    services.read(|c| {
        let row = require_run(c, call, id)?;
        let mode = mode_of(&row)?;
        of_mode(&mode, matches!(mode, Mode::Split { .. }), "split")?;
        let number: i32 = number.parse().map_err(|_| none())?;
        let found = pieces::kept(c, &row.id, (number, number))?;
        let piece = found.into_iter().next().ok_or_else(none)?;
        Ok(read_json(&piece.content)?)
    })
}
