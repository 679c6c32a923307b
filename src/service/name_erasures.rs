//! Names erased: on request, and when their time is over. Marks and results stay under the candidate's
//! code; the sealed name goes, and the audit trail keeps a certificate that holds no name.

use chrono::{NaiveDate, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::background::Claimed;
use super::jobs::{self, Job};
use super::name_retentions::{Rules, kept_until};
use super::names::refuse_names_in;
use super::organisations::{named, path_of};
use super::setup::system_actor;
use super::{Answer, Call, Refusal, Services, Unit};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::persons as rows;
use crate::store::{audit, classes as class_rows, idempotency, jobs as job_rows};

/// How long answers to idempotency keys are given again.
const REPLAYS_LAST: TimeDelta = TimeDelta::hours(24);
/// The kind of job that erases the names of some candidates.
pub(super) const ERASE: &str = "erase_names";
/// The kind of job that erases the names of a school whose time is over.
pub(super) const EXPIRE: &str = "expire_names";

/// Why names are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(extend("type" = "string", "enum" = ["subject_request", "left", "mistake", "legal", "expired"]))]
pub enum ErasureGround {
    /// The pupil or a parent asks for it.
    SubjectRequest,
    /// The pupil has left the school.
    Left,
    /// They should not have been brought in.
    Mistake,
    /// A law or a court asks for it.
    Legal,
    /// Their time is over: every name of the school of which this is true; no candidates are named.
    Expired,
}

/// A request to erase names.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateNameErasure {
    /// The school; the caller's own organisation when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub org_id: Option<String>,
    /// Why.
    pub ground: ErasureGround,
    /// What it rests on (number of a letter, of an order), which is kept; it may hold no name.
    #[schemars(length(min = 3, max = 200))]
    pub reference: String,
    /// Codes of the candidates.
    #[serde(default)]
    #[schemars(length(max = 1000))]
    pub candidates: Vec<String>,
}

/// What an erasure job leaves: its result, and the detail of its audit row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErasureCertificate {
    /// The job; the audit row of kind `name_erasure` has the same id.
    pub certificate: String,
    /// Names erased.
    pub erased: usize,
    /// Candidates of whom no name was kept any more.
    pub absent: usize,
    /// Ids of the candidates.
    pub candidates: Vec<String>,
}

/// What an erasure job needs.
#[derive(Serialize, Deserialize)]
struct Payload {
    candidates: Vec<String>,
    ground: ErasureGround,
    reference: String,
}

/// Queues an erasure; the job's result is an [`ErasureCertificate`].
pub fn create_name_erasure(
    services: &Services,
    call: &Call,
    input: &CreateNameErasure,
) -> Answer<Job> {
    let id = services.write(call, "create_name_erasure", |unit| {
        let org_id = input.org_id.as_deref().unwrap_or(&call.actor.home_org);
        let school = named(unit.c, call, org_id, "/org_id")?;
        call.require(Permission::ManageNames, &Object::of(&school.path))?;
        let candidates = asked(unit.c, &school.id, input)?;
        services.refuse_their_names_in(unit.c, &input.reference, &candidates)?;
        let kind = match input.ground {
            ErasureGround::Expired => EXPIRE,
            _ => ERASE,
        };
        let count = candidates.len();
        let payload = Payload {
            candidates,
            ground: input.ground,
            reference: input.reference.clone(),
        };
        let id = queue(unit, kind, &payload, &school.id)?;
        let detail = json!({"ground": input.ground, "candidates": count});
        unit.audit(&school.id, "name_erasure", &id, detail)?;
        Ok(id)
    })?;
    jobs::read_job(services, call, &id)
}

fn queue(unit: &mut Unit<'_>, kind: &str, payload: &Payload, org: &str) -> Answer<String> {
    let payload = serde_json::to_value(payload)
        .map_err(|e| Refusal::Internal(format!("payload of an erasure: {e}")))?;
    jobs::queue(unit, kind, &payload, org)
}

/// Ids of the candidates; every unknown code is told.
fn asked(c: &mut AnyConnection, org: &str, input: &CreateNameErasure) -> Answer<Vec<String>> {
    let by_name = input.ground != ErasureGround::Expired;
    if by_name == input.candidates.is_empty() {
        let code = match by_name {
            true => Finding::error("erasure_of_nobody", "/candidates"),
            false => Finding::error("erasure_names_nobody", "/candidates"),
        };
        return Err(Refusal::invalid(code));
    }
    let codes: Vec<&str> = input.candidates.iter().map(String::as_str).collect();
    let known = class_rows::by_codes(c, org, &codes)?;
    let unknown: Vec<Finding> = codes
        .iter()
        .enumerate()
        .filter(|(_, code)| !known.iter().any(|k| k.code == **code))
        .map(|(n, _)| Finding::error("school_has_no_such_code", format!("/candidates/{n}")))
        .collect();
    if !unknown.is_empty() {
        return Err(Refusal::Invalid(unknown));
    }
    Ok(known.into_iter().map(|k| k.id).collect())
}

/// Runs an erasure.
pub(super) fn run_job(services: &Services, job: &Claimed) -> Answer<Value> {
    let payload: Payload = serde_json::from_value(job.payload()?)
        .map_err(|e| Refusal::Internal(format!("erasure job: {e}")))?;
    let call = job.call(services)?;
    let org = job.owner_org();
    let today = services.now().date_naive();
    let certificate = services.write(&call, "erase_names", |unit| {
        let path = path_of(unit.c, org)?;
        call.require(Permission::ManageNames, &Object::of(&path))?;
        job.hold(services, unit.c)?;
        if audit::has_acted(
            unit.c,
            &call.actor.user_id,
            "name_erasure",
            job.id(),
            &["erase_names"],
        )? {
            // The job ran before and ended before it could say so: its certificate is in the trail.
            unit.audit(org, "job", job.id(), json!({"again": true}))?;
            return Ok(json!({"certificate": job.id()}));
        }
        let candidates: Vec<String> = match payload.ground {
            ErasureGround::Expired => expired(unit.c, Some(org), today)?
                .into_iter()
                .map(|(candidate, _)| candidate)
                .collect(),
            _ => payload.candidates.clone(),
        };
        let certificate = erase(unit, job.id(), candidates)?;
        let detail = json!({
            "ground": payload.ground, "reference": payload.reference, "erased": certificate.erased,
            "absent": certificate.absent, "candidates": certificate.candidates,
        });
        unit.audit(org, "name_erasure", job.id(), detail)?;
        Ok(json!(certificate))
    })?;
    Ok(certificate)
}

fn erase(unit: &mut Unit<'_>, id: &str, candidates: Vec<String>) -> Answer<ErasureCertificate> {
    let ids: Vec<&str> = candidates.iter().map(String::as_str).collect();
    let erased = rows::delete(unit.c, &ids)?;
    Ok(ErasureCertificate {
        certificate: id.to_owned(),
        erased,
        absent: candidates.len() - erased,
        candidates,
    })
}

/// Candidates whose names' time is over, with their school.
fn expired(
    c: &mut AnyConnection,
    of_org: Option<&str>,
    today: NaiveDate,
) -> Answer<Vec<(String, String)>> {
    let rules = Rules::read(c)?;
    let mut over = Vec::new();
    for name in rows::last_years(c)? {
        if of_org.is_some_and(|org| org != name.owner_org) {
            continue;
        }
        let days = rules.of(&path_of(c, &name.owner_org)?).days;
        let recorded = name.recorded_at.date();
        if kept_until(name.last_year.as_deref(), recorded, days) < today {
            over.push((name.candidate_id, name.owner_org));
        }
    }
    Ok(over)
}

/// What is done from time to time: queues the erasure of names whose time is over, one job for each
/// school, and forgets old answers to idempotency keys. Returns how many jobs were queued.
pub(super) fn queue_expired(services: &Services) -> Answer<usize> {
    let now = services.now();
    let before = (now - REPLAYS_LAST).naive_utc();
    services
        .db
        .write(|c| Answer::Ok(idempotency::forget(c, before)?))?;
    let over = services.read(|c| expired(c, None, now.date_naive()))?;
    let mut schools: Vec<String> = over.into_iter().map(|(_, org)| org).collect();
    schools.sort();
    schools.dedup();
    if schools.is_empty() {
        return Ok(0);
    }
    let call = Call::of(system_actor(services)?, "retention");
    let mut queued = 0;
    for org in schools {
        queued += services.write(&call, "queue_expired_names", |unit| {
            let waits = job_rows::is_waiting(unit.c, EXPIRE, &org)?;
            let payload = Payload {
                candidates: Vec::new(),
                ground: ErasureGround::Expired,
                reference: "retention".to_owned(),
            };
            let id = match waits {
                true => String::new(),
                false => queue(unit, EXPIRE, &payload, &org)?,
            };
            unit.audit(&org, "name_erasure", &id, json!({"waits_already": waits}))?;
            Ok(usize::from(!waits))
        })?;
    }
    Ok(queued)
}

impl Services {
    /// Refuses a reference that names one of those who are to be erased. Names whose key is gone are
    /// erased without it.
    fn refuse_their_names_in(
        &self,
        c: &mut AnyConnection,
        reference: &str,
        candidates: &[String],
    ) -> Answer<()> {
        let ids: Vec<&str> = candidates.iter().map(String::as_str).collect();
        let found = rows::by_candidates(c, &ids)?;
        let people: Vec<_> = found.iter().flat_map(|row| self.open_name(row)).collect();
        refuse_names_in("/reference", reference, &people)
    }
}
