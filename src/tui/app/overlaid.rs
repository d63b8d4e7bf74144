//! Moving about in menus, prompts and pagers.

use super::App;
use crate::tui::{action::Action, message::Effect, overlay::Overlay};

impl App {
    /// Moving about in what lies over the screen; Enter and Esc answer it.
    pub(super) fn navigate_overlay(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Back => return self.dismiss(),
            Action::Enter => return self.confirm(),
            _ => {}
        }
        let height = self.overlay_height();
        let by = action.rows(height);
        let lines = self.pager_lines().len();
        match (&mut self.overlay, action) {
            (Some(Overlay::Pager(pager)), Action::NextPane | Action::PreviousPane) => {
                pager.turn(action == Action::NextPane);
            }
            (Some(Overlay::Pager(pager)), _) => pager.scroll(by.unwrap_or(0), lines, height),
            (Some(Overlay::Menu(menu)), Action::Up | Action::Down) => {
                menu.turn(action == Action::Down);
            }
            (Some(Overlay::Menu(menu)), Action::Filter) => menu.start_filter(),
            (Some(Overlay::Incident(prompt)), Action::NextPane) => {
                if !prompt.accept_completion() {
                    prompt.turn(true);
                }
            }
            (Some(Overlay::Incident(prompt)), Action::PreviousPane) => prompt.turn(false),
            (Some(Overlay::Incident(prompt)), Action::Up | Action::Down) if prompt.is_edit() => {
                prompt.turn(action == Action::Down);
            }
            (Some(Overlay::Wait(prompt)), Action::NextPane | Action::Down) => prompt.turn(true),
            (Some(Overlay::Wait(prompt)), Action::PreviousPane | Action::Up) => prompt.turn(false),
            (Some(overlay), _) => overlay.step(by.unwrap_or(0)),
            (None, _) => {}
        }
        Vec::new()
    }

    /// Rows that are seen at once of what lies over the screen.
    pub(super) fn overlay_height(&self) -> usize {
        let body = self.areas().body;
        self.overlay.as_ref().map_or(0, |overlay| usize::from(overlay.parts(body).rows.height))
    }
}
