//! All phrases of all issues, and where a text holds them.
//!
//! A phrase begins at a word, so only the words of a text are looked up: for each, a few prefixes of what begins there.
//! That takes time in proportion to the text, however many phrases there are, and little memory.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

use super::{
    phrase::{Anchor, Phrase},
    stream::{Stream, to_u32},
};

/// Lengths of the prefixes by which anchors are looked up.
const PREFIXES: [usize; 13] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32];

/// The number of a phrase.
pub(super) type PhraseId = u32;

/// Phrases being collected.
#[derive(Debug, Default)]
pub(super) struct LexiconBuilder {
    numbers: HashMap<String, Option<PhraseId>>,
    phrases: Vec<Phrase>,
}

/// All phrases, by the beginnings of their anchors.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: Vec<Phrase>,
    anchors: Vec<(PhraseId, Anchor)>,
    /// By the hash of its prefix, which anchors.
    by_prefix: ByPrefix,
    /// One bit for each of [`PREFIXES`] that is in use.
    used: u32,
}

/// A phrase in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PhraseHit {
    /// Which.
    pub(super) phrase: PhraseId,
    /// The letters it covers.
    pub(super) letters: Range<usize>,
    /// Whether a word is changed, missing or added.
    pub(super) inexact: bool,
}

impl LexiconBuilder {
    /// The number of a phrase; nothing where it has no words.
    pub(super) fn add(&mut self, text: &str) -> Option<PhraseId> {
        if let Some(&known) = self.numbers.get(text) {
            return known;
        }
        let number = Phrase::parse(text).map(|phrase| {
            self.phrases.push(phrase);
            to_u32(self.phrases.len() - 1)
        });
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// How many words a phrase has.
    pub(super) fn words(&self, phrase: PhraseId) -> usize {
        self.phrases[phrase as usize].words()
    }

    /// Prepares the lookup.
    pub(super) fn finish(self) -> Lexicon {
        let anchors = self.phrases.iter().zip(0..).flat_map(|(phrase, number)| {
            let keyed = |anchor: Anchor| (key(phrase.letters_of(&anchor)), number, anchor);
            phrase.anchors().into_iter().map(keyed).collect::<Vec<_>>()
        });
        let mut anchors: Vec<_> = anchors.collect();
        anchors.sort_by_key(|&((_, hash), number, _)| (hash, number));
        let (mut by_prefix, mut used) = (ByPrefix::default(), 0);
        for ((at, (class, hash)), number) in
            anchors.iter().map(|(key, ..)| *key).enumerate().zip(0..)
        {
            debug_assert_eq!(to_u32(at), number);
            by_prefix.entry(hash).or_insert(number..number).end = number + 1;
            used |= 1 << class;
        }
        by_prefix.shrink_to_fit();
        let anchors = anchors.into_iter().map(|(_, number, anchor)| (number, anchor)).collect();
        Lexicon { phrases: self.phrases, anchors, by_prefix, used }
    }
}

impl Lexicon {
    /// The phrase of that number.
    pub(super) fn phrase(&self, number: PhraseId) -> &Phrase {
        &self.phrases[number as usize]
    }

    /// Every phrase in a text, by number, then place; of equal places the exact one.
    pub(super) fn find(&self, stream: &Stream) -> Vec<PhraseHit> {
        let mut hits = Vec::new();
        for word in stream.words() {
            self.find_at(stream, word.start as usize, &mut hits);
        }
        hits.sort_by_key(|hit| (hit.phrase, hit.letters.start, hit.inexact, hit.letters.end));
        hits.dedup_by_key(|hit| (hit.phrase, hit.letters.start));
        hits
    }

    fn find_at(&self, stream: &Stream, at: usize, hits: &mut Vec<PhraseHit>) {
        let rest = &stream.letters[at..];
        let mut hash = Hash::new();
        let mut read = 0;
        for (class, length) in PREFIXES.into_iter().enumerate() {
            if rest.len() < length || self.used >> class == 0 {
                return;
            }
            rest[read..length].iter().for_each(|&byte| hash.add(byte));
            read = length;
            if self.used >> class & 1 == 0 {
                continue;
            }
            let Some(range) = self.by_prefix.get(&hash.of(class)) else { continue };
            for (phrase, anchor) in &self.anchors[range.start as usize..range.end as usize] {
                hits.extend(self.hit(stream, *phrase, anchor, at));
            }
        }
    }

    fn hit(
        &self,
        stream: &Stream,
        number: PhraseId,
        anchor: &Anchor,
        at: usize,
    ) -> Option<PhraseHit> {
        let phrase = self.phrase(number);
        let letters = phrase.letters_of(anchor);
        let is_there = stream.letters[at..].starts_with(letters);
        let fit = is_there.then(|| phrase.fit(anchor, stream, at..at + letters.len())).flatten()?;
        Some(PhraseHit { phrase: number, letters: fit.letters, inexact: fit.edits > 0 })
    }
}

/// The longest prefix of an anchor that is looked up: which of [`PREFIXES`], and its hash.
fn key(letters: &[u8]) -> (usize, u64) {
    let class = PREFIXES.iter().rposition(|&length| length <= letters.len()).unwrap_or_default();
    let mut hash = Hash::new();
    letters.iter().take(PREFIXES[class]).for_each(|&byte| hash.add(byte));
    (class, hash.of(class))
}

/// By the hash of a prefix.
type ByPrefix = HashMap<u64, Range<u32>, BuildHasherDefault<AsItIs>>;

/// The key is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    /// Only `u64` are hashed.
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, &byte| hash << 8 | u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// FNV-1a: fed byte by byte.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }

    /// Prefixes of different lengths are different.
    fn of(&self, class: usize) -> u64 {
        self.0 ^ class as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(phrases: &[&str]) -> Lexicon {
        let mut builder = LexiconBuilder::default();
        for phrase in phrases {
            builder.add(phrase);
        }
        builder.finish()
    }

    #[test]
    fn every_phrase_of_a_text_is_found_wherever_it_stands() {
        let lexicon =
            lexicon(&["a", "token", "the token has expired", "token * expired", "absent"]);
        let text = "A: the token has, the token has expired";
        let stream = Stream::new(text);
        let hits = lexicon.find(&stream);
        let found: Vec<_> = hits
            .iter()
            .map(|hit| (hit.phrase, &text[stream.text_range(&hit.letters, text)]))
            .collect();
        let expected = [
            (0, "A"),
            (1, "token"),
            (1, "token"),
            (2, "the token has expired"),
            (3, "token has expired"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_long_phrase_is_found_by_its_unchanged_part() {
        let lexicon = lexicon(&["one two three four five six seven"]);
        for text in ["one two X four five six seven", "one two three four five six X"] {
            let hits = lexicon.find(&Stream::new(text));
            assert_eq!(hits.iter().map(|hit| hit.inexact).collect::<Vec<_>>(), [true], "{text}");
        }
    }

    #[test]
    fn equal_phrases_have_one_number() {
        let mut builder = LexiconBuilder::default();
        assert_eq!(builder.add("a b"), builder.add("a b"));
        assert_eq!(builder.add("…"), None);
    }
}
