//! Some of a batch's work, as a process of its own is asked for it: it knows nothing but what it is given,
//! and what it gives back is all that has to be kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Cohort;
use super::batch::{Batch, Summary};
use super::plan::Plan;
use crate::assembly::compile::Chosen;
use crate::assembly::request::Request;
use crate::assembly::run::{AssembledForm, Refusal};
use crate::assembly::solver::Solver;

/// What is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Work {
    /// The request of the batch.
    pub request: Request,
    /// What is asked of its forms.
    pub cohort: Cohort,
    /// Hash of the plan that what is kept belongs to; nothing is kept when absent.
    pub plan: Option<String>,
    /// What to do.
    pub task: Task,
    /// Seconds after which no further chunk is begun; one always is.
    pub seconds: f64,
}

/// Which part of the work.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Goes on in order.
    GoOn {
        /// Forms that are settled, by number.
        settled: Vec<Chosen>,
        /// Chunks that were drawn ahead.
        drawn: Vec<Drawn>,
    },
    /// Draws these chunks, which others settle.
    Ahead {
        /// Numbers of the chunks.
        chunks: Vec<u32>,
    },
}

/// A chunk that was drawn and is not settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Number of the chunk.
    pub chunk: u32,
    /// Its forms.
    pub forms: Vec<Chosen>,
}

/// What is to be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Hash of the plan.
    pub plan: String,
    /// Chunks that were settled, in order.
    pub settled: Vec<Settled>,
    /// Chunks that were drawn only.
    pub drawn: Vec<Drawn>,
    /// How the forms so far share the items.
    pub summary: Summary,
    /// Why it goes no further.
    pub refusal: Option<Refusal>,
}

/// A chunk whose forms are final.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    /// Number of the chunk.
    pub chunk: u32,
    /// Its forms as they were chosen: (row index, candidate index).
    pub chosen: Vec<Chosen>,
    /// The same in order, as they are shown.
    pub forms: Vec<ShortForm>,
}

/// A form without what can be recounted at any time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShortForm {
    /// The same tasks in the same order have the same fingerprint.
    pub fingerprint: String,
    /// Tasks in order: code, version, id of the row.
    pub tasks: Vec<(String, u32, String)>,
}

impl ShortForm {
    fn of(form: AssembledForm) -> Self {
        let tasks = form.positions.into_iter();
        Self {
            fingerprint: form.fingerprint,
            tasks: tasks.map(|p| (p.item, p.version, p.row)).collect(),
        }
    }
}

/// Does some of the work; `go_on` is asked before every chunk but the first.
///
/// # Errors
/// As [`Plan::of`] and [`Batch::resumed`]. What goes wrong later is told beside what was done.
pub fn work(
    work: &Work,
    solver: &dyn Solver,
    go_on: impl FnMut() -> bool,
) -> Result<Done, Refusal> {
    let plan = Plan::of(&work.request, &work.cohort)?;
    let hash = work.plan.clone().unwrap_or_else(|| plan.hash().to_owned());
    match &work.task {
        Task::GoOn { settled, drawn } => {
            let batch = Batch::resumed(&plan, &hash, settled.clone())?;
            let mut worker = Worker::new(&plan, batch, solver);
            let refusal = worker.in_order(drawn, go_on).err();
            Ok(worker.done(refusal))
        }
        Task::Ahead { chunks } => {
            let batch = Batch::resumed(&plan, &hash, Vec::new())?;
            let mut worker = Worker::new(&plan, batch, solver);
            let refusal = worker.ahead(chunks, go_on).err();
            Ok(worker.done(refusal))
        }
    }
}

/// Settles the next chunk in order, which is drawn first where it is not `ready`; `None` when all are done.
///
/// # Errors
/// As [`Plan::draw`] and [`Batch::take`].
pub fn next_chunk(
    plan: &Plan,
    batch: &mut Batch,
    ready: Option<Vec<Chosen>>,
    solver: &dyn Solver,
) -> Result<Option<Settled>, Refusal> {
    let Some(chunk) = batch.missing_chunks(plan).next() else {
        return Ok(None);
    };
    let forms = match ready {
        Some(forms) => forms,
        None => plan.draw(chunk, solver)?,
    };
    let whole = batch.take(plan, chunk, forms, solver)?;
    let from = plan.numbers(chunk).start as usize;
    Ok(Some(Settled {
        chunk,
        chosen: batch.forms()[from..].to_vec(),
        forms: whole.into_iter().map(ShortForm::of).collect(),
    }))
}

struct Worker<'a> {
    plan: &'a Plan,
    solver: &'a dyn Solver,
    batch: Batch,
    settled: Vec<Settled>,
    drawn: Vec<Drawn>,
}

impl<'a> Worker<'a> {
    fn new(plan: &'a Plan, batch: Batch, solver: &'a dyn Solver) -> Self {
        Self {
            plan,
            solver,
            batch,
            settled: Vec::new(),
            drawn: Vec::new(),
        }
    }

    /// What was drawn ahead is settled first; then chunk after chunk is drawn.
    fn in_order(
        &mut self,
        drawn: &[Drawn],
        mut go_on: impl FnMut() -> bool,
    ) -> Result<(), Refusal> {
        let mut first = true;
        while first || go_on() {
            first = false;
            let next = self.batch.missing_chunks(self.plan).next();
            let ready = drawn.iter().find(|drawn| Some(drawn.chunk) == next);
            let ready = ready.map(|drawn| drawn.forms.clone());
            match next_chunk(self.plan, &mut self.batch, ready, self.solver)? {
                Some(settled) => self.settled.push(settled),
                None => break,
            }
        }
        Ok(())
    }

    fn ahead(&mut self, chunks: &[u32], mut go_on: impl FnMut() -> bool) -> Result<(), Refusal> {
        for &chunk in chunks.iter().filter(|chunk| **chunk < self.plan.chunks()) {
            if !self.drawn.is_empty() && !go_on() {
                break;
            }
            let forms = self.plan.draw(chunk, self.solver)?;
            self.drawn.push(Drawn { chunk, forms });
        }
        Ok(())
    }

    fn done(self, refusal: Option<Refusal>) -> Done {
        Done {
            plan: self.plan.hash().to_owned(),
            summary: self.batch.summary(self.plan),
            settled: self.settled,
            drawn: self.drawn,
            refusal,
        }
    }
}
