//! What was evaluated: how many, how many approved, how many repeated, and the ratings. A share never
//! stands without its base, and the base says what it is a share of: attempts that were evaluated first,
//! those that were repeated, and those that carry a rating are different bases.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attempt::{AttemptNumber, Outcome};
use super::verdict::Rating;
use crate::language::text_enum;

/// A decided attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluated {
    /// What it is counted under: a subject, a programme, a month.
    pub group: String,
    /// Round and number.
    pub number: AttemptNumber,
    /// What became of it; attempts that were taken back are not evaluated.
    pub outcome: Outcome,
    /// The rating of the attempt.
    pub rating: Option<Rating>,
}

text_enum! {
    /// What a share is a share of.
    Base {
        /// First attempts that were decided.
        FirstAttempts = "first_attempts",
        /// Repeated attempts that were decided.
        RepeatedAttempts = "repeated_attempts",
        /// Decided attempts, first and repeated, that carry a rating.
        RatedAttempts = "rated_attempts",
    }
}

/// A number out of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Out of how many.
    pub base: u64,
    /// What the base is.
    pub of: Base,
}

impl Share {
    /// The share in percent with one decimal (`93.4`), rounded half up; none out of nothing.
    pub fn percent(self) -> Option<String> {
        let base = u128::from(self.base);
        let tenths = (u128::from(self.count) * 2000 + base).checked_div(2 * base)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// The counts of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewCounts {
    /// First attempts that were decided.
    pub evaluated: u64,
    /// Of those, approved.
    pub approved: Share,
    /// Repeated attempts that were decided.
    pub repeated: u64,
    /// Of those, approved.
    pub repeated_approved: Share,
    /// Rating → how many of the attempts that carry one.
    pub ratings: BTreeMap<Rating, Share>,
}

/// The counts of all and of each group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReviewReport {
    /// Of all.
    pub all: ReviewCounts,
    /// Group → its counts.
    pub groups: BTreeMap<String, ReviewCounts>,
}

/// Counts the decided attempts.
pub fn review_report(attempts: &[Evaluated]) -> ReviewReport {
    let mut groups: BTreeMap<&str, Vec<&Evaluated>> = BTreeMap::new();
    for attempt in attempts {
        groups.entry(&attempt.group).or_default().push(attempt);
    }
    let all: Vec<&Evaluated> = attempts.iter().collect();
    let groups = groups
        .into_iter()
        .map(|(group, of)| (group.to_owned(), counts(&of)));
    ReviewReport {
        all: counts(&all),
        groups: groups.collect(),
    }
}

fn counts(attempts: &[&Evaluated]) -> ReviewCounts {
    let decided = attempts.iter().filter(|a| a.outcome != Outcome::Withdrawn);
    let decided: Vec<&&Evaluated> = decided.collect();
    let count = |fits: &dyn Fn(&Evaluated) -> bool| {
        let fitting = decided.iter().filter(|attempt| fits(attempt)).count();
        u64::try_from(fitting).unwrap_or(u64::MAX)
    };
    let approved = |attempt: &Evaluated| attempt.outcome == Outcome::Approved;
    let first = count(&|a| !a.number.is_repeated());
    let repeated = count(&|a| a.number.is_repeated());
    let rated = count(&|a| a.rating.is_some());
    let share = |count, base, of| Share { count, base, of };
    let ratings = Rating::ALL.iter().map(|rating| {
        let with = count(&|a| a.rating == Some(*rating));
        (*rating, share(with, rated, Base::RatedAttempts))
    });
    ReviewCounts {
        evaluated: first,
        approved: share(
            count(&|a| approved(a) && !a.number.is_repeated()),
            first,
            Base::FirstAttempts,
        ),
        repeated,
        repeated_approved: share(
            count(&|a| approved(a) && a.number.is_repeated()),
            repeated,
            Base::RepeatedAttempts,
        ),
        ratings: ratings.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempts(
        group: &str,
        attempt: u32,
        outcome: Outcome,
        rating: Option<Rating>,
        count: usize,
    ) -> Vec<Evaluated> {
        let number = AttemptNumber { round: 1, attempt };
        let one = Evaluated {
            group: group.into(),
            number,
            outcome,
            rating,
        };
        vec![one; count]
    }

    #[test]
    fn the_centres_published_figures_come_out_with_their_own_bases() {
        use Outcome::{Approved, Returned};
        use Rating::{Good, Satisfactory, Unsatisfactory};
        // 46,789 evaluated, 43,689 certified; 1,986 repeated, 1,854 certified; 46,732 carry a rating.
        let all = [
            attempts("p", 1, Approved, Some(Good), 510),
            attempts("p", 1, Approved, Some(Satisfactory), 43_122),
            attempts("p", 1, Approved, None, 57),
            attempts("p", 1, Returned, Some(Satisfactory), 391),
            attempts("p", 1, Returned, Some(Unsatisfactory), 2_709),
            attempts("q", 2, Approved, None, 1_854),
            attempts("q", 2, Returned, None, 132),
        ]
        .concat();
        let report = review_report(&all);
        let counts = &report.all;
        assert_eq!((counts.evaluated, counts.repeated), (46_789, 1_986));
        assert_eq!(counts.approved.percent().as_deref(), Some("93.4"));
        assert_eq!(counts.repeated_approved.percent().as_deref(), Some("93.4"));
        let rating = |rating| counts.ratings[&rating];
        assert_eq!(rating(Good).base, 46_732);
        let percents = [Unsatisfactory, Satisfactory, Good].map(|r| rating(r).percent().unwrap());
        assert_eq!(percents, ["5.8", "93.1", "1.1"]);
        assert_eq!(report.groups["q"].evaluated, 0);
        assert_eq!(report.groups["q"].approved.percent(), None);
    }

    #[test]
    fn what_was_taken_back_was_not_evaluated_and_half_a_tenth_is_rounded_up() {
        let report = review_report(&attempts("p", 1, Outcome::Withdrawn, None, 3));
        assert_eq!(report.all.evaluated, 0);
        let share = |count, base| Share {
            count,
            base,
            of: Base::FirstAttempts,
        };
        assert_eq!(share(1, 2000).percent().as_deref(), Some("0.1"));
        assert_eq!(share(1, 2001).percent().as_deref(), Some("0.0"));
        assert_eq!(share(7, 7).percent().as_deref(), Some("100.0"));
    }
}
