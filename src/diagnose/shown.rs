//! A diagnosis together with the redacted text that it is about: all of a paste that may leave the process.

mod excerpt;
mod left;

use std::{borrow::Cow, mem, num::NonZeroUsize, ops::Range};

use self::left::Left;
use super::{Diagnosis, Evidence, EvidenceKind, Group, Match, unwrap::Shortened};
use crate::{
    clean::clean_line,
    redact::{Class, Options, Redacted, Replacement, Tokens, redact},
};

/// Stands in the text where the middle of a long paste was left out.
const GAP: &str = "\n\n[…]\n\n";

/// So many bytes beyond what is shown of a long paste are redacted with it: a value that is cut in two is no longer known
/// by its label.
const MARGIN: usize = 8 << 10;

/// Matches that are told where nobody says how many.
const HANDFUL: usize = 5;

/// Matches that are told of an error that is no known issue.
const NEAREST: usize = 2;

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
    pub fn new(diagnosis: Diagnosis, raw: &str, tokens: &mut Tokens, options: &Options) -> Self {
        let redacted = match diagnosis.shortened {
            Some(shortened) => redact_ends(raw, shortened, tokens, options),
            None => redact(raw, tokens, options),
        };
        let mut shown = Self { diagnosis, redacted };
        let mut groups = mem::take(&mut shown.diagnosis.groups);
        for group in &mut groups {
            let text = &shown.redacted.text[shown.range(group.range.clone())];
            Left::new(text)
                .redact(&mut group.extracted, |value| redact(value, tokens, options).text);
        }
        shown.diagnosis.groups = groups;
        shown
    }

    /// The redacted text. It is not clean yet: what is hidden in a paste stays visible to whoever draws it.
    pub fn text(&self) -> &str {
        &self.redacted.text
    }

    /// Whether there is no error in the text, as it has no words.
    pub fn is_empty(&self) -> bool {
        self.diagnosis.groups.is_empty()
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

    /// The clean lines around the evidence of a match, with a mark where others were left out.
    pub fn excerpt(&self, found: &Match) -> String {
        let ranges = found.evidence.iter().map(|evidence| self.range(evidence.range.clone()));
        excerpt::around(self.text(), ranges)
    }

    /// The matches that are told: so many of all, else a handful, with no more than the nearest of an unknown error.
    pub fn told(&self, limit: Option<NonZeroUsize>) -> Vec<(usize, &Group, &Match)> {
        let mut matches = self.matches();
        if limit.is_none() {
            let mut near = vec![0; self.diagnosis.groups.len()];
            matches.retain(|(number, group, _)| {
                near[number - 1] += 1;
                group.is_known() || near[number - 1] <= NEAREST
            });
        }
        matches.truncate(limit.map_or(HANDFUL, NonZeroUsize::get));
        matches
    }

    /// Why an issue matches, in one clean line.
    pub fn reason(&self, found: &Match) -> String {
        let mut proofs: Vec<String> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for evidence in found.evidence.iter().filter(|one| !is_part(one, &found.evidence)) {
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
        self.groups.iter().find_map(Group::look_up)
    }
}

impl Group {
    /// Microsoft's own page for an AADSTS code that no issue explains.
    pub fn look_up(&self) -> Option<String> {
        let number = self.unknown_aadsts()?;
        Some(format!("https://login.microsoftonline.com/error?code={number}"))
    }
}

/// The beginning and the end of a long raw text.
fn redact_ends(raw: &str, gap: Shortened, tokens: &mut Tokens, options: &Options) -> Redacted {
    let boundary = |at: usize| (0..=at).rev().find(|&at| raw.is_char_boundary(at)).unwrap_or(0);
    let head_end = boundary(gap.start + MARGIN);
    let tail_start = boundary(gap.end.saturating_sub(MARGIN));
    let (text, tail) = if head_end < tail_start {
        let text = [&raw[..head_end], GAP, &raw[tail_start..]].concat();
        (Cow::Owned(text), head_end + GAP.len() + gap.end - tail_start)
    } else {
        (Cow::Borrowed(raw), gap.end)
    };
    without_middle(&redact(&text, tokens, options), gap.start, tail)
}

/// Leaves out what the input had between its beginning and its end; tokens stay whole.
fn without_middle(redacted: &Redacted, head: usize, tail: usize) -> Redacted {
    let head_end = redacted.range(0..head).end;
    let tail_start = redacted.range(tail..tail).start;
    let text = [&redacted.text[..head_end], GAP, &redacted.text[tail_start..]].concat();
    let mut replacements = Vec::new();
    for one in redacted.replacements.iter().filter(|one| one.input.start < head) {
        let input = one.input.start..one.input.end.min(head);
        replacements.push(Replacement { input, ..one.clone() });
    }
    for one in redacted.replacements.iter().filter(|one| one.input.end > tail) {
        let input = |at: usize| at.max(tail) - tail + head + GAP.len();
        let output = |at: usize| at - tail_start + head_end + GAP.len();
        replacements.push(Replacement {
            class: one.class,
            input: input(one.input.start)..input(one.input.end),
            output: output(one.output.start)..output(one.output.end),
        });
    }
    Redacted { text, replacements }
}

/// Where a byte of the raw text is in what was looked at of it.
fn place(raw: usize, shortened: Option<Shortened>) -> usize {
    match shortened {
        Some(Shortened { start, end }) if raw >= end => raw - end + start + GAP.len(),
        Some(Shortened { start, .. }) => raw.min(start),
        None => raw,
    }
}

/// Whether a phrase is said by a longer one already.
fn is_part(one: &Evidence, evidence: &[Evidence]) -> bool {
    let is_phrase = |one: &Evidence| matches!(one.kind, EvidenceKind::Phrase | EvidenceKind::Title);
    let holds = |other: &Evidence| {
        let (inner, outer) = (&one.range, &other.range);
        is_phrase(other)
            && inner.len() < outer.len()
            && outer.start <= inner.start
            && inner.end <= outer.end
    };
    is_phrase(one) && evidence.iter().any(holds)
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
