//! The packs in use together with their search index.

use std::sync::OnceLock;

use crate::{issue::Issue, pack::Packs, search::Index};

/// The packs in use together with their search index, shared by the loop and the thread that prepares it.
#[derive(Debug)]
pub struct Library {
    /// Issues, sections, services.
    pub packs: Packs,
    index: OnceLock<Index>,
}

impl Library {
    /// The packs, not indexed yet: the first frame needs no index.
    pub fn new(packs: Packs) -> Self {
        Self { packs, index: OnceLock::new() }
    }

    /// The index over the issues of the packs, in their order; made where nobody made it yet.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.packs.issues()))
    }

    /// The issue at a place of the packs' order.
    pub fn issue(&self, place: usize) -> Option<&Issue> {
        self.packs.issues().get(place)
    }
}
