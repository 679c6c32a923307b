//! A marking plan as people write it: tasks, markers, how much is marked twice, tolerances, the rule that
//! settles two marks, control scripts.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{Hundredths, Points};
use crate::language::finding::Finding;
use crate::language::text_enum;

text_enum! {
    /// What is given to a marker at a time.
    Allocation {
        /// The answers to one task: a marker sees many answers to the same task.
        ItemWise = "item_wise",
        /// Everything that a candidate wrote.
        ScriptWise = "script_wise",
    }
}

text_enum! {
    /// Which scripts a marker never gets.
    OwnScripts {
        /// Those of the marker's own school and classes.
        NeverOwnSchool = "never_own_school",
        /// Those of the classes that the plan names beside the marker.
        NeverOwnClasses = "never_own_classes",
        /// None is kept away.
        Allowed = "allowed",
    }
}

text_enum! {
    /// How many look at the same work.
    MarkingMode {
        /// One marker.
        Single = "single",
        /// A share is marked by two who see nothing of each other.
        DoubleBlind = "double_blind",
        /// A share is marked again by a second one who sees the first marks.
        ReadBehind = "read_behind",
    }
}

text_enum! {
    /// What two marks within tolerance come to.
    Resolution {
        /// Their mean, descriptor by descriptor; half a hundredth goes up.
        Mean = "mean",
        /// The marks of whoever gave the task more points.
        Higher = "higher",
        /// Every difference goes to an adjudicator.
        Adjudicator = "adjudicator",
    }
}

/// How far two markers may be apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// Points at one descriptor (or part without descriptors).
    #[serde(default)]
    pub descriptor: Points,
    /// Points at the task as a whole.
    #[serde(default)]
    pub task: Points,
}

/// A tolerance of one task's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskTolerance {
    /// Position in the form.
    #[schemars(range(min = 1))]
    pub position: u32,
    /// Points at one descriptor.
    #[serde(default)]
    pub descriptor: Points,
    /// Points at the task as a whole.
    #[serde(default)]
    pub task: Points,
}

/// Somebody who marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedMarker {
    /// User id.
    #[schemars(length(min = 1))]
    pub user_id: String,
    /// Tasks that he or she marks (positions); all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<u32>,
    /// Ids of classes that he or she teaches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
}

/// A script that every marker marks without knowing it, and whose marks a senior agrees on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ControlScript {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
}

/// A marking plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkingPlanDocument {
    /// Tasks that are marked by the plan (positions); every task that people mark when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<u32>,
    /// What is given to a marker at a time.
    pub allocation: Allocation,
    /// Which scripts a marker never gets.
    pub own_scripts: OwnScripts,
    /// How many look at the same work.
    pub mode: MarkingMode,
    /// Percentage of the scripts that is marked twice; all when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Hundredths>,
    /// Who marks.
    #[schemars(length(min = 1))]
    pub markers: Vec<PlannedMarker>,
    /// User ids of those who decide where markers are apart, and agree on the marks of control scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjudicators: Vec<String>,
    /// How far two markers may be apart.
    #[serde(default)]
    pub tolerance: Tolerance,
    /// Tolerances of single tasks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub task_tolerances: Vec<TaskTolerance>,
    /// What two marks within tolerance come to.
    pub resolution: Resolution,
    /// Control scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<ControlScript>,
    /// The same seed gives the same scripts to the same markers.
    pub seed: u64,
}

impl MarkingPlanDocument {
    /// Tolerance of a task.
    pub fn tolerance_of(&self, position: u32) -> Tolerance {
        let mut own = self.task_tolerances.iter();
        let own = own.rfind(|own| own.position == position);
        own.map_or(self.tolerance, |own| Tolerance {
            descriptor: own.descriptor,
            task: own.task,
        })
    }

    /// Percentage of the scripts that is marked twice.
    pub fn share(&self) -> Hundredths {
        match self.mode {
            MarkingMode::Single => Hundredths::ZERO,
            _ => self.share.unwrap_or(Hundredths::whole(100)),
        }
    }
}

/// Everything that is wrong with a plan by itself.
pub fn check(plan: &MarkingPlanDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(share(plan));
    findings.extend(tolerances(plan));
    let markers = plan.markers.iter().map(|m| ("", m.user_id.as_str()));
    let adjudicators = plan.adjudicators.iter().map(|id| ("", id.as_str()));
    let controls = plan.controls.iter();
    let controls = controls.map(|c| (c.sitting_id.as_str(), c.candidate.as_str()));
    findings.extend(twice("/markers", markers));
    findings.extend(twice("/adjudicators", adjudicators));
    findings.extend(twice("/controls", controls));
    let decided = plan.mode != MarkingMode::Single || !plan.controls.is_empty();
    if decided && plan.adjudicators.is_empty() {
        findings.push(Finding::error("marking_needs_adjudicator", "/adjudicators"));
    }
    if plan.mode != MarkingMode::Single && plan.markers.len() < 2 {
        findings.push(Finding::error("marking_needs_two", "/markers"));
    }
    findings
}

fn share(plan: &MarkingPlanDocument) -> Option<Finding> {
    let share = plan.share?;
    if plan.mode == MarkingMode::Single {
        return Some(Finding::error("marking_share_of_single", "/share"));
    }
    let outside = share <= Hundredths::ZERO || share > Hundredths::whole(100);
    outside
        .then(|| Finding::error("marking_share_range", "/share").with("share", share.to_string()))
}

fn tolerances(plan: &MarkingPlanDocument) -> Vec<Finding> {
    let of_task = |(at, own): (usize, &TaskTolerance)| {
        (format!("/task_tolerances/{at}"), own.descriptor, own.task)
    };
    let general = (
        "/tolerance".to_owned(),
        plan.tolerance.descriptor,
        plan.tolerance.task,
    );
    let tasks = plan.task_tolerances.iter().enumerate().map(of_task);
    let all = std::iter::once(general).chain(tasks);
    let negative = all.filter(|(_, descriptor, task)| *descriptor.min(task) < Points::ZERO);
    negative
        .map(|(pointer, ..)| Finding::error("marking_tolerance_negative", pointer))
        .collect()
}

/// Who or what a list names a second time; each by the place it belongs to and its name.
fn twice<'a>(list: &str, named: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let again = named.enumerate().filter(|(_, key)| !seen.insert(*key));
    again
        .map(|(at, (_, name))| {
            Finding::error("marking_named_twice", format!("{list}/{at}")).with("value", name)
        })
        .collect()
}

#[cfg(test)]
pub(in crate::scoring) mod tests {
    use super::*;

    /// A plan of two markers who mark everything twice.
    pub fn double(markers: &[&str]) -> MarkingPlanDocument {
        let marker = |id: &&str| PlannedMarker {
            user_id: (*id).to_owned(),
            positions: Vec::new(),
            classes: Vec::new(),
        };
        MarkingPlanDocument {
            positions: Vec::new(),
            allocation: Allocation::ItemWise,
            own_scripts: OwnScripts::NeverOwnSchool,
            mode: MarkingMode::DoubleBlind,
            share: None,
            markers: markers.iter().map(marker).collect(),
            adjudicators: vec!["senior".into()],
            tolerance: Tolerance::default(),
            task_tolerances: Vec::new(),
            resolution: Resolution::Mean,
            controls: Vec::new(),
            seed: 1,
        }
    }

    #[test]
    fn every_fault_of_a_plan_is_told_at_once() {
        assert_eq!(check(&double(&["a", "b"])), []);
        let plan = MarkingPlanDocument {
            share: Some(Hundredths::whole(101)),
            adjudicators: Vec::new(),
            tolerance: Tolerance {
                descriptor: Hundredths(-1),
                task: Hundredths::ZERO,
            },
            ..double(&["a", "a"])
        };
        let told: Vec<_> = check(&plan)
            .into_iter()
            .map(|f| f.code.to_string())
            .collect();
        assert_eq!(
            told,
            [
                "marking_share_range",
                "marking_tolerance_negative",
                "marking_named_twice",
                "marking_needs_adjudicator"
            ]
        );
        let single = MarkingPlanDocument {
            mode: MarkingMode::Single,
            share: Some(Hundredths::whole(10)),
            adjudicators: Vec::new(),
            ..double(&["a"])
        };
        let told: Vec<_> = check(&single)
            .into_iter()
            .map(|f| f.code.to_string())
            .collect();
        assert_eq!(told, ["marking_share_of_single"]);
        let alone = check(&double(&["a"]));
        assert_eq!(alone[0].code, "marking_needs_two");
    }

    #[test]
    fn a_task_has_its_own_tolerance_or_that_of_the_plan() {
        let plan = MarkingPlanDocument {
            tolerance: Tolerance {
                descriptor: Hundredths::ZERO,
                task: Hundredths::whole(1),
            },
            task_tolerances: vec![TaskTolerance {
                position: 3,
                descriptor: Hundredths::whole(1),
                task: Hundredths::whole(2),
            }],
            ..double(&["a", "b"])
        };
        assert_eq!(plan.tolerance_of(1).task, Hundredths::whole(1));
        assert_eq!(plan.tolerance_of(3).task, Hundredths::whole(2));
    }
}
