//! Moving about on the screen of all incidents.

use super::{App, Screen};
use crate::tui::{action::Action, layout, message::Effect};

impl App {
    pub(super) fn navigate_incidents(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Enter | Action::Unfold => return self.open_selected_incident(),
            Action::Back => self.show_screen(Screen::Issues),
            _ => {
                let rows = usize::from(layout::table_rows(self.areas().body).height);
                let by = action.rows(rows).unwrap_or(0);
                self.incidents.step(&self.work.list, by);
            }
        }
        Vec::new()
    }

    fn open_selected_incident(&mut self) -> Vec<Effect> {
        let place = self.incidents.place(&self.work.list);
        let selected = self.work.list.get(place).map(|summary| summary.id.clone());
        selected.map_or_else(Vec::new, |id| self.resume(id))
    }
}
