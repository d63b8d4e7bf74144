//! Where a word or phrase stands in an issue.

use std::{cmp::Ordering, ops::Range};

use memchr::memmem::Finder;

/// Where a word or phrase stands; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// What it stands in, and how.
    pub(super) tier: Tier,
    /// Bytes before it in the names or in the body: a title comes before a short, that before the aliases.
    pub(super) before: u32,
}

/// What a word or phrase stands in, and how; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    WholeWordOfTitle,
    WordStartOfTitle,
    WholeWordOfAlias,
    WordStartOfAlias,
    InsideName,
    Body,
}

impl Spot {
    /// The first spot of a needle in a body.
    pub(super) fn in_body(needle: &Finder<'_>, body: &[u8]) -> Option<Self> {
        Some(Self::new(Tier::Body, needle.find(body)?))
    }

    /// The spot of these bytes of the names of an issue.
    pub(super) fn in_name(names: &[u8], bytes: Range<usize>, is_title: bool) -> Self {
        Self::new(Tier::of(names, &bytes, is_title), bytes.start)
    }

    fn new(tier: Tier, before: usize) -> Self {
        Self { tier, before: u32::try_from(before).unwrap_or(u32::MAX) }
    }

    /// So many bytes further on.
    pub(super) fn after(self, bytes: u32) -> Self {
        Self { before: self.before.saturating_add(bytes), ..self }
    }
}

/// Compared as one number: the best of very many spots is looked for, and branches that nobody can foresee cost more.
impl Ord for Spot {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |spot: &Self| (spot.tier as u64) << 32 | u64::from(spot.before);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Spot {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Tier {
    fn of(names: &[u8], bytes: &Range<usize>, is_title: bool) -> Self {
        let before = bytes.start.checked_sub(1).and_then(|at| names.get(at));
        let [letter_before, letter_after] =
            [before, names.get(bytes.end)].map(|byte| byte.is_some_and(|&byte| is_letter(byte)));
        match (letter_before, letter_after, is_title) {
            (true, _, _) => Self::InsideName,
            (_, false, true) => Self::WholeWordOfTitle,
            (_, true, true) => Self::WordStartOfTitle,
            (_, false, false) => Self::WholeWordOfAlias,
            (_, true, false) => Self::WordStartOfAlias,
        }
    }
}

/// Letters beyond ASCII count by any of their bytes.
pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
