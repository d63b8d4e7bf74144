//! Signatures made ready: which of them a part of a text fulfils, and by what.

use std::ops::Range;

use super::{
    clues::{Clues, Spot},
    code::{CodeId, Codes},
    evidence::{Evidence, EvidenceKind},
    lexicon::{LexiconBuilder, PhraseId},
};
use crate::issue::{Signature, Strength};

/// Of something that stands in a text many times only so many places are tried.
const MOST_TRIED: usize = 64;

/// A signature by the numbers of its codes and phrases.
#[derive(Debug)]
pub(super) struct Rule {
    /// Place of its issue.
    pub(super) issue: u32,
    /// What it proves where it holds whole.
    pub(super) weight: Weight,
    codes: Box<[CodeId]>,
    phrases: Box<[PhraseId]>,
    any: Box<[PhraseId]>,
    none: Box<[PhraseId]>,
    http: Box<[u16]>,
    needs_microsoft: bool,
    /// Whether it is the issue's title and no signature.
    is_title: bool,
}

/// What a rule proves, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Hardly more than words in common: a weak signature, not to the letter.
    Hint,
    /// A weak signature.
    Weak,
    /// A strong signature, not to the letter, or a long title.
    Inexact,
    /// A strong signature.
    Strong,
}

/// A rule that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proof {
    /// What it proves here.
    pub(super) weight: Weight,
    /// By what, in the order of the rule.
    pub(super) evidence: Vec<Evidence>,
}

impl Rule {
    /// Makes a signature ready; nothing where a part of it can never hold.
    pub(super) fn new(
        issue: u32,
        signature: &Signature,
        codes: &mut Codes,
        lexicon: &mut LexiconBuilder,
    ) -> Option<Self> {
        let mut numbers = |texts: &[String]| -> Box<[PhraseId]> {
            texts.iter().filter_map(|text| lexicon.add(text)).collect()
        };
        let rule = Self {
            issue,
            weight: match signature.strength {
                Strength::Strong => Weight::Strong,
                Strength::Weak => Weight::Weak,
            },
            phrases: numbers(&signature.phrases),
            any: numbers(&signature.any),
            none: numbers(&signature.none),
            codes: signature.codes.iter().filter_map(|code| codes.add(code)).collect(),
            http: signature.http.as_slice().into(),
            needs_microsoft: signature.host.is_some(),
            is_title: false,
        };
        let is_whole = rule.phrases.len() == signature.phrases.len()
            && rule.any.is_empty() == signature.any.is_empty()
            && rule.codes.is_empty() == signature.codes.is_empty();
        is_whole.then_some(rule)
    }

    /// The title of an issue, as if it were a signature.
    pub(super) fn title(issue: u32, weight: Weight, phrase: PhraseId) -> Self {
        Self {
            issue,
            weight,
            codes: Box::default(),
            phrases: [phrase].into(),
            any: Box::default(),
            none: Box::default(),
            http: Box::default(),
            needs_microsoft: false,
            is_title: true,
        }
    }

    /// Its codes, one of which must stand in the text.
    pub(super) fn codes(&self) -> &[CodeId] {
        &self.codes
    }

    /// The phrases without which it cannot hold.
    pub(super) fn phrases(&self) -> impl Iterator<Item = PhraseId> {
        self.phrases.iter().chain(&self.any).copied()
    }

    /// Whether neither a code nor a phrase leads to it.
    pub(super) fn is_bare(&self) -> bool {
        self.codes.is_empty() && self.phrases.is_empty() && self.any.is_empty()
    }

    /// Whether it holds in a part of the text, with all that it asks for near enough to be one error.
    pub(super) fn prove(&self, clues: &Clues<'_>, part: &Range<usize>) -> Option<Proof> {
        let keys = self.keys(clues, part)?;
        let (first, others) = keys.split_first()?;
        let mut proofs = first.spots.iter().filter_map(|pivot| {
            let mut chosen = vec![(first.kind, pivot)];
            for key in others {
                chosen.push((key.kind, key.nearest(clues, pivot)?));
            }
            let is_excluded = self.none.iter().any(|&phrase| {
                let mut spots = clues.phrase(phrase, part).filter(|spot| !spot.inexact);
                spots.any(|spot| clues.is_near(&spot.range, &pivot.range))
            });
            (!is_excluded).then(|| self.proof(&chosen))
        });
        let first = proofs.next()?;
        if first.weight == self.weight {
            return Some(first);
        }
        Some(proofs.find(|proof| proof.weight == self.weight).unwrap_or(first))
    }

    /// Where each part of the rule stands; nothing as soon as one stands nowhere.
    fn keys(&self, clues: &Clues<'_>, part: &Range<usize>) -> Option<Vec<Key>> {
        let mut keys = Vec::new();
        if !self.codes.is_empty() {
            let spots = self.codes.iter().flat_map(|&code| clues.code(code, part));
            keys.push(Key::new(EvidenceKind::Code, spots)?);
        }
        for &phrase in &self.phrases {
            let kind = if self.is_title { EvidenceKind::Title } else { EvidenceKind::Phrase };
            keys.push(Key::new(kind, clues.phrase(phrase, part))?);
        }
        if !self.any.is_empty() {
            let spots = self.any.iter().flat_map(|&phrase| clues.phrase(phrase, part));
            keys.push(Key::new(EvidenceKind::Phrase, spots)?);
        }
        if !self.http.is_empty() {
            let spots = self.http.iter().flat_map(|&status| clues.status(status, part));
            keys.push(Key::new(EvidenceKind::Http, spots)?);
        }
        if self.needs_microsoft {
            keys.push(Key::new(EvidenceKind::Host, clues.microsoft(part))?);
        }
        Some(keys)
    }

    fn proof(&self, chosen: &[(EvidenceKind, &Spot)]) -> Proof {
        let weight = match self.weight {
            whole if chosen.iter().all(|(_, spot)| !spot.inexact) => whole,
            Weight::Strong => Weight::Inexact,
            _ => Weight::Hint,
        };
        let evidence =
            chosen.iter().map(|&(kind, spot)| Evidence { kind, range: spot.range.clone() });
        Proof { weight, evidence: evidence.collect() }
    }
}

/// One part of a rule and where it stands.
struct Key {
    kind: EvidenceKind,
    spots: Vec<Spot>,
}

impl Key {
    fn new(kind: EvidenceKind, spots: impl Iterator<Item = Spot>) -> Option<Self> {
        let spots: Vec<_> = spots.take(MOST_TRIED).collect();
        (!spots.is_empty()).then_some(Self { kind, spots })
    }

    /// The place nearest to another; an exact one before an inexact one.
    fn nearest(&self, clues: &Clues<'_>, pivot: &Spot) -> Option<&Spot> {
        let distance = |spot: &Spot| spot.range.start.abs_diff(pivot.range.start);
        let near = self.spots.iter().filter(|spot| clues.is_near(&spot.range, &pivot.range));
        near.min_by_key(|spot| (spot.inexact, distance(spot)))
    }
}
