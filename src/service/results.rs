//! Results of a sitting: derived from marks, states and policy, kept in versions. A new version is
//! made only where something it is computed from has changed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::content_appeals::outcomes_of;
use super::participation::participation_of;
use super::result_derivation::{Derived, derived};
use super::sitting_access::{form_of, sitting_for};
use super::{Answer, Call, Refusal, Services, Unit};
use crate::bank::{Hundredths, Points};
use crate::identity::Permission;
use crate::scoring::criteria::{CriterionReached, criteria_reached};
use crate::scoring::participation::TookPart;
use crate::scoring::ratio::Amount;
use crate::scoring::result::{ResultState, ScoreResult};
use crate::scoring::term::NoGrade;
use crate::specification::policy::GradingPolicyDocument;
use crate::store::grading_policies::{self, GradingPolicyRow};
use crate::store::results::{self as rows, ResultRow};
use crate::store::sittings::{self, SittingRow};
use crate::store::{AnyConnection, failure};

/// Results of a class.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SittingResults {
    /// The sitting.
    pub sitting_id: String,
    /// Code of the policy.
    pub policy: String,
    /// Version of the policy.
    pub policy_version: i32,
    /// Result versions made by this call; 0 in a list.
    pub new_versions: usize,
    /// How many took part, where the specification says how many must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<TookPart>,
    /// By candidate code.
    pub rows: Vec<ClassResult>,
}

/// The newest result of a candidate, in short.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ClassResult {
    /// Candidate code.
    pub candidate: String,
    /// Version of the result; null where none was computed yet.
    pub version: Option<i32>,
    /// State; `temporarily_not_assessed` for the absent with a valid reason. Null where none was computed.
    pub state: Option<ResultState>,
    /// Points; null unless complete.
    pub raw: Option<Points>,
    /// Greatest points.
    pub maximum: Option<Points>,
    /// Percentage; null unless complete.
    pub percent: Option<Amount>,
    /// The percentage as the policy rounds it before banding.
    pub rounded: Option<Hundredths>,
    /// Level.
    pub level: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Why a complete result has no grade.
    pub no_grade: Option<NoGrade>,
    /// Marks the result waits for.
    pub missing: usize,
}

/// The newest result of one candidate, whole.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CandidateResult {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
    /// Version of the result.
    pub version: i32,
    /// Code of the policy.
    pub policy: String,
    /// Version of the policy.
    pub policy_version: i32,
    /// When it was computed.
    pub computed_at: DateTime<Utc>,
    /// Totals, and achievement by attempt part, objective, criterion and thinking level.
    pub result: ScoreResult,
    /// Criteria of the specification with the level reached and what parents read of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionReached>,
}

/// Derives the results of a sitting.
pub fn compute_results(services: &Services, call: &Call, id: &str) -> Answer<SittingResults> {
    services.write(call, "compute_results", |unit| {
        let sitting = sitting_for(unit.c, call, id, Permission::ReadResults)?;
        sittings::hold(unit.c, sitting.sitting_no)?;
        let made = derive_anew(unit, &sitting)?;
        let (policy, _) = policy_of(unit.c, &sitting)?;
        let detail = json!({"new_versions": made.len(), "policy": policy.hash});
        unit.audit(&sitting.owner_org, "sitting", &sitting.id, detail)?;
        class_results(unit.c, &sitting, &policy, made.len())
    })
}

/// Keeps new result versions of a held sitting: those of the attempts whose inputs changed.
pub(super) fn derive_anew(unit: &mut Unit<'_>, sitting: &SittingRow) -> Answer<Vec<ResultRow>> {
    let (policy, rules) = policy_of(unit.c, sitting)?;
    let made = derive(unit, sitting, &policy, &rules)?;
    rows::insert(unit.c, &made)?;
    Ok(made)
}

/// Result versions of the attempts whose inputs changed.
fn derive(
    unit: &mut Unit<'_>,
    sitting: &SittingRow,
    policy: &GradingPolicyRow,
    policy_document: &GradingPolicyDocument,
) -> Answer<Vec<ResultRow>> {
    let newest: BTreeMap<i64, ResultRow> = rows::newest(unit.c, sitting.sitting_no)?
        .into_iter()
        .map(|row| (row.attempt_no, row))
        .collect();
    let is_known = |attempt_no: i64, input_hash: &str| {
        let newest = newest.get(&attempt_no);
        newest.is_some_and(|row| row.input_hash == input_hash)
    };
    let rules = (policy, policy_document);
    let outcomes = outcomes_of(unit.c, &sitting.form_id)?;
    let is_new = |attempt_no: i64, input_hash: &str| !is_known(attempt_no, input_hash);
    let derived = derived(unit.c, sitting, rules, (&outcomes, &is_new))?;
    let row = |derived: Derived| ResultRow {
        sitting_no: sitting.sitting_no,
        attempt_no: derived.attempt_no,
        version: newest
            .get(&derived.attempt_no)
            .map_or(1, |row| row.version + 1),
        policy_hash: policy.hash.clone(),
        input_hash: derived.input_hash,
        document: failure::write_json(&derived.result),
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
    };
    Ok(derived.into_iter().map(row).collect())
}

/// Newest results of a sitting, by candidate code.
pub fn list_results(services: &Services, call: &Call, id: &str) -> Answer<SittingResults> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
        let (policy, _) = policy_of(c, &sitting)?;
        class_results(c, &sitting, &policy, 0)
    })
}

/// Newest result of one candidate.
pub fn read_result(
    services: &Services,
    call: &Call,
    id: &str,
    candidate: &str,
) -> Answer<CandidateResult> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
        let (policy, policy_document) = policy_of(c, &sitting)?;
        let (_, form) = form_of(c, &sitting)?;
        let (_, row) = newest_by_code(c, &sitting)?
            .into_iter()
            .find(|(code, _)| code == candidate)
            .ok_or(Refusal::not_found("candidate"))?;
        let (row, result) = row.ok_or(Refusal::not_found("result"))?;
        Ok(CandidateResult {
            sitting_id: sitting.id,
            candidate: candidate.to_owned(),
            version: row.version,
            policy: policy.code,
            policy_version: policy.version,
            computed_at: row.created_at.and_utc(),
            criteria: criteria_reached(&form.specification, &policy_document, &result),
            result,
        })
    })
}

/// The pinned policy of a sitting.
pub(super) fn policy_of(
    c: &mut AnyConnection,
    sitting: &SittingRow,
) -> Answer<(GradingPolicyRow, GradingPolicyDocument)> {
    let row = grading_policies::by_id(c, &sitting.policy_id)?
        .ok_or_else(|| Refusal::Internal(format!("policy {} is gone", sitting.policy_id)))?;
    let document = failure::read_json(&row.document)?;
    Ok((row, document))
}

/// Newest result by candidate code, in the order of the codes.
pub(super) type ByCode = Vec<(String, Option<(ResultRow, ScoreResult)>)>;

/// The newest result of every attempt.
pub(super) fn newest_by_code(c: &mut AnyConnection, sitting: &SittingRow) -> Answer<ByCode> {
    let mut newest: BTreeMap<i64, ResultRow> = rows::newest(c, sitting.sitting_no)?
        .into_iter()
        .map(|row| (row.attempt_no, row))
        .collect();
    let mut found = Vec::new();
    for (attempt, code) in sittings::attempts_of(c, sitting.sitting_no)? {
        let row = newest.remove(&attempt.attempt_no);
        let read = |row: ResultRow| -> Answer<(ResultRow, ScoreResult)> {
            let result = failure::read_json(&row.document)?;
            Ok((row, result))
        };
        found.push((code, row.map(read).transpose()?));
    }
    Ok(found)
}

fn class_results(
    c: &mut AnyConnection,
    sitting: &SittingRow,
    policy: &GradingPolicyRow,
    new_versions: usize,
) -> Answer<SittingResults> {
    let rows = newest_by_code(c, sitting)?;
    Ok(SittingResults {
        sitting_id: sitting.id.clone(),
        policy: policy.code.clone(),
        policy_version: policy.version,
        new_versions,
        participation: participation_of(c, sitting)?,
        rows: rows.into_iter().map(in_short).collect(),
    })
}

fn in_short((candidate, found): (String, Option<(ResultRow, ScoreResult)>)) -> ClassResult {
    let (row, result) = found.unzip();
    let result = result.as_ref();
    ClassResult {
        candidate,
        version: row.map(|row| row.version),
        state: result.map(|r| r.state),
        raw: result.and_then(|r| r.raw),
        maximum: result.map(|r| r.maximum),
        percent: result.and_then(|r| r.percent),
        rounded: result.and_then(|r| r.rounded),
        level: result.and_then(|r| r.level.clone()),
        grade: result.and_then(|r| r.grade.clone()),
        no_grade: result.and_then(|r| r.no_grade),
        missing: result.map_or(0, |r| r.missing.len()),
    }
}
