//! From a pasted text to a diagnosis, which is made outside of the loop.

use super::{App, Screen};
use crate::{
    incident::Act,
    issue::IssueId,
    tui::{
        action::Action,
        diagnosis::{Answer, Known, Place},
        document::{
            Document,
            diagnosis::{self, Keys},
        },
        keymap::Context,
        layout,
        message::{Effect, Notice},
        raw::Raw,
    },
};

impl App {
    /// Diagnoses a text; the answer overtakes that of an older one.
    pub(super) fn diagnose(&mut self, raw: Raw) -> Vec<Effect> {
        self.show_screen(Screen::Diagnosis);
        self.notice = None;
        vec![Effect::Diagnose(self.diagnosis.ask(raw, self.known(), self.library.clone()))]
    }

    pub(super) fn diagnose_clipboard(&mut self) -> Vec<Effect> {
        self.show_screen(Screen::Diagnosis);
        self.diagnosis.wait_for_clipboard();
        vec![Effect::ReadClipboard]
    }

    pub(super) fn take_clipboard(&mut self, held: Result<Raw, String>) -> Vec<Effect> {
        match held {
            Ok(raw) => {
                self.diagnosis.stop_waiting();
                self.take_text(raw)
            }
            Err(error) => {
                self.diagnosis.stop_waiting();
                self.tell(Notice::bad(format!("Nothing was diagnosed: {error}.")))
            }
        }
    }

    pub(super) fn take_diagnosed(&mut self, answer: Box<Answer>) -> Vec<Effect> {
        self.diagnosis.take(answer);
        Vec::new()
    }

    /// What was diagnosed with other packs is diagnosed again.
    pub(super) fn diagnose_again(&mut self) -> Vec<Effect> {
        let raw = self.diagnosis.raw().cloned();
        let task = raw.map(|raw| self.diagnosis.ask(raw, self.known(), self.library.clone()));
        task.map(Effect::Diagnose).into_iter().collect()
    }

    /// The selected issue of the diagnosis.
    pub(super) fn diagnosed_issue(&self) -> Result<&IssueId, String> {
        let selected = self.diagnosis.selected_match();
        selected.map(|found| &found.issue).ok_or_else(|| "No issue is diagnosed.".into())
    }

    /// What redaction knows of the open incident, so that a value has the same token in all that it keeps.
    pub(super) fn known(&self) -> Known {
        let Some(open) = self.work.open() else { return Known::default() };
        Known {
            id: Some(open.id().clone()),
            client: Some(open.client().to_owned()),
            tokens: open.tokens(),
        }
    }

    /// The last diagnosis, for a new incident of one of its issues; once.
    pub(super) fn diagnosed_for_new(&mut self, issue: &IssueId, client: &str) -> Option<Act> {
        self.diagnosis.keep(None, issue, client).map(|kept| Act::Diagnosed(Box::new(kept)))
    }

    /// The same for the open incident: only where its technician comes from the diagnosis, and the diagnosis was made
    /// with its tokens.
    pub(super) fn diagnosed_for_open(&mut self, issue: &IssueId) -> Option<Act> {
        let comes_from_it =
            self.screen == Screen::Diagnosis || self.issues.from == Some(Screen::Diagnosis);
        let open = self.work.open().filter(|open| self.diagnosis.is_within(open.id()));
        let open = open.filter(|_| comes_from_it)?.id().clone();
        self.diagnosis.keep(Some(&open), issue, "").map(|kept| Act::Diagnosed(Box::new(kept)))
    }

    /// After an incident was opened from the diagnosis its steps are next.
    pub(super) fn go_on_from_diagnosis(&mut self) {
        if self.screen == Screen::Diagnosis {
            self.open_diagnosed();
        }
    }

    /// Brings the Diagnose screen up to date.
    pub(super) fn refresh_diagnosis(&mut self) {
        let (list, text) = layout::halves(self.areas().body, self.diagnosis.reading);
        let (list, text) = (layout::text_area(list), layout::text_area(text));
        if !list.is_empty() {
            self.diagnosis.document = self.diagnosis_document(usize::from(list.width));
            self.diagnosis.settle(usize::from(list.height));
        }
        if !text.is_empty() {
            self.diagnosis.text.settle(usize::from(text.width), usize::from(text.height));
        }
    }

    fn diagnosis_document(&self, width: usize) -> Document<Place> {
        let Some(shown) = self.diagnosis.shown() else { return Document::default() };
        let key = |action| self.keymap.key(Context::Diagnosis, action).map(|key| key.to_string());
        let keys = Keys { look_up: key(Action::OpenLink), draft: key(Action::SaveDraft) };
        let subject = diagnosis::Subject {
            shown,
            packs: &self.library.packs,
            elsewhere: &|issue| self.told_elsewhere(issue),
            glyphs: self.glyphs,
            keys: &keys,
        };
        diagnosis::lay_out(&subject, width)
    }
}
