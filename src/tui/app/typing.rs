//! Typed and pasted text: into the field that has the focus, and a long paste to its diagnosis.

use super::{App, Screen};
use crate::tui::{
    action::Action,
    field::Field,
    layout::Pane,
    message::Effect,
    overlay::{Overlay, WaitField},
    raw::Raw,
};

impl App {
    pub(super) fn type_character(&mut self, character: char) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Incident(prompt)) if character == ' ' && prompt.is_at_link() => {
                prompt.link.turn();
                return Vec::new();
            }
            Some(Overlay::Editor(editor)) => {
                editor.insert(character);
                return Vec::new();
            }
            Some(Overlay::Wait(prompt)) if prompt.focus == WaitField::On => {
                prompt.choose_whom(character);
                return Vec::new();
            }
            _ => {}
        }
        self.in_field(|field| field.insert(character))
    }

    pub(super) fn edit_text(&mut self, action: Action) -> Vec<Effect> {
        match (&mut self.overlay, action) {
            (Some(Overlay::Editor(_)), Action::Save) => return self.save_comment(),
            (Some(Overlay::Editor(_)), Action::ExternalEditor) => return self.edit_outside(),
            (Some(Overlay::Editor(editor)), _) => {
                editor.edit(action);
                return Vec::new();
            }
            (Some(Overlay::Wait(prompt)), Action::Left | Action::Right)
                if prompt.focus == WaitField::On =>
            {
                prompt.turn_whom(action == Action::Right);
                return Vec::new();
            }
            _ => {}
        }
        if matches!(action, Action::Right | Action::LineEnd)
            && let Some(Overlay::Incident(prompt)) = &mut self.overlay
            && prompt.accept_completion()
        {
            return Vec::new();
        }
        self.in_field(|field| {
            field.edit(action);
        })
    }

    /// A paste goes into the text field that has the focus, into the search box only where it is short; anything else is
    /// an error to diagnose.
    pub(super) fn paste(&mut self, raw: Raw) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Wait(prompt)) if prompt.focus == WaitField::On => return Vec::new(),
            Some(Overlay::Editor(_)) => return self.paste_into_comment(raw),
            _ => {}
        }
        let in_prompt = self.overlay.as_mut().and_then(Overlay::field).is_some();
        let in_box = self.overlay.is_none() && self.box_over_list().is_some();
        if in_prompt || in_box && raw.is_query() {
            return self.in_field(|field| field.paste(&raw.for_field()));
        }
        self.take_text(raw)
    }

    fn in_field(&mut self, change: impl FnOnce(&mut Field)) -> Vec<Effect> {
        if let Some(field) = self.overlay.as_mut().and_then(Overlay::field) {
            let before = field.text().to_owned();
            change(field);
            if field.text() != before
                && let Some(overlay) = &mut self.overlay
            {
                overlay.edited();
            }
        } else if self.overlay.is_none()
            && let Some(field) = self.box_over_list()
        {
            let before = field.text().to_owned();
            change(field);
            if self.screen == Screen::Issues && self.issues.list.field.text() != before {
                self.search_again();
            }
        }
        Vec::new()
    }

    /// The box over a list that has the focus: the search box, or the filter over the incidents.
    pub(super) fn box_over_list(&mut self) -> Option<&mut Field> {
        match self.screen {
            Screen::Issues if self.issues.focus == Pane::Search => {
                Some(&mut self.issues.list.field)
            }
            Screen::Incidents if self.incidents.typing => Some(&mut self.incidents.field),
            Screen::Issues | Screen::Incidents | Screen::Dashboard | Screen::Diagnosis => None,
        }
    }

    pub(super) fn search_again(&mut self) {
        self.issues.list.search(&self.library);
        self.follow_selection();
    }
}
