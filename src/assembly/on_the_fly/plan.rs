//! What is asked for a cohort, checked as a whole, and what every chunk needs to know.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Cohort;
use crate::assembly::anchors::missing_anchors;
use crate::assembly::candidate::Candidate;
use crate::assembly::compile::{Chosen, Scope, compile};
use crate::assembly::eligible::{Context, Eligible};
use crate::assembly::exchange::model::Model;
use crate::assembly::exchange::shared::Sharing;
use crate::assembly::given::impossible_given;
use crate::assembly::near_target::sharing;
use crate::assembly::pool::Pool;
use crate::assembly::prepare::{Prepared, forced_misfits};
use crate::assembly::program::Program;
use crate::assembly::request::Request;
use crate::assembly::run::{AssembledForm, Refusal, RefusalKind, assembled};
use crate::assembly::shortage::shortages;
use crate::document::content_hash;
use crate::language::finding::Finding;

/// Forms of a chunk.
pub const CHUNK: u32 = 50;
/// Most forms of a batch.
const MOST_FORMS: u32 = 1_000_000;

/// A batch that can be drawn.
pub struct Plan {
    /// What is asked, for one form and without its candidates.
    pub(super) request: Request,
    pub(super) prepared: Prepared,
    pub(super) cohort: Cohort,
    pub(super) program: Program,
    /// `None` where only the solver can find a form.
    pub(super) model: Option<Model>,
    pub(super) sharing: Sharing,
    /// Item → forms of the batch it may stand in; `None` for what stands in every form.
    pub(super) most: Vec<Option<u32>>,
    /// Candidate → what is drawn together: the first candidate of its stimulus, or of its item.
    pub(super) units: Vec<usize>,
    hash: String,
}

impl Plan {
    /// Checks what is asked.
    ///
    /// # Errors
    /// `Invalid` for a wrong request; `Infeasible` for what counting alone shows to be impossible:
    /// rows that are short, and rows whose items may not be used often enough.
    pub fn of(request: &Request, cohort: &Cohort) -> Result<Self, Refusal> {
        let refuse = Refusal::of;
        let request = &for_all_forms(request);
        let mut prepared = Prepared::of(request).map_err(|mut found| {
            found.extend(wrong_numbers(cohort));
            refuse(RefusalKind::Invalid, found)
        })?;
        let wrong = wrong(&mut prepared, cohort);
        if !wrong.is_empty() {
            return Err(refuse(RefusalKind::Invalid, wrong));
        }
        let hash = hash(request, &prepared.pool, cohort);
        let request = one_form(request);
        let context = prepared.context(&request);
        let eligible = Eligible::of(&context, &prepared.pool);
        let mut impossible = forced_misfits(&context, &prepared.pool, &eligible);
        impossible.extend(missing_anchors(&context, &prepared.pool, &eligible));
        impossible.extend(impossible_given(&context, &prepared.pool, &eligible));
        if impossible.is_empty() {
            impossible = shortages(&context, &prepared.pool, &eligible);
        }
        let sharing = sharing(&context, &prepared.pool);
        let most = uses(&context, &prepared.pool, &sharing, cohort);
        if impossible.is_empty() {
            impossible = too_rare(&context, &eligible, &sharing, &most, cohort);
        }
        if !impossible.is_empty() {
            return Err(refuse(RefusalKind::Infeasible, impossible));
        }
        let scope = Scope {
            first_form: 0,
            forms: 1,
            earlier: &[],
        };
        let program = compile(&context, &prepared.pool, &eligible, scope);
        Ok(Self {
            model: Model::of(&program),
            units: units(&prepared.pool),
            hash,
            request,
            prepared,
            cohort: cohort.clone(),
            program,
            sharing,
            most,
        })
    }

    /// What the batch is of: the same request, candidates and cohort have the same hash.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Number of chunks.
    pub fn chunks(&self) -> u32 {
        self.cohort.forms.div_ceil(CHUNK)
    }

    /// Number of forms of the whole batch.
    pub fn forms(&self) -> u32 {
        self.cohort.forms
    }

    /// Numbers of the forms of a chunk, from 0.
    pub fn numbers(&self, chunk: u32) -> std::ops::Range<u32> {
        let end = |chunk: u32| chunk.saturating_mul(CHUNK).min(self.cohort.forms);
        end(chunk)..end(chunk.saturating_add(1))
    }

    pub(super) fn context(&self) -> Context<'_> {
        self.prepared.context(&self.request)
    }

    pub(super) fn pool(&self) -> &Pool {
        &self.prepared.pool
    }

    /// In how many forms of a chunk an item may stand. Over all chunks that is exactly what it may;
    /// items get their remainders in different chunks.
    pub(super) fn most_in_chunk(&self, item: usize, chunk: u32) -> u32 {
        let Some(most) = self.most[item] else {
            return u32::MAX;
        };
        let forms = u64::from(self.cohort.forms);
        // Multiples of the golden ratio are spread evenly.
        let shift = (item as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let shift = (shift * forms) >> 32;
        let until = |number: u32| (u64::from(most) * u64::from(number) + shift) / forms;
        let numbers = self.numbers(chunk);
        u32::try_from(until(numbers.end) - until(numbers.start)).unwrap_or(u32::MAX)
    }

    /// A form of the batch with everything that is known of it; its label is its number from 1.
    ///
    /// # Errors
    /// Rules of order that its tasks cannot keep together.
    pub fn form(&self, number: u32, chosen: &Chosen) -> Result<AssembledForm, Finding> {
        let label = (number + 1).to_string();
        let named = (number as usize, label);
        assembled(&self.request, &self.context(), self.pool(), named, chosen)
    }

    /// True when every constraint holds for a form.
    pub(super) fn holds(&self, number: u32, chosen: &Chosen) -> bool {
        let form = self.form(number, chosen);
        form.is_ok_and(|form| form.achieved.iter().all(|achieved| achieved.holds))
    }
}

/// One form of a batch, as [`Plan::form`] gives it, without what only drawing needs.
///
/// # Errors
/// As [`Plan::of`], and rules of order that its tasks cannot keep together.
pub fn form_of(
    request: &Request,
    cohort: &Cohort,
    number: u32,
    chosen: &Chosen,
) -> Result<AssembledForm, Vec<Finding>> {
    let mut prepared = Prepared::of(&for_all_forms(request))?;
    let findings = wrong(&mut prepared, cohort);
    if !findings.is_empty() {
        return Err(findings);
    }
    let request = one_form(&for_all_forms(request));
    let named = (number as usize, (number + 1).to_string());
    let form = assembled(
        &request,
        &prepared.context(&request),
        &prepared.pool,
        named,
        chosen,
    );
    form.map_err(|finding| vec![finding])
}

/// What is wrong with the cohort whatever the component is.
fn wrong_numbers(cohort: &Cohort) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut report = |code: &'static str, pointer: &str| {
        findings.push(Finding::error(code, format!("/cohort{pointer}")));
    };
    if cohort.forms == 0 || cohort.forms > MOST_FORMS {
        report("cohort_forms_out_of_range", "/forms");
    }
    if !(cohort.exposure_max > 0.0 && cohort.exposure_max <= 1.0) {
        report("exposure_out_of_range", "/exposure_max");
    }
    if cohort
        .overlap_mean_max
        .is_some_and(|most| !(most >= 0.0 && most.is_finite()))
    {
        report("overlap_mean_out_of_range", "/overlap_mean_max");
    }
    if cohort
        .information_within
        .is_some_and(|within| !(0.0..=1.0).contains(&within))
    {
        report("information_within_out_of_range", "/information_within");
    }
    findings
}

/// What is wrong with the cohort; bounds of information go into the component.
fn wrong(prepared: &mut Prepared, cohort: &Cohort) -> Vec<Finding> {
    let mut findings = wrong_numbers(cohort);
    let Some(within) = cohort.information_within else {
        return findings;
    };
    let points = prepared.component.constraints.information.as_mut();
    let points = points
        .map(|rule| rule.points.as_mut_slice())
        .unwrap_or_default();
    if points.iter().all(|point| point.target.is_none()) {
        let pointer = "/cohort/information_within";
        findings.push(Finding::error("information_target_missing", pointer));
    }
    for point in points {
        if let Some(target) = point.target {
            let (low, high) = (target * (1.0 - within), target * (1.0 + within));
            point.at_least = Some(point.at_least.map_or(low, |own| own.max(low)));
            point.at_most = Some(point.at_most.map_or(high, |own| own.min(high)));
        }
    }
    findings
}

/// In how many forms of the batch each item may stand. A bound of the mean overlap bounds uses too:
/// where no item stands in more than U of N forms of L items, two forms have at most
/// L (U − 1) / (N − 1) items in common in the mean.
fn uses(
    context: &Context<'_>,
    pool: &Pool,
    sharing: &Sharing,
    cohort: &Cohort,
) -> Vec<Option<u32>> {
    let forms = f64::from(cohort.forms);
    let mut all = (cohort.exposure_max * forms + 1e-9).floor();
    if let Some(mean) = cohort.overlap_mean_max {
        let items: u32 = context.component.rows.iter().map(|row| row.items).sum();
        let most = 1.0 + mean * (forms - 1.0).max(0.0) / f64::from(items.max(1));
        all = all.min((most + 1e-9).floor());
    }
    let all = all as u32;
    let mut most = vec![Some(all); sharing.anchor.len()];
    let requirement = &context.component.bank_requirement;
    for (item, &number) in pool.candidates().iter().zip(&sharing.item_of) {
        let met = requirement.max_exposure;
        let met = met.map(|most| most.saturating_sub(item.past.exposed));
        let left = [context.uses_left(item), met].into_iter().flatten().min();
        most[number] = match most[number] {
            _ if sharing.anchor[number] || stands_in_all(context, item) => None,
            now => now.min(left.or(now)),
        };
    }
    most
}

/// What is drawn together.
fn units(pool: &Pool) -> Vec<usize> {
    let mut first: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    let mut units = Vec::with_capacity(pool.len());
    for (number, item) in pool.candidates().iter().enumerate() {
        let own = (false, item.code.as_str());
        let name = item.stimulus_code().map_or(own, |code| (true, code));
        units.push(*first.entry(name).or_insert(number));
    }
    units
}

/// True for items that stand in every form on purpose.
fn stands_in_all(context: &Context<'_>, item: &Candidate) -> bool {
    let given = context
        .options
        .given_items
        .iter()
        .any(|given| given.is(item));
    given || context.options.forced.contains(&item.code)
}

/// Rows whose items, each as often as it may be used, do not fill all forms; then all rows together.
fn too_rare(
    context: &Context<'_>,
    eligible: &Eligible,
    sharing: &Sharing,
    most: &[Option<u32>],
    cohort: &Cohort,
) -> Vec<Finding> {
    let capacity = |candidates: &mut dyn Iterator<Item = usize>| -> (u64, usize) {
        let items: BTreeSet<usize> = candidates.map(|c| sharing.item_of[c]).collect();
        let uses = items
            .iter()
            .map(|item| u64::from(most[*item].unwrap_or(cohort.forms)));
        (uses.sum(), items.len())
    };
    let rows = context.component.rows.iter().zip(&eligible.by_row);
    let one = |id: Option<&str>, items: u32, (have, of): (u64, usize)| {
        let need = u64::from(items) * u64::from(cohort.forms);
        let share = need as f64 / (of.max(1) as f64 * f64::from(cohort.forms));
        (have < need).then(|| {
            let finding = Finding::error("exposure_exhausts_row", "/cohort/exposure_max")
                .with("need", need)
                .with("have", have)
                .with("share", format!("{:.1}", (share * 1000.0).ceil() / 10.0));
            match id {
                Some(row) => finding.with("row", row),
                None => finding,
            }
        })
    };
    let mut findings: Vec<Finding> = rows
        .filter_map(|(row, candidates)| {
            one(
                Some(&row.id),
                row.items,
                capacity(&mut candidates.iter().copied()),
            )
        })
        .collect();
    if findings.is_empty() {
        let items = context.component.rows.iter().map(|row| row.items).sum();
        let all = capacity(&mut eligible.by_row.iter().flatten().copied());
        findings.extend(one(None, items, all));
    }
    findings
}

/// What the forms depend on.
#[derive(Serialize)]
struct Identity<'a> {
    request: &'a Request,
    candidates: String,
    cohort: &'a Cohort,
    engine: &'a str,
}

/// Forms of a cohort have numbers, so that rules for forms with labels are for none of them.
fn for_all_forms(request: &Request) -> Request {
    let mut request = request.clone();
    let rules = &mut request.document.constraints.rules;
    rules.retain(|rule| rule.forms.is_empty());
    request
}

/// The request of one form of the batch.
fn one_form(request: &Request) -> Request {
    let mut request = Request {
        candidates: Vec::new(),
        ..request.clone()
    };
    request.options.forms = Some(1);
    request
}

fn hash(request: &Request, pool: &Pool, cohort: &Cohort) -> String {
    content_hash(&Identity {
        request: &one_form(request),
        candidates: pool.snapshot_hash(),
        cohort,
        engine: env!("CARGO_PKG_VERSION"),
    })
}
