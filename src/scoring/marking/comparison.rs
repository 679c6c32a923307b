//! Two markers' points for the same task beside each other.
//!
//! Within tolerance the plan's rule settles them, exactly: a mean is a fraction until it becomes a mark,
//! where half a hundredth goes up. Beyond it, or where the rule would give points that the mark scheme
//! does not have, an adjudicator decides.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plan::{Resolution, Tolerance};
use crate::bank::{Hundredths, Points};
use crate::scoring::ratio::Ratio;
use crate::specification::policy::Rounding;

/// What is marked of a task: part id, and descriptor id or ''.
pub type Aspect = (String, String);

/// Points of one marker for every aspect of a task.
pub type Judgement = BTreeMap<Aspect, Points>;

/// What two judgements come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The marks of the result.
    Settled(Judgement),
    /// Somebody has to decide.
    Apart(Apart),
}

/// Why somebody has to decide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Apart {
    /// Points between the two at the task as a whole.
    pub task: Points,
    /// True where that is more than the tolerance.
    pub task_beyond: bool,
    /// Descriptors at which the two differ.
    pub aspects: Vec<ApartAspect>,
}

/// A descriptor at which two markers differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ApartAspect {
    /// Part id.
    pub part: String,
    /// Descriptor id; absent for the whole part.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub descriptor: String,
    /// Points between the two.
    pub points: Points,
    /// True where that is more than the tolerance.
    pub beyond: bool,
}

/// Compares two judgements of the same aspects. `fits` says whether the mark scheme has such points.
pub fn compare(
    (tolerance, rule): (Tolerance, Resolution),
    (first, second): (&Judgement, &Judgement),
    fits: &dyn Fn(&Aspect, Points) -> bool,
) -> Outcome {
    if first == second {
        return Outcome::Settled(first.clone());
    }
    let apart = apart(tolerance, first, second);
    let beyond = apart.task_beyond || apart.aspects.iter().any(|aspect| aspect.beyond);
    let settled = match rule {
        _ if beyond => None,
        Resolution::Adjudicator => None,
        Resolution::Higher if total(second) > total(first) => Some(second.clone()),
        Resolution::Higher => Some(first.clone()),
        Resolution::Mean => mean(first, second),
    };
    let whole = |settled: &Judgement| settled.iter().all(|(aspect, points)| fits(aspect, *points));
    match settled.filter(whole) {
        Some(settled) => Outcome::Settled(settled),
        None => Outcome::Apart(apart),
    }
}

/// How far two judgements of the same aspects are from each other.
pub fn apart(tolerance: Tolerance, first: &Judgement, second: &Judgement) -> Apart {
    let between = |a: Points, b: Points| Hundredths((a.0 - b.0).abs());
    let differs = |(aspect, a): (&Aspect, &Points)| {
        let points = between(*a, *second.get(aspect)?);
        (points > Points::ZERO).then(|| ApartAspect {
            part: aspect.0.clone(),
            descriptor: aspect.1.clone(),
            points,
            beyond: points > tolerance.descriptor,
        })
    };
    let task = between(total(first), total(second));
    Apart {
        task,
        task_beyond: task > tolerance.task,
        aspects: first.iter().filter_map(differs).collect(),
    }
}

fn total(judgement: &Judgement) -> Points {
    judgement.values().copied().sum()
}

fn mean(first: &Judgement, second: &Judgement) -> Option<Judgement> {
    let of = |(aspect, a): (&Aspect, &Points)| {
        let mean = Ratio::mean(&[Ratio::from(*a), Ratio::from(*second.get(aspect)?)])?;
        Some((aspect.clone(), mean.round(Rounding::HalfUp, 2)?))
    };
    first.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judged(points: &[i64]) -> Judgement {
        let aspect = |n: usize| ("a".to_owned(), format!("d{n}"));
        let each = points.iter().enumerate();
        each.map(|(n, points)| (aspect(n), Hundredths(*points)))
            .collect()
    }

    fn within(descriptor: i64, task: i64) -> Tolerance {
        Tolerance {
            descriptor: Hundredths(descriptor),
            task: Hundredths(task),
        }
    }

    fn settled(rule: Resolution, first: &[i64], second: &[i64]) -> Option<Vec<i64>> {
        let rule = (within(100, 100), rule);
        match compare(rule, (&judged(first), &judged(second)), &|_, _| true) {
            Outcome::Settled(marks) => Some(marks.values().map(|points| points.0).collect()),
            Outcome::Apart(_) => None,
        }
    }

    #[test]
    fn within_tolerance_the_rule_settles_exactly() {
        assert_eq!(
            settled(Resolution::Mean, &[100, 0], &[0, 100]),
            Some(vec![50, 50])
        );
        assert_eq!(settled(Resolution::Mean, &[25], &[50]), Some(vec![38]));
        assert_eq!(
            settled(Resolution::Higher, &[100, 0], &[100, 50]),
            Some(vec![100, 50])
        );
        assert_eq!(
            settled(Resolution::Higher, &[100, 0], &[0, 100]),
            Some(vec![100, 0])
        );
        assert_eq!(
            settled(Resolution::Adjudicator, &[100, 0], &[100, 50]),
            None
        );
        assert_eq!(
            settled(Resolution::Adjudicator, &[100], &[100]),
            Some(vec![100])
        );
    }

    #[test]
    fn beyond_the_tolerance_of_a_descriptor_or_of_the_task_nothing_is_settled() {
        assert_eq!(settled(Resolution::Mean, &[200], &[50]), None);
        assert_eq!(settled(Resolution::Mean, &[100, 100], &[0, 0]), None);
        let told = apart(
            within(100, 100),
            &judged(&[100, 100, 50]),
            &judged(&[0, 0, 50]),
        );
        assert_eq!((told.task, told.task_beyond), (Hundredths::whole(2), true));
        assert_eq!(told.aspects.len(), 2);
        assert!(told.aspects.iter().all(|aspect| !aspect.beyond));
    }

    #[test]
    fn a_mean_that_the_mark_scheme_does_not_have_is_decided_by_somebody() {
        let rule = (within(200, 200), Resolution::Mean);
        let (first, second) = (judged(&[200]), judged(&[400]));
        let banded = |_: &Aspect, points: Points| points.0 != 300;
        assert!(matches!(
            compare(rule, (&first, &second), &banded),
            Outcome::Apart(_)
        ));
    }

    proptest! {
        #[test]
        fn what_is_settled_lies_between_the_two_and_does_not_depend_on_their_order(
            pairs in proptest::collection::vec((0i64..500, 0i64..500), 1..5)
        ) {
            let (first, second): (Vec<i64>, Vec<i64>) = pairs.iter().copied().unzip();
            let rule = (within(i64::MAX, i64::MAX), Resolution::Mean);
            let one = compare(rule, (&judged(&first), &judged(&second)), &|_, _| true);
            let other = compare(rule, (&judged(&second), &judged(&first)), &|_, _| true);
            prop_assert_eq!(&one, &other);
            let Outcome::Settled(marks) = one else { panic!("within any tolerance") };
            for (points, (a, b)) in marks.values().zip(pairs) {
                prop_assert!(a.min(b) <= points.0 && points.0 <= a.max(b));
                // Twice the mean is the sum, but for the half that goes up.
                prop_assert!((0..=1).contains(&(2 * points.0 - a - b)));
            }
        }
    }
}
