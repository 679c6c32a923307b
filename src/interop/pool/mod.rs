//! Candidates of an assembly from a table that somebody has anyway: CSV or JSON Lines, without a database.
//!
//! * [`field`] is the list of names that mean something; every other column is a free attribute of the item,
//!   and of its stimulus where the name begins with `stimulus_`.
//! * [`profile`] says which column is which field, where a table has names of its own.
//! * `cell` reads one value, `row` and `draft` one record, `response_model` its parameters, `together` what only the whole table tells: codes that
//!   stand twice, facts of stimuli, pairs of enemies, columns that are numbers.
//!
//! What a table does not say has a stated default ([`Defaults`], [`DEFAULTS`]): a table of codes alone is
//! a pool. Whatever is wrong is told at once, each cell by line and column.

mod cell;
mod draft;
pub mod field;
pub mod profile;
mod response_model;
mod row;
mod together;

#[cfg(test)]
mod tests;

use std::io::BufRead;

use crate::assembly::candidate::Candidate;
use crate::bank::Language;
use crate::language::finding::Finding;

use super::records::Records;
use draft::{Draft, Drafting};
use field::Field;
use profile::PoolProfile;

/// Most findings that are told of one table.
const MOST_FINDINGS: usize = 1000;

/// What the specification says where the table says nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Defaults {
    /// Subject code; '' for none.
    pub subject: String,
    /// Lowest and highest grade.
    pub grades: [u8; 2],
    /// Languages of the form.
    pub languages: Vec<Language>,
}

/// What else a table need not say, for people.
pub const DEFAULTS: &str = "version 1, item_type MCQ, points 1, phase live, access open, purpose both, \
     scheme_kind key, p_n 1, parameters_n 1; subject, grade and languages as the specification's; \
     the model by the parameters that are there";

/// Candidates of a table and how its columns were taken.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadPool {
    /// The candidates, in the order of the table.
    pub candidates: Vec<Candidate>,
    /// Names of the free attributes, in the order of the table.
    pub attributes: Vec<String>,
}

/// Reads a table of candidates.
///
/// # Errors
/// Everything that is wrong with it, by line and column.
pub fn read_pool(
    profile: &PoolProfile,
    defaults: &Defaults,
    input: impl BufRead,
) -> Result<ReadPool, Vec<Finding>> {
    let records = Records::of_source(&profile.source, input)?;
    let mut findings = records.warnings().to_vec();
    let header = records.header().map(|(header, _)| header.to_vec());
    let mut drafting = Drafting::new(profile, defaults);
    if let Some(header) = &header {
        findings.extend(drafting.check_header(header));
    }
    let mut drafts: Vec<Draft> = Vec::new();
    // A table without a column that every row needs would only say so a thousand times.
    let readable = !crate::language::finding::refuses(&findings);
    for record in records.take_while(|_| readable) {
        match record {
            Ok(record) => {
                let (draft, found) = drafting.draft(&record);
                drafts.push(draft);
                findings.extend(found);
            }
            Err(found) => findings.extend(found),
        }
        if findings.len() >= MOST_FINDINGS {
            findings.truncate(MOST_FINDINGS);
            findings.push(Finding::error("more_findings", "").with("shown", MOST_FINDINGS));
            return Err(findings);
        }
    }
    if readable && drafts.is_empty() && findings.is_empty() {
        findings.push(Finding::error("pool_empty", ""));
    }
    let read = together::together(drafts, &mut findings);
    findings.sort_by_key(|finding| finding.place.map(|place| (place.line, place.column)));
    match findings.is_empty() {
        true => Ok(read),
        false => Err(findings),
    }
}

/// The field that a column or key is, by its name alone.
pub fn field_of(name: &str) -> Option<Field> {
    Field::of_name(name)
}
