//! Report of one test over one or several classes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::result_inputs::{answers_of, inputs_of};
use super::results::{newest_by_code, policy_of};
use super::sitting_access::{form_of, sitting_for};
use super::sitting_form::SittingForm;
use super::{Answer, Call, Refusal, Services};
use crate::bank::content::Part;
use crate::bank::{ItemType, Language, Points};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::report::envelope::{Envelope, PolicyUsed};
use crate::report::grade::{GradeReport, TaskResults, grade_report};
use crate::scoring::analysis::{ClassRow, analyse};
use crate::scoring::auto::{AutoReason, score_part};
use crate::scoring::coded::Answers;
use crate::scoring::mark::MarkRecord;
use crate::scoring::response::Answer as Given;
use crate::scoring::result::{
    AttemptPartState, ResultRules, ResultState, ScoreResult, ScoredPosition, result,
};
use crate::store::sittings::SittingRow;
use crate::store::{AnyConnection, StoreError};

/// Of which sittings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeQuestion {
    /// What the report is called.
    #[schemars(length(min = 1, max = 300))]
    pub title: String,
    /// Ids of sittings of one form under one policy, each once.
    #[schemars(length(min = 1, max = 100))]
    pub sittings: BTreeSet<String>,
}

/// Levels, objectives and tasks over the sittings of one form. A sitting that the caller may not read the
/// results of is not there.
pub fn report_grade(
    services: &Services,
    call: &Call,
    question: &GradeQuestion,
) -> Answer<Envelope<GradeReport>> {
    call.require_somewhere(Permission::ReadResults)?;
    services.read(|c| {
        let mut sittings = Vec::new();
        for id in &question.sittings {
            sittings.push(sitting_for(c, call, id, Permission::ReadResults)?);
        }
        refuse_unlike(&sittings)?;
        let first = sittings.first().ok_or(Refusal::not_found("sitting"))?;
        let (policy, rules) = policy_of(c, first)?;
        let (_, form) = form_of(c, first)?;
        let mut tasks = Tasks::of(&form)?;
        let (mut pupils, mut newest) = (Vec::new(), None);
        for sitting in &sittings {
            newest = newest.max(tasks.add(c, sitting, &mut pupils)?);
        }
        let rows: Vec<ClassRow<'_>> = pupils.iter().map(Pupil::row).collect();
        let analysis = analyse(&rules, &rows);
        let about = (question.title.as_str(), sittings.len());
        let report = grade_report(about, &rules, analysis, &tasks.results);
        let used = PolicyUsed {
            code: policy.code,
            version: policy.version,
            hash: policy.hash,
        };
        Ok(Envelope::seal(report, newest, vec![used]))
    })
}

/// Tasks are compared within one form, levels under one policy.
fn refuse_unlike(sittings: &[SittingRow]) -> Answer<()> {
    let mut findings = Vec::new();
    for (n, sitting) in sittings.iter().enumerate().skip(1) {
        let pointer = format!("/sittings/{n}");
        if sitting.form_id != sittings[0].form_id {
            findings.push(Finding::error("report_forms_differ", pointer.clone()));
        }
        if sitting.policy_id != sittings[0].policy_id {
            findings.push(Finding::error("report_policies_differ", pointer));
        }
    }
    match findings.is_empty() {
        true => Ok(()),
        false => Err(Refusal::Invalid(findings)),
    }
}

/// A pupil of one of the sittings.
struct Pupil {
    code: String,
    result: Option<ScoreResult>,
}

impl Pupil {
    /// Whoever has no result counts as planned.
    fn row(&self) -> ClassRow<'_> {
        match &self.result {
            Some(result) => ClassRow::of(&self.code, result),
            None => ClassRow {
                candidate: &self.code,
                state: ResultState::Planned,
                score: None,
                objectives: &[],
                criteria: &[],
            },
        }
    }
}

/// The tasks of a form that count, and what came of them.
struct Tasks<'a> {
    form: &'a SittingForm,
    part_names: Vec<String>,
    results: Vec<TaskResults>,
}

impl<'a> Tasks<'a> {
    fn of(form: &'a SittingForm) -> Answer<Self> {
        let parts = 1..=form.attempt_parts().len();
        let part_names: Vec<String> = parts.map(|n| n.to_string()).collect();
        let empty = |at: &ScoredPosition<'_>| TaskResults {
            position: at.position,
            objectives: at.content.objectives.clone(),
            ..TaskResults::default()
        };
        let results = form.scored(&part_names)?.iter().map(empty).collect();
        Ok(Self {
            form,
            part_names,
            results,
        })
    }

    /// Adds the pupils of a sitting; when the newest result that counts was computed.
    fn add(
        &mut self,
        c: &mut AnyConnection,
        sitting: &SittingRow,
        pupils: &mut Vec<Pupil>,
    ) -> Answer<Option<DateTime<Utc>>> {
        let language: Language = sitting.language.parse().map_err(StoreError::Corrupt)?;
        let mut inputs = inputs_of(c, sitting, self.form)?;
        let answers = answers_of(c, sitting)?;
        let mut newest = None;
        for (code, found) in newest_by_code(c, sitting)? {
            let Some((row, result)) = found else {
                pupils.push(Pupil { code, result: None });
                continue;
            };
            if result.state == ResultState::Complete {
                newest = newest.max(Some(row.created_at.and_utc()));
                let (marks, states) = inputs.remove(&row.attempt_no).unwrap_or_default();
                self.add_points(&marks, &states)?;
                if let Some(answers) = answers.get(&row.attempt_no) {
                    self.add_answers(answers, &language);
                }
            }
            let result = Some(result);
            pupils.push(Pupil { code, result });
        }
        Ok(newest)
    }

    /// Points of a pupil, task by task: each is the result of a test of this task alone.
    fn add_points(&mut self, marks: &[MarkRecord], states: &[AttemptPartState]) -> Answer<()> {
        let positions = self.form.scored(&self.part_names)?;
        for (task, at) in self.results.iter_mut().zip(&positions) {
            let of_task = marks.iter().filter(|mark| mark.position == at.position);
            let of_task: Vec<MarkRecord> = of_task.cloned().collect();
            let rules = ResultRules::default();
            let alone = result(std::slice::from_ref(at), states, &of_task, &rules);
            // What the marks of the whole attempt do not contradict those of a task do not.
            let Some((raw, maximum)) = alone.ok().and_then(|r| Some((r.raw?, r.maximum))) else {
                continue;
            };
            task.points = (task.points.0 + raw, task.points.1 + maximum);
            task.pupils += 1;
        }
        Ok(())
    }

    /// Answers of a pupil to closed parts.
    fn add_answers(&mut self, answers: &Answers, language: &Language) {
        for task in &mut self.results {
            let of_task = answers
                .iter()
                .filter(|((position, _), _)| *position == task.position);
            for ((position, part), given) in of_task {
                let Ok(pinned) = self.form.part(*position, Some(part)) else {
                    continue;
                };
                let Some(answer) = closed_answer(pinned.item_type(), given) else {
                    continue;
                };
                *task.answered.entry(part.clone()).or_default() += 1;
                if is_wrong(pinned.part, pinned.item_type(), language, given) {
                    *task.wrong.entry((part.clone(), answer)).or_default() += 1;
                }
            }
        }
    }
}

/// An answer of ids, as it is written; none of free text, and of what was left empty.
fn closed_answer(item_type: ItemType, given: &Given) -> Option<String> {
    if given.blank || given.multi_mark {
        return None;
    }
    match item_type {
        ItemType::Mcq | ItemType::Tf => given.choice.clone(),
        ItemType::Multi => {
            let chosen: BTreeSet<&str> =
                given.choices.as_ref()?.iter().map(String::as_str).collect();
            Some(chosen.into_iter().collect::<Vec<_>>().join("+"))
        }
        ItemType::Order => Some(given.order.as_ref()?.join(">")),
        ItemType::Match => {
            let pairs: BTreeMap<&str, &str> = given
                .pairs
                .as_ref()?
                .iter()
                .map(|p| (p.left.as_str(), p.right.as_str()))
                .collect();
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(left, right)| format!("{left}={right}"))
                .collect();
            Some(pairs.join(" "))
        }
        _ => None,
    }
}

fn is_wrong(part: &Part, item_type: ItemType, language: &Language, given: &Given) -> bool {
    let mark = score_part(part, item_type, None, language, given);
    mark.reason != AutoReason::KeyUnusable
        && mark.points.is_some_and(|points: Points| points < mark.max)
}
