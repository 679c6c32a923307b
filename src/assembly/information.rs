//! What a form tells of abilities: information by the parameters of one scale, never of two.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::eligible::Context;
use super::request::Request;
use super::shortage::listed;
use crate::language::finding::Finding;
use crate::psychometrics::information::{self, Parameters};
use crate::specification::component::{Component, ResolvedRow};
use crate::specification::document::InformationRule;

/// Parameters of an item version on a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemParameters {
    /// The scale.
    pub scale: String,
    /// The model (`2pl`, `gpcm` …).
    pub model: String,
    /// Parameters by name: a whole set.
    pub values: Parameters,
    /// Candidates behind it.
    pub n: u64,
}

/// Where the rule names no scale: the only one that the candidates have. Several are refused by name,
/// because values on different scales do not add up.
pub(super) fn settle_scale(request: &Request, component: &mut Component) -> Option<Finding> {
    let rule = component.constraints.information.as_mut()?;
    if rule.scale.is_some() {
        return None;
    }
    let scales: BTreeSet<&str> = request
        .candidates
        .iter()
        .flat_map(|item| &item.parameters)
        .map(|set| set.scale.as_str())
        .collect();
    if scales.len() > 1 {
        let pointer = "/document/constraints/information/scale";
        let finding = Finding::error("information_scales_mixed", pointer);
        return Some(finding.with("scales", listed(scales.iter())));
    }
    rule.scale = scales.first().map(|scale| (*scale).to_owned());
    None
}

impl Context<'_> {
    /// The rule for the form's information.
    pub(super) fn information_rule(&self) -> Option<&InformationRule> {
        self.component.constraints.information.as_ref()
    }

    /// Information of an item at an ability; `None` without parameters on the scale.
    pub(super) fn information_of(&self, item: &Candidate, theta: f64) -> Option<f64> {
        let rule = self.information_rule()?;
        let scale = rule.scale.as_deref()?;
        let set = item.parameters.iter().find(|set| set.scale == scale)?;
        information::information(&set.model, &set.values, rule.scaling, theta)
    }
}

/// A scored item of a form whose information counts has parameters on its scale.
pub(super) fn parameters_fit(context: &Context<'_>, row: &ResolvedRow, item: &Candidate) -> bool {
    row.unscored
        || context.information_rule().is_none()
        || context.information_of(item, 0.0).is_some()
}
