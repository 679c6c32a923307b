//! A comparison of cohorts as a table: one line for each figure, with its interval where it has one.

use super::cohort_figures::{
    CohortCell, CohortChange, CohortComparison, GroupComparison, NamedInterval, StudyTest,
};
use super::envelope::Envelope;
use crate::interop::sheet::{Sheet, SheetCell};

type Row = Vec<SheetCell>;

/// All figures, then the remarks, then what the report is made of.
pub fn sheet(report: &Envelope<CohortComparison>) -> Sheet {
    let comparison = &report.report;
    let mut rows = Vec::new();
    comparison
        .cells
        .iter()
        .for_each(|cell| of_cell(cell, &mut rows));
    comparison
        .comparisons
        .iter()
        .for_each(|pair| of_comparison(pair, &mut rows));
    comparison
        .changes
        .iter()
        .for_each(|change| of_change(change, &mut rows));
    for finding in &comparison.findings {
        let told = format!("{} {}", finding.code, finding.pointer);
        rows.push(about("finding", told));
    }
    rows.extend(report.told().map(|(what, told)| about(what, told)));
    Sheet {
        name: comparison.title.clone(),
        head: vec![
            "at",
            "group",
            "with",
            "figure",
            "value",
            "low",
            "high",
            "confidence",
        ],
        rows,
    }
}

fn about(what: &str, told: String) -> Row {
    let mut row = vec![SheetCell::Empty; 3];
    row.extend([SheetCell::text(what), SheetCell::Text(told)]);
    row
}

/// Who is compared with whom, and when.
struct Place<'a> {
    at: &'a str,
    group: &'a str,
    with: &'a str,
}

impl Place<'_> {
    fn line(&self, figure: &str, value: f64, interval: Option<&NamedInterval>) -> Row {
        let bound = |of: &dyn Fn(&NamedInterval) -> f64| SheetCell::number(interval.map(of));
        vec![
            SheetCell::text(self.at),
            SheetCell::text(self.group),
            SheetCell::text(self.with),
            SheetCell::text(figure),
            SheetCell::Number(value),
            bound(&|i| i.low),
            bound(&|i| i.high),
            bound(&|i| i.confidence),
        ]
    }

    fn test(&self, test: &StudyTest, value: f64, rows: &mut Vec<Row>) {
        let name = test.method.as_str();
        let of = |figure: &str, value| self.line(&format!("{name} {figure}"), value, None);
        rows.push(self.line(&format!("{name} difference"), value, Some(&test.interval)));
        rows.extend([of("t", test.t), of("df", test.df), of("p", test.p)]);
    }
}

fn of_cell(cell: &CohortCell, rows: &mut Vec<Row>) {
    let (at, group) = (cell.at.as_str(), cell.group.as_str());
    let place = Place {
        at,
        group,
        with: "",
    };
    rows.push(place.line("n", cell.n as f64, None));
    if let Some(others) = cell.not_assessed {
        rows.push(place.line("not_assessed", others as f64, None));
    }
    for level in &cell.levels {
        rows.push(place.line(&format!("count {}", level.id), f64::from(level.count), None));
        rows.push(place.line(&format!("percent {}", level.id), level.percent, None));
    }
    rows.push(place.line("mean", cell.mean, cell.intervals.first()));
    rows.push(place.line("median", cell.median, None));
    rows.push(place.line("standard_deviation", cell.sd, cell.intervals.get(1)));
}

fn of_comparison(pair: &GroupComparison, rows: &mut Vec<Row>) {
    let (at, group, with) = (&pair.at, &pair.group, &pair.control);
    let place = Place { at, group, with };
    rows.push(place.line("difference", pair.difference, None));
    for test in [&pair.pooled, &pair.welch].into_iter().flatten() {
        place.test(test, pair.difference, rows);
    }
    if let Some(effect) = &pair.effect {
        rows.push(place.line("hedges_g", effect.hedges_g, Some(&effect.interval)));
    }
    if let Some(test) = &pair.randomisation {
        rows.push(place.line(&format!("{} p", test.method), test.p, None));
    }
}

fn of_change(change: &CohortChange, rows: &mut Vec<Row>) {
    let place = Place {
        at: &change.to,
        group: &change.group,
        with: &change.from,
    };
    rows.push(place.line("change", change.difference, None));
    if let Some(pupils) = change.both_times {
        rows.push(place.line("both_times", pupils as f64, None));
    }
    if let (Some(mean), Some(test)) = (change.mean_of_differences, &change.paired) {
        place.test(test, mean, rows);
    }
}
