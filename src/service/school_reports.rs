//! Report of schools over sittings of several of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::results::{newest_by_code, policy_of};
use super::sitting_access::sitting_for;
use super::{Answer, Call, Refusal, Services};
use crate::identity::Permission;
use crate::report::envelope::{Envelope, PolicyUsed};
use crate::report::schools::{SchoolResults, SchoolsReport, schools_report};
use crate::scoring::analysis::{ClassRow, analyse};
use crate::scoring::result::{ResultState, ScoreResult};
use crate::store::sittings::SittingRow;
use crate::store::{AnyConnection, organisations};

/// Of which sittings.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SchoolsQuestion {
    /// What the report is called.
    #[schemars(length(min = 1, max = 300))]
    pub title: String,
    /// Ids of the sittings, each once.
    #[schemars(length(min = 1, max = 500))]
    pub sittings: BTreeSet<String>,
}

/// Results of sittings by school. A sitting that the caller may not read the results of is not there.
pub fn report_schools(
    services: &Services,
    call: &Call,
    question: &SchoolsQuestion,
) -> Answer<Envelope<SchoolsReport>> {
    call.require_somewhere(Permission::ReadResults)?;
    let mut gathering = Gathering::default();
    services.read(|c| {
        for id in &question.sittings {
            let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
            gathering.add(c, &sitting)?;
        }
        Ok::<(), Refusal>(())
    })?;
    let schools: Vec<SchoolResults> = gathering.schools.into_values().collect();
    let report = schools_report(&question.title, question.sittings.len(), &schools);
    Ok(Envelope::seal(report, gathering.newest, gathering.policies))
}

/// Results by school, with what they are made of.
#[derive(Default)]
struct Gathering {
    schools: BTreeMap<String, SchoolResults>,
    newest: Option<DateTime<Utc>>,
    policies: Vec<PolicyUsed>,
}

impl Gathering {
    fn add(&mut self, c: &mut AnyConnection, sitting: &SittingRow) -> Answer<()> {
        let (policy, rules) = policy_of(c, sitting)?;
        self.policies.push(PolicyUsed {
            code: policy.code,
            version: policy.version,
            hash: policy.hash,
        });
        let code = organisations::by_id(c, &sitting.owner_org)?.map(|school| school.code);
        let school = self.schools.entry(sitting.owner_org.clone()).or_default();
        school.school = code.unwrap_or_default();
        let results = newest_by_code(c, sitting)?;
        let complete = || {
            let found = results
                .iter()
                .filter_map(|(code, found)| Some((code, found.as_ref()?)));
            found.filter(|(_, (_, result))| result.state == ResultState::Complete)
        };
        let rows: Vec<ClassRow<'_>> = complete()
            .map(|(code, (_, r))| ClassRow::of(code, r))
            .collect();
        let quality = analyse(&rules, &rows)
            .quality
            .map_or(0, |quality| quality.count);
        school.quality += u32::try_from(quality).unwrap_or(u32::MAX);
        school.listed += u32::try_from(results.len()).unwrap_or(u32::MAX);
        school
            .percents
            .extend(complete().filter_map(|(_, (_, result))| percent(result)));
        let newest = complete()
            .map(|(_, (row, _))| row.created_at.and_utc())
            .max();
        self.newest = self.newest.max(newest);
        Ok(())
    }
}

/// Percentage of a complete result; none where nothing carries points.
fn percent(result: &ScoreResult) -> Option<f64> {
    let (points, maximum) = (result.raw?.0, result.maximum.0);
    (maximum > 0).then(|| points as f64 * 100.0 / maximum as f64)
}
