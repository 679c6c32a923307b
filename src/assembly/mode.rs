//! What a run makes: forms, or something made of forms.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::on_the_fly::Cohort;
use super::request::{Options, Request};
use crate::language::finding::Finding;

/// Most panels of one run.
pub const MOST_PANELS: u32 = 20;

/// What a run makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Mode {
    /// One form, or several that are parallel.
    #[default]
    Forms,
    /// A form for each candidate of a cohort (linear on the fly).
    OnTheFly {
        /// How many forms.
        #[schemars(range(min = 1, max = 1_000_000))]
        forms: u32,
        /// Greatest share of the forms an item may stand in, above 0.
        #[schemars(range(min = 0.0, max = 1.0))]
        exposure_max: f64,
        /// Most common items of any two forms.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overlap_max: Option<u32>,
        /// Most common items of two forms in the mean.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 0.0))]
        overlap_mean_max: Option<f64>,
        /// How far the information of a form may be from each target, as a share of the target.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 0.0, max = 1.0))]
        information_within: Option<f64>,
    },
    /// The modules of a multistage test, all of them together.
    Panel {
        /// How many panels without a common item; 1 when absent.
        #[serde(default = "Mode::one")]
        #[schemars(range(min = 1, max = 20))]
        panels: u32,
    },
    /// The pool in parts that are alike.
    Split {
        /// How many parts.
        #[schemars(range(min = 2, max = 50))]
        parts: u32,
    },
}

impl Mode {
    fn one() -> u32 {
        1
    }

    /// True for forms as everywhere else.
    pub fn is_forms(&self) -> bool {
        *self == Self::Forms
    }

    /// Its kind as it is written.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Forms => "forms",
            Self::OnTheFly { .. } => "on_the_fly",
            Self::Panel { .. } => "panel",
            Self::Split { .. } => "split",
        }
    }

    /// What is asked of the forms of a cohort; `None` for another mode.
    pub fn cohort(&self) -> Option<Cohort> {
        match *self {
            Self::OnTheFly {
                forms,
                exposure_max,
                overlap_max,
                overlap_mean_max,
                information_within,
            } => Some(Cohort {
                forms,
                exposure_max,
                overlap_max,
                overlap_mean_max,
                information_within,
            }),
            _ => None,
        }
    }

    /// Options that have no meaning in this mode: what would be ignored is refused.
    pub fn findings(&self, options: &Options) -> Vec<Finding> {
        let several = [
            ("forms", options.forms.is_some()),
            ("overlap_max", options.overlap_max.is_some()),
        ];
        let said: &[(&'static str, bool)] = match self {
            Self::Forms => &[],
            _ => &several,
        };
        let said = said.iter().filter(|(_, is_said)| *is_said);
        let finding = |(option, _): &(&'static str, bool)| {
            Finding::error("option_of_another_mode", format!("/options/{option}"))
                .with("option", *option)
                .with("mode", self.name())
        };
        said.map(finding).collect()
    }
}

/// A request for a pool in parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SplitWork {
    /// The request.
    pub request: Request,
    /// How many parts.
    pub parts: u32,
}

/// A request for panels.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PanelWork {
    /// The request.
    pub request: Request,
    /// How many panels.
    pub panels: u32,
}
