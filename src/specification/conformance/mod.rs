//! An item against the item specification it names, finding by finding.
//!
//! | file | subject |
//! |---|---|
//! | `attributes` | types, subjects, grades, languages, levels, what must be filled in |
//! | `amounts` | points, minutes, parts, options, keys, right elements, mark scheme |
//! | `wording` | words, forbidden phrases, hint, explanation, sample answer |
//!
//! Every finding carries `spec`, the code of the item specification. A specification asks only what it
//! says; what the bank asks of every item stands in [`crate::bank::check`] and is not repeated here.

mod amounts;
mod attributes;
mod document;
mod wording;

#[cfg(test)]
mod tests;

use std::fmt::Display;

use super::item_specification::{Bounds, ItemSpecificationDocument};
use crate::bank::texts::ItemDocument;
use crate::language::finding::Finding;

pub use document::check as check_item_specification;

/// Everything in which an item departs from the specification; pointers lead into the item document.
pub fn conformance(specification: &ItemSpecificationDocument, item: &ItemDocument) -> Vec<Finding> {
    let mut comparison = Comparison {
        specification,
        item,
        findings: Vec::new(),
    };
    comparison.compare_attributes();
    comparison.compare_amounts();
    comparison.compare_wording();
    comparison.findings
}

/// One item beside one specification.
struct Comparison<'a> {
    specification: &'a ItemSpecificationDocument,
    item: &'a ItemDocument,
    findings: Vec<Finding>,
}

impl Comparison<'_> {
    fn report(&mut self, finding: Finding) {
        let finding = finding.with("spec", self.specification.id.as_str());
        self.findings.push(finding);
    }

    /// One of the allowed values, where any are named.
    fn one_of<T: PartialEq + Display>(&mut self, allowed: &[T], value: Option<&T>, pointer: &str) {
        let fits = value.is_some_and(|value| allowed.contains(value));
        if allowed.is_empty() || fits {
            return;
        }
        let names: Vec<String> = allowed.iter().map(ToString::to_string).collect();
        let finding = Finding::error("spec_not_allowed", pointer)
            .with("value", value.map(ToString::to_string).unwrap_or_default())
            .with("allowed", names.join(", "));
        self.report(finding);
    }

    /// Inside the bounds, where there are any.
    fn within<T: PartialOrd + Copy + Display>(
        &mut self,
        what: &'static str,
        bounds: Option<Bounds<T>>,
        value: T,
        pointer: &str,
    ) {
        let Some(bounds) = bounds.filter(|bounds| !bounds.hold(value)) else {
            return;
        };
        let finding = Finding::error("spec_out_of_bounds", pointer)
            .with("what", what)
            .with("value", value.to_string())
            .with("bounds", shown(&bounds));
        self.report(finding);
    }
}

/// `4`, `4–6`, `≥ 4` or `≤ 6`.
fn shown<T: Display + PartialEq>(bounds: &Bounds<T>) -> String {
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => String::new(),
    }
}

/// A length as the bounds count it.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
