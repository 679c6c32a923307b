//! Class tables as CSV for those who accept `text/csv`.

use actix_web::HttpResponse;

use crate::bank::Hundredths;
use crate::edge::{Context, Reply};
use crate::interop::csv;
use crate::scoring::ratio::Amount;
use crate::service::analysis::SittingAnalysis;
use crate::service::results::SittingResults;
use crate::service::term_grades::TermGrades;

/// True when the caller asks for CSV rather than JSON.
pub(super) fn wants_csv(context: &Context) -> bool {
    let accept = context.accept.as_deref().unwrap_or_default();
    accept.contains("text/csv") && !accept.contains("application/json")
}

/// A table as CSV.
pub(super) fn csv_reply<H: AsRef<str>>(
    context: &Context,
    headers: &[H],
    rows: Vec<Vec<String>>,
) -> HttpResponse {
    let text = csv::write(headers, rows);
    Reply::bytes("text/csv; charset=utf-8", text.into_bytes()).send(context)
}

/// Columns of the class list.
pub(super) const RESULT_COLUMNS: [&str; 11] = [
    "candidate",
    "version",
    "state",
    "raw",
    "maximum",
    "percent",
    "rounded",
    "level",
    "grade",
    "no_grade",
    "missing_marks",
];

/// The class list.
pub(super) fn result_rows(results: &SittingResults) -> Vec<Vec<String>> {
    let row = |r: &crate::service::results::ClassResult| {
        vec![
            r.candidate.clone(),
            shown(r.version),
            shown(r.state),
            shown(r.raw),
            shown(r.maximum),
            shown(r.percent.map(two_places)),
            shown(r.rounded),
            shown(r.level.as_deref()),
            shown(r.grade.as_deref()),
            shown(r.no_grade),
            r.missing.to_string(),
        ]
    };
    results.rows.iter().map(row).collect()
}

/// Columns of the term grades.
pub(super) const TERM_COLUMNS: [&str; 11] = [
    "candidate",
    "fa",
    "sau",
    "sat",
    "sat_from",
    "total",
    "rounded",
    "rounding",
    "grade",
    "reason",
    "findings",
];

/// Term grades of a class.
pub(super) fn term_rows(grades: &TermGrades) -> Vec<Vec<String>> {
    let row = |r: &crate::service::term_grades::CandidateTermGrade| {
        let grade = r.term_grade.as_ref();
        let total = grade.and_then(|g| g.total.as_ref());
        let codes: Vec<&str> = r.findings.iter().map(|f| f.code.as_str()).collect();
        vec![
            r.candidate.clone(),
            shown(grade.and_then(|g| g.fa_part).map(two_places)),
            shown(grade.and_then(|g| g.sau_part).map(two_places)),
            shown(grade.and_then(|g| g.sat_part).map(two_places)),
            shown(r.sat_from.as_deref()),
            shown(total.map(|t| two_places(t.percent))),
            shown(total.and_then(|t| t.rounded)),
            total.map_or(String::new(), |t| word(&t.rounding)),
            shown(grade.and_then(|g| g.grade.as_deref())),
            shown(grade.and_then(|g| g.reason)),
            codes.join(" "),
        ]
    };
    grades.rows.iter().map(row).collect()
}

/// Columns of the analysis form: what, how many, of how many, percent, who or which.
pub(super) const ANALYSIS_COLUMNS: [&str; 5] = ["what", "count", "of", "percent", "list"];

/// The analysis form, one line for each figure. What is of nobody is empty, never 0.
pub(super) fn analysis_rows(form: &SittingAnalysis) -> Vec<Vec<String>> {
    let a = &form.analysis;
    let line = |what: &str, count: String, of: String, percent: String, list: String| {
        vec![what.to_owned(), count, of, percent, list]
    };
    let plain =
        |what: &str, value: String| line(what, value, String::new(), String::new(), String::new());
    let listed =
        |what: &str, list: String| line(what, String::new(), String::new(), String::new(), list);
    let mut rows = vec![
        listed("class", form.class.clone()),
        listed("subject", form.subject.clone()),
        listed("kind", form.kind.clone()),
        listed("held_on", form.held_on.clone()),
        listed(
            "policy",
            format!("{} v{}", form.policy, form.policy_version),
        ),
        plain("listed", a.listed.to_string()),
        plain("wrote", a.wrote.to_string()),
        plain("assessed", a.assessed.to_string()),
        plain("absent_valid", a.absent_valid.to_string()),
        plain("absent", a.absent.to_string()),
        plain("void", a.void.to_string()),
        plain("maximum", shown(a.maximum)),
        line(
            "mean_percent",
            String::new(),
            String::new(),
            shown(a.mean_percent.map(two_places)),
            String::new(),
        ),
    ];
    if let Some(found) = form.participation {
        let took = found.took_part.to_string();
        let needed = format!("needed {}", found.needed);
        let of = found.expected.to_string();
        rows.push(line("participation", took, of, String::new(), needed));
    }
    for level in &a.levels {
        let of = shown(level.count.map(|_| a.assessed));
        let who = level.candidates.join(" ");
        let what = format!("level {}", level.level);
        rows.push(line(&what, shown(level.count), of, String::new(), who));
    }
    for (what, share) in [("quality", &a.quality), ("progress", &a.progress)] {
        let share = share.as_ref();
        rows.push(line(
            what,
            shown(share.map(|s| s.count)),
            shown(share.map(|s| s.of)),
            shown(share.map(|s| s.whole_percent)),
            String::new(),
        ));
    }
    rows.push(listed("achieved", a.achieved.join(" ")));
    rows.push(listed("difficult", a.difficult.join(" ")));
    let objectives = a.objectives.iter().map(|of| ("objective", of));
    let criteria = a.criteria.iter().map(|of| ("criterion", of));
    for (what, of_class) in objectives.chain(criteria) {
        let reached = &of_class.achievement;
        rows.push(line(
            &format!("{what} {}", reached.id),
            shown(reached.points),
            shown(reached.points.map(|_| reached.max)),
            shown(reached.percent.map(two_places)),
            String::new(),
        ));
    }
    rows
}

fn two_places(amount: Amount) -> Hundredths {
    amount.shown
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn word<T: serde::Serialize>(value: &T) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
