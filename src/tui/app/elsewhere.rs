//! What other incidents tell about an issue, for whoever has it in front of them.

use super::App;
use crate::{
    incident::{Here, Incident},
    issue::IssueId,
};

impl App {
    /// What other incidents than the open one tell about an issue, a sentence each.
    pub(super) fn told_elsewhere(&self, issue: &IssueId) -> Vec<String> {
        let open = self.work.open();
        let here = Here {
            incident: open.and_then(|open| Some((open.id(), open.opened_at()?))),
            client: open.map_or("", Incident::client),
        };
        let found = self.work.list.elsewhere(issue, &here, &self.clock);
        found.sentences(&self.library.packs, &self.clock)
    }

    /// The same of every issue of the open incident, in one line.
    pub(super) fn told_of_open(&self) -> Option<String> {
        let issues = self.work.open()?.issues().map(|attached| &attached.issue);
        let told: Vec<_> = issues.flat_map(|issue| self.told_elsewhere(issue)).collect();
        (!told.is_empty()).then(|| told.join(". "))
    }
}
