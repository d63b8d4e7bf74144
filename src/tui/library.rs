//! The packs in use together with what is prepared from them.

use std::sync::OnceLock;

use crate::{
    diagnose::Matchers,
    issue::{Issue, IssueId},
    pack::Packs,
    search::Index,
};

/// The packs in use with search index and matchers, shared by the loop and the threads that prepare and use them.
#[derive(Debug)]
pub struct Library {
    /// Issues, sections, services.
    pub packs: Packs,
    index: OnceLock<Index>,
    matchers: OnceLock<Matchers>,
}

impl Library {
    /// The packs, with nothing prepared yet: the first frame needs none of it.
    pub fn new(packs: Packs) -> Self {
        Self { packs, index: OnceLock::new(), matchers: OnceLock::new() }
    }

    /// The index over the issues of the packs, in their order; made where nobody made it yet.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.packs.issues()))
    }

    /// What raw errors are compared with; made where nobody made it yet, which may take seconds: not in the loop.
    pub fn matchers(&self) -> &Matchers {
        self.matchers.get_or_init(|| Matchers::new(&self.packs))
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
