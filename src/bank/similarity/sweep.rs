//! All pairs of a bank, slice by slice, so that a job can tell how far it is and go on where it stopped.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::index::Index;
use super::score::Score;
use crate::bank::quality::SimilarityWeights;
use crate::bank::{Hundredths, Language};

/// Most pairs that one variant opens; the others are counted.
const MOST_OF_ONE: usize = 50;

/// Two items that are alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// The item that comes first in order.
    pub first: String,
    /// The other item.
    pub second: String,
    /// The language in which they are alike.
    pub language: Language,
    /// How alike they are.
    pub score: Score,
}

/// What a slice of the bank gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slice {
    /// Pairs at least as alike as asked for, in order of the items.
    pub pairs: Vec<Pair>,
    /// Pairs left out because one variant had more than fifty of them.
    pub left_out: usize,
    /// Pairs that were proposed and compared.
    pub compared: usize,
    /// Where the next slice begins; `None` after the last one. Of [`Index::len`] this is the progress.
    pub next: Option<usize>,
}

impl Index {
    /// The pairs whose first variant is one of `length` from `from` on, with a score of at least `least`.
    ///
    /// Members of one clone family are alike on purpose and left out. Items that differ in numbers only
    /// are told by [`Index::families`] and stand here only where even their numbers are equal. Slices
    /// depend on nothing but the index, so that they can be computed in any order and side by side.
    pub fn sweep(
        &self,
        from: usize,
        length: usize,
        weights: &SimilarityWeights,
        least: Hundredths,
    ) -> Slice {
        let to = from.saturating_add(length).min(self.entries.len());
        let mut slice = Slice {
            next: (to < self.entries.len()).then_some(to),
            ..Slice::default()
        };
        let mut candidates = Vec::new();
        for n in from..to {
            candidates.clear();
            for band in self.bands[n] {
                candidates.extend(self.bucket(band, n as u32 + 1));
            }
            candidates.sort_unstable();
            candidates.dedup();
            self.compare(n, &candidates, weights, least, &mut slice);
        }
        slice
    }

    fn compare(
        &self,
        n: usize,
        candidates: &[u32],
        weights: &SimilarityWeights,
        least: Hundredths,
        slice: &mut Slice,
    ) {
        let one = &self.entries[n];
        let mut of_one = 0;
        for other in candidates.iter().map(|m| &self.entries[*m as usize]) {
            let is_kin = one.family.is_some() && one.family == other.family;
            if is_kin || one.item == other.item {
                continue;
            }
            if self.is_clone(one, other) && one.print != other.print {
                continue;
            }
            slice.compared += 1;
            let score = Score::of(&one.print, &other.print, weights);
            if score.total < least {
                continue;
            }
            of_one += 1;
            if of_one > MOST_OF_ONE {
                slice.left_out += 1;
                continue;
            }
            slice.pairs.push(Pair {
                first: one.item.clone(),
                second: other.item.clone(),
                language: one.language.clone(),
                score,
            });
        }
    }
}
