//! Growth of a class over the sittings of a subject.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::classes::seen_class;
use super::results::{newest_by_code, policy_of};
use super::sitting_access::form_of;
use super::{Answer, Call, Refusal, Services};
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::report::candidate_growth::{self, CandidateGrowth};
use crate::scoring::growth::{self, ClassGrowth, GrowthScale, Sat, ScaleBound};
use crate::specification::document::SpecificationDocument;
use crate::specification::policy::GradingPolicyDocument;
use crate::store::sittings::SittingRow;
use crate::store::{AnyConnection, class_sittings, classes};

/// Growth of a class in a subject.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GrowthOfClass {
    /// The class.
    pub class_id: String,
    /// Subject code.
    pub subject: String,
    /// Scales, sittings from the earliest, pupils by code.
    #[serde(flatten)]
    pub growth: ClassGrowth,
    /// Sittings that are not compared because the scale changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// Percentages and levels of the pupils of a class over the sittings of a subject, in whatever class they
/// were then, and their differences. What stands on different scales is not compared, and said so.
pub fn read_growth(
    services: &Services,
    call: &Call,
    class_id: &str,
    (subject, kind): (&str, Option<&str>),
) -> Answer<GrowthOfClass> {
    services.read(|c| {
        let (class, path) = seen_class(c, call, class_id)?;
        call.require(Permission::ReadResults, &Object::of(&path).subject(subject))?;
        let members = classes::members(c, &class.id)?;
        let codes: Vec<String> = members.into_iter().map(|row| row.code).collect();
        let school = (class.id.as_str(), class.owner_org.as_str());
        let mut sat = Vec::new();
        for sitting in class_sittings::of_members(c, school, subject, kind)? {
            sat.push(sat_of(c, &sitting, &codes)?);
        }
        let growth = growth::growth(&sat, &codes);
        let changed = growth.sittings.iter().filter(|point| point.scale_changed);
        let finding = |point: &growth::ClassPoint| {
            Finding::warning("growth_scale_changed", "")
                .with("kind", point.kind.as_str())
                .with("day", point.held_on.as_str())
                .with("scale", growth.scales[point.scale].said_by.as_str())
        };
        Ok(GrowthOfClass {
            findings: changed.map(finding).collect(),
            class_id: class.id,
            subject: subject.to_owned(),
            growth,
        })
    })
}

/// The same of one of its pupils, beside the class.
pub fn read_candidate_growth(
    services: &Services,
    call: &Call,
    (class_id, candidate): (&str, &str),
    of: (&str, Option<&str>),
) -> Answer<CandidateGrowth> {
    let class = read_growth(services, call, class_id, of)?;
    let found = candidate_growth::of_candidate(class.growth, &class.subject, candidate);
    found.ok_or(Refusal::not_found("candidate"))
}

fn sat_of(c: &mut AnyConnection, sitting: &SittingRow, codes: &[String]) -> Answer<Sat> {
    let (_, form) = form_of(c, sitting)?;
    let (policy, document) = policy_of(c, sitting)?;
    let mut results = BTreeMap::new();
    for (code, found) in newest_by_code(c, sitting)? {
        if let Some((_, result)) = found.filter(|_| codes.contains(&code)) {
            results.insert(code, result);
        }
    }
    Ok(Sat {
        sitting_id: sitting.id.clone(),
        kind: sitting.kind.clone(),
        held_on: sitting.held_on.clone(),
        scale: scale_of(&form.specification, (&document, policy.version)),
        results,
    })
}

/// The specification's own scale, else the grades of the policy.
fn scale_of(
    specification: &SpecificationDocument,
    (policy, version): (&GradingPolicyDocument, i32),
) -> GrowthScale {
    let own = specification.percent_levels();
    let (said_by, mut levels): (String, Vec<ScaleBound>) = if own.is_empty() {
        let bound = |band: &crate::specification::policy::GradeBand| ScaleBound {
            id: band.grade.clone(),
            from: band.from,
        };
        let said_by = format!("policy {} v{version}", policy.id);
        (said_by, policy.bands.iter().map(bound).collect())
    } else {
        let bound = |level: crate::specification::document::Level| ScaleBound {
            id: level.id,
            from: level.from,
        };
        let said_by = format!(
            "specification {} v{}",
            specification.id, specification.version
        );
        (said_by, own.into_iter().map(bound).collect())
    };
    levels.sort_by_key(|level| level.from);
    GrowthScale { said_by, levels }
}
