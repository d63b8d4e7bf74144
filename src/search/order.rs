//! The order of literal hits.

use memchr::{memchr, memchr_iter, memmem::Finder};

use super::{Hit, Rank, similar};

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

/// Title, short and aliases of an issue, folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names<'a> {
    /// One a line.
    pub(super) text: &'a str,
    /// Their characters, see [`similar::set`].
    pub(super) characters: u64,
    /// Those of them that begin a word.
    pub(super) initials: u64,
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
    WholeWordOfTitle,
    WordStartOfTitle,
    WholeWordOfAlias,
    WordStartOfAlias,
    InsideName,
    Body,
}

impl Order {
    /// A hit with these names whose words stand at these spots.
    pub(super) fn new(
        rank: Rank,
        issue: usize,
        names: Names<'_>,
        spots: impl Iterator<Item = Spot>,
    ) -> Self {
        let (mut worst, mut tiers, mut before) = (Tier::WholeWordOfTitle, 0, 0);
        for spot in spots {
            worst = worst.max(spot.tier);
            tiers += spot.tier as u64;
            before += u64::from(spot.before);
        }
        // What is said in fewer words is said more to the point.
        let title = memchr(b'\n', names.text.as_bytes()).unwrap_or(names.text.len()) as u64;
        let parts = [(3, worst as u64), (12, tiers), (32, before), (16, title)];
        let pack = |key, (bits, part): (u32, u64)| (key << bits) | part.min((1 << bits) - 1);
        Self { rank, key: parts.into_iter().fold(0, pack), issue }
    }

    /// The issue and why it stands there.
    pub(super) fn hit(self) -> Hit {
        Hit { issue: self.issue, rank: self.rank }
    }
}

impl Spot {
    /// The best spot of a needle in an issue with these names and this body.
    pub(super) fn find(finder: &Finder<'_>, names: Names<'_>, body: &str) -> Option<Self> {
        let in_body = || Some(Self::new(Tier::Body, finder.find(body.as_bytes())?));
        names.find(finder.needle()).or_else(in_body)
    }

    fn new(tier: Tier, before: usize) -> Self {
        Self { tier, before: u32::try_from(before).unwrap_or(u32::MAX) }
    }
}

impl Names<'_> {
    fn find(self, needle: &[u8]) -> Option<Spot> {
        let (first, rest) = needle.split_first()?;
        let first_in = |set: u64| set & similar::set([*first]) != 0;
        if !first_in(self.characters) {
            return None;
        }
        let names = self.text.as_bytes();
        // Names are short: looking at every first letter is faster than setting out a search.
        let starts = memchr_iter(*first, names).filter(|&at| names[at + 1..].starts_with(rest));
        let mut best: Option<Spot> = None;
        for at in starts {
            let tier = Tier::of(names, at, at + needle.len());
            if best.is_none_or(|best| tier < best.tier) {
                best = Some(Spot::new(tier, at));
            }
            if tier == Tier::WholeWordOfTitle || !first_in(self.initials) {
                break;
            }
        }
        best
    }
}

impl Tier {
    fn of(names: &[u8], start: usize, end: usize) -> Self {
        if start.checked_sub(1).is_some_and(|at| is_letter(names[at])) {
            return Self::InsideName;
        }
        let letter_after = names.get(end).is_some_and(|&byte| is_letter(byte));
        // Title and short are the first two lines, the aliases the rest.
        let in_title = memchr_iter(b'\n', &names[..start]).nth(1).is_none();
        match (letter_after, in_title) {
            (false, true) => Self::WholeWordOfTitle,
            (true, true) => Self::WordStartOfTitle,
            (false, false) => Self::WholeWordOfAlias,
            (true, false) => Self::WordStartOfAlias,
        }
    }
}

/// The bytes that stand at the start of a word.
pub(super) fn initials(text: &str) -> impl Iterator<Item = u8> {
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| at == 0 || !is_letter(bytes[at - 1]));
    starts.map(|at| bytes[at])
}

/// Letters beyond ASCII count by any of their bytes.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
