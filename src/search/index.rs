//! The texts of all issues, prepared for searching.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::{
    fold::fold,
    grams::{Needle, Set},
    names::Names,
    part::Part,
    spot::Spot,
    vocabulary::Vocabulary,
};
use crate::{issue::Issue, parallel::parallel};

/// The texts of all issues, prepared for searching; about one and a half times their size.
#[derive(Debug)]
pub struct Index {
    /// How many issues there are.
    issues: usize,
    /// Their texts, [`Part::ISSUES`] of them in each.
    parts: Vec<Part>,
    vocabulary: Vocabulary,
    /// The issues of each code, folded; of AADSTS codes also by their bare number.
    codes: HashMap<Box<str>, Vec<usize>>,
}

impl Index {
    /// Reads all issues; hits refer to their order.
    pub fn new<'a>(issues: impl IntoIterator<Item = &'a Issue>) -> Self {
        let issues: Vec<_> = issues.into_iter().collect();
        let parts =
            parallel(issues.chunks(Part::ISSUES), |issues| Part::new(issues.iter().copied()));
        let mut codes = HashMap::new();
        for (number, issue) in issues.iter().enumerate() {
            note_codes(&mut codes, number, issue);
        }
        let vocabulary = Vocabulary::new(parts.iter().flat_map(Part::all_names));
        Self { issues: issues.len(), parts, vocabulary, codes }
    }

    /// How many issues there are.
    pub(super) fn len(&self) -> usize {
        self.issues
    }

    /// The issues that may hold a needle which lies within one line.
    pub(super) fn candidates(&self, needle: &str) -> Set {
        let needle = Needle::new(needle);
        self.parts.iter().map(|part| part.candidates(&needle)).collect()
    }

    /// For each issue, the best spot of a needle in its names.
    pub(super) fn spots_in_names(&self, needle: &Finder<'_>) -> Vec<Option<Spot>> {
        if Vocabulary::covers(needle) {
            return self.vocabulary.spots(needle);
        }
        let names = self.parts.iter().flat_map(Part::all_names);
        names.map(|names| names.find(needle)).collect()
    }

    /// Title, short and aliases of an issue.
    pub(super) fn names(&self, issue: usize) -> Names<'_> {
        self.parts[issue / Part::ISSUES].names(issue % Part::ISSUES)
    }

    /// The length of the title of an issue.
    pub(super) fn title_len(&self, issue: usize) -> usize {
        self.parts[issue / Part::ISSUES].title_len(issue % Part::ISSUES)
    }

    /// The other texts of an issue, folded, one a line.
    pub(super) fn body(&self, issue: usize) -> &[u8] {
        self.parts[issue / Part::ISSUES].body(issue % Part::ISSUES)
    }

    /// The issues that a folded word is a whole code of.
    pub(super) fn with_code(&self, word: &str) -> &[usize] {
        self.codes.get(word).map_or(&[], Vec::as_slice)
    }
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
