//! Tells which issues cannot hold a text, without reading them.

use std::iter;

/// Buckets for runs of three bytes. With this many, a text of 2.5 KB fills about a quarter of them.
const BUCKETS: usize = 4096;

/// For each run of three bytes, the set of texts that hold it (or one that shares its bucket).
#[derive(Debug)]
pub(super) struct Grams {
    texts: usize,
    /// `BUCKETS` sets of equal length, one bit a text.
    sets: Vec<u64>,
}

impl Grams {
    /// Reads every text once.
    pub(super) fn new<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let count = texts.len();
        let mut grams = Self { texts: count, sets: vec![0; BUCKETS * count.div_ceil(64)] };
        for (number, text) in texts.enumerate() {
            grams.add(number, text);
        }
        grams
    }

    /// The numbers of all texts that may hold the needle, ascending.
    pub(super) fn candidates(&self, needle: &str) -> impl Iterator<Item = usize> + use<> {
        let mut set = self.all();
        for bucket in buckets(needle) {
            let row = &self.sets[bucket * self.width()..][..self.width()];
            set.iter_mut().zip(row).for_each(|(left, right)| *left &= right);
        }
        set.into_iter()
            .enumerate()
            .flat_map(|(block, bits)| ones(bits).map(move |bit| block * 64 + bit))
    }

    /// Notes the buckets of one text first: they stay in the processor's cache, the sets do not.
    fn add(&mut self, number: usize, text: &str) {
        let mut seen = [0_u64; BUCKETS / 64];
        for bucket in buckets(text) {
            seen[bucket / 64] |= 1 << (bucket % 64);
        }
        let width = self.width();
        for (block, bits) in seen.into_iter().enumerate() {
            for bit in ones(bits) {
                self.sets[(block * 64 + bit) * width + number / 64] |= 1 << (number % 64);
            }
        }
    }

    fn all(&self) -> Vec<u64> {
        let mut set = vec![u64::MAX; self.width()];
        if let Some(last) = set.last_mut().filter(|_| !self.texts.is_multiple_of(64)) {
            *last = (1 << (self.texts % 64)) - 1;
        }
        set
    }

    fn width(&self) -> usize {
        self.texts.div_ceil(64)
    }
}

fn buckets(text: &str) -> impl Iterator<Item = usize> {
    text.as_bytes().windows(3).map(|gram| {
        let gram = u32::from_le_bytes([gram[0], gram[1], gram[2], 0]);
        // Fibonacci hashing: the upper 12 bits of the product are the best mixed ones.
        (gram.wrapping_mul(0x9E37_79B1) >> 20) as usize
    })
}

fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    iter::from_fn(move || {
        let next = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        next
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_that_holds_the_needle_is_always_a_candidate(
            texts in prop::collection::vec("[a-d ]{0,12}", 0..140),
            needle in "[a-d]{0,5}",
        ) {
            let candidates: Vec<_> =
                Grams::new(texts.iter().map(String::as_str)).candidates(&needle).collect();
            for (number, text) in texts.iter().enumerate().filter(|(_, text)| text.contains(&needle)) {
                prop_assert!(candidates.contains(&number), "{needle:?} in {text:?}");
            }
            prop_assert!(candidates.iter().all(|&number| number < texts.len()));
        }
    }
}
