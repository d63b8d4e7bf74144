//! State of the Incidents screen: what narrows the list, the rows that are left, and one of them selected.

mod only;
mod told;

use std::{ops::Range, sync::Arc};

use jiff::Timestamp;

pub use self::{
    only::{Only, When, Which},
    told::{Told, age, word},
};
use super::{field::Field, library::Library, overlay::Rows};
use crate::{
    clock::Clock,
    incident::{
        IncidentId, Register, State, Summary, Urgency,
        figures::{Counts, most_urgent, next_change},
    },
    issue::IssueId,
    search::{Query, RowTexts},
};

/// State of the Incidents screen.
#[derive(Clone, Debug, Default)]
pub struct IncidentsScreen {
    /// What is typed to filter the list.
    pub field: Field,
    /// Whether characters are typed there.
    pub typing: bool,
    /// What else narrows the list.
    pub only: Only,
    /// The selected incident.
    pub selected: Option<IncidentId>,
    /// First row that is shown.
    pub offset: usize,
    /// Whether the dashboard led here, which Esc goes back to.
    pub from_dashboard: bool,
    /// Every row that is left.
    pub rows: Vec<Row>,
    /// How many are left of each state, whichever state is chosen.
    pub counts: Counts,
    /// What is typed, prepared.
    pub query: Query,
    made: Option<Made>,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// An incident, by its place in the register.
    Incident {
        /// Place in the register.
        place: usize,
        /// It only resembles what is typed.
        similar: bool,
    },
    /// The rule before what is only similar.
    Similar,
}

/// What the rows were made of.
#[derive(Clone, Debug)]
struct Made {
    list: Register,
    library: Arc<Library>,
    typed: String,
    only: Only,
    holds: Range<Timestamp>,
}

impl IncidentsScreen {
    /// Makes the rows anew if anything changed that they depend on, time among it.
    pub fn refresh(&mut self, list: &Register, library: &Arc<Library>, clock: &Clock) {
        let is_current = self.made.as_ref().is_some_and(|made| {
            made.list.is(list)
                && Arc::ptr_eq(&made.library, library)
                && made.typed == self.field.text()
                && made.only == self.only
                && made.holds.contains(&clock.now)
        });
        if is_current {
            return;
        }
        if self.made.as_ref().is_some_and(|made| made.typed != self.field.text()) {
            // The best hit is selected while typing.
            self.selected = None;
            self.offset = 0;
        }
        self.find(list, library, clock);
        self.made = Some(Made {
            list: list.clone(),
            library: library.clone(),
            typed: self.field.text().to_owned(),
            only: self.only.clone(),
            holds: holds(list, clock),
        });
    }

    fn find(&mut self, list: &Register, library: &Library, clock: &Clock) {
        self.query = Query::parse(self.field.text());
        let shared = list.issues().map(|(issue, places)| (name(library, issue), places));
        let shared: Vec<_> = shared.collect();
        let texts = RowTexts { own: list.texts(), shared: shared.iter().copied() };
        let found = self.query.rows(&texts);
        let opened = self.only.when.map(|when| when.range(clock));
        let admits = |place: &usize| self.only.admits(list, *place, opened.as_ref());
        self.counts = Counts::default();
        self.rows.clear();
        for (mut places, similar) in [(found.literal, false), (found.similar, true)] {
            places.retain(admits);
            for place in &places {
                self.counts.count(&list[*place], clock.now);
            }
            places.retain(|place| self.only.which.admits(&list[*place], clock.now));
            places.sort_by_cached_key(|place| urgency(&list[*place], clock.now));
            if similar && !places.is_empty() {
                self.rows.push(Row::Similar);
            }
            self.rows.extend(places.into_iter().map(|place| Row::Incident { place, similar }));
        }
    }

    /// How many incidents are left.
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.place().is_some()).count()
    }

    /// The row of the selected incident; the first where it is gone.
    pub fn row(&self, list: &[Summary]) -> usize {
        let selected = self.selected.as_ref();
        let of_row = |row: &Row| row.place().and_then(|place| list.get(place));
        let found = selected.and_then(|id| {
            self.rows.iter().position(|row| of_row(row).is_some_and(|one| one.id == *id))
        });
        let first = || self.rows.iter().position(|row| row.place().is_some());
        found.or_else(first).unwrap_or(0)
    }

    /// The selected incident.
    pub fn chosen<'a>(&self, list: &'a [Summary]) -> Option<&'a Summary> {
        list.get(self.rows.get(self.row(list))?.place()?)
    }

    /// Moves the selection by so many rows, stopping at both ends.
    pub fn step(&mut self, list: &[Summary], by: isize) {
        let end = self.rows.len().saturating_sub(1);
        let row = self.row(list).saturating_add_signed(by).min(end);
        // The rule is no place to stop at.
        let next = if by < 0 { row.saturating_sub(1) } else { row + 1 };
        self.select(list, row);
        if self.rows.get(row) == Some(&Row::Similar) {
            self.select(list, next);
        }
    }

    /// Selects the incident of a row; false if that was selected before, or is none.
    pub fn select(&mut self, list: &[Summary], row: usize) -> bool {
        let place = self.rows.get(row).and_then(Row::place);
        let Some(summary) = place.and_then(|place| list.get(place)) else { return false };
        self.selected.replace(summary.id.clone()).as_ref() != Some(&summary.id)
    }

    /// Keeps the selected row within a pane of that height, and the pane full.
    pub fn settle(&mut self, list: &[Summary], height: usize) {
        let row = self.row(list);
        self.selected = self.chosen(list).map(|summary| summary.id.clone());
        let mut rows = Rows { selected: row, offset: self.offset };
        rows.settle(&(row..row + 1), self.rows.len(), height);
        self.offset = rows.offset;
    }

    /// Shows these incidents alone, from the first.
    pub fn show_only(&mut self, only: Only) {
        *self = Self { only, ..Self::default() };
    }

    /// Forgets what depends on where the reader is.
    pub fn forget(&mut self) {
        self.made = None;
    }

    /// Whether anything narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.field.text().is_empty() || self.only != Only::default()
    }
}

impl Row {
    /// Place of its incident; none for a rule.
    pub fn place(&self) -> Option<usize> {
        match self {
            Self::Incident { place, .. } => Some(*place),
            Self::Similar => None,
        }
    }
}

/// Short title of an issue; the id of one that is in no pack.
fn name<'a>(library: &'a Library, issue: &'a IssueId) -> &'a str {
    library.packs.issue(issue).map_or(issue.as_str(), |found| found.short.as_str())
}

/// What is due comes first, what was closed last; the list is in the order of the latest change already.
fn urgency(summary: &Summary, now: Timestamp) -> (bool, bool, Option<Urgency>) {
    let due = most_urgent(summary, now).map(|(_, _, wait)| wait.urgency(now));
    (summary.state == State::Resolved, due.is_none(), due)
}

/// How long the same rows stand in the same order.
fn holds(list: &[Summary], clock: &Clock) -> Range<Timestamp> {
    let changes = list.iter().filter_map(|summary| next_change(summary, clock.now));
    let midnight = clock.hours_of_today().end;
    clock.now..changes.min().map_or(midnight, |at| at.min(midnight))
}
