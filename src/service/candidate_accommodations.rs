//! Accommodations that candidates of a class have a right to: recorded with their ground, ended, listed.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::bulk::{BulkAnswer, BulkMode, Rows};
use super::classes::seen_class;
use super::published_documents::all_holding;
use super::sitting_access::unknown_candidate;
use super::{Answer, Call, Refusal, Services};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::specification::accommodations::AccommodationsDocument;
use crate::store::AnyConnection;
use crate::store::candidate_accommodations::{self as rows, CandidateAccommodationRow};
use crate::store::classes::{self, ClassRow};

/// Accommodations of candidates, in bulk.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GiveAccommodations {
    /// The rows.
    #[schemars(length(min = 1))]
    pub rows: Vec<AccommodationEntry>,
    /// What becomes of right rows beside a wrong one.
    #[serde(default)]
    pub mode: BulkMode,
}

/// One accommodation of one candidate.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccommodationEntry {
    /// Candidate code.
    pub candidate: String,
    /// Code of the document of accommodations.
    pub document: String,
    /// Code of the accommodation there.
    pub accommodation: String,
    /// First day (ISO date).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub valid_from: String,
    /// Last day; open when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub valid_to: Option<String>,
    /// The ground: number and date of the decision; never a diagnosis, never a name.
    #[schemars(length(max = 200))]
    pub basis: String,
}

/// The last day of an accommodation.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndAccommodation {
    /// Its last day (ISO date).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub valid_to: String,
}

/// An accommodation of a candidate as shown.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CandidateAccommodation {
    /// UUID.
    pub id: String,
    /// Candidate code.
    pub candidate: String,
    /// Code of the document of accommodations.
    pub document: String,
    /// Code of the accommodation there.
    pub accommodation: String,
    /// First day.
    pub valid_from: String,
    /// Last day; absent where it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<String>,
    /// The ground.
    pub basis: String,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
}

/// Accommodations of a class.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClassAccommodations {
    /// By candidate code and first day.
    pub items: Vec<CandidateAccommodation>,
}

/// Records accommodations of candidates of a class. Sittings that are planned already stay as they are
/// until `apply_accommodations`.
pub fn give_accommodations(
    services: &Services,
    call: &Call,
    class_id: &str,
    input: GiveAccommodations,
) -> Answer<BulkAnswer> {
    services.write(call, "give_accommodations", |unit| {
        let mut checked = Rows::new(input.rows.len(), &services.limits)?;
        let (class, path) = managed_class(unit.c, call, class_id)?;
        classes::hold(unit.c, &class.id)?;
        let people: BTreeMap<String, String> = classes::members(unit.c, &class.id)?
            .into_iter()
            .map(|row| (row.code, row.id))
            .collect();
        let there = rows::of_class(unit.c, &class.id)?;
        let documents = all_holding::<AccommodationsDocument>(unit.c, &path)?;
        for (row, entry) in input.rows.iter().enumerate() {
            checked.find_all(row, "", wrong(entry, &documents));
            if !people.contains_key(&entry.candidate) {
                checked.find(row, unknown_candidate(&entry.candidate));
            }
            let earlier = input.rows[..row].iter().position(|e| overlaps(e, entry));
            if let Some(first) = earlier {
                let finding = Finding::error("row_twice", "/accommodation");
                let what = format!("{} {}", entry.candidate, entry.accommodation);
                checked.find(row, finding.with("what", what).with("first", first));
            }
            if there
                .iter()
                .any(|(known, code)| overlaps(&shown(known, code), entry))
            {
                let finding = Finding::error("accommodation_given_already", "/accommodation")
                    .with("candidate", entry.candidate.as_str())
                    .with("accommodation", entry.accommodation.as_str());
                checked.contradict(row, finding);
            }
        }
        checked.settle(input.mode)?;
        let mut made = Vec::new();
        for row in checked.kept() {
            let entry = &input.rows[row];
            let Some(candidate_id) = people.get(&entry.candidate) else {
                continue;
            };
            let id = unit.new_id();
            checked.made(row, &id);
            made.push(CandidateAccommodationRow {
                id,
                owner_org: class.owner_org.clone(),
                candidate_id: candidate_id.clone(),
                document: entry.document.clone(),
                accommodation: entry.accommodation.clone(),
                valid_from: entry.valid_from.clone(),
                valid_to: entry.valid_to.clone().unwrap_or_default(),
                basis: entry.basis.trim().to_owned(),
                created_by: call.actor.user_id.clone(),
                created_at: unit.now,
            });
        }
        rows::insert(unit.c, &made)?;
        let detail = json!({"accommodations": made.len(), "hash": content_hash(&input.rows)});
        unit.audit(&class.owner_org, "class", &class.id, detail)?;
        Ok(checked.answer())
    })
}

/// Everything that is wrong with an entry by itself.
fn wrong(
    entry: &AccommodationEntry,
    documents: &BTreeMap<String, AccommodationsDocument>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    match documents.get(&entry.document) {
        None => {
            let finding = Finding::error("reference_unknown", "/document");
            findings.push(finding.with("value", entry.document.as_str()));
        }
        Some(document) if document.accommodation(&entry.accommodation).is_none() => {
            let offered = document.accommodations.iter().map(|a| a.id.as_str());
            let offered: Vec<&str> = offered.collect();
            let finding = Finding::error("accommodation_unknown", "/accommodation")
                .with("value", entry.accommodation.as_str())
                .with("document", entry.document.as_str())
                .with("offered", offered.join(", "));
            findings.push(finding);
        }
        Some(_) => {}
    }
    if entry.basis.trim().is_empty() {
        let finding = Finding::error("reason_missing", "/basis");
        findings.push(finding.with("what", entry.accommodation.as_str()));
    }
    let to = entry.valid_to.as_deref();
    findings.extend(wrong_days(&entry.valid_from, to));
    findings
}

fn wrong_days(from: &str, to: Option<&str>) -> Vec<Finding> {
    let unknown = |day: &str, pointer: &str| {
        let wrong = day.parse::<NaiveDate>().is_err();
        wrong.then(|| Finding::error("date_unknown", pointer).with("value", day))
    };
    let mut findings: Vec<Finding> = unknown(from, "/valid_from").into_iter().collect();
    if let Some(to) = to {
        findings.extend(unknown(to, "/valid_to"));
        if findings.is_empty() && to < from {
            let finding = Finding::error("dates_reversed", "/valid_to");
            findings.push(finding.with("from", from).with("to", to));
        }
    }
    findings
}

/// True where the same thing is given to the same candidate on a common day.
fn overlaps(one: &AccommodationEntry, other: &AccommodationEntry) -> bool {
    let ends = |entry: &AccommodationEntry| entry.valid_to.clone().unwrap_or("9999-12-31".into());
    let thing = |e: &AccommodationEntry| {
        (
            e.candidate.clone(),
            e.document.clone(),
            e.accommodation.clone(),
        )
    };
    thing(one) == thing(other) && one.valid_from <= ends(other) && other.valid_from <= ends(one)
}

fn shown(row: &CandidateAccommodationRow, code: &str) -> AccommodationEntry {
    AccommodationEntry {
        candidate: code.to_owned(),
        document: row.document.clone(),
        accommodation: row.accommodation.clone(),
        valid_from: row.valid_from.clone(),
        valid_to: Some(row.valid_to.clone()).filter(|day| !day.is_empty()),
        basis: row.basis.clone(),
    }
}

/// Accommodations of the candidates of a class, for those who manage its sittings.
pub fn list_class_accommodations(
    services: &Services,
    call: &Call,
    class_id: &str,
) -> Answer<ClassAccommodations> {
    services.read(|c| {
        let (class, _) = managed_class(c, call, class_id)?;
        let items = rows::of_class(c, &class.id)?.into_iter().map(view);
        Ok(ClassAccommodations {
            items: items.collect(),
        })
    })
}

/// Ends an accommodation on a day. Sittings that are planned already stay as they are.
pub fn end_accommodation(
    services: &Services,
    call: &Call,
    (class_id, id): (&str, &str),
    input: EndAccommodation,
) -> Answer<CandidateAccommodation> {
    services.write(call, "end_accommodation", |unit| {
        let (class, _) = managed_class(unit.c, call, class_id)?;
        classes::hold(unit.c, &class.id)?;
        let (mut row, code) = rows::of_class(unit.c, &class.id)?
            .into_iter()
            .find(|(row, _)| row.id == id)
            .ok_or(Refusal::not_found("accommodation"))?;
        let findings = wrong_days(&row.valid_from, Some(&input.valid_to));
        if !findings.is_empty() {
            return Err(Refusal::Invalid(findings));
        }
        row.valid_to = input.valid_to.clone();
        rows::end(unit.c, &row.id, &row.valid_to)?;
        let detail = json!({"accommodation": row.id, "valid_to": row.valid_to});
        unit.audit(&class.owner_org, "class", &class.id, detail)?;
        Ok(view((row, code)))
    })
}

fn managed_class(c: &mut AnyConnection, call: &Call, class_id: &str) -> Answer<(ClassRow, String)> {
    let (class, path) = seen_class(c, call, class_id)?;
    call.require(Permission::ManageSittings, &Object::of(&path))?;
    Ok((class, path))
}

fn view((row, candidate): (CandidateAccommodationRow, String)) -> CandidateAccommodation {
    CandidateAccommodation {
        id: row.id,
        candidate,
        document: row.document,
        accommodation: row.accommodation,
        valid_from: row.valid_from,
        valid_to: Some(row.valid_to).filter(|day| !day.is_empty()),
        basis: row.basis,
        created_at: row.created_at.and_utc(),
    }
}
