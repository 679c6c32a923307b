//! MinHash signatures and their bands.
//!
//! The share of equal places of two signatures estimates how many shingles two texts share (Broder 1997,
//! "On the resemblance and containment of documents"). A shingle is hashed once in a round and stands for one
//! of sixteen places by it (Li, Owen, Zhang 2012, "One permutation hashing"); a place that none stands for
//! takes the value of another one, found in an order of its own (Shrivastava 2017, "Optimal densification
//! for fast and accurate minwise hashing"). Nine hashes make 144 places.
//!
//! Bands of three places, each of another round, propose a pair whose share is s with probability
//! 1 − (1 − s³)⁴⁸: 0.96 at s = 0.4, 0.05 at s = 0.1. Texts of a dozen shingles have fewer places that differ.

/// Places of a band.
const ROWS: usize = 3;
/// Rounds, each with a hash function of its own.
const ROUNDS: usize = 3 * ROWS;
/// Places of a round, by the first four bits of a hash.
const PLACES: usize = 16;
/// Bands of a signature.
pub(super) const BANDS: usize = ROUNDS / ROWS * PLACES;

/// The least hash of each place of each round.
pub(super) type Signature = [[u32; PLACES]; ROUNDS];

/// The signature of shingles, of which there is at least one.
pub(super) fn signature<'a>(shingles: impl Iterator<Item = &'a u32>) -> Signature {
    let mut least = [[u32::MAX; PLACES]; ROUNDS];
    for shingle in shingles {
        let mut hash = u64::from(*shingle);
        for round in &mut least {
            hash = mixed(hash);
            let hash = (hash >> 32) as u32;
            let place = &mut round[(hash >> 28) as usize];
            *place = (*place).min(hash);
        }
    }
    for round in &mut least {
        fill(round);
    }
    least
}

/// Gives empty places the value of one that is not, the same one wherever the same places are empty.
fn fill(round: &mut [u32; PLACES]) {
    let found = *round;
    if found.iter().all(|value| *value == u32::MAX) {
        return;
    }
    for (n, place) in round.iter_mut().enumerate() {
        let mut next = n as u64;
        while *place == u32::MAX {
            next = mixed(next);
            *place = found[(next >> 60) as usize];
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
fn mixed(state: u64) -> u64 {
    let mut mixed = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A name for each band: equal bands of one language have equal names. That others have is rare, and harms
/// nothing: what is proposed is compared.
pub(super) fn bands(signature: &Signature, language: u32) -> [u32; BANDS] {
    let mut names = [0; BANDS];
    for (n, name) in names.iter_mut().enumerate() {
        let (group, place) = (n / PLACES * ROWS, n % PLACES);
        let mut state = u64::from(language) << 32 | n as u64;
        for round in &signature[group..group + ROWS] {
            state = mixed(state ^ u64::from(round[place]));
        }
        *name = (state >> 32) as u32;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::similarity::tokens::hash;

    #[test]
    fn the_share_of_equal_places_estimates_the_share_of_equal_shingles() {
        for shared in [20_u32, 50, 80] {
            let first: Vec<u32> = (0..100).map(|n: u32| hash(0, &n.to_le_bytes())).collect();
            let second: Vec<u32> = (100 - shared..200 - shared)
                .map(|n: u32| hash(0, &n.to_le_bytes()))
                .collect();
            let jaccard = f64::from(shared) / f64::from(200 - shared);
            let (a, b) = (signature(first.iter()), signature(second.iter()));
            let places = a.as_flattened().iter().zip(b.as_flattened());
            let estimate = places.filter(|(a, b)| a == b).count() as f64 / 144.0;
            // Three standard errors of a share of 144.
            assert!(
                (estimate - jaccard).abs() < 0.125,
                "{shared}: {estimate} for {jaccard}"
            );
        }
    }

    #[test]
    fn bands_are_equal_in_one_language_only() {
        let print = signature([1, 2, 3].iter());
        assert_eq!(bands(&print, 1), bands(&print, 1));
        let (one, other) = (bands(&print, 1), bands(&print, 2));
        assert!(one.iter().zip(&other).all(|(a, b)| a != b));
    }

    #[test]
    fn places_are_filled_in_the_same_way_where_texts_are_short() {
        let (one, other) = (signature([7, 9].iter()), signature([9, 7, 7].iter()));
        assert_eq!(one, other);
        assert!(one.as_flattened().iter().all(|place| *place != u32::MAX));
        // One shingle of three is shared: a third of the places, give or take three standard errors.
        let third = signature([7, 11].iter());
        let places = one.as_flattened().iter().zip(third.as_flattened());
        let equal = places.filter(|(a, b)| a == b).count();
        assert!((12..=84).contains(&equal), "{equal}");
    }
}
