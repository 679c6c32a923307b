//! What is marked on its own (a descriptor, or a part without descriptors), and sums over it.

use std::collections::{BTreeMap, BTreeSet};

use crate::bank::content::Part;
use crate::bank::{ItemType, Points, SchemeKind, Thinking};
use crate::specification::document::CriterionDocument;

use super::mark::MarkRecord;
use super::ratio::{Amount, Ratio};
use super::result::{Achievement, MissingMark, MissingReason, ScoredPosition};

/// One thing that is marked on its own: a descriptor, or a part without descriptors.
pub(super) struct Unit<'a> {
    pub(super) position: u32,
    pub(super) attempt_part: &'a str,
    pub(super) part: &'a str,
    pub(super) descriptor: &'a str,
    pub(super) max: Points,
    pub(super) objectives: Vec<&'a str>,
    pub(super) criteria: Vec<&'a str>,
    pub(super) thinking: Option<Thinking>,
}

/// A unit with its points: `Ok(None)` where it was not written, `Err` where the mark is missing.
pub(super) type Line<'a> = (&'a Unit<'a>, Result<Option<Points>, MissingReason>);

impl Unit<'_> {
    pub(super) fn missing(&self, reason: MissingReason) -> MissingMark {
        MissingMark {
            position: self.position,
            part: self.part.to_owned(),
            descriptor: self.descriptor.to_owned(),
            reason,
        }
    }
}

/// A unit counts for the criteria that its descriptor or its item names, and for those of the specification
/// that sum up one of its objectives; once for each.
pub(super) fn units<'a>(
    positions: &[ScoredPosition<'a>],
    criteria: &'a [CriterionDocument],
) -> Vec<Unit<'a>> {
    let of_position = |at: &ScoredPosition<'a>| {
        let at = *at;
        let pointed = |part: &&Part| at.content.part_type(part) != ItemType::Question;
        at.content
            .parts
            .iter()
            .filter(pointed)
            .flat_map(move |part| units_of_part(at, part))
    };
    let mut units: Vec<Unit<'a>> = positions.iter().flat_map(of_position).collect();
    for unit in &mut units {
        let sums_up = |criterion: &&CriterionDocument| {
            let mut objectives = criterion.objectives.iter();
            criterion.instrument.is_none()
                && objectives.any(|code| unit.objectives.contains(&code.as_str()))
        };
        let of_specification = criteria.iter().filter(sums_up).map(|c| c.id.as_str());
        let own = unit.criteria.iter().copied();
        let all: BTreeSet<&str> = own.chain(of_specification).collect();
        unit.criteria = all.into_iter().collect();
    }
    units
}

fn units_of_part<'a>(at: ScoredPosition<'a>, part: &'a Part) -> Vec<Unit<'a>> {
    let content = at.content;
    let unit = |descriptor: &'a str,
                max,
                objective: Option<&'a String>,
                criterion: Option<&'a String>| Unit {
        position: at.position,
        attempt_part: at.attempt_part,
        part: &part.id,
        descriptor,
        max,
        objectives: own_or_all(objective, &content.objectives),
        criteria: own_or_all(criterion, &content.criteria),
        thinking: content.thinking,
    };
    if part.scheme.kind != SchemeKind::Analytic || part.scheme.descriptors.is_empty() {
        return vec![unit("", part.points, None, None)];
    }
    let descriptors = part.scheme.descriptors.iter();
    descriptors
        .map(|d| unit(&d.id, d.points, d.objective.as_ref(), d.criterion.as_ref()))
        .collect()
}

fn own_or_all<'a>(own: Option<&'a String>, all: &'a [String]) -> Vec<&'a str> {
    match own {
        Some(own) => vec![own],
        None => all
            .iter()
            .map(String::as_str)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    }
}

/// Counting marks by target; `None` where they differ.
pub(super) struct Awarded<'a>(BTreeMap<(u32, &'a str, &'a str), Option<Points>>);

impl<'a> Awarded<'a> {
    pub(super) fn of(marks: Vec<&'a MarkRecord>) -> Self {
        let mut by_target: BTreeMap<_, Option<Points>> = BTreeMap::new();
        for mark in marks.into_iter().filter(|mark| mark.source.counts()) {
            let points = by_target.entry(mark.target()).or_insert(Some(mark.points));
            *points = points.filter(|points| *points == mark.points);
        }
        Self(by_target)
    }

    pub(super) fn points(&self, unit: &Unit<'_>) -> Result<Option<Points>, MissingReason> {
        match self.0.get(&(unit.position, unit.part, unit.descriptor)) {
            None => Err(MissingReason::Unmarked),
            Some(None) => Err(MissingReason::Disputed),
            Some(points) => Ok(*points),
        }
    }
}

/// Lines to sum up.
pub(super) struct Sums<'a>(pub(super) &'a [Line<'a>]);

impl Sums<'_> {
    pub(super) fn points(&self) -> Points {
        self.0
            .iter()
            .filter_map(|(_, points)| points.ok().flatten())
            .sum()
    }

    /// Sums by the names a unit counts for, in the order of their names.
    pub(super) fn by<'n>(
        &'n self,
        names: impl Fn(&'n Unit<'n>) -> Vec<&'n str>,
    ) -> Vec<Achievement> {
        let mut sums: BTreeMap<&str, (Option<Points>, Points)> = BTreeMap::new();
        for (unit, points) in self.0 {
            for name in names(unit) {
                let (sum, max) = sums
                    .entry(name)
                    .or_insert((Some(Points::ZERO), Points::ZERO));
                *sum = sum
                    .zip(points.ok().flatten())
                    .map(|(sum, points)| sum + points);
                *max = *max + unit.max;
            }
        }
        sums.into_iter()
            .map(|(id, (points, max))| achievement(id, points, max))
            .collect()
    }
}

/// One line with its percentage.
pub(super) fn achievement(id: &str, points: Option<Points>, max: Points) -> Achievement {
    let percent = points.and_then(|points| Ratio::percent_of(points, max));
    Achievement {
        id: id.to_owned(),
        points,
        max,
        percent: percent.map(Amount::from),
    }
}
