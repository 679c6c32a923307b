//! The quality check of a version: how it is written, whether its languages are equal, which items it is
//! like, and what other services say of it; judged by the policy that its owner follows.
//!
//! Findings that are told carry their fingerprint (`finding`), by which they are waived, and where they
//! name another item its code (`other`) and id (`item_id`), but only to somebody who may see it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::enemy_groups::{self, seen_of};
use super::item_drafts::document_of;
use super::item_sight::{item_object, visible};
use super::item_waivers::{external_view, waivers_of};
use super::quality_policies::{policy_of, policy_or_refusal};
use super::review::sight::hides_author;
use super::similar_bank::family_of;
use super::{Answer, Call, Refusal, Services, curricula};
use crate::bank::equality::compare_variants;
use crate::bank::lint::lint;
use crate::bank::quality::{QualityPolicy, QualityRule, TaskUse, Waived, apply_waivers};
use crate::bank::similarity::side_by_side::{SideBySide, side_by_side};
use crate::bank::similarity::verdict::{self, ExternalScore};
use crate::bank::similarity::{Entry, Match, Print, mark_of};
use crate::bank::texts::ItemDocument;
use crate::bank::{Access, Hundredths, Language, Purpose};
use crate::document::content_hash;
use crate::identity::Permission;
use crate::language::finding::{Finding, refuses};
use crate::store::enemy_groups::MemberRow;
use crate::store::items::FoundVersion;
use crate::store::quality::{self as rows, ExternalRow, WaiverRow};
use crate::store::{AnyConnection, similarity_runs};

/// By what a version is checked.
#[derive(Clone, Debug, Default)]
pub struct QualityQuestion {
    /// Code of another policy than the one that the owner follows.
    pub policy: Option<String>,
    /// Another use than the item's own.
    pub task_use: Option<TaskUse>,
}

/// What a quality check found.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct QualityCheck {
    /// Code of the policy.
    pub policy: String,
    /// Its edition.
    pub policy_version: u32,
    /// The use it was judged for.
    pub task_use: TaskUse,
    /// True when handing in would be refused.
    pub refuses: bool,
    /// What was found and is not waived; errors refuse.
    pub findings: Vec<Finding>,
    /// What stands under a waiver.
    pub waived: Vec<WaivedFinding>,
    /// Items that are like it, the most alike first.
    pub similar: Vec<SimilarItem>,
    /// What other services say.
    pub external: Vec<ExternalSimilarity>,
}

/// A finding that somebody answers for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WaivedFinding {
    /// What was found.
    pub finding: Finding,
    /// Why it may stand.
    pub reason: String,
    /// Who says so; absent where a blind review hides who writes in the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_by: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// An item that is like the one checked.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SimilarItem {
    /// Id of the item; absent for one that the caller may not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    /// Its code; absent for one that the caller may not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The language in which both are alike.
    pub language: Language,
    /// How alike they are, in percent.
    pub score: Hundredths,
    /// Stem and prompts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Hundredths>,
    /// Options and right elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Hundredths>,
    /// What is right; absent for one whose key the caller may not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Hundredths>,
    /// True when they differ in their numbers only.
    pub same_template: bool,
    /// True when both are in one clone family already.
    pub same_family: bool,
}

/// What a service says of a version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExternalSimilarity {
    /// Name of the service.
    pub service: String,
    /// How much of the text it found elsewhere, in percent.
    pub score: Hundredths,
    /// Number or address of its report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Who entered it.
    pub set_by: String,
    /// When.
    pub set_at: DateTime<Utc>,
}

/// A version checked by a policy.
pub(super) struct Checked {
    /// Not waived.
    pub(super) left: Vec<Finding>,
    /// Waived.
    pub(super) waived: Vec<Waived>,
    matches: Vec<Match>,
    external: Vec<ExternalRow>,
    waivers: Vec<WaiverRow>,
}

/// Checks a version as it would be when it is handed in, and tells everything.
pub fn check_item_quality(
    services: &Services,
    call: &Call,
    id: &str,
    number: i32,
    question: &QualityQuestion,
) -> Answer<QualityCheck> {
    services.read(|c| {
        let found = visible(c, call, id, Some(number))?;
        // What is found about options and stems tells the key.
        call.require(Permission::ReadKeys, &item_object(&found))?;
        let owner = (found.item.owner_org.as_str(), found.owner_path.as_str());
        let policy = policy_or_refusal(services, c, owner, question.policy.as_deref())?;
        let document = document_of(&found)?;
        let task_use = question.task_use.unwrap_or_else(|| use_of(&document));
        let checked = check(services, c, &found, &document, (&policy, task_use))?;
        let mut told = view(c, call, checked, (&policy, task_use))?;
        if hides_author(c, call, &found)? {
            for waived in &mut told.waived {
                waived.given_by = waived
                    .given_by
                    .take()
                    .filter(|who| *who == call.actor.user_id);
            }
        }
        Ok(told)
    })
}

/// Another item beside a version, in one language, with what both have right.
pub fn compare_items(
    services: &Services,
    call: &Call,
    (id, number): (&str, i32),
    with: (&str, Option<i32>),
    language: &str,
) -> Answer<SideBySide> {
    services.read(|c| {
        let first = visible(c, call, id, Some(number))?;
        let second = visible(c, call, with.0, with.1)?;
        for found in [&first, &second] {
            call.require(Permission::ReadKeys, &item_object(found))?;
        }
        let owner = (first.item.owner_org.as_str(), first.owner_path.as_str());
        let policy = policy_or_refusal(services, c, owner, None)?;
        let unknown = || Finding::error("language_invalid", "/language").with("value", language);
        let language: Language = language.parse().map_err(|_| Refusal::invalid(unknown()))?;
        let (one, other) = (document_of(&first)?, document_of(&second)?);
        let sides = side_by_side(&policy, &one, &other, &language);
        sides.ok_or_else(|| {
            let finding = Finding::error("items_share_no_language", "/language");
            Refusal::invalid(finding.with("language", language.as_str()))
        })
    })
}

/// What was found of a version that is handed in, with what the policy of its owner says; nothing more where
/// no policy is followed. Where one is, it also judges those of its rules that are remarked on without a
/// policy. What stands under waivers comes second. Call it before anything of the version is written.
pub(super) fn with_policy(
    services: &Services,
    c: &mut AnyConnection,
    call: &Call,
    (found, document): (&FoundVersion, &ItemDocument),
    mut findings: Vec<Finding>,
) -> Answer<(Vec<Finding>, Vec<Finding>)> {
    let (owner, path) = (&found.item.owner_org, &found.owner_path);
    let Some(policy) = policy_of(services, c, owner, path)? else {
        return Ok((findings, Vec::new()));
    };
    let task_use = use_of(document);
    let checked = check(services, c, found, document, (&policy, task_use))?;
    let members = members_of(c, call, &checked)?;
    let is_rule = |code: &str| code.parse::<QualityRule>().is_ok();
    findings.retain(|finding| finding.is_error() || !is_rule(&finding.code));
    findings.extend(told(checked.left, &members));
    let waived = checked.waived.into_iter().map(|waived| waived.finding);
    Ok((findings, waived.collect()))
}

/// How findings refuse a version: as a conflict where it only contradicts what is there already.
pub(super) fn refusal(findings: Vec<Finding>) -> Refusal {
    let contradicts = |code: &str| {
        let rule = code.parse::<QualityRule>();
        matches!(
            rule,
            Ok(QualityRule::SimilarItem | QualityRule::ExternalSimilarity)
        )
    };
    let mut errors = findings.iter().filter(|finding| finding.is_error());
    match errors.all(|finding| contradicts(&finding.code)) {
        true => Refusal::Conflict(findings),
        false => Refusal::Invalid(findings),
    }
}

/// A version under a policy, before anything is hidden.
pub(super) fn check(
    services: &Services,
    c: &mut AnyConnection,
    found: &FoundVersion,
    document: &ItemDocument,
    (policy, task_use): (&QualityPolicy, TaskUse),
) -> Answer<Checked> {
    let index = curricula::curriculum_index(services, c)?;
    let mut findings = lint(policy, document, Some(&*index).filter(|i| !i.is_empty()));
    findings.extend(compare_variants(policy, document));
    let matches = matches_of(services, c, found, document, policy)?;
    let external = rows::externals(c, &found.item.id, found.version.number)?;
    let scores: Vec<ExternalScore> = external.iter().map(score_of).collect();
    findings.extend(verdict::findings(&policy.similarity, &matches, &scores));
    let findings = policy.judge(findings, task_use);
    let waivers = rows::waivers(c, &found.item.id, found.version.number)?;
    let (mut left, waived) = apply_waivers(policy, findings, &waivers_of(&waivers)?);
    // A waiver that an earlier policy allowed and this one does not waives nothing; nobody can mend it.
    left.retain(|finding| finding.code.parse::<QualityRule>().is_ok());
    Ok(Checked {
        left,
        waived,
        matches,
        external,
        waivers,
    })
}

/// The use that an item is judged for: secure tasks are for admission and external tests.
pub(super) fn use_of(document: &ItemDocument) -> TaskUse {
    let content = &document.content;
    match content.purpose {
        Purpose::Formative => TaskUse::Formative,
        _ if content.access == Access::Secure => TaskUse::Admission,
        purpose => TaskUse::of(purpose),
    }
}

/// The name by which a finding is waived.
pub(super) fn fingerprint(finding: &Finding) -> String {
    let parts = json!([finding.code, finding.pointer, finding.args]);
    content_hash(&parts)[..16].to_owned()
}

fn matches_of(
    services: &Services,
    c: &mut AnyConnection,
    found: &FoundVersion,
    document: &ItemDocument,
    policy: &QualityPolicy,
) -> Answer<Vec<Match>> {
    let family = document.content.family.as_deref().unwrap_or_default();
    let kin = similarity_runs::kin_of(c, &found.item.id)?;
    let mut matches = Vec::new();
    for (language, texts) in &document.texts {
        let entry = Entry {
            item: found.item.id.clone(),
            language: language.clone(),
            family: family_of(&found.item.owner_org, family),
            print: Print::of(&document.content, texts, mark_of(language)),
        };
        if !entry.print.is_empty() {
            matches.extend(
                services
                    .similar_bank
                    .matches(c, &entry, &policy.similarity)?,
            );
        }
    }
    for found in &mut matches {
        found.same_family |= kin.contains(&found.item);
    }
    matches.sort_by(|a, b| (b.score.total, &a.item).cmp(&(a.score.total, &b.item)));
    Ok(matches)
}

fn score_of(row: &ExternalRow) -> ExternalScore {
    ExternalScore {
        service: row.service.clone(),
        score: Hundredths(row.score),
        reference: Some(row.reference.clone()).filter(|text| !text.is_empty()),
    }
}

/// Those of the matched items that the caller may see, by id.
fn members_of(
    c: &mut AnyConnection,
    call: &Call,
    checked: &Checked,
) -> Answer<BTreeMap<String, MemberRow>> {
    let mut ids: Vec<String> = checked.matches.iter().map(|m| m.item.clone()).collect();
    let waived = checked.waived.iter().map(|waived| &waived.finding);
    ids.extend(waived.filter_map(|f| f.args.get("other")?.as_str().map(str::to_owned)));
    ids.sort();
    ids.dedup();
    let members = seen_of(c, call, &ids)?;
    Ok(members
        .into_iter()
        .map(|member| (member.item_id.clone(), member))
        .collect())
}

/// Findings as they leave: with their fingerprints, and other items by code where they may be seen.
pub(super) fn told(mut findings: Vec<Finding>, seen: &BTreeMap<String, MemberRow>) -> Vec<Finding> {
    for finding in &mut findings {
        let name = fingerprint(finding);
        let other = finding.args.remove("other");
        let other = other.as_ref().and_then(Value::as_str);
        if let Some(member) = other.and_then(|id| seen.get(id)) {
            let args = &mut finding.args;
            args.insert("other".to_owned(), json!(member.code));
            args.insert("item_id".to_owned(), json!(member.item_id));
        }
        finding.args.insert("finding".to_owned(), json!(name));
    }
    findings
}

fn view(
    c: &mut AnyConnection,
    call: &Call,
    checked: Checked,
    (policy, task_use): (&QualityPolicy, TaskUse),
) -> Answer<QualityCheck> {
    let seen = members_of(c, call, &checked)?;
    let waived = checked.waived.into_iter().filter_map(|waived| {
        let row = checked.waivers.iter().find(|row| {
            row.finding == fingerprint(&waived.finding) && row.reason == waived.reason
        })?;
        let finding = told(vec![waived.finding], &seen).pop()?;
        Some(WaivedFinding {
            finding,
            reason: waived.reason,
            given_by: Some(row.given_by.clone()),
            given_at: row.given_at.and_utc(),
        })
    });
    let similar = checked.matches.into_iter().map(|found| {
        let member = seen.get(&found.item);
        let tells_key =
            member.is_some_and(|m| call.may(Permission::ReadKeys, &enemy_groups::object(m)));
        SimilarItem {
            item_id: member.map(|m| m.item_id.clone()),
            code: member.map(|m| m.code.clone()),
            language: found.language,
            score: found.score.total,
            stem: found.score.stem,
            options: found.score.options,
            key: found.score.key.filter(|_| tells_key),
            same_template: found.same_template,
            same_family: found.same_family,
        }
    });
    Ok(QualityCheck {
        policy: policy.id.clone(),
        policy_version: policy.version,
        task_use,
        refuses: refuses(&checked.left),
        waived: waived.collect(),
        similar: similar.collect(),
        findings: told(checked.left, &seen),
        external: checked.external.into_iter().map(external_view).collect(),
    })
}
