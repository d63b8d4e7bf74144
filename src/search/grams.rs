//! Tells which issues cannot hold a text, without reading them.
//!
//! A gram is a run of three bytes inside a word or, for phrases, the two bytes on either side of a blank. A text can
//! only hold what it has all grams of.

use memchr::memchr_iter;

/// Grams share so many buckets. A text of 2.5 KB fills about a quarter of them.
const BUCKETS: usize = 4096;

/// So many texts share their grams: a number has one bit for each.
pub(super) const TEXTS: usize = u64::BITS as usize;

/// For each bucket, which of a few texts hold one of its grams.
#[derive(Debug)]
pub(super) struct Grams(Vec<u64>);

/// The buckets of all grams of a needle that lies within one line.
#[derive(Debug)]
pub(super) struct Needle(Vec<usize>);

/// A set of texts, by number.
#[derive(Clone, Debug)]
pub(super) struct Set(Vec<u64>);

impl Grams {
    /// Of no text yet.
    pub(super) fn new() -> Self {
        Self(vec![0; BUCKETS])
    }

    /// Reads a text, or a part of it.
    pub(super) fn add(&mut self, number: usize, text: &str) {
        buckets(text).for_each(|bucket| self.0[bucket] |= 1 << number);
    }

    /// One bit for each text that may hold the needle; a needle without grams may be in any.
    pub(super) fn candidates(&self, needle: &Needle) -> u64 {
        needle.0.iter().fold(u64::MAX, |texts, &bucket| texts & self.0[bucket])
    }
}

impl Needle {
    pub(super) fn new(text: &str) -> Self {
        Self(buckets(text).collect())
    }
}

impl Set {
    /// Whether a text is in the set.
    pub(super) fn contains(&self, number: usize) -> bool {
        self.0[number / TEXTS] >> (number % TEXTS) & 1 == 1
    }

    /// How many texts are in the set.
    pub(super) fn len(&self) -> u32 {
        self.0.iter().map(|texts| texts.count_ones()).sum()
    }
}

/// A set of bits for each [`TEXTS`] texts.
impl FromIterator<u64> for Set {
    fn from_iter<I: IntoIterator<Item = u64>>(bits: I) -> Self {
        Self(bits.into_iter().collect())
    }
}

fn buckets(text: &str) -> impl Iterator<Item = usize> {
    let text = text.as_bytes();
    let words = text.split(|byte| matches!(byte, b' ' | b'\n'));
    let in_words = words.flat_map(|word| word.windows(3));
    let in_words = in_words.map(|gram| bucket([0, gram[0], gram[1], gram[2]]));
    let around_blanks = memchr_iter(b' ', text).filter_map(|blank| {
        let (before, after) =
            (text.get(blank.checked_sub(2)?..blank)?, text.get(blank + 1..blank + 3)?);
        Some(bucket([before[0], before[1], after[0], after[1]]))
    });
    in_words.chain(around_blanks)
}

/// Fibonacci hashing: the upper bits of the product are the best mixed ones.
fn bucket(gram: [u8; 4]) -> usize {
    (u32::from_le_bytes(gram).wrapping_mul(0x9E37_79B1) >> (32 - BUCKETS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_that_holds_the_needle_is_always_a_candidate(
            texts in prop::collection::vec("[a-d ]{0,12}", 0..TEXTS),
            needle in "[a-d ]{0,7}",
        ) {
            let mut grams = Grams::new();
            texts.iter().enumerate().for_each(|(number, text)| grams.add(number, text));
            let candidates = Set::from_iter([grams.candidates(&Needle::new(&needle))]);
            for (number, text) in texts.iter().enumerate().filter(|(_, text)| text.contains(&needle)) {
                prop_assert!(candidates.contains(number), "{needle:?} in {text:?}");
            }
        }
    }
}
