//! A diagnosis together with the redacted text that it is about: all of a paste that may leave the process.

mod excerpt;

use std::{borrow::Cow, ops::Range};

use super::{
    Diagnosis, Evidence, EvidenceKind, Group, Match, extract::Extracted, unwrap::Shortened,
};
use crate::{
    clean::clean_line,
    incident::Diagnosed,
    redact::{Class, Options, Redacted, Tokens, redact},
};

/// Stands in the text where the middle of a long paste was left out.
const GAP: &str = "\n\n[…]\n\n";

/// Longest piece of evidence that a reason repeats, in characters.
const LONGEST_QUOTE: usize = 60;

/// Words that a reason gives where an issue has no more than words in common with the text.
const MOST_WORDS: usize = 6;

/// A diagnosis that may be drawn, copied, printed and stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its places still count bytes of the raw text; what it has extracted is redacted.
    pub diagnosis: Diagnosis,
    redacted: Redacted,
}

impl Shown {
    /// Redacts the raw text that the diagnosis was made of, or what of it was looked at.
    pub fn new(
        mut diagnosis: Diagnosis,
        raw: &str,
        tokens: &mut Tokens,
        options: &Options,
    ) -> Self {
        let redacted = redact(&looked_at(raw, diagnosis.shortened), tokens, options);
        for group in &mut diagnosis.groups {
            redact_extracted(&mut group.extracted, tokens, options);
        }
        Self { diagnosis, redacted }
    }

    /// The redacted text. It is not clean yet: what is hidden in a paste stays visible to whoever draws it.
    pub fn text(&self) -> &str {
        &self.redacted.text
    }

    /// How many values of each class were replaced.
    pub fn replaced(&self) -> Vec<(Class, usize)> {
        self.redacted.counts()
    }

    /// Where a place of the raw text is in the redacted one, in bytes.
    pub fn range(&self, raw: Range<usize>) -> Range<usize> {
        let shortened = self.diagnosis.shortened;
        self.redacted.range(place(raw.start, shortened)..place(raw.end, shortened))
    }

    /// The words of a piece of evidence, redacted.
    pub fn quote(&self, evidence: &Evidence) -> &str {
        &self.redacted.text[self.range(evidence.range.clone())]
    }

    /// Every match with the number of its group from 1: the surest first, then in the order of the text.
    pub fn matches(&self) -> Vec<(usize, &Group, &Match)> {
        let groups = self.diagnosis.groups.iter().enumerate();
        let mut matches: Vec<_> = groups
            .flat_map(|(at, group)| group.matches.iter().map(move |found| (at + 1, group, found)))
            .collect();
        matches.sort_by_key(|(_, _, found)| std::cmp::Reverse(found.confidence));
        matches
    }

    /// What an incident keeps of it, about one of its matches.
    pub fn kept(&self, group: &Group, found: &Match, tokens: &Tokens) -> Diagnosed {
        Diagnosed {
            issue: found.issue.clone(),
            confidence: found.confidence,
            reason: self.reason(found),
            excerpt: self.excerpt(found),
            extracted: group.extracted.clone(),
            replaced: self.replaced(),
            tokens: tokens.memory().clone(),
        }
    }

    /// The clean lines around the evidence of a match, with a mark where others were left out.
    pub fn excerpt(&self, found: &Match) -> String {
        let ranges = found.evidence.iter().map(|evidence| self.range(evidence.range.clone()));
        excerpt::around(self.text(), ranges)
    }

    /// Why an issue matches, in one clean line.
    pub fn reason(&self, found: &Match) -> String {
        let mut proofs: Vec<String> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for evidence in &found.evidence {
            let quote = self.quote(evidence);
            match evidence.kind {
                EvidenceKind::Code => proofs.push(quote.to_owned()),
                EvidenceKind::Phrase | EvidenceKind::Title => proofs.push(quoted(quote)),
                EvidenceKind::Http => proofs.push(format!("HTTP {quote}")),
                EvidenceKind::Host => proofs.push(format!("host {quote}")),
                EvidenceKind::Word => words.push(quote),
            }
        }
        if proofs.is_empty() && !words.is_empty() {
            words.truncate(MOST_WORDS);
            proofs.push(format!("only words: {}", words.join(", ")));
        }
        unique(&mut proofs);
        clean_line(&proofs.join(", ")).into_owned()
    }
}

impl Diagnosis {
    /// Microsoft's own page for the first AADSTS code that nothing explains.
    pub fn look_up(&self) -> Option<String> {
        let number = self.groups.iter().find_map(Group::unknown_aadsts)?;
        Some(format!("https://login.microsoftonline.com/error?code={number}"))
    }
}

/// The raw text, or its beginning and end.
fn looked_at(raw: &str, shortened: Option<Shortened>) -> Cow<'_, str> {
    match shortened {
        Some(Shortened { start, end }) => [&raw[..start], GAP, &raw[end..]].concat().into(),
        None => raw.into(),
    }
}

/// Where a byte of the raw text is in what was looked at of it.
fn place(raw: usize, shortened: Option<Shortened>) -> usize {
    match shortened {
        Some(Shortened { start, end }) if raw >= end => raw - end + start + GAP.len(),
        Some(Shortened { start, .. }) => raw.min(start),
        None => raw,
    }
}

/// Ids and times are what support asks for; everything else may name somebody.
fn redact_extracted(extracted: &mut Extracted, tokens: &mut Tokens, options: &Options) {
    let texts = extracted.codes.iter_mut().chain(&mut extracted.hosts).chain(&mut extracted.app_id);
    for text in texts {
        *text = redact(text, tokens, options).text;
    }
}

/// A piece of the text in quotes, in one line, its end left out where it is long.
fn quoted(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST_QUOTE {
        return format!("“{words}”");
    }
    let beginning: String = words.chars().take(LONGEST_QUOTE).collect();
    let whole = beginning.rsplit_once(' ').map_or(&*beginning, |(whole, _)| whole);
    format!("“{whole} …”")
}

/// Leaves out what was said before.
fn unique(texts: &mut Vec<String>) {
    let mut said: Vec<String> = Vec::new();
    texts.retain(|text| {
        let is_new = !said.contains(text);
        said.push(text.clone());
        is_new
    });
}

#[cfg(test)]
mod tests;
