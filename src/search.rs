//! Finds issues by what a technician types: words in any order, `'word` literally, `!word` not.
//!
//! An [`Index`] holds the texts of all issues, prepared once; a [`Query`] holds what was typed, prepared once a
//! keystroke. Issues that hold every word literally come first; below them those whose names are merely
//! [similar](Rank::Similar). Both sides are folded, so that case, accents and typography never decide.

pub(crate) mod fold;
mod grams;
mod index;
mod matches;
mod names;
mod order;
mod part;
mod places;
mod query;
mod rows;
pub(crate) mod similar;
mod spot;
mod vocabulary;

pub use self::{
    index::Index,
    places::Place,
    query::Query,
    rows::{RowHits, RowTexts},
};

/// The issues that a query finds, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// All of them: its length is the number of issues found.
    pub hits: Vec<Hit>,
    /// Where in `hits` the merely similar ones begin; the number of hits where there are none.
    pub similar_from: usize,
    /// The word as typed that was left out, because no issue has all words.
    pub dropped: Option<String>,
}

/// An issue that a query finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the issues that the [`Index`] was made of.
    pub issue: usize,
    /// Why it stands where it does.
    pub rank: Rank,
}

/// Why a hit stands where it does, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// One of the words is an error code of the issue; of an AADSTS code the number is enough.
    Code,
    /// The words stand in the issue side by side, as typed.
    Phrase,
    /// Each word stands somewhere in the issue.
    Words,
    /// Title, short or an alias resembles at least one of the words.
    Similar,
}

#[cfg(test)]
mod tests;
