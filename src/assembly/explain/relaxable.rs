//! Which constraints may give way, and what that costs.
//!
//! A violation is measured as a share of the bound it misses, in percent: 2 points of 52 are 3.8, one
//! essay of one is 100. A bound of zero is measured by the largest number beside it. The percentage is
//! then multiplied by the factor of its kind:
//!
//! | kind | gives way | factor | why |
//! |---|---|---|---|
//! | `row` | freely | 3 | a place of the form; points, time and shares count on it |
//! | `phase` | freely | 0.2 | an item that only waits for its review is soon there |
//! | `overlap`, `max_uses` | freely | 2 | they protect other forms too |
//! | all that count, sum or share | freely | 1 | |
//! | `enemies`, `family` | last | 100 | items of which one answers the other |
//! | `forced`, `anchors` | last | 100 | somebody asked for this very item |
//! | `spiral` | never | – | forms of one test are one test |
//! | what ties variables together; an item once in a form | never | – | there is no form without it |
//!
//! Soft rules cost what the specification says and have their own variables.

use super::elastic::Side;
use crate::assembly::program::{Group, LinearRow};

/// How readily a constraint gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// Like any other.
    Freely,
    /// Only when nothing else does.
    Last,
    /// Not at all.
    Never,
}

const TABLE: &[(&str, Tier, f64)] = &[
    ("row", Tier::Freely, 3.0),
    ("phase", Tier::Freely, 0.2),
    ("overlap", Tier::Freely, 2.0),
    ("max_uses", Tier::Freely, 2.0),
    ("enemies", Tier::Last, 100.0),
    ("family", Tier::Last, 100.0),
    ("forced", Tier::Last, 100.0),
    ("anchors", Tier::Last, 100.0),
    ("spiral", Tier::Never, 0.0),
];

/// The line of the table for a group.
fn line(group: &Group) -> (Tier, f64) {
    let name = group.name();
    let kind = name.split(':').next().unwrap_or_default();
    let found = TABLE.iter().find(|(known, ..)| *known == kind);
    found.map_or((Tier::Freely, 1.0), |&(_, tier, factor)| (tier, factor))
}

/// How readily a group gives way.
pub fn tier(group: &Group) -> Tier {
    line(group).0
}

/// What one unit beyond a bound of a row costs; `None` for what never gives way.
pub fn weight(group: &Group, row: &LinearRow, side: Side) -> Option<f64> {
    let (tier, factor) = line(group);
    let bound = match side {
        Side::Min => row.lower,
        Side::Max => row.upper,
    };
    let measure = match bound.abs() {
        zero if zero < 1e-9 => {
            let beside = row.terms.iter().map(|term| term.1.abs());
            beside.fold(1e-9, f64::max)
        }
        bound => bound,
    };
    (tier != Tier::Never).then(|| 100.0 * factor / measure)
}

/// True for rows whose bounds are the ones a person wrote; of the others only the distance is told.
pub(super) fn tells_bounds(group: &Group, bound: f64) -> bool {
    match group {
        Group::KeyPosition | Group::WholeSets => false,
        Group::StimulusItems(_) | Group::PerStimulus(_) => false,
        // Means, shares and conditions are written against zero.
        Group::Rule(_) => bound != 0.0,
        _ => true,
    }
}
