//! Assembly runs as they are asked for and shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::Answer;
use super::cohort::Cohort;
use super::reports::{OnTheFlyReport, PanelsReport, SplitReport};
use crate::assembly::achieved::Achieved;
use crate::assembly::explain::Explanation;
use crate::assembly::mode::Mode;
use crate::assembly::request::{Anchor, GivenItem};
use crate::assembly::run::Position;
use crate::assembly::sequence::{Method, SolveReport, SolveStatus};
use crate::assembly::shortage::RowCoverage;
use crate::assembly::verify_objectives::AchievedObjective;
use crate::bank::Language;
use crate::bank::phase::Phase;
use crate::language::finding::Finding;
use crate::store::assembly::AssemblyRunRow;
use crate::store::{AnyConnection, failure};

/// What forms are asked for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateAssemblyRun {
    /// Id of the specification.
    pub specification_id: String,
    /// Its version; the newest published (else approved) one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub version: Option<u32>,
    /// Component of a battery; not needed where there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
    /// Subject, for a component whose subject the candidate chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Languages the forms must exist in: of one language set of the component; the whole set when
    /// absent and there is only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub languages: Option<Vec<Language>>,
    /// Grade, for a specification that leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 13))]
    pub grade: Option<u8>,
    /// Term, for a specification that leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 4))]
    pub term: Option<u8>,
    /// Lesson, for a specification that leaves it open: tasks carry it as the tag `lesson:CODE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 80))]
    pub lesson: Option<String>,
    /// Id or code of the earlier form whose counted tasks are the anchors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor_form: Option<String>,
    /// Anchors one by one, beside those of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<Anchor>,
    /// Items that stand in the form already: the rest is assembled around them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 1000))]
    pub given_items: Vec<GivenItem>,
    /// Id or code of a form that is half built: its tasks are given, at their positions, but for those that
    /// are blocked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_form: Option<String>,
    /// What is made; forms when absent.
    #[serde(default, skip_serializing_if = "Mode::is_forms")]
    pub mode: Mode,
    /// How many forms; the specification's number when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub forms: Option<u32>,
    /// Most common tasks of any two forms; the specification's number when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlap: Option<u32>,
    /// Seed: the same candidates, seed and limits give the same forms.
    #[serde(default)]
    pub seed: u32,
    /// Codes of items that stand in every form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forced: Vec<String>,
    /// Codes of items that stand in none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<String>,
    /// Pupils the forms are for: what any of them has met stays out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cohort: Option<Cohort>,
    /// The day the forms are for; today when absent. Past use is told from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<NaiveDate>,
    /// Phases whose versions may be used.
    #[serde(default = "CreateAssemblyRun::live")]
    #[schemars(length(min = 1))]
    pub phases: Vec<Phase>,
    /// Relative gap at which the solver may stop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub gap: Option<f64>,
    /// Guard of one solve in seconds; never longer than the service allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.01, max = 86400.0))]
    pub time_limit_s: Option<f64>,
}

impl CreateAssemblyRun {
    fn live() -> Vec<Phase> {
        vec![Phase::Live]
    }
}

/// What the bank has for a specification, row by row. Counting proves that a row is short; only an
/// assembly proves that forms exist.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: u32,
    /// Component id.
    pub component: String,
    /// Languages the forms must exist in.
    pub languages: Vec<Language>,
    /// Item versions that were looked at.
    pub candidates: usize,
    /// Every row in the order of the blueprint.
    pub rows: Vec<RowCoverage>,
}

/// An assembly run as it is shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AssemblyRun {
    /// UUID.
    pub id: String,
    /// Specification.
    pub specification_id: String,
    /// Its version.
    pub specification_version: u32,
    /// Component id; `panel` for a whole panel.
    pub component: String,
    /// What it makes.
    #[serde(default)]
    pub mode: Mode,
    /// Languages of the forms.
    pub languages: Vec<Language>,
    /// Seed.
    pub seed: u32,
    /// `queued`, `running`, `done`, `infeasible`, `failed` or `cancelled`.
    pub state: String,
    /// The job that solves it.
    pub job_id: String,
    /// Hash of the candidates as they were when the run was asked for.
    pub snapshot_hash: String,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished_at: Option<DateTime<Utc>>,
    /// What came of it, once done, where forms were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<RunResult>,
    /// The same for the forms of a cohort; they stand at `/assembly-runs/{id}/forms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_the_fly: Option<OnTheFlyReport>,
    /// The same for panels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub panels: Option<PanelsReport>,
    /// The same for a pool in parts; they stand at `/assembly-runs/{id}/parts/{number}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<SplitReport>,
    /// Why there are no forms, where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Where there can be no forms: what is missing, what contradicts, what would have to give way, and
    /// the nearest forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Box<Explanation>>,
    /// True while the explanation is what was counted at once, and the job works out the rest of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub explaining: bool,
}

/// Code of the finding of a run that failed by a fault of the service.
pub(super) const SOLVER_CRASHED: &str = "solver_crashed";

impl AssemblyRun {
    /// True when it failed by a fault of the service, not of the request.
    pub fn broke_down(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.code == SOLVER_CRASHED)
    }

    /// True when nothing more happens to it.
    pub fn is_over(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "running") && !self.explaining
    }
}

/// Forms and how they came about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunResult {
    /// The forms.
    pub forms: Vec<RunForm>,
    /// How many tasks any two forms have in common; the diagonal is the number of tasks.
    pub overlaps: Vec<Vec<usize>>,
    /// The overlap rule for each pair of forms; and how often a task is used, where that is limited.
    pub overlap_achieved: Vec<Achieved>,
    /// The weakest status of all solves.
    pub status: SolveStatus,
    /// How the forms were found.
    pub method: Method,
    /// Sum of the objectives.
    pub objective: f64,
    /// Sum of the proven bounds.
    pub bound: f64,
    /// The widest gap of all solves.
    pub gap: f64,
    /// Nodes of all solves.
    pub nodes: u64,
    /// One report for each solve.
    pub solves: Vec<SolveReport>,
    /// Hash of the specification's document.
    pub specification_hash: String,
    /// False when the clock decided: the same request may then give other forms.
    pub reproducible: bool,
    /// Versions of what computed it.
    pub engines: BTreeMap<String, String>,
    /// Milliseconds of the solver's process, start and end included.
    pub milliseconds: u64,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Finding>,
}

/// A form of a run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunForm {
    /// UUID of the form.
    pub id: String,
    /// Human code.
    pub code: String,
    /// `A`, `B` ….
    pub label: String,
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// Tasks in order.
    pub positions: Vec<Position>,
    /// Every constraint: asked for and achieved, recounted from the form.
    pub achieved: Vec<Achieved>,
    /// Every objective of the specification's list, recounted from the tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<AchievedObjective>,
    /// Mean difficulty of the tasks that have statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_p: Option<f64>,
    /// How many tasks that mean rests on.
    pub mean_p_items: usize,
}

/// What is kept of a run that has ended.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) result: Option<RunResult>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) on_the_fly: Option<OnTheFlyReport>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) panels: Option<PanelsReport>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) split: Option<SplitReport>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) findings: Vec<Finding>,
    /// The manifest as it was signed, of runs that gave forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) manifest: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) explanation: Option<Box<Explanation>>,
}

impl Outcome {
    /// Nothing was made, and why.
    pub(super) fn of(findings: Vec<Finding>) -> Self {
        Self {
            findings,
            ..Self::default()
        }
    }
}

/// While a run has not ended, its job says how it stands; one that counting refused is explained by it.
pub(in crate::service) fn with_state(
    c: &mut AnyConnection,
    row: AssemblyRunRow,
) -> Answer<AssemblyRun> {
    if row.finished_at.is_some() {
        let state = row.state.clone();
        return view(row, &state, false);
    }
    let job = crate::store::jobs::by_id(c, &row.job_id)?.map(|job| job.state);
    if row.state == "infeasible" {
        let explaining = matches!(job.as_deref(), Some("queued" | "running"));
        return view(row, "infeasible", explaining);
    }
    let state = match job.as_deref() {
        Some("cancelled") => "cancelled",
        Some("failed" | "refused") => "failed",
        Some("running") => "running",
        _ => "queued",
    };
    view(row, state, false)
}

/// What a run makes, as it was asked for.
pub(in crate::service) fn mode_of(row: &AssemblyRunRow) -> Answer<Mode> {
    #[derive(Deserialize)]
    struct Kept {
        #[serde(default)]
        mode: Mode,
    }
    let kept: Kept = failure::read_json(&row.options)?;
    Ok(kept.mode)
}

pub(super) fn view(row: AssemblyRunRow, state: &str, explaining: bool) -> Answer<AssemblyRun> {
    let outcome = match row.outcome.as_str() {
        "" => Outcome::default(),
        text => failure::read_json(text)?,
    };
    Ok(AssemblyRun {
        mode: mode_of(&row)?,
        id: row.id,
        specification_id: row.specification_id,
        specification_version: u32::try_from(row.specification_version).unwrap_or(0),
        component: row.component,
        languages: failure::read_json(&row.languages)?,
        seed: u32::try_from(row.seed).unwrap_or(0),
        state: state.to_owned(),
        job_id: row.job_id,
        snapshot_hash: row.snapshot_hash,
        created_at: row.created_at.and_utc(),
        finished_at: row.finished_at.map(|t| t.and_utc()),
        result: outcome.result,
        on_the_fly: outcome.on_the_fly,
        panels: outcome.panels,
        split: outcome.split,
        findings: outcome.findings,
        explanation: outcome.explanation,
        explaining,
    })
}
