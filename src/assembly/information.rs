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

/// Where the rule or an objective names no scale: the only one that the candidates have. Several are
/// refused by name, because values on different scales do not add up. An objective beside a rule with a
/// scale means that scale.
pub(super) fn settle_scales(request: &Request, component: &mut Component) -> Vec<Finding> {
    let scales: BTreeSet<&str> = request
        .candidates
        .iter()
        .flat_map(|item| &item.parameters)
        .map(|set| set.scale.as_str())
        .collect();
    let mut findings = Vec::new();
    let mut settle = |scale: &mut Option<String>, pointer: &str| {
        if scale.is_none() && scales.len() > 1 {
            let finding = Finding::error("information_scales_mixed", pointer);
            findings.push(finding.with("scales", listed(scales.iter())));
        } else if scale.is_none() {
            *scale = scales.first().map(|scale| (*scale).to_owned());
        }
    };
    let constraints = &mut component.constraints;
    if let Some(rule) = &mut constraints.information {
        settle(&mut rule.scale, "/document/constraints/information/scale");
    }
    let ruled = constraints.information.as_ref();
    let ruled = ruled.and_then(|rule| rule.scale.clone());
    for (n, objective) in constraints.objectives.iter_mut().enumerate() {
        if objective.kind.needs_parameters() {
            objective.scale = objective.scale.take().or_else(|| ruled.clone());
            let pointer = format!("/document/constraints/objectives/{n}/scale");
            settle(&mut objective.scale, &pointer);
        }
    }
    findings
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
    let ruled =
        || context.information_rule().is_none() || context.information_of(item, 0.0).is_some();
    row.unscored || (ruled() && context.tells_objectives(item))
}
