//! How far each marker of a plan is from the agreed marks of control scripts, and who needs a word with the
//! moderator: whoever is beyond a tolerance of the plan on one of them. Sums are exact.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::marking_desk::{Desk, Task};
use super::marking_plans::seen;
use super::{Answer, Call, Services};
use crate::bank::{Hundredths, Points};
use crate::scoring::marking::allocation::SeatKind;
use crate::scoring::marking::comparison::{Judgement, apart};
use crate::scoring::ratio::{Amount, Ratio};
use crate::store::marking_plans as rows;

/// Markers beside the agreed marks of control scripts.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkingControls {
    /// The plan.
    pub plan_id: String,
    /// Tasks of control scripts.
    pub tasks: usize,
    /// Of these, with agreed marks.
    pub agreed: usize,
    /// By user id.
    pub markers: Vec<MarkerControl>,
    /// User ids of those who are beyond a tolerance.
    pub needs_a_word: Vec<String>,
}

/// One marker beside the agreed marks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkerControl {
    /// User id.
    pub marker: String,
    /// Tasks of control scripts at this marker.
    pub tasks: usize,
    /// Of these, marked and with agreed marks.
    pub compared: usize,
    /// With the agreed marks at every descriptor.
    pub exact: usize,
    /// Beyond a tolerance at a descriptor or at the task.
    pub beyond: usize,
    /// Mean of own points of a task less the agreed ones; null where nothing was compared.
    pub mean_deviation: Option<Amount>,
    /// Tasks with a difference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<ControlDifference>,
}

/// A control task that a marker marked otherwise.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ControlDifference {
    /// The sitting.
    pub sitting_id: String,
    /// Candidate code.
    pub candidate: String,
    /// Position in the form.
    pub position: i32,
    /// Points given.
    pub points: Points,
    /// Points agreed on.
    pub agreed: Points,
    /// Beyond a tolerance.
    pub beyond: bool,
}

/// Every marker of a plan beside the agreed marks of control scripts.
pub fn read_marking_controls(
    services: &Services,
    call: &Call,
    id: &str,
) -> Answer<MarkingControls> {
    services.read(|c| {
        let plan = seen(c, call, id)?;
        let mut found = MarkingControls {
            plan_id: plan.id.clone(),
            tasks: 0,
            agreed: 0,
            markers: Vec::new(),
            needs_a_word: Vec::new(),
        };
        let mut markers: BTreeMap<String, Tally> = BTreeMap::new();
        for sitting in rows::sittings_of(c, &plan.id)? {
            let desk = Desk::read(c, sitting)?;
            let controls = desk
                .tasks()
                .into_iter()
                .filter(|task| desk.is_control(*task));
            for task in controls {
                let agreed = agreed_on(&desk, task);
                found.tasks += 1;
                found.agreed += usize::from(agreed.is_some());
                tally(&desk, task, agreed.as_ref(), &mut markers);
            }
        }
        found.markers = markers.into_iter().map(shown).collect();
        let beyond = found.markers.iter().filter(|marker| marker.beyond > 0);
        found.needs_a_word = beyond.map(|marker| marker.marker.clone()).collect();
        Ok(found)
    })
}

/// What has been counted of a marker.
#[derive(Default)]
struct Tally {
    tasks: usize,
    exact: usize,
    beyond: usize,
    deviations: Vec<i64>,
    differences: Vec<ControlDifference>,
}

/// The agreed marks of a control task; none while one lacks.
fn agreed_on(desk: &Desk, task: Task) -> Option<Judgement> {
    let points = |aspect| {
        let mark = desk.settled(task, &aspect)?;
        let points = Hundredths(mark.points);
        Some((aspect, points))
    };
    desk.aspects(task).into_iter().map(points).collect()
}

fn tally(
    desk: &Desk,
    task: Task,
    agreed: Option<&Judgement>,
    markers: &mut BTreeMap<String, Tally>,
) {
    let codes = desk.board.codes();
    let position = u32::try_from(task.1).unwrap_or_default();
    let tolerance = desk.plan.tolerance_of(position);
    for seat in desk
        .seats_at(task)
        .filter(|s| s.seat == SeatKind::Control.as_str())
    {
        let own = markers.entry(seat.marker_id.clone()).or_default();
        own.tasks += 1;
        let judged = desk.judgement(task, &seat.marker_id);
        let (Some(judged), Some(agreed)) = (judged, agreed) else {
            continue;
        };
        let found = apart(tolerance, &judged, agreed);
        let beyond = found.task_beyond || found.aspects.iter().any(|aspect| aspect.beyond);
        let points: Points = judged.values().copied().sum();
        let right: Points = agreed.values().copied().sum();
        own.deviations.push(points.0 - right.0);
        own.beyond += usize::from(beyond);
        if found.aspects.is_empty() {
            own.exact += 1;
            continue;
        }
        own.differences.push(ControlDifference {
            sitting_id: desk.board.sitting.id.clone(),
            candidate: codes.get(&task.0).copied().unwrap_or_default().to_owned(),
            position: task.1,
            points,
            agreed: right,
            beyond,
        });
    }
}

fn shown((marker, tally): (String, Tally)) -> MarkerControl {
    let sum: i64 = tally.deviations.iter().sum();
    let n = i128::try_from(tally.deviations.len()).unwrap_or_default();
    MarkerControl {
        marker,
        tasks: tally.tasks,
        compared: tally.deviations.len(),
        exact: tally.exact,
        beyond: tally.beyond,
        mean_deviation: Ratio::new(i128::from(sum), n * 100).map(Amount::from),
        differences: tally.differences,
    }
}
