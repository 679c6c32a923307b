//! Which rules of item writing, of languages and of similarity an organisation follows: a published
//! quality policy chosen by its code, inherited by the organisations below that chose none of their own.
//!
//! Where nobody chose, nothing is asked: [`policy_of`] gives none, and handing in refuses nothing more.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::published_documents::{Publishable, all_passing};
use super::{Answer, Call, Refusal, Services, organisations};
use crate::bank::quality::{self, QualityPolicy};
use crate::curriculum::CurriculumIndex;
use crate::identity::{Object, Permission};
use crate::language::finding::Finding;
use crate::store::AnyConnection;
use crate::store::quality::{self as rows, ChoiceRow};

impl Publishable for QualityPolicy {
    const KIND: &'static str = "item_quality";
    const PUBLISH: &'static str = "publish_quality_policy";

    fn code(&self) -> &str {
        &self.id
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn check(&self, _: Option<&CurriculumIndex>) -> Vec<Finding> {
        quality::check(self)
    }
}

/// The policy to follow.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseQualityPolicy {
    /// Code of a published quality policy (`kz-items`).
    #[schemars(length(min = 1, max = 80))]
    pub policy: String,
}

/// The policy that an organisation follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowedQualityPolicy {
    /// Its code; absent where nobody chose one, and then nothing is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The edition that holds today; absent where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The organisation that chose it: this one or one above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_by_org: Option<String>,
    /// When it was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_at: Option<DateTime<Utc>>,
}

/// Chooses the policy that an organisation and those below it follow.
pub fn choose_quality_policy(
    services: &Services,
    call: &Call,
    org_id: &str,
    input: &ChooseQualityPolicy,
) -> Answer<FollowedQualityPolicy> {
    services.write(call, "choose_quality_policy", |unit| {
        let path = organisations::path_if_seen(unit.c, call, org_id)?;
        call.require(Permission::PublishReference, &Object::of(&path))?;
        if policy_by_code(services, unit.c, org_id, &path, &input.policy)?.is_none() {
            let finding = Finding::error("reference_unknown", "/policy");
            return Err(Refusal::invalid(
                finding.with("value", input.policy.as_str()),
            ));
        }
        let row = ChoiceRow {
            org_id: org_id.to_owned(),
            policy: input.policy.clone(),
            chosen_by: call.actor.user_id.clone(),
            chosen_at: unit.now,
        };
        rows::set_choice(unit.c, &row)?;
        let detail = json!({"policy": input.policy});
        unit.audit(org_id, "quality_choice", org_id, detail)?;
        followed(services, unit.c, org_id, &path)
    })
}

/// Takes an organisation's own choice away: it follows what the one above does.
pub fn drop_quality_policy(
    services: &Services,
    call: &Call,
    org_id: &str,
) -> Answer<FollowedQualityPolicy> {
    services.write(call, "drop_quality_policy", |unit| {
        let path = organisations::path_if_seen(unit.c, call, org_id)?;
        call.require(Permission::PublishReference, &Object::of(&path))?;
        let dropped = rows::delete_choice(unit.c, org_id)?;
        let detail = json!({"dropped": dropped});
        unit.audit(org_id, "quality_choice", org_id, detail)?;
        followed(services, unit.c, org_id, &path)
    })
}

/// What an organisation follows.
pub fn read_followed_quality_policy(
    services: &Services,
    call: &Call,
    org_id: &str,
) -> Answer<FollowedQualityPolicy> {
    services.read(|c| {
        let path = organisations::path_if_seen(c, call, org_id)?;
        followed(services, c, org_id, &path)
    })
}

/// The policy that an organisation follows today; `None` where nobody chose one or no edition holds.
pub(super) fn policy_of(
    services: &Services,
    c: &mut AnyConnection,
    org_id: &str,
    path: &str,
) -> Answer<Option<QualityPolicy>> {
    match choice_of(c, path)? {
        None => Ok(None),
        Some(row) => policy_by_code(services, c, org_id, path, &row.policy),
    }
}

/// The same, or the named one instead; refused where there is none.
pub(super) fn policy_or_refusal(
    services: &Services,
    c: &mut AnyConnection,
    (org_id, path): (&str, &str),
    named: Option<&str>,
) -> Answer<QualityPolicy> {
    if let Some(code) = named {
        let found = policy_by_code(services, c, org_id, path, code)?;
        let finding = Finding::error("reference_unknown", "/policy").with("value", code);
        return found.ok_or_else(|| Refusal::invalid(finding));
    }
    let found = policy_of(services, c, org_id, path)?;
    found.ok_or_else(|| Refusal::conflict(Finding::error("quality_policy_absent", "")))
}

fn policy_by_code(
    services: &Services,
    c: &mut AnyConnection,
    org_id: &str,
    path: &str,
    code: &str,
) -> Answer<Option<QualityPolicy>> {
    let today = organisations::today(services, c, org_id)?;
    let holding = |policy: &QualityPolicy| policy.id == code && policy.holds(today);
    Ok(all_passing::<QualityPolicy>(c, path, holding)?.remove(code))
}

/// The nearest choice.
fn choice_of(c: &mut AnyConnection, path: &str) -> Answer<Option<ChoiceRow>> {
    let above = rows::choices(c)?
        .into_iter()
        .filter(|(chosen, _)| path.starts_with(chosen));
    Ok(above
        .max_by_key(|(chosen, _)| chosen.len())
        .map(|(_, row)| row))
}

fn followed(
    services: &Services,
    c: &mut AnyConnection,
    org_id: &str,
    path: &str,
) -> Answer<FollowedQualityPolicy> {
    let choice = choice_of(c, path)?;
    let version = policy_of(services, c, org_id, path)?.map(|policy| policy.version);
    Ok(FollowedQualityPolicy {
        policy: choice.as_ref().map(|row| row.policy.clone()),
        version,
        chosen_by_org: choice.as_ref().map(|row| row.org_id.clone()),
        chosen_at: choice.map(|row| row.chosen_at.and_utc()),
    })
}
