//! The mark scheme of a part: rule, descriptors, bands.

use super::super::content::Band;
use super::super::{ItemType, PartialRule, Points, SchemeKind};
use super::{Inspection, PlacedPart};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_scheme(&mut self, place: &PlacedPart<'_>) {
        self.check_scheme_suits_type(place);
        self.check_lists_suit_scheme(place);
        match place.part.scheme.kind {
            SchemeKind::Key => self.check_rule(place),
            SchemeKind::Analytic => self.check_descriptor_points(place),
            SchemeKind::Banded => self.check_bands(place),
        }
    }

    fn check_scheme_suits_type(&mut self, place: &PlacedPart<'_>) {
        let scheme = place.part.scheme.kind;
        let pointer = format!("{}/scheme/kind", place.at);
        let finding = |finding: Finding| {
            finding
                .with("part", place.part.id.clone())
                .with("type", place.kind.as_str())
                .with("scheme", scheme.as_str())
        };
        let chosen = place.kind.is_closed() && place.kind != ItemType::Sa;
        let never = (place.kind == ItemType::Question && scheme != SchemeKind::Key)
            || (chosen && scheme == SchemeKind::Banded);
        if never {
            self.report(finding(Finding::error("scheme_not_for_type", pointer)));
        } else if chosen && scheme == SchemeKind::Analytic {
            self.report_at_submit(finding(Finding::warning(
                "closed_type_marked_by_person",
                pointer,
            )));
        } else if !place.kind.is_closed()
            && place.kind != ItemType::Question
            && scheme == SchemeKind::Key
        {
            self.report_at_submit(finding(Finding::error("scheme_missing", pointer)));
        }
    }

    fn check_lists_suit_scheme(&mut self, place: &PlacedPart<'_>) {
        let scheme = &place.part.scheme;
        let given_and_wrong = [
            (
                "descriptors",
                !scheme.descriptors.is_empty() && scheme.kind != SchemeKind::Analytic,
            ),
            (
                "bands",
                !scheme.bands.is_empty() && scheme.kind != SchemeKind::Banded,
            ),
            (
                "rule",
                scheme.rule != PartialRule::AllOrNothing && scheme.kind != SchemeKind::Key,
            ),
        ];
        for (field, wrong) in given_and_wrong {
            if wrong {
                self.report(
                    Finding::error(
                        "field_not_for_scheme",
                        format!("{}/scheme/{field}", place.at),
                    )
                    .with("field", field)
                    .with("scheme", scheme.kind.as_str()),
                );
            }
        }
    }

    fn check_rule(&mut self, place: &PlacedPart<'_>) {
        let rule = place.part.scheme.rule;
        if !rule_suits(rule, place.kind) {
            self.report(
                Finding::error("rule_not_for_type", format!("{}/scheme/rule", place.at))
                    .with("rule", rule.as_str())
                    .with("type", place.kind.as_str()),
            );
        } else if rule == PartialRule::PerCorrectNoPenalty && place.part.max_chosen.is_none() {
            self.report_at_submit(
                Finding::error("max_chosen_missing", format!("{}/max_chosen", place.at))
                    .with("rule", rule.as_str()),
            );
        }
    }

    fn check_descriptor_points(&mut self, place: &PlacedPart<'_>) {
        let descriptors = &place.part.scheme.descriptors;
        if descriptors.is_empty() {
            self.report_at_submit(
                Finding::error(
                    "descriptors_missing",
                    format!("{}/scheme/descriptors", place.at),
                )
                .with("part", place.part.id.clone()),
            );
            return;
        }
        for (n, descriptor) in descriptors
            .iter()
            .enumerate()
            .filter(|(_, d)| d.points <= Points::ZERO)
        {
            self.report(
                Finding::error(
                    "descriptor_points_not_positive",
                    format!("{}/scheme/descriptors/{n}/points", place.at),
                )
                .with("descriptor", descriptor.id.clone())
                .with("points", descriptor.points.to_string()),
            );
        }
        let sum: Points = descriptors.iter().map(|d| d.points).sum();
        if sum != place.part.points {
            self.report(
                Finding::error("points_sum_mismatch", format!("{}/points", place.at))
                    .with("part", place.part.id.clone())
                    .with("sum", sum.to_string())
                    .with("points", place.part.points.to_string())
                    .with("descriptors", format!("{}/scheme/descriptors", place.at)),
            );
        }
    }

    /// Bands lie end to end in whole points: 0–2, 3–5, 6–10 for ten points.
    fn check_bands(&mut self, place: &PlacedPart<'_>) {
        let at = format!("{}/scheme/bands", place.at);
        let bands = &place.part.scheme.bands;
        self.report_doubles(
            bands
                .iter()
                .enumerate()
                .map(|(n, b)| (b.id.as_str(), format!("{at}/{n}/id"))),
        );
        let mut placed: Vec<(usize, &Band)> = bands.iter().enumerate().collect();
        placed.sort_by_key(|(_, band)| (band.min, band.max));
        let (Some(lowest), Some(highest)) = (placed.first().copied(), placed.last().copied())
        else {
            self.report_at_submit(
                Finding::error("bands_missing", at).with("part", place.part.id.clone()),
            );
            return;
        };
        for (n, band) in placed.iter().filter(|(_, band)| band.max < band.min) {
            self.report(band_finding("band_reversed", *n, band, &at));
        }
        if lowest.1.min != Points::ZERO {
            self.report(band_finding("bands_not_from_zero", lowest.0, lowest.1, &at));
        }
        for pair in placed.windows(2) {
            let ((_, lower), (n, upper)) = (pair[0], pair[1]);
            if upper.min != lower.max + Points::whole(1) {
                self.report(
                    band_finding("bands_not_contiguous", n, upper, &at)
                        .with("below", lower.id.clone())
                        .with("below_max", lower.max.to_string()),
                );
            }
        }
        if highest.1.max != place.part.points {
            self.report(
                band_finding("bands_not_to_points", highest.0, highest.1, &at)
                    .with("points", place.part.points.to_string()),
            );
        }
    }

    /// Descriptor ids are unique over the whole item; what they name belongs to the item.
    pub(super) fn check_descriptors_over_item(&mut self) {
        let parts = self.parts();
        let placed = parts.iter().flat_map(|place| {
            let descriptors = place.part.scheme.descriptors.iter().enumerate();
            descriptors.map(|(n, d)| (d, format!("{}/scheme/descriptors/{n}", place.at)))
        });
        let placed: Vec<_> = placed.collect();
        self.report_doubles(
            placed
                .iter()
                .map(|(d, at)| (d.id.as_str(), format!("{at}/id"))),
        );
        let content = &self.document.content;
        for (descriptor, at) in &placed {
            let named = [
                ("criterion", &descriptor.criterion, &content.criteria),
                ("objective", &descriptor.objective, &content.objectives),
            ];
            for (field, code, known) in named {
                if let Some(code) = code.as_ref().filter(|code| !known.contains(code)) {
                    self.report(
                        Finding::error("descriptor_names_foreign_code", format!("{at}/{field}"))
                            .with("descriptor", descriptor.id.clone())
                            .with("field", field)
                            .with("code", code.clone()),
                    );
                }
            }
        }
    }
}

/// True when a partial-credit rule means something for a task type.
pub const fn rule_suits(rule: PartialRule, kind: ItemType) -> bool {
    match rule {
        PartialRule::AllOrNothing => true,
        PartialRule::PerCorrectMinusWrong | PartialRule::PerCorrectNoPenalty => {
            matches!(kind, ItemType::Multi)
        }
        PartialRule::PerPair => matches!(kind, ItemType::Match),
        PartialRule::PerPosition | PartialRule::LongestCorrectRun => {
            matches!(kind, ItemType::Order)
        }
    }
}

fn band_finding(code: &'static str, position: usize, band: &Band, at: &str) -> Finding {
    Finding::error(code, format!("{at}/{position}"))
        .with("band", band.id.clone())
        .with("min", band.min.to_string())
        .with("max", band.max.to_string())
}
