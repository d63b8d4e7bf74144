//! The order of literal hits.

use memchr::{memchr, memchr_iter, memmem::Finder, memrchr};

use super::{Hit, Rank};

/// Where a hit stands among the literal ones; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    rank: Rank,
    /// Of the word that stands worst.
    worst: Tier,
    /// Of all words together.
    tiers: usize,
    /// Bytes before the words, together.
    before: usize,
    /// Bytes of the title: what is said in fewer words is said more to the point.
    title: usize,
    issue: usize,
}

/// Where a word or phrase stands; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    tier: Tier,
    /// Bytes before it in its name or in the body.
    before: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    WholeWordOfName,
    WordStartOfName,
    InsideName,
    Body,
}

impl Order {
    /// A hit with these names, one a line, whose words stand at these spots.
    pub(super) fn new(
        rank: Rank,
        issue: usize,
        names: &str,
        spots: impl Iterator<Item = Spot>,
    ) -> Self {
        let title = memchr(b'\n', names.as_bytes()).unwrap_or(names.len());
        let best = Self { rank, worst: Tier::WholeWordOfName, tiers: 0, before: 0, title, issue };
        spots.fold(best, |order, spot| Self {
            worst: order.worst.max(spot.tier),
            tiers: order.tiers + spot.tier as usize,
            before: order.before + spot.before,
            ..order
        })
    }

    /// The issue and why it stands there.
    pub(super) fn hit(self) -> Hit {
        Hit { issue: self.issue, rank: self.rank }
    }
}

impl Spot {
    /// The best spot of a needle in an issue with these names, one a line, and this body.
    pub(super) fn find(finder: &Finder<'_>, names: &str, body: &str) -> Option<Self> {
        let in_body = || Some(Self { tier: Tier::Body, before: finder.find(body.as_bytes())? });
        Self::find_in_names(finder.needle(), names.as_bytes()).or_else(in_body)
    }

    /// Names are short: looking at every first letter is faster than setting out a search.
    fn find_in_names(needle: &[u8], names: &[u8]) -> Option<Self> {
        let first = *needle.first()?;
        let starts = memchr_iter(first, names).filter(|&at| names[at..].starts_with(needle));
        let mut best: Option<Self> = None;
        for at in starts {
            let spot = Self::in_name(names, at, at + needle.len());
            best = Some(best.map_or(spot, |best| best.min(spot)));
            if spot.tier == Tier::WholeWordOfName && spot.before == 0 {
                break;
            }
        }
        best
    }

    fn in_name(names: &[u8], start: usize, end: usize) -> Self {
        let letter_before = start.checked_sub(1).is_some_and(|at| is_letter(names[at]));
        let letter_after = names.get(end).is_some_and(|&byte| is_letter(byte));
        let tier = match (letter_before, letter_after) {
            (true, _) => Tier::InsideName,
            (false, true) => Tier::WordStartOfName,
            (false, false) => Tier::WholeWordOfName,
        };
        let line = memrchr(b'\n', &names[..start]).map_or(0, |line_end| line_end + 1);
        Self { tier, before: start - line }
    }
}

/// Letters beyond ASCII count by any of their bytes.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
