//! From a raw error to the known issues that it may be, and why.
//!
//! A raw text is [unwrapped](unwrap) and searched once for all codes and phrases of all issues. It is then divided into
//! the errors that it tells of. For each, [`Matchers`] proves signatures, weighs what look-alikes share, and falls back on
//! words in common. All places lead back to the raw text.

mod clues;
mod code;
mod evidence;
mod examples;
pub mod extract;
mod group;
mod lexicon;
mod phrase;
mod rank;
mod rules;
mod shown;
mod signature;
mod stream;
mod surroundings;
pub mod unwrap;
mod words;
pub mod yardstick;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use self::{
    clues::Clues,
    extract::Extracted,
    rank::{Candidate, Ranking},
    rules::Rules,
    unwrap::{Shortened, Unwrapped},
    words::Words,
};
pub use self::{
    evidence::{Evidence, EvidenceKind},
    examples::{Finding, check_examples},
    shown::Shown,
};
use crate::{
    issue::{IssueId, TellApart},
    pack::Packs,
};

/// Everything that is looked for in a text, made ready once for the issues of all packs.
#[derive(Debug)]
pub struct Matchers {
    rules: Rules,
    words: Words,
}

/// What a raw text tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnosis {
    /// The errors of the text in its order; none where it has no words.
    pub groups: Vec<Group>,
    /// What of the raw text was not looked at.
    pub shortened: Option<Shortened>,
}

/// One error of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its bytes in the raw text.
    pub range: Range<usize>,
    /// What support would ask for.
    pub extracted: Extracted,
    /// What it may be, best first.
    pub matches: Vec<Match>,
}

/// An issue that an error may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// Which.
    pub issue: IssueId,
    /// How sure one can be.
    pub confidence: Confidence,
    /// From 0 to 1; higher confidence is always more.
    pub score: f64,
    /// What speaks for it, the best first.
    pub evidence: Vec<Evidence>,
    /// What separates it from its look-alikes, those that match as well first.
    pub tell_apart: Vec<TellApart>,
}

/// How sure one can be of an issue, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Weak signatures, or no more than words in common.
    Possible,
    /// A strong signature that others share, or not to the letter.
    Likely,
    /// A strong signature, and no other issue has an equal one.
    Certain,
}

impl Matchers {
    /// Reads all issues once. What is made here belongs to these packs.
    pub fn new(packs: &Packs) -> Self {
        Self { rules: Rules::new(packs.issues()), words: Words::new(packs.issues()) }
    }

    /// What a raw text tells. The packs are those that the matchers were made of.
    pub fn diagnose(&self, packs: &Packs, raw: &str) -> Diagnosis {
        let plain = unwrap::unwrap(raw);
        let found = extract::extract(plain.text());
        let clues = Clues::new(plain.text(), &found, &self.rules.codes, &self.rules.lexicon);
        let parts = group::groups(&clues, &self.rules);
        let parts = parts.into_iter().filter(|part| clues.has_words(part));
        let groups = parts.map(|part| self.group(packs, &plain, &clues, part)).collect();
        Diagnosis { groups, shortened: plain.shortened() }
    }

    fn group(
        &self,
        packs: &Packs,
        plain: &Unwrapped,
        clues: &Clues<'_>,
        part: Range<usize>,
    ) -> Group {
        let extracted = Extracted::within(clues.found, part.clone());
        let range = plain.raw_range(trimmed(clues.text, &part));
        let ranking = Ranking { packs, rules: &self.rules, words: &self.words, clues, part };
        let candidates = ranking.candidates();
        let ids: Vec<_> = candidates.iter().map(|candidate| id(packs, candidate)).collect();
        let matches =
            candidates.into_iter().map(|candidate| matched(packs, plain, &ids, candidate));
        Group { range, extracted, matches: matches.collect() }
    }
}

impl Diagnosis {
    /// Whether any error of the text is certain or likely.
    pub fn is_known(&self) -> bool {
        self.groups.iter().any(Group::is_known)
    }
}

impl Group {
    /// Whether any issue is certain or likely.
    pub fn is_known(&self) -> bool {
        self.matches.iter().any(|found| found.confidence >= Confidence::Likely)
    }

    /// The number of an AADSTS code that no issue explains, for Microsoft's own look-up.
    pub fn unknown_aadsts(&self) -> Option<&str> {
        if self.is_known() {
            return None;
        }
        let mut codes = self.extracted.codes.iter();
        codes.find_map(|code| code.strip_prefix("AADSTS"))
    }
}

impl Confidence {
    /// The word in JSON and on the screen.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }
}

fn id<'a>(packs: &'a Packs, candidate: &Candidate) -> &'a IssueId {
    &packs.issues()[candidate.issue as usize].id
}

fn matched(packs: &Packs, plain: &Unwrapped, ids: &[&IssueId], candidate: Candidate) -> Match {
    let issue = &packs.issues()[candidate.issue as usize];
    let mut tell_apart = issue.tell_apart.clone();
    tell_apart.sort_by_key(|entry| !ids.contains(&&entry.issue));
    let evidence = candidate.evidence.into_iter();
    let evidence =
        evidence.map(|Evidence { kind, range }| Evidence { kind, range: plain.raw_range(range) });
    Match {
        issue: issue.id.clone(),
        confidence: candidate.confidence,
        score: candidate.score,
        evidence: evidence.collect(),
        tell_apart,
    }
}

/// A part of a text without the blanks around it.
fn trimmed(text: &str, part: &Range<usize>) -> Range<usize> {
    let inside = &text[part.clone()];
    let start = part.start + inside.len() - inside.trim_start().len();
    start..start + inside.trim().len()
}

#[cfg(test)]
mod tests;
