//! What resembles a word: its letters in order, close together.
//!
//! The matcher that scores resemblance is far too slow for every name of a large pack. [`Letters::spread`] decides what
//! resembles; the matcher only sees the short stretches to be put in order or drawn.

use std::{iter, ops::Range};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::memchr_iter;

use super::names::Names;

/// A resembling word has at least this many letters: fewer resemble everything.
const FEWEST: usize = 3;
/// And at most this many: nobody types more of a word before looking at the hits.
const MOST: usize = 32;

/// The longest stretch of text, in characters, that the letters of a word may be found in; further apart they are
/// there by chance.
pub(crate) const fn widest(letters: usize) -> usize {
    2 * letters + 2
}

/// The letters of a word, prepared for finding them in order.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    word: String,
    /// The last byte of the word.
    last: u8,
    /// So many other characters may stand between the letters.
    widest: u8,
    /// One bit for each letter.
    all: u32,
    /// For each byte, the letters that it may be, or be a part of. Those beyond ASCII are not told from each other.
    may_be: [u32; 256],
    /// Their [`set`].
    set: u64,
}

/// A stretch of text that holds the letters of a word in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// How many of its characters are not the word's.
    pub(super) spread: u8,
}

impl Letters {
    /// The letters of a folded word; nothing for a word that others cannot resemble.
    pub(super) fn new(word: &str) -> Option<Self> {
        let count = word.chars().count();
        // A number is right or wrong; another that resembles it is another error.
        let numeric = word.contains(char::is_numeric);
        if numeric || !(FEWEST..=MOST).contains(&count) {
            return None;
        }
        let mut may_be = [0; 256];
        for (place, character) in word.chars().enumerate() {
            let bytes = if character.is_ascii() { [character as usize; 2] } else { [0x80, 0xFF] };
            may_be[bytes[0]..=bytes[1]].iter_mut().for_each(|letters| *letters |= 1 << place);
        }
        let all = u32::MAX >> (MOST - count);
        let widest = u8::try_from(widest(count) - count).ok()?;
        let last = *word.as_bytes().last()?;
        let set = set(word.bytes());
        Some(Self { word: word.to_owned(), last, widest, all, may_be, set })
    }

    /// How loosely the first of the names that resembles the word does so.
    pub(super) fn spread(&self, names: Names<'_>) -> Option<u8> {
        let mut names = names.with(self.set).filter(|name| self.may_be_in(name));
        names.find_map(|name| self.windows(name).next()).map(|window| window.spread)
    }

    /// Whether a line resembles the word.
    pub(super) fn resembles(&self, line: &str) -> bool {
        self.may_be_in(line) && self.windows(line).next().is_some()
    }

    /// The first of the shortest stretches of a line that hold the letters in order, if it is short enough.
    fn window(&self, line: &str) -> Option<Window> {
        self.windows(line).min_by_key(|window| window.spread)
    }

    /// Whether a line may hold the letters in order, however far apart. Most do not, and this is soon said.
    fn may_be_in(&self, line: &str) -> bool {
        // One bit for each letter: the line's head holds the word up to it, its tail the word from there on. They are
        // read at once, because each step has to wait for the one before it.
        let (mut head, mut tail, last_letter) = (0, 0, self.all ^ (self.all >> 1));
        let mut bytes = line.bytes().map(|byte| self.may_be[usize::from(byte)]);
        while let Some(next) = bytes.next() {
            head |= ((head << 1) | 1) & next;
            if let Some(last) = bytes.next_back() {
                tail |= ((tail >> 1) | last_letter) & last;
            }
        }
        head | tail == self.all
    }

    /// For each end, the shortest stretch that holds the letters in order, if it is short enough.
    fn windows<'a>(&'a self, line: &'a str) -> impl Iterator<Item = Window> + 'a {
        let ends = memchr_iter(self.last, line.as_bytes());
        ends.filter_map(|last| self.window_at_end(line.get(..=last)?))
    }

    /// The shortest stretch at the end of a text that holds the letters in order, the last of them as its end.
    fn window_at_end(&self, text: &str) -> Option<Window> {
        // Backwards, so that the letters are found as close to the end as they stand.
        let mut letters = self.word.chars().rev();
        let mut letter = letters.next().filter(|&last| text.ends_with(last))?;
        let mut spread = 0;
        for (start, character) in text.char_indices().rev() {
            if character != letter {
                spread += 1;
                if spread > self.widest {
                    return None;
                }
            } else if let Some(before) = letters.next() {
                letter = before;
            } else {
                return Some(Window { range: start..text.len(), spread });
            }
        }
        None
    }

    /// How well the best line of a text resembles the word: more is better.
    pub(super) fn score(&self, matcher: &SkimMatcherV2, lines: &str) -> i64 {
        let best = lines.split('\n').filter_map(|line| {
            let Range { start, end } = self.window(line)?.range;
            // The matcher sees by the character before whether the stretch begins a word.
            let before = line[..start].char_indices().next_back().map_or(0, |(at, _)| at);
            matcher.fuzzy_match(&line[before..end], &self.word)
        });
        best.max().unwrap_or_default()
    }

    /// The bytes of the letters in a text that resembles the word.
    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let Some(Window { range, .. }) = self.window(text) else { return Vec::new() };
        let stretch = &text[range.clone()];
        let matched = SkimMatcherV2::default().fuzzy_indices(stretch, &self.word);
        let starts = || stretch.char_indices().map(|(at, _)| range.start + at);
        let characters: Vec<_> =
            starts().zip(starts().skip(1).chain(iter::once(range.end))).collect();
        let indices = matched.map_or_else(Vec::new, |(_, indices)| indices);
        indices
            .into_iter()
            .filter_map(|index| characters.get(index))
            .map(|&(start, end)| start..end)
            .collect()
    }
}

/// The set of the characters of a text; rare ones share a place.
pub(super) fn set(text: impl IntoIterator<Item = u8>) -> u64 {
    text.into_iter().fold(0, |set, byte| set | 1 << (byte & 63))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{super::names::Line, *};

    #[rstest]
    #[case::letter_missing("unsupported token", "unsuported", Some("unsupported"))]
    #[case::letters_apart("conditional access", "cndaccess", Some("conditional access"))]
    #[case::shortest_of_several("tooo kooo en token", "tken", Some("token"))]
    #[case::first_of_equals("a-bc ab-c", "abc", Some("a-bc"))]
    #[case::span_of_twice_the_length_and_two("a12345bc", "abc", Some("a12345bc"))]
    #[case::span_too_long("a123456bc", "abc", None)]
    #[case::span_counts_characters("aäääääbc", "abc", Some("aäääääbc"))]
    #[case::beyond_ascii("ошиибка", "ошибка", Some("ошиибка"))]
    #[case::wrong_order("acb", "abc", None)]
    #[case::one_character_is_one_letter("abc", "abbc", None)]
    fn a_stretch_resembles_a_word(
        #[case] text: &str,
        #[case] word: &str,
        #[case] expected: Option<&str>,
    ) {
        let letters = Letters::new(word).unwrap();
        assert_eq!(letters.window(text).map(|window| &text[window.range]), expected);
    }

    #[test]
    fn a_word_does_not_go_on_in_the_next_line() {
        let letters = Letters::new("abc").unwrap();
        let spread = |text| {
            let lines: Vec<_> = Line::all(text).collect();
            letters.spread(Names { text, lines: &lines })
        };
        assert_eq!(spread("ab\nc\n"), None);
        assert_eq!(spread("ab\na_bc\n"), Some(1));
    }

    #[rstest]
    #[case::too_short("mf")]
    #[case::too_long("abcdefghijklmnopqrstuvwxyzabcdefg")]
    #[case::number("401a")]
    fn nothing_resembles_some_words(#[case] word: &str) {
        assert!(Letters::new(word).is_none());
    }

    #[test]
    fn exactly_the_letters_of_the_word_are_marked() {
        let text = "the tenant";
        let marks = Letters::new("tnt").unwrap().marks(text);
        assert_eq!(marks.into_iter().map(|mark| &text[mark]).collect::<Vec<_>>(), ["t", "n", "t"]);
    }
}
