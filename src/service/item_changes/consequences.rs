//! What follows when the phase of a version changes: statistics that are kept, owners of forms who are told.

use std::collections::BTreeSet;

use super::super::item_drafts::document_of;
use super::super::{Answer, Unit};
use super::{declaration_of, judged};
use crate::bank::change::gate::Declaration;
use crate::bank::phase::PhaseAction;
use crate::store::declared_changes;
use crate::store::item_statistics::{self, StatisticRow};
use crate::store::item_usage::{self as usage, FormUseRow};
use crate::store::items::{self, FoundVersion};
use crate::store::notices::{self, NoticeRow};

/// What an action has for consequences beside the phase it leads to.
pub(in crate::service) fn after(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    action: PhaseAction,
) -> Answer<()> {
    match action {
        PhaseAction::Approve => {
            carry_unmoved(unit, found)?;
            tell_changed(unit, found)
        }
        PhaseAction::Suspend => tell_of_version(unit, found, "item_suspended"),
        PhaseAction::Retire => tell_of_version(unit, found, "item_retired"),
        _ => Ok(()),
    }
}

/// A declared substantive edit of some languages keeps what was measured in others.
fn carry_unmoved(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<()> {
    let (id, number) = (&found.item.id, found.version.number);
    let Some(row) = declared_changes::of_version(unit.c, id, number)? else {
        return Ok(());
    };
    if declaration_of(&row.declaration)? != Declaration::Substantive {
        return Ok(());
    }
    let Some(base) = items::version(unit.c, id, Some(row.base_number))? else {
        return Ok(());
    };
    let declared = (Declaration::Substantive, row.reason.as_str());
    let report = judged(unit.c, &base, &document_of(found)?, declared)?;
    carry(unit, found, &report.carried)
}

/// Copies statistics of an earlier version; each names the row it comes from.
pub(super) fn carry(unit: &mut Unit<'_>, to: &FoundVersion, ids: &[String]) -> Answer<()> {
    let there = item_statistics::of_item(unit.c, &to.item.id)?;
    let carried = there.into_iter().filter(|row| ids.contains(&row.id));
    let copies: Vec<StatisticRow> = carried
        .map(|row| StatisticRow {
            id: unit.new_id(),
            number: to.version.number,
            created_at: unit.now,
            carried_from: row.id.clone(),
            ..row
        })
        .collect();
    Ok(item_statistics::insert_all(unit.c, &copies)?)
}

/// Owners of forms with an earlier version hear that there is a newer one.
pub(super) fn tell_changed(unit: &mut Unit<'_>, found: &FoundVersion) -> Answer<()> {
    let number = found.version.number;
    tell(unit, found, "item_changed", |form| form.number < number)
}

fn tell_of_version(unit: &mut Unit<'_>, found: &FoundVersion, kind: &str) -> Answer<()> {
    let number = found.version.number;
    tell(unit, found, kind, |form| form.number == number)
}

/// One notice for each form; who put a form away needs none.
fn tell(
    unit: &mut Unit<'_>,
    found: &FoundVersion,
    kind: &str,
    concerns: impl Fn(&FormUseRow) -> bool,
) -> Answer<()> {
    let mut told = BTreeSet::new();
    let forms = usage::forms_with(unit.c, &found.item.id)?;
    let forms = forms
        .into_iter()
        .filter(|form| form.state != "retired" && concerns(form))
        .filter(|form| told.insert(form.form_id.clone()));
    let rows: Vec<NoticeRow> = forms
        .map(|form| NoticeRow {
            id: unit.new_id(),
            owner_org: form.owner_org,
            kind: kind.to_owned(),
            item_id: found.item.id.clone(),
            number: found.version.number,
            form_id: form.form_id,
            form_state: form.state,
            subject: form.subject,
            access: form.access,
            created_at: unit.now,
        })
        .collect();
    Ok(notices::insert(unit.c, &rows)?)
}
