//! What was typed, prepared for searching and highlighting.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{
    fold::{Folded, fold},
    similar::Letters,
};

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The words that an issue must have.
    pub(super) wanted: Vec<Word>,
    /// The words that an issue must not have.
    pub(super) unwanted: Vec<Word>,
}

/// One word of a query.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it was typed, for messages.
    pub(super) typed: String,
    /// Folded, without the marks of the syntax but with its punctuation.
    whole: String,
    /// Looks for the folded word, without punctuation around it.
    pub(super) finder: Finder<'static>,
    /// The folded word, without punctuation around it.
    pub(super) text: String,
    /// What may resemble it, if anything may.
    pub(super) letters: Option<Letters>,
    /// How many words stand before it in the query.
    pub(super) place: usize,
}

impl Query {
    /// Reads what was typed. Every text is a query.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for typed in text.split_whitespace() {
            let folded = fold(typed);
            let (words, rest) = match folded.strip_prefix('!') {
                Some(rest) => (&mut query.unwanted, rest.trim_start_matches('\'')),
                None => (&mut query.wanted, folded.as_str()),
            };
            if let Some(word) = Word::new(typed, rest)
                && words.iter().all(|other| other.text != word.text)
            {
                words.push(Word { place: words.len(), ..word });
            }
        }
        query
    }

    /// Whether nothing is asked for; such a query finds every issue in the order of the pack.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// The bytes of a drawn text to highlight, in order, apart from each other and made of whole graphemes.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let found = self.wanted.iter().flat_map(|word| word.ranges(&folded.text));
        merged(found.map(|range| folded.original(&range)).collect())
    }

    /// As [`marks`](Self::marks), for the title, short or alias of a [similar](super::Rank::Similar) hit: where a word
    /// does not stand literally, the letters that resemble it.
    pub fn similar_marks(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let mut found = Vec::new();
        for word in &self.wanted {
            let literal = found.len();
            found.extend(word.ranges(&folded.text));
            if found.len() == literal {
                found.extend(word.letters.iter().flat_map(|letters| letters.marks(&folded.text)));
            }
        }
        merged(found.iter().map(|range| folded.original(range)).collect())
    }
}

impl Word {
    fn new(typed: &str, folded: &str) -> Option<Self> {
        let (literally, whole) = match folded.strip_prefix('\'') {
            Some(rest) => (true, rest),
            None => (false, folded),
        };
        let text = Some(bare(whole)).filter(|text| !text.is_empty()).unwrap_or(whole);
        (!text.is_empty()).then(|| Self {
            typed: typed.to_owned(),
            whole: whole.to_owned(),
            finder: Finder::new(text).into_owned(),
            text: text.to_owned(),
            letters: if literally { None } else { Letters::new(text) },
            place: 0,
        })
    }

    fn ranges<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.finder.find_iter(text.as_bytes()).map(|at| at..at + self.text.len())
    }
}

/// The words as typed, in a row; nothing where that would say no more than the words do.
pub(super) fn phrase<'a>(words: impl Iterator<Item = &'a Word>) -> Option<String> {
    let mut words: Vec<_> = words.collect();
    words.sort_unstable_by_key(|word| word.place);
    let whole: Vec<_> = words.iter().map(|word| word.whole.as_str()).collect();
    (words.len() > 1).then(|| bare(&whole.join(" ")).to_owned())
}

/// Without the punctuation that copied words bring along: `(GDAP)`, `AADSTS50076:`, `"send as"`.
fn bare(text: &str) -> &str {
    text.trim_start_matches(['(', '[', '{', '<', '"', '\''])
        .trim_end_matches([')', ']', '}', '>', '"', '\'', ',', '.', ';', ':', '?', '!'])
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
