//! How sure one can be of an issue, and which comes first.

use std::{cmp::Reverse, collections::HashSet, ops::Range};

use super::{
    Confidence,
    clues::Clues,
    evidence::{Evidence, EvidenceKind},
    rules::Rules,
    signature::{Proof, Rule, Weight},
    stream::to_u32,
    surroundings,
    words::{KnownWord, Words},
};
use crate::pack::Packs;

/// Of an error so many issues are named.
const MOST_CANDIDATES: usize = 50;
/// With nothing known so many issues are named that share words.
const NEAREST: usize = 2;
/// Of words that an issue shares so many are told.
const TOLD_WORDS: usize = 5;
/// Hosts so near to an error belong to it.
const VICINITY: usize = 1000;

/// An issue that an error may be.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Place of the issue.
    pub(super) issue: u32,
    /// What the best of its proofs is worth; nothing where only words speak for it.
    weight: Option<Weight>,
    /// How sure one can be.
    pub(super) confidence: Confidence,
    /// From 0 to 1; higher confidence is always more.
    pub(super) score: f64,
    /// The best first.
    pub(super) evidence: Vec<Evidence>,
}

impl Candidate {
    fn is_known(&self) -> bool {
        self.confidence >= Confidence::Likely
    }
}

/// One error and everything that is known.
pub(super) struct Ranking<'a> {
    /// The issues.
    pub(super) packs: &'a Packs,
    /// Their rules.
    pub(super) rules: &'a Rules,
    /// Their words.
    pub(super) words: &'a Words,
    /// The whole text.
    pub(super) clues: &'a Clues<'a>,
    /// Where in it the error stands.
    pub(super) part: Range<usize>,
}

impl Ranking<'_> {
    /// The issues that the error may be, best first.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let mut candidates = self.proven();
        self.settle_confidence(&mut candidates);
        let known = self.known_words(&candidates);
        let scores = self.words.scores(&known);
        self.add_by_words(&mut candidates, &known, &scores);
        for candidate in &mut candidates {
            candidate.score = score(candidate, scores[candidate.issue as usize]);
        }
        candidates.sort_by(|a, b| {
            Reverse(a.confidence)
                .cmp(&Reverse(b.confidence))
                .then(b.score.total_cmp(&a.score))
                .then(a.issue.cmp(&b.issue))
        });
        candidates.truncate(MOST_CANDIDATES);
        self.side_by_side(candidates)
    }

    /// The issues of which a rule holds.
    fn proven(&self) -> Vec<Candidate> {
        let mut proofs = self.rules.prove(self.clues, &self.part, Weight::Hint);
        proofs.sort_by_key(|(issue, proof)| (*issue, Reverse(proof.weight)));
        let by_issue = proofs.chunk_by(|(one, _), (other, _)| one == other);
        by_issue.map(|proofs| self.candidate(proofs)).collect()
    }

    fn candidate(&self, proofs: &[(u32, Proof)]) -> Candidate {
        let (issue, best) = &proofs[0];
        let evidence = proofs.iter().flat_map(|(_, proof)| proof.evidence.iter().cloned());
        let evidence = without_repetition(evidence);
        let weight = if self.is_of_another(*issue, &evidence) {
            best.weight.min(Weight::Weak)
        } else {
            best.weight
        };
        let (confidence, score) = (Confidence::Possible, 0.0);
        Candidate { issue: *issue, weight: Some(weight), confidence, score, evidence }
    }

    /// Whether words speak for an issue, but the error has a code of its own or comes from another vendor.
    fn is_of_another(&self, issue: u32, evidence: &[Evidence]) -> bool {
        if evidence.iter().any(|evidence| evidence.kind == EvidenceKind::Code) {
            return false;
        }
        let from = evidence.iter().map(|evidence| evidence.range.start).min().unwrap_or_default();
        let to = evidence.iter().map(|evidence| evidence.range.end).max().unwrap_or_default();
        let from = from.saturating_sub(VICINITY).max(self.part.start);
        let around = from..to.saturating_add(VICINITY).min(self.part.end);
        self.has_other_code(issue, &around) || self.clues.is_foreign(&around)
    }

    /// Whether a text has AADSTS codes, and none of those that an issue is known by.
    fn has_other_code(&self, issue: u32, part: &Range<usize>) -> bool {
        let codes = self.rules.of_issue(issue).iter().flat_map(Rule::codes);
        let mut codes = codes.filter(|&&code| self.rules.codes.is_aadsts(code)).peekable();
        codes.peek().is_some()
            && self.clues.aadsts(part).next().is_some()
            && !codes.any(|&code| self.clues.code(code, part).next().is_some())
    }

    /// A strong signature makes certain if nothing else is as strong, and no look-alike has all of its evidence.
    fn settle_confidence(&self, candidates: &mut [Candidate]) {
        let strong = candidates.iter().filter(|other| other.weight == Some(Weight::Strong)).count();
        let confidences: Vec<_> = candidates
            .iter()
            .map(|candidate| match candidate.weight {
                Some(Weight::Strong) if strong == 1 && !self.is_shared(candidate, candidates) => {
                    Confidence::Certain
                }
                Some(Weight::Strong | Weight::Inexact) => Confidence::Likely,
                _ => Confidence::Possible,
            })
            .collect();
        for (candidate, confidence) in candidates.iter_mut().zip(confidences) {
            candidate.confidence = confidence;
        }
    }

    fn is_shared(&self, candidate: &Candidate, others: &[Candidate]) -> bool {
        let issue = &self.packs.issues()[candidate.issue as usize];
        let is_look_alike = |other: &&Candidate| {
            let other = &self.packs.issues()[other.issue as usize];
            issue.tell_apart.iter().any(|entry| entry.issue == other.id)
        };
        others.iter().filter(is_look_alike).any(|other| {
            let theirs: HashSet<_> =
                other.evidence.iter().map(|evidence| &evidence.range).collect();
            candidate.evidence.iter().all(|evidence| theirs.contains(&evidence.range))
        })
    }

    /// The words of the error that issues have too.
    fn known_words(&self, candidates: &[Candidate]) -> Vec<KnownWord> {
        let evidence = candidates.iter().filter_map(|candidate| candidate.evidence.first());
        let first = evidence.map(|evidence| &evidence.range).min_by_key(|range| range.start);
        let parts = surroundings::telling(self.clues, &self.part, first);
        self.words.look_up(self.clues.text, &parts)
    }

    /// With nothing known the nearest issues; else the look-alikes of the best.
    fn add_by_words(&self, candidates: &mut Vec<Candidate>, known: &[KnownWord], scores: &[f32]) {
        let mut issues: Vec<_> = (0..scores.len()).filter(|&issue| scores[issue] > 0.0).collect();
        let mut is_new = vec![true; scores.len()];
        for candidate in &*candidates {
            is_new[candidate.issue as usize] = false;
        }
        issues.retain(|&issue| is_new[issue]);
        issues.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        if candidates.iter().any(Candidate::is_known) {
            issues.retain(|&issue| self.resembles_known(candidates, issue));
        } else {
            issues.truncate(NEAREST.saturating_sub(candidates.len()));
        }
        candidates.extend(issues.into_iter().map(|issue| self.by_words(known, to_u32(issue))));
    }

    fn by_words(&self, known: &[KnownWord], issue: u32) -> Candidate {
        let places = self.words.shared(known, issue).take(TOLD_WORDS).cloned();
        let evidence = places.map(|range| Evidence { kind: EvidenceKind::Word, range }).collect();
        let (weight, confidence, score) = (None, Confidence::Possible, 0.0);
        Candidate { issue, weight, confidence, score, evidence }
    }

    /// Whether an issue is declared a look-alike of one that is certain or likely.
    fn resembles_known(&self, candidates: &[Candidate], issue: usize) -> bool {
        let issue = &self.packs.issues()[issue];
        candidates.iter().filter(|candidate| candidate.is_known()).any(|candidate| {
            let known = &self.packs.issues()[candidate.issue as usize].id;
            issue.tell_apart.iter().any(|entry| entry.issue == *known)
        })
    }

    /// Puts look-alikes of equal confidence side by side.
    fn side_by_side(&self, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
        let mut sorted: Vec<Candidate> = Vec::with_capacity(candidates.len());
        while !candidates.is_empty() {
            let first = candidates.remove(0);
            let issue = &self.packs.issues()[first.issue as usize];
            let is_look_alike = |other: &Candidate| {
                let id = &self.packs.issues()[other.issue as usize].id;
                other.confidence == first.confidence
                    && issue.tell_apart.iter().any(|entry| entry.issue == *id)
            };
            let (alike, others) = candidates.drain(..).partition(is_look_alike);
            candidates = others;
            sorted.push(first);
            sorted.extend::<Vec<_>>(alike);
        }
        sorted
    }
}

/// Within its confidence an issue counts by how much speaks for it, then by words.
fn score(candidate: &Candidate, words: f32) -> f64 {
    let (low, high) = match (candidate.confidence, candidate.weight) {
        (Confidence::Certain, _) => (0.9, 1.0),
        (Confidence::Likely, _) => (0.6, 0.9),
        (Confidence::Possible, Some(Weight::Hint)) => (0.15, 0.35),
        (Confidence::Possible, Some(_)) => (0.35, 0.6),
        (Confidence::Possible, None) => (0.0, 0.35),
    };
    let words = f64::from(words);
    let part = match candidate.weight {
        Some(_) => 0.75 * telling(&candidate.evidence) + 0.25 * words,
        None => words,
    };
    low + (high - low) * part
}

/// From 0 to 1, how much evidence says.
fn telling(evidence: &[Evidence]) -> f64 {
    let of_length = |length: usize| f64::from(u8::try_from(length.min(100)).unwrap_or(100)) / 25.0;
    let one = |evidence: &Evidence| match evidence.kind {
        EvidenceKind::Code => 4.0,
        EvidenceKind::Phrase | EvidenceKind::Title => 1.0 + of_length(evidence.range.len()),
        EvidenceKind::Http | EvidenceKind::Host => 1.0,
        EvidenceKind::Word => 0.0,
    };
    let sum: f64 = evidence.iter().map(one).sum();
    sum / (sum + 4.0)
}

/// Each place once, and none that lies within another of its kind.
fn without_repetition(evidence: impl Iterator<Item = Evidence>) -> Vec<Evidence> {
    let mut kept: Vec<Evidence> = Vec::new();
    for evidence in evidence {
        let holds = |outer: &Evidence, inner: &Evidence| {
            outer.range.start <= inner.range.start && inner.range.end <= outer.range.end
        };
        if kept.iter().any(|earlier| holds(earlier, &evidence)) {
            continue;
        }
        kept.retain(|earlier| !(earlier.kind == evidence.kind && holds(&evidence, earlier)));
        kept.push(evidence);
    }
    kept
}
