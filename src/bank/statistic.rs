//! What an item statistic can be. Values of different models and scales never mix.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::text_enum;

text_enum! {
    /// A statistic of an item.
    Metric {
        /// Share of the points reached, 0 to 1.
        P = "p",
        /// Correlation with the total, −1 to 1.
        Rit = "rit",
        /// IRT discrimination.
        A = "a",
        /// IRT difficulty.
        B = "b",
        /// IRT guessing, 0 to 1.
        C = "c",
    }
}

text_enum! {
    /// The model a statistic belongs to.
    StatisticModel {
        /// Classical test theory.
        Ctt = "ctt",
        /// Rasch: difficulty only.
        Rasch = "rasch",
        /// Two parameters.
        TwoPl = "2pl",
        /// Three parameters.
        ThreePl = "3pl",
    }
}

impl Metric {
    /// The values it can have, both ends included.
    pub const fn range(self) -> (f64, f64) {
        match self {
            Self::P | Self::C => (0.0, 1.0),
            Self::Rit => (-1.0, 1.0),
            Self::A | Self::B => (-20.0, 20.0),
        }
    }
}

impl StatisticModel {
    /// The metrics of the model.
    pub const fn metrics(self) -> &'static [Metric] {
        match self {
            Self::Ctt => &[Metric::P, Metric::Rit],
            Self::Rasch => &[Metric::B],
            Self::TwoPl => &[Metric::A, Metric::B],
            Self::ThreePl => &[Metric::A, Metric::B, Metric::C],
        }
    }
}
