//! A sitting as it is shown: its parts with their days, its attempts with their states and working times.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::organisations::path_of;
use super::sitting_accommodations::GivenAccommodation;
use super::{Answer, Call, Refusal};
use crate::bank::{Hundredths, Minutes};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::sitting_parts::{self, SittingPartRow};
use crate::store::sittings::{self as rows, AttemptPartRow, SittingRow};
use crate::store::{AnyConnection, failure, grading_policies};

/// A sitting as listed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Sitting {
    /// UUID.
    pub id: String,
    /// The school.
    pub org_id: String,
    /// The form.
    pub form_id: String,
    /// The class.
    pub class_id: String,
    /// Subject code.
    pub subject: String,
    /// Kind of assessment.
    pub kind: String,
    /// Term; absent where the specification has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u8>,
    /// School year.
    pub academic_year: String,
    /// Language of the form.
    pub language: String,
    /// How it is taken; its parts may differ.
    pub mode: String,
    /// The day of its first part.
    pub held_on: String,
    /// `open` or `closed`; nothing is entered into a closed one.
    pub state: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A sitting with its policy and its attempts.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SittingDetail {
    /// The sitting.
    #[serde(flatten)]
    pub sitting: Sitting,
    /// Pinned policy: code.
    pub policy: String,
    /// Pinned policy: version.
    pub policy_version: i32,
    /// Parts with a sitting of their own, in order.
    #[serde(default)]
    pub parts: Vec<SittingPart>,
    /// Attempts by candidate code.
    pub attempts: Vec<Attempt>,
    /// What is only warned of: limits of conduct and accommodations no edition offers in a new plan, too few who
    /// took part on closing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// A part of a sitting: sections that are sat together.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SittingPart {
    /// Number from 1.
    pub part: i32,
    /// Sections written in it.
    pub sections: Vec<String>,
    /// The day.
    pub held_on: String,
    /// How it is taken.
    pub mode: String,
    /// Working time; null where it is not limited.
    pub minutes: Option<Minutes>,
}

/// One candidate's attempt.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    /// Candidate code.
    pub candidate: String,
    /// What the candidate is given; shown to those who manage sittings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accommodations: Vec<GivenAccommodation>,
    /// Parts with a sitting of their own.
    pub parts: Vec<AttemptPart>,
}

/// One part of an attempt.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AttemptPart {
    /// Number from 1.
    pub part: i32,
    /// Sections written in it.
    pub sections: Vec<String>,
    /// The candidate's own day, where it is not the class's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<String>,
    /// `planned`, `present`, `absent_valid`, `absent`, `void`.
    pub state: String,
    /// Why absent or void.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Minutes added.
    pub extra_min: Minutes,
    /// Minutes of the part and those added; null where the part has no limit.
    #[serde(default)]
    pub working_min: Option<Minutes>,
}

/// A sitting, whole. Accommodations are left out for callers who do not manage its sittings.
pub(super) fn detail_of(
    c: &mut AnyConnection,
    call: &Call,
    sitting: SittingRow,
) -> Answer<SittingDetail> {
    let policy = grading_policies::by_id(c, &sitting.policy_id)?
        .ok_or_else(|| Refusal::Internal(format!("policy {} is gone", sitting.policy_id)))?;
    let path = path_of(c, &sitting.owner_org)?;
    let object = Object::of(&path).subject(&sitting.subject);
    let shown = call.may(Permission::ManageSittings, &object);
    let parts = sitting_parts::of_sitting(c, sitting.sitting_no)?;
    let minutes: BTreeMap<i32, Option<i64>> =
        parts.iter().map(|p| (p.part_no, p.minutes)).collect();
    let mut by_attempt: BTreeMap<i64, Vec<AttemptPart>> = BTreeMap::new();
    for part in rows::parts_of(c, sitting.sitting_no)? {
        let of_attempt = by_attempt.entry(part.attempt_no).or_default();
        let limit = minutes.get(&part.part_no).copied().flatten();
        of_attempt.push(attempt_part(part, limit)?);
    }
    let mut attempts = Vec::new();
    for (row, candidate) in rows::attempts_of(c, sitting.sitting_no)? {
        attempts.push(Attempt {
            candidate,
            accommodations: match shown {
                true => failure::read_json(&row.accommodations)?,
                false => Vec::new(),
            },
            parts: by_attempt.remove(&row.attempt_no).unwrap_or_default(),
        });
    }
    Ok(SittingDetail {
        sitting: view(sitting),
        policy: policy.code,
        policy_version: policy.version,
        parts: parts.into_iter().map(part).collect::<Answer<_>>()?,
        attempts,
        findings: Vec::new(),
    })
}

fn attempt_part(part: AttemptPartRow, limit: Option<i64>) -> Answer<AttemptPart> {
    Ok(AttemptPart {
        part: part.part_no,
        sections: failure::read_json(&part.sections)?,
        held_on: Some(part.held_on).filter(|day| !day.is_empty()),
        state: part.state,
        reason: part.reason,
        extra_min: Hundredths(part.extra_min),
        working_min: limit.map(|minutes| Hundredths(minutes) + Hundredths(part.extra_min)),
    })
}

fn part(row: SittingPartRow) -> Answer<SittingPart> {
    Ok(SittingPart {
        part: row.part_no,
        sections: failure::read_json(&row.sections)?,
        held_on: row.held_on,
        mode: row.mode,
        minutes: row.minutes.map(Hundredths),
    })
}

/// A sitting as listed.
pub(super) fn view(row: SittingRow) -> Sitting {
    Sitting {
        id: row.id,
        org_id: row.owner_org,
        form_id: row.form_id,
        class_id: row.class_id,
        subject: row.subject,
        kind: row.kind,
        term: u8::try_from(row.term).ok().filter(|term| *term > 0),
        academic_year: row.academic_year,
        language: row.language,
        mode: row.mode,
        held_on: row.held_on,
        state: row.state,
        created_at: row.created_at.and_utc(),
    }
}
