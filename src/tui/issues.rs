//! State of the Issues screen: the list with its search box, the detail, the incident pane, and which has the focus.

pub mod detail;
pub mod list;

use crate::issue::{IssueId, SectionId};

use self::{detail::DetailPane, list::IssueList};
use super::{document::Document, layout::Pane};

/// State of the Issues screen.
#[derive(Clone, Debug, Default)]
pub struct IssuesScreen {
    /// Pane with the focus.
    pub focus: Pane,
    /// The search box and the list under it.
    pub list: IssueList,
    /// The issue.
    pub detail: DetailPane,
    /// The open incident.
    pub incident: IncidentPane,
}

/// What the detail shows: an issue, or what a section says before its issues.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// An issue.
    Issue(IssueId),
    /// A section's introduction.
    Section(SectionId),
}

/// State of the incident pane.
#[derive(Clone, Debug, Default)]
pub struct IncidentPane {
    /// Place of the selected issue.
    pub selected: usize,
    /// First line that is shown.
    pub offset: usize,
    /// What is shown, laid out.
    pub document: Document<IssueId>,
}

impl Shown {
    /// The issue, unless it is a section.
    pub fn issue(&self) -> Option<&IssueId> {
        match self {
            Self::Issue(id) => Some(id),
            Self::Section(_) => None,
        }
    }
}
