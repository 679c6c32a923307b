//! A marking plan beside the sittings it is for: which tasks people mark there, who may mark them, whose
//! scripts there are.

use std::collections::{BTreeMap, BTreeSet};

use super::board::{Board, is_away};
use super::organisations::path_of;
use super::{Answer, Refusal, Services, Unit};
use crate::identity::{Object, Permission, decide};
use crate::language::finding::Finding;
use crate::scoring::marking::allocation::{Marker, Script};
use crate::scoring::marking::plan::{self, MarkingPlanDocument};
use crate::store::AnyConnection;
use crate::store::sittings::{self, SittingRow};

/// The sittings of a plan with the paths of their schools.
pub(super) struct Group {
    sittings: Vec<(Board, String)>,
}

/// What is dealt among whom.
pub(super) struct Dealt {
    /// Scripts of those who were not away.
    pub scripts: Vec<Script>,
    /// Positions.
    pub positions: Vec<u32>,
    /// Markers.
    pub markers: Vec<Marker>,
}

impl Group {
    /// Reads held sittings.
    pub fn read(c: &mut AnyConnection, sittings: &[SittingRow]) -> Answer<Self> {
        let mut read = Vec::new();
        for sitting in sittings {
            let path = path_of(c, &sitting.owner_org)?;
            read.push((Board::read(c, sitting.clone())?, path));
        }
        Ok(Self { sittings: read })
    }

    /// Tasks that people mark.
    fn positions(&self) -> Vec<u32> {
        let Some((board, _)) = self.sittings.first() else {
            return Vec::new();
        };
        let tasks = board.form.tasks().map(|(at, _)| at.position);
        tasks
            .filter(|position| !board.form.marked_by_people(*position).is_empty())
            .collect()
    }
}

/// Everything that is wrong with a plan for these sittings, or what is dealt by it.
pub(super) fn check(
    services: &Services,
    unit: &mut Unit<'_>,
    group: &Group,
    document: &MarkingPlanDocument,
) -> Answer<Dealt> {
    let mut findings = plan::check(document);
    let known = group.positions();
    findings.extend(unknown_positions(document, &known));
    if known.is_empty() {
        findings.push(Finding::error("marking_nothing_to_mark", "/positions"));
    }
    let markers = markers(services, unit, group, document, &mut findings)?;
    for (at, id) in document.adjudicators.iter().enumerate() {
        if sittings_of(services, unit, group, id)?.is_empty() {
            findings.push(without_grant(format!("/adjudicators/{at}"), id));
        }
    }
    let controls = controls(group, document, &mut findings);
    if !findings.is_empty() {
        let findings = findings.into_iter().map(|f| f.under("/plan"));
        return Err(Refusal::Invalid(findings.collect()));
    }
    let positions = match document.positions.is_empty() {
        true => known,
        false => {
            let named: BTreeSet<u32> = document.positions.iter().copied().collect();
            named.into_iter().collect()
        }
    };
    Ok(Dealt {
        scripts: scripts(unit.c, group, &controls)?,
        positions,
        markers,
    })
}

fn unknown_positions(document: &MarkingPlanDocument, known: &[u32]) -> Vec<Finding> {
    let own = document.positions.iter().enumerate();
    let own = own.map(|(at, position)| (format!("/positions/{at}"), *position));
    let of_markers = document.markers.iter().enumerate();
    let of_markers = of_markers.flat_map(|(at, marker)| {
        let positions = marker.positions.iter().enumerate();
        positions.map(move |(n, position)| (format!("/markers/{at}/positions/{n}"), *position))
    });
    let of_tasks = document.task_tolerances.iter().enumerate();
    let of_tasks =
        of_tasks.map(|(at, own)| (format!("/task_tolerances/{at}/position"), own.position));
    let all = own.chain(of_markers).chain(of_tasks);
    all.filter(|(_, position)| !known.contains(position))
        .map(|(pointer, position)| {
            Finding::error("marking_position_unfit", pointer).with("position", position)
        })
        .collect()
}

fn markers(
    services: &Services,
    unit: &mut Unit<'_>,
    group: &Group,
    document: &MarkingPlanDocument,
    findings: &mut Vec<Finding>,
) -> Answer<Vec<Marker>> {
    let mut markers = Vec::new();
    for (at, named) in document.markers.iter().enumerate() {
        let sittings = sittings_of(services, unit, group, &named.user_id)?;
        if sittings.is_empty() {
            findings.push(without_grant(
                format!("/markers/{at}/user_id"),
                &named.user_id,
            ));
            continue;
        }
        let actor = services.actor_of_user_in(unit.c, &named.user_id, unit.now)?;
        markers.push(Marker {
            user_id: named.user_id.clone(),
            school: actor.home_org,
            classes: named.classes.iter().cloned().collect(),
            positions: named.positions.iter().copied().collect(),
            sittings,
        });
    }
    Ok(markers)
}

/// Numbers of the sittings that somebody may mark by a grant of his or her own.
fn sittings_of(
    services: &Services,
    unit: &mut Unit<'_>,
    group: &Group,
    user_id: &str,
) -> Answer<BTreeSet<i64>> {
    let actor = match services.actor_of_user_in(unit.c, user_id, unit.now) {
        Ok(actor) => actor,
        Err(Refusal::Unauthenticated) => return Ok(BTreeSet::new()),
        Err(other) => return Err(other),
    };
    let may = |(board, path): &&(Board, String)| {
        let object = Object::of(path)
            .subject(&board.sitting.subject)
            .language(&board.sitting.language);
        decide(&actor, Permission::WriteMarks, &object).allows()
    };
    let sittings = group.sittings.iter().filter(may);
    Ok(sittings
        .map(|(board, _)| board.sitting.sitting_no)
        .collect())
}

/// Nobody of that id who may mark any of the sittings; whether there is such a user is not said.
fn without_grant(pointer: String, user_id: &str) -> Finding {
    Finding::error("marker_without_grant", pointer).with("user", user_id)
}

/// Control scripts as sitting and attempt.
fn controls(
    group: &Group,
    document: &MarkingPlanDocument,
    findings: &mut Vec<Finding>,
) -> BTreeSet<(i64, i64)> {
    let mut found = BTreeSet::new();
    for (at, control) in document.controls.iter().enumerate() {
        let mut sittings = group.sittings.iter();
        let board = sittings.find(|(board, _)| board.sitting.id == control.sitting_id);
        let attempt = board.and_then(|(board, _)| {
            let attempt_no = board.attempt_of(&control.candidate)?;
            Some((board.sitting.sitting_no, attempt_no))
        });
        match attempt {
            Some(attempt) => {
                found.insert(attempt);
            }
            None => {
                let finding = Finding::error("candidate_unknown", format!("/controls/{at}"));
                findings.push(finding.with("candidate", control.candidate.as_str()));
            }
        }
    }
    found
}

/// The scripts of everybody who was not away from everything.
fn scripts(
    c: &mut AnyConnection,
    group: &Group,
    controls: &BTreeSet<(i64, i64)>,
) -> Answer<Vec<Script>> {
    let mut scripts = Vec::new();
    for (board, _) in &group.sittings {
        let sitting = &board.sitting;
        let mut there: BTreeMap<i64, bool> = BTreeMap::new();
        for part in sittings::parts_of(c, sitting.sitting_no)? {
            *there.entry(part.attempt_no).or_default() |= !is_away(&part);
        }
        let present = there.into_iter().filter(|(_, is_there)| *is_there);
        scripts.extend(present.map(|(attempt_no, _)| Script {
            sitting_no: sitting.sitting_no,
            attempt_no,
            school: sitting.owner_org.clone(),
            class: sitting.class_id.clone(),
            is_control: controls.contains(&(sitting.sitting_no, attempt_no)),
        }));
    }
    Ok(scripts)
}
