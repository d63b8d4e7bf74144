//! The order of literal hits.

use super::{
    Hit, Rank,
    spot::{Spot, Tier},
};

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

impl Order {
    /// A hit with a title of this length whose words stand at these spots.
    pub(super) fn new(
        rank: Rank,
        issue: usize,
        title_len: usize,
        spots: impl Iterator<Item = Spot>,
    ) -> Self {
        let (mut worst, mut tiers, mut before) = (Tier::WholeWordOfTitle, 0, 0);
        for spot in spots {
            worst = worst.max(spot.tier);
            tiers += spot.tier as u64;
            before += u64::from(spot.before);
        }
        // What is said in fewer words is said more to the point.
        let parts = [(3, worst as u64), (12, tiers), (32, before), (16, title_len as u64)];
        let pack = |key, (bits, part): (u32, u64)| (key << bits) | part.min((1 << bits) - 1);
        Self { rank, key: parts.into_iter().fold(0, pack), issue }
    }

    /// The issue and why it stands there.
    pub(super) fn hit(self) -> Hit {
        Hit { issue: self.issue, rank: self.rank }
    }
}
