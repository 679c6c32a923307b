//! A comparison of cohorts as a picture: the share of each level in every group at every measurement.

use super::chart::bars::{Distribution, Series};
use super::chart::{Figure, Shown};
use super::cohort_figures::{CohortCell, CohortComparison, LevelShare};
use super::words::{percent, said, words};
use crate::language::Locale;

/// The distributions of all groups, beside each other.
pub fn figure(comparison: &CohortComparison, locale: Locale) -> Figure {
    let levels = comparison.cells.first().map(|cell| cell.levels.as_slice());
    let level = |level: &LevelShare| {
        Some(Shown {
            value: level.percent,
            text: format!("{} ({})", percent(level.percent, locale), level.count),
        })
    };
    let series = |cell: &CohortCell| Series {
        name: format!("{}, {} (n = {})", cell.group, cell.at, cell.n),
        bars: cell.levels.iter().map(level).collect(),
    };
    let chart = Distribution {
        words: words(locale, &comparison.title, "cohorts"),
        category_head: said(locale, "report-level"),
        categories: levels
            .unwrap_or_default()
            .iter()
            .map(|level| level.id.clone())
            .collect(),
        series: comparison.cells.iter().map(series).collect(),
    };
    chart.draw()
}
