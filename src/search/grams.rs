//! Tells which issues cannot hold a text, without reading them.
//!
//! A gram is a run of three bytes inside a word or, for phrases, the two bytes on either side of a blank. A text can
//! only hold what it has all grams of.

use std::iter;

/// Grams share so many buckets. A text of 2.5 KB fills about a quarter of them.
const BUCKETS: usize = 4096;

/// For each bucket, the set of texts that hold one of its grams.
#[derive(Debug)]
pub(super) struct Grams {
    /// All texts.
    all: Set,
    /// `BUCKETS` sets one after the other.
    sets: Vec<u64>,
}

/// A set of texts, by number.
#[derive(Clone, Debug)]
pub(super) struct Set(Vec<u64>);

impl Grams {
    /// Reads every text once.
    pub(super) fn new<'a, T: Iterator<Item = &'a str>>(
        texts: impl ExactSizeIterator<Item = T>,
    ) -> Self {
        let all = Set::first(texts.len());
        let mut grams = Self { sets: vec![0; BUCKETS * all.0.len()], all };
        for (number, parts) in texts.enumerate() {
            grams.add(number, parts);
        }
        grams
    }

    /// All texts that may hold the needle.
    pub(super) fn candidates(&self, needle: &str) -> Set {
        let mut set = self.all.clone();
        let width = set.0.len();
        for bucket in buckets(needle) {
            let row = &self.sets[bucket * width..][..width];
            set.0.iter_mut().zip(row).for_each(|(left, right)| *left &= right);
        }
        set
    }

    /// Collects the buckets of one text first: they stay in the processor's cache, the sets do not.
    fn add<'a>(&mut self, number: usize, parts: impl Iterator<Item = &'a str>) {
        let mut seen = [0_u64; BUCKETS / 64];
        for bucket in parts.flat_map(buckets) {
            seen[bucket / 64] |= 1 << (bucket % 64);
        }
        let width = self.all.0.len();
        for (block, bits) in seen.into_iter().enumerate() {
            for bit in ones(bits) {
                self.sets[(block * 64 + bit) * width + number / 64] |= 1 << (number % 64);
            }
        }
    }
}

impl Set {
    /// The numbers below `count`.
    fn first(count: usize) -> Self {
        let mut blocks = vec![u64::MAX; count / 64];
        blocks.extend(Some(count % 64).filter(|&rest| rest > 0).map(|rest| (1 << rest) - 1));
        Self(blocks)
    }

    /// Whether a text is in the set.
    pub(super) fn contains(&self, number: usize) -> bool {
        self.0[number / 64] >> (number % 64) & 1 == 1
    }

    /// How many texts are in the set.
    pub(super) fn len(&self) -> u32 {
        self.0.iter().map(|block| block.count_ones()).sum()
    }
}

fn buckets(text: &str) -> impl Iterator<Item = usize> {
    let in_words = text.as_bytes().windows(3).filter(|gram| gram.iter().all(|&byte| byte != b' '));
    let in_words = in_words.map(|gram| bucket([0, gram[0], gram[1], gram[2]]));
    let around_blanks = text.as_bytes().windows(5).filter(|gram| gram[2] == b' ');
    let around_blanks = around_blanks.map(|gram| bucket([gram[0], gram[1], gram[3], gram[4]]));
    in_words.chain(around_blanks)
}

/// Fibonacci hashing: the upper bits of the product are the best mixed ones.
fn bucket(gram: [u8; 4]) -> usize {
    (u32::from_le_bytes(gram).wrapping_mul(0x9E37_79B1) >> (32 - BUCKETS.ilog2())) as usize
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
            needle in "[a-d ]{0,7}",
        ) {
            let candidates = Grams::new(texts.iter().map(|text| iter::once(text.as_str()))).candidates(&needle);
            prop_assert!(candidates.len() as usize <= texts.len());
            for (number, text) in texts.iter().enumerate().filter(|(_, text)| text.contains(&needle)) {
                prop_assert!(candidates.contains(number), "{needle:?} in {text:?}");
            }
        }
    }
}
