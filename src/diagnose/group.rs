//! Which parts of a text are errors of their own.
//!
//! A text is cut before whatever begins to tell of something else, and the pieces are put together again where nothing
//! shows that they are different errors: two errors are different if each is told whole, by a strong signature or by an
//! AADSTS code, and they have nothing in common, not even an id.

use std::ops::Range;

use super::{
    clues::{Clues, Key},
    extract::Fact,
    rules::Rules,
    signature::Weight,
    stream::Seam,
};

/// A text has at most so many errors; what follows belongs to the last.
const MOST_GROUPS: usize = 32;
/// Of its codes and ids so many are remembered.
const MOST_NAMES: usize = 64;
/// A phrase of fewer words does not tell of an error by itself.
const TELLING_WORDS: usize = 3;
/// What introduces the cause of the error before it.
const CHAIN: [&str; 5] = ["--->", "caused by", "inner exception", "innerexception", "innererror"];

/// The errors of a text: where each stands. They cover the text but for errors that are told again.
pub(super) fn groups(clues: &Clues<'_>, rules: &Rules) -> Vec<Range<usize>> {
    let mut groups: Vec<Piece<'_>> = Vec::new();
    for part in cut(clues, rules) {
        if groups.len() == MOST_GROUPS {
            groups.iter_mut().skip(MOST_GROUPS - 1).for_each(|last| last.range.end = part.end);
            continue;
        }
        let piece = Piece::new(clues, rules, part);
        match groups.last_mut() {
            Some(last) if last.belongs_with(&piece, clues) => last.unite(piece),
            _ => groups.push(piece),
        }
    }
    let mut told: Vec<Piece<'_>> = Vec::new();
    for group in groups {
        if !told.iter().any(|earlier| earlier.is_same(&group)) {
            told.push(group);
        }
    }
    told.into_iter().map(|group| group.range).collect()
}

/// A stretch of the text and what it is.
#[derive(Debug)]
struct Piece<'a> {
    range: Range<usize>,
    /// Issues that it proves whole.
    issues: Vec<u32>,
    /// Its AADSTS codes.
    codes: Vec<&'a str>,
    /// Its trace and correlation ids.
    ids: Vec<&'a str>,
}

impl<'a> Piece<'a> {
    fn new(clues: &Clues<'a>, rules: &Rules, range: Range<usize>) -> Self {
        let proofs = rules.prove(clues, &range, Weight::Strong);
        let mut issues: Vec<_> = proofs.into_iter().map(|(issue, _)| issue).collect();
        issues.dedup();
        let codes = unique(clues.aadsts(&range).map(|(code, _)| code));
        let ids = unique(clues.within(&range).filter_map(|found| match &found.fact {
            Fact::TraceId(id) | Fact::CorrelationId(id) => Some(id.as_str()),
            _ => None,
        }));
        Self { range, issues, codes, ids }
    }

    /// Whether it tells of an error by itself.
    fn is_error(&self) -> bool {
        !self.issues.is_empty() || !self.codes.is_empty()
    }

    /// Whether nothing shows that what follows is another error.
    fn belongs_with(&self, next: &Self, clues: &Clues<'_>) -> bool {
        !self.is_error()
            || !next.is_error()
            || share(&self.issues, &next.issues)
            || share(&self.codes, &next.codes)
            || share(&self.ids, &next.ids)
            || is_chained(&clues.text[next.range.clone()])
    }

    fn is_same(&self, other: &Self) -> bool {
        let same_issues = self.issues == other.issues;
        let same_codes = self.codes.iter().all(|code| other.codes.contains(code))
            && self.codes.len() == other.codes.len();
        same_issues && same_codes
    }

    fn unite(&mut self, next: Self) {
        self.range.end = next.range.end;
        self.issues.extend(next.issues);
        self.issues.sort_unstable();
        self.issues.dedup();
        self.codes = unique(self.codes.drain(..).chain(next.codes));
        self.ids = unique(self.ids.drain(..).chain(next.ids));
    }
}

/// Cuts a text where it may begin to tell of something else.
fn cut(clues: &Clues<'_>, rules: &Rules) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut told: Option<Sign<'_>> = None;
    for sign in signs(clues, rules) {
        let Some(before) = told.take() else {
            told = Some(sign);
            continue;
        };
        let place = place_between(clues, &before, &sign).filter(|&place| place > start);
        told = Some(place.map_or_else(
            || before.followed_by(&sign),
            |place| {
                parts.push(start..place);
                start = place;
                sign.clone()
            },
        ));
    }
    parts.push(start..clues.text.len());
    parts
}

/// Where the text between two signs is cut, if it is.
fn place_between(clues: &Clues<'_>, before: &Sign<'_>, next: &Sign<'_>) -> Option<usize> {
    let stream = &clues.stream;
    let numbers = stream.word_at(before.range.end)..stream.word_at(next.range.start + 1);
    let seams = numbers
        .map(|number| (stream.words().get(number).map_or(Seam::None, |word| word.seam), number));
    let (seam, number) = seams.max().unwrap_or((Seam::None, 0));
    match seam {
        Seam::Blank | Seam::Record => Some(line_start(clues.text, stream.place_of(number))),
        Seam::Line if !before.may_be(next) => Some(line_start(clues.text, stream.place_of(number))),
        Seam::None if !before.may_be(next) => {
            // The ids and the time end what the sign-in service says.
            let found = clues.within(&(before.range.end..next.range.start));
            let ends = found.filter(|found| {
                matches!(found.fact, Fact::TraceId(_) | Fact::CorrelationId(_) | Fact::Timestamp(_))
            });
            ends.map(|found| found.range.end).max().filter(|&end| end <= next.range.start)
        }
        _ => None,
    }
}

/// Where the line begins in which a place lies.
fn line_start(text: &str, place: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..place]).map_or(0, |newline| newline + 1)
}

/// What tells of an error: a code, or a phrase that is too long for chance.
#[derive(Clone, Debug)]
struct Sign<'a> {
    range: Range<usize>,
    /// Issues that it may be, in order.
    issues: Vec<u32>,
    /// AADSTS codes so far.
    codes: Vec<&'a str>,
}

impl Sign<'_> {
    /// Both, up to the second.
    fn followed_by(mut self, next: &Self) -> Self {
        if share_sorted(&self.issues, &next.issues) {
            self.issues.retain(|issue| next.issues.binary_search(issue).is_ok());
        } else {
            self.issues.extend(&next.issues);
            self.issues.sort_unstable();
            self.issues.dedup();
        }
        self.codes.extend(&next.codes);
        self.codes.truncate(MOST_NAMES);
        self.range.end = self.range.end.max(next.range.end);
        self
    }

    fn may_be(&self, next: &Self) -> bool {
        share_sorted(&self.issues, &next.issues) || share(&self.codes, &next.codes)
    }
}

/// In the order of the text.
fn signs<'a>(clues: &Clues<'a>, rules: &Rules) -> Vec<Sign<'a>> {
    let all = 0..clues.text.len();
    let marks = clues.marks(&all).iter().filter(|mark| match mark.key {
        Key::Code(_) => true,
        Key::Phrase(phrase) => rules.lexicon.phrase(phrase).words() >= TELLING_WORDS,
    });
    let marks = marks.map(|mark| {
        let strong = rules.of_key(mark.key).filter(|rule| rule.weight == Weight::Strong);
        let mut issues: Vec<_> = strong.map(|rule| rule.issue).collect();
        issues.dedup();
        Sign { range: mark.range.clone(), issues, codes: Vec::new() }
    });
    let codes = clues.aadsts(&all);
    let codes = codes.map(|(code, range)| Sign { range, issues: Vec::new(), codes: vec![code] });
    let mut signs: Vec<_> = marks.filter(|sign| !sign.issues.is_empty()).chain(codes).collect();
    signs.sort_by_key(|sign| (sign.range.start, sign.issues.is_empty()));
    signs
}

fn is_chained(text: &str) -> bool {
    let head: String = text.chars().take(80).flat_map(char::to_lowercase).collect();
    CHAIN.iter().any(|mark| head.contains(mark))
}

fn share_sorted(one: &[u32], other: &[u32]) -> bool {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().any(|issue| many.binary_search(issue).is_ok())
}

fn unique<'a>(values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut unique = Vec::new();
    values.for_each(|value| {
        if unique.len() < MOST_NAMES && !unique.contains(&value) {
            unique.push(value);
        }
    });
    unique
}

fn share<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.iter().any(|value| other.contains(value))
}
