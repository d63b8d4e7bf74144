//! How good the diagnosis is: errors of which a person said what they are, and how many it finds.

use serde::Deserialize;

use super::{Confidence, Diagnosis, Matchers};
use crate::pack::Packs;

/// A primary issue is found if it is among so many.
const FIRST: usize = 3;

/// An error of which a person said what it is: one line of a file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// Name of the error.
    pub id: String,
    /// Where it comes from.
    pub kind: Kind,
    /// The best issue; `none` where none is right.
    pub primary: String,
    /// Every issue that is right.
    pub acceptable: Vec<String>,
    /// Why it is that; for people.
    #[serde(default)]
    pub why: String,
    /// The error as pasted.
    pub text: String,
}

/// Where a labelled error comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A real error that is a known issue.
    Positive,
    /// The same, made up because no real one was found.
    Synthetic,
    /// A real error that is none.
    Negative,
}

/// A line that is no labelled error.
#[derive(Debug, thiserror::Error)]
#[error(
    "line {line}: {source}; each line is an object with id, kind, primary, acceptable and text"
)]
pub struct LabelError {
    /// Counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub source: serde_json::Error,
}

/// How many of what was asked for were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Found.
    pub right: usize,
    /// Asked for.
    pub of: usize,
}

/// What came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Positives with an acceptable issue first.
    pub first: Share,
    /// Those among them that are merely possible.
    pub first_possible: usize,
    /// Positives and synthetics with the primary issue among the first three.
    pub among_three: Share,
    /// Negatives for which nothing is likely or better.
    pub negative: Share,
    /// What was missed.
    pub misses: Vec<Miss>,
}

/// An error that was taken for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Name of the error.
    pub id: String,
    /// What it is.
    pub primary: String,
    /// What it was taken for, best first.
    pub found: Vec<(String, Confidence)>,
}

/// Reads one labelled error a line; empty lines count as nothing.
pub fn read(lines: &str) -> Result<Vec<Labelled>, LabelError> {
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let read = |(at, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|source| LabelError { line: at + 1, source })
    };
    lines.map(read).collect()
}

/// Diagnoses every error and compares.
pub fn measure(packs: &Packs, matchers: &Matchers, errors: &[Labelled]) -> Measured {
    let mut measured = Measured::default();
    for error in errors {
        let found = ranked(&matchers.diagnose(packs, &error.text));
        if !measured.count(error, &found) {
            let Labelled { id, primary, .. } = error.clone();
            measured.misses.push(Miss { id, primary, found });
        }
    }
    measured
}

impl Measured {
    /// Whether everything was as it should be.
    fn count(&mut self, error: &Labelled, found: &[(String, Confidence)]) -> bool {
        if error.kind == Kind::Negative {
            let is_known = found.iter().any(|(_, confidence)| *confidence >= Confidence::Likely);
            return self.negative.count(!is_known);
        }
        let mut primary = found.iter().take(FIRST).map(|(issue, _)| issue);
        let is_among = self.among_three.count(primary.any(|issue| *issue == error.primary));
        let first = found.first().filter(|(issue, _)| error.acceptable.contains(issue));
        if error.kind == Kind::Positive {
            self.first.count(first.is_some());
            let is_possible = first.is_some_and(|(_, sure)| *sure == Confidence::Possible);
            self.first_possible += usize::from(is_possible);
        }
        is_among && first.is_some()
    }
}

impl Share {
    fn count(&mut self, is_right: bool) -> bool {
        self.of += 1;
        self.right += usize::from(is_right);
        is_right
    }
}

impl std::fmt::Display for Share {
    #[expect(clippy::cast_precision_loss, reason = "a percentage of a few hundred")]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = 100.0 * self.right as f64 / self.of.max(1) as f64;
        write!(f, "{percent:.1} % ({} of {})", self.right, self.of)
    }
}

/// The issues of all errors of a text: the best of each first, then the others.
fn ranked(diagnosis: &Diagnosis) -> Vec<(String, Confidence)> {
    let matches = diagnosis.groups.iter().flat_map(|group| &group.matches);
    let mut matches: Vec<_> =
        matches.map(|found| (found.issue.to_string(), found.confidence, found.score)).collect();
    matches.sort_by(|a, b| b.2.total_cmp(&a.2));
    matches.into_iter().map(|(issue, confidence, _)| (issue, confidence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_positive_that_is_merely_possible_is_found_and_counted_apart() {
        let error = |kind| Labelled {
            id: "e1".into(),
            kind,
            primary: "a".into(),
            acceptable: vec!["a".into()],
            why: String::new(),
            text: String::new(),
        };
        let mut measured = Measured::default();
        let found = |issue: &str, confidence| [(issue.to_owned(), confidence)];
        measured.count(&error(Kind::Positive), &found("a", Confidence::Possible));
        measured.count(&error(Kind::Positive), &found("a", Confidence::Likely));
        measured.count(&error(Kind::Positive), &found("b", Confidence::Possible));
        measured.count(&error(Kind::Synthetic), &found("a", Confidence::Possible));

        assert_eq!((measured.first, measured.first_possible), (Share { right: 2, of: 3 }, 1));
    }
}
