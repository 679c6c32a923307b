//! What each mode of a run asks before anything is solved: that its options make sense, and that counting
//! shows nothing against it.

use super::super::{Answer, Refusal};
use super::request::Asked;
use super::solving::Counted;
use super::view::CreateAssemblyRun;
use super::{refused, solving};
use crate::assembly::mode::Mode;
use crate::assembly::on_the_fly::Plan;
use crate::assembly::panel::precheck_panels;
use crate::assembly::precheck::precheck;
use crate::assembly::request::Request;
use crate::assembly::run::{Refusal as Unassembled, RefusalKind};
use crate::assembly::shortage::RowCoverage;
use crate::language::finding::Finding;
use crate::specification::component::components;

/// Counts whether what is asked for can exist. What counting shows against forms is answered; against
/// anything else it is refused, for only forms are explained.
pub(super) fn counted(asked: &Asked) -> Answer<Counted> {
    let (request, mode, input) = (&asked.request, &asked.input.mode, &asked.input);
    let mut wrong = mode.findings(&request.options);
    wrong.extend(input_findings(request, input));
    let wrong: Vec<Finding> = wrong.into_iter().map(super::as_sent).collect();
    let rows =
        |rows: Result<Vec<RowCoverage>, Unassembled>| rows.map(Counted::Enough).map_err(refused);
    let answer = match mode {
        Mode::Forms => solving::counted(request),
        Mode::Panel { panels } => rows(precheck_panels(&alone(request), *panels)),
        Mode::Split { parts } => rows(precheck(&for_parts(request, *parts))),
        Mode::OnTheFly { .. } => rows(on_the_fly(request, mode)),
    };
    match (of_given_form(answer, input), wrong.is_empty()) {
        (answer, true) => answer,
        (Err(Refusal::Invalid(found)), false) => Err(Refusal::Invalid([wrong, found].concat())),
        (_, false) => Err(Refusal::Invalid(wrong)),
    }
}

/// One form must be possible, and each item may be used often enough for all of them.
fn on_the_fly(request: &Request, mode: &Mode) -> Result<Vec<RowCoverage>, Unassembled> {
    let single = alone(request);
    let rows = precheck(&single);
    let cohort = mode.cohort();
    let plan = cohort.map(|cohort| Plan::of(&single, &cohort));
    match (plan, rows) {
        (None | Some(Ok(_)), rows) => rows,
        (Some(Err(plan)), Ok(_)) => Err(plan),
        (Some(Err(plan)), Err(rows)) => Err(both(plan, rows)),
    }
}

/// What is said beside a mode and has no meaning in it.
fn input_findings(request: &Request, input: &CreateAssemblyRun) -> Vec<Finding> {
    if !matches!(input.mode, Mode::Panel { .. }) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if input.component.is_some() {
        let finding = Finding::error("option_of_another_mode", "/component");
        let finding = finding.with("option", "component");
        findings.push(finding.with("mode", input.mode.name()));
    }
    let all = components(&request.document);
    let mut subjects: Vec<String> = all.into_iter().filter_map(|one| one.subject).collect();
    subjects.sort();
    subjects.dedup();
    if subjects.len() > 1 {
        let finding = Finding::error("panel_subjects_differ", "/specification_id");
        findings.push(finding.with("subjects", subjects.join(", ")));
    }
    findings
}

/// The request without how many forms: the mode says that.
fn alone(request: &Request) -> Request {
    let mut request = request.clone();
    (request.options.forms, request.options.overlap_max) = (Some(1), None);
    request
}

fn for_parts(request: &Request, parts: u32) -> Request {
    let mut request = request.clone();
    (request.options.forms, request.options.overlap_max) = (Some(parts), Some(0));
    request
}

/// Everything that is wrong with the request is told by the plan too; what counting shows, by both in
/// different words.
fn both(plan: Unassembled, rows: Unassembled) -> Unassembled {
    match (plan.kind, rows.kind) {
        (RefusalKind::Infeasible, RefusalKind::Infeasible) => rows,
        _ => plan,
    }
}

/// Items that a form gave stand in no list that was sent.
fn of_given_form(mut answer: Answer<Counted>, input: &CreateAssemblyRun) -> Answer<Counted> {
    let findings = match &mut answer {
        Ok(Counted::Short(short)) => &mut short.findings,
        Err(Refusal::Invalid(found) | Refusal::Infeasible(found)) => found,
        Err(Refusal::Explained { findings, .. }) => findings,
        _ => return answer,
    };
    for finding in findings.iter_mut() {
        let number = finding.pointer.strip_prefix("/given_items/");
        let number = number.and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
        if number.is_some_and(|number| number >= input.given_items.len()) {
            finding.pointer = "/given_form".into();
        }
    }
    answer
}
