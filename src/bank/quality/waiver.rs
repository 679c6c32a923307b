//! Findings that somebody answers for.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::document::QualityPolicy;
use super::rules::QualityRule;
use crate::language::finding::Finding;

/// A reason why a finding may stand. It holds for the finding as it was told: once the text, and with it
/// the named values, change, it holds no more.
///
/// Who gave it and when is a matter of the row that keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// Code of the finding.
    pub code: QualityRule,
    /// Pointer of the finding.
    pub pointer: String,
    /// Named values of the finding.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, Value>,
    /// Why it may stand.
    pub reason: String,
}

impl Waiver {
    /// A waiver of a finding; `None` for findings that are not of a rule.
    pub fn of(finding: &Finding, reason: impl Into<String>) -> Option<Self> {
        Some(Self {
            code: finding.code.parse().ok()?,
            pointer: finding.pointer.clone(),
            args: finding.args.clone(),
            reason: reason.into(),
        })
    }

    fn covers(&self, finding: &Finding) -> bool {
        self.code.as_str() == finding.code
            && self.pointer == finding.pointer
            && self.args == finding.args
    }
}

/// A finding and the waiver it stands under.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// What was found.
    pub finding: Finding,
    /// Why it may stand.
    pub reason: String,
}

/// Takes waived findings out: what is left, and what stands under a waiver. A waiver whose reason is too
/// short, or of a rule that cannot be waived, is a finding itself (`/waivers/<n>`) and waives nothing; one
/// that covers nothing any more does nothing.
pub fn apply_waivers(
    policy: &QualityPolicy,
    findings: Vec<Finding>,
    waivers: &[Waiver],
) -> (Vec<Finding>, Vec<Waived>) {
    let mut refused = Vec::new();
    let mut good = Vec::new();
    for (n, waiver) in waivers.iter().enumerate() {
        match refusal(policy, n, waiver) {
            Some(finding) => refused.push(finding),
            None => good.push(waiver),
        }
    }
    let (mut left, mut waived) = (Vec::new(), Vec::new());
    for finding in findings {
        match good.iter().find(|waiver| waiver.covers(&finding)) {
            Some(waiver) => waived.push(Waived {
                finding,
                reason: waiver.reason.clone(),
            }),
            None => left.push(finding),
        }
    }
    left.extend(refused);
    (left, waived)
}

fn refusal(policy: &QualityPolicy, n: usize, waiver: &Waiver) -> Option<Finding> {
    let setting = policy.rules.get(&waiver.code);
    if setting.is_some_and(|setting| !setting.can_be_waived) {
        let finding = Finding::error("waiver_not_allowed", format!("/waivers/{n}/code"));
        return Some(finding.with("rule", waiver.code.as_str()));
    }
    let letters = waiver.reason.chars().filter(|c| c.is_alphabetic()).count();
    let least = policy.waivers.reason_letters_least;
    if letters < least as usize {
        let finding = Finding::error("waiver_reason_short", format!("/waivers/{n}/reason"));
        return Some(finding.with("least", least).with("have", letters));
    }
    None
}
