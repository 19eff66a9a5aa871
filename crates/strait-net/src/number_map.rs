//! Maps by handle and by call id, which every call looks into several times.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
};

/// A map whose keys are numbers.
pub(crate) type NumberMap<V> = HashMap<u64, V, NumberHash>;

/// Hashes one number by a multiplication, which costs a tenth of the standard library's hash.
///
/// A script chooses its call ids. The seed, different in each map, keeps it from choosing ones that collide, which
/// would make the host slow at the script's wish.
#[derive(Clone)]
pub(crate) struct NumberHash {
    seed: u64,
}

impl Default for NumberHash {
    fn default() -> Self {
        Self { seed: RandomState::new().hash_one(()) }
    }
}

impl BuildHasher for NumberHash {
    type Hasher = NumberHasher;

    fn build_hasher(&self) -> NumberHasher {
        NumberHasher { state: self.seed }
    }
}

pub(crate) struct NumberHasher {
    state: u64,
}

impl Hasher for NumberHasher {
    fn finish(&self) -> u64 {
        self.state
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        /// 2^64 divided by the golden ratio: its bits have no pattern.
        const FACTOR: u128 = 0x9e37_79b9_7f4a_7c15;
        let product = u128::from(self.state ^ number) * FACTOR;
        // The upper half depends on all bits of the number, the lower half makes it different for each.
        self.state = (product >> 64) as u64 ^ product as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_a_pattern_spread_over_the_table() {
        for shift in [0, 1, 8, 32, 52] {
            let hash = NumberHash::default();
            let mut buckets = [0_u32; 256];
            for number in 0..4096_u64 {
                buckets[(hash.hash_one(number << shift) & 0xff) as usize] += 1;
            }
            let fullest = buckets.iter().max().copied().unwrap_or_default();
            assert!(fullest < 64, "{fullest} of 4096 numbers shifted by {shift} are in one of 256 buckets");
        }
    }
}
