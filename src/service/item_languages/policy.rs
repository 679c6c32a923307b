//! What differences between languages are worth: by the quality policy that the owner follows, else by the
//! shipped one. Languages are kept equal wherever nobody chose otherwise.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::item_quality::{told, use_of};
use super::super::item_waivers::waivers_of;
use super::super::quality_policies::policy_of;
use super::super::{Answer, Services};
use crate::bank::Language;
use crate::bank::equality::compare_variants;
use crate::bank::quality::{QualityPolicy, QualityRule, apply_waivers};
use crate::bank::texts::ItemDocument;
use crate::document::{self, Format};
use crate::language::finding::Finding;
use crate::store::items::FoundVersion;
use crate::store::{AnyConnection, StoreError, quality};

const SHIPPED: &str = include_str!("../../../item_specs/quality/kz-items.yaml");

static DEFAULT: LazyLock<Result<QualityPolicy, String>> = LazyLock::new(|| {
    let tree = document::parse(SHIPPED, Format::Yaml);
    let tree = tree.map_err(|_| "the shipped quality policy cannot be read".to_owned())?;
    serde_json::from_value(tree.value).map_err(|why| why.to_string())
});

/// The policy for a version's languages.
pub(super) fn quality_policy(
    services: &Services,
    c: &mut AnyConnection,
    found: &FoundVersion,
) -> Answer<QualityPolicy> {
    let chosen = policy_of(services, c, &found.item.owner_org, &found.owner_path)?;
    match chosen {
        Some(policy) => Ok(policy),
        None => Ok(DEFAULT.clone().map_err(StoreError::Corrupt)?),
    }
}

/// Everything in which the languages of a version are not equal, with what it is worth for its use and the
/// name by which it can be waived; what is waived is left out.
pub(super) fn compared(
    services: &Services,
    c: &mut AnyConnection,
    found: &FoundVersion,
    document: &ItemDocument,
) -> Answer<Vec<Finding>> {
    let policy = quality_policy(services, c, found)?;
    let findings = policy.judge(compare_variants(&policy, document), use_of(document));
    let waivers = waivers_of(&quality::waivers(c, &found.item.id, found.version.number)?)?;
    let (mut left, _) = apply_waivers(&policy, findings, &waivers);
    left.retain(|finding| finding.code.parse::<QualityRule>().is_ok());
    Ok(told(left, &BTreeMap::new()))
}

/// Findings that are of one language.
pub(super) fn of_language(findings: Vec<Finding>, language: &Language) -> Vec<Finding> {
    let at = format!("/texts/{language}");
    let is_of = |finding: &Finding| {
        let rest = finding.pointer.strip_prefix(&at);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    findings.into_iter().filter(is_of).collect()
}
