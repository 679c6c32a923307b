//! Plans of assignments: what a specification lacks is given, in one call, to developers who are competent
//! in its subject and language, as evenly as present loads allow, each with a day; what goes to nobody is
//! said with its reason. A dry run gives nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::json;

use super::assignment_plan_view::shown;
pub use super::assignment_plan_view::{
    DeveloperLoad, PlanAssignments, PlannedAssignment, PlannedAssignments, PlannedGap, UncoveredRow,
};
use super::assignment_rows::{competent, grant_missing};
use super::organisations::today;
use super::specification_gaps::{GapQuery, SpecificationGaps, gaps_of};
use super::webhook_events::tell_assignment;
use super::{Answer, Call, Refusal, Services, Unit, specifications};
use crate::bank::Language;
use crate::bank::work::plan::{Competence, Developer, Gap, PlanRules, plan};
use crate::identity::{Actor, Object, Permission, Role};
use crate::language::finding::Finding;
use crate::store::assignments::{self as rows, AssignmentRow};
use crate::store::{AnyConnection, developers};

/// Plans assignments for the gaps of a specification, and gives them unless it is a dry run.
pub fn plan_assignments(
    services: &Services,
    call: &Call,
    input: &PlanAssignments,
) -> Answer<PlannedAssignments> {
    call.require_somewhere(Permission::AssignItems)?;
    if input.dry_run {
        return services.read(|c| Ok(planned(services, c, call, input)?.shown));
    }
    services.write(call, "plan_assignments", |unit| {
        let mut plan = planned(services, unit.c, call, input)?;
        for one in &mut plan.shown.assignments {
            one.assignment_id = Some(give(unit, (&plan.gaps, &plan.owner_org), input, one)?);
        }
        let given: u32 = plan
            .shown
            .assignments
            .iter()
            .map(|a| u32::from(a.items))
            .sum();
        let detail = json!({"items": given, "assignments": plan.shown.assignments.len()});
        unit.audit(
            &plan.owner_org,
            "assignment_plan",
            &input.specification_id,
            detail,
        )?;
        Ok(plan.shown)
    })
}

/// A plan with what is needed to give it.
struct Planned {
    shown: PlannedAssignments,
    gaps: SpecificationGaps,
    owner_org: String,
}

fn planned(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    input: &PlanAssignments,
) -> Answer<Planned> {
    let version = (input.specification_id.as_str(), input.version);
    let specification = specifications::usable(c, call, version.0, version.1);
    let specification = specification.map_err(|refusal| match refusal {
        Refusal::NotFound { .. } => {
            let finding = Finding::error("reference_unknown", "/specification_id");
            Refusal::invalid(finding.with("value", version.0))
        }
        other => other,
    })?;
    let path = specification.owner_path.as_str();
    let owner_org = specification.summary.owner_org.clone();
    let query = GapQuery {
        component: input.component.clone(),
        subject: input.subject.clone(),
        grade: input.grade,
        term: input.term,
        lesson: None,
        language: input.language.clone(),
    };
    let report = gaps_of(services, c, call, version, &query)?;
    call.require(
        Permission::AssignItems,
        &Object::of(path).subject(&report.subject),
    )?;
    let today = today(services, c, &owner_org)?;
    let rules = rules(input, today)?;
    let people = people(services, c, input, (path, &report))?;
    let gaps = gaps(&report, input);
    let found = plan(&gaps, &people, &rules).map_err(|findings| {
        let of_input = |mut finding: Finding| {
            if finding.pointer == "/latest" {
                finding.pointer = "/due".into();
            }
            finding
        };
        Refusal::Invalid(findings.into_iter().map(of_input).collect())
    })?;
    Ok(Planned {
        shown: shown(input, &report, &gaps, found),
        gaps: report,
        owner_org,
    })
}

fn rules(input: &PlanAssignments, today: NaiveDate) -> Answer<PlanRules> {
    let past = |pointer: &str, day: NaiveDate| {
        Finding::error("assignment_due_past", pointer).with("value", day.to_string())
    };
    let mut findings = Vec::new();
    if input.due < today {
        findings.push(past("/due", input.due));
    }
    if let Some(start) = input.start.filter(|start| *start < today) {
        findings.push(past("/start", start));
    }
    match findings.is_empty() {
        false => Err(Refusal::Invalid(findings)),
        true => Ok(PlanRules {
            start: input.start.unwrap_or(today),
            latest: input.due,
            items_per_week: input.items_per_week,
            most_each: input.most_each,
        }),
    }
}

fn gaps(report: &SpecificationGaps, input: &PlanAssignments) -> Vec<Gap> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let gap = |row: &super::specification_gaps::GapRow| Gap {
        component: report.component.clone(),
        row: row.row.id.clone(),
        subject: report.subject.clone(),
        objectives: row.row.objectives.clone(),
        level: row.row.level.clone().or_else(|| row.row.thinking.clone()),
        language: input.language.clone(),
        need: number(row.need),
        have: number(row.live + row.approved),
        in_progress: number(row.in_review + row.draft + row.untranslated + row.assigned),
    };
    report.rows.iter().map(gap).collect()
}

/// Those who may be given something, with what they may write and what they have; every wrong name is told.
fn people(
    services: &Services,
    c: &mut AnyConnection,
    input: &PlanAssignments,
    (path, report): (&str, &SpecificationGaps),
) -> Answer<Vec<Developer>> {
    let writing = Role::ALL
        .iter()
        .copied()
        .filter(|role| match input.developers {
            Some(_) => role.permissions().contains(&Permission::WriteItems),
            None => *role == Role::Developer,
        });
    let roles: Vec<&str> = writing.map(Role::as_str).collect();
    let mut homes: BTreeMap<String, String> = BTreeMap::new();
    for person in developers::people_below(c, path)? {
        homes.insert(person.id, person.home_path);
    }
    let mut competence: BTreeMap<String, Vec<Competence>> = BTreeMap::new();
    for grant in developers::grants_below(c, path, &roles)? {
        let holds = homes
            .get(&grant.user_id)
            .is_some_and(|h| h.starts_with(&grant.path));
        if holds {
            let present = |text: String| Some(text).filter(|t| !t.is_empty());
            competence
                .entry(grant.user_id)
                .or_default()
                .push(Competence {
                    subject: present(grant.subject),
                    language: present(grant.language).and_then(|l| l.parse().ok()),
                });
        }
    }
    let asked: BTreeSet<&String> = match &input.developers {
        Some(named) => named.iter().collect(),
        None => competence.keys().collect(),
    };
    let mut findings = Vec::new();
    for (n, id) in input.developers.iter().flatten().enumerate() {
        let pointer = format!("/developers/{n}");
        match homes.contains_key(id) {
            false => findings
                .push(Finding::error("reference_unknown", pointer).with("value", id.as_str())),
            true => {
                let actor = services.actor_of_user_in(c, id, services.now().naive_utc())?;
                findings.extend(lacking(&actor, &pointer, (path, report, input)));
            }
        }
    }
    for id in input.limits.keys().filter(|id| !asked.contains(id)) {
        let pointer = crate::document::pointer::child("/limits", id);
        findings.push(Finding::error("reference_unknown", pointer).with("value", id.as_str()));
    }
    if !findings.is_empty() {
        return Err(Refusal::Invalid(findings));
    }
    let mut open: BTreeMap<String, u32> = BTreeMap::new();
    // Whatever organisation gave it: a developer has two hands.
    for row in rows::open_below(c, "/")? {
        *open.entry(row.developer).or_default() += u32::try_from(row.items).unwrap_or(0);
    }
    let developer = |id: &&String| Developer {
        user_id: (*id).clone(),
        competence: competence.get(*id).cloned().unwrap_or_default(),
        open_items: open.get(*id).copied().unwrap_or(0),
        most_items: input.limits.get(*id).copied().or(input.most_items),
    };
    Ok(asked.iter().map(developer).collect())
}

/// The grant that somebody who was named lacks.
fn lacking(
    actor: &Actor,
    pointer: &str,
    (path, report, input): (&str, &SpecificationGaps, &PlanAssignments),
) -> Option<Finding> {
    let language = input.language.as_ref().map(Language::as_str);
    let needed = (path, report.subject.as_str(), language);
    (!competent(actor, needed)).then(|| grant_missing(pointer, needed))
}

fn give(
    unit: &mut Unit<'_>,
    (report, owner_org): (&SpecificationGaps, &str),
    input: &PlanAssignments,
    one: &PlannedAssignment,
) -> Answer<String> {
    let row = AssignmentRow {
        id: unit.new_id(),
        owner_org: owner_org.to_owned(),
        specification_id: report.specification_id.clone(),
        specification_version: i32::try_from(report.version).unwrap_or(i32::MAX),
        component: report.component.clone(),
        row_id: one.row.clone(),
        subject: report.subject.clone(),
        language: one
            .language
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        developer: one.developer_id.clone(),
        items: one.items.into(),
        due: one.due.to_string(),
        note: input.note.clone(),
        state: "offered".into(),
        reason: String::new(),
        revision: 1,
        created_by: unit.call.actor.user_id.clone(),
        created_at: unit.now,
        updated_at: unit.now,
    };
    rows::insert(unit.c, &row)?;
    let detail = json!({"developer": row.developer, "items": row.items, "row": row.row_id});
    unit.audit(owner_org, "assignment", &row.id, detail)?;
    tell_assignment(unit, &row, "assignment.offered")?;
    Ok(row.id)
}
