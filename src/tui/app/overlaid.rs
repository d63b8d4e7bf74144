//! Moving about in menus, prompts, palette and pagers.

use super::App;
use crate::tui::{
    action::Action,
    message::Effect,
    overlay::{Overlay, PromptField, Purpose},
};

impl App {
    /// Moving about in what lies over the screen; Enter and Esc answer it.
    pub(super) fn navigate_overlay(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Back => return self.dismiss(),
            Action::Enter => return self.confirm(),
            _ => {}
        }
        let height = self.pager_height();
        let lines = self.pager_lines().len();
        let page = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -page,
            Action::PageDown => page,
            Action::First => isize::MIN + 1,
            Action::Last => isize::MAX,
            _ => 0,
        };
        match &mut self.overlay {
            Some(Overlay::Pager(pager)) => pager.scroll(by, lines, height),
            Some(Overlay::Palette(palette)) => palette.step(by),
            Some(Overlay::Menu(menu)) => match action {
                Action::First => menu.selected = 0,
                Action::Last => menu.selected = menu.entries.len().saturating_sub(1),
                _ => menu.step(by.clamp(-1, 1)),
            },
            Some(Overlay::Incident(prompt)) => match action {
                Action::NextPane | Action::PreviousPane => prompt.next_field(),
                Action::Up | Action::Down if prompt.purpose == Purpose::Edit => prompt.next_field(),
                Action::Down if prompt.has_fields() && prompt.focus == PromptField::Ticket => {
                    prompt.next_field();
                }
                Action::Up if prompt.has_fields() && prompt.focus == PromptField::Client => {
                    prompt.next_field();
                }
                _ => prompt.step(by),
            },
            Some(Overlay::Reason(_)) | None => {}
        }
        Vec::new()
    }
}
