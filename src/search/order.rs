//! The order of literal hits.

use memchr::{memmem::Finder, memrchr};

use super::Rank;

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
    /// Bytes before it in its name or in the issue.
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
        let title = names.find('\n').unwrap_or(names.len());
        let best = Self { rank, worst: Tier::WholeWordOfName, tiers: 0, before: 0, title, issue };
        spots.fold(best, |order, spot| Self {
            worst: order.worst.max(spot.tier),
            tiers: order.tiers + spot.tier as usize,
            before: order.before.saturating_add(spot.before),
            ..order
        })
    }

    /// The issue and why it stands there.
    pub(super) fn hit(self) -> super::Hit {
        super::Hit { issue: self.issue, rank: self.rank }
    }
}

impl Spot {
    /// The best spot of a needle that an issue with these names, one a line, first holds at byte `first`.
    pub(super) fn best(names: &str, needle: &Finder<'_>, first: usize) -> Self {
        let in_names =
            needle.find_iter(names.as_bytes()).map(|at| Self::in_name(names, at, needle));
        in_names.min().unwrap_or(Self { tier: Tier::Body, before: first })
    }

    fn in_name(names: &str, at: usize, needle: &Finder<'_>) -> Self {
        let (before, after) = names.as_bytes().split_at(at);
        let after = &after[needle.needle().len()..];
        let tier = match (
            before.last().copied().is_some_and(is_letter),
            after.first().copied().is_some_and(is_letter),
        ) {
            (true, _) => Tier::InsideName,
            (false, true) => Tier::WordStartOfName,
            (false, false) => Tier::WholeWordOfName,
        };
        Self { tier, before: at - memrchr(b'\n', before).map_or(0, |line_end| line_end + 1) }
    }
}

/// Letters beyond ASCII count by any of their bytes.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
