//! The search box and the list of issues under it.

use super::Shown;
use crate::{
    config::Group,
    issue::{Issue, Phase},
    pack::Packs,
    search::{Query, Results},
    tui::{field::Field, library::Library},
};

/// The search box and the list under it.
#[derive(Clone, Debug, Default)]
pub struct IssueList {
    /// What is typed.
    pub field: Field,
    /// How the whole list is grouped while nothing is typed.
    pub grouping: Group,
    /// What is typed, prepared.
    pub query: Query,
    /// Every row.
    pub rows: Vec<Row>,
    /// Place of the selected row.
    pub selected: usize,
    /// First row that is shown.
    pub offset: usize,
    /// How many issues were found.
    pub count: usize,
    /// Whether the user moved the selection since the search box was last empty.
    moved: bool,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A section, which has an introduction to read.
    Section(crate::issue::SectionId),
    /// Heading of another group.
    Heading(String),
    /// An issue, by its place in the packs.
    Issue {
        /// Place in the packs.
        place: usize,
        /// Only its names resemble the query.
        similar: bool,
    },
    /// Tells which word was left out, because no issue has all.
    Without(String),
    /// The rule before what is only similar.
    Similar,
}

impl IssueList {
    /// Finds anew what is typed. The best hit is selected; once the user moved, the selection stays with its issue
    /// as long as that is found.
    pub fn search(&mut self, library: &Library) {
        let before = self.shown(library);
        let fresh = self.query.is_empty();
        self.query = Query::parse(self.field.text());
        // Moving about in the whole list says nothing about the first query after it.
        self.moved &= !fresh;
        if self.query.is_empty() {
            self.moved = false;
            self.count = library.packs.issues().len();
            self.rows = grouped(&library.packs, self.grouping);
        } else {
            let results = library.index().search(&self.query);
            self.count = results.hits.len();
            self.rows = ranked(&results);
        }
        let keep = self.moved || self.query.is_empty();
        let kept = before.filter(|_| keep).and_then(|shown| self.place_of(&shown, library));
        self.selected = kept.or_else(|| self.rows.iter().position(Row::is_issue)).unwrap_or(0);
        if kept.is_none() {
            self.moved = false;
            self.offset = 0;
        }
    }

    /// What the selected row shows.
    pub fn shown(&self, library: &Library) -> Option<Shown> {
        shown(self.rows.get(self.selected)?, library)
    }

    /// Selects the row of an issue or section; false if the list has none.
    pub fn select(&mut self, wanted: &Shown, library: &Library) -> bool {
        let place = self.place_of(wanted, library);
        self.selected = place.unwrap_or(self.selected);
        place.is_some()
    }

    fn place_of(&self, wanted: &Shown, library: &Library) -> Option<usize> {
        self.rows.iter().position(|row| match (row, wanted) {
            (Row::Issue { place, .. }, Shown::Issue(id)) => {
                library.issue(*place).is_some_and(|issue| issue.id == *id)
            }
            (Row::Section(section), Shown::Section(id)) => section == id,
            _ => false,
        })
    }

    /// Moves the selection by so many rows that can be selected, stopping at both ends.
    pub fn step(&mut self, by: isize) {
        let places: Vec<usize> =
            (0..self.rows.len()).filter(|place| self.rows[*place].is_selectable()).collect();
        let at = places.iter().position(|place| *place >= self.selected).unwrap_or(0);
        let to = at.saturating_add_signed(by).min(places.len().saturating_sub(1));
        if let Some(place) = places.get(to) {
            self.move_to(*place);
        }
    }

    /// Selects the row at a place, if it can be selected.
    pub fn move_to(&mut self, place: usize) {
        if self.rows.get(place).is_some_and(Row::is_selectable) {
            self.selected = place;
            self.moved = true;
        }
    }

    /// Keeps the selected row within a pane of that height, with the heading above the first issue of a group.
    pub fn settle(&mut self, height: usize) {
        let heading = self.selected > 0 && !self.rows[self.selected - 1].is_issue();
        let first = if heading { self.selected - 1 } else { self.selected };
        let lowest = (self.selected + 1).saturating_sub(height);
        let last = self.rows.len().saturating_sub(height);
        self.offset = self.offset.clamp(lowest, first.max(lowest)).min(last.max(lowest));
    }
}

impl Row {
    fn is_issue(&self) -> bool {
        matches!(self, Self::Issue { .. })
    }

    fn is_selectable(&self) -> bool {
        matches!(self, Self::Issue { .. } | Self::Section(_))
    }
}

fn shown(row: &Row, library: &Library) -> Option<Shown> {
    match row {
        Row::Issue { place, .. } => {
            library.issue(*place).map(|issue| Shown::Issue(issue.id.clone()))
        }
        Row::Section(id) => Some(Shown::Section(id.clone())),
        Row::Heading(_) | Row::Without(_) | Row::Similar => None,
    }
}

fn ranked(results: &Results) -> Vec<Row> {
    let mut rows = Vec::with_capacity(results.hits.len() + 2);
    rows.extend(results.dropped.clone().map(Row::Without));
    for (number, hit) in results.hits.iter().enumerate() {
        let similar = number >= results.similar_from;
        if number == results.similar_from {
            rows.push(Row::Similar);
        }
        rows.push(Row::Issue { place: hit.issue, similar });
    }
    rows
}

fn grouped(packs: &Packs, grouping: Group) -> Vec<Row> {
    let issues = packs.issues();
    match grouping {
        Group::Section => by(
            issues,
            packs
                .sections()
                .iter()
                .map(|section| (Row::Section(section.id.clone()), Some(section.id.clone()))),
            |issue, section| section.as_ref() == Some(&issue.section),
        ),
        Group::Phase => by(
            issues,
            Phase::ALL.iter().map(|phase| Some(*phase)).chain([None]).map(|phase| {
                (
                    Row::Heading(phase.map_or("any time".to_owned(), |phase| phase.to_string())),
                    phase,
                )
            }),
            |issue, phase| issue.phase.first() == phase.as_ref(),
        ),
        Group::Service => by(
            issues,
            packs
                .services()
                .iter()
                .map(|service| (Row::Heading(service.title.clone()), service.id.clone())),
            |issue, service| issue.services.first() == Some(service),
        ),
    }
}

fn by<K>(
    issues: &[Issue],
    groups: impl Iterator<Item = (Row, K)>,
    belongs: impl Fn(&Issue, &K) -> bool,
) -> Vec<Row> {
    let mut rows = Vec::with_capacity(issues.len() + 8);
    for (heading, key) in groups {
        let members = issues.iter().enumerate().filter(|(_, issue)| belongs(issue, &key));
        let start = rows.len();
        rows.push(heading);
        rows.extend(members.map(|(place, _)| Row::Issue { place, similar: false }));
        if rows.len() == start + 1 && matches!(rows[start], Row::Heading(_)) {
            rows.pop();
        }
    }
    rows
}
