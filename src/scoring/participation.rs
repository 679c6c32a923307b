//! How many took part, held against what the specification asks for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::result::{AttemptPartState, PartState};
use crate::specification::document::Participation;

/// Up to so many pupils the share for small groups holds.
const FEW: usize = 10;

/// How many of those who should took part.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TookPart {
    /// Pupils who should; those who are exempt are left out.
    pub expected: usize,
    /// Pupils who are exempt: away with one of the reasons that the specification names.
    pub exempt: usize,
    /// Pupils who wrote every part.
    pub took_part: usize,
    /// Pupils of whom nothing is recorded yet.
    pub open: usize,
    /// Fewest pupils who had to.
    pub needed: usize,
    /// True when as many did.
    pub reached: bool,
}

/// Counts who took part; none where the specification asks for no share.
pub fn took_part<'a>(
    rule: &Participation,
    attempts: impl Iterator<Item = &'a [AttemptPartState]>,
) -> Option<TookPart> {
    let (mut expected, mut exempt, mut took, mut open) = (0, 0, 0, 0);
    for parts in attempts {
        if parts.iter().any(|part| is_exempt(rule, part)) {
            exempt += 1;
            continue;
        }
        expected += 1;
        took += usize::from(parts.iter().all(|part| part.state == PartState::Present));
        open += usize::from(parts.iter().all(|part| part.state == PartState::Planned));
    }
    let few = rule.if_at_most_10.filter(|_| expected <= FEW);
    let share = few.or(rule.required)?;
    // The smallest number whose share is not below.
    let needed = (share.clamp(0.0, 1.0) * expected as f64 - 1e-9).ceil() as usize;
    Some(TookPart {
        expected,
        exempt,
        took_part: took,
        open,
        needed,
        reached: took >= needed,
    })
}

/// Away with a valid reason that is one of the words of the specification; case and spaces do not count.
fn is_exempt(rule: &Participation, part: &AttemptPartState) -> bool {
    let said = part.reason.as_deref().unwrap_or_default().trim();
    part.state == PartState::AbsentValid
        && rule
            .exempt
            .iter()
            .any(|word| word.to_lowercase() == said.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> Participation {
        Participation {
            required: Some(0.9),
            if_at_most_10: Some(0.8),
            exempt: vec!["sen".into(), "health".into()],
        }
    }

    fn attempts(present: usize, away: usize, reasons: &[&str]) -> Vec<Vec<AttemptPartState>> {
        let part = |state, reason: Option<&str>| {
            vec![AttemptPartState {
                id: "1".into(),
                state,
                reason: reason.map(str::to_owned),
            }]
        };
        let there = (0..present).map(|_| part(PartState::Present, None));
        let not = (0..away).map(|_| part(PartState::Absent, None));
        let valid = reasons
            .iter()
            .map(|why| part(PartState::AbsentValid, Some(why)));
        there.chain(not).chain(valid).collect()
    }

    fn counted(attempts: &[Vec<AttemptPartState>]) -> TookPart {
        took_part(&rule(), attempts.iter().map(Vec::as_slice)).expect("a rule")
    }

    #[test]
    fn nine_of_ten_have_to_and_eight_of_ten_where_there_are_few() {
        let found = counted(&attempts(18, 2, &[]));
        assert_eq!((found.needed, found.reached), (18, true));
        let found = counted(&attempts(17, 3, &[]));
        assert_eq!((found.needed, found.reached), (18, false));
        let found = counted(&attempts(8, 2, &[]));
        assert_eq!((found.needed, found.reached), (8, true));
        let found = counted(&attempts(9, 2, &[]));
        assert_eq!((found.needed, found.reached), (10, false));
    }

    #[test]
    fn who_is_exempt_is_not_expected_and_any_other_reason_is_an_absence() {
        let found = counted(&attempts(8, 1, &["Health ", "journey", "sen"]));
        assert_eq!((found.expected, found.exempt, found.took_part), (10, 2, 8));
        assert!(found.reached);
    }

    #[test]
    fn a_part_away_is_no_participation_and_no_share_is_no_rule() {
        let mut both = attempts(2, 0, &[]);
        both[0].push(AttemptPartState {
            id: "2".into(),
            state: PartState::Absent,
            reason: None,
        });
        let found = counted(&both);
        assert_eq!((found.took_part, found.open, found.reached), (1, 0, false));
        let none = Participation::default();
        assert_eq!(took_part(&none, both.iter().map(Vec::as_slice)), None);
    }
}
