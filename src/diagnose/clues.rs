//! Everything in one text that an issue may ask for, with its place.

use std::ops::Range;

use super::{
    code::{CodeHit, CodeId, Codes},
    extract::{CodeKind, Fact, Found},
    lexicon::{Lexicon, PhraseId},
    stream::{Seam, Stream},
};

/// What belongs to one error lies within so many bytes …
const NEAR_BYTES: usize = 4096;
/// … and so many lines …
const NEAR_LINES: usize = 60;
/// … and so many entries of a log.
const NEAR_RECORDS: usize = 3;

/// The clues of one text.
#[derive(Debug)]
pub(super) struct Clues<'a> {
    /// The plain text; all places are in it.
    pub(super) text: &'a str,
    /// Its letters.
    pub(super) stream: Stream,
    /// What support would ask for, in the order of the text.
    pub(super) found: &'a [Found],
    /// By number, then place.
    codes: Vec<CodeHit>,
    /// By number, then place.
    phrases: Vec<PhraseClue>,
    /// Codes and phrases by place.
    marks: Vec<Mark>,
    /// Where lines begin.
    lines: Vec<usize>,
    /// Where entries of a log begin.
    records: Vec<usize>,
}

/// A code or phrase at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Which.
    pub(super) key: Key,
}

/// What leads to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key {
    /// A code.
    Code(CodeId),
    /// A phrase.
    Phrase(PhraseId),
}

/// A phrase in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PhraseClue {
    /// Which.
    pub(super) phrase: PhraseId,
    /// Its place.
    pub(super) spot: Spot,
}

/// A place where something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// Whether a word is changed, missing or added.
    pub(super) inexact: bool,
}

impl<'a> Clues<'a> {
    /// Reads a text once for all codes and phrases.
    pub(super) fn new(text: &'a str, found: &'a [Found], codes: &Codes, lexicon: &Lexicon) -> Self {
        let stream = Stream::new(text);
        let phrases = lexicon.find(&stream).into_iter().map(|hit| {
            let range = stream.text_range(&hit.letters, text);
            PhraseClue { phrase: hit.phrase, spot: Spot { range, inexact: hit.inexact } }
        });
        let phrases: Vec<_> = phrases.collect();
        let breaks = |least| {
            let words = stream.words().iter().enumerate();
            let words = words.filter(move |(_, word)| word.seam >= least);
            words.map(|(number, _)| stream.place_of(number)).collect::<Vec<_>>()
        };
        let (lines, records) = (breaks(Seam::Line), breaks(Seam::Record));
        let codes = codes.find(text, found);
        let marks = marks(&codes, &phrases);
        Self { text, stream, found, codes, phrases, marks, lines, records }
    }

    /// Codes and phrases in a part of the text, in its order.
    pub(super) fn marks(&self, part: &Range<usize>) -> &[Mark] {
        let from = self.marks.partition_point(|mark| mark.range.start < part.start);
        let to = self.marks.partition_point(|mark| mark.range.start < part.end);
        &self.marks[from..to]
    }

    /// Where a code stands in a part of the text.
    pub(super) fn code(&self, code: CodeId, part: &Range<usize>) -> impl Iterator<Item = Spot> {
        let from = self.codes.partition_point(|hit| (hit.code, hit.start) < (code, part.start));
        let end = part.end;
        let hits = self.codes[from..].iter().take_while(move |hit| hit.code == code);
        let hits = hits.take_while(move |hit| hit.end <= end);
        hits.map(|hit| Spot { range: hit.start..hit.end, inexact: false })
    }

    /// Where a phrase stands in a part of the text.
    pub(super) fn phrase(
        &self,
        phrase: PhraseId,
        part: &Range<usize>,
    ) -> impl Iterator<Item = Spot> {
        let before =
            |clue: &PhraseClue| (clue.phrase, clue.spot.range.start) < (phrase, part.start);
        let from = self.phrases.partition_point(before);
        let end = part.end;
        let clues = self.phrases[from..].iter().take_while(move |clue| clue.phrase == phrase);
        clues.filter(move |clue| clue.spot.range.end <= end).map(|clue| clue.spot.clone())
    }

    /// Where an HTTP status stands in a part of the text.
    pub(super) fn status(&self, status: u16, part: &Range<usize>) -> impl Iterator<Item = Spot> {
        self.facts(part, move |fact| matches!(fact, Fact::HttpStatus(found) if *found == status))
    }

    /// Where a part of the text names a host, or a service, of Microsoft's.
    pub(super) fn microsoft(&self, part: &Range<usize>) -> impl Iterator<Item = Spot> {
        self.facts(part, |fact| matches!(fact, Fact::Host { microsoft: true, .. }))
    }

    /// Whether a part of the text names hosts and none of them is Microsoft's.
    pub(super) fn is_foreign(&self, part: &Range<usize>) -> bool {
        let mut hosts = self.facts(part, |fact| matches!(fact, Fact::Host { .. })).peekable();
        hosts.peek().is_some() && self.microsoft(part).next().is_none()
    }

    /// The codes of Microsoft's sign-in service in a part of the text.
    pub(super) fn aadsts(
        &self,
        part: &Range<usize>,
    ) -> impl Iterator<Item = (&'a str, Range<usize>)> {
        self.within(part).filter_map(|found| match &found.fact {
            Fact::Code(CodeKind::Aadsts, code) => Some((code.as_str(), found.range.clone())),
            _ => None,
        })
    }

    /// What support would ask for in a part of the text.
    pub(super) fn within(&self, part: &Range<usize>) -> impl Iterator<Item = &'a Found> + use<'a> {
        let from = self.found.partition_point(|found| found.range.start < part.start);
        let end = part.end;
        self.found[from..].iter().take_while(move |found| found.range.start < end)
    }

    fn facts(
        &self,
        part: &Range<usize>,
        is_wanted: impl Fn(&Fact) -> bool,
    ) -> impl Iterator<Item = Spot> {
        let found = self.within(part).filter(move |found| is_wanted(&found.fact));
        found.map(|found| Spot { range: found.range.clone(), inexact: false })
    }

    /// Whether a part of the text has anything but marks.
    pub(super) fn has_words(&self, part: &Range<usize>) -> bool {
        self.stream.word_at(part.start) < self.stream.word_at(part.end)
    }

    /// The nearest place at or before another where the text can be cut.
    pub(super) fn floor(&self, place: usize) -> usize {
        (0..=place.min(self.text.len()))
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }

    /// The lines of a part of the text.
    pub(super) fn lines(&self, part: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let from = self.lines.partition_point(|&line| line <= part.start);
        let end = part.end;
        let inner = self.lines[from..].iter().copied().take_while(move |&line| line < end);
        let starts = std::iter::once(part.start).chain(inner.clone());
        starts.zip(inner.chain([end])).map(|(start, end)| start..end)
    }

    /// Whether two places may belong to one error.
    pub(super) fn is_near(&self, one: &Range<usize>, other: &Range<usize>) -> bool {
        let (from, to) = (one.start.min(other.start), one.start.max(other.start));
        let between = |places: &[usize]| {
            places.partition_point(|&place| place <= to)
                - places.partition_point(|&place| place <= from)
        };
        to - from <= NEAR_BYTES
            && between(&self.lines) <= NEAR_LINES
            && between(&self.records) <= NEAR_RECORDS
    }
}

fn marks(codes: &[CodeHit], phrases: &[PhraseClue]) -> Vec<Mark> {
    let codes =
        codes.iter().map(|hit| Mark { range: hit.start..hit.end, key: Key::Code(hit.code) });
    let phrases = phrases
        .iter()
        .map(|clue| Mark { range: clue.spot.range.clone(), key: Key::Phrase(clue.phrase) });
    let mut marks: Vec<_> = codes.chain(phrases).collect();
    marks.sort_by_key(|mark| (mark.range.start, mark.range.end, mark.key));
    marks
}
