//! Moving about on the screen of all incidents, and what narrows it.

use super::{App, Screen};
use crate::{
    incident::{StepRef, Summary, figures::most_urgent},
    tui::{
        action::Action,
        field::Field,
        incidents::{Only, When},
        message::Effect,
    },
};

impl App {
    pub(super) fn navigate_incidents(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Filter => self.incidents.typing = true,
            Action::NextPane | Action::PreviousPane => {
                self.incidents.typing = !self.incidents.typing;
            }
            Action::Enter | Action::Unfold => return self.open_selected_incident(),
            Action::Back => self.leave_incidents(),
            _ => {
                let by = action.rows(self.table_height()).unwrap_or(0);
                self.incidents.step(&self.work.list, by);
            }
        }
        Vec::new()
    }

    /// One step back: what is typed goes, then the box, then what else narrows the list, then the screen.
    fn leave_incidents(&mut self) {
        if !self.incidents.field.text().is_empty() {
            self.incidents.field = Field::default();
        } else if self.incidents.typing {
            self.incidents.typing = false;
        } else if self.incidents.from_dashboard {
            self.incidents.show_only(Only::default());
            self.show_screen(Screen::Dashboard);
        } else if self.incidents.is_narrowed() {
            self.incidents.only = Only::default();
        } else {
            self.show_screen(Screen::Issues);
        }
    }

    /// Narrows the incidents by another state, another age, or to the client of the selected one.
    pub(super) fn narrow(&mut self, action: Action) -> Vec<Effect> {
        let only = &mut self.incidents.only;
        match action {
            Action::OnlyState => only.which = only.which.next(),
            Action::OnlyAge => only.when = When::next(only.when),
            Action::OnlyClient if only.client.is_some() => only.client = None,
            Action::OnlyClient => {
                let chosen = self.incidents.chosen(&self.work.list);
                let client =
                    chosen.and_then(|one| Some((one.client_key()?, one.client.trim().to_owned())));
                self.incidents.only.client = client;
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn can_narrow(&self, action: Action) -> Result<(), String> {
        if self.screen != Screen::Incidents {
            return Err("This works on the Incidents screen.".into());
        }
        if self.work.list.is_empty() {
            return Err("There are no incidents yet: ticking a step opens one.".into());
        }
        let is_narrowed = self.incidents.only.client.is_some();
        let chosen = self.incidents.chosen(&self.work.list);
        let has_client = chosen.is_some_and(|one| one.client_key().is_some());
        if action == Action::OnlyClient && !is_narrowed && !has_client {
            return Err("This incident has no client.".into());
        }
        Ok(())
    }

    /// What resume goes to: on the screen of all incidents the selected one, elsewhere the latest.
    pub(super) fn resumable(&self) -> Option<&Summary> {
        match self.screen {
            Screen::Incidents => self.incidents.chosen(&self.work.list),
            Screen::Issues | Screen::Dashboard | Screen::Diagnosis => self.work.resumable(),
        }
    }

    /// Goes on with the selected incident: where a wait is due at its step, else where it was left.
    pub(super) fn open_selected_incident(&mut self) -> Vec<Effect> {
        let Some(chosen) = self.incidents.chosen(&self.work.list) else { return Vec::new() };
        let id = chosen.id.clone();
        let due = most_urgent(chosen, self.clock.now);
        let step =
            due.map(|(.., wait)| StepRef { issue: wait.issue.clone(), step: wait.step.clone() });
        // The box that it was found with gives the keys back.
        self.incidents.typing = false;
        self.incidents.selected = Some(id.clone());
        self.resume_at(id, step)
    }
}
