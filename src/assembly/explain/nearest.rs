//! The forms that break as little as can be: the cheapest way to give way, as forms, with every
//! violation recounted from the items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Explainer;
use super::relaxations::Way;
use crate::assembly::achieved::Achieved;
use crate::assembly::compile::Chosen;
use crate::assembly::layout::in_order;
use crate::assembly::program::VariableId;
use crate::assembly::run::{Position, label, positions};
use crate::assembly::verify::{verify_form, verify_overlaps};

/// Forms with the smallest weighted sum of violations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearestForms {
    /// The forms; one alone where already one cannot be had.
    pub forms: Vec<NearestForm>,
    /// Every constraint that they break, recounted from the items.
    pub violations: Vec<NearestViolation>,
    /// Weighted sum of what gives way, in percent of the bounds, and of what soft rules cost.
    pub cost: f64,
}

/// A form that breaks something; some of its places may be empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearestForm {
    /// `A`, `B` ….
    pub label: String,
    /// Tasks in order.
    pub positions: Vec<Position>,
}

/// A constraint that the nearest forms break.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearestViolation {
    /// Which form; absent for what several forms break together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Asked for and achieved.
    #[serde(flatten)]
    pub achieved: Achieved,
}

pub(super) fn nearest(explainer: &Explainer<'_>, way: &Way) -> NearestForms {
    let (context, pool) = (explainer.context, explainer.pool);
    let chosen = chosen(way);
    let mut violations = Vec::new();
    for (number, form) in chosen.iter().enumerate() {
        let broken = verify_form(context, pool, form);
        violations.extend(broken.into_iter().filter(|a| !a.holds).map(|achieved| {
            NearestViolation {
                form: Some(label(number)),
                achieved,
            }
        }));
    }
    if chosen.len() > 1 {
        let broken = verify_overlaps(context, pool, &chosen);
        let broken = broken.into_iter().filter(|a| !a.holds);
        violations.extend(broken.map(|achieved| NearestViolation {
            form: None,
            achieved,
        }));
    }
    let forms = chosen.iter().enumerate().map(|(number, form)| NearestForm {
        label: label(number),
        positions: positions(context, pool, &in_order(context, pool, number, form)),
    });
    NearestForms {
        forms: forms.collect(),
        violations,
        cost: way.relaxation.cost,
    }
}

fn chosen(way: &Way) -> Vec<Chosen> {
    let mut forms: Vec<Chosen> = Vec::new();
    for (id, value) in way.ids.iter().zip(&way.values) {
        if let VariableId::Choose {
            candidate,
            row,
            form,
        } = *id
        {
            if forms.len() <= form {
                forms.resize(form + 1, Chosen::new());
            }
            if *value > 0.5 {
                forms[form].push((row, candidate));
            }
        }
    }
    forms.iter_mut().for_each(|form| form.sort_unstable());
    forms
}
