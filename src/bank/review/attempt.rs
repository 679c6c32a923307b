//! Attempts: an item is evaluated in rounds. A round begins with a first submission; what is sent back
//! and comes again is the next attempt of the same round and names the one before. A version that
//! follows an approved or refused one begins a new round.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::language::finding::Finding;
use crate::language::text_enum;

/// Which attempt of which round, both from 1.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct AttemptNumber {
    /// Round of evaluation of the item.
    pub round: u32,
    /// Attempt in the round.
    pub attempt: u32,
}

impl AttemptNumber {
    /// The first attempt of all.
    pub const FIRST: Self = Self {
        round: 1,
        attempt: 1,
    };

    /// True when something came before in the round: a repeated evaluation.
    pub fn is_repeated(self) -> bool {
        self.attempt > 1
    }
}

impl fmt::Display for AttemptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.round, self.attempt)
    }
}

text_enum! {
    /// What became of an attempt.
    Outcome {
        /// Found good.
        Approved = "approved",
        /// Sent back to be revised.
        Returned = "returned",
        /// Refused for good.
        Rejected = "rejected",
        /// Taken back before it was decided.
        Withdrawn = "withdrawn",
    }
}

/// A submission of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    /// Round and number.
    pub number: AttemptNumber,
    /// The attempt before in the same round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<AttemptNumber>,
    /// The version.
    pub version: i32,
    /// Who handed it in.
    pub submitted_by: String,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// What became of it; nothing while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// A version that is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The version.
    pub version: i32,
    /// Who hands it in.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Number of the returned version that it equals in every field.
    pub unchanged_since: Option<i32>,
}

/// The attempt that a submission is, after the earlier ones of the item, oldest first.
///
/// # Errors
/// An attempt is still open; the item was refused for good; the version had its attempt already; nothing
/// changed since it was sent back.
pub fn next_attempt(earlier: &[Attempt], submission: Submission) -> Result<Attempt, Vec<Finding>> {
    let last = earlier.iter().max_by_key(|attempt| attempt.number);
    let mut findings = Vec::new();
    let numbered = |code: Finding, attempt: &Attempt| {
        code.with("attempt", attempt.number.to_string())
            .with("number", attempt.version)
    };
    if let Some(last) = last {
        match last.outcome {
            None => findings.push(numbered(Finding::error("attempt_open", ""), last)),
            Some(Outcome::Rejected) => {
                findings.push(numbered(
                    Finding::error("attempt_after_rejection", ""),
                    last,
                ));
            }
            Some(Outcome::Returned) => {
                let unchanged = submission.unchanged_since.map(|number| {
                    Finding::error("resubmitted_unchanged", "").with("number", number)
                });
                findings.extend(unchanged);
            }
            Some(Outcome::Approved | Outcome::Withdrawn) => {}
        }
    }
    let taken_back = |attempt: &Attempt| attempt.outcome == Some(Outcome::Withdrawn);
    let judged = earlier
        .iter()
        .find(|a| a.version == submission.version && !taken_back(a));
    if let Some(judged) = judged.filter(|judged| judged.outcome.is_some()) {
        findings.push(numbered(
            Finding::error("attempt_of_judged_version", ""),
            judged,
        ));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let (number, previous) = follow(last);
    Ok(Attempt {
        number,
        previous,
        version: submission.version,
        submitted_by: submission.by,
        submitted_at: submission.at,
        outcome: None,
    })
}

/// Number after an attempt, and the attempt that it repeats.
fn follow(last: Option<&Attempt>) -> (AttemptNumber, Option<AttemptNumber>) {
    let Some(last) = last else {
        return (AttemptNumber::FIRST, None);
    };
    let goes_on = matches!(last.outcome, Some(Outcome::Returned | Outcome::Withdrawn));
    if goes_on {
        let attempt = last.number.attempt + 1;
        let number = AttemptNumber {
            attempt,
            ..last.number
        };
        return (number, Some(last.number));
    }
    let number = AttemptNumber {
        round: last.number.round + 1,
        attempt: 1,
    };
    (number, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submission(version: i32) -> Submission {
        Submission {
            version,
            by: "author".into(),
            at: DateTime::UNIX_EPOCH,
            unchanged_since: None,
        }
    }

    fn number(round: u32, attempt: u32) -> AttemptNumber {
        AttemptNumber { round, attempt }
    }

    #[track_caller]
    fn add(attempts: &mut Vec<Attempt>, version: i32, outcome: Outcome) -> AttemptNumber {
        let mut attempt = next_attempt(attempts, submission(version)).unwrap();
        attempt.outcome = Some(outcome);
        let number = attempt.number;
        attempts.push(attempt);
        number
    }

    fn codes(attempts: &[Attempt], submission: Submission) -> Vec<String> {
        let findings = next_attempt(attempts, submission).unwrap_err();
        findings.into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn what_was_sent_back_comes_again_as_the_next_attempt_and_names_the_one_before() {
        let mut attempts = Vec::new();
        assert_eq!(add(&mut attempts, 1, Outcome::Returned), number(1, 1));
        assert_eq!(add(&mut attempts, 2, Outcome::Returned), number(1, 2));
        assert_eq!(add(&mut attempts, 3, Outcome::Approved), number(1, 3));
        assert_eq!(attempts[2].previous, Some(number(1, 2)));
        assert!(attempts[2].number.is_repeated());
    }

    #[test]
    fn a_version_after_an_approved_one_begins_a_new_round() {
        let mut attempts = Vec::new();
        add(&mut attempts, 1, Outcome::Approved);
        assert_eq!(add(&mut attempts, 2, Outcome::Returned), number(2, 1));
        assert_eq!(attempts[1].previous, None);
        assert!(!attempts[1].number.is_repeated());
        assert_eq!(add(&mut attempts, 3, Outcome::Approved), number(2, 2));
    }

    #[test]
    fn nothing_is_handed_in_beside_an_open_attempt_or_after_a_refusal() {
        let open = next_attempt(&[], submission(1)).unwrap();
        assert_eq!(codes(&[open], submission(2)), ["attempt_open"]);
        let mut refused = Vec::new();
        add(&mut refused, 1, Outcome::Rejected);
        assert_eq!(codes(&refused, submission(2)), ["attempt_after_rejection"]);
    }

    #[test]
    fn the_same_content_and_the_same_version_are_not_judged_twice() {
        let mut returned = Vec::new();
        add(&mut returned, 1, Outcome::Returned);
        let unchanged = Submission {
            unchanged_since: Some(1),
            ..submission(2)
        };
        assert_eq!(codes(&returned, unchanged), ["resubmitted_unchanged"]);
        assert_eq!(
            codes(&returned, submission(1)),
            ["attempt_of_judged_version"]
        );
        // What was taken back was not judged.
        let mut withdrawn = Vec::new();
        add(&mut withdrawn, 1, Outcome::Withdrawn);
        assert_eq!(add(&mut withdrawn, 1, Outcome::Approved), number(1, 2));
    }
}
