//! Schools as a funnel and as a table.

use super::chart::funnel::{Funnel, Limits, Place};
use super::chart::{Figure, Shown};
use super::envelope::Envelope;
use super::schools::{GroupFigures, LIMITS, SchoolLine, SchoolsReport};
use super::words::{percent, said, words};
use crate::interop::sheet::{Sheet, SheetCell};
use crate::language::Locale;
use crate::psychometrics::proportion::funnel_of_share;

/// Sizes for which limits are drawn, at most.
const MOST_SIZES: u32 = 120;

/// Quality by school between the limits of chance. Schools that are not told are not in it.
pub fn figure(report: &SchoolsReport, locale: Locale) -> Figure {
    let told = || {
        report
            .schools
            .iter()
            .filter_map(|s| Some((s, s.figures.as_ref()?)))
    };
    let largest = told()
        .map(|(_, figures)| figures.assessed)
        .max()
        .unwrap_or(1);
    let share = report.all.as_ref().map_or(0.0, |all| all.quality.percent);
    let limits = |confidence: f64| Limits {
        name: percent(confidence * 100.0, locale),
        at: limits_of(share / 100.0, confidence, largest),
    };
    let place = |(school, figures): (&SchoolLine, &GroupFigures)| Place {
        name: school.school.clone(),
        size: figures.assessed,
        value: Shown {
            value: figures.quality.percent,
            text: percent(figures.quality.percent, locale),
        },
        outside: school.funnel.is_some_and(|funnel| funnel.is_outside()),
    };
    let chart = Funnel {
        words: words(locale, &report.title, "schools"),
        size_axis: said(locale, "report-schools-size"),
        heads: [
            "report-school",
            "report-schools-size",
            "report-schools-axis",
        ]
        .map(|id| said(locale, id)),
        centre: Shown {
            value: share,
            text: percent(share, locale),
        },
        limits: LIMITS.map(limits).to_vec(),
        places: told().map(place).collect(),
    };
    chart.draw()
}

fn limits_of(share: f64, confidence: f64, largest: u32) -> Vec<(f64, f64, f64)> {
    let step = (largest / MOST_SIZES).max(1);
    let sizes = (1..=largest).step_by(step as usize).chain([largest]);
    let at = |n: u32| {
        let limits = funnel_of_share(share, n.into(), confidence)?;
        Some((f64::from(n), limits.low * 100.0, limits.high * 100.0))
    };
    sizes.filter_map(at).collect()
}

/// One line for each school, one for all, and what the report is made of.
pub fn sheet(report: &Envelope<SchoolsReport>) -> Sheet {
    let schools = &report.report;
    let mut rows: Vec<Vec<SheetCell>> = schools
        .schools
        .iter()
        .map(|s| {
            let funnel = s.funnel.map_or("", |funnel| funnel.as_str());
            row(&s.school, (s.told, funnel), s.figures.as_ref())
        })
        .collect();
    rows.push(row("", (schools.all.is_some(), ""), schools.all.as_ref()));
    let listed = f64::from(schools.listed);
    rows.push(vec![
        SheetCell::text("listed"),
        SheetCell::Empty,
        SheetCell::Number(listed),
    ]);
    rows.extend(
        report
            .told()
            .map(|(what, told)| vec![SheetCell::text(what), SheetCell::Text(told)]),
    );
    Sheet {
        name: schools.title.clone(),
        head: vec![
            "school",
            "told",
            "assessed",
            "mean_percent",
            "mean_low",
            "mean_high",
            "sd",
            "quality",
            "quality_percent",
            "quality_low",
            "quality_high",
            "funnel",
        ],
        rows,
    }
}

fn row(name: &str, (told, funnel): (bool, &str), figures: Option<&GroupFigures>) -> Vec<SheetCell> {
    let number =
        |of: &dyn Fn(&GroupFigures) -> Option<f64>| SheetCell::number(figures.and_then(of));
    let interval = |of: &dyn Fn(&GroupFigures) -> Option<(f64, f64)>| {
        let bounds = figures.and_then(of);
        [
            SheetCell::number(bounds.map(|(low, _)| low)),
            SheetCell::number(bounds.map(|(_, high)| high)),
        ]
    };
    let mut row = vec![
        SheetCell::text(name),
        SheetCell::text(if told { "yes" } else { "no" }),
        number(&|f| Some(f64::from(f.assessed))),
        number(&|f| Some(f.mean_percent)),
    ];
    row.extend(interval(&|f| f.mean_interval.map(|i| (i.low, i.high))));
    row.push(number(&|f| f.sd));
    row.push(number(&|f| Some(f64::from(f.quality.count))));
    row.push(number(&|f| Some(f.quality.percent)));
    row.extend(interval(&|f| {
        Some((f.quality.interval.low, f.quality.interval.high))
    }));
    row.push(SheetCell::text(funnel));
    row
}
