//! A choice among rows, which typing filters where they are many.

use super::{
    MOST_SEEN,
    filter::{Row, best},
    rows::Rows,
};
use crate::{
    clipboard::Origin,
    incident::{Cause, Event, IncidentId, StepRef},
    issue::IssueId,
    redact::Class,
    tui::{action::Action, field::Field, raw::Raw},
};

/// So many rows are read faster than filtered.
const FEW: usize = 5;

/// A choice among rows.
#[derive(Clone, Debug)]
pub struct Menu {
    /// What is chosen.
    pub title: String,
    /// The incident that it is about; none where its entries hold whatever is open.
    pub incident: Option<IncidentId>,
    /// What filters it.
    pub field: Field,
    /// Which of the found entries is selected, and which are seen.
    pub rows: Rows,
    filter: Filter,
    /// Whether every character is typed into the filter.
    filtering: bool,
    entries: Vec<Entry>,
    /// Places of the entries that match, the best first.
    found: Vec<usize>,
}

/// One possibility.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub label: String,
    /// What it holds or brings; may be empty.
    pub detail: String,
    /// Found by this too, though it is not shown.
    pub also: String,
    /// It makes no sense now, and stands behind those that do.
    pub refused: bool,
    /// What happens.
    pub choice: Choice,
}

/// What happens when an entry is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Perform this action.
    Act(Action),
    /// Copy this text.
    Copy {
        /// What to copy.
        text: String,
        /// Whether it may hold a client's data.
        origin: Origin,
    },
    /// Hide this class of the pasted text in the next copy, or keep it.
    Hide(Class),
    /// Open this page.
    Browse(String),
    /// Open this incident.
    Open(IncidentId),
    /// Go on with an incident that was handed over, of which these are the events.
    Continue(Vec<Event>),
    /// Diagnose this text.
    Diagnose(Raw),
    /// Look away from the open incident.
    SetAside,
    /// The open incident ended so.
    Close(Cause),
    /// These incidents ended as the one that they follow.
    CloseFollowers {
        /// The followers.
        followers: Vec<IncidentId>,
        /// What ended them.
        cause: Cause,
        /// More about it.
        text: Option<String>,
    },
    /// Ask what helped instead of the pack's fixes.
    WhatHelped,
    /// The closed incident goes on.
    Reopen,
    /// Go to a step of the open incident.
    GoTo(StepRef),
    /// Ask whether what helped is to be kept as a fix.
    OfferFix(String),
    /// Keep what helped as a fix of an issue.
    SaveFix {
        /// The issue.
        issue: IssueId,
        /// What helped.
        text: String,
    },
    /// Leave everything as it is.
    Nothing,
    /// Try to store once more.
    Retry,
    /// Write what is not stored into a file, then quit.
    Rescue,
    /// Quit without it.
    QuitAnyway,
}

/// When typing filters a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    /// Never: the rows are few.
    Never,
    /// Letters are keys until one that is none begins the filter.
    AfterKeys,
    /// From the start.
    Always,
}

impl Menu {
    /// A question with a few answers.
    pub fn question(title: impl Into<String>, answers: Vec<Entry>) -> Self {
        Self::with(title, answers, Filter::Never)
    }

    /// Things to choose from, which can be filtered where they are many.
    pub fn of(title: impl Into<String>, entries: Vec<Entry>) -> Self {
        let filter = if entries.len() > FEW { Filter::AfterKeys } else { Filter::Never };
        Self::with(title, entries, filter)
    }

    /// Things with names of their own, which typing filters from the start.
    pub fn of_names(title: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self::with(title, entries, Filter::Always)
    }

    fn with(title: impl Into<String>, entries: Vec<Entry>, filter: Filter) -> Self {
        let mut menu = Self {
            title: title.into(),
            incident: None,
            field: Field::default(),
            rows: Rows::default(),
            filter,
            filtering: filter == Filter::Always,
            entries,
            found: Vec::new(),
        };
        menu.find();
        menu
    }

    /// The same about an incident.
    #[must_use]
    pub fn about(self, incident: &IncidentId) -> Self {
        Self { incident: Some(incident.clone()), ..self }
    }

    /// Whether its rows can be filtered.
    pub fn has_filter(&self) -> bool {
        self.filter != Filter::Never
    }

    /// Whether every character is typed into the filter.
    pub fn is_filtering(&self) -> bool {
        self.filtering
    }

    /// From now on every character is typed into the filter.
    pub fn start_filter(&mut self) {
        self.filtering = self.has_filter();
    }

    /// Finds anew what the filter lets through.
    pub fn filter(&mut self) {
        if !self.filtering && self.field.trimmed().is_empty() {
            // A blank begins no filter.
            self.field = Field::default();
            return;
        }
        self.start_filter();
        self.find();
    }

    /// Shows every row again, and letters are keys again where they were.
    pub fn clear_filter(&mut self) {
        self.field = Field::default();
        self.filtering = self.filter == Filter::Always;
        self.find();
    }

    fn find(&mut self) {
        let row = |entry: &Entry| Row {
            name: entry.label.clone(),
            rest: format!("{} {}", entry.detail, entry.also),
        };
        self.found = best(self.field.text(), self.entries.iter().map(row));
        self.found.sort_by_key(|place| self.entries[*place].refused);
        self.rows = Rows::default();
    }

    /// How many entries there are.
    pub fn total(&self) -> usize {
        self.entries.len()
    }

    /// Lines of a window that shows it: filter and a blank line, then the rows.
    pub fn lines(&self) -> usize {
        match self.filter {
            Filter::Never => self.entries.len(),
            Filter::AfterKeys | Filter::Always => self.entries.len().min(MOST_SEEN) + 2,
        }
    }

    /// The entries that the filter lets through, the best first.
    pub fn found(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.found.iter().map(|place| &self.entries[*place])
    }

    /// Moves by so many of the found entries, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        self.rows.step(by, self.found.len());
    }

    /// Moves by one of the found entries, beyond an end to the other.
    pub fn turn(&mut self, down: bool) {
        self.rows.turn(down, self.found.len());
    }

    /// The selected entry.
    pub fn chosen(&self) -> Option<&Entry> {
        self.found().nth(self.rows.selected)
    }
}

impl Entry {
    /// A possibility.
    pub fn new(label: impl Into<String>, detail: impl Into<String>, choice: Choice) -> Self {
        let (label, detail) = (label.into(), detail.into());
        Self { label, detail, also: String::new(), refused: false, choice }
    }
}
