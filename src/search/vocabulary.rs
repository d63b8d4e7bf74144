//! The words of all names, each once, with the places where they stand.
//!
//! Letters that are typed in a row stand inside of one word, and there they stand in the same way wherever that word
//! does. So a keystroke reads every word once instead of every name.

use std::{collections::HashMap, ops::Range};

use memchr::memmem::Finder;

use super::{
    names::Names,
    spot::{self, Spot},
};

/// The words of all names, each once, with the places where they stand.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// How many issues there are.
    issues: usize,
    /// The words, one a line.
    text: String,
    /// In the order of the text.
    words: Vec<Word>,
    /// In the order of the words.
    places: Vec<Place>,
}

/// A word, and which of all places are its own.
#[derive(Debug)]
struct Word {
    /// Its letters, in the text.
    letters: Range<usize>,
    in_titles: Range<usize>,
    in_aliases: Range<usize>,
}

/// Where a word stands in the names of an issue.
#[derive(Clone, Copy, Debug)]
struct Place {
    issue: u32,
    /// Bytes before it.
    before: u32,
}

/// The places of a word.
#[derive(Debug, Default)]
struct Places {
    in_titles: Vec<Place>,
    in_aliases: Vec<Place>,
}

impl Vocabulary {
    /// Reads the names of all issues.
    pub(super) fn new<'a>(names: impl Iterator<Item = Names<'a>>) -> Self {
        let mut words: HashMap<&str, Places> = HashMap::new();
        let mut issues = 0;
        for (issue, names) in (0..).zip(names) {
            for (at, word) in names.words() {
                words.entry(word).or_default().add(issue, names.is_title(at), at);
            }
            issues += 1;
        }
        let all = Self { issues, text: String::new(), words: Vec::new(), places: Vec::new() };
        words.into_iter().fold(all, Self::with)
    }

    fn with(mut self, (word, Places { in_titles, in_aliases }): (&str, Places)) -> Self {
        let letters = self.text.len()..self.text.len() + word.len();
        self.text.extend([word, "\n"]);
        let in_titles = appended(&mut self.places, in_titles);
        let in_aliases = appended(&mut self.places, in_aliases);
        self.words.push(Word { letters, in_titles, in_aliases });
        self
    }

    /// Whether a needle can only stand inside of one word.
    pub(super) fn covers(needle: &Finder<'_>) -> bool {
        needle.needle().iter().all(|&byte| spot::is_letter(byte))
    }

    /// For each issue, the best spot of such a needle in its names.
    pub(super) fn spots(&self, needle: &Finder<'_>) -> Vec<Option<Spot>> {
        let mut spots = vec![None; self.issues];
        let (mut words, mut read) = (self.words.iter(), 0);
        for at in needle.find_iter(self.text.as_bytes()) {
            // Where a needle stands in a word once more it stands no better.
            if at < read {
                continue;
            }
            let Some(word) = words.find(|word| at < word.letters.end) else { break };
            read = word.letters.end;
            self.note(&mut spots, word, at - word.letters.start, needle.needle().len());
        }
        spots
    }

    /// Notes a needle of this length that stands in a word, wherever that word stands.
    fn note(&self, spots: &mut [Option<Spot>], word: &Word, at: usize, len: usize) {
        let letters = &self.text.as_bytes()[word.letters.clone()];
        for (places, is_title) in [(&word.in_titles, true), (&word.in_aliases, false)] {
            let in_word = Spot::in_name(letters, at..at + len, is_title);
            for place in &self.places[places.clone()] {
                let (best, spot) = (&mut spots[place.issue as usize], in_word.after(place.before));
                *best = Some(best.map_or(spot, |best| best.min(spot)));
            }
        }
    }
}

fn appended(all: &mut Vec<Place>, more: Vec<Place>) -> Range<usize> {
    let start = all.len();
    all.extend(more);
    start..all.len()
}

impl Places {
    /// Of two such places in one issue only the first counts: it is better.
    fn add(&mut self, issue: u32, is_title: bool, at: usize) {
        let places = if is_title { &mut self.in_titles } else { &mut self.in_aliases };
        if places.last().is_none_or(|last| last.issue != issue) {
            places.push(Place { issue, before: u32::try_from(at).unwrap_or(u32::MAX) });
        }
    }
}
