//! Moving about on the Diagnose screen.

use super::{App, Screen};
use crate::tui::{action::Action, issues::Shown, layout, message::Effect};

impl App {
    pub(super) fn navigate_diagnosis(&mut self, action: Action) -> Vec<Effect> {
        let reading = self.diagnosis.reading;
        match action {
            Action::NextPane | Action::PreviousPane => self.diagnosis.reading = !reading,
            Action::ScrollDown => self.scroll_pasted(1),
            Action::ScrollUp => self.scroll_pasted(-1),
            Action::Back if reading => self.diagnosis.reading = false,
            Action::Back => self.show_screen(Screen::Issues),
            Action::Enter => self.open_diagnosed(),
            Action::Unfold => self.diagnosis.reading = true,
            Action::Fold => self.diagnosis.reading = false,
            _ if reading => {
                let by = action.rows(self.pasted_height()).unwrap_or(0);
                self.scroll_pasted(by);
            }
            _ => {
                let height = self.diagnosis_height();
                self.diagnosis.step(action.rows(height).unwrap_or(0), height);
            }
        }
        Vec::new()
    }

    /// Goes to the first open step of the selected issue; Esc comes back from there.
    pub(super) fn open_diagnosed(&mut self) {
        let Ok(issue) = self.diagnosed_issue().cloned() else { return };
        self.show_issue(Shown::Issue(issue));
        self.enter_issue();
        self.issues.from = Some(Screen::Diagnosis);
    }

    pub(super) fn scroll_pasted(&mut self, by: isize) {
        let height = self.pasted_height();
        self.diagnosis.text.scroll(by, height);
    }

    /// Lines of the list that are seen at once.
    pub(super) fn diagnosis_height(&self) -> usize {
        let (list, _) = layout::halves(self.areas().body, self.diagnosis.reading);
        usize::from(layout::text_area(list).height)
    }

    /// Lines of the text that are seen at once.
    fn pasted_height(&self) -> usize {
        let (_, text) = layout::halves(self.areas().body, self.diagnosis.reading);
        usize::from(layout::text_area(text).height)
    }
}
