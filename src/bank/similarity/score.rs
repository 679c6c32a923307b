//! How alike two prints are.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::print::Print;
use crate::bank::Hundredths;
use crate::bank::quality::SimilarityWeights;

/// A field of so many shingles has its whole weight, one of fewer the less of it.
const SAYS_ENOUGH: usize = 12;

/// How alike two texts are, in percent with two places: 0 nothing shared, 100 the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// All fields by their weights.
    pub total: Hundredths,
    /// Stem and prompts; absent where neither says anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Hundredths>,
    /// Options and right elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Hundredths>,
    /// What is right; 0 where it is offered in the other item too, and is wrong there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Hundredths>,
}

impl Score {
    /// The score of two prints. Fields that neither has weigh nothing, and the others more; a field that
    /// says little weighs little, because four digits as options are alike in a hundred questions.
    pub fn of(first: &Print, second: &Print, weights: &SimilarityWeights) -> Self {
        let contradict = first.contradicts(second);
        let fields = [
            (&first.stem, &second.stem, weights.stem, false),
            (&first.options, &second.options, weights.options, false),
            (&first.key, &second.key, weights.key, contradict),
        ];
        let (mut sum, mut weight) = (0, 0);
        let [stem, options, key] = fields.map(|(one, other, of_field, is_other)| {
            let share = jaccard(one, other)?;
            let share = if is_other { Hundredths::ZERO } else { share };
            let said = one.len().max(other.len()).min(SAYS_ENOUGH) as i64;
            sum += share.0 * i64::from(of_field) * said;
            weight += i64::from(of_field) * said;
            Some(share)
        });
        Self {
            total: Hundredths(if weight > 0 { sum / weight } else { 0 }),
            stem,
            options,
            key,
        }
    }
}

/// Shared shingles of all shingles (Jaccard), in percent; `None` where there are none at all.
fn jaccard(first: &[u32], second: &[u32]) -> Option<Hundredths> {
    if first.is_empty() && second.is_empty() {
        return None;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_i64);
    while i < first.len() && j < second.len() {
        match first[i].cmp(&second[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                shared += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    let all = (first.len() + second.len()) as i64 - shared;
    Some(Hundredths(shared * 10_000 / all))
}
