//! What resembles a word: its letters in order, close together.
//!
//! The matcher that scores resemblance is far too slow for every name of a large pack. [`window`] decides what
//! resembles; the matcher only sees the short stretches to be ordered or drawn.

use std::{iter, ops::Range};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

/// A stretch of text that holds the letters of a word in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Its characters.
    pub(super) span: usize,
}

/// The shortest stretch of one line that holds the letters of a word, if it is short enough to resemble it.
pub(super) fn window(text: &str, word: &str) -> Option<Window> {
    let first = word.chars().next()?;
    let mut best: Option<Window> = None;
    for (start, _) in text.match_indices(first) {
        let limit = best.as_ref().map_or_else(|| longest(word), |best| best.span - 1);
        if let Some((length, span)) = stretch(&text[start..], word, limit) {
            best = Some(Window { range: start..start + length, span });
        }
    }
    best
}

/// How well the best line of a text resembles a word: more is better.
pub(super) fn score(matcher: &SkimMatcherV2, lines: &str, word: &str) -> i64 {
    let best = lines.split('\n').filter_map(|line| {
        let window = window(line, word)?;
        matcher.fuzzy_match(&line[before(line, &window)..window.range.end], word)
    });
    best.max().unwrap_or_default()
}

/// The bytes of the letters of a folded text that resemble a word.
pub(super) fn letters(text: &str, word: &str) -> Vec<Range<usize>> {
    let Some(window) = window(text, word) else { return Vec::new() };
    let stretch = &text[window.range.clone()];
    let Some((_, indices)) = SkimMatcherV2::default().fuzzy_indices(stretch, word) else {
        return Vec::new();
    };
    let ends = stretch.char_indices().map(|(at, _)| at).skip(1).chain(iter::once(stretch.len()));
    let ranges: Vec<_> = stretch.char_indices().map(|(at, _)| at).zip(ends).collect();
    let absolute =
        |&(start, end): &(usize, usize)| window.range.start + start..window.range.start + end;
    indices.into_iter().filter_map(|index| ranges.get(index)).map(absolute).collect()
}

/// The matched characters may span at most this many.
fn longest(word: &str) -> usize {
    2 * word.chars().count() + 2
}

/// The length in bytes and characters of the letters of a word, taken from the start of a text as early as possible.
fn stretch(text: &str, word: &str, limit: usize) -> Option<(usize, usize)> {
    let mut letters = word.chars();
    let mut wanted = letters.next()?;
    for (passed, (at, character)) in text.char_indices().take(limit).enumerate() {
        if character == wanted {
            match letters.next() {
                Some(next) => wanted = next,
                None => return Some((at + character.len_utf8(), passed + 1)),
            }
        } else if character == '\n' {
            return None;
        }
    }
    None
}

/// Where the character before a stretch begins: the matcher sees by it whether the stretch begins a word.
fn before(line: &str, window: &Window) -> usize {
    line[..window.range.start].char_indices().next_back().map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::letter_missing("unsupported token", "unsuported", Some("unsupported"))]
    #[case::letters_apart("conditional access", "cndaccess", Some("conditional access"))]
    #[case::shortest_of_several("tooo kooo en token", "tken", Some("token"))]
    #[case::span_of_twice_the_length_and_two("a12345bc", "abc", Some("a12345bc"))]
    #[case::span_too_long("a123456bc", "abc", None)]
    #[case::span_counts_characters("aäääääbc", "abc", Some("aäääääbc"))]
    #[case::across_lines("ab\nc", "abc", None)]
    #[case::wrong_order("acb", "abc", None)]
    fn a_stretch_resembles_a_word(
        #[case] text: &str,
        #[case] word: &str,
        #[case] expected: Option<&str>,
    ) {
        assert_eq!(window(text, word).map(|window| &text[window.range]), expected);
    }

    #[test]
    fn exactly_the_letters_of_the_word_are_marked() {
        let marked: Vec<_> =
            letters("the tenant", "tnt").into_iter().map(|range| &"the tenant"[range]).collect();
        assert_eq!(marked, ["t", "n", "t"]);
    }
}
