//! The mouse: a click selects, folds or ticks, a second one does what Enter does, the wheel scrolls what is under it.

mod window;

use super::{App, Screen, header::HeaderPart};
use crate::tui::{
    action::Action,
    document::issue::Item,
    layout::{self, Pane},
    message::Effect,
};

/// Lines for one notch of the wheel.
const NOTCH: isize = 3;

impl App {
    pub(super) fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        if self.overlay.is_some() {
            return self.click_window(column, row);
        }
        let areas = self.areas();
        if areas.header.contains((column, row).into()) {
            return self.click_header(column);
        }
        if self.screen == Screen::Incidents {
            return self.click_incidents(column, row);
        }
        if self.screen == Screen::Dashboard {
            return self.click_dashboard(column, row);
        }
        if self.screen == Screen::Diagnosis {
            return self.click_diagnosis(column, row);
        }
        match areas.pane_at(column, row) {
            Some(Pane::Search) => self.focus_search(),
            Some(Pane::List) => return self.click_list(row),
            Some(Pane::Detail) => return self.click_detail(column, row),
            Some(Pane::Incident) => return self.click_incident_pane(row),
            None => {}
        }
        Vec::new()
    }

    /// A screen's name shows it; the incident at the end does what the key for it does.
    fn click_header(&mut self, column: u16) -> Vec<Effect> {
        let action = match self.header_part(column) {
            Some(HeaderPart::Screen(Screen::Issues)) => Action::Issues,
            Some(HeaderPart::Screen(Screen::Incidents) | HeaderPart::Due) => Action::Incidents,
            Some(HeaderPart::Screen(Screen::Dashboard)) => Action::Dashboard,
            Some(HeaderPart::Screen(Screen::Diagnosis)) => Action::Diagnose,
            Some(HeaderPart::Incident) if self.work.open().is_some() => Action::SwitchIncident,
            Some(HeaderPart::Incident) => Action::Resume,
            None => return Vec::new(),
        };
        self.act(action)
    }

    fn click_incidents(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let rows = layout::table_rows(self.areas().body);
        if !rows.contains((column, row).into()) {
            return Vec::new();
        }
        let row = self.incidents.offset + usize::from(row - rows.y);
        let is_incident = self.incidents.rows.get(row).is_some_and(|row| row.place().is_some());
        if is_incident && !self.incidents.select(&self.work.list, row) {
            return self.open_selected_incident();
        }
        Vec::new()
    }

    fn click_diagnosis(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let (list, text) = layout::halves(self.areas().body, self.diagnosis.reading);
        let was_reading = self.diagnosis.reading;
        self.diagnosis.reading = text.contains((column, row).into());
        let rows = layout::text_area(list);
        if !list.contains((column, row).into()) || !(rows.y..rows.bottom()).contains(&row) {
            return Vec::new();
        }
        let line = self.diagnosis.offset + usize::from(row - rows.y);
        let Some(place) = self.diagnosis.document.item_at(line).copied() else { return Vec::new() };
        if !was_reading && self.diagnosis.selected_place() == Some(place) {
            return self.act(Action::Enter);
        }
        self.diagnosis.select(place);
        Vec::new()
    }

    fn wheel_diagnosis(&mut self, column: u16, row: u16, by: isize) {
        let (list, text) = layout::halves(self.areas().body, self.diagnosis.reading);
        if text.contains((column, row).into()) {
            self.scroll_pasted(by);
        } else if list.contains((column, row).into()) {
            let height = self.diagnosis_height();
            self.diagnosis.scroll(by, height);
        }
    }

    fn click_list(&mut self, row: u16) -> Vec<Effect> {
        let rows = layout::list_rows(self.areas().list);
        let was_there = matches!(self.issues.focus, Pane::Search | Pane::List);
        self.issues.focus = Pane::List;
        if row < rows.y || row >= rows.bottom() {
            return Vec::new();
        }
        let place = self.issues.list.offset + usize::from(row - rows.y);
        if was_there && place == self.issues.list.selected && self.issues.detail.issue().is_some() {
            return self.act(Action::Enter);
        }
        self.issues.list.move_to(place);
        self.follow_selection();
        Vec::new()
    }

    /// A click on a heading folds it, on a step's mark ticks it, elsewhere it moves the cursor.
    fn click_detail(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let text = layout::text_area(self.areas().detail);
        self.issues.focus = Pane::Detail;
        if row < text.y || row >= text.bottom() {
            return Vec::new();
        }
        let line = self.issues.detail.offset + usize::from(row - text.y);
        let Some(item) = self.issues.detail.document.item_at(line).cloned() else {
            return Vec::new();
        };
        let first =
            self.issues.detail.document.lines_of(&item).is_some_and(|lines| lines.start == line);
        let again = self.issues.detail.cursor() == Some(&item);
        self.issues.detail.go_to(item.clone());
        self.refresh();
        let mark = text.x + 2;
        let on_mark = (mark..mark + self.mark_width()).contains(&column);
        match item {
            Item::Step(_) if first && on_mark => self.act(Action::Tick),
            Item::Detail(_) | Item::LookAlikes | Item::Fix(_) if first => self.act(Action::Enter),
            Item::LookAlike(_) if again => self.act(Action::Enter),
            _ => Vec::new(),
        }
    }

    /// Columns of the mark before a step: a box where the issue belongs to the open incident, else a dot.
    fn mark_width(&self) -> u16 {
        let issue = self.issues.detail.issue();
        if issue.is_some_and(|issue| self.work.open_for(issue).is_some()) { 3 } else { 1 }
    }

    fn click_incident_pane(&mut self, row: u16) -> Vec<Effect> {
        let text = layout::text_area(self.areas().incident);
        let was_there = self.issues.focus == Pane::Incident;
        self.issues.focus = Pane::Incident;
        let pane = &mut self.issues.incident;
        let line = pane.offset + usize::from(row.saturating_sub(text.y));
        let Some(clicked) = pane.document.item_at(line).and_then(|item| pane.document.place(item))
        else {
            return Vec::new();
        };
        if was_there && clicked == pane.selected {
            return self.act(Action::Enter);
        }
        pane.selected = clicked;
        Vec::new()
    }

    pub(super) fn wheel(&mut self, column: u16, row: u16, down: bool) -> Vec<Effect> {
        let by = if down { NOTCH } else { -NOTCH };
        if self.overlay.is_some() && self.wheel_window(column, row, by) {
            return Vec::new();
        }
        if self.screen == Screen::Incidents {
            self.move_in_lists(|app| app.incidents.step(&app.work.list, by));
            return Vec::new();
        }
        if self.screen == Screen::Dashboard {
            self.dashboard.step(by.signum());
            return Vec::new();
        }
        if self.screen == Screen::Diagnosis {
            self.wheel_diagnosis(column, row, by);
            return Vec::new();
        }
        match self.areas().pane_at(column, row) {
            Some(Pane::Search | Pane::List) => self.move_in_lists(|app| app.move_selection(by)),
            Some(Pane::Detail) => {
                let height = self.detail_height();
                self.issues.detail.scroll(by, height);
            }
            Some(Pane::Incident) => self.issues.incident.scroll(by),
            None => {}
        }
        Vec::new()
    }

    /// What lies over the screen may be about what is selected there.
    fn move_in_lists(&mut self, movement: impl FnOnce(&mut Self)) {
        if self.overlay.is_none() {
            movement(self);
        }
    }
}
