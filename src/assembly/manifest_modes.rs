//! Manifests of what runs make beside forms, and making it again.

use super::manifest::{FormIdentity, Manifest};
use super::mode::Mode;
use super::on_the_fly::work::{ShortForm, next_chunk};
use super::on_the_fly::{Batch, Plan};
use super::panel::{Panels, assemble_panels};
use super::pool::Pool;
use super::request::Request;
use super::run::{Refusal, RefusalKind, assemble_with, label};
use super::solver::Solver;
use super::split::{Split, split_with};
use crate::document::content_hash;

impl Manifest {
    /// The manifest of panels: its forms are their modules, named `A/module`.
    pub fn of_panels(request: &Request, made: &Panels) -> Self {
        let panels = made.panels.iter();
        let forms = panels.clone().flat_map(|panel| {
            panel.modules.iter().map(move |module| FormIdentity {
                label: format!("{}/{}", panel.label, module.label),
                ..FormIdentity::of(module)
            })
        });
        let hash = made
            .panels
            .first()
            .map(|panel| panel.snapshot_hash.as_str());
        let mode = Mode::Panel {
            panels: u32::try_from(made.panels.len()).unwrap_or(u32::MAX),
        };
        Self {
            status: panels.clone().map(|panel| panel.status).max(),
            objective: Some(panels.clone().map(|panel| panel.objective).sum()),
            bound: Some(panels.clone().map(|panel| panel.bound).sum()),
            reproducible: panels.clone().all(|panel| panel.reproducible),
            ..Self::bare(request, hash.unwrap_or_default(), mode, forms.collect())
        }
    }

    /// The manifest of a pool in parts: its forms are the parts, each with the hash of its items.
    pub fn of_split(request: &Request, split: &Split) -> Self {
        let parts = split.parts.iter().enumerate();
        let forms = parts.map(|(number, part)| FormIdentity {
            label: label(number),
            fingerprint: content_hash(&part.items),
            items: part.items.len(),
        });
        let mode = Mode::Split {
            parts: u32::try_from(split.parts.len()).unwrap_or(u32::MAX),
        };
        Self {
            reproducible: split.reproducible,
            ..Self::bare(request, &split.snapshot_hash, mode, forms.collect())
        }
    }

    /// The manifest of the forms of a cohort: one line for all of them, with the hash of all their
    /// fingerprints in the order of numbers.
    pub fn of_cohort(
        request: &Request,
        mode: &Mode,
        snapshot_hash: &str,
        forms: &[ShortForm],
    ) -> Self {
        let prints: Vec<&str> = forms.iter().map(|form| form.fingerprint.as_str()).collect();
        let all = FormIdentity {
            label: format!("1-{}", forms.len()),
            fingerprint: content_hash(&prints),
            items: forms.iter().map(|form| form.tasks.len()).sum(),
        };
        Self::bare(request, snapshot_hash, mode.clone(), vec![all])
    }
}

/// Makes again what a manifest of this mode tells of, and its manifest.
///
/// # Errors
/// What assembling it refuses.
pub fn made_again(
    request: &Request,
    mode: &Mode,
    solver: &dyn Solver,
) -> Result<Manifest, Refusal> {
    match (mode, mode.cohort()) {
        (Mode::Panel { panels }, _) => {
            let made = assemble_panels(request, *panels, solver)?;
            Ok(Manifest::of_panels(request, &made))
        }
        (Mode::Split { parts }, _) => {
            let split = split_with(request, *parts, solver)?;
            Ok(Manifest::of_split(request, &split))
        }
        (_, Some(cohort)) => {
            let plan = Plan::of(request, &cohort)?;
            let (mut batch, mut forms) = (Batch::new(&plan), Vec::new());
            while let Some(chunk) = next_chunk(&plan, &mut batch, None, solver)? {
                forms.extend(chunk.forms);
            }
            let pool = Pool::new(request.candidates.clone());
            let pool = pool.map_err(|found| Refusal::of(RefusalKind::Invalid, found))?;
            let hash = pool.snapshot_hash();
            Ok(Manifest::of_cohort(request, mode, &hash, &forms))
        }
        (_, None) => Ok(Manifest::of(request, &assemble_with(request, solver)?)),
    }
}
