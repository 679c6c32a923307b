//! One row at a time.

use super::super::document::{Row, RowStimulus, StimulusCount, StimulusRule, ThinkingRule};
use super::{Group, Inspection};
use crate::bank::check::rule_suits;
use crate::bank::{ItemType, Points, SchemeKind};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_rows(&mut self) {
        for group in std::mem::take(&mut self.groups) {
            for (n, row) in group.rows.iter().enumerate() {
                let at = format!("{}/{n}", group.at);
                self.check_counts(row, &at);
                self.check_selects_something(&group, row, &at);
                self.check_types(&group, row, &at);
                if let Some(RowStimulus::Rule(rule)) = &row.stimulus {
                    self.check_stimulus_rule(rule, u64::from(row.items), &format!("{at}/stimulus"));
                }
            }
            self.groups.push(group);
        }
        for (n, section) in self.document.sections.iter().enumerate() {
            if let Some(rule) = &section.stimulus {
                let of_section = self
                    .document
                    .blueprint
                    .iter()
                    .filter(|r| r.section.as_ref() == Some(&section.id));
                let items = of_section.map(|row| u64::from(row.items)).sum();
                self.check_stimulus_rule(rule, items, &format!("/sections/{n}/stimulus"));
            }
        }
    }

    fn check_counts(&mut self, row: &Row, at: &str) {
        if row.items == 0 {
            self.report(
                Finding::error("row_items_zero", format!("{at}/items")).with("row", row.id.clone()),
            );
        }
        if let Some(ThinkingRule::Counts(counts)) = &row.thinking {
            let sum: u64 = counts.values().map(|n| u64::from(*n)).sum();
            if sum != u64::from(row.items) {
                self.report(
                    Finding::error("thinking_counts_mismatch", format!("{at}/thinking"))
                        .with("row", row.id.clone())
                        .with("sum", sum)
                        .with("total", row.items),
                );
            }
        }
        let only_questions =
            !row.types.is_empty() && row.types.iter().all(|t| *t == ItemType::Question);
        if let Some(points) = row
            .points_each
            .filter(|p| *p <= Points::ZERO && !only_questions)
        {
            self.report(
                Finding::error("row_points_not_positive", format!("{at}/points_each"))
                    .with("row", row.id.clone())
                    .with("points", points.to_string()),
            );
        }
    }

    /// A row of a test says what its tasks are about: objectives or a prefix, else a literacy domain
    /// or (level sets) a difficulty level. In a battery the component's subject says it, and any one
    /// more condition makes the row a row; unit, skill and types alone would take tasks of any
    /// objective into a test.
    fn check_selects_something(&mut self, group: &Group<'_>, row: &Row, at: &str) {
        let by_content = !row.objectives.is_empty()
            || !row.objectives_prefix.is_empty()
            || row.literacy.is_some()
            || row.level.is_some();
        let by_form = !row.types.is_empty()
            || row.stimulus.is_some()
            || row.skill.is_some()
            || row.unit.is_some()
            || row.context.is_some()
            || !row.language_objectives.is_empty();
        let enough = by_content || (group.part.is_some() && by_form);
        if !enough {
            self.report(
                Finding::error("row_objectives_missing", format!("{at}/objectives"))
                    .with("row", row.id.clone()),
            );
        }
        for (field, codes) in [
            ("objectives", &row.objectives),
            ("language_objectives", &row.language_objectives),
        ] {
            let codes = codes.iter().enumerate();
            self.report_doubles(
                codes.map(|(n, code)| (code.as_str(), format!("{at}/{field}/{n}"))),
            );
        }
    }

    /// Task types of a row: its own, else what its part or the document says.
    pub(super) fn types_of<'b>(&'b self, group: &'b Group<'_>, row: &'b Row) -> &'b [ItemType] {
        let rule = self.document.item_rule.as_ref();
        let required = self.document.item_requirements.as_ref();
        let inherited = [
            row.types.as_slice(),
            group.types,
            rule.map(|rule| rule.types.as_slice()).unwrap_or_default(),
            required
                .map(|rule| rule.types.as_slice())
                .unwrap_or_default(),
        ];
        let first = inherited.into_iter().find(|types| !types.is_empty());
        first.unwrap_or_default()
    }

    fn check_types(&mut self, group: &Group<'_>, row: &Row, at: &str) {
        let types = self.types_of(group, row);
        let none_of =
            |fits: &dyn Fn(ItemType) -> bool| !types.is_empty() && !types.iter().any(|t| fits(*t));
        let open_or_short =
            |t: ItemType| t == ItemType::Sa || (!t.is_closed() && t != ItemType::Question);
        let scheme_wrong = match row.mark_scheme {
            Some(SchemeKind::Key) => none_of(&|t| t.is_closed() || t == ItemType::Question),
            Some(SchemeKind::Banded) => none_of(&open_or_short),
            Some(SchemeKind::Analytic) => none_of(&|t| t != ItemType::Question),
            None => false,
        };
        let partial_wrong = row
            .partial
            .as_ref()
            .is_some_and(|p| none_of(&|t| t.is_closed() && rule_suits(p.rule, t)));
        let wrong = [
            ("mark_scheme", scheme_wrong),
            (
                "options",
                row.options.is_some() && none_of(&ItemType::has_options),
            ),
            (
                "max_correct",
                row.max_correct.is_some() && none_of(&|t| t == ItemType::Multi),
            ),
            ("partial", partial_wrong),
        ];
        let names: Vec<&str> = types.iter().map(|t| t.as_str()).collect();
        for (field, _) in wrong.iter().filter(|(_, wrong)| *wrong) {
            self.report(
                Finding::error("row_field_not_for_types", format!("{at}/{field}"))
                    .with("row", row.id.clone())
                    .with("field", *field)
                    .with("types", names.join(", ")),
            );
        }
        if let (Some(most), Some(options)) = (row.max_correct, row.options)
            && most > options
        {
            self.report(
                Finding::error("max_correct_above_options", format!("{at}/max_correct"))
                    .with("max_correct", most)
                    .with("options", options),
            );
        }
    }

    /// So many stimuli with so many items each make room for the items there are.
    fn check_stimulus_items(
        &mut self,
        rule: &StimulusRule,
        [fewest, most]: [u32; 2],
        items: u64,
        at: &str,
    ) {
        let [low, high] = rule.count.map_or([1, u32::MAX], StimulusCount::bounds);
        let least = u64::from(low) * u64::from(fewest);
        let greatest = u64::from(high).saturating_mul(u64::from(most));
        if fewest == 0 || (items > 0 && !(least..=greatest).contains(&items)) {
            self.report(
                Finding::error("stimulus_items_out_of_range", format!("{at}/items"))
                    .with("least", least)
                    .with("greatest", greatest)
                    .with("items", items),
            );
        }
    }

    fn check_stimulus_rule(&mut self, rule: &StimulusRule, items: u64, at: &str) {
        if let Some([fewest, most]) = rule.count.map(StimulusCount::bounds) {
            self.check_range(f64::from(fewest), f64::from(most), format!("{at}/count"));
            let bad = |count: u32| count == 0 || (items > 0 && u64::from(count) > items);
            if let Some(count) = [fewest, most].into_iter().find(|count| bad(*count)) {
                self.report(
                    Finding::error("stimulus_count_out_of_range", format!("{at}/count"))
                        .with("count", count)
                        .with("items", items),
                );
            }
        }
        if let Some([fewest, most]) = rule.items.map(StimulusCount::bounds) {
            self.check_range(f64::from(fewest), f64::from(most), format!("{at}/items"));
            self.check_stimulus_items(rule, [fewest, most], items, at);
        }
        if let Some([fewest, most]) = rule.words.filter(|[fewest, most]| fewest > most) {
            self.report(
                Finding::error("range_reversed", format!("{at}/words"))
                    .with("min", fewest)
                    .with("max", most),
            );
        }
    }
}
