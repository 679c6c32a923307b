//! What is made beside forms, from files.

use super::super::outcome::Failure;
use super::super::solve::finite_panels;
use super::arguments::AssembleArguments;
use super::asked::Asked;
use super::{cohort, progress, told_modes, write};
use crate::assembly::manifest::Manifest;
use crate::assembly::mode::Mode;
use crate::assembly::next_item::{Asked as Step, next_item};
use crate::assembly::panel::{PANEL_COMPONENT, assemble_panels};
use crate::assembly::progress::{News, Stage};
use crate::assembly::request::Limits;
use crate::assembly::run::Refusal;
use crate::assembly::solver::Highs;
use crate::assembly::split::split_with;
use crate::document::signature::SigningKey;

/// How near to the most telling form is near enough where nothing is said.
const NEAR_ENOUGH: f64 = 0.01;

/// Makes it and tells it; `None` where forms are asked for.
pub(super) fn made(
    asked: &Asked,
    arguments: &AssembleArguments,
    key: Option<&SigningKey>,
) -> Option<Result<(), Failure>> {
    if let Some(theta) = arguments.next_item {
        return Some(stepped(asked, arguments, theta));
    }
    let json = arguments.json;
    match mode_of(asked, arguments) {
        Mode::Forms => None,
        Mode::Panel { panels } => {
            let made = told(asked, arguments, || {
                assemble_panels(&asked.request, panels, &Highs)
            });
            Some(made.map(finite_panels).and_then(|made| {
                keep(Manifest::of_panels(&asked.request, &made), arguments, key)?;
                told_modes::panels(asked, &made, json);
                Ok(())
            }))
        }
        Mode::Split { parts } => {
            let split = told(asked, arguments, || {
                split_with(&asked.request, parts, &Highs)
            });
            Some(split.and_then(|split| {
                keep(Manifest::of_split(&asked.request, &split), arguments, key)?;
                told_modes::split(asked, &split, json);
                Ok(())
            }))
        }
        mode @ Mode::OnTheFly { .. } => {
            let cohort = mode.cohort()?;
            Some(
                cohort::made(asked, &mode, &cohort, arguments).and_then(|made| {
                    keep(made.manifest, arguments, key)?;
                    told_modes::cohort(asked, &made.summary, &made.forms, json);
                    Ok(())
                }),
            )
        }
    }
}

/// Writes the manifest where one is asked for.
fn keep(
    manifest: Manifest,
    arguments: &AssembleArguments,
    key: Option<&SigningKey>,
) -> Result<(), Failure> {
    match &arguments.manifest {
        Some(file) => write(file, &manifest.signed(key).text()),
        None => Ok(()),
    }
}

fn mode_of(asked: &Asked, arguments: &AssembleArguments) -> Mode {
    match (arguments.on_the_fly, arguments.split, arguments.panels) {
        (Some(forms), ..) => Mode::OnTheFly {
            forms,
            exposure_max: arguments.exposure.unwrap_or(1.0),
            overlap_max: arguments.overlap,
            overlap_mean_max: arguments.overlap_mean,
            information_within: arguments.information_within,
        },
        (_, Some(parts), _) => Mode::Split { parts },
        (_, _, Some(panels)) => Mode::Panel { panels },
        _ if asked.request.component == PANEL_COMPONENT => Mode::Panel { panels: 1 },
        _ => Mode::Forms,
    }
}

fn stepped(asked: &Asked, arguments: &AssembleArguments, theta: f64) -> Result<(), Failure> {
    let mut request = asked.request.clone();
    request.limits = Limits {
        gap: arguments.gap.unwrap_or(NEAR_ENOUGH),
        ..request.limits
    };
    let step = Step {
        given_items: std::mem::take(&mut request.options.given_items),
        request,
        theta,
    };
    let next = told(asked, arguments, || next_item(&step, &Highs))?;
    told_modes::next_item(asked, &next, arguments.json);
    Ok(())
}

/// Does it while a person at a terminal sees that something happens.
fn told<T>(
    asked: &Asked,
    arguments: &AssembleArguments,
    work: impl FnOnce() -> Result<T, Refusal>,
) -> Result<T, Failure> {
    let done = progress::shown(arguments.progress, |watch| {
        watch(News::Stage(Stage::Searching));
        work()
    });
    done.map_err(|refusal| asked.failure(refusal))
}
