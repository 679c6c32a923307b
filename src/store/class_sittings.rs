//! Sittings as a class looks back on them: of a subject, of a battery; subjects that have grades.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::schema::{attempts, class_members, forms, journal_entries, sittings};
use super::sittings::SittingRow;
use super::{AnyConnection, StoreResult};

/// Sittings of a subject that anybody who is in the class today sat in this school, whatever the class
/// then, from the earliest; of one kind where it is named.
pub fn of_members(
    c: &mut AnyConnection,
    (class_id, owner_org): (&str, &str),
    subject: &str,
    kind: Option<&str>,
) -> StoreResult<Vec<SittingRow>> {
    let members = class_members::table
        .filter(class_members::class_id.eq(class_id.to_owned()))
        .select(class_members::candidate_id);
    let sat = attempts::table
        .filter(attempts::candidate_id.eq_any(members))
        .select(attempts::sitting_no);
    let rows: Vec<SittingRow> = sittings::table
        .filter(sittings::owner_org.eq(owner_org))
        .filter(sittings::subject.eq(subject))
        .filter(sittings::sitting_no.eq_any(sat))
        .order((sittings::held_on, sittings::sitting_no))
        .select(SittingRow::as_select())
        .load(c)?;
    let fits = |row: &SittingRow| kind.is_none_or(|kind| row.kind == kind);
    Ok(rows.into_iter().filter(fits).collect())
}

/// Sittings of a class with forms of a specification: its version, the component, the sitting; from the
/// earliest.
pub fn of_specification(
    c: &mut AnyConnection,
    class_id: &str,
    specification_id: &str,
) -> StoreResult<Vec<(i32, String, SittingRow)>> {
    Ok(sittings::table
        .inner_join(forms::table.on(forms::id.eq(sittings::form_id)))
        .filter(sittings::class_id.eq(class_id))
        .filter(forms::specification_id.eq(specification_id))
        .order((sittings::held_on, sittings::sitting_no))
        .select((
            forms::specification_version,
            forms::component,
            SittingRow::as_select(),
        ))
        .load(c)?)
}

/// Subjects in which a class has sittings or journal entries in a school year, by code.
pub fn subjects(
    c: &mut AnyConnection,
    class_id: &str,
    academic_year: &str,
) -> StoreResult<Vec<String>> {
    let sat: Vec<String> = sittings::table
        .filter(sittings::class_id.eq(class_id))
        .filter(sittings::academic_year.eq(academic_year))
        .select(sittings::subject)
        .distinct()
        .load(c)?;
    let members = class_members::table
        .filter(class_members::class_id.eq(class_id.to_owned()))
        .select(class_members::candidate_id);
    let entered: Vec<String> = journal_entries::table
        .filter(journal_entries::candidate_id.eq_any(members))
        .filter(journal_entries::academic_year.eq(academic_year))
        .select(journal_entries::subject)
        .distinct()
        .load(c)?;
    let all: BTreeSet<String> = sat.into_iter().chain(entered).collect();
    Ok(all.into_iter().collect())
}
