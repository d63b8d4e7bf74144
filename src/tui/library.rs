//! The packs in use together with their search index.

use std::sync::OnceLock;

use crate::{
    issue::{Issue, IssueId},
    pack::Packs,
    search::Index,
};

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

    /// Short titles of issues, in a row; the id of one that is in no pack.
    pub fn shorts(&self, issues: &[IssueId]) -> String {
        let short = |id| match self.packs.issue(id) {
            Some(issue) => issue.short.as_str(),
            None => id.as_str(),
        };
        issues.iter().map(short).collect::<Vec<_>>().join(", ")
    }

    /// The issue at a place of the packs' order.
    pub fn issue(&self, place: usize) -> Option<&Issue> {
        self.packs.issues().get(place)
    }
}
