//! What somebody should know of the rules although forms exist.

use super::{ReadRule, RuleSet};
use crate::assembly::eligible::Eligible;
use crate::language::finding::Finding;
use crate::specification::document::RuleKind;

impl RuleSet {
    /// Rules that match nothing, and items without the attribute that a rule calculates with.
    pub(in crate::assembly) fn remarks(&self, eligible: &Eligible) -> Vec<Finding> {
        let rules = self.rules.iter();
        rules
            .filter(|rule| !rule.on_stimuli() && rule.rule.kind != RuleKind::PerStimulus)
            .filter_map(|rule| remark(rule, eligible))
            .collect()
    }
}

fn remark(rule: &ReadRule, eligible: &Eligible) -> Option<Finding> {
    let rows = eligible.by_row.iter().enumerate();
    let mut matching = rows.flat_map(|(row, items)| {
        let items = items.iter().copied();
        items.filter(move |item| rule.matches.at(*item, row))
    });
    let at = format!("/document/constraints/rules/{}", rule.number);
    let finding = |code| Finding::warning(code, at).with("rule", rule.rule.id.as_str());
    let first = matching.next();
    let Some(first) = first else {
        return Some(finding("rule_matches_nothing"));
    };
    let name = rule.rule.of.as_ref()?;
    let numeric = rule.rule.kind != RuleKind::LongestRun;
    let mut matching: Vec<usize> = matching.chain([first]).collect();
    // An item may fit several rows.
    matching.sort_unstable();
    matching.dedup();
    let lacks = |item: &&usize| rule.value(**item).is_none();
    let count = matching.iter().filter(lacks).count();
    (numeric && count > 0).then(|| {
        finding("rule_attribute_missing")
            .with("attribute", name.as_str())
            .with("count", count)
            .with("of", matching.len())
    })
}
