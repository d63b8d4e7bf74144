//! The mouse: a click selects, folds or ticks, the wheel scrolls what is under it.

use super::{App, Screen};
use crate::tui::{
    action::Action,
    document::issue::Item,
    layout::{self, Pane},
    message::Effect,
    overlay::Overlay,
};

/// Lines for one notch of the wheel.
const NOTCH: isize = 3;

impl App {
    pub(super) fn click(&mut self, column: u16, row: u16) -> Vec<Effect> {
        if self.overlay.is_some() {
            return Vec::new();
        }
        let areas = self.areas();
        if self.screen == Screen::Incidents {
            let rows = layout::table_rows(areas.body);
            if rows.contains((column, row).into()) {
                let place = self.incidents.offset + usize::from(row - rows.y);
                let clicked = self.work.list.get(place).map(|summary| summary.id.clone());
                if clicked.is_some() && clicked == self.incidents.selected {
                    return self.act(Action::Enter);
                }
                self.incidents.selected = clicked;
            }
            return Vec::new();
        }
        match areas.pane_at(column, row) {
            Some(Pane::Search) => self.focus_search(),
            Some(Pane::List) => self.click_list(row),
            Some(Pane::Detail) => return self.click_detail(column, row),
            Some(Pane::Incident) => self.issues.focus = Pane::Incident,
            None => {}
        }
        Vec::new()
    }

    fn click_list(&mut self, row: u16) {
        let rows = layout::list_rows(self.areas().list);
        self.issues.focus = Pane::List;
        if row >= rows.y && row < rows.bottom() {
            let place = self.issues.list.offset + usize::from(row - rows.y);
            self.issues.list.move_to(place);
            self.follow_selection();
        }
    }

    /// A click on a heading folds it, on a step's box ticks it, elsewhere it moves the cursor.
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
        self.issues.detail.go_to(item.clone());
        self.refresh();
        let on_box = column >= text.x + 2 && column < text.x + 5;
        match item {
            Item::Step(_) if first && on_box && self.shown_is_attached() => self.act(Action::Tick),
            Item::Detail(_) | Item::LookAlikes | Item::Fix(_) if first => self.act(Action::Enter),
            _ => Vec::new(),
        }
    }

    /// Only then a step has a box.
    fn shown_is_attached(&self) -> bool {
        self.issues.detail.issue().is_some_and(|issue| self.work.open_for(issue).is_some())
    }

    pub(super) fn wheel(&mut self, column: u16, row: u16, down: bool) -> Vec<Effect> {
        let by = if down { NOTCH } else { -NOTCH };
        if let Some(overlay) = &self.overlay {
            let steps = if matches!(overlay, Overlay::Pager(_)) { NOTCH } else { 1 };
            let action = if down { Action::Down } else { Action::Up };
            for _ in 0..steps {
                self.navigate(action);
            }
            return Vec::new();
        }
        if self.screen == Screen::Incidents {
            self.incidents.step(&self.work.list, by);
            return Vec::new();
        }
        match self.areas().pane_at(column, row) {
            Some(Pane::Search | Pane::List) => self.move_selection(by),
            Some(Pane::Detail) => {
                let height = self.detail_height();
                self.issues.detail.scroll(by, height);
            }
            Some(Pane::Incident) => {
                let pane = &mut self.issues.incident;
                pane.scroll(by);
            }
            None => {}
        }
        Vec::new()
    }
}
