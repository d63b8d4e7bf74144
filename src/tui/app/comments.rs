//! Comments on steps and incidents.

use super::App;
use crate::{
    clean::clean,
    incident::{Act, LONGEST_COMMENT, StepRef, tokens_within},
    markdown,
    redact::redact_secrets,
    tui::{
        message::{Effect, Notice},
        overlay::{Editor, Overlay, Subject, Topic},
        raw::Raw,
    },
};

impl App {
    /// Opens the editor for a comment: on the step under the cursor if it is the open incident's, else on the incident.
    pub(super) fn ask_comment(&mut self) -> Vec<Effect> {
        let Some(incident) = self.work.open() else { return Vec::new() };
        let (id, label) = (incident.id().clone(), incident.label());
        let step = self
            .step_under_cursor()
            .ok()
            .filter(|(issue, _)| self.work.open_for(&issue.id).is_some());
        let (on, title) = match step {
            Some((issue, step)) => {
                let on = StepRef { issue: issue.id.clone(), step: step.id.clone() };
                (Some(on), markdown::plain(&step.text))
            }
            None => (None, label),
        };
        let topic = on.clone().map_or(Topic::Incident, Topic::Step);
        let subject = Subject { incident: Some(id), topic };
        let text = self.drafts.of_comment(&subject);
        let editor = Editor::new(subject, on, title, &text);
        self.lay_over(Overlay::Editor(Box::new(editor)));
        Vec::new()
    }

    /// What was pasted is drawn without secrets, like everything that is pasted. What does not fit is not cut: half a
    /// text tells something else, and nobody sees that.
    pub(super) fn paste_into_comment(&mut self, raw: Raw) -> Vec<Effect> {
        let Some(Overlay::Editor(editor)) = &self.overlay else { return Vec::new() };
        let (written, room) = (editor.text(), editor.room());
        let pasted = (raw.text().len() <= LONGEST_COMMENT).then(|| {
            let text = clean(raw.with_plain_lines().text()).replace('\t', "    ");
            self.without_secrets(&text, &written)
        });
        let Some(text) = pasted.filter(|text| text.len() <= room) else {
            let said = "Nothing was pasted: the comment would be longer than 64 KiB.";
            return self.tell(Notice::plain(said));
        };
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.paste(&text);
        }
        Vec::new()
    }

    /// A text with tokens in the place of secrets: those of the open incident, and none that stands beside it.
    fn without_secrets(&self, text: &str, beside: &str) -> String {
        let mut tokens = tokens_within(self.work.open(), &self.tokens);
        tokens.notice_in(beside);
        redact_secrets(text, &mut tokens)
    }

    pub(super) fn save_comment(&mut self) -> Vec<Effect> {
        let Some(Overlay::Editor(editor)) = &self.overlay else { return Vec::new() };
        let text = clean(editor.text().trim()).into_owned();
        let (subject, on) = (editor.subject.clone(), editor.on.clone());
        if text.is_empty() {
            return self.tell(Notice::plain("There is nothing to save yet."));
        }
        if text.len() > LONGEST_COMMENT {
            let said = "Not saved: it is longer than 64 KiB. Shorten it; Esc keeps the draft.";
            return self.tell(Notice::plain(said));
        }
        if self.is_overtaken() {
            return self.refuse_answer();
        }
        self.overlay = None;
        self.drafts.forget_comment(&subject);
        self.record(Act::Commented { on, text }, Notice::good("Comment saved."))
    }

    /// Orders the comment to be edited in an editor of the user's own.
    pub(super) fn edit_outside(&mut self) -> Vec<Effect> {
        match &self.overlay {
            Some(Overlay::Editor(editor)) => vec![Effect::Edit(editor.text())],
            _ => Vec::new(),
        }
    }

    pub(super) fn take_edited(&mut self, outcome: Result<String, String>) -> Vec<Effect> {
        let text = match outcome {
            Ok(text) => self.without_secrets(&clean(&text), ""),
            Err(error) => return self.tell(Notice::bad(error)),
        };
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.set_text(&text);
        }
        Vec::new()
    }
}
