//! Marking plans: who marks what of one or more sittings of a form. A resource in versions and not a
//! published policy: it names people, scripts and a seed of these very sittings, and holds for nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::classes::SCHOOL_PERMISSIONS;
use super::marking_desk::Desk;
use super::marking_plan_check::{Group, check};
use super::organisations::path_of;
use super::sitting_access::open_sitting;
use super::{Answer, Call, Refusal, Services, Unit};
use crate::document::content_hash;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::scoring::marking::allocation::{Seat, SeatKind, allocate};
use crate::scoring::marking::plan::MarkingPlanDocument;
use crate::store::marking_plans::{self as rows, MarkingPlanRow, MarkingPlanVersionRow, SeatRow};
use crate::store::sittings::SittingRow;
use crate::store::{AnyConnection, StoreError, failure};

/// A new marking plan.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMarkingPlan {
    /// Ids of the sittings, all of one form.
    #[schemars(length(min = 1, max = 200))]
    pub sittings: Vec<String>,
    /// The plan.
    pub plan: MarkingPlanDocument,
}

/// A new version of a marking plan.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviseMarkingPlan {
    /// The plan.
    pub plan: MarkingPlanDocument,
    /// Why it takes the place of the one before.
    #[schemars(length(min = 1, max = 400))]
    pub reason: String,
}

/// A marking plan in force.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkingPlan {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub org_id: String,
    /// The form of its sittings.
    pub form_id: String,
    /// Ids of its sittings.
    pub sittings: Vec<String>,
    /// Version in force.
    pub version: i32,
    /// Hash of the plan; the same hash gives the same scripts to the same markers.
    pub hash: String,
    /// Why it took the place of the version before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When this version was made.
    pub created_at: DateTime<Utc>,
    /// The plan.
    pub plan: MarkingPlanDocument,
    /// What it gives to whom, and how far they are.
    pub markers: Vec<MarkerLoad>,
    /// Tasks whose markers are apart, and control scripts without agreed marks.
    pub to_adjudicate: usize,
}

/// What somebody has to mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MarkerLoad {
    /// User id.
    pub user_id: String,
    /// Tasks as first marker.
    pub first: usize,
    /// Tasks as second marker.
    pub second: usize,
    /// Tasks of control scripts.
    pub control: usize,
    /// Of all these, marked.
    pub done: usize,
}

/// Plans the marking of sittings and deals their scripts.
pub fn create_marking_plan(
    services: &Services,
    call: &Call,
    input: &CreateMarkingPlan,
) -> Answer<MarkingPlan> {
    services.write(call, "create_marking_plan", |unit| {
        let sittings = sittings_of(unit, call, &input.sittings)?;
        let (owner_org, form_id) = owner_of(unit.c, call, &sittings)?;
        let plan = MarkingPlanRow {
            id: unit.new_id(),
            owner_org,
            form_id,
            created_by: call.actor.user_id.clone(),
            created_at: unit.now,
        };
        rows::insert(unit.c, &plan)?;
        for sitting in &sittings {
            rows::insert_sitting(unit.c, sitting.sitting_no, &plan.id).map_err(planned_already)?;
        }
        keep_version(
            services,
            unit,
            (&plan, &sittings),
            (&input.plan, 1, ""),
            &[],
        )?;
        shown(unit.c, plan)
    })
}

/// Puts another version in force: what somebody has begun stays, the rest is dealt anew.
pub fn revise_marking_plan(
    services: &Services,
    call: &Call,
    id: &str,
    input: &ReviseMarkingPlan,
) -> Answer<MarkingPlan> {
    services.write(call, "revise_marking_plan", |unit| {
        let plan = seen(unit.c, call, id)?;
        let sittings = rows::sittings_of(unit.c, &plan.id)?;
        for sitting in &sittings {
            open_sitting(unit.c, call, &sitting.id, Permission::ManageSittings)?;
        }
        if input.reason.trim().is_empty() {
            let finding = Finding::error("reason_missing", "/reason");
            return Err(Refusal::invalid(finding.with("what", "plan")));
        }
        let before = newest(unit.c, &plan.id)?;
        let begun = begun(unit.c, &sittings)?;
        let version = (&input.plan, before.version + 1, input.reason.as_str());
        keep_version(services, unit, (&plan, &sittings), version, &begun)?;
        shown(unit.c, plan)
    })
}

/// A marking plan with what it gives to whom.
pub fn read_marking_plan(services: &Services, call: &Call, id: &str) -> Answer<MarkingPlan> {
    services.read(|c| {
        let plan = seen(c, call, id)?;
        shown(c, plan)
    })
}

/// The sittings that are named, held; every one that is unknown is told.
fn sittings_of(unit: &mut Unit<'_>, call: &Call, ids: &[String]) -> Answer<Vec<SittingRow>> {
    let (mut found, mut findings) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (at, id) in ids.iter().enumerate() {
        let pointer = format!("/sittings/{at}");
        if !seen.insert(id) {
            let finding = Finding::error("marking_named_twice", pointer);
            findings.push(finding.with("value", id.as_str()));
            continue;
        }
        match open_sitting(unit.c, call, id, Permission::ManageSittings) {
            Ok(sitting) => found.push(sitting),
            Err(Refusal::NotFound { .. }) => {
                let finding = Finding::error("reference_unknown", pointer);
                findings.push(finding.with("value", id.as_str()));
            }
            Err(other) => return Err(other),
        }
    }
    let form = found.first().map(|first| first.form_id.clone());
    let other = |sitting: &SittingRow| Some(&sitting.form_id) != form.as_ref();
    if found.iter().any(other) {
        findings.push(Finding::error("marking_forms_differ", "/sittings"));
    }
    match findings.is_empty() {
        true => Ok(found),
        false => Err(Refusal::Invalid(findings)),
    }
}

/// The school whose sittings they are; of sittings of several the caller's organisation above them.
fn owner_of(
    c: &mut AnyConnection,
    call: &Call,
    sittings: &[SittingRow],
) -> Answer<(String, String)> {
    let owners: BTreeSet<&String> = sittings.iter().map(|s| &s.owner_org).collect();
    let form = sittings.first().map(|s| s.form_id.clone());
    let form = form.unwrap_or_default();
    if owners.len() == 1 {
        let owner = owners.into_iter().next().cloned();
        return Ok((owner.unwrap_or_default(), form));
    }
    for owner in owners {
        if !path_of(c, owner)?.starts_with(&call.actor.home_path) {
            return Err(Refusal::invalid(Finding::error(
                "marking_home_below",
                "/sittings",
            )));
        }
    }
    Ok((call.actor.home_org.clone(), form))
}

fn planned_already(error: StoreError) -> Refusal {
    match error {
        StoreError::Unique(_) => {
            Refusal::conflict(Finding::error("marking_plan_exists", "/sittings"))
        }
        other => other.into(),
    }
}

/// Checks a version, deals the scripts by it and keeps both.
fn keep_version(
    services: &Services,
    unit: &mut Unit<'_>,
    (plan, sittings): (&MarkingPlanRow, &[SittingRow]),
    (document, version, reason): (&MarkingPlanDocument, i32, &str),
    begun: &[Seat],
) -> Answer<()> {
    let group = Group::read(unit.c, sittings)?;
    let dealt = check(services, unit, &group, document)?;
    let about = (dealt.scripts.as_slice(), dealt.positions.as_slice());
    let seats = allocate(document, about, &dealt.markers, begun);
    let seats = seats.map_err(|findings| {
        Refusal::Invalid(findings.into_iter().map(|f| f.under("/plan")).collect())
    })?;
    let hash = content_hash(document);
    let row = MarkingPlanVersionRow {
        plan_id: plan.id.clone(),
        version,
        document: failure::write_json(document),
        hash: hash.clone(),
        reason: reason.to_owned(),
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
    };
    rows::insert_version(unit.c, &row)?;
    let seats: Vec<SeatRow> = seats
        .into_iter()
        .map(|seat| seat_row(seat, version))
        .collect();
    rows::insert_seats(unit.c, &seats)?;
    let detail =
        json!({"version": version, "hash": hash, "sittings": sittings.len(), "seats": seats.len()});
    unit.audit(&plan.owner_org, "marking_plan", &plan.id, detail)
}

fn seat_row(seat: Seat, plan_version: i32) -> SeatRow {
    SeatRow {
        sitting_no: seat.sitting_no,
        plan_version,
        attempt_no: seat.attempt_no,
        position: i32::try_from(seat.position).unwrap_or(i32::MAX),
        seat: seat.kind.as_str().to_owned(),
        marker_id: seat.marker,
    }
}

/// The seats at which somebody has given a mark.
fn begun(c: &mut AnyConnection, sittings: &[SittingRow]) -> Answer<Vec<Seat>> {
    let mut begun = Vec::new();
    for sitting in sittings {
        let desk = Desk::read(c, sitting.clone())?;
        for seat in &desk.seats {
            let task = (seat.attempt_no, seat.position);
            if !desk.has_begun(task, &seat.marker_id) {
                continue;
            }
            begun.push(Seat {
                sitting_no: seat.sitting_no,
                attempt_no: seat.attempt_no,
                position: u32::try_from(seat.position).unwrap_or_default(),
                kind: seat.seat.parse().map_err(StoreError::Corrupt)?,
                marker: seat.marker_id.clone(),
            });
        }
    }
    Ok(begun)
}

fn newest(c: &mut AnyConnection, plan_id: &str) -> Answer<MarkingPlanVersionRow> {
    rows::newest(c, plan_id)?
        .ok_or_else(|| Refusal::Internal(format!("marking plan {plan_id} has no version")))
}

/// The plan, for those who manage its sittings; unknown to callers without business there.
pub(super) fn seen(c: &mut AnyConnection, call: &Call, id: &str) -> Answer<MarkingPlanRow> {
    let plan = rows::by_id(c, id)?.ok_or(Refusal::not_found("marking plan"))?;
    let path = path_of(c, &plan.owner_org)?;
    let sittings = rows::sittings_of(c, &plan.id)?;
    let subject = sittings.first().map(|sitting| sitting.subject.clone());
    let subject = subject.unwrap_or_default();
    let object = Object::of(&path).subject(&subject);
    if !SCHOOL_PERMISSIONS.iter().any(|p| call.may(*p, &object)) {
        return Err(Refusal::not_found("marking plan"));
    }
    call.require(Permission::ManageSittings, &object)?;
    Ok(plan)
}

fn shown(c: &mut AnyConnection, plan: MarkingPlanRow) -> Answer<MarkingPlan> {
    let version = newest(c, &plan.id)?;
    let sittings = rows::sittings_of(c, &plan.id)?;
    let ids = sittings.iter().map(|sitting| sitting.id.clone()).collect();
    let document: MarkingPlanDocument = failure::read_json(&version.document)?;
    let mut loads: BTreeMap<String, MarkerLoad> = BTreeMap::new();
    for marker in &document.markers {
        loads.entry(marker.user_id.clone()).or_default();
    }
    let mut to_adjudicate = 0;
    for sitting in sittings {
        let desk = Desk::read(c, sitting)?;
        to_adjudicate += desk.to_adjudicate().len();
        for seat in &desk.seats {
            let load = loads.entry(seat.marker_id.clone()).or_default();
            count(load, &desk, seat)?;
        }
    }
    let named = |(user_id, load): (String, MarkerLoad)| MarkerLoad { user_id, ..load };
    Ok(MarkingPlan {
        id: plan.id,
        org_id: plan.owner_org,
        form_id: plan.form_id,
        sittings: ids,
        version: version.version,
        hash: version.hash,
        reason: version.reason,
        created_at: version.created_at.and_utc(),
        plan: document,
        markers: loads.into_iter().map(named).collect(),
        to_adjudicate,
    })
}

fn count(load: &mut MarkerLoad, desk: &Desk, seat: &SeatRow) -> Answer<()> {
    let kind: SeatKind = seat.seat.parse().map_err(StoreError::Corrupt)?;
    match kind {
        SeatKind::First => load.first += 1,
        SeatKind::Second => load.second += 1,
        SeatKind::Control => load.control += 1,
    }
    let task = (seat.attempt_no, seat.position);
    load.done += usize::from(desk.judgement(task, &seat.marker_id).is_some());
    Ok(())
}
