//! Growth of one candidate over the sittings of a subject, beside the class: figures, picture, table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::chart::lines::{Course, Growth};
use super::chart::{Figure, Shown};
use super::words::{percent, said, words};
use crate::interop::sheet::{Sheet, SheetCell};
use crate::language::Locale;
use crate::scoring::growth::{ClassGrowth, ClassPoint, GrowthScale, PupilPoint};
use crate::scoring::ratio::Amount;

/// A sitting, the candidate's result in it, and the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GrowthStep {
    /// The class at this sitting.
    pub class: ClassPoint,
    /// The candidate; null where there is no result of any state.
    pub own: Option<PupilPoint>,
}

/// Growth of a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CandidateGrowth {
    /// Candidate code.
    pub candidate: String,
    /// Subject code.
    pub subject: String,
    /// The different scales of the sittings.
    pub scales: Vec<GrowthScale>,
    /// From the earliest.
    pub steps: Vec<GrowthStep>,
}

/// The growth of one candidate of a class; none where the class has no such candidate.
pub fn of_candidate(
    growth: ClassGrowth,
    subject: &str,
    candidate: &str,
) -> Option<CandidateGrowth> {
    let own = growth
        .candidates
        .into_iter()
        .find(|c| c.candidate == candidate)?;
    let step = |class: ClassPoint| GrowthStep {
        own: own
            .points
            .iter()
            .find(|p| p.sitting_id == class.sitting_id)
            .cloned(),
        class,
    };
    Some(CandidateGrowth {
        candidate: candidate.to_owned(),
        subject: subject.to_owned(),
        scales: growth.scales,
        steps: growth.sittings.into_iter().map(step).collect(),
    })
}

/// A line for every kind of assessment on one scale, and one for the class: what is not comparable is not
/// joined.
pub fn figure(growth: &CandidateGrowth, locale: Locale) -> Figure {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for step in &growth.steps {
        let kind = (step.class.kind.as_str(), step.class.scale);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let class = said(locale, "report-growth-class");
    let courses = kinds.into_iter().flat_map(|(kind, scale)| {
        let of = |percent_of: &dyn Fn(&GrowthStep) -> Option<Amount>| {
            let point = |step: &GrowthStep| {
                let here = step.class.kind == kind && step.class.scale == scale;
                percent_of(step)
                    .filter(|_| here)
                    .map(|amount| shown(amount, locale))
            };
            growth.steps.iter().map(point).collect()
        };
        let own = of(&|step| step.own.as_ref()?.percent);
        let of_class = of(&|step| step.class.mean_percent);
        let course = |name: String, points| Course { name, points };
        [
            course(format!("{}, {kind}", growth.candidate), own),
            course(format!("{class}, {kind}"), of_class),
        ]
    });
    let chart = Growth {
        words: words(
            locale,
            &format!("{}: {}", growth.candidate, growth.subject),
            "growth",
        ),
        step_head: said(locale, "report-growth-day"),
        steps: growth
            .steps
            .iter()
            .map(|step| step.class.held_on.clone())
            .collect(),
        reach: (0.0, 100.0),
        courses: courses.collect(),
    };
    chart.draw()
}

fn shown(amount: Amount, locale: Locale) -> Shown {
    let value = number(amount);
    Shown {
        value,
        text: percent(value, locale),
    }
}

/// One line for each sitting.
pub fn sheet(growth: &CandidateGrowth) -> Sheet {
    let row = |step: &GrowthStep| {
        let own = step.own.as_ref();
        let text = |of: Option<&str>| of.map_or(SheetCell::Empty, SheetCell::text);
        vec![
            SheetCell::text(&step.class.held_on),
            SheetCell::text(&step.class.kind),
            SheetCell::Number(step.class.scale as f64),
            text(own.map(|own| own.state.as_str())),
            SheetCell::number(own.and_then(|own| own.percent).map(number)),
            text(own.and_then(|own| own.level.as_deref())),
            text(own.and_then(|own| own.grade.as_deref())),
            SheetCell::number(
                own.and_then(|own| own.growth.as_ref())
                    .map(|g| number(g.difference)),
            ),
            SheetCell::number(step.class.mean_percent.map(number)),
        ]
    };
    Sheet {
        name: growth.candidate.clone(),
        head: vec![
            "held_on",
            "kind",
            "scale",
            "state",
            "percent",
            "level",
            "grade",
            "growth",
            "class_mean_percent",
        ],
        rows: growth.steps.iter().map(row).collect(),
    }
}

fn number(amount: Amount) -> f64 {
    amount.shown.0 as f64 / 100.0
}
