//! What differences between languages are worth: the quality policy of the organisation, else the shipped one.

use std::sync::LazyLock;

use super::super::Answer;
use crate::bank::Language;
use crate::bank::content::ItemContent;
use crate::bank::equality::compare_variants;
use crate::bank::quality::{QualityPolicy, TaskUse};
use crate::bank::texts::ItemDocument;
use crate::document::{self, Format};
use crate::language::finding::Finding;
use crate::store::{AnyConnection, StoreError, failure, published_documents};

/// Kind of the published document.
const KIND: &str = "item_quality";

const SHIPPED: &str = include_str!("../../../item_specs/quality/kz-items.yaml");

static DEFAULT: LazyLock<Result<QualityPolicy, String>> = LazyLock::new(|| {
    let tree = document::parse(SHIPPED, Format::Yaml);
    let tree = tree.map_err(|_| "the shipped quality policy cannot be read".to_owned())?;
    serde_json::from_value(tree.value).map_err(|why| why.to_string())
});

/// The policy that holds for an owner: the nearest organisation's newest.
pub(super) fn quality_policy(c: &mut AnyConnection, owner_path: &str) -> Answer<QualityPolicy> {
    let mut nearest: Option<(usize, String)> = None;
    for (path, row) in published_documents::editions(c, KIND, None)? {
        let is_nearer = nearest.as_ref().is_none_or(|(near, _)| path.len() >= *near);
        if owner_path.starts_with(&path) && is_nearer {
            nearest = Some((path.len(), row.document));
        }
    }
    match nearest {
        Some((_, text)) => Ok(failure::read_json(&text)?),
        None => Ok(DEFAULT.clone().map_err(StoreError::Corrupt)?),
    }
}

/// Everything in which the languages of an item are not equal, with what it is worth for its purpose.
pub(super) fn compared(policy: &QualityPolicy, item: &ItemDocument) -> Vec<Finding> {
    policy.judge(compare_variants(policy, item), use_of(&item.content))
}

/// What the item is used for.
pub(super) fn use_of(content: &ItemContent) -> TaskUse {
    TaskUse::of(content.purpose)
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
