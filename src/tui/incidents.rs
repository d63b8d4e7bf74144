//! State of the Incidents screen: every incident, newest first, one of them selected.

use super::overlay::Rows;
use crate::incident::{IncidentId, Summary};

/// State of the Incidents screen.
#[derive(Clone, Debug, Default)]
pub struct IncidentsScreen {
    /// The selected incident.
    pub selected: Option<IncidentId>,
    /// First row that is shown.
    pub offset: usize,
}

impl IncidentsScreen {
    /// Place of the selected incident; the first where it is gone.
    pub fn place(&self, list: &[Summary]) -> usize {
        let selected = self.selected.as_ref();
        list.iter().position(|summary| Some(&summary.id) == selected).unwrap_or(0)
    }

    /// Moves the selection by so many rows, stopping at both ends.
    pub fn step(&mut self, list: &[Summary], by: isize) {
        let end = list.len().saturating_sub(1);
        let place = self.place(list).saturating_add_signed(by).min(end);
        self.selected = list.get(place).map(|summary| summary.id.clone());
    }

    /// Keeps the selected row within a pane of that height, and the pane full.
    pub fn settle(&mut self, list: &[Summary], height: usize) {
        let place = self.place(list);
        self.selected = list.get(place).map(|summary| summary.id.clone());
        let mut rows = Rows { selected: place, offset: self.offset };
        rows.settle(&(place..place + 1), list.len(), height);
        self.offset = rows.offset;
    }
}
