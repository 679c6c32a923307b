//! Panels of a multistage test: solved like forms, each module kept as a draft form of its component.

use serde_json::{Value, json};

use super::super::Answer;
use super::job::{Named, Run};
use super::reports::{PanelsReport, RunModule, RunPanel};
use super::solving;
use super::view::Outcome;
use crate::assembly::manifest::Manifest;
use crate::assembly::mode::PanelWork;
use crate::assembly::panel::{Panel, Panels};
use crate::assembly::run::AssembledForm;

/// Makes the panels of a run.
pub(super) fn run_panels(run: &Run<'_>, panels: u32) -> Answer<Value> {
    let work = PanelWork {
        request: run.request.clone(),
        panels,
    };
    let beat = || run.job.progress(run.services, 0, 1);
    let ended = solving::panels(&run.services.limits, &work, beat);
    match run.answered(ended)? {
        Ok(panels) => keep(run, &panels),
        Err(refusal) => run.unmade(refusal, Outcome::default()),
    }
}

fn keep(run: &Run<'_>, made: &Panels) -> Answer<Value> {
    let modules = || made.panels.iter().flat_map(|panel| &panel.modules);
    let detail = json!({"panels": made.panels.len(), "modules": modules().count()});
    run.finish(detail, |unit| {
        let ids = run.item_ids(unit, modules())?;
        let mut panels = Vec::new();
        for panel in &made.panels {
            let mut kept = Vec::new();
            for module in &panel.modules {
                let named = Named {
                    component: &module.label,
                    label: &panel.label,
                };
                let form = AssembledForm {
                    label: panel.label.clone(),
                    ..module.clone()
                };
                kept.push(RunModule {
                    module: module.label.clone(),
                    form: run.keep_form(unit, &form, &named, &ids)?,
                });
            }
            panels.push(shown(panel, kept));
        }
        let manifest = Manifest::of_panels(&run.request, made);
        Ok(Outcome {
            manifest: Some(run.signed(manifest)),
            panels: Some(PanelsReport {
                panels,
                common: made.common.clone(),
                milliseconds: run.milliseconds(),
            }),
            ..Outcome::default()
        })
    })
}

fn shown(panel: &Panel, modules: Vec<RunModule>) -> RunPanel {
    RunPanel {
        label: panel.label.clone(),
        modules,
        routes: panel.routes.clone(),
        shared: panel.shared.clone(),
        status: panel.status,
        stages: panel.stages.clone(),
        objective: panel.objective,
        bound: panel.bound,
        reproducible: panel.reproducible,
    }
}
