//! Moving about on the dashboard, and from there to the incidents behind a figure.

use ratatui::layout::Rect;

use super::{App, Screen};
use crate::tui::{
    action::Action,
    dashboard::{Behind, Spot},
    document::dashboard::{Subject, lay_out},
    layout,
    message::Effect,
};

impl App {
    pub(super) fn navigate_dashboard(&mut self, action: Action) -> Vec<Effect> {
        let at_days = self.dashboard.selected() == Some(&Spot::Days);
        match action {
            Action::Enter => return self.show_behind(),
            Action::Unfold if at_days => self.dashboard.turn_day(true),
            Action::Fold if at_days => self.dashboard.turn_day(false),
            Action::NextPane | Action::PreviousPane | Action::Unfold | Action::Fold => {
                self.dashboard.change_half();
            }
            Action::Back => self.show_screen(Screen::Issues),
            _ => {
                let by = action.rows(self.dashboard_height()).unwrap_or(0);
                self.dashboard.step(by);
            }
        }
        Vec::new()
    }

    /// Shows the incidents behind the figure under the cursor, or goes on with the incident there.
    fn show_behind(&mut self) -> Vec<Effect> {
        match self.dashboard.behind(&self.clock) {
            Some(Behind::Incident(id, step)) => return self.resume_at(id, step),
            Some(Behind::Incidents(only)) => {
                self.show_screen(Screen::Incidents);
                self.incidents.show_only(only);
                self.incidents.from_dashboard = true;
            }
            None => {}
        }
        Vec::new()
    }

    pub(super) fn click_dashboard(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let halves = layout::dashboard(self.areas().body);
        let at = halves.iter().position(|half| half.contains((column, row).into()));
        let Some(half) = at else { return Vec::new() };
        let rows = layout::text_area(halves[half]);
        if !(rows.y..rows.bottom()).contains(&row) {
            return Vec::new();
        }
        let line = self.dashboard.offsets[half] + usize::from(row - rows.y);
        let Some(spot) = self.dashboard.halves[half].item_at(line).cloned() else {
            return Vec::new();
        };
        if self.dashboard.select(spot) { Vec::new() } else { self.act(Action::Enter) }
    }

    /// Brings the Dashboard screen up to date.
    pub(super) fn refresh_dashboard(&mut self, body: Rect) {
        self.dashboard.count(&self.work.list, &self.clock);
        let areas = layout::dashboard(body).map(layout::text_area);
        let subject = Subject {
            figures: &self.dashboard.figures,
            list: &self.work.list,
            packs: &self.library.packs,
            days_ago: self.dashboard.days_ago,
            // Half of the rows at most for each state, and enough of them to be worth it.
            most: (usize::from(areas[0].height) / 2).clamp(6, 20),
            clock: &self.clock,
            glyphs: self.glyphs,
        };
        self.dashboard.halves = lay_out(&subject, areas.map(|area| usize::from(area.width)));
        self.dashboard.settle(areas.map(|area| usize::from(area.height)));
    }

    fn dashboard_height(&self) -> usize {
        usize::from(layout::text_area(layout::dashboard(self.areas().body)[0]).height)
    }
}
