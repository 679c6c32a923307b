//! Languages, levels, criteria, thresholds, school year, constraints.

use super::super::document::{Languages, TextOrTexts};
use super::{Inspection, child};
use crate::bank::{Hundredths, Language};
use crate::curriculum::code::has_prefix;
use crate::language::finding::Finding;

impl Inspection<'_> {
    pub(super) fn check_rules(&mut self) {
        self.check_languages();
        self.check_variants();
        self.check_academic_year();
        self.check_names();
        self.check_levels();
        self.check_criteria();
        self.check_thresholds();
        self.check_constraints();
        self.check_information();
        self.check_objectives();
        self.check_draws();
    }

    fn check_information(&mut self) {
        let constraints = &self.document.constraints;
        let Some(rule) = &constraints.information else {
            return;
        };
        let at = "/constraints/information";
        if constraints.target_mean_p.is_some() {
            self.report(Finding::error("information_beside_target_p", at));
        }
        for (n, point) in rule.points.iter().enumerate() {
            let at = format!("{at}/points/{n}");
            let before = &rule.points[..n];
            if before.iter().any(|other| other.theta == point.theta) {
                let finding = Finding::error("information_theta_twice", format!("{at}/theta"));
                self.report(finding.with("theta", point.theta));
            }
            let [fewest, most] = [point.at_least, point.at_most];
            if let (Some(fewest), Some(most)) = (fewest, most) {
                self.check_range(fewest, most, at.clone());
            }
            if fewest.is_none() && most.is_none() && point.target.is_none() {
                self.report(Finding::error("information_point_empty", at));
            }
        }
    }

    fn check_draws(&mut self) {
        let days = self.document.draws.as_ref();
        let days = days.and_then(|draws| Some((draws.from?, draws.to?)));
        if let Some((from, to)) = days.filter(|(from, to)| from > to) {
            self.report(
                Finding::error("dates_reversed", "/draws/to")
                    .with("from", from.to_string())
                    .with("to", to.to_string()),
            );
        }
    }

    fn check_languages(&mut self) {
        let languages = &self.document.languages;
        if languages.instruction.is_empty() {
            self.report(Finding::error(
                "languages_missing",
                "/languages/instruction",
            ));
        }
        self.report_double_languages(&languages.instruction, "/languages/instruction");
        if languages.test != Languages::SAME && languages.test.parse::<Language>().is_err() {
            self.report(
                Finding::error("test_language_unknown", "/languages/test")
                    .with("value", languages.test.clone())
                    .with("word", Languages::SAME),
            );
        }
    }

    fn report_double_languages(&mut self, languages: &[Language], at: &str) {
        self.report_doubles(
            languages
                .iter()
                .enumerate()
                .map(|(n, l)| (l.as_str(), format!("{at}/{n}"))),
        );
    }

    /// Names by which it is searched, and the codes of those it takes the place of.
    fn check_names(&mut self) {
        let document = self.document;
        let at = |list: &str, n: usize| format!("/{list}/{n}");
        let aliases = document.aliases.iter().enumerate();
        self.report_doubles(aliases.map(|(n, name)| (name.as_str(), at("aliases", n))));
        let replaced = document.replaces.iter().enumerate();
        self.report_doubles(replaced.map(|(n, code)| (code.as_str(), at("replaces", n))));
        for (n, code) in document.replaces.iter().enumerate() {
            if *code == document.id {
                let finding = Finding::error("specification_replaces_itself", at("replaces", n));
                self.report(finding.with("code", code.as_str()));
            }
        }
    }

    /// A component is one test in several languages or several tests, not both and not neither.
    fn check_variants(&mut self) {
        for (n, component) in self.document.components.iter().enumerate() {
            let Some(variants) = &component.variants else {
                continue;
            };
            let at = format!("/components/{n}/variants");
            if variants.language_versions.is_empty() == variants.distinct_tests.is_empty() {
                self.report(
                    Finding::error("variants_exactly_one", at.clone())
                        .with("of", component.id.clone()),
                );
            }
            self.report_double_languages(
                &variants.language_versions,
                &format!("{at}/language_versions"),
            );
            self.report_double_languages(&variants.distinct_tests, &format!("{at}/distinct_tests"));
        }
    }

    /// `2026-27`: the second year is the first one plus one.
    fn check_academic_year(&mut self) {
        let Some(year) = &self.document.academic_year else {
            return;
        };
        let parsed = year.split_once('-').and_then(|(first, second)| {
            let digits =
                |text: &str, n| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
            if !digits(first, 4) || !digits(second, 2) {
                return None;
            }
            Some((first.parse::<u32>().ok()?, second.parse::<u32>().ok()?))
        });
        if parsed.is_none_or(|(first, second)| (first + 1) % 100 != second) {
            let expected = parsed.map_or("2026-27".to_owned(), |(first, _)| {
                format!("{first}-{:02}", (first + 1) % 100)
            });
            self.report(
                Finding::error("academic_year_invalid", "/academic_year")
                    .with("value", year.clone())
                    .with("expected", expected),
            );
        }
    }

    /// Lower bounds in percent: from 0, each above the one before, none above 100.
    fn check_levels(&mut self) {
        let levels = &self.document.levels;
        if let Some(first) = levels
            .first()
            .filter(|level| level.from != Hundredths::ZERO)
        {
            self.report(
                Finding::error("levels_not_from_zero", "/levels/0/from")
                    .with("level", first.id.clone())
                    .with("from", first.from.to_string()),
            );
        }
        for (n, pair) in levels
            .windows(2)
            .enumerate()
            .filter(|(_, pair)| pair[1].from <= pair[0].from)
        {
            self.report(
                Finding::error("levels_overlap", format!("/levels/{}/from", n + 1))
                    .with("level", pair[1].id.clone())
                    .with("from", pair[1].from.to_string())
                    .with("below", pair[0].id.clone())
                    .with("below_from", pair[0].from.to_string()),
            );
        }
        for (n, level) in levels
            .iter()
            .enumerate()
            .filter(|(_, level)| level.from > Hundredths::whole(100))
        {
            self.report(
                Finding::error("level_above_hundred", format!("/levels/{n}/from"))
                    .with("level", level.id.clone())
                    .with("from", level.from.to_string()),
            );
        }
    }

    fn check_criteria(&mut self) {
        for (n, criterion) in self.document.criteria.iter().enumerate() {
            let at = format!("/criteria/{n}");
            let summing = criterion.instrument.is_none();
            if summing && criterion.objectives.is_empty() {
                self.report(Finding::error(
                    "objectives_missing",
                    format!("{at}/objectives"),
                ));
            }
            for (m, code) in criterion.objectives.iter().enumerate() {
                if !self.rows_ask_for(code) {
                    self.report(
                        Finding::error(
                            "criterion_objective_not_in_rows",
                            format!("{at}/objectives/{m}"),
                        )
                        .with("criterion", criterion.id.clone())
                        .with("code", code.clone()),
                    );
                }
            }
            match &criterion.text {
                Some(text) => self.check_text(text, &format!("{at}/text")),
                None if summing => {
                    self.report(Finding::error("text_empty", format!("{at}/text")));
                }
                None => {}
            }
            for (level, text) in &criterion.parent_rubric {
                self.check_text(text, &child(&format!("{at}/parent_rubric"), level));
            }
            let lacking: Vec<&str> = ["low", "medium", "high"]
                .into_iter()
                .filter(|l| !criterion.parent_rubric.contains_key(*l))
                .collect();
            if !criterion.parent_rubric.is_empty() && !lacking.is_empty() {
                self.report(
                    Finding::warning("parent_rubric_incomplete", format!("{at}/parent_rubric"))
                        .with("criterion", criterion.id.clone())
                        .with("missing", lacking.join(", ")),
                );
            }
        }
    }

    fn rows_ask_for(&self, code: &str) -> bool {
        let mut rows = self.groups.iter().flat_map(|group| group.rows);
        rows.any(|row| {
            row.objectives.iter().any(|objective| objective == code)
                || row
                    .objectives_prefix
                    .iter()
                    .any(|prefix| has_prefix(code, prefix))
        })
    }

    pub(super) fn check_text(&mut self, text: &TextOrTexts, pointer: &str) {
        let empty = match text {
            TextOrTexts::One(text) => text.trim().is_empty(),
            TextOrTexts::Many(texts) => {
                texts.is_empty() || texts.values().any(|text| text.trim().is_empty())
            }
        };
        if empty {
            self.report(Finding::error("text_empty", pointer));
        }
    }

    fn check_thresholds(&mut self) {
        let document = self.document;
        for (n, component) in document.components.iter().enumerate() {
            let passed = component
                .pass
                .filter(|pass| *pass > component.max_score || *pass < Hundredths::ZERO);
            if let Some(pass) = passed {
                self.report(threshold(
                    &component.id,
                    pass,
                    component.max_score,
                    format!("/components/{n}/pass"),
                ));
            }
        }
        let sum = document
            .components
            .iter()
            .map(|component| component.max_score)
            .sum();
        let maximum = document.max_score.unwrap_or(sum);
        for (purpose, points) in &document.total_thresholds {
            if *points > maximum || *points < Hundredths::ZERO {
                self.report(threshold(
                    purpose,
                    *points,
                    maximum,
                    child("/total_thresholds", purpose),
                ));
            }
        }
    }

    fn check_constraints(&mut self) {
        let constraints = &self.document.constraints;
        if !(1..=100).contains(&constraints.parallel_forms) {
            self.report(
                Finding::error("parallel_forms_out_of_range", "/constraints/parallel_forms")
                    .with("have", constraints.parallel_forms),
            );
        }
        let items = |group: &super::Group<'_>| {
            group
                .rows
                .iter()
                .map(|row| u64::from(row.items))
                .sum::<u64>()
        };
        let most = self.groups.iter().map(items).max().unwrap_or(0);
        if u64::from(constraints.overlap_items) > most {
            self.report(
                Finding::error("overlap_above_items", "/constraints/overlap_items")
                    .with("overlap", constraints.overlap_items)
                    .with("items", most),
            );
        }
        if let Some(fewest) = constraints.overlap_min {
            let at = "/constraints/overlap_min".to_owned();
            self.check_range(f64::from(fewest), f64::from(constraints.overlap_items), at);
        }
    }
}

fn threshold(of: &str, points: Hundredths, maximum: Hundredths, pointer: String) -> Finding {
    Finding::error("threshold_above_maximum", pointer)
        .with("of", of)
        .with("points", points.to_string())
        .with("max", maximum.to_string())
}
