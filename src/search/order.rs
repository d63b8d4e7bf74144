//! The order of literal hits.

use memchr::{memchr, memchr_iter, memmem::Finder};

use super::{Hit, Rank};

/// Where a hit stands among the literal ones; less is better.
///
/// Of a short query, most of the time goes into sorting, hence the packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    rank: Rank,
    /// The tier of the worst word, those of all, the bytes before all, those of the title.
    key: u64,
    issue: usize,
}

/// Where a word or phrase stands; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    tier: Tier,
    /// Bytes before it in the names or in the body: a title comes before a short, that before the aliases.
    before: u32,
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
        let (mut worst, mut tiers, mut before) = (Tier::WholeWordOfName, 0, 0);
        for spot in spots {
            worst = worst.max(spot.tier);
            tiers += spot.tier as u64;
            before += u64::from(spot.before);
        }
        // What is said in fewer words is said more to the point.
        let title = memchr(b'\n', names.as_bytes()).unwrap_or(names.len()) as u64;
        let parts = [(2, worst as u64), (12, tiers), (32, before), (16, title)];
        let pack = |key, (bits, part): (u32, u64)| (key << bits) | part.min((1 << bits) - 1);
        Self { rank, key: parts.into_iter().fold(0, pack), issue }
    }

    /// The issue and why it stands there.
    pub(super) fn hit(self) -> Hit {
        Hit { issue: self.issue, rank: self.rank }
    }
}

impl Spot {
    /// The best spot of a needle in an issue with these names, one a line, and this body.
    pub(super) fn find(finder: &Finder<'_>, names: &str, body: &str) -> Option<Self> {
        let in_body = || Some(Self::new(Tier::Body, finder.find(body.as_bytes())?));
        Self::find_in_names(finder.needle(), names.as_bytes()).or_else(in_body)
    }

    fn new(tier: Tier, before: usize) -> Self {
        Self { tier, before: u32::try_from(before).unwrap_or(u32::MAX) }
    }

    /// Names are short: looking at every first letter is faster than setting out a search.
    fn find_in_names(needle: &[u8], names: &[u8]) -> Option<Self> {
        let (first, rest) = needle.split_first()?;
        let mut best: Option<Self> = None;
        for at in memchr_iter(*first, names) {
            if !names[at + 1..].starts_with(rest) {
                continue;
            }
            let tier = Tier::of(names, at, at + needle.len());
            if best.is_none_or(|best| tier < best.tier) {
                best = Some(Self::new(tier, at));
            }
            if tier == Tier::WholeWordOfName {
                break;
            }
        }
        best
    }
}

impl Tier {
    fn of(names: &[u8], start: usize, end: usize) -> Self {
        let letter_before = start.checked_sub(1).is_some_and(|at| is_letter(names[at]));
        let letter_after = names.get(end).is_some_and(|&byte| is_letter(byte));
        match (letter_before, letter_after) {
            (true, _) => Self::InsideName,
            (false, true) => Self::WordStartOfName,
            (false, false) => Self::WholeWordOfName,
        }
    }
}

/// Letters beyond ASCII count by any of their bytes.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
