//! The report of one test as a picture of its levels and as a table.

use super::chart::bars::{Distribution, Series};
use super::chart::{Figure, Shown};
use super::envelope::Envelope;
use super::grade::{GradeReport, LevelCount, TaskLine};
use super::words::{percent, said, words};
use crate::interop::sheet::{Sheet, SheetCell};
use crate::language::Locale;
use crate::scoring::ratio::Amount;

type Row = Vec<SheetCell>;

/// Pupils by level.
pub fn figure(report: &GradeReport, locale: Locale) -> Figure {
    let bar = |level: &LevelCount| {
        let value = number(level.percent)?;
        let text = format!("{} ({})", percent(value, locale), level.count?);
        Some(Shown { value, text })
    };
    let chart = Distribution {
        words: words(locale, &report.title, "grade"),
        category_head: said(locale, "report-level"),
        categories: report
            .levels
            .iter()
            .map(|level| level.level.clone())
            .collect(),
        series: vec![Series {
            name: said(locale, "report-grade-axis"),
            bars: report.levels.iter().map(bar).collect(),
        }],
    };
    chart.draw()
}

/// One line for each figure: what, how many, of how many, percent, and what of it stands out.
pub fn sheet(report: &Envelope<GradeReport>) -> Sheet {
    let grade = &report.report;
    let count = |what: &str, n: usize| row(what, (Some(n as f64), None, None), "");
    let mut rows = vec![
        count("sittings", grade.sittings),
        count("listed", grade.listed),
        count("wrote", grade.wrote),
        count("assessed", grade.assessed),
        count("absent", grade.absent),
        row("mean_percent", (None, None, number(grade.mean_percent)), ""),
    ];
    for level in &grade.levels {
        let base = level.count.map(|_| level.of as f64);
        let figures = (level.count.map(|n| n as f64), base, number(level.percent));
        rows.push(row(&format!("level {}", level.level), figures, ""));
    }
    for (what, share) in [("quality", &grade.quality), ("progress", &grade.progress)] {
        let share = share.as_ref();
        let of = |f: &dyn Fn(&crate::scoring::analysis::PupilShare) -> f64| share.map(f);
        let figures = (
            of(&|s| s.count as f64),
            of(&|s| s.of as f64),
            share.and_then(|s| number(Some(s.percent))),
        );
        rows.push(row(what, figures, ""));
    }
    for objective in &grade.objectives {
        let reached = &objective.achievement;
        let points = reached.points.map(|points| points.0 as f64 / 100.0);
        let base = points.map(|_| reached.max.0 as f64 / 100.0);
        let note = if objective.difficult == Some(true) {
            "difficult"
        } else {
            ""
        };
        rows.push(row(
            &format!("objective {}", reached.id),
            (points, base, number(reached.percent)),
            note,
        ));
    }
    rows.extend(grade.tasks.iter().map(task));
    rows.extend(
        report
            .told()
            .map(|(what, told)| row(what, (None, None, None), &told)),
    );
    Sheet {
        name: grade.title.clone(),
        head: vec!["what", "count", "of", "percent", "note"],
        rows,
    }
}

fn task(task: &TaskLine) -> Row {
    let mut notes = Vec::new();
    if task.difficult == Some(true) {
        notes.push("difficult".to_owned());
    }
    if let Some(wrong) = &task.typical_wrong {
        notes.push(format!(
            "wrong {}: {} ({} of {})",
            wrong.part, wrong.answer, wrong.count, wrong.of
        ));
    }
    let figures = (Some(f64::from(task.pupils)), None, number(task.percent));
    row(
        &format!("task {}", task.position),
        figures,
        &notes.join("; "),
    )
}

fn row(what: &str, (count, of, share): (Option<f64>, Option<f64>, Option<f64>), note: &str) -> Row {
    let note = match note {
        "" => SheetCell::Empty,
        note => SheetCell::text(note),
    };
    vec![
        SheetCell::text(what),
        SheetCell::number(count),
        SheetCell::number(of),
        SheetCell::number(share),
        note,
    ]
}

fn number(amount: Option<Amount>) -> Option<f64> {
    amount.map(|amount| amount.shown.0 as f64 / 100.0)
}
