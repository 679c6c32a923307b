//! From which day on a school reads the marking guide and the keys of a secure form: from the day it is
//! sat, or as many days before it as the specification's `conduct` says.

use chrono::{Days, NaiveDate};

use super::organisations::{path_of, today};
use super::{Answer, Call, Refusal, Services};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::specification::document::{FormAccess, SpecificationDocument};
use crate::store::sittings::{self, SittingRow};
use crate::store::{AnyConnection, forms, sitting_parts};

/// Refuses the marking guide of a secure form before its day. Whoever sees the secure tasks of the form's
/// owner reads it at any time.
pub(super) fn refuse_early_guide(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    sitting: &SittingRow,
    specification: &SpecificationDocument,
) -> Answer<()> {
    if specification.access.forms != FormAccess::Secure {
        return Ok(());
    }
    if let Some(form) = forms::by_id(c, &sitting.form_id)? {
        let path = path_of(c, &form.owner_org)?;
        let object = Object::of(&path).subject(&form.subject);
        if call.may(Permission::ReadSecureItems, &object) {
            return Ok(());
        }
    }
    refuse_before(services, c, std::slice::from_ref(sitting), specification)
}

/// Refuses the keys of a secure form to those who have it by a share, while all the sittings they planned
/// are still to come.
pub(super) fn refuse_early_keys(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    form_id: &str,
    specification: &SpecificationDocument,
) -> Answer<()> {
    if specification.access.forms != FormAccess::Secure {
        return Ok(());
    }
    let mut own = Vec::new();
    for sitting in sittings::of_form(c, form_id)? {
        let path = path_of(c, &sitting.owner_org)?;
        let mut grants = call.actor.grants_with(Permission::ReadForms);
        if grants.any(|grant| path.starts_with(&grant.org_path)) {
            own.push(sitting);
        }
    }
    match own.is_empty() {
        true => Ok(()),
        false => refuse_before(services, c, &own, specification),
    }
}

/// Refuses unless the day of one of the sittings has come, in its school's time zone.
fn refuse_before(
    services: &Services,
    c: &mut AnyConnection,
    sittings: &[SittingRow],
    specification: &SpecificationDocument,
) -> Answer<()> {
    let rule = specification.conduct.as_ref();
    let before = rule.and_then(|rule| rule.keys_days_before).unwrap_or(0);
    let mut first: Option<NaiveDate> = None;
    for sitting in sittings {
        let Some(day) = first_day(c, sitting)? else {
            continue;
        };
        let from = day
            .checked_sub_days(Days::new(before.into()))
            .unwrap_or(day);
        if today(services, c, &sitting.owner_org)? >= from {
            return Ok(());
        }
        first = Some(first.map_or(from, |known| known.min(from)));
    }
    match first {
        None => Ok(()),
        Some(day) => Err(Refusal::Forbidden(vec![
            Finding::error("keys_before_their_day", "").with("day", day.to_string()),
        ])),
    }
}

/// The day of the part that is sat first.
fn first_day(c: &mut AnyConnection, sitting: &SittingRow) -> Answer<Option<NaiveDate>> {
    let parts = sitting_parts::of_sitting(c, sitting.sitting_no)?;
    let days = parts.iter().filter_map(|part| part.held_on.parse().ok());
    Ok(days.chain(sitting.held_on.parse().ok()).min())
}
