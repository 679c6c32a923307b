//! What a centre asks of the wording of its tasks, as a versioned document (`synaq.item-quality/v1`):
//! which rule refuses, which only remarks, for which use of a task; the words of each language that the
//! rules look for; units and number words; thresholds of similarity.
//!
//! The rules themselves stand in [`super::lint`], [`super::equality`] and [`super::similarity`]; they find,
//! and this document decides what a finding is worth ([`QualityPolicy::judge`]). A finding can be waived
//! with a reason ([`Waiver`]), where the document allows it.

mod check;
mod document;
mod rules;
#[cfg(test)]
mod tests;
mod waiver;

pub use check::check;
pub use document::{
    LanguageWords, Limits, QualityPolicy, QualitySchema, RuleSetting, Script, SimilarityPolicy,
    SimilarityWeights, Thresholds, Unit, WaivedBy, WaiverPolicy,
};
pub use rules::{QualityRule, RuleSeverity, TaskUse};
pub use waiver::{Waived, Waiver, apply_waivers};
