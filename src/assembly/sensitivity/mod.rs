//! What a finished form rests on: what its constraints cost, why an item is not in it, and which
//! exchanges would leave it whole.
//!
//! The objective is the one that is minimised: a gain lowers it, and what raises it is worse. Other
//! forms of the run stand as they are.

mod binding;
mod by_stage;
mod outside;
mod standing;
mod swaps;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use binding::{Binding, Resolved};
pub use by_stage::{ObjectiveChange, StageSensitivity};
pub use outside::{Broken, Exchange, Outside, WhyNot};
pub use swaps::Swap;

use super::compile::{Chosen, Scope, compile};
use super::eligible::{Context, Eligible};
use super::explain::tidy;
use super::pool::Pool;
use super::prepare::Prepared;
use super::program::{Program, Stage, VariableId};
use super::request::Request;
use super::run::Position;
use super::solver::{Highs, Solver};
use super::swap::choices;
use crate::language::finding::Finding;
use binding::Priced;
use standing::Standing;

/// A question about a form, as it travels into another process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// The request of the run.
    pub request: Request,
    /// Positions of every form of the run.
    pub forms: Vec<Vec<Position>>,
    /// Which of them.
    pub which: usize,
    /// What is asked.
    pub question: Question,
}

/// What is asked of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Codes of the items that are asked about; all when empty.
    pub items: BTreeSet<String>,
    /// Most items that are told of.
    pub most_items: usize,
    /// Most exchanges told for each position.
    pub most_swaps: usize,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            items: BTreeSet::new(),
            most_items: 100,
            most_swaps: 3,
        }
    }
}

/// What a form rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sensitivity {
    /// Objective of the form, which is minimised; with a list of objectives the first of them.
    pub objective: f64,
    /// Optimum of the relaxation without whole numbers: no form is below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// Bounds that the form meets or that have a price, the dearest first.
    pub bindings: Vec<Binding>,
    /// Every objective of the list but draws, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<StageSensitivity>,
    /// How many items are not in the form, by what keeps them out.
    pub kept_out: BTreeMap<WhyNot, usize>,
    /// Why they are not, item by item: those that would do first.
    pub outside: Vec<Outside>,
    /// The best exchanges of each position that break nothing, recounted.
    pub swaps: Vec<Swap>,
}

/// A form in its program.
struct View<'a> {
    context: &'a Context<'a>,
    pool: &'a Pool,
    program: &'a Program,
    standing: Standing<'a>,
    /// The form under each objective of a list.
    stages: Vec<(&'a Stage, Standing<'a>)>,
    priced: Option<Priced>,
    /// (row, candidate) by position.
    chosen: &'a Chosen,
    /// Candidate → (row, variable) of every place it may take.
    choices: BTreeMap<usize, Vec<(usize, usize)>>,
    /// Row → (position, variable) of the tasks that fill it.
    places: BTreeMap<usize, Vec<(u32, usize)>>,
    /// Codes in the form.
    codes: BTreeSet<&'a str>,
    /// Stimuli in the form.
    stimuli: BTreeSet<&'a str>,
}

impl View<'_> {
    fn standing_in(&self, row: usize) -> &[(u32, usize)] {
        self.places.get(&row).map_or(&[], Vec::as_slice)
    }
}

/// What the form `which` of a run rests on; `forms` are all forms of the run.
///
/// # Errors
/// Everything that is wrong with the request; `form_item_missing` for a task that is no candidate.
pub fn sensitivity(
    request: &Request,
    forms: &[Vec<Position>],
    which: usize,
    question: &Question,
) -> Result<Sensitivity, Vec<Finding>> {
    sensitivity_with(request, forms, which, question, &Highs)
}

/// With any solver; see [`sensitivity`].
///
/// # Errors
/// See [`sensitivity`].
pub fn sensitivity_with(
    request: &Request,
    forms: &[Vec<Position>],
    which: usize,
    question: &Question,
    solver: &dyn Solver,
) -> Result<Sensitivity, Vec<Finding>> {
    let prepared = Prepared::of(request)?;
    let context = prepared.context(request);
    let pool = &prepared.pool;
    let read: Result<Vec<Chosen>, Finding> =
        forms.iter().map(|form| choices(&prepared, form)).collect();
    let read = read.map_err(|finding| vec![finding])?;
    let Some(chosen) = read.get(which) else {
        return Err(vec![
            Finding::error("reference_unknown", "/form").with("value", which),
        ]);
    };
    let eligible = Eligible::of(&context, pool);
    let earlier = others(&context, &read, which);
    let scope = Scope {
        first_form: earlier.len(),
        forms: 1,
        earlier: &earlier,
    };
    let program = compile(&context, pool, &eligible, scope);
    let asked = by_stage::asked(&program);
    let mut view = view(&context, pool, &program, chosen, solver, request);
    let taken: BTreeSet<usize> = view.places.values().flatten().map(|p| p.1).collect();
    let each = asked.iter();
    view.stages = each
        .map(|(stage, alone)| (stage, Standing::of(alone, &taken)))
        .collect();
    let (kept_out, outside) = outside::outside(&view, &question.items, question.most_items);
    Ok(Sensitivity {
        objective: tidy(view.standing.objective()),
        bound: view.priced.as_ref().map(|p| tidy(p.relaxation.objective)),
        bindings: binding::bindings(
            &program,
            &view.standing,
            view.priced.as_ref(),
            solver,
            &request.limits,
        ),
        stages: by_stage::stages(&program, &asked, &taken, chosen, solver, &request.limits),
        kept_out,
        outside,
        swaps: swaps::swaps(&view, request, forms, which, question.most_swaps)?,
    })
}

/// The other forms of the run; with a pilot block a form depends on its number, and only those before
/// it are held against it.
fn others(context: &Context<'_>, forms: &[Chosen], which: usize) -> Vec<Chosen> {
    if context.component.pilot.is_some() {
        return forms[..which].to_vec();
    }
    let others = forms.iter().enumerate().filter(|(form, _)| *form != which);
    others.map(|(_, form)| form.clone()).collect()
}

fn view<'a>(
    context: &'a Context<'a>,
    pool: &'a Pool,
    program: &'a Program,
    chosen: &'a Chosen,
    solver: &dyn Solver,
    request: &Request,
) -> View<'a> {
    let mut choices: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut variables: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (variable, known) in program.variables.iter().enumerate() {
        if let VariableId::Choose { candidate, row, .. } = known.id {
            choices.entry(candidate).or_default().push((row, variable));
            variables.insert((row, candidate), variable);
        }
    }
    let mut places: BTreeMap<usize, Vec<(u32, usize)>> = BTreeMap::new();
    for (position, place) in (1..).zip(chosen) {
        // A task that fits its row no more has no variable: nothing is exchanged for it.
        if let Some(&variable) = variables.get(place) {
            places
                .entry(place.0)
                .or_default()
                .push((position, variable));
        }
    }
    let taken: BTreeSet<usize> = places.values().flatten().map(|place| place.1).collect();
    let items = || chosen.iter().map(|&(_, item)| &pool.candidates()[item]);
    View {
        context,
        pool,
        program,
        standing: Standing::of(program, &taken),
        stages: Vec::new(),
        priced: Priced::of(program, solver, &request.limits),
        chosen,
        choices,
        places,
        codes: items().map(|item| item.code.as_str()).collect(),
        stimuli: items().filter_map(|item| item.stimulus_code()).collect(),
    }
}
