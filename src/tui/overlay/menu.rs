//! A choice among a few.

use crate::{clipboard::Origin, incident::IncidentId};

/// A choice among a few.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What is chosen.
    pub title: String,
    /// At least one.
    pub entries: Vec<Entry>,
    /// Place of the selected one.
    pub selected: usize,
}

/// One possibility.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub label: String,
    /// What it holds or brings; may be empty.
    pub detail: String,
    /// What happens.
    pub choice: Choice,
}

/// What happens when an entry is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Copy this text.
    Copy {
        /// What to copy.
        text: String,
        /// Whether it may hold a client's data.
        origin: Origin,
    },
    /// Open this page.
    Browse(String),
    /// Open this incident.
    Open(IncidentId),
    /// Look away from the open incident.
    SetAside,
    /// Try to store once more.
    Retry,
    /// Write what is not stored into a file, then quit.
    Rescue,
    /// Quit without it.
    QuitAnyway,
}

impl Menu {
    /// A menu with its first entry selected.
    pub fn new(title: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self { title: title.into(), entries, selected: 0 }
    }

    /// Moves the selection by so many entries, around both ends.
    pub fn step(&mut self, by: isize) {
        let count = isize::try_from(self.entries.len()).unwrap_or(isize::MAX).max(1);
        let selected = isize::try_from(self.selected).unwrap_or(0);
        self.selected = usize::try_from((selected + by).rem_euclid(count)).unwrap_or(0);
    }

    /// The selected entry.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entries.get(self.selected)
    }
}

impl Entry {
    /// A possibility.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, choice: Choice) -> Self {
        Self { label: label.into(), detail: detail.into(), choice }
    }
}
