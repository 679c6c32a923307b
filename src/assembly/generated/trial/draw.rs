//! Distributions from one stream of random bits.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws; the same seed and stream give the same draws on every machine.
pub(super) struct Draw(ChaCha20Rng);

impl Draw {
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        random.set_stream(stream);
        Self(random)
    }

    /// In (0, 1).
    pub(super) fn uniform(&mut self) -> f64 {
        f64::from((self.0.next_u32() >> 8) + 1) / 16_777_218.0
    }

    /// In `0..count`.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((self.uniform() * count as f64) as usize).min(count - 1)
    }

    /// Index by shares that sum to one.
    pub(super) fn share(&mut self, shares: &[f64]) -> usize {
        let mut rest = self.uniform();
        for (index, share) in shares.iter().enumerate() {
            rest -= share;
            if rest < 0.0 {
                return index;
            }
        }
        shares.len() - 1
    }

    /// Normal with mean 0 and deviation 1 (Box and Muller 1958).
    pub(super) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Beta with whole parameters, from two sums of exponentials.
    pub(super) fn beta(&mut self, first: u32, second: u32) -> f64 {
        let mut sum = |count: u32| -> f64 { (0..count).map(|_| -self.uniform().ln()).sum() };
        let (first, second) = (sum(first), sum(second));
        first / (first + second)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}
