//! The school analysis form of a sitting, from its newest results.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::participation::participation_of;
use super::results::{newest_by_code, policy_of};
use super::sitting_access::sitting_for;
use super::{Answer, Call, Refusal, Services};
use crate::identity::Permission;
use crate::scoring::analysis::{self, ClassAnalysis, ClassRow};
use crate::scoring::participation::TookPart;
use crate::scoring::result::ResultState;
use crate::store::classes;

/// The analysis form of a class for one sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SittingAnalysis {
    /// The sitting.
    pub sitting_id: String,
    /// What the school calls the class.
    pub class: String,
    /// Subject code.
    pub subject: String,
    /// Kind of assessment.
    pub kind: String,
    /// The day.
    pub held_on: String,
    /// Code of the policy.
    pub policy: String,
    /// Version of the policy.
    pub policy_version: i32,
    /// How many took part, where the specification says how many must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<TookPart>,
    /// Counts, levels, quality, progress, objectives.
    #[serde(flatten)]
    pub analysis: ClassAnalysis,
}

/// The school analysis form, from the newest results. Whoever has none counts as planned.
pub fn read_analysis(services: &Services, call: &Call, id: &str) -> Answer<SittingAnalysis> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
        let (policy, rules) = policy_of(c, &sitting)?;
        let class = classes::by_id(c, &sitting.class_id)?
            .ok_or_else(|| Refusal::Internal(format!("class {} is gone", sitting.class_id)))?;
        let results = newest_by_code(c, &sitting)?;
        let class_rows: Vec<ClassRow<'_>> = results
            .iter()
            .map(|(code, found)| match found {
                Some((_, result)) => ClassRow::of(code, result),
                None => ClassRow {
                    candidate: code,
                    state: ResultState::Planned,
                    score: None,
                    objectives: &[],
                    criteria: &[],
                },
            })
            .collect();
        Ok(SittingAnalysis {
            analysis: analysis::analyse(&rules, &class_rows),
            participation: participation_of(c, &sitting)?,
            sitting_id: sitting.id,
            class: class.code,
            subject: sitting.subject,
            kind: sitting.kind,
            held_on: sitting.held_on,
            policy: policy.code,
            policy_version: policy.version,
        })
    })
}
