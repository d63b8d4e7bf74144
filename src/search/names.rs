//! What people know an issue by: its title, its short title and its aliases.

use std::iter;

use memchr::{memchr_iter, memmem::Finder};

use super::{
    similar,
    spot::{Spot, is_letter},
};

/// Title, short and aliases of an issue, folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    /// One a line.
    pub(super) text: &'a str,
    /// What is known of each of them.
    pub(super) lines: &'a [Line],
}

/// What is known of one name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where in the names it ends, without its line break.
    pub(super) end: usize,
    /// Its characters, see [`similar::set`].
    characters: u64,
}

impl Line {
    /// The lines of a text; every one of them ends with a line break.
    pub(super) fn all(text: &str) -> impl Iterator<Item = Self> {
        let mut start = 0;
        memchr_iter(b'\n', text.as_bytes()).map(move |end| {
            let characters = similar::set(text[start..end].bytes());
            start = end + 1;
            Self { end, characters }
        })
    }
}

impl<'a> Names<'a> {
    /// Each name that has all of these characters, see [`similar::set`].
    pub(super) fn with(self, characters: u64) -> impl Iterator<Item = &'a str> {
        let mut start = 0;
        let ranges = self.lines.iter().map(move |line| {
            let range = start..line.end;
            start = line.end + 1;
            (range, line.characters)
        });
        let ranges = ranges.filter(move |(_, set)| characters & set == characters);
        ranges.map(move |(range, _)| &self.text[range])
    }

    /// Each word, and where it begins.
    pub(super) fn words(self) -> impl Iterator<Item = (usize, &'a str)> {
        let mut start = 0;
        let parts = self.text.split(|part: char| part.is_ascii() && !is_letter(part as u8));
        let parts = parts.map(move |part| {
            let at = start;
            start += part.len() + 1;
            (at, part)
        });
        parts.filter(|(_, part)| !part.is_empty())
    }

    /// Whether what begins there belongs to title or short, which are the first two lines, and not to an alias.
    pub(super) fn is_title(self, at: usize) -> bool {
        self.lines.get(1).is_none_or(|short| at < short.end)
    }

    /// The best spot of a needle.
    pub(super) fn find(self, needle: &Finder<'_>) -> Option<Spot> {
        let text = self.text.as_bytes();
        let mut from = 0;
        let starts = iter::from_fn(|| {
            let start = from + needle.find(text.get(from..)?)?;
            from = start + 1;
            Some(start)
        });
        let end = |start| start + needle.needle().len();
        starts.map(|start| Spot::in_name(text, start..end(start), self.is_title(start))).min()
    }
}
