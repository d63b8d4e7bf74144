//! The packs in use together with their search index.

use crate::{issue::Issue, pack::Packs, search::Index};

/// The packs in use together with their search index; made beside the loop, then shared.
#[derive(Debug)]
pub struct Library {
    /// Issues, sections, services.
    pub packs: Packs,
    /// Over the issues of the packs, in their order.
    pub index: Index,
}

impl Library {
    /// Indexes the packs.
    pub fn new(packs: Packs) -> Self {
        Self { index: Index::new(packs.issues()), packs }
    }

    /// The issue at a place of the packs' order.
    pub fn issue(&self, place: usize) -> Option<&Issue> {
        self.packs.issues().get(place)
    }
}
