//! Several panels that have no item in common, one after another: each is made of what the earlier ones
//! left. That may fail where panels exist, and then the refusal says that it came to this one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Panel, assemble_panel};
use crate::assembly::achieved::Achieved;
use crate::assembly::mode::MOST_PANELS;
use crate::assembly::request::Request;
use crate::assembly::run::{Refusal, RefusalKind, label};
use crate::assembly::solver::Solver;
use crate::language::finding::Finding;

/// Panels of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Panels {
    /// The panels.
    pub panels: Vec<Panel>,
    /// Items that stand in more than one panel: asked for and achieved.
    pub common: Achieved,
}

/// Assembles so many panels without a common item.
///
/// # Errors
/// As [`assemble_panel`]; `panels_out_of_range`.
pub fn assemble_panels(
    request: &Request,
    panels: u32,
    solver: &dyn Solver,
) -> Result<Panels, Refusal> {
    if !(1..=MOST_PANELS).contains(&panels) {
        let finding = Finding::error("panels_out_of_range", "/panels").with("most", MOST_PANELS);
        return Err(Refusal::of(RefusalKind::Invalid, vec![finding]));
    }
    let mut request = request.clone();
    let mut made: Vec<Panel> = Vec::new();
    for number in 0..panels as usize {
        let panel = assemble_panel(&request, solver);
        let mut panel = panel.map_err(|refusal| told(number, refusal))?;
        panel.label = label(number);
        let items = codes(&panel).map(str::to_owned);
        request
            .options
            .blocked
            .extend(items.collect::<BTreeSet<_>>());
        made.push(panel);
    }
    let common = common(&made);
    match common.holds {
        true => Ok(Panels {
            panels: made,
            common,
        }),
        false => {
            let finding = Finding::error("form_breaks_constraint", "")
                .with("form", "")
                .with("kind", common.kind.as_str())
                .with("about", "")
                .with("achieved", common.achieved.to_string());
            Err(Refusal::of(RefusalKind::Failed, vec![finding]))
        }
    }
}

/// What kept a later panel from being made is not proven of all panels together.
fn told(number: usize, mut refusal: Refusal) -> Refusal {
    if number > 0 && refusal.kind == RefusalKind::Infeasible {
        refusal.kind = RefusalKind::Limit;
        let finding = Finding::error("panel_after_others", "/panels");
        let finding = finding.with("panel", label(number)).with("before", number);
        refusal.findings.insert(0, finding);
        refusal.explanation = None;
    }
    refusal
}

fn codes(panel: &Panel) -> impl Iterator<Item = &str> {
    let positions = panel.modules.iter().flat_map(|module| &module.positions);
    positions.map(|position| position.item.as_str())
}

/// Counted anew from the panels alone.
fn common(panels: &[Panel]) -> Achieved {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    let mut twice: BTreeSet<&str> = BTreeSet::new();
    for panel in panels {
        let own: BTreeSet<&str> = codes(panel).collect();
        twice.extend(own.intersection(&met));
        met.extend(own);
    }
    Achieved::count("panels_items", "", None, Some(0), twice.len())
}
