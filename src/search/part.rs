//! The texts of a few issues, prepared for searching.

use std::ops::Range;

use super::{
    fold::fold_into,
    grams::{self, Grams, Needle},
    names::{Line, Names},
    places,
};
use crate::issue::Issue;

/// The texts of a few issues, as many as are prepared at a time.
#[derive(Debug)]
pub(super) struct Part {
    /// How many issues there are.
    issues: usize,
    /// The folded names of every issue, one a line.
    names: Texts,
    /// What is known of these lines.
    lines: Vec<Line>,
    /// Where the lines of each issue end.
    lines_ends: Vec<usize>,
    /// The other folded texts of every issue, one a line.
    bodies: Texts,
    grams: Grams,
}

/// Texts one after the other. Where they begin lies close together: a search looks at many and reads little of each.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Part {
    /// A part has so many issues; only the last one may have less.
    pub(super) const ISSUES: usize = grams::TEXTS;

    /// Reads as many issues.
    pub(super) fn new<'a>(issues: impl IntoIterator<Item = &'a Issue>) -> Self {
        let mut part = Self {
            issues: 0,
            names: Texts::default(),
            lines: Vec::new(),
            lines_ends: Vec::new(),
            bodies: Texts::default(),
            grams: Grams::new(),
        };
        issues.into_iter().for_each(|issue| part.add(issue));
        part.names.all.shrink_to_fit();
        part.bodies.all.shrink_to_fit();
        part
    }

    fn add(&mut self, issue: &Issue) {
        places::visit(issue, &mut |place, part| {
            let texts = if place.is_name() { &mut self.names } else { &mut self.bodies };
            fold_into(&mut texts.all, part);
            texts.all.push('\n');
        });
        let (names, body) = (self.names.end(), self.bodies.end());
        self.lines.extend(Line::all(names));
        self.lines_ends.push(self.lines.len());
        self.grams.add(self.issues, names);
        self.grams.add(self.issues, body);
        self.issues += 1;
    }

    /// Title, short and aliases of each issue.
    pub(super) fn all_names(&self) -> impl Iterator<Item = Names<'_>> {
        (0..self.issues).map(|issue| self.names(issue))
    }

    /// Title, short and aliases of an issue of this part.
    pub(super) fn names(&self, issue: usize) -> Names<'_> {
        let lines = &self.lines[nth(&self.lines_ends, issue)];
        Names { text: &self.names.all[nth(&self.names.ends, issue)], lines }
    }

    /// The length of the title of an issue of this part.
    pub(super) fn title_len(&self, issue: usize) -> usize {
        self.lines[nth(&self.lines_ends, issue).start].end
    }

    /// The other texts of an issue of this part, folded, one a line. Bytes, because to cut characters out of a text is
    /// to look at both ends, and looking is what takes the time.
    pub(super) fn body(&self, issue: usize) -> &[u8] {
        &self.bodies.all.as_bytes()[nth(&self.bodies.ends, issue)]
    }

    /// One bit for each issue that may hold the needle.
    pub(super) fn candidates(&self, needle: &Needle) -> u64 {
        let missing = Self::ISSUES - self.issues;
        self.grams.candidates(needle) << missing >> missing
    }
}

impl Texts {
    /// Ends the text that was appended.
    fn end(&mut self) -> &str {
        self.ends.push(self.all.len());
        &self.all[nth(&self.ends, self.ends.len() - 1)]
    }
}

/// Which of the things that end there are those of an issue.
fn nth(ends: &[usize], issue: usize) -> Range<usize> {
    issue.checked_sub(1).map_or(0, |before| ends[before])..ends[issue]
}
