//! How far the markers of a sitting agree: by task, by descriptor, by marker. Only what two markers have
//! both given counts, each with its own marks before anything was settled.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::marking_desk::{Desk, Task};
use super::sitting_access::sitting_for;
use super::{Answer, Call, Services};
use crate::bank::{Hundredths, Points};
use crate::identity::Permission;
use crate::psychometrics::score_agreement::{ScoreAgreement, score_agreement};
use crate::scoring::marking::allocation::SeatKind;
use crate::scoring::marking::comparison::Aspect;
use crate::scoring::marking::plan::MarkingMode;

/// Agreement of the markers of a sitting.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkingAgreement {
    /// The sitting.
    pub sitting_id: String,
    /// How the second marks came about: those of `read_behind` are not independent of the first.
    pub mode: MarkingMode,
    /// Tasks of scripts that are to be marked twice.
    pub marked_twice: usize,
    /// Of these, marked by both.
    pub compared: usize,
    /// By task: the points of the whole task; first less second marker.
    pub tasks: Vec<AgreementOf>,
    /// By descriptor; first less second marker.
    pub descriptors: Vec<AgreementOf>,
    /// By marker: own points of the descriptors less the other's, whoever that was.
    pub markers: Vec<AgreementOf>,
}

/// Agreement about one thing. What is undefined, as κ where everybody gave the same, is null.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementOf {
    /// Position in the form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<i32>,
    /// Part id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Descriptor id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub descriptor: Option<String>,
    /// User id of the marker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
    /// How many both judged.
    pub n: usize,
    /// Share with the same points.
    pub exact: f64,
    /// Share at most one step of the scale apart.
    pub adjacent: f64,
    /// The step: the greatest that all points given are whole numbers of.
    pub step: Points,
    /// Cohen's κ.
    pub kappa: Option<f64>,
    /// κ with quadratic weights.
    pub quadratic_kappa: Option<f64>,
    /// Mean difference in points.
    pub mean_deviation: f64,
}

/// Pairs of hundredths by what they are about.
#[derive(Default)]
struct Pairs {
    tasks: BTreeMap<i32, Vec<(i64, i64)>>,
    descriptors: BTreeMap<(i32, Aspect), Vec<(i64, i64)>>,
    markers: BTreeMap<String, Vec<(i64, i64)>>,
}

/// Agreement of the markers of a sitting.
pub fn read_marking_agreement(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<MarkingAgreement> {
    services.read(|c| {
        let sitting = sitting_for(c, call, id, Permission::ReadResults)?;
        let desk = Desk::read(c, sitting)?;
        let second = |task: &Task| desk.marker_at(*task, SeatKind::Second).is_some();
        let twice: Vec<Task> = desk.tasks().into_iter().filter(second).collect();
        let mut pairs = Pairs::default();
        let compared = twice
            .iter()
            .filter(|task| gather(&desk, **task, &mut pairs).is_some());
        let compared = compared.count();
        Ok(MarkingAgreement {
            sitting_id: desk.board.sitting.id.clone(),
            mode: desk.plan.mode,
            marked_twice: twice.len(),
            compared,
            tasks: of_tasks(pairs.tasks),
            descriptors: of_descriptors(pairs.descriptors),
            markers: of_markers(pairs.markers),
        })
    })
}

/// Adds what two markers gave to a task, where both have.
fn gather(desk: &Desk, task: Task, pairs: &mut Pairs) -> Option<()> {
    let first = desk.marker_at(task, SeatKind::First)?;
    let second = desk.marker_at(task, SeatKind::Second)?;
    let (one, other) = (desk.judgement(task, first)?, desk.judgement(task, second)?);
    let sum = |points: &mut dyn Iterator<Item = &Points>| points.map(|points| points.0).sum();
    let whole = (sum(&mut one.values()), sum(&mut other.values()));
    pairs.tasks.entry(task.1).or_default().push(whole);
    for (aspect, points) in &one {
        let (a, b) = (points.0, other.get(aspect)?.0);
        let about = (task.1, aspect.clone());
        pairs.descriptors.entry(about).or_default().push((a, b));
        let of = |pairs: &mut Pairs, marker: &str, pair| {
            pairs
                .markers
                .entry(marker.to_owned())
                .or_default()
                .push(pair);
        };
        of(pairs, first, (a, b));
        of(pairs, second, (b, a));
    }
    Some(())
}

fn of_tasks(pairs: BTreeMap<i32, Vec<(i64, i64)>>) -> Vec<AgreementOf> {
    let each = pairs.into_iter();
    each.filter_map(|(position, pairs)| {
        Some(AgreementOf {
            position: Some(position),
            ..agreed(score_agreement(&pairs)?)
        })
    })
    .collect()
}

fn of_descriptors(pairs: BTreeMap<(i32, Aspect), Vec<(i64, i64)>>) -> Vec<AgreementOf> {
    let each = pairs.into_iter();
    each.filter_map(|((position, (part, descriptor)), pairs)| {
        Some(AgreementOf {
            position: Some(position),
            part: Some(part),
            descriptor: Some(descriptor).filter(|id| !id.is_empty()),
            ..agreed(score_agreement(&pairs)?)
        })
    })
    .collect()
}

fn of_markers(pairs: BTreeMap<String, Vec<(i64, i64)>>) -> Vec<AgreementOf> {
    let each = pairs.into_iter();
    each.filter_map(|(marker, pairs)| {
        Some(AgreementOf {
            marker: Some(marker),
            ..agreed(score_agreement(&pairs)?)
        })
    })
    .collect()
}

/// In points, where pairs are in hundredths of them.
fn agreed(found: ScoreAgreement) -> AgreementOf {
    AgreementOf {
        position: None,
        part: None,
        descriptor: None,
        marker: None,
        n: found.n,
        exact: found.exact,
        adjacent: found.adjacent,
        step: Hundredths(i64::try_from(found.step).unwrap_or(i64::MAX)),
        kappa: found.kappa,
        quadratic_kappa: found.quadratic_kappa,
        mean_deviation: found.mean_difference / 100.0,
    }
}
