//! The rules of a specification, read against the candidates of a run.
//!
//! * [`attributes`]: items and stimuli as things with named attributes; `names` says which of them exist.
//! * A rule is read once: its conditions are parsed and asked of every candidate, and the attribute it
//!   calculates with is read, in whole millionths. The program and the recount both count by these
//!   marks where a whole pool is asked; of the chosen items the recount asks the conditions itself.
//! * An item that lacks the attribute of a sum, a mean or a weighted share counts neither in the sum nor
//!   in the number; a remark says how many there are. Who wants them out writes
//!   `exclude where not NAME`.
//! * Counts, sums, means and shares are of the scored items unless a condition speaks of `scored`;
//!   everything else is of all items of a form.

pub mod attributes;
mod columns;
pub mod fixed;
mod like_pool;
mod marks;
mod names;
mod read;
mod remarks;

pub use marks::{Groups, Marks};
pub use read::ReadRule;
pub(in crate::assembly) use read::labels;

use super::pool::Pool;
use crate::language::finding::Finding;
use crate::specification::component::Component;

/// Rules that hold for a run, each read once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RuleSet {
    rules: Vec<ReadRule>,
    /// Stimuli in the order of their codes: the first candidate of each.
    stimuli: Vec<usize>,
    scale: Option<String>,
}

impl RuleSet {
    /// No rules at all.
    pub fn none() -> &'static Self {
        static NONE: RuleSet = RuleSet {
            rules: Vec::new(),
            stimuli: Vec::new(),
            scale: None,
        };
        &NONE
    }

    /// Reads the rules of a component against the candidates.
    ///
    /// # Errors
    /// Everything that the check of specifications says of a condition; `rule_attribute_unknown`,
    /// `rule_attribute_mixed`, `rule_attribute_not_number`. Pointers begin at the request.
    pub fn read(component: &Component, pool: &Pool) -> Result<Self, Vec<Finding>> {
        read::read(component, pool)
    }

    /// The rules that are applied, in the specification's order.
    pub fn rules(&self) -> &[ReadRule] {
        &self.rules
    }

    /// True where no rule is applied.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// True where a broken rule has a cost.
    pub fn has_soft(&self) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|rule| rule.rule.weight.is_some() && !rule.rule.kind.is_layout())
    }

    /// True where forms are held against each other by a rule over all of them.
    pub fn has_together(&self) -> bool {
        self.rules.iter().any(|rule| rule.rule.together)
    }

    /// Candidates that stand for the stimuli, in the order of codes.
    pub fn stimuli(&self) -> &[usize] {
        &self.stimuli
    }

    /// Scale of the parameters that conditions may name.
    pub fn scale(&self) -> Option<&str> {
        self.scale.as_deref()
    }
}
