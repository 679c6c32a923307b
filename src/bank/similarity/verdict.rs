//! What matches and external scores mean under a policy.
//!
//! Findings name the other item (`other`), because a waiver holds for that one. Whoever may not see it is
//! told without: [`hide_others`] is applied on the way out and never before waivers are.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Match;
use crate::bank::Hundredths;
use crate::bank::quality::{QualityRule, SimilarityPolicy};
use crate::language::finding::Finding;

/// What an external service says of an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalScore {
    /// Name of the service, as the policy has it.
    #[schemars(length(min = 1, max = 80))]
    pub service: String,
    /// How much of the text it found elsewhere, in percent.
    pub score: Hundredths,
    /// Number or address of its report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 500))]
    pub reference: Option<String>,
}

/// What is wrong with an external score; the policy has to know the service, or its number means nothing.
pub fn check_external(policy: &SimilarityPolicy, external: &ExternalScore) -> Vec<Finding> {
    let mut found = Vec::new();
    if !policy.external.contains_key(&external.service) {
        let known: Vec<&str> = policy.external.keys().map(String::as_str).collect();
        let finding = Finding::error("external_service_unknown", "/service");
        found.push(
            finding
                .with("service", external.service.as_str())
                .with("known", known),
        );
    }
    if !(Hundredths::ZERO..=Hundredths::whole(100)).contains(&external.score) {
        let finding = Finding::error("percent_out_of_range", "/score");
        found.push(finding.with("value", external.score.to_string()));
    }
    found
}

/// What is so much less alike than the most alike item is near at most.
const FALLS_BEHIND: Hundredths = Hundredths::whole(10);

/// What matches and external scores mean; one finding for each other item, the most alike first. A copy is a
/// copy of one thing: what is like it because it is like that one is only near. The severity is the policy's
/// ([`crate::bank::quality::QualityPolicy::judge`]).
pub fn findings(
    policy: &SimilarityPolicy,
    matches: &[Match],
    external: &[ExternalScore],
) -> Vec<Finding> {
    let mut of_item: BTreeMap<&str, &Match> = BTreeMap::new();
    for found in matches {
        let best = of_item.entry(&found.item).or_insert(found);
        if found.score.total > best.score.total {
            *best = found;
        }
    }
    let mut best: Vec<&Match> = of_item.into_values().collect();
    best.sort_by_key(|found| std::cmp::Reverse(found.score.total));
    let ruled = best
        .into_iter()
        .filter_map(|found| Some((rule_of(policy, found)?, found)));
    let ruled: Vec<(QualityRule, &Match)> = ruled.collect();
    let originals = ruled
        .iter()
        .filter(|(rule, _)| *rule != QualityRule::EnemiesSuggested);
    let most = originals.map(|(_, found)| found.score.total.0).max();
    let last = most.map_or(0, |most| most - FALLS_BEHIND.0);
    let of_matches = ruled.into_iter().map(|(rule, found)| match rule {
        QualityRule::SimilarItem if found.score.total.0 < last => {
            of_match(QualityRule::EnemiesSuggested, found)
        }
        rule => of_match(rule, found),
    });
    let of_services = external
        .iter()
        .filter_map(|score| of_service(policy, score));
    of_matches.chain(of_services).collect()
}

/// Findings for somebody who may not see every item: those are told without their names.
pub fn hide_others(findings: &mut [Finding], may_see: impl Fn(&str) -> bool) {
    for finding in findings {
        let other = finding.args.get("other").and_then(|other| other.as_str());
        if other.is_some_and(|other| !may_see(other)) {
            finding.args.remove("other");
        }
    }
}

/// The rule that a match breaks; `None` where it is like nothing.
pub fn rule_of(policy: &SimilarityPolicy, found: &Match) -> Option<QualityRule> {
    let is_twin = found.score.total == Hundredths::whole(100);
    if is_twin {
        Some(QualityRule::SimilarItem)
    } else if found.same_family {
        None
    } else if found.same_template {
        Some(QualityRule::FamilySuggested)
    } else if found.score.total >= policy.thresholds.same_from && has_same_key(policy, found) {
        Some(QualityRule::SimilarItem)
    } else if found.score.total >= policy.thresholds.near_from {
        Some(QualityRule::EnemiesSuggested)
    } else {
        None
    }
}

fn of_match(rule: QualityRule, found: &Match) -> Finding {
    let finding = rule.found(format!("/texts/{}", found.language));
    finding
        .with("other", found.item.as_str())
        .with("score", found.score.total.to_string())
        .with("language", found.language.as_str())
}

/// What is asked in the same words and answered otherwise is another item (`positive` / `negative`).
fn has_same_key(policy: &SimilarityPolicy, found: &Match) -> bool {
    found.score.key.is_none_or(|share| share >= policy.key_from)
}

fn of_service(policy: &SimilarityPolicy, external: &ExternalScore) -> Option<Finding> {
    let thresholds = policy.external.get(&external.service)?;
    let rule = if external.score >= thresholds.same_from {
        QualityRule::ExternalSimilarity
    } else if external.score >= thresholds.near_from {
        QualityRule::ExternalSimilarityNear
    } else {
        return None;
    };
    let finding = rule.found("/texts");
    Some(
        finding
            .with("service", external.service.as_str())
            .with("score", external.score.to_string()),
    )
}
