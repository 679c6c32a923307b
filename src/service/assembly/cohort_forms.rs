//! Forms of a cohort, page by page and one by one, as far as they are made.

use super::super::{Answer, Call, Page, PageRequest, Refusal, Services, page};
use super::on_the_fly::Piece;
use super::reports::{CohortForm, CohortTask, WholeCohortForm};
use super::view::mode_of;
use super::{of_mode, request_of_run, require_run};
use crate::assembly::on_the_fly::work::ShortForm;
use crate::assembly::on_the_fly::{CHUNK, Cohort, form_of};
use crate::store::assembly::AssemblyRunRow;
use crate::store::failure::read_json;
use crate::store::{AnyConnection, assembly_pieces as pieces};

/// Forms of a run for a cohort, by number; while it runs, those that are final.
pub fn list_cohort_forms(
    services: &Services,
    call: &Call,
    id: &str,
    request: &PageRequest,
) -> Answer<Page<CohortForm>> {
    let limit = request.limit(&services.limits);
    let after = request.after()?.parse().unwrap_or(0_u32);
    services.read(|c| {
        let (row, _) = of_cohort(c, call, id)?;
        let last = after.saturating_add(u32::try_from(limit).unwrap_or(0));
        let chunks = (chunk_of(after), chunk_of(last));
        let mut forms = Vec::new();
        for piece in pieces::kept(c, &row.id, chunks)? {
            let first = u32::try_from(piece.number).unwrap_or(0) * CHUNK + 1;
            let piece: Piece = read_json(&piece.content)?;
            forms.extend((first..).zip(piece.forms));
        }
        forms.retain(|(number, _)| (after + 1..=last + 1).contains(number));
        Ok(page::page(forms, limit, |form| form.0.to_string(), shown))
    })
}

fn shown((number, form): (u32, ShortForm)) -> CohortForm {
    let task = |(item, version, row): (String, u32, String)| CohortTask { item, version, row };
    CohortForm {
        number,
        fingerprint: form.fingerprint,
        tasks: form.tasks.into_iter().map(task).collect(),
    }
}

/// One of them with every constraint, recounted now from the candidates of the run.
pub fn read_cohort_form(
    services: &Services,
    call: &Call,
    id: &str,
    number: &str,
) -> Answer<WholeCohortForm> {
    let none = || Refusal::not_found("form");
    let (request, cohort, index, chosen) = services.read(|c| {
        let (row, cohort) = of_cohort(c, call, id)?;
        let number: u32 = number.parse().map_err(|_| none())?;
        let index = number.checked_sub(1).ok_or_else(none)?;
        let chunk = chunk_of(index);
        let found = pieces::kept(c, &row.id, (chunk, chunk))?;
        let piece = found.into_iter().next().ok_or_else(none)?;
        let piece: Piece = read_json(&piece.content)?;
        let chosen = piece.chosen.into_iter().nth((index % CHUNK) as usize);
        let (_, request) = request_of_run(c, &row, true)?;
        Ok((request, cohort, index, chosen.ok_or_else(none)?))
    })?;
    let form = form_of(&request, &cohort, index, &chosen);
    let form = form.map_err(|found| Refusal::Internal(format!("form {number}: {found:?}")))?;
    Ok(WholeCohortForm {
        number: index + 1,
        fingerprint: form.fingerprint,
        positions: form.positions,
        achieved: form.achieved,
    })
}

fn chunk_of(index: u32) -> i32 {
    i32::try_from(index / CHUNK).unwrap_or(i32::MAX)
}

fn of_cohort(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<(AssemblyRunRow, Cohort)> {
    let row = require_run(c, call, id)?;
    let mode = mode_of(&row)?;
    of_mode(&mode, mode.cohort().is_some(), "on_the_fly")?;
    let cohort = mode.cohort().ok_or(Refusal::not_found("assembly run"))?;
    Ok((row, cohort))
}
