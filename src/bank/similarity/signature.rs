//! MinHash signatures and their bands.
//!
//! The share of equal places of two signatures estimates how many shingles two texts share (Broder 1997,
//! "On the resemblance and containment of documents"). Bands of three places each propose a pair whose
//! share is s with probability 1 − (1 − s³)⁴⁸: 0.96 at s = 0.4, 0.05 at s = 0.1.

/// Places of a band.
const ROWS: usize = 3;
/// Bands of a signature.
pub(super) const BANDS: usize = 48;
/// Places of a signature.
pub(super) const PLACES: usize = ROWS * BANDS;

/// A signature.
pub(super) type Signature = [u32; PLACES];

/// The hash functions: fixed for good, or prints of yesterday would not meet those of today.
const SEEDS: [(u32, u32); PLACES] = seeds();

const fn seeds() -> [(u32, u32); PLACES] {
    let mut seeds = [(0, 0); PLACES];
    let mut state = 0x5379_6e61_7121_u64;
    let mut n = 0;
    while n < PLACES {
        // SplitMix64 (Steele, Lea, Flood 2014).
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        seeds[n] = (mixed as u32, (mixed >> 32) as u32 | 1);
        n += 1;
    }
    seeds
}

/// The signature of shingles.
pub(super) fn signature<'a>(shingles: impl Iterator<Item = &'a u32>) -> Signature {
    let mut least = [u32::MAX; PLACES];
    for shingle in shingles {
        for (place, (mask, factor)) in least.iter_mut().zip(&SEEDS) {
            let hashed = (shingle ^ mask).wrapping_mul(*factor);
            *place = (*place).min(hashed ^ (hashed >> 15));
        }
    }
    least
}

/// A name for each band: equal bands of one language have equal names.
pub(super) fn bands(signature: &Signature, language: u32) -> [u64; BANDS] {
    let mut names = [0; BANDS];
    for (n, (name, rows)) in names
        .iter_mut()
        .zip(signature.chunks_exact(ROWS))
        .enumerate()
    {
        let mut state = u64::from(language) << 32 | n as u64;
        for row in rows {
            state = (state ^ u64::from(*row)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            state ^= state >> 29;
        }
        *name = state;
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
            let equal = a.iter().zip(&b).filter(|(a, b)| a == b).count() as f64;
            let estimate = equal / PLACES as f64;
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
    fn the_hash_functions_stay_what_they_were() {
        let sum = signature([1, 2, 3].iter())
            .iter()
            .fold(0_u32, |sum, place| sum.wrapping_add(*place));
        assert_eq!(
            sum, 3_591_599_281,
            "signatures changed: raise similarity::VERSION"
        );
    }
}
