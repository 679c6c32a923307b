//! What came of runs that make something else than forms.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::RunForm;
use crate::assembly::achieved::Achieved;
use crate::assembly::panel::RouteAchieved;
use crate::assembly::run::Position;
use crate::assembly::sequence::SolveStatus;
use crate::assembly::split::Feature;
use crate::assembly::stages::StageReport;
use crate::assembly::swap::ItemVersion;

/// The forms of a cohort, all together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OnTheFlyReport {
    /// Forms that were made; each passed the recount of every constraint before it was kept.
    pub forms: u32,
    /// Forms that were asked for and not made; the run's findings say why.
    pub failures: u32,
    /// Different items in them.
    pub items: u32,
    /// Greatest share of all forms that an item stands in.
    pub exposure_max: f64,
    /// Most common items of any two forms.
    pub overlap_max: u32,
    /// Common items of two forms in the mean.
    pub overlap_mean: f64,
}

/// A form of a cohort.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CohortForm {
    /// Number from 1.
    pub number: u32,
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// Tasks in order.
    pub tasks: Vec<CohortTask>,
}

/// A task of a form of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CohortTask {
    /// Code of the item.
    pub item: String,
    /// Its version.
    pub version: u32,
    /// Id of its row.
    pub row: String,
}

/// One form of a cohort with every constraint, recounted when it is asked for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WholeCohortForm {
    /// Number from 1.
    pub number: u32,
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// Tasks in order.
    pub positions: Vec<Position>,
    /// Every constraint: asked for and achieved.
    pub achieved: Vec<Achieved>,
}

/// Panels of a run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PanelsReport {
    /// The panels.
    pub panels: Vec<RunPanel>,
    /// Items that stand in more than one panel: asked for and achieved.
    pub common: Achieved,
    /// Milliseconds of the solver's process, start and end included.
    pub milliseconds: u64,
}

/// A panel of a run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunPanel {
    /// `A`, `B` ….
    pub label: String,
    /// Its modules as draft forms, in the order of the battery.
    pub modules: Vec<RunModule>,
    /// What holds over each route.
    pub routes: Vec<RouteAchieved>,
    /// Items that stand in more modules than they may: asked for and achieved.
    pub shared: Achieved,
    /// How good it is known to be.
    pub status: SolveStatus,
    /// One report for each objective of the modules' list: what they have of it together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageReport>,
    /// Sum of the modules' objectives; of the first of a list.
    pub objective: f64,
    /// No panel is better.
    pub bound: f64,
    /// False when the clock decided.
    pub reproducible: bool,
}

/// A module of a panel.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunModule {
    /// Component of the battery.
    pub module: String,
    /// Its form.
    pub form: RunForm,
}

/// A pool in parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SplitReport {
    /// The parts.
    pub parts: Vec<PartSummary>,
    /// What the parts have of each thing they should be alike in.
    pub features: Vec<Feature>,
    /// The widest spread of all features.
    pub spread_max: f64,
    /// Items that fit no row of the component, and so belong to no part.
    pub left_out: usize,
    /// Milliseconds of the solver's process, start and end included.
    pub milliseconds: u64,
}

/// A part of a pool in few words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PartSummary {
    /// Number from 1.
    pub number: u32,
    /// Items in it.
    pub items: usize,
    /// Fingerprint of the form that was made of them.
    pub fingerprint: String,
}

/// A part of a pool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RunPart {
    /// Number from 1.
    pub number: u32,
    /// Its items, ascending.
    pub items: Vec<ItemVersion>,
    /// A form of the component made of them: that it can be built.
    pub form: Vec<Position>,
    /// Every constraint of that form: asked for and achieved.
    pub achieved: Vec<Achieved>,
}
