//! The texts of all issues, prepared for searching.

use std::{collections::HashMap, ops::Range};

use super::{
    fold::{fold, fold_into},
    grams::{Grams, Set},
    order::{self, Names},
    places, similar,
};
use crate::issue::Issue;

/// The texts of all issues, prepared for searching; about 1.3 times their size.
#[derive(Debug)]
pub struct Index {
    /// The folded names of every issue, one a line. Together they fit into the processor's cache.
    names: String,
    /// The other folded texts of every issue, one a line.
    bodies: String,
    rows: Vec<Row>,
    grams: Grams,
    /// The issues of each code, folded; of AADSTS codes also by their bare number.
    codes: HashMap<Box<str>, Vec<usize>>,
}

/// What belongs to one issue.
#[derive(Debug)]
struct Row {
    names: Range<usize>,
    body: Range<usize>,
    /// The characters of its names, see [`similar::set`].
    characters: u64,
    /// Those of them that begin a word.
    initials: u64,
}

impl Index {
    /// Reads all issues; hits refer to their order.
    pub fn new<'a>(issues: impl IntoIterator<Item = &'a Issue>) -> Self {
        let (mut names, mut bodies) = (String::new(), String::new());
        let (mut rows, mut codes) = (Vec::new(), HashMap::new());
        for (number, issue) in issues.into_iter().enumerate() {
            rows.push(row(&mut names, &mut bodies, issue));
            note_codes(&mut codes, number, issue);
        }
        names.shrink_to_fit();
        bodies.shrink_to_fit();
        let texts = rows
            .iter()
            .map(|row| [&names[row.names.clone()], &bodies[row.body.clone()]].into_iter());
        let grams = Grams::new(texts);
        Self { names, bodies, rows, grams, codes }
    }

    /// How many issues there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The issues that may hold a needle which lies within one line.
    pub(super) fn candidates(&self, needle: &str) -> Set {
        self.grams.candidates(needle)
    }

    /// Title, short and aliases of an issue.
    pub(super) fn names(&self, issue: usize) -> Names<'_> {
        let Row { names, characters, initials, .. } = &self.rows[issue];
        Names { text: &self.names[names.clone()], characters: *characters, initials: *initials }
    }

    /// The other texts of an issue, folded, one a line.
    pub(super) fn body(&self, issue: usize) -> &str {
        &self.bodies[self.rows[issue].body.clone()]
    }

    /// The issues that a folded word is a whole code of.
    pub(super) fn with_code(&self, word: &str) -> &[usize] {
        self.codes.get(word).map_or(&[], Vec::as_slice)
    }
}

fn row(names: &mut String, bodies: &mut String, issue: &Issue) -> Row {
    let (names_start, body_start) = (names.len(), bodies.len());
    places::visit(issue, &mut |place, part| {
        let text = if place.is_name() { &mut *names } else { &mut *bodies };
        fold_into(text, part);
        text.push('\n');
    });
    let own = &names[names_start..];
    Row {
        names: names_start..names.len(),
        body: body_start..bodies.len(),
        characters: similar::set(own.bytes()),
        initials: similar::set(order::initials(own)),
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
