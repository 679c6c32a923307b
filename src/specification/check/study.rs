//! Scale, criteria with an instrument, design, analysis.

use super::super::document::{CriterionDocument, Instrument, ScaleDocument};
use super::{Inspection, child};
use crate::bank::{Hundredths, ItemType};
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_study(&mut self) {
        let document = self.document;
        let instruments = document.criteria.iter().any(|c| c.instrument.is_some());
        if instruments && document.scale.is_none() {
            self.report(
                Finding::error("key_required", "/scale")
                    .with("key", "scale")
                    .with("document", "battery"),
            );
        }
        if let Some(scale) = &document.scale {
            self.check_scale(scale);
        }
        for (n, criterion) in document.criteria.iter().enumerate() {
            match criterion.instrument {
                Some(instrument) => self.check_instrument(n, criterion, instrument),
                None => self.check_no_instrument(n, criterion),
            }
        }
        self.check_design();
    }

    pub(super) fn check_scale_ids(&mut self) {
        let document = self.document;
        if let Some(scale) = &document.scale {
            let levels = scale.levels.iter().enumerate();
            self.report_doubles(
                levels.map(|(n, level)| (level.id.as_str(), format!("/scale/levels/{n}/id"))),
            );
        }
        if let Some(design) = &document.design {
            for (field, names) in [("stages", &design.stages), ("arms", &design.arms)] {
                let names = names.iter().enumerate();
                self.report_doubles(
                    names.map(|(n, name)| (name.as_str(), format!("/design/{field}/{n}"))),
                );
            }
        }
    }

    /// Levels stand from the lowest to the highest, and so do their codes.
    fn check_scale(&mut self, scale: &ScaleDocument) {
        if scale.levels.len() < 2 {
            self.report(Finding::error("scale_of_one", "/scale/levels"));
        }
        for (n, pair) in scale.levels.windows(2).enumerate() {
            if pair[1].code <= pair[0].code {
                self.report(
                    Finding::error(
                        "scale_codes_not_ascending",
                        format!("/scale/levels/{}/code", n + 1),
                    )
                    .with("level", pair[1].id.clone())
                    .with("code", pair[1].code)
                    .with("below", pair[0].code),
                );
            }
        }
    }

    fn check_instrument(&mut self, n: usize, criterion: &CriterionDocument, by: Instrument) {
        let at = format!("/criteria/{n}");
        let rows = !criterion.blueprint.is_empty() || by == Instrument::Questionnaire;
        for (key, missing) in [
            ("items", criterion.items.is_none()),
            ("max_score", criterion.max_score.is_none()),
            ("cut", criterion.cut.is_empty()),
            ("blueprint", !rows),
        ] {
            if missing {
                self.report(
                    Finding::error("criterion_key_required", format!("{at}/{key}"))
                        .with("criterion", criterion.id.clone())
                        .with("key", key),
                );
            }
        }
        self.check_instrument_types(&at, criterion, by);
        self.check_cuts(&at, criterion);
        for (m, text) in criterion.indicators.iter().enumerate() {
            self.check_text(text, &format!("{at}/indicators/{m}"));
        }
    }

    /// A questionnaire asks questions and nothing else does; an observation is marked by a person.
    fn check_instrument_types(&mut self, at: &str, criterion: &CriterionDocument, by: Instrument) {
        let fits = |kind: ItemType| match by {
            Instrument::Questionnaire => kind == ItemType::Question,
            Instrument::Test => kind != ItemType::Question,
            Instrument::Observation => !kind.is_closed() && kind != ItemType::Question,
        };
        let rows = criterion.blueprint.iter().enumerate();
        let of_rows = rows.map(|(m, row)| (format!("{at}/blueprint/{m}/types"), &row.types));
        let own = [(format!("{at}/types"), &criterion.types)];
        for (pointer, types) in own.into_iter().chain(of_rows) {
            if let Some(kind) = types.iter().find(|kind| !fits(**kind)) {
                self.report(
                    Finding::error("type_not_for_instrument", pointer)
                        .with("criterion", criterion.id.clone())
                        .with("instrument", by.as_str())
                        .with("type", kind.as_str()),
                );
            }
        }
    }

    /// Every level but the lowest has a cut, each above the one before, none above the maximum.
    fn check_cuts(&mut self, at: &str, criterion: &CriterionDocument) {
        let Some(scale) = self
            .document
            .scale
            .as_ref()
            .filter(|_| !criterion.cut.is_empty())
        else {
            return;
        };
        let ids: Vec<&str> = scale.levels.iter().map(|level| level.id.as_str()).collect();
        let pointer = |level: &str| child(&format!("{at}/cut"), level);
        let above = ids.get(1..).unwrap_or_default();
        for level in criterion
            .cut
            .keys()
            .filter(|id| !above.contains(&id.as_str()))
        {
            self.report(
                Finding::error("cut_level_unknown", pointer(level))
                    .with("criterion", criterion.id.clone())
                    .with("level", level.clone())
                    .with("known", above.join(", ")),
            );
        }
        let mut before: Option<(&str, Hundredths)> = None;
        for level in above {
            let Some(points) = criterion.cut.get(*level).copied() else {
                self.report(
                    Finding::error("cut_missing", format!("{at}/cut"))
                        .with("criterion", criterion.id.clone())
                        .with("level", *level),
                );
                continue;
            };
            if let Some((below, lower)) = before.filter(|(_, lower)| points <= *lower) {
                self.report(
                    Finding::error("cuts_not_ascending", pointer(level))
                        .with("level", *level)
                        .with("points", points.to_string())
                        .with("below", below)
                        .with("below_points", lower.to_string()),
                );
            }
            if let Some(maximum) = criterion.max_score.filter(|maximum| points > *maximum) {
                self.report(
                    Finding::error("threshold_above_maximum", pointer(level))
                        .with("of", criterion.id.clone())
                        .with("points", points.to_string())
                        .with("max", maximum.to_string()),
                );
            }
            before = Some((level, points));
        }
    }

    /// What belongs to a criterion with an instrument stands at no other.
    fn check_no_instrument(&mut self, n: usize, criterion: &CriterionDocument) {
        for (key, given) in [
            ("types", !criterion.types.is_empty()),
            ("items", criterion.items.is_some()),
            ("max_score", criterion.max_score.is_some()),
            ("cut", !criterion.cut.is_empty()),
            ("blueprint", !criterion.blueprint.is_empty()),
        ] {
            if given {
                self.report(
                    Finding::error(
                        "criterion_key_without_instrument",
                        format!("/criteria/{n}/{key}"),
                    )
                    .with("criterion", criterion.id.clone())
                    .with("key", key),
                );
            }
        }
    }

    fn check_design(&mut self) {
        let document = self.document;
        let t_test = document.analysis.as_ref().and_then(|a| a.t_test.as_ref());
        if let Some(rule) = t_test {
            self.check_share(
                "alpha",
                Some(rule.alpha),
                "/analysis/t_test/alpha".to_owned(),
            );
            self.check_share("ci", Some(rule.ci), "/analysis/t_test/ci".to_owned());
        }
    }
}
