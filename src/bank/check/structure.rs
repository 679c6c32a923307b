//! Ids and points of the item's parts.

use super::super::{ItemType, Points};
use super::{Inspection, PlacedPart};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_structure(&mut self) {
        if self.document.code.trim().is_empty() {
            self.report(Finding::error("text_empty", "/code"));
        }
        let parts = self.parts();
        if parts.is_empty() {
            self.report(Finding::error("parts_missing", "/content/parts"));
        }
        self.report_doubles(
            parts
                .iter()
                .map(|p| (p.part.id.as_str(), format!("{}/id", p.at))),
        );
        for place in &parts {
            self.check_part_ids(place);
            self.check_part_points(place);
        }
        self.check_sum_of_parts(&parts);
    }

    fn check_part_ids(&mut self, place: &PlacedPart<'_>) {
        let PlacedPart { part, kind, at } = place;
        for (list, ids) in [("options", &part.options), ("targets", &part.targets)] {
            self.report_doubles(
                ids.iter()
                    .enumerate()
                    .map(|(n, id)| (id.as_str(), format!("{at}/{list}/{n}"))),
            );
        }
        if !kind.has_options() && !part.options.is_empty() {
            self.report(not_for_type("options", *kind, format!("{at}/options")));
        }
        if *kind != ItemType::Match && !part.targets.is_empty() {
            self.report(not_for_type("targets", *kind, format!("{at}/targets")));
        }
        if *kind != ItemType::Multi && part.max_chosen.is_some() {
            self.report(not_for_type(
                "max_chosen",
                *kind,
                format!("{at}/max_chosen"),
            ));
        }
        if *kind != ItemType::Question && !part.values.is_empty() {
            self.report(not_for_type("values", *kind, format!("{at}/values")));
        }
        self.check_number_of_options(place);
    }

    fn check_number_of_options(&mut self, place: &PlacedPart<'_>) {
        let PlacedPart { part, kind, at } = place;
        let have = part.options.len();
        if *kind == ItemType::Tf && have > 2 {
            self.report(
                Finding::error("options_too_many", format!("{at}/options"))
                    .with("type", kind.as_str())
                    .with("have", have)
                    .with("most", 2),
            );
        }
        if kind.has_options() && have < 2 {
            self.report_at_submit(too_few("options", *kind, have, format!("{at}/options")));
        }
        if *kind == ItemType::Match && part.targets.len() < 2 {
            self.report_at_submit(too_few(
                "targets",
                *kind,
                part.targets.len(),
                format!("{at}/targets"),
            ));
        }
    }

    fn check_part_points(&mut self, place: &PlacedPart<'_>) {
        let PlacedPart { part, kind, at } = place;
        let pointer = format!("{at}/points");
        if part.points < Points::ZERO {
            self.report(
                Finding::error("points_negative", pointer).with("points", part.points.to_string()),
            );
        } else if *kind == ItemType::Question && part.points != Points::ZERO {
            self.report(
                Finding::error("question_has_points", pointer)
                    .with("part", part.id.clone())
                    .with("points", part.points.to_string()),
            );
        } else if *kind != ItemType::Question && part.points == Points::ZERO {
            self.report_at_submit(
                Finding::error("points_missing", pointer).with("part", part.id.clone()),
            );
        }
    }

    fn check_sum_of_parts(&mut self, parts: &[PlacedPart<'_>]) {
        let sum: Points = parts.iter().map(|p| p.part.points).sum();
        let points = self.document.content.points;
        if !parts.is_empty() && sum != points {
            self.report(
                Finding::error("parts_sum_mismatch", "/content/points")
                    .with("sum", sum.to_string())
                    .with("points", points.to_string()),
            );
        }
    }
}

/// A field that has no meaning for the task type.
pub(super) fn not_for_type(field: &'static str, kind: ItemType, pointer: String) -> Finding {
    Finding::error("field_not_for_type", pointer)
        .with("field", field)
        .with("type", kind.as_str())
}

fn too_few(list: &'static str, kind: ItemType, have: usize, pointer: String) -> Finding {
    Finding::error("options_too_few", pointer)
        .with("list", list)
        .with("type", kind.as_str())
        .with("have", have)
        .with("need", 2)
}
