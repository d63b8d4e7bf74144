//! What an issue is about, by its words: how those are found whose error nobody quoted.
//!
//! Okapi BM25 over titles, aliases, phrases and explanations. A word that few issues have counts more than a common one.

use std::{collections::HashMap, ops::Range};

use super::stream::to_u32;
use crate::issue::{DetailKind, Issue};

/// Of a text so many words are looked up, the rarest.
const MOST_WORDS: usize = 40;
/// How fast more of the same word stops counting.
const SATURATION: f32 = 1.2;
/// How much a long text is held against it.
const LENGTH: f32 = 0.4;
/// The sum that counts as half.
const HALF: f32 = 12.0;
/// What a weight in the index is multiplied by to become a whole number.
const SCALE: f32 = 100.0;

/// Words that say nothing about an error, in order.
const STOP: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "but", "by", "can", "code", "com", "did", "do", "does", "error", "errors",
    "false", "for", "from", "has", "have", "how", "http", "https", "id", "if", "in", "into", "is",
    "it", "its", "may", "message", "more", "net", "no", "not", "null", "of", "on", "once", "one",
    "only", "or", "org", "other", "our", "out", "so", "some", "such", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "to", "too", "true", "up", "us",
    "was", "we", "were", "what", "when", "where", "which", "while", "who", "will", "with", "www",
    "you", "your",
];

/// The words of all issues.
#[derive(Debug)]
pub(super) struct Words {
    issues: usize,
    /// By word, which stretch of `entries`.
    stretches: HashMap<Box<str>, Range<u32>>,
    entries: Vec<Entry>,
}

/// That an issue has a word: the issue's place in the upper 24 bits, in the lower 8 how much it has of the word.
#[derive(Clone, Copy, Debug)]
struct Entry(u32);

impl Entry {
    fn new(issue: u32, weight: f32) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most 220: the weight of a word saturates"
        )]
        let weight = (weight * SCALE) as u8;
        Self(issue << 8 | u32::from(weight))
    }

    fn issue(self) -> u32 {
        self.0 >> 8
    }

    fn weight(self) -> f32 {
        f32::from(self.0.to_le_bytes()[0]) / SCALE
    }
}

/// A word of a text that issues have too.
#[derive(Clone, Debug)]
pub(super) struct KnownWord {
    entries: Range<u32>,
    /// Where it first stands.
    place: Range<usize>,
}

impl Words {
    /// Reads all issues.
    pub(super) fn new(issues: &[Issue]) -> Self {
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        // The words of all issues, one issue after the other, and where each issue's begin.
        let (mut counts, mut starts) = (Vec::new(), vec![0]);
        let mut own = Vec::new();
        for issue in issues {
            visit(issue, &mut |text, weight| {
                for_each_word(text, |word, _| own.push((number(&mut numbers, word), weight)));
            });
            sum_up(&mut own, &mut counts);
            starts.push(counts.len());
        }
        let (ranges, entries) = turned_round(numbers.len(), &counts, &starts);
        let words = numbers.into_iter().map(|(word, at)| (word, ranges[at as usize].clone()));
        Self { issues: issues.len(), stretches: words.collect(), entries }
    }

    /// The rarest words of parts of a text that any issue has.
    pub(super) fn look_up(&self, text: &str, parts: &[Range<usize>]) -> Vec<KnownWord> {
        let mut places: HashMap<u32, KnownWord> = HashMap::new();
        for part in parts {
            for_each_word(&text[part.clone()], |word, place| {
                if let Some(entries) = self.stretches.get(word) {
                    let place = part.start + place.start..part.start + place.end;
                    let known = || KnownWord { entries: entries.clone(), place };
                    places.entry(entries.start).or_insert_with(known);
                }
            });
        }
        let mut words: Vec<_> = places.into_values().collect();
        words.sort_by_key(|word| (word.entries.len(), word.place.start));
        words.truncate(MOST_WORDS);
        words
    }

    /// For every issue, from 0 to 1, how it shares the words.
    pub(super) fn scores(&self, words: &[KnownWord]) -> Vec<f32> {
        let mut sums = vec![0.0_f32; self.issues];
        for word in words {
            let rarity = self.rarity(&word.entries);
            for entry in self.entries(&word.entries) {
                sums[entry.issue() as usize] += rarity * entry.weight();
            }
        }
        for sum in &mut sums {
            *sum /= *sum + HALF;
        }
        sums
    }

    /// Those of the words that an issue has, the most telling first.
    pub(super) fn shared<'a>(
        &self,
        words: &'a [KnownWord],
        issue: u32,
    ) -> impl Iterator<Item = &'a Range<usize>> {
        let has = move |word: &&KnownWord| {
            let entries = self.entries(&word.entries);
            entries.binary_search_by_key(&issue, |entry| entry.issue()).is_ok()
        };
        words.iter().filter(has).map(|word| &word.place)
    }

    fn entries(&self, range: &Range<u32>) -> &[Entry] {
        &self.entries[range.start as usize..range.end as usize]
    }

    #[expect(clippy::cast_precision_loss, reason = "the logarithm has fewer digits anyway")]
    fn rarity(&self, entries: &Range<u32>) -> f32 {
        let (all, having) = (self.issues as f32, entries.len() as f32);
        (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
    }
}

/// How often an issue has a word: the word's number and the sum of its weights.
type Count = (u32, f32);

fn number(numbers: &mut HashMap<Box<str>, u32>, word: &str) -> u32 {
    if let Some(&number) = numbers.get(word) {
        return number;
    }
    let number = to_u32(numbers.len());
    numbers.insert(word.into(), number);
    number
}

/// Moves the words of one issue to those of all, each once.
fn sum_up(own: &mut Vec<Count>, all: &mut Vec<Count>) {
    own.sort_unstable_by_key(|(word, _)| *word);
    for same in own.chunk_by(|(one, _), (other, _)| one == other) {
        all.push((same[0].0, same.iter().map(|(_, weight)| weight).sum()));
    }
    own.clear();
}

/// From the words of each issue to the issues of each word.
fn turned_round(words: usize, counts: &[Count], starts: &[usize]) -> (Vec<Range<u32>>, Vec<Entry>) {
    let mut ranges = vec![Range::<u32>::default(); words];
    for (word, _) in counts {
        ranges[*word as usize].end += 1;
    }
    let mut next = 0;
    for range in &mut ranges {
        let length = range.end;
        *range = next..next;
        next += length;
    }
    let mut entries = vec![Entry(0); counts.len()];
    let length = |counts: &[Count]| counts.iter().map(|(_, count)| count).sum::<f32>();
    #[expect(clippy::cast_precision_loss, reason = "a mean needs none")]
    let mean = length(counts) / (starts.len() - 1).max(1) as f32;
    for (issue, bounds) in (0..).zip(starts.windows(2)) {
        let own = &counts[bounds[0]..bounds[1]];
        let penalty = SATURATION * (1.0 - LENGTH + LENGTH * length(own) / mean);
        for (word, count) in own {
            let weight = count * (SATURATION + 1.0) / (count + penalty);
            let range = &mut ranges[*word as usize];
            entries[range.end as usize] = Entry::new(issue, weight);
            range.end += 1;
        }
    }
    (ranges, entries)
}

/// Every text of an issue that tells what it is about, and how much it counts.
fn visit<'a>(issue: &'a Issue, visit: &mut impl FnMut(&'a str, f32)) {
    visit(&issue.title, 3.0);
    visit(&issue.short, 1.0);
    visit(&issue.summary, 1.0);
    issue.aliases.iter().for_each(|alias| visit(alias, 2.0));
    for signature in &issue.signatures {
        let phrases = signature.phrases.iter().chain(&signature.any).chain(&signature.codes);
        phrases.for_each(|phrase| visit(phrase, 1.0));
    }
    for detail in &issue.details {
        if matches!(detail.kind, DetailKind::Symptom | DetailKind::Cause | DetailKind::Context) {
            visit(&detail.title, 0.5);
            visit(&detail.body, 0.5);
        }
    }
}

/// The words of a text that can be about something, in lower case and without endings, and where they stand. Words
/// written together `LikeThis` also count one by one.
fn for_each_word(text: &str, mut visit: impl FnMut(&str, Range<usize>)) {
    let mut lower = String::new();
    let mut tell = |range: Range<usize>| {
        lower.clear();
        if text[range.clone()].is_ascii() {
            lower.push_str(&text[range.clone()]);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(text[range.clone()].chars().flat_map(char::to_lowercase));
        }
        if is_telling(&lower) {
            visit(stem(&lower), range);
        }
    };
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|found| at + found) {
        let length = text[start..].find(|character: char| !character.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        tell(start..at);
        if text[start..at].bytes().skip(1).any(|byte| byte.is_ascii_uppercase()) {
            let humps = humps(&text[start..at]);
            let humps = humps.into_iter().filter(|hump| hump.len() < at - start);
            humps.for_each(|hump| tell(start + hump.start..start + hump.end));
        }
    }
}

/// The parts of `aWordLikeThis`.
fn humps(word: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let pairs = word.char_indices().zip(word.chars().skip(1));
    for ((at, character), next) in pairs {
        if character.is_lowercase() && next.is_uppercase() {
            starts.push(at + character.len_utf8());
        }
    }
    let ends = starts.iter().copied().skip(1).chain([word.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Numbers and parts of ids are noise.
fn is_telling(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let is_short = word.len() < 2 || word.len() > 60;
    let is_number = digits == word.len() || (digits > 2 && !word.starts_with("aadsts"));
    !is_short && !is_number && STOP.binary_search(&word).is_err()
}

/// Cuts off what English adds to a word.
fn stem(word: &str) -> &str {
    if word.len() < 5 || !word.is_ascii() {
        return word;
    }
    let endings = ["ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s", "e"];
    let cut = endings.iter().filter_map(|ending| word.strip_suffix(ending));
    cut.into_iter().find(|stem| stem.len() >= 4).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn words_that_say_nothing_are_in_order() {
        assert!(STOP.is_sorted());
    }

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        for_each_word(text, |word, _| words.push(word.to_owned()));
        words
    }

    #[rstest]
    #[case::noise("The id is 1b2c3d4e-0000, 42", &[])]
    #[case::endings("consented Consenting consents", &["consent", "consent", "consent"])]
    #[case::humps("mobileApps", &["mobileapp", "mobil", "apps"])]
    #[case::codes("AADSTS50076 B2C", &["aadsts50076", "b2c"])]
    fn words_tell_what_a_text_is_about(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(words(text), expected);
    }
}
