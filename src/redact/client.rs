//! The name of the incident's client, as people and URLs write it.

use aho_corasick::AhoCorasick;

use super::{
    Class,
    finds::{By, Finds},
    view::View,
};

/// Shorter names are words.
const SHORTEST: usize = 3;

/// Finds a client's name.
pub(super) struct Client(AhoCorasick);

impl Client {
    /// For a name, unless it is too short.
    pub(super) fn new(name: &str) -> Option<Self> {
        let name = name.trim();
        name.chars().nth(SHORTEST - 1)?;
        let finder = AhoCorasick::builder().ascii_case_insensitive(true).build(spellings(name));
        finder.ok().map(Self)
    }

    /// Adds every place where the client is named.
    pub(super) fn find(&self, view: &View<'_>, finds: &mut Finds) {
        for found in self.0.find_overlapping_iter(&*view.text) {
            if is_whole(&view.text, found.start(), found.end()) {
                finds.add(By::Name, Class::Client, found.range());
            }
        }
    }
}

/// The name in small and capital letters, and with what stands for its blanks.
fn spellings(client: &str) -> Vec<String> {
    let mut spellings = vec![client.to_owned(), client.to_lowercase(), client.to_uppercase()];
    if client.contains(char::is_whitespace) {
        let words: Vec<&str> = client.split_whitespace().collect();
        spellings.extend([" ", "", "-", "_", "+", "\n", "\r\n"].map(|blank| words.join(blank)));
    }
    spellings
}

/// Whether neither end lies inside of a word.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    edge(text[..start].chars().next_back()) && edge(text[end..].chars().next())
}
