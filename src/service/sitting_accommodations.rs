//! What candidates are given at a sitting: their recorded accommodations as the editions of the day say
//! them, and the specification's own extra minutes for special educational needs.
//!
//! It is written into the attempt when the sitting is planned, so that a later edition changes nothing;
//! `apply_accommodations` does it anew for parts that nobody has sat yet. Where several documents give
//! time, the largest counts; inside one document its own rule holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::classes::seen_class;
use super::published_documents::all_passing;
use super::sitting_access::{form_of, open_sitting};
use super::sitting_view::{SittingDetail, detail_of};
use super::{Answer, Call, Services};
use crate::bank::{Hundredths, Minutes};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::specification::accommodations::{AccommodationsDocument, ExtraTime, extra_minutes};
use crate::specification::document::{SpecificationDocument, Texts};
use crate::store::candidate_accommodations::{self as rights, CandidateAccommodationRow};
use crate::store::classes::{CandidateRow, members};
use crate::store::sitting_parts::{self, SittingPartRow};
use crate::store::sittings::{self, AttemptPartRow};
use crate::store::{AnyConnection, failure};

/// What a candidate is given at a sitting, and which edition says what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GivenAccommodation {
    /// Its code; `sen_extra_min` where the specification itself gives the time.
    pub accommodation: String,
    /// Document, or specification, that says it.
    pub document: String,
    /// Its edition.
    pub version: u32,
    /// Title by language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub title: Texts,
    /// More working time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_time: Option<ExtraTime>,
    /// What else is given (`separate_room`, `reader`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provides: Vec<String>,
}

/// What one candidate is given, and the minutes added to each part.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    /// On any of the days.
    pub list: Vec<GivenAccommodation>,
    /// By part, in their order.
    pub extra: Vec<Minutes>,
}

/// Gives the candidates of a sitting anew what they have a right to, on parts that nobody has sat yet.
/// Extra minutes entered by hand are replaced there.
pub fn apply_accommodations(services: &Services, call: &Call, id: &str) -> Answer<SittingDetail> {
    services.write(call, "apply_accommodations", |unit| {
        let sitting = open_sitting(unit.c, call, id, Permission::ManageSittings)?;
        let (class, path) = seen_class(unit.c, call, &sitting.class_id)?;
        let (_, form) = form_of(unit.c, &sitting)?;
        let planned = sitting_parts::of_sitting(unit.c, sitting.sitting_no)?;
        let people = members(unit.c, &class.id)?;
        let (given, findings) = given(
            unit.c,
            (&class.id, &path),
            (&form.specification, &planned),
            &people,
        )?;
        let mut changed = 0;
        let mut parts: BTreeMap<i64, Vec<AttemptPartRow>> = BTreeMap::new();
        for part in sittings::parts_of(unit.c, sitting.sitting_no)? {
            parts.entry(part.attempt_no).or_default().push(part);
        }
        for (attempt, _) in sittings::attempts_of(unit.c, sitting.sitting_no)? {
            let own = parts.remove(&attempt.attempt_no).unwrap_or_default();
            let open: Vec<_> = own.iter().filter(|part| part.state == "planned").collect();
            if open.is_empty() {
                continue;
            }
            let given = given.get(&attempt.candidate_id);
            for part in open {
                let extra_min = given.map_or(0, |given| given.minutes(part.part_no));
                let row = AttemptPartRow {
                    extra_min,
                    updated_at: unit.now,
                    ..part.clone()
                };
                sittings::set_part(unit.c, &row)?;
            }
            let list = failure::write_json(&given.map_or(&[][..], |given| &given.list));
            let key = (sitting.sitting_no, attempt.attempt_no);
            sitting_parts::set_accommodations(unit.c, key, &list)?;
            changed += 1;
        }
        let detail = json!({"attempts": changed});
        unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)?;
        Ok(SittingDetail {
            findings,
            ..detail_of(unit.c, call, sitting)?
        })
    })
}

impl Given {
    /// Hundredths of minutes added to a part, by its number.
    pub fn minutes(&self, part_no: i32) -> i64 {
        let at = usize::try_from(part_no - 1).unwrap_or_default();
        self.extra.get(at).map_or(0, |minutes| minutes.0)
    }
}

type Documents = BTreeMap<String, AccommodationsDocument>;

/// What each of these candidates is given, by id; who is given nothing is left out. Accommodations that
/// no edition of the day offers are remarked.
pub(super) fn given(
    c: &mut AnyConnection,
    (class_id, school_path): (&str, &str),
    (specification, parts): (&SpecificationDocument, &[SittingPartRow]),
    people: &[CandidateRow],
) -> Answer<(BTreeMap<String, Given>, Vec<Finding>)> {
    let mut by_candidate: BTreeMap<String, Vec<CandidateAccommodationRow>> = BTreeMap::new();
    for (row, _) in rights::of_class(c, class_id)? {
        by_candidate
            .entry(row.candidate_id.clone())
            .or_default()
            .push(row);
    }
    let mut documents: BTreeMap<&str, Documents> = BTreeMap::new();
    for part in parts.iter().filter(|_| !by_candidate.is_empty()) {
        let Ok(day) = part.held_on.parse::<NaiveDate>() else {
            continue;
        };
        let holding = all_passing(c, school_path, |d: &AccommodationsDocument| d.holds(day))?;
        documents.insert(&part.held_on, holding);
    }
    let (mut all, mut findings) = (BTreeMap::new(), Vec::new());
    for person in people {
        let rights = by_candidate.get(&person.id).map_or(&[][..], Vec::as_slice);
        let asked = Asked {
            specification,
            parts,
            documents: &documents,
        };
        let (own, missing) = asked.of(person, rights);
        findings.extend(missing);
        if !own.list.is_empty() {
            all.insert(person.id.clone(), own);
        }
    }
    Ok((all, findings))
}

struct Asked<'a> {
    specification: &'a SpecificationDocument,
    parts: &'a [SittingPartRow],
    documents: &'a BTreeMap<&'a str, Documents>,
}

impl Asked<'_> {
    fn of(
        &self,
        person: &CandidateRow,
        rights: &[CandidateAccommodationRow],
    ) -> (Given, Vec<Finding>) {
        let mut given = Given::default();
        let mut missing: BTreeSet<(&str, &str)> = BTreeSet::new();
        let own = self.of_specification(person);
        for part in self.parts {
            let working = part.minutes.map(Hundredths);
            let mut times: BTreeMap<&str, Vec<ExtraTime>> = BTreeMap::new();
            let documents = self.documents.get(part.held_on.as_str());
            for right in rights.iter().filter(|right| holds(right, &part.held_on)) {
                let document = documents.and_then(|all| all.get(&right.document));
                let found =
                    document.and_then(|d| Some((d, d.accommodation(&right.accommodation)?)));
                let Some((document, found)) = found else {
                    missing.insert((&right.document, &right.accommodation));
                    continue;
                };
                if !found.is_given_in(&self.specification.kind) {
                    continue;
                }
                let of_document = times.entry(&right.document).or_default();
                of_document.extend(found.extra_time);
                add(
                    &mut given.list,
                    GivenAccommodation {
                        accommodation: found.id.clone(),
                        document: document.id.clone(),
                        version: document.version,
                        title: found.title.clone(),
                        extra_time: found.extra_time,
                        provides: found.provides.clone(),
                    },
                );
            }
            let rule = |code: &str| documents.and_then(|all| all.get(code)).map(|d| d.times);
            let each = times
                .iter()
                .map(|(code, times)| extra_minutes(rule(code).unwrap_or_default(), times, working));
            let own = own.iter().filter_map(|own| own.extra_time?.minutes);
            given.extra.push(each.chain(own).max().unwrap_or_default());
        }
        given.list.extend(own);
        let told = |(document, accommodation): (&str, &str)| {
            Finding::warning("accommodation_not_offered", "")
                .with("candidate", person.code.as_str())
                .with("accommodation", accommodation)
                .with("document", document)
        };
        (given, missing.into_iter().map(told).collect())
    }

    /// The specification's own minutes for a candidate with special educational needs.
    fn of_specification(&self, person: &CandidateRow) -> Option<GivenAccommodation> {
        let rules = self.specification.accommodations.as_ref();
        let minutes = rules.and_then(|rules| rules.sen_extra_min);
        let minutes = minutes.filter(|_| person.sen)?;
        Some(GivenAccommodation {
            accommodation: "sen_extra_min".to_owned(),
            document: self.specification.id.clone(),
            version: self.specification.version,
            title: Texts::new(),
            extra_time: Some(ExtraTime {
                minutes: Some(minutes),
                percent: None,
            }),
            provides: Vec::new(),
        })
    }
}

/// Days are ISO dates, which compare as text.
fn holds(right: &CandidateAccommodationRow, day: &str) -> bool {
    right.valid_from.as_str() <= day
        && (right.valid_to.is_empty() || day <= right.valid_to.as_str())
}

fn add(list: &mut Vec<GivenAccommodation>, given: GivenAccommodation) {
    if !list.contains(&given) {
        list.push(given);
    }
}
