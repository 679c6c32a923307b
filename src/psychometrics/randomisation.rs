//! How often a difference of means as large as the one seen comes from giving the same numbers to the
//! groups anew: exactly, over all ways there are, or over random ones (Fisher 1935, section 21; Pitman 1937).
//!
//! Nothing is supposed of the distribution, so it is right for small groups and for numbers that are levels.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Ways up to which all are tried.
const MOST_WAYS: u64 = 200_000;
/// Sums that differ by less than this part of what is summed are the same.
const SAME: f64 = 1e-9;

/// A randomisation test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RandomisationTest {
    /// Two-sided p.
    pub p: f64,
    /// Ways that were tried.
    pub ways: u64,
    /// True where these were all.
    pub exact: bool,
}

/// Tests two groups. All ways are tried where there are at most 200,000; else `draws` random ones, the same
/// for the same seed, and p = (b + 1) / (m + 1) for b of m draws at least as far apart, which is never 0
/// (Phipson and Smyth 2010, eq. 2). None where a group is empty, a number is not finite, or nothing is drawn.
pub fn randomisation_test(
    a: &[f64],
    b: &[f64],
    draws: u32,
    seed: u64,
) -> Option<RandomisationTest> {
    let all: Vec<f64> = a.iter().chain(b).copied().collect();
    let fits = !a.is_empty() && !b.is_empty() && all.iter().all(|value| value.is_finite());
    if !fits || draws == 0 {
        return None;
    }
    // A sum tells the difference of means: the other group has the rest.
    let (few, sum) = match a.len() <= b.len() {
        true => (a.len(), a.iter().sum()),
        false => (b.len(), b.iter().sum()),
    };
    let seen = Seen::of(&all, few, sum);
    Some(match ways(all.len() as u64, few as u64) {
        Some(ways) => RandomisationTest {
            p: as_far_of_all(&all, few, &seen) as f64 / ways as f64,
            ways,
            exact: true,
        },
        None => RandomisationTest {
            p: (as_far_of_draws(all, few, &seen, draws, seed) + 1.0) / (f64::from(draws) + 1.0),
            ways: u64::from(draws),
            exact: false,
        },
    })
}

/// What was seen: how far the sum of the smaller group is from what is expected of it.
struct Seen {
    expected: f64,
    apart: f64,
}

impl Seen {
    fn of(all: &[f64], few: usize, sum: f64) -> Self {
        let expected = all.iter().sum::<f64>() * few as f64 / all.len() as f64;
        let size: f64 = all.iter().map(|value| value.abs()).sum();
        Self {
            expected,
            apart: (sum - expected).abs() - SAME * size,
        }
    }

    fn reached_by(&self, sum: f64) -> bool {
        (sum - self.expected).abs() >= self.apart
    }
}

/// How many ways there are to choose; none where there are more than are tried.
fn ways(all: u64, few: u64) -> Option<u64> {
    let mut ways: u64 = 1;
    for n in 1..=few {
        // Always whole: n numbers in a row have one that n divides.
        ways = ways.checked_mul(all - few + n)? / n;
        if ways > MOST_WAYS {
            return None;
        }
    }
    Some(ways)
}

fn as_far_of_all(all: &[f64], few: usize, seen: &Seen) -> u64 {
    let mut chosen: Vec<usize> = (0..few).collect();
    let mut count = 0;
    loop {
        let sum = chosen.iter().map(|n| all[*n]).sum();
        count += u64::from(seen.reached_by(sum));
        let last = (0..few).rev().find(|n| chosen[*n] < all.len() - few + n);
        let Some(last) = last else {
            return count;
        };
        chosen[last] += 1;
        for n in last + 1..few {
            chosen[n] = chosen[n - 1] + 1;
        }
    }
}

fn as_far_of_draws(mut all: Vec<f64>, few: usize, seen: &Seen, draws: u32, seed: u64) -> f64 {
    let mut random = ChaCha20Rng::seed_from_u64(seed);
    let mut count = 0.0;
    for _ in 0..draws {
        // The first part of a shuffle (Durstenfeld 1964) is a random choice, whatever the order before.
        let mut sum = 0.0;
        for n in 0..few {
            let left = (all.len() - n) as u64;
            let other = n + below(&mut random, left) as usize;
            all.swap(n, other);
            sum += all[n];
        }
        count += f64::from(u8::from(seen.reached_by(sum)));
    }
    count
}

/// A number below `count`, each as likely as the others to 1 in 2³² (Lemire 2019, without the rejection).
fn below(random: &mut ChaCha20Rng, count: u64) -> u64 {
    (u64::from(random.next_u32()) * count) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::psychometrics::near;
    use proptest::prelude::*;

    /// Of the 20 ways to give 1 … 6 to two groups of three, two are as far apart as 1 2 3 and 4 5 6.
    #[test]
    fn all_ways_are_counted_where_they_are_few() {
        let found = randomisation_test(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0], 1, 0).unwrap();
        assert_eq!(
            found,
            RandomisationTest {
                p: 0.1,
                ways: 20,
                exact: true
            }
        );
        let same = randomisation_test(&[2.0, 2.0], &[2.0, 2.0], 1, 0).unwrap();
        assert_eq!((same.p, same.ways), (1.0, 6));
        let uneven = randomisation_test(&[9.0], &[1.0, 2.0, 3.0], 1, 0).unwrap();
        assert_eq!((uneven.p, uneven.ways), (0.25, 4));
    }

    /// scipy 1.17.1: `stats.permutation_test((a, b), difference of means, n_resamples=inf)`, of whose 210 ways 24
    /// are at least as far apart as the groups.
    #[test]
    fn an_exact_test_is_that_of_scipy() {
        let (a, b) = ([12.0, 15.0, 11.0, 18.0, 14.0, 17.0], [9.0, 10.0, 16.0, 8.0]);
        let found = randomisation_test(&a, &b, 1, 0).unwrap();
        assert_eq!((found.ways, found.exact), (210, true));
        near(found.p, 24.0 / 210.0, 1e-12);
    }

    /// The exact p of 63 and 61 pupils on three levels, by the multivariate hypergeometric distribution:
    /// scipy 1.17.1, `stats.multivariate_hypergeom.pmf` over all tables at least as far apart, 0.014782.
    #[test]
    fn random_ways_come_near_to_all_of_them() {
        let (a, b) = (group([26, 18, 19]), group([38, 14, 9]));
        let found = randomisation_test(&a, &b, 100_000, 7).unwrap();
        // Four standard errors of 100,000 draws.
        assert!((found.p - 0.014_782).abs() < 0.001_53, "{found:?}");
    }

    fn group(counts: [usize; 3]) -> Vec<f64> {
        let coded = counts.iter().zip([3.0, 4.0, 5.0]);
        coded.flat_map(|(n, code)| vec![code; *n]).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_and_another_one_nearly() {
        let (a, b) = (group([26, 18, 19]), group([38, 14, 9]));
        let of = |seed| randomisation_test(&a, &b, 20_000, seed).unwrap();
        assert_eq!(of(1), of(1));
        assert!(!of(1).exact && of(1).p != of(2).p && (of(1).p - of(2).p).abs() < 0.01);
    }

    #[test]
    fn without_numbers_there_is_no_test() {
        assert_eq!(randomisation_test(&[], &[1.0], 9, 0), None);
        assert_eq!(randomisation_test(&[1.0], &[f64::NAN], 9, 0), None);
        assert_eq!(randomisation_test(&[1.0], &[2.0], 0, 0), None);
    }

    proptest! {
        /// The numbers in another unit, or the groups changed about, are the same test.
        #[test]
        fn neither_the_unit_nor_the_order_of_the_groups_matters(
            a in proptest::collection::vec(0u8..6, 1..7), b in proptest::collection::vec(0u8..6, 1..7)
        ) {
            let of = |group: &[u8]| group.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
            let tenths = |group: &[u8]| group.iter().map(|v| f64::from(*v) / 10.0).collect::<Vec<_>>();
            let first = randomisation_test(&of(&a), &of(&b), 9, 0).unwrap();
            prop_assert!(first.exact && first.p > 0.0 && first.p <= 1.0);
            let back = randomisation_test(&of(&b), &of(&a), 9, 0).unwrap();
            let small = randomisation_test(&tenths(&a), &tenths(&b), 9, 0).unwrap();
            prop_assert_eq!((first.p, first.p), (back.p, small.p));
        }
    }
}
