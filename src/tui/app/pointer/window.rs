//! The mouse in what lies over a screen.

use super::super::App;
use crate::tui::{action::Action, message::Effect, overlay::Overlay};

impl App {
    /// A click beside the window closes it where nothing typed would be lost.
    pub(super) fn click_window(&mut self, column: u16, row: u16) -> Vec<Effect> {
        let body = self.areas().body;
        let Some(overlay) = &mut self.overlay else { return Vec::new() };
        let parts = overlay.parts(body);
        if !parts.frame.contains((column, row).into()) {
            return if overlay.has_typed() { Vec::new() } else { self.close_overlay() };
        }
        let (offset, _) = overlay.scrolled();
        match parts.line_at(column, row).map(|line| offset + line) {
            Some(line) if overlay.select_line(line) => self.act(Action::Enter),
            Some(_) | None => Vec::new(),
        }
    }

    /// Scrolls the text or moves the selection of the window; false if the mouse is beside it.
    pub(super) fn wheel_window(&mut self, column: u16, row: u16, by: isize) -> bool {
        let body = self.areas().body;
        let lines = self.pager_lines().len();
        let Some(overlay) = &mut self.overlay else { return false };
        let parts = overlay.parts(body);
        if !parts.frame.contains((column, row).into()) {
            return false;
        }
        let height = usize::from(parts.rows.height);
        let (_, total) = overlay.scrolled();
        match overlay {
            Overlay::Pager(pager) => pager.scroll(by, lines, height),
            // Three rows at once would leap over most of a short list.
            overlay => overlay.step(if total > height { by } else { by.signum() }),
        }
        true
    }
}
