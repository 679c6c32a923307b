//! Comparison of cohorts: a study's groups and measurements, from counts or from results of sittings.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::results::{newest_by_code, policy_of};
use super::sitting_access::sitting_for;
use super::{Answer, Call, Refusal, Services};
use crate::identity::Permission;
use crate::language::finding::Finding;
use crate::report::cohort_figures::CohortComparison;
use crate::report::cohorts::{self, CellCounts};
use crate::report::envelope::{Envelope, PolicyUsed};
use crate::report::study::{self, Measured, StudyDocument};
use crate::scoring::result::{ResultState, ScoreResult};
use crate::store::AnyConnection;
use crate::store::sittings::SittingRow;

/// A comparison of cohorts with what it is made of.
pub type CohortReport = Envelope<CohortComparison>;

/// Compares the groups of a study. A sitting that the caller may not read the results of is not there.
pub fn compare_cohorts(
    services: &Services,
    call: &Call,
    study: &StudyDocument,
) -> Answer<CohortReport> {
    call.require_somewhere(Permission::ReadResults)?;
    let wrong = study::check(study);
    if !wrong.is_empty() {
        return Err(Refusal::Invalid(wrong));
    }
    let mut counting = Counting::new(study);
    let cells = services.read(|c| counting.cells(c, call))?;
    if !counting.findings.is_empty() {
        return Err(Refusal::Invalid(counting.findings));
    }
    let report = cohorts::compare(study, &cells);
    Ok(Envelope::seal(report, counting.newest, counting.policies))
}

/// Pupils counted, with what was met on the way.
struct Counting<'a> {
    study: &'a StudyDocument,
    newest: Option<DateTime<Utc>>,
    policies: Vec<PolicyUsed>,
    findings: Vec<Finding>,
    /// By measurement: pupils and the group that they stand in.
    placed: BTreeMap<(&'a str, String), &'a str>,
}

/// Pupils of sittings: levels, and who is not assessed.
#[derive(Default)]
struct Pupils {
    levels: BTreeMap<String, usize>,
    others: BTreeSet<String>,
}

impl<'a> Counting<'a> {
    fn new(study: &'a StudyDocument) -> Self {
        Self {
            study,
            newest: None,
            policies: Vec::new(),
            findings: Vec::new(),
            placed: BTreeMap::new(),
        }
    }

    fn cells(&mut self, c: &mut AnyConnection, call: &Call) -> Answer<Vec<CellCounts<'a>>> {
        let mut cells = Vec::new();
        for (g, group) in self.study.groups.iter().enumerate() {
            for (m, measured) in group.measured.iter().enumerate() {
                let pointer = format!("/groups/{g}/measured/{m}");
                let empty = CellCounts {
                    group: &group.id,
                    at: &measured.at,
                    counts: Vec::new(),
                    not_assessed: None,
                    pupils: None,
                    published: measured.published.as_ref(),
                    pointer: format!("{pointer}/published"),
                };
                cells.push(match &measured.sittings {
                    None => self.of_counts(measured, empty),
                    Some(ids) => self.of_sittings(c, call, ids, (empty, &pointer))?,
                });
            }
        }
        Ok(cells)
    }

    fn of_counts(&self, measured: &Measured, cell: CellCounts<'a>) -> CellCounts<'a> {
        let given = measured.counts.as_ref();
        let count = |level: &study::StudyLevel| {
            let count = given.and_then(|counts| counts.get(&level.id)).copied();
            u32::try_from(count.unwrap_or(0)).unwrap_or(0)
        };
        let counts = self.study.levels.iter().map(count).collect();
        CellCounts { counts, ..cell }
    }

    fn of_sittings(
        &mut self,
        c: &mut AnyConnection,
        call: &Call,
        ids: &[String],
        (cell, pointer): (CellCounts<'a>, &str),
    ) -> Answer<CellCounts<'a>> {
        let mut pupils = Pupils::default();
        for (n, id) in ids.iter().enumerate() {
            let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
            let at = format!("{pointer}/sittings/{n}");
            self.count(c, &sitting, &mut pupils, (&cell, &at))?;
        }
        let n = i64::try_from(pupils.levels.len()).unwrap_or(i64::MAX);
        self.findings
            .extend(study::too_small(&format!("{pointer}/sittings"), n));
        let mut counts = vec![0; self.study.levels.len()];
        pupils.levels.values().for_each(|level| counts[*level] += 1);
        let levels = &self.study.levels;
        let code = |(pupil, level): (String, usize)| (pupil, levels[level].code);
        Ok(CellCounts {
            counts,
            not_assessed: Some(pupils.others.len()),
            pupils: Some(pupils.levels.into_iter().map(code).collect()),
            ..cell
        })
    }

    /// Counts the pupils of a sitting. Each stands at a measurement once, in one group.
    fn count(
        &mut self,
        c: &mut AnyConnection,
        sitting: &SittingRow,
        pupils: &mut Pupils,
        (cell, pointer): (&CellCounts<'a>, &str),
    ) -> Answer<()> {
        let (policy, _) = policy_of(c, sitting)?;
        self.policies.push(PolicyUsed {
            code: policy.code,
            version: policy.version,
            hash: policy.hash,
        });
        let (mut unknown, mut twice) = (BTreeSet::new(), BTreeMap::<&str, usize>::new());
        for (code, found) in newest_by_code(c, sitting)? {
            let pupil = format!("{} {code}", sitting.owner_org);
            let complete = found.filter(|(_, result)| result.state == ResultState::Complete);
            let Some((row, result)) = complete else {
                pupils.others.insert(pupil);
                continue;
            };
            self.newest = self.newest.max(Some(row.created_at.and_utc()));
            let place = (cell.at, pupil.clone());
            if let Some(group) = self.placed.insert(place, cell.group) {
                *twice.entry(group).or_default() += 1;
            }
            match self.level_of(&result) {
                Ok(level) => {
                    pupils.levels.insert(pupil, level);
                }
                Err(level) => {
                    unknown.insert(level);
                }
            }
        }
        self.tell(unknown, twice, (cell, pointer));
        Ok(())
    }

    /// The place of a result's level on the study's scale, else of its grade.
    fn level_of(&self, result: &ScoreResult) -> Result<usize, String> {
        let place = |id: &Option<String>| {
            let id = id.as_ref()?;
            self.study.levels.iter().position(|level| level.id == *id)
        };
        let found = place(&result.level).or_else(|| place(&result.grade));
        found.ok_or_else(|| result.level.clone().unwrap_or_default())
    }

    fn tell(
        &mut self,
        unknown: BTreeSet<String>,
        twice: BTreeMap<&str, usize>,
        (cell, pointer): (&CellCounts<'a>, &str),
    ) {
        let allowed: Vec<&str> = self.study.levels.iter().map(|l| l.id.as_str()).collect();
        for level in unknown {
            let finding = Finding::error("study_result_off_scale", pointer);
            let finding = finding.with("value", level);
            self.findings.push(finding.with("allowed", allowed.clone()));
        }
        for (group, count) in twice {
            let finding = Finding::error("study_pupils_twice", pointer).with("count", count);
            let finding = finding.with("group", group).with("other", cell.group);
            self.findings.push(finding.with("at", cell.at));
        }
    }
}
