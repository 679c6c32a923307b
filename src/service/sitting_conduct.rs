//! A planned sitting against the limits of conduct: those of the organisation, else those the
//! specification itself names.

use chrono::NaiveDate;

use super::Answer;
use super::published_documents::all_holding;
use crate::curriculum::calendar::CalendarDocument;
use crate::language::finding::Finding;
use crate::specification::conduct::{
    ConductDocument, ConductRules, PlannedSitting, check_conduct, rules_of,
};
use crate::specification::document::SpecificationDocument;
use crate::store::AnyConnection;
use crate::store::classes::ClassRow;
use crate::store::sittings as rows;

/// Every limit that the sitting would break; warnings let it pass.
pub(super) fn limits_broken(
    c: &mut AnyConnection,
    (class, school_path): (&ClassRow, &str),
    specification: &SpecificationDocument,
    (subject, held_on): (&str, &str),
) -> Answer<Vec<Finding>> {
    // A day that does not exist is told by the caller.
    let Ok(day) = held_on.parse::<NaiveDate>() else {
        return Ok(Vec::new());
    };
    let grade = u8::try_from(class.grade).unwrap_or_default();
    let Some(rules) = rules_holding(c, school_path, specification, (day, grade))? else {
        return Ok(Vec::new());
    };
    let planned = PlannedSitting {
        kind: specification.kind.clone(),
        subject: subject.to_owned(),
        grade,
        day,
    };
    let others: Vec<PlannedSitting> = rows::held_by_class(c, &class.id)?
        .into_iter()
        .filter_map(|(kind, subject, held_on)| {
            let day = held_on.parse().ok()?;
            Some(PlannedSitting {
                kind,
                subject,
                grade,
                day,
            })
        })
        .collect();
    let calendars = all_holding::<CalendarDocument>(c, school_path)?;
    let calendar = calendars
        .values()
        .filter(|calendar| calendar.term_of(day).is_some())
        .max_by_key(|calendar| calendar.version);
    Ok(check_conduct(&rules, calendar, &planned, &others))
}

/// The rules that are asked; nothing more is read where there are none.
fn rules_holding(
    c: &mut AnyConnection,
    school_path: &str,
    specification: &SpecificationDocument,
    (day, grade): (NaiveDate, u8),
) -> Answer<Option<ConductRules>> {
    let published = all_holding::<ConductDocument>(c, school_path)?
        .into_values()
        .filter(|document| document.holds(day, grade))
        .max_by_key(|document| (document.valid_from, document.version));
    if let Some(document) = published {
        return Ok(Some(document.rules));
    }
    let limits = specification.limits.as_ref();
    let most_units = limits.and_then(|limits| limits.max_sau_per_term);
    let own = specification.conduct.as_ref();
    Ok(own.map(|conduct| rules_of(conduct, most_units)))
}
