//! The texts of all issues, prepared for searching.

use std::{collections::HashMap, ops::Range};

use memchr::memmem::Finder;

use super::{
    fold::{fold, fold_into},
    grams::Grams,
    places,
};
use crate::issue::Issue;

/// The texts of all issues, prepared for searching; about 1.3 times their size.
#[derive(Debug)]
pub struct Index {
    /// The folded texts of every issue one after the other, one line a text, names first.
    text: String,
    rows: Vec<Row>,
    grams: Grams,
    /// The issues of each code, folded; of AADSTS codes also by their bare number.
    codes: HashMap<Box<str>, Vec<usize>>,
}

/// What belongs to one issue.
#[derive(Debug)]
struct Row {
    /// Its texts.
    range: Range<usize>,
    /// Where in the text its names end.
    names_end: usize,
    /// Which letters its names have.
    letters: u64,
}

impl Index {
    /// Reads all issues; hits refer to their order.
    pub fn new<'a>(issues: impl IntoIterator<Item = &'a Issue>) -> Self {
        let (mut text, mut rows, mut codes) = (String::new(), Vec::new(), HashMap::new());
        for (number, issue) in issues.into_iter().enumerate() {
            rows.push(row(&mut text, issue));
            note_codes(&mut codes, number, issue);
        }
        text.shrink_to_fit();
        let grams = Grams::new(rows.iter().map(|row| &text[row.range.clone()]));
        Self { text, rows, grams, codes }
    }

    /// How many issues there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Every issue that holds the needle, with where in its texts it first does.
    pub(super) fn find<'a>(
        &'a self,
        finder: &'a Finder<'_>,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let needle = str::from_utf8(finder.needle()).unwrap_or_default();
        self.grams.candidates(needle).filter_map(|issue| {
            let at = finder.find(&self.text.as_bytes()[self.rows[issue].range.clone()])?;
            Some((issue, at))
        })
    }

    /// Title, short and aliases of an issue, folded, one a line.
    pub(super) fn names(&self, issue: usize) -> &str {
        let row = &self.rows[issue];
        &self.text[row.range.start..row.names_end]
    }

    /// Whether the names of an issue have all of these [`letters`].
    pub(super) fn has_letters(&self, issue: usize, letters: u64) -> bool {
        self.rows[issue].letters & letters == letters
    }

    /// The issues that a folded word is a whole code of.
    pub(super) fn with_code(&self, word: &str) -> &[usize] {
        self.codes.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The set of the letters of a text; rare ones share a place.
pub(super) fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}

fn row(text: &mut String, issue: &Issue) -> Row {
    let start = text.len();
    let mut names_end = start;
    places::visit(issue, &mut |place, part| {
        fold_into(text, part);
        text.push('\n');
        if place.is_name() {
            names_end = text.len();
        }
    });
    Row { range: start..text.len(), names_end, letters: letters(&text[start..names_end]) }
}

fn note_codes(codes: &mut HashMap<Box<str>, Vec<usize>>, number: usize, issue: &Issue) {
    for code in issue.signatures.iter().flat_map(|signature| &signature.codes) {
        let code = fold(code);
        let bare = code.strip_prefix("aadsts").filter(|number| !number.is_empty());
        for name in [Some(code.as_str()), bare].into_iter().flatten() {
            let issues = codes.entry(name.into()).or_default();
            if issues.last() != Some(&number) {
                issues.push(number);
            }
        }
    }
}
