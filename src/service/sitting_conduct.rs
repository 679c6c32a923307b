//! A planned sitting against the limits of conduct: those of the organisation, else those the
//! specification itself names.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Answer;
use super::published_documents::{all_holding, all_passing};
use crate::curriculum::calendar::CalendarDocument;
use crate::language::finding::Finding;
use crate::specification::conduct::{
    ConductDocument, ConductRules, HeldSitting, PlannedSitting, check_conduct, rules_of,
};
use crate::specification::document::SpecificationDocument;
use crate::store::AnyConnection;
use crate::store::classes::ClassRow;
use crate::store::sittings as rows;

/// A day on which the class would sit, and where the call says it ('' for the call itself).
pub(super) struct PlannedDay {
    /// What stands before `/held_on`.
    pub under: String,
    /// The day.
    pub day: NaiveDate,
}

/// Every limit that the sitting would break on its days; warnings let it pass. A sitting that moves is not
/// compared with itself.
pub(super) fn limits_broken(
    c: &mut AnyConnection,
    (class, school_path): (&ClassRow, &str),
    (specification, subject): (&SpecificationDocument, &str),
    (days, itself): (&[PlannedDay], Option<i64>),
) -> Answer<Vec<Finding>> {
    let grade = u8::try_from(class.grade).unwrap_or_default();
    let mut findings = Vec::new();
    let mut others: Option<Vec<HeldSitting>> = None;
    for PlannedDay { under, day } in days {
        let Some(rules) = rules_holding(c, school_path, specification, (*day, grade))? else {
            continue;
        };
        let planned = PlannedSitting {
            kind: specification.kind.clone(),
            subject: subject.to_owned(),
            grade,
            day: *day,
        };
        let held = match others.take() {
            Some(held) => held,
            None => held_already(c, &class.id, itself)?,
        };
        let calendars = all_holding::<CalendarDocument>(c, school_path)?;
        let calendar = calendars
            .values()
            .filter(|calendar| calendar.term_of(*day).is_some())
            .max_by_key(|calendar| calendar.version);
        let broken = check_conduct(&rules, calendar, &planned, &held);
        findings.extend(broken.into_iter().map(|finding| finding.under(under)));
        others = Some(held);
    }
    Ok(findings)
}

/// The other sittings of the class with their days.
fn held_already(
    c: &mut AnyConnection,
    class_id: &str,
    itself: Option<i64>,
) -> Answer<Vec<HeldSitting>> {
    let mut held: BTreeMap<i64, HeldSitting> = BTreeMap::new();
    for (sitting_no, kind, subject, held_on) in rows::held_by_class(c, class_id)? {
        if Some(sitting_no) == itself {
            continue;
        }
        let sitting = held.entry(sitting_no).or_insert_with(|| HeldSitting {
            kind,
            subject,
            days: Vec::new(),
        });
        sitting.days.extend(held_on.parse::<NaiveDate>().ok());
    }
    Ok(held.into_values().collect())
}

/// The rules that are asked; nothing more is read where there are none.
fn rules_holding(
    c: &mut AnyConnection,
    school_path: &str,
    specification: &SpecificationDocument,
    (day, grade): (NaiveDate, u8),
) -> Answer<Option<ConductRules>> {
    let published = all_passing(c, school_path, |document: &ConductDocument| {
        document.holds(day, grade)
    })?;
    let published = published
        .into_values()
        .max_by_key(|document| (document.valid_from, document.version));
    if let Some(document) = published {
        return Ok(Some(document.rules));
    }
    let limits = specification.limits.as_ref();
    let most_units = limits.and_then(|limits| limits.max_sau_per_term);
    let own = specification.conduct.as_ref();
    Ok(own.map(|conduct| rules_of(conduct, most_units)))
}
