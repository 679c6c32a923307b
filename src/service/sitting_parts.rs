//! Parts of a sitting with days of their own: speaking apart from the written part, a section on another
//! day. They stay parts of one attempt, so that there is one result and nothing is counted twice.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::classes::seen_class;
use super::sitting_access::{form_of, open_sitting};
use super::sitting_conduct::{PlannedDay, limits_broken};
use super::sitting_form::SittingForm;
use super::sitting_view::{SittingDetail, detail_of};
use super::sittings::SittingMode;
use super::{Answer, Call, Refusal, Services};
use crate::identity::Permission;
use crate::language::finding::{Finding, refuses};
use crate::store::sitting_parts::{self as rows, SittingPartRow};
use crate::store::{failure, sittings};

/// When and how a part is sat.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartPlan {
    /// Number of the part, from 1; sections without a sitting of their own are part 1.
    #[schemars(range(min = 1))]
    pub part: i32,
    /// The day (ISO date).
    #[schemars(regex(pattern = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
    pub held_on: String,
    /// How it is taken; as the sitting when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<SittingMode>,
}

/// Other days for parts of a sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanSittingParts {
    /// The parts that move.
    #[schemars(length(min = 1))]
    pub parts: Vec<PartPlan>,
}

/// Moves parts of an open sitting. A day that breaks a limit of conduct is refused or remarked, as the
/// limit says; a part that somebody has sat, or was away from, does not move.
pub fn plan_sitting_parts(
    services: &Services,
    call: &Call,
    id: &str,
    input: PlanSittingParts,
) -> Answer<SittingDetail> {
    services.write(call, "plan_sitting_parts", |unit| {
        let mut sitting = open_sitting(unit.c, call, id, Permission::ManageSittings)?;
        let (class, path) = seen_class(unit.c, call, &sitting.class_id)?;
        let (_, form) = form_of(unit.c, &sitting)?;
        let mut planned = rows::of_sitting(unit.c, sitting.sitting_no)?;
        let mut findings = moved(&input.parts, &mut planned);
        let days = days_of(&input.parts, &planned, None);
        let conduct = limits_broken(
            unit.c,
            (&class, &path),
            (&form.specification, &sitting.subject),
            (&days, Some(sitting.sitting_no)),
        )?;
        findings.extend(conduct);
        if refuses(&findings) {
            return Err(Refusal::Invalid(findings));
        }
        let named = |part: i32| input.parts.iter().position(|plan| plan.part == part);
        let recorded: BTreeMap<usize, i32> = sittings::parts_of(unit.c, sitting.sitting_no)?
            .into_iter()
            .filter(|part| part.state != "planned")
            .filter_map(|part| Some((named(part.part_no)?, part.part_no)))
            .collect();
        if !recorded.is_empty() {
            let finding = |(at, part): (usize, i32)| {
                Finding::error("part_recorded", format!("/parts/{at}/part")).with("part", part)
            };
            return Err(Refusal::Conflict(
                recorded.into_iter().map(finding).collect(),
            ));
        }
        for row in planned.iter().filter(|row| named(row.part_no).is_some()) {
            rows::replan(unit.c, row)?;
        }
        if let Some(first) = planned.first() {
            sitting.held_on = first.held_on.clone();
            sitting.mode = first.mode.clone();
        }
        let shown: Vec<_> = planned.iter().map(|p| (p.part_no, &p.held_on)).collect();
        unit.audit(
            &sitting.owner_org,
            "sitting",
            &sitting.id,
            json!({"parts": shown}),
        )?;
        Ok(SittingDetail {
            findings,
            ..detail_of(unit.c, call, sitting)?
        })
    })
}

/// Parts of a new sitting: every part on the sitting's day, but for those that have a plan of their own.
pub(super) fn parts_of_new(
    form: &SittingForm,
    (held_on, mode): (&str, SittingMode),
    plans: &[PartPlan],
) -> (Vec<SittingPartRow>, Vec<Finding>) {
    let minutes = form.part_minutes();
    let sections = form.attempt_parts();
    let each = sections.iter().zip(minutes).enumerate();
    let row = |(at, (sections, minutes)): (usize, (&Vec<String>, _))| SittingPartRow {
        sitting_no: 0,
        part_no: i32::try_from(at + 1).unwrap_or(i32::MAX),
        sections: failure::write_json(sections),
        held_on: held_on.to_owned(),
        mode: mode.as_str().to_owned(),
        minutes,
    };
    let mut planned: Vec<SittingPartRow> = each.map(row).collect();
    let findings = moved(plans, &mut planned);
    (planned, findings)
}

/// Puts plans into the parts they name.
fn moved(plans: &[PartPlan], planned: &mut [SittingPartRow]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, plan) in plans.iter().enumerate() {
        let under = format!("/parts/{at}");
        if let Some(first) = plans[..at].iter().position(|p| p.part == plan.part) {
            let finding = Finding::error("row_twice", format!("{under}/part"));
            findings.push(finding.with("what", plan.part).with("first", first));
        }
        if plan.held_on.parse::<NaiveDate>().is_err() {
            let finding = Finding::error("date_unknown", format!("{under}/held_on"));
            findings.push(finding.with("value", plan.held_on.as_str()));
        }
        match planned.iter_mut().find(|row| row.part_no == plan.part) {
            None => {
                let finding = Finding::error("attempt_part_unknown", format!("{under}/part"));
                findings.push(finding.with("part", plan.part));
            }
            Some(row) => {
                row.held_on = plan.held_on.clone();
                if let Some(mode) = plan.mode {
                    row.mode = mode.as_str().to_owned();
                }
            }
        }
    }
    findings
}

/// The different days of the parts with the place in the call that says each; `own` is the place of the
/// sitting's own day. Without it only the parts that are named are looked at.
pub(super) fn days_of(
    plans: &[PartPlan],
    planned: &[SittingPartRow],
    own: Option<&str>,
) -> Vec<PlannedDay> {
    let mut days: BTreeMap<&str, PlannedDay> = BTreeMap::new();
    for row in planned {
        let named = plans.iter().position(|plan| plan.part == row.part_no);
        let under = match (named, own) {
            (Some(at), _) => format!("/parts/{at}"),
            (None, Some(own)) => own.to_owned(),
            (None, None) => continue,
        };
        if let Ok(day) = row.held_on.parse() {
            let planned = PlannedDay { under, day };
            days.entry(row.held_on.as_str()).or_insert(planned);
        }
    }
    days.into_values().collect()
}
