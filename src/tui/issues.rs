//! State of the Issues screen: the list with its search box, the detail, the incident pane, and which has the focus.

pub mod detail;
pub mod list;

use crate::{
    incident::IncidentId,
    issue::{IssueId, SectionId},
};

use jiff::tz::TimeZone;

use self::{detail::DetailPane, list::IssueList};
use super::{
    app::Screen,
    document::{Document, incident::Item},
    glyph::Glyphs,
    layout::Pane,
};

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
    /// The screen that the issue was opened from, which Esc goes back to.
    pub from: Option<Screen>,
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
    /// Place of the selected item.
    pub selected: usize,
    /// First line that is shown.
    pub offset: usize,
    /// Lines that are seen at once.
    pub height: usize,
    /// What is shown, laid out.
    pub document: Document<Item>,
    /// What it was laid out of: histories are long, and change less often than the screen.
    pub laid_out_of: Option<LaidOutOf>,
}

/// What decides how the open incident is laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidOutOf {
    /// The incident.
    pub incident: IncidentId,
    /// Its events, and how many of them are not on disk yet.
    pub events: (usize, usize),
    /// Columns of the pane.
    pub width: usize,
    /// Minute of the present, by which times are told.
    pub minute: i64,
    /// Waits that are due.
    pub due: usize,
    /// Where the reader is.
    pub zone: TimeZone,
    /// Address of the packs, which are never changed, only replaced.
    pub packs: usize,
    /// Whether its marks are plain ASCII.
    pub glyphs: &'static Glyphs,
}

impl IncidentPane {
    /// Moves to the next or previous item; past the last, on through the history.
    pub fn step(&mut self, down: bool) {
        let last = self.document.items().count().saturating_sub(1);
        match (down, self.selected) {
            (true, selected) if selected < last => self.select(selected + 1),
            (false, selected) if selected > 0 && self.offset == 0 => self.select(selected - 1),
            _ => self.scroll(if down { 1 } else { -1 }),
        }
    }

    /// Scrolls by so many lines, within the text.
    pub fn scroll(&mut self, by: isize) {
        let last = self.document.last_offset(self.height);
        self.offset = self.offset.saturating_add_signed(by).min(last);
    }

    /// Goes to the beginning, or to the end of the history.
    pub fn end(&mut self, last: bool) {
        self.offset = if last { self.document.last_offset(self.height) } else { 0 };
        if !last {
            self.selected = 0;
        }
    }

    fn select(&mut self, place: usize) {
        self.selected = place;
        if let Some(item) = self.document.item(place) {
            self.offset = self.document.reveal(item, self.offset, self.height);
        }
    }
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
