//! The report of one test over one or several classes: how many stand on each level, what was achieved of each
//! objective, and which tasks were difficult, with the wrong answer that was given most.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::Points;
use crate::scoring::analysis::{ClassAnalysis, ObjectiveOfClass, PupilShare};
use crate::scoring::ratio::{Amount, Ratio};
use crate::specification::policy::GradingPolicyDocument;

/// A wrong answer is typical when so many gave it, at least: one pupil's slip is not.
const TYPICAL_FROM: u32 = 2;

/// A task over all pupils who were assessed.
#[derive(Clone, Debug, Default)]
pub struct TaskResults {
    /// Position in the form.
    pub position: u32,
    /// Objectives of the task.
    pub objectives: Vec<String>,
    /// Points and greatest points over the pupils.
    pub points: (Points, Points),
    /// Pupils with points.
    pub pupils: u32,
    /// Answers to closed parts by part.
    pub answered: BTreeMap<String, u32>,
    /// Of these the wrong ones, by part and answer.
    pub wrong: BTreeMap<(String, String), u32>,
}

/// Pupils of a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LevelCount {
    /// The level.
    pub level: String,
    /// How many; null where nobody was assessed.
    pub count: Option<usize>,
    /// Of how many.
    pub of: usize,
    /// Percent of them.
    pub percent: Option<Amount>,
}

/// The wrong answer that was given most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TypicalWrong {
    /// Part of the task.
    pub part: String,
    /// The answer: ids of options, `a`, `a+c`, `b>a>c`, or of pairs, `l1=r2`.
    pub answer: String,
    /// How many gave it.
    pub count: u32,
    /// Of how many who answered the part.
    pub of: u32,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TaskLine {
    /// Position in the form.
    pub position: u32,
    /// Its objectives.
    pub objectives: Vec<String>,
    /// Pupils with points: the base.
    pub pupils: u32,
    /// Points got of all that could be got, in percent; null of nobody.
    pub percent: Option<Amount>,
    /// Below the policy's bound; null where there is no percentage.
    pub difficult: Option<bool>,
    /// The wrong answer that at least two gave and nobody gave another as often; null where there is none.
    pub typical_wrong: Option<TypicalWrong>,
}

/// The report of one test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GradeReport {
    /// What the report calls itself.
    pub title: String,
    /// Sittings counted.
    pub sittings: usize,
    /// Pupils on the lists.
    pub listed: usize,
    /// Pupils who wrote.
    pub wrote: usize,
    /// Pupils fully marked: the base of levels, shares and tasks.
    pub assessed: usize,
    /// Absent, with a valid reason or without.
    pub absent: usize,
    /// Mean percentage.
    pub mean_percent: Option<Amount>,
    /// Distribution by level.
    pub levels: Vec<LevelCount>,
    /// Share from the policy's quality bound up.
    pub quality: Option<PupilShare>,
    /// Share from the policy's progress bound up.
    pub progress: Option<PupilShare>,
    /// Objectives.
    pub objectives: Vec<ObjectiveOfClass>,
    /// Tasks that count, by position.
    pub tasks: Vec<TaskLine>,
}

/// Puts the report together from the analysis of all pupils and the tasks.
pub fn grade_report(
    (title, sittings): (&str, usize),
    policy: &GradingPolicyDocument,
    analysis: ClassAnalysis,
    tasks: &[TaskResults],
) -> GradeReport {
    let assessed = analysis.assessed;
    let share = |count: usize| Ratio::new(count as i128 * 100, assessed as i128);
    let level = |group: &crate::scoring::analysis::LevelGroup| LevelCount {
        level: group.level.clone(),
        count: group.count,
        of: assessed,
        percent: group.count.and_then(share).map(Amount::from),
    };
    GradeReport {
        title: title.to_owned(),
        sittings,
        listed: analysis.listed,
        wrote: analysis.wrote,
        assessed,
        absent: analysis.absent + analysis.absent_valid,
        mean_percent: analysis.mean_percent,
        levels: analysis.levels.iter().map(level).collect(),
        quality: analysis.quality,
        progress: analysis.progress,
        objectives: analysis.objectives,
        tasks: tasks.iter().map(|task| line(policy, task)).collect(),
    }
}

fn line(policy: &GradingPolicyDocument, task: &TaskResults) -> TaskLine {
    let (points, maximum) = task.points;
    let percent = Ratio::percent_of(points, maximum);
    let bound = Ratio::from(policy.difficult_objective_below);
    TaskLine {
        position: task.position,
        objectives: task.objectives.clone(),
        pupils: task.pupils,
        percent: percent.map(Amount::from),
        difficult: percent.map(|percent| percent < bound),
        typical_wrong: typical_wrong(task),
    }
}

fn typical_wrong(task: &TaskResults) -> Option<TypicalWrong> {
    let most = *task.wrong.values().max()?;
    let mut given = task.wrong.iter().filter(|(_, count)| **count == most);
    let ((part, answer), _) = given.next()?;
    (most >= TYPICAL_FROM && given.next().is_none()).then(|| TypicalWrong {
        part: part.clone(),
        answer: answer.clone(),
        count: most,
        of: task.answered.get(part).copied().unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(counts: &[(&str, u32)]) -> Option<TypicalWrong> {
        let key = |(answer, count): &(&str, u32)| (("a".to_owned(), (*answer).to_owned()), *count);
        typical_wrong(&TaskResults {
            answered: BTreeMap::from([("a".to_owned(), 20)]),
            wrong: counts.iter().map(key).collect(),
            ..TaskResults::default()
        })
    }

    #[test]
    fn a_wrong_answer_is_typical_where_several_gave_it_and_no_other_as_often() {
        let found = wrong(&[("b", 3), ("c", 7), ("d", 1)]).expect("c");
        assert_eq!((found.answer.as_str(), found.count, found.of), ("c", 7, 20));
        assert_eq!(wrong(&[("b", 3), ("c", 3)]), None);
        assert_eq!(wrong(&[("b", 1)]), None);
        assert_eq!(wrong(&[]), None);
    }
}
